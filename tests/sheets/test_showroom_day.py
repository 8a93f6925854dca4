"""The showroom's day on paper: geometry, what stands on it, more consultants than a page, blank form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from showroom.forms.field import Option
from showroom.forms.figures import FIGURE, PANEL, Book, PanelLine, Value
from showroom.forms.showroom_day import COUNTS, RATES, ConsultantLine, KeyCustomer, RateLine, ShowroomDay
from showroom.rules.roll_forward import RollForward, Term
from showroom.sheets import qr
from showroom.sheets import showroom_day as sheet
from showroom.sheets.page import Page

from .reading import bounds, collisions, crossings, text_of
from .samples import STAMP

DAY = date(2025, 11, 22)
LONG = "金融审批未下；经理周日到场定价，客户要求加装行李架并送首年保养，另需确认旧车评估与过户日期"
BOOK = Book(DAY, DAY, None, dict.fromkeys((*COUNTS, "planned"), 28) | {"planned_done": 25})
KEYS = {
    "filed_rate": "filed_rate.of_first",
    "drive_rate": "drive_rate.of_filed",
    "repeat_rate": "repeat_rate.of_first_filed",
    "closing_rate": "closing_rate.of_first_filed",
    "lost_rate": "lost_rate.of_carried_or_opened",
    "plan_rate": "plan_rate",
}


def line(name: str) -> ConsultantLine:
    return ConsultantLine(name, BOOK, dict.fromkeys("HABC", 12), orders=8, target=10)


def _cards() -> RollForward:
    cards = RollForward()
    for level in "OHABCN":
        for term in Term:
            cards.counts[level, term] = 999
    cards.moves["H", "O"] = 4
    return cards


def _rate(family: str) -> RateLine:
    value = Value(FIGURE[KEYS[family]], 7, 10)
    return RateLine(family, value, value, Value(FIGURE[KEYS[family]], 0, 0))


FILLED = ShowroomDay(
    DAY,
    "陈志明",
    "云川市锦程汽车销售服务有限公司",
    "云川锦程",
    "小雪 -4 ℃",
    5,
    lines=tuple(PanelLine(key, FIGURE[key].label, 28, 1233, 1300) for key in PANEL),
    rates=tuple(_rate(family) for family in RATES),
    hours=(2, 4, 3, 1, 2, 5, 6, 3, 2, 0, 1),
    cards=_cards(),
    consultants=tuple(line(name) for name in ("王建国", "古丽娜尔·阿不都热合曼", "")),
    everybody=line(""),
    key_customers=tuple(
        KeyCustomer(number, "云川市第三建筑工程有限公司（司马长风）", "H", 1, "欧阳振华", LONG, DAY, "phone")
        for number in range(4)
    ),
    key_customers_in_all=9,
    lists={"car_model": (Option("1", "岚峰X7 2.0T 四驱尊享"),)},
)
MANY = replace(FILLED, consultants=tuple(line(f"顾问{number}") for number in range(40)))
EMPTY = ShowroomDay(DAY)


def pages_of(day: ShowroomDay, *, blank: bool = False) -> list[Page]:
    return sheet.compose(day, blank=blank, stamp=STAMP)


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("day", [FILLED, MANY, EMPTY])
def test_nothing_leaves_its_place(day: ShowroomDay, blank: bool) -> None:
    for page in pages_of(day, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert top >= 9.49
            assert bottom <= 282.1 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_what_stands_on_it() -> None:
    text = text_of(pages_of(FILLED)[0])
    for words in ("2025-11-22星期六", "小雪", "1205", "1233", "95%", "70%", "–", "王建国", "未指定", "8/10"):
        assert words in text.replace(" ", "")
    assert "共9位" in text


def test_more_consultants_than_seven_stand_on_pages_of_their_own() -> None:
    first, second, third = pages_of(MANY)[:3]
    assert "顾问0" not in text_of(first)
    assert "顾问0" in text_of(second)
    assert "顾问39" in text_of(third)


def test_the_blank_form_has_nothing_of_anybody() -> None:
    (page,) = pages_of(FILLED, blank=True)
    text = text_of(page)
    assert "空白表" in text
    for words in ("王建国", "司马长风", "小雪", "28"):
        assert words not in text.replace(" ", "").replace("2025-11-2218:42", "")


def test_the_corner_code_names_the_day() -> None:
    assert qr.Code(qr.Kind.SD, qr.day_number(DAY)).digits().startswith("1020251122")
