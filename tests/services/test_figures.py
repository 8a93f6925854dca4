"""Figures one by one, where a story is told quicker than found at random."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.roll_forward import Term
from showroom.services import figures, handover, reference, targets, traffic_day
from tests.lost import approves, asks_to_sleep
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    register_walk_in,
    staff_id,
)
from tests.sales import delivers, places

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def on(showroom: Showroom, days: int, hour: int = 10) -> Showroom:
    return showroom.on(THURSDAY + timedelta(days), hour)


def card_of(showroom: Showroom, name: str, phone: str, consultant: str = "陈涛") -> int:
    """A guest of that day with a card at B."""
    register_walk_in(showroom.reception, name, phone, received_by=consultant, level="B")
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


def count(showroom: Showroom, key: str, first: date, last: date, whose: int | None = None) -> int:
    """A figure, which its rows add up to."""
    found = figures.of_period(showroom.manager, first, last, whose)[key].numerator
    assert sum(row.amount for row in figures.rows(showroom.manager, key, first, last, whose)) == found
    return found


def test_a_step_told_late_counts_on_the_day_on_which_the_sum_of_the_cards_counts_it(
    showroom: Showroom,
) -> None:
    """A card sleeps, changes hands on the 10th; then a visit of the 9th is found to have been to buy."""
    card = card_of(showroom, "王丽", "13900000001")
    approves(on(showroom, 2).manager, asks_to_sleep(showroom.consultant, card))
    reception = on(showroom, 4).reception
    visit = register_walk_in(reception, "王丽", "13900000001", purpose="维修保养", received_by="陈涛")
    moved = on(showroom, 5).clock.today()
    mine, other = staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)
    handover.hand_over(showroom.manager, mine, {card: other}, reason="调岗")
    row = TrafficEntry.get_by_id(visit.entry)
    correct(on(showroom, 6).manager, row.id, row.revision, purpose="看车", level="B")
    assert Prospect[card].state == "open"
    days = (moved - timedelta(1), moved, moved + timedelta(1))
    assert [count(showroom, "returned", day, day) for day in days] == [0, 1, 0]
    for day in days:
        book = figures.of_period(showroom.manager, day, day)
        assert book.roll_forward.total(Term.RETURNED) == book["returned"].numerator
    assert count(showroom, "returned", *MARCH, other) == 1


def test_what_was_handled_on_the_day_was_on_the_sheet_when_it_was_closed(showroom: Showroom) -> None:
    here = {"received_by": "陈涛", "level": "B"}
    register_walk_in(showroom.reception, "王丽", "13900000001", left="11:00", **here)
    traffic_day.close(showroom.reception, THURSDAY)
    late = register_walk_in(showroom.reception, "孙伟", "13900000002", **here)
    assert count(showroom, "handled", THURSDAY, THURSDAY) == 1
    correct(showroom.manager, late.entry, 1, reason="补记", left="12:00")
    assert count(showroom, "handled", THURSDAY, THURSDAY) == 1, "what is corrected was late all the same"
    first = TrafficEntry.get(TrafficEntry.day == THURSDAY, TrafficEntry.number == 1)
    correct(showroom.manager, first.id, first.revision, reason="补记", left="11:30")
    rate = figures.of_period(showroom.manager, THURSDAY, THURSDAY)["handled_rate"]
    assert (rate.numerator, rate.denominator) == (1, 2)


def test_customers_on_file_grow_with_the_days_and_each_is_of_his_newest_card(showroom: Showroom) -> None:
    first = card_of(showroom, "王丽", "13900000001")
    register_walk_in(showroom.reception, "孙伟", "13900000002", purpose="维修保养")
    card_of(on(showroom, 1), "赵敏", "13900000003", "李娜")
    later = THURSDAY + timedelta(1)
    assert [count(showroom, "customers", day, day) for day in (THURSDAY - timedelta(1), THURSDAY, later)] == [
        0,
        2,
        3,
    ]
    assert count(showroom, "customers_carded", later, later) == 2
    mine, other = staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)
    handover.hand_over(on(showroom, 2).manager, mine, {first: other}, reason="调岗")
    today = showroom.clock.today()
    assert [count(showroom, "customers", day, day, mine) for day in (later, today)] == [1, 0]
    assert [count(showroom, "customers", day, day, other) for day in (later, today)] == [1, 2]


def test_owners_count_for_who_has_them_in_the_evening_and_tell_how_long_nobody_cared(
    showroom: Showroom,
) -> None:
    card = card_of(showroom, "王丽", "13900000001")
    delivers(on(showroom, 1).manager, places(showroom.consultant, card))
    delivered = showroom.clock.today()
    register_walk_in(on(showroom, 11).reception, "王丽", "13900000001", purpose="维修保养")
    days = {
        after: figures.of_period(showroom.manager, delivered, delivered + timedelta(after))
        for after in (5, 10, 40, 101)
    }
    assert {after: book["care_days"].numerator for after, book in days.items()} == {
        5: 5,
        10: 0,
        40: 30,
        101: 91,
    }
    assert [book["base_waiting"].numerator for book in days.values()] == [0, 0, 0, 1]
    assert days[40]["care_mean"].value == 30


@pytest.mark.parametrize(("whose", "told"), [(None, 40), (CONSULTANT, 3)])
def test_orders_in_reserve_are_measured_by_the_target_of_the_next_month(
    showroom: Showroom, whose: str | None, told: int
) -> None:
    targets.set(showroom.manager, {"deliveries": 40}, date(2026, 4, 1))
    targets.set(showroom.manager, {"deliveries": 3}, date(2026, 4, 1), staff_id(CONSULTANT))
    targets.set(showroom.manager, {"deliveries": 30, "gathered": 100}, MARCH[0])
    places(showroom.consultant, card_of(showroom, "王丽", "13900000001"))
    book = figures.of_period(showroom.manager, *MARCH, staff_id(whose) if whose else None)
    assert (book["reserve_rate"].numerator, book["reserve_rate"].denominator) == (1, told)
    assert book["target_deliveries"].numerator == (0 if whose else 30)
    people = figures.by_consultant(showroom.manager, *MARCH)
    assert people[staff_id(CONSULTANT)]["target_deliveries_next"].numerator == 3
    assert people[None]["target_gathered"].numerator == 100
    quarter = figures.of_period(showroom.manager, MARCH[0], date(2026, 4, 30))
    assert (quarter["target_deliveries"].numerator, quarter["target_deliveries_next"].numerator) == (70, 0)


def test_an_area_is_one_line_however_it_was_typed(showroom: Showroom) -> None:
    reference.add_item(showroom.administrator, "area", {"chinese": "东湖", "english": "East Lake"})
    for area, phone in (("东湖", "13900000001"), ("East Lake", "13900000002"), ("", "13900000003"), ("", "")):
        register_walk_in(showroom.reception, "客人" if phone else "", phone, area=area, received_by="陈涛")
    Customer.update(area="  ").execute()
    card = Prospect.select().order_by(Prospect.id).first().id
    places(showroom.manager, card)
    found = figures.parts(showroom.manager, "area", *MARCH)
    assert [(one.label, one.parties, one.ordered) for one in found] == [("", 2, 1), ("东湖", 2, 0)]
