"""The family on a customer's file: added, changed, taken off; children only as a guardian agreed."""

from __future__ import annotations

import pytest

from showroom.errors import Clash, Invalid, Refused
from showroom.models.customer import Customer, FamilyMember
from showroom.models.prospect import Prospect
from showroom.rules import consent
from showroom.rules.duties import Duty
from showroom.services import acts, consents, customer_file, family
from tests.people import Showroom, register_walk_in

SON = {"relation": "son", "name": "小宝", "birthday": "2019-06-01"}
BY_GUARDIAN = {"subject": "child", "purpose": "生日关怀", "given_how": "guardian_signed"}


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽, whose card 陈涛 keeps."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    return int(Customer.get().id)


def ordered(showroom: Showroom) -> None:
    with showroom.manager.work(Duty.PLACE_ORDER) as work:
        work.edit(Prospect, Prospect.get().id, Prospect.get().revision, level="O")


def names(showroom: Showroom, customer: int) -> list[str]:
    return [one.name for one in customer_file.of(showroom.manager, customer).family]


def test_a_relation_is_asked_for(showroom: Showroom, wang: int) -> None:
    with pytest.raises(Invalid):
        family.add(showroom.consultant, wang, {"name": "陈强"})
    member = family.add(showroom.consultant, wang, {"relation": "spouse"})
    with pytest.raises(Invalid):
        family.change(showroom.consultant, member, 1, {"relation": ""})
    assert FamilyMember.get().relation == "spouse"


def test_somebody_is_added_changed_and_taken_off(showroom: Showroom, wang: int) -> None:
    desk = showroom.consultant
    member = family.add(desk, wang, {"relation": "spouse", "name": "陈强"}, token="it")
    assert family.add(desk, wang, {"relation": "spouse", "name": "陈强"}, token="it") == member
    assert names(showroom, wang) == ["陈强"]
    revision = family.change(desk, member, 1, {"name": "陈国强", "note": "决策人"})
    assert names(showroom, wang) == ["陈国强"]
    family.remove(desk, member, revision, token="off")
    assert names(showroom, wang) == []
    with pytest.raises(Refused, match="不在") as refused:
        family.change(desk, member, revision, {"name": "陈强"})
    assert refused.value.code == "E-MEMBER-GONE"
    acts.undo(desk, "off")
    assert names(showroom, wang) == ["陈国强"]


def test_two_who_change_the_same_clash(showroom: Showroom, wang: int) -> None:
    member = family.add(showroom.consultant, wang, {"relation": "spouse", "name": "陈强"})
    family.change(showroom.manager, member, 1, {"name": "陈国强"})
    family.change(showroom.consultant, member, 1, {"note": "决策人"})
    family.change(showroom.manager, member, 3, {"relation": "sibling"})
    with pytest.raises(Clash) as clash:
        family.change(showroom.consultant, member, 1, {"name": "陈强强", "relation": "other"})
    assert clash.value.mine == {"name": "陈强强", "relation": "其他"}
    assert clash.value.theirs == {"name": "陈国强", "relation": "兄弟姐妹"}


def test_a_birthday_to_come_is_refused(showroom: Showroom, wang: int) -> None:
    with pytest.raises(Invalid):
        family.add(showroom.consultant, wang, {"relation": "spouse", "birthday": "2026-03-06"})


def test_a_childs_birthday_needs_the_order_and_a_guardian(showroom: Showroom, wang: int) -> None:
    """T2, T15."""
    desk = showroom.consultant
    with pytest.raises(Invalid) as early:
        family.add(desk, wang, SON)
    assert early.value.problems[0].message == consent.NOT_YET
    ordered(showroom)
    with pytest.raises(Invalid) as alone:
        family.add(desk, wang, SON)
    assert alone.value.problems[0].message == consent.NEEDS_GUARDIAN
    consents.give(desk, wang, BY_GUARDIAN)
    assert family.add(desk, wang, SON)


@pytest.mark.parametrize(
    "told",
    [
        {"relation": "son", "name": "小宝"},
        {"relation": "son", "birthday": "06-01"},
        {"relation": "son", "birthday": "2010-06-01"},
        {"relation": "mother", "birthday": "农历腊月三十"},
    ],
)
def test_what_is_no_childs_date_of_birth_needs_nobody(
    showroom: Showroom, wang: int, told: dict[str, str]
) -> None:
    stored = told | ({"birthday": "lunar --12-30"} if "农历" in told.get("birthday", "") else {})
    stored |= {"birthday": "--06-01"} if told.get("birthday") == "06-01" else {}
    assert family.add(showroom.consultant, wang, stored)


def test_what_is_there_is_not_asked_about_again(showroom: Showroom, wang: int) -> None:
    ordered(showroom)
    consents.give(showroom.consultant, wang, BY_GUARDIAN)
    member = family.add(showroom.consultant, wang, SON)
    with showroom.manager.work(Duty.CANCEL_ORDER) as work:
        work.edit(Prospect, Prospect.get().id, Prospect.get().revision, level="A")
    family.change(showroom.consultant, member, 1, {"note": "爱车模"})
    with pytest.raises(Invalid):
        family.change(showroom.consultant, member, 1, {"birthday": "2019-06-02"})
    assert FamilyMember.get_by_id(member).birthday == "2019-06-01"
