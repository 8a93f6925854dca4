"""Logging a contact with the customer of a card; it moves the card's clock and, with a reason, its level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from showroom.errors import Invalid, Problem
from showroom.language import mark
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DORMANT
from showroom.rules.card_moves import Move
from showroom.rules.contacts import Result, is_reached, usual_activity, usual_purpose
from showroom.rules.due import Due
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.services import appointment, level_clock, prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.work import Work

AGREED_DAYS_AT_MOST: Final = 365
BACK_DAYS_AT_MOST: Final = 7
# From the farthest from a deal to the nearest.
_NEARNESS: Final = ("", Level.UNRATED, Level.C, Level.B, Level.A, Level.H)


@dataclass(frozen=True)
class Logged:
    """What logging gave: the follow-up, its revision, and when the card is due now."""

    follow_up: int
    due: Due
    repeated: bool = False


def log(
    desk: Desk,
    card: int,
    entered: Mapping[str, Any],
    *,
    fixed: Mapping[str, Any] | None = None,
    token: str | None = None,
) -> Logged:
    """Put a contact on a card, in one act, with the visit or test drive it `fixed` (forms.appointment).

    `entered` holds values of `forms.follow_up.FIELDS`; what is left out is the usual: by phone, now, the
    purpose and activity of the level, gone on. A level that differs from the card's changes it: upwards with
    a fact (`criteria`), downwards with a fact, a reason or what was said. Raises Denied, Refused, Invalid.
    """
    with desk.work(Duty.LOG_FOLLOW_UP, token) as work:
        if work.repeated is not None:
            return Logged(work.repeated["follow_up"], _due(card), repeated=True)
        found = prospect.kept_open(desk, card)
        day = fixed.get("day") if fixed else None
        # Whoever is expected on a day is spoken to on that day, unless another was agreed.
        row = _row(desk, found, ({"agreed_on": day} if day else {}) | _given(entered))
        move = _change_level(work, desk, found, row)
        made = work.add(FollowUp, prospect=card, by=desk.staff, move=move, **row)
        if fixed is not None:
            appointment.fix(work, desk, found, fixed, made)
        work.result = {"follow_up": made}
    return Logged(made, _due(card))


def _due(card: int) -> Due:
    found = level_clock.of_card(card)
    if found is None:
        raise RuntimeError("a card that was just written on is there")
    return found.due


def _row(desk: Desk, found: Card, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the follow-up, what was left empty as usual. Raises Invalid."""
    given = _given(entered)
    level = str(given.pop("level", found.level))
    row: dict[str, Any] = {
        "day": desk.clock.today(),
        "method": "phone",
        "activity": str(usual_activity(level)),
        "purpose": str(usual_purpose(level) or ""),
        "result": str(Result.GO_ON),
        **given,
        "level_before": found.level,
        "level_after": level,
    }
    if row["day"] == desk.clock.today():
        row.setdefault("time", desk.clock.local().time().replace(microsecond=0, tzinfo=None))
    row["reached"] = is_reached(row["result"])
    _check(desk.clock.today(), found, row)
    return row


def _given(entered: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entered.items() if value not in ("", None, ())}


def _check(today: date, found: Card, row: Mapping[str, Any]) -> None:
    """Raise Invalid, with every problem at once."""
    problems = []
    day, agreed_on = row["day"], row.get("agreed_on")
    if not max(found.opened_on, today - timedelta(BACK_DAYS_AT_MOST)) <= day <= today:
        problems.append(
            Problem(
                "day",
                mark("A contact is put on the card within {days} days, and never before it happened."),
                {"days": BACK_DAYS_AT_MOST},
            )
        )
    if agreed_on is not None and not today <= agreed_on <= today + timedelta(AGREED_DAYS_AT_MOST):
        problems.append(
            Problem(
                "agreed_on",
                mark("The next contact is today or later, within {days} days."),
                {"days": AGREED_DAYS_AT_MOST},
            )
        )
    if row["reached"] and not row.get("said"):
        problems.append(Problem("said", mark("Write what was said, in a few words."), {}))
    problems += _level_problems(found, row)
    if problems:
        raise Invalid(*problems)


def _level_problems(found: Card, row: Mapping[str, Any]) -> list[Problem]:
    before, after = found.level, row["level_after"]
    if after == before:
        return []
    if Level.ORDERED in (before, after):
        return [Problem("level", mark("O begins with an order and ends with delivery or cancelling."), {})]
    if found.state == DORMANT:
        return [Problem("level", mark("A sleeping card has no level. Wake it first."), {})]
    up = after in _NEARNESS and before in _NEARNESS and _NEARNESS.index(after) > _NEARNESS.index(before)
    if up and after in (Level.H, Level.A, Level.B) and not row.get("criteria"):
        return [Problem("criteria", mark("Tick the fact that speaks for level {level}."), {"level": after})]
    if not up and not (row.get("criteria") or row.get("reason") or row.get("said")):
        return [Problem("reason", mark("Write why the level goes down."), {})]
    return []


def _change_level(work: Work, desk: Desk, found: Card, row: Mapping[str, Any]) -> int | None:
    """The move of the card where the contact changed its level; the facts named become the card's."""
    if row["level_after"] == found.level:
        return None
    return prospect.step(
        work,
        desk,
        found,
        Move.LEVEL,
        level=row["level_after"],
        criteria=row.get("criteria", ()),
        reason=row.get("reason") or row.get("said") or "",
        day=row["day"],
    )
