"""晨会单: its plan is that of the daily report; one's own, or anybody's for who sees the team."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from showroom.errors import Denied
from showroom.rules.calendar import DayKind
from showroom.rules.rotation import State
from showroom.services import calendar, daily_report, morning_sheet, rotation, sheet_owners, targets
from showroom.sheets.morning_sheet import due_lines
from showroom.sheets.morning_sheet_printing import print_morning_sheets
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, last_act, staff_id
from tests.sales import card_of_wang_li, delivers, places
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


def todays(showroom: Showroom, day: date = THURSDAY) -> list[tuple[str, str]]:
    sheet = morning_sheet.of(showroom.manager, staff_id(CONSULTANT), day)
    return [(one.kind, one.words) for one in sheet.to_do]


def test_a_car_that_is_handed_over_today_stands_on_it_until_it_is(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    order = places(showroom.consultant, card, expected_delivery=THURSDAY + timedelta(9))
    assert "交车" not in dict(todays(showroom))
    ahead = showroom.on(THURSDAY + timedelta(9))
    kinds = [kind for kind, _words in todays(ahead, THURSDAY + timedelta(9))]
    assert kinds[0] == "交车", "before the other steps"
    assert ("交车", "王丽") in todays(ahead, THURSDAY + timedelta(9))
    late = dict(todays(showroom.on(THURSDAY + timedelta(11)), THURSDAY + timedelta(11)))
    assert late["交车"] == "王丽 逾期 2 日"
    delivers(showroom.consultant, order)
    assert "交车" not in dict(todays(showroom, THURSDAY + timedelta(11)))


def test_it_says_how_somebody_is_there(showroom: Showroom) -> None:
    def duty(day: date = THURSDAY) -> str:
        return morning_sheet.of(showroom.manager, staff_id(CONSULTANT), day).duty

    assert duty() == "", "nobody has said"
    rotation.set_order(showroom.manager, (staff_id(OTHER_CONSULTANT), staff_id(CONSULTANT)))
    rotation.all_here(showroom.reception)
    assert duty() == "当班 第 2 位"
    rotation.plan(showroom.reception, staff_id(CONSULTANT), THURSDAY + timedelta(1), State.LEAVE)
    assert duty(THURSDAY + timedelta(1)) == "请假"


def test_the_aims_of_the_day_reach_the_target_in_the_days_that_are_left(showroom: Showroom) -> None:
    targets.set(showroom.manager, {"orders": 55, "drives": 27}, THURSDAY, staff_id(CONSULTANT))
    targets.set(showroom.manager, {"parties": 900}, THURSDAY)

    def aims() -> dict[str, int]:
        return dict(morning_sheet.of(showroom.manager, staff_id(CONSULTANT), THURSDAY).aims)

    assert aims() == {"drives": 1, "orders": 3}, "27 days from the 5th to the 31st; the showroom's is not his"
    calendar.set_day(showroom.manager, THURSDAY + timedelta(3), DayKind.CLOSED, name="盘点")
    assert aims() == {"drives": 2, "orders": 3}, "one day less"
    calendar.clear_day(showroom.manager, THURSDAY + timedelta(3), 1)
    wednesday = showroom.on(THURSDAY - timedelta(1))
    card = card_of_wang_li(wednesday)
    places(wednesday.consultant, card)
    showroom.on(THURSDAY)
    assert aims()["orders"] == 2, "54 are missing"
