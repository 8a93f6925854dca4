"""The program around the window: a new showroom, and from its first start to the demo in one process."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog

from showroom import app, paths
from showroom.clock import SystemClock
from showroom.errors import ShowroomError
from showroom.models.window_lock import WindowLock
from showroom.remembered import Remembered
from showroom.services import demo, first_start
from showroom.ui import present
from showroom.ui.first_start.demo_making import make_demo
from showroom.ui.first_start.page import FirstStart
from showroom.ui.look.theme import Scheme, Theme
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.trouble_window import TroubleWindow
from showroom.ui.window import Window
from tests.journeys.conftest import look
from tests.people import Showroom, make_showroom
from tests.untouched import untouched

__all__ = ["look"]

# A page that is not the first one would be played over the file.
FOREIGN_JOURNAL = (
    bytes.fromhex("d9d505f920a163d7 00000001 00000000 00000010 00000200 00001000").ljust(512, b"\0")
    + b"\0\0\0\x07"
    + bytes(4100)
)


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "settings.json")


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    # What other tests left behind must not be collected by the worker's thread.
    gc.collect()


def nobody_is_asked(_parent: object, question: str, _below: str, _yes: str) -> bool:
    raise AssertionError(question)


def when_a_window_is_there(do: Callable[[Window], None], but_not: Window | None = None) -> None:
    """As soon as the window shows who is asked."""

    def look_for() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]
        found = [one for one in found if one is not but_not]
        if found and found[0].centralWidget() is not None:
            do(found[0])
        else:
            QTimer.singleShot(5, look_for)

    QTimer.singleShot(0, look_for)


def test_where_nothing_is_known_the_first_start_is_the_question(
    monkeypatch: pytest.MonkeyPatch, remembered: Remembered
) -> None:
    monkeypatch.setattr(present, "ask_whether", nobody_is_asked)
    assert app._store_path(None, False, remembered) == paths.default_store()
    assert paths.default_store().exists()


def test_the_look_that_was_chosen_is_there_at_the_next_start(remembered: Remembered, tmp_path: Path) -> None:
    """A choice is remembered as a word: it was never taken for one of the looks."""
    assert remembered.one_of("scheme", list(Scheme), Scheme.SYSTEM) == "system"
    remembered.keep(scheme=Scheme.DARK)
    again = Remembered(tmp_path / "settings.json")
    assert Scheme(again.one_of("scheme", list(Scheme), Scheme.SYSTEM)) is Scheme.DARK
    again.keep(scheme="pink")
    assert again.one_of("scheme", list(Scheme), Scheme.SYSTEM) == "system"


def test_a_named_store_that_is_not_there_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, remembered: Remembered, tmp_path: Path
) -> None:
    wanted = tmp_path / "slip.db"
    monkeypatch.setattr(present, "ask_whether", lambda *_words: False)
    assert app._store_path(wanted, False, remembered) is None
    assert not wanted.exists()
    monkeypatch.setattr(present, "ask_whether", lambda *_words: True)
    assert app._store_path(wanted, False, remembered) == wanted
    assert wanted.exists()


def test_a_remembered_store_that_vanished_is_not_replaced(
    monkeypatch: pytest.MonkeyPatch, remembered: Remembered, tmp_path: Path
) -> None:
    monkeypatch.setattr(present, "ask_whether", nobody_is_asked)
    remembered.keep(store=str(tmp_path / "gone.db"))
    assert app._store_path(None, False, remembered) == tmp_path / "gone.db"
    assert not (tmp_path / "gone.db").exists()


def test_where_all_was_forgotten_no_empty_store_is_made_unasked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").write_bytes(b"")
    forgetful = Remembered(tmp_path / "settings.json")
    monkeypatch.setattr(present, "ask_whether", lambda *_words: False)
    assert app._store_path(None, False, forgetful) is None
    assert not paths.default_store().exists()
    assert app._forgotten().code == "E-REMEMBERED"


def small_demo(progress: demo.Progress) -> Path:
    path = paths.demo_store(SystemClock().today())
    path.parent.mkdir(parents=True, exist_ok=True)
    demo.make(path, SystemClock().today(), days=3, progress=progress)
    return path


def test_from_the_first_start_to_the_demo_in_one_process(
    qapp: QApplication, look: Theme, remembered: Remembered, tmp_path: Path
) -> None:
    empty = tmp_path / "new.db"
    first_start.make_store(empty)

    def want_the_demo(window: Window) -> None:
        page = window.centralWidget()
        assert isinstance(page, FirstStart)
        page.frame.demo.click()

    when_a_window_is_there(want_the_demo)
    assert app._serve(qapp, empty, remembered, keep=True) == (0, app.Wish(demo=True))
    WindowLock(empty).take(SystemClock().local())
    made = make_demo(small_demo)
    assert made is not None
    told: list[str] = []

    def read_and_close(window: Window) -> None:
        page = window.centralWidget()
        assert isinstance(page, SignInPage)
        told.extend((page.chosen.user.text(), page.chosen.password.text()))
        window.close()

    when_a_window_is_there(read_and_close)
    assert app._serve(qapp, made, remembered, keep=False) == (0, app.NOTHING)
    assert told[0]
    assert told[1].startswith("zhanting-"), "the accounts of the demo are told where one signs in"
    assert first_start_is_still_to_come(empty)


def first_start_is_still_to_come(path: Path) -> bool:
    from showroom.models.store import Store

    with Store(path) as store:
        return first_start.is_new(store)


def test_a_demo_that_is_cancelled_leaves_nothing(qapp: QApplication, look: Theme) -> None:
    def cancel_at_once(progress: demo.Progress) -> Path:
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog))
        dialog.cancel()
        return small_demo(progress)

    assert make_demo(cancel_at_once) is None
    assert list(paths.demo_store(SystemClock().today()).parent.iterdir()) == []
    assert make_demo(small_demo), "the control"


def test_a_file_that_is_refused_does_not_take_the_place_of_the_remembered_store(
    monkeypatch: pytest.MonkeyPatch, remembered: Remembered, tmp_path: Path, look: Theme
) -> None:
    good, foreign = tmp_path / "good.db", tmp_path / "notes.txt"
    first_start.make_store(good)
    foreign.write_text("not a store")
    remembered.keep(store=str(good))
    monkeypatch.setattr(present, "tell", lambda _parent, _error: None)
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    with pytest.raises(ShowroomError):
        app._serve(qt, foreign, remembered, keep=True)
    assert remembered.get("store", "") == str(good)


def in_the_trouble(do: Callable[[TroubleWindow], None]) -> None:
    """As soon as the page that tells of trouble is there."""

    def look_for() -> None:
        found = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, TroubleWindow) and one.isVisible()
        ]
        if found:
            do(found[0])
        else:
            QTimer.singleShot(5, look_for)

    QTimer.singleShot(0, look_for)


def test_a_remembered_store_that_is_gone_is_tried_again_until_it_is_there(
    qapp: QApplication, look: Theme, remembered: Remembered, tmp_path: Path
) -> None:
    """D10: a disk that was not attached; nothing is ever made in its place."""
    path, away = tmp_path / "disk" / "showroom.db", tmp_path / "away"
    path.parent.mkdir()
    first_start.make_store(path)
    path.parent.rename(away)
    seen: list[str] = []

    def attach_and_try_again(window: TroubleWindow) -> None:
        seen.append("trouble" if not path.parent.exists() else "made!")
        away.rename(path.parent)
        window.page.retry.click()
        when_a_window_is_there(lambda window: (seen.append("window"), window.close()))

    def try_again(window: TroubleWindow) -> None:
        seen.append("trouble" if not path.parent.exists() else "made!")
        window.page.retry.click()
        in_the_trouble(attach_and_try_again)

    in_the_trouble(try_again)
    assert app._serve_somehow(qapp, path, remembered, keep=True) == (0, app.NOTHING)
    assert seen == ["trouble", "trouble", "window"]
    assert remembered.get("store", "") == str(path)
    assert remembered.get("opened", "")


def test_a_damaged_store_ends_without_a_trace_when_nobody_wants_anything(
    qapp: QApplication, look: Theme, remembered: Remembered, tmp_path: Path
) -> None:
    path = tmp_path / "disk" / "showroom.db"
    path.parent.mkdir()
    path.write_bytes(b"")
    in_the_trouble(lambda window: window.page.end.click())
    with untouched(path.parent):
        assert app._serve_somehow(qapp, path, remembered, keep=True)[0] == app.REFUSED
    assert remembered.get("store", "") == "", "what could not be opened is not remembered"


def test_another_file_chosen_in_trouble_is_the_one_remembered(
    qapp: QApplication, look: Theme, remembered: Remembered, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.db", tmp_path / "good.db"
    bad.write_bytes(b"")
    first_start.make_store(good)

    def choose(window: TroubleWindow) -> None:
        window._choose_file = lambda _parent, _folder: str(good)
        window.page.other.click()
        when_a_window_is_there(lambda window: window.close())

    in_the_trouble(choose)
    assert app._serve_somehow(qapp, bad, remembered, keep=True) == (0, app.NOTHING)
    assert remembered.get("store", "") == str(good)


def test_a_look_ends_where_it_began(
    qapp: QApplication, look: Theme, remembered: Remembered, new_showroom: Path, tmp_path: Path
) -> None:
    """The store cannot be opened (another's log lies beside it), but looked at without that."""
    path = tmp_path / "disk" / "showroom.db"
    path.parent.mkdir()
    shutil.copy(new_showroom, path)
    path.with_name("showroom.db-journal").write_bytes(FOREIGN_JOURNAL)
    seen: list[str] = []

    def close(window: Window) -> None:
        seen.append("a look" if window.store_keeper.banner.isVisible() else "no look")
        window.close()
        in_the_trouble(lambda window: (seen.append("trouble"), window.page.end.click()))

    def look_at_it(window: TroubleWindow) -> None:
        window.page.look.click()
        when_a_window_is_there(close)

    in_the_trouble(look_at_it)
    with untouched(path.parent):
        assert app._serve_somehow(qapp, path, remembered, keep=True)[0] == app.REFUSED
    assert seen == ["a look", "trouble"]


@pytest.mark.logs
def test_damage_met_at_work_leads_to_the_copies(
    qapp: QApplication, look: Theme, remembered: Remembered, new_showroom: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(new_showroom, tmp_path / "showroom.db"))
    codes: list[str] = []

    def meet_damage(window: Window) -> None:
        window.store_keeper._store.database.stop_writing()
        QTimer.singleShot(20, window.store_keeper.banner.copies.click)
        in_the_trouble(lambda window: (codes.append(window._error.code), window.page.end.click()))

    when_a_window_is_there(meet_damage)
    assert app._serve_somehow(qapp, path, remembered, keep=True)[0] == app.REFUSED
    assert codes == ["E-DB-STOPPED"]


def test_from_the_sign_in_page_into_practice_and_back(
    qapp: QApplication, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    mine = Remembered(tmp_path / "settings.json")
    mine.keep(text=100)
    store = make_showroom(tmp_path / "ours.db")
    told: list[str] = []

    def close_ours(window: Window) -> None:
        told.append("back")
        window.close()

    def practise(window: Window) -> None:
        told.append(window.windowTitle())
        when_a_window_is_there(close_ours, but_not=window)
        window.entered.connect(lambda _shell: told.append(str(len(list(temporary.iterdir())))))
        window.entered.connect(lambda _shell: QTimer.singleShot(0, window, window.close))

    def ask_for_practice(window: Window) -> None:
        page = window.centralWidget()
        assert isinstance(page, SignInPage)
        when_a_window_is_there(practise, but_not=window)
        page.practise.click()

    when_a_window_is_there(ask_for_practice)
    assert app._serve_wishes(qapp, store, mine, keep=True) == app.DONE
    assert told == ["Showroom　练习展厅", "1", "back"]
    assert list(temporary.iterdir()) == [], "nothing is left behind"
    assert mine.get("store", "") == str(store), "the next start opens ours"


def test_a_copy_that_is_only_looked_at_offers_no_practice(look: Theme, showroom: Showroom) -> None:
    window = Window(
        showroom.store, showroom.clock, Remembered(showroom.store.path.with_name("r.json")), inline=True
    )
    window.show()
    page = window.centralWidget()
    assert isinstance(page, SignInPage)
    assert not page.practise.isVisible()
    window.close()
