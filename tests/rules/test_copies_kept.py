"""Which copies stay: every one of today, few of last year, never without the newest."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from showroom.clock import SHOWROOM_ZONE
from showroom.rules.copies_kept import spare

ZONE = ZoneInfo(SHOWROOM_ZONE)
EVENING = datetime(2026, 3, 5, 18, 0, tzinfo=ZONE)


def three_years_of_quarters() -> list[datetime]:
    """A copy at each quarter of an hour from eight to six, every day."""
    morning = EVENING.replace(hour=8) - timedelta(days=3 * 365)
    return [
        morning + timedelta(days=day, minutes=15 * quarter)
        for day in range(3 * 365 + 1)
        for quarter in range(41)
    ]


def test_three_years_leave_about_a_hundred_and_sixty() -> None:
    taken = three_years_of_quarters()
    gone = spare(taken)
    kept = [at for place, at in enumerate(taken) if place not in gone]
    today = [at for at in kept if at.date() == EVENING.date()]
    week = {at.date() for at in kept if EVENING - at < timedelta(days=7)}
    assert len(today) == 41, "everything of the last day"
    assert len([at for at in kept if at.date() == (EVENING - timedelta(days=3)).date()]) == 11, "by the hour"
    assert len(week) == 7
    assert len({at.date() for at in kept if EVENING - at < timedelta(days=30)}) == 30
    assert len({(at.year, at.month) for at in kept}) == 36
    assert len(kept) < 180


def test_thinning_a_copy_at_a_time_comes_to_the_same_days() -> None:
    kept: list[datetime] = []
    for at in three_years_of_quarters()[-41 * 100 :]:
        kept.append(at)
        gone = spare(kept)
        kept = [one for place, one in enumerate(kept) if place not in gone]
    assert kept[-1] == EVENING
    assert len({at.date() for at in kept if EVENING - at < timedelta(days=30)}) == 30


def test_the_newest_stays_whatever_the_clock_said() -> None:
    dice = random.Random(4)
    for _turn in range(200):
        taken = [
            EVENING + timedelta(days=dice.uniform(-40000, 27000)) for _copy in range(dice.randrange(1, 90))
        ]
        assert len(taken) - 1 not in spare(taken)


def test_a_clock_that_jumped_to_2099_and_back_thins_nothing_more() -> None:
    month = [EVENING - timedelta(days=day) for day in range(29, -1, -1)]
    jumped = [*month[:-1], month[-1].replace(year=2099), month[-1]]
    gone = {jumped[place] for place in spare(jumped)}
    assert gone <= {month[0]}, "the day beyond thirty may go, and nothing else"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_copies_all_stay(count: int) -> None:
    assert spare([EVENING] * count) == frozenset()
