"""What contacts, plans and appointments count (forms 2.3, 2.7; req 19, 24)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from peewee import Value, fn

from showroom.models.base import Compiled, slot
from showroom.models.daily_report import DailyReport, ReportRow
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.appointments import State
from showroom.services.figure_facts import Fact, day_of, keyed, owner_then, whose_then
from showroom.services.figures_sales import had_a_car

_KNOWN: Final = (str(State.ARRIVED), str(State.NOT_COME))


def _contacts(*which: Any) -> Any:
    return (
        FollowUp.select(
            FollowUp.id,
            FollowUp.day,
            FollowUp.by,
            FollowUp.reached,
            Prospect.id,
            Prospect.customer,
            had_a_car(Prospect.customer, FollowUp.day),
        )
        .join(Prospect)
        .where(
            FollowUp.day.between(slot("first"), slot("last")),
            FollowUp.removed_at.is_null(),
            Prospect.removed_at.is_null(),
            *which,
        )
        .order_by(FollowUp.day, FollowUp.id)
    )


def _plans() -> Any:
    """The planned rows of the reports of some days, and whether their customer was heard of that day."""
    spoken, row = FollowUp.alias(), TrafficEntry.alias()
    card = Prospect.alias()
    customer = fn.COALESCE(ReportRow.customer, card.customer)
    reached = fn.EXISTS(
        spoken.select(Value(1)).where(
            spoken.prospect == ReportRow.prospect,
            spoken.day == DailyReport.day,
            spoken.reached,
            spoken.removed_at.is_null(),
        )
    )
    came = fn.EXISTS(
        row.select(Value(1)).where(
            row.customer == customer, row.day == DailyReport.day, row.void == "", row.removed_at.is_null()
        )
    )
    return (
        ReportRow.select(
            ReportRow.id,
            DailyReport.day,
            DailyReport.consultant,
            ReportRow.prospect,
            customer,
            reached | came,
        )
        .join(DailyReport)
        .switch(ReportRow)
        .left_outer_join(card, on=(card.id == ReportRow.prospect))
        .where(
            DailyReport.day.between(slot("first"), slot("last")),
            ReportRow.planned,
            ReportRow.removed_at.is_null(),
            DailyReport.removed_at.is_null(),
        )
        .order_by(DailyReport.day, ReportRow.id)
    )


def _appointments() -> Any:
    return (
        Appointment.select(
            Appointment.id,
            Appointment.day,
            Appointment.state,
            Appointment.no_show_reason != "",
            Prospect.id,
            Prospect.customer,
            Prospect.owner,
            owner_then(Appointment.prospect, Appointment.day),
        )
        .join(Prospect)
        .where(
            Appointment.day.between(slot("first"), slot("last")),
            Appointment.state.in_(_KNOWN),
            Appointment.removed_at.is_null(),
            Prospect.removed_at.is_null(),
        )
        .order_by(Appointment.day, Appointment.id)
    )


_logged_by_one = Compiled(lambda: _contacts(FollowUp.by == slot("owner")))
_logged, _planned, _expected = Compiled(_contacts), Compiled(_plans), Compiled(_appointments)


def facts(owner: int | None, first: date, last: date) -> Iterator[Fact]:
    """Contacts of who made them, planned rows of whose report it is, appointments of whose card.

    Of one consultant, plans and appointments of others are among them. Three statements.
    """
    days = {"first": str(first), "last": str(last)}
    logged = _logged.rows(**days) if owner is None else _logged_by_one.rows(owner=owner, **days)
    for talk, day, by, reached, card, customer, has_car in logged:
        spoken = bool(reached)
        counts = keyed(contacts=True, reached=spoken, visited=spoken, base_contacted=spoken and bool(has_car))
        yield Fact(counts, day_of(day), by, "follow_up", talk, customer, card)
    yield from plans(first, last)
    for one, day, state, told, card, customer, now, then in _expected.rows(**days):
        missed = state == State.NOT_COME
        counts = keyed(expected=True, no_show=missed, no_show_told=missed and bool(told))
        yield Fact(counts, day_of(day), whose_then(then, now), "appointment", one, customer, card)


def plans(first: date, last: date) -> Iterator[Fact]:
    """The planned rows of the reports of some days, everybody's, and which were done. One statement."""
    for row, day, consultant, card, customer, done in _planned.rows(first=str(first), last=str(last)):
        counts = keyed(planned=True, planned_done=bool(done))
        yield Fact(counts, day_of(day), consultant, "report_row", row, customer, card)
