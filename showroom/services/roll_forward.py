"""The cards on hand on a past day, and how they became those of a later one (forms 2.3; issue 6, section 4).

Most cards did nothing in a period: those are counted where they stand, in SQL. Only of the others are the
steps read, and told by `rules.roll_forward`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

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
    stages,
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


def _his_since() -> Any:
    """The cards of somebody to which something happened on or after a day, and those that were his since.

    Each of the four by an index over days: that of owners would walk every card he ever had.
    """
    card, step, given, got = Prospect.alias(), CardMove.alias(), CardMove.alias(), CardMove.alias()
    his = fn.COALESCE(card.owner, 0) == slot("owner")

    def since(move: Any, whose: Any) -> Any:
        return (whose, move.day >= slot("first"), move.removed_at.is_null())

    opened = card.select(card.id).where(his, card.opened_on >= slot("first"))
    stepped = step.select(step.prospect).join(card, on=(card.id == step.prospect))
    return (
        opened.union_all(stepped.where(*since(step, his)))
        .union_all(given.select(given.prospect).where(*since(given, given.owner_before == slot("owner"))))
        .union_all(got.select(got.prospect).where(*since(got, got.owner_after == slot("owner"))))
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
    """The cards to which something happened on or after a day, each of both by an index over days."""
    card = Prospect.alias()
    return card.select(card.id).where(card.opened_on >= slot("first")).union_all(_stepped())


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


def _about(which: Any) -> Any:
    """Whose wish a card is, and for which car."""
    return Prospect.select(Prospect.id, Prospect.customer, Prospect.model_of_interest).where(
        which, Prospect.removed_at.is_null()
    )


_counted: Final = of_whom(
    lambda whose: _still(whose, Prospect.level, fn.COUNT(Prospect.id)).group_by(Prospect.level),
    by_every_owner,
)
_standing: Final = of_whom(
    lambda whose: _still(whose, Prospect.id, Prospect.level, Prospect.owner), by_every_owner
)
_unmoved: Final = of_whom(
    lambda whose: _still(
        whose,
        Prospect.id,
        Prospect.level,
        Prospect.owner,
        Prospect.opened_on,
        Prospect.customer,
        Prospect.model_of_interest,
    ),
    by_every_owner,
)
_about_his: Final = Compiled(lambda: _about(Prospect.id.in_(_his_since())))
_about_all: Final = Compiled(lambda: _about(Prospect.id.in_(_since())))
_moved_his: Final = Compiled(lambda: _lives(Prospect.id.in_(_his_since())))
_moved_of_all: Final = Compiled(lambda: _lives(Prospect.id.in_(_since())))
_of_sheet: Final = Compiled(
    lambda: _lives(
        (Prospect.owner == slot("owner")) & (Prospect.state == OPEN) | Prospect.id.in_(_his_since())
    )
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


def evenings(owner: int | None, days: Sequence[date]) -> Mapping[date, Counter[str]]:
    """How many cards of each level were on hand at the end of each of some days, in their order.

    Of one owner or of everybody (None). Two statements, within an open reading.
    """
    since = days[0] + _DAY
    still: Counter[str] = Counter()
    for level, cards in _counted.rows(owner, first=str(since)):
        still[counted_level(level)] += cards
    found = {day: Counter(still) for day in days}
    for _card, life in lives(owner, since):
        told = list(stages(life))
        for stage, next_one in zip(told, [*told[1:], None], strict=True):
            if not stage.after.on_hand or owner not in (None, stage.after.owner):
                continue
            level = counted_level(stage.after.level)
            end = len(days) if next_one is None else bisect_left(days, next_one.day)
            for day in days[bisect_left(days, stage.day) : end]:
                found[day][level] += 1
    return found


class OnHand(NamedTuple):
    """A card that was on hand some time in a period: as the period began, at its end (None where it was not).

    `held_by` is who had it on hand last.
    """

    card: int
    customer: int
    model: int | None
    opened_on: date
    opening: Standing | None
    closing: Standing | None
    held_by: int | None


def standings(owner: int | None, first: date, last: date) -> Iterator[OnHand]:
    """Every card that was on hand some time from `first` to `last`, in three statements.

    Of one owner, those that were his among some others; or of everybody (None). Within an open reading.
    """
    for card, level, his, opened_on, customer, model in _unmoved.rows(owner, first=str(first)):
        stood = Standing(level, OPEN, his)
        yield OnHand(card, customer, model, date.fromisoformat(opened_on), stood, stood, his)
    since = {"first": str(first)}
    told = _about_all.rows(**since) if owner is None else _about_his.rows(owner=owner, **since)
    about = {card: (customer, model) for card, customer, model in told}
    for card, life in lives(owner, first):
        customer, model = about[card]
        found = _on_hand(life, first, last)
        if found is not None:
            opening, closing, held_by = found
            yield OnHand(card, customer, model, life.opened_on, opening, closing, held_by)


def _on_hand(
    life: CardLife, first: date, last: date
) -> tuple[Standing | None, Standing | None, int | None] | None:
    """Where a card stood as a period began and ended, and who had it last; None where it never counted."""
    opening: Standing | None = None
    held: Standing | None = None
    closing: Standing | None = None
    for stage in stages(life):
        if stage.day > last:
            break
        closing = stage.after
        if stage.day < first:
            opening = held = stage.after if stage.after.on_hand else None
        elif stage.after.on_hand:
            held = stage.after
    if held is None:
        return None
    return opening, closing if closing is not None and closing.on_hand else None, held.owner


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


def lives_among(which: Any) -> Compiled:
    """A statement for the lives of the cards that a query names by their ids; `told` reads its rows."""
    return Compiled(lambda: _lives(Prospect.id.in_(which())))


def told(rows: Collection[tuple[Any, ...]]) -> Iterator[tuple[int, CardLife]]:
    """The rows of `lives_among` as lives."""
    yield from _read(rows)


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
