"""Writing straight into the next empty row, as the pen does, and correcting what stands there."""

from __future__ import annotations

import pytest

from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    assert_reads,
    cell,
    chips,
    click,
    go_to,
    hear,
    model,
    open_cell,
    page,
    pen,
    press,
    row,
    rows,
    segment,
    shell,
    sign_in,
    sign_in_at_the_log,
    status,
    table,
    tip,
    toast,
    totals,
    write_over,
)
from tests.people import Showroom, acts, last_act, lines_of, log_of, register_walk_in

# The blanks of the ten columns in the order of the pen.
BLANKS = (
    ("time", "1005-1030"),
    ("guest", "张伟 男"),
    ("phone", "13911112222"),
    ("area", "滨江"),
    ("purpose", "咨询"),
    ("head_count", "3"),
    ("received_by", "陈涛"),
    ("level", "h"),
    ("note_and_model", "看途观，等活动"),
    ("assigned", "李娜"),
)
WRITTEN = {
    "time": "10:05–10:30",
    "guest": "张伟 男",
    "phone": "139 1111 2222",
    "area": "滨江",
    "purpose": "咨询",
    "head_count": "3",
    "received_by": "陈涛",
    "level": "H",
    "note_and_model": "看途观，等活动",
    "assigned": "李娜",
}


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    """The receptionist is signed in, with one party on the log."""
    register_walk_in(morning.reception, "李强", "13711112222", head_count="2", note="等朋友", arrived="0912")
    sign_in(window, "周敏")
    return window


@pytest.mark.parametrize("key", ["Return", "Enter", "Tab"])
def test_the_pen_goes_through_the_blanks(desk: Window, morning: Showroom, key: str) -> None:
    """Enter and Tab go on; Enter after the last blank registers, Tab waits for Enter or Ctrl+S."""
    press("Ctrl+N")
    for place, (name, typed) in enumerate(BLANKS):
        assert table(desk).currentIndex().row() == 1
        assert model(desk).columns[table(desk).currentIndex().column()].key == name
        hear(typed)
        if place + 1 < len(BLANKS):
            assert len(rows(desk)) == 1, "nothing is registered yet"
        press(key)
    if key == "Tab":
        assert len(rows(desk)) == 1
        press("Ctrl+S")
    assert_reads(row(desk, 2), **WRITTEN)
    assert toast(desk) == "已登记 张伟（第 2 行）"
    (_first, stored) = log_of(morning.reception).rows
    assert (stored.guest_name, stored.sex, stored.purpose, stored.level) == ("张伟", "male", "enquiry", "H")


def test_what_is_typed_is_pencil_until_it_is_registered(desk: Window) -> None:
    press("Ctrl+N", "Tab")
    assert not cell(desk, 2, "guest").pencil
    hear("张伟 男")
    press("Return")
    assert cell(desk, 2, "guest").pencil
    assert_reads(
        row(desk, 2), time="10:38", guest="张伟 男", head_count="1", purpose="看车", received_by="周敏"
    )
    assert page(desk).paper.tab.isVisible()
    assert status(desk)[0] == "1 行，下一行待登记"
    click(page(desk).paper.tab)
    assert not page(desk).paper.tab.isVisible()
    assert not cell(desk, 2, "guest").pencil
    assert row(desk, 2)["guest"] == "张伟 男"


def test_the_pen_skips_no_blank_going_back(desk: Window) -> None:
    go_to(desk, 2, "phone")
    table(desk).setFocus()
    press("Shift+Tab")
    assert table(desk).currentIndex().column() == 2
    press("Shift+Tab", "Shift+Tab")
    here = table(desk).currentIndex()
    assert (here.row(), here.column()) == (0, 10), "and then to the last blank of the row above"
    press("Tab")
    here = table(desk).currentIndex()
    assert (here.row(), here.column()) == (1, 1)


def test_an_empty_row_is_not_registered(desk: Window) -> None:
    before = acts()
    press("Ctrl+S")
    go_to(desk, 2, "assigned")
    press("Return")
    assert acts() == before
    assert len(rows(desk)) == 1


def test_rows_below_the_next_empty_one_are_not_written_on(desk: Window) -> None:
    go_to(desk, 4, "guest")
    hear("a")
    assert pen() is table(desk)
    assert row(desk, 4)["guest"] == ""


