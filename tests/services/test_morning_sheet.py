"""晨会单: its plan is that of the daily report; one's own, or anybody's for who sees the team."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from showroom.errors import Denied
from showroom.services import daily_report, morning_sheet, sheet_owners
from showroom.sheets.morning_sheet import due_lines
from showroom.sheets.morning_sheet_printing import print_morning_sheets
from tests.people import CONSULTANT, OTHER_CONSULTANT, Showroom, last_act, staff_id
from tests.services.test_figures_at_random import _lives


@pytest.fixture
def lived(showroom: Showroom) -> Showroom:
    """A store in which many things happened over several weeks."""
    _lives(showroom, Random(6), 60)
    return showroom


def test_the_plan_is_that_of_the_daily_report(lived: Showroom) -> None:
    day, found = lived.clock.today(), 0
    for user in (CONSULTANT, OTHER_CONSULTANT):
        report = daily_report.of(lived.manager, staff_id(user), day)
        sheet = morning_sheet.of(lived.manager, staff_id(user), day)
        assert [one.row for one in sheet.rows] == [row for row in report.rows if row.planned]
        for one in sheet.rows:
            assert one.row.due_on is not None
            assert due_lines(one, day)[-1].endswith(f"{one.row.due_on:%m-%d}")
            assert (len(due_lines(one, day)) == 2) == (one.row.due_on < day)
        found += len(sheet.rows)
    assert found


def test_a_consultant_prints_his_own_and_no_colleague_s(lived: Showroom) -> None:
    day, own = lived.clock.today(), sheet_owners.consultants(lived.consultant)
    printed = print_morning_sheets(lived.consultant, own, day)
    assert last_act().duty == "print_morning_sheet"
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages).split())
    assert "晨会单" in text
    assert own[0].name in text
    others = sheet_owners.consultants(lived.manager, OTHER_CONSULTANT)
    with pytest.raises(Denied):
        print_morning_sheets(lived.consultant, others, day)


def test_the_manager_prints_all_each_on_a_page_and_a_blank_one(lived: Showroom) -> None:
    day, everybody = lived.clock.today(), sheet_owners.consultants(lived.manager)
    assert len(everybody) > 1
    assert print_morning_sheets(lived.manager, everybody, day).pages >= len(everybody)
    blank = print_morning_sheets(lived.manager, everybody, day, blank=True)
    assert blank.pages == 1
    text = "".join(PdfReader(BytesIO(blank.content)).pages[0].extract_text().split())
    assert everybody[0].name not in text
