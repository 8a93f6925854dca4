"""The evening sheet on paper: geometry, what has no room on the first page, long texts, blank form."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.forms.evening_sheet import EveningSheet, Kind, Moved, OpenThing, Tomorrow
from showroom.sheets import evening_sheet as sheet
from showroom.sheets.page import Page

from .reading import bounds, collisions, crossings, text_of
from .samples import STAMP

DAY = date(2025, 11, 22)
FIRM = "云川市第三建筑工程有限公司（司马长风）"
NAME = "古丽娜尔·阿不都热合曼"
LONG = "条件谈妥，差金融审批；要求加装行李架并送首年保养，经理周日到场定价，另需确认旧车评估与过户日期" * 2
KINDS = tuple(Kind)


def _sheet(open_: int, moved: int, tomorrow: int) -> EveningSheet:
    return EveningSheet(
        DAY,
        NAME,
        "全员 12 人",
        "云川市锦程汽车销售服务有限公司",
        "云川锦程",
        0,
        tuple(OpenThing(KINDS[place % len(KINDS)], f"{FIRM}{place}", LONG, NAME) for place in range(open_)),
        tuple(Moved(FIRM, "F2", "O", NAME, LONG, LONG) for _place in range(moved)),
        tuple(Tomorrow(NAME, 128, 16, 12, 10, LONG) for _place in range(tomorrow)),
    )


FULL, MORE, EMPTY = _sheet(10, 9, 6), _sheet(50, 40, 12), EveningSheet(DAY)


def pages_of(one: EveningSheet, *, blank: bool = False) -> list[Page]:
    return sheet.compose(one, blank=blank, stamp=STAMP)


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("one", [FULL, MORE, EMPTY])
def test_nothing_leaves_its_place(one: EveningSheet, blank: bool) -> None:
    for page in pages_of(one, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert top >= 9.49
            assert bottom <= 282.1 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_the_first_page_is_whole_and_says_what_follows() -> None:
    first, *others = pages_of(MORE)
    assert "展厅主管" in text_of(first)
    assert "另40项见后页" in text_of(first).replace(" ", "")
    assert all("展厅主管" not in text_of(page) for page in others)
    behind = "".join(text_of(page) for page in others)
    assert "50" in text_of(others[1]) + text_of(others[0])
    assert "二今日逐位" in behind
    assert "三明日" in behind


def test_what_has_room_needs_one_page_beside_its_notes() -> None:
    pages = pages_of(FULL)
    assert "见后页" not in text_of(pages[0])
    assert all("一当日未了" not in text_of(page) for page in pages[1:])


def test_the_blank_form_has_nothing_of_anybody() -> None:
    (page,) = pages_of(FULL, blank=True)
    assert "空白表" in text_of(page)
    assert "司马长风" not in text_of(page)
    assert "10" in text_of(page), "rows are numbered for the pen"
