"""The level grid as an Excel table: one letter or star a day, totals below, several consultants in one."""

from __future__ import annotations

from dataclasses import replace

from showroom.exchange.level_grid import table_of
from tests.sheets.grid_samples import GRID, ROWS


def test_each_customer_is_a_row_with_the_days_of_the_month() -> None:
    table = table_of([GRID])
    heads = [column.head for column in table.columns]
    assert len(table.rows) == len(ROWS)
    assert heads[8:38] == [str(number) for number in range(1, 31)], "November has thirty"
    first = dict(zip(heads, table.rows[0], strict=True))
    assert (first["1"], first["2"], first["3"], first["24"]) == ("*", "", "B", "*")
    assert first["信息来源"] == "S 来店来电"
    assert first["备注"] == ""
    assert dict(zip(heads, table.rows[4], strict=True))["备注"] == "同品·价格"
    assert dict(zip(heads, table.rows[3], strict=True))["促进结果"] == "D"


def test_figures_stand_below_and_the_head_names_whose_it_is() -> None:
    table = table_of([GRID])
    assert table.title == "月份意向客户级别状况表"
    assert "欧阳振华" in table.head
    assert "上月转入 8" in table.head
    assert dict(table.foot)["A"] == 3
    assert dict(table.foot)["合计"] == 11


def test_several_consultants_are_one_table() -> None:
    other = replace(GRID, consultant=2, consultant_name="孙丽华", rows=ROWS[:1], totals={"A": 1})
    table = table_of([GRID, other])
    assert [row[0] for row in table.rows] == ["欧阳振华"] * len(ROWS) + ["孙丽华"]
    assert "欧阳振华" not in table.head
    assert dict(table.foot)["合计"] == 12
