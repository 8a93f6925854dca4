"""What was said to the customer of a card so far, and what the form proposes for the next contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Final

from peewee import JOIN

from showroom.forms.follow_up import Contact, Proposal
from showroom.models.base import Compiled, filled_slots, some_slots
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
# What a contact tells, by its attributes; its ordinal is not known before all are there.
_Told = dict[str, Any]


def contacts(desk: Desk, card: int) -> tuple[Contact, ...]:
    """Every contact with the customer of a card while it was open, the oldest first, counted from 1.

    Rows of the traffic log are among them, so that nobody types a visit twice. A fixed number of statements.
    Raises Denied, Refused.
    """
    with desk.reading():
        found = prospect.readable(desk, card)
        today = desk.clock.today()
        last = max((step.day for step in prospect.steps_of(card)), default=today)
        return of_cards((found,), {card: last}, today)[card]


def of_cards(
    cards: Collection[Card], last_steps: Mapping[int, date], today: date
) -> dict[int, tuple[Contact, ...]]:
    """The same for many cards, of which `last_steps` tells the day of the last step.

    Two statements for a hundred cards.
    """
    talks: defaultdict[int, list[_Told]] = defaultdict(list)
    for owner, one in _by_follow_up([card.prospect for card in cards]):
        talks[owner].append(one)
    visits: defaultdict[int, list[_Told]] = defaultdict(list)
    first = min((card.opened_on for card in cards), default=today)
    for customer, one in _by_log({card.customer for card in cards}, first, today):
        visits[customer].append(one)
    return {card.prospect: _counted(card, talks, visits, last_steps, today) for card in cards}


def _counted(
    card: Card,
    talks: Mapping[int, list[_Told]],
    visits: Mapping[int, list[_Told]],
    last_steps: Mapping[int, date],
    today: date,
) -> tuple[Contact, ...]:
    """Those of one card in their order; visits count from its opening to its last step where it is closed."""
    last = today if card.state in STATES else last_steps.get(card.prospect, today)
    came = (one for one in visits.get(card.customer, ()) if card.opened_on <= one["day"] <= last)
    found = [*talks.get(card.prospect, ()), *came]
    found.sort(key=_when)
    return tuple(Contact(ordinal=place, **one) for place, one in enumerate(found, 1))


def _when(told: _Told) -> tuple[date, time, int, int]:
    return told["day"], told["time"] or time(), told.get("follow_up", 0), told.get("entry", 0)


# So many cards are asked of by one statement.
_AT_ONCE: Final = 100
# What a follow-up tells of itself, under the names a contact has.
_TOLD: Final = (
    "day", "time", "method", "said", "reached", "revision", "activity", "purpose", "result", "level_before",
    "level_after", "criteria", "reason", "agreed_on", "next_method", "minutes",
)  # fmt: skip
_follow_ups = Compiled(
    lambda: (
        FollowUp.select(
            FollowUp.prospect, FollowUp.id, Staff.name, *(FollowUp._meta.fields[name] for name in _TOLD)
        )
        .join(Staff, on=(FollowUp.by == Staff.id))
        .where(FollowUp.prospect.in_(some_slots(_AT_ONCE)), FollowUp.removed_at.is_null())
    )
)


def _by_follow_up(cards: Sequence[int]) -> Iterator[tuple[int, _Told]]:
    """Rows as they are stored: two hundred records of a card would cost as much as everything else on it."""
    codes = FollowUp.criteria
    for start in range(0, len(cards), _AT_ONCE):
        some = cards[start : start + _AT_ONCE]
        for card, follow_up, by, *columns in _follow_ups.rows(**filled_slots(some, _AT_ONCE)):
            told = dict(zip(_TOLD, columns, strict=True))
            told |= {"follow_up": follow_up, "by": by, "reached": bool(told["reached"])}
            told |= {"day": date.fromisoformat(told["day"]), "criteria": codes.python_value(told["criteria"])}
            if told["time"] is not None:
                told["time"] = time.fromisoformat(told["time"])
            if told["agreed_on"] is not None:
                told["agreed_on"] = date.fromisoformat(told["agreed_on"])
            yield card, told


def _by_log(customers: Collection[int], first: date, last: date) -> Iterator[tuple[int, _Told]]:
    entry = TrafficEntry
    rows = (
        entry.select(
            entry.customer, entry.id, entry.revision, entry.day, entry.arrived, entry.traffic_type,
            entry.note, entry.level, Staff.name,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(entry.received_by == Staff.id))
        .where(
            entry.customer.in_(list(customers)),
            entry.day.between(first, last),
            entry.removed_at.is_null(),
            entry.void == "",
        )
    )  # fmt: skip
    for customer, number, revision, day, arrived, kind, note, level, by in rows.tuples():
        yield (
            customer,
            {
                "day": day,
                "time": arrived,
                "method": kind,
                "by": by or "",
                "said": note,
                "reached": True,
                "entry": number,
                "revision": revision,
                "level_after": level,
            },
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
