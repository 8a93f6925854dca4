"""月度总结: everything on it is the book's, the halves make the month, only who sees the team has it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from showroom.errors import Denied
from showroom.forms.month_summary import COUNTS, MonthSummary
from showroom.models.act import ActLine
from showroom.models.prospect import Prospect
from showroom.rules import periods
from showroom.rules.card_flow import LINES, flow_of
from showroom.services import figures, lost_analysis, month_summary
from showroom.sheets.month_summary_printing import preview_month_summary, print_month_summary
from tests.lost import approves, asks_lost
from tests.people import THURSDAY, Showroom, last_act, register_walk_in
from tests.services.test_figures_at_random import _lives


@pytest.fixture
def lived(showroom: Showroom) -> Showroom:
    """A store in which many things happened over several weeks."""
    _lives(showroom, Random(6), 80)
    return showroom


def of_now(showroom: Showroom) -> MonthSummary:
    return month_summary.of_month(showroom.manager, showroom.clock.today())


def test_every_figure_is_that_of_the_book(lived: Showroom) -> None:
    sheet = of_now(lived)
    book = figures.of_period(lived.manager, sheet.month, sheet.last)
    before = periods.holding(periods.Span.MONTH, sheet.month - timedelta(1))
    last = figures.of_period(lived.manager, before.first, before.last)
    assert sum(book.counts.values()) > 0
    assert all(line.this_month == book.counts.get(line.key, 0) for line in sheet.lines)
    assert all(line.last_month == last.counts.get(line.key, 0) for line in sheet.lines)
    for rate in sheet.rates:
        assert rate.this_month == book[rate.this_month.figure.key]
        assert rate.last_month == last[rate.this_month.figure.key]
    assert sum(sheet.stages) == book.counts.get("lost", 0)
    assert sheet.funnel is not None
    assert len(sheet.funnel.bars) == 7
    assert sheet.funnel.bars[0].value == book.counts.get("parties", 0)
    assert sum(part.parties for part in sheet.sources) == book.counts.get("parties", 0)
    assert [flow_of(sheet.cards, one).difference for one in LINES] == [0] * len(LINES)


def test_consultants_add_up_to_everybody(lived: Showroom) -> None:
    sheet = of_now(lived)
    assert sheet.everybody is not None
    for key in COUNTS:
        assert sum(one.of(key) for one in sheet.consultants) == sheet.everybody.of(key)


def test_both_halves_make_the_month(showroom: Showroom) -> None:
    for place, days in enumerate((1, 2, 15)):
        guest = f"1390000000{place}"
        register_walk_in(showroom.on(THURSDAY, 9).reception, "王丽", guest, received_by="陈涛", level="B")
        card = int(Prospect.select().order_by(Prospect.id.desc()).get().id)
        approves(showroom.manager, asks_lost(showroom.on(THURSDAY + timedelta(days), 10).consultant, card))
    sheet = of_now(showroom)
    first, second = sheet.halves
    assert sheet.lost is not None
    assert [len(losses.rows) for losses in (first, second, sheet.lost)] == [2, 1, 3]
    assert (first.last.day, second.first.day, second.last) == (15, 16, sheet.lost.last)
    assert (*second.rows, *first.rows) == sheet.lost.rows
    assert first.requests + second.requests == sheet.lost.requests == 3
    assert first.clear + second.clear == sheet.lost.clear
    for half, losses in enumerate(sheet.halves, 1):
        analysis = lost_analysis.of_month(showroom.manager, THURSDAY, half=half)
        assert analysis.losses == losses
        assert analysis.month == THURSDAY.replace(day=1)


def test_a_month_that_is_not_over_ends_today(lived: Showroom) -> None:
    today = lived.clock.today()
    assert (of_now(lived).last, of_now(lived).over) == (today, False)
    past = month_summary.of_month(lived.manager, today.replace(day=1) - timedelta(1))
    assert past.over
    assert past.last == today.replace(day=1) - timedelta(1)


def test_printing_is_one_act_with_its_month(lived: Showroom) -> None:
    last = lived.clock.today().replace(day=1) - timedelta(1)
    printed = print_month_summary(lived.manager, last)
    assert last_act().duty == "print_month_summary"
    assert ActLine.select().order_by(ActLine.id.desc()).get().table_name == "month_summary"
    texts = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed.content)).pages]
    assert printed.pages == len(texts) >= 4
    assert "月度总结" in texts[0]
    assert "六结论" in texts[1]
    assert "1–15日" in texts[2]
    assert f"16–{last.day}日" in texts[-1]


def test_the_empty_form_is_the_summary_alone(lived: Showroom) -> None:
    assert preview_month_summary(lived.manager, THURSDAY, blank=True).pages == 2


def test_only_who_sees_the_team_prints_it(lived: Showroom) -> None:
    for desk in (lived.consultant, lived.reception):
        with pytest.raises(Denied):
            print_month_summary(desk, THURSDAY)
        with pytest.raises(Denied):
            preview_month_summary(desk, THURSDAY)
