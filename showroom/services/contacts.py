"""What was said to the customer of a card so far, and what the form proposes for the next contact."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from peewee import JOIN

from showroom.forms.follow_up import Contact, Proposal
from showroom.models.base import Compiled, slot
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.contacts import Method, usual_activity, usual_purpose
from showroom.rules.criteria import level_of_time, proposed_level
from showroom.rules.due import DORMANT_DAYS, Due, next_due
from showroom.services import level_clock, lists, prospect
from showroom.services.desk import Desk
from showroom.services.level_clock import STATES, ClockedCard, Terms
from showroom.services.prospect import Card

_DAY: Final = timedelta(1)

_entries = Compiled(
    lambda: (
        TrafficEntry.select(
            TrafficEntry.id,
            TrafficEntry.revision,
            TrafficEntry.day,
            TrafficEntry.arrived,
            TrafficEntry.traffic_type,
            TrafficEntry.note,
            TrafficEntry.level,
            Staff.name,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(TrafficEntry.received_by == Staff.id))
        .where(
            TrafficEntry.customer == slot("customer"),
            TrafficEntry.day.between(slot("first"), slot("last")),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
    )
)


def contacts(desk: Desk, card: int) -> tuple[Contact, ...]:
    """Every contact with the customer of a card while it was open, the oldest first, counted from 1.

    Rows of the traffic log are among them, so that nobody types a visit twice. A fixed number of statements.
    Raises Denied, Refused.
    """
    with desk.reading():
        found = prospect.readable(desk, card)
        last = _last_day(found, desk.clock.today())
        values = {"customer": found.customer, "first": str(found.opened_on), "last": str(last)}
        all_of_them = [*_by_follow_up(card), *_by_log(_entries.rows(**values))]
    all_of_them.sort(key=lambda one: (one.day, one.time or time(), one.follow_up or 0, one.entry or 0))
    return tuple(replace(one, ordinal=place) for place, one in enumerate(all_of_them, 1))


def _last_day(found: Card, today: date) -> date:
    """Until when visits are contacts of this card: to its last step where it is closed."""
    steps = prospect.steps_of(found.prospect)
    return today if found.state in STATES else max((step.day for step in steps), default=today)


def _by_follow_up(card: int) -> Iterator[Contact]:
    rows = FollowUp.select(FollowUp, Staff.name.alias("by_name")).join(Staff, on=(FollowUp.by == Staff.id))
    for row in rows.where(FollowUp.prospect == card, FollowUp.removed_at.is_null()).objects():
        yield Contact(
            ordinal=0,
            day=row.day,
            time=row.time,
            method=row.method,
            by=row.by_name,
            said=row.said,
            reached=row.reached,
            follow_up=row.id,
            revision=row.revision,
            activity=row.activity,
            purpose=row.purpose,
            result=row.result,
            level_before=row.level_before,
            level_after=row.level_after,
            criteria=row.criteria,
            reason=row.reason,
            agreed_on=row.agreed_on,
            next_method=row.next_method,
            minutes=row.minutes,
        )


def _by_log(rows: list[tuple[Any, ...]]) -> Iterator[Contact]:
    for entry, revision, day, arrived, kind, note, level, by in rows:
        yield Contact(
            ordinal=0,
            day=date.fromisoformat(day),
            time=time.fromisoformat(arrived),
            method=kind,
            by=by or "",
            said=note,
            reached=True,
            entry=entry,
            revision=revision,
            level_after=level,
        )


def proposal(
    desk: Desk,
    card: int,
    level: str,
    criteria: Collection[str] = (),
    *,
    reached: bool = True,
    method: str = Method.PHONE,
) -> Proposal:
    """What the form proposes for a contact of today that leaves the card at `level`, with these facts ticked.

    Raises Denied, Refused.
    """
    with desk.reading():
        prospect.readable(desk, card)
        terms = level_clock.terms()
        clocked = level_clock.of_card(card, terms)
        groups = {str(one.code): one.category for one in lists.current()["criterion"]}
        stated = Prospect.select(Prospect.purchase_time).where(Prospect.id == card).scalar()
    if clocked is None:
        raise RuntimeError("a card that was just read is there")
    due, next_on = _next(clocked, terms, level, desk.clock.today(), method if reached else "")
    by_facts, by_time = proposed_level(criteria, groups), level_of_time(stated or "")
    disagrees = by_time is not None and by_time != (by_facts or level)
    return Proposal(
        purpose=str(usual_purpose(level) or ""),
        activity=str(usual_activity(level)),
        next_on=next_on,
        due=due,
        level=str(by_facts or ""),
        level_of_time=str(by_time) if disagrees else "",
    )


def _next(clocked: ClockedCard, terms: Terms, level: str, today: date, method: str) -> tuple[Due, date]:
    """The due date after a contact of today, and the day to propose; no `method`: nobody was reached."""
    due, standing = clocked.due, clocked.standing
    if not method:
        return due, today + _DAY
    if standing.dormant and not level:
        return due, today + timedelta(DORMANT_DAYS) if due.day <= today else due.day
    then = replace(
        standing,
        level=level,
        level_since=standing.level_since if level == clocked.level else today,
        reached_on=today,
        reached_how=method,
        agreed_on=None,
        dormant=False,
    )
    due = next_due(then, terms.rules_on, terms.is_workday)
    return due, due.day
