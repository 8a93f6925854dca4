"""Where words come to be seen in a window, and whether Qt takes any of them for markup or for keys there.

Qt guesses: labels, tips and message boxes read what looks like HTML as HTML and load its pictures;
buttons and menus make a key of what follows an &; a window's title loses [*].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from showroom.ui.look.labels import literal

# A list tells of more rows than anybody looks at.
_ROWS = 400
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class Told:
    """One text in view: in what kind of place, the words as given, and why they would not be literal."""

    sink: str
    words: str
    wrong: str = ""


def rich(words: str) -> bool:
    """Whether Qt would guess that this is HTML."""
    return bool(QtText.mightBeRichText(words))


def as_shown(tip: str) -> str:
    """A tip as Qt shows it."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if rich(tip) else tip


def tip_told(tip: str) -> Told:
    """A tip is plain, or escaped whole: escaping what is seen gives it again."""
    shown = as_shown(tip).replace("\u2029", "\n")
    return Told("tip", shown, "" if not rich(tip) or literal(shown) == tip else "read as markup")


def everything_told() -> Iterator[Told]:
    """What every window of the program says now, in view or not yet."""
    for top in QApplication.topLevelWidgets():
        handle = top.windowHandle()
        if handle is not None and not isinstance(top, QMenu):
            yield Told("title", handle.title())
        for widget in (top, *top.findChildren(QWidget)):
            yield from told_by(widget)


def told_by(widget: QWidget) -> Iterator[Told]:
    """What one widget says."""
    yield Told("spoken", widget.accessibleName())
    yield Told("spoken", widget.accessibleDescription())
    yield tip_told(widget.toolTip())
    for action in widget.actions():
        yield from _action(action)
    match widget:
        case QMessageBox() | QTextEdit():
            yield Told("document", "", f"{type(widget).__name__} reads markup")
        case QLabel():
            literally = widget.textFormat() is Qt.TextFormat.PlainText or not widget.text()
            yield Told("label", widget.text(), "" if literally else "format is guessed")
        case QAbstractButton():
            yield from _button(widget)
        case QLineEdit():
            yield Told("field", widget.text())
            yield from _completer(widget)
        case QPlainTextEdit():
            yield Told("field", widget.toPlainText())
        case QAbstractItemView():
            yield from _model(widget.model())
        case QComboBox():
            yield from _model(widget.model())


def _button(button: QAbstractButton) -> Iterator[Told]:
    key = button.shortcut().toString()
    yield Told("button", button.text(), f"Alt key {key}" if key.startswith("Alt+") else "")


def _action(action: QAction) -> Iterator[Told]:
    words = action.text().partition("\t")[0]
    bare = "&" in words.replace("&&", "")
    yield Told("menu", words.replace("&&", "&"), "a bare & is a key" if bare else "")


def _completer(line: QLineEdit) -> Iterator[Told]:
    completer = line.completer()
    if completer is not None:
        yield from _model(completer.model())


def _model(model: QAbstractItemModel | None) -> Iterator[Told]:
    if model is None:
        return
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        head = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        yield tip_told(_text(head))
        for row in range(min(model.rowCount(), _ROWS)):
            index = model.index(row, column)
            for role in _ROLES:
                yield Told("cell", _text(index.data(role)))
            yield tip_told(_text(index.data(Qt.ItemDataRole.ToolTipRole)))


def _text(data: Any) -> str:
    return data if isinstance(data, str) else ""


class Seen:
    """What was told where, over a walk through the program."""

    def __init__(self) -> None:
        self.wrong: set[str] = set()
        self._by_sink: dict[str, set[str]] = defaultdict(set)

    def look(self, *widgets: QWidget) -> None:
        """Paint these widgets with all that is in them, or every window, and listen to them."""
        for top in widgets or QApplication.topLevelWidgets():
            if top.isVisible():
                top.grab()
        inside = (told_by(one) for widget in widgets for one in (widget, *widget.findChildren(QWidget)))
        for told in chain.from_iterable(inside) if widgets else everything_told():
            self.hear(told)

    def hear(self, told: Told) -> None:
        """One text."""
        if told.words or told.wrong:
            self._by_sink[told.sink].add(told.words)
        if told.wrong:
            self.wrong.add(f"{told.sink}: {told.wrong}: {told.words[:80]}")

    def missed(self, sink: str, texts: Iterable[str]) -> list[str]:
        """Which of these were never told there."""
        together = "\n".join(self._by_sink[sink])
        return [text for text in texts if text not in together]
