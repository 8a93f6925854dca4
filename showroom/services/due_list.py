"""What is due on a day, as one person may see it, and how late each consultant is (req 43; look: Today)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from showroom.clock import Clock
from showroom.forms.today import DueRow, Group, LateRow, group_of, last_day, place_of
from showroom.models.act import Act, ActLine
from showroom.models.base import InstantField, slot
from showroom.models.customer import Phone
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.due import Due
from showroom.rules.duties import Duty
from showroom.services import covering, level_clock, privacy, settings
from showroom.services.desk import Desk
from showroom.services.follow_up_entry import BACK_DAYS_AT_MOST
from showroom.services.level_clock import STATES, ClockedCard
from showroom.services.whose_cards import by_every_owner, of_whom

_instant = InstantField()


def _phones(whose: Any) -> Any:
    """The numbers of customers with an open card, of each the first one last."""
    return (
        Phone.select(Phone.customer, Phone.key)
        .join(Prospect, on=(Prospect.customer == Phone.customer))
        .where(Phone.removed_at.is_null(), Prospect.removed_at.is_null(), Prospect.state.in_(STATES), whose)
        .order_by(Phone.id.desc())
    )


def _contacts(whose: Any) -> Any:
    """The contacts of some days on open cards, each with the instant of the act by which it was logged."""
    logged_at = (
        ActLine.select(Act.at)
        .join(Act)
        .where(
            ActLine.table_name == FollowUp._meta.table_name,
            ActLine.row_id == FollowUp.id,
            ActLine.row_revision == 1,
        )
    )
    return (
        FollowUp.select(FollowUp.prospect, logged_at, FollowUp.reached)
        .join(Prospect)
        .where(
            FollowUp.day.between(slot("first"), slot("last")),
            FollowUp.removed_at.is_null(),
            Prospect.state.in_(STATES),
            whose,
        )
        .order_by(FollowUp.id)
    )


_numbers = of_whom(_phones, by_every_owner)
# Everybody's are found by who logged them: that is what the index knows of a day.
_logged = of_whom(_contacts, lambda: FollowUp.by.in_(Staff.select(Staff.id)))


@dataclass(frozen=True)
class DueList:
    """The cards of one consultant or of everybody as they stand on a day.

    `covered` are the cards that he keeps for colleagues today, which are among them; `covered_on` is None
    where there are none, and nothing of them is asked. `logged` says of each card on which a contact was
    logged that day when that was, `spoken` on which of them the customer was reached, `before` when each was
    due before; `eyes` are those of whoever looks, `numbers` the first number of each customer.
    """

    day: date
    owner: int | None
    cards: tuple[ClockedCard, ...]
    facts: settings.Facts
    terms: level_clock.Terms
    logged: Mapping[int, datetime]
    spoken: frozenset[int]
    before: Mapping[int, Due]
    numbers: Mapping[int, str]
    eyes: privacy.Eyes
    covered: Mapping[int, covering.Kept]
    covered_on: date | None

    def rows(self, until: date | None = None) -> tuple[DueRow, ...]:
        """What is due up to `until` (the end of the week), as the page has it; ticked cards among them."""
        until = until or last_day(self.day)
        shown = (one for one in self.cards if one.due.day <= until or one.prospect in self.logged)
        return tuple(sorted(map(self._row, shown), key=place_of))

    def late(self, days: int) -> tuple[DueRow, ...]:
        """The cards that are overdue for so many days or more."""
        shown = (one for one in self.cards if (self.day - one.due.day).days >= days)
        return tuple(sorted(map(self._row, shown), key=place_of))

    def team(self) -> tuple[LateRow, ...]:
        """How each consultant stands, the one with most late cards first."""
        found: dict[int | None, Counter[str]] = {}
        names = {one.owner: one.owner_name for one in self.cards}
        for one in self.cards:
            overdue = (self.day - one.due.day).days
            found.setdefault(one.owner, Counter()).update(
                cards=1,
                late=int(overdue >= self.facts.late_after_days),
                escalated=int(overdue >= self.facts.escalate_after_days),
                to_reassign=int(overdue >= self.facts.reassign_after_days),
                due_today=int(overdue == 0),
                done_today=int(one.prospect in self.spoken),
            )
        rows = (LateRow(owner, names[owner], **counts) for owner, counts in found.items())
        return tuple(sorted(rows, key=lambda row: (-row.late, -row.cards, row.owner_name)))

    def phone(self, customer: int, owner: int | None) -> str:
        """The first number of a customer, as whoever looks may see it."""
        return self.eyes.phone(self.numbers.get(customer, ""), owner, customer)

    def _row(self, card: ClockedCard) -> DueRow:
        ahead = card.due.day > self.day
        stood = self.before.get(card.prospect, card.due) if ahead else card.due
        return DueRow(
            prospect=card.prospect,
            number=card.number,
            revision=card.revision,
            customer=card.customer,
            name=card.name,
            sex=card.sex,
            phone=self.phone(card.customer, card.owner),
            level=card.level,
            state=card.state,
            owner=card.owner,
            owner_name=card.owner_name,
            covers=card.prospect in self.covered,
            model=card.model,
            colour=card.colour,
            last_words=card.last_words,
            reached_on=card.standing.reached_on,
            due=card.due,
            group=group_of(self.day, stood.day) or Group.TODAY,
            overdue_days=max(0, (self.day - card.due.day).days),
            # A try that reached nobody leaves the card due: there is nothing to tick yet.
            done_at=self.logged.get(card.prospect) if ahead else None,
        )


def read(
    desk: Desk, owner: int | None, day: date | None, *, ticked: bool = False, covered: bool = True
) -> DueList:
    """The list of whom `whose` found, on a day (today), within an open reading; the statements are few.

    With `ticked` it knows which cards were called about that day, too; without `covered` it is of his own
    cards alone.
    """
    today = desk.clock.today()
    day = day or today
    facts = settings.facts()
    kept = covering.kept_by(owner, today) if covered and owner is not None else {}
    on = today if kept else None
    terms = level_clock.terms(facts)
    logged, spoken = _logged_on(day, owner, desk.clock, on) if ticked else ({}, frozenset())
    return DueList(
        day,
        owner,
        level_clock.of_owner(owner, terms, on),
        facts,
        terms,
        logged,
        spoken,
        level_clock.due_before(owner, day, terms, on) if ticked else {},
        dict(_numbers.rows(owner, on)),
        privacy.eyes_of(desk),
        kept,
        on,
    )


def due(desk: Desk, day: date | None = None) -> tuple[DueRow, ...]:
    """What is due on or before a day (today), overdue first: one's own, or everybody's for who sees the team.

    Raises Denied.
    """
    owner = whose(desk)
    with desk.reading():
        found = read(desk, owner, day)
    return found.late(0)


def late_follow_ups(
    desk: Desk, owner: int | None = None, day: date | None = None, *, escalated: bool = False
) -> tuple[DueRow, ...]:
    """The cards behind a consultant's figure: those late, or those that stand on the manager's list too.

    Without `owner` one's own, or everybody's for who sees the team. Raises Denied.
    """
    owner = whose(desk, owner)
    with desk.reading():
        # What is late of the cards he only keeps is a figure of their owner.
        found = read(desk, owner, day, covered=False)
    facts = found.facts
    return found.late(facts.escalate_after_days if escalated else facts.late_after_days)


def to_reassign(desk: Desk, owner: int | None = None, day: date | None = None) -> tuple[DueRow, ...]:
    """The cards overdue for so long that they are proposed to be given to somebody else (the third step).

    Of one consultant, or of everybody. Raises Denied for whoever does not see the team.
    """
    desk.require(Duty.SEE_TEAM)
    with desk.reading():
        found = read(desk, owner, day, covered=False)
    return found.late(found.facts.reassign_after_days)


def whose(desk: Desk, owner: int | None = None) -> int | None:
    """Whose cards are read, None for everybody's: a consultant's are always his own. Raises Denied."""
    if desk.may(Duty.SEE_TEAM):
        return owner
    desk.require(Duty.SEE_TODAY if owner in (None, desk.staff) else Duty.SEE_TEAM)
    return desk.staff


def _logged_on(
    day: date, owner: int | None, clock: Clock, covered_on: date | None
) -> tuple[dict[int, datetime], frozenset[int]]:
    """When a contact was last logged on each card, of those logged on a day: it may be about a day before.

    And on which of these cards the customer was reached: a try alone is nothing done.
    """
    first = day - timedelta(BACK_DAYS_AT_MOST)
    zone = clock.local().tzinfo
    found: dict[int, datetime] = {}
    spoken: set[int] = set()
    for card, stored, reached in _logged.rows(owner, covered_on, first=str(first), last=str(day)):
        at = _instant.python_value(stored)
        if at is not None and at.astimezone(zone).date() == day:
            found[card] = at.astimezone(zone)
            if reached:
                spoken.add(card)
    return found, frozenset(spoken)
