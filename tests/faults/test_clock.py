"""The clock is set back, midnight passes, zones differ: nothing lost, counted twice or shortened (G1–G7)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from showroom.clock import SHOWROOM_ZONE, SetClock, SystemClock, start_of
from showroom.errors import Refused
from showroom.models.act import Act
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import passwords
from showroom.services import acts, sign_in, traffic_tally
from showroom.ui.idle import Idle
from showroom.ui.log_pencil import LogPencil
from showroom.ui.window import Window
from tests.faults.dying import Child, posix
from tests.journeys.at_the_window import (
    hear,
    labels,
    open_cell,
    page,
    pass_a_minute,
    press,
    row,
    rows,
    settle,
    shell,
    sign_in_page,
    toast,
)
from tests.journeys.at_the_window import sign_in as signs_in
from tests.journeys.conftest import look, morning, open_window, pdf, window
from tests.people import (
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    history_of_row,
    log_of,
    refused,
    register_complete_walk_in,
    register_walk_in,
    undo,
)

__all__ = ["look", "morning", "open_window", "pdf", "window"]

FRIDAY = THURSDAY + timedelta(1)
WEDNESDAY = THURSDAY - timedelta(1)
HOUR, TWO_DAYS = timedelta(hours=1), timedelta(days=2)


# -- G1: back by an hour between two saves ----------------------------------------------------------------


def test_what_was_done_after_the_clock_went_back_is_later_all_the_same(showroom: Showroom) -> None:
    showroom.on(THURSDAY, 10, 30)
    first = register_walk_in(showroom.reception, "王丽", token="first")
    correct(showroom.reception, first.entry, note="周末再来")
    showroom.clock.at -= HOUR
    second = register_walk_in(showroom.reception, "李强", token="second")
    correct(showroom.reception, first.entry, 2, note="下周再来")
    assert [one.number for one in log_of(showroom.reception).rows] == [first.number, second.number]
    told = history_of_row(showroom.reception, first.entry)
    assert [change.fields[-1].after for change in told][1:] == ["周末再来", "下周再来"]
    by_the_clock = sorted(told, key=lambda change: change.deed.at)
    assert by_the_clock[0] is told[-1], "the control: by the clock the last would be the first"
    undo(showroom.reception)
    assert TrafficEntry.get_by_id(first.entry).note == "周末再来", "the newest is taken back first"
    found = acts.last_undoable(showroom.reception)
    assert found is not None
    assert found.token == "second"
    at = [act.at for act in Act.select().where(Act.token << ["first", "second"]).order_by(Act.id)]
    assert at[1] < at[0]


def test_nobody_is_here_for_less_than_no_time(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽")
    signs_in(window, "周敏")
    morning.clock.at -= HOUR
    pass_a_minute(window)
    here = page(window).now.guests[0]
    assert "0 分" in labels(here)
    assert not any("-" in words for words in labels(here))
    here.leaves.emit()
    settle()
    (guest,) = log_of(morning.reception).rows
    assert guest.left == guest.arrived
    assert not any("-" in words for words in row(window, 1).values())


# -- G2: back by two days ---------------------------------------------------------------------------------


@dataclass
class Computer(SetClock):
    """A computer: its time of day can be set, the seconds since it started cannot."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def passes(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)
        self.seconds += minutes * 60


def test_an_idle_window_locks_after_its_minutes_and_not_two_days_later(qapp: QApplication) -> None:
    computer = Computer(datetime(2026, 3, 5, 10, 0, tzinfo=ZoneInfo(SHOWROOM_ZONE)))
    idle, late = Idle(computer, qapp), []
    idle.late.connect(lambda: late.append(computer.at))
    began = computer.at
    computer.at -= TWO_DAYS
    computer.passes(9)
    idle.look(10)
    assert late == []
    computer.passes(1)
    idle.look(10)
    assert len(late) == 1
    assert computer.at - began < timedelta(minutes=10), "the control: by the time of day it would not be late"
    idle.deleteLater()


def minutes_locked(showroom: Showroom) -> int:
    """How long a name that was locked just now is said to be locked after the clock went back two days."""
    for _try in range(5):
        with refused("E-SIGN-IN"):
            showroom.signs_in(RECEPTIONIST, "not-the-password")
    showroom.clock.at -= TWO_DAYS
    with pytest.raises(Refused) as locked:
        showroom.signs_in(RECEPTIONIST)
    return int(str(locked.value.values["minutes"]))


def test_a_lock_is_neither_shorter_nor_two_days_longer(showroom: Showroom) -> None:
    assert minutes_locked(showroom) == 15


