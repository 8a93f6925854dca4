"""A customer's whole file as one frozen content, and how complete it is (req 57–67, 116)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.forms import customer as form
from showroom.forms.field import Field


@dataclass(frozen=True)
class Number:
    """One telephone number: `shown` is as this person may see it, `full` whether that is all of it.

    `use` is mobile, home or office; `revision` that of its row, for `keep` to see what was changed meanwhile.
    """

    phone: int
    revision: int
    use: str
    shown: str
    full: bool


@dataclass(frozen=True)
class FamilyMember:
    """Somebody of the family; `next_birthday` is a solar day, None where none is known."""

    member: int
    revision: int
    relation: str
    name: str
    birthday: str
    note: str
    next_birthday: date | None = None


@dataclass(frozen=True)
class GivenConsent:
    """A consent to keep sensitive facts; one withdrawn keeps its day."""

    consent: int
    revision: int
    subject: str
    purpose: str
    given_how: str
    given_on: date
    notice_version: str
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class OwnedCar:
    """A car of the customer, in words."""

    vehicle: int
    model: str
    colour: str
    plate: str
    vin: str
    delivered_on: date | None
    sold_here: bool


@dataclass(frozen=True)
class Doubt:
    """Something strange about a field, which is stored all the same: a message id and its values (O7, O9)."""

    field: str
    message: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class CustomerFile:
    """All that is on file about a customer, as one person may see it.

    `facts` holds the value of each of `forms.customer.FIELDS` and `SPECIAL` by key: numbers as shown, the
    number of the ID masked, the referrer as his id. `not_asked` says by field why it is not asked now (a
    message id). `may_keep` is whether this person may write here, `may_reveal` whether he may see the whole
    number of the ID, `may_keep_vip` whether he keeps the list of VIPs.
    """

    customer: int
    revision: int
    facts: Mapping[str, Any]
    numbers: tuple[Number, ...]
    family: tuple[FamilyMember, ...]
    consents: tuple[GivenConsent, ...]
    vehicles: tuple[OwnedCar, ...]
    referrer_name: str
    owner: int | None
    owner_name: str
    notice_version: str
    next_birthday: date | None
    not_asked: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    may_keep: bool
    may_reveal: bool
    may_keep_vip: bool


@dataclass(frozen=True)
class Completeness:
    """How much of what should be known is: whole per cent, and what is missing, heaviest first."""

    percent: int
    missing: tuple[Field, ...]


# What a fact weighs: what is needed to reach and to care for somebody counts most. Facts that are nobody's
# duty to have (fax, postcodes, remark, tags) count nothing, nor do those that may not be asked yet.
WEIGHTS: Final[tuple[tuple[Field, int], ...]] = (
    (form.NAME, 10),
    (form.MOBILE, 10),
    (form.SEX, 6),
    (form.BIRTHDAY, 8),
    (form.AREA, 5),
    (form.HOME_ADDRESS, 5),
    (form.OCCUPATION, 6),
    (form.INDUSTRY, 4),
    (form.WORKPLACE, 4),
    (form.WECHAT, 4),
    (form.AGE_GROUP, 3),
    (form.MARITAL_STATUS, 3),
    (form.HOBBIES, 4),
    (form.CHARACTER, 3),
    (form.GOOD_TIME, 3),
    (form.EDUCATION, 2),
    (form.FAVOURITE_COLOURS, 2),
    (form.JOB_TITLE, 2),
    (form.HOME_PHONE, 1),
    (form.OFFICE_PHONE, 1),
    (form.EMAIL, 2),
    (form.REFERRER, 2),
    (form.ID_NUMBER, 5),
    (form.HOUSEHOLD_INCOME, 2),
)
# A firm is no person.
_OF_PERSONS: Final = frozenset(
    one.key
    for one in (
        form.SEX,
        form.BIRTHDAY,
        form.AGE_GROUP,
        form.MARITAL_STATUS,
        form.HOBBIES,
        form.CHARACTER,
        form.EDUCATION,
        form.FAVOURITE_COLOURS,
        form.JOB_TITLE,
        form.OCCUPATION,
        form.HOME_PHONE,
        form.HOUSEHOLD_INCOME,
    )
)
# Of these one is enough: who told his birthday has told his age.
_TOLD_BY: Final[Mapping[str, str]] = {form.AGE_GROUP.key: form.BIRTHDAY.key}


def completeness(file: CustomerFile) -> Completeness:
    """How complete a customer's file is, by `WEIGHTS` (req 116)."""
    wanted = [(field, weight) for field, weight in WEIGHTS if _is_wanted(field, file)]
    missing = [(field, weight) for field, weight in wanted if not _is_known(field, file.facts)]
    whole, lacking = (sum(weight for _field, weight in some) for some in (wanted, missing))
    missing.sort(key=lambda one: -one[1])
    return Completeness(100 * (whole - lacking) // whole, tuple(field for field, _weight in missing))


def _is_wanted(field: Field, file: CustomerFile) -> bool:
    if file.facts[form.KIND.key] == "firm" and field.key in _OF_PERSONS:
        return False
    return field.key not in file.not_asked


def _is_known(field: Field, facts: Mapping[str, Any]) -> bool:
    return bool(facts[field.key]) or bool(facts.get(_TOLD_BY.get(field.key, "")))
