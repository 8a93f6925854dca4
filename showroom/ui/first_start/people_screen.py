"""Second screen: the administrator, without whom there is no showroom, and the colleagues."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Problem
from showroom.language import _, mark
from showroom.rules import passwords
from showroom.services import first_start
from showroom.ui.first_start.answers import Answers, PersonAnswers
from showroom.ui.first_start.person_row import PersonRow
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look.buttons import Button
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CLOSE, GAP

ADD_KEYS, REMOVE_KEYS = "Alt+A", "Alt+R"


class PeopleScreen(Screen):
    """The first person, then a row for every colleague."""

    title = mark("The people")
    intro = mark("You are the first who can sign in. Nobody has an account unless you name them here.")
    skip_word = mark("Colleagues later")

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.first = PersonRow(answers.first, self._taken, first=True)
        self.others: list[PersonRow] = []
        # Of the ticks; 0 before there is a window.
        self._width = 0
        self.add = Button(_("Add a colleague"), icon="add", keys=ADD_KEYS)
        self.remove = Button(_("Remove this row"), icon="close", keys=REMOVE_KEYS)
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self._build()
        for person in answers.others:
            self._append(person)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        QShortcut(QKeySequence(ADD_KEYS), self).activated.connect(self._add)
        QShortcut(QKeySequence(REMOVE_KEYS), self).activated.connect(self._remove)
        # A click leaves the pen in its row, so that it tells which row is meant.
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _build(self) -> None:
        self.column.addWidget(Text(_("Administrator"), Role.STRONG))
        self.column.addWidget(self.first)
        advice = _(
            "A password has {least} characters or more. Best are a few words that do not belong together; "
            "the user name and the showroom's name must not be in it.",
            least=passwords.LEAST,
        )
        self.column.addWidget(Text(advice, Role.HINT, wrap=True))
        self.column.addWidget(Hairline(on_paper=True))
        self.column.addWidget(Text(_("Colleagues"), Role.STRONG))
        told = _("Tell everybody their first password; they can change it themselves.")
        self.column.addWidget(Text(told, Role.HINT, wrap=True))
        self.column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.setSpacing(CLOSE)
        foot.addWidget(self.add)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def lay(self, width: int) -> None:
        """The ticks wrap."""
        self._width = self.room(width)
        for row in (self.first, *self.others):
            row.lay(self._width)

    # -- rows -----------------------------------------------------------------------------------------

    def _append(self, person: PersonAnswers) -> PersonRow:
        row = PersonRow(person, self._taken)
        if self._width:
            row.lay(self._width)
        self.others.append(row)
        self._list.addWidget(row)
        QWidget.setTabOrder(self._before(row), row.entries["name"].field)
        self._chain(row)
        self.remove.setEnabled(True)
        return row

    def _before(self, row: PersonRow) -> QWidget:
        place = self.others.index(row)
        above = self.others[place - 1] if place else self.first
        return list(above.roles.values())[-1]

    def _chain(self, row: PersonRow) -> None:
        stops = [*(entry.field for entry in row.entries.values()), *row.roles.values(), self.add]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _add(self) -> None:
        row = self._append(PersonAnswers())
        row.entries["name"].field.setFocus()

    def _remove(self) -> None:
        if not self.others:
            return
        pen = self.focusWidget()
        here = (one for one in self.others if pen is not None and one.isAncestorOf(pen))
        row = next(here, self.others[-1])
        place = self.others.index(row)
        self.others.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.remove.setEnabled(bool(self.others))
        near = self.others[min(place, len(self.others) - 1)] if self.others else self.first
        near.entries["name"].field.setFocus()

    def _taken(self, asking: PersonRow) -> list[str]:
        return [row.entries["user"].field.text() for row in (self.first, *self.others) if row is not asking]

    # -- answers ---------------------------------------------------------------------------------------

    def entries(self) -> dict[str, Entry]:
        """By place and field, as the check names them: 0.name is the administrator's."""
        rows = [self.first, *(self.others[place] for place in self.answers.named())]
        return {
            f"{place}.{key}": entry for place, row in enumerate(rows) for key, entry in row.entries.items()
        }

    def required(self) -> Iterable[Field]:
        """All of the administrator."""
        return [entry.field for entry in self.first.entries.values()]

    def keep(self) -> None:
        """Everybody as typed."""
        self.answers.first = self.first.answers()
        self.answers.others = [row.answers() for row in self.others]

    def refuse_here(self) -> tuple[Problem, ...]:
        """The password is typed twice the same."""
        if self.answers.first.password == self.answers.first.again:
            return ()
        return (Problem("0.again", mark("The two passwords differ. Type both again."), {}),)

    def check(self) -> Callable[[], None]:
        """Whether everybody can be taken on."""
        people, dealer = self.answers.people(), self.answers.known_facts().dealer
        return lambda: first_start.check_people(people, dealer)

    def say(self, problems: Iterable[Problem]) -> None:
        """Also beside the ticks."""
        listed = tuple(problems)
        super().say(listed)
        rows = [self.first, *(self.others[place] for place in self.answers.named())]
        for place, row in enumerate(rows):
            of_roles = [one for one in listed if one.field == f"{place}.roles"]
            row.say_of_roles(of_roles[0].sentence() if of_roles else "")
            if of_roles and len(listed) == len(of_roles):
                next(iter(row.roles.values())).setFocus()

    def told(self, problem: Problem) -> bool:
        """Ticks too."""
        return super().told(problem) or problem.field.endswith(".roles")
