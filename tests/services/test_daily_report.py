"""The daily report over real rows: the frozen plan, what joins to a row, whose sheet, the states, who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.errors import Denied, Invalid
from showroom.models.daily_report import ReportRow
from showroom.models.prospect import Prospect
from showroom.rules.daily_report import ReportState
from showroom.rules.rotation import State
from showroom.services import (
    daily_report_entry,
    daily_report_evening,
    follow_up,
    instructions,
    rotation,
    today,
)
from showroom.services.daily_report_entry import record_print_of
from tests import lost
from tests.handovers import covers, hands_over
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    refused,
    register_call,
    register_walk_in,
    remove,
    staff_id,
    statements,
    undo,
)
from tests.reports import (
    report_of,
    reviews,
    row_of,
    says,
    sends_back,
    submits,
    told,
    writes,
)
from tests.sales import card_of_wang_li, delivers, places

# 王丽's card at level B comes due fifteen days after her visit.
DUE = date(2026, 3, 20)
FACT = ("model_chosen",)


def due(showroom: Showroom, hour: int = 10) -> int:
    """王丽's card, on the morning on which it is due."""
    card = card_of_wang_li(showroom)
    showroom.on(DUE, hour)
    return card


def test_a_card_opened_that_day_has_nothing_before(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    report = report_of(showroom.consultant)
    assert told(row_of(report, "王丽")) == "→B 访 prospecting"
    assert not row_of(report, "王丽").planned
    assert (report.totals.by_visit, report.totals.rises, report.totals.not_visited) == (1, 0, 0)


def test_what_is_due_is_planned_and_not_visited_until_somebody_is_reached(showroom: Showroom) -> None:
    card = due(showroom)
    row = row_of(report_of(showroom.consultant, DUE), "王丽")
    assert (row.planned, row.due_on, told(row), row.not_visited) == (True, DUE, "B→", True)
    says(showroom.consultant, card, result="no_answer", said="")
    row = row_of(report_of(showroom.consultant, DUE), "王丽")
    assert (told(row), row.tried_in_vain, row.not_visited) == ("B→ advance", True, True)


def test_nothing_is_planned_the_day_before(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    assert report_of(showroom.consultant, DUE - timedelta(1)).rows == ()


def test_contacts_of_a_day_join_with_the_first_level_and_the_last(showroom: Showroom) -> None:
    card = due(showroom)
    says(showroom.consultant, card, said="约下午来", level="A", criteria=FACT)
    showroom.on(DUE, 15)
    says(
        showroom.consultant,
        card,
        said="谈价格",
        method="visit",
        activity="paperwork",
        level="H",
        criteria=FACT,
    )
    report = report_of(showroom.consultant, DUE)
    assert told(row_of(report, "王丽")) == "B→H 电访 advance paperwork 约下午来；谈价格"
    assert (report.totals.rises, report.totals.falls) == (1, 0)


def test_a_visit_on_the_log_is_a_contact_like_any_other(showroom: Showroom) -> None:
    due(showroom)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", note="又来看车")
    register_call(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→B 电访 advance 又来看车"


def test_the_plan_stays_what_it_was_when_the_contact_moves_the_date(showroom: Showroom) -> None:
    card = due(showroom)
    says(showroom.consultant, card)
    showroom.on(DUE + timedelta(9))
    row = row_of(report_of(showroom.consultant, DUE), "王丽")
    assert row.planned
    assert row.due_on == DUE


def test_a_printed_draft_freezes_the_plan(showroom: Showroom) -> None:
    card = due(showroom)
    record_print_of(showroom.consultant, [report_of(showroom.consultant, DUE)])
    # What is put on the card of an earlier day afterwards would have moved the date.
    says(showroom.consultant, card, day=DUE - timedelta(2))
    row = row_of(report_of(showroom.consultant, DUE), "王丽")
    assert row.planned
    assert ReportRow.select().count() == 1


def test_a_plan_nobody_printed_follows_what_is_put_on_the_card_later(showroom: Showroom) -> None:
    card = due(showroom)
    says(showroom.consultant, card, day=DUE - timedelta(2))
    assert report_of(showroom.consultant, DUE).rows == ()


def test_a_day_to_come_freezes_nothing(showroom: Showroom) -> None:
    due(showroom)
    ahead = DUE + timedelta(1)
    record_print_of(showroom.consultant, [report_of(showroom.consultant, ahead)])
    assert ReportRow.select().count() == 0


def test_planned_rows_come_in_due_order_then_the_others_by_time(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    register_walk_in(showroom.reception, "李强", "13812345670", received_by="陈涛", level="H")
    showroom.on(DUE, 15)
    register_walk_in(showroom.reception, "周杰", "13812345671", received_by="陈涛", level="C")
    showroom.on(DUE, 11)
    register_walk_in(showroom.reception, "吴磊", "13812345672", received_by="陈涛", level="C")
    report = report_of(showroom.consultant, DUE)
    assert [(row.number, row.name, row.planned) for row in report.rows] == [
        (1, "李强", True),
        (2, "王丽", True),
        (3, "吴磊", False),
        (4, "周杰", False),
    ]


def test_a_lost_card_stands_with_its_end(showroom: Showroom) -> None:
    card = due(showroom)
    says(showroom.consultant, card, said="已在他店订同款")
    lost.approves(showroom.manager, lost.asks_lost(showroom.consultant, card))
    report = report_of(showroom.consultant, DUE)
    assert told(row_of(report, "王丽")) == "B→F1 电 advance 已在他店订同款"
    assert (report.totals.falls, report.totals.not_visited) == (0, 0)


def test_a_sleeping_card_stands_with_its_end(showroom: Showroom) -> None:
    card = due(showroom)
    lost.approves(showroom.manager, lost.asks_to_sleep(showroom.consultant, card))
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→F2"


def test_an_owner_who_comes_back_is_after_sales(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    delivers(showroom.consultant, places(showroom.consultant, card))
    assert told(row_of(report_of(showroom.consultant), "王丽")) == "→D 访 prospecting"
    showroom.on(DUE)
    register_walk_in(
        showroom.reception, "王丽", "13812345678", received_by="陈涛", purpose="维修保养", note="首保"
    )
    row = row_of(report_of(showroom.consultant, DUE), "王丽")
    assert (row.prospect, told(row)) == (None, "M→M 访 after_sales_callback 首保")


def test_a_card_given_away_that_day_is_answered_by_who_has_it(showroom: Showroom) -> None:
    card = due(showroom)
    hands_over(showroom.manager, [card])
    says(showroom.other_consultant, card)
    report = report_of(showroom.manager, DUE)
    assert told(row_of(report, "王丽")) == "B→B 李娜：聊了聊"
    assert (report.totals.by_phone, report.totals.not_visited) == (0, 0)
    theirs = report_of(showroom.other_consultant, DUE, OTHER_CONSULTANT)
    assert told(row_of(theirs, "王丽")) == "B→B 电 advance 聊了聊"
    assert (theirs.totals.by_phone, row_of(theirs, "王丽").planned) == (1, False)


def test_a_covered_card_is_planned_for_who_keeps_it(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    covers(showroom.manager, [card], days=30)
    showroom.on(DUE)
    assert report_of(showroom.consultant, DUE).rows == ()
    theirs = row_of(report_of(showroom.other_consultant, DUE, OTHER_CONSULTANT), "王丽")
    assert theirs.planned
    assert theirs.phones == ("138 1234 5678",)


def test_a_number_is_masked_for_who_has_given_the_card_away(showroom: Showroom) -> None:
    card = due(showroom)
    assert row_of(report_of(showroom.consultant, DUE), "王丽").phones == ("138 1234 5678",)
    hands_over(showroom.manager, [card])
    assert row_of(report_of(showroom.consultant, DUE), "王丽").phones == ("138****5678",)


def test_what_was_removed_undone_or_struck_is_not_there(showroom: Showroom) -> None:
    card = due(showroom)
    says(showroom.consultant, card)
    undo(showroom.consultant)
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→"
    came = register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→B 访 advance"
    remove(showroom.reception, came.entry)
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→"


def test_a_card_withdrawn_meanwhile_is_gone_from_the_plan_but_not_from_a_frozen_one(
    showroom: Showroom,
) -> None:
    card = due(showroom)
    submits(showroom.consultant, DUE)
    lost.approves(showroom.manager, lost.asks_lost(showroom.consultant, card))
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→F1"


def test_somebody_off_with_nothing_logged_has_no_sheet(showroom: Showroom) -> None:
    due(showroom)
    rotation.set_state(showroom.manager, staff_id(CONSULTANT), State.OFF)
    report = report_of(showroom.consultant, DUE)
    assert report.off
    assert report.rows == ()
    with refused("E-REPORT-OFF"):
        submits(showroom.consultant, DUE)
    (own,) = daily_report_evening.waiting(showroom.consultant, DUE)
    assert (own.off, own.missing) == (True, False)


def test_whoever_is_off_and_calls_all_the_same_has_one(showroom: Showroom) -> None:
    card = due(showroom)
    rotation.set_state(showroom.manager, staff_id(CONSULTANT), State.OFF)
    says(showroom.consultant, card)
    assert len(report_of(showroom.consultant, DUE).rows) == 1


# Words, handing in, reviewing


def test_words_of_the_consultant_stand_on_his_row(showroom: Showroom) -> None:
    due(showroom)
    writes(showroom.consultant, "王丽", "明天再打", DUE)
    writes(showroom.consultant, "王丽", "今晚再打", DUE)
    assert row_of(report_of(showroom.manager, DUE), "王丽").words == "今晚再打"
    undo(showroom.consultant)
    assert row_of(report_of(showroom.manager, DUE), "王丽").words == "明天再打"


def test_words_on_an_owner_stand_on_his_row(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    delivers(showroom.consultant, places(showroom.consultant, card))
    showroom.on(DUE)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", purpose="维修保养")
    writes(showroom.consultant, "王丽", "空调有异响", DUE)
    assert row_of(report_of(showroom.consultant, DUE), "王丽").words == "空调有异响"


def test_nobody_else_writes_on_a_sheet(showroom: Showroom) -> None:
    due(showroom)
    with refused("E-REPORT-WORDS"):
        writes(showroom.manager, "王丽", "我来写", DUE)


def test_words_need_a_row(showroom: Showroom) -> None:
    due(showroom)
    with refused("E-REPORT-ROW"):
        daily_report_entry.write(showroom.consultant, staff_id(CONSULTANT), DUE, 999, 1, "谁")


def test_a_report_that_was_handed_in_takes_no_words(showroom: Showroom) -> None:
    due(showroom)
    submits(showroom.consultant, DUE)
    with refused("E-REPORT-HANDED-IN"):
        writes(showroom.consultant, "王丽", "还有", DUE)
    with refused("E-REPORT-HANDED-IN"):
        submits(showroom.consultant, DUE)


def test_a_report_is_handed_in_once_for_one_token(showroom: Showroom) -> None:
    due(showroom)
    submits(showroom.consultant, DUE, token="t")
    submits(showroom.consultant, DUE, token="t")
    assert report_of(showroom.manager, DUE).submitted_by == "陈涛"


def test_a_day_to_come_is_not_handed_in(showroom: Showroom) -> None:
    due(showroom)
    with pytest.raises(Invalid):
        submits(showroom.consultant, DUE + timedelta(1))


def test_handing_in_is_taken_back_while_nothing_is_newer(showroom: Showroom) -> None:
    due(showroom)
    submits(showroom.consultant, DUE)
    undo(showroom.consultant)
    assert report_of(showroom.consultant, DUE).state is ReportState.DRAFT
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {}, DUE)
    with refused("E-NEWER"):
        undo(showroom.consultant)


def test_the_manager_hands_in_for_who_is_away_and_a_colleague_does_not(showroom: Showroom) -> None:
    due(showroom)
    with pytest.raises(Denied):
        submits(showroom.other_consultant, DUE)
    submits(showroom.manager, DUE)
    assert report_of(showroom.consultant, DUE).submitted_by == "刘建国"


def test_a_report_sent_back_is_a_draft_with_the_reason_until_it_comes_again(showroom: Showroom) -> None:
    due(showroom)
    submits(showroom.consultant, DUE)
    sends_back(showroom.manager, "写清楚价差", DUE)
    report = report_of(showroom.consultant, DUE)
    assert (report.state, report.returned_because) == (ReportState.DRAFT, "写清楚价差")
    assert row_of(report, "王丽").planned
    submits(showroom.consultant, DUE)
    assert report_of(showroom.consultant, DUE).returned_because == ""


def test_an_instruction_is_the_consultants_task_until_it_is_done(showroom: Showroom) -> None:
    card = due(showroom)
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {card: "今晚八点后再打", None: "明早晨会讲"}, DUE)
    report = report_of(showroom.consultant, DUE)
    assert (report.instruction, row_of(report, "王丽").instruction) == ("明早晨会讲", "今晚八点后再打")
    tasks = instructions.open_of(showroom.consultant)
    assert [(one.words, one.customer_name, one.given_by_name) for one in tasks] == [
        ("今晚八点后再打", "王丽", "刘建国"),
        ("明早晨会讲", "", "刘建国"),
    ]
    instructions.done(showroom.consultant, tasks[0].instruction)
    assert [one.words for one in instructions.open_of(showroom.consultant)] == ["明早晨会讲"]
    assert row_of(report_of(showroom.consultant, DUE), "王丽").instruction == "今晚八点后再打"


def test_what_was_told_can_be_told_anew_until_the_sealing(showroom: Showroom) -> None:
    card = due(showroom)
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {card: "今晚再打", None: "明早讲"}, DUE)
    reviews(showroom.manager, {card: "明早再打"}, DUE)
    assert [one.words for one in instructions.open_of(showroom.manager)] == ["明早再打"]


def test_a_draft_is_neither_reviewed_nor_sent_back(showroom: Showroom) -> None:
    due(showroom)
    with refused("E-REPORT-DRAFT"):
        reviews(showroom.manager, {}, DUE)
    with refused("E-REPORT-DRAFT"):
        sends_back(showroom.manager, day=DUE)


# The evening


def test_the_evening_tells_who_has_not_handed_in_and_who_was_late(showroom: Showroom) -> None:
    due(showroom)
    own, theirs = daily_report_evening.waiting(showroom.manager, DUE)
    assert (own.consultant_name, own.state, own.missing, theirs.missing) == ("陈涛", None, True, True)
    submits(showroom.consultant, DUE)
    own, _theirs = daily_report_evening.waiting(showroom.manager, DUE)
    assert (own.to_review, own.late) == (True, False)
    showroom.on(DUE + timedelta(1))
    submits(showroom.other_consultant, DUE, OTHER_CONSULTANT)
    _own, theirs = daily_report_evening.waiting(showroom.manager, DUE)
    assert (theirs.to_review, theirs.late) == (True, True)


def test_a_consultant_sees_his_own_evening_alone(showroom: Showroom) -> None:
    (own,) = daily_report_evening.waiting(showroom.consultant, THURSDAY)
    assert own.consultant_name == "陈涛"


def test_a_report_takes_as_many_statements_for_many_cards_as_for_one(showroom: Showroom) -> None:
    def read() -> None:
        report_of(showroom.consultant, DUE)

    due(showroom)
    read()
    few = statements(showroom, read)
    for number in range(12):
        register_walk_in(
            showroom.reception, f"客{number}", f"1391234{number:04d}", received_by="陈涛", level="H"
        )
        card = int(Prospect.select().order_by(Prospect.id.desc()).get().id)
        follow_up.log(showroom.consultant, card, {"said": "聊了聊"})
    assert statements(showroom, read) == few


def test_what_a_manager_did_is_taken_back_while_nothing_is_newer(showroom: Showroom) -> None:
    card = due(showroom)
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {card: "今晚再打"}, DUE)
    undo(showroom.manager)
    assert report_of(showroom.manager, DUE).state is ReportState.SUBMITTED
    assert instructions.open_of(showroom.manager) == ()
    sends_back(showroom.manager, day=DUE)
    undo(showroom.manager)
    assert report_of(showroom.manager, DUE).state is ReportState.SUBMITTED


def test_a_tick_on_an_instruction_is_taken_back_and_it_stands_on_today(showroom: Showroom) -> None:
    due(showroom)
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {None: "明早晨会讲"}, DUE)
    (task,) = today.today(showroom.consultant).told
    instructions.done(showroom.consultant, task.instruction)
    assert today.today(showroom.consultant).told == ()
    undo(showroom.consultant)
    assert [one.words for one in today.today(showroom.consultant).told] == ["明早晨会讲"]
    assert today.today(showroom.other_consultant).told == ()