def test_the_control_a_lock_that_believes_the_clock_lasts_two_days(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "effective_now", lambda now, _seen: now)
    assert minutes_locked(showroom) > 24 * 60


def test_a_session_asks_for_the_password_and_says_that_it_was_the_clock(
    window: Window, morning: Showroom
) -> None:
    signs_in(window, "周敏")
    hear("王女士 138")
    morning.clock.at -= TWO_DAYS
    shell(window).news.watch.timeout.emit()
    settle()
    assert "时钟被调回" in sign_in_page(window).problem.text()
    hear(PASSWORD)
    press("Return")
    assert shell(window).top.strip.text() == "王女士 138"
    sign_in.refuse_over(shell(window).desk)


# -- G4: midnight -----------------------------------------------------------------------------------------


@pytest.fixture
def late(window: Window, morning: Showroom) -> Window:
    """Thursday, one minute to midnight; a guest is being written down."""
    morning.on(THURSDAY, 23, 59)
    signs_in(window, "周敏")
    hear("王女士 13911112222")
    return window


def on_the_log(showroom: Showroom) -> dict[date, list[str]]:
    """Whose names stand on the sheets of these days."""
    return {
        day: [one.guest_name for one in log_of(showroom.reception, day).rows] for day in (THURSDAY, FRIDAY)
    }


def test_who_is_registered_after_midnight_is_on_the_sheet_of_the_new_day(
    late: Window, morning: Showroom
) -> None:
    morning.clock.put(FRIDAY, 0, 0, 1)
    press("Return")
    assert on_the_log(morning) == {THURSDAY: [], FRIDAY: ["王女士"]}
    assert page(late).day == FRIDAY
    assert "3月5日" in toast(late), "when it was begun"
    assert "3月6日" in page(late).bar.date.text()
    assert row(late, 1)["time"].startswith("00:00")


def test_the_control_a_pencil_that_does_not_look_at_the_date_writes_on_yesterday(
    late: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LogPencil, "turn_with_the_day", lambda _pencil: None)
    morning.clock.put(FRIDAY, 0, 0, 1)
    press("Return")
    assert on_the_log(morning) == {THURSDAY: ["王女士"], FRIDAY: []}


def test_the_page_turns_by_itself_says_both_days_and_keeps_the_words(late: Window, morning: Showroom) -> None:
    morning.clock.put(FRIDAY, 0, 0)
    pass_a_minute(late)
    assert toast(late) == "日期已从3月5日 周四变为3月6日 周五：这是今天的登记表"
    assert page(late).day == FRIDAY
    assert shell(late).top.strip.text() == "王女士 13911112222"
    press("Return")
    assert rows(late)[0]["guest"] == "王女士"


def test_a_day_somebody_chose_stays(late: Window, morning: Showroom) -> None:
    press("PgUp")
    assert page(late).day == WEDNESDAY
    morning.clock.put(FRIDAY, 0, 0)
    pass_a_minute(late)
    press("F2", "Return")
    assert page(late).day == WEDNESDAY
    assert on_the_log(morning) == {THURSDAY: [], FRIDAY: []}


def test_a_cell_being_written_in_and_a_day_being_closed_are_left_alone(
    late: Window, morning: Showroom
) -> None:
    press("Return")
    editor = open_cell(late, 1, "area")
    hear("滨")
    morning.clock.put(FRIDAY, 0, 0)
    pass_a_minute(late)
    assert page(late).day == THURSDAY
    assert editor.text() == "滨"
    press("Esc")
    page(late).closing.open()
    pass_a_minute(late)
    assert page(late).day == THURSDAY
    page(late).closing.panel.hide()
    pass_a_minute(late)
    assert page(late).day == FRIDAY


def test_a_clock_set_back_to_yesterday_turns_the_page_too(late: Window, morning: Showroom) -> None:
    morning.clock.put(WEDNESDAY, 10, 0)
    press("Return")
    assert page(late).day == WEDNESDAY
    assert log_of(morning.reception, WEDNESDAY).rows[-1].guest_name == "王女士"


# -- G5: the last second of a month and of a year -----------------------------------------------------------


@pytest.mark.parametrize("last", [date(2026, 2, 28), date(2025, 12, 31)])
def test_a_visit_of_the_last_second_is_in_exactly_one_month(showroom: Showroom, last: date) -> None:
    first = last + timedelta(1)
    instants = []
    for day, at in ((last, (23, 59, 59)), (first, (0, 0, 0))):
        showroom.clock.put(day, *at)
        register_complete_walk_in(showroom.reception, left="23:59")
        instants.append(showroom.clock.now())
    desk = showroom.on(THURSDAY).manager
    months = [traffic_tally.of_month(desk, day.year, day.month) for day in (last, first)]
    assert [one.totals.visits for one in months] == [1, 1]
    assert [traffic_tally.of_day(desk, day).totals.visits for day in (last, first)] == [1, 1]
    assert len({one.date() for one in instants}) == 1, "the control: by UTC both would be in the same month"