def test_ctrl_n_goes_to_the_row_from_anywhere(desk: Window) -> None:
    for start in ("F2", "Ctrl+P"):
        press(start, "Ctrl+N")
        assert page(desk).isVisible()
        assert pen() is table(desk)
        assert (table(desk).currentIndex().row(), table(desk).currentIndex().column()) == (1, 1)


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+Return"])
def test_registering_from_the_strip(desk: Window, keys: str) -> None:
    hear("张伟 13911112222")
    press(keys)
    assert row(desk, 2)["guest"] == "张伟"


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+Return"])
def test_registering_from_an_open_cell_takes_what_stands_in_it(desk: Window, keys: str) -> None:
    press("F2")
    hear("13911112222")
    press("Ctrl+N", "Tab")
    hear("张伟 男")
    press(keys)
    assert_reads(row(desk, 2), guest="张伟 男", phone="139 1111 2222")
    assert len(rows(desk)) == 2


def test_registering_from_another_page(desk: Window, morning: Showroom) -> None:
    """Ctrl+S works from anywhere, the preview too; the page reads the row when it is next in view."""
    hear("张伟 13911112222")
    press("Ctrl+P", "Ctrl+S")
    assert [one.guest_name for one in log_of(morning.reception).rows] == ["李强", "张伟"]
    press("Esc")
    assert row(desk, 2)["guest"] == "张伟"


def test_a_cell_written_by_hand_wins_over_the_strip(desk: Window) -> None:
    hear("张伟 13911112222 2人")
    open_cell(desk, 2, "head_count")
    hear("4")
    press("Return", "F2")
    pen().end(False)  # type: ignore[attr-defined]
    hear(" 滨江")
    assert_reads(row(desk, 2), head_count="4", area="滨江", guest="张伟")


# -- what cannot be read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed", "why"),
    [
        ("time", "25:70", "“25:70”"),
        ("phone", "1391111", "1391111"),
        ("purpose", "喝茶", "“喝茶”"),
        ("head_count", "两百", "“两百”"),
        ("received_by", "没有人", "“没有人”"),
        ("level", "Q", "“Q”"),
    ],
)
def test_a_text_that_cannot_be_read_stays_with_its_reason(
    desk: Window, key: str, typed: str, why: str
) -> None:
    hear("张伟 滨江 等活动")
    open_cell(desk, 2, key).clear()
    hear(typed)
    press("Ctrl+S")
    assert len(rows(desk)) == 1
    assert cell(desk, 2, key).invalid
    assert why in tip(desk, 2, key)
    assert_reads(row(desk, 2), guest="张伟", area="滨江", note_and_model="等活动")
    assert row(desk, 2)[key].startswith(typed[:4])
    assert any(why in said for said in chips(desk)), "the strip's line says why"
    # Mended, it goes through, with everything else that was typed.
    written = dict(BLANKS)[key]
    open_cell(desk, 2, key).clear()
    hear(written)
    press("Ctrl+S")
    assert_reads(row(desk, 2), guest="张伟", area="滨江", note_and_model="等活动")
    assert not cell(desk, 2, key).invalid
    assert tip(desk, 2, key) == ""


def test_a_number_still_being_typed_is_not_yet_wrong(desk: Window) -> None:
    hear("138001")
    assert not cell(desk, 2, "phone").invalid
    open_cell(desk, 2, "phone").clear()
    hear("1380013800000")
    press("Tab")
    assert cell(desk, 2, "phone").invalid


def test_every_wrong_cell_is_marked_at_once(desk: Window) -> None:
    for key, typed in (("time", "9点"), ("phone", "138 0013 80000"), ("level", "Q")):
        open_cell(desk, 2, key).clear()
        hear(typed)
        press("Return")
    press("Ctrl+S")
    assert len(rows(desk)) == 1
    assert [key for key in WRITTEN if cell(desk, 2, key).invalid] == ["time", "phone", "level"]


def test_leaving_before_arriving_is_refused_and_nothing_is_lost(desk: Window) -> None:
    hear("张伟 13911112222")
    open_cell(desk, 2, "time").clear()
    hear("1030-1005")
    press("Ctrl+S")
    assert len(rows(desk)) == 1
    assert cell(desk, 2, "time").invalid
    assert tip(desk, 2, "time") == "离店时间不能早于来店时间，请核对。"
    assert row(desk, 2)["guest"] == "张伟"
    assert shell(desk).top.strip.text() == "张伟 13911112222"


# -- corrections --------------------------------------------------------------------------------------


def test_a_correction_keeps_the_old_value(desk: Window, morning: Showroom) -> None:
    morning.on(morning.clock.today(), 11, 5)
    write_over(desk, 1, "note_and_model", "朋友到了")
    assert row(desk, 1)["note_and_model"] == "朋友到了"
    assert toast(desk) == "已更正，原值留在历史里"
    assert cell(desk, 1, "assigned").corrected, (
        "note and consultant share a cell of the paper, and its corner"
    )
    assert tip(desk, 1, "note_and_model") == "03-05 11:05 周敏 更正，原为“等朋友”"
    morning.on(morning.clock.today(), 11, 9)
    write_over(desk, 1, "note_and_model", "签约")
    assert tip(desk, 1, "note_and_model").splitlines() == [
        "03-05 11:05 周敏 更正，原为“等朋友”",
        "03-05 11:09 周敏 更正，原为“朋友到了”",
    ]


