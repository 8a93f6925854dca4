"""The manager's page of a period, read from the book of figures at one instant (look.md, dashboard)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from showroom.forms.dashboard import FUNNEL, LOST, Dashboard, TeamLine
from showroom.forms.figures import Book
from showroom.forms.plot import Plot
from showroom.rules import periods
from showroom.rules.duties import Duty
from showroom.rules.periods import Period
from showroom.rules.roll_forward import LEVELS, RollForward, Term
from showroom.services import (
    daily_report_evening,
    due_list,
    figures_contacts,
    lists,
    lost_request_list,
    plots,
    roll_forward,
    sheet_owners,
    targets,
)
from showroom.services.desk import Desk
from showroom.services.figure_facts import Fact
from showroom.services.figures_reading import add, read_happenings


def of_period(desk: Desk, period: Period) -> Dashboard:
    """The page of a period up to today, for who sees the team. Raises Denied.

    Contacts and cards on hand of the whole period, which are most of what `figures.of_period` reads, are
    neither shown here nor read.
    """
    desk.require(Duty.SEE_TEAM)
    desk.require(Duty.READ_FIGURES)
    today = desk.clock.today()
    shown, compared = period.until(today), periods.compared_with(period, today)
    with desk.reading():
        found = plots.Happenings(shown.first, shown.last, None)
        funnel, lost = plots.draw(found, (FUNNEL, LOST))
        cards = roll_forward.read(None, shown.last, shown.last)
        planned = tuple(figures_contacts.plans(shown.first, shown.last))
        return Dashboard(
            shown,
            compared,
            _book(shown, None, found.counts),
            targets.chosen(),
            targets.of_months(desk, periods.months_of(period)),
            _elapsed(period, today),
            funnel,
            lost,
            _levels(shown.last, cards),
            cards,
            _team(desk, shown, (*found.facts, *planned)),
            lost_request_list.pending(desk),
            daily_report_evening.badge(desk) if desk.may(Duty.REVIEW_REPORT) else 0,
            lists.current(),
        )


def _book(period: Period, whose: int | None, counts: Mapping[str, int]) -> Book:
    return Book(period.first, period.last, whose, counts)


def _levels(day: date, cards: RollForward) -> Plot:
    """The cards at the end of a day, of which the sum knows already."""
    closing = {str(level): cards.of(level, Term.CLOSING) for level in LEVELS}
    return plots.levels(plots.Happenings(day, day, None), {day: closing})


def _elapsed(period: Period, today: date) -> float | None:
    """How much of a period is over when today is; None where all of it is."""
    if period.last <= today:
        return None
    return ((today - period.first).days + 1) / period.days


def _team(desk: Desk, period: Period, facts: Iterable[Fact]) -> tuple[TeamLine, ...]:
    """Everybody on the roster in its order."""
    parts: defaultdict[int | None, list[Fact]] = defaultdict(list)
    for one in facts:
        parts[one.whose].append(one)
    return tuple(
        TeamLine(one.staff, one.name, _book(period, one.staff, add(parts[one.staff])))
        for one in sheet_owners.choice(desk)
    )


def before(desk: Desk, period: Period) -> Book:
    """What a page of this period is compared with, for who sees the team. Raises Denied.

    Asked by itself, since it takes as long as the page: nothing that happens today changes it.
    """
    desk.require(Duty.SEE_TEAM)
    desk.require(Duty.READ_FIGURES)
    compared = periods.compared_with(period, desk.clock.today())
    with desk.reading():
        return _book(compared, None, add(read_happenings(None, compared.first, compared.last)))


def late(desk: Desk) -> Mapping[int | None, int]:
    """How many cards of each consultant are late this moment, for who sees the team. Raises Denied.

    Asked by itself: every open card has to be reckoned for it, which takes longer than all the rest.
    """
    desk.require(Duty.SEE_TEAM)
    with desk.reading():
        return {row.owner: row.late for row in due_list.read(desk, None, None, covered=False).team()}
