"""The public calendar as its library tells it: named days in both languages, worked weekends."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from showroom.rules.calendar import DAY_OFF, WORKED_WEEKEND, days_of_month, public_days


def test_the_spring_festival_of_2026() -> None:
    days = public_days(2026)
    assert (days[date(2026, 2, 17)].chinese, days[date(2026, 10, 1)].chinese) == ("春节", "国庆节")
    assert days[date(2026, 10, 1)].english == "National Day"
    assert days[date(2026, 2, 20)] == DAY_OFF
    assert days[date(2026, 2, 14)] == WORKED_WEEKEND
    assert date(2026, 3, 5) not in days


def test_every_named_day_has_both_names() -> None:
    for year in (2024, 2025, 2026, 2027, 2030):
        assert public_days(year)
        assert all(one.chinese and one.english for one in public_days(year).values())
        assert all(day.year == year for day in public_days(year))


def test_a_year_beyond_the_calendar_has_no_names() -> None:
    assert public_days(1999) == public_days(2100) == {}


def test_a_leap_february() -> None:
    assert len(days_of_month(2028, 2)) == 29
    assert days_of_month(2026, 12)[-1] == date(2026, 12, 31)


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    """It costs more than the rest of the services together."""
    code = "import sys; import showroom.services.calendar; print('holidays' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