# -- G6: the computer's zone --------------------------------------------------------------------------------

ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/Berlin")
INSTANT = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)


class Then(SystemClock):
    """The computer's clock, at half past midnight of Friday in the showroom."""

    def now(self) -> datetime:
        return INSTANT


def in_zone(zone: str, shop: Path, do: Callable[[Showroom], str]) -> str:
    """What comes of it on a computer of this zone."""

    def work(say: Callable[[str], object]) -> None:
        os.environ["TZ"] = zone
        time.tzset()
        with Store(shop) as store:
            say(do(Showroom(store, Then())))  # type: ignore[arg-type]

    (said,), status = Child(work).ends()
    assert status == 0
    return said


@posix
def test_the_zone_of_the_computer_changes_no_day_and_no_hour(new_showroom: Path, tmp_path: Path) -> None:
    shop = tmp_path / "shop.db"
    shop.write_bytes(new_showroom.read_bytes())
    shop.chmod(0o600)

    def register(showroom: Showroom) -> str:
        done = register_walk_in(showroom.reception, "王丽")
        entry = TrafficEntry.get_by_id(done.entry)
        return f"{entry.day} {entry.arrived:%H:%M}"

    def read(showroom: Showroom) -> str:
        return repr([(one.number, one.arrived) for one in log_of(showroom.reception, FRIDAY).rows])

    assert {in_zone(zone, shop, register) for zone in ZONES} == {"2026-03-06 00:30"}
    assert len({in_zone(zone, shop, read) for zone in ZONES}) == 1

    def careless(_showroom: Showroom) -> str:
        return str(datetime.fromtimestamp(INSTANT.timestamp()))  # noqa: DTZ006 - the control

    naive = {in_zone(zone, shop, careless) for zone in ZONES}
    assert len(naive) == len(ZONES), "the computer's own time would not differ"


# -- G7: summer time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_comes_twice_is_two_hours_of_one_day(showroom: Showroom, fold: int) -> None:
    """Berlin, the last Sunday of October: half past two comes twice."""
    showroom.clock.zone = "Europe/Berlin"
    sunday = date(2026, 10, 25)
    for hour, minute in ((0, 10), (2, 30), (23, 50)):
        showroom.clock.put(sunday, hour, minute)
        showroom.clock.at = showroom.clock.at.replace(fold=fold)
        register_walk_in(showroom.reception, f"{hour} 点的客人", token=f"{hour}")
    assert [one.arrived.hour for one in log_of(showroom.reception, sunday).rows] == [0, 2, 23]
    for hour in (23, 2, 0):
        found = acts.last_undoable(showroom.reception)
        assert found is not None
        assert found.token == f"{hour}", "the whole long day is today"
        undo(showroom.reception)
    length = start_of(sunday + timedelta(1), showroom.clock).astimezone(UTC) - start_of(
        sunday, showroom.clock
    ).astimezone(UTC)
    assert length == timedelta(hours=25), "the control: this day has no twenty-four hours"


def test_an_hour_that_does_not_come_is_missed_by_nobody(showroom: Showroom) -> None:
    showroom.clock.zone = "Europe/Berlin"
    sunday = date(2026, 3, 29)
    showroom.clock.put(sunday, 1, 59)
    register_walk_in(showroom.reception, "王丽", token="before")
    showroom.clock.at = (showroom.clock.at.astimezone(UTC) + timedelta(minutes=2)).astimezone(
        ZoneInfo("Europe/Berlin")
    )
    register_walk_in(showroom.reception, "李强", token="after")
    assert [f"{one.arrived:%H:%M}" for one in log_of(showroom.reception, sunday).rows] == ["01:59", "03:01"]


@pytest.mark.parametrize("year", range(1986, 1992))
def test_a_day_of_the_summers_with_another_hour_stays_the_day_it_was(showroom: Showroom, year: int) -> None:
    """Shanghai had summer time then: a day kept as an instant would be read back as the day before."""
    day = date(year, 7, 1)
    done = register_walk_in(showroom.reception, "王丽", day=day, arrived="00:00")
    assert [one.entry for one in log_of(showroom.reception, day).rows] == [done.entry]
    assert TrafficEntry.get_by_id(done.entry).day == day
    as_an_instant = datetime(year, 7, 1, tzinfo=ZoneInfo(SHOWROOM_ZONE))
    assert as_an_instant.astimezone(timezone(timedelta(hours=8))).date() < day, "the control"
