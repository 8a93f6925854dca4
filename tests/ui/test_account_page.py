"""My account: everybody has it; password and PIN need the password, the recovery code is shown once."""

from __future__ import annotations

import pytest

from showroom import language
from showroom.language import _
from showroom.rules import passwords
from showroom.services import own_secrets, recovery, sign_in_locks
from showroom.ui.account_page import AccountPage
from showroom.ui.look.theme import current
from showroom.ui.places import ACCOUNT
from showroom.ui.secret_form import SecretForm
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    click,
    comes_anew,
    hear,
    labels,
    press,
    segment,
    settle,
    shell,
    sign_in,
    sign_in_page,
    toast,
)
from tests.journeys.conftest import OpenWindow
from tests.people import ADMINISTRATOR, PASSWORD, RECEPTIONIST, STAFF, Showroom, refused

NEW = "qing-ting-7741"
PIN = "4071"


@pytest.fixture
def desk(window: Window) -> Window:
    """周敏 opens her account by its key."""
    sign_in(window, "周敏")
    shell(window).show_page(ACCOUNT)
    return window


@pytest.fixture
def administrator(window: Window) -> Window:
    sign_in(window, "郭宇")
    shell(window).show_page(ACCOUNT)
    return window


def account(window: Window) -> AccountPage:
    found = shell(window).page
    assert isinstance(found, AccountPage)
    return found


def fill(form: SecretForm, *texts: str) -> None:
    """Write into one field after the other, Enter after each."""
    form.begin()
    for text in texts:
        hear(text)
        press("Return")


def problem(form: SecretForm) -> tuple[str, str]:
    """The field that is marked, and the sentence below."""
    marked = [key for key, field in form.fields.items() if field.property("invalid")]
    return "".join(marked), form.problem.text()


@pytest.mark.parametrize("name", [*(person.name for person in STAFF), "郭宇"])
def test_everybody_has_an_account(window: Window, name: str) -> None:
    sign_in(window, name)
    shell(window).show_page(ACCOUNT)
    settle()
    assert name in labels(account(window))


def test_it_says_who_somebody_is_here(window: Window) -> None:
    sign_in(window, "何洁")
    shell(window).show_page("account")
    settle()
    assert "客服专员" in account(window).roles.text()
    assert "hejie" in account(window).roles.text()


# -- the password -------------------------------------------------------------------------------------


def test_a_new_password_counts_at_once(desk: Window, morning: Showroom) -> None:
    elsewhere = morning.signs_in(RECEPTIONIST)
    fill(account(desk).password, PASSWORD, NEW, NEW)
    assert toast(desk) == _("Your password is changed; wherever else you were signed in, you are out.")
    assert all(field.text() == "" for field in account(desk).password.fields.values())
    morning.signs_in(RECEPTIONIST, NEW)
    with refused("E-SIGN-IN"):
        morning.signs_in(RECEPTIONIST, PASSWORD)
    assert elsewhere.sessions_ended < shell(desk).desk.sessions_ended
    shell(desk).news.watch.timeout.emit()
    settle()
    assert desk.shell is not None, "she herself goes on"


def test_a_wrong_present_password_is_marked_and_counted(desk: Window, morning: Showroom) -> None:
    form = account(desk).password
    fill(form, "falsch-7741", NEW, NEW)
    assert problem(form)[0] == "old"
    assert form.fields["password"].text() == NEW, "what is right stays"
    for _more in range(passwords.TRIES - 1):
        form.accept()
    form.accept()
    with refused("E-LOCKED"):
        sign_in_locks.refuse_locked(morning.house, RECEPTIONIST)


@pytest.mark.parametrize(
    ("new", "again", "field"), [(NEW, "anders-7741", "again"), ("kurz", "kurz", "password")]
)
def test_what_cannot_be_a_password_is_marked(desk: Window, new: str, again: str, field: str) -> None:
    form = account(desk).password
    fill(form, PASSWORD, new, again)
    marked, sentence = problem(form)
    assert marked == field
    assert sentence


