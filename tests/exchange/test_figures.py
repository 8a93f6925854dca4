"""The book of figures as an Excel file: numbers typed, shares as percent, nothing a cell could run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom.errors import Denied
from showroom.exchange.figures import export_figures
from showroom.forms.figures import FIGURES
from showroom.rules.roll_forward import LEVELS, Term
from tests.exchange.reading import formulas, opened, values
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    last_act,
    register_guest_who_leaves_nothing,
    register_walk_in,
)


def test_each_figure_with_its_division(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "=1+1", "13812345678", received_by="陈涛", level="B")
    register_guest_who_leaves_nothing(showroom.reception)
    content = export_figures(showroom.manager, THURSDAY, THURSDAY)
    rows = {row[0]: row for row in values(content)[3:]}
    assert len(rows) == len(FIGURES) + len(LEVELS) * len(Term)
    assert rows["来店批次"][1] == 2
    assert rows["首次来店留档率"][1:5] == [0.5, 1, 2, "首次留档 ÷ 首次"]
    assert rows["cards.B.closing"][1] == 1
    assert formulas(content) == []
    share = next(row for row in opened(content).iter_rows() if row[0].value == "首次来店留档率")[1]
    assert share.number_format == "0%"


def test_who_may_not_take_it_leaves_no_file(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        export_figures(showroom.consultant, THURSDAY, THURSDAY)
    assert last_act().duty == "export_figures"


def test_as_of_a_past_day_the_head_says_so(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    friday = THURSDAY + timedelta(days=1)
    showroom.on(friday)
    correct(showroom.manager, 1, 1, reason="看错", purpose="payment")
    then = values(export_figures(showroom.manager, THURSDAY, THURSDAY, as_of=THURSDAY))
    now = values(export_figures(showroom.manager, THURSDAY, THURSDAY))
    assert [any("数据截至 2026-03-05" in str(cell) for cell in rows[1]) for rows in (then, now)] == [
        True,
        False,
    ]
    assert [{row[0]: row for row in rows[3:]}["来店批次"][1] for rows in (then, now)] == [1, 0]
