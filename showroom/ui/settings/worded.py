"""What reference lists and car models share: words in both languages, an order, in use or not."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from showroom.forms.field import Field, Lists
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.ui.settings.kept import Deed, Kept, Line, Placed, also_text, in_use


class Worded(Protocol):
    """An entry known by its words."""

    @property
    def label(self) -> str: ...
    @property
    def chinese(self) -> str: ...
    @property
    def english(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def active(self) -> bool: ...


Entry = TypeVar("Entry", bound=Worded)


class WordedList(Kept[Placed[Entry]], Generic[Entry]):
    """A list of words; what it is a list of, its subclasses say."""

    duty = Duty.KEEP_LISTS
    wide = 2
    ordered = True

    @property
    def heads(self) -> tuple[str, ...]:
        return (_("In Chinese"), _("In English"), _("Other words for it"), _("State"))

    @property
    @abstractmethod
    def fields(self) -> tuple[Field, ...]:
        """What is asked about an entry."""

    @abstractmethod
    def key_of(self, entry: Entry) -> str:
        """By what the list knows it."""

    @abstractmethod
    def add_one(self, desk: Desk, values: dict[str, Any], token: str) -> str:
        """Add an entry; its key."""

    @abstractmethod
    def change_one(self, entry: Entry, desk: Desk, values: dict[str, Any], _token: str) -> None:
        """Give it other words."""

    @abstractmethod
    def retire_one(self, entry: Entry, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        """Out of use."""

    @abstractmethod
    def use_one(self, entry: Entry, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        """In use again."""

    def more_values(self, _entry: Entry) -> dict[str, Any]:
        """Values of the fields that only this list has."""
        return {}

    def line(self, record: Placed[Entry], _lists: Lists) -> Line:
        entry = record.entry
        return Line(
            self.key_of(entry),
            (entry.chinese, entry.english, also_text(entry.also), in_use(entry.active)),
            (entry.chinese, entry.english, *entry.also),
            entry.active,
        )

    def new(self, _records: tuple[Placed[Entry], ...], _today: date) -> Deed:
        return Deed(self.new_word, self.add_one, fields=self.fields)

    def change(self, record: Placed[Entry]) -> Deed:
        entry = record.entry
        words = {"chinese": entry.chinese, "english": entry.english, "also": also_text(entry.also)}
        values = words | self.more_values(entry)
        return Deed(
            entry.label, partial(self.change_one, entry), fields=self.fields, values=values, plain=True
        )

    def others(self, record: Placed[Entry], _today: date) -> tuple[Deed, ...]:
        entry = record.entry
        return (
            in_or_out(
                entry.label, entry.active, partial(self.retire_one, entry), partial(self.use_one, entry)
            ),
        )

    def place_of(self, record: Placed[Entry]) -> int:
        return record.place


Doing = Callable[[Desk, dict[str, Any], str], str | None]


def in_or_out(label: str, active: bool, retire: Doing, use: Doing) -> Deed:
    """Taking an entry out of use, or into use again."""
    if active:
        said = _("“{label}” is out of use; what names it keeps the word", label=label)
        return Deed(label, retire, _("Take out of use"), said=said, takes_away=True)
    return Deed(label, use, _("Use again"), said=_("“{label}” is in use again", label=label))