def test_half_a_form_changes_nothing(desk: Window, morning: Showroom) -> None:
    fill(account(desk).password, PASSWORD, NEW)
    press("Ctrl+S")
    morning.signs_in(RECEPTIONIST, PASSWORD)


def test_nothing_secret_is_kept_when_she_goes(desk: Window) -> None:
    form = account(desk).password
    form.begin()
    hear(PASSWORD)
    press("Ctrl+L")
    sign_in(desk, "周敏")
    assert account(desk).password.fields["old"].text() == "", "she is back on this page, without it"


# -- the PIN ------------------------------------------------------------------------------------------


def test_a_pin_is_set_and_cleared(desk: Window, morning: Showroom) -> None:
    page = account(desk)
    assert not page.no_pin.isVisible()
    fill(page.pin, PIN, PASSWORD)
    assert own_secrets.has_pin(morning.reception)
    assert page.has_pin.text() == _("You have a PIN")
    press("Ctrl+L")
    assert sign_in_page(desk).chosen.pin.isVisible()
    hear(PIN)
    press("Return")
    click(account(desk).no_pin)
    assert not own_secrets.has_pin(morning.reception)
    press("Ctrl+L")
    assert not sign_in_page(desk).chosen.pin.isVisible()


@pytest.mark.parametrize(
    ("pin", "password", "field"), [("1234", PASSWORD, "pin"), ("12", PASSWORD, "pin"), (PIN, "falsch", "old")]
)
def test_what_cannot_be_a_pin_is_marked(
    desk: Window, morning: Showroom, pin: str, password: str, field: str
) -> None:
    form = account(desk).pin
    fill(form, pin, password)
    assert problem(form)[0] == field
    assert not own_secrets.has_pin(morning.reception)


# -- the look -----------------------------------------------------------------------------------------


def test_language_look_and_text_size_are_chosen_here(desk: Window) -> None:
    click(segment(account(desk), "English"))
    comes_anew()
    assert language.current() == language.ENGLISH
    assert account(desk).tongue.current() == language.ENGLISH, "made anew, on the same page"
    click(segment(account(desk), "Dark"))
    assert current().tokens.name == "dark"
    click(segment(account(desk), "Light"))
    click(segment(account(desk), "125 %"))
    comes_anew()
    assert current().text_percent == 125
    assert account(desk).size_.current() == "125"
    press("Ctrl+0")
    comes_anew()
    assert account(desk).size_.current() == "100"


# -- the recovery code --------------------------------------------------------------------------------


def test_an_administrator_makes_a_new_recovery_code(administrator: Window, morning: Showroom) -> None:
    page = account(administrator)
    click(page.renew)
    code = page.code.code.text()
    recovery.recover(morning.store, morning.clock, ADMINISTRATOR, code, NEW, "front desk")
    morning.signs_in(ADMINISTRATOR, NEW)


def test_the_code_is_shown_once(administrator: Window) -> None:
    page = account(administrator)
    click(page.renew)
    code = page.code.code.text()
    assert code in labels(administrator)
    shell(administrator).show_help()
    assert code in labels(administrator)
    press("Ctrl+L")
    sign_in(administrator, "郭宇")
    assert code not in labels(administrator)


def test_nobody_else_makes_one(desk: Window) -> None:
    assert not account(desk).recovery.isVisible()


def test_the_account_at_any_size(open_window: OpenWindow) -> None:
    """On the smallest window everything can be reached by scrolling down."""
    window = open_window(size=(853, 480))
    sign_in(window, "郭宇")
    shell(window).show_page(ACCOUNT)
    settle()
    page = account(window)
    assert page._scroll.horizontalScrollBar().maximum() == 0
    assert page._scroll.verticalScrollBar().maximum() > 0
