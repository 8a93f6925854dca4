"""What the newest contact, visit, decision and step of a card say together, as a table."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.rules.standing import Newest, Said, Spoken, standing_of


def day(number: int) -> date:
    return date(2026, 3, number)


def said(number: int, agreed_on: int = 0, at: str = "10:00:00") -> Said:
    return Said(day(number), at, day(agreed_on) if agreed_on else None)


def came(number: int, at: str = "15:00:00") -> Spoken:
    return Spoken(day(number), at, "walk_in")


CALLED = Spoken(day(5), "10:00:00", "phone")


@pytest.mark.parametrize(
    ("newest", "how"),
    [
        (Newest(), ""),
        (Newest(reached=CALLED), "phone"),
        (Newest(visit=came(1)), "walk_in"),
        (Newest(reached=CALLED, visit=came(5)), "walk_in"),
        (Newest(reached=CALLED, visit=came(5, "10:00:00")), "phone"),
        (Newest(reached=CALLED, visit=came(4)), "phone"),
    ],
)
def test_last_contact_is_the_newer_of_call_and_visit(newest: Newest, how: str) -> None:
    assert standing_of("A", "open", day(1), None, newest).reached_how == how


@pytest.mark.parametrize(
    ("state", "newest", "agreed"),
    [
        ("open", Newest(said=said(5, 9)), 9),
        ("open", Newest(said=said(5)), 0),
        ("open", Newest(said=said(5, 9), visit=came(8)), 9),
        ("open", Newest(said=said(5, 9), visit=came(9)), 0),
        ("open", Newest(said=said(5, 5), visit=came(5, "09:00:00")), 5),
        ("open", Newest(said=said(5, 9), cancelled_on=day(6)), 0),
        ("open", Newest(said=said(6, 9), cancelled_on=day(6)), 9),
        ("open", Newest(said=said(5, 9), returned_on=day(6), level_since=day(6)), 0),
        ("open", Newest(said=said(5, 9), level_since=day(6)), 9),
        ("dormant", Newest(said=said(5, 9), level_since=day(6)), 0),
        ("dormant", Newest(said=said(7, 9), level_since=day(6)), 9),
        ("open", Newest(decided=said(5, 12)), 12),
        ("open", Newest(said=said(6, 9), decided=said(5, 12)), 9),
        ("open", Newest(said=said(5, 9), decided=said(5, 12)), 12),
        ("open", Newest(said=said(6), decided=said(5, 12)), 0),
        ("open", Newest(decided=said(5, 12), visit=came(12)), 0),
    ],
)
def test_agreed_date_stands_until_it_is_kept_or_over(state: str, newest: Newest, agreed: int) -> None:
    agreed_on = standing_of("A", state, day(1), None, newest).agreed_on
    assert agreed_on == (day(agreed) if agreed else None)


def test_whoever_has_ordered_again_is_called_as_one_who_has_ordered() -> None:
    assert standing_of("A", "open", day(1), None, Newest(cancelled_on=day(6))).cancelled_on == day(6)
    assert standing_of("O", "open", day(1), None, Newest(cancelled_on=day(6))).cancelled_on is None
