"""Business hours typed in many ways, kept in one."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.times(), st.times())
def test_every_pair_of_times_reads_back(one: time, other: time) -> None:
    opens, closes = sorted((f"{one:%H:%M}", f"{other:%H:%M}"))
    if opens == closes:
        return
    for typed in (f"{opens}-{closes}", f"{opens.replace(':', '')}～{closes.replace(':', '.')}"):
        read = read_hours(typed)
        assert read == f"{opens}–{closes}" == read_hours(read)
        assert opening(read) == (time.fromisoformat(opens), time.fromisoformat(closes))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None) | st.sampled_from("0123456789:-至到点半 "), max_size=30))
def test_strange_hours_are_refused_not_a_bug(typed: str) -> None:
    try:
        read = read_hours(typed)
    except Unreadable:
        return
    assert read == "" or opening(read) is not None
