"""The people of the showroom at the window: taken on, changed, gone, back, and never nobody in charge."""

from __future__ import annotations

import pytest

from showroom.errors import Refused
from showroom.rules.duties import Role
from showroom.services import staff
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.handovers import opens_cards, owner_of
from tests.journeys.at_the_window import hear, press, toast
from tests.people import CONSULTANT, PASSWORD, RECEPTIONIST, THURSDAY, Showroom, staff_id
from tests.ui.settings.at_the_settings import (
    choose,
    first_cells,
    go_to,
    lines,
    listed,
    open_settings,
    press_button,
    problem,
    reads,
    state_of,
    told,
    write,
)


@pytest.fixture
def people(window: Window) -> SettingsPage:
    page = open_settings(window)
    go_to(page, "人员")
    return page


def role(page: SettingsPage, code: Role) -> None:
    """Tick a role."""
    listed(page).panel.form.editors["roles"].ticks[code].setFocus()  # type: ignore[attr-defined]
    press("Space")


def test_everybody_is_listed_with_what_they_are(people: SettingsPage) -> None:
    assert ("周敏", RECEPTIONIST, "前台", "", "", "在职") in lines(people)
    assert len(lines(people)) == 6


def test_somebody_is_taken_on_and_can_sign_in(people: SettingsPage, showroom: Showroom) -> None:
    press("Ctrl+N")
    hear("孙")
    hear("浩")
    press("Return", "Return")
    hear("sunhao")
    role(people, Role.SALES_CONSULTANT)
    write(people, password="bin-jiang-2026")
    press("Ctrl+S")
    assert told(people) == {}
    assert "孙浩" in first_cells(people)
    assert reads(people, "name") == "孙浩", "the new one is open"
    assert showroom.signs_in("sunhao", "bin-jiang-2026").name == "孙浩"


def test_what_is_missing_is_said_beside_each_field_and_nothing_typed_is_lost(people: SettingsPage) -> None:
    press("Ctrl+N")
    write(people, name="孙浩")
    press("Ctrl+S")
    assert set(told(people)) == {"user", "roles", "password"}
    assert reads(people, "name") == "孙浩"
    assert len(lines(people)) == 6


def test_a_user_name_somebody_has_is_refused_in_words(people: SettingsPage) -> None:
    press("Ctrl+N")
    write(people, name="周敏二", user=RECEPTIONIST, password=PASSWORD)
    role(people, Role.RECEPTIONIST)
    press("Ctrl+S")
    assert RECEPTIONIST in problem(people)
    assert reads(people, "user") == RECEPTIONIST


def test_name_and_roles_are_changed(people: SettingsPage, showroom: Showroom) -> None:
    choose(people, "周敏")
    press("Return")
    hear("周小敏")
    role(people, Role.SALES_CONSULTANT)
    press("Ctrl+Return")
    person = showroom.person(RECEPTIONIST)
    assert (person.name, person.roles) == ("周小敏", (Role.RECEPTIONIST, Role.SALES_CONSULTANT))


def test_the_team_is_written_and_stands_on_the_list(people: SettingsPage, showroom: Showroom) -> None:
    choose(people, "周敏")
    write(people, team="一组")
    press("Ctrl+S")
    assert showroom.person(RECEPTIONIST).team == "一组"
    assert ("周敏", RECEPTIONIST, "前台", "一组", "", "在职") in lines(people)


def test_a_new_password_is_given(people: SettingsPage, showroom: Showroom) -> None:
    choose(people, "周敏")
    press_button(people, "新密码")
    hear("qian-tai-2027")
    press("Return")
    assert showroom.signs_in(RECEPTIONIST, "qian-tai-2027").name == "周敏"
    with pytest.raises(Refused):
        showroom.signs_in(RECEPTIONIST, PASSWORD)


def test_who_leaves_stays_on_the_list_and_comes_back(people: SettingsPage, showroom: Showroom) -> None:
    choose(people, "周敏")
    press("Del")
    assert reads(people, "left_on") == THURSDAY.isoformat()
    hear("昨天")
    press("Return")
    assert state_of(people, "周敏") == "2026-03-04 离职"
    choose(people, "周敏")
    assert not listed(people).panel.save.isVisible(), "there is nothing to change about who is gone"
    press_button(people, "复职")
    hear("qian-tai-2027")
    press("Ctrl+S")
    assert state_of(people, "周敏") == "在职"
    assert showroom.signs_in(RECEPTIONIST, "qian-tai-2027").name == "周敏"


def test_the_last_administrator_cannot_go(people: SettingsPage, showroom: Showroom) -> None:
    choose(people, "郭宇")
    press("Del", "Return")
    assert "没有人" in problem(people)
    assert showroom.person("guoyu").active
    press("Esc")
    role(people, Role.ADMINISTRATOR)
    role(people, Role.RECEPTIONIST)
    press("Ctrl+S")
    assert problem(people)
    assert [one.roles for one in staff.people(showroom.administrator) if one.user == "guoyu"] == [
        (Role.ADMINISTRATOR,)
    ]


def test_saving_is_said(people: SettingsPage, window: Window) -> None:
    choose(people, "周敏")
    write(people, name_english="Zhou M.")
    press("Ctrl+S")
    assert toast(window) == "已保存"


def test_who_leaves_with_customers_is_asked_what_becomes_of_them(
    people: SettingsPage, showroom: Showroom
) -> None:
    (card,) = opens_cards(showroom, "A")
    people.refresh()
    choose(people, "陈涛")
    press("Del")
    assert "2 位在跟客户" in listed(people).panel.note.text()
    press("Ctrl+S")
    assert "客户交接" in problem(people)
    assert showroom.person(CONSULTANT).active
    listed(people).panel.form.editors["cards_later"].take_pen()
    press("Space", "Ctrl+S")
    assert not showroom.person(CONSULTANT).active
    assert owner_of(card) == staff_id(CONSULTANT), "they stay on file"
