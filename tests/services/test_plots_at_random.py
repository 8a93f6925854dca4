"""Histories at random: every bar is what the book says, and opens rows that add up to it (issue 8)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from showroom.errors import Denied
from showroom.forms.figure_counts import OF_CONTACTS
from showroom.forms.figures import Book
from showroom.forms.first_lists import FIRST_SOURCES
from showroom.forms.plot import DEALS, PLOTS, STAGES, Bar, Plot
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.roll_forward import LEVELS, Term
from showroom.rules.tally import slot_of
from showroom.services import figures, lost_figures, plots, roll_forward, targets, traffic_tally
from showroom.services.figures_parts import By
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    register_walk_in,
    staff_id,
    statements,
)
from tests.services.test_figures_at_random import _lives

PEOPLE = (CONSULTANT, OTHER_CONSULTANT)
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


@pytest.fixture
def lived(showroom: Showroom) -> Showroom:
    """A showroom with some months behind it."""
    _lives(showroom, Random(1))
    return showroom


def everybody() -> tuple[int | None, ...]:
    return (None, *map(staff_id, PEOPLE))


def drawn(
    showroom: Showroom, key: str, first: date, last: date, whose: int | None = None
) -> tuple[Plot, Book]:
    """A plot, and the book of the same days."""
    (plot,) = plots.of_period(showroom.manager, first, last, whose, (key,))
    return plot, figures.of_period(showroom.manager, first, last, whose)


def by_label(plot: Plot) -> dict[str, int]:
    return {bar.label.chinese: bar.value for bar in plot.bars}


def test_funnel_is_the_figures_of_its_stages(lived: Showroom) -> None:
    for whose in everybody():
        plot, book = drawn(lived, "funnel", *APRIL, whose)
        counts = [book[key].numerator for key in STAGES]
        assert [bar.value for bar in plot.bars] == counts
        assert [bar.whole for bar in plot.bars] == [
            book[under].numerator if under else None for under in STAGES.values()
        ]
        steps = [later - before for before, later in pairwise(counts)]
        assert [bar.change for bar in plot.bars] == [None, *steps]
        assert [bar.is_deal for bar in plot.bars] == [key in DEALS for key in STAGES]
    assert any(counts), "the control: something was counted"


def test_levels_of_each_evening_are_the_closing_of_its_roll_forward(lived: Showroom) -> None:
    for whose in everybody():
        (plot,) = plots.of_period(lived.manager, *APRIL, whose, ("levels",))
        assert len(plot.bars) == 30
        for bar in plot.bars:
            day = bar.marks[0].part.first
            closing = figures.of_period(lived.manager, day, day, whose)
            for one in bar.marks:
                assert one.value == closing.roll_forward.of(one.level, Term.CLOSING), (day, one.level)
            assert bar.value == closing["on_hand"].numerator
        assert len({bar.value for bar in plot.bars}) > 3, "the control: it changes over time"


def test_levels_of_long_periods_are_those_of_the_ends_of_weeks_and_months(lived: Showroom) -> None:
    first, today = date(2026, 3, 1), lived.clock.today()
    (plot,) = plots.of_period(lived.manager, first, date(2026, 12, 31), wanted=("levels",))
    days = [bar.marks[0].part.first for bar in plot.bars]
    assert days[-1] == today, "days to come are not drawn"
    assert all(day.weekday() == 6 for day in days[:-1])
    (plot,) = plots.of_period(lived.manager, date(2025, 1, 1), today, wanted=("levels",))
    months = [bar.marks[0].part.first for bar in plot.bars]
    assert (months[0], months[-1]) == (date(2025, 1, 31), today)
    for day in (*days, *months):
        (standing,) = [bar for bar in plot.bars if bar.marks[0].part.first == day] or [None]
        if standing is not None:
            with lived.manager.reading():
                assert standing.value == len(roll_forward.cards_on(day))


def test_hours_and_weekdays_add_up_to_the_parties_and_are_those_of_the_tally(lived: Showroom) -> None:
    for whose in everybody():
        book = figures.of_period(lived.manager, *APRIL, whose)
        for key in ("hours", "weekdays"):
            plot, _book = drawn(lived, key, *APRIL, whose)
            assert sum(bar.value for bar in plot.bars) == book["parties"].numerator
    hours, _book = drawn(lived, "hours", *APRIL)
    weekdays, _book = drawn(lived, "weekdays", *APRIL)
    by_slot, by_weekday = Counter[int](), Counter[int]()
    for number in range(1, 31):
        day = traffic_tally.of_day(lived.manager, date(2026, 4, number))
        by_weekday[day.day.weekday()] += day.totals.visits
        for slot, tally in enumerate(day.slots):
            by_slot[slot] += tally.visits
    assert [bar.value for bar in hours.bars] == [by_slot[slot] for slot in range(11)]
    assert [bar.value for bar in weekdays.bars] == [by_weekday[day] for day in range(7)]
    assert len(+by_weekday) > 3


def test_hour_is_the_slot_of_the_tally(showroom: Showroom) -> None:
    for arrived in ("08:59", "09:00", "15:30", "18:59", "19:00"):
        register_walk_in(showroom.reception, arrived=arrived)
    (plot,) = plots.of_period(showroom.manager, THURSDAY, THURSDAY, wanted=("hours",))
    assert {label: count for label, count in by_label(plot).items() if count} == {
        "9时": 1,
        "15时": 1,
        "18时": 1,
        "其他时段": 2,
    }
    (row,) = plots.rows(showroom.manager, plot.bars[6].marks[0].part)
    assert slot_of(TrafficEntry.get_by_id(row.row).arrived) == 6


def test_sources_are_those_of_the_book(showroom: Showroom) -> None:
    one, other = (option.code for option in FIRST_SOURCES[:2])
    for source in ("", one, other, other):
        register_walk_in(showroom.reception, source=source)
    parts = figures.parts(showroom.manager, By.SOURCE, THURSDAY, THURSDAY)
    (plot,) = plots.of_period(showroom.manager, THURSDAY, THURSDAY, wanted=("sources",))
    assert sorted(bar.value for bar in plot.bars) == sorted(one.parties for one in parts if one.parties)
    assert sum(bar.value for bar in plot.bars) == 4 == plot.bars[0].whole


def test_many_sources_share_the_last_bar(lived: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for option in FIRST_SOURCES[:5]:
        register_walk_in(lived.reception, source=option.code)
    today = lived.clock.today()
    (whole,) = plots.of_period(lived.manager, today, today, wanted=("sources",))
    monkeypatch.setattr(plots, "BARS_AT_MOST", 3)
    (plot,) = plots.of_period(lived.manager, today, today, wanted=("sources",))
    assert len(plot.bars) == 3 < len(whole.bars)
    assert sum(bar.value for bar in plot.bars) == sum(bar.value for bar in whole.bars)
    part = plot.bars[-1].marks[0].part
    assert len(part.codes) == len(whole.bars) - 2
    assert sum(row.amount for row in plots.rows(lived.manager, part)) == plot.bars[-1].value


def test_lost_reasons_are_those_of_the_losses(lived: Showroom) -> None:
    first, last = THURSDAY, lived.clock.today()
    plot, book = drawn(lived, "lost", first, last)
    losses = lost_figures.losses(lived.manager, first, last)
    told = Counter(row.reason for row in losses.rows)
    assert {min(bar.marks[0].part.codes): bar.value for bar in plot.bars} == dict(told)
    assert sum(bar.value for bar in plot.bars) == book["lost"].numerator == plot.bars[0].whole
    assert plot.bars, "the control: somebody was lost"


def test_attainment_is_of_the_month_to_the_last_day(lived: Showroom) -> None:
    month, day = date(2026, 4, 1), date(2026, 4, 15)
    targets.set(lived.manager, {"parties": 40, "orders": 6, "lost_late": 3}, month)
    targets.set(lived.manager, {"orders": 2}, month, staff_id(CONSULTANT))
    for whose in (None, staff_id(CONSULTANT)):
        aims = targets.of_month(lived.manager, month).of(whose)
        book = figures.of_period(lived.manager, month, day, whose)
        for first in (month, date(2026, 4, 10), date(2026, 3, 20)):
            (plot,) = plots.of_period(lived.manager, first, day, whose, ("attainment",))
            told = {bar.marks[0].part.figure: (bar.value, bar.whole) for bar in plot.bars}
            assert told == {key: (book[key].numerator, aim.value) for key, aim in aims.items()}
            assert plot.elapsed == 0.5
    panel = figures.panel(lived.manager, day)
    (line,) = [line for line in panel.lines if line.key == "orders"]
    (plot,) = plots.of_period(lived.manager, month, day, wanted=("attainment",))
    (orders,) = [bar for bar in plot.bars if bar.marks[0].part.figure == "orders"]
    assert line.attainment == orders.value / 6
    assert orders.whole == 6


def test_each_figure_that_may_have_a_target_is_that_of_the_book(lived: Showroom) -> None:
    month, day = date(2026, 4, 1), date(2026, 4, 20)
    book = figures.of_period(lived.manager, month, day)
    for keys in ([key for key in targets.FIGURES if key not in OF_CONTACTS], list(targets.FIGURES)):
        targets.set(lived.manager, dict.fromkeys(targets.FIGURES), month)
        targets.set(lived.manager, dict.fromkeys(keys, 7), month)
        (plot,) = plots.of_period(lived.manager, month, day, wanted=("attainment",))
        told = {bar.marks[0].part.figure: bar.value for bar in plot.bars}
        assert told == {key: book[key].numerator for key in keys}


@pytest.mark.parametrize("whose", [None, CONSULTANT])
def test_rows_behind_every_mark_add_up_to_it(lived: Showroom, whose: str | None) -> None:
    targets.set(lived.manager, {"parties": 40, "orders": 6}, date(2026, 4, 1))
    staff = staff_id(whose) if whose else None
    seen: set[str] = set()
    for plot in plots.of_period(lived.manager, date(2026, 4, 6), date(2026, 4, 12), staff):
        for bar, one in plot.marks:
            rows = plots.rows(lived.manager, one.part)
            assert sum(row.amount for row in rows) == one.value, (plot.key, bar.label.chinese)
            seen.add(plot.key)
    assert seen >= {"funnel", "levels", "hours", "weekdays", "sources"}


def test_split_that_forgets_rows_is_found(lived: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a bar and its rows are the same facts, so what one forgets is missed by the book."""
    whole, book = drawn(lived, "levels", *APRIL)
    wrong = roll_forward.counted_level
    monkeypatch.setattr(roll_forward, "counted_level", lambda level: wrong("" if level == "H" else level))
    (other,) = plots.of_period(lived.manager, *APRIL, wanted=("levels",))
    assert other.bars != whole.bars
    closing = {level: book.roll_forward.of(level, Term.CLOSING) for level in map(str, LEVELS)}
    assert {one.level: one.value for one in whole.bars[-1].marks}.items() <= closing.items()
    assert not {one.level: one.value for one in other.bars[-1].marks}.items() <= closing.items()


