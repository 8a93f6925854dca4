"""Puts the window together: display, store, lock, look; without a display, the demo's morning."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from showroom import language, paths
from showroom.clock import SystemClock
from showroom.errors import ShowroomError, Unavailable
from showroom.files import make_folder
from showroom.language import _, mark
from showroom.models import copies, opening
from showroom.models.store import Store, two_connections_are_safe
from showroom.models.window_lock import WindowLock
from showroom.remembered import Remembered
from showroom.rules.duties import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from showroom.services.demo import Progress
    from showroom.ui.trouble_window import Way
    from showroom.ui.window import Window

DONE, REFUSED, WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Wish:
    """What somebody asked for who closed a window: the demo, or the practice showroom for a role."""

    demo: bool = False
    practice: Role | None = None


NOTHING: Final = Wish()


def run(
    store: Path | None, *, demo_wanted: bool, language_code: str | None, practice: Role | None = None
) -> int:
    """Open the window on a store, or on a practice showroom for a role; its exit code."""
    remembered = Remembered()
    language.use(language_code or remembered.one_of("language", language.LANGUAGES, language.CHINESE))
    if not has_display():
        return _no_display(store, demo_wanted)
    # As it is remembered: another working folder must not make it another store.
    return _open_window(store.absolute() if store else None, demo_wanted, remembered, practice)


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
        make_folder(wanted.parent)
        for old in wanted.parent.glob("showroom-*.db*"):
            old.unlink() if old.is_file() else shutil.rmtree(old)
        demo.make(wanted, today, progress=progress)
    return wanted


def _open_window(
    wanted: Path | None, demo_wanted: bool, remembered: Remembered, practice: Role | None
) -> int:
    from PySide6.QtWidgets import QApplication

    from showroom.ui import hooks, present
    from showroom.ui.collecting import Collector
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
    collector = Collector(app)
    dress(app)
    current().choose(Scheme(remembered.one_of("scheme", list(Scheme), Scheme.SYSTEM)))
    current().set_text(remembered.get("text", 100))
    try:
        if remembered.lost:
            present.tell(None, _forgotten())
        if practice is not None:
            _practise(app, practice, remembered)
            return DONE
        path = _store_path(wanted, demo_wanted, remembered)
        return DONE if path is None else _serve_wishes(app, path, remembered, keep=not demo_wanted)
    except ShowroomError as error:
        present.tell(None, error)
        return REFUSED
    finally:
        collector.stop()


def _serve_wishes(app: QApplication, path: Path, remembered: Remembered, *, keep: bool) -> int:
    """Serve a store, and what is asked for at its window; from the practice one comes back.

    All in this process, one after the other: two stores are never open at once.
    """
    from showroom.ui.first_start.demo_making import make_demo

    while True:
        code, wish = _serve_somehow(app, path, remembered, keep=keep)
        if wish.practice is not None:
            _practise(app, wish.practice, remembered)
        elif wish.demo:
            found = make_demo(todays_demo)
            if found is None:
                return DONE
            path, keep = found, False
        else:
            return code


def _forgotten() -> Unavailable:
    """What this computer remembered is broken in both places (B5)."""
    return Unavailable(
        "E-REMEMBERED",
        mark(
            "What this computer remembered (data file, language, look, printers) can no longer be read. The "
            "data file itself was not touched. Choose language and look again; if your data file does not "
            "lie in the usual place, start the program with --store and its path."
        ),
    )


def _serve_somehow(app: QApplication, path: Path, remembered: Remembered, *, keep: bool) -> tuple[int, Wish]:
    """`_serve`, and where the store cannot be opened, whatever people choose then (H1, D10)."""
    from showroom.ui.trouble_window import Way

    while True:
        try:
            return _serve(app, path, remembered, keep=keep)
        except ShowroomError as error:
            way, chosen = _ask_in_trouble(app, error, path, remembered)
            if way is Way.QUIT:
                return REFUSED, NOTHING
            if way is Way.LOOK:
                _look(app, chosen, remembered)
            else:
                path = chosen


def _ask_in_trouble(
    app: QApplication, error: ShowroomError, path: Path, remembered: Remembered
) -> tuple[Way, Path]:
    """Show what happened to a store until a way on is chosen."""
    from showroom.ui.trouble_window import TroubleWindow

    window = TroubleWindow(error, path, SystemClock(), remembered)
    answers: list[tuple[Way, Path]] = []
    window.chosen.connect(lambda way, about: answers.append((way, about)))
    window.chosen.connect(app.quit)
    app.setQuitOnLastWindowClosed(False)
    window.open_up(window.screen().availableSize())
    app.exec()
    window.hide()
    _let_go(window)
    return answers[0]


def _look(app: QApplication, path: Path, remembered: Remembered) -> None:
    """A window on a private copy of a store that cannot be worked on, or of one of its copies."""
    from showroom.services import looking
    from showroom.ui import present
    from showroom.ui.window import Window

    try:
        with looking.look_at(path) as store:
            _show_until_closed(app, Window(store, SystemClock(), remembered))
    except ShowroomError as error:
        present.tell(None, error)


def _serve(app: QApplication, path: Path, remembered: Remembered, *, keep: bool) -> tuple[int, Wish]:
    """Open the window on a store until it is closed: the exit code, and what was asked for then.

    `keep` remembers the store for the next start, once it is known to be one.

    Raises Unavailable, TooNew, Refused; Unavailable too when damage was met and the copies are asked for.
    """
    from showroom.ui import one_window
    from showroom.ui.window import Window

    if one_window.call_first_window(path):
        return DONE, NOTHING
    lock = WindowLock(path)
    store = Store(path).open()
    try:
        lock.take(SystemClock().local())
        if keep:
            _remember(store, remembered)
        window = Window(store, SystemClock(), remembered, inline=not two_connections_are_safe())
        window.offers_practice = True
        one_window.Doorbell(path, window.come_forward, window)
        wishes: list[Wish] = []
        window.demo_wanted.connect(lambda: _close_for(window, wishes, Wish(demo=True)))
        window.practice_wanted.connect(lambda role: _close_for(window, wishes, Wish(practice=role)))
        copies_asked: list[bool] = []
        window.copies_wanted.connect(lambda: copies_asked.append(True))
        window.copies_wanted.connect(window.close)
        code = _show_until_closed(app, window)
    finally:
        stopped = store.stopped
        store.close()
        lock.give_back()
    if copies_asked and stopped is not None:
        raise stopped
    return code, wishes[0] if wishes else NOTHING


def _close_for(window: Window, wishes: list[Wish], wish: Wish) -> None:
    """Close the window for what is wished; nothing is wished where it stays open, for words not kept."""
    if window.close():
        wishes.append(wish)


def _practise(app: QApplication, role: Role, remembered: Remembered) -> None:
    """A window on a practice showroom until it is left; nothing of it remains, nor of how it looked there."""
    from showroom.services.practice import sandbox
    from showroom.ui import present
    from showroom.ui.first_start.demo_making import make_demo
    from showroom.ui.look.theme import Scheme, current
    from showroom.ui.practice import Practice
    from showroom.ui.window import Window

    def make(made: Callable[[Progress], Path]) -> Path | None:
        return make_demo(made, _("The practice showroom is being made…"))

    look, words = current(), language.current()
    scheme, text = look.scheme, look.text_percent
    try:
        with sandbox(make, SystemClock()) as box:
            if box is None:
                return
            aside = remembered.aside(box.folder / "settings.json")
            store = Store(box.path).open()
            try:
                window = Window(
                    store,
                    SystemClock(),
                    aside,
                    inline=not two_connections_are_safe(),
                    choose_path=lambda _parent, proposed: str(box.place_for(proposed)),
                )
                Practice(window, box, role)
                _show_until_closed(app, window)
            finally:
                store.close()
    except ShowroomError as error:
        present.tell(None, error)
    finally:
        language.use(words)
        look.choose(Scheme(scheme))
        look.set_text(text)


def _remember(store: Store, remembered: Remembered) -> None:
    """What the next start, or the page that tells of trouble, must know although the store does not open."""
    opened = SystemClock().local().strftime("%Y-%m-%d %H:%M")
    folder = str(copies.chosen(store.database, store.path))
    remembered.keep(store=str(store.path), opened=opened, **{"copies folder": folder})


def _show_until_closed(app: QApplication, window: Window) -> int:
    from showroom.ui.session_end import SessionEnd

    window.closing.connect(app.quit)
    # Said by the window alone: Qt's own word would come after the loop, and end the next dialog at once.
    app.setQuitOnLastWindowClosed(False)
    window.open_up(window.screen().availableSize())
    session_end = SessionEnd(app, window)
    code = app.exec()
    session_end.stop()
    hung = window.ask.hung or window.keeper.hung
    _let_go(window)
    if hung:
        _end_now(int(code))
    return int(code)


def _let_go(window: QWidget) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    window.deleteLater()
    # Here and now: what is only forgotten would stay, and hear of everything, until it is collected.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _end_now(code: int) -> NoReturn:
    """End without the worker: Python would wait for a job that hangs, as on a disk that does not answer."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _store_path(wanted: Path | None, demo_wanted: bool, remembered: Remembered) -> Path | None:
    """The store to open: named, of the demo, remembered, or a new one; None to stop.

    Where nothing is known yet, the first start is the question. A named store that is not there may be a
    slip of the pen, and what was forgotten may have been another, so that is asked; a remembered one that
    vanished is never replaced by an empty one (D10).
    """
    from showroom.ui import present
    from showroom.ui.first_start.demo_making import make_demo

    if demo_wanted and wanted is None:
        return make_demo(todays_demo)
    if demo_wanted and wanted is not None and not opening.is_there(wanted):
        from showroom.services import demo

        demo.make(wanted, SystemClock().today())
    known = remembered.get("store", "")
    path = wanted or (Path(known) if known else paths.default_store())
    if (wanted is None and known) or opening.is_there(path):
        return path
    question = _("There is no data file at {path}. Make a new showroom there?", path=path)
    below = _("Nothing is created unless you say so.")
    if (wanted is not None or remembered.lost) and not present.ask_whether(
        None, question, below, _("New showroom")
    ):
        return None
    from showroom.services import first_start

    first_start.make_store(path)
    return path
