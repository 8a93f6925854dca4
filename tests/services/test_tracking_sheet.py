"""The tracking sheet: who stands on it, the latest three contacts and their ordinals, for whose eyes."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from showroom.errors import Denied
from showroom.forms.tracking_sheet import TrackedContact, TrackingRow, TrackingSheet
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import Prospect
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.lost import RequestKind, RequestState
from showroom.services import contacts, follow_up, prospect, sheet_owners, tracking_sheet
from showroom.services.desk import Desk
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    refused,
    register_walk_in,
    remove,
    staff_id,
    statements,
)
from tests.sales import card_of_wang_li, delivers, places

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def card(showroom: Showroom) -> int:
    """陈涛's card, opened on Thursday 5 March at level B by the visit of that morning."""
    return card_of_wang_li(showroom)


def sheet(desk: Desk, user: str = CONSULTANT, period: tuple[date, date] = MARCH) -> TrackingSheet:
    return tracking_sheet.of(desk, staff_id(user), *period)


def row(showroom: Showroom, period: tuple[date, date] = MARCH) -> TrackingRow:
    (only,) = sheet(showroom.consultant, period=period).rows
    return only


def says(showroom: Showroom, card: int, days: int, said: str, **entered: Any) -> int:
    """陈涛 logs a contact so many days after that Thursday; its id."""
    desk = showroom.on(THURSDAY + timedelta(days), 10).consultant
    return follow_up.log(desk, card, {"said": said, **entered}).follow_up


def steps(desk: Desk, card: int, move: Move, state: str, **how: Any) -> int:
    """The card takes a step that closes or opens it; the move."""
    with desk.work(Duty.DECIDE_LOST) as work:
        return prospect.step(work, desk, prospect.card(card), move, state=state, **how)


def asks(showroom: Showroom, card: int, kind: RequestKind, state: RequestState, **told: Any) -> int:
    with showroom.consultant.work(Duty.ASK_LOST) as work:
        return work.add(
            LostRequest,
            prospect=card,
            kind=str(kind),
            asked_by=showroom.consultant.staff,
            asked_on=showroom.clock.today(),
            asked_at=showroom.clock.now(),
            state=str(state),
            **told,
        )


def told(contacts: tuple[TrackedContact, ...]) -> list[tuple[int, str]]:
    return [(one.ordinal, one.said) for one in contacts]


# --- the three cells ---------------------------------------------------------------------------------------


def test_the_visit_that_opened_the_card_is_its_first_contact(showroom: Showroom, card: int) -> None:
    found = row(showroom)
    assert (found.prospect, found.name, found.level, found.more) == (card, "王丽", "B", 0)
    (visit,) = found.contacts
    assert (visit.ordinal, visit.day, visit.method, visit.on_log) == (1, THURSDAY, "walk_in", True)
    assert visit.level_after == "B"


def test_the_latest_three_keep_their_own_ordinals_and_tell_how_many_came_before(
    showroom: Showroom, card: int
) -> None:
    for days in range(1, 5):
        says(showroom, card, days, f"第{days}天")
    found = row(showroom)
    assert told(found.contacts) == [(3, "第2天"), (4, "第3天"), (5, "第4天")]
    assert found.more == 2


def test_the_cells_are_the_contacts_of_the_card(showroom: Showroom, card: int) -> None:
    says(showroom, card, 1, "下午打的", time=time(15, 0))
    says(showroom, card, 1, "上午打的", time=time(9, 0))
    showroom.on(THURSDAY + timedelta(2), 11)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", note="又来了")
    of_the_card = contacts.contacts(showroom.consultant, card)[-3:]
    assert told(row(showroom).contacts) == [(one.ordinal, one.said) for one in of_the_card]


def test_a_correction_changes_the_words_and_no_ordinal_and_what_is_removed_does_not_count(
    showroom: Showroom, card: int
) -> None:
    first = says(showroom, card, 1, "打错的字")
    says(showroom, card, 2, "周六来")
    follow_up.correct(showroom.consultant, first, 1, {"said": "改过的字"})
    assert told(row(showroom).contacts)[1:] == [(2, "改过的字"), (3, "周六来")]
    follow_up.remove(showroom.consultant, first, FollowUp.get_by_id(first).revision)
    assert told(row(showroom).contacts)[1:] == [(2, "周六来")]


def test_a_row_of_the_log_that_was_corrected_or_removed_counts_once_or_not(showroom: Showroom) -> None:
    entry = register_walk_in(
        showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B", note="看途观"
    ).entry
    again = register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", note="又来").entry
    correct(showroom.reception, entry, note="看朗逸")
    assert told(row(showroom).contacts) == [(1, "看朗逸"), (2, "又来")]
    remove(showroom.reception, again)
    assert told(row(showroom).contacts) == [(1, "看朗逸")]


