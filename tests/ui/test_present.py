"""What the window says in dialogs: in plain words, names literal, the safe answer in front."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.errors import Refused
from showroom.ui import present
from showroom.ui.look.dialog import Dialog, Scrim
from showroom.ui.look.theme import Theme
from showroom.ui.reason import ask_reason
from tests.journeys.at_the_window import commit, compose, hear, press, when_a_dialog_opens

MARKUP = "<b>张</b><img src=x>&amp;"


@pytest.fixture
def parent(look: Theme, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def seen(do: Callable[[], object], answer: str = "Esc") -> tuple[list[str], object]:
    """The texts of the dialog that opens, answered by a key, and what came of it; none is read as markup."""
    texts: list[str] = []

    def look_at(dialog: QWidget) -> None:
        labels = [label for label in dialog.findChildren(QLabel) if label.text()]
        texts.extend(label.text() for label in labels)
        texts.extend(button.text() for button in dialog.findChildren(QPushButton))
        markup.extend(one.text() for one in labels if one.textFormat() is not Qt.TextFormat.PlainText)
        press(answer)

    markup: list[str] = []
    when_a_dialog_opens(look_at)
    came_of_it = do()
    assert markup == [], "these would be read as markup"
    return texts, came_of_it


def test_an_error_is_told_with_its_code(parent: QWidget) -> None:
    error = Refused("E-TEST", "Too many: {name}", name=MARKUP)
    texts, _answer = seen(lambda: present.tell(parent, error), "Return")
    assert texts[0] == f"Too many: {MARKUP}"
    assert {"E-TEST", "确定"} <= set(texts)


def test_what_happened_is_the_title_and_what_is_safe_stands_below(parent: QWidget) -> None:
    error = Refused("E-TEST", "The disk is full (0.5 GB left). Nothing was saved. Make room.")
    texts, _answer = seen(lambda: present.tell(parent, error))
    assert texts[:2] == ["The disk is full (0.5 GB left).", "Nothing was saved. Make room."]


def test_a_crash_says_that_nothing_is_lost(parent: QWidget) -> None:
    texts, _answer = seen(lambda: present.crash(parent, f"/home/{MARKUP}"))
    assert any("E-BUG" in text and MARKUP in text for text in texts)


@pytest.mark.parametrize(("key", "answer"), [("Return", False), ("Esc", False), ("Tab", None)])
def test_the_safe_answer_has_the_focus(parent: QWidget, key: str, answer: bool | None) -> None:
    """Enter and Esc do nothing; only choosing the verb does it."""

    def ask() -> bool:
        return present.ask_whether(parent, f"{MARKUP}?", MARKUP, "新建展厅")

    if answer is None:
        texts, chosen = _choosing_the_verb(ask)
        assert chosen is True
    else:
        texts, chosen = seen(ask, key)
        assert chosen is answer
    assert {f"{MARKUP}?", "新建展厅", "取消"} <= set(texts)


def _choosing_the_verb(ask: Callable[[], bool]) -> tuple[list[str], bool]:
    texts: list[str] = []

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        buttons = dialog.findChildren(QPushButton)
        texts.extend([dialog.question, *(button.text() for button in buttons)])
        next(button for button in buttons if button.text() == "新建展厅").click()

    when_a_dialog_opens(choose)
    return texts, ask()


def test_dialogs_speak_the_language_of_the_screen(parent: QWidget) -> None:
    language.use(language.ENGLISH)
    texts, _answer = seen(lambda: present.crash(parent, "x"))
    assert {"Copy details", "Go on"} <= set(texts)
    assert texts[0].startswith("Something went wrong")


def test_the_details_of_a_crash_can_be_copied(parent: QWidget) -> None:
    def copy(dialog: QWidget) -> None:
        button = next(one for one in dialog.findChildren(QPushButton) if one.text() == "复制详情")
        button.click()
        said.append(button.text())
        press("Esc")

    said: list[str] = []
    when_a_dialog_opens(copy)
    present.crash(parent, "/logs", "Traceback: line 3")
    assert QGuiApplication.clipboard().text() == "Traceback: line 3"
    assert said == ["已复制"]


def test_the_window_is_dimmed_while_a_dialog_asks(parent: QWidget) -> None:
    def look_at(_dialog: QWidget) -> None:
        dimmed.append([one.isVisible() and one.rect() == parent.rect() for one in scrims()])
        press("Esc")

    def scrims() -> list[Scrim]:
        return parent.findChildren(Scrim)

    dimmed: list[list[bool]] = []
    when_a_dialog_opens(look_at)
    present.ask_whether(parent, "?", "", "!")
    assert dimmed == [[True]]
    assert not any(one.isVisible() for one in scrims())


# -- a reason -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        (lambda: (hear("夫妻共用"), press("Return")), "夫妻共用"),
        (lambda: (hear("夫妻共用"), press("Esc")), ""),
        (lambda: (press("Return"), hear(" "), press("Return", "Esc")), ""),
    ],
)
def test_a_reason_is_written_before_it_can_be_given(
    parent: QWidget, do: Callable[[], object], reason: str
) -> None:
    """Enter answers only when something is written."""
    when_a_dialog_opens(lambda _dialog: do())
    assert ask_reason(parent, "另存为其他人？", "原因") == reason


def test_the_enter_of_an_input_method_does_not_answer(parent: QWidget) -> None:
    still_open: list[bool] = []

    def compose_and_enter(dialog: QWidget) -> None:
        hear("夫妻")
        compose("gong yong")
        press("Return")
        still_open.append(dialog.isVisible())
        commit("共用")
        press("Return")

    when_a_dialog_opens(compose_and_enter)
    assert ask_reason(parent, "另存为其他人？", "原因") == "夫妻共用"
    assert still_open == [True]
