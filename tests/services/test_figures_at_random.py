"""Histories at random: every figure is what plain Python counts over the raw rows (issue 7, section 4).

Be-backs, cancelled orders, cards taken up again, handovers, corrections after closing, ends of months.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from peewee import fn

from showroom.errors import Denied, Invalid, Refused
from showroom.forms.figure_counts import COUNTS
from showroom.models.base import Compiled
from showroom.models.car import Vehicle
from showroom.models.customer import Customer
from showroom.models.daily_report import DailyReport, ReportRow
from showroom.models.follow_up import Appointment
from showroom.models.prospect import OPEN, Prospect
from showroom.models.sale import SalesOrder
from showroom.models.traffic_day import TrafficDay
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.rules.roll_forward import Term
from showroom.services import (
    drive,
    figures,
    figures_cards,
    figures_panel,
    figures_reading,
    figures_traffic,
    follow_up,
    targets,
)
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    register_call,
    register_walk_in,
    staff_id,
    statements,
)
from tests.services import test_roll_forward_at_random as cards
from tests.services.recounting_figures import Found, Recount
from tests.services.test_roll_forward_at_random import DOINGS as CARD_DOINGS
from tests.services.test_roll_forward_at_random import Doing, _any

DAYS = 70
TURNS = 700


def _looks(showroom: Showroom, dice: Random) -> None:
    """Somebody comes or calls, with times and sources; some leave nothing, some come to pay."""
    number = dice.choice(("", f"1390000{dice.randrange(90):04d}"))
    cells = {
        "received_by": dice.choice(("陈涛", "李娜")),
        "purpose": dice.choice(("look_at_cars", "look_at_cars", "enquiry", "payment", "other")),
        "traffic_type": dice.choice(("walk_in", "walk_in", "invited_visit", "outside_prospecting")),
        "arrived": "10:00",
        "left": dice.choice(("", "10:10", "10:16", "10:30", "11:20")),
        "greeted": dice.choice(("", "yes")),
    }
    register_walk_in(showroom.reception, "客人" if number else "", number, **cells)


def _rings(showroom: Showroom, dice: Random) -> None:
    by = dice.choice(("陈涛", "李娜"))
    register_call(showroom.reception, "客人", f"1390000{dice.randrange(90):04d}", received_by=by)


def _write(showroom: Showroom, table: Any, **row: Any) -> int:
    """A row that no service would write so, through the door all the same: undo asks who wrote what."""
    with showroom.manager.work(Duty.CLOSE_DAY) as work:
        return work.add(table, **row)


def _closes(showroom: Showroom, _dice: Random) -> None:
    """The day's sheet is closed as it is, complete or not."""
    today = showroom.clock.today()
    last = TrafficEntry.select(fn.MAX(TrafficEntry.number)).where(TrafficEntry.day == today).scalar()
    if not TrafficDay.select().where(TrafficDay.day == today).exists():
        now, manager = showroom.clock.now(), showroom.manager.staff
        _write(showroom, TrafficDay, day=today, closed_at=now, closed_by=manager, last_number=last or 0)


def _corrects_late(showroom: Showroom, dice: Random) -> None:
    """A row of any day, closed ones too, gets another consultant or other times."""
    row = _any(dice, TrafficEntry, TrafficEntry.void == "")
    what = dice.choice(({"received_by": "李娜"}, {"left": "12:00"}, {"purpose": "look_at_cars"}))
    correct(showroom.manager, row.id, row.revision, reason="补记", **what)


def _drives(showroom: Showroom, dice: Random) -> None:
    card = _any(dice, Prospect, Prospect.state == OPEN)
    drive.record(showroom.manager, card.id, {"day": showroom.clock.today()})


def _is_sent(_showroom: Showroom, dice: Random) -> None:
    """Who ordered turns out to be sent by somebody else; set by hand, for the figures only read it."""
    one, other = _any(dice, SalesOrder).prospect.customer, _any(dice, Customer)
    if one.id != other.id:
        Customer.update(referrer=other).where(Customer.id == one.id).execute()
        Prospect.update(purchase_kind="additional").where(Prospect.customer == other.id).execute()


def _owns(showroom: Showroom, dice: Random) -> None:
    """A customer has a car from long ago, from here or from elsewhere; set by hand."""
    one = _any(dice, Prospect, Prospect.state == OPEN).customer
    day = showroom.clock.today() - timedelta(90)
    _write(showroom, Vehicle, customer=one.id, sold_here=dice.random() < 0.8, delivered_on=day)


