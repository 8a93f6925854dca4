"""What is counted on the traffic log, derived from what was written (forms 2.1, P9).

Traffic type, first or repeat, and visit purpose are stored apart; every total follows from them here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class TrafficType(StrEnum):
    """How the party reached the showroom (来访方式)."""

    WALK_IN = "walk_in"
    CALL_IN = "call_in"
    INVITED_VISIT = "invited_visit"
    OUTSIDE_PROSPECTING = "outside_prospecting"
    COLD_VISIT = "cold_visit"
    OTHER = "other"


class Visit(StrEnum):
    """First visit or be-back (首次, 再次)."""

    FIRST = "first"
    REPEAT = "repeat"


class Void(StrEnum):
    """Why a row that stays on the sheet counts no more: struck out, or corrected by a later row."""

    STRUCK = "struck"
    CORRECTED = "corrected"


IN_SHOWROOM = frozenset({TrafficType.WALK_IN, TrafficType.INVITED_VISIT})
# Looking at cars (an enquiry about a new car is the same purpose on the seed's list) and other;
# paperwork, payment, collection and service are 非购车.
PURCHASE_PURPOSES = frozenset({"look_at_cars", "enquiry", "other"})


class Countable(Protocol):
    """What a row must tell to be counted."""

    @property
    def traffic_type(self) -> TrafficType: ...
    @property
    def purpose(self) -> str: ...
    @property
    def visit(self) -> Visit | None: ...
    @property
    def has_phone(self) -> bool: ...
    @property
    def has_card(self) -> bool: ...
    @property
    def test_drive(self) -> bool: ...
    @property
    def head_count(self) -> int: ...
    @property
    def void(self) -> Void | None: ...


@dataclass(frozen=True)
class TrafficTotals:
    """The foot of the traffic log. `without_card` are parties of guests who had no card or order yet (P9)."""

    parties: int = 0
    calls: int = 0
    first: int = 0
    repeat: int = 0
    filed: int = 0
    not_filed: int = 0
    test_drives: int = 0
    heads: int = 0
    non_purchase: int = 0
    without_card: int = 0


def is_party(traffic_type: TrafficType, purpose: str) -> bool:
    """Whether a row counts to 来店批次: in the showroom, with a purchase purpose."""
    return traffic_type in IN_SHOWROOM and purpose in PURCHASE_PURPOSES


def is_call(traffic_type: TrafficType, purpose: str) -> bool:
    """Whether a row counts to 来电: a call with a purchase purpose."""
    return traffic_type is TrafficType.CALL_IN and purpose in PURCHASE_PURPOSES


def is_other_visit(traffic_type: TrafficType, purpose: str) -> bool:
    """Whether a row counts to 非购车来店: in the showroom to collect, to pay, for service."""
    return traffic_type in IN_SHOWROOM and purpose not in PURCHASE_PURPOSES


def visit_of(
    traffic_type: TrafficType,
    purpose: str,
    day: date,
    earlier_visit: date | None,
    override: Visit | None = None,
) -> Visit | None:
    """First or repeat; None where neither can be said (a call, a visit without purchase purpose).

    `earlier_visit` is a day on which this person already made such a visit before any delivery.
    """
    if not is_party(traffic_type, purpose):
        return None
    if override is not None:
        return override
    return Visit.REPEAT if earlier_visit is not None and earlier_visit < day else Visit.FIRST


def totals(rows: Iterable[Countable]) -> TrafficTotals:
    """Count a set of rows by the one rule: 来店批次 = 首次 + 再次; 留档 = rows of both with a phone.

    Rows that were struck out or corrected by a later one do not count.
    """
    rows = tuple(row for row in rows if row.void is None)
    parties = [row for row in rows if is_party(row.traffic_type, row.purpose)]
    calls = [row for row in rows if is_call(row.traffic_type, row.purpose)]
    both = parties + calls
    return TrafficTotals(
        parties=len(parties),
        calls=len(calls),
        first=sum(row.visit is Visit.FIRST for row in parties),
        repeat=sum(row.visit is Visit.REPEAT for row in parties),
        filed=sum(row.has_phone for row in both),
        not_filed=sum(not row.has_phone for row in both),
        test_drives=sum(row.test_drive for row in rows),
        heads=sum(row.head_count for row in parties),
        non_purchase=sum(row.purpose not in PURCHASE_PURPOSES for row in rows),
        without_card=sum(not row.has_card for row in parties),
    )
