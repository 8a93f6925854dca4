"""The month's summary on paper: geometry, what stands on it, more people than a page, the empty form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from showroom.forms.figures import FIGURE, PANEL, Book, Part, Value
from showroom.forms.lost_analysis import Loss, Losses
from showroom.forms.month_summary import COUNTS, RATES, STAGES, MonthLine, MonthOf, MonthRate, MonthSummary
from showroom.forms.plot import STAGES as FUNNEL
from showroom.forms.plot import Bar, Kind, Mark, Plot, Words
from showroom.forms.plot import Part as Rows
from showroom.rules.roll_forward import RollForward, Term
from showroom.sheets import month_summary as sheet
from showroom.sheets import qr
from showroom.sheets.page import Page

from .reading import bounds, collisions, crossings, text_of
from .samples import STAMP

FIRST, LAST = date(2025, 11, 1), date(2025, 11, 22)
LONG = "古丽娜尔·阿不都热合曼·买买提"
KEYS = {
    "filed_rate": "filed_rate.of_first",
    "drive_rate": "drive_rate.of_mixed",
    "repeat_rate": "repeat_rate.of_registered",
    "closing_rate": "closing_rate.of_first_filed",
    "lost_rate": "lost_rate.of_carried_or_opened",
}
BOOK = Book(FIRST, LAST, None, dict.fromkeys(COUNTS, 1280) | {"planned": 1300, "planned_done": 1289})


def _cards() -> RollForward:
    cards = RollForward()
    for level in "OHABCN":
        for term in (Term.OPENING, Term.CLOSING):
            cards.counts[level, term] = 9999
    cards.counts["C", Term.LOST] = 1
    return cards


def _rate(family: str) -> MonthRate:
    figure = FIGURE[KEYS.get(family, family)]
    return MonthRate(family, Value(figure, 1234, 9876), Value(figure, 0, 0))


def _bar(key: str, count: int) -> Bar:
    label = Words(FIGURE[key].label, FIGURE[key].label)
    return Bar(label, (Mark(count, Rows(key, FIRST, LAST, None, None, frozenset())),), 2000, label, -17)


def _losses(first: int, last: int, count: int) -> Losses:
    days = date(2025, 11, first), date(2025, 11, last)
    one = Loss(1, "", days[0], 1, LONG, "", "", (), None, "C", group="price", late_days=3)
    return Losses(*days, (one,) * count, cards=1300, requests=1200, clear=1100)


FILLED = MonthSummary(
    FIRST,
    LAST,
    False,
    "陈志明",
    "云川市锦程汽车销售服务有限公司",
    "云川锦程",
    lines=tuple(MonthLine(key, 1233, 1144, 1300) for key in PANEL),
    rates=tuple(_rate(family) for family in RATES),
    funnel=Plot(
        "funnel",
        Kind.FUNNEL,
        Words("销售漏斗", "Funnel"),
        Words("11月", "November"),
        tuple(_bar(key, 1900 - 200 * place) for place, key in enumerate(FUNNEL)),
        None,
    ),
    stages=tuple(range(101, 101 + len(STAGES))),
    cards=_cards(),
    consultants=tuple(MonthOf(name, BOOK, 1300) for name in ("王建国", LONG, "")),
    everybody=MonthOf("", BOOK, 9000),
    sources=tuple(Part(f"来源{number}", "", 300 - number, 200, 100) for number in range(14)),
    halves=(_losses(1, 15, 321), _losses(16, 30, 432)),
    lost=_losses(1, 30, 753),
)
MANY = replace(FILLED, consultants=tuple(MonthOf(f"顾问{number}", BOOK) for number in range(40)))
EMPTY = MonthSummary(FIRST, LAST)


def pages_of(summary: MonthSummary, *, blank: bool = False) -> list[Page]:
    return sheet.compose(summary, blank=blank, stamp=STAMP)


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("summary", [FILLED, MANY, EMPTY])
def test_nothing_leaves_its_place(summary: MonthSummary, blank: bool) -> None:
    for page in pages_of(summary, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert top >= 9.49
            assert bottom <= 282.1 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_what_stands_on_it() -> None:
    first, second = map(text_of, pages_of(FILLED)[:2])
    for words in (
        "2025-11-01至2025-11-22（本月未完）",
        "1233",
        "1144",
        "95%",
        "1234÷9876",
        "12%",
        "销售漏斗",
        "107",
    ):
        assert words in first
    for words in (
        "王建国",
        "古丽娜尔",
        "未指定",
        "1280/1300",
        "99%",
        "321",
        "432",
        "753",
        "1100÷1200",
        "其他来源",
    ):
        assert words in second
    assert "来源7" in second
    assert "来源8" not in second


def test_a_month_that_is_over_does_not_say_otherwise() -> None:
    assert "本月未完" not in text_of(pages_of(replace(FILLED, over=True))[0])


def test_more_consultants_than_eight_stand_on_pages_of_their_own() -> None:
    _first, second, third, fourth = pages_of(MANY)[:4]
    assert "顾问见第3页" in text_of(second)
    assert "顾问0" not in text_of(second)
    assert "顾问0" in text_of(third)
    assert "顾问39" in text_of(fourth)


def test_the_blank_form_has_nothing_of_anybody() -> None:
    pages = pages_of(FILLED, blank=True)
    assert len(pages) == 2
    for page in pages:
        text = text_of(page)
        assert "空白表" in text
        for words in ("王建国", "1233", "来源0", "陈志明", "2025-11-01"):
            assert words not in text


def test_the_corner_code_names_the_month() -> None:
    assert qr.Code(qr.Kind.MY, qr.day_number(FIRST)).digits().startswith("2120251101")
