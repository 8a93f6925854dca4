"""One person at the first start: name, a user name proposed from it, password and roles."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from showroom.language import _
from showroom.rules import user_names
from showroom.rules.duties import Role as StaffRole
from showroom.ui.first_start.answers import PersonAnswers
from showroom.ui.first_start.screen import Entry
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import CLOSE, GAP, SNUG
from showroom.ui.words import role_word

Taken = Callable[["PersonRow"], Collection[str]]


class PersonRow(QWidget):
    """The entries of one person. `first` is the administrator, who alone types the password twice."""

    def __init__(self, person: PersonAnswers, taken: Taken, *, first: bool = False) -> None:
        super().__init__()
        self._taken, self._user_typed = taken, person.user_typed
        self.entries = {
            "name": Entry(_("Your name") if first else _("Name"), person.name),
            "user": Entry(_("User name"), person.user),
            "password": Entry(_("Password") if first else _("First password"), person.password, secret=first),
        }
        if first:
            self.entries["again"] = Entry(_("Password again"), person.again, secret=True)
        self.roles = {role: QCheckBox(role_word(role)) for role in StaffRole}
        for role, box in self.roles.items():
            box.setChecked(role in person.roles)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.problem.hide()
        self.entries["name"].field.textChanged.connect(self._propose)
        self.entries["user"].field.textEdited.connect(self._take_by_hand)
        self._build(first)

    def _build(self, first: bool) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(CLOSE)
        across = 2 if first else 3
        for place, entry in enumerate(self.entries.values()):
            grid.addWidget(entry, place // across, place % across)
            grid.setColumnStretch(place % across, 1)
        self._ticks = QGridLayout()
        self._ticks.setHorizontalSpacing(GAP)
        self._ticks.setVerticalSpacing(SNUG)
        self._place_ticks(len(self.roles))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addLayout(grid)
        column.addLayout(self._ticks)
        column.addWidget(self.problem)

    def lay(self, width: int) -> None:
        """As many ticks beside each other as this width holds."""
        wide = [box.sizeHint().width() for box in self.roles.values()]
        for across in range(len(wide), 0, -1):
            columns = [max(wide[column::across]) for column in range(across)]
            if across == 1 or sum(columns) + GAP * (across - 1) <= width:
                self._place_ticks(across)
                return

    def _place_ticks(self, across: int) -> None:
        for place, box in enumerate(self.roles.values()):
            self._ticks.addWidget(box, place // across, place % across)
        for column in range(len(self.roles) + 1):
            self._ticks.setColumnStretch(column, int(column == across))

    def answers(self) -> PersonAnswers:
        """The person as typed."""
        text = {key: entry.field.text() for key, entry in self.entries.items()}
        roles = {role for role, box in self.roles.items() if box.isChecked()}
        return PersonAnswers(
            text["name"],
            text["user"],
            text["password"],
            text.get("again", ""),
            roles,
            self._user_typed,
        )

    def say_of_roles(self, sentence: str) -> None:
        """What is wrong with the ticks; "" when nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _propose(self, name: str) -> None:
        if not self._user_typed:
            self.entries["user"].field.setText(user_names.proposed(name, self._taken(self)))

    def _take_by_hand(self, typed: str) -> None:
        # Whoever empties the field is offered a name again.
        self._user_typed = bool(typed)
