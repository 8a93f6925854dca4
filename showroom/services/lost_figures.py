"""What was lost in a period: how many of how many, why, at which stage, and who was late (req 19, 23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from peewee import JOIN, fn

from showroom.forms.lost_analysis import Loss, Losses
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import CardMove, Prospect
from showroom.models.sale import Drive
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.prospect_numbers import number_of
from showroom.services import due_list, figures_cards, figures_reading, lists, privacy, roll_forward
from showroom.services.desk import Desk
from showroom.services.figure_facts import owner_before_step, whose_then

_decider = Staff.alias()


def _until_then(table: Any, which: Any, what: Any) -> Any:
    """A subquery over the rows of a card up to the day of its loss."""
    return table.select(what).where(which, table.day <= CardMove.day, table.removed_at.is_null())


def _lost() -> Any:
    """The rows of `_loss`: every step by which a card was lost within some days, the newest first."""
    drive, row, follow_up = Drive.alias(), TrafficEntry.alias(), FollowUp.alias()
    own = follow_up.prospect == Prospect.id
    came = (row.customer == Prospect.customer) & (row.day >= Prospect.opened_on) & (row.void == "")
    return (
        CardMove.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.customer,
            Prospect.owner,
            owner_before_step(CardMove),
            Prospect.model_of_interest,
            Customer.name,
            Customer.sex,
            CardMove.day,
            CardMove.level_before,
            LostRequest.reason,
            LostRequest.analysis,
            LostRequest.bought,
            LostRequest.price_gap,
            LostRequest.stage,
            LostRequest.late_days,
            LostRequest.instruction,
            _decider.name,
            _until_then(follow_up, own, fn.COUNT(follow_up.id)),
            _until_then(row, came, fn.COUNT(row.id)),
            _until_then(drive, drive.prospect == Prospect.id, fn.COUNT(drive.id)),
            _until_then(follow_up, own & follow_up.reached, fn.MAX(follow_up.day)),
            _until_then(row, came, fn.MAX(row.day)),
        )
        .join(Prospect)
        .join(Customer)
        .switch(CardMove)
        .join(
            LostRequest,
            JOIN.LEFT_OUTER,
            on=((LostRequest.move == CardMove.id) & LostRequest.removed_at.is_null()),
        )
        .join(_decider, JOIN.LEFT_OUTER, on=(LostRequest.decided_by == _decider.id))
        .where(
            CardMove.day.between(slot("first"), slot("last")),
            CardMove.move == str(Move.LOST),
            CardMove.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(CardMove.day.desc(), CardMove.id.desc())
    )


_losses = Compiled(_lost)
_staff = Compiled(lambda: Staff.select(Staff.id, Staff.name))
_phones = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .join(Prospect, on=(Prospect.customer == Phone.customer))
        .join(CardMove, on=(CardMove.prospect == Prospect.id))
        .where(
            CardMove.day.between(slot("first"), slot("last")),
            CardMove.move == str(Move.LOST),
            CardMove.removed_at.is_null(),
            Phone.removed_at.is_null(),
        )
        .distinct()
        .order_by(Phone.id)
    )
)


def losses(desk: Desk, first: date, last: date, owner: int | None = None) -> Losses:
    """What was lost from one day to another: of one consultant, or of everybody for who sees the team.

    A card counts for whoever had it then. A fixed number of statements. Raises Denied.
    """
    owner = due_list.whose(desk, owner)
    with desk.reading():
        return read(desk, first, last, owner)


def read(desk: Desk, first: date, last: date, owner: int | None) -> Losses:
    """The same for whom `due_list.whose` found, within an open reading."""
    days = {"first": str(first), "last": str(last)}
    groups = {str(one.code): one.category for one in lists.current()["lost_reason"]}
    asked = figures_reading.add(
        one for one in figures_cards.requests(first, last) if owner in (None, one.whose)
    )
    return Losses(
        first,
        last,
        tuple(_of(owner, _rows(desk, days, groups))),
        cards=sum(owner in (None, one.held_by) for one in roll_forward.standings(owner, first, last)),
        requests=asked.get("lost_requests", 0),
        clear=asked.get("lost_clear", 0),
        rejected=asked.get("lost_rejected", 0),
    )


def _of(owner: int | None, rows: Iterable[Loss]) -> Iterable[Loss]:
    return (row for row in rows if owner in (None, row.owner))


def _rows(desk: Desk, days: dict[str, str], groups: Mapping[str, str]) -> list[Loss]:
    eyes, names = privacy.eyes_of(desk), dict(_staff.rows())
    numbers: dict[int, list[str]] = {}
    for customer, key in _phones.rows(**days):
        numbers.setdefault(customer, []).append(key)
    return [_loss(row, eyes, names, numbers, groups) for row in _losses.rows(**days)]


def _loss(
    row: tuple[Any, ...],
    eyes: privacy.Eyes,
    names: Mapping[int, str],
    numbers: Mapping[int, list[str]],
    groups: Mapping[str, str],
) -> Loss:
    card, opened_on, customer, now, then, model, name, sex, day, level, *asked = row
    reason, analysis, bought, price_gap, stage, late_days, opinion, decided_by, *counted = asked
    follow_ups, visits, drives, reached_on, came_on = counted
    owner = whose_then(then, now)
    spoken = max(reached_on or "", came_on or "")
    return Loss(
        prospect=card,
        number=number_of(card, date.fromisoformat(opened_on)),
        day=date.fromisoformat(day),
        owner=owner,
        owner_name=names.get(owner or 0, ""),
        name=name,
        sex=sex,
        phones=tuple(eyes.phone(number, owner) for number in numbers.get(customer, ())),
        model=model,
        level=level,
        bought=bought or "",
        reason=reason or "",
        group=groups.get(reason or "", ""),
        analysis=analysis or "",
        price_gap=price_gap,
        stage=stage or "",
        late_days=late_days or 0,
        contacts=follow_ups + visits,
        drives=drives,
        last_contact=date.fromisoformat(spoken) if spoken else None,
        opinion=opinion or "",
        decided_by=decided_by or "",
    )
