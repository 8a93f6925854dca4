"""A forgotten password: who helps, and the recovery code of an administrator (R4)."""

from __future__ import annotations

import pytest

from showroom.language import _
from showroom.services import recovery
from showroom.ui.recovery_page import RecoveryPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, hear, labels, press, settle, sign_in, sign_in_page
from tests.people import ADMINISTRATOR, CONSULTANT, PASSWORD, Showroom, refused

NEW = "qing-ting-7741"


@pytest.fixture
def code(morning: Showroom) -> str:
    """What lies printed in the safe."""
    return recovery.renew(morning.administrator)


@pytest.fixture
def page(window: Window) -> RecoveryPage:
    """Somebody forgot the password."""
    click(sign_in_page(window).forgot)
    found = window.centralWidget()
    assert isinstance(found, RecoveryPage)
    return found


def fill(page: RecoveryPage, *texts: str) -> None:
    """Write into one field after the other, Enter after each."""
    page.form.begin()
    for text in texts:
        hear(text)
        press("Return")


def test_it_says_who_helps(page: RecoveryPage) -> None:
    assert any("郭宇" in words for words in labels(page))
    assert not any("周敏" in words for words in labels(page)), "she is no administrator"


def test_the_code_lets_an_administrator_back_in(
    window: Window, code: str, page: RecoveryPage, morning: Showroom
) -> None:
    fill(page, ADMINISTRATOR, code.lower().replace("-", " "), NEW, NEW)
    following = page.code.code.text()
    assert following in labels(window)
    assert following != code
    assert not page.form.isVisible()
    assert all(field.text() == "" for field in page.form.fields.values())
    press("Return")
    sign_in(window, "郭宇", NEW)
    assert window.shell is not None
    with refused("E-SIGN-IN"):
        morning.signs_in(ADMINISTRATOR, PASSWORD)


@pytest.mark.parametrize("user", [CONSULTANT, "nobody"])
def test_nobody_else_is_let_in(page: RecoveryPage, code: str, morning: Showroom, user: str) -> None:
    fill(page, user, code, NEW, NEW)
    assert page.form.problem.text() != ""
    assert page.form.isVisible()
    assert page.form.fields["code"].text() == code, "what was copied by hand stays"
    morning.signs_in(CONSULTANT, PASSWORD)


def test_two_different_passwords_are_not_taken(page: RecoveryPage, code: str, morning: Showroom) -> None:
    fill(page, ADMINISTRATOR, code, NEW, f"{NEW}x")
    assert page.form.problem.text() == _("The two passwords differ. Type both again.")
    morning.signs_in(ADMINISTRATOR, PASSWORD)


def test_a_bad_password_costs_no_code(page: RecoveryPage, code: str, morning: Showroom) -> None:
    fill(page, ADMINISTRATOR, code, "kurz", "kurz")
    assert page.form.fields["password"].property("invalid")
    for field, text in (("password", NEW), ("again", NEW)):
        page.form.fields[field].setText(text)
    page.form.accept()
    settle()
    morning.signs_in(ADMINISTRATOR, NEW)


def test_esc_leads_back(window: Window, page: RecoveryPage) -> None:
    press("Esc")
    assert sign_in_page(window).isVisible()
