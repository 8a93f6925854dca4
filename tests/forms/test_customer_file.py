"""How complete a customer's file is, and what it lacks (req 116)."""

from __future__ import annotations

from typing import Any

from showroom.forms import customer as form
from showroom.forms.customer_file import WEIGHTS, CustomerFile, completeness
from showroom.rules.consent import NOT_YET

EMPTY: dict[str, Any] = {field.key: "" for field in (*form.FIELDS, *form.SPECIAL)}


def file(not_asked: dict[str, str] | None = None, **facts: Any) -> CustomerFile:
    return CustomerFile(
        customer=1,
        revision=1,
        facts=EMPTY | facts,
        numbers=(),
        family=(),
        consents=(),
        vehicles=(),
        referrer_name="",
        owner=None,
        owner_name="",
        notice_version="",
        next_birthday=None,
        not_asked=not_asked or {},
        doubts=(),
        may_keep=True,
        may_reveal=True,
        may_keep_vip=False,
    )


def test_nothing_is_nought_and_everything_is_a_hundred() -> None:
    nothing = completeness(file())
    assert nothing.percent == 0
    assert set(nothing.missing) == {field for field, _weight in WEIGHTS}
    everything = completeness(file(**{field.key: "x" for field, _weight in WEIGHTS}))
    assert (everything.percent, everything.missing) == (100, ())


def test_what_weighs_most_is_named_first() -> None:
    told = completeness(file(name="王丽", mobile="138 1234 5678"))
    assert told.missing[0] is form.BIRTHDAY
    assert 0 < told.percent < 50
    weights = dict(WEIGHTS)
    assert [weights[field] for field in told.missing] == sorted(
        (weights[field] for field in told.missing), reverse=True
    )


def test_each_fact_brings_it_nearer() -> None:
    known: dict[str, Any] = {}
    before = -1
    for field, _weight in WEIGHTS:
        now = completeness(file(**known)).percent
        assert now >= before
        known[field.key], before = "x", now


def test_what_may_not_be_asked_is_not_missing() -> None:
    early = completeness(file({"id_number": NOT_YET, "household_income": NOT_YET}))
    assert not {form.ID_NUMBER, form.HOUSEHOLD_INCOME} & set(early.missing)
    assert form.ID_NUMBER in completeness(file()).missing, "the control"


def test_a_firm_is_not_asked_for_its_birthday() -> None:
    firm = completeness(file(kind="firm"))
    assert not {form.BIRTHDAY, form.SEX, form.HOBBIES} & set(firm.missing)
    assert form.INDUSTRY in firm.missing


def test_who_told_his_birthday_has_told_his_age() -> None:
    assert form.AGE_GROUP in completeness(file()).missing
    assert form.AGE_GROUP not in completeness(file(birthday="1991-05-18")).missing


def test_every_weighed_fact_is_a_field_of_the_form() -> None:
    assert {field for field, _weight in WEIGHTS} <= set(form.FIELDS)
    assert len(WEIGHTS) == len({field for field, _weight in WEIGHTS})
