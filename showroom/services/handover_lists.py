"""What was handed over, what of it can be taken back, and what a handover list says (req 46)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, Final

from peewee import fn

from showroom.errors import Refused
from showroom.forms.handover import Handed, HandedCard, HandoverList, ranked
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.handover import Handover, HandoverCard
from showroom.models.staff import Staff
from showroom.rules import handover as rule
from showroom.rules.duties import Duty
from showroom.rules.handover import HandoverKind
from showroom.services import handover, handover_cards, lists, settings
from showroom.services.desk import Desk
from showroom.services.sheet_owners import record_print as record

# Earlier handovers that are listed; the acts keep all.
LISTED: Final = 60

_giver, _by = Staff.alias(), Staff.alias()


def _was_handed() -> Any:
    """Handovers that have a list of their own: what a reverse took back stands on the one it reverses."""
    return (Handover.kind != str(HandoverKind.REVERSE)) & Handover.removed_at.is_null()


def _handovers(which: Any) -> Any:
    reverse = Handover.alias()
    reversed_on = (
        reverse.select(reverse.day)
        .where(reverse.reverses == Handover.id, reverse.removed_at.is_null())
        .limit(1)
    )
    return (
        Handover.select(
            Handover.id,
            Handover.kind,
            Handover.giver,
            _giver.name,
            _giver.active,
            _by.name,
            Handover.day,
            Handover.first_day,
            Handover.last_day,
            Handover.reason,
            reversed_on,
        )
        .join(_giver, on=(Handover.giver == _giver.id))
        .switch(Handover)
        .join(_by, on=(Handover.by == _by.id))
        .where(Handover.removed_at.is_null(), which)
        .order_by(Handover.id.desc())
        .limit(LISTED)
    )


_earlier = Compiled(lambda: _handovers(Handover.removed_at.is_null()))
_one = Compiled(lambda: _handovers(Handover.id == slot("handover")))
_last_of = Compiled(lambda: _handovers((Handover.giver == slot("giver")) & _was_handed()))
_last_day = Compiled(lambda: Handover.select(fn.MAX(Handover.day)).where(_was_handed()))
_of_day = Compiled(
    lambda: (
        Handover.select(Handover.id, Handover.giver)
        .where(Handover.day == slot("day"), _was_handed())
        .order_by(Handover.id)
    )
)
_shares = Compiled(
    lambda: (
        HandoverCard.select(
            HandoverCard.handover, Staff.name, HandoverCard.stayed == "", fn.COUNT(HandoverCard.id)
        )
        .join(Staff, on=(HandoverCard.receiver == Staff.id))
        .where(
            HandoverCard.handover >= slot("first"),
            HandoverCard.handover <= slot("last"),
            HandoverCard.removed_at.is_null(),
        )
        .group_by(HandoverCard.handover, HandoverCard.receiver, HandoverCard.stayed == "")
        .order_by(HandoverCard.handover, Staff.id)
    )
)


def handovers(desk: Desk) -> tuple[Handed, ...]:
    """The last handovers and covers, the newest first. Three statements. Raises Denied."""
    desk.require(Duty.HAND_OVER)
    with desk.reading():
        return _told(_earlier.rows(), desk.clock.today())


def reversal(desk: Desk, wanted: int) -> tuple[HandedCard, ...]:
    """The cards of a handover as taking it back would leave them: `stayed` says why one stays.

    Raises Denied; Refused where it cannot be taken back.
    """
    desk.require(Duty.HAND_OVER)
    with desk.reading():
        back = handover.to_go_back(wanted, desk.clock.today())
        stays = {card.prospect: stayed for card, stayed in back}
        found = handover_cards.of_handover(desk, wanted)
    return tuple(replace(card, stayed=stays.get(card.prospect, "")) for card in found)


def last_of(desk: Desk, giver: int) -> int | None:
    """The last handover or cover of somebody's cards, None where there is none. Raises Denied."""
    desk.require(Duty.PRINT_HANDOVER_LIST)
    found = _last_of.first(giver=giver)
    return None if found is None else int(found[0])


def of_day(desk: Desk, day: date | None = None, giver: int | None = None) -> tuple[int, ...]:
    """The handovers and covers made on a day, or on the last day with one, as they came; of one giver where
    one is named. Raises Denied.
    """
    desk.require(Duty.PRINT_HANDOVER_LIST)
    if day is None:
        last = _last_day.first()
        if last is None or last[0] is None:
            return ()
        day = date.fromisoformat(last[0])
    return tuple(one for one, who in _of_day.rows(day=str(day)) if giver in (None, who))


def handover_list(desk: Desk, wanted: int) -> HandoverList:
    """One handover with its cards as they stand now, for the sheet. Raises Denied, Refused."""
    desk.require(Duty.PRINT_HANDOVER_LIST)
    with desk.reading():
        rows = _one.rows(handover=wanted)
        if not rows:
            raise Refused("E-NO-HANDOVER", mark("This handover is not on file. Nothing was changed."))
        facts = settings.facts()
        return HandoverList(
            _told(rows, desk.clock.today())[0],
            ranked(handover_cards.of_handover(desk, wanted)),
            facts.dealer,
            facts.dealer_short,
            lists.current(),
        )


def record_print(
    desk: Desk, wanted: Collection[int], *, blank: bool = False, token: str | None = None
) -> str:
    """Record that the lists of these handovers were printed; the export number. Raises Denied (Q10)."""
    subject = Handover._meta.table_name
    return record(desk, Duty.PRINT_HANDOVER_LIST, subject, wanted, token=token, blank=blank)


def _told(rows: list[tuple[Any, ...]], today: date) -> tuple[Handed, ...]:
    """Handovers with the shares of their receivers."""
    if not rows:
        return ()
    shares: dict[int, list[tuple[str, int]]] = {}
    stayed: Counter[int] = Counter()
    for one, name, went, count in _shares.rows(first=rows[-1][0], last=rows[0][0]):
        if went:
            shares.setdefault(one, []).append((name, count))
        else:
            stayed[one] += count
    return tuple(_handed(row, tuple(shares.get(row[0], ())), stayed[row[0]], today) for row in rows)


def _handed(row: tuple[Any, ...], shares: tuple[tuple[str, int], ...], stayed: int, today: date) -> Handed:
    one, kind, giver, giver_name, active, by, day, first_day, last_day, reason, reversed_on = row
    made_on = date.fromisoformat(day)
    for_good = kind == HandoverKind.FOR_GOOD and reversed_on is None and bool(active)
    return Handed(
        handover=one,
        kind=HandoverKind(kind),
        giver=giver,
        giver_name=giver_name,
        by=by,
        day=made_on,
        first_day=date.fromisoformat(first_day),
        last_day=_day(last_day),
        reason=reason,
        shares=shares,
        stayed=stayed,
        can_be_reversed=for_good and rule.can_be_reversed(made_on, today),
        reversed_on=_day(reversed_on),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
