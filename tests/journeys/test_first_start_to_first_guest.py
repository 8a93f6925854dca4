"""From an empty store to the first guest on the log, by the keyboard alone (issue 3: in five minutes)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom import language
from showroom.clock import SetClock
from showroom.models.store import Store
from showroom.rules.duties import Role
from showroom.rules.level_rules import PRESETS, SEED
from showroom.services import level_rules, lists, settings
from showroom.services.sign_in import colleagues
from showroom.ui.look.theme import Theme
from showroom.ui.window import Window
from tests.journeys.at_the_first_start import (
    DEALER,
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
from tests.journeys.at_the_window import assert_reads, click, hear, page, pen, press, row, segment, shell
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, clock_of_the_morning


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


def write_the_code_down_and_begin(window: Window) -> None:
    assert len(code(window).code.text()) == 23
    press("Return")
    assert window.shell is None, "not before it is written down"
    press("Space", "Return")


def the_first_guest_comes(window: Window) -> None:
    assert pen() is shell(window).top.strip, "the pen lies on the first page"
    hear("王女士 13812345678 2人")
    press("Return")
    assert_reads(row(window, 1), guest="王女士", phone="138 1234 5678")
    assert len(page(window).model.entries) == 1


def a_whole_showroom_is_set_up(window: Window, folder: Path) -> None:
    name_the_showroom(window)
    name_yourself(window)
    tab_to(people(window).others[0].entries["name"].field)
    hear("周敏")
    press("Tab", "Tab")
    hear(FIRST_SECRET)
    press("Alt+A")
    hear("陈涛")
    press("Tab", "Tab")
    hear(FIRST_SECRET)
    press("Alt+A", "Alt+R")
    press("Return")
    assert pen() is models(window).text
    hear("朗逸 Lavida")
    press("Return")
    hear("途观L Tiguan L")
    press("Ctrl+Return")
    press("Down")
    tab_to(rules(window).folder.field)
    hear(str(folder))
    press("Return")


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_from_nothing_to_the_first_guest(
    window: Window, new_store: Store, tmp_path: Path, tongue: str
) -> None:
    if tongue != language.current():
        tab_to(segment(start(window), language.NAMES[language.current()]))
        press("Right")
        assert language.current() == tongue
    a_whole_showroom_is_set_up(window, tmp_path)
    write_the_code_down_and_begin(window)
    assert shell(window).desk.roles() == {Role.ADMINISTRATOR, Role.RECEPTIONIST}
    assert window.windowTitle() == f"Showroom　{DEALER}"
    the_first_guest_comes(window)
    assert [(one.name, one.user) for one in colleagues(new_store)] == [
        (NAME, "guoyu"),
        ("周敏", "zhoumin"),
        ("陈涛", "chentao"),
    ]
    assert [(one.chinese, one.english) for one in lists.current()["car_model"]] == [
        ("朗逸", "Lavida"),
        ("途观L", "Tiguan L"),
    ]
    assert level_rules.in_force(THURSDAY) == PRESETS[1]
    assert settings.facts().copies_folder == str(tmp_path)


def test_whoever_skips_everything_still_has_a_showroom(window: Window, new_store: Store) -> None:
    press("Alt+S")
    name_yourself(window)
    press("Alt+S", "Alt+S", "Alt+S")
    write_the_code_down_and_begin(window)
    the_first_guest_comes(window)
    assert settings.facts() == settings.Facts()
    assert [one.user for one in colleagues(new_store)] == ["guoyu"]
    assert not lists.current()["car_model"]
    assert level_rules.in_force(THURSDAY) == SEED


def test_the_administrator_cannot_be_skipped(window: Window, new_store: Store) -> None:
    press("Alt+S", "Alt+S")
    assert people(window).first.entries["name"].field.property("invalid")
    assert pen() is people(window).first.entries["name"].field
    assert colleagues(new_store) == ()


def test_what_is_skipped_does_not_count_but_is_not_forgotten(window: Window, new_store: Store) -> None:
    assert pen() is facts(window).entries()["dealer"].field
    hear("随便")
    press("Alt+S", "Esc")
    assert facts(window).entries()["dealer"].field.text() == "随便"
    press("Alt+S")
    name_yourself(window)
    press("Return")
    hear("朗逸")
    press("Alt+S", "Alt+S")
    write_the_code_down_and_begin(window)
    assert settings.facts().dealer == ""
    assert not lists.current()["car_model"]


def test_going_back_loses_nothing(window: Window, tmp_path: Path) -> None:
    a_whole_showroom_is_set_up_but_not_founded(window, tmp_path)
    press("Esc", "Esc", "Esc", "Esc")
    assert facts(window).entries()["dealer"].field.text() == DEALER
    press("Return")
    first = people(window).first
    assert [entry.field.text() for entry in first.entries.values()] == [NAME, "boss", SECRET, SECRET]
    assert not first.roles[Role.RECEPTIONIST].isChecked()
    assert [one.entries["name"].field.text() for one in people(window).others] == ["周敏"]
    press("Return")
    assert models(window).text.toPlainText() == "朗逸 Lavida"
    press("Ctrl+Return")
    assert rules(window).presets[PRESETS[2].code].isChecked()
    assert rules(window).folder.field.text() == str(tmp_path)


def a_whole_showroom_is_set_up_but_not_founded(window: Window, folder: Path) -> None:
    name_the_showroom(window)
    name_yourself(window)
    tab_to(people(window).first.roles[Role.RECEPTIONIST])
    press("Space")
    tab_to(people(window).others[0].entries["name"].field)
    hear("周敏")
    press("Tab", "Tab")
    hear(FIRST_SECRET)
    tab_to(people(window).first.entries["user"].field)
    hear("boss")
    press("Return")
    hear("朗逸 Lavida")
    press("Ctrl+Return")
    press("Down", "Down")
    tab_to(rules(window).folder.field)
    hear(str(folder))


def test_another_language_keeps_what_is_typed(window: Window) -> None:
    name_the_showroom(window)
    hear(NAME)
    click(segment(start(window), language.NAMES[language.ENGLISH]))
    assert language.current() == language.ENGLISH
    assert people(window).first.entries["name"].field.accessibleName() == "Your name"
    assert people(window).first.entries["name"].field.text() == NAME
    assert people(window).first.entries["user"].field.text() == "guoyu"
    press("Esc")
    assert facts(window).entries()["dealer"].field.text() == DEALER


@pytest.fixture
def large_text(look: Theme) -> Iterator[None]:
    look.set_text(150)
    yield
    look.set_text(100)


def test_with_large_text_in_the_smallest_window_the_pen_is_always_in_view(
    large_text: None, open_window: OpenWindow, new_store: Store, clock: SetClock
) -> None:
    window = open_window(Showroom(new_store, clock), size=(853, 480))

    def assert_seen() -> None:
        written = pen()
        if start(window).view.isAncestorOf(written):
            seen = start(window).frame.well.viewport()
            place = written.mapTo(seen, written.rect().center())
            assert seen.rect().contains(place), f"{written.accessibleName()!r} is out of view"

    for _field in range(4):
        press("Tab")
        assert_seen()
    press("Alt+S")
    for _row in range(3):
        press("Alt+A")
        assert_seen()
    assert start(window).frame.well.verticalScrollBar().maximum() > 0, "all is in view: nothing is proved"
    press("Ctrl+Return")
    assert pen() is people(window).first.entries["name"].field
    assert_seen()
    for _stop in range(12):
        press("Tab")
        assert_seen()
    press("Alt+R", "Alt+R", "Alt+R")
    tab_to(people(window).first.entries["name"].field)
    name_yourself(window)
    press("Return")
    hear("来电")
    press("Ctrl+Return")
    assert models(window).problem.isVisible()
    press("Alt+S")
    tab_to(rules(window).folder.field)
    assert_seen()
    press("Return")
    write_the_code_down_and_begin(window)
    the_first_guest_comes(window)
