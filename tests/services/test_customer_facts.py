"""Keeping a customer's facts: what is taken, merged, refused; special lists; the whole number of an ID."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from showroom.errors import Clash, Denied, Invalid, Refused
from showroom.forms import customer as form
from showroom.forms.field import read
from showroom.models.act import ActLine
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.rules import consent, identity_numbers
from showroom.rules.duties import Duty
from showroom.services import (
    acts,
    consents,
    customer_facts,
    customer_file,
    customer_matches,
    customers,
    lists,
)
from showroom.services.desk import Desk
from tests.people import THURSDAY, Showroom, last_act, lines_of, refused, register_walk_in, undo
from tests.people import acts as acts_so_far

KNOWN_ID = "11010519491231002X"
CHILDS_ID = "110105202402291233"
AGREED = {"subject": "id_number", "purpose": "上牌", "given_how": "signed"}


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽, whose card 陈涛 keeps."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    return int(Customer.get().id)


def ordered(showroom: Showroom, customer: int) -> None:
    """The card has come to the order stage."""
    card = Prospect.get(Prospect.customer == customer)
    with showroom.manager.work(Duty.PLACE_ORDER) as work:
        work.edit(Prospect, card.id, card.revision, level="O")


def keep(desk: Desk, customer: int, revision: int = 1, **texts: str) -> int:
    """What is typed into the fields of the card."""
    fields = [field for field in form.FIELDS if field.key in texts]
    seen = customer_file.of(desk, customer).numbers
    return customer_facts.keep(desk, customer, revision, read(fields, texts, lists.current()), seen=seen)


def facts(showroom: Showroom, customer: int) -> dict[str, Any]:
    return dict(customer_file.of(showroom.manager, customer).facts)


def problems(told: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {problem.field: problem.message for problem in told.value.problems}


def test_every_fact_of_the_card_is_kept_and_shown_again(showroom: Showroom, wang: int) -> None:
    """Req 57, 59: each by itself; those with conditions of their own are tried below."""
    texts = {
        "name": "王莉",
        "kind": "个人",
        "sex": "女",
        "birthday": "农历四月十二",
        "education": "本科",
        "character": "爽快",
        "mobile": "13812345678",
        "home_phone": "0571-88888888",
        "office_phone": "0571-66666666转806",
        "wechat": "wangli-82",
        "email": "wang@example.com",
        "fax": "0571-88888889",
        "area": "滨江",
        "home_address": "滨江区江南大道8幢",
        "home_postcode": "310051",
        "workplace": "滨江实验小学",
        "workplace_postcode": "310052",
        "age_group": "26–35岁",
        "occupation": "教师",
        "industry": "教育",
        "job_title": "班主任",
        "marital_status": "已婚",
        "hobbies": "摄影、越野",
        "favourite_colours": "白",
        "good_time": "周末上午",
        "remark": "怕堵车",
        "tags": "看重价格、急用车",
        "marketing_consent": "√",
    }
    left_out = {
        "id_kind",
        "id_number",
        "household_income",
        "referrer",
        "referrer_relation",
        "no_contact_reason",
    }
    assert texts.keys() | left_out == {field.key for field in form.FIELDS}, "every field is tried"
    keep(showroom.consultant, wang, **texts)
    kept = facts(showroom, wang)
    wanted = read([field for field in form.FIELDS if field.key in texts], texts, lists.current())
    numbers = {
        "mobile": "138 1234 5678",
        "home_phone": "0571-8888 8888",
        "office_phone": "0571-6666 6666转806",
    }
    assert {key: kept[key] for key in texts} == wanted | {key: kept[key] for key in numbers}
    for key, shown in numbers.items():
        assert kept[key].replace("-", "").replace(" ", "") == shown.replace("-", "").replace(" ", "")
    assert [(row.kind, row.use) for row in Phone.select().order_by(Phone.id)] == [
        ("mobile", ""),
        ("landline", ""),
        ("landline", "office"),
    ]


def test_fixed_and_changing_facts_stand_apart(showroom: Showroom) -> None:
    """Req 61."""
    fixed, changing = ({field.key for field in some} for some in (form.FIXED, form.CHANGING))
    assert not fixed & changing
    assert {"name", "birthday", "id_number"} <= fixed
    assert {"mobile", "home_address", "occupation"} <= changing


def test_what_is_repeated_is_done_once(showroom: Showroom, wang: int) -> None:
    first = customer_facts.keep(showroom.consultant, wang, 1, {"hobbies": "摄影"}, token="it")
    assert customer_facts.keep(showroom.consultant, wang, 1, {"hobbies": "摄影"}, token="it") == first == 2


def test_undo_puts_back_facts_and_numbers(showroom: Showroom, wang: int) -> None:
    before = facts(showroom, wang)
    values = {"name": "王莉", "home_phone": "0571-88888888", "mobile": "13900001111"}
    customer_facts.keep(showroom.consultant, wang, 1, values, token="it")
    assert facts(showroom, wang) != before
    acts.undo(showroom.consultant, "it")
    assert facts(showroom, wang) == before


# --- two at the same card (F1, F2) --------------------------------------------------------------------------


def test_different_facts_are_merged(showroom: Showroom, wang: int) -> None:
    """F1."""
    seen = customer_file.of(showroom.consultant, wang)
    customer_facts.keep(showroom.manager, wang, 1, {"mobile": "13900001111"}, seen=seen.numbers)
    customer_facts.keep(showroom.consultant, wang, seen.revision, {"hobbies": "摄影"}, seen=seen.numbers)
    customer_facts.keep(showroom.manager, wang, seen.revision, {"remark": "怕堵车"}, seen=seen.numbers)
    kept = facts(showroom, wang)
    assert (kept["mobile"], kept["hobbies"], kept["remark"]) == ("139 0000 1111", "摄影", "怕堵车")


def test_the_same_fact_is_a_clash_in_the_words_of_the_form(showroom: Showroom, wang: int) -> None:
    """F2."""
    customer_facts.keep(showroom.manager, wang, 1, {"kind": "firm", "name": "王家公司"})
    with pytest.raises(Clash) as clash:
        customer_facts.keep(
            showroom.consultant, wang, 1, {"kind": "person", "hobbies": "摄影", "name": "王莉"}
        )
    assert clash.value.mine == {"kind": "个人", "name": "王莉"}
    assert clash.value.theirs == {"kind": "单位", "name": "王家公司"}
    assert facts(showroom, wang)["hobbies"] == "", "nothing was saved"


def test_the_same_number_is_a_clash_too(showroom: Showroom, wang: int) -> None:
    """F2."""
    seen = customer_file.of(showroom.consultant, wang).numbers
    customer_facts.keep(showroom.manager, wang, 1, {"mobile": "13900001111"}, seen=seen)
    with pytest.raises(Clash) as clash:
        customer_facts.keep(showroom.consultant, wang, 1, {"mobile": "13700002222"}, seen=seen)
    assert (clash.value.mine, clash.value.theirs) == (
        {"mobile": "137 0000 2222"},
        {"mobile": "139 0000 1111"},
    )
    assert facts(showroom, wang)["mobile"] == "139 0000 1111"
    now = customer_file.of(showroom.consultant, wang).numbers
    customer_facts.keep(showroom.consultant, wang, 1, {"mobile": "13700002222"}, seen=now)
    assert facts(showroom, wang)["mobile"] == "137 0000 2222", "having looked, one may"


def test_what_both_wrote_alike_is_no_clash(showroom: Showroom, wang: int) -> None:
    seen = customer_file.of(showroom.consultant, wang).numbers
    customer_facts.keep(showroom.manager, wang, 1, {"mobile": "13900001111"}, seen=seen)
    customer_facts.keep(showroom.consultant, wang, 1, {"mobile": "139 0000 1111"}, seen=seen)
    assert Phone.select().where(Phone.removed_at.is_null()).count() == 1


# --- numbers ------------------------------------------------------------------------------------------------


def test_a_number_moves_from_one_use_to_another(showroom: Showroom, wang: int) -> None:
    keep(showroom.consultant, wang, mobile="13900001111", office_phone="13812345678")
    assert [(one.use, one.shown) for one in customer_file.of(showroom.manager, wang).numbers] == [
        ("office", "138 1234 5678"),
        ("mobile", "139 0000 1111"),
    ]
    assert Phone.select().count() == 2, "its row went along"


def test_numbers_of_a_use_that_is_not_named_stay(showroom: Showroom, wang: int) -> None:
    keep(showroom.consultant, wang, office_phone="0571-66666666")
    assert facts(showroom, wang)["mobile"] == "138 1234 5678"
    keep(showroom.consultant, wang, office_phone="")
    assert facts(showroom, wang)["office_phone"] == ""
    assert facts(showroom, wang)["mobile"] == "138 1234 5678"


def test_somebody_elses_number_asks_for_a_reason(showroom: Showroom, wang: int) -> None:
    register_walk_in(showroom.reception, "李强", "13900001111")
    with refused("E-NUMBER-KNOWN"):
        keep(showroom.consultant, wang, mobile="13812345678/13900001111")
    assert facts(showroom, wang)["mobile"] == "138 1234 5678"
    values = {"mobile": "13812345678/13900001111"}
    customer_facts.keep(showroom.consultant, wang, 1, values, another_person="夫妻共用")
    assert facts(showroom, wang)["mobile"] == "138 1234 5678/139 0000 1111"
    noted = [json.loads(line.after) for line in lines_of(last_act()) if not line.row_revision]
    assert noted == [{"another_person": "夫妻共用"}]


def test_a_file_needs_a_way_to_reach_somebody_or_the_reason_why_not(showroom: Showroom, wang: int) -> None:
    """N13."""
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, mobile="")
    assert problems(told).keys() == {"mobile"}
    assert facts(showroom, wang)["mobile"] == "138 1234 5678", "nothing was saved"
    revision = keep(showroom.consultant, wang, mobile="", wechat="wangli-82")
    revision = keep(showroom.consultant, wang, revision, wechat="", no_contact_reason="拒绝提供")
    with pytest.raises(Invalid):
        keep(showroom.consultant, wang, revision, no_contact_reason="")
    keep(showroom.consultant, wang, revision, hobbies="摄影")


def test_the_search_follows_a_name_and_numbers(showroom: Showroom, wang: int) -> None:
    manager = showroom.manager
    keep(showroom.consultant, wang, name="欧阳振华", mobile="13900001111")
    for typed in ("欧阳", "oyzh", "1111"):
        assert list(customers.ids(manager, typed)) == [wang], typed
    for typed in ("王丽", "5678"):
        assert list(customers.ids(manager, typed)) == [], typed
    (match,) = customer_matches.matches(manager, "13900001111", "")
    assert match.name == "欧阳振华"


# --- birthdays and IDs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birthday", "taken"),
    [
        ("2026-03-05", True),
        ("2026-03-06", False),
        ("05-12", True),
        ("农历2026年四月十二", False),
        ("农历四月十二", True),
    ],
)
def test_a_birthday_that_is_still_to_come_is_refused(
    showroom: Showroom, wang: int, birthday: str, taken: bool
) -> None:
    """O12."""
    if taken:
        keep(showroom.consultant, wang, birthday=birthday)
        return
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, birthday=birthday)
    assert problems(told).keys() == {"birthday"}


def test_the_number_of_an_id_is_not_asked_before_the_order(showroom: Showroom, wang: int) -> None:
    """T3."""
    consents.give(showroom.consultant, wang, AGREED)
    why = customer_file.of(showroom.consultant, wang).not_asked
    assert set(why.values()) == {consent.NOT_YET}
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, id_number=KNOWN_ID)
    assert problems(told) == {"id_number": consent.NOT_YET}
    ordered(showroom, wang)
    keep(showroom.consultant, wang, id_number=KNOWN_ID)
    assert Customer.get_by_id(wang).id_number == KNOWN_ID


def test_a_sensitive_fact_needs_its_own_consent(showroom: Showroom, wang: int) -> None:
    """T2; the card is usable without."""
    ordered(showroom, wang)
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, id_number=KNOWN_ID, household_income="1–2万")
    assert problems(told) == {
        "id_number": consent.NEEDS_CONSENT,
        "household_income": consent.NEEDS_CONSENT,
    }
    revision = keep(showroom.consultant, wang, hobbies="摄影")
    consents.give(showroom.consultant, wang, AGREED)
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, revision, id_number=KNOWN_ID, household_income="1–2万")
    assert problems(told) == {"household_income": consent.NEEDS_CONSENT}
    consents.give(showroom.consultant, wang, AGREED | {"subject": "household_income"})
    keep(showroom.consultant, wang, revision, id_number=KNOWN_ID, household_income="1–2万")


def test_the_number_of_a_childs_id_needs_a_guardian(showroom: Showroom, wang: int) -> None:
    """O6."""
    ordered(showroom, wang)
    consents.give(showroom.consultant, wang, AGREED)
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, id_number=CHILDS_ID)
    assert problems(told) == {"id_number": consent.NEEDS_GUARDIAN}
    consents.give(showroom.consultant, wang, AGREED | {"given_how": "guardian_signed"})
    keep(showroom.consultant, wang, id_number=CHILDS_ID)


def test_a_slip_in_the_number_of_an_id_is_refused_by_its_kind(showroom: Showroom, wang: int) -> None:
    ordered(showroom, wang)
    consents.give(showroom.consultant, wang, AGREED)
    slip = "110105194912310021"
    with pytest.raises(Invalid) as told:
        keep(showroom.consultant, wang, id_number=slip, id_kind="身份证")
    assert problems(told).keys() == {"id_number"}
    keep(showroom.consultant, wang, id_number="E12345678", id_kind="护照")


def test_what_does_not_agree_with_the_id_is_told_and_stored(showroom: Showroom, wang: int) -> None:
    """O9: both values, and staff decide."""
    ordered(showroom, wang)
    consents.give(showroom.consultant, wang, AGREED)
    revision = keep(showroom.consultant, wang, id_number=KNOWN_ID, birthday="1949-12-30", sex="男")
    told = customer_file.of(showroom.consultant, wang).doubts
    assert [(doubt.field, dict(doubt.values)) for doubt in told] == [
        ("birthday", {"theirs": date(1949, 12, 31), "mine": "1949-12-30"}),
        ("sex", {}),
    ]
    assert told[0].message == identity_numbers.BIRTHDAY_DIFFERS
    keep(showroom.consultant, wang, revision, birthday="1949-12-31", sex="女")
    assert customer_file.of(showroom.consultant, wang).doubts == ()


# --- the whole number of an ID ------------------------------------------------------------------------------


def test_the_whole_number_is_shown_for_a_reason_and_the_act_does_not_hold_it(
    showroom: Showroom, wang: int
) -> None:
    """T4."""
    ordered(showroom, wang)
    consents.give(showroom.consultant, wang, AGREED)
    keep(showroom.consultant, wang, id_number=KNOWN_ID)
    assert facts(showroom, wang)["id_number"] == "110105********002X"
    with pytest.raises(Invalid):
        customer_facts.reveal_id(showroom.consultant, wang, " ")
    assert customer_facts.reveal_id(showroom.consultant, wang, "上牌", token="it") == KNOWN_ID
    act = last_act()
    (line,) = lines_of(act)
    assert (act.duty, line.row_id, json.loads(line.after)) == (
        Duty.SEE_SENSITIVE,
        wang,
        {"revealed": "id_number"},
    )
    assert json.loads(act.result) == {"reason": "上牌"}
    assert customer_facts.reveal_id(showroom.consultant, wang, "上牌", token="it") == KNOWN_ID
    with pytest.raises(Denied):
        customer_facts.reveal_id(showroom.other_consultant, wang, "好奇")
    with pytest.raises(Denied):
        customer_facts.reveal_id(showroom.reception, wang, "好奇")


# --- special lists (req 65) ---------------------------------------------------------------------------------


def test_the_black_list_asks_why(showroom: Showroom, wang: int) -> None:
    with pytest.raises(Invalid) as told:
        customer_facts.keep_special(showroom.consultant, wang, 1, {"blacklisted": True})
    assert problems(told).keys() == {"blacklist_reason"}
    reason = {"blacklisted": True, "blacklist_reason": "多次恶意退订"}
    revision = customer_facts.keep_special(showroom.consultant, wang, 1, reason)
    with pytest.raises(Invalid):
        customer_facts.keep_special(showroom.consultant, wang, revision, {"blacklist_reason": ""})
    off = {"blacklisted": False, "blacklist_reason": ""}
    customer_facts.keep_special(showroom.consultant, wang, revision, off)
    assert facts(showroom, wang)["blacklisted"] is False


def test_vips_are_the_managers_list(showroom: Showroom, wang: int) -> None:
    with pytest.raises(Denied):
        customer_facts.keep_special(showroom.consultant, wang, 1, {"vip": True, "key_account": True})
    assert (facts(showroom, wang)["vip"], facts(showroom, wang)["key_account"]) == (False, False)
    customer_facts.keep_special(showroom.consultant, wang, 1, {"key_account": True})
    before = acts_so_far()
    customer_facts.keep_special(showroom.manager, wang, 2, {"vip": True, "key_account": False})
    assert (facts(showroom, wang)["vip"], facts(showroom, wang)["key_account"]) == (True, False)
    assert acts_so_far() == before + 1, "one act, taken back whole"
    undo(showroom.manager)
    assert (facts(showroom, wang)["vip"], facts(showroom, wang)["key_account"]) == (False, True)


def test_who_keeps_the_list_of_vips_no_longer_takes_nobody_off_it(
    showroom: Showroom, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = showroom.manager
    revision = customer_facts.keep_special(desk, wang, 1, {"vip": True}, token="vip")
    held = desk.duties() - {Duty.KEEP_VIP}
    with monkeypatch.context() as taken:
        taken.setattr(type(desk), "duties", lambda _desk: held)
        assert acts.last_undoable(desk) is None
        with pytest.raises(Denied) as denied:
            acts.undo(desk, "vip")
        assert denied.value.values["duty"] == Duty.KEEP_VIP
        assert facts(showroom, wang)["vip"] is True
        customer_facts.keep_special(desk, wang, revision, {"key_account": True}, token="key account")
        acts.undo(desk, "key account")
    assert facts(showroom, wang)["key_account"] is False, "that list asks for nothing more"


# --- who introduced whom ------------------------------------------------------------------------------------


def test_a_customer_is_introduced_by_another(showroom: Showroom, wang: int) -> None:
    register_walk_in(showroom.reception, "李强", "13900001111")
    li = Customer.get(Customer.name == "李强").id
    values = {"referrer": li, "referrer_relation": "同事"}
    revision = customer_facts.keep(showroom.consultant, wang, 1, values)
    file = customer_file.of(showroom.consultant, wang)
    assert (file.facts["referrer"], file.referrer_name, file.facts["referrer_relation"]) == (
        li,
        "李强",
        "同事",
    )
    with pytest.raises(Invalid):
        customer_facts.keep(showroom.consultant, wang, revision, {"referrer": wang})
    with pytest.raises(Refused):
        customer_facts.keep(showroom.consultant, wang, revision, {"referrer": 99})
    customer_facts.keep(showroom.consultant, wang, revision, {"referrer": None})
    assert customer_file.of(showroom.consultant, wang).referrer_name == ""


def test_nothing_of_an_id_stands_in_a_clash(showroom: Showroom, wang: int) -> None:
    ordered(showroom, wang)
    consents.give(showroom.consultant, wang, AGREED)
    keep(showroom.manager, wang, id_number=KNOWN_ID)
    with pytest.raises(Clash) as clash:
        customer_facts.keep(showroom.consultant, wang, 1, {"id_number": "810000199003070015"})
    assert clash.value.mine == {"id_number": "810000********0015"}
    assert clash.value.theirs == {"id_number": "110105********002X"}


def test_who_introduced_him_stands_in_a_clash_by_name(showroom: Showroom, wang: int) -> None:
    for name, phone in (("李强", "13900001111"), ("赵敏", "13700002222")):
        register_walk_in(showroom.reception, name, phone)
    customer_facts.keep(showroom.manager, wang, 1, {"referrer": wang + 1})
    with pytest.raises(Clash) as clash:
        customer_facts.keep(showroom.consultant, wang, 1, {"referrer": wang + 2})
    assert (clash.value.mine, clash.value.theirs) == ({"referrer": "赵敏"}, {"referrer": "李强"})


def test_the_notice_on_the_desk_is_noted_and_advertising_is_off(showroom: Showroom, wang: int) -> None:
    """T1."""
    row = Customer.get_by_id(wang)
    assert (row.notice_version, row.marketing_consent) == (consent.NOTICE_VERSION, False)
    assert ActLine.select().where(ActLine.table_name == "customer").count() == 1


def test_nobody_sees_whole_numbers_without_end(
    showroom: Showroom, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T5."""
    monkeypatch.setattr(customer_facts, "REVEALED_AT_MOST", 3)
    showroom.on(THURSDAY, 9)
    for _time in range(3):
        customer_facts.reveal_id(showroom.consultant, wang, "上牌")
    with refused("E-REVEALED-TOO-MANY"):
        customer_facts.reveal_id(showroom.consultant, wang, "上牌")
    customer_facts.reveal_id(showroom.manager, wang, "核对")
    showroom.on(THURSDAY, 10, 1)
    customer_facts.reveal_id(showroom.consultant, wang, "上牌")
