"""The history of a row: every act on it, in words, with what stood before and what after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from showroom import language
from showroom.errors import Denied, Refused
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.rules.duties import Duty
from showroom.services import consents, customer_facts, family, history
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    CONSULTANT,
    MANAGER,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    history_of_row,
    redo,
    register_walk_in,
    remove,
    restore,
    statements,
    undo,
)


def _told(change: history.Change) -> tuple[Any, ...]:
    fields = {one.label: (one.before, one.after) for one in change.fields}
    return change.deed.by, f"{change.deed.at:%H:%M}", str(change.deed), fields


def test_all_that_befell_a_row_oldest_first(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", test_drive="√")
    correct(
        showroom.on(THURSDAY, 9, 30).manager, 1, visit="再次", reason="上月来过", left="9:20", test_drive="否"
    )
    undo(showroom.on(THURSDAY, 9, 40).manager)
    redo(showroom.on(THURSDAY, 9, 50).manager)
    remove(showroom.on(THURSDAY, 10).consultant, 1, "登记重复")
    restore(showroom.on(THURSDAY, 11).manager, 1)
    first, *later = history_of_row(showroom.reception, 1)
    by, at, words, fields = _told(first)
    assert (by, at, words, first.deed.desk) == ("周敏", "08:30", "登记第 1 行（王丽）", "front desk")
    assert fields == {
        "Arrived": ("", "08:30"),
        "Walk-in or call-in": ("", "来店"),
        "Customer": ("", "王丽"),
        "Phone": ("", "138 1234 5678"),
        "Purpose": ("", "看车"),
        "Party": ("", "1"),
        "Received": ("", "陈涛"),
        "Test drive": ("", "√"),
        "Assigned consultant": ("", "陈涛"),
    }
    there = {"First or repeat": ("", "再次"), "Left": ("", "09:20"), "Test drive": ("√", "")}
    back = {label: (after, before) for label, (before, after) in there.items()}
    assert [_told(change) for change in later] == [
        ("刘建国", "09:30", "更正第 1 行（王丽）", there),
        ("刘建国", "09:40", "撤销：更正第 1 行（王丽）", back),
        ("刘建国", "09:50", "重做：更正第 1 行（王丽）", there),
        ("陈涛", "10:00", "删除第 1 行（王丽）", {}),
        ("刘建国", "11:00", "恢复第 1 行（王丽）", {}),
    ]
    assert later[3].deed.reason == "登记重复"


def test_it_follows_the_language_of_the_screen(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽")
    language.use(language.ENGLISH)
    (change,) = history_of_row(showroom.reception, 1)
    assert str(change.deed) == "registered row 1 (王丽)"
    assert ("Purpose", "", "look at car") in [(one.label, one.before, one.after) for one in change.fields]


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        (RECEPTIONIST, ("138 1234 5678", "139 1234 5678")),
        (MANAGER, ("138 1234 5678", "139 1234 5678")),
        (CONSULTANT, ("138 1234 5678", "139 1234 5678")),
        (OTHER_CONSULTANT, ("138****5678", "139****5678")),
    ],
)
def test_a_number_is_masked_as_on_the_log(showroom: Showroom, user: str, seen: tuple[str, str]) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    correct(showroom.reception, 1, phone="13912345678")
    change = history_of_row(showroom.desk(user), 1)[-1]
    assert [(one.before, one.after) for one in change.fields if one.label == "Phone"] == [seen]


@pytest.mark.parametrize(
    ("user", "seen"),
    [(CONSULTANT, "138 1234 5678"), (MANAGER, "138 1234 5678"), (RECEPTIONIST, "138****5678")],
)
def test_a_number_on_file_is_masked_as_in_the_matches(showroom: Showroom, user: str, seen: str) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    (change,) = history.history_of(showroom.desk(user), "phone", Phone.get().id)
    assert [one.after for one in change.fields] == [seen]


@pytest.mark.parametrize("table", ["customer", "phone", "prospect", "family_member"])
def test_the_history_of_a_file_is_told_to_those_who_may_read_it(showroom: Showroom, table: str) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    family.add(showroom.consultant, 1, {"relation": "spouse", "name": "陈芳"})
    assert history.history_of(showroom.consultant, table, 1)
    with pytest.raises(Denied):
        history.history_of(showroom.other_consultant, table, 1)


def test_facts_of_a_customer_are_told_in_the_words_of_the_form(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "赵敏", "13700001111")
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    facts = {
        "birthday": "lunar 1990-04-12",
        "kind": "person",
        "tags": ("price_first", "in_a_hurry"),
        "referrer": 1,
        "marketing_consent": True,
    }
    customer_facts.keep(showroom.consultant, 2, 1, facts)
    *_first, change = history.history_of(showroom.manager, "customer", 2)
    assert {one.label: (one.before, one.after) for one in change.fields} == {
        "Birthday": ("", "农历1990年四月十二"),
        "Person or firm": ("", "个人"),
        "Tags": ("", "看重价格、急用车"),
        "Introduced by": ("", "赵敏"),
        "Agreed to advertising": ("", "√"),
    }


def test_the_number_of_an_id_is_masked_in_the_history_of_everybody(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    with showroom.consultant.work(Duty.KEEP_CARD) as work:
        work.edit(Customer, 1, 1, id_number="11010519491231002X")
    *_first, change = history.history_of(showroom.manager, "customer", 1)
    assert [(one.label, one.after) for one in change.fields] == [("Number of the ID", "110105********002X")]


def test_a_family_and_its_consents_have_a_history(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    member = family.add(showroom.consultant, 1, {"relation": "spouse", "name": "陈芳"})
    family.change(showroom.consultant, member, 1, {"birthday": "1990-05-18"})
    told = history.history_of(showroom.manager, "family_member", member)
    assert [[(one.label, one.after) for one in change.fields] for change in told] == [
        [("Relation", "配偶"), ("Name", "陈芳")],
        [("Birthday", "1990-05-18")],
    ]
    agreed = {"subject": "child", "purpose": "生日关怀", "given_how": "guardian_signed"}
    given = consents.give(showroom.consultant, 1, agreed)
    consents.withdraw(showroom.on(THURSDAY + timedelta(1)).consultant, given, 1)
    first, gone = history.history_of(showroom.manager, "consent", given)
    assert ("Given on", "", "2026-03-05") in [(one.label, one.before, one.after) for one in first.fields]
    assert [(one.label, one.after) for one in gone.fields] == [("Withdrawn on", "2026-03-06")]


def test_a_customer_and_a_wish_have_a_history_too(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="A", sex="女")
    correct(showroom.reception, 1, guest_name="王莉")
    customer = history.history_of(showroom.manager, "customer", Customer.get().id)
    assert [[(one.before, one.after) for one in change.fields] for change in customer] == [
        [("", "王丽"), ("", "女")],
        [("王丽", "王莉")],
    ]
    (wish,) = history.history_of(showroom.manager, "prospect", Prospect.get().id)
    assert [one.after for one in wish.fields] == ["陈涛", "A"]


@pytest.mark.parametrize("user", [CLERK, ADMINISTRATOR])
def test_who_may_not_read_the_log_reads_no_history(showroom: Showroom, user: str) -> None:
    register_walk_in(showroom.reception, "王丽")
    with pytest.raises(Denied):
        history_of_row(showroom.desk(user), 1)


def test_a_long_history_costs_as_many_statements_as_a_short_one(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    remove(showroom.reception, 1)
    undo(showroom.reception)
    manager = showroom.manager
    few = statements(showroom, lambda: history_of_row(manager, 1))
    for number in range(8):
        correct(showroom.reception, 1, 3 + number, note=f"第{number}次")
    assert len(history_of_row(manager, 1)) == 11
    assert statements(showroom, lambda: history_of_row(manager, 1)) == few >= 6


@pytest.mark.parametrize("table", ["traffic_entry", "family_member", "consent", "phone", "customer"])
def test_what_never_was_has_no_history(showroom: Showroom, table: str) -> None:
    with pytest.raises(Refused):
        history.history_of(showroom.manager, table, 999_999)