def test_a_change_of_level_shows_from_which(showroom: Showroom, card: int) -> None:
    says(showroom, card, 1, "价格谈好了", level="A", criteria=("came_again",))
    says(showroom, card, 2, "再约")
    changes = [(one.level_before, one.level_after) for one in row(showroom).contacts]
    assert changes == [("", "B"), ("B", "A"), ("A", "A")]


def test_a_try_that_reached_nobody_is_a_contact_too(showroom: Showroom, card: int) -> None:
    says(showroom, card, 1, "", result="no_answer")
    assert [one.reached for one in row(showroom).contacts] == [True, False]


# --- who stands where --------------------------------------------------------------------------------------


def test_by_number_and_only_the_consultants_own(showroom: Showroom, card: int) -> None:
    register_walk_in(showroom.reception, "赵敏", "13700001111", received_by="李娜", level="A")
    register_walk_in(showroom.reception, "周凯", "13700002222", received_by="陈涛", level="H")
    assert [one.name for one in sheet(showroom.consultant).rows] == ["王丽", "周凯"]
    everybody = tracking_sheet.of(showroom.manager, None, *MARCH)
    assert [one.name for one in everybody.rows] == ["王丽", "赵敏", "周凯"]
    assert (everybody.on_hand, everybody.consultant_name) == (3, "")


def test_what_closed_in_the_period_stays_on_its_sheet_and_leaves_the_next(
    showroom: Showroom, card: int
) -> None:
    showroom.on(date(2026, 3, 20))
    order = places(showroom.consultant, card)
    delivers(showroom.consultant, order)
    found = row(showroom)
    assert (found.level, found.open) == ("D", False)
    assert found.ending is not None
    assert found.ending.day == date(2026, 3, 20)
    showroom.on(date(2026, 4, 2))
    assert not sheet(showroom.consultant, period=(date(2026, 4, 1), date(2026, 4, 30))).rows


@pytest.mark.parametrize(("first", "last", "rows"), [(20, 31, 1), (1, 20, 1), (21, 31, 0)])
def test_the_edges_of_a_period_belong_to_it(
    showroom: Showroom, card: int, first: int, last: int, rows: int
) -> None:
    showroom.on(date(2026, 3, 20))
    steps(showroom.manager, card, Move.LOST, "lost", reason="买了别的车")
    showroom.on(date(2026, 4, 2))
    period = (date(2026, 3, first), date(2026, 3, last))
    assert len(sheet(showroom.consultant, period=period).rows) == rows


def test_a_past_month_shows_the_cards_as_they_stood_on_its_last_day(showroom: Showroom, card: int) -> None:
    says(showroom, card, 1, "三月的话")
    showroom.on(date(2026, 4, 2))
    follow_up.log(showroom.consultant, card, {"said": "四月的话", "level": "A", "criteria": ("came_again",)})
    register_walk_in(showroom.reception, "四月新客", "13700003333", received_by="陈涛", level="C")
    showroom.on(date(2026, 4, 10))
    steps(showroom.manager, card, Move.LOST, "lost")
    march = row(showroom)
    assert (march.level, march.open, march.ending) == ("B", True, None)
    assert told(march.contacts)[-1] == (2, "三月的话")
    april = sheet(showroom.consultant, period=(date(2026, 4, 1), date(2026, 4, 30)))
    assert [(one.name, one.level) for one in april.rows] == [("王丽", "F1"), ("四月新客", "C")]
    assert not sheet(showroom.consultant, period=(date(2026, 2, 1), date(2026, 2, 28))).rows


def test_a_card_that_came_back_is_open_and_was_not_on_the_sheets_between(
    showroom: Showroom, card: int
) -> None:
    showroom.on(date(2026, 3, 10))
    steps(showroom.manager, card, Move.LOST, "lost")
    showroom.on(date(2026, 5, 4))
    steps(showroom.manager, card, Move.RETURNED, "open")
    assert row(showroom).level == "F1"
    assert not sheet(showroom.consultant, period=(date(2026, 4, 1), date(2026, 4, 30))).rows
    assert row(showroom, (date(2026, 5, 1), date(2026, 5, 31))).level == "B"


def test_a_sleeping_card_leaves_with_the_period_in_which_it_fell_asleep(
    showroom: Showroom, card: int
) -> None:
    steps(showroom.manager, card, Move.DORMANT, "dormant", wake_on=date(2026, 6, 1), level="")
    assert row(showroom).level == "F2"
    showroom.on(date(2026, 4, 2))
    assert not sheet(showroom.consultant, period=(date(2026, 4, 1), date(2026, 4, 30))).rows


# --- remarks -----------------------------------------------------------------------------------------------


def test_what_waits_for_a_decision_stays_open_at_its_level(showroom: Showroom, card: int) -> None:
    asks(showroom, card, RequestKind.LOST, RequestState.PENDING, reason="budget")
    found = row(showroom)
    assert (found.pending, found.level, found.open) == ("lost", "B", True)


