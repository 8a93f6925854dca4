"""What becomes of a birthday that is typed, when it is kept, and how old somebody is (G8, O11–O14)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom import language
from showroom.errors import Unreadable
from showroom.rules import birthdays

TAKEN = [
    ("", ""),
    ("  ", ""),
    ("1991-05-18", "1991-05-18"),
    ("1991.5.18", "1991-05-18"),
    ("19910518", "1991-05-18"),
    ("1991年5月18日", "1991-05-18"),
    ("１９９１．５．１８", "1991-05-18"),
    ("公历1991.5.18", "1991-05-18"),
    ("2024-02-29", "2024-02-29"),
    ("5.18", "--05-18"),
    ("0518", "--05-18"),
    ("5月18日", "--05-18"),
    ("--05-18", "--05-18"),
    ("2.29", "--02-29"),
    ("农历四月十二", "lunar --04-12"),
    ("农历 4.12", "lunar --04-12"),
    ("阴历正月初一", "lunar --01-01"),
    ("农历腊月三十", "lunar --12-30"),
    ("农历十二月三十", "lunar --12-30"),
    ("农历冬月廿三", "lunar --11-23"),
    ("农历十一月二十三", "lunar --11-23"),
    ("农历闰五月初三", "lunar --05-03 leap"),
    ("农历1990年四月十二", "lunar 1990-04-12"),
    ("农历1990.4.12", "lunar 1990-04-12"),
    ("农历1990年闰五月初三", "lunar 1990-05-03 leap"),
    ("lunar 1990-05-03 leap", "lunar 1990-05-03 leap"),
    ("Lunar --12-30", "lunar --12-30"),
]
REFUSED = [
    "1899-12-31",
    "1991-02-29",
    "2.30",
    "13.1",
    "1991.5",
    "五月",
    "农历",
    "农历十三月初一",
    "农历四月三十一",
    "农历四月初零",
    # 1991 has no leap month, 1990 one after the fifth; the fourth of 1990 had 29 days.
    "农历1991年闰五月初三",
    "农历1990年闰四月初三",
    "农历1990年四月三十",
    "农历1899年四月初三",
    "١٩٩١-٥-١٨",
]


@pytest.mark.parametrize(("typed", "stored"), TAKEN)
def test_what_is_typed_is_stored_as(typed: str, stored: str) -> None:
    assert birthdays.read_birthday(typed) == stored


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_birthday_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        birthdays.read_birthday(typed)


@pytest.mark.parametrize("tongue", [language.CHINESE, language.ENGLISH])
@pytest.mark.parametrize("stored", sorted({stored for _typed, stored in TAKEN}))
def test_what_is_shown_reads_back_as_the_same(stored: str, tongue: str) -> None:
    language.use(tongue)
    assert birthdays.read_birthday(birthdays.show_birthday(stored)) == stored


def test_a_birthday_is_shown_as_staff_say_it() -> None:
    assert birthdays.show_birthday("lunar 1990-04-12") == "农历1990年四月十二"
    assert birthdays.show_birthday("lunar --05-03 leap") == "农历闰五月初三"
    assert birthdays.show_birthday("--05-18") == "05-18"
    language.use(language.ENGLISH)
    assert birthdays.show_birthday("lunar 1990-04-12") == "lunar 1990-04-12"


@pytest.mark.parametrize(
    ("stored", "today", "kept"),
    [
        ("1991-05-18", date(2026, 3, 5), date(2026, 5, 18)),
        ("1991-05-18", date(2026, 5, 18), date(2026, 5, 18)),
        ("1991-05-18", date(2026, 5, 19), date(2027, 5, 18)),
        ("--12-31", date(2026, 12, 31), date(2026, 12, 31)),
        ("--01-01", date(2026, 12, 31), date(2027, 1, 1)),
        # G8, O11: one reminder a year, on the 28th where there is no 29th.
        ("1992-02-29", date(2027, 2, 28), date(2027, 2, 28)),
        ("1992-02-29", date(2027, 3, 1), date(2028, 2, 29)),
        ("--02-29", date(2028, 2, 28), date(2028, 2, 29)),
        # Spring festivals: 2026-02-17, 2027-02-06; the twelfth month of 2025 and of 2026 have 29 days.
        ("lunar --01-01", date(2026, 2, 17), date(2026, 2, 17)),
        ("lunar --01-01", date(2026, 2, 18), date(2027, 2, 6)),
        ("lunar --12-30", date(2026, 1, 1), date(2026, 2, 16)),
        ("lunar --12-30", date(2024, 1, 1), date(2024, 2, 9)),
        ("lunar --08-15", date(2026, 3, 5), date(2026, 9, 25)),
        # 2025 has a leap sixth month; 2026 has none.
        ("lunar --06-10 leap", date(2025, 7, 10), date(2025, 8, 3)),
        ("lunar --06-10 leap", date(2026, 7, 1), date(2026, 7, 23)),
        ("lunar --06-10", date(2025, 6, 30), date(2025, 7, 4)),
        # Nobody knows beyond the tables: somebody has to look (O14).
        ("lunar --12-30", date(2101, 6, 1), None),
        ("", date(2026, 3, 5), None),
    ],
)
def test_the_next_birthday(stored: str, today: date, kept: date | None) -> None:
    assert birthdays.next_birthday(stored, today) == kept


def test_a_leap_day_birthday_is_kept_once_a_year() -> None:
    """G8: each day of eight years is asked whether it is today."""
    first = date(2024, 1, 1)
    days = [first + timedelta(day) for day in range(8 * 365 + 2)]
    kept = [day for day in days if birthdays.next_birthday("1992-02-29", day) == day]
    assert [day.year for day in kept] == list(range(2024, 2032))
    assert {(day.month, day.day) for day in kept} == {(2, 28), (2, 29)}


@pytest.mark.parametrize(
    ("stored", "today", "years"),
    [
        ("1991-05-18", date(2026, 5, 17), 34),
        ("1991-05-18", date(2026, 5, 18), 35),
        ("1992-02-29", date(2027, 2, 28), 35),
        ("1992-02-29", date(2027, 2, 27), 34),
        # Born on 6 May 1990.
        ("lunar 1990-04-12", date(2026, 5, 5), 35),
        ("lunar 1990-04-12", date(2026, 5, 6), 36),
        ("--05-18", date(2026, 5, 18), None),
        ("", date(2026, 5, 18), None),
    ],
)
def test_the_age(stored: str, today: date, years: int | None) -> None:
    assert birthdays.age(stored, today) == years


def test_the_day_of_birth_is_known_with_its_year_only() -> None:
    assert birthdays.born_on("lunar 1990-04-12") == date(1990, 5, 6)
    assert birthdays.born_on("1991-05-18") == date(1991, 5, 18)
    assert birthdays.born_on("lunar --04-12") is None
    assert birthdays.born_on("") is None


def test_what_is_not_a_stored_birthday_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not a stored birthday"):
        birthdays.next_birthday("1991/5/18", date(2026, 3, 5))


@pytest.fixture(params=["Asia/Shanghai", "UTC", "America/Los_Angeles"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.usefixtures("_zone")
def test_a_birthday_is_the_same_day_in_every_zone() -> None:
    """O13."""
    stored = birthdays.read_birthday("1988-07-01")
    assert stored == "1988-07-01"
    assert birthdays.next_birthday(stored, date(2026, 6, 30)) == date(2026, 7, 1)


_days = st.dates(date(1902, 1, 1), date(2098, 12, 31))
_solar = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat) | st.dates(
    date(2000, 1, 1), date(2000, 12, 31)
).map(lambda day: f"--{day:%m-%d}")
_lunar = st.builds(
    lambda month, day, leap: f"lunar --{month:02}-{day:02}{' leap' if leap else ''}",
    st.integers(1, 12),
    st.integers(1, 30),
    st.booleans(),
)


@given(_solar, _days)
def test_a_solar_birthday_comes_within_a_year(stored: str, today: date) -> None:
    kept = birthdays.next_birthday(stored, today)
    assert kept is not None
    assert today <= kept <= today + timedelta(366)


@given(_lunar, _days)
def test_a_lunar_birthday_comes_within_a_lunar_year(stored: str, today: date) -> None:
    kept = birthdays.next_birthday(stored, today)
    assert kept is not None
    assert today <= kept <= today + timedelta(385)


@given(st.one_of(_solar, _lunar))
def test_every_stored_birthday_is_shown_and_read_back(stored: str) -> None:
    assert birthdays.read_birthday(birthdays.show_birthday(stored)) == stored


@given(_lunar, _days)
def test_a_lunar_birthday_is_kept_once_between_two_spring_festivals(stored: str, today: date) -> None:
    first = birthdays.next_birthday("lunar --01-01", today)
    assert first is not None
    after = birthdays.next_birthday("lunar --01-01", first + timedelta(1))
    kept = birthdays.next_birthday(stored, first)
    assert after is not None
    assert kept is not None
    again = birthdays.next_birthday(stored, kept + timedelta(1))
    assert again is not None
    assert first <= kept < after <= again
