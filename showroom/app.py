"""Puts the window together: display, store, lock, look; without a display, the demo's morning."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from showroom import language, paths
from showroom.clock import SystemClock
from showroom.errors import ShowroomError
from showroom.language import _
from showroom.models.store import Store
from showroom.models.window_lock import WindowLock
from showroom.remembered import Remembered

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from showroom.services.demo import Progress

DONE, REFUSED, WRONG_USE = 0, 1, 2


def run(store: Path | None, *, demo_wanted: bool, language_code: str | None) -> int:
    """Open the window on a store; its exit code."""
    remembered = Remembered()
    language.use(language_code or remembered.get("language", language.CHINESE))
    if not has_display():
        return _no_display(store, demo_wanted)
    return _open_window(store, demo_wanted, remembered)


def _no_display(store: Path | None, demo_wanted: bool) -> int:
    """Without a display: the demo's morning off screen, or one sentence."""
    if demo_wanted:
        from showroom.ui import demo_morning

        sheet, picture = demo_morning.work(Path.cwd() / "showroom-demo", store)
        words = _(
            "The demo's morning is done. Sheet: {sheet}  Picture: {picture}", sheet=sheet, picture=picture
        )
        print(words)
        return DONE
    print(
        _(
            "There is no display here, so no window can open. Start this in a graphical session, or use "
            "a command: showroom --help."
        ),
        file=sys.stderr,
    )
    return WRONG_USE


def _platforms() -> str:
    """Qt's platforms in the order to be tried; off screen last, for where none fits Qt ends the process."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if not chosen and sys.platform.startswith("linux"):
        chosen = "wayland;xcb" if os.environ.get("WAYLAND_DISPLAY") else "xcb"
    return f"{chosen};offscreen" if chosen else ""


def has_display() -> bool:
    """Whether a window can be shown; Qt itself would abort the process instead of saying so."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.partition(":")[0] not in ("offscreen", "minimal")
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def todays_demo(progress: Progress = lambda _done, _all: None) -> Path:
    """The demo store that ends today, made when it is not there; demos of other days go."""
    from showroom.services import demo

    today = SystemClock().today()
    wanted = paths.demo_store(today)
    if not wanted.exists():
        wanted.parent.mkdir(parents=True, exist_ok=True)
        for old in wanted.parent.glob("showroom-*.db*"):
            if old.is_file():
                old.unlink()
        demo.make(wanted, today, progress=progress)
    return wanted


def _open_window(wanted: Path | None, demo_wanted: bool, remembered: Remembered) -> int:
    from PySide6.QtWidgets import QApplication

    from showroom.ui import hooks, present
    from showroom.ui.first_start.demo_making import make_demo
    from showroom.ui.look.dress import dress
    from showroom.ui.look.theme import Scheme, current

    hooks.listen_to_qt()
    platforms = _platforms()
    if platforms:
        os.environ["QT_QPA_PLATFORM"] = platforms
    app = QApplication(sys.argv[:1])
    if app.platformName() == "offscreen":
        # A display was named, but none answers there.
        return _no_display(wanted, demo_wanted)
    app.setApplicationName("Showroom")
    hooks.install(app)
    dress(app)
    current().choose(Scheme(remembered.get("scheme", Scheme.SYSTEM.value)))
    current().set_text(remembered.get("text", 100))
    try:
        path = _store_path(wanted, demo_wanted, remembered)
        if path is None:
            return DONE
        code, demo_asked = _serve(app, path, remembered, keep=not demo_wanted)
        if demo_asked:
            # In this process, with the first store closed: two are never open at once.
            found = make_demo(todays_demo)
            code = _serve(app, found, remembered, keep=False)[0] if found else DONE
    except ShowroomError as error:
        present.tell(None, error)
        return REFUSED
    return code


def _serve(app: QApplication, path: Path, remembered: Remembered, *, keep: bool) -> tuple[int, bool]:
    """Open the window on a store until it is closed: the exit code, and whether the demo was asked for.

    `keep` remembers the store for the next start, once it is known to be one.

    Raises Unavailable, TooNew, Refused.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    from showroom.ui import one_window
    from showroom.ui.window import Window

    if one_window.call_first_window(path):
        return DONE, False
    lock = WindowLock(path)
    store = Store(path).open()
    lock.take(SystemClock().local())
    if keep:
        remembered.keep(store=str(path))
    window = Window(store, SystemClock(), remembered)
    doorbell = one_window.Doorbell(path, window.come_forward, window)
    demo_asked: list[bool] = []
    window.demo_wanted.connect(lambda: demo_asked.append(True))
    window.demo_wanted.connect(window.close)
    window.closing.connect(app.quit)
    # Said by the window alone: Qt's own word would come after the loop, and end the next dialog at once.
    app.setQuitOnLastWindowClosed(False)
    window.open_up(window.screen().availableSize())
    code = app.exec()
    doorbell.deleteLater()
    window.deleteLater()
    # Here and now: a window that is only forgotten may end in the thread of the next one's worker.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    store.close()
    lock.give_back()
    return int(code), bool(demo_asked)


def _store_path(wanted: Path | None, demo_wanted: bool, remembered: Remembered) -> Path | None:
    """The store to open: named, of the demo, remembered, or a new one; None to stop.

    Where nothing is known yet, the first start is the question. A named store that is not there may be a
    slip of the pen, so that is asked; a remembered one that vanished is never replaced by an empty one (D10).
    """
    from showroom.ui import present
    from showroom.ui.first_start.demo_making import make_demo

    if demo_wanted and wanted is None:
        return make_demo(todays_demo)
    if demo_wanted and wanted is not None and not wanted.exists():
        from showroom.services import demo

        demo.make(wanted, SystemClock().today())
    known = remembered.get("store", "")
    path = wanted or (Path(known) if known else paths.default_store())
    if path.exists() or (wanted is None and known):
        return path
    question = _("There is no data file at {path}. Make a new showroom there?", path=path)
    below = _("Nothing is created unless you say so.")
    if wanted is not None and not present.ask_whether(None, question, below, _("New showroom")):
        return None
    from showroom.services import first_start

    first_start.make_store(path)
    return path
