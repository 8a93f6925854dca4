"""The manager's page: every number on it is the one of the book of figures, as of the same instant."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from showroom.errors import Denied
from showroom.forms.dashboard import COUNTS, RATES, TEAM
from showroom.rules.periods import Period, Span, compared_with, holding
from showroom.services import dashboard, due_list, figures, lost_request_list, plots, targets
from tests.lost import approves, asks_lost
from tests.people import CONSULTANT, THURSDAY, Showroom, staff_id, statements
from tests.reports import submits
from tests.sales import card_of_wang_li
from tests.services.test_figures_at_random import _lives


@pytest.fixture
def lived(showroom: Showroom) -> Showroom:
    """A showroom with some months behind it."""
    _lives(showroom, Random(1))
    return showroom


def april(showroom: Showroom) -> Period:
    showroom.clock.put(date(2026, 4, 24), 16, 20)
    return holding(Span.MONTH, date(2026, 4, 24))


def test_every_number_is_the_one_of_the_book(lived: Showroom) -> None:
    desk, period = lived.manager, april(lived)
    board = dashboard.of_period(desk, period)
    shown = period.until(desk.clock.today())
    assert board.period == shown
    book = figures.of_period(desk, shown.first, shown.last)
    earlier = compared_with(period, desk.clock.today())
    before = figures.of_period(desk, earlier.first, earlier.last)
    compared = dashboard.before(desk, period)
    assert (compared.first, compared.last) == (board.compared.first, board.compared.last)
    rates = [board.chosen[family] for family in RATES]
    for key in (*COUNTS, *rates, "lost", "lost_clear_rate"):
        assert board.book[key] == book[key], key
    for key in (*COUNTS, *rates):
        assert compared[key] == before[key], key
    people = figures.by_consultant(desk, shown.first, shown.last)
    for line in board.team:
        for key in TEAM:
            assert line.book[key] == people[line.staff][key], (line.name, key)
    of_day = figures.of_period(desk, shown.last, shown.last)
    assert board.cards.figures() == of_day.roll_forward.figures()
    assert board.levels == plots.of_period(desk, shown.last, shown.last, wanted=("levels",))[0]
    assert book["parties"].numerator > 10, "the control: there was something to count"
    assert any(line.book["orders"].numerator for line in board.team)


def test_targets_of_whole_months_stand_beside_what_was_reached(lived: Showroom) -> None:
    period = april(lived)
    targets.set(lived.manager, {"orders": 30, "parties": None}, period.first)
    board = dashboard.of_period(lived.manager, period)
    assert (board.aims["orders"], board.aims.get("parties")) == (30, None)
    assert board.elapsed == 24 / 30
    week = dashboard.of_period(lived.manager, holding(Span.WEEK, period.last.replace(day=24)))
    assert week.aims == {}, "a month's target says nothing of a week"
    past = dashboard.of_period(lived.manager, holding(Span.MONTH, date(2026, 3, 5)))
    assert past.elapsed is None


def test_what_is_late_is_what_the_list_of_late_cards_has(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    assert dashboard.late(showroom.manager).get(staff_id(CONSULTANT), 0) == 0
    showroom.clock.put(THURSDAY.replace(day=30), 9, 0)
    late = dashboard.late(showroom.manager)
    assert (
        late[staff_id(CONSULTANT)]
        == len(due_list.late_follow_ups(showroom.manager, staff_id(CONSULTANT)))
        > 0
    )


def test_requests_and_reports_wait_until_they_are_decided(showroom: Showroom) -> None:
    month = holding(Span.MONTH, THURSDAY)
    card = card_of_wang_li(showroom)
    request = asks_lost(showroom.consultant, card)
    submits(showroom.consultant)
    board = dashboard.of_period(showroom.manager, month)
    assert [one.request for one in board.requests] == [request]
    assert board.requests == lost_request_list.pending(showroom.manager)
    assert board.reports == 1
    approves(showroom.manager, request)
    assert dashboard.of_period(showroom.manager, month).requests == ()


def test_a_consultant_has_no_such_page(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        dashboard.of_period(showroom.consultant, holding(Span.MONTH, THURSDAY))
    with pytest.raises(Denied):
        dashboard.late(showroom.consultant)
    with pytest.raises(Denied):
        dashboard.before(showroom.consultant, holding(Span.MONTH, THURSDAY))


def test_it_is_read_by_as_many_statements_whatever_there_is(showroom: Showroom) -> None:
    period = april(showroom)

    def read() -> object:
        return (
            dashboard.of_period(showroom.manager, period),
            dashboard.before(showroom.manager, period),
        )

    few = statements(showroom, read)
    _lives(showroom, Random(1))
    april(showroom)
    assert statements(showroom, read) <= few + 1
