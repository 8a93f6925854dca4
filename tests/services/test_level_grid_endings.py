"""What a month ends with for cards that were lost, slept, came back or were merged (forms 2.2b, 2.6)."""

from __future__ import annotations

from datetime import date

from showroom.forms.level_grid import GridRow, LevelGrid, Star
from showroom.forms.level_grid_words import SCREEN, remark_of
from showroom.models.prospect import Prospect
from showroom.rules.level_grid import Joined, Left
from showroom.services import customer_merge, level_grid, reactivation, roll_forward
from showroom.services.sheet_owners import Consultant
from tests.lost import approves, asks_lost, asks_to_sleep, rejects
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, register_walk_in, staff_id

MARCH, APRIL = THURSDAY.replace(day=1), date(2026, 4, 1)


def on(showroom: Showroom, number: int, hour: int = 10) -> Showroom:
    """A day of March."""
    showroom.on(MARCH.replace(day=number), hour)
    return showroom


def comes(showroom: Showroom, number: int, level: str, phone: str = "13900000001") -> int:
    """Somebody walks in to 陈涛 on a day of March; the card."""
    register_walk_in(on(showroom, number, 9).reception, "王丽", phone, received_by="陈涛", level=level)
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


def is_lost(showroom: Showroom, card: int, number: int) -> None:
    on(showroom, number, 17)
    approves(showroom.manager, asks_lost(showroom.consultant, card))


def falls_asleep(showroom: Showroom, card: int, number: int, wake_on: date) -> None:
    on(showroom, number, 17)
    approves(showroom.manager, asks_to_sleep(showroom.consultant, card, wake_on=wake_on))


def comes_back(showroom: Showroom, card: int, number: int, level: str, owner: int | None = None) -> None:
    desk = on(showroom, number, 11).manager
    reactivation.reactivate(desk, card, reason="又来看车", level=level, owner=owner)


def grid_of(showroom: Showroom, month: date = MARCH, whose: str = CONSULTANT) -> LevelGrid:
    """A grid as it stands on 2 April; what it counts at the end is what the roll-forward closes with."""
    showroom.on(date(2026, 4, 2), 18)
    grid = level_grid.of(showroom.manager, Consultant(staff_id(whose), "某某"), month)
    last = MARCH.replace(day=31) if month == MARCH else date(2026, 4, 30)
    on_hand = roll_forward.cards_on(last, staff_id(whose))
    assert sum(count for letter, count in grid.totals.items() if letter not in ("D", "F1", "F2")) == len(
        on_hand
    )
    return grid


def told(row: GridRow) -> str:
    """The letters and stars of a row, as on paper."""
    signs = {Star.AHEAD: "*", Star.OVERDUE: "!", Star.MISSED: "?"}
    cells = [(number, cell) for number, cell in enumerate(row.cells, 1) if cell.level or cell.star]
    return " ".join(
        f"{number}{cell.level or (signs[cell.star] if cell.star else '')}" for number, cell in cells
    )


def test_card_lost_in_the_month_ends_with_f1_and_stands_on_no_later_sheet(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    is_lost(showroom, card, 11)
    grid = grid_of(showroom)
    assert (told(grid.rows[0]), grid.rows[0].result, grid.totals) == ("5A 11F1", "F1", {"F1": 1})
    assert grid.rows[0].reason == "competitor_price"
    assert grid_of(showroom, APRIL).rows == ()


def test_request_alone_leaves_the_card_at_its_level(showroom: Showroom) -> None:
    """F0 on paper: until somebody decides the card is open and is called as before."""
    card = comes(showroom, 5, "A")
    asks_lost(on(showroom, 11).consultant, card)
    grid = grid_of(showroom)
    assert (told(grid.rows[0]), grid.rows[0].result, grid.totals) == ("5A 12!", "A", {"A": 1})


def test_request_sent_back_fixes_the_next_contact(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    request = asks_lost(on(showroom, 11).consultant, card)
    rejects(showroom.manager, request, next_on=MARCH.replace(day=20), level="B")
    grid = grid_of(showroom)
    assert (told(grid.rows[0]), grid.rows[0].result) == ("5A 11B 20!", "B")


def test_card_asleep_ends_with_f2_and_the_day_it_wakes(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    falls_asleep(showroom, card, 11, date(2026, 4, 20))
    grid = grid_of(showroom)
    assert (told(grid.rows[0]), grid.rows[0].result, grid.totals) == ("5A 11F2", "F2", {"F2": 1})
    assert remark_of(grid.rows[0], grid.lists, SCREEN) == "需拍车牌 04-20 唤醒"


def test_card_taken_up_again_in_the_month_counts_at_its_new_level(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    is_lost(showroom, card, 9)
    comes_back(showroom, card, 12, "C")
    grid = grid_of(showroom)
    assert (told(grid.rows[0]), grid.rows[0].result, grid.totals) == ("5A 9F1 12C", "C", {"C": 1})
    assert (grid.rows[0].exit, grid.rows[0].reason) == (None, "")
    assert [row.entry.how for row in grid_of(showroom, APRIL).rows] == [Joined.CARRIED]


def test_card_that_slept_and_came_back_is_due_from_its_return(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    falls_asleep(showroom, card, 7, date(2026, 4, 20))
    comes_back(showroom, card, 12, "N")
    assert told(grid_of(showroom).rows[0]) == "5A 7F2 12N 27!", "15 days from the day it came back"


def test_lost_card_given_to_a_colleague_is_f1_here_and_open_there(showroom: Showroom) -> None:
    card = comes(showroom, 5, "A")
    is_lost(showroom, card, 9)
    comes_back(showroom, card, 12, "C", staff_id(OTHER_CONSULTANT))
    his, hers = grid_of(showroom), grid_of(showroom, whose=OTHER_CONSULTANT)
    assert [row.result for row in hers.rows] == ["C"]
    assert hers.rows[0].entry.how is Joined.RECEIVED
    assert his.rows[0].exit is not None
    assert his.rows[0].exit.how is Left.HANDED_OVER
    assert his.totals == {}


def test_merged_card_has_no_letter_at_the_end_and_counts_once(showroom: Showroom) -> None:
    kept = comes(showroom, 5, "A")
    gone = comes(showroom, 6, "B", "13900000002")
    files = [Prospect.get_by_id(card).customer_id for card in (kept, gone)]
    desk = on(showroom, 10).manager
    customer_merge.merge(desk, *files, {}, one_wish={gone: kept})
    grid = grid_of(showroom)
    rows = {row.prospect: row for row in grid.rows}
    assert {card: row.result for card, row in rows.items()} == {kept: "A", gone: ""}
    assert rows[gone].exit is not None
    assert rows[gone].exit.how is Left.WITHDRAWN
    assert (told(rows[gone]), grid.totals) == ("6B", {"A": 1})
    assert [row.prospect for row in grid_of(showroom, APRIL).rows] == [kept]
