"""The printed plan comes back line by line: one contact each, once, on whose card it still is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from showroom.errors import Refused
from showroom.forms.keyed_lines import is_done, planned
from showroom.models.daily_report import ReportRow
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.rules.contacts import Activity, Method
from showroom.services import handover, keyed_lines
from showroom.services.daily_report_entry import record_print_of
from showroom.services.desk import Desk, new_token
from tests import lost
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    Showroom,
    acts,
    refused,
    register_walk_in,
    staff_id,
    undo,
)
from tests.reports import report_of, reviews, row_of, seals, submits, told

DUE = date(2026, 3, 20)
GUESTS = ("王丽", "李强", "赵敏")
FACT = ("model_chosen",)


@pytest.fixture
def plan(showroom: Showroom) -> Showroom:
    """Three cards at B are due; the plan is printed in the morning."""
    for number, name in enumerate(GUESTS):
        register_walk_in(showroom.reception, name, f"1381234567{number}", received_by="陈涛", level="B")
    showroom.on(DUE, 8, 30)
    record_print_of(showroom.consultant, [report_of(showroom.consultant, DUE)])
    showroom.on(DUE, 18)
    return showroom


def card_of(name: str, showroom: Showroom) -> int:
    found = row_of(report_of(showroom.manager, DUE), name).prospect
    assert found is not None
    return found


def keys(showroom: Showroom, typed: str, desk: Desk | None = None, **given: Any) -> keyed_lines.KeyedIn:
    """A line is keyed in on the card that its row shows."""
    number = int(typed.split(maxsplit=1)[0].rstrip("+"))
    rows = planned(report_of(showroom.manager, DUE))
    card = next((row.prospect for row in rows if row.number == number), rows[0].prospect) or 0
    whose = desk or showroom.consultant
    return keyed_lines.key_in(whose, staff_id(CONSULTANT), DUE, card, typed, **given)


def logged() -> list[Any]:
    return list(FollowUp.select().where(FollowUp.removed_at.is_null()).order_by(FollowUp.id))


def test_the_numbers_on_paper_are_those_of_the_frozen_plan(plan: Showroom) -> None:
    kept = {row.prospect_id: row.position for row in ReportRow.select().where(ReportRow.planned)}
    rows = planned(report_of(plan.consultant, DUE))
    assert {row.prospect: row.number for row in rows} == kept
    keys(plan, "1 再打")
    later = planned(report_of(plan.consultant, DUE))
    assert {row.prospect: row.number for row in later} == kept


def test_a_line_is_one_contact_on_the_card(plan: Showroom) -> None:
    before = acts()
    keys(plan, "2 = 5 已约周六")
    (contact,) = logged()
    assert (contact.prospect_id, contact.said, contact.method) == (
        card_of("李强", plan),
        "已约周六",
        Method.PHONE,
    )
    assert (contact.activity, contact.agreed_on, contact.day) == (
        Activity.ADVANCE,
        DUE + timedelta(5),
        DUE,
    )
    assert acts() == before + 1
    assert told(row_of(report_of(plan.consultant, DUE), "李强")) == "B→B 电 advance 已约周六"


def test_a_visit_and_a_try_tick_what_they_are(plan: Showroom) -> None:
    keys(plan, "1 v 上门送资料")
    keys(plan, "2 * 1")
    report = report_of(plan.consultant, DUE)
    assert told(planned(report)[0]) == "B→B 访 advance 上门送资料"
    assert planned(report)[1].tried_in_vain
    assert planned(report)[1].not_visited
    assert [is_done(row) for row in planned(report)] == [True, True, False]


def test_the_same_line_again_is_saved_once(plan: Showroom) -> None:
    token = new_token()
    first = keys(plan, "1 再打", token=token)
    assert not first.repeated
    again = keys(plan, "1 再打", token=token)
    assert (again.follow_up, again.repeated) == (first.follow_up, True)
    assert len(logged()) == 1


def test_a_row_that_is_done_is_not_saved_twice_unless_said(plan: Showroom) -> None:
    keys(plan, "1 再打")
    with refused("E-LINE-DONE"):
        keys(plan, "1 再打")
    assert len(logged()) == 1
    keys(plan, "1+ 又来电")
    assert [one.said for one in logged()] == ["再打", "又来电"]


def test_of_two_desks_one_saves(plan: Showroom) -> None:
    keys(plan, "1 再打", plan.manager)
    with refused("E-LINE-DONE"):
        keys(plan, "1 再打", plan.consultant)
    assert len(logged()) == 1


def test_what_was_taken_back_can_be_keyed_in_again(plan: Showroom) -> None:
    keys(plan, "1 再打")
    undo(plan.consultant)
    assert not logged()
    keys(plan, "1 周一再打")
    assert [one.said for one in logged()] == ["周一再打"]


def test_a_row_that_is_not_on_the_plan_is_refused(plan: Showroom) -> None:
    with pytest.raises(Refused) as raised:
        keys(plan, "9 再打")
    assert raised.value.code == "E-LINE-NO-ROW"
    assert "3" in raised.value.sentence()
    assert not logged()


def test_another_customer_under_the_number_is_refused(plan: Showroom) -> None:
    with refused("E-LINE-MOVED"):
        keyed_lines.key_in(plan.consultant, staff_id(CONSULTANT), DUE, card_of("李强", plan), "1 再打")
    assert not logged()


def test_a_level_rises_with_a_fact_only(plan: Showroom) -> None:
    with refused("E-LINE-FACT"):
        keys(plan, "1 H 5 已约周六")
    assert not logged()
    card = planned(report_of(plan.consultant, DUE))[0].prospect
    Prospect.update(criteria=FACT).where(Prospect.id == card).execute()
    keys(plan, "1 h 5 已约周六")
    assert Prospect.get_by_id(card).level == "H"
    assert logged()[0].criteria == FACT


def test_a_level_falls_with_what_was_said(plan: Showroom) -> None:
    keys(plan, "1 C 30 推迟到下半年")
    assert told(planned(report_of(plan.consultant, DUE))[0]).startswith("B→C 电")


def test_a_card_handed_over_since_morning_is_refused(plan: Showroom) -> None:
    card = card_of("王丽", plan)
    split = {card: staff_id(OTHER_CONSULTANT)}
    handover.hand_over(plan.manager, staff_id(CONSULTANT), split, reason="调组")
    with refused("E-CARD-OTHERS"):
        keys(plan, "1 再打")
    assert not logged()


def test_a_card_closed_since_morning_is_refused(plan: Showroom) -> None:
    card = card_of("王丽", plan)
    lost.approves(plan.manager, lost.asks_lost(plan.consultant, card))
    with refused("E-CARD-CLOSED"):
        keys(plan, "1 再打")


def test_a_card_that_is_gone_is_refused(plan: Showroom) -> None:
    with refused("E-CARD-GONE"):
        keyed_lines.key_in(plan.consultant, staff_id(CONSULTANT), DUE, 999, "1 再打")


def test_the_next_morning_it_is_a_contact_of_the_day_before(plan: Showroom) -> None:
    plan.on(DUE + timedelta(1), 9)
    keys(plan, "1 3 再打")
    (contact,) = logged()
    assert (contact.day, contact.time, contact.agreed_on) == (DUE, None, DUE + timedelta(4))


def test_a_sealed_day_stays(plan: Showroom) -> None:
    submits(plan.consultant, DUE)
    card = card_of("王丽", plan)
    reviews(plan.manager, day=DUE)
    seals(plan.manager, DUE)
    with refused("E-REPORT-SEALED"):
        keyed_lines.key_in(plan.consultant, staff_id(CONSULTANT), DUE, card, "1 再打")


def test_a_colleagues_plan_is_not_keyed_in(plan: Showroom) -> None:
    with refused("E-REPORT-OTHERS"):
        keys(plan, "1 再打", plan.other_consultant)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1 " + "长" * 10_000, "E-LINE-TEXT"),
        ("1 再\x00打", "E-LINE-TEXT"),
        ("1 战败 别家", "E-LINE-LOST"),
        ("1 B 3.1 再打", "E-LINE-PAST"),
    ],
)
def test_bad_lines_leave_nothing(plan: Showroom, typed: str, code: str) -> None:
    before = acts()
    with refused(code):
        keys(plan, typed)
    assert acts() == before
