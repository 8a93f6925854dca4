"""The manager's evening over the reports, without a mouse: read, told, sent back, mended, sealed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from showroom import language
from showroom.language import _
from showroom.models.act import Act
from showroom.models.daily_report import DailyReport, Instruction
from showroom.rules.duties import Duty
from showroom.services.check import findings
from showroom.ui.daily_report_model import COURSE
from showroom.ui.look.buttons import Button
from showroom.ui.window import Window
from tests.journeys.at_the_reports import (
    archived,
    beside_the_report,
    cell,
    chinese_in_view,
    goes_to_row,
    names,
    preview,
    report_page,
    turns_to_reports,
)
from tests.journeys.at_the_window import (
    beside_the_work,
    comes_in,
    hear,
    press,
    status,
    tab_to,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import FACTS, STAFF, THURSDAY, Showroom, register_walk_in
from tests.reports import submits

WEDNESDAY = THURSDAY - timedelta(1)
FAR = 160
ON_THE_ROW, ON_THE_SHEET, BECAUSE, MENDED = "带置换方案再约", "周六我在场", "经过写得太短", "想要白色，等车"


@pytest.fixture(params=["zh_CN", "en"])
def tongue(request: pytest.FixtureRequest, look: object) -> str:
    """`look` gives Chinese back."""
    code = str(request.param)
    language.use(code)
    return code


@pytest.fixture
def evening(morning: Showroom) -> Showroom:
    """陈涛 handed in Wednesday's report this morning, today's at six; 李娜 has not, today nor yesterday."""
    morning.on(THURSDAY, 9)
    submits(morning.consultant, WEDNESDAY)
    register_walk_in(morning.reception, "李强", "13911110001", received_by="陈涛", level="A")
    morning.on(THURSDAY, 18, 10)
    submits(morning.consultant)
    return morning.on(THURSDAY, 19)


def shown(chinese: str) -> str:
    """A colleague as the screen names them."""
    english = next(one.name_english for one in STAFF if one.name == chinese)
    return language.either(chinese, english)


def presses_button(word: str) -> None:
    tab_to(Button, word, most=FAR)
    press("Space")


def locks_for(window: Window, name: str) -> None:
    press("Ctrl+L")
    comes_in(window, name)


def no_chinese(window: Window, tongue: str) -> None:
    """In English nothing is Chinese but what people are called, and what they wrote."""
    if tongue == "en":
        people = {*(one.name for one in STAFF), "李强", "王丽", FACTS.dealer, FACTS.dealer_short}
        written = {"带置换方案再约", "周六我在场", "经过写得太短", "想要白色", "等车"}
        assert chinese_in_view(window, people | written) == set()


def test_from_who_is_missing_to_the_same_bytes_again(
    open_window: OpenWindow, evening: Showroom, tongue: str, pdf: Path
) -> None:
    window = open_window(evening)
    comes_in(window, "刘建国")

    # Who is missing, who was late: beside the sheet, day by day.
    page = turns_to_reports(window)
    chen, li = shown("陈涛"), shown("李娜")
    assert f"{chen}　{_('submitted')} 18:10" in beside_the_report(window)
    assert f"{li}　{_('not begun')}" in beside_the_report(window)
    assert page.whose == evening.consultant.staff, "what waits comes first"
    press("PgUp")
    late = _("{state} (late)", state=f"{_('submitted')} 09:00")
    assert f"{chen}　{late}" in beside_the_report(window)
    press("PgDown")
    no_chinese(window, tongue)

    # A word about a row, one about the sheet.
    assert names(window) == ["李强"]
    goes_to_row(window, "李强")
    presses_button(_("About this row…"))
    no_chinese(window, tongue)
    hear(ON_THE_ROW)
    press("Ctrl+Return")
    assert ON_THE_ROW in cell(window, "李强", COURSE)
    assert DailyReport.get(DailyReport.day == THURSDAY).state == "reviewed"

    # It is too short: sent back, with words.
    presses_button(_("Give back…"))
    hear(BECAUSE)
    press("Ctrl+Return")
    assert DailyReport.get(DailyReport.day == THURSDAY).state == "draft"
    assert f"{chen}　{_('sent back')}" in beside_the_report(window)
    assert archived(evening.store) == []

    # He reads why, writes more, hands in again.
    evening.on(THURSDAY, 19, 30)
    locks_for(window, "陈涛")
    turns_to_reports(window)
    assert _("Sent back: {words}", words=BECAUSE) in beside_the_report(window)
    goes_to_row(window, "李强")
    press("Return")
    hear(MENDED)
    press("Return")
    assert MENDED in cell(window, "李强", COURSE)
    no_chinese(window, tongue)
    press("Ctrl+Return")
    assert DailyReport.get(DailyReport.day == THURSDAY).state == "submitted"

    # The whole sheet's instruction, and the seal.
    evening.on(THURSDAY, 19, 45)
    locks_for(window, "刘建国")
    page = turns_to_reports(window)
    assert MENDED in cell(window, "李强", COURSE)
    tab_to(QWidget, _("Manager's instructions"), most=FAR)
    hear(ON_THE_SHEET)
    press("Ctrl+Return")
    assert toast(window) == _("The report of {name} is sealed", name=chen)
    assert _("Sealed: it stays as it is; what is corrected is told on the next one.") in status(window)[0]
    assert {one.words for one in Instruction.select().where(Instruction.removed_at.is_null())} == {
        ON_THE_ROW,
        ON_THE_SHEET,
    }
    no_chinese(window, tongue)

    # The archive has it, and every reprint is that file, to the byte, whoever takes it and when.
    (file,) = archived(evening.store)
    sealed = file.read_bytes()
    for hour, name in ((20, "刘建国"), (21, "陈涛")):
        evening.on(THURSDAY, hour)
        locks_for(window, name)
        turns_to_reports(window)
        press("Ctrl+P")
        assert preview(window).isVisible()
        press("Ctrl+P")
        assert pdf.read_bytes() == sealed
        pdf.unlink()
        press("Esc")
        assert report_page(window).report is not None
    printed = Act.select().where(Act.duty == Duty.PRINT_DAILY_REPORT).order_by(Act.id)
    assert [one.actor_id for one in printed] == [evening.manager.staff, evening.consultant.staff]
    assert findings(evening.store) == []

    # In the morning he finds both on Today.
    evening.on(THURSDAY + timedelta(1), 8, 40)
    locks_for(window, "陈涛")
    press("Ctrl+1")
    beside = "\n".join(beside_the_work(window))
    assert ON_THE_ROW in beside
    assert ON_THE_SHEET in beside


def test_the_control_without_handing_in_again_nothing_is_sealed(
    open_window: OpenWindow, evening: Showroom
) -> None:
    """A report that went back cannot be sealed, whatever is pressed."""
    window = open_window(evening)
    comes_in(window, "刘建国")
    turns_to_reports(window)
    presses_button(_("Give back…"))
    hear(BECAUSE)
    press("Ctrl+Return", "Ctrl+Return")
    assert DailyReport.get(DailyReport.day == THURSDAY).state != "sealed"
    assert archived(evening.store) == []
