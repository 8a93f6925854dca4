"""Reference lists, car models and campaigns at the window: added, worded, ordered, retired, used again."""

from __future__ import annotations

import pytest

from showroom import language
from showroom.forms.first_lists import FIRST
from showroom.services import campaigns, car_models, demo_cars, reference
from showroom.ui.leaving import Answer
from showroom.ui.settings import reference_lists
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, comes_anew, compose, hear, pen, press, toast
from tests.people import Showroom
from tests.ui.settings.at_the_settings import (
    Answering,
    choose,
    first_cells,
    go_to,
    lines,
    listed,
    open_settings,
    press_button,
    reads,
    section_names,
    settings,
    state_of,
    told,
    write,
)

GROUPED = [("信息来源", "source"), ("战败原因", "lost_reason"), ("级别依据", "criterion")]
PLAIN = [
    ("来店目的", "purpose"),
    ("区域", "area"),
    ("颜色", "colour"),
    ("竞品品牌", "competitor"),
    ("职业", "occupation"),
    ("行业", "industry"),
    ("客户标签", "tag"),
]


@pytest.fixture
def page(window: Window) -> SettingsPage:
    return open_settings(window, "刘建国")


def test_a_manager_sees_what_a_manager_may_keep(page: SettingsPage) -> None:
    names = section_names(page)
    assert "人员" not in names
    assert "展厅" not in names
    assert {"信息来源", "车型", "活动", "级别规则", "日历"} <= set(names)


@pytest.mark.parametrize(("name", "key"), PLAIN + GROUPED)
def test_an_entry_is_added_changed_and_taken_out_of_use_by_keyboard(
    page: SettingsPage, showroom: Showroom, name: str, key: str
) -> None:
    go_to(page, name)
    before = len(lines(page))
    press("Ctrl+N")
    hear("新条目")
    press("Tab")
    hear("Fresh entry")
    if (name, key) in GROUPED:
        press("Tab", "Tab", "Down", "Down", "Return")
    press("Ctrl+S")
    assert told(page) == {}
    assert len(lines(page)) == before + 1
    (entry,) = [one for one in reference.entries(showroom.manager, key) if one.chinese == "新条目"]
    assert entry.code == "fresh_entry", "nobody typed a code"
    assert pen() is listed(page).table, "saved, the pen is on the list"
    press("Return")
    hear("改过的条目")
    press("Ctrl+S")
    assert "改过的条目" in first_cells(page)
    assert pen() is listed(page).table
    press("Del")
    assert state_of(page, "改过的条目") == "已停用"
    press_button(page, "重新使用")
    assert state_of(page, "改过的条目") == "使用中"


def test_entries_are_put_in_order_with_alt_and_the_arrow_keys(page: SettingsPage, showroom: Showroom) -> None:
    go_to(page, "来店目的")
    assert first_cells(page)[:3] == ["看车", "咨询", "手续"]
    choose(page, "手续")
    press("Alt+Up", "Alt+Up", "Alt+Up")
    assert first_cells(page)[:3] == ["手续", "看车", "咨询"]
    press_button(page, "下移")
    assert [one.chinese for one in reference.entries(showroom.manager, "purpose")][:3] == [
        "看车",
        "手续",
        "咨询",
    ]
    assert reads(page, "chinese") == "手续", "what is moved stays open"


def test_an_entry_does_not_leave_its_group(page: SettingsPage) -> None:
    go_to(page, "信息来源")
    last = [cells for cells in lines(page) if cells[3] == "来源网络"][-1][0]
    choose(page, last)
    before = first_cells(page)
    press("Alt+Down")
    assert first_cells(page) == before
    press("Alt+Up")
    assert first_cells(page) != before


def test_a_word_that_is_taken_is_refused_beside_its_field(page: SettingsPage) -> None:
    go_to(page, "来店目的")
    press("Ctrl+N")
    hear("看车")
    press("Ctrl+S")
    assert "看车" in told(page)["chinese"]
    assert reads(page, "chinese") == "看车", "what was typed stays"
    assert pen() is listed(page).panel.form.editors["chinese"].widget


