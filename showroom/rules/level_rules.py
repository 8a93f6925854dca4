"""What a level means: how near the deal is, and the most days between two contacts (forms 2.7, req 28–33).

Makes differ in these windows, so they are versions kept as data. The seed's rules are the default: its
"at least so often" is read as a longest gap, 2 a month as every 15 days, because a gap gives a due date.
C is not defined there; beyond three months and once a month is the nearest published reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from showroom.errors import Invalid, Problem
from showroom.language import mark
from showroom.rules.level import Level

CONTACT_DAYS_AT_MOST: Final = 365
# The levels every set of rules must name; N, not rated yet, may be added.
OPEN_LEVELS: Final = (Level.ORDERED, Level.H, Level.A, Level.B, Level.C)
WINDOWED: Final = (Level.H, Level.A, Level.B, Level.C)


@dataclass(frozen=True)
class LevelTerms:
    """One level: the deal is expected in more than `from_days` and at most `to_days` days (None: open)."""

    level: Level
    from_days: int | None
    to_days: int | None
    contact_days: int


@dataclass(frozen=True)
class LevelRules:
    """One set of rules under a stable code, with its names and where it comes from."""

    code: str
    chinese: str
    english: str
    terms: tuple[LevelTerms, ...]
    note: str = ""

    def of(self, level: str) -> LevelTerms | None:
        """The terms of one level; None for a level these rules do not name."""
        return next((one for one in self.terms if one.level == level), None)


def _rules(
    windows: tuple[int, int, int, int | None], contacts: tuple[int, int, int, int, int], unrated: int = 0
) -> tuple[LevelTerms, ...]:
    """Terms from the ends of the windows of H A B C and the contact days of O H A B C (and N)."""
    begins = (0, *windows[:3])
    near = zip(WINDOWED, begins, windows, contacts[1:], strict=True)
    last = (LevelTerms(Level.UNRATED, None, None, unrated),) if unrated else ()
    return (LevelTerms(Level.ORDERED, None, None, contacts[0]), *(LevelTerms(*one) for one in near), *last)


# Published by others: names tell what they are. Where a source gives only windows or only gaps, the rest is
# the seed's: half_month and weekly_steps give no gaps, daily_h none for O, short_gaps no windows.
SEED: Final = LevelRules(
    "seed",
    "标准规则（7天/1个月/3个月）",
    "Standard (7 days, 1 month, 3 months)",
    _rules((7, 30, 90, None), (7, 2, 7, 15, 30)),
)
PRESETS: Final = (
    SEED,
    LevelRules(
        "fortnightly_b",
        "7天/1个月/3个月，B级两周一访",
        "7 days, 1 month, 3 months; B every two weeks",
        _rules((7, 30, 90, None), (7, 2, 7, 14, 30)),
    ),
    LevelRules(
        "half_month",
        "7天/15天/30天/3个月",
        "7, 15 and 30 days, 3 months",
        _rules((7, 15, 30, 90), (7, 2, 7, 15, 30)),
    ),
    LevelRules(
        "weekly_steps",
        "7天/14天/21天",
        "7, 14 and 21 days",
        _rules((7, 14, 21, None), (7, 2, 7, 15, 30)),
    ),
    LevelRules(
        "daily_h",
        "H级每天跟进（7天/15天/30天/90天）",
        "H every day (7, 15, 30, 90 days)",
        _rules((7, 15, 30, 90), (7, 1, 3, 7, 15)),
    ),
    LevelRules(
        "short_gaps",
        "短间隔（3/2/4/7/15天）",
        "Short gaps (3, 2, 4, 7, 15 days)",
        _rules((7, 30, 90, None), (3, 2, 4, 7, 15), unrated=15),
    ),
)


def check(rules: LevelRules) -> None:
    """Raise Invalid with every problem, each under `LEVEL.what`: H.contact_days, A.to_days, …"""
    problems = [*_missing(rules), *_contacts(rules), *_windows(rules)]
    if problems:
        raise Invalid(*problems)


def _missing(rules: LevelRules) -> list[Problem]:
    return [
        Problem(f"{level}.contact_days", mark("Level {level} has no rule. Enter its days."), {"level": level})
        for level in OPEN_LEVELS
        if rules.of(level) is None
    ]


def _contacts(rules: LevelRules) -> list[Problem]:
    return [
        Problem(
            f"{one.level}.contact_days",
            mark("Level {level}: enter 1 to {most} days between two contacts."),
            {"level": one.level, "most": CONTACT_DAYS_AT_MOST},
        )
        for one in rules.terms
        if not 1 <= one.contact_days <= CONTACT_DAYS_AT_MOST
    ]


def _windows(rules: LevelRules) -> list[Problem]:
    """From H to C each window begins where the one before ends, and ends later; only the last may be open."""
    problems = []
    begins = 0
    for one in filter(None, map(rules.of, WINDOWED)):
        grows = one.from_days == begins and (one.to_days is None or one.to_days > begins)
        if not grows or (one.to_days is None and one.level is not Level.C):
            problems.append(
                Problem(
                    f"{one.level}.to_days",
                    mark(
                        "Level {level} must reach further than the level before it, from where that one ends."
                    ),
                    {"level": one.level},
                )
            )
        begins = one.to_days if one.to_days is not None else begins
    return problems


def of_days(
    ends: Mapping[Level, int | None], contacts: Mapping[Level, int | None], note: str = ""
) -> LevelRules:
    """Rules from the last day of each window and the days between two contacts; a preset where they are its.

    Each window begins where the one before it ends. N, not rated yet, may be left without days.
    """
    terms = [LevelTerms(Level.ORDERED, None, None, contacts.get(Level.ORDERED) or 0)]
    begins = 0
    for level in WINDOWED:
        end = ends.get(level)
        terms.append(LevelTerms(level, begins, end, contacts.get(level) or 0))
        begins = end if end is not None else begins
    unrated = contacts.get(Level.UNRATED)
    if unrated is not None:
        terms.append(LevelTerms(Level.UNRATED, None, None, unrated))
    known = next((preset for preset in PRESETS if preset.terms == tuple(terms)), None)
    return known or LevelRules("own", "本店规则", "Our own rules", tuple(terms), note)
