"""The question at leaving a changed form: staying is safe, nothing is saved or lost by Enter or Esc."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from showroom.ui.leaving import Answer, ask_about_changes
from showroom.ui.look.dialog import Dialog
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, press, segment, when_a_dialog_opens


@pytest.mark.parametrize(
    ("how", "answer"),
    [
        ("Return", Answer.STAY),
        ("Esc", Answer.STAY),
        ("Ctrl+S", Answer.SAVE),
        ("Ctrl+D", Answer.DISCARD),
        ("保存", Answer.SAVE),
        ("放弃", Answer.DISCARD),
    ],
)
def test_each_answer_is_given_by_its_button_or_key_and_staying_by_enter_and_esc(
    window: Window, how: str, answer: Answer
) -> None:
    asked: list[str] = []

    def reply(dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        asked.append(dialog.question)
        press(how) if how.isascii() else click(segment(dialog, how))

    when_a_dialog_opens(reply)
    assert ask_about_changes(window, "新来源") is answer
    assert asked == ["“新来源”已修改，尚未保存。"]