def test_the_list_is_filtered_by_pinyin_and_says_so_when_nothing_is_left(page: SettingsPage) -> None:
    go_to(page, "来店目的")
    press("Ctrl+F")
    hear("kc")
    assert first_cells(page) == ["看车"]
    hear("zzz")
    paper = listed(page).paper
    assert first_cells(page) == []
    assert paper.empty.isVisible()
    assert paper.way_out.text() == "清除筛选"
    press("Esc")
    assert len(first_cells(page)) > 3
    assert not paper.empty.isVisible()


def test_a_choice_opens_on_typing_and_takes_pinyin(page: SettingsPage) -> None:
    go_to(page, "信息来源")
    press("Ctrl+N")
    write(page, category="mt")
    press("Tab")
    assert reads(page, "category") == "媒体"
    write(page, category="xyz")
    press("Tab")
    assert "xyz" in told(page)["category"]
    assert reads(page, "category") == "xyz"


def test_enter_within_a_composition_goes_nowhere(page: SettingsPage) -> None:
    go_to(page, "来店目的")
    press("Ctrl+N")
    compose("kanche")
    field = pen()
    press("Return")
    assert pen() is field


@pytest.mark.parametrize(
    ("answer", "left"), [(Answer.STAY, "看看车"), (Answer.DISCARD, "咨询"), (Answer.SAVE, "咨询")]
)
def test_a_changed_form_is_not_left_without_asking(
    page: SettingsPage, showroom: Showroom, answer: Answer, left: str
) -> None:
    go_to(page, "来店目的")
    somebody = Answering(page, answer)
    choose(page, "看车")
    write(page, chinese="看看车")
    listed(page).table.setFocus()
    press("Down")
    assert somebody.asked == ["看车"]
    assert reads(page, "chinese") == left
    words = {one.chinese for one in reference.entries(showroom.manager, "purpose")}
    assert ("看看车" in words) == (answer is Answer.SAVE)


def test_escape_asks_only_when_something_was_changed(page: SettingsPage) -> None:
    go_to(page, "来店目的")
    somebody = Answering(page, Answer.DISCARD)
    press("Ctrl+N", "Esc")
    assert somebody.asked == []
    press("Ctrl+N")
    hear("还没想好")
    press("Esc")
    assert somebody.asked == ["新目的"]
    assert "还没想好" not in first_cells(page)


def test_another_section_is_reached_only_after_asking(page: SettingsPage) -> None:
    go_to(page, "来店目的")
    somebody = Answering(page, Answer.STAY)
    write(page, chinese="看看车")
    page.list.setFocus()
    press("Down")
    assert somebody.asked
    assert page.where() == "purpose"
    assert reads(page, "chinese") == "看看车"


def test_who_was_faster_is_told_with_both_values(page: SettingsPage, showroom: Showroom) -> None:
    go_to(page, "来店目的")
    choose(page, "手续")
    write(page, chinese="我的手续", english="mine")
    (theirs,) = [one for one in reference.entries(showroom.manager, "purpose") if one.code == "paperwork"]
    values = {"chinese": "办理手续", "english": theirs.english, "also": ""}
    reference.change_item(showroom.administrator, "purpose", "paperwork", theirs.revision, values)
    press("Ctrl+S")
    assert "办理手续" in told(page)["chinese"]
    assert "english" not in told(page), "what only we changed needs no question"
    assert reads(page, "chinese") == "我的手续"
    press("Ctrl+S")
    (now,) = [one for one in reference.entries(showroom.manager, "purpose") if one.code == "paperwork"]
    assert (now.chinese, now.english) == ("我的手续", "mine")


def test_what_stands_there_can_be_taken_instead(page: SettingsPage, showroom: Showroom) -> None:
    go_to(page, "来店目的")
    choose(page, "手续")
    write(page, chinese="我的手续")
    (theirs,) = [one for one in reference.entries(showroom.manager, "purpose") if one.code == "paperwork"]
    reference.change_item(
        showroom.administrator, "purpose", "paperwork", theirs.revision, {"chinese": "办理手续"}
    )
    press("Ctrl+S")
    listed(page).panel.theirs.click()
    assert reads(page, "chinese") == "办理手续"
    assert not page.section.changed


