"""图: what a plot shows, on whichever surface: bars of counted rows, each of which opens its rows (issue 8).

A plot counts nothing. Every mark names the figure of the book (`forms.figures`) and the part of it that it
is, so whoever asks for its rows gets those that were counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from showroom.language import chinese, either, filled, mark
from showroom.rules.tally import percent


@dataclass(frozen=True)
class Words:
    """A word of a plot in both languages: paper is Chinese whatever the screen says."""

    chinese: str
    english: str = ""

    @property
    def shown(self) -> str:
        """In the language of the screen."""
        return either(self.chinese, self.english)


def words(message: str, **values: object) -> Words:
    """A message in both languages; values that are `Words` themselves are said in each."""
    in_chinese = {key: value.chinese if isinstance(value, Words) else value for key, value in values.items()}
    in_english = {
        key: (value.english or value.chinese) if isinstance(value, Words) else value
        for key, value in values.items()
    }
    return Words(chinese(message, **in_chinese), filled(message, in_english))


class Kind(StrEnum):
    """How bars are laid out.

    A FUNNEL goes from stage to stage; BARS lie under each other; ATTAINMENT lies beside its targets; COLUMNS
    stand; STACKED ones are parted by level, and a single one lies.
    """

    FUNNEL = "funnel"
    BARS = "bars"
    ATTAINMENT = "attainment"
    COLUMNS = "columns"
    STACKED = "stacked"


class Split(StrEnum):
    """What the rows of a figure are told apart by."""

    HOUR = "hour"
    WEEKDAY = "weekday"
    SOURCE = "source"
    REASON = "reason"
    LEVEL = "level"


@dataclass(frozen=True)
class Part:
    """The rows of one figure in some days, all or those with one of these codes."""

    figure: str
    first: date
    last: date
    consultant: int | None = None
    split: Split | None = None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mark:
    """A bar, or a piece of one: its number, the rows it opens, and its letter where it is one of a level."""

    value: int
    part: Part
    level: str = ""


@dataclass(frozen=True)
class Bar:
    """What stands under one word: one mark, or one for each level from the base up.

    `whole` is what its number is divided by, and `of` the word of that: a stage before, a target, all of
    them. `change` is how it differs from the bar before it, in a funnel.
    """

    label: Words
    marks: tuple[Mark, ...]
    whole: int | None = None
    of: Words | None = None
    change: int | None = None
    # The deal: orders and deliveries of a funnel.
    is_deal: bool = False

    @property
    def value(self) -> int:
        """All its marks together."""
        return sum(one.value for one in self.marks)

    @property
    def percent(self) -> int | None:
        """Its share in whole percent, halves upwards; None where nothing is divided, or by nothing."""
        return None if self.whole is None else percent(self.value, self.whole)


@dataclass(frozen=True)
class Plot:
    """One plot of some days. `elapsed` is the part of the month that is over, for attainment."""

    key: str
    kind: Kind
    title: Words
    days: Words
    bars: tuple[Bar, ...]
    elapsed: float | None = None

    @property
    def marks(self) -> tuple[tuple[Bar, Mark], ...]:
        """Every mark with its bar, in the order in which the keyboard walks over them."""
        return tuple((bar, one) for bar in self.bars for one in bar.marks)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.bars

    def levels(self) -> tuple[str, ...]:
        """The levels of a stack, from its base up."""
        return tuple(dict.fromkeys(one.level for bar in self.bars for one in bar.marks if one.level))


# The plots by their keys, in the order in which a page shows them.
PLOTS: Final[Mapping[str, str]] = {
    "funnel": mark("Sales funnel"),
    "levels": mark("Levels of the cards on hand"),
    "hours": mark("Parties by hour"),
    "weekdays": mark("Parties by weekday"),
    "sources": mark("Parties by source"),
    "attainment": mark("Reached of the targets"),
    "lost": mark("Reasons of losses"),
}
NOTHING: Final = mark("There is nothing to draw in these days.")

# The stages of the funnel by their figures, each with the stage it is divided by (look.md, dashboard).
STAGES: Final[Mapping[str, str]] = {
    "parties": "",
    "first": "parties",
    "first_filed": "first",
    "cards_opened": "first_filed",
    "drives": "first_filed",
    "orders": "first_filed",
    "deliveries": "orders",
}
DEALS: Final = frozenset({"orders", "deliveries"})


def number(count: int) -> str:
    """Grouped by a gap that the fonts of screen and paper have, and that breaks no line: 1 204."""
    return f"{count:,}".replace(",", "\u00a0")


def changed(bar: Bar) -> str:
    """How many fewer (or more) than the bar before: −22; "" where there is nothing to compare."""
    if bar.change is None:
        return ""
    return "0" if not bar.change else f"{'−' if bar.change < 0 else '+'}{number(abs(bar.change))}"


def division(bar: Bar) -> Words | None:
    """What it is a share of: “81 % ÷ First visits”; None where nothing is divided."""
    if bar.of is None or bar.whole is None:
        return None
    if bar.percent is None:
        return words(mark("— ÷ {whole}"), whole=bar.of)
    return words(mark("{percent} % ÷ {whole}"), percent=bar.percent, whole=bar.of)


def spoken(bar: Bar, one: Mark) -> Words:
    """A mark for who hears it: its word, its number, what it is a share of."""
    named = bar.label
    if one.level:
        named = words(mark("{label}, level {level}"), label=bar.label, level=one.level)
    said = words(mark("{label}: {number}"), label=named, number=number(one.value))
    share = division(bar)
    if share is not None:
        said = words(mark("{said}, {more}"), said=said, more=share)
    if changed(bar):
        said = words(mark("{said}, {change} from the stage before"), said=said, change=changed(bar))
    return said


def largest(bars: Iterable[Bar]) -> int:
    """The longest bar of them; 1 where all are empty, so that it may be divided by."""
    return max((bar.value for bar in bars), default=0) or 1
