"""The family of a customer: each member a record of its own, for care and reminders (req 53, T15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showroom.errors import Invalid, Refused
from showroom.forms import customer as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.customer import FamilyMember
from showroom.rules.duties import Duty
from showroom.services import clashes, customer_file, sensitive
from showroom.services.desk import Desk

_KEYS = frozenset(field.key for field in form.MEMBER)


def add(desk: Desk, customer: int, values: Mapping[str, Any], *, token: str | None = None) -> int:
    """Put somebody of the family on a customer's file; the id of the member.

    `values` are those of `forms.customer.MEMBER`. Raises Denied, Refused, Invalid, Unavailable.
    """
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["member"])
        customer_file.kept(desk, customer)
        sensitive.checked_member(desk, customer, values.get(form.BIRTHDAY.key, ""))
        columns = _columns(values)
        _refuse_missing(columns)
        member = work.add(FamilyMember, customer=customer, **columns)
        work.result = {"member": member}
    return member


def change(
    desk: Desk, member: int, revision: int, values: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Change what is told about somebody of the family; the new revision. Raises as `add`, and Clash."""
    with clashes.in_words(FamilyMember, form.MEMBER), desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = _kept(desk, member)
        birthday = values.get(form.BIRTHDAY.key, row.birthday)
        sensitive.checked_member(desk, row.customer_id, birthday, row.birthday)
        columns = _columns(values)
        _refuse_missing(row.__data__ | columns)
        new = work.edit(FamilyMember, member, revision, **columns)
        work.result = {"revision": new}
    return new


def remove(desk: Desk, member: int, revision: int, *, token: str | None = None) -> None:
    """Take somebody of the family off the file. Raises Denied, Refused, Clash, Unavailable."""
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is None:
            _kept(desk, member)
            work.remove(FamilyMember, member, revision)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in _KEYS}


def _refuse_missing(row: Mapping[str, Any]) -> None:
    if problems := missing(form.MEMBER, row):
        raise Invalid(*problems)


def _kept(desk: Desk, member: int) -> Any:
    row = FamilyMember.get_or_none(FamilyMember.id == member, FamilyMember.removed_at.is_null())
    if row is None:
        raise Refused("E-MEMBER-GONE", mark("This entry is no longer on file. Nothing was changed."))
    customer_file.kept(desk, row.customer_id)
    return row
