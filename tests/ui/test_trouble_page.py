"""The page people see when their store cannot be opened: what it offers, what it never does by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.errors import ShowroomError, Unavailable
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.remembered import Remembered
from showroom.services import copies
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.theme import Theme
from showroom.ui.trouble_window import TroubleWindow, Way
from tests.people import Showroom, clock_of_the_morning, register_walk_in
from tests.untouched import names, untouched

Open = Callable[..., TroubleWindow]


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path) -> Path:
    """A store of which a copy was made after its first guest; a second guest came later."""
    folder = tmp_path / "store"
    folder.mkdir()
    path = Path(shutil.copy(new_showroom, folder / "showroom.db"))
    path.chmod(0o600)
    clock = clock_of_the_morning()
    with Store(path) as store:
        register_walk_in(Showroom(store, clock).reception, "王丽", "13812345678")
        copies.take(store, clock, copies.folders(path)[0])
        register_walk_in(Showroom(store, clock).reception, "张伟", "13912345678")
    return path


@pytest.fixture
def open_trouble(look: Theme, qtbot: QtBot, tmp_path: Path) -> Open:
    """The window of a store that cannot be opened, and what was chosen in it."""

    def open_it(
        path: Path, size: tuple[int, int] = (1280, 720), other: str = "", opened: str = ""
    ) -> TroubleWindow:
        remembered = Remembered(tmp_path / "settings.json")
        if opened:
            remembered.keep(store=str(path), opened=opened)
        window = TroubleWindow(
            why(path),
            path,
            clock_of_the_morning(),
            remembered,
            inline=True,
            choose_file=lambda _parent, _folder: other,
        )
        window.resize(*size)
        qtbot.addWidget(window)
        window.answers = []
        window.chosen.connect(lambda way, about: window.answers.append((way, about)))
        with qtbot.waitExposed(window):
            window.open_up(QSize(*size))
        window.activateWindow()
        return window

    return open_it


def why(path: Path) -> ShowroomError:
    """Why this store cannot be opened."""
    try:
        Store(path).open()
    except ShowroomError as error:
        return error
    return Unavailable("E-DB-BUSY", "The disk is full. This was not saved.")


def in_the_dialog(do: Callable[[Dialog], None]) -> None:
    """As soon as a question is put."""

    def look_for() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, Dialog):
            do(found)
        else:
            QTimer.singleShot(5, look_for)

    QTimer.singleShot(0, look_for)


def press(dialog: Dialog, key: str) -> None:
    dialog.close_with(key)


def test_it_says_what_happened_where_and_when_it_was_last_open(path: Path, open_trouble: Open) -> None:
    path.write_bytes(b"")
    window = open_trouble(path, opened="2026-03-04 18:02")
    words = " ".join(label.text() for label in window.findChildren(type(window.page.note)))
    assert str(path) in words
    assert "2026-03-04 18:02" in words
    assert "E-DB-DAMAGED" in words


def test_enter_tries_again_and_touches_nothing(path: Path, open_trouble: Open) -> None:
    path.write_bytes(b"")
    with untouched(path.parent):
        window = open_trouble(path)
        assert window.page.retry.hasFocus(), "what changes nothing has the keyboard"
        QTest.keyClick(window.page.retry, Qt.Key.Key_Return)
    assert window.answers == [(Way.AGAIN, path)]


def test_escape_and_closing_end_it_and_touch_nothing(path: Path, open_trouble: Open) -> None:
    path.write_bytes(b"")
    with untouched(path.parent):
        window = open_trouble(path)
        QTest.keyClick(window.page, Qt.Key.Key_Escape)
        assert window.answers == [(Way.QUIT, path)]
        window = open_trouble(path)
        window.close()
        assert window.answers == [(Way.QUIT, path)]


def test_a_store_that_is_gone_is_not_made_anew(path: Path, open_trouble: Open) -> None:
    """D10: whatever is pressed but the copy."""
    folder = path.parent
    shutil.rmtree(folder)
    window = open_trouble(path)
    assert not window.page.copies.isVisible()
    window.page.retry.click()
    assert not folder.exists()


def test_another_file_is_chosen_or_not(path: Path, open_trouble: Open, tmp_path: Path) -> None:
    path.write_bytes(b"")
    other = tmp_path / "other.db"
    window = open_trouble(path, other=str(other))
    window.page.other.click()
    assert window.answers == [(Way.AGAIN, other)]
    window = open_trouble(path, other="")
    window.page.other.click()
    assert window.answers == [], "thinking better of it is no choice"


def test_the_copies_tell_what_is_in_them_before_anything_is_touched(path: Path, open_trouble: Open) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    with untouched(path.parent):
        window = open_trouble(path)
        copy = window.page.copies.marked()
        assert copy is not None
        assert copy.rows["traffic_entry"] == 1
        asked: list[str] = []

        def read_and_refuse(dialog: Dialog) -> None:
            asked.append(dialog.below)
            press(dialog, "safe")

        in_the_dialog(read_and_refuse)
        window.page.bring_back.click()
        assert "1" in asked[0]
        window.page.look_into.click()
    assert window.answers == [(Way.LOOK, copy.path)]


def test_the_safe_answer_has_the_keyboard_when_a_copy_is_to_come_back(path: Path, open_trouble: Open) -> None:
    path.write_bytes(b"")
    window = open_trouble(path)
    with untouched(path.parent):
        in_the_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
        window.page.bring_back.click()
        in_the_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        QTest.keyClick(window.page.copies, Qt.Key.Key_Return)
    assert window.answers == []


def test_a_copy_comes_back_and_the_damaged_file_is_kept(path: Path, open_trouble: Open) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    window = open_trouble(path)

    def bring_back(dialog: Dialog) -> None:
        in_the_dialog(lambda told: press(told, "understood"))
        press(dialog, "yes")

    in_the_dialog(bring_back)
    window.page.bring_back.click()
    assert window.answers == [(Way.AGAIN, path)]
    with Store(path):
        assert TrafficEntry.select().count() == 1
    aside = [name for name in names(path.parent) if "before" in name]
    assert [path.with_name(name).stat().st_size for name in aside] == [5000]


def test_a_copy_that_is_damaged_meanwhile_is_told_and_everything_stays(
    path: Path, open_trouble: Open
) -> None:
    path.write_bytes(b"")
    window = open_trouble(path)
    copy = window.page.copies.marked()
    assert copy is not None
    spoilt = bytearray(copy.path.read_bytes())
    spoilt[9000] ^= 1
    copy.path.write_bytes(spoilt)
    with untouched(path.parent):
        in_the_dialog(lambda dialog: press(dialog, "yes"))
        window.page.bring_back.click()
    assert "E-COPY-DAMAGED" in window.page.note.text()
    assert window.page.isEnabled()
    assert window.answers == []


@pytest.mark.parametrize(
    ("spoil", "copies_offered", "look_offered"),
    [
        pytest.param(lambda _whole: b"", True, True, id="damaged"),
        pytest.param(lambda whole: b"PK" + whole[:68] + bytes(200), True, False, id="foreign"),
        pytest.param(lambda whole: whole[:60] + b"\0\0\x27\x0f" + whole[64:], False, False, id="newer"),
    ],
)
def test_only_what_makes_sense_is_offered(
    path: Path,
    open_trouble: Open,
    spoil: Callable[[bytes], bytes],
    copies_offered: bool,
    look_offered: bool,
) -> None:
    path.write_bytes(spoil(path.read_bytes()))
    page = open_trouble(path).page
    assert page.bring_back.isVisible() == copies_offered
    assert page.look.isVisible() == look_offered
    assert page.retry.isVisible()
    assert page.other.isVisible()


def test_it_speaks_both_languages(path: Path, open_trouble: Open) -> None:
    path.write_bytes(b"")
    window = open_trouble(path)
    assert window.page.retry.text() == "重试"
    window.page.languages.chosen.emit(language.ENGLISH)
    assert window.page.retry.text() == "Try again"
    assert window.page.retry.hasFocus()


@pytest.mark.parametrize("size", [(853, 480), (1440, 900)])
@pytest.mark.parametrize("percent", [100, 150])
def test_every_verb_is_in_view_or_reached_by_tab(
    path: Path, open_trouble: Open, look: Theme, size: tuple[int, int], percent: int
) -> None:
    path.write_bytes(b"")
    look.set_text(percent)
    try:
        window = open_trouble(path, size)
        page = window.page
        for button in (page.end, page.look, page.other, page.retry):
            assert button.width() >= button.sizeHint().width()
            assert page.rect().contains(button.geometry()), button.text()
        reached = set()
        for _step in range(12):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            pen = window.focusWidget()
            reached.add(pen)
            assert not pen.visibleRegion().isEmpty(), pen.accessibleName()
        assert {page.copies, page.bring_back, page.look_into, page.end, page.look, page.other} <= reached
    finally:
        look.set_text(100)