def test_leaving_a_cell_as_it_was_corrects_nothing(desk: Window) -> None:
    before = acts()
    for key in WRITTEN:
        open_cell(desk, 1, key)
        press("Return")
    assert acts() == before
    open_cell(desk, 1, "guest").clear()
    hear("王")
    press("Esc")
    assert acts() == before
    assert row(desk, 1)["guest"] == "李强"


def test_a_wrong_correction_stays_in_its_cell_until_it_is_mended(desk: Window) -> None:
    before = acts()
    write_over(desk, 1, "time", "9点多")
    assert acts() == before
    assert cell(desk, 1, "time").invalid
    assert row(desk, 1)["time"] == "9点多"
    assert "“9点多”" in tip(desk, 1, "time")
    assert "“9点多”" in status(desk)[0]
    assert open_cell(desk, 1, "time").text() == "9点多", "it can be mended where it stands"
    press("Esc", "F5")
    assert row(desk, 1)["time"] == "9点多", "reading anew does not lose it"
    write_over(desk, 1, "time", "0915–0940")
    assert not cell(desk, 1, "time").invalid
    assert row(desk, 1)["time"] == "09:15–09:40"
    assert tip(desk, 1, "time") == "03-05 10:38 周敏 更正，原为“09:12”"


def test_writing_the_old_value_back_clears_the_mark(desk: Window) -> None:
    write_over(desk, 1, "head_count", "二百")
    assert cell(desk, 1, "head_count").invalid
    write_over(desk, 1, "head_count", "2")
    assert not cell(desk, 1, "head_count").invalid
    assert row(desk, 1)["head_count"] == "2"


def test_a_wrong_correction_stays_when_other_rows_are_written(desk: Window) -> None:
    write_over(desk, 1, "level", "Q")
    press("F2")
    hear("张伟 13911112222")
    press("Return")
    assert cell(desk, 1, "level").invalid
    assert row(desk, 1)["level"] == "Q"
    assert row(desk, 2)["guest"] == "张伟"


def test_a_masked_number_cannot_be_written_over(window: Window, morning: Showroom) -> None:
    """Another consultant sees 138****5678 and must not turn it into the number."""
    register_walk_in(morning.reception, "李强", "13711112222", received_by="李娜")
    register_walk_in(morning.reception, "何军", "13711113333", received_by="陈涛")
    sign_in_at_the_log(window, "陈涛")
    assert row(window, 1)["phone"] == "137****2222"
    before = acts()
    go_to(window, 1, "phone")
    hear("13900000000")
    press("Return")
    assert acts() == before
    assert row(window, 1)["phone"] == "137****2222"
    write_over(window, 2, "phone", "13711114444")
    assert row(window, 2)["phone"] == "137 1111 4444", "his own guest's he mends"


# -- first or repeat ----------------------------------------------------------------------------------


@pytest.fixture
def extended(desk: Window) -> Window:
    click(segment(page(desk).bar, "扩展"))
    return desk


def test_first_or_repeat_is_counted_differently_for_a_reason(extended: Window) -> None:
    assert (row(extended, 1)["visit"], totals(extended)["再次"]) == ("首次", 0)
    asked = answering("上周来过，没有登记")
    write_over(extended, 1, "visit", "再次")
    assert len(asked) == 1
    assert (row(extended, 1)["visit"], totals(extended)["再次"]) == ("再次", 1)
    assert "上周来过，没有登记" in "".join(line.after for line in lines_of(last_act()))


@pytest.mark.parametrize("answer", [None, "", "   "])
def test_without_a_reason_it_stays(extended: Window, answer: str | None) -> None:
    before = acts()
    asked = answering(answer)
    write_over(extended, 1, "visit", "再次")
    assert len(asked) == 1
    assert acts() == before
    assert (row(extended, 1)["visit"], totals(extended)["再次"]) == ("首次", 0)


def test_first_or_repeat_goes_back_to_what_is_derived(extended: Window) -> None:
    asked = answering("上周来过")
    write_over(extended, 1, "visit", "再次")
    open_cell(extended, 1, "visit").clear()
    press("Return")
    assert len(asked) == 1, "no reason is needed for that"
    assert row(extended, 1)["visit"] == "首次"
