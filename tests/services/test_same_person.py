"""Likely doubles of a file, why, for whose eyes; and two people stay two (req 62, S7, M14)."""

from __future__ import annotations

from typing import Any

import pytest

from showroom.errors import Denied
from showroom.models.act import Act
from showroom.models.customer import Customer, TwoPeople
from showroom.rules.duties import Duty
from showroom.services import acts, customer_facts, customer_merge, same_person
from tests.people import RECEPTIONIST, Showroom, refused, statements, undo
from tests.services.test_customer_merge import ONE, OTHER, opens, says


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽 of 陈涛."""
    customer, _card = opens(showroom.consultant, "王丽", ONE, sex="female")
    says(showroom.consultant, customer, area="binjiang")
    return customer


def why(showroom: Showroom, customer: int) -> dict[int, str]:
    return {one.customer: one.why for one in same_person.likely(showroom.consultant, customer)}


def shares(showroom: Showroom, number: str, who: int) -> None:
    """Somebody is given a number that another has."""
    customer_facts.keep(
        showroom.manager,
        who,
        Customer.get_by_id(who).revision,
        {"mobile": number},
        another_person="夫妻共用",
    )


def test_the_same_number_the_same_tail_the_same_area_in_that_order(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    area, _card = opens(desk, "王丽", "13600003333", sex="female")
    says(desk, area, area="binjiang")
    tail, _card = opens(desk, "王丽", "13600005678")
    number, _card = opens(desk, "李强", OTHER)
    shares(showroom, ONE, number)
    opens(desk, "王丽", "13600004444", sex="male")
    opens(desk, "赵敏", "13700005678")
    found = why(showroom, wang)
    assert list(found.items()) == [
        (number, "same_number"),
        (tail, "same_name_tail"),
        (area, "same_name_area"),
    ]


def test_a_surname_is_no_name_to_know_somebody_by(showroom: Showroom) -> None:
    desk = showroom.consultant
    first, _card = opens(desk, "王", ONE, sex="female")
    second, _card = opens(desk, "王", OTHER, sex="female")
    for one in (first, second):
        says(desk, one, area="binjiang")
    assert why(showroom, first) == {}
    for one in (first, second):
        says(desk, one, name="王丽")
    assert why(showroom, first) == {second: "same_name_area"}, "the control"


def test_told_apart_they_are_no_longer_offered_until_it_is_taken_back(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    other, _card = opens(desk, "王丽", "13600005678")
    assert why(showroom, wang), "the control"
    same_person.tell_apart(desk, wang, other, "同名同尾号")
    assert why(showroom, wang) == why(showroom, other) == {}
    same_person.tell_apart(desk, other, wang)
    assert TwoPeople.select().count() == 1, "it is said once"
    assert str(acts.undo(desk, _first_token(desk)).deed) == "确认是两位客户（王丽）"
    assert why(showroom, wang) == {other: "same_name_tail"}


def _first_token(desk: Any) -> str:
    return str(Act.select().where(Act.duty == Duty.TELL_APART).order_by(Act.id).get().token)


def test_who_was_merged_is_nobodys_double(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    other, _card = opens(desk, "王丽", "13600005678")
    customer_merge.merge(desk, wang, other, {})
    assert why(showroom, wang) == {}
    undo(desk)
    assert why(showroom, wang) == {other: "same_name_tail"}


def test_a_colleagues_customer_is_named_masked_and_not_for_taking(showroom: Showroom, wang: int) -> None:
    other, _card = opens(showroom.other_consultant, "王丽", "13600005678")
    (found,) = same_person.likely(showroom.consultant, wang)
    assert (found.phone, found.owner_name, found.may_merge) == ("136****5678", "李娜", False)
    (seen,) = same_person.likely(showroom.manager, wang)
    assert (seen.phone, seen.may_merge) == ("136 0000 5678", True)
    with pytest.raises(Denied):
        same_person.likely(showroom.other_consultant, wang)
    with pytest.raises(Denied):
        same_person.likely(showroom.desk(RECEPTIONIST), wang)
    with refused("E-GONE"):
        same_person.tell_apart(showroom.consultant, wang, 999)
    assert other


def test_it_costs_the_same_for_one_and_for_many(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    opens(desk, "王丽", "13600005678")
    few = statements(showroom, lambda: same_person.likely(desk, wang))
    for number in range(1, 9):
        opens(desk, "王丽", f"1360{number}005678")
    assert statements(showroom, lambda: same_person.likely(desk, wang)) == few
    assert len(same_person.likely(desk, wang)) == same_person.SUSPECTS_AT_MOST


def test_no_table_is_read_through(showroom: Showroom) -> None:
    for query in (same_person._same_number, same_person._same_name, same_person._tails):
        sql, params = query._build().sql()
        plan = showroom.store.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [1 for _ in params])
        assert not [row[3] for row in plan.fetchall() if row[3].startswith("SCAN")]
