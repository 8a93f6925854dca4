"""The first start: refusals beside the field, nothing half made, nobody stuck; no default account (R9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.clock import SetClock
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.rules.duties import Role
from showroom.rules.level_rules import PRESETS
from showroom.services import first_start
from showroom.services.first_start import NewShowroom
from showroom.services.sign_in import colleagues
from showroom.ui.first_start.code_screen import CodeScreen
from showroom.ui.first_start.models_screen import ModelsScreen
from showroom.ui.first_start.page import FirstStart
from showroom.ui.first_start.people_screen import PeopleScreen
from showroom.ui.look.labels import Text
from showroom.ui.look.tags import Badge
from showroom.ui.look.theme import Theme
from showroom.ui.window import Window
from tests.journeys.at_the_first_start import (
    FIRST_SECRET,
    NAME,
    SECRET,
    an_empty_store,
    code,
    facts,
    models,
    name_the_showroom,
    name_yourself,
    people,
    rules,
    start,
    tab_to,
)
from tests.journeys.at_the_window import click, hear, labels, pen, press, settle, shell, sign_in_page
from tests.journeys.conftest import OpenWindow
from tests.people import FIRST, Showroom, clock_of_the_morning
from tests.sheets.reading import texts_of


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    with an_empty_store(tmp_path) as store:
        yield store


@pytest.fixture
def clock() -> SetClock:
    return clock_of_the_morning()


@pytest.fixture
def window(open_window: OpenWindow, new_store: Store, clock: SetClock) -> Window:
    return open_window(Showroom(new_store, clock))


def at_the_people(window: Window) -> None:
    name_the_showroom(window)
    name_yourself(window)


def at_the_rules(window: Window) -> None:
    at_the_people(window)
    press("Return", "Alt+S")


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    press("Backspace")
    hear(text)


def test_there_is_no_account_before(window: Window, new_store: Store) -> None:
    assert colleagues(new_store) == ()
    assert Staff.select().count() == 0
    name_the_showroom(window)
    for key in ("password", "again"):
        assert people(window).first.entries[key].field.echoMode() is QLineEdit.EchoMode.Password


def test_no_screen_opens_a_window_of_its_own(window: Window) -> None:
    at_the_rules(window)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    assert QGuiApplication.focusWindow() is window.windowHandle()


@pytest.mark.parametrize(
    ("field", "text"), [("dealer", "长" * 60), ("business_hours", "always"), ("phone", "12")]
)
def test_facts_that_cannot_be_taken_are_told_beside_the_field(window: Window, field: str, text: str) -> None:
    entries = facts(window).entries()
    write(entries["dealer"].field, "恒远汽车滨江店")
    write(entries[field].field, text)
    press("Return")
    assert entries[field].problem.isVisible()
    assert entries[field].field.accessibleDescription() == entries[field].problem.text() != ""
    assert pen() is entries[field].field
    assert entries[field].field.text() == text
    write(entries[field].field, {"phone": "0571-88888888", "business_hours": "8-18"}.get(field, "恒远"))
    press("Return")
    assert people(window)


@pytest.mark.parametrize(
    ("field", "text"), [("name", " "), ("user", "  "), ("password", "123"), ("again", "anders-2026")]
)
def test_what_is_wrong_with_the_administrator_is_told_beside_the_field(
    window: Window, new_store: Store, field: str, text: str
) -> None:
    at_the_people(window)
    entries = people(window).first.entries
    write(entries[field].field, text)
    press("Ctrl+Return")
    if field == "password":
        assert entries["again"].problem.text() == "两次密码不一样，请重新输入。"
        write(entries["again"].field, text)
        press("Return")
    assert entries[field].problem.isVisible()
    assert entries[field].field.property("invalid")
    assert pen() is entries[field].field
    assert colleagues(new_store) == ()
    write(entries[field].field, {"name": NAME, "user": "boss"}.get(field, SECRET))
    write(entries["again"].field, SECRET)
    press("Return")
    assert models(window)


def test_the_first_person_must_be_an_administrator(window: Window) -> None:
    at_the_people(window)
    first = people(window).first
    first.roles[Role.ADMINISTRATOR].setChecked(False)
    press("Return")
    assert first.problem.text() == "第一个人必须是管理员，也可以同时勾选其他岗位。"
    assert pen() is first.roles[Role.RECEPTIONIST]
    first.roles[Role.ADMINISTRATOR].setChecked(True)
    press("Return")
    assert models(window)


def test_a_colleague_s_problem_stands_in_the_colleague_s_row(window: Window) -> None:
    at_the_people(window)
    press("Alt+A")
    hear("周敏")
    press("Return")
    blank, named = people(window).others
    assert named.entries["password"].problem.isVisible()
    assert not blank.entries["password"].problem.isVisible(), "a blank row is nobody"
    assert pen() is named.entries["password"].field
    hear(FIRST_SECRET)
    for box in named.roles.values():
        box.setChecked(False)
    press("Return")
    assert named.problem.isVisible()
    press("Alt+S")
    assert models(window), "colleagues may come later"


def test_the_user_name_follows_the_name_until_it_is_typed(window: Window) -> None:
    name_the_showroom(window)
    entries = people(window).first.entries
    hear("郭宇")
    assert entries["user"].field.text() == "guoyu"
    write(entries["user"].field, "boss")
    write(entries["name"].field, "郭小宇")
    assert entries["user"].field.text() == "boss"
    entries["user"].field.setFocus()
    entries["user"].field.selectAll()
    press("Backspace")
    write(entries["name"].field, "郭宇")
    assert entries["user"].field.text() == "guoyu", "who empties it is offered a name again"


def test_two_with_one_name_have_two_user_names(window: Window) -> None:
    at_the_people(window)
    press("Alt+A")
    hear(NAME)
    assert people(window).others[1].entries["user"].field.text() == "guoyu2"


def test_rows_are_added_and_removed_where_the_pen_lies(window: Window) -> None:
    at_the_people(window)
    for name in ("甲", "乙"):
        press("Alt+A")
        hear(name)
    people(window).others[1].entries["user"].field.setFocus()
    press("Alt+R")
    assert [row.entries["name"].field.text() for row in people(window).others] == ["", "乙"]
    assert pen() is people(window).others[1].entries["name"].field
    click(people(window).remove)
    click(people(window).remove)
    assert not people(window).remove.isEnabled()
    assert pen() is people(window).first.entries["name"].field
    press("Alt+R")
    click(people(window).add)
    assert len(people(window).others) == 1


def test_the_pen_goes_through_added_rows_before_the_buttons(window: Window) -> None:
    at_the_people(window)
    press("Alt+A", "Alt+A")
    for row in people(window).others:
        tab_to(row.entries["name"].field)
    tab_to(start(window).frame.skip)
    assert [row.entries["name"].field.text() for row in people(window).others] == ["", "", ""]


def test_a_line_that_is_no_model_is_named_and_found(window: Window) -> None:
    at_the_people(window)
    press("Return")
    QGuiApplication.clipboard().setText("朗逸\tLavida\n\n来电\n")
    press("Ctrl+V")
    assert "朗逸 · Lavida\n来电" in labels(models(window))
    press("Ctrl+Return")
    assert models(window).problem.text().startswith("第 3 行：")
    assert models(window).text.textCursor().blockNumber() == 2
    press("Shift+End")
    hear("途观L")
    press("Ctrl+Return")
    assert rules(window)


def test_a_long_list_is_counted(window: Window) -> None:
    at_the_people(window)
    press("Return")
    models(window).text.setPlainText("\n".join(f"车{number}" for number in range(12)))
    assert models(window).read.text().endswith("另有 2 个")


def test_each_preset_shows_its_days(window: Window) -> None:
    at_the_rules(window)
    assert pen() is rules(window).presets[PRESETS[0].code]
    assert {"7 天以内", "31–90 天", "90 天以后", "每 15 天"} <= set(labels(rules(window)))
    while not rules(window).presets["daily_h"].isChecked():
        press("Down")
    assert {"每天", "16–30 天", "31–90 天"} <= set(labels(rules(window)))
    assert "90 天以后" not in labels(rules(window))


def test_the_folder_is_chosen_or_typed_and_must_be_there(window: Window, tmp_path: Path) -> None:
    at_the_rules(window)
    click(rules(window).choose)
    assert rules(window).folder.field.text() == str(tmp_path)
    write(rules(window).folder.field, str(tmp_path / "nowhere"))
    press("Return")
    assert rules(window).folder.problem.isVisible()
    assert pen() is rules(window).folder.field
    write(rules(window).folder.field, str(tmp_path))
    press("Return")
    assert code(window)


def test_the_recovery_code_is_the_one_that_helps(window: Window, new_store: Store, clock: SetClock) -> None:
    from showroom.services import recovery

    at_the_rules(window)
    press("Return")
    click(code(window).copy)
    copied = QGuiApplication.clipboard().text()
    assert copied == code(window).code.text()
    press("Esc", "Alt+S")
    assert code(window), "there is no way back to what is done"
    tab_to(code(window).written)
    press("Space")
    click(start(window).frame.next)
    assert shell(window).desk.name == NAME
    assert recovery.recover(new_store, clock, "guoyu", copied, "ganz-anders-2026", "front desk")


def test_a_showroom_founded_elsewhere_meanwhile_is_signed_in_to(
    window: Window, new_store: Store, clock: SetClock
) -> None:
    at_the_rules(window)
    first_start.found(new_store, clock, NewShowroom(FIRST))
    press("Return")
    frame = start(window).frame
    assert frame.problem() in labels(frame)
    assert [one.user for one in colleagues(new_store)] == [FIRST.user]
    press("Return")
    assert sign_in_page(window)


def test_demo_data_is_one_click(window: Window) -> None:
    asked: list[bool] = []
    window.demo_wanted.connect(lambda: asked.append(True))
    frame = start(window).frame
    click(frame.demo)
    assert asked == [True]


def test_f1_says_what_these_screens_are_and_nothing_written_is_lost(window: Window) -> None:
    page = start(window)
    hear("恒远汽车")
    press("F1")
    assert page.help.panel is not None
    assert "第一次打开" in labels(page.help.panel)
    press("Esc")
    assert not page.help.panel.isVisible()
    assert isinstance(pen(), QLineEdit)
    assert pen().text() == "恒远汽车"  # type: ignore[attr-defined]


def test_the_next_start_asks_who_is_there(
    open_window: OpenWindow, window: Window, new_store: Store, clock: SetClock
) -> None:
    at_the_rules(window)
    press("Return", "Space", "Return")
    assert shell(window)
    window.close()
    settle()
    again = open_window(Showroom(new_store, clock))
    assert sign_in_page(again)._colleagues[0].name == NAME


def test_names_are_literal(window: Window) -> None:
    """Markup in what was typed is never read as markup (V15)."""
    at_the_people(window)
    press("Return")
    hear("<b>x<img src=y>")
    shown = next(one for one in models(window).findChildren(Text) if "x" in one.text())
    assert shown.text() == "<b>x<img src=y>"


def test_with_a_worker_beside_the_window_enter_twice_is_once(
    open_window: OpenWindow, new_store: Store, clock: SetClock, qtbot: QtBot
) -> None:
    window = open_window(Showroom(new_store, clock), inline=False)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), FirstStart))
    settle()
    name_the_showroom(window)
    qtbot.waitUntil(lambda: isinstance(start(window).view, PeopleScreen))
    name_yourself(window)
    press("Return", "Return")
    qtbot.waitUntil(lambda: isinstance(start(window).view, ModelsScreen))
    press("Alt+S", "Return", "Return")
    qtbot.waitUntil(lambda: isinstance(start(window).view, CodeScreen))
    press("Space", "Return", "Return")
    qtbot.waitUntil(lambda: window.shell is not None)
    assert len(colleagues(new_store)) == 1
    window.close()


@pytest.fixture
def large_english(look: Theme) -> Iterator[None]:
    language.use(language.ENGLISH)
    look.set_text(150)
    yield
    look.set_text(100)


def test_with_large_text_in_the_smallest_window_nothing_goes_out_of_view_at_the_right(
    large_english: None, open_window: OpenWindow, new_store: Store, clock: SetClock
) -> None:
    window = open_window(Showroom(new_store, clock), size=(853, 480))

    def assert_all_in_view() -> None:
        assert start(window).frame.well.horizontalScrollBar().maximum() == 0

    name_the_showroom(window)
    press("Alt+A")
    assert_all_in_view()
    rows = {box.y() for box in people(window).first.roles.values()}
    assert len(rows) > 1, "all ticks fit into one row: nothing is proved"
    people(window).first.entries["name"].field.setFocus()
    name_yourself(window)
    press("Alt+S")
    assert_all_in_view()
    press("Alt+S")
    assert_all_in_view()
    days = rules(window).findChildren(Badge)
    assert days[0].mapTo(rules(window), days[0].rect().topLeft()).y() > max(
        button.geometry().bottom() for button in rules(window).presets.values()
    )


def test_where_there_is_room_the_ticks_stand_in_one_row_and_the_days_beside_the_presets(
    window: Window,
) -> None:
    at_the_people(window)
    assert len({box.y() for box in people(window).first.roles.values()}) == 1
    press("Return", "Alt+S")
    badge, button = rules(window).findChildren(Badge)[0], next(iter(rules(window).presets.values()))
    assert badge.mapTo(rules(window), badge.rect().topLeft()).x() > button.geometry().right()


def test_the_recovery_code_is_printed(window: Window, pdf: Path) -> None:
    at_the_rules(window)
    press("Return")
    shown = code(window).code.text()
    click(code(window).print)
    preview = start(window).preview
    assert preview is not None
    assert preview.isVisible()
    assert not start(window).frame.isVisible()
    press("Ctrl+Return", "Alt+S", "Return")
    assert start(window).preview is preview, "nothing goes on behind the preview"
    preview.save_pdf()
    (page,) = texts_of(pdf.read_bytes())
    assert shown in page
    assert str(pdf) in code(window).copied.text()
    assert pen() is code(window).written
    assert not start(window).frame.next.isEnabled()


def test_esc_leads_back_from_the_preview_to_the_code(window: Window) -> None:
    at_the_rules(window)
    press("Ctrl+P")
    assert start(window).preview is None, "there is no code yet"
    press("Return")
    shown = code(window).code.text()
    press("Ctrl+P", "Esc")
    assert start(window).preview is None
    assert code(window).code.text() == shown
    assert code(window).code.isVisible()
