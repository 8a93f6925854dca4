"""The Excel copy of daily reports: one value to a cell, ticks that add up, everybody's below each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from showroom.errors import Denied
from showroom.exchange.daily_report import export_daily_report, table_of
from showroom.exchange.workbook import build
from showroom.services import sheet_owners
from tests.people import THURSDAY, Showroom, last_act, register_walk_in
from tests.sheets.report_samples import INSTRUCTED, REPORT, ROWS

from .reading import days, formulas, values
from .test_workbook import MADE

HEADS = [
    "销售顾问", "序号", "计划", "应访日", "客户姓名", "车型", "电话", "地区", "信息来源",
    "开拓", "促进", "售后回访", "手续", "管理", "原有", "现在", "电话", "拜访", "经过", "顾问补充",
    "主管指示",
]  # fmt: skip


def test_each_value_has_its_own_cell() -> None:
    due = replace(REPORT, rows=(replace(ROWS[0], due_on=date(2025, 11, 21)), *ROWS[1:]))
    rows = values(build(table_of([due]), "E1", MADE))
    assert rows[0] == ["营业日报表"]
    assert rows[2] == HEADS
    first = rows[3]
    assert first[:3] == ["欧阳振华", 1, 1]
    assert days([first[3]]) == [date(2025, 11, 21)]
    assert first[4:9] == ["赵志远", "星澜 EV", "138 0000 0001", "城东", "11"]
    assert first[9:18] == [None, 1, None, None, None, "B", "A", None, 1]
    assert first[18] == ROWS[0].said
    assert rows[11][18:20] == ["未接通", "明日再打"]


def test_instructions_and_totals_are_there() -> None:
    table = table_of([INSTRUCTED])
    assert table.rows[0][-1] == "价格底线问我"
    assert dict(table.foot) == {
        "开拓": 1, "促进": 6, "售后回访": 1, "手续": 2, "管理": 1, "电话": 2, "拜访": 8, "升级": 4, "降级": 0,
        "未访": 1,
    }  # fmt: skip


def test_several_consultants_are_one_table() -> None:
    table = table_of([REPORT, replace(REPORT, consultant=2, consultant_name="孙丽华", rows=ROWS[:1])])
    assert [row[0] for row in table.rows] == ["欧阳振华"] * len(ROWS) + ["孙丽华"]
    assert "欧阳振华" not in table.head


def test_text_stays_text() -> None:
    nasty = replace(ROWS[0], name="=1+1", said="+cmd|' /C calc'!A1", words="@SUM(1)", area="-1")
    assert not formulas(build(table_of([replace(REPORT, rows=(nasty,))]), "E1", MADE))


def test_it_is_an_act_for_whoever_may(showroom: Showroom) -> None:
    for name, phone, who in (("王丽", "13812345678", "陈涛"), ("周凯", "13812345679", "李娜")):
        register_walk_in(showroom.reception, name, phone, received_by=who, level="B")
    everybody = sheet_owners.consultants(showroom.manager)
    rows = values(export_daily_report(showroom.manager, everybody, THURSDAY))
    assert last_act().duty == "export_daily_report"
    assert {"王丽", "周凯"} <= {row[4] for row in rows if len(row) > 4}
    own = sheet_owners.consultants(showroom.consultant)
    rows = values(export_daily_report(showroom.consultant, own, THURSDAY))
    assert [row[4] for row in rows[3:4]] == ["王丽"]
    with pytest.raises(Denied):
        export_daily_report(showroom.consultant, everybody, THURSDAY)
