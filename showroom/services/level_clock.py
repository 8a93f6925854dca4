"""The level clock read from the rows: where each card stands, and when it is due (req 28–33, 43).

Nothing of it is stored: the last contact, the agreed date and the day of the level follow from follow-ups,
visits and moves, so that a correction or an undo moves the date with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from showroom.clock import SHOWROOM_ZONE
from showroom.models.base import Compiled, InstantField, filled_slots, slot, some_slots
from showroom.models.customer import Customer
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, OPEN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.due import Due, IsWorkday, RulesOn, Standing, next_due
from showroom.rules.level import Level
from showroom.rules.lost import RequestState
from showroom.rules.prospect_numbers import number_of
from showroom.services import calendar, level_rules, settings
from showroom.services.whose_cards import by_every_owner, of_whom

# What somebody still waits for.
STATES: Final = (OPEN, DORMANT)
# So many cards that are named are read by one statement.
_AT_ONCE: Final = 500

_reached, _said, _last, _visit = FollowUp.alias(), FollowUp.alias(), FollowUp.alias(), TrafficEntry.alias()
_decision = LostRequest.alias()
_zone, _instant = ZoneInfo(SHOWROOM_ZONE), InstantField()


def _newest(follow_up: Any, *which: Any) -> Any:
    """A subquery: the id of the newest follow-up of a card."""
    return (
        follow_up.select(follow_up.id)
        .where(
            follow_up.prospect == Prospect.id,
            follow_up.removed_at.is_null(),
            *(one(follow_up) for one in which),
        )
        .order_by(follow_up.day.desc(), follow_up.time.desc(), follow_up.id.desc())
        .limit(1)
    )


def _newest_visit(*which: Any) -> Any:
    """The id of the newest row of the log since the card was opened: a visit or a call is a contact."""
    row = TrafficEntry.alias()
    return (
        row.select(row.id)
        .where(
            row.customer == Prospect.customer,
            row.day >= Prospect.opened_on,
            row.removed_at.is_null(),
            row.void == "",
            *(one(row) for one in which),
        )
        .order_by(row.day.desc(), row.arrived.desc(), row.id.desc())
        .limit(1)
    )


def _newest_move(*which: Any) -> Any:
    move = CardMove.alias()
    return move.select(fn.MAX(move.day)).where(
        move.prospect == Prospect.id, move.removed_at.is_null(), *(one(move) for one in which)
    )


def _newest_decision(*which: Any) -> Any:
    """The id of the newest rejection that says when to call next: the card goes on by it (forms 2.6)."""
    request = LostRequest.alias()
    return (
        request.select(request.id)
        .where(
            request.prospect == Prospect.id,
            request.state == str(RequestState.REJECTED),
            request.next_on.is_null(False),
            request.removed_at.is_null(),
            *(one(request) for one in which),
        )
        .order_by(request.id.desc())
        .limit(1)
    )


def _returns(move: Any) -> Any:
    return move.move == str(Move.RETURNED)


def _tells_when(follow_up: Any) -> Any:
    """Whether a contact says when the next is: by reaching somebody or by a date that was agreed."""
    return follow_up.reached | follow_up.agreed_on.is_null(False)


def _cards(*which: Any, before: Any = None) -> Any:
    """The rows of `_Row`; of contacts, visits and decisions those count that were `before` a day."""
    known = () if before is None else (lambda contact: contact.day < before,)
    decided = () if before is None else (lambda request: request.decided_on < before,)
    reached, said, last = FollowUp.alias(), FollowUp.alias(), FollowUp.alias()
    # Mostly they are one and the same: only where they are not it is looked for.
    said_id = Case(None, [(_tells_when(_last), _last.id)], _newest(said, _tells_when, *known))
    reached_id = Case(None, [(_said.reached, _said.id)], _newest(reached, lambda one: one.reached, *known))
    return (
        Prospect.select(
            Prospect.id,
            Prospect.revision,
            Prospect.customer,
            Customer.name,
            Customer.sex,
            Prospect.owner,
            Staff.name,
            Prospect.level,
            Prospect.state,
            Prospect.opened_on,
            Prospect.wake_on,
            Prospect.model_of_interest,
            Prospect.colour,
            _reached.day,
            _reached.time,
            _reached.method,
            _said.day,
            _said.time,
            _said.agreed_on,
            _last.day,
            _last.said,
            _visit.day,
            _visit.arrived,
            _visit.traffic_type,
            _visit.note,
            _newest_move(lambda move: (move.level_after != move.level_before) | _returns(move)),
            _newest_move(lambda move: move.move == str(Move.ORDER_CANCELLED)),
            _newest_move(_returns),
            _decision.decided_on,
            _decision.decided_at,
            _decision.next_on,
        )
        .join(Customer)
        .switch(Prospect)
        .join(Staff, JOIN.LEFT_OUTER)
        .switch(Prospect)
        .join(_last, JOIN.LEFT_OUTER, on=(_last.id == _newest(last, *known)))
        .switch(Prospect)
        .join(_said, JOIN.LEFT_OUTER, on=(_said.id == said_id))
        .switch(Prospect)
        .join(_reached, JOIN.LEFT_OUTER, on=(_reached.id == reached_id))
        .switch(Prospect)
        .join(_visit, JOIN.LEFT_OUTER, on=(_visit.id == _newest_visit(*known)))
        .switch(Prospect)
        .join(_decision, JOIN.LEFT_OUTER, on=(_decision.id == _newest_decision(*decided)))
        .where(Prospect.removed_at.is_null(), *which)
    )


_open = of_whom(lambda whose: _cards(whose, Prospect.state.in_(STATES)), by_every_owner)
_called_on = FollowUp.alias()
_before = of_whom(
    lambda whose: _cards(
        whose,
        Prospect.state.in_(STATES),
        Prospect.id.in_(
            _called_on.select(_called_on.prospect).where(
                _called_on.by.in_(Staff.select(Staff.id)), _called_on.day == slot("day")
            )
        ),
        before=slot("day"),
    ),
    by_every_owner,
)
_of_one = Compiled(lambda: _cards(Prospect.id == slot("prospect")))
_of_one_before = Compiled(lambda: _cards(Prospect.id == slot("prospect"), before=slot("day")))
_of_some = Compiled(lambda: _cards(Prospect.id.in_(some_slots(_AT_ONCE))))


@dataclass(frozen=True)
class ClockedCard:
    """An open or sleeping card with its standing and its due date.

    `last_words` is what was last said or noted; the phone is not here: it depends on whose eyes see it.
    """

    prospect: int
    revision: int
    customer: int
    name: str
    sex: str
    owner: int | None
    owner_name: str
    level: str
    state: str
    model: int | None
    colour: str
    last_words: str
    standing: Standing
    due: Due

    @property
    def number(self) -> str:
        """The number as printed."""
        return number_of(self.prospect, self.standing.opened_on)


@dataclass(frozen=True)
class Terms:
    """What every due date asks beside the card: the rules of each day, and which days are worked."""

    rules_on: RulesOn
    is_workday: IsWorkday | None


def terms(facts: settings.Facts | None = None) -> Terms:
    """As they stand in the store now; read once for a whole list."""
    moved = (facts or settings.facts()).due_on_workdays
    return Terms(level_rules.book(), calendar.workdays() if moved else None)


def of_owner(
    owner: int | None, by: Terms | None = None, covered_on: date | None = None
) -> tuple[ClockedCard, ...]:
    """Every open and sleeping card of one consultant, or of everybody (None).

    With `covered_on` those follow that he keeps for colleagues on that day.
    """
    return tuple(_clocked(_open.rows(owner, covered_on), by or terms()))


def due_before(owner: int | None, day: date, by: Terms, covered_on: date | None = None) -> dict[int, Due]:
    """When the cards that were called about on a day were due before; of whom as in `of_owner`."""
    return {one.prospect: one.due for one in _clocked(_before.rows(owner, covered_on, day=str(day)), by)}


def of_card(prospect: int, by: Terms | None = None) -> ClockedCard | None:
    """One card, None when it is gone; of a closed one the due date means nothing."""
    return next(_clocked(_of_one.rows(prospect=prospect), by or terms()), None)


def of_morning(prospect: int, day: date, by: Terms | None = None) -> ClockedCard | None:
    """One card as it was due before anybody was spoken to on that day, None when it is gone."""
    return next(_clocked(_of_one_before.rows(prospect=prospect, day=str(day)), by or terms()), None)


def of_cards(prospects: Collection[int], by: Terms | None = None) -> tuple[ClockedCard, ...]:
    """The cards with these ids, in any order; those that are gone are left out. One statement for 500."""
    wanted = list(prospects)
    parts = (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE))
    rows = (row for part in parts for row in _of_some.rows(**filled_slots(part, _AT_ONCE)))
    return tuple(_clocked(rows, by or terms()))


class _Row(NamedTuple):
    """A row of `_cards`, in its order; days and times as stored."""

    prospect: int
    revision: int
    customer: int
    name: str
    sex: str
    owner: int | None
    owner_name: str | None
    level: str
    state: str
    opened_on: str
    wake_on: str | None
    model: int | None
    colour: str
    reached_day: str | None
    reached_at: str | None
    method: str | None
    said_day: str | None
    said_at: str | None
    agreed_on: str | None
    last_day: str | None
    last_said: str | None
    visit_day: str | None
    arrived: str | None
    traffic_type: str | None
    note: str | None
    level_since: str | None
    cancelled_on: str | None
    returned_on: str | None
    decided_on: str | None
    decided_at: int | None
    next_on: str | None


def _clocked(rows: Iterable[tuple[Any, ...]], by: Terms) -> Iterator[ClockedCard]:
    for row in map(_decided, map(_Row._make, rows)):
        standing = _standing(row)
        yield ClockedCard(
            row.prospect,
            row.revision,
            row.customer,
            row.name,
            row.sex,
            row.owner,
            row.owner_name or "",
            row.level,
            row.state,
            row.model,
            row.colour,
            _words(row),
            standing,
            next_due(standing, by.rules_on, by.is_workday),
        )


def _decided(row: _Row) -> _Row:
    """A rejection that is newer than what was agreed says when the next contact is."""
    if row.decided_on is None:
        return row
    at = _instant.python_value(row.decided_at)
    hour = f"{at.astimezone(_zone):%H:%M:%S}" if at is not None else ""
    if (row.decided_on, hour) < (row.said_day or "", row.said_at or ""):
        return row
    return row._replace(said_day=row.decided_on, said_at=hour, agreed_on=row.next_on)


def _standing(row: _Row) -> Standing:
    visited = (row.visit_day or "", row.arrived or "")
    by_visit = visited > (row.reached_day or "", row.reached_at or "")
    opened_on = date.fromisoformat(row.opened_on)
    return Standing(
        level=row.level,
        opened_on=opened_on,
        level_since=_day(row.level_since) or opened_on,
        reached_on=_day(row.visit_day if by_visit else row.reached_day),
        reached_how=(row.traffic_type if by_visit else row.method) or "",
        agreed_on=_day(None if _is_met(row) else row.agreed_on),
        dormant=row.state == DORMANT,
        wake_on=_day(row.wake_on),
        # Whoever has ordered again is called as one who has ordered.
        cancelled_on=None if row.level == Level.ORDERED else _day(row.cancelled_on),
        returned_on=_day(row.returned_on),
    )


def _is_met(row: _Row) -> bool:
    """Whoever came on or after the agreed day has kept it; what was agreed before an order was cancelled,
    before the card fell asleep or was taken up again, is over.
    """
    if not (row.agreed_on and row.said_day):
        return False
    ended_on = row.level_since if row.state == DORMANT else max(row.cancelled_on or "", row.returned_on or "")
    if ended_on and row.said_day < ended_on:
        return True
    visited = (row.visit_day or "", row.arrived or "")
    return visited > (row.said_day, row.said_at or "") and visited[0] >= row.agreed_on


def _words(row: _Row) -> str:
    """What was last said, or noted on the log where that is newer."""
    if row.visit_day and row.visit_day > (row.last_day or ""):
        return row.note or ""
    return row.last_said or ""


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
