"""The last evening of a month: sealed, held against its targets; page, Excel and command agree."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from showroom.language import _
from showroom.models.daily_report import DailyReport
from showroom.models.prospect import Prospect
from showroom.rules import roll_forward
from showroom.rules.roll_forward import ADDED, TAKEN, Term
from showroom.services import targets
from showroom.ui.figure_sections import (
    CONTACTS,
    FUNNEL_OF_CARDS,
    LEVELS,
    LOST,
    SALES,
    TARGETS,
    TRAFFIC,
    WORDS,
)
from showroom.ui.figures_page import FiguresPage
from showroom.ui.look.buttons import Button, _Segment
from showroom.ui.places import FIGURES
from showroom.ui.window import Window
from tests.exchange.reading import values
from tests.journeys.at_the_reports import archived, turns_to
from tests.journeys.at_the_window import labels, page, press, shell, sign_in_at_the_log, tab_to
from tests.journeys.conftest import OpenWindow
from tests.lost import asks_lost
from tests.people import MANAGER, OTHER_CONSULTANT, Showroom, register_complete_walk_in
from tests.reports import reviews, says, submits
from tests.sales import delivers, places
from tests.test_cli import DONE, call

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
FAR = 160
ORDER = list(WORDS)
ON_THE_PAGE = (
    Term.OPENING, Term.NEW, Term.RETURNED, Term.RECEIVED, Term.MOVED_IN, Term.MOVED_OUT, Term.DELIVERED,
    Term.LOST, Term.DORMANT, Term.WITHDRAWN, Term.HANDED_OVER, Term.CLOSING,
)  # fmt: skip


@pytest.fixture
def month(morning: Showroom) -> Showroom:
    """王丽 ordered and has her car, 李强 is nearer, 张伟 waits to be let go, 周凯 came last."""
    morning.on(date(2026, 3, 5), 11)
    wang = cards()["王丽"]
    order = places(morning.consultant, wang)
    morning.on(date(2026, 3, 20), 10)
    register_complete_walk_in(morning.reception, "李强", "13911110001", level="A")
    register_complete_walk_in(morning.reception, "张伟", "13911110002", level="B", received_by="李娜")
    morning.on(date(2026, 3, 27), 16)
    delivers(morning.consultant, order)
    says(morning.consultant, cards()["李强"], level="H", criteria=("model_chosen",))
    asks_lost(morning.other_consultant, cards()["张伟"])
    morning.on(LAST, 11)
    register_complete_walk_in(morning.reception, "周凯", "13700008888", level="C")
    morning.on(LAST, 18, 30)
    submits(morning.consultant, LAST)
    submits(morning.other_consultant, LAST, user=OTHER_CONSULTANT)
    reviews(morning.manager, day=LAST)
    return morning.on(LAST, 19)


def cards() -> dict[str, int]:
    """The card of everybody."""
    return {one.customer.name: int(one.id) for one in Prospect.select()}


def seals_by_keyboard(window: Window) -> None:
    """Closing the log and sealing what is ready are one evening."""
    press("F8")
    assert "可封存：陈涛" in "\n".join(labels(page(window).closing.panel))
    assert "卡片数对得上" in "\n".join(labels(page(window).closing.panel))
    tab_to(Button, "封存 1 份", most=FAR)
    press("Space", "Esc")


def goes_to_section(found: FiguresPage, section: str) -> None:
    """By the arrow keys over the words above the table."""
    found.begin()
    tab_to(_Segment, _(WORDS[found.section]), most=FAR)
    steps = ORDER.index(section) - ORDER.index(found.section)
    press(*["Right" if steps > 0 else "Left"] * abs(steps))
    found.begin()
    assert found.section == section


def on_the_page(found: FiguresPage) -> dict[str, float | None]:
    """Every number of every section of the month, by its key, as the page shows it."""
    read: dict[str, float | None] = {}
    for section in (TRAFFIC, FUNNEL_OF_CARDS, CONTACTS, SALES, LOST):
        goes_to_section(found, section)
        for row in range(found.model.rowCount()):
            told = found.model.told(found.model.index(row, 1))
            if told is not None:
                read[told.value.figure.key] = told.value.value
    return read


def levels_on_the_page(found: FiguresPage) -> dict[str, list[int]]:
    """The sums of the cards by level, in the order of the page; that they close is said at their end."""
    goes_to_section(found, LEVELS)
    lines = {
        line.cells[0].cell.text: [one.cell.text for one in line.cells[1:]] for line in found.model.table.lines
    }
    assert {line[-1] for line in lines.values()} == {_("closes")}
    return {level: [int(text.lstrip("+−") or 0) for text in line[:-1]] for level, line in lines.items()}


def test_sealed_held_against_targets_and_the_same_everywhere(
    open_window: OpenWindow, month: Showroom, pdf: Path
) -> None:
    window = open_window(month)
    sign_in_at_the_log(window, "刘建国")
    seals_by_keyboard(window)
    assert {one.consultant.name: one.state for one in DailyReport.select()} == {
        "陈涛": "sealed",
        "李娜": "submitted",
    }
    assert len(archived(month.store)) == 1

    # What was wished for the month is written down; the page then says how far it went.
    turns_to(window, FIGURES)
    found = shell(window).page
    assert isinstance(found, FiguresPage)
    goes_to_section(found, TARGETS)
    press("8", "Return")
    assert targets.of_month(month.manager, LAST).of(None)["parties"].value == 8
    goes_to_section(found, TRAFFIC)
    parties = next(line for line in found.model.table.lines if line.cells[0].cell.text == "来店批次")
    assert parties.cells[1].cell.text == "4"
    assert parties.cells[-1].cell.text.split() == ["4", "÷", "8", "50", "%"]

    shown, levels = on_the_page(found), levels_on_the_page(found)
    assert (shown["parties"], shown["deliveries"]) == (4, 1)
    assert "各级别都对得上" in "\n".join(labels(found.side))
    press("Ctrl+E")
    excel = {row[0]: row[1] for row in values(pdf.with_suffix(".xlsx").read_bytes()) if len(row) > 1}
    window.close()
    month.store.close()

    answer = call(
        "figures", "--store", month.store.path, "--as", MANAGER, "--from", FIRST, "--to", LAST, "--json",
        folder=month.store.path.parent,
    )  # fmt: skip
    assert answer.code == DONE, answer.complained
    told: dict[str, dict[str, Any]] = {one["key"]: one for one in json.loads(answer.said)}
    assert {key: told[key]["value"] for key in shown} == shown
    assert len(shown) > 40
    for level in roll_forward.LEVELS:
        of = {term: told[f"cards.{level}.{term}"]["value"] for term in Term}
        came, went = (sum(of[one] for one in some) for some in (ADDED, TAKEN))
        assert of[Term.OPENING] + came - went == of[Term.CLOSING]
        assert levels[level] == [of[term] for term in ON_THE_PAGE]
        assert {f"cards.{level}.{term}": of[term] for term in Term}.items() <= excel.items()
    counts = {one["label"]: one["value"] for one in told.values() if one["kind"] == "count"}
    assert {word: excel[word] for word in counts if word in excel} == counts
