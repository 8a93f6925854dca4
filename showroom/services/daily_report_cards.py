"""The cards of a consultant's day: those he had in the morning, kept for others, or spoke about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final, NamedTuple

from peewee import JOIN

from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.daily_report import DailyReport, ReportRow
from showroom.models.follow_up import FollowUp
from showroom.models.handover import HandoverCard
from showroom.models.prospect import DORMANT, OPEN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.daily_report import Talk, activity_of_visit, is_visit
from showroom.rules.roll_forward import CardLife, Standing, stages, standing_on
from showroom.services import covering, roll_forward

_DAY: Final = timedelta(1)
_WAITING: Final = (OPEN, DORMANT)


class Fact(NamedTuple):
    """What the left of a row says of a card and its customer."""

    customer: int
    name: str
    sex: str
    kind: str
    area: str
    source: str
    model: int | None


def _logged_by(staff: Any, day: Any) -> Any:
    """The condition for rows of the log that somebody received, or was given, on a day."""
    his = (TrafficEntry.received_by == staff) | (
        TrafficEntry.received_by.is_null() & (TrafficEntry.assigned == staff)
    )
    return (TrafficEntry.day == day) & his & (TrafficEntry.void == "") & TrafficEntry.removed_at.is_null()


def _ids() -> Any:
    """A query for every card that may stand on the sheet."""
    move, late = CardMove.alias(), CardMove.alias()
    stepped = late.select(late.prospect).where(late.day >= slot("day"), late.removed_at.is_null())
    own = Prospect.select(Prospect.id).where(
        Prospect.owner == slot("staff"), Prospect.state.in_(_WAITING) | Prospect.id.in_(stepped)
    )
    been_his = move.select(move.prospect).where(
        (move.owner_before == slot("staff")) | (move.owner_after == slot("staff")),
        move.day >= slot("day"),
        move.removed_at.is_null(),
    )
    called = FollowUp.select(FollowUp.prospect).where(
        FollowUp.by == slot("staff"), FollowUp.day == slot("day"), FollowUp.removed_at.is_null()
    )
    guests = TrafficEntry.select(TrafficEntry.customer).where(_logged_by(slot("staff"), slot("day")))
    received = Prospect.select(Prospect.id).where(Prospect.customer.in_(guests))
    frozen = (
        ReportRow.select(ReportRow.prospect)
        .join(DailyReport)
        .where(
            DailyReport.consultant == slot("staff"),
            DailyReport.day == slot("day"),
            ReportRow.prospect.is_null(False),
            ReportRow.removed_at.is_null(),
        )
    )
    kept = covering.cards_of(slot("staff"), slot("day"))
    return own.union(been_his).union(called).union(received).union(frozen).union(kept)


_lives: Final = roll_forward.lives_among(_ids)
_covers: Final = Compiled(lambda: covering.covers(slot("day"), HandoverCard.prospect, HandoverCard.receiver))


@dataclass(frozen=True)
class DayCards:
    """The lives of these cards, who keeps which of them that day for its owner, and what was said to whom.

    `talks` are by card, `owners` by customer: of those who have no open card. `of_customer` has everybody's
    cards.
    """

    day: date
    staff: int
    lives: Mapping[int, CardLife]
    keepers: Mapping[int, int]
    talks: Mapping[int, tuple[Talk, ...]]
    owners: Mapping[int, tuple[Talk, ...]]
    of_customer: Mapping[int, Collection[int]]

    def morning(self, card: int) -> Standing | None:
        """Where a card stood at 00:00; None for one that was not open yet."""
        return standing_on(self.lives[card], self.day - _DAY)

    def evening(self, card: int) -> Standing | None:
        """Where it stood when the day was over."""
        return standing_on(self.lives[card], self.day)

    def is_his_to_plan(self, card: int) -> bool:
        """Whether it is on his plan if it is due: his at 00:00 and kept by nobody else, or kept by him."""
        stood = self.morning(card)
        if stood is None or stood.state not in _WAITING:
            return False
        return self.keepers.get(card, stood.owner) == self.staff


def read(staff: int, day: date) -> DayCards:
    """All of it, in four statements within an open reading."""
    lives = dict(roll_forward.told(_lives.rows(staff=staff, day=str(day))))
    lives = {card: life for card, life in lives.items() if life.opened_on <= day}
    talks: defaultdict[int, list[Talk]] = defaultdict(list)
    owners: defaultdict[int, list[Talk]] = defaultdict(list)
    for card, talk in _follow_ups(staff, day):
        talks[card].append(talk)
    customers = _customers(lives)
    for entry in _log(day, customers):
        _hear(entry, staff, day, customers[entry.customer], lives, talks, owners)
    return DayCards(
        day,
        staff,
        lives,
        dict(_covers.rows(day=str(day))),
        {card: tuple(some) for card, some in talks.items() if card in lives},
        {customer: tuple(some) for customer, some in owners.items()},
        customers,
    )


def facts(cards: Collection[int]) -> dict[int, Fact]:
    """What is on file of these cards. One statement."""
    rows = (
        Prospect.select(
            Prospect.id,
            Customer.id,
            Customer.name,
            Customer.sex,
            Customer.kind,
            Customer.area,
            Prospect.source,
            Prospect.model_of_interest,
        )
        .join(Customer)
        .where(Prospect.id.in_(list(cards)))
        .tuples()
    )
    return {card: Fact._make(fact) for card, *fact in rows}


def numbers(customers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """All numbers of these customers, the first one first. One statement."""
    rows = (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.customer.in_(list(customers)), Phone.removed_at.is_null())
        .order_by(Phone.id)
        .tuples()
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for customer, key in rows:
        found[customer].append(key)
    return {customer: tuple(keys) for customer, keys in found.items()}


def was_open(life: CardLife, day: date) -> bool:
    """Whether a card was open, or asleep, at some time of a day: then a contact of the day is one of it."""
    stood = standing_on(life, day - _DAY)
    if stood is not None and stood.state in _WAITING:
        return True
    return any(stage.after.state in _WAITING for stage in stages(life) if stage.day == day)


def _customers(lives: Mapping[int, CardLife]) -> dict[int, list[int]]:
    """The cards of each customer."""
    rows = Prospect.select(Prospect.customer, Prospect.id).where(Prospect.id.in_(list(lives))).tuples()
    found: defaultdict[int, list[int]] = defaultdict(list)
    for customer, card in rows:
        found[customer].append(card)
    return found


_called: Final = Compiled(
    lambda: (
        FollowUp.select(
            FollowUp.prospect,
            FollowUp.time,
            FollowUp.id,
            FollowUp.activity,
            FollowUp.method,
            FollowUp.said,
            FollowUp.reached,
            FollowUp.by,
            Staff.name,
        )
        .join(Staff, on=(FollowUp.by == Staff.id))
        .where(
            FollowUp.by.in_(Staff.select(Staff.id)),
            FollowUp.day == slot("day"),
            FollowUp.removed_at.is_null(),
        )
    )
)


def _follow_ups(staff: int, day: date) -> Iterable[tuple[int, Talk]]:
    for card, at, number, activity, method, said, reached, by, name in _called.rows(day=str(day)):
        own = by == staff
        visit = is_visit(method, on_log=False)
        yield card, Talk(at or "", number, activity, visit, said, bool(reached), own, "" if own else name)


class _Entry(NamedTuple):
    customer: int
    number: int
    arrived: time
    traffic_type: str
    purpose: str
    note: str
    received_by: int | None
    assigned: int | None
    name: str | None

    @property
    def by(self) -> int | None:
        """Whose contact it is."""
        return self.received_by or self.assigned


_came: Final = Compiled(
    lambda: (
        TrafficEntry.select(
            TrafficEntry.customer,
            TrafficEntry.id,
            TrafficEntry.arrived,
            TrafficEntry.traffic_type,
            TrafficEntry.purpose,
            TrafficEntry.note,
            TrafficEntry.received_by,
            TrafficEntry.assigned,
            Staff.name,
        )
        .join(Staff, JOIN.LEFT_OUTER, on=(TrafficEntry.received_by == Staff.id))
        .where(
            TrafficEntry.day == slot("day"),
            TrafficEntry.customer.is_null(False),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
    )
)


def _log(day: date, customers: Mapping[int, Any]) -> Iterable[_Entry]:
    """The rows of the day of these customers: everybody's are a few dozen."""
    return (one for one in map(_Entry._make, _came.rows(day=str(day))) if one.customer in customers)


def _hear(
    entry: _Entry,
    staff: int,
    day: date,
    cards: Collection[int],
    lives: Mapping[int, CardLife],
    talks: defaultdict[int, list[Talk]],
    owners: defaultdict[int, list[Talk]],
) -> None:
    """A row of the log is a contact of each card of the guest that is open, else of the owner."""
    opened = [card for card in cards if was_open(lives[card], day)]
    for card in opened:
        stood = standing_on(lives[card], day)
        level = stood.level if stood is not None else ""
        activity = activity_of_visit(entry.purpose, level, new=lives[card].opened_on == day, owner=False)
        talks[card].append(_talk(entry, staff, activity))
    if not opened:
        owners[entry.customer].append(
            _talk(entry, staff, activity_of_visit(entry.purpose, "", new=False, owner=True))
        )


def _talk(entry: _Entry, staff: int, activity: str) -> Talk:
    own = entry.by == staff
    visit = is_visit(entry.traffic_type, on_log=True)
    by = "" if own else entry.name or ""
    return Talk(str(entry.arrived), entry.number, str(activity), visit, entry.note, True, own, by)
