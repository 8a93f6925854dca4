"""Who has to agree: a guardian for a child under fourteen, of whom the year of birth is known."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.rules import consent

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("born", "child"),
    [(date(2012, 3, 6), True), (date(2012, 3, 5), False), (date(2026, 3, 5), True), (None, False)],
)
def test_a_child_is_under_fourteen(born: date | None, child: bool) -> None:
    assert consent.is_child(born, TODAY) is child


def test_a_child_by_the_number_of_the_id() -> None:
    """O6."""
    assert consent.is_child_by_number("110105202402291233", TODAY)
    assert not consent.is_child_by_number("11010519491231002X", TODAY)
    assert not consent.is_child_by_number("E12345678", TODAY)
