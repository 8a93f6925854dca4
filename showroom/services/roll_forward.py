"""The cards on hand on a past day, and how they became those of a later one (forms 2.3; issue 6, section 4).

Most cards did nothing in a period: those are counted where they stand, in SQL. Only of the others are the
steps read, and told by `rules.roll_forward`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from peewee import fn

from showroom.models.base import Compiled, slot
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.rules.roll_forward import (
    CardLife,
    RollForward,
    Standing,
    Step,
    Term,
    count,
    counted_level,
    standing_on,
)
from showroom.services import due_list
from showroom.services.desk import Desk
from showroom.services.whose_cards import by_every_owner, of_whom

_DAY: Final = timedelta(1)


def _stepped() -> Any:
    """The cards that took a step on or after a day."""
    move = CardMove.alias()
    return move.select(move.prospect).where(move.day >= slot("first"), move.removed_at.is_null())


def _been_his() -> Any:
    """The cards that went to or from somebody on or after a day."""
    move = CardMove.alias()
    return move.select(move.prospect).where(
        (move.owner_before == slot("owner")) | (move.owner_after == slot("owner")),
        move.day >= slot("first"),
        move.removed_at.is_null(),
    )


def _still(whose: Any, *columns: Any) -> Any:
    """Open cards to which nothing has happened since a day."""
    return Prospect.select(*columns).where(
        whose,
        Prospect.state == OPEN,
        Prospect.removed_at.is_null(),
        Prospect.opened_on < slot("first"),
        Prospect.id.not_in(_stepped()),
    )


def _since() -> Any:
    """What happened to a card happened on or after a day."""
    return (Prospect.opened_on >= slot("first")) | Prospect.id.in_(_stepped())


def _owned() -> Any:
    return Prospect.owner == slot("owner")


def _lives(which: Any) -> Any:
    """Cards, each with its steps in their order; one row a step."""
    return (
        Prospect.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.level,
            Prospect.state,
            Prospect.owner,
            CardMove.day,
            CardMove.move,
            CardMove.level_before,
            CardMove.level_after,
            CardMove.owner_before,
            CardMove.owner_after,
        )
        .left_outer_join(CardMove, on=(CardMove.prospect == Prospect.id) & CardMove.removed_at.is_null())
        .where(which, Prospect.removed_at.is_null())
        .order_by(Prospect.id, CardMove.id)
    )


_counted: Final = of_whom(
    lambda whose: _still(whose, Prospect.level, fn.COUNT(Prospect.id)).group_by(Prospect.level),
    by_every_owner,
)
_standing: Final = of_whom(
    lambda whose: _still(whose, Prospect.id, Prospect.level, Prospect.owner), by_every_owner
)
_moved_his: Final = Compiled(lambda: _lives(_since() & _owned() | Prospect.id.in_(_been_his())))
_moved_of_all: Final = Compiled(lambda: _lives(_since()))
_of_sheet: Final = Compiled(
    lambda: _lives((_since() | (Prospect.state == OPEN)) & _owned() | Prospect.id.in_(_been_his()))
)


def of_period(desk: Desk, first: date, last: date, consultant: int | None = None) -> RollForward:
    """The sum from the morning of `first` to the evening of `last`, in two statements.

    Of one consultant, or of the whole showroom for who sees the team; a consultant's is always his own.
    Raises Denied.
    """
    owner = due_list.whose(desk, consultant)
    with desk.reading():
        return read(owner, first, last)


def read(owner: int | None, first: date, last: date) -> RollForward:
    """The same of one owner or of everybody (None), within an open reading."""
    found = RollForward()
    for level, cards in _counted.rows(owner, first=str(first)):
        for term in (Term.OPENING, Term.CLOSING):
            found.counts[counted_level(level), term] += cards
    return count((life for _card, life in lives(owner, first)), first, last, owner, found)


def cards_on(day: date, owner: int | None = None) -> Mapping[int, Standing]:
    """The cards that were on hand at the end of a day, with where they stood; of one owner or all (None).

    Two statements, within an open reading.
    """
    since = day + _DAY
    found = {card: Standing(level, OPEN, his) for card, level, his in _standing.rows(owner, first=str(since))}
    for card, life in lives(owner, since):
        stood = standing_on(life, day)
        if stood is not None and stood.on_hand and owner in (None, stood.owner):
            found[card] = stood
    return found


def lives(owner: int | None, first: date) -> Iterator[tuple[int, CardLife]]:
    """The cards to which something happened on or after a day, one after the other.

    Of one owner, those that were his before or since among them; or of everybody (None).
    """
    since = {"first": str(first)}
    yield from _read(_moved_of_all.rows(**since) if owner is None else _moved_his.rows(owner=owner, **since))


def lives_of(owner: int, first: date) -> Iterator[tuple[int, CardLife]]:
    """The cards somebody has had on hand on or after a day, those to which nothing happened among them.

    Some more may be among them: rules.level_grid tells which were his, and when.
    """
    yield from _read(_of_sheet.rows(owner=owner, first=str(first)))


def _read(rows: Collection[tuple[Any, ...]]) -> Iterator[tuple[int, CardLife]]:
    for card, of_card in groupby(rows, key=itemgetter(0)):
        yield card, _life_of(list(of_card))


def _life_of(rows: Collection[tuple[Any, ...]]) -> CardLife:
    (_card, opened_on, level, state, owner, *_step), *_others = rows
    steps = tuple(_step_of(row[5:]) for row in rows if row[5] is not None)
    return CardLife(date.fromisoformat(opened_on), level, state, owner, steps)


def _step_of(row: tuple[Any, ...]) -> Step:
    day, *others = row
    return Step(date.fromisoformat(day), *others)
