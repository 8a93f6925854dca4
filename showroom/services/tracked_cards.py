"""The cards of a tracking sheet: which stand on it, how they stood on its last day, the latest contacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from peewee import JOIN, Case, Select, Value, fn

from showroom.forms.tracking_sheet import CONTACTS, TrackedContact
from showroom.models.base import slot
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DORMANT, OPEN, CardMove, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.level import CardState
from showroom.services.whose_cards import by_every_owner, of_whom

# What a card becomes by a step that closes or opens it; the steps that close one.
_STATE_AFTER: Final = {
    Move.DELIVERED: CardState.DELIVERED,
    Move.LOST: CardState.LOST,
    Move.DORMANT: CardState.DORMANT,
    Move.WITHDRAWN: CardState.WITHDRAWN,
    Move.RETURNED: CardState.OPEN,
}
LEAVING: Final = sorted(move for move, state in _STATE_AFTER.items() if state != CardState.OPEN)
_MIDNIGHT: Final = "00:00:00"


def on_sheet(whose: Any) -> Any:
    """The condition on `Prospect`: opened by `last`, and open now or closed on or after `first`.

    A card that was closed before and is open again stands among them too: `standing` tells.
    """
    left = CardMove.alias()
    closed = left.select(left.prospect).where(
        left.day >= slot("first"), left.move.in_(LEAVING), left.removed_at.is_null()
    )
    return (
        whose
        & Prospect.removed_at.is_null()
        & (Prospect.opened_on <= slot("last"))
        & ((Prospect.state == OPEN) | Prospect.id.in_(closed))
    )


def _moves(whose: Any) -> Any:
    """The steps by which these cards closed or opened, and all they took after the last day."""
    return (
        CardMove.select(
            CardMove.prospect,
            CardMove.id,
            CardMove.day,
            CardMove.move,
            CardMove.level_before,
            CardMove.reason,
        )
        .join(Prospect)
        .where(
            CardMove.removed_at.is_null(),
            CardMove.move.in_(sorted(_STATE_AFTER)) | (CardMove.day > slot("last")),
            on_sheet(whose),
        )
        .order_by(CardMove.prospect, CardMove.id)
    )


def _visits(whose: Any) -> Any:
    """The rows of the log that count as contacts of a card: from its opening until it closed."""
    step = CardMove.alias()
    closed = step.select(fn.MAX(step.day)).where(step.prospect == Prospect.id, step.removed_at.is_null())
    until = Case(None, [(Prospect.state.in_((OPEN, DORMANT)), slot("last"))], closed)
    return (
        Prospect.select(Prospect.id, TrafficEntry.day, TrafficEntry.arrived, Value(0), TrafficEntry.id)
        .join(TrafficEntry, on=(TrafficEntry.customer == Prospect.customer))
        .where(
            TrafficEntry.day.between(Prospect.opened_on, slot("last")),
            TrafficEntry.day <= until,
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
            on_sheet(whose),
        )
    )


def _newest_follow_ups(whose: Any) -> Any:
    """As many of each card as are shown: of the others nobody need know more than how many they are."""
    told = FollowUp.alias()
    newest = (
        told.select(told.id)
        .where(told.prospect == Prospect.id, told.removed_at.is_null(), told.day <= slot("last"))
        .order_by(told.day.desc(), fn.COALESCE(told.time, _MIDNIGHT).desc(), told.id.desc())
        .limit(len(CONTACTS))
    )
    return (
        Prospect.select(
            Prospect.id.alias("card"),
            FollowUp.day.alias("day"),
            fn.COALESCE(FollowUp.time, _MIDNIGHT).alias("at"),
            FollowUp.id.alias("follow_up"),
            Value(0).alias("entry"),
        )
        .join(FollowUp, on=FollowUp.id.in_(newest))
        .where(on_sheet(whose))
    )


def _followed_up(whose: Any) -> Any:
    """How many follow-ups each card has up to the last day."""
    return (
        FollowUp.select(FollowUp.prospect, fn.COUNT(FollowUp.id))
        .join(Prospect)
        .where(FollowUp.removed_at.is_null(), FollowUp.day <= slot("last"), on_sheet(whose))
        .group_by(FollowUp.prospect)
    )


def _latest(whose: Any) -> Any:
    """The newest contacts of each card with their places from the newest, and how many are rows of the log.

    Only what orders them is ranked; the words are fetched for the few that are shown.
    """
    one = _newest_follow_ups(whose).union_all(_visits(whose)).alias("contact")
    newest_first = [one.c.day.desc(), one.c.at.desc(), one.c.follow_up.desc(), one.c.entry.desc()]
    place = fn.ROW_NUMBER().over(partition_by=[one.c.card], order_by=newest_first)
    on_log = fn.SUM(Case(None, [(one.c.entry > 0, 1)], 0)).over(partition_by=[one.c.card])
    ranked = Select(
        (one,),
        (one.c.card, one.c.day, one.c.follow_up, one.c.entry, place.alias("place"), on_log.alias("on_log")),
    ).alias("ranked")
    said, row = FollowUp.alias(), TrafficEntry.alias()
    return (
        Select(
            (ranked,),
            (
                ranked.c.card,
                ranked.c.day,
                ranked.c.place,
                ranked.c.on_log,
                said.method,
                said.said,
                said.reached,
                said.level_before,
                said.level_after,
                row.traffic_type,
                row.note,
                row.level,
            ),
        )
        .join(said, JOIN.LEFT_OUTER, on=(said.id == ranked.c.follow_up))
        .join(row, JOIN.LEFT_OUTER, on=(row.id == ranked.c.entry))
        .where(ranked.c.place <= len(CONTACTS))
        .order_by(ranked.c.card, ranked.c.place.desc())
    )


_taken, _said = of_whom(_moves, by_every_owner), of_whom(_latest, by_every_owner)
_counted = of_whom(_followed_up, by_every_owner)


@dataclass(frozen=True)
class Standing:
    """What a card was on the last day; `move`, `day` and `reason` are of the step that closed it."""

    state: str
    level: str
    move: int = 0
    day: date | None = None
    reason: str = ""


def standings(owner: int | None, now: dict[int, tuple[str, str]], **period: str) -> dict[int, Standing]:
    """What each card was, from what it is `now` (state and level) and its steps."""
    found = {card: Standing(*stands) for card, stands in now.items()}
    for card, rows in groupby(_taken.rows(owner, **period), lambda row: row[0]):
        if card in found:
            found[card] = _then(found[card].level, [row[1:] for row in rows], period["last"])
    return found


def _then(level: str, steps: list[tuple[Any, ...]], last: str) -> Standing:
    later = [before for _move, day, _kind, before, _reason in steps if day > last]
    stood = Standing(OPEN, later[0] if later else level)
    for move, day, kind, _before, reason in steps:
        if day <= last and kind in _STATE_AFTER:
            state = str(_STATE_AFTER[Move(kind)])
            left = state != OPEN
            stood = Standing(
                state,
                stood.level,
                move if left else 0,
                date.fromisoformat(day) if left else None,
                reason if left else "",
            )
    return stood


def latest(owner: int | None, **period: str) -> dict[int, tuple[TrackedContact, ...]]:
    """The latest three contacts of each card up to the last day, the oldest first."""
    told, rows = dict(_counted.rows(owner, **period)), _said.rows(owner, **period)
    return {
        card: tuple(_contacts(of_card, told.get(card, 0)))
        for card, of_card in groupby(rows, lambda row: row[0])
    }


def _contacts(rows: Iterator[tuple[Any, ...]], follow_ups: int) -> Iterator[TrackedContact]:
    stood = ""
    for _card, day, place, visits, method, said, reached, before, after, kind, note, level in rows:
        on_log = method is None
        left_at = level if on_log else after
        yield TrackedContact(
            ordinal=follow_ups + visits - place + 1,
            day=date.fromisoformat(day),
            method=kind if on_log else method,
            said=note if on_log else said,
            on_log=on_log,
            reached=on_log or bool(reached),
            level_before=("" if on_log else before) or stood,
            level_after=left_at,
        )
        stood = left_at or stood
