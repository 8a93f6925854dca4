"""What the cells of the card are written with: the editors of every form, flat, and two of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import kinds
from showroom.forms import prospect as form
from showroom.forms.field import Field, Lists, Option, options_of
from showroom.forms.offers import meant
from showroom.language import _
from showroom.ui.editors import Editor, LineEditor, NoteEditor, Today, editor_for
from showroom.ui.lines import ChoiceLine
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tags import Badge
from showroom.ui.look.tokens import CLOSE, SNUG, TIGHT

_PARTING: Final = str.maketrans(dict.fromkeys(",，;；/ \u3000", kinds.SEVERAL_PARTED))


class SeveralLine(ChoiceLine):
    """Several entries in one line, parted by 、; the list finds what is typed after the last of them."""

    def _offer(self, typed: str) -> None:
        super()._offer(typed.translate(_PARTING).rpartition(kinds.SEVERAL_PARTED)[2])

    def _put(self, word: str) -> None:
        before = self.text().translate(_PARTING).rpartition(kinds.SEVERAL_PARTED)[0]
        known = [one for one in before.split(kinds.SEVERAL_PARTED) if one and one != word]
        self.setText(kinds.SEVERAL_PARTED.join([*known, word]))


class SeveralEditor(LineEditor):
    """Entries of a short list in one cell."""

    widget: SeveralLine

    def _make(self) -> None:
        line = SeveralLine(_(self.field.label), self.options, closed=True)
        line.taken.connect(self.edited)
        self._take(line)

    def settle(self) -> None:
        """What was begun is finished where one entry can be meant; what none is stays, to be refused."""
        words = self.text().translate(_PARTING).split(kinds.SEVERAL_PARTED)
        settled = [self._word(word.strip()) for word in words if word.strip()]
        text = kinds.SEVERAL_PARTED.join(dict.fromkeys(settled))
        if text != self.text():
            self.widget.setText(text)

    def _word(self, typed: str) -> str:
        found = kinds.find_option(typed, self.options) or meant(typed, self.options)
        return found.label if found is not None else typed


class _Facts(QWidget):
    """The facts that speak for one level: its badge, how many are ticked, each with its tick."""

    def __init__(self, level: str, facts: tuple[Option, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.ticks = {option.code: QCheckBox(in_menu(option.label)) for option in facts}
        self._count = Text("", Role.LABEL)
        head = QHBoxLayout()
        head.setSpacing(SNUG)
        head.addWidget(Badge(level))
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(CLOSE, SNUG, CLOSE, CLOSE)
        column.setSpacing(TIGHT - 1)
        column.addLayout(head)
        column.addSpacing(TIGHT)
        for option, tick in zip(facts, self.ticks.values(), strict=True):
            tick.setAccessibleName(f"{_(form.CRITERIA.label)} {level} {option.label}")
            column.addWidget(tick)
        column.addStretch(1)

    def count(self) -> None:
        """Say how many of them are ticked."""
        ticked = sum(tick.isChecked() for tick in self.ticks.values())
        self._count.setText(f"{ticked} / {len(self.ticks)}")


class CriteriaEditor(Editor):
    """确度: every fact of the list with its tick, grouped to the level it speaks for."""

    def _make(self) -> None:
        self.widget = QWidget()
        self.widget.setAccessibleName(_(self.field.label))
        self.widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        levels = dict.fromkeys(option.category for option in self.options)
        grid = QGridLayout(self.widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.groups: list[_Facts] = []
        for place, level in enumerate(levels):
            facts = tuple(option for option in self.options if option.category == level)
            group = _Facts(level, facts, self.widget)
            grid.addWidget(group, 0, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
            self.groups.append(group)
        self.ticks = {code: tick for group in self.groups for code, tick in group.ticks.items()}
        for tick in self.ticks.values():
            tick.clicked.connect(self._ticked)
            self._leaving.watch(tick)
        if self.ticks:
            self.widget.setFocusProxy(next(iter(self.ticks.values())))

    def _ticked(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        for group in self.groups:
            group.count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of what is ticked."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def text(self) -> str:
        return self.field.kind.show(self.chosen, self.options)

    def show_text(self, text: str) -> None:
        ticked = self.field.kind.read(text, self.options)
        for code, tick in self.ticks.items():
            tick.setChecked(code in ticked)
        self._count()

    def set_invalid(self, sentence: str) -> None:
        self.widget.setAccessibleDescription(sentence)

    def set_read_only(self, on: bool) -> None:
        for tick in self.ticks.values():
            tick.setEnabled(not on)


def cell_editor(field: Field, lists: Lists, today: Today) -> Editor:
    """The editor of a field in a cell of the form: without a frame of its own."""
    if field is form.CRITERIA:
        return CriteriaEditor(field, options_of(field, lists), today)
    if field.kind is kinds.SEVERAL:
        editor: Editor = SeveralEditor(field, options_of(field, lists), today)
    else:
        editor = editor_for(field, lists, today)
    if isinstance(editor, (LineEditor, NoteEditor)):
        editor.widget.setProperty("cell", True)
    return editor
