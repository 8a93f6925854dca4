"""The call back after a first visit: due when the guest's arrival is 24 hours ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from showroom.rules.callback import FirstCallback, Stage, first_callback

ARRIVED = datetime(2026, 3, 5, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = datetime(2026, 3, 6, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def after(hours: float, **visit: bool) -> FirstCallback | None:
    facts = {"first": True, "reachable": True, "confirmed": False} | visit
    return first_callback(ARRIVED, ARRIVED + timedelta(hours=hours), **facts)


@pytest.mark.parametrize(
    ("hours", "stage"),
    [(0, Stage.WAITS), (23.9, Stage.WAITS), (24, Stage.WAITS), (24.1, Stage.OVERDUE), (900, Stage.OVERDUE)],
)
def test_it_is_due_24_hours_after_arrival(hours: float, stage: Stage) -> None:
    assert after(hours) == FirstCallback(DUE, stage)


@pytest.mark.parametrize("hours", [1, 48])
def test_a_confirmed_level_is_a_call_that_was_made(hours: float) -> None:
    assert after(hours, confirmed=True) == FirstCallback(DUE, Stage.DONE)
    assert after(hours, confirmed=True, first=False) == FirstCallback(DUE, Stage.DONE)


def test_nobody_is_called_after_a_be_back_or_without_a_number() -> None:
    assert after(1, first=False) is None
    assert after(48, reachable=False) is None
    assert after(48) is not None, "the control"
