"""卡片滚动: how the cards on hand became those of today, level by level, as a sum that closes (forms 2.3).

A card is on hand while it is open. What it was on a past day follows from its opening and the steps it
took, in the order in which it took them: a step that was written for a day before the step ahead of it counts
with that one, so that every day has one answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from showroom.rules.card_moves import Move
from showroom.rules.level import LOG_LEVELS, CardState, Level


class Term(StrEnum):
    """The terms of the sum, as they stand on the sheet."""

    OPENING = "opening"
    NEW = "new"
    RETURNED = "returned"
    RECEIVED = "received"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"
    LOST = "lost"
    DORMANT = "dormant"
    CLOSING = "closing"


ADDED: Final = (Term.NEW, Term.RETURNED, Term.RECEIVED, Term.MOVED_IN)
TAKEN: Final = (
    Term.MOVED_OUT,
    Term.HANDED_OVER,
    Term.WITHDRAWN,
    Term.DELIVERED,
    Term.LOST,
    Term.DORMANT,
)
# From the nearest to a deal to those without a level.
LEVELS: Final = LOG_LEVELS

_STATE_AFTER: Final[Mapping[str, CardState]] = {
    Move.DELIVERED: CardState.DELIVERED,
    Move.LOST: CardState.LOST,
    Move.DORMANT: CardState.DORMANT,
    Move.WITHDRAWN: CardState.WITHDRAWN,
    Move.RETURNED: CardState.OPEN,
}
_LEFT_AS: Final[Mapping[str, Term]] = {
    CardState.DELIVERED: Term.DELIVERED,
    CardState.LOST: Term.LOST,
    CardState.DORMANT: Term.DORMANT,
    CardState.WITHDRAWN: Term.WITHDRAWN,
}


class Step(NamedTuple):
    """One step of a card (models.prospect.CardMove); `owner_after` is None where the owner stayed."""

    day: date
    move: str
    level_before: str
    level_after: str
    owner_before: int | None = None
    owner_after: int | None = None


@dataclass(frozen=True)
class CardLife:
    """A card as it stands, and its steps in the order in which it took them."""

    opened_on: date
    level: str
    state: str
    owner: int | None
    steps: tuple[Step, ...] = ()


class Standing(NamedTuple):
    """Where a card stood: a letter of rules.level while it is open, and whose it was."""

    level: str
    state: str
    owner: int | None

    @property
    def on_hand(self) -> bool:
        """Whether it counts."""
        return self.state == CardState.OPEN


class Stage(NamedTuple):
    """One change of a card; `before` is None for its opening.

    `day` is that with which it counts, `named` the one it was written for: what was ordered, or found out on
    a visit, before a colleague took the card over is his from then on, but its clock knows since when.
    """

    day: date
    named: date
    before: Standing | None
    after: Standing
    move: str = ""


def stages(card: CardLife) -> Iterator[Stage]:
    """The opening of a card, then what each step changed, with the day on which it counts."""
    level = card.steps[0].level_before if card.steps else card.level
    given = next((step.owner_before for step in card.steps if step.owner_after is not None), card.owner)
    here = Standing(level, CardState.OPEN if card.steps else card.state, given)
    day = card.opened_on
    yield Stage(day, day, None, here)
    for step in card.steps:
        day = max(day, step.day)
        before, here = here, _after(here, step)
        yield Stage(day, step.day, before, here, step.move)


def _after(here: Standing, step: Step) -> Standing:
    state = _STATE_AFTER.get(step.move, here.state)
    owner = here.owner if step.owner_after is None else step.owner_after
    return Standing(step.level_after, state, owner)


def standing_on(card: CardLife, day: date) -> Standing | None:
    """Where a card stood at the end of a day; None before it was opened."""
    found = None
    for stage in stages(card):
        if stage.day > day:
            break
        found = stage.after
    return found


def counted_level(level: str) -> str:
    """The row a card counts in: one without a level, or with a letter no open card has, is not rated."""
    return level if level in LEVELS else str(Level.UNRATED)


@dataclass
class RollForward:
    """The sum of one period, of one consultant's cards or of everybody's; counted up by `add`."""

    counts: Counter[tuple[str, Term]] = field(default_factory=Counter)
    # How many went from one level straight to another: what 升入 and 降出 are told by (`rules.card_flow`).
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)

    def of(self, level: str, term: Term) -> int:
        """How many cards of a level."""
        return self.counts[level, term]

    def total(self, term: Term) -> int:
        """Over all levels."""
        return sum(self.counts[level, term] for level in LEVELS)

    def difference(self, level: str) -> int:
        """What is missing for the sum to close; 0 always."""
        added = sum(self.counts[level, term] for term in ADDED)
        taken = sum(self.counts[level, term] for term in TAKEN)
        return self.of(level, Term.OPENING) + added - taken - self.of(level, Term.CLOSING)

    def figures(self) -> dict[str, int]:
        """Every term by its key, like `cards.H.opening`."""
        return {f"cards.{level}.{term}": self.counts[level, term] for level in LEVELS for term in Term}


def count(
    cards: Iterable[CardLife], first: date, last: date, owner: int | None, into: RollForward
) -> RollForward:
    """Count cards into the sum of the days from `first` to `last`; of one owner, or of everybody (None).

    Opening and closing are where the cards stood, the other terms what happened to them: each is counted by
    itself, so that a term that is wrong leaves the sum open. What goes from one consultant to another stays
    in the showroom, so over everybody's cards nothing is received nor handed over.
    """
    for card in cards:
        opening: Standing | None = None
        closing: Standing | None = None
        for stage in stages(card):
            if stage.day > last:
                break
            closing = stage.after
            if stage.day < first:
                opening = stage.after
                continue
            for term, level in terms(stage, owner):
                into.counts[counted_level(level), term] += 1
            went = moved(stage, owner)
            if went is not None:
                into.moves[went] += 1
        for term, standing in ((Term.OPENING, opening), (Term.CLOSING, closing)):
            if standing is not None and _counts(standing, owner):
                into.counts[counted_level(standing.level), term] += 1
    return into


def _counts(standing: Standing, owner: int | None) -> bool:
    return standing.on_hand and owner in (None, standing.owner)


def terms(stage: Stage, owner: int | None) -> Iterator[tuple[Term, str]]:
    """What one change is in the sum: the term, and the level it counts at."""
    before, after = stage.before, stage.after
    was = before is not None and _counts(before, owner)
    is_now = _counts(after, owner)
    if before is None:
        if is_now:
            yield Term.NEW, after.level
    elif was and not after.on_hand:
        yield _LEFT_AS[after.state], before.level
    elif not before.on_hand:
        if is_now:
            yield Term.RETURNED, after.level
    else:
        yield from _within(before, after, was=was, is_now=is_now)


def _within(before: Standing, after: Standing, *, was: bool, is_now: bool) -> Iterator[tuple[Term, str]]:
    """A card that stays on hand: it goes to another consultant, then to another level."""
    if was and not is_now:
        yield Term.HANDED_OVER, before.level
    if is_now and not was:
        yield Term.RECEIVED, before.level
    if is_now and counted_level(before.level) != counted_level(after.level):
        yield Term.MOVED_OUT, before.level
        yield Term.MOVED_IN, after.level


def moved(stage: Stage, owner: int | None) -> tuple[str, str] | None:
    """From which level to which a card that stays on hand went, None where it did not."""
    found = dict(terms(stage, owner))
    out, into = found.get(Term.MOVED_OUT), found.get(Term.MOVED_IN)
    return None if out is None or into is None else (counted_level(out), counted_level(into))