def _expects(showroom: Showroom, dice: Random) -> None:
    """An appointment of today or tomorrow; an older one is settled by hand."""
    for one in Appointment.select().where(Appointment.day < showroom.clock.today()):
        one.state = dice.choice(("arrived", "not_come"))
        one.no_show_reason = dice.choice(("", "weather")) if one.state == "not_come" else ""
        one.save()
    card = _any(dice, Prospect, Prospect.state == OPEN)
    _write(
        showroom,
        Appointment,
        prospect=card.id,
        kind="visit",
        day=showroom.clock.today() + timedelta(dice.randrange(2)),
        made_by=staff_id(CONSULTANT),
        made_at=showroom.clock.now(),
        state="expected",
    )


def _plans(showroom: Showroom, dice: Random) -> None:
    """A frozen plan of some cards, as the evening's report keeps it."""
    report = _write(
        showroom,
        DailyReport,
        consultant=staff_id(dice.choice((CONSULTANT, OTHER_CONSULTANT))),
        day=showroom.clock.today(),
        state=str(next(iter(ReportState))),
    )
    for place in range(3):
        card = _any(dice, Prospect, Prospect.state == OPEN)
        _write(showroom, ReportRow, report=report, prospect=card.id, planned=place < 2, position=place)
        if place == 1:
            follow_up.log(showroom.manager, card.id, {"said": "按计划联系了"})


def _aims(showroom: Showroom, dice: Random) -> None:
    """The manager sets the targets of some month, of the showroom or of a consultant."""
    whose = dice.choice((None, staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)))
    wished = {key: dice.choice((None, 3, 40)) for key in ("gathered", "deliveries", "orders")}
    targets.set(showroom.manager, wished, showroom.clock.today() + timedelta(dice.randrange(60)), whose)


OWN: tuple[Doing, ...] = (
    *(_looks,) * 18,
    *(_rings,) * 3,
    _closes,
    *(_corrects_late,) * 4,
    *(_drives,) * 4,
    *(_is_sent,) * 2,
    *(_owns,) * 4,
    *(_expects,) * 3,
    *(_plans,) * 2,
    *(_aims,) * 2,
)
ENDS = (cards._orders, cards._orders, cards._cancels, cards._delivers, cards._asks, cards._approves)
DOINGS = (*CARD_DOINGS, *OWN, *ENDS * 3)
ALL = {one.key for one in COUNTS}
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PEOPLE = (CONSULTANT, OTHER_CONSULTANT)


