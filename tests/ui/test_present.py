"""What the window says in dialogs: in plain words, names literal, the safe answer in front."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.errors import Refused
from showroom.ui import present
from showroom.ui.look.theme import Theme
from tests.journeys.at_the_window import press, when_a_dialog_opens

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
    assert texts[:2] == [f"Too many: {MARKUP}", "E-TEST"]
    assert "确定" in texts


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
        assert isinstance(dialog, QMessageBox)
        texts.extend([dialog.text(), *(button.text() for button in dialog.buttons())])
        next(button for button in dialog.buttons() if button.text() == "新建展厅").click()

    when_a_dialog_opens(choose)
    return texts, ask()


def test_dialogs_speak_the_language_of_the_screen(parent: QWidget) -> None:
    language.use(language.ENGLISH)
    texts, _answer = seen(lambda: present.crash(parent, "x"))
    assert "OK" in texts
    assert texts[0].startswith("Something went wrong")