def test_consultants_see_their_own_bars_and_rows(lived: Showroom) -> None:
    own, hers = staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)
    told = plots.of_period(lived.consultant, *APRIL)
    assert told == plots.of_period(lived.manager, *APRIL, own)
    assert told != plots.of_period(lived.manager, *APRIL)
    with pytest.raises(Denied):
        plots.of_period(lived.consultant, *APRIL, hers)
    (foreign,) = plots.of_period(lived.manager, *APRIL, hers, ("funnel",))
    with pytest.raises(Denied):
        plots.rows(lived.consultant, foreign.bars[0].marks[0].part)


def test_empty_store_draws_nothing_but_the_funnel(showroom: Showroom) -> None:
    assert not Prospect.select().exists()
    told = {plot.key: plot for plot in plots.of_period(showroom.manager, THURSDAY, THURSDAY)}
    assert tuple(told) == tuple(PLOTS)
    assert [key for key, plot in told.items() if not plot.is_empty] == ["funnel"]
    assert all(isinstance(bar, Bar) and not bar.value for bar in told["funnel"].bars)


def test_plots_cost_a_fixed_number_of_statements(showroom: Showroom) -> None:
    dice, counts = Random(2), set()
    for turns in (6, 200):
        _lives(showroom, dice, turns)
        first, last = date(2026, 3, 1), showroom.clock.today()
        targets.set(showroom.manager, {"orders": 6, "visited": 90}, last)
        counts.add(statements(showroom, lambda: plots.of_period(showroom.manager, first, last)))  # noqa: B023
    assert len(counts) == 1, counts
