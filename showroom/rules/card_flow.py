"""卡片进出: the sum of the cards as the sheet of a day tells it, rises and falls apart (sheets.md 2.3b)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Final

from showroom.rules.daily_report import rise
from showroom.rules.level import Level
from showroom.rules.roll_forward import LEVELS, RollForward, Term


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


# The lines of the sheet: the unrated first, then from the nearest to a deal.
LINES: Final = (Level.UNRATED, *(level for level in LEVELS if level != Level.UNRATED))


def flow_of(cards: RollForward, level: str) -> Flow:
    """The line of one level."""
    went: Counter[str] = Counter()
    for (before, after), count in cards.moves.items():
        if after == level:
            went["rose_in" if rise(before, after) > 0 else "fell_in"] += count
        if before == level:
            went[_way_out(before, after)] += count
    return Flow(
        opening=cards.of(level, Term.OPENING),
        new=sum(cards.of(level, term) for term in (Term.NEW, Term.RETURNED, Term.RECEIVED)),
        rose_in=went["rose_in"],
        fell_in=went["fell_in"],
        rose_out=went["rose_out"],
        fell_out=went["fell_out"],
        won=went["won"] + cards.of(level, Term.DELIVERED),
        lost=cards.of(level, Term.LOST),
        dormant=cards.of(level, Term.DORMANT),
        other=went["other"] + sum(cards.of(level, term) for term in (Term.WITHDRAWN, Term.HANDED_OVER)),
        closing=cards.of(level, Term.CLOSING),
    )


def total_of(cards: RollForward) -> Flow:
    """计: all levels added up."""
    return Flow(
        *(sum(column) for column in zip(*(flow_of(cards, one).figures for one in LINES), strict=True))
    )


def _way_out(before: str, after: str) -> str:
    if after == Level.ORDERED:
        return "won"
    if after == Level.UNRATED:
        return "other"
    return "rose_out" if rise(before, after) > 0 else "fell_out"
