"""The figures page: the numbers of a period, what each is made of, the rows behind it, and the targets."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from showroom import language
from showroom.forms.figures import FIGURES
from showroom.language import _
from showroom.rules.periods import Period, Span
from showroom.services import targets
from showroom.ui import figure_sections as sections
from showroom.ui.card_lines import CardLine
from showroom.ui.figures_page import FiguresPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import labels, press, segment, settle, shell, sign_in, status, toast
from tests.journeys.conftest import WEDNESDAY, OpenWindow
from tests.people import THURSDAY, Showroom, register_call, register_walk_in, staff_id

MANAGER = "刘建国"


@pytest.fixture
def busy(morning: Showroom) -> Showroom:
    """Wednesday 王丽; Thursday two more first visits, of which one left a number, and a call."""
    desk = morning.reception
    register_walk_in(desk, "李强", "13911110001", received_by="陈涛", level="H")
    register_walk_in(desk, "", received_by="陈涛")
    register_call(desk, "赵先生", "13711112222")
    return morning


def open_figures(window: Window, who: str = MANAGER) -> FiguresPage:
    sign_in(window, who)
    shell(window).show_page("figures")
    settle()
    page = shell(window).page
    assert isinstance(page, FiguresPage)
    return page


def go_to(page: FiguresPage, label: str, column: int = 1) -> None:
    """The arrow keys would come there, too."""
    row = next(
        row
        for row, line in enumerate(page.model.table.lines)
        if line.cells[0].cell.text.split("   ")[0] == label and not line.head
    )
    page.table.go_to(row, column)
    page.table.setFocus()
    settle()


def line(page: FiguresPage, label: str) -> list[str]:
    go_to(page, label, 0)
    row = page.table.currentIndex().row()
    return [str(page.model.index(row, place).data()) for place in range(page.model.columnCount())]


def heads(page: FiguresPage) -> list[str]:
    return list(page.model.table.heads)


def choose_span(page: FiguresPage, word: str) -> None:
    segment(page.bar, word).click()
    settle()


def test_every_figure_of_the_book_stands_on_the_page() -> None:
    shown = {key for blocks in sections.BLOCKS.values() for block in blocks for key in block.keys}
    assert shown == {figure.key for figure in FIGURES}


def test_a_month_stands_beside_as_many_days_of_the_one_before(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    assert heads(page) == ["", "3月1日 至 3月5日", "2月1日 至 2月5日"]
    assert line(page, _("Showroom parties"))[1:] == ["3", "0"]
    assert status(window)[0] == "3月1日 至 3月5日"


def test_a_day_has_the_day_before_and_the_month_so_far(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    choose_span(page, "日")
    assert heads(page) == ["", "前一天", "当天", "累计"]
    assert line(page, _("Showroom parties"))[1:] == ["1", "2", "3"]
    press("PgUp")
    assert page.period == Period(Span.DAY, WEDNESDAY, WEDNESDAY)
    assert line(page, _("Showroom parties"))[1:] == ["0", "1", "1"]
    press("PgDown", "PgDown")
    assert page.period.first == THURSDAY, "there is nothing after today"


def test_any_days_are_chosen_by_their_ends(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    choose_span(page, "自选")
    assert not page.bar.until.isHidden()
    page.bar.end_chosen.emit(WEDNESDAY, True)
    settle()
    assert (page.period.first, page.period.last) == (WEDNESDAY, THURSDAY)
    assert line(page, _("Showroom parties"))[1] == "3"
    page.bar.end_chosen.emit(WEDNESDAY, False)
    settle()
    assert line(page, _("Showroom parties"))[1] == "1"


def test_a_rate_shows_its_division_and_says_what_it_divides(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    rate = _("Capture rate of first visits")
    assert line(page, f"{rate}")[1] == "2 ÷ 3 66.7 %"
    go_to(page, rate)
    said = labels(page.explained)
    assert "2 ÷ 3 = 66.7 %" in said
    assert any(one.startswith("分母") and one.endswith("3") for one in said)


def test_enter_shows_the_rows_and_a_row_opens_its_card(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    go_to(page, _("Showroom parties"))
    press("Return")
    assert [one.words.name for one in page.rows.lines] == ["未建档", "李强", "王丽"]
    known = page.rows.lines[-1]
    opened: list[object] = []
    page.card_wanted.connect(lambda card, _among: opened.append(card))
    page.day_wanted.connect(opened.append)
    known.click()
    page.rows.lines[0].click()
    assert opened == [known.words.prospect or WEDNESDAY, THURSDAY]


def test_both_sides_of_a_division_have_their_rows(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    go_to(page, _("Capture rate of first visits"))
    press("Return")
    assert len(page.rows.lines) == 2
    segment(page.rows, "分母").click()
    settle()
    assert len(page.rows.lines) == 3


def test_a_consultant_sees_only_his_own(busy: Showroom, window: Window) -> None:
    page = open_figures(window, "陈涛")
    assert line(page, _("Showroom parties"))[1] == "3"
    assert page.bar.consultant.isHidden()
    words = [button.text() for button in page.tabs.findChildren(type(segment(page.tabs, "销售")))]
    assert "目标" not in words
    assert "顾问" not in words


def test_the_manager_looks_at_one_consultant_and_at_all_side_by_side(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    page.show_person(staff_id("lina"))
    settle()
    assert line(page, _("Showroom parties"))[1] == "0"
    page.show_section(sections.CONSULTANTS)
    settle()
    column = 1 + sections.SIDE_BY_SIDE.index("parties")
    assert line(page, "陈涛")[column] == "3"
    assert line(page, "李娜")[column] == "0"


def test_the_sum_of_each_level_closes_and_says_so(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    page.show_section(sections.LEVELS)
    settle()
    assert line(page, "合计")[-1] == "平"
    assert any("对得上" in one for one in labels(page.explained))


def test_sources_and_areas_are_counted(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    page.show_section(sections.ORIGINS)
    settle()
    assert sum(int(one.cells[1].cell.text or 0) for one in page.model.table.lines[:2]) == 3


def test_the_manager_chooses_which_rate_is_printed_and_takes_it_back(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    page.show_section(sections.SALES)
    settle()
    before = targets.chosen()["drive_rate"]
    go_to(page, _("Drive rate of parties"))
    page.choice.picks[-1].click()
    settle()
    assert targets.chosen()["drive_rate"] == "drive_rate.of_parties" != before
    assert "打印" in toast(window)
    press("Ctrl+Z")
    assert targets.chosen()["drive_rate"] == before


def test_chosen_cells_are_copied(busy: Showroom, window: Window) -> None:
    page = open_figures(window)
    go_to(page, _("Showroom parties"))
    press("Shift+Down", "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "3\n3"
    assert "2" in toast(window)


# -- targets ------------------------------------------------------------------------------------------


def open_targets(window: Window) -> FiguresPage:
    page = open_figures(window)
    page.show_section(sections.TARGETS)
    settle()
    page.begin()
    return page


def aims(showroom: Showroom) -> dict[tuple[int | None, str], int]:
    found = targets.of_month(showroom.manager, THURSDAY).aims
    return {(one.consultant, one.figure): one.value for one in found}


def test_targets_are_written_with_the_keyboard_and_measured(busy: Showroom, window: Window) -> None:
    page = open_targets(window)
    press("6", "0", "Return", "2", "0", "Return")
    assert aims(busy) == {(None, "parties"): 60, (None, "calls"): 20}
    page.table.setFocus()
    page.targets.table.setCurrentIndex(page.targets.model.index(0, 1))
    assert "刘建国" in page.targets.set_by.text()
    page.show_section(sections.TRAFFIC)
    settle()
    assert line(page, _("Showroom parties"))[3:] == ["60", "3 ÷ 60 5 %"]


def test_a_target_is_taken_away_and_what_is_no_number_changes_nothing(busy: Showroom, window: Window) -> None:
    page = open_targets(window)
    page.targets.model.setData(page.targets.model.index(0, 1), "60")
    settle()
    page.targets.model.setData(page.targets.model.index(0, 1), "viele")
    settle()
    assert "viele" in page.targets.set_by.text()
    assert aims(busy) == {(None, "parties"): 60}
    page.targets.table.setCurrentIndex(page.targets.model.index(0, 1))
    page.targets.table.setFocus()
    press("Del")
    assert aims(busy) == {}
    press("Ctrl+Z")
    assert aims(busy) == {(None, "parties"): 60}


def test_last_months_targets_are_proposed_in_pencil_and_kept(busy: Showroom, window: Window) -> None:
    february = THURSDAY.replace(month=2, day=1)
    targets.set(busy.manager, {"orders": 9, "parties": 50}, february)
    targets.set(busy.manager, {"orders": 3}, february, staff_id("chentao"))
    targets.set(busy.manager, {"parties": 70}, THURSDAY)
    page = open_targets(window)
    page.targets.propose.click()
    settle()
    assert aims(busy) == {(None, "parties"): 70}, "pencil is not kept"
    press("Ctrl+S")
    assert aims(busy) == {(None, "parties"): 70, (None, "orders"): 9, (staff_id("chentao"), "orders"): 3}
    assert page.targets.propose.isHidden()


def test_in_english_on_a_small_screen_the_rows_fly_out(busy: Showroom, open_window: OpenWindow) -> None:
    language.use("en")
    window = open_window(size=(853, 480))
    page = open_figures(window)
    assert page.side.narrow
    go_to(page, "Showroom parties")
    press("Return")
    assert page.side.fly_out.section is page.rows
    assert len(page.findChildren(CardLine)) == 3
    press("Esc")
    assert page.side.fly_out.section is None


# as of a past day


def test_figures_are_read_as_they_stood_on_a_past_evening_and_again_as_of_now(
    window: Window, busy: Showroom
) -> None:
    page = open_figures(window)
    assert line(page, "来店批次")[1] == "3"
    assert "查看过去某天的数据…" in [action.text() for action in page.bar.menu().actions()]
    assert page.bar.as_of.isHidden()
    page.bar.as_of_chosen.emit(WEDNESDAY)
    settle()
    assert line(page, "来店批次")[1] == "1"
    assert page.bar.as_of.accessibleName() == "数据截至 3月4日 周三"
    assert not page.bar.after.isEnabled(), "there was nothing after it"
    go_to(page, "来店批次")
    press("Return")
    assert [row.words.name for row in page.rows.lines] == ["王丽"]
    page.bar.as_of.setFocus()
    press("Space")
    assert page.bar.as_of.isHidden()
    assert line(page, "来店批次")[1] == "3"


def test_a_past_evening_is_remembered_on_the_way_back(window: Window, busy: Showroom) -> None:
    page = open_figures(window)
    page.show_as_of(WEDNESDAY)
    place = page.where()
    page.show_as_of(None)
    page.go_back_to(place)
    settle()
    assert (page.as_of, page.bar.as_of.isHidden()) == (WEDNESDAY, False)


# the plots


def test_a_bar_is_told_in_words_and_opens_its_rows(window: Window, busy: Showroom) -> None:
    page = open_figures(window)
    page.show_section(sections.PLOTS)
    settle()
    page.begin()
    assert window.focusWidget() is page.plots.plots["funnel"]
    assert "来店批次：3" in "".join(labels(page.explained))
    press("Down")
    assert "首次：3" in "".join(labels(page.explained))
    press("Return")
    assert len(page.rows.lines) == 3
    page.show_section(sections.TRAFFIC)
    settle()
    assert page.table.isVisible(), "the table is back"


def test_plots_lie_two_abreast_where_there_is_room(window: Window, busy: Showroom) -> None:
    page = open_figures(window)
    page.show_section(sections.PLOTS)
    window.resize(1440, 900)
    settle()
    first, second = page.plots.plots["funnel"], page.plots.plots["levels"]
    assert first.y() == second.y() < second.x()
    window.resize(900, 600)
    settle()
    assert (first.x(), page.plots.horizontalScrollBar().maximum()) == (second.x(), 0)
