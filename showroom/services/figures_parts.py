"""Sources, campaigns, areas and models: who came of each, left a number, ordered (req 8, 9, 27, 141)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from showroom.forms.figures import Part
from showroom.language import either
from showroom.models.base import Compiled
from showroom.models.reference import ReferenceItem
from showroom.services import lists
from showroom.services.figure_facts import Fact
from showroom.services.figures_reading import read_facts

_COLUMNS: Final = {"parties": "parties", "captured": "filed", "ordered": "orders", "on_hand": "on_hand"}


class By(StrEnum):
    """What the guests of a period are told apart by."""

    SOURCE = "source"
    CAMPAIGN = "campaign"
    AREA = "area"
    MODEL = "model"


_LISTS: Final[Mapping[By, str]] = {By.MODEL: "car_model"}
_campaign_of_source: Final = Compiled(
    lambda: ReferenceItem.select(ReferenceItem.code, ReferenceItem.campaign).where(
        ReferenceItem.list_name == "source",
        ReferenceItem.campaign.is_null(False),
        ReferenceItem.removed_at.is_null(),
    )
)


def read(owner: int | None, by: By, first: date, last: date) -> tuple[Part, ...]:
    """Each code that counts in a period, those with most parties first, within an open reading.

    A row of the log counts under what is written on it, an order under what its card, its customer's area
    or its model say; "" is what was not written down. Only models have cards on hand. An area is kept as it
    was typed, in either language: it is the entry of the list that is called so.
    """
    facts = read_facts(owner, first, last, base=False)
    entries = lists.with_campaigns()[_LISTS.get(by, str(by))]
    words = {str(one.code): either(one.chinese, one.english) for one in entries}
    named = {word: str(one.code) for one in entries for word in (one.chinese, one.english) if word}
    code_of = _code_of(by, named)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in facts:
        for column, key in _COLUMNS.items():
            if key in one.counts and (key != "on_hand" or by is By.MODEL):
                found[code_of(one)][column] += one.counts[key]
    some = [Part(code, words.get(code, code), **counts) for code, counts in found.items()]
    return tuple(sorted(some, key=lambda part: (-part.parties, -part.ordered, part.code)))


def _code_of(by: By, named: Mapping[str, str]) -> Callable[[Fact], str]:
    """Under which code a fact counts; `named` are the codes by the words of their entries."""
    campaigns: Mapping[str, int] = dict(_campaign_of_source.rows()) if by is By.CAMPAIGN else {}
    return {
        By.SOURCE: lambda one: one.source,
        By.CAMPAIGN: lambda one: str(campaigns.get(one.source, "")),
        By.AREA: lambda one: named.get(area := one.area.strip(), area),
        By.MODEL: lambda one: "" if one.model is None else str(one.model),
    }[by]
