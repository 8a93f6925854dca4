"""Third screen: the car models, typed or pasted one a line, and beside them how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, Problem
from showroom.language import _, mark
from showroom.services import first_start
from showroom.ui.first_start.answers import Answers
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look import theme
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import GAP, TIGHT
from showroom.ui.look.whole import Note

LINES_SHOWN = 10


class ModelsScreen(Screen):
    """A text with one model a line."""

    title = mark("The car models")
    intro = mark("One a line, in Chinese and English if you like; paste a list or a column of a spreadsheet.")
    skip_word = mark("Skip")
    next_keys = "Ctrl+Enter"

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.text = Note(answers.models)
        self.text.setAccessibleName(_("Car models, one a line"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("For example:\nLavida\nTiguan L\nPassat"))
        self.text.setMinimumHeight(theme.current().grown(64, lines=3))
        self.read = Text("", Role.PRINT, wrap=True)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.problem.hide()
        self._build()
        self.text.textChanged.connect(self._show_reading)
        self._show_reading()

    def _build(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, parts in (
            (left, (Text(_("Car models, one a line"), Role.LABEL), self.problem, self.text)),
            (right, (Text(_("This is how they are read"), Role.LABEL), self.read)),
        ):
            column.setSpacing(TIGHT)
            for part in parts:
                column.addWidget(part)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)

    def _show_reading(self) -> None:
        self.keep()
        models = list(self.answers.model_lines().values())
        shown = [f"{one.chinese} · {one.english}" if one.english else one.chinese for one in models]
        more = len(shown) - LINES_SHOWN
        if more > 0:
            shown = [*shown[:LINES_SHOWN], _("and {count} more", count=more)]
        self.read.setText("\n".join(shown) or _("Nothing yet."))

    def entries(self) -> dict[str, Entry]:
        """None: problems stand over the text, with their line."""
        return {}

    def begin(self) -> QWidget:
        """The text."""
        return self.text

    def keep(self) -> None:
        """The text as typed."""
        self.answers.models = self.text.toPlainText()

    def check(self) -> Callable[[], None]:
        """Whether every line can be a model; a problem is filed under its line."""
        lines = self.answers.model_lines()

        def checked() -> None:
            try:
                first_start.check_car_models(tuple(lines.values()))
            except Invalid as invalid:
                places = list(lines)
                raise Invalid(
                    *(
                        Problem(f"line {places[int(one.field)]}", one.message, one.values)
                        for one in invalid.problems
                    )
                ) from None

        return checked

    def told(self, problem: Problem) -> bool:
        """Every line is here."""
        return problem.field.startswith("line ")

    def say(self, problems: Iterable[Problem]) -> None:
        """The first problem with its line, and the pen on that line."""
        problem = next(iter(problems), None)
        self.problem.setVisible(problem is not None)
        if problem is None:
            return
        line = int(problem.field.removeprefix("line "))
        self.problem.setText(_("Line {line}: {problem}", line=line + 1, problem=problem.sentence()))
        self.text.setTextCursor(QTextCursor(self.text.document().findBlockByNumber(line)))
        self.text.setFocus()
