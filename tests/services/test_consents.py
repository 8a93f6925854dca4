"""Consents: given under the notice of the day, and withdrawn with what they covered (T1, T2, T6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.errors import Invalid, Refused
from showroom.models.customer import Consent, Customer, FamilyMember
from showroom.models.prospect import Prospect
from showroom.rules import consent
from showroom.rules.duties import Duty
from showroom.services import acts, consents, customer_facts, customer_file, family
from tests.people import THURSDAY, Showroom, register_walk_in

AGREED = {"subject": "id_number", "purpose": "上牌", "given_how": "signed"}
BY_GUARDIAN = {"subject": "child", "purpose": "生日关怀", "given_how": "guardian_signed"}
KNOWN_ID = "11010519491231002X"


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽, who has ordered a car of 陈涛."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    with showroom.manager.work(Duty.PLACE_ORDER) as work:
        work.edit(Prospect, Prospect.get().id, Prospect.get().revision, level="O")
    return int(Customer.get().id)


def test_a_consent_keeps_what_was_agreed_to_and_when(showroom: Showroom, wang: int) -> None:
    given = consents.give(showroom.consultant, wang, AGREED | {"given_on": None}, token="it")
    assert consents.give(showroom.consultant, wang, AGREED, token="it") == given
    row = Consent.get_by_id(given)
    assert (row.purpose, row.given_how, row.given_on, row.notice_version) == (
        "上牌",
        "signed",
        THURSDAY,
        consent.NOTICE_VERSION,
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (AGREED | {"given_on": date(2026, 3, 6)}, "given_on"),
        (BY_GUARDIAN | {"given_how": "signed"}, "given_how"),
        ({"purpose": "上牌", "given_how": "signed"}, "subject"),
        ({"subject": "child", "purpose": "生日关怀"}, "given_how"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(
    showroom: Showroom, wang: int, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        consents.give(showroom.consultant, wang, values)
    assert [problem.field for problem in told.value.problems] == [field]
    assert not Consent.select().exists()


def test_what_was_agreed_to_goes_with_the_consent(showroom: Showroom, wang: int) -> None:
    given = consents.give(showroom.consultant, wang, AGREED)
    customer_facts.keep(showroom.consultant, wang, 1, {"id_number": KNOWN_ID, "hobbies": "摄影"})
    consents.withdraw(showroom.on(THURSDAY + timedelta(1)).consultant, given, 1, token="off")
    row = Customer.get_by_id(wang)
    assert (row.id_number, row.hobbies) == ("", "摄影")
    (told,) = customer_file.of(showroom.consultant, wang).consents
    assert told.withdrawn_on == THURSDAY + timedelta(1)
    assert customer_file.of(showroom.consultant, wang).not_asked["id_number"] == consent.NEEDS_CONSENT
    with pytest.raises(Refused, match="撤回"):
        consents.withdraw(showroom.consultant, given, 2)
    acts.undo(showroom.consultant, "off")
    assert Customer.get_by_id(wang).id_number == KNOWN_ID


def test_a_second_consent_to_the_same_keeps_it(showroom: Showroom, wang: int) -> None:
    first = consents.give(showroom.consultant, wang, AGREED)
    consents.give(showroom.consultant, wang, AGREED | {"purpose": "贷款"})
    customer_facts.keep(showroom.consultant, wang, 1, {"id_number": KNOWN_ID})
    consents.withdraw(showroom.consultant, first, 1)
    assert Customer.get_by_id(wang).id_number == KNOWN_ID


def test_of_the_family_only_childrens_birthdays_go(showroom: Showroom, wang: int) -> None:
    given = consents.give(showroom.consultant, wang, BY_GUARDIAN)
    for relation, birthday in (("son", "2019-06-01"), ("daughter", "2010-06-01"), ("spouse", "1990-05-18")):
        family.add(showroom.consultant, wang, {"relation": relation, "birthday": birthday})
    consents.withdraw(showroom.consultant, given, 1)
    assert [row.birthday for row in FamilyMember.select().order_by(FamilyMember.id)] == [
        "",
        "2010-06-01",
        "1990-05-18",
    ]
