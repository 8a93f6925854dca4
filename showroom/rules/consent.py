"""Sensitive facts: which they are, when they may be asked, and who has to agree (PIPL 28–31; T1–T3, O6)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from showroom.language import mark
from showroom.rules import birthdays, identity_numbers

# The privacy notice that lies on the desk; another text gets another version.
NOTICE_VERSION: Final = "2026-01"

# For a child younger than this a guardian agrees (PIPL 31).
AGE_OF_CONSENT: Final = 14

NOT_YET: Final = mark("This is asked from the order on: before, the showroom does not need it.")
NEEDS_CONSENT: Final = mark(
    "This is kept only when the customer agreed to it. Note the consent first; the card is complete without."
)
NEEDS_GUARDIAN: Final = mark(
    "Facts of a child under 14 are kept only when a guardian agreed. Note that consent first."
)


class Subject(StrEnum):
    """What a consent is about."""

    ID_NUMBER = "id_number"
    HOUSEHOLD_INCOME = "household_income"
    CHILD = "child"


class GivenHow(StrEnum):
    """How somebody agreed."""

    SIGNED = "signed"
    SPOKEN = "spoken"
    MESSAGE = "message"
    GUARDIAN_SIGNED = "guardian_signed"
    GUARDIAN_SPOKEN = "guardian_spoken"


BY_GUARDIAN: Final = frozenset({GivenHow.GUARDIAN_SIGNED, GivenHow.GUARDIAN_SPOKEN})

# The fields of a customer that are sensitive, by the subject of the consent they need.
SENSITIVE: Final = {"id_number": Subject.ID_NUMBER, "household_income": Subject.HOUSEHOLD_INCOME}


def is_child(born: date | None, today: date) -> bool:
    """Whether a guardian has to agree; of somebody whose year of birth is not known nobody asks."""
    return born is not None and (birthdays.age(born.isoformat(), today) or 0) < AGE_OF_CONSENT


def is_child_by_number(number: str, today: date) -> bool:
    """The same by a resident ID number (O6)."""
    return identity_numbers.is_resident(number) and is_child(identity_numbers.born_on(number), today)
