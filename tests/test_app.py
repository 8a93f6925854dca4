"""The program around the window: a new showroom, and from its first start to the demo in one process."""

from __future__ import annotations

import gc
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
from showroom.ui.look.theme import Theme
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.journeys.conftest import look

__all__ = ["look"]


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


def when_a_window_is_there(do: Callable[[Window], None]) -> None:
    """As soon as the window shows who is asked."""

    def look_for() -> None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible()]
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
    assert app._serve(qapp, empty, remembered, keep=True) == (0, True)
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
    assert app._serve(qapp, made, remembered, keep=False) == (0, False)
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
