"""Text an input method has not written yet when somebody saves: neither lost nor doubled (V12).

Off screen there is no input method, so one is put in its place: it shows what it is about to write and,
when the program asks it to, writes that and forgets it, as those of Windows, macOS, ibus and fcitx do.
"""

from __future__ import annotations

import pytest

from showroom.ui import composing, form_table
from showroom.ui.window import Window
from tests.journeys import at_the_window
from tests.journeys.at_the_window import (
    assert_reads,
    cell,
    go_to,
    hear,
    open_cell,
    pen,
    press,
    row,
    rows,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    table,
)
from tests.people import Showroom, acts, register_walk_in


class InputMethod:
    """An input method with one composition at a time."""

    def __init__(self) -> None:
        self.composing = ""

    def compose(self, letters: str, proposal: str) -> None:
        """The person types letters; the proposal is what will be written."""
        self.composing = proposal
        at_the_window.compose(letters)
        settle()

    def choose(self) -> None:
        """The person takes the proposal."""
        self.commit()
        settle()

    def commit(self) -> None:
        """Asked by the program: write now."""
        text, self.composing = self.composing, ""
        if text:
            at_the_window.commit(text)

    # What the program calls it by.
    def inputMethod(self) -> InputMethod:
        return self


@pytest.fixture
def method(monkeypatch: pytest.MonkeyPatch) -> InputMethod:
    made = InputMethod()
    for module in (form_table, composing):
        monkeypatch.setattr(module.QGuiApplication, "inputMethod", made.inputMethod)
    return made


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    register_walk_in(morning.reception, "李强", "13711112222", note="等朋友", arrived="0912")
    sign_in(window, "周敏")
    return window


def test_saving_while_composing_on_the_strip(desk: Window, method: InputMethod) -> None:
    hear("13911112222 ")
    method.compose("zhang wei", "张伟")
    assert shell(desk).top.strip.text() == "13911112222 ", "it is not written yet"
    press("Ctrl+S")
    assert_reads(row(desk, 2), guest="张伟", phone="139 1111 2222")
    assert len(rows(desk)) == 2
    assert shell(desk).top.strip.text() == ""
    method.choose()
    assert shell(desk).top.strip.text() == "", "and not a second time into the next row"


def test_saving_while_composing_in_an_open_cell(desk: Window, method: InputMethod) -> None:
    hear("13911112222")
    open_cell(desk, 2, "guest")
    hear("张")
    method.compose("wei", "伟")
    press("Ctrl+S")
    assert_reads(row(desk, 2), guest="张伟", phone="139 1111 2222")
    assert len(rows(desk)) == 2


def test_saving_while_composing_over_a_cell_that_is_not_open(desk: Window, method: InputMethod) -> None:
    hear("13911112222")
    go_to(desk, 2, "guest")
    method.compose("zhang wei", "张伟")
    press("Ctrl+S")
    assert_reads(row(desk, 2), guest="张伟", phone="139 1111 2222")


def test_saving_while_composing_a_correction(desk: Window, method: InputMethod) -> None:
    """Ctrl+S with a correction still open takes the correction too."""
    open_cell(desk, 1, "note_and_model").selectAll()
    method.compose("da si jiao dai", "他们会合")
    press("Ctrl+S")
    assert row(desk, 1)["note_and_model"] == "他们会合"
    assert cell(desk, 1, "assigned").corrected, "note and consultant share a cell and its corner"


def test_enter_while_composing_on_the_strip_registers_nothing(desk: Window, method: InputMethod) -> None:
    """Enter belongs to the input method then: it writes the letters or takes the proposal."""
    before = acts()
    hear("13911112222 ")
    method.compose("zhang wei", "张伟")
    press("Return")
    assert acts() == before
    assert len(rows(desk)) == 1
    method.choose()
    assert shell(desk).top.strip.text() == "13911112222 张伟"
    press("Return")
    assert row(desk, 2)["guest"] == "张伟"


def test_enter_while_composing_in_the_last_blank_registers_nothing(desk: Window, method: InputMethod) -> None:
    hear("张伟 13911112222")
    before = acts()
    open_cell(desk, 2, "assigned")
    method.compose("li na", "李娜")
    press("Return")
    assert acts() == before
    method.choose()
    assert getattr(pen(), "text", str)() == "李娜"
    press("Return")
    assert_reads(row(desk, 2), guest="张伟", assigned="李娜")


def test_enter_while_composing_in_a_registered_cell_corrects_nothing(
    desk: Window, method: InputMethod
) -> None:
    before = acts()
    open_cell(desk, 1, "note_and_model").selectAll()
    method.compose("deng", "等")
    press("Return")
    assert acts() == before


def test_a_composition_over_a_cell_opens_it(desk: Window) -> None:
    """The first letters of the input method open the cell, and what it writes stands there once."""
    go_to(desk, 2, "guest")
    hear("张伟 男")
    press("Return")
    assert row(desk, 2)["guest"] == "张伟 男"


def test_a_commit_without_composition_opens_the_cell_and_is_kept(desk: Window) -> None:
    """Full-width signs, handwriting and speech come without a composition before them."""
    go_to(desk, 2, "note_and_model")
    at_the_window.commit("等活动，")
    settle()
    assert getattr(pen(), "text", str)() == "等活动，"
    at_the_window.commit("再来")
    press("Ctrl+S")
    assert row(desk, 2)["note_and_model"] == "等活动，再来"


def test_a_composition_over_a_masked_number_changes_nothing(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "李强", "13711112222", received_by="李娜")
    sign_in_at_the_log(window, "陈涛")
    go_to(window, 1, "phone")
    before = acts()
    at_the_window.commit("一三七")
    press("Return")
    assert pen() is table(window)
    assert acts() == before


def test_leaving_the_cell_while_composing_keeps_the_text(desk: Window, method: InputMethod) -> None:
    """A click elsewhere: the input method writes what it has when the focus leaves, and the cell keeps it."""
    open_cell(desk, 2, "guest")
    method.compose("zhang wei", "张伟")
    method.choose()
    press("F2")
    assert row(desk, 2)["guest"] == "张伟"


def test_locking_while_composing_keeps_the_text(desk: Window, method: InputMethod) -> None:
    hear("13911112222 ")
    method.compose("zhang wei", "张伟")
    press("Ctrl+L")
    sign_in(desk, "周敏")
    assert shell(desk).top.strip.text() == "13911112222 张伟"
