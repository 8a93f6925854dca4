"""24小时回访: within 24 hours of a first visit a call confirms its data and the level (forms 1.5, P13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

WITHIN: Final = timedelta(hours=24)


class Stage(StrEnum):
    """How it stands with the call."""

    WAITS = "waits"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True)
class FirstCallback:
    """The call back after a visit: until when, and how it stands."""

    due: datetime
    stage: Stage


def first_callback(
    arrived: datetime, now: datetime, *, first: bool, reachable: bool, confirmed: bool
) -> FirstCallback | None:
    """The call that follows a visit; None where nobody is called: a be-back, a guest without a number.

    `arrived` and `now` are of one zone. A level that was `confirmed` is a call that was made, due or not.
    """
    due = arrived + WITHIN
    if confirmed:
        return FirstCallback(due, Stage.DONE)
    if not (first and reachable):
        return None
    return FirstCallback(due, Stage.OVERDUE if now > due else Stage.WAITS)
