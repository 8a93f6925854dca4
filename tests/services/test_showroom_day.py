"""展厅日报: everything on it is the book's, a past day stays as it was, only who sees the team has it."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from showroom.errors import Denied
from showroom.forms.showroom_day import COUNTS, ShowroomDay
from showroom.models.act import ActLine
from showroom.rules.card_flow import LINES, flow_of
from showroom.rules.roll_forward import LEVELS, Term
from showroom.services import figures, showroom_day
from showroom.sheets.showroom_day_printing import preview_showroom_day, print_showroom_day
from tests.people import THURSDAY, Showroom, last_act, statements
from tests.services.test_figures_at_random import _lives


@pytest.fixture
def lived(showroom: Showroom) -> Showroom:
    """A store in which many things happened over several weeks."""
    _lives(showroom, Random(6), 60)
    return showroom


def of_today(showroom: Showroom) -> ShowroomDay:
    return showroom_day.of_day(showroom.manager, showroom.clock.today())


def test_every_figure_is_that_of_the_book(lived: Showroom) -> None:
    for day in (lived.clock.today(), THURSDAY):
        sheet = showroom_day.of_day(lived.manager, day)
        book = figures.of_period(lived.manager, day, day)
        month = figures.of_period(lived.manager, day.replace(day=1), day)
        assert all(line.on_day == book.counts.get(line.key, 0) for line in sheet.lines)
        assert all(line.to_date == month.counts.get(line.key, 0) for line in sheet.lines)
        for rate in sheet.rates:
            assert (rate.on_day, rate.this_month) == (
                book[rate.on_day.figure.key],
                month[rate.on_day.figure.key],
            )
        assert sum(sheet.hours) == book.counts.get("parties", 0)
        everybody = sheet.everybody
        assert everybody is not None
        for key in COUNTS:
            assert sum(one.day.counts.get(key, 0) for one in sheet.consultants) == everybody.day.counts.get(
                key, 0
            )
        assert (
            sum(one.orders for one in sheet.consultants) == everybody.orders == month.counts.get("orders", 0)
        )


def test_the_cards_close_and_end_with_those_of_the_consultants(lived: Showroom) -> None:
    sheet = of_today(lived)
    book = figures.of_period(lived.manager, sheet.day, sheet.day)
    for level in LEVELS:
        assert flow_of(sheet.cards, level).closing == book.roll_forward.of(level, Term.CLOSING)
    assert [flow_of(sheet.cards, one).difference for one in LINES] == [0] * len(LINES)
    assert sheet.everybody is not None
    for level, count in sheet.everybody.on_hand.items():
        assert flow_of(sheet.cards, level).closing == count
        assert sum(one.on_hand[level] for one in sheet.consultants) == count


def test_customers_near_a_deal_are_those_at_h_first(lived: Showroom) -> None:
    sheet = of_today(lived)
    at_h = flow_of(sheet.cards, "H").closing
    shown = [one.level for one in sheet.key_customers]
    assert sheet.key_customers_in_all >= at_h
    assert shown[: min(at_h, 4)] == ["H"] * min(at_h, 4)


def test_it_costs_a_fixed_number_of_statements(showroom: Showroom) -> None:
    dice, found = Random(2), set()
    for turns in (30, 60):
        _lives(showroom, dice, turns)
        found.add(statements(showroom, lambda: of_today(showroom)))
    # Somebody near a deal is asked about; how many there are makes no difference.
    assert max(found) - min(found) <= 3


def test_printing_is_an_act_with_its_day(lived: Showroom) -> None:
    printed = print_showroom_day(lived.manager, THURSDAY)
    assert printed.pages == 1
    assert last_act().duty == "print_showroom_day"
    assert ActLine.select().order_by(ActLine.id.desc()).get().table_name == "showroom_day"
    text = "".join(PdfReader(BytesIO(printed.content)).pages[0].extract_text().split())
    assert "展厅日报" in text
    assert str(THURSDAY) in text
    before = last_act().id
    blank = preview_showroom_day(lived.manager, THURSDAY, blank=True)
    assert last_act().id == before
    assert str(THURSDAY) not in "".join(PdfReader(BytesIO(blank.content)).pages[0].extract_text().split())


def test_a_consultant_has_no_sheet_of_the_showroom(lived: Showroom) -> None:
    for desk in (lived.consultant, lived.reception):
        with pytest.raises(Denied):
            print_showroom_day(desk, THURSDAY)
        with pytest.raises(Denied):
            preview_showroom_day(desk, THURSDAY)
