"""First screen: the facts that stand on every sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from showroom.errors import Problem
from showroom.language import _, mark
from showroom.services import settings
from showroom.ui.first_start.answers import Answers
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look.tokens import GAP


class FactsScreen(Screen):
    """Name, address, phone and hours of the showroom."""

    title = mark("Your showroom")
    intro = mark("These facts stand on every sheet. All of them can be changed later.")
    skip_word = mark("Skip")

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        known = answers.facts.get
        self._entries = {
            "dealer": Entry(_("Showroom's name, as printed"), known("dealer", "")),
            "dealer_english": Entry(_("Name in English (optional)"), known("dealer_english", "")),
            "business_hours": Entry(
                _("Business hours (optional)"), known("business_hours", ""), hint="08:30–18:30"
            ),
            "phone": Entry(_("Phone (optional)"), known("phone", "")),
            "address": Entry(_("Address (optional)"), known("address", "")),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        places = {"dealer": (0, 0), "dealer_english": (0, 1), "business_hours": (1, 0), "phone": (1, 1)}
        for key, entry in self._entries.items():
            row, column = places.get(key, (2, 0))
            grid.addWidget(entry, row, column, 1, 1 if key in places else 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def entries(self) -> dict[str, Entry]:
        """By the names of the facts."""
        return self._entries

    def keep(self) -> None:
        """Every fact as typed."""
        self.answers.facts = {key: entry.field.text().strip() for key, entry in self._entries.items()}

    def refuse_here(self) -> tuple[Problem, ...]:
        """A showroom without a name is skipped, not forgotten."""
        if self.answers.facts["dealer"]:
            return ()
        return (Problem("dealer", mark("Write the name that is printed, or skip this for now."), {}),)

    def check(self) -> Callable[[], None]:
        """Whether the facts can be stored."""
        facts = self.answers.known_facts()
        return lambda: settings.check(facts)
