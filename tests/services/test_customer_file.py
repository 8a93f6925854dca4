"""A customer's whole file: who reads it, what he sees of it, what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.errors import Denied, Refused
from showroom.forms import customer as form
from showroom.forms.customer_file import CustomerFile
from showroom.models.car import Vehicle
from showroom.models.customer import Customer
from showroom.models.prospect import DELIVERED, LOST, OPEN, Prospect
from showroom.rules.duties import Duty
from showroom.services import consents, customer_facts, customer_file, family
from tests.people import (
    CLERK,
    CONSULTANT,
    MANAGER,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    register_walk_in,
    staff_id,
    statements,
)


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽, whose card 陈涛 keeps."""
    register_walk_in(showroom.reception, "王丽", "13812345678/0571-88888888", received_by="陈涛", level="B")
    return int(Customer.get().id)


def of(showroom: Showroom, user: str, customer: int) -> CustomerFile:
    return customer_file.of(showroom.desk(user), customer)


def card(showroom: Showroom, customer: int, owner: str | None, **columns: object) -> None:
    """One more card of the customer."""
    columns = {"opened_on": THURSDAY, "level": "B"} | columns
    with showroom.manager.work(Duty.OPEN_CARD) as work:
        work.add(Prospect, customer=customer, owner=staff_id(owner) if owner else None, **columns)


def closed(showroom: Showroom, customer: int, state: str) -> None:
    """All cards of the customer are closed."""
    for row in Prospect.select().where(Prospect.customer == customer):
        with showroom.manager.work(Duty.KEEP_CARD) as work:
            work.edit(Prospect, row.id, row.revision, state=state)


def test_everything_that_may_be_told_stands_under_its_field(showroom: Showroom, wang: int) -> None:
    file = of(showroom, CONSULTANT, wang)
    assert file.facts.keys() == {field.key for field in (*form.FIELDS, *form.SPECIAL)}
    assert (file.facts["name"], file.facts["tags"], file.facts["vip"]) == ("王丽", (), False)
    assert (file.owner_name, file.referrer_name, file.revision) == ("陈涛", "", 1)
    assert file.facts["mobile"] == "138 1234 5678"


@pytest.mark.parametrize(
    ("user", "keeps", "reveals", "vip", "mobile", "fax"),
    [
        (CONSULTANT, True, True, False, "138 1234 5678", "0571-88887777"),
        (MANAGER, True, True, True, "138 1234 5678", "0571-88887777"),
        (RECEPTIONIST, False, False, False, "138****5678", "0571-****77"),
        (CLERK, False, False, False, "138****5678", "0571-****77"),
    ],
)
def test_each_sees_what_is_meant_for_him(
    showroom: Showroom, wang: int, user: str, keeps: bool, reveals: bool, vip: bool, mobile: str, fax: str
) -> None:
    customer_facts.keep(showroom.consultant, wang, 1, {"fax": "0571-88887777"})
    file = of(showroom, user, wang)
    assert (file.may_keep, file.may_reveal, file.may_keep_vip) == (keeps, reveals, vip)
    assert (file.facts["mobile"], file.facts["fax"]) == (mobile, fax)
    assert {one.full for one in file.numbers} == {mobile == "138 1234 5678"}


def test_another_consultants_customer_is_his(showroom: Showroom, wang: int) -> None:
    with pytest.raises(Denied, match="陈涛") as denied:
        of(showroom, OTHER_CONSULTANT, wang)
    assert denied.value.code == "E-CARD-OTHERS"
    card(showroom, wang, OTHER_CONSULTANT)
    assert of(showroom, OTHER_CONSULTANT, wang).may_keep, "his own wish makes it his customer too"
    assert of(showroom, CONSULTANT, wang).may_keep


