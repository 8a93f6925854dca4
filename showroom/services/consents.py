"""What customers agreed to: consents are given, and withdrawn with what they covered (T1, T2, T6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import customer as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.customer import Consent, Customer, FamilyMember
from showroom.rules import birthdays, consent
from showroom.rules.consent import Subject
from showroom.rules.duties import Duty
from showroom.services import customer_file
from showroom.services.desk import Desk
from showroom.services.work import Work

_KEYS = frozenset(field.key for field in form.CONSENT)


def give(desk: Desk, customer: int, values: Mapping[str, Any], *, token: str | None = None) -> int:
    """Note that a customer agreed; the id of the consent.

    `values` are those of `forms.customer.CONSENT`, given today unless told otherwise. It stands under the
    privacy notice of today. Raises Denied, Refused, Invalid, Unavailable.
    """
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["consent"])
        customer_file.kept(desk, customer)
        today = desk.clock.today()
        columns = {key: value for key, value in values.items() if key in _KEYS and value not in ("", None)}
        columns.setdefault(form.GIVEN_ON.key, today)
        if problems := missing(form.CONSENT, columns):
            raise Invalid(*problems)
        if columns[form.GIVEN_ON.key] > today:
            raise Invalid(Problem(form.GIVEN_ON.key, mark("A consent is noted when it was given."), {}))
        if columns["subject"] == Subject.CHILD and columns["given_how"] not in consent.BY_GUARDIAN:
            raise Invalid(Problem(form.GIVEN_HOW.key, mark("For a child under 14 a guardian agrees."), {}))
        new = work.add(Consent, customer=customer, notice_version=consent.NOTICE_VERSION, **columns)
        work.result = {"consent": new}
    return new


def withdraw(desk: Desk, given: int, revision: int, *, token: str | None = None) -> None:
    """Note that a customer no longer agrees; what only this consent allowed to be kept goes from the file.

    Raises Denied, Refused, Clash, Unavailable.
    """
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return
        row = Consent.get_or_none(Consent.id == given, Consent.removed_at.is_null())
        if row is None or row.withdrawn_on is not None:
            raise Refused("E-CONSENT-GONE", mark("This consent was withdrawn already. Nothing was changed."))
        customer_file.kept(desk, row.customer_id)
        work.edit(Consent, given, revision, withdrawn_on=desk.clock.today())
        if not customer_file.agreed(customer_file.given(row.customer_id), Subject(row.subject)):
            _forget(work, desk, row.customer_id, Subject(row.subject))


def _forget(work: Work, desk: Desk, customer: int, subject: Subject) -> None:
    for key, needed in consent.SENSITIVE.items():
        if needed is subject:
            work.edit(Customer, customer, Customer.get_by_id(customer).revision, **{key: ""})
    if subject is not Subject.CHILD:
        return
    living = FamilyMember.select().where(FamilyMember.customer == customer, FamilyMember.removed_at.is_null())
    for member in living:
        if consent.is_child(birthdays.born_on(member.birthday), desk.clock.today()):
            work.edit(FamilyMember, member.id, member.revision, birthday="")
