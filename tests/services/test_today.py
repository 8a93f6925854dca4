"""Today: the due list with its groups, what else waits, how the team stands; whose eyes see what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from showroom.errors import Denied
from showroom.forms.today import DueRow, Group, group_of
from showroom.models.car import Vehicle
from showroom.models.customer import Customer, FamilyMember
from showroom.models.follow_up import Appointment
from showroom.models.prospect import DELIVERED, DORMANT, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.rules.callback import Stage
from showroom.rules.card_moves import Move
from showroom.rules.criteria import Criterion
from showroom.rules.duties import Duty
from showroom.services import due_list, follow_up, prospect, settings
from showroom.services.today import today
from tests.people import (
    CONSULTANT,
    MANAGER,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    register_call,
    register_walk_in,
    staff_id,
    statements,
)

FACT = (Criterion.CAME_AGAIN,)


def opens(
    showroom: Showroom, name: str, level: str, *, days: int = 0, by: str = "陈涛", tail: int = 0
) -> int:
    """Somebody came so many days after that Thursday, and got a card."""
    showroom.on(THURSDAY + timedelta(days))
    number = f"139{abs(hash_of(name)) % 10**8:08d}"
    register_walk_in(showroom.reception, name, number, received_by=by, level="A" if level == "O" else level)
    card = int(Prospect.select().order_by(Prospect.id.desc()).get().id)
    if level == "O":
        with showroom.manager.work(Duty.PLACE_ORDER) as work:
            prospect.step(work, showroom.manager, prospect.card(card), Move.ORDERED, level="O")
    return card


def hash_of(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def logs(showroom: Showroom, card: int, days: int, hour: int = 10, **entered: Any) -> None:
    """陈涛 reaches the customer of a card."""
    showroom.on(THURSDAY + timedelta(days), hour)
    follow_up.log(showroom.consultant, card, {"said": "聊了聊", **entered})


def adds(showroom: Showroom, model: Any, **values: Any) -> int:
    """Something of another service stands on file."""
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        return work.add(model, **values)


def names(rows: tuple[DueRow, ...]) -> list[tuple[str, str]]:
    return [(str(row.group), row.name) for row in rows]


# --- the due list ------------------------------------------------------------------------------------------


def test_overdue_first_then_as_they_come_due_each_group_by_level(showroom: Showroom) -> None:
    for name, level, days in (
        ("乙迟", "B", -9), ("甲迟", "A", -3), ("丙迟", "H", 1), ("丁今", "A", 2), ("戊今", "O", 2),
        ("己明", "H", 8), ("庚周", "A", 5), ("辛远", "A", 6),
    ):  # fmt: skip
        opens(showroom, name, level, days=days)
    showroom.on(THURSDAY + timedelta(9), 8)
    assert names(today(showroom.consultant).rows) == [
        ("overdue", "丙迟"), ("overdue", "甲迟"), ("overdue", "乙迟"),
        ("today", "戊今"), ("today", "丁今"),
        ("tomorrow", "己明"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "last"),
    [
        pytest.param(0, "3-8", id="Thursday: to Sunday"),
        pytest.param(3, "3-9", id="Sunday: tomorrow, though that is another week"),
        pytest.param(4, "3-15", id="Monday: the whole week"),
    ],
)
def test_it_looks_ahead_to_the_end_of_the_week(showroom: Showroom, days: int, last: str) -> None:
    card = opens(showroom, "王丽", "C", days=-10)
    end = date(2026, *map(int, last.split("-")))
    logs(showroom, card, days - 1, agreed_on=end)
    showroom.on(THURSDAY + timedelta(days))
    (row,) = today(showroom.consultant).rows
    assert row.due.day == end
    follow_up.log(showroom.consultant, card, {"said": "改天", "agreed_on": end + timedelta(1)})
    showroom.on(THURSDAY + timedelta(days), 23)
    (row,) = today(showroom.consultant).rows
    assert row.done_at is not None, "it is there only because it was called about today"


def test_the_last_words_stay_while_nobody_answers(showroom: Showroom) -> None:
    card = opens(showroom, "王丽", "A", days=-10)
    logs(showroom, card, -2, said="等年终奖")
    assert words_on(showroom, card) == "等年终奖"
    logs(showroom, card, -1, said="", result="no_answer")
    assert words_on(showroom, card) == "等年终奖", "the call said nothing"
    logs(showroom, card, 0, said="关机", result="no_answer")
    assert words_on(showroom, card) == "关机", "this one did"


def words_on(showroom: Showroom, card: int) -> str:
    showroom.on(THURSDAY + timedelta(8))
    return next(row.last_words for row in today(showroom.consultant).rows if row.prospect == card)


def test_a_row_tells_all_that_the_page_shows(showroom: Showroom) -> None:
    showroom.on(THURSDAY - timedelta(3))
    register_walk_in(
        showroom.reception, "王丽", "13800138000", received_by="陈涛", level="H", note="约本周来看车",
        model_of_interest="朗逸", colour="白",
    )  # fmt: skip
    showroom.on(THURSDAY)
    (row,) = today(showroom.consultant).rows
    assert (row.number, row.name, row.phone, row.level) == ("P26-00001", "王丽", "138 0013 8000", "H")
    assert (row.last_words, row.owner_name, row.overdue_days) == ("约本周来看车", "陈涛", 1)
    assert (row.reached_on, row.due.day, row.group) == (
        date(2026, 3, 2), date(2026, 3, 4), Group.OVERDUE,
    )  # fmt: skip


def test_a_sleeping_card_stands_last_on_the_day_it_wakes(showroom: Showroom) -> None:
    opens(showroom, "甲", "C", days=-30)
    sleeper = opens(showroom, "乙", "H", days=-40)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, sleeper, 1, level="", state=DORMANT, wake_on=THURSDAY)
    showroom.on(THURSDAY)
    rows = today(showroom.consultant).rows
    assert [(row.name, row.level, row.due.day) for row in rows] == [
        ("甲", "C", THURSDAY), ("乙", "", THURSDAY),
    ]  # fmt: skip


def test_a_card_that_was_called_about_is_ticked_and_stays(showroom: Showroom) -> None:
    card = opens(showroom, "王丽", "H", days=-5)
    logs(showroom, card, 0, hour=11)
    (row,) = today(showroom.consultant).rows
    assert row.done_at == datetime.combine(THURSDAY, time(11), showroom.clock.local().tzinfo)
    assert (row.group, row.due.day) == (Group.OVERDUE, THURSDAY + timedelta(2)), (
        "where it was, and its new date"
    )
    assert group_of(THURSDAY, row.due.day) is Group.THIS_WEEK, "where it goes when its minutes are over"
    assert today(showroom.consultant).done == (("phone", 1),)
    showroom.on(THURSDAY + timedelta(1), 8)
    assert [row.done_at for row in today(showroom.consultant).rows] == [None], "that was yesterday"


def test_a_try_that_reached_nobody_is_not_ticked(showroom: Showroom) -> None:
    card = opens(showroom, "王丽", "H", days=-5)
    logs(showroom, card, 0, said="", result="no_answer", method="wechat")
    found = today(showroom.consultant)
    assert [(row.group, row.done_at) for row in found.rows] == [(Group.OVERDUE, None)]
    assert (found.done, found.tried) == ((), 1), "it is told apart"
    assert [row.done_today for row in today(showroom.manager).team] == [0]
    logs(showroom, card, 0, hour=11, method="wechat")
    found = today(showroom.consultant)
    assert (found.done, found.tried) == ((("wechat", 1),), 1)
    assert [row.done_today for row in today(showroom.manager).team] == [1]


def test_everybody_sees_his_own_cards_and_the_manager_everybodys(showroom: Showroom) -> None:
    opens(showroom, "甲", "H", days=-5)
    opens(showroom, "乙", "H", days=-5, by="李娜")
    showroom.on(THURSDAY)
    assert [row.name for row in today(showroom.consultant).rows] == ["甲"]
    assert [row.name for row in today(showroom.other_consultant).rows] == ["乙"]
    whole = today(showroom.manager)
    assert ({row.name for row in whole.rows}, whole.owner) == ({"甲", "乙"}, None)
    one = today(showroom.manager, owner=staff_id(CONSULTANT))
    assert ([row.name for row in one.rows], one.team) == (["甲"], ())


def test_another_consultants_day_is_not_shown_to_a_consultant(showroom: Showroom) -> None:
    assert today(showroom.consultant, owner=staff_id(CONSULTANT)).owner == staff_id(CONSULTANT)
    for look in (today, due_list.late_follow_ups):
        with pytest.raises(Denied):
            look(showroom.consultant, owner=staff_id(OTHER_CONSULTANT))


# --- the team ----------------------------------------------------------------------------------------------


def test_the_team_with_the_rows_behind_each_figure(showroom: Showroom) -> None:
    for name, days in (("甲", -5), ("乙", -3), ("丙", -2), ("丁", 0)):
        opens(showroom, name, "H", days=days)
    done = opens(showroom, "戊", "H", days=-6)
    opens(showroom, "己", "A", days=-1, by="李娜")
    logs(showroom, done, 0)
    found = today(showroom.manager)
    figures = {row.owner_name: row for row in found.team}
    chen = figures["陈涛"]
    assert (chen.cards, chen.late, chen.escalated, chen.due_today, chen.done_today) == (5, 2, 1, 1, 1)
    assert (figures["李娜"].cards, figures["李娜"].late) == (1, 0)
    assert [row.owner_name for row in found.team] == ["陈涛", "李娜"], "most late first"
    behind = due_list.late_follow_ups(showroom.manager, staff_id(CONSULTANT))
    assert [row.name for row in behind] == ["甲", "乙"]
    worse = due_list.late_follow_ups(showroom.manager, staff_id(CONSULTANT), escalated=True)
    assert [row.name for row in worse] == ["甲"]
    assert due_list.late_follow_ups(showroom.consultant) == behind
    assert today(showroom.consultant).team == ()


def test_from_when_a_card_is_late_is_a_setting(showroom: Showroom) -> None:
    opens(showroom, "甲", "H", days=-5)
    showroom.on(THURSDAY)
    facts = settings.facts()
    settings.keep(
        showroom.administrator,
        replace(facts, late_after_days=4, escalate_after_days=9, reassign_after_days=9),
        facts,
    )
    (chen,) = today(showroom.manager).team
    assert (chen.late, chen.escalated) == (0, 0)
    showroom.on(THURSDAY + timedelta(1))
    (chen,) = today(showroom.manager).team
    assert (chen.late, chen.escalated) == (1, 0)


# --- first callbacks ---------------------------------------------------------------------------------------


def test_a_first_visit_is_called_back_within_a_day(showroom: Showroom) -> None:
    card = opens(showroom, "王丽", "B")
    (row,) = today(showroom.consultant).callbacks
    assert (row.prospect, row.name, row.callback.stage) == (card, "王丽", Stage.WAITS)
    showroom.on(THURSDAY + timedelta(1), 9, 1)
    assert today(showroom.consultant).callbacks[0].callback.stage is Stage.OVERDUE
    follow_up.log(showroom.consultant, card, {"result": "no_answer"})
    assert today(showroom.consultant).callbacks, "nobody was reached"
    follow_up.log(showroom.consultant, card, {"said": "都对"})
    assert today(showroom.consultant).callbacks == ()


def test_who_came_again_called_or_was_confirmed_is_not_called_back(showroom: Showroom) -> None:
    opens(showroom, "王丽", "B", days=-3)
    opens(showroom, "王丽", "B")
    register_call(showroom.reception, "赵敏", "13700001111", received_by="陈涛", level="B")
    entry = register_walk_in(showroom.reception, "孙悦", "13600001111", received_by="陈涛", level="B").entry
    assert [row.name for row in today(showroom.consultant).callbacks] == ["王丽", "孙悦"]
    correct(showroom.reception, entry, level_reconfirmed="A")
    showroom.on(THURSDAY + timedelta(1))
    assert [row.name for row in today(showroom.consultant).callbacks] == []


# --- guests, steps, windows --------------------------------------------------------------------------------


def expects(showroom: Showroom, card: int, days: int, state: str = "expected", **more: Any) -> int:
    return adds(
        showroom, Appointment, prospect=card, kind="visit", day=THURSDAY + timedelta(days), time=time(10, 30),
        made_by=showroom.consultant.staff, made_at=showroom.clock.now(), state=state, **more,
    )  # fmt: skip


def test_guests_of_today_and_those_who_did_not_come_and_nobody_knows_why(showroom: Showroom) -> None:
    card = opens(showroom, "王丽", "A", days=-2)
    showroom.on(THURSDAY)
    wanted = [
        expects(showroom, card, -1),
        expects(showroom, card, -1, "not_come"),
        expects(showroom, card, 0),
        expects(showroom, card, 0, "arrived"),
    ]
    expects(showroom, card, -1, "not_come", no_show_reason="下雨")
    expects(showroom, card, -1, "arrived")
    expects(showroom, card, 0, "cancelled")
    expects(showroom, card, 1)
    found = today(showroom.consultant).expected
    assert [row.appointment for row in found] == wanted
    assert found[0].at == datetime.combine(
        THURSDAY - timedelta(1), time(10, 30), showroom.clock.local().tzinfo
    )
    assert today(showroom.manager).expected == found
    assert today(showroom.other_consultant).expected == ()


def test_steps_of_orders_that_come_or_are_overdue(showroom: Showroom) -> None:
    card = opens(showroom, "刘洋", "O", days=-20)
    delivered = opens(showroom, "许晴", "O", days=-40)
    showroom.on(THURSDAY)
    order = adds(showroom, SalesOrder, prospect=card, ordered_on=THURSDAY - timedelta(19), colour="black")
    old = adds(showroom, SalesOrder, prospect=delivered, ordered_on=THURSDAY - timedelta(30))
    gone = adds(
        showroom, SalesOrder, prospect=card, ordered_on=THURSDAY - timedelta(19), cancelled_on=THURSDAY
    )
    with showroom.manager.work(Duty.DELIVER) as work:
        work.edit(Prospect, delivered, 2, state=DELIVERED, delivered_on=THURSDAY - timedelta(9))
    for one, kind, days in (
        (order, "payment", -2), (order, "delivery", 7), (order, "plate", 8), (old, "insurance", 1),
        (gone, "signing", 0),
    ):  # fmt: skip
        adds(showroom, OrderStep, order=one, kind=kind, due_on=THURSDAY + timedelta(days))
    adds(showroom, OrderStep, order=order, kind="signing", due_on=THURSDAY, done_on=THURSDAY)
    found = today(showroom.consultant).steps
    assert [(row.kind, row.name) for row in found] == [
        ("payment", "刘洋"), ("insurance", "许晴"), ("delivery", "刘洋"),
    ]  # fmt: skip
    assert today(showroom.manager).steps == found


def test_cards_that_outstay_their_levels_window(showroom: Showroom) -> None:
    outstays = opens(showroom, "周凯", "H", days=-8)
    opens(showroom, "许晴", "H", days=-7)
    opens(showroom, "何琳", "C", days=-300)
    for days in (-6, -4, -2):
        logs(showroom, outstays, days)
    showroom.on(THURSDAY)
    (row,) = today(showroom.consultant).overstayed
    assert (row.name, row.days, row.window_end) == ("周凯", 8, THURSDAY - timedelta(1))


# --- birthdays ---------------------------------------------------------------------------------------------


def born(showroom: Showroom, card: int, birthday: str, **more: Any) -> int:
    """The customer of a card tells the birthday."""
    customer = int(Prospect.get_by_id(card).customer_id)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.edit(Customer, customer, Customer.get_by_id(customer).revision, birthday=birthday, **more)
    return customer


@pytest.mark.parametrize(
    ("birthday", "kept"),
    [
        ("1991-03-05", THURSDAY),
        ("--03-12", THURSDAY + timedelta(7)),
        ("--03-13", None),
        ("1991-03-04", None),
        ("lunar --01-20", date(2026, 3, 8)),
        ("lunar 1990-02-20", None),
        ("", None),
    ],
)
def test_birthdays_of_the_coming_week(showroom: Showroom, birthday: str, kept: date | None) -> None:
    card = opens(showroom, "何琳", "A")
    customer = born(showroom, card, birthday)
    found = today(showroom.consultant).birthdays
    assert [(row.customer, row.prospect, row.day) for row in found] == (
        [(customer, card, kept)] if kept else []
    )
    assert today(showroom.manager).birthdays == found
    assert today(showroom.other_consultant).birthdays == ()


def test_the_leap_day_is_kept_once_in_every_year(showroom: Showroom) -> None:
    born(showroom, opens(showroom, "何琳", "C", days=-20), "1992-02-29")
    for day, kept in (
        (date(2026, 2, 22), [date(2026, 2, 28)]),
        (date(2026, 3, 1), []),
        (date(2028, 2, 28), [date(2028, 2, 29)]),
    ):
        showroom.on(day)
        assert [row.day for row in today(showroom.manager).birthdays] == kept


def test_the_family_is_thought_of_and_owners_stay_customers(showroom: Showroom) -> None:
    card = opens(showroom, "何琳", "O", days=-20)
    customer = born(showroom, card, "--03-06")
    member = adds(
        showroom, FamilyMember, customer=customer, relation="child", name="小宝", birthday="2019-03-05"
    )
    assert member
    both = [("child", THURSDAY), ("", THURSDAY + timedelta(1))]

    def near() -> list[tuple[str, date]]:
        return [(row.relation, row.day) for row in today(showroom.on(THURSDAY).consultant).birthdays]

    assert near() == both
    with showroom.manager.work(Duty.DELIVER) as work:
        work.edit(Prospect, card, 2, state=DELIVERED, delivered_on=THURSDAY - timedelta(2))
    assert near() == [], "without a car the card is only closed"
    adds(showroom, Vehicle, customer=customer)
    assert near() == both
    born(showroom, card, "--03-06", blacklisted=True)
    assert near() == []


# --- cost, eyes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", [CONSULTANT, MANAGER])
def test_it_costs_the_same_however_much_waits(showroom: Showroom, user: str) -> None:
    opens(showroom, "客0", "H", days=-5)
    showroom.on(THURSDAY)
    desk = showroom.desk(user)
    few = statements(showroom, lambda: today(desk))
    for place in range(1, 7):
        card = opens(showroom, f"客{place}", "H", days=-5)
        showroom.on(THURSDAY)
        expects(showroom, card, 0)
    assert statements(showroom, lambda: today(desk)) == few
    assert len(today(desk).rows) == 7


def test_phones_are_shown_to_whom_they_may_be(showroom: Showroom) -> None:
    opens(showroom, "王丽", "H", days=-5)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, 1, 1, owner=staff_id(OTHER_CONSULTANT))
    showroom.on(THURSDAY)
    assert "*" not in today(showroom.other_consultant).rows[0].phone
    assert "*" not in today(showroom.manager).rows[0].phone
    found = due_list.read(showroom.consultant, None, None)
    assert "*" in found.rows()[0].phone, "the control: eyes that may not see it"