@pytest.mark.parametrize("state", [LOST, DELIVERED])
def test_a_customer_without_an_open_card_is_his_last_consultants(
    showroom: Showroom, wang: int, state: str
) -> None:
    closed(showroom, wang, state)
    assert of(showroom, CONSULTANT, wang).may_keep
    with pytest.raises(Denied):
        of(showroom, OTHER_CONSULTANT, wang)
    card(showroom, wang, OTHER_CONSULTANT, state=OPEN)
    assert of(showroom, OTHER_CONSULTANT, wang).may_keep
    before = of(showroom, CONSULTANT, wang)
    assert (before.may_keep, before.may_reveal, before.facts["mobile"]) == (False, False, "138****5678")
    with pytest.raises(Denied):
        customer_facts.keep(showroom.consultant, wang, 1, {"hobbies": "摄影"})


def test_nobodys_customer_is_everybodys(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "李强", "13900001111")
    li = Customer.get().id
    file = of(showroom, OTHER_CONSULTANT, li)
    assert (file.may_keep, file.owner) == (True, None)


def test_who_is_gone_has_no_file(showroom: Showroom, wang: int) -> None:
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.remove(Customer, wang, 1)
    for gone in (wang, 99):
        with pytest.raises(Refused, match="不在") as refused:
            of(showroom, MANAGER, gone)
        assert refused.value.code == "E-GONE"


@pytest.mark.parametrize(
    ("columns", "asked"),
    [
        ({}, False),
        ({"level": "O"}, True),
        ({"level": "O", "state": DELIVERED}, True),
        ({"level": "H"}, False),
    ],
)
def test_the_order_stage_is_told_by_any_card(
    showroom: Showroom, wang: int, columns: dict[str, str], asked: bool
) -> None:
    card(showroom, wang, CONSULTANT, **columns)
    assert customer_file.standing(wang).order_stage is asked


def test_cars_family_and_consents_stand_in_the_file(showroom: Showroom, wang: int) -> None:
    with showroom.manager.work(Duty.DELIVER) as work:
        work.add(
            Vehicle, customer=wang, model=1, plate="浙A12345", vin="1HGCM82633A004352", delivered_on=THURSDAY
        )
        work.add(Vehicle, customer=wang, model_name="速腾", sold_here=False)
    family.add(showroom.consultant, wang, {"relation": "spouse", "name": "陈强", "birthday": "--03-06"})
    consents.give(
        showroom.consultant, wang, {"subject": "id_number", "purpose": "上牌", "given_how": "signed"}
    )
    file = of(showroom, CONSULTANT, wang)
    assert [(one.model, one.plate, one.delivered_on, one.sold_here) for one in file.vehicles] == [
        ("朗逸", "浙A12345", THURSDAY, True),
        ("速腾", "", None, False),
    ]
    ((spouse,), (given,)) = file.family, file.consents
    assert (spouse.name, spouse.next_birthday) == ("陈强", date(2026, 3, 6))
    assert (given.subject, given.given_on, given.withdrawn_on) == ("id_number", THURSDAY, None)


def test_the_next_birthday_is_told(showroom: Showroom, wang: int) -> None:
    assert of(showroom, CONSULTANT, wang).next_birthday is None
    customer_facts.keep(showroom.consultant, wang, 1, {"birthday": "1992-02-29"})
    assert of(showroom.on(date(2027, 2, 1)), CONSULTANT, wang).next_birthday == date(2027, 2, 28)


def test_a_long_file_costs_as_many_statements_as_a_short_one(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    few = statements(showroom, lambda: customer_file.of(desk, wang))
    customer_facts.keep(desk, wang, 1, {"office_phone": "0571-66666666", "birthday": "1991-05-18"})
    for number in range(4):
        family.add(desk, wang, {"relation": "sibling", "name": f"弟{number}"})
        card(showroom, wang, CONSULTANT)
    with showroom.manager.work(Duty.DELIVER) as work:
        for _car in range(3):
            work.add(Vehicle, customer=wang, model=1, bought_on=THURSDAY - timedelta(9))
    assert len(customer_file.of(desk, wang).family) == 4
    assert statements(showroom, lambda: customer_file.of(desk, wang)) == few <= 14
