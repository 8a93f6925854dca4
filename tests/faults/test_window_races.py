"""Keys held, two desks at one row, input methods, locks over questions (V1, V7, V12, V14, V18, V20)."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import Unavailable
from showroom.models.act import Act
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.traffic import TrafficType
from showroom.ui import composing, form_table, leaving, present, reason
from showroom.ui.cells import CellEditor
from showroom.ui.choosing import ask_path
from showroom.ui.look.dialog import Dialog
from showroom.ui.traffic_log_model import TrafficLogModel
from showroom.ui.visit_panel import VisitPanel
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    cell,
    column,
    focus_window,
    hear,
    open_cell,
    page,
    pen,
    press,
    row,
    settle,
    shell,
    sign_in,
    tip,
)
from tests.journeys.conftest import OpenWindow, look, morning, open_window, pdf, window
from tests.journeys.test_input_method import InputMethod
from tests.people import (
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    log_of,
    register_walk_in,
    remove,
)
from tests.ui.settings import at_the_settings as keeper

__all__ = ["look", "morning", "open_window", "pdf", "window"]

GROWTH_AT_MOST = 20 * 1024


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """周敏 at the desk, three guests on the log."""
    for name, phone in (("李强", "13711112222"), ("何军", "13711113333"), ("沈女士", "13711114444")):
        register_walk_in(morning.reception, name, phone, arrived="0912", received_by="陈涛", level="A")
    sign_in(window, "周敏")
    look_now(window)
    return window


def look_now(window: Window) -> None:
    """The second is over: the window looks whether anything happened elsewhere."""
    shell(window).news.watch.timeout.emit()
    settle()


def entry_of(name: str) -> int:
    return int(TrafficEntry.get(TrafficEntry.guest_name == name).id)


def acts_of(duty: Duty) -> int:
    return int(Act.select().where(Act.duty == duty).count())


# -- V1: once is once ---------------------------------------------------------------------------------


def hold(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 30
) -> None:
    """A key is pressed and held: one press, then the keyboard repeats it."""
    text = "\r" if key is Qt.Key.Key_Return else ""
    for again in range(times):
        target = QApplication.focusWidget() or focus_window()
        down = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, autorep=bool(again))
        QApplication.sendEvent(target, down)
    settle()


@pytest.mark.parametrize(
    "keys",
    [
        lambda: hold(Qt.Key.Key_Return),
        lambda: [press("Ctrl+S") for _time in range(5)],
        lambda: press("Return", "Return", "Ctrl+S", "Return"),
    ],
    ids=["Enter held", "Ctrl+S five times", "all of them"],
)
def test_registering_many_times_is_one_row(desk: Window, keys: Callable[[], object]) -> None:
    hear("王女士 13911112222")
    keys()
    assert len(page(desk).model.entries) == 4
    assert acts_of(Duty.REGISTER_VISIT) == 5


@pytest.mark.parametrize("inline", [True, False], ids=["at once", "worker"])
def test_saving_a_visit_many_times_is_one_correction(
    open_window: OpenWindow, morning: Showroom, qtbot: QtBot, inline: bool
) -> None:
    register_walk_in(morning.reception, "李强", "13711112222", arrived="0912")
    opened = open_window(inline=inline)
    qtbot.waitUntil(lambda: opened.centralWidget() is not None)
    opened.sign_in(RECEPTIONIST, PASSWORD)
    qtbot.waitUntil(lambda: opened.shell is not None and bool(page(opened).model.entries))
    visits = page(opened).visits
    visits.open_visit(page(opened).model.entries[0])
    write_note(visits.panel, "带家人")
    for _time in range(3):
        visits.panel.save.click()
    visits.save()
    qtbot.waitUntil(lambda: not visits.panel.saving and not visits.panel.isVisible())
    assert acts_of(Duty.CORRECT_VISIT) == 1
    opened.close()


def write_note(panel: VisitPanel, text: str) -> None:
    note = panel.blanks["note"].pen
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    note.selectAll()
    hear(text)


def test_a_list_entry_is_added_once(window: Window, morning: Showroom) -> None:
    house = keeper.open_settings(window)
    keeper.go_to(house, "车型" if "车型" in keeper.section_names(house) else keeper.section_names(house)[-4])
    before = len(keeper.lines(house))
    press("Ctrl+N")
    for key in list(keeper.form_of(house).editors)[:1]:
        keeper.write(house, **{key: "高尔夫"})
    for _time in range(4):
        press("Ctrl+S")
    assert len(keeper.lines(house)) == before + 1


# -- V20, V14: two desks at one row -------------------------------------------------------------------


def test_what_another_desk_wrote_in_my_open_cell_is_told_before_it_is_written_over(
    desk: Window, morning: Showroom
) -> None:
    """Also where the window has read the other's text meanwhile: the pen was put down before that."""
    open_cell(desk, 1, "note_and_model").selectAll()
    hear("朋友到了")
    correct(morning.consultant, entry_of("李强"), note="朋友没来")
    look_now(desk)
    press("Return")
    assert log_of(morning.reception).rows[0].note == "朋友没来", "nothing was written over"
    assert cell(desk, 1, "note_and_model").invalid
    assert "朋友没来" in tip(desk, 1, "note_and_model")
    assert row(desk, 1)["note_and_model"] == "朋友到了", "mine is still here"
    open_cell(desk, 1, "note_and_model")
    press("Return")
    assert log_of(morning.reception).rows[0].note == "朋友到了", "the second time it is a decision"


