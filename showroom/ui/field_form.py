"""A form of fields on the desk: label, editor, and beside it in words what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from showroom.errors import Invalid
from showroom.forms import field as form
from showroom.forms.field import Field, Lists
from showroom.language import _
from showroom.ui.editors import Editor, Today, editor_for
from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, SNUG

LABEL = 92


class FieldForm(QWidget):
    """Validates a field when the keyboard leaves it; texts that were refused stay."""

    edited = Signal()
    # Enter in the last field.
    submitted = Signal()
    # What is said of the fields has changed.
    told = Signal()
    # The keyboard left a field with a text that can be taken: its key.
    settled = Signal(str)

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._lists: Lists = {}
        self._shown: dict[str, str] = {}
        self.editors: dict[str, Editor] = {}
        self._beside: dict[str, Text] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(CLOSE)
        self._grid.setVerticalSpacing(SNUG)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def open(
        self,
        fields: tuple[Field, ...],
        values: Mapping[str, Any],
        lists: Lists,
        *,
        read_only: bool = False,
    ) -> None:
        """Ask these fields, beginning with these values; the editors stay where the fields are the same."""
        if tuple(editor.field for editor in self.editors.values()) != fields or lists != self._lists:
            self._make(fields, lists)
        self._shown = {}
        for key, editor in self.editors.items():
            editor.show_text(form.show(editor.field, values[key], lists) if key in values else "")
            editor.set_read_only(read_only)
            self._shown[key] = editor.text()
        self.say_nothing()

    def _make(self, fields: tuple[Field, ...], lists: Lists) -> None:
        self._clear()
        self._lists = lists
        for field in fields:
            editor = self.editor_of(field, lists)
            self.editors[field.key] = editor
            beside = Text("", Role.ERROR, wrap=True)
            beside.hide()
            self._beside[field.key] = beside
            editor.edited.connect(lambda key=field.key: self._written(key))
            editor.left.connect(lambda key=field.key: self._left(key))
            editor.entered.connect(lambda key=field.key: self._go_on(key))
        self.lay_out()
        before: QWidget | None = None
        for editor in self.editors.values():
            if before is not None:
                self.setTabOrder(before, editor.widget)
            # Else it would be shown with the next event, too late for the keyboard to come here now.
            editor.widget.show()
            before = editor.widget

    def editor_of(self, field: Field, lists: Lists) -> Editor:
        """What a field is written with."""
        return editor_for(field, lists, self._today)

    def lay_out(self) -> None:
        """A row for each field: label, editor, and below it what is wrong."""
        for row, (key, editor) in enumerate(self.editors.items()):
            label = self.label_of(editor.field)
            label.setFixedWidth(theme.current().widened(LABEL))
            label.setWordWrap(True)
            label.setContentsMargins(0, SNUG - 1, 0, 0)
            self._grid.addWidget(label, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(editor.widget, 2 * row, 1, editor.place)
            self._grid.addWidget(self._beside[key], 2 * row + 1, 1)

    @staticmethod
    def label_of(field: Field) -> Text:
        """The label; what must not be empty says so by a sign."""
        word = _(field.label)
        return Text(f"{word} *" if field.required else word, Role.LABEL)

    def _clear(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.editors, self._beside = {}, {}

    # -- writing ------------------------------------------------------------------------------------

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was shown."""
        return bool(self.changed_keys)

    @property
    def changed_keys(self) -> tuple[str, ...]:
        """The fields that differ from what was shown."""
        return tuple(key for key, editor in self.editors.items() if editor.text() != self._shown[key])

    def changed_texts(self) -> dict[str, str]:
        """What was written and not saved, by field."""
        return {key: self.editors[key].text() for key in self.changed_keys}

    def take_as_shown(self) -> None:
        """What stands in the fields is stored now."""
        self._shown = self.texts()

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: editor.text() for key, editor in self.editors.items()}

    def write(self, texts: Mapping[str, str]) -> None:
        """Put texts into fields as somebody would write them."""
        for key, text in texts.items():
            if key in self.editors:
                self.editors[key].show_text(text)
        self.edited.emit()

    def _written(self, key: str) -> None:
        self.say_beside(key, "")
        self.edited.emit()

    def _left(self, key: str) -> None:
        """Validate on leaving; an empty field that nobody touched is not wrong yet."""
        editor = self.editors.get(key)
        if editor is None or editor.text() == self._shown[key]:
            return
        try:
            form.read_field(editor.field, editor.text(), self._lists)
        except Invalid as invalid:
            self.say_beside(key, invalid.sentence())
        else:
            self.say_beside(key, "")
            self.settled.emit(key)

    def _go_on(self, key: str) -> None:
        """Enter: the next field; after the last one the form is given."""
        keys = list(self.editors)
        place = keys.index(key) + 1
        if place < len(keys):
            self.editors[keys[place]].take_pen()
        else:
            self.submitted.emit()

    # -- reading and refusing -----------------------------------------------------------------------

    def values(self) -> dict[str, Any] | None:
        """The values of all fields; None where some cannot be taken, which is then said beside each."""
        for editor in self.editors.values():
            editor.settle()
        fields = tuple(editor.field for editor in self.editors.values())
        try:
            return form.read(fields, self.texts(), self._lists)
        except Invalid as invalid:
            self.refuse(invalid)
            return None

    def refuse(self, invalid: Invalid) -> tuple[str, ...]:
        """Say each problem beside its field, with the pen on the first; the sentences of no field here."""
        self.say_nothing()
        elsewhere: list[str] = []
        first = ""
        for problem in invalid.problems:
            if problem.field in self.editors:
                self.say_beside(problem.field, problem.sentence())
                first = first or problem.field
            else:
                elsewhere.append(problem.sentence())
        if first:
            self.editors[first].take_pen()
        return tuple(elsewhere)

    def say_beside(self, key: str, sentence: str, role: Role = Role.ERROR) -> None:
        """A sentence at a field; "" takes it away."""
        beside = self._beside[key]
        before = beside.text()
        beside.set_role(role)
        beside.setText(sentence)
        beside.setVisible(bool(sentence))
        self.editors[key].set_invalid(sentence if role is Role.ERROR else "")
        if sentence != before:
            self.told.emit()

    def say_nothing(self) -> None:
        """No sentence at any field."""
        for key in self.editors:
            self.say_beside(key, "")

    def sentences(self) -> dict[str, str]:
        """What is said at which field."""
        return {key: beside.text() for key, beside in self._beside.items() if beside.text()}

    def take_pen(self) -> None:
        """The keyboard is on the first field."""
        first = next(iter(self.editors.values()), None)
        if first is not None:
            first.take_pen()

    def first_to_fill(self) -> Editor:
        """The first field that must be given and is empty; where all are given, the first."""
        empty = (one for one in self.editors.values() if one.field.required and not one.text())
        return next(empty, next(iter(self.editors.values())))

    def compare(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Take note of what stands in the store now: the fields somebody else gave another text, and it."""
        theirs: dict[str, str] = {}
        for key, editor in self.editors.items():
            now = form.show(editor.field, values[key], self._lists) if key in values else ""
            if now != self._shown[key]:
                if editor.text() == self._shown[key]:
                    editor.show_text(now)
                elif editor.text() != now:
                    theirs[key] = now
            self._shown[key] = now
        return theirs
