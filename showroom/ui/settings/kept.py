"""What a section tells of the things it keeps: how they are listed, what may be done with them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from showroom.forms.field import Field, Lists, Option
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.ui.editors import Today
from showroom.ui.field_form import FieldForm

Values = Mapping[str, Any]
Record = TypeVar("Record")


@dataclass(frozen=True)
class Line:
    """A line of the list: its cells, the words it is found by, whether it is in use, and its group."""

    key: str
    cells: tuple[str, ...]
    words: tuple[str, ...] = ()
    active: bool = True
    group: str = ""


@dataclass(frozen=True)
class Deed:
    """Something that can be done: what is asked first (nothing: it is done at once), and the doing.

    `do` gets the desk, the values and a token; the key it returns is chosen in the list afterwards.
    Without `do` the fields are only read.
    """

    title: str
    do: Callable[[Desk, dict[str, Any], str], str | None] | None
    word: str = ""
    fields: tuple[Field, ...] = ()
    values: Values = field(default_factory=dict)
    note: str = ""
    said: str = ""
    takes_away: bool = False
    # The form of a record itself: what is open while nothing else was asked for.
    plain: bool = False


@dataclass(frozen=True)
class Placed(Generic[Record]):
    """A record of an ordered list with its place in it."""

    place: int
    entry: Record


class Kept(ABC, Generic[Record]):
    """One section: `heads` are the columns, `wide` the one that takes the spare room."""

    duty: ClassVar[Duty]
    shows: ClassVar[frozenset[str]]
    wide: ClassVar[int] = 0
    # Whether the entries have an order of their own.
    ordered: ClassVar[bool] = False

    @property
    @abstractmethod
    def word(self) -> str:
        """Title of the section."""

    @property
    @abstractmethod
    def new_word(self) -> str:
        """What Ctrl+N makes; "" where nothing can be added."""

    @property
    @abstractmethod
    def heads(self) -> tuple[str, ...]:
        """Heads of the columns."""

    @abstractmethod
    def read(self, desk: Desk) -> tuple[tuple[Record, ...], Lists]:
        """The records in the order in which they are shown, and the lists their forms choose from."""

    @abstractmethod
    def line(self, record: Record, lists: Lists) -> Line:
        """The record as a line of the list."""

    @abstractmethod
    def new(self, records: tuple[Record, ...], today: date) -> Deed:
        """Adding one."""

    @abstractmethod
    def change(self, record: Record) -> Deed:
        """Changing this one."""

    def others(self, _record: Record, _today: date) -> tuple[Deed, ...]:
        """What else can be done with it; the first that takes away answers to Delete."""
        return ()

    def place_of(self, record: Record) -> int:
        """The place of a record in the order."""
        raise NotImplementedError

    def move(self, desk: Desk, record: Record, to: int) -> None:
        """Put it at another place of the order."""
        raise NotImplementedError

    def make_form(self, today: Today) -> FieldForm:
        """The form in which its fields are asked."""
        return FieldForm(today)


def also_text(also: tuple[str, ...]) -> str:
    """Other words as they stand in their field."""
    return "、".join(also)


def word_of(options: tuple[Option, ...], code: str) -> str:
    """The word of an entry by its code; "" for none."""
    return next((option.label for option in options if option.code == code), "")


def in_use(active: bool) -> str:
    """The word for an entry that is offered, or no more."""
    return _("in use") if active else _("out of use")