def test_the_control_a_cell_that_forgets_what_it_saw_writes_over(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CellEditor, "seen", property(lambda _cell: None, lambda _cell, _seen: None))
    open_cell(desk, 1, "note_and_model").selectAll()
    hear("朋友到了")
    correct(morning.consultant, entry_of("李强"), note="朋友没来")
    look_now(desk)
    press("Return")
    assert log_of(morning.reception).rows[0].note == "朋友到了", "the other's words are gone without a word"


def test_my_own_corrections_of_a_row_are_no_clash(desk: Window, morning: Showroom) -> None:
    for text in ("一", "二", "三"):
        open_cell(desk, 1, "note_and_model").selectAll()
        hear(text)
        press("Return")
        assert not cell(desk, 1, "note_and_model").invalid
    assert log_of(morning.reception).rows[0].note == "三"


def test_what_another_desk_wrote_is_said_beside_my_blank_at_once(desk: Window, morning: Showroom) -> None:
    visits = page(desk).visits
    visits.open_visit(page(desk).model.entries[0])
    write_note(visits.panel, "朋友到了")
    correct(morning.consultant, entry_of("李强"), note="朋友没来", area="滨江")
    look_now(desk)
    note = visits.panel.blanks["note"]
    assert note.text == "朋友到了", "mine stays"
    assert "朋友没来" in note.problem.text()
    assert visits.panel.blanks["area"].text == "滨江", "what I did not touch is as the other left it"
    assert not visits.panel.blanks["area"].problem.text()
    press("Ctrl+S")
    assert log_of(morning.reception).rows[0].note == "朋友没来", "not before I was told that it is a decision"
    press("Ctrl+S")
    assert log_of(morning.reception).rows[0].note == "朋友到了"
    assert log_of(morning.reception).rows[0].area == "滨江"


