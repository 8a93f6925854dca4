"""What every screen of the first start is: a title, entries with their problems beside them, one check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from showroom.errors import Problem
from showroom.ui.first_start.answers import Answers
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, GAP, SNUG, TIGHT


class Entry(QWidget):
    """A field under its label; what is wrong with it stands below."""

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        hint: str = "",
        secret: bool = False,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.field = Field(text, name=label)
        self.field.setPlaceholderText(hint)
        if secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        line.addWidget(self.field, 1)
        if beside is not None:
            line.addWidget(beside)
        column.addWidget(Text(label, Role.LABEL))
        column.addLayout(line)
        column.addWidget(self.problem)
        column.addStretch(1)

    def say(self, sentence: str) -> None:
        """Mark what is wrong; "" takes the mark away."""
        self.field.set_invalid(sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


class Screen(QWidget):
    """One screen; it reads its answers when it is made and writes them back when it is left."""

    title: ClassVar[str]
    intro: ClassVar[str]
    skip_word: ClassVar[str]
    # The keys of the button that goes on: a text of several lines needs Enter for itself.
    next_keys: ClassVar[str] = "Enter"

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers
        self.setObjectName("contents")
        self.column = QVBoxLayout(self)
        # Room for the ring around a button at the edge, and for the scroll bar.
        self.column.setContentsMargins(TIGHT, TIGHT, CLOSE, TIGHT)
        self.column.setSpacing(GAP)

    def lay(self, width: int) -> None:
        """Room of this width, in logical pixels: what stands side by side may have to wrap."""

    def room(self, width: int) -> int:
        """How much of a width the margins leave."""
        margins = self.column.contentsMargins()
        return width - margins.left() - margins.right()

    def keep(self) -> None:
        """Write what is typed into the answers."""
        raise NotImplementedError

    def check(self) -> Callable[[], None]:
        """A job that raises Invalid for what cannot be taken; the answers were kept before."""
        raise NotImplementedError

    def entries(self) -> dict[str, Entry]:
        """Every entry by the field that its problems name."""
        raise NotImplementedError

    def begin(self) -> QWidget:
        """Where the pen lies first."""
        return next(iter(self.entries().values())).field

    def required(self) -> Iterable[Field]:
        """Fields that Enter visits before it goes on."""
        return ()

    def refuse_here(self) -> tuple[Problem, ...]:
        """What this screen itself can tell is wrong, before anybody is asked."""
        return ()

    def say(self, problems: Iterable[Problem]) -> None:
        """Every problem beside its entry, and the pen at the first of them."""
        known = {problem.field: problem.sentence() for problem in reversed(tuple(problems))}
        for key, entry in self.entries().items():
            entry.say(known.get(key, ""))
        first = next((entry for key, entry in self.entries().items() if key in known), None)
        if first is not None:
            first.field.setFocus()
            first.field.selectAll()

    def told(self, problem: Problem) -> bool:
        """Whether this screen has a place beside which the problem can stand."""
        return problem.field in self.entries()
