"""The level clock as tables: level, gap, window, state; month ends, leap days, holidays; the sum in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom import language
from showroom.forms import day_words
from showroom.forms.due_sum import due_sum
from showroom.rules.calendar import is_workday
from showroom.rules.due import Due, Reason, Standing, gap_days, months_later, next_due, window_end
from showroom.rules.level import Level
from showroom.rules.level_rules import PRESETS, SEED, LevelRules, of_days

OPENED = date(2026, 3, 2)
LEVELS = ("O", "H", "A", "B", "C", "N")


def seed(_day: date) -> LevelRules:
    return SEED


def day(text: str) -> date:
    """3-5 is the fifth of March 2026; 2027-1-2 says its year."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(2026, *parts)


def card(level: str, **days: str | bool) -> Standing:
    """A card that was opened at this level on 2 March."""
    facts = {key: day(value) if isinstance(value, str) else value for key, value in days.items()}
    reached = facts.get("reached_on")
    if reached is not None:
        facts["reached_how"] = "phone"
    return Standing(level, facts.pop("opened_on", OPENED), facts.pop("level_since", OPENED), **facts)


# fmt: off
DUE = [
    # Nobody was reached yet: from the day the card was opened.
    ("O", {}, "3-9", Reason.GAP),
    ("H", {}, "3-4", Reason.GAP),
    ("A", {}, "3-9", Reason.GAP),
    ("B", {}, "3-17", Reason.GAP),
    ("C", {}, "4-1", Reason.GAP),
    ("N", {}, "3-17", Reason.GAP),
    ("?", {}, "3-17", Reason.GAP),
    # From the last effective contact.
    ("O", {"reached_on": "3-10"}, "3-17", Reason.GAP),
    ("H", {"reached_on": "3-4"}, "3-6", Reason.GAP),
    ("A", {"reached_on": "3-10"}, "3-17", Reason.GAP),
    ("B", {"reached_on": "3-10"}, "3-25", Reason.GAP),
    ("C", {"reached_on": "3-10"}, "4-9", Reason.GAP),
    ("N", {"reached_on": "3-10"}, "3-25", Reason.GAP),
    # The end of the window caps it while it lies after the last contact: H 7 days, A one month, B three.
    ("H", {"reached_on": "3-7"}, "3-9", Reason.GAP),
    ("H", {"reached_on": "3-8"}, "3-9", Reason.WINDOW),
    ("H", {"reached_on": "3-9"}, "3-11", Reason.GAP),
    ("H", {"reached_on": "3-20"}, "3-22", Reason.GAP),
    ("A", {"reached_on": "3-27"}, "4-2", Reason.WINDOW),
    ("A", {"reached_on": "3-26"}, "4-2", Reason.GAP),
    ("A", {"reached_on": "4-2"}, "4-9", Reason.GAP),
    ("B", {"reached_on": "5-20"}, "6-2", Reason.WINDOW),
    ("B", {"reached_on": "6-2"}, "6-17", Reason.GAP),
    ("C", {"reached_on": "2027-3-1"}, "2027-3-31", Reason.GAP),
    ("O", {"reached_on": "2027-3-1"}, "2027-3-8", Reason.GAP),
    # It counts from the day the level changed.
    ("H", {"level_since": "3-20", "reached_on": "3-26"}, "3-27", Reason.WINDOW),
    ("A", {"opened_on": "1-31", "level_since": "1-31", "reached_on": "2-25"}, "2-28", Reason.WINDOW),
    ("A", {"opened_on": "1-31", "level_since": "3-31", "reached_on": "4-28"}, "4-30", Reason.WINDOW),
    ("B", {"opened_on": "1-31", "level_since": "2026-11-30", "reached_on": "2027-2-20"},
     "2027-2-28", Reason.WINDOW),
    ("A", {"opened_on": "2028-1-31", "level_since": "2028-1-31", "reached_on": "2028-2-27"},
     "2028-2-29", Reason.WINDOW),
    ("A", {"opened_on": "2028-1-29", "level_since": "2028-1-29", "reached_on": "2028-2-27"},
     "2028-2-29", Reason.WINDOW),
    # Over a leap day and the end of a year.
    ("H", {"reached_on": "2028-2-28"}, "2028-3-1", Reason.GAP),
    ("H", {"reached_on": "2027-2-27"}, "2027-3-1", Reason.GAP),
    ("A", {"reached_on": "12-28"}, "2027-1-4", Reason.GAP),
    # An agreed date wins, sooner or later, over the window too.
    ("H", {"reached_on": "3-4", "agreed_on": "3-20"}, "3-20", Reason.AGREED),
    ("C", {"reached_on": "3-4", "agreed_on": "3-5"}, "3-5", Reason.AGREED),
    ("A", {"agreed_on": "3-3"}, "3-3", Reason.AGREED),
    # After a cancelled order: three days or the gap, whichever is sooner.
    ("A", {"reached_on": "3-8", "cancelled_on": "3-10", "level_since": "3-10"}, "3-13", Reason.CANCELLED),
    ("H", {"reached_on": "3-8", "cancelled_on": "3-10", "level_since": "3-10"}, "3-12", Reason.CANCELLED),
    ("B", {"cancelled_on": "3-10", "level_since": "3-10"}, "3-13", Reason.CANCELLED),
    ("B", {"reached_on": "3-10", "cancelled_on": "3-10"}, "3-13", Reason.CANCELLED),
    ("B", {"reached_on": "3-12", "cancelled_on": "3-10"}, "3-27", Reason.GAP),
    ("A", {"cancelled_on": "3-10", "agreed_on": "3-30"}, "3-30", Reason.AGREED),
    # A sleeping card wakes on its day, else after ninety days, or when it was agreed since.
    ("", {"dormant": True, "wake_on": "9-1", "level_since": "3-10"}, "9-1", Reason.WAKE_UP),
    ("", {"dormant": True, "level_since": "3-10"}, "6-8", Reason.WAKE_UP),
    ("", {"dormant": True, "wake_on": "9-1", "agreed_on": "3-20"}, "3-20", Reason.AGREED),
]
# fmt: on