def test_the_control_a_panel_that_takes_every_revision_writes_over(
    desk: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = page(desk).visits
    visits.open_visit(page(desk).model.entries[0])
    write_note(visits.panel, "朋友到了")
    correct(morning.consultant, entry_of("李强"), note="朋友没来")
    with monkeypatch.context() as careless:
        careless.setattr(VisitPanel, "written", {})
        look_now(desk)
    visits.save()
    assert log_of(morning.reception).rows[0].note == "朋友到了"


def test_a_row_that_goes_while_its_visit_is_written_is_told_and_kept(desk: Window, morning: Showroom) -> None:
    visits = page(desk).visits
    visits.open_visit(page(desk).model.entries[0])
    write_note(visits.panel, "朋友到了")
    remove(morning.manager, entry_of("李强"))
    look_now(desk)
    assert not visits.panel.isVisible()
    assert "李强" not in [one.guest_name for one in page(desk).model.entries]
    assert visits.panel.written["note"] == "朋友到了"


# -- V14: a long day ----------------------------------------------------------------------------------

ROWS, ROWS_OF_A_LONG_RUN = 120, 2000


def a_day_of(rows: int, showroom: Showroom) -> None:
    """A day with many guests."""
    with showroom.reception.work(Duty.REGISTER_VISIT) as work:
        for number in range(1, rows + 1):
            work.add(
                TrafficEntry,
                day=THURSDAY,
                number=number,
                arrived=(showroom.clock.local() - timedelta(minutes=1)).time(),
                guest_name=f"客人{number}",
                traffic_type=TrafficType.WALK_IN,
                purpose="look_at_cars",
            )


def write_while_rows_go_and_come(opened: Window, showroom: Showroom, meant: int) -> dict[str, str]:
    """Words into an open cell, while another desk takes a row off above and adds one; who has them then."""
    sign_in(opened, "周敏")
    look_now(opened)
    log = page(opened)
    log._scroll.verticalScrollBar().setValue(log._scroll.verticalScrollBar().maximum() * 3 // 4)
    place = [one.entry for one in log.model.entries].index(entry_of(f"客人{meant}"))
    log.table.setFocus()
    log.table.setCurrentIndex(log.model.index(place, column(opened, "note_and_model")))
    log.table.edit(log.table.currentIndex())
    assert isinstance(pen(), CellEditor)
    hear("就给他")
    remove(showroom.manager, entry_of("客人1"))
    register_walk_in(showroom.consultant, "新客", "13911110000")
    look_now(opened)
    press("Return")
    return {one.guest_name: one.note for one in log_of(showroom.reception).rows if one.note}


@pytest.mark.parametrize("rows", [ROWS, pytest.param(ROWS_OF_A_LONG_RUN, marks=pytest.mark.long)])
def test_on_a_long_day_the_row_that_was_meant_is_written(
    open_window: OpenWindow, morning: Showroom, rows: int
) -> None:
    """The words go to their row, known by its id, though it stands elsewhere now."""
    a_day_of(rows, morning)
    written = write_while_rows_go_and_come(open_window(), morning, rows * 3 // 4)
    assert written == {f"客人{rows * 3 // 4}": "就给他"}


def test_the_control_a_sheet_that_knows_rows_by_their_place_writes_on_another(
    open_window: OpenWindow, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrafficLogModel, "_move", TrafficLogModel._take)
    a_day_of(30, morning)
    assert write_while_rows_go_and_come(open_window(), morning, 20) != {"客人20": "就给他"}


# -- V7: something is open when the desk locks --------------------------------------------------------


def lock_by_itself(window: Window, showroom: Showroom) -> None:
    showroom.clock.at += timedelta(minutes=11)
    for _second in range(4):
        if window.shell is not None:
            window.shell.news.watch.timeout.emit()
        settle()


def a_reason(window: Window) -> object:
    return reason.ask_reason(page(window), "客人信息", "张伟 13911112222")


def about_changes(window: Window) -> object:
    return leaving.ask_about_changes(page(window), "张伟")


def an_error(window: Window) -> object:
    return present.tell(page(window), Unavailable("E-TEST", "张伟。没有保存。"))


def a_crash(window: Window) -> object:
    return present.crash(page(window), "folder")


def a_file_dialog(window: Window) -> object:
    return ask_path(page(window), "/tmp/log.xlsx")


def go_anywhere(window: Window) -> object:
    return shell(window).keys.go_to()


@pytest.mark.parametrize("question", [a_reason, about_changes, an_error, a_crash, a_file_dialog, go_anywhere])
def test_no_question_stands_over_or_behind_the_lock(
    desk: Window,
    morning: Showroom,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    question: Callable[[Window], object],
) -> None:
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [""])
    hear("张伟 13911112222")
    seen: list[int] = []

    def lock() -> None:
        seen.append(len(dialogs()))
        register_walk_in(morning.consultant, "钱先生", "13911113333")
        lock_by_itself(desk, morning)

    QTimer.singleShot(30, lock)
    question(desk)
    lock_by_itself(desk, morning)
    assert seen == [1], "the control: it was open"
    assert dialogs() == []
    assert desk.shell is None
    assert "13911112222" not in "".join(one.accessibleName() for one in desk.findChildren(QWidget))
    sign_in(desk, "周敏")
    assert shell(desk).top.strip.text() == "张伟 13911112222"


def dialogs() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and not isinstance(one, Window)]


def test_an_error_that_comes_after_the_lock_is_told_to_nobody(
    desk: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the store answers late must not stand over the sign-in page with somebody's name in it."""
    told: list[str] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: told.append(error.code))
    before, gone = desk.ask, shell(desk)
    before.failed.emit(Unavailable("E-TEST", "before"))
    assert told == ["E-TEST"], "the control"
    press("Ctrl+L")
    before.failed.emit(Unavailable("E-TEST", "late"))
    assert told == ["E-TEST"]
    assert gone is not desk.shell


# -- V12: an input method holds a word ----------------------------------------------------------------


@pytest.fixture
def method(monkeypatch: pytest.MonkeyPatch) -> InputMethod:
    made = InputMethod()
    for module in (form_table, composing):
        monkeypatch.setattr(module.QGuiApplication, "inputMethod", made.inputMethod)
    return made


def test_a_word_half_composed_in_the_settings_is_saved_with_the_rest(
    window: Window, method: InputMethod, morning: Showroom
) -> None:
    house = keeper.open_settings(window)
    keeper.go_to(house, keeper.section_names(house)[-1])
    keeper.write(house, address="滨江区")
    method.compose("jiang nan", "江南大道")
    press("Ctrl+S")
    assert keeper.reads(house, "address") == "滨江区江南大道"


@pytest.mark.parametrize("keys", ["Ctrl+2", "Ctrl+P", "Ctrl+L", "Ctrl+E"])
def test_a_word_half_composed_on_the_strip_stays_whatever_is_pressed(
    desk: Window, method: InputMethod, keys: str
) -> None:
    hear("13911112222 ")
    method.compose("zhang wei", "张伟")
    press(keys)
    if desk.shell is None:
        sign_in(desk, "周敏")
    assert shell(desk).top.strip.text() == "13911112222 张伟"
    assert method.composing == ""


def test_a_word_half_composed_in_a_visit_is_kept_when_the_window_closes(
    desk: Window, method: InputMethod, open_window: OpenWindow
) -> None:
    visits = page(desk).visits
    visits.open_visit(page(desk).model.entries[0])
    write_note(visits.panel, "带")
    method.compose("jia ren", "家人")
    desk.close()
    back = open_window()
    sign_in(back, "周敏")
    settle()
    assert page(back).visits.panel.written["note"] == "带家人"


def test_the_control_without_asking_the_input_method_the_word_is_gone(
    desk: Window, method: InputMethod, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InputMethod, "commit", lambda _method: None)
    visits = page(desk).visits
    visits.open_visit(page(desk).model.entries[0])
    write_note(visits.panel, "带")
    method.compose("jia ren", "家人")
    desk.close()
    back = open_window()
    sign_in(back, "周敏")
    settle()
    assert "家人" not in page(back).visits.panel.written.get("note", "")


# -- V18: open and close, two hundred times -----------------------------------------------------------


def resident_kb() -> int:
    """What the process holds of the memory now, in KB."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise LookupError("VmRSS")


@pytest.fixture
def times() -> int:
    return 200


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")
def test_panels_opened_and_closed_two_hundred_times_leave_nothing(desk: Window, times: int) -> None:
    log, frame = page(desk), shell(desk)
    first = log.model.entries[0]

    def round_of_everything() -> None:
        log.visits.open_visit(log.model.entries[0])
        log.visits.open_visit(log.model.entries[1])
        log.visits.panel.close_panel()
        log.closing.open()
        log.closing.panel.close_panel()
        log.rows.open_history(first)
        log.rows.history.close_panel()
        frame.show_help()
        frame.show_help()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def widgets() -> int:
        return len(QApplication.allWidgets())

    for _time in range(20):
        round_of_everything()
    settle()
    gc.collect()
    held, there = resident_kb(), widgets()
    for _time in range(times // 4):
        round_of_everything()
    settle()
    gc.collect()
    assert widgets() <= there + 10
    assert resident_kb() - held < GROWTH_AT_MOST


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")
def test_dialogs_opened_and_closed_two_hundred_times_leave_nothing(desk: Window, times: int) -> None:
    def one() -> None:
        dialog = Dialog(page(desk), "张伟？", "没有保存。", "E-TEST")
        dialog.add_button("safe", "好", safe=True)
        dialog.show()
        dialog.close_with("safe")
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not shiboken6.isValid(dialog)

    for _time in range(10):
        one()
    gc.collect()
    held, there = resident_kb(), len(QApplication.allWidgets())
    for _time in range(times):
        one()
    gc.collect()
    assert len(QApplication.allWidgets()) <= there
    assert resident_kb() - held < GROWTH_AT_MOST


def test_the_control_dialogs_that_are_kept_are_counted(desk: Window) -> None:
    there = len(QApplication.allWidgets())
    kept = [Dialog(page(desk), "张伟？") for _time in range(5)]
    assert len(QApplication.allWidgets()) > there
    for one in kept:
        one.deleteLater()
