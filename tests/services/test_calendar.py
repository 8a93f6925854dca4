"""The shop calendar: holidays are named days, only the showroom says when it is closed."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.errors import Clash, Invalid
from showroom.rules.calendar import DayKind
from showroom.services import calendar
from showroom.services.calendar import ShopDay
from tests.people import THURSDAY, Showroom, statements

SPRING_FESTIVAL = date(2026, 2, 17)


def says(showroom: Showroom, day: date, kind: DayKind, **words: str) -> ShopDay:
    calendar.set_day(showroom.manager, day, kind, revision=calendar.on(day).revision, **words)
    return calendar.on(day)


def test_a_month_has_every_day_with_its_names(showroom: Showroom) -> None:
    february = calendar.of_month(2026, 2)
    assert [one.day.day for one in february] == list(range(1, 29))
    named = {one.day.day: one.public.chinese for one in february if one.public}
    assert (named[17], named[14]) == ("春节", "调休上班")
    assert all(one.kind is None and one.revision == 0 for one in february)


def test_a_holiday_does_not_close_the_showroom(showroom: Showroom) -> None:
    day = calendar.on(SPRING_FESTIVAL)
    assert (day.closed, day.hours) == (False, "08:30–18:30")


def test_the_showroom_is_closed_when_it_says_so(showroom: Showroom) -> None:
    day = says(showroom, SPRING_FESTIVAL, DayKind.CLOSED, name="春节放假")
    assert (day.closed, day.hours, day.name) == (True, "", "春节放假")
    assert day.public
    assert not calendar.on(date(2026, 2, 18)).closed


def test_other_hours_are_read_as_typed(showroom: Showroom) -> None:
    day = says(showroom, THURSDAY, DayKind.OTHER_HOURS, opens="10点至16点", name="盘点")
    assert (day.hours, day.closed) == ("10:00–16:00", False)


def test_a_note_changes_no_hours(showroom: Showroom) -> None:
    day = says(showroom, THURSDAY, DayKind.NOTE, name="新车到店")
    assert (day.hours, day.name) == ("08:30–18:30", "新车到店")


@pytest.mark.parametrize(
    ("kind", "words", "field"),
    [
        (DayKind.OTHER_HOURS, {}, "opens"),
        (DayKind.OTHER_HOURS, {"opens": "all day"}, "opens"),
        (DayKind.NOTE, {}, "name"),
        (DayKind.CLOSED, {"name": "x" * 41}, "name"),
    ],
)
def test_what_cannot_be_said_about_a_day_is_refused(
    showroom: Showroom, kind: DayKind, words: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        says(showroom, THURSDAY, kind, **words)
    assert [problem.field for problem in invalid.value.problems] == [field]
    assert calendar.on(THURSDAY).kind is None


def test_what_was_said_is_changed_taken_back_and_said_again(showroom: Showroom) -> None:
    says(showroom, THURSDAY, DayKind.CLOSED)
    day = says(showroom, THURSDAY, DayKind.OTHER_HOURS, opens="9-12")
    assert day.hours == "09:00–12:00"
    calendar.clear_day(showroom.manager, THURSDAY, day.revision)
    assert calendar.on(THURSDAY) == ShopDay(THURSDAY, None, "08:30–18:30")
    assert says(showroom, THURSDAY, DayKind.CLOSED).closed


def test_two_who_speak_of_one_day_at_once_clash(showroom: Showroom) -> None:
    seen = says(showroom, THURSDAY, DayKind.CLOSED)
    calendar.set_day(showroom.manager, THURSDAY, DayKind.NOTE, name="盘点", revision=seen.revision)
    with pytest.raises(Clash):
        calendar.set_day(
            showroom.administrator, THURSDAY, DayKind.OTHER_HOURS, opens="9-12", revision=seen.revision
        )
    assert calendar.on(THURSDAY).name == "盘点"


def test_clearing_what_was_never_said_changes_nothing(showroom: Showroom) -> None:
    before = calendar.of_month(2026, 3)
    calendar.clear_day(showroom.manager, THURSDAY, 0)
    assert calendar.of_month(2026, 3) == before


def test_a_month_costs_the_same_number_of_statements(showroom: Showroom) -> None:
    def cost() -> int:
        return statements(showroom, lambda: calendar.of_month(2026, 3))

    none = cost()
    for day in range(1, 28):
        says(showroom, date(2026, 3, day), DayKind.CLOSED)
    assert 0 < cost() == none


def test_a_day_both_saw_empty_is_written_once(showroom: Showroom) -> None:
    """The second did not see what the first said: it clashes rather than being overwritten."""
    calendar.set_day(showroom.manager, THURSDAY, DayKind.CLOSED)
    with pytest.raises(Clash):
        calendar.set_day(showroom.administrator, THURSDAY, DayKind.NOTE, name="盘点")
    assert calendar.on(THURSDAY).closed