@pytest.mark.parametrize(("level", "days", "due", "reason"), DUE)
def test_when_a_card_is_due_and_why(level: str, days: dict[str, str], due: str, reason: Reason) -> None:
    found = next_due(card(level, **days), seed)
    assert (found.day, found.reason) == (day(due), reason)
    assert found.agreed == (reason is Reason.AGREED)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
@pytest.mark.parametrize("level", LEVELS)
def test_every_rule_set_has_a_gap_for_every_level(preset: LevelRules, level: str) -> None:
    terms = preset.of(level)
    expected = terms.contact_days if terms else 15
    assert gap_days(level, preset) == expected
    assert next_due(card(level), lambda _day: preset).day == OPENED + timedelta(expected)


# --- windows -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "since", "end"),
    [
        ("H", "3-2", "3-9"),
        ("H", "2028-2-25", "2028-3-3"),
        ("H", "12-30", "2027-1-6"),
        ("A", "3-2", "4-2"),
        ("A", "1-31", "2-28"),
        ("A", "2028-1-31", "2028-2-29"),
        ("A", "12-31", "2027-1-31"),
        ("B", "3-2", "6-2"),
        ("B", "11-30", "2027-2-28"),
        ("B", "2027-11-30", "2028-2-29"),
        ("C", "3-2", None),
        ("N", "3-2", None),
        ("O", "3-2", None),
        ("", "3-2", None),
    ],
)
def test_windows_of_whole_thirties_are_calendar_months(level: str, since: str, end: str | None) -> None:
    assert window_end(level, day(since), SEED) == (day(end) if end else None)


def test_other_windows_are_counted_in_days() -> None:
    weekly = next(preset for preset in PRESETS if preset.code == "weekly_steps")
    assert window_end("A", day("1-31"), weekly) == day("2-14")
    assert window_end("B", day("1-31"), weekly) == day("2-21")
    bounded = next(preset for preset in PRESETS if preset.code == "half_month")
    assert window_end("C", day("1-31"), bounded) == day("4-30")


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(0, 24))
def test_months_later_is_the_same_day_or_the_last_of_the_month(first: date, months: int) -> None:
    later = months_later(first, months)
    assert (later.year * 12 + later.month) - (first.year * 12 + first.month) == months
    assert later.day == first.day or (later + timedelta(1)).day == 1


# --- working days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "due", "moved_from"),
    [
        ("3-3", "3-10", None),  # a Tuesday
        ("3-7", "3-16", "3-14"),  # a Saturday
        ("2-9", "2-24", "2-16"),  # the whole Spring Festival, to the Tuesday after it
        ("2-7", "2-14", None),  # a Saturday that is worked in exchange
        ("4-24", "5-6", "5-1"),  # Labour Day
    ],
)
def test_due_dates_are_moved_to_working_days_where_the_showroom_says_so(
    reached: str, due: str, moved_from: str | None
) -> None:
    a_card = card("A", opened_on="1-5", level_since="1-5", reached_on=reached)
    a_card = replace(a_card, level_since=a_card.reached_on or OPENED)
    found = next_due(a_card, seed, is_workday)
    assert (found.day, found.moved_from) == (day(due), day(moved_from) if moved_from else None)
    assert next_due(a_card, seed).moved_from is None, "by default nothing is moved"


def test_what_was_agreed_and_the_end_of_a_window_are_never_moved() -> None:
    saturday, sunday = "3-14", "3-15"
    agreed = next_due(card("A", agreed_on=saturday), seed, is_workday)
    assert (agreed.day, agreed.moved_from) == (day(saturday), None)
    at_end = next_due(card("H", level_since="3-8", reached_on="3-14"), seed, is_workday)
    assert (at_end.day, at_end.reason) == (day(sunday), Reason.WINDOW)


