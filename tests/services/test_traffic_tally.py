"""The tally of a day and of a month, read from the store: the log's figures, in few statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from showroom.errors import Denied
from showroom.forms.traffic_tally import UsualDay
from showroom.models.prospect import DELIVERED, Prospect
from showroom.rules.duties import Duty
from showroom.rules.tally import OTHER_TIMES, Tally
from showroom.services import exports, traffic_log, traffic_tally
from showroom.services.desk import Desk
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    last_act,
    lines_of,
    log_of,
    register_call,
    register_guest_who_leaves_nothing,
    register_walk_in,
)

FIRST_OF_MARCH = date(2026, 3, 1)


def tally_of(desk: Desk, day: date = THURSDAY) -> Tally:
    return traffic_tally.of_day(desk, day).totals


def a_busy_month(showroom: Showroom, days: int = 12) -> None:
    """Guests who come, come again, call, buy and come for service, thrown with dice."""
    dice = Random(7)
    for number in range(days):
        day = FIRST_OF_MARCH + timedelta(days=number)
        desk = showroom.on(day, 18).reception
        for _guest in range(0 if number % 5 == 4 else dice.randint(4, 9)):
            register_walk_in(
                desk,
                "王丽",
                dice.choice(("", *[f"138123456{number}" for number in range(10, 20)])),
                arrived=f"{dice.randint(8, 19):02}:{dice.randint(0, 59):02}",
                traffic_type=dice.choice(("来店", "来店", "来店", "来电", "邀约", "外拓")),
                purpose=dice.choice(("看车", "看车", "咨询", "其他", "提车", "维修保养")),
                head_count=str(dice.randint(1, 4)),
                level=dice.choice(("", "H", "A", "B")),
                test_drive=dice.choice(("", "√")),
            )
        if number % 3 == 0:
            wish = Prospect.select().where(Prospect.delivered_on.is_null()).first()
            if wish is not None:
                with showroom.house.work(Duty.FILL_DEMO) as work:
                    work.edit(Prospect, wish.id, wish.revision, state=DELIVERED, delivered_on=day)


def test_the_tally_says_what_the_log_says(showroom: Showroom) -> None:
    """First and repeat are derived here for a month at once, there for a day: they never differ."""
    a_busy_month(showroom)
    desk = showroom.reception
    month = traffic_tally.of_month(desk, 2026, 3)
    repeats = 0
    for row in month.rows[:12]:
        assert row.day is not None
        log, day = log_of(desk, row.day), traffic_tally.of_day(desk, row.day)
        foot, shown = log.totals, day.totals
        assert (shown.first, shown.repeat, shown.calls) == (foot.first, foot.repeat, foot.calls)
        assert (shown.visits, shown.filed, shown.test_drives) == (foot.parties, foot.filed, foot.test_drives)
        assert row.tally == (shown if log.rows else None)
        assert sum(slot.all for slot in day.slots) == shown.all
        repeats += foot.repeat
    assert repeats > 5, "nobody came again: the test proved nothing"
    assert month.totals.visits == sum(row.tally.visits for row in month.rows if row.tally)


def test_a_delivery_ends_being_a_be_back_in_the_middle_of_a_month(showroom: Showroom) -> None:
    """One month, one customer: first, again, delivered, first, again."""
    for day in (2, 4):
        register_walk_in(showroom.on(date(2026, 3, day)).reception, "王丽", "13812345678")
    wish = Prospect.get()
    with showroom.house.work(Duty.FILL_DEMO) as work:
        work.edit(Prospect, wish.id, wish.revision, state=DELIVERED, delivered_on=date(2026, 3, 5))
    for day in (6, 9):
        register_walk_in(showroom.on(date(2026, 3, day)).reception, "王丽", "13812345678")
    month = traffic_tally.of_month(showroom.reception, 2026, 3)
    seen = {row.number: (row.tally.first, row.tally.repeat) for row in month.rows if row.tally}
    assert seen == {2: (1, 0), 4: (0, 1), 6: (1, 0), 9: (0, 1)}


def test_a_correction_counts_at_once(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678", arrived="0940")
    assert tally_of(showroom.reception) == Tally(first=1, filed=1, filed_first=1)
    correct(showroom.reception, done.entry, visit="再次", reason="上月在分店看过车")
    assert tally_of(showroom.reception) == Tally(repeat=1, filed=1)


def test_the_slots_of_a_morning(showroom: Showroom) -> None:
    desk = showroom.reception
    register_walk_in(desk, "王丽", "13812345678", arrived="0855")
    register_walk_in(desk, "李强", "13912345678", arrived="0912", level="H")
    register_guest_who_leaves_nothing(desk)
    register_call(desk, "赵先生", "13712345678", arrived="0926")
    register_walk_in(desk, "周先生", "13612345678", arrived="1005", purpose="提车")
    day = traffic_tally.of_day(desk, THURSDAY)
    assert [slot.all for slot in day.slots] == [2, 1, *[0] * 8, 2]
    assert (day.slots[0].first, day.slots[0].calls, day.slots[1].other_visits) == (1, 1, 1)
    assert day.slots[OTHER_TIMES].first == 2, "half past eight and 8:55 are before the first line"
    assert (day.totals.effective_calls, day.totals.capture_rate) == (1, 67)
    assert day.totals.levels == (0, 1, 0, 0, 0, 0)
    assert (day.head.dealer, day.head.receptionists) == ("恒远汽车滨江店", ("周敏",))


def test_who_calls_again_is_no_effective_call(showroom: Showroom) -> None:
    register_call(showroom.on(THURSDAY - timedelta(days=1)).reception, "赵先生", "13712345678")
    register_call(showroom.on(THURSDAY).reception, "赵先生", "13712345678")
    assert (tally_of(showroom.reception).calls, tally_of(showroom.reception).effective_calls) == (1, 0)


def test_the_rows_of_a_month(showroom: Showroom) -> None:
    """A weekday's mean is over its business days: a day without a row was none."""
    for day, parties in ((5, 3), (12, 6), (13, 1)):
        for _party in range(parties):
            register_guest_who_leaves_nothing(showroom.on(date(2026, 2, day)).reception)
    showroom.on(date(2026, 2, 20))
    month = traffic_tally.of_month(showroom.reception, 2026, 2)
    assert [row.number for row in month.rows] == list(range(1, 32))
    assert [row.day for row in month.rows[27:]] == [date(2026, 2, 28), None, None, None]
    assert (month.until, month.business_days) == (date(2026, 2, 20), 3)
    assert month.weekday_means == (None, None, None, 4.5, 1.0, None, None)
    assert [row.number for row in month.rows if row.tally] == [5, 12, 13]


