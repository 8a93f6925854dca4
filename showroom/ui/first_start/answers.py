"""What was answered at the first start, so that nothing typed is lost by going back or changing language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from showroom.forms.field import Option
from showroom.rules import pasted_models
from showroom.rules.duties import Role
from showroom.rules.level_rules import PRESETS, SEED, LevelRules
from showroom.services.first_start import NewShowroom
from showroom.services.settings import Facts
from showroom.services.staff import NewStaff

FACTS, PEOPLE, MODELS, RULES, CODE = range(5)
ASKED: Final = (FACTS, PEOPLE, MODELS, RULES)


@dataclass
class PersonAnswers:
    """One person as typed; `user_typed` once the proposed user name was changed by hand."""

    name: str = ""
    user: str = ""
    password: str = ""
    again: str = ""
    roles: set[Role] = field(default_factory=lambda: {Role.SALES_CONSULTANT})
    user_typed: bool = False

    def is_blank(self) -> bool:
        """Whether nobody was named in this row."""
        return not (self.name.strip() or self.user.strip() or self.password)

    def new_staff(self) -> NewStaff:
        """The person as the service takes it."""
        return NewStaff(
            self.user, self.name, self.password, tuple(role for role in Role if role in self.roles)
        )


def _administrator() -> PersonAnswers:
    return PersonAnswers(roles={Role.ADMINISTRATOR, Role.RECEPTIONIST})


@dataclass
class Answers:
    """Everything typed so far, also on screens that were skipped: those only do not count."""

    step: int = FACTS
    skipped: set[int] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)
    first: PersonAnswers = field(default_factory=_administrator)
    others: list[PersonAnswers] = field(default_factory=lambda: [PersonAnswers()])
    models: str = ""
    preset: str = SEED.code
    copies_folder: str = ""

    def known_facts(self) -> Facts:
        """The facts of the first screen alone."""
        return Facts() if FACTS in self.skipped else replace(Facts(), **self.facts)

    def named(self) -> list[int]:
        """The rows of colleagues in which somebody is named."""
        if PEOPLE in self.skipped:
            return []
        return [row for row, person in enumerate(self.others) if not person.is_blank()]

    def people(self) -> tuple[NewStaff, ...]:
        """The administrator, then the colleagues."""
        return (self.first.new_staff(), *(self.others[row].new_staff() for row in self.named()))

    def model_lines(self) -> dict[int, Option]:
        """The car models by the line on which they stand; the same model twice counts once."""
        found: dict[int, Option] = {}
        lines = self.models.split("\n") if MODELS not in self.skipped else []
        for line, words in enumerate(map(pasted_models.read, lines)):
            if words and words not in [(one.chinese, one.english) for one in found.values()]:
                found[line] = Option("", *words)
        return found

    def levels(self) -> LevelRules:
        """The chosen preset; the standard when the screen was skipped."""
        chosen = SEED.code if RULES in self.skipped else self.preset
        return next(one for one in PRESETS if one.code == chosen)

    def folder_facts(self) -> Facts:
        """The folder for copies alone."""
        return Facts(copies_folder="" if RULES in self.skipped else self.copies_folder)

    def new_showroom(self) -> NewShowroom:
        """All of it, without what was skipped."""
        first, *others = self.people()
        facts = replace(self.known_facts(), copies_folder=self.folder_facts().copies_folder)
        return NewShowroom(first, facts, tuple(others), tuple(self.model_lines().values()), self.levels())
