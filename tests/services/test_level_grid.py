"""The level grid of a month over real rows: who stands there, what each cell says, totals, rights."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from showroom.errors import Denied
from showroom.forms.level_grid import GridRow, LevelGrid, Star
from showroom.forms.level_grid_words import SCREEN, cell_words, remark_of
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, LOST, OPEN, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level_grid import Joined, Left
from showroom.services import card_level, follow_up, level_grid, prospect
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    acts,
    last_act,
    lines_of,
    register_walk_in,
    remove,
    staff_id,
    statements,
    undo,
)
from tests.sales import cancels, delivers, places

FACT = ("model_chosen",)
FEBRUARY = date(2026, 2, 20)
MARCH = THURSDAY


def comes(showroom: Showroom, name: str, level: str, day: date, *, by: str = "陈涛", hour: int = 9) -> int:
    """Somebody walked in on a day and got a card."""
    showroom.on(day, hour)
    number = f"139{abs(int.from_bytes(name.encode(), 'big')) % 10**8:08d}"
    register_walk_in(showroom.reception, name, number, received_by=by, level=level)
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


def says(showroom: Showroom, card: int, number: int, **entered: Any) -> None:
    """陈涛 reaches the customer on a day of March."""
    showroom.on(MARCH.replace(day=number), 11)
    follow_up.log(showroom.consultant, card, {"said": "聊了聊", **entered})


def steps(showroom: Showroom, card: int, number: int, move: Move, **changed: Any) -> int:
    """A decision of the manager moves the card on a day of March."""
    showroom.on(MARCH.replace(day=number), 17)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        return prospect.step(work, showroom.manager, prospect.card(card), move, **changed)


def chen(desk: Desk) -> Consultant:
    return Consultant(staff_id(CONSULTANT), "陈涛")


def grid_of(showroom: Showroom, day: date | None = None, month: date = MARCH) -> LevelGrid:
    """陈涛's grid as he sees it on an evening."""
    showroom.on(day or MARCH.replace(day=24), 18)
    desk = showroom.consultant
    return level_grid.of(desk, chen(desk), month)


def told(row: GridRow) -> str:
    """The cells of a row: `5[B] 10A 12*`; `!` is overdue, `?` in vain."""
    signs = {Star.AHEAD: "*", Star.OVERDUE: "!", Star.MISSED: "?"}
    found = []
    for number, cell in enumerate(row.cells, 1):
        letter = f"[{cell.level}]" if cell.first else cell.level
        if letter or cell.star:
            found.append(f"{number}{letter or signs[cell.star]}" if cell.star else f"{number}{letter}")
    return " ".join(found)


def test_sheet_has_what_was_open_and_what_came_in_the_order_of_the_paper(showroom: Showroom) -> None:
    new = comes(showroom, "新客", "A", MARCH)
    old = comes(showroom, "老客", "B", FEBRUARY)
    lost = comes(showroom, "走了", "B", FEBRUARY)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        prospect.step(work, showroom.manager, prospect.card(lost), Move.LOST, state=LOST)
    back = comes(showroom, "回来", "C", FEBRUARY)
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        prospect.step(work, showroom.manager, prospect.card(back), Move.LOST, state=LOST)
    given = comes(showroom, "接手", "C", FEBRUARY, by="李娜")
    steps(showroom, back, 9, Move.RETURNED, level="B", state=OPEN)
    steps(showroom, given, 12, Move.HANDED_OVER, owner=staff_id(CONSULTANT))
    grid = grid_of(showroom)
    assert [(row.number, row.prospect, row.entry.how) for row in grid.rows] == [
        (1, old, Joined.CARRIED),
        (2, new, Joined.NEW),
        (3, back, Joined.RETURNED),
        (4, given, Joined.RECEIVED),
    ]
    assert [row.entry.level for row in grid.rows] == ["B", "A", "B", "C"]
    remarks = [remark_of(row, grid.lists, SCREEN) for row in grid.rows][2:]
    assert remarks == ["重新跟进", "逾期，接自李娜"], "taken up again at B on the 9th it is due on the 24th"
    assert {how: grid.joined(how) for how in Joined} == dict.fromkeys(Joined, 1)


