"""Business hours typed in many ways, kept in one."""

from __future__ import annotations

from datetime import time

import pytest

from showroom.errors import Unreadable
from showroom.rules.hours import opening, read_hours


@pytest.mark.parametrize(
    "typed",
    [
        "08:30–18:30",
        "8:30-18:30",
        "8：30－18：30",
        "830-1830",
        "0830~1830",
        "8.30 — 18.30",
        "8点半至18点半",
        "8点30分到18点30分",
        "8:30 to 18:30",
        "08:30～18:30",
    ],
)
def test_the_same_hours_in_many_ways(typed: str) -> None:
    assert read_hours(typed) == "08:30–18:30"


def test_full_hours_and_none() -> None:
    assert read_hours("9-18") == read_hours("9点至18点") == "09:00–18:00"
    assert read_hours(" ") == ""


@pytest.mark.parametrize(
    "typed", ["18:30-8:30", "9-9", "8:30", "25-26", "8:60-9", "all day", "8:30-18:30-20"]
)
def test_what_are_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_hours(typed)


def test_stored_hours_tell_opening_and_closing() -> None:
    assert opening("08:30–18:30") == (time(8, 30), time(18, 30))
    assert opening("") is None
