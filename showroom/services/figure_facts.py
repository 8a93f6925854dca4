"""What every figure is made of: a row of the store, the counts it goes into, its day, whose it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from peewee import fn

from showroom.models.prospect import CardMove, Prospect

# An owner of nobody in `owner_then`; no member of staff has this id.
_NOBODY = 0


class Fact(NamedTuple):
    """One row that counts: how much under which keys of the book, on which day, for whom.

    The number of a figure, its split by day and consultant and the rows behind it are sums and lists of
    facts, so they cannot differ.
    """

    counts: Mapping[str, int]
    day: date
    whose: int | None
    table: str
    row: int
    customer: int | None = None
    prospect: int | None = None
    number: int = 0
    name: str = ""
    source: str = ""
    area: str = ""
    model: int | None = None
    # What plots tell rows apart by: the slot of the tally, why a card was lost, the level it stood at.
    slot: int | None = None
    reason: str = ""
    level: str = ""


def keyed(**when: bool) -> dict[str, int]:
    """One under each key that holds."""
    return {key: 1 for key, holds in when.items() if holds}


def owner_then(card: Any, day: Any) -> Any:
    """A subquery: whose card it was in the evening of a day, where it went to somebody else since."""
    return _owner_before(card, lambda later: later.day > day)


def owner_at(card: Any, instant: Any) -> Any:
    """A subquery: whose card it was at an instant, where it went to somebody else after it."""
    return _owner_before(card, lambda later: later.at > instant)


def owner_before_step(step: Any) -> Any:
    """A subquery: whose card it was before a step, where it went to somebody else by it or since."""
    return _owner_before(step.prospect, lambda later: later.id >= step.id)


def first_owner() -> Any:
    """A subquery: for whom a card was opened, where it went to somebody else since."""
    return _owner_before(Prospect.id)


def _owner_before(card: Any, *since: Callable[[Any], Any]) -> Any:
    """Who had a card before it first went to somebody else by the steps of which all of `since` holds."""
    later = CardMove.alias()
    return (
        later.select(fn.COALESCE(later.owner_before, _NOBODY))
        .where(
            later.prospect == card,
            *(holds(later) for holds in since),
            later.owner_after.is_null(False),
            later.removed_at.is_null(),
        )
        .order_by(later.id)
        .limit(1)
    )


def whose_then(then: int | None, now: int | None) -> int | None:
    """The owner of a day from what the subqueries told and the owner of now."""
    return now if then is None else then or None


@lru_cache(maxsize=4096)
def day_of(stored: str) -> date:
    """A day as the store keeps it."""
    return date.fromisoformat(stored)
