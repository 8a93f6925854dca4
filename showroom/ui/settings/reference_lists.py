"""The reference lists: where guests come from and why, areas, colours, reasons, facts, what customers are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from showroom.forms import reference as form
from showroom.forms.choices import CRITERION_LEVELS, LOST_CATEGORIES, SOURCE_CATEGORIES
from showroom.forms.field import Field, Lists, Option
from showroom.language import _, mark
from showroom.services import lists as lists_service
from showroom.services import reference
from showroom.services.desk import Desk
from showroom.services.reference import Entry
from showroom.ui.settings.kept import Deed, Line, Placed, word_of
from showroom.ui.settings.worded import WordedList

# Every list with its title and what its Ctrl+N says, in the order of the page.
LISTS: Final = (
    ("purpose", mark("Visit purposes"), mark("New purpose")),
    ("source", mark("Sources"), mark("New source")),
    ("area", mark("Areas"), mark("New area")),
    ("colour", mark("Colours"), mark("New colour")),
    ("lost_reason", mark("Lost reasons"), mark("New reason")),
    ("dormant_reason", mark("Reasons to let a card sleep"), mark("New reason")),
    ("competitor", mark("Competitor makes"), mark("New make")),
    ("criterion", mark("Facts for the level"), mark("New fact")),
    ("occupation", mark("Occupations"), mark("New occupation")),
    ("industry", mark("Industries"), mark("New industry")),
    ("tag", mark("Tags of customers"), mark("New tag")),
    ("no_show_reason", mark("No-show reasons"), mark("New reason")),
)
_GROUPS: Final[dict[str, tuple[Option, ...]]] = {
    "source": SOURCE_CATEGORIES,
    "lost_reason": LOST_CATEGORIES,
    "criterion": CRITERION_LEVELS,
}


class ReferenceList(WordedList[Entry]):
    """One of the lists; entries of a grouped list stand group by group. The code is never typed."""

    shows = frozenset({"reference_item", "campaign"})

    def __init__(self, name: str, word: str, new_word: str) -> None:
        self.name = name
        self._word, self._new_word = word, new_word
        self._groups = _GROUPS.get(name, ())

    @property
    def word(self) -> str:
        return _(self._word)

    @property
    def new_word(self) -> str:
        return _(self._new_word)

    @property
    def heads(self) -> tuple[str, ...]:
        group = tuple(_(one.label) for one in self.fields if one.key == "category")
        campaign = (_("Campaign"),) if self.name == "source" else ()
        first, *rest, state = super().heads
        return (first, *rest, *group, *campaign, state)

    @property
    def fields(self) -> tuple[Field, ...]:
        return form.fields_of(self.name)

    def read(self, desk: Desk) -> tuple[tuple[Placed[Entry], ...], Lists]:
        placed = [Placed(place, one) for place, one in enumerate(reference.entries(desk, self.name))]
        order = {option.code: place for place, option in enumerate(self._groups)}
        placed.sort(key=lambda one: order.get(one.entry.category, len(order)))
        return tuple(placed), lists_service.with_campaigns()

    def line(self, record: Placed[Entry], lists: Lists) -> Line:
        plain = super().line(record, lists)
        entry = record.entry
        *cells, state = plain.cells
        if self._groups:
            cells.append(word_of(self._groups, entry.category))
        if self.name == "source":
            cells.append(word_of(lists["campaign"], str(entry.campaign or "")))
        return Line(plain.key, (*cells, state), plain.words, plain.active, entry.category)

    def new(self, records: tuple[Placed[Entry], ...], today: date) -> Deed:
        deed = super().new(records, today)
        if self.name != "purpose":
            return deed
        # rules.traffic.PURCHASE_PURPOSES is a fixed set: only first purposes are in it.
        note = _("A purpose added here is counted as a visit not for a purchase, without level or turn.")
        return replace(deed, note=note)

    def key_of(self, entry: Entry) -> str:
        return entry.code

    def more_values(self, entry: Entry) -> dict[str, Any]:
        return {"category": entry.category, "campaign": entry.campaign}

    def add_one(self, desk: Desk, values: dict[str, Any], token: str) -> str:
        return reference.add_item(desk, self.name, values, token)

    def change_one(self, entry: Entry, desk: Desk, values: dict[str, Any], _token: str) -> None:
        reference.change_item(desk, self.name, entry.code, entry.revision, values)

    def retire_one(self, entry: Entry, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        reference.retire_item(desk, self.name, entry.code, entry.revision)

    def use_one(self, entry: Entry, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        reference.use_item(desk, self.name, entry.code, entry.revision)

    def move(self, desk: Desk, record: Placed[Entry], to: int) -> None:
        reference.move_item(desk, self.name, record.entry.code, to)
