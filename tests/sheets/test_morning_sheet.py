"""The morning sheet on paper: geometry, rows that overflow, long texts, blank form."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from showroom.forms.daily_report import ReportRow
from showroom.forms.field import Option
from showroom.forms.morning_sheet import LeftOver, MorningSheet, ToDo, ToReach
from showroom.sheets import morning_sheet as sheet
from showroom.sheets.page import Page

from .reading import bounds, collisions, crossings, text_of
from .samples import STAMP

DAY = date(2025, 11, 23)
FIRM = "云川市第三建筑工程有限公司（司马长风）"
LONG = "条件谈妥，差金融审批；要求加装行李架并送首年保养，经理周日到场定价，另需确认旧车评估与过户日期" * 2


def _row(number: int) -> ToReach:
    phones = ("+86 138 0000 1234 转 88123", "0991-0000 456")
    due = DAY - timedelta(number % 3)
    return ToReach(
        ReportRow(number, number, number, FIRM, model=1, phones=phones, level_before="H", due_on=due),
        said=LONG,
    )


FULL = MorningSheet(
    3,
    "古丽娜尔·阿不都热合曼",
    DAY,
    "云川市锦程汽车销售服务有限公司",
    "云川锦程",
    tuple(_row(number) for number in range(1, 25)),
    tuple(ToDo("试驾", f"{FIRM} 试驾车 2 号", time(10)) for _ in range(4)),
    tuple(LeftOver(LONG, DAY) for _ in range(8)),
    {"car_model": (Option("1", "岚峰X7 2.0T 四驱尊享"),)},
)
EMPTY = MorningSheet(3, "王建国", DAY)


def pages_of(one: MorningSheet, *, blank: bool = False) -> list[Page]:
    return sheet.compose(one, blank=blank, stamp=STAMP)


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("one", [FULL, EMPTY])
def test_nothing_leaves_its_place(one: MorningSheet, blank: bool) -> None:
    for page in pages_of(one, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert top >= 9.49
            assert bottom <= 282.1 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_rows_that_overflow_open_page_two_and_numbers_run_on() -> None:
    first, second = pages_of(FULL)[:2]
    assert "接下页" in text_of(first)
    assert "今日目标" not in text_of(first)
    assert "今日目标" in text_of(second)
    assert "36" in text_of(second)
    assert "逾期2日" in text_of(first)


def test_the_blank_form_has_nothing_of_anybody() -> None:
    (page,) = pages_of(FULL, blank=True)
    assert "空白表" in text_of(page)
    assert "司马长风" not in text_of(page)