def test_a_showroom_that_never_opens_keeps_the_day() -> None:
    assert next_due(card("A"), seed, lambda _day: False).day == day("3-9")


# --- rules that change in mid-life -------------------------------------------------------------------------

STRICTER = of_days(
    {Level.H: 5, Level.A: 14, Level.B: 60, Level.C: None},
    {Level.ORDERED: 3, Level.H: 1, Level.A: 3, Level.B: 7, Level.C: 10, Level.UNRATED: 5},
)
CHANGED_ON = day("3-12")


def both(on: date) -> LevelRules:
    return STRICTER if on >= CHANGED_ON else SEED


@pytest.mark.parametrize(
    ("reached", "level_since", "due", "reason"),
    [
        ("3-11", "3-2", "3-18", Reason.GAP),  # told by the old rules, and stays
        ("3-12", "3-2", "3-15", Reason.GAP),  # the first contact under the new ones
        ("3-31", "3-2", "4-2", Reason.WINDOW),  # the window is that of the day the level was reached
        ("3-25", "3-12", "3-26", Reason.WINDOW),  # a level reached under the new rules: 14 days
    ],
)
def test_new_rules_move_nothing_that_was_told(
    reached: str, level_since: str, due: str, reason: Reason
) -> None:
    found = next_due(card("A", reached_on=reached, level_since=level_since), both)
    assert (found.day, found.reason) == (day(due), reason)


# --- the sum in words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "days", "words"),
    [
        ("H", {"reached_on": "3-4"}, "3月4日 电话 + H 每 2 天 = 3月6日"),
        ("N", {}, "3月2日 建卡 + N 每 15 天 = 3月17日"),
        ("H", {"reached_on": "3-8"}, "3月8日 电话 + H 每 2 天，不超过 H 级期限 = 3月9日"),
        ("H", {"agreed_on": "3-20"}, "约定 = 3月20日"),
        ("A", {"cancelled_on": "3-10", "level_since": "3-10"}, "3月10日 退订 + 3 天 = 3月13日"),
        ("", {"dormant": True, "wake_on": "9-1", "level_since": "3-10"}, "3月10日休眠，唤醒 = 9月1日"),
    ],
)
def test_the_sum_in_words(level: str, days: dict[str, str], words: str) -> None:
    assert str(due_sum(next_due(card(level, **days), seed))) == words


def test_a_window_that_ends_sooner_than_three_days_after_a_cancelled_order_says_so() -> None:
    narrow = of_days(
        {Level.H: 1, Level.A: 14, Level.B: 60, Level.C: None},
        {Level.ORDERED: 3, Level.H: 5, Level.A: 3, Level.B: 7, Level.C: 10},
    )
    found = next_due(card("H", cancelled_on="3-10", level_since="3-10"), lambda _day: narrow)
    assert (found.day, found.reason) == (day("3-11"), Reason.WINDOW)
    assert "退订" in str(due_sum(found)), "and not that the card was opened that day"


@pytest.mark.parametrize("code", language.LANGUAGES)
@given(
    level=st.sampled_from(LEVELS),
    opened=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    since=st.integers(0, 400),
    reached=st.none() | st.integers(0, 400),
    agreed=st.none() | st.integers(0, 400),
    cancelled=st.none() | st.integers(0, 400),
    workdays=st.booleans(),
)
def test_every_card_is_due_and_its_sum_makes_that_day(
    code: str,
    level: str,
    opened: date,
    since: int,
    reached: int | None,
    agreed: int | None,
    cancelled: int | None,
    workdays: bool,
) -> None:
    language.use(code)

    def later(days: int | None) -> date | None:
        return None if days is None else opened + timedelta(days)

    standing = Standing(
        level,
        opened,
        opened + timedelta(since),
        later(reached),
        "phone" if reached is not None else "",
        later(agreed),
        cancelled_on=later(cancelled),
    )
    due = next_due(standing, both, is_workday if workdays else None)
    assert _sum_of(due) == due.day
    assert str(due_sum(due)).endswith(day_words.month_day(due.day))
    if due.reason is not Reason.AGREED:
        assert due.since < due.day, "never before the contact it counts from"
        assert due.window_end is None or due.day <= due.window_end


def _sum_of(due: Due) -> date:
    """What whoever checks it with a calendar comes to."""
    if due.reason is Reason.AGREED:
        return due.day
    proposed = due.since + timedelta(due.days)
    if due.reason is Reason.WINDOW:
        assert due.window_end is not None
        return due.window_end
    if due.moved_from is not None:
        assert due.moved_from == proposed
        return next(one for one in (proposed + timedelta(more) for more in range(30)) if is_workday(one))
    return proposed
