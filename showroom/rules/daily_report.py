"""日报: the states of a daily report, and how the contacts of a day become one row of it (req 36, 39)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from showroom.rules.contacts import Activity, Method, usual_activity
from showroom.rules.level import LOG_LEVELS
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType

_FACE_TO_FACE: Final = frozenset({Method.VISIT, Method.OUTSIDE_VISIT})
# Who comes or is gone to is visited; everything else is a call.
_VISITS: Final = IN_SHOWROOM | {TrafficType.OUTSIDE_PROSPECTING, TrafficType.COLD_VISIT}
_SERVICE: Final = "service"


class ReportState(StrEnum):
    """草稿 → 已提交 → 已批示 → 已封; sent back it is a draft again, sealed it stays."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    SEALED = "sealed"


@dataclass(frozen=True)
class Talk:
    """One contact of the day with a customer; `at` is HH:MM:SS, "" where nobody knows.

    `own` tells that the consultant of the sheet made it himself, `by` who else did.
    """

    at: str
    number: int
    activity: str
    visit: bool
    said: str
    reached: bool
    own: bool = True
    by: str = ""


@dataclass(frozen=True)
class Result:
    """What the contacts of a day were together."""

    activities: frozenset[str] = frozenset()
    by_phone: bool = False
    by_visit: bool = False
    said: str = ""
    reached: bool = False
    tried_in_vain: bool = False
    first_at: str = ""


def is_visit(method: str, *, on_log: bool) -> bool:
    """Whether a contact ticks 拜访: face to face; every other one ticks 电话."""
    return method in (_VISITS if on_log else _FACE_TO_FACE)


def activity_of_visit(purpose: str, level: str, *, new: bool, owner: bool) -> Activity:
    """What a row of the traffic log ticks (req 36): it names a purpose, not an activity.

    Service is an after-sales callback, what else is no purchase is paperwork; an owner who looks around is
    upkeep, a card opened that day prospecting, else what is usual at the level.
    """
    if purpose == _SERVICE:
        return Activity.AFTER_SALES_CALLBACK
    if purpose not in PURCHASE_PURPOSES:
        return Activity.PAPERWORK
    if owner:
        return Activity.UPKEEP
    return Activity.PROSPECTING if new else usual_activity(level)


def joined(talks: Iterable[Talk]) -> Result:
    """The contacts of a day with one customer as one row, in the order of their times.

    All ticks stand, what was said follows one after the other. A try that reached nobody ticks what it was
    for, but neither 电话 nor 拜访. What a colleague did answers the row and is told with his name; its ticks
    stand on the colleague's sheet.
    """
    some: Sequence[Talk] = sorted(talks, key=lambda one: (one.at, one.number))
    own = [one for one in some if one.own]
    reached = [one for one in own if one.reached]
    return Result(
        activities=frozenset(one.activity for one in own if one.activity),
        by_phone=any(not one.visit for one in reached),
        by_visit=any(one.visit for one in reached),
        said="；".join(filter(None, map(_told, some))),
        reached=any(one.reached for one in some),
        tried_in_vain=bool(some) and not any(one.reached for one in some),
        first_at=own[0].at if own else "",
    )


def _told(one: Talk) -> str:
    said = " ".join(one.said.split())
    return said if one.own or not said else f"{one.by}：{said}"


def rise(before: str, after: str) -> int:
    """1 where a level rose that day, -1 where it fell, else 0: a card that ended or is new did neither."""
    if before not in LOG_LEVELS or after not in LOG_LEVELS:
        return 0
    moved = LOG_LEVELS.index(before) - LOG_LEVELS.index(after)
    return (moved > 0) - (moved < 0)


def was_late(submitted_on: date | None, day: date) -> bool:
    """Whether a report came after its day: it is written once the showroom has closed, before midnight."""
    return submitted_on is not None and submitted_on > day
