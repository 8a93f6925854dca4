"""A morning at the reception: guests come, come back, call, leave nothing; then the sheet is printed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom.services import drafts
from showroom.ui.log_pencil import FORM
from showroom.ui.print_preview import PrintPreview
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    assert_reads,
    cell,
    chips,
    click,
    hear,
    labels,
    model,
    open_cell,
    page,
    pass_a_minute,
    pen,
    press,
    row,
    rows,
    segment,
    shell,
    sign_in,
    sign_in_at_the_log,
    sign_in_page,
    status,
    table,
    tip,
    toast,
    totals,
    write_over,
)
from tests.journeys.conftest import OpenWindow
from tests.people import PASSWORD, THURSDAY, Showroom, acts, register_walk_in
from tests.sheets.reading import joined, texts_of

# What the line of totals says on screen, and what the same figure is called on paper.
FIGURES = {
    "批次": "来店批次",
    "来电": "来电",
    "首次": "首次",
    "再次": "再次",
    "留档": "留档",
    "无留档": "无留档",
    "试驾": "试乘试驾",
    "人数": "来店人数",
}
ENGLISH = {
    "Parties": "来店批次",
    "Calls": "来电",
    "First": "首次",
    "Be-back": "再次",
    "Filed": "留档",
    "Not filed": "无留档",
    "Test drives": "试乘试驾",
    "Heads": "来店人数",
}


def preview(window: Window) -> PrintPreview:
    found = shell(window).preview
    assert found.isVisible()
    return found


def the_paper_agrees(window: Window, pdf: Path, names: dict[str, str]) -> None:
    """Every figure of the page stands on the sheet."""
    shown, (sheet,) = totals(window), texts_of(pdf.read_bytes())
    assert set(names) <= set(shown)
    for word, printed in names.items():
        assert f"{printed}{shown[word]}" in joined(sheet), word


def work_the_morning(window: Window, morning: Showroom) -> None:
    """Four parties, written on the strip."""
    press("F2")
    hear("沈女士 13800990123 朗逸 白 2人 来店 李娜 首次看车")
    press("Return")
    assert toast(window) == "已登记 沈女士（第 1 行）"
    morning.on(THURSDAY, 10, 44)
    hear("王女士 13812345678")
    assert page(window).panel.isVisible()
    assert chips(window)[0] == "王丽·A 级·陈涛的客户"
    press("Return")
    morning.on(THURSDAY, 10, 50)
    hear("贺先生 13900880456 来电 咨询 帕萨特 问现车和价格")
    press("Return")
    morning.on(THURSDAY, 10, 58)
    hear("3人 西湖 看车")
    press("Return")
    assert [one["guest"] for one in rows(window)] == ["沈女士", "王丽 女", "贺先生", "未留姓名"]


def test_a_morning(window: Window, morning: Showroom, pdf: Path) -> None:
    sign_in(window, "周敏")
    work_the_morning(window, morning)
    first, beback, call, nothing = rows(window)
    assert_reads(
        first,
        time="10:38– 在店",
        phone="138 0099 0123",
        head_count="2",
        received_by="李娜",
        note_and_model="朗逸 白，首次看车",
        assigned="李娜",
    )
    assert (beback["phone"], beback["level"], beback["assigned"]) == ("138 1234 5678", "A", "陈涛")
    assert (call["time"], call["purpose"]) == ("10:50 来电", "咨询")
    assert (nothing["phone"], nothing["area"], nothing["head_count"]) == ("未留", "西湖", "3")

    write_over(window, 4, "head_count", "4")
    assert row(window, 4)["head_count"] == "4"
    assert cell(window, 4, "head_count").corrected
    assert "周敏" in tip(window, 4, "head_count")
    assert "“3”" in tip(window, 4, "head_count")
    assert not cell(window, 4, "area").corrected
    assert tip(window, 4, "area") == ""

    counted = {"批次": 3, "首次": 2, "再次": 1, "来电": 1, "留档": 3, "无留档": 1, "试驾": 0, "人数": 7}
    assert_reads(totals(window), **counted)
    before = acts()
    click(page(window).bar.print)
    assert preview(window).well.pages == 1
    assert acts() == before, "looking is no printing"
    click(preview(window).save)
    assert acts() == before + 1
    assert toast(window) == f"已保存：{pdf}"
    (sheet,) = texts_of(pdf.read_bytes())
    for words in (
        "沈女士",
        "王丽",
        "贺先生",
        "13800990123",
        "13812345678",
        "陈涛",
        "首次看车",
        "问现车和价格",
    ):
        assert words in joined(sheet)
    the_paper_agrees(window, pdf, FIGURES)
    click(preview(window).back)
    assert page(window).isVisible()


def test_a_guest_who_came_earlier_today_is_no_repeat(window: Window, morning: Showroom) -> None:
    """A be-back is one of another day; a second look on the same day is not counted as one."""
    sign_in(window, "周敏")
    for _time in range(2):
        hear("钱先生 13700001111")
        press("Return")
    assert (totals(window)["首次"], totals(window)["再次"]) == (2, 0)


def test_the_guests_in_the_showroom_stand_beside_the_sheet(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    work_the_morning(window, morning)
    morning.on(THURSDAY, 11, 0)
    pass_a_minute(window)
    beside = labels(page(window).now)
    assert "3" in beside
    assert {"沈女士", "22 分", "王丽", "16 分"} <= set(beside)
    assert "贺先生" not in beside, "who calls is not here"
    write_over(window, 1, "time", "10:38–11:00")
    assert "沈女士" not in labels(page(window).now)


def test_a_morning_without_a_mouse(window: Window, morning: Showroom, pdf: Path) -> None:
    """From signing in to the saved sheet by keys alone."""
    press("Alt+2")
    assert sign_in_page(window).chosen.accessibleName() == "周敏"
    hear(PASSWORD)
    press("Return")
    assert pen() is shell(window).top.strip, "the pen lies on the strip"
    work_the_morning(window, morning)

    # Straight into the next empty row.
    press("Ctrl+N")
    assert table(window).currentIndex().row() == 4
    hear("1105")
    press("Tab")
    hear("赵敏 女")
    press("Tab")
    hear("13655550000")
    press("Return", "Return", "Return", "Return", "Return", "Return")
    assert table(window).currentIndex().column() == 9
    hear("等试驾")
    press("Ctrl+S")
    assert_reads(
        row(window, 5), time="11:05– 在店", guest="赵敏 女", phone="136 5555 0000", note_and_model="等试驾"
    )

    # A correction: up to the row, over to the cell, write over it.
    press("Ctrl+N", "Up")
    assert table(window).currentIndex().row() == 4
    hear("1106")
    press("Return")
    assert row(window, 5)["time"] == "11:06– 在店"
    assert cell(window, 5, "time").corrected

    # A match taken with the arrow keys: somebody else with the same number, for a reason.
    press("F2")
    hear("王强 13812345678")
    asked = answering("夫妻共用")
    press("Down", "Down", "Return")
    assert asked
    assert "138 1234 5678" in asked[0]
    assert row(window, 6)["guest"] == "王强"

    # Other days, and back.
    press("PgUp")
    assert [one["guest"] for one in rows(window)] == ["王丽"]
    press("PgDown", "PgDown")
    assert len(rows(window)) == 6

    press("Ctrl+P")
    assert preview(window).isVisible()
    press("Esc")
    assert page(window).isVisible()
    press("Ctrl+P", "Ctrl+P")
    assert toast(window) == f"已保存：{pdf}"
    press("Esc")
    the_paper_agrees(window, pdf, FIGURES)
    press("Ctrl+L")
    assert sign_in_page(window).isVisible()


def test_a_morning_beside_a_worker(
    open_window: OpenWindow, morning: Showroom, pdf: Path, qtbot: QtBot
) -> None:
    """As in the showroom: answers come when they come, and nobody waits for them."""
    window = open_window(inline=False)
    qtbot.waitUntil(lambda: window.centralWidget() is not None)
    page_of_names = sign_in_page(window)
    page_of_names.pick(page_of_names._colleagues[1])
    hear(PASSWORD)
    press("Return")
    qtbot.waitUntil(lambda: window.shell is not None and bool(page(window).model.lists))
    for number, line in enumerate(("沈女士 13800990123 2人 李娜", "贺先生 13900880456 来电 咨询"), 1):
        hear(line)
        press("Return")
        qtbot.waitUntil(lambda number=number: len(rows(window)) == number)
    assert [one["guest"] for one in rows(window)] == ["沈女士", "贺先生"]
    assert shell(window).top.strip.text() == ""
    open_cell(window, 1, "area").selectAll()
    hear("西湖")
    press("Tab")
    hear("提车")
    press("Return")
    qtbot.waitUntil(lambda: (row(window, 1)["area"], row(window, 1)["purpose"]) == ("西湖", "提车"))
    press("Ctrl+P", "Ctrl+P")
    qtbot.waitUntil(pdf.exists)
    assert "沈女士" in joined(texts_of(pdf.read_bytes())[0])
    press("F2")
    hear("没写完")
    assert window.close()
    assert drafts.found(morning.reception, FORM).line == "没写完"


def test_esc_closes_the_matches_and_then_goes_to_the_sheet(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    hear("13812345678")
    assert page(window).panel.isVisible()
    press("Esc")
    assert not page(window).panel.isVisible()
    assert shell(window).top.strip.text() == "13812345678"
    press("Esc")
    assert pen() is table(window)
    press("F2")
    assert pen() is shell(window).top.strip
    assert shell(window).top.strip.selectedText() == "13812345678"


def test_a_morning_in_english(window: Window, morning: Showroom, pdf: Path) -> None:
    click(segment(sign_in_page(window), "English"))
    assert {"Alt and a digit picks a person; Enter signs in; F1 helps", "Thursday　10:38"} <= set(
        labels(sign_in_page(window))
    )
    sign_in(window, "周敏")
    assert page(window).paper.title.text() == "Showroom Traffic Log"
    assert status(window)[0] == "Nobody is registered yet"
    hear("Ms Shen 13800990123 Lavida white 2 people walk-in Li Na")
    press("Return")
    assert toast(window) == "Registered Ms Shen as row 1"
    hear("13812345678")
    assert chips(window)[0] == "王丽·level A·with Chen Tao"
    press("Return")
    hear("Mr He 13900880456 call enquiry Passat asks for the price")
    press("Return")
    hear("3 people Xihu")
    press("Return")
    first, beback, call, nothing = rows(window)
    assert_reads(
        first,
        time="10:38– here",
        guest="Ms Shen",
        purpose="look at car",
        received_by="Li Na",
        assigned="Li Na",
    )
    assert (beback["guest"], beback["assigned"]) == ("王丽", "Chen Tao")
    assert (call["time"], call["purpose"]) == ("10:38 call", "enquiry")
    assert (nothing["guest"], nothing["phone"], nothing["area"]) == ("no name", "none left", "Xihu")
    write_over(window, 3, "note_and_model", "asks for stock")
    assert toast(window) == "Corrected; the old value stays in the history"
    assert tip(window, 3, "note_and_model") == "03-05 10:38 周敏 changed “asks for the price”"
    press("Ctrl+P")
    assert "Save as PDF…" in [preview(window).save.text()]
    press("Ctrl+P")
    assert toast(window) == f"Saved: {pdf}"
    (sheet,) = texts_of(pdf.read_bytes())
    assert "展厅来电（店）客户登记记录表" in joined(sheet).replace("(", "（").replace(")", "）")
    for words in ("MsShen", "李娜", "陈涛", "朗逸", "看车", "咨询", "西湖"):
        assert words in joined(sheet), words
    for words in ("lookatcar", "LiNa", "Lavida", "ChenTao"):
        assert words not in joined(sheet), words
    press("Esc")
    the_paper_agrees(window, pdf, ENGLISH)


def test_a_morning_in_the_extended_columns(window: Window, morning: Showroom, pdf: Path) -> None:
    sign_in(window, "周敏")
    click(segment(page(window).bar, "扩展"))
    work_the_morning(window, morning)
    first, beback, call, nothing = rows(window)
    assert (first["traffic_type"], first["visit"], first["model"], first["filed"]) == (
        "来店",
        "首次",
        "朗逸 白",
        "√",
    )
    assert (beback["visit"], call["traffic_type"], call["visit"], nothing["filed"]) == (
        "再次",
        "来电",
        "",
        "",
    )
    write_over(window, 1, "test_drive", "是")
    write_over(window, 1, "level_reconfirmed", "h")
    assert (row(window, 1)["test_drive"], row(window, 1)["level_reconfirmed"]) == ("√", "H")
    assert totals(window)["试驾"] == 1
    press("Ctrl+P")
    assert preview(window).layout_chosen == "extended"
    press("Ctrl+P")
    (sheet,) = texts_of(pdf.read_bytes())
    for words in ("拟购车型", "信息来源", "试乘", "沈女士", "王丽", "贺先生", "问现车和价格"):
        assert words in joined(sheet)
    press("Esc")
    the_paper_agrees(window, pdf, FIGURES)


def test_the_extended_columns_are_remembered(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    click(segment(page(window).bar, "扩展"))
    press("Ctrl+L")
    sign_in_at_the_log(window, "陈涛")
    assert page(window).extended


def test_another_day_takes_a_late_row(window: Window, morning: Showroom) -> None:
    """A party somebody forgot yesterday is written on yesterday's sheet; nothing is written on tomorrow's."""
    sign_in(window, "周敏")
    click(page(window).bar.before)
    assert row(window, 2)["time"] == "", "no time is proposed for another day"
    press("F2")
    hear("冯先生 13311112222")
    press("Return")
    assert [one["guest"] for one in rows(window)] == ["王丽", "冯先生"]
    click(page(window).bar.today)
    assert rows(window) == []
    assert not page(window).bar.after.isEnabled()
    press("PgDown")
    assert page(window).day == THURSDAY


@pytest.mark.parametrize(("name", "lands_on"), [("郭宇", SettingsPage), ("何洁", ProspectsPage)])
def test_who_has_no_part_in_the_log_lands_on_a_page_of_his_own(
    window: Window, morning: Showroom, name: str, lands_on: type
) -> None:
    sign_in(window, name)
    assert isinstance(shell(window).page, lands_on)
    assert name in labels(shell(window))
    assert not shell(window).top.strip.isEnabled()
    before = acts()
    for keys in ("F2", "Ctrl+N", "Ctrl+S", "Ctrl+P", "PgUp", "F5"):
        press(keys)
    assert acts() == before, "nothing was even tried"
    press("Ctrl+L")
    assert sign_in_page(window).isVisible()


def test_a_mistake_in_the_password_is_told_and_typed_anew(window: Window, morning: Showroom) -> None:
    page_before = sign_in_page(window)
    page_before.pick(page_before._colleagues[1])
    hear("falsch")
    press("Return")
    assert window.shell is None
    assert "用户名或密码不对" in page_before.problem.text()
    assert page_before.chosen.password.text() == ""
    hear(PASSWORD)
    press("Return")
    assert window.shell is not None


def test_the_time_of_a_row_is_the_clocks_unless_written(window: Window, morning: Showroom) -> None:
    sign_in(window, "周敏")
    assert row(window, 1)["time"] == "10:38"
    open_cell(window, 1, "time")
    hear("1015-1030")
    press("Ctrl+S")
    assert row(window, 1)["time"] == "10:15–10:30"


@pytest.mark.parametrize("typed", ["1381", "13812", "5678", "王女士 5678"])
def test_matches_appear_from_the_fourth_digit(window: Window, morning: Showroom, typed: str) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear(typed)
    assert page(window).panel.isVisible()
    assert [match.name for match in model(window).pencil.matches] == ["王丽"]


@pytest.mark.parametrize("typed", ["5678", "王 5678", "3人 5678", "5678 3人", "5678 3人 来试驾"])
def test_the_digits_somebody_was_found_by_are_no_note(window: Window, morning: Showroom, typed: str) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear(typed)
    press("Down", "Return")
    assert_reads(row(window, 2), guest="王丽", phone="138 1234 5678")
    assert "5678" not in row(window, 2)["note_and_model"]


def test_digits_somebody_was_not_found_by_stay_a_note(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear("王丽 2019")
    press("Down", "Return")
    assert "2019" in row(window, 2)["note_and_model"]


@pytest.mark.parametrize("typed", ["5678", "5678 3人", "3人 来试驾 5678"])
def test_enter_after_a_tail_points_at_whom_it_found(window: Window, morning: Showroom, typed: str) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear(typed)
    press("Return")
    assert len(rows(window)) == 1, "a tail alone is a question, not a guest"
    assert page(window).panel.offer is not None
    press("Return")
    assert row(window, 2)["phone"] == "138 1234 5678"


def test_whoever_is_not_meant_is_left_with_esc(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear("5678")
    press("Esc", "Return")
    assert_reads(row(window, 2), phone="未留", note_and_model="5678")


def test_on_a_long_day_the_row_being_written_is_in_view(window: Window, morning: Showroom) -> None:
    for _guest in range(30):
        register_walk_in(morning.reception)
    sign_in(window, "周敏")
    assert table(window).visibleRegion().boundingRect().bottom() < pencil_bottom(window)
    hear("王")
    assert table(window).visibleRegion().boundingRect().bottom() >= pencil_bottom(window)


def pencil_bottom(window: Window) -> int:
    """Where the row being written ends, on the sheet."""
    return int(table(window).row_rect(model(window).pencil_row).bottom())


def test_three_digits_are_too_few(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    hear("138")
    assert not page(window).panel.isVisible()


def test_nobody_is_here_on_a_day_that_is_over(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "王丽", "13812345678")
    sign_in(window, "周敏")
    here = row(window, len(rows(window)))["time"]
    assert "在店" in here
    morning.on(THURSDAY + timedelta(days=1))
    page(window).show_day(THURSDAY)
    assert "在店" not in row(window, len(rows(window)))["time"]