@pytest.mark.parametrize(
    ("year", "month", "until"),
    [(2026, 3, THURSDAY), (2026, 2, date(2026, 2, 28)), (2024, 2, date(2024, 2, 29)), (2026, 4, None)],
)
def test_a_month_is_counted_up_to_today(
    showroom: Showroom, year: int, month: int, until: date | None
) -> None:
    assert traffic_tally.of_month(showroom.reception, year, month).until == until


def _statements(showroom: Showroom, read: Callable[[], object]) -> int:
    seen: list[object] = []
    database = showroom.store.database
    database.query_hooks.append(seen.append)
    read()
    database.query_hooks.remove(seen.append)
    return len(seen)


def test_a_month_costs_as_few_statements_as_a_day(showroom: Showroom) -> None:
    desk = showroom.reception

    def costs() -> tuple[int, int]:
        return (
            _statements(showroom, lambda: traffic_tally.of_day(desk, THURSDAY)),
            _statements(showroom, lambda: traffic_tally.of_month(desk, 2026, 3)),
        )

    empty = costs()
    a_busy_month(showroom)
    assert costs() == empty
    assert empty[0] == empty[1] + 1, "a day has its weather"
    assert 4 <= empty[0] <= 8, "the hook saw nothing, or reading has become dear"


def test_the_front_desk_of_a_month_are_the_receptionists_who_wrote(showroom: Showroom) -> None:
    for name in ("王丽", "李强"):
        register_walk_in(showroom.reception, name)
    register_walk_in(showroom.consultant, "赵敏")
    month = traffic_tally.of_month(showroom.reception, 2026, 3)
    assert month.head.receptionists == ("周敏",)


def test_what_leaves_the_house_is_numbered_in_one_row(showroom: Showroom) -> None:
    desk, day = showroom.reception, exports.day_number(THURSDAY)
    numbers = [
        traffic_log.record_print(desk, THURSDAY, extended=False, blank=False),
        traffic_tally.record_print(desk, day, blank=False),
        traffic_tally.record_export(desk, exports.month_number(THURSDAY), rows=31),
        traffic_log.record_export(desk, THURSDAY, extended=True, rows=7),
    ]
    assert numbers == [f"E260305-{number:03}" for number in range(1, 5)]
    (line,) = lines_of(last_act())
    assert (line.table_name, line.row_id) == ("traffic_log", 20260305)
    assert '"rows":7' in line.after


@pytest.mark.parametrize("blank", [True, False])
def test_the_same_token_is_one_print(showroom: Showroom, blank: bool) -> None:
    def printed() -> str:
        return traffic_tally.record_print(showroom.reception, 202603, blank=blank, token="T1")

    assert printed() == printed() == "E260305-001"


def test_a_day_stands_beside_the_same_weekday_of_eight_weeks(showroom: Showroom) -> None:
    """Neither the day itself, nor its neighbours, nor a ninth week, nor weeks it was closed."""
    for weeks, parties in ((1, 4), (2, 1), (8, 2), (9, 5)):
        desk = showroom.on(THURSDAY - timedelta(weeks=weeks), 11).reception
        for _party in range(parties):
            register_guest_who_leaves_nothing(desk)
    register_guest_who_leaves_nothing(showroom.on(THURSDAY - timedelta(days=1), 11).reception)
    desk = showroom.on(THURSDAY, 11).reception
    register_guest_who_leaves_nothing(desk)
    assert traffic_tally.usual(desk, THURSDAY) == UsualDay(2.3, 3), (
        "closed weeks, this day and a ninth week count"
    )
    assert traffic_tally.usual(desk, THURSDAY + timedelta(days=1)) == UsualDay(None, 0)


def test_calls_alone_make_a_business_day(showroom: Showroom) -> None:
    register_call(showroom.on(THURSDAY - timedelta(weeks=1), 11).reception)
    assert traffic_tally.usual(showroom.on(THURSDAY, 11).reception, THURSDAY) == UsualDay(0.0, 1)


def test_the_administrator_reads_no_tally(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        traffic_tally.of_month(showroom.administrator, 2026, 3)
