"""夕会单: what is open stands on it until it is done, who moved that day, and what tomorrow brings."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from showroom.errors import Denied
from showroom.forms.evening_sheet import EveningSheet, Kind, OpenThing
from showroom.services import daily_report, evening_sheet, sheet_owners
from showroom.services.desk import Desk
from showroom.sheets.evening_sheet_printing import preview_evening_sheet, print_evening_sheet
from tests.lost import approves, asks_lost
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    acts,
    correct,
    last_act,
    log_of,
    register_walk_in,
    staff_id,
)
from tests.reports import says, submits
from tests.sales import card_of_wang_li
from tests.services.test_appointment import fixes

FRIDAY = THURSDAY + timedelta(1)


def sheet_of(desk: Desk, day: object = THURSDAY, user: str | None = None) -> EveningSheet:
    whose = sheet_owners.consultants(desk, user) if user else sheet_owners.choice(desk)
    return evening_sheet.of(desk, whose, day)  # type: ignore[arg-type]


def things(sheet: EveningSheet, kind: Kind) -> list[OpenThing]:
    return [one for one in sheet.open if one.kind is kind]


def test_a_row_of_the_log_that_lacks_something_is_open_until_it_is_mended(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    register_walk_in(showroom.reception, "", received_by="陈涛")
    sheet = sheet_of(showroom.manager)
    found = {(one.about.split()[2], one.lacks) for one in sheet.open if one.about.startswith("序")}
    assert ("王丽", "离店时间") in found
    assert ("未留名", "无留档原因") in found
    rows = log_of(showroom.reception).rows
    wang = next(row for row in rows if row.guest_name == "王丽")
    correct(showroom.reception, wang.entry, wang.revision, left="11:30")
    found = {one.about.split()[2] for one in sheet_of(showroom.manager).open if one.lacks == "离店时间"}
    assert "王丽" not in found


def test_who_was_planned_and_not_reached_is_open_until_he_is(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    showroom.clock.put(THURSDAY + timedelta(20), 17, 0)
    day = showroom.clock.today()
    (one,) = things(sheet_of(showroom.consultant, day), Kind.NOT_VISITED)
    assert "王丽" in one.about
    assert "逾期" in one.about
    assert one.lacks == "未联系"
    says(showroom.consultant, card)
    assert things(sheet_of(showroom.consultant, day), Kind.NOT_VISITED) == []


def test_a_request_waits_on_it_until_it_is_decided_and_on_that_evening_for_good(showroom: Showroom) -> None:
    request = asks_lost(showroom.consultant, card_of_wang_li(showroom))
    (one,) = things(sheet_of(showroom.manager), Kind.LOST)
    assert "王丽" in one.about
    assert one.lacks == "经理审核"
    showroom.clock.put(FRIDAY, 9, 0)
    approves(showroom.manager, request)
    assert things(sheet_of(showroom.manager, FRIDAY), Kind.LOST) == []
    assert len(things(sheet_of(showroom.manager), Kind.LOST)) == 1, "it waited on Thursday evening"


def test_a_report_is_open_until_it_is_handed_in(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    assert "陈涛" in [one.consultant for one in things(sheet_of(showroom.manager), Kind.REPORT)]
    submits(showroom.consultant)
    assert "陈涛" not in [one.consultant for one in things(sheet_of(showroom.manager), Kind.REPORT)]


def test_who_rose_or_was_lost_is_gone_through_with_what_was_said(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    assert [one for one in sheet_of(showroom.manager).moved if one.after != "H"] == []
    showroom.clock.put(FRIDAY, 15, 0)
    says(showroom.consultant, card, said="带家人来谈价", level="A", criteria=["purchase_conditions"])
    (one,) = sheet_of(showroom.manager, FRIDAY).moved
    assert (one.name, one.after, one.consultant) == ("王丽", "A", "陈涛")
    assert "带家人来谈价" in one.said
    approves(showroom.manager, asks_lost(showroom.consultant, card))
    assert [one.after for one in sheet_of(showroom.manager, FRIDAY).moved] == ["F1"]


def test_tomorrow_is_the_plan_of_tomorrows_report_and_its_guests(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    day = THURSDAY + timedelta(20)
    showroom.clock.put(day, 17, 0)
    lines = {one.consultant: one for one in sheet_of(showroom.manager, day).tomorrow}
    plan = daily_report.of(showroom.manager, staff_id(CONSULTANT), day + timedelta(1))
    assert lines["陈涛"].due == sum(row.planned for row in plan.rows) == 1
    assert lines["陈涛"].late == 1
    assert lines["李娜"].due == lines["陈涛"].expected == 0
    fixes(showroom.consultant, card, day + timedelta(1), "10:30")
    lines = {one.consultant: one for one in sheet_of(showroom.manager, day).tomorrow}
    assert lines["陈涛"].expected == 1
    assert "王丽 10:30" in lines["陈涛"].words


def test_a_consultant_prints_his_own_and_no_colleagues(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    own = sheet_owners.consultants(showroom.consultant)
    before = acts()
    preview_evening_sheet(showroom.consultant, own, THURSDAY)
    assert acts() == before, "to look at it is no act"
    printed = print_evening_sheet(showroom.consultant, own, THURSDAY)
    assert last_act().duty == "print_evening_sheet"
    text = "".join(PdfReader(BytesIO(printed.content)).pages[0].extract_text().split())
    assert "夕会单" in text
    assert "陈涛" in text
    others = sheet_owners.consultants(showroom.manager, OTHER_CONSULTANT)
    with pytest.raises(Denied):
        print_evening_sheet(showroom.consultant, others, THURSDAY)


def test_the_blank_form_knows_nobody(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    blank = print_evening_sheet(showroom.manager, sheet_owners.choice(showroom.manager), THURSDAY, blank=True)
    assert blank.pages == 1
    text = "".join(PdfReader(BytesIO(blank.content)).pages[0].extract_text().split())
    assert "空白表" in text
    assert "陈涛" not in text
