"""The lists below lines: in our look, and wide enough for what they offer."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from showroom.ui.look.offers import dress
from showroom.ui.look.theme import Theme

LONG = "同品牌他店价格更低，另有赠送"


@pytest.mark.parametrize("many", [2, 40])
def test_a_list_is_as_wide_as_its_longest_word_however_narrow_the_line(
    look: Theme, qtbot: QtBot, many: int
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setFixedWidth(40)
    line.show()
    completer = QCompleter([LONG, *("短" for _place in range(many))], line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setWidget(line)
    completer.complete()
    needed = QFontMetrics(line.font()).horizontalAdvance(LONG)
    popup = completer.popup()
    assert popup is not None
    assert popup.viewport().width() < needed, "the control: Qt makes it as wide as the line"
    popup.hide()
    dress(completer)
    completer.complete()
    assert popup.viewport().width() >= needed
    assert isinstance(popup.itemDelegate(), QStyledItemDelegate)
    assert popup.viewport().height() >= popup.sizeHintForRow(0) * min(many + 1, completer.maxVisibleItems())
    popup.hide()