def test_what_was_not_saved_is_there_again_in_the_other_language(page: SettingsPage, window: Window) -> None:
    go_to(page, "区域")
    press("Ctrl+N")
    hear("余杭")
    window._use_language(language.ENGLISH)
    comes_anew()
    again = settings(window)
    assert again.where() == "area"
    assert reads(again, "chinese") == "余杭"
    click(listed(again).panel.save)
    assert told(again) == {}
    assert "余杭" in first_cells(again)
    assert section_names(again)[0] == "Visit purposes"


def test_car_models_are_kept(page: SettingsPage, showroom: Showroom) -> None:
    go_to(page, "车型")
    press("Ctrl+N")
    hear("凌渡")
    press("Ctrl+S")
    choose(page, "凌渡")
    press("Alt+Up")
    names = [one.chinese for one in car_models.models(showroom.manager)]
    assert names[-2:] == ["凌渡", "帕萨特"]
    press("Del")
    assert state_of(page, "凌渡") == "已停用"
    assert not next(one for one in car_models.models(showroom.manager) if one.chinese == "凌渡").active


def test_demo_cars_are_kept(page: SettingsPage, showroom: Showroom) -> None:
    go_to(page, "试驾车")
    assert listed(page).paper.empty.isVisible()
    for name, plate in (("试驾朗逸", "浙A12345"), ("试驾途观", "")):
        press("Ctrl+N")
        write(page, name=name, model="朗逸", plate=plate)
        press("Ctrl+S")
        assert told(page) == {}
    choose(page, "试驾途观")
    press("Alt+Up")
    kept = demo_cars.cars(showroom.manager)
    assert [(one.name, one.model, one.plate) for one in kept] == [
        ("试驾途观", 1, ""),
        ("试驾朗逸", 1, "浙A12345"),
    ]
    press("Del")
    assert not demo_cars.cars(showroom.manager)[0].active


def test_a_plate_of_another_demo_car_is_told_at_its_field(page: SettingsPage, showroom: Showroom) -> None:
    demo_cars.add_car(showroom.manager, {"name": "试驾朗逸", "plate": "浙A12345"})
    go_to(page, "试驾车")
    press("Ctrl+N")
    write(page, name="试驾途观", plate="浙A·12345")
    press("Ctrl+S")
    assert set(told(page)) == {"plate"}
    assert len(demo_cars.cars(showroom.manager)) == 1


def test_a_campaign_is_added_and_changed(page: SettingsPage, showroom: Showroom, window: Window) -> None:
    go_to(page, "活动")
    assert listed(page).paper.empty.isVisible()
    press("Ctrl+N")
    write(page, chinese="五一车展", kind="zsh")
    press("Tab")
    write(page, place="国际博览中心", starts_on="4.30", ends_on="+60", cost="1.5万")
    press("Ctrl+S")
    assert told(page) == {}
    (held,) = campaigns.campaigns(showroom.manager)
    assert (held.kind, held.starts_on.isoformat(), held.cost) == ("display_event", "2026-04-30", 1_500_000)
    assert held.ends_on is not None
    assert held.ends_on.isoformat() == "2026-05-04"
    assert toast(window) == "已保存"
    write(page, ends_on="4.1")
    press("Ctrl+S")
    assert "ends_on" in told(page), "the last day is before the first"


def test_a_source_points_at_a_campaign(page: SettingsPage, showroom: Showroom) -> None:
    campaigns.add_campaign(
        showroom.manager, {"kind": "flyer", "chinese": "春季派单", "starts_on": showroom.clock.today()}
    )
    go_to(page, "信息来源")
    choose(page, "街头传单")
    write(page, campaign="春季")
    press("Return", "Ctrl+S")
    assert next(cells for cells in lines(page) if cells[0] == "街头传单")[4] == "春季派单"
    go_to(page, "活动")
    assert lines(page)[0][5] == "街头传单"


@pytest.mark.parametrize(("name", "told_so"), [("来店目的", True), ("区域", False)])
def test_how_an_added_purpose_is_counted_is_said_where_it_is_added(
    page: SettingsPage, name: str, told_so: bool
) -> None:
    go_to(page, name)
    press("Ctrl+N")
    note = listed(page).panel.note
    assert (note.isVisible(), "非购车" in note.text()) == (told_so, told_so)


def test_every_kept_list_has_its_place_in_the_settings() -> None:
    """A list that is kept and cannot be changed would be forgotten."""
    assert {name for name, _word, _new in reference_lists.LISTS} == set(FIRST)
