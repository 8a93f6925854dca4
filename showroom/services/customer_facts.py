"""Keeping what is known about a customer: facts, numbers by use, special lists, the whole number of an ID."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import customer as form
from showroom.forms import in_passing
from showroom.forms.customer_file import Number
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.act import Act, ActLine
from showroom.models.customer import Customer
from showroom.rules import text
from showroom.rules.duties import Duty
from showroom.services import clashes, customer_file, customer_numbers, sensitive
from showroom.services import customer as customers
from showroom.services.desk import Desk
from showroom.services.work import Work

# Whole numbers of IDs that one person may see within an hour.
REVEALED_AT_MOST: Final = 100


def keep(
    desk: Desk,
    customer: int,
    revision: int,
    values: Mapping[str, Any],
    *,
    seen: Collection[Number] | None = None,
    another_person: str = "",
    token: str | None = None,
) -> int:
    """Change facts of a customer as they were seen at `revision`; the new revision.

    `values` holds those of `forms.customer.FIELDS` that were changed, as `forms.field.read` gives them, and
    `referrer` as the id of a customer. Where numbers are among them, `seen` are those the file showed: what
    somebody else changed there meanwhile is a Clash. `another_person` is the reason why a number of somebody
    else is his too. Raises Denied, Refused, Invalid, Clash, Unavailable.
    """
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        new = write(work, desk, customer, revision, values, seen=seen, another_person=another_person)
        work.result = {"revision": new}
    return new


def write(
    work: Work,
    desk: Desk,
    customer: int,
    revision: int,
    values: Mapping[str, Any],
    *,
    seen: Collection[Number] | None = None,
    another_person: str = "",
) -> int:
    """The same within an open work."""
    reason = read_field(in_passing.REASON, another_person, {})
    with clashes.in_words(Customer, form.FIELDS):
        found = customer_file.kept(desk, customer)
        columns = sensitive.checked(desk, customer, found, values)
        _refuse_referrer(customer, values)
        customer_numbers.keep(work, customer, values, seen, reason)
        if form.NAME.key in columns:
            columns["name_key"] = text.key(columns[form.NAME.key])
        new = work.edit(Customer, customer, revision, **columns)
        _refuse_without_contact(customer, values)
    return new


def _refuse_referrer(customer: int, values: Mapping[str, Any]) -> None:
    referrer = values.get(form.REFERRER.key)
    if referrer is None:
        return
    if referrer == customer:
        raise Invalid(
            Problem(form.REFERRER.key, mark("Nobody introduces himself. Choose somebody else."), {})
        )
    customers.known(referrer)


def _refuse_without_contact(customer: int, values: Mapping[str, Any]) -> None:
    """A file needs a number, or WeChat, or the reason why neither was left (N13)."""
    if not values.keys() & {
        field.key for field in (*form.NUMBERS.values(), form.WECHAT, form.NO_CONTACT_REASON)
    }:
        return
    row = Customer.get_by_id(customer)
    if customers.first_number(customer) or row.wechat or row.no_contact_reason:
        return
    raise Invalid(Problem(form.MOBILE.key, customers.NO_CONTACT, {}))


def keep_special(
    desk: Desk, customer: int, revision: int, values: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Put a customer on the special lists, or take him off, in one act (req 65); the new revision.

    `values` holds `key_account`, `blacklisted`, `blacklist_reason`, and `vip`, the manager's list, which asks
    for the duty to keep it. Raises as `keep`.
    """
    allowed = {field.key for field in form.SPECIAL}
    changed = {key: value for key, value in values.items() if key in allowed}
    with clashes.in_words(Customer, form.SPECIAL), desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        if form.VIP.key in changed:
            desk.require(Duty.KEEP_VIP)
        customer_file.kept(desk, customer)
        _refuse_unexplained(customer, changed)
        new = work.edit(Customer, customer, revision, **changed)
        work.result = {"revision": new}
    return new


def _refuse_unexplained(customer: int, changed: Mapping[str, Any]) -> None:
    row = Customer.get_by_id(customer)
    black = changed.get(form.BLACKLISTED.key, row.blacklisted)
    if black and not changed.get(form.BLACKLIST_REASON.key, row.blacklist_reason):
        raise Invalid(Problem(form.BLACKLIST_REASON.key, mark("Write why this customer is blacklisted."), {}))


def _refuse_too_many(desk: Desk) -> None:
    """Nobody needs so many numbers within an hour for his work (T5)."""
    seen = (
        ActLine.select()
        .join(Act)
        .where(
            Act.actor == desk.staff,
            Act.duty == str(Duty.SEE_SENSITIVE),
            Act.at > desk.clock.now() - timedelta(hours=1),
            ActLine.table_name == Customer._meta.table_name,
        )
    )
    if seen.count() >= REVEALED_AT_MOST:
        raise Refused(
            "E-REVEALED-TOO-MANY",
            mark("You have seen {count} whole numbers within an hour. No more are shown. Try again later."),
            count=REVEALED_AT_MOST,
        )


def reveal_id(desk: Desk, customer: int, reason: str, *, token: str | None = None) -> str:
    """The whole number of an ID, for a reason; the act names the field and not the number (T4).

    Raises Denied, Invalid, Refused, Unavailable.
    """
    why = read_field(in_passing.REASON, reason, {})
    if not why:
        raise Invalid(Problem("reason", mark("Write what you need the number for."), {}))
    with desk.work(Duty.SEE_SENSITIVE, token) as work:
        found = customer_file.standing(customer)
        customer_file.refuse_others(desk, customer, found, Duty.READ_ANY_CARD)
        customers.known(customer)
        if work.repeated is None:
            _refuse_too_many(desk)
            work.note(Customer._meta.table_name, customer, revealed=form.ID_NUMBER.key)
            work.result = {"reason": why}
    return str(Customer.get_by_id(customer).id_number)
