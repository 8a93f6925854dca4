"""卡片进出: the sum of the cards as the sheet of a day tells it, rises and falls apart (sheets.md 2.3b)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from showroom.rules.daily_report import rise
from showroom.rules.level import Level
from showroom.rules.roll_forward import LEVELS, RollForward, Stage, Term, counted_level, moved, terms


@dataclass(frozen=True)
class Flow:
    """One level, or all of them; the order is that of the columns, and each line closes.

    `new` are cards that are new, taken up again or taken over. `won` are those that went to O, and those
    delivered straight from the level; a cancelled order is in `fell_in` of the level it went back to. `other`
    are those withdrawn, handed over, or no longer rated.
    """

    opening: int = 0
    new: int = 0
    rose_in: int = 0
    fell_in: int = 0
    rose_out: int = 0
    fell_out: int = 0
    won: int = 0
    lost: int = 0
    dormant: int = 0
    other: int = 0
    closing: int = 0

    @property
    def difference(self) -> int:
        """What is missing for the line to close; 0 always."""
        added = self.opening + self.new + self.rose_in + self.fell_in
        taken = self.rose_out + self.fell_out + self.won + self.lost + self.dormant + self.other
        return added - taken - self.closing

    @property
    def figures(self) -> tuple[int, ...]:
        """All of it in the order of the columns."""
        return tuple(getattr(self, one.name) for one in fields(self))


# What each term is on the sheet, but the two that are told by the levels a card went between.
_COLUMN: Final[Mapping[Term, str]] = {
    Term.NEW: "new",
    Term.RETURNED: "new",
    Term.RECEIVED: "new",
    Term.DELIVERED: "won",
    Term.LOST: "lost",
    Term.DORMANT: "dormant",
    Term.WITHDRAWN: "other",
    Term.HANDED_OVER: "other",
}
# The lines of the sheet: the unrated first, then from the nearest to a deal.
LINES: Final = (Level.UNRATED, *(level for level in LEVELS if level != Level.UNRATED))


def flow_of(cards: RollForward, level: str) -> Flow:
    """The line of one level."""
    went: Counter[str] = Counter()
    for (before, after), count in cards.moves.items():
        if after == level:
            went[_way_in(before, after)] += count
        if before == level:
            went[_way_out(before, after)] += count
    return Flow(
        opening=cards.of(level, Term.OPENING),
        new=_of_column(cards, level, "new"),
        rose_in=went["rose_in"],
        fell_in=went["fell_in"],
        rose_out=went["rose_out"],
        fell_out=went["fell_out"],
        won=went["won"] + _of_column(cards, level, "won"),
        lost=_of_column(cards, level, "lost"),
        dormant=_of_column(cards, level, "dormant"),
        other=went["other"] + _of_column(cards, level, "other"),
        closing=cards.of(level, Term.CLOSING),
    )


def total_of(cards: RollForward) -> Flow:
    """计: all levels added up."""
    return Flow(
        *(sum(column) for column in zip(*(flow_of(cards, one).figures for one in LINES), strict=True))
    )


def columns_of(stage: Stage, owner: int | None) -> Iterator[tuple[str, str]]:
    """Where one change of a card counts: the column of a `Flow`, and the level of its line.

    Of one owner's cards or of everybody's (None). What is counted of many cards by `flow_of` is told here of
    each.
    """
    went = moved(stage, owner)
    for term, level in terms(stage, owner):
        if term in _COLUMN:
            yield _COLUMN[term], counted_level(level)
        elif went is not None:
            yield (_way_in(*went), went[1]) if term is Term.MOVED_IN else (_way_out(*went), went[0])


def _of_column(cards: RollForward, level: str, column: str) -> int:
    return sum(cards.of(level, term) for term, its in _COLUMN.items() if its == column)


def _way_in(before: str, after: str) -> str:
    return "rose_in" if rise(before, after) > 0 else "fell_in"


def _way_out(before: str, after: str) -> str:
    if after == Level.ORDERED:
        return "won"
    if after == Level.UNRATED:
        return "other"
    return "rose_out" if rise(before, after) > 0 else "fell_out"
