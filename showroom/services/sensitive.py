"""What of a customer's facts may be stored: dates that can be, sensitive facts as agreed (T2, T3, O)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem, Unreadable
from showroom.forms import customer as form
from showroom.forms.customer_file import GivenConsent
from showroom.language import mark
from showroom.models.customer import Customer
from showroom.rules import birthdays, consent, identity_numbers
from showroom.rules.consent import Subject
from showroom.services import customer_file
from showroom.services.customer_file import Standing
from showroom.services.desk import Desk

IN_THE_FUTURE = mark("This birthday is still to come. Look at it again.")

_BY_KEY = {field.key: field for field in form.FIELDS}
_STORED = frozenset({*customer_file.COLUMNS, form.REFERRER.key}) & _BY_KEY.keys()


def checked(desk: Desk, customer: int, found: Standing, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what was entered about a customer. Raises Invalid with every problem at once."""
    columns = {key: value for key, value in values.items() if key in _STORED}
    today = desk.clock.today()
    row = Customer.get_by_id(customer)
    problems = list(_refused_birthday(columns.get(form.BIRTHDAY.key, ""), today))
    number = columns.get(form.ID_NUMBER.key)
    if number:
        try:
            kind = columns.get(form.ID_KIND.key, row.id_kind)
            columns[form.ID_NUMBER.key] = identity_numbers.read_number(number, kind, today)
        except Unreadable as unreadable:
            problems.append(Problem(form.ID_NUMBER.key, unreadable.message, unreadable.values))
    problems += _not_agreed(customer, found, row, columns, today)
    if problems:
        raise Invalid(*problems)
    return columns


def _refused_birthday(birthday: str, today: date) -> Iterator[Problem]:
    born = birthdays.born_on(birthday)
    if born is not None and born > today:
        yield Problem(form.BIRTHDAY.key, IN_THE_FUTURE, {})


def _not_agreed(
    customer: int, found: Standing, row: Any, columns: Mapping[str, Any], today: date
) -> Iterator[Problem]:
    """Sensitive facts that are new here and not agreed to; taking one away is always possible."""
    new = {
        key: subject
        for key, subject in consent.SENSITIVE.items()
        if columns.get(key) and columns[key] != getattr(row, key)
    }
    if not new:
        return
    consents = customer_file.given(customer)
    why = customer_file.not_asked(found, consents)
    for key, subject in new.items():
        if subject in why:
            yield Problem(key, why[subject], {})
        elif subject is Subject.ID_NUMBER and _needs_guardian(columns[key], consents, today):
            yield Problem(key, consent.NEEDS_GUARDIAN, {})


def _needs_guardian(number: str, consents: tuple[GivenConsent, ...], today: date) -> bool:
    if not consent.is_child_by_number(number, today):
        return False
    return not customer_file.agreed(consents, Subject.ID_NUMBER, by_guardian=True)


def checked_member(desk: Desk, customer: int, birthday: str, was: str = "") -> None:
    """Raise Invalid for a birthday in the future, and for a child's that nobody agreed to (T2, T15).

    `was` is the birthday on file: what is there already is not asked about again.
    """
    today = desk.clock.today()
    problems = list(_refused_birthday(birthday, today))
    if birthday != was and not problems and consent.is_child(birthdays.born_on(birthday), today):
        consents = customer_file.given(customer)
        why = customer_file.not_asked(customer_file.standing(customer), consents)
        if Subject.CHILD in why:
            problems.append(Problem(form.BIRTHDAY.key, why[Subject.CHILD], {}))
    if problems:
        raise Invalid(*problems)
