"""The consultant's evening: the report wrote itself, words are added, it is handed in and answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from showroom.models.customer import Customer
from showroom.models.daily_report import DailyReport, Instruction, ReportRow
from showroom.models.prospect import Prospect
from showroom.services.check import findings
from showroom.ui.daily_report_model import AFTER, BEFORE, BY_PHONE, BY_VISIT, COURSE, TICK
from showroom.ui.look.buttons import Button
from showroom.ui.places import DAILY_REPORT
from showroom.ui.window import Window
from tests.journeys.at_the_reports import (
    cell,
    clicks_into_course,
    clicks_on,
    names,
    preview,
    report_page,
)
from tests.journeys.at_the_window import (
    beside_the_work,
    click,
    go_to_card,
    hear,
    press,
    sign_in,
    status,
    toast,
    todays_work,
    verb,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in
from tests.reports import reviews, says
from tests.sheets.reading import joined, texts_of

REACHED, IN_VAIN, FORGOTTEN, CAME = "李强", "张伟", "赵敏", "周凯"


def card_of(name: str) -> int:
    return int(Prospect.get(Prospect.customer == Customer.get(Customer.name == name)).id)


@pytest.fixture
def six(morning: Showroom) -> Showroom:
    """Three were due today: one was reached and is nearer now, one only tried, one forgotten. 周凯 came."""
    morning.on(THURSDAY - timedelta(7), 15)
    for name, phone in ((REACHED, "13911110001"), (IN_VAIN, "13911110002"), (FORGOTTEN, "13911110003")):
        register_walk_in(morning.manager, name, phone, received_by="陈涛", level="A")
    morning.on(THURSDAY, 10)
    says(
        morning.consultant,
        card_of(REACHED),
        said="约周六上午看车",
        level="H",
        criteria=("model_chosen",),
    )
    morning.on(THURSDAY, 14)
    register_walk_in(morning.reception, CAME, "13700008888", received_by="陈涛", level="B")
    return morning.on(THURSDAY, 18)


def tries_in_vain(window: Window) -> None:
    """On Today: nobody answers."""
    go_to_card(window, IN_VAIN)
    press("Return", "F9", "Ctrl+Return")
    assert IN_VAIN in toast(window)


def test_written_by_itself_added_to_and_handed_in(open_window: OpenWindow, six: Showroom, pdf: Path) -> None:
    window = open_window(six)
    sign_in(window, "陈涛")
    tries_in_vain(window)
    six.on(THURSDAY, 18, 5)

    # What was due stands first, in its order; then who came unplanned.
    clicks_on(window, DAILY_REPORT)
    page = report_page(window)
    assert names(window) == [REACHED, IN_VAIN, FORGOTTEN, CAME]
    assert [cell(window, REACHED, one) for one in (BEFORE, AFTER, BY_PHONE)] == ["A", "H", TICK]
    assert cell(window, REACHED, COURSE) == "约周六上午看车"
    assert [cell(window, IN_VAIN, one) for one in (BEFORE, AFTER, BY_PHONE)] == ["A", "", ""]
    assert cell(window, IN_VAIN, COURSE) == "未接通"
    assert cell(window, FORGOTTEN, COURSE) == "未记结果"
    assert [cell(window, CAME, one) for one in (BEFORE, AFTER, BY_VISIT)] == ["", "B", TICK]
    assert "4 位，已访 2" in page.paper.totals.accessibleName(), "who did not answer was not visited"

    # Words for the one he forgot and for the one he tried.
    for name, words in ((FORGOTTEN, "出差，周一回来"), (IN_VAIN, "微信留言")):
        clicks_into_course(window, name)
        hear(words)
        press("Return")
        assert verb(window) == "撤销"
    assert cell(window, FORGOTTEN, COURSE) == "出差，周一回来"
    assert cell(window, IN_VAIN, COURSE) == "未接通；微信留言"

    # The paper is the same sheet; from its first print on the plan stands.
    click(page.bar.print)
    click(preview(window).save)
    assert toast(window) == f"已保存：{pdf}"
    (sheet,) = texts_of(pdf.read_bytes())
    for name in (REACHED, IN_VAIN, FORGOTTEN, CAME):
        assert name in joined(sheet)
    for words in ("约周六上午看车", "出差，周一回来", "微信留言", "13911110001"):
        assert words in joined(sheet), words
    assert ReportRow.select().where(ReportRow.planned).count() == 3
    click(preview(window).back)

    click(page.bar.submit)
    report = DailyReport.get()
    assert (report.state, report.submitted_by_id) == ("submitted", six.consultant.staff)
    assert "已提交 18:05" in status(window)[0]
    clicks_on(window, DAILY_REPORT)
    page.table.go_to_row(0)
    press("Return")
    assert not page.table.is_writing, "it lies with the manager"

    # He reads it late; what he says is the first thing in the morning.
    six.on(THURSDAY, 20)
    reviews(six.manager, {card_of(FORGOTTEN): "周一一早打", None: "周末多约试驾"})
    window.close()
    six.on(THURSDAY + timedelta(1), 8, 40)
    window = open_window(six)
    sign_in(window, "陈涛")
    assert any("刘建国" in words and FORGOTTEN in words for words in beside_the_work(window))
    section = todays_work(window).beside.instructions
    assert {one.words for one in section.standing} == {"周一一早打", "周末多约试驾"}
    ticks = [one for one in section.findChildren(Button) if "周末多约试驾" in one.accessibleName()]
    click(ticks[0])
    assert [one.words for one in section.standing] == ["周一一早打"]
    assert Instruction.get(words="周末多约试驾").done_at is not None
    assert findings(six.store) == []
