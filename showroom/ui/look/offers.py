"""The list a line offers below itself while somebody writes: paper with an edge, like a menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

NAME: Final = "offers"
# Line and room of the style sheet; Qt counts with three pixels of its own.
EDGE: Final = 3


def dress(completer: QCompleter) -> None:
    """Give the list of a completer our look, and the width of its longest word at least.

    Qt would make it as wide as the line, which in a cell is often less than a word, and paint the word in
    hand without asking the style sheet.
    """
    popup = completer.popup()
    if popup is None:
        raise RuntimeError("a completer makes its list when it is asked")
    if popup.objectName() != NAME:
        popup.setObjectName(NAME)
        popup.setItemDelegate(QStyledItemDelegate(popup))
    popup.ensurePolished()
    scrolls = completer.completionCount() > completer.maxVisibleItems()
    room = popup.verticalScrollBar().sizeHint().width() if scrolls else 0
    popup.setMinimumWidth(popup.sizeHintForColumn(0) + 2 * EDGE + room)