def test_letters_stars_and_the_box_of_a_month(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", MARCH)
    says(showroom, card, 10)
    says(showroom, card, 18, result="no_answer", said="")
    says(showroom, card, 19, level="H", criteria=FACT)
    (row,) = grid_of(showroom).rows
    assert told(row) == "5[A] 10A 17? 19H 21!"
    assert row.overdue
    assert remark_of(row, {}, SCREEN) == "逾期"


def test_what_is_due_now_or_ahead_is_a_star(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", MARCH)
    assert told(grid_of(showroom, MARCH.replace(day=6)).rows[0]) == "5[A] 12*"
    assert told(grid_of(showroom, MARCH.replace(day=12)).rows[0]) == "5[A] 12*"
    says(showroom, card, 12, agreed_on=MARCH.replace(day=29))
    assert told(grid_of(showroom, MARCH.replace(day=12)).rows[0]) == "5[A] 12A 29*"
    says(showroom, card, 15, agreed_on=date(2026, 4, 2))
    assert told(grid_of(showroom).rows[0]) == "5[A] 12A 15A"


def test_last_level_of_a_day_stands_there(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "C", MARCH)
    says(showroom, card, 10, level="B", criteria=FACT)
    showroom.on(MARCH.replace(day=10), 16)
    card_level.judge(
        showroom.consultant, card, prospect.card(card).revision, level="H", criteria=FACT, reason="定了"
    )
    assert told(grid_of(showroom, MARCH.replace(day=10)).rows[0]) == "5[C] 10H 12*"


def test_order_within_the_month_and_its_delivery(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", FEBRUARY)
    showroom.on(MARCH.replace(day=9))
    order = places(showroom.consultant, card)
    showroom.on(MARCH.replace(day=20))
    delivers(showroom.consultant, order)
    grid = grid_of(showroom)
    assert told(grid.rows[0]).endswith("9O 20D")
    assert (grid.rows[0].result, grid.totals) == ("D", {"D": 1})
    assert grid.rows[0].exit is not None
    assert grid.rows[0].exit.how is Left.DELIVERED
    assert remark_of(grid.rows[0], grid.lists, SCREEN) == "03-20 交车"


def test_cancelled_order_gives_the_level_back(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", MARCH)
    showroom.on(MARCH.replace(day=9))
    order = places(showroom.consultant, card)
    showroom.on(MARCH.replace(day=20))
    cancels(showroom.consultant, order)
    assert told(grid_of(showroom).rows[0]) == "5[A] 9O 12? 20A 23!"


def test_lost_card_tells_why_it_was(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", MARCH)
    move = steps(showroom, card, 11, Move.LOST, state=LOST)
    with showroom.manager.work(Duty.DECIDE_LOST) as work:
        work.add(
            LostRequest,
            prospect=card,
            kind="lost",
            asked_by=staff_id(CONSULTANT),
            asked_on=MARCH,
            asked_at=showroom.clock.now(),
            reason="price",
            state="approved",
            move=move,
        )
    grid = grid_of(showroom)
    words = {one.code: one.label for one in grid.lists["lost_reason"]}
    assert (told(grid.rows[0]), grid.rows[0].result) == ("5[A] 11F1", "F1")
    assert remark_of(grid.rows[0], grid.lists, SCREEN) == words.get("price", "price")


def test_sleeping_card_shows_when_it_wakes(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", MARCH)
    wake_on = MARCH.replace(day=28)
    steps(showroom, card, 11, Move.DORMANT, level="", state=DORMANT, wake_on=wake_on)
    grid = grid_of(showroom)
    assert told(grid.rows[0]) == "5[A] 11F2 28*"
    assert remark_of(grid.rows[0], grid.lists, SCREEN) == "03-28 唤醒"
    assert grid.totals == {"F2": 1}
    assert grid_of(showroom, date(2026, 4, 3), date(2026, 4, 1)).rows == (), (
        "it is not open when April begins"
    )


def test_card_that_went_to_a_colleague_stands_on_both_sheets(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "A", FEBRUARY)
    says(showroom, card, 3)
    steps(showroom, card, 9, Move.HANDED_OVER, owner=staff_id(OTHER_CONSULTANT))
    showroom.on(MARCH.replace(day=14), 10)
    follow_up.log(showroom.other_consultant, card, {"said": "接着谈"})
    grid = grid_of(showroom)
    assert "3A" in told(grid.rows[0])
    assert "14A" not in told(grid.rows[0])
    assert remark_of(grid.rows[0], grid.lists, SCREEN) == "交给李娜"
    assert grid.totals == {}
    desk = showroom.other_consultant
    hers = level_grid.of(desk, Consultant(staff_id(OTHER_CONSULTANT), "李娜"), MARCH)
    assert told(hers.rows[0]) == "10? 14A 20!"
    assert hers.totals == {"A": 1}


def test_what_is_open_goes_on_next_month_by_itself(showroom: Showroom) -> None:
    comes(showroom, "王丽", "B", MARCH.replace(day=31))
    march = grid_of(showroom, date(2026, 4, 2), MARCH)
    april = grid_of(showroom, date(2026, 4, 2), date(2026, 4, 1))
    assert (march.rows[0].entry.how, march.rows[0].result) == (Joined.NEW, "B")
    assert (april.rows[0].entry.how, april.rows[0].result) == (Joined.CARRIED, "")
    assert (march.until, april.until) == (date(2026, 3, 31), date(2026, 4, 2))
    assert grid_of(showroom, date(2026, 4, 2), date(2026, 2, 1)).rows == ()


def test_coming_month_has_the_cards_of_today_and_what_is_planned(showroom: Showroom) -> None:
    comes(showroom, "王丽", "B", MARCH.replace(day=20))
    grid = grid_of(showroom, MARCH.replace(day=24), date(2026, 4, 1))
    assert (grid.until, told(grid.rows[0])) == (None, "4*")


def test_removed_visit_and_undone_contact_leave_no_letter(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "B", MARCH)
    says(showroom, card, 9, level="A", criteria=FACT)
    undo(showroom.consultant)
    assert told(grid_of(showroom, MARCH.replace(day=9)).rows[0]) == "5[B] 20*"
    showroom.on(MARCH.replace(day=9), 15)
    again = register_walk_in(showroom.reception, "王丽", Prospect.get_by_id(card).customer.phones[0].key)
    assert "9B" in told(grid_of(showroom, MARCH.replace(day=9)).rows[0])
    remove(showroom.reception, again.entry)
    assert "9B" not in told(grid_of(showroom, MARCH.replace(day=9)).rows[0])


def test_cell_tells_its_contacts_in_words(showroom: Showroom) -> None:
    card = comes(showroom, "王丽", "B", MARCH)
    says(showroom, card, 9, said="约周六试驾")
    grid = grid_of(showroom)
    words = cell_words(grid.rows[0], grid.rows[0].cells[8], MARCH.replace(day=9), grid.lists)
    assert words == "王丽　3月9日 周一　之后为 B 级　11:00 电话 陈涛 约周六试驾"
    first = cell_words(grid.rows[0], grid.rows[0].cells[4], MARCH, grid.lists)
    assert "本月首次定级 B" in first


def test_card_without_a_level_is_counted_as_not_rated(showroom: Showroom) -> None:
    comes(showroom, "王丽", "N", MARCH)
    assert grid_of(showroom).totals == {"N": 1}


def test_number_is_masked_for_those_it_is_not_meant_for(showroom: Showroom) -> None:
    comes(showroom, "王丽", "B", MARCH)
    own = grid_of(showroom).rows[0].phone
    seen = level_grid.of(showroom.reception, chen(showroom.reception), MARCH).rows[0].phone
    assert "*" not in own
    assert "*" in seen


def test_colleagues_grid_is_not_shown(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        level_grid.of(showroom.other_consultant, chen(showroom.other_consultant), MARCH)
    assert level_grid.of(showroom.manager, chen(showroom.manager), MARCH).rows == ()


def test_grid_costs_the_same_statements_at_any_size(showroom: Showroom) -> None:
    desk = showroom.consultant
    comes(showroom, "客0", "B", FEBRUARY)
    few = statements(showroom, lambda: level_grid.of(desk, chen(desk), MARCH))
    for number in range(1, 9):
        card = comes(showroom, f"客{number}", "A", MARCH + timedelta(number))
        says(showroom, card, 20)
    assert statements(showroom, lambda: level_grid.of(desk, chen(desk), MARCH)) == few
    assert len(grid_of(showroom).rows) == 9


def test_print_and_copy_are_acts_with_a_number(showroom: Showroom) -> None:
    comes(showroom, "王丽", "B", MARCH)
    grid = grid_of(showroom)
    before = acts()
    export = level_grid.record_print_of(showroom.consultant, [grid], blank=False)
    assert acts() == before + 1
    (line,) = lines_of(last_act())
    assert (line.table_name, line.row_id) == ("level_grid", 202603)
    assert export in line.after
