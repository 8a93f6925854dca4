"""今日: all that waits for one consultant or for the team, read at one instant (req 24, 43–45)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from peewee import JOIN, fn

from showroom.forms.today import CallbackRow, ExpectedRow, OverstayRow, StepRow, Today
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import DELIVERED, OPEN, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.appointments import State
from showroom.rules.callback import Stage, first_callback
from showroom.rules.due import window_end
from showroom.rules.duties import Duty
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType, Visit, visit_of
from showroom.services import birthdays, drive, due_list, instructions, lost_request_list, revealed
from showroom.services.desk import Desk
from showroom.services.due_list import DueList
from showroom.services.visits import earlier_visit
from showroom.services.whose_cards import by_every_owner, of_whom

# First visits older than this are followed up by their level's clock like any other card.
CALLBACK_DAYS: Final = 3
STEP_DAYS: Final = 7
# Guests who did not come are asked about until somebody says why, as far back as an appointment may lie
# ahead; steps after a delivery are reminded of for so long.
MISSED_DAYS: Final = 365
AFTER_DELIVERY_DAYS: Final = 90
# What was decided about one's own requests is told for so long.
DECIDED_DAYS: Final = 7

_entry = TrafficEntry.alias()


def _first_visits(whose: Any) -> Any:
    """Rows of the log of some days whose guest has an open card and a number, and nobody reached since."""
    reached, number = FollowUp.alias(), Phone.alias()
    since = (reached.day > _entry.day) | ((reached.day == _entry.day) & (reached.time >= _entry.arrived))
    answered = reached.select(reached.id).where(
        reached.prospect == Prospect.id, reached.reached, reached.removed_at.is_null(), since
    )
    return (
        _entry.select(
            _entry.id,
            _entry.day,
            _entry.arrived,
            _entry.traffic_type,
            _entry.purpose,
            _entry.visit_override,
            earlier_visit(_entry),
            Prospect.id,
            Prospect.level,
            Prospect.owner,
            Prospect.model_of_interest,
            Customer.id,
            Customer.name,
        )
        .join(Customer)
        .join(Prospect)
        .where(
            _entry.day.between(slot("first"), slot("last")),
            _entry.removed_at.is_null(),
            _entry.void == "",
            _entry.level_reconfirmed == "",
            _entry.traffic_type.in_(sorted(IN_SHOWROOM)),
            _entry.purpose.in_(sorted(PURCHASE_PURPOSES)),
            Prospect.state == OPEN,
            Prospect.removed_at.is_null(),
            fn.EXISTS(
                number.select(number.id).where(number.customer == Customer.id, number.removed_at.is_null())
            ),
            ~fn.EXISTS(answered),
            whose,
        )
        .order_by(_entry.day, _entry.arrived, _entry.number, Prospect.id.desc())
    )


def _appointments(whose: Any) -> Any:
    return (
        Appointment.select(
            Appointment.id,
            Appointment.revision,
            Prospect.id,
            Customer.id,
            Customer.name,
            Appointment.kind,
            Appointment.day,
            Appointment.time,
            Prospect.owner,
            Staff.name,
            Prospect.model_of_interest,
            Appointment.car,
            Appointment.state,
            drive.is_recorded(),
        )
        .join(Prospect)
        .join(Customer)
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER, on=(Prospect.owner == Staff.id))
        .where(
            Appointment.day.between(slot("first"), slot("last")),
            Appointment.removed_at.is_null(),
            Prospect.removed_at.is_null(),
            Appointment.state != str(State.CANCELLED),
            (Appointment.day == slot("last"))
            | (Appointment.state == str(State.EXPECTED))
            | ((Appointment.state == str(State.NOT_COME)) & (Appointment.no_show_reason == "")),
            whose,
        )
        .order_by(Appointment.day, Appointment.time, Appointment.id)
    )


def _steps(whose: Any) -> Any:
    recent = (Prospect.state == DELIVERED) & (Prospect.delivered_on >= slot("delivered_since"))
    return (
        OrderStep.select(
            OrderStep.id,
            OrderStep.revision,
            SalesOrder.id,
            Prospect.id,
            Customer.name,
            OrderStep.kind,
            OrderStep.due_on,
            SalesOrder.model,
            SalesOrder.colour,
            OrderStep.amount,
            Prospect.owner,
        )
        .join(SalesOrder)
        .join(Prospect)
        .join(Customer)
        .where(
            OrderStep.due_on <= slot("last"),
            OrderStep.done_on.is_null(),
            OrderStep.removed_at.is_null(),
            SalesOrder.cancelled_on.is_null(),
            SalesOrder.removed_at.is_null(),
            Prospect.removed_at.is_null(),
            Prospect.state.in_((OPEN, DELIVERED)),
            (Prospect.state == OPEN) | recent,
            whose,
        )
        .order_by(OrderStep.due_on, OrderStep.id)
    )


_visits_to_call_back, _expected = of_whom(_first_visits), of_whom(_appointments)
_waiting_steps = of_whom(_steps, by_every_owner)
_by_method = Compiled(
    lambda: (
        FollowUp.select(FollowUp.by, FollowUp.method, FollowUp.reached, fn.COUNT(FollowUp.id))
        .where(
            FollowUp.by.in_(Staff.select(Staff.id)),
            FollowUp.day == slot("day"),
            FollowUp.removed_at.is_null(),
        )
        .group_by(FollowUp.by, FollowUp.method, FollowUp.reached)
    )
)


def today(desk: Desk, day: date | None = None, owner: int | None = None) -> Today:
    """The page of a day (today): of one consultant, or without `owner` one's own.

    Who sees the team and names no owner is shown everybody's cards with a line for each consultant. A fixed
    number of statements, however many cards there are. Raises Denied.
    """
    owner = due_list.whose(desk, owner)
    with desk.reading():
        found = due_list.read(desk, owner, day, ticked=True)
        asked = lost_request_list.on_day(desk, owner, found.day - timedelta(DECIDED_DAYS))
        sees_team = desk.may(Duty.SEE_TEAM)
        done, tried = _made(found)
        return Today(
            found.day,
            found.owner,
            rows=found.rows(),
            callbacks=tuple(_callbacks(desk, found)),
            expected=tuple(sorted(_guests(desk, found), key=_hour)),
            steps=tuple(sorted(_order_steps(found), key=lambda row: row.due_on)),
            overstayed=tuple(sorted(_overstayed(found), key=lambda row: row.window_end)),
            birthdays=birthdays.near(found.owner, found.day, found.covered_on),
            team=found.team() if found.owner is None else (),
            done=tuple(done.most_common()),
            tried=tried,
            requests=asked.pending,
            decided=asked.decided,
            instructions=asked.instructions,
            told=instructions.standing(desk, owner),
            to_reassign=found.late(found.facts.reassign_after_days) if sees_team else (),
            revealed=revealed.on_day(desk, found.day) if sees_team and found.owner is None else (),
        )


def _callbacks(desk: Desk, found: DueList) -> Iterator[CallbackRow]:
    now, seen = desk.clock.local(), set()
    first = found.day - timedelta(CALLBACK_DAYS)
    for row in _visits_to_call_back.rows(
        found.owner, found.covered_on, first=str(first), last=str(found.day)
    ):
        entry, day, arrived, kind, purpose, override, earlier, card, level, owner, model, customer, name = row
        visit = visit_of(
            TrafficType(kind),
            purpose,
            date.fromisoformat(day),
            date.fromisoformat(earlier) if earlier else None,
            Visit(override) if override else None,
        )
        arrived_at = _at(day, arrived, now)
        callback = first_callback(
            arrived_at, now, first=visit is Visit.FIRST, reachable=True, confirmed=False
        )
        if callback is None or callback.stage is Stage.DONE or entry in seen:
            continue
        # Of two wishes of one guest the newer is called about.
        seen.add(entry)
        phone = found.phone(customer, owner)
        yield CallbackRow(card, name, level, model, phone, owner, callback)


def _guests(desk: Desk, found: DueList) -> Iterator[ExpectedRow]:
    now, first = desk.clock.local(), found.day - timedelta(MISSED_DAYS)
    for row in _expected.rows(found.owner, found.covered_on, first=str(first), last=str(found.day)):
        one, revision, card, customer, name, kind, day, at, owner, owner_name, model, car, state = row[:13]
        yield ExpectedRow(
            one,
            revision,
            card,
            name,
            found.phone(customer, owner),
            kind,
            date.fromisoformat(day),
            _at(day, at, now) if at else None,
            owner,
            owner_name or "",
            model,
            car,
            state,
            bool(row[13]),
        )


def _order_steps(found: DueList) -> Iterator[StepRow]:
    last, since = found.day + timedelta(STEP_DAYS), found.day - timedelta(AFTER_DELIVERY_DAYS)
    whose = (found.owner, found.covered_on)
    for row in _waiting_steps.rows(*whose, last=str(last), delivered_since=str(since)):
        step, revision, order, card, name, kind, due_on, model, colour, amount, owner = row
        due = date.fromisoformat(due_on)
        yield StepRow(step, revision, order, card, name, kind, due, model, colour, amount, owner)


def _overstayed(found: DueList) -> Iterator[OverstayRow]:
    """Cards past the end of their level's window (req 31, 32): what is promised soon has not come."""
    for card in found.cards:
        since = card.standing.level_since
        end = window_end(card.level, since, found.terms.rules_on(since))
        if end is not None and end < found.day and not card.standing.dormant:
            days = (found.day - since).days
            yield OverstayRow(card.prospect, card.name, card.level, days, end, card.owner)


def _made(found: DueList) -> tuple[Counter[str], int]:
    """The contacts of the day by method, and how many tries reached nobody."""
    counts, tried = Counter[str](), 0
    for by, method, reached, count in _by_method.rows(day=str(found.day)):
        if found.owner not in (None, by):
            continue
        if reached:
            counts[method] += count
        else:
            tried += count
    return counts, tried


def _hour(row: ExpectedRow) -> tuple[date, time]:
    return row.day, row.at.time() if row.at else time.min


def _at(day: str, at: str, now: datetime) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), now.tzinfo)