def test_a_lost_card_says_why_in_the_words_of_its_request(showroom: Showroom, card: int) -> None:
    move = steps(showroom.manager, card, Move.LOST, "lost", reason="按申请")
    how = {"reason": "competitor_price", "analysis": "对方送保险", "bought": "卡罗拉", "price_gap": 8_000_00}
    asks(showroom, card, RequestKind.LOST, RequestState.APPROVED, move=move, **how)
    ending = row(showroom).ending
    assert ending is not None
    assert (ending.reason, ending.words, ending.bought) == ("competitor_price", "对方送保险", "卡罗拉")
    assert ending.price_gap == 8_000_00


def test_without_a_request_the_reason_of_the_step_stands(showroom: Showroom, card: int) -> None:
    steps(showroom.manager, card, Move.LOST, "lost", reason="买了星瑞")
    ending = row(showroom).ending
    assert ending is not None
    assert ending.words == "买了星瑞"


def test_an_ordered_car_says_when_it_is_expected(showroom: Showroom, card: int) -> None:
    places(showroom.consultant, card)
    found = row(showroom)
    assert (found.level, found.delivery_on) == ("O", THURSDAY + timedelta(20))


def test_what_is_overdue_is_counted_today_and_not_for_a_month_that_has_passed(
    showroom: Showroom, card: int
) -> None:
    assert sheet(showroom.consultant).overdue == 0
    showroom.on(date(2026, 4, 20))
    late = sheet(showroom.consultant, period=(date(2026, 4, 1), date(2026, 4, 30)))
    assert late.overdue == late.on_hand == 1
    assert late.rows[0].overdue_days > 0
    assert sheet(showroom.consultant).overdue == 0


# --- rights and cost ---------------------------------------------------------------------------------------


def test_a_colleagues_sheet_is_denied_and_the_managers_numbers_are_whole(
    showroom: Showroom, card: int
) -> None:
    with pytest.raises(Denied) as told:
        sheet(showroom.consultant, OTHER_CONSULTANT)
    assert told.value.code == "E-SHEET-OTHERS"
    with pytest.raises(Denied):
        tracking_sheet.of(showroom.consultant, None, *MARCH)
    assert sheet(showroom.manager).rows[0].phones == ("138 1234 5678",)
    assert row(showroom).phones == ("138 1234 5678",)


def test_somebody_who_is_not_there_has_no_sheet(showroom: Showroom) -> None:
    with refused("E-NO-SUCH-PERSON"):
        tracking_sheet.of(showroom.manager, 999, *MARCH)


def test_it_costs_the_same_however_many_cards_there_are(showroom: Showroom, card: int) -> None:
    sheet(showroom.consultant)
    few = statements(showroom, lambda: sheet(showroom.consultant))
    for number in range(12):
        register_walk_in(
            showroom.reception, f"客户{number}", f"138123400{number:02}", received_by="陈涛", level="A"
        )
        says(showroom, Prospect.select().order_by(Prospect.id.desc()).get().id, 0, "来电")
    assert len(sheet(showroom.consultant).rows) == 13
    assert statements(showroom, lambda: sheet(showroom.consultant)) == few <= 20


def test_the_last_month_with_rows_is_this_one_while_a_card_is_open(showroom: Showroom, card: int) -> None:
    own = [staff_id(CONSULTANT)]
    showroom.on(date(2026, 5, 4))
    assert tracking_sheet.last_month(showroom.consultant, own) == date(2026, 5, 1)
    steps(showroom.manager, card, Move.LOST, "lost", day=date(2026, 4, 28))
    assert tracking_sheet.last_month(showroom.consultant, own) == date(2026, 4, 1)
    assert tracking_sheet.last_month(showroom.consultant, []) == date(2026, 5, 1)


def test_of_several_whoever_else_has_a_card_comes_after_them(showroom: Showroom, card: int) -> None:
    register_walk_in(showroom.reception, "无主", "13700004444", level="B")
    roster = sheet_owners.consultants(showroom.manager)
    sheets = tracking_sheet.sheets(showroom.manager, roster, *MARCH)
    assert [(one.consultant_name, len(one.rows)) for one in sheets] == [("陈涛", 1), ("李娜", 0), ("", 1)]
    (alone,) = tracking_sheet.sheets(showroom.manager, roster[:1], *MARCH)
    assert alone.consultant_name == "陈涛"


def test_there_is_a_sheet_though_nobody_sells_here_yet(showroom: Showroom) -> None:
    (empty,) = tracking_sheet.sheets(showroom.manager, (), *MARCH)
    assert (empty.consultant, empty.rows) == (None, ())


def test_a_print_is_an_act_with_its_number_and_the_cards_that_left(showroom: Showroom, card: int) -> None:
    export = tracking_sheet.record(
        showroom.consultant, Duty.PRINT_TRACKING_SHEET, [sheet(showroom.consultant)]
    )
    assert export == "E260305-001"
