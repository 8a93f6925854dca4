"""The row nobody has registered yet: what was typed on the strip or in its cells, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from showroom.errors import Invalid
from showroom.forms import traffic_log as form
from showroom.forms.field import Lists, read, read_field
from showroom.rules import phones
from showroom.rules.titles import fuller_name
from showroom.services.customer_matches import Match
from showroom.services.desk import new_token
from showroom.services.phone_first import Grammar

Texts = dict[str, str]
BEGINNING = re.compile("[0-9]{4,6}")
# Why a match is one that was found by the digits at the end of the line.
_BY_DIGITS = ("begins", "ends", "name_and_ends")


class Known(Protocol):
    """Somebody on file, picked from the matches or expected today."""

    @property
    def customer(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def why(self) -> str: ...


@dataclass(frozen=True)
class ExpectedGuest:
    """Somebody with an appointment."""

    customer: int
    name: str
    why: str = "expected"


@dataclass
class Pencil:
    """Typed text by field; a cell written by hand wins over the same word on the strip."""

    line: str = ""
    parsed: Texts = field(default_factory=dict)
    written: Texts = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    problems: dict[str, str] = field(default_factory=dict)
    token: str = field(default_factory=new_token)
    # A number that is still being typed is not yet wrong, unless it was tried.
    refused: bool = False
    # Who stands in for the guest's own consultant, who is away.
    stand_in: str = ""
    # Whose appointment the line was written for.
    expected: Known | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not self.line.strip() and not any(text.strip() for text in self.written.values())

    @property
    def texts(self) -> Texts:
        """Strip and cells together."""
        return {key: text for key, text in (self.parsed | self.written).items() if text.strip()}

    @property
    def shown(self) -> Texts:
        """The same as it will stand on the log: numbers grouped, 王女士 whom we know as 王丽 by her name."""
        shown = self.texts
        if "phone" in shown and "phone" not in self.problems:
            shown["phone"] = show_phones(shown["phone"])
        if self.exact is not None:
            shown["guest_name"] = fuller_name(shown.get("guest_name", ""), self.exact.name)
        return shown

    def write_line(self, line: str, grammar: Grammar) -> None:
        """The strip was typed on."""
        self.line = line
        self.refused = False
        self.parsed = dict(grammar.texts(line).texts)
        self._look_over(grammar.lists)

    def write_cells(self, texts: Mapping[str, str], lists: Lists) -> None:
        """A cell of the row was typed in."""
        self.written.update(texts)
        self.refused = False
        self._look_over(lists)

    def _look_over(self, lists: Lists) -> None:
        """Words that cannot be taken are marked while they are typed."""
        self.problems = {}
        typed = self.texts
        for one in form.FIELDS:
            try:
                read_field(one, typed.get(one.key, ""), lists)
            except Invalid as invalid:
                self.problems[one.key] = invalid.problems[0].sentence()

    @property
    def known(self) -> Known | None:
        """Who was expected, while the row still bears the name and no other number."""
        texts, who = self.texts, self.expected
        same = who is not None and texts.get("guest_name", "") == who.name and not texts.get("phone")
        return who if same else None

    def values(self, lists: Lists, known: Known | None = None) -> dict[str, Any]:
        """The values to be registered. Raises Invalid with every problem.

        The digits by which somebody `known` was found are no note of this visit.
        """
        texts = self.texts
        if known is not None and known.why in _BY_DIGITS and self._beginning:
            words = texts.get("note", "").split(" ")
            texts["note"] = " ".join(word for word in words if word != self._beginning)
        return read(form.FIELDS, texts, lists)

    @property
    def only_sought(self) -> bool:
        """Whether digits somebody is looked for with stand here, and no other word says who: a question."""
        texts = self.texts
        return self._beginning in texts.get("note", "").split() and not (
            "guest_name" in texts or "phone" in texts
        )

    @property
    def sought(self) -> tuple[str, str]:
        """The number and the name to look for while typing.

        Four to six digits at the end of the line, or at its beginning, are a number being typed or the end
        of one, though not one to be registered: a price or a year may still come of them.
        """
        texts = self.texts
        return texts.get("phone", "") or self._beginning, texts.get("guest_name", "")

    @property
    def _beginning(self) -> str:
        words = self.line.split()
        last = words[-1:] if not self.line[-1:].isspace() else []
        return next((word for word in (*last, *words[:1]) if BEGINNING.fullmatch(word)), "")

    @property
    def exact(self) -> Match | None:
        """The customer whose number this is."""
        return next((match for match in self.matches if match.exact), None)


# Asked by every cell of the row at every key.
@lru_cache(maxsize=16)
def show_phones(typed: str) -> str:
    """Numbers as the log shows them; a text that is no number stays as typed."""
    return " / ".join(phones.show(number.typed) for number in phones.read(typed))
