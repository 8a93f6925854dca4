"""The Excel copy of the tracking sheet: one value to a cell, everybody's cards below each other."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.errors import Denied
from showroom.exchange.tracking_sheet import export_tracking_sheet, table_of
from showroom.exchange.workbook import build
from showroom.services import sheet_owners
from tests.people import CONSULTANT, RECEPTIONIST, THURSDAY, Showroom, last_act, register_walk_in
from tests.sheets.tracking_samples import SHEET

from .reading import days, formulas, values
from .test_workbook import MADE

MARCH = (THURSDAY.replace(day=1), date(2026, 3, 31))


def test_each_contact_has_its_own_cells() -> None:
    rows = values(build(table_of([SHEET]), "E1", MADE))
    assert rows[0] == ["潜在客户跟踪表"]
    assert rows[2][:9] == [
        "销售顾问", "编号", "客户姓名", "联系电话", "来源渠道", "拟购车型", "意向级别",
        "第一次跟踪记录\n序号", "第一次跟踪记录\n日期",
    ]  # fmt: skip
    full = rows[4]
    assert full[:7] == [
        "欧阳振华", "P25-00874", "阿卜杜拉·买买提", "137 0000 2468/0991-0000 888", "S 来店来电",
        "岚峰X5 1.5T 白", "H",
    ]  # fmt: skip
    assert full[7] == 5
    assert days([full[8]]) == [date(2025, 11, 16)]
    assert full[9:12] == ["电话", "金融资料已寄，差收入证明", "A"]
    assert rows[5][-1] == "计划 12-01 交车"


def test_text_stays_text() -> None:
    assert not formulas(build(table_of([SHEET]), "E1", MADE))


def test_it_is_an_act_for_whoever_may(showroom: Showroom) -> None:
    for name, phone, who in (("王丽", "13812345678", "陈涛"), ("周凯", "13812345679", "李娜")):
        register_walk_in(showroom.reception, name, phone, received_by=who, level="B")
    everybody = sheet_owners.consultants(showroom.manager)
    rows = values(export_tracking_sheet(showroom.manager, everybody, *MARCH))
    assert [row[2] for row in rows[3:]] == ["王丽", "周凯"]
    assert last_act().duty == "export_tracking_sheet"
    rows = values(export_tracking_sheet(showroom.manager, everybody, *MARCH, only=[2]))
    assert [row[2] for row in rows[3:]] == ["周凯"]
    own = sheet_owners.consultants(showroom.consultant, CONSULTANT)
    assert [row[2] for row in values(export_tracking_sheet(showroom.consultant, own, *MARCH))[3:]] == ["王丽"]
    with pytest.raises(Denied):
        export_tracking_sheet(showroom.desk(RECEPTIONIST), own, *MARCH)
