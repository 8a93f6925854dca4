"""Whoever sees strikingly many whole numbers of papers is told of to the manager."""

from __future__ import annotations

import pytest

from showroom.models.customer import Customer
from showroom.services import customer_facts, revealed
from showroom.services.today import today
from tests.people import THURSDAY, Showroom, register_walk_in, staff_id


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽, whose card 陈涛 keeps."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    return int(Customer.get().id)


def sees(showroom: Showroom, customer: int, times: int, hour: int, minute: int = 0) -> None:
    showroom.on(THURSDAY, hour, minute)
    for _time in range(times):
        customer_facts.reveal_id(showroom.consultant, customer, "上牌")


def test_the_manager_is_told_from_thirty_within_an_hour_on(showroom: Showroom, wang: int) -> None:
    """T5."""
    sees(showroom, wang, revealed.TOLD_FROM - 1, 9)
    assert today(showroom.manager).revealed == ()
    sees(showroom, wang, 1, 9, 59)
    (told,) = today(showroom.manager).revealed
    assert (told.staff, told.count) == (staff_id("chentao"), revealed.TOLD_FROM)
    assert today(showroom.consultant).revealed == (), "that is the manager's to ask"
    assert today(showroom.manager, owner=staff_id("chentao")).revealed == ()


def test_thirty_over_a_whole_day_are_work(showroom: Showroom, wang: int) -> None:
    sees(showroom, wang, revealed.TOLD_FROM - 1, 9)
    sees(showroom, wang, 1, 10)
    assert today(showroom.manager).revealed == ()


def test_the_most_within_one_hour_counts(
    showroom: Showroom, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revealed, "TOLD_FROM", 2)
    sees(showroom, wang, 2, 9)
    sees(showroom, wang, 3, 11)
    sees(showroom, wang, 2, 14)
    (told,) = revealed.on_day(showroom.manager, THURSDAY)
    assert told.count == 3


def test_another_day_is_not_told_of_again(
    showroom: Showroom, wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revealed, "TOLD_FROM", 1)
    sees(showroom, wang, 1, 9)
    showroom.on(THURSDAY.replace(day=THURSDAY.day + 1), 9)
    assert today(showroom.manager).revealed == ()
