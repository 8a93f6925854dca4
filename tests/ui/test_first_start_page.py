"""The first start: a name for the showroom, a first person; nobody has an account before (R9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from showroom.clock import SetClock
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.rules.duties import Role
from showroom.services import first_start
from showroom.services.sign_in import colleagues
from showroom.ui.first_start_page import FirstStartPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, press, settle, shell
from tests.journeys.conftest import OpenWindow
from tests.people import Showroom, clock_of_the_morning

WRITTEN = {
    "dealer": "恒远汽车滨江店",
    "name": "郭宇",
    "user": "guoyu",
    "password": "zhan-ting-2026",
    "again": "zhan-ting-2026",
}


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "new.db"
    first_start.make_store(path)
    with Store(path) as store:
        yield store


@pytest.fixture
def clock() -> SetClock:
    return clock_of_the_morning()


@pytest.fixture
def window(open_window: OpenWindow, new_store: Store, clock: SetClock) -> Window:
    return open_window(Showroom(new_store, clock))


def page(window: Window) -> FirstStartPage:
    found = window.centralWidget()
    assert isinstance(found, FirstStartPage)
    return found


def write(window: Window, **texts: str) -> None:
    for key, text in (WRITTEN | texts).items():
        page(window).fields[key].setFocus()
        page(window).fields[key].clear()
        hear(text)


def test_there_is_no_account_before(window: Window, new_store: Store) -> None:
    assert colleagues(new_store) == ()
    assert Staff.select().count() == 0
    assert QApplication.focusWidget() is page(window).fields["dealer"]
    for key in ("password", "again"):
        assert page(window).fields[key].echoMode() is QLineEdit.EchoMode.Password


def test_the_first_person_is_signed_in_at_once(window: Window, new_store: Store) -> None:
    write(window)
    press("Return")
    assert shell(window).desk.name == "郭宇"
    assert shell(window).desk.roles() == {Role.ADMINISTRATOR, Role.RECEPTIONIST}
    assert window.windowTitle() == "Showroom　恒远汽车滨江店"
    hear("王女士 13812345678 2人")
    press("Return")
    assert len(shell(window).log.model.entries) == 1


def test_by_keys_alone_and_by_the_button(window: Window, new_store: Store) -> None:
    for text in WRITTEN.values():
        hear(text)
        press("Tab")
    click(page(window).begin)
    assert shell(window).desk.user == "guoyu"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"again": "zhan-ting-2027"}, "again"),
        ({"dealer": "   "}, "dealer"),
        ({"name": " "}, "name"),
        ({"user": ""}, "user"),
        ({"password": "123", "again": "123"}, "password"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(
    window: Window, new_store: Store, wrong: dict[str, str], field: str
) -> None:
    write(window, **wrong)
    press("Return")
    assert window.shell is None
    assert page(window).problem.text()
    assert page(window).fields[field].property("invalid")
    assert page(window).fields[field].accessibleDescription() == page(window).problem.text()
    assert QApplication.focusWidget() is page(window).fields[field]
    assert page(window).fields["name"].text() == (WRITTEN | wrong)["name"], "nothing typed is lost"
    assert colleagues(new_store) == ()
    write(window)
    press("Return")
    assert window.shell is not None


def test_two_passwords_that_differ_are_told(window: Window) -> None:
    write(window, again="anders-2026")
    press("Return")
    assert page(window).problem.text() == "两次口令不一样，请重新输入。"


def test_the_first_person_must_be_an_administrator(window: Window, new_store: Store) -> None:
    write(window)
    page(window).roles[Role.ADMINISTRATOR].setChecked(False)
    press("Return")
    assert window.shell is None
    assert page(window).problem.text()
    assert colleagues(new_store) == ()


def test_an_old_problem_goes_when_it_is_mended(window: Window) -> None:
    write(window, again="anders-2026")
    press("Return")
    write(window, user="")
    press("Return")
    assert not page(window).fields["again"].property("invalid")
    assert page(window).fields["user"].property("invalid")


def test_the_next_start_asks_who_is_there(
    open_window: OpenWindow, window: Window, new_store: Store, clock: SetClock
) -> None:
    write(window)
    press("Return")
    window.close()
    settle()
    again = open_window(Showroom(new_store, clock))
    assert again.centralWidget()._colleagues[0].name == "郭宇"  # type: ignore[union-attr]
