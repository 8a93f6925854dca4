"""On which days a card was due in vain, and when it is due now, as a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.rules.card_moves import Move
from showroom.rules.level_rules import SEED
from showroom.rules.planned_days import Clocked, Heard
from showroom.rules.roll_forward import CardLife, Step
from showroom.rules.standing import Said


def day(number: int) -> date:
    """A day of March; beyond the 31st of April."""
    return date(2026, 3, 1) + timedelta(number - 1)


def said(number: int, *, reached: bool = True, agreed: int = 0, at: str = "10:00:00") -> Heard:
    return Heard(day(number), at, number, "phone", reached, day(agreed) if agreed else None)


def came(number: int) -> Heard:
    return Heard(day(number), "15:00:00", number, "walk_in", visit=True)


def step(number: int, move: Move, before: str, after: str) -> Step:
    return Step(day(number), move, before, after)


TODAY = day(24)


@pytest.mark.parametrize(
    ("level", "steps", "heard", "missed", "due"),
    [
        ("H", (), (came(1),), [3], 3),
        ("H", (), (came(1), said(3), said(5), said(8)), [7, 10], 10),
        ("H", (), (came(1), said(3, reached=False), said(4)), [3, 6], 6),
        ("A", (), (came(1), said(8), said(15), said(22)), [], 29),
        ("A", (), (came(1), said(8, agreed=20), said(20)), [], 27),
        ("A", (), (came(1), said(8, agreed=20), came(21)), [20], 28),
        ("A", (), (came(1), said(8, agreed=20), came(11), said(20)), [], 27),
        ("A", (), (came(1), said(8, reached=False, agreed=9), said(10)), [8, 9, 17], 17),
        ("C", (step(5, Move.LEVEL, "H", "C"),), (came(1),), [3], 31),
        ("A", (step(10, Move.LEVEL, "B", "A"),), (came(1),), [], 8),
        (
            "A",
            (step(4, Move.ORDERED, "A", "O"), step(20, Move.ORDER_CANCELLED, "O", "A")),
            (came(1),),
            [8, 23],
            23,
        ),
        ("", (step(9, Move.DORMANT, "B", ""),), (came(1),), [], 9 + 90),
        ("B", (step(9, Move.LOST, "B", "B"),), (came(1),), [], None),
        ("A", (step(2, Move.LOST, "A", "A"), step(12, Move.RETURNED, "A", "A")), (came(1),), [19], 19),
    ],
)
def test_days_in_vain_and_the_due_date(
    level: str, steps: tuple[Step, ...], heard: tuple[Heard, ...], missed: list[int], due: int | None
) -> None:
    """Opened on 1 March; H is called every 2 days, A every 7, B every 15, C every 30, O every 7."""
    card = CardLife(day(1), level, "open", 3, steps)
    planned = Clocked(card, heard).planned(TODAY, lambda _day: SEED)
    assert sorted(one.day for one in planned.missed) == missed
    assert planned.due_on == (day(due) if due else None)


def test_step_written_for_an_earlier_day_winds_the_clock_from_that_day() -> None:
    """A visit of the 5th is written down after the card was given away on the 8th."""
    given = Step(day(8), Move.HANDED_OVER, "B", "B", 3, 4)
    card = CardLife(day(1), "A", "open", 4, (given, step(5, Move.LEVEL, "B", "A")))
    standing = Clocked(card, (came(5),)).on_the_morning(TODAY)
    assert standing is not None
    assert (standing.level, standing.level_since) == ("A", day(5))
    before = Clocked(card, (came(5),)).on_the_morning(day(8))
    assert before is not None
    assert (before.level, before.level_since) == ("B", day(1)), "the level counts with the step ahead of it"


def test_rejection_agrees_on_the_next_contact_until_somebody_was_reached() -> None:
    card = CardLife(day(1), "A", "open", 3)
    sent_back = (Said(day(6), "17:00:00", day(9)), Said(day(11), "17:00:00", day(20)))
    planned = Clocked(card, (came(1),), decided=sent_back[:1]).planned(TODAY, lambda _day: SEED)
    assert (sorted(planned.missed), planned.due_on) == ([day(9)], day(9))
    later = Clocked(card, (came(1), said(10)), decided=sent_back).planned(TODAY, lambda _day: SEED)
    assert (sorted(later.missed), later.due_on) == ([day(9), day(20)], day(20))
    reached = Clocked(card, (came(1), said(10), said(12)), decided=sent_back).planned(
        TODAY, lambda _day: SEED
    )
    assert (sorted(reached.missed), reached.due_on) == ([day(9), day(19)], day(19))


def test_what_is_due_today_is_not_in_vain_yet() -> None:
    card = CardLife(day(1), "H", "open", 3)
    assert Clocked(card, (came(22),)).planned(TODAY, lambda _day: SEED).missed == {day(3)}


def test_sleep_ends_on_its_own_day() -> None:
    card = CardLife(day(1), "", "dormant", 3, (step(9, Move.DORMANT, "B", ""),))
    assert Clocked(card, (), wake_on=day(30)).planned(TODAY, lambda _day: SEED).due_on == day(30)


def test_proposed_day_moves_to_a_working_day() -> None:
    card = CardLife(day(1), "A", "open", 3)
    planned = Clocked(card, (came(1),)).planned(TODAY, lambda _day: SEED, lambda one: one.weekday() < 5)
    assert planned.missed == {day(9)}, "Sunday the 8th is moved"
