"""Printing through the store: looking is no act, printing is one, and both read in few statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from showroom.errors import Denied
from showroom.services.desk import Desk
from showroom.sheets.printing import (
    PrintedSheet,
    preview_tally_of_day,
    preview_tally_of_month,
    print_tally_of_day,
    print_tally_of_month,
)
from tests.people import THURSDAY, Showroom, acts, last_act, lines_of, register_walk_in

from .reading import joined, texts_of

Print = Callable[[Desk, bool], PrintedSheet]


def _print_day(desk: Desk, blank: bool = False) -> PrintedSheet:
    return print_tally_of_day(desk, THURSDAY, blank=blank)


def _print_month(desk: Desk, blank: bool = False) -> PrintedSheet:
    return print_tally_of_month(desk, 2026, 3, blank=blank)


def _preview_day(desk: Desk, blank: bool = False) -> PrintedSheet:
    return preview_tally_of_day(desk, THURSDAY, blank=blank)


def _preview_month(desk: Desk, blank: bool = False) -> PrintedSheet:
    return preview_tally_of_month(desk, 2026, 3, blank=blank)


PRINTS = (_print_day, _print_month)
PREVIEWS = (_preview_day, _preview_month)


def text(printed: PrintedSheet) -> str:
    return joined("".join(texts_of(printed.content)))


@pytest.mark.parametrize(("print_", "subject"), [(_print_day, 20260305), (_print_month, 202603)])
def test_printing_is_an_act_whose_number_stands_in_the_foot(
    showroom: Showroom, print_: Print, subject: int
) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", arrived="0912")
    before = acts()
    printed = print_(showroom.reception, False)
    assert acts() == before + 1
    (line,) = lines_of(last_act())
    assert (last_act().duty, line.table_name, line.row_id) == (
        "print_traffic_tally",
        "traffic_tally",
        subject,
    )
    assert "导出号E260305-001" in text(printed)
    assert "周敏" in text(printed)


@pytest.mark.parametrize("preview", PREVIEWS)
def test_looking_is_no_act(showroom: Showroom, preview: Print) -> None:
    before = acts()
    assert "导出号" not in text(preview(showroom.reception, False))
    assert acts() == before


@pytest.mark.parametrize("print_", [*PRINTS, *PREVIEWS])
def test_a_blank_form_says_so(showroom: Showroom, print_: Print) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", arrived="0912")
    assert "空白表" in text(print_(showroom.reception, True))


@pytest.mark.parametrize("print_", [*PRINTS, *PREVIEWS])
def test_who_may_not_print_sees_nothing(showroom: Showroom, print_: Print) -> None:
    with pytest.raises(Denied):
        print_(showroom.administrator, False)


@pytest.mark.parametrize("preview", PREVIEWS)
def test_a_sheet_costs_a_fixed_number_of_statements(showroom: Showroom, preview: Print) -> None:
    desk = showroom.reception

    def statements() -> int:
        seen: list[object] = []
        database = showroom.store.database
        database.query_hooks.append(seen.append)
        preview(desk, False)
        database.query_hooks.remove(seen.append)
        return len(seen)

    empty = statements()
    for day in range(1, 20):
        showroom.on(date(2026, 3, day))
        for number in range(3):
            register_walk_in(desk, f"客人{number}", f"1390000{day:02}{number:02}")
    assert statements() == empty
    assert 4 <= empty <= 9, "the hook saw nothing, or printing has become dear"
