"""What a contact says as it is put on a card: what was left empty is the usual, and what cannot be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from showroom.errors import Invalid, Problem
from showroom.language import mark
from showroom.models.prospect import DORMANT
from showroom.rules.contacts import Method, Result, is_reached, usual_activity, usual_purpose
from showroom.rules.level import Level
from showroom.services.prospect import Card

AGREED_DAYS_AT_MOST: Final = 365
BACK_DAYS_AT_MOST: Final = 7
# From the farthest from a deal to the nearest.
_NEARNESS: Final = ("", Level.UNRATED, Level.C, Level.B, Level.A, Level.H)
_EMPTY: Final = ("", None, ())


def row_of(found: Card, entered: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The columns of a new follow-up; `now` is showroom time. Raises Invalid with every problem at once."""
    given = {key: value for key, value in entered.items() if value not in _EMPTY}
    level = str(given.pop("level", found.level))
    row: dict[str, Any] = {
        # Two clocks, or one set back over midnight: nothing happens on a card before it was opened.
        "day": max(now.date(), found.opened_on),
        "method": str(Method.PHONE),
        "activity": str(usual_activity(level)),
        "purpose": str(usual_purpose(level) or ""),
        "result": str(Result.GO_ON),
        **given,
        "level_before": found.level,
        "level_after": level,
    }
    if row["day"] == now.date():
        row.setdefault("time", now.time().replace(microsecond=0))
    row["reached"] = is_reached(row["result"])
    check(now.date(), found, row, row.keys())
    return row


def check(today: date, found: Card, row: Mapping[str, Any], changed: Collection[str]) -> None:
    """Raise Invalid, with every problem at once, for what cannot be; dates only where they are `changed`."""
    problems = [
        *(_day_problems(today, found, row["day"]) if "day" in changed else ()),
        *(_agreed_problems(today, row.get("agreed_on")) if "agreed_on" in changed else ()),
    ]
    if row["reached"] and not row.get("said"):
        problems.append(Problem("said", mark("Write what was said, in a few words."), {}))
    if row["level_after"] != row["level_before"] and {"level_after", "criteria", "reason"} & {*changed}:
        problems += level_problems(found, row)
    if problems:
        raise Invalid(*problems)


def _day_problems(today: date, found: Card, day: date) -> list[Problem]:
    earliest = max(found.opened_on, today - timedelta(BACK_DAYS_AT_MOST))
    if earliest <= day <= max(today, found.opened_on):
        return []
    words = mark("A contact is put on the card within {days} days, and never before it happened.")
    return [Problem("day", words, {"days": BACK_DAYS_AT_MOST})]


def _agreed_problems(today: date, agreed_on: date | None) -> list[Problem]:
    if agreed_on is None or today <= agreed_on <= today + timedelta(AGREED_DAYS_AT_MOST):
        return []
    words = mark("The next contact is today or later, within {days} days.")
    return [Problem("agreed_on", words, {"days": AGREED_DAYS_AT_MOST})]


def level_problems(found: Card, row: Mapping[str, Any]) -> list[Problem]:
    """Why a card may not go from `level_before` to `level_after` on what is said for it (req 34)."""
    before, after = row["level_before"], row["level_after"]
    if Level.ORDERED in (before, after):
        return [Problem("level", mark("O begins with an order and ends with delivery or cancelling."), {})]
    if not after or after not in _NEARNESS:
        # Delivered, lost and the like are states: they stand on the paper, and no clock runs for them.
        words = mark("“{typed}” is not on the list. Choose one of its entries.")
        return [Problem("level", words, {"typed": after})]
    if found.state == DORMANT and not row.get("reached"):
        return [Problem("level", mark("A sleeping card has no level. Wake it first."), {})]
    up = after in _NEARNESS and before in _NEARNESS and _NEARNESS.index(after) > _NEARNESS.index(before)
    if up and after in (Level.H, Level.A, Level.B) and not row.get("criteria"):
        return [Problem("criteria", mark("Tick the fact that speaks for level {level}."), {"level": after})]
    if not up and not (row.get("criteria") or row.get("reason") or row.get("said")):
        return [Problem("reason", mark("Write why the level goes down."), {})]
    return []