def _lives(showroom: Showroom, dice: Random, turns: int = TURNS) -> Counter[str]:
    """A history of so many turns over some months; what was done how often."""
    done = Counter[str]()
    for turn in range(turns):
        showroom.on(THURSDAY + timedelta(turn * DAYS // turns), 9 + turn % 6)
        doing = dice.choice(DOINGS)
        with suppress(Refused, Invalid, Denied):
            doing(showroom, dice)
            done[doing.__name__] += 1
    return done


def _periods(showroom: Showroom, dice: Random) -> list[tuple[date, date]]:
    """A day, a week, each month and its ends, the whole quarter, some range."""
    today = showroom.clock.today()
    some = THURSDAY + timedelta(dice.randrange(DAYS))
    return [
        (THURSDAY, THURSDAY),
        (date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        YEAR,
        (some, min(some + timedelta(6), today)),
    ]


def _of(found: Found, whose: int | None) -> dict[str, int]:
    """What was recounted, of one consultant or altogether (None)."""
    sums: Counter[str] = Counter()
    for (key, his), count in found.items():
        # What the showroom means to reach is no sum of what its consultants mean to.
        if whose == his or (whose is None and not key.startswith("target_")):
            sums[key] += count
    return dict(sums)


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_what_is_counted_by_hand(showroom: Showroom, seed: int) -> None:
    dice = Random(seed)
    done = _lives(showroom, dice)
    seen: set[str] = set()
    for first, last in _periods(showroom, dice):
        recount = Recount(first, last).all()
        for whose in (None, *map(staff_id, PEOPLE)):
            book = figures.of_period(showroom.manager, first, last, whose)
            by_hand = _of(recount, whose)
            assert {key: count for key, count in book.counts.items() if count} == by_hand, (
                first,
                last,
                whose,
            )
            seen |= by_hand.keys()
            for value in book.values:
                if value.denominator:
                    over, under = value.figure.over, value.figure.under  # type: ignore[union-attr]
                    assert value.value == by_hand.get(over, 0) / by_hand[under]
    assert {doing.__name__ for doing in OWN} <= done.keys(), (
        f"the control: all was done at least once: {done}"
    )
    rare = {key for key in ALL if key.startswith("lost_")} | {"withdrawn", "withdrawn_asleep"}
    assert ALL - seen <= rare, "the control: each of them counts something"


def test_split_and_rows_add_up_to_the_number(showroom: Showroom) -> None:
    """Days and consultants of a figure add up to it, and so do the rows behind it."""
    _lives(showroom, Random(5))
    first, last = THURSDAY, showroom.clock.today()
    book = figures.of_period(showroom.manager, first, last)
    days = figures.by_day(showroom.manager, first, last)
    people = figures.by_consultant(showroom.manager, first, last)
    for count in COUNTS:
        whole = book[count.key].numerator
        rows = figures.rows(showroom.manager, count.key, first, last)
        assert sum(row.amount for row in rows) == whole
        if count.key.startswith("target_"):
            assert people[None][count.key].numerator == whole, "each has his own, nobody that of the showroom"
        else:
            assert sum(one[count.key].numerator for one in people.values()) == whole
        if not count.stock:
            assert sum(one[count.key].numerator for one in days.values()) == whole


def test_sum_of_cards_agrees_with_what_is_counted(showroom: Showroom) -> None:
    """The roll-forward and the book tell of the same cards."""
    _lives(showroom, Random(6))
    first, last = date(2026, 4, 1), date(2026, 4, 30)
    for whose in (None, *map(staff_id, PEOPLE)):
        book = figures.of_period(showroom.manager, first, last, whose)
        cards_sum = book.roll_forward
        assert book.counts.get("carried", 0) == cards_sum.total(Term.OPENING)
        assert book.counts.get("on_hand", 0) == cards_sum.total(Term.CLOSING)
        assert book.counts.get("cards_opened", 0) == cards_sum.total(Term.NEW)
    for whole in (
        figures.of_period(showroom.manager, first, last),
        figures.of_period(showroom.manager, *YEAR),
    ):
        for key, term in (("lost", Term.LOST), ("withdrawn", Term.WITHDRAWN)):
            on_hand = whole[key].numerator - whole[f"{key}_asleep"].numerator
            assert on_hand == whole.roll_forward.total(term)
        for key, term in (
            ("deliveries", Term.DELIVERED),
            ("dormant", Term.DORMANT),
            ("returned", Term.RETURNED),
        ):
            assert whole[key].numerator == whole.roll_forward.total(term)


def test_query_that_is_wrong_is_found(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a log that forgets who was here, a handover that takes the past along, are noticed."""
    _lives(showroom, Random(0))
    first, last = THURSDAY, showroom.clock.today()
    by_hand = _of(Recount(first, last).all(), staff_id(CONSULTANT))

    def told() -> dict[str, int]:
        book = figures.of_period(showroom.manager, first, last, staff_id(CONSULTANT))
        return {key: count for key, count in book.counts.items() if count}

    assert told() == by_hand
    with monkeypatch.context() as patch:
        patch.setattr(figures_traffic, "IN_SHOWROOM", ())
        patch.setattr(figures_traffic, "_of_one", Compiled(figures_traffic._of_one._build))
        assert told() != by_hand
    with monkeypatch.context() as patch:
        patch.setattr(figures_cards, "whose_then", lambda _then, now: now)
        assert told() != by_hand
    assert told() == by_hand


def test_figures_cost_a_fixed_number_of_statements(showroom: Showroom) -> None:
    dice, counts, panels = Random(2), set(), set()
    for turns in (6, 200):
        _lives(showroom, dice, turns)
        first, last = THURSDAY, showroom.clock.today()
        counts.add(statements(showroom, lambda: figures_reading.read(None, first, last)))  # noqa: B023
        panels.add(statements(showroom, lambda: figures_panel.read(None, last)))  # noqa: B023
    assert (counts, panels) == ({28}, {22})


def test_card_that_stands_where_no_step_led_is_told_of(showroom: Showroom) -> None:
    _lives(showroom, Random(6), 60)
    first, last = THURSDAY, showroom.clock.today()
    assert figures.of_period(showroom.manager, first, last).unreconciled == ()
    card = Prospect.select().where(Prospect.state == OPEN).first()
    Prospect.update(state="lost").where(Prospect.id == card.id).execute()
    (row,) = figures.of_period(showroom.manager, first, last).unreconciled
    assert (row.table, row.prospect, row.customer) == ("prospect", card.id, card.customer_id)
