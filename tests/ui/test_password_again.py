"""The password once more at an open desk: asked over the page, and the page goes on by itself (R16)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from showroom.errors import PasswordAsked, ShowroomError
from showroom.models.staff import Staff
from showroom.ui import present
from showroom.ui.ask import Ask
from showroom.ui.look.dialog import Dialog
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    hear,
    labels,
    page,
    press,
    shell,
    sign_in,
    sign_in_page,
    toast,
    when_a_dialog_opens,
)
from tests.people import PASSWORD, RECEPTIONIST, THURSDAY, Showroom, last_act, register_walk_in
from tests.ui.settings.at_the_settings import choose, go_to, open_settings, problem, write


class Asked(list[str]):
    """What stood over the field each time it was asked."""


def giving(*passwords: str) -> Asked:
    """Whenever the password is asked for, the next of these is typed, and Enter; "" is Esc."""
    asked = Asked()
    left = list(passwords)

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        assert field.echoMode() is QLineEdit.EchoMode.Password
        asked.append(" ".join(labels(dialog)))
        typed = left.pop(0)
        if typed:
            hear(typed)
        press("Return" if typed else "Esc")
        if left:
            # Only now: the dialog that is there still would be taken for the next one.
            when_a_dialog_opens(answer)

    when_a_dialog_opens(answer)
    return asked


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[ShowroomError]:
    """What the window told of errors."""
    heard: list[ShowroomError] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: heard.append(error))
    return heard


@pytest.fixture
def noon(window: Window, morning: Showroom) -> Window:
    """周敏 gave her password at 10:38; it is eleven o'clock now."""
    register_walk_in(morning.reception, "李强", "13711112222")
    sign_in(window, "周敏")
    shell(window).news.watch.stop()
    morning.on(THURSDAY, 11, 0)
    return window


def test_the_copy_to_excel_goes_on_once_the_password_was_right(
    noon: Window, pdf: Path, told: list[ShowroomError]
) -> None:
    asked = giving("not-the-password", PASSWORD)
    press("Ctrl+E")
    assert len(asked) == 2
    assert "周敏" in asked[0]
    assert "10 分钟" in asked[0]
    assert "密码" in asked[1]
    assert asked[1] != asked[0], "the second time it says what was wrong"
    assert pdf.with_suffix(".xlsx").exists()
    assert toast(noon).startswith("已保存")
    pdf.with_suffix(".xlsx").unlink()
    press("Ctrl+E")
    assert pdf.with_suffix(".xlsx").exists(), "asked once in ten minutes, not for every copy"
    assert told == []


def test_esc_leaves_everything_as_it_was_and_says_no_more(
    noon: Window, pdf: Path, told: list[ShowroomError]
) -> None:
    before = last_act()
    assert len(giving("")) == 0
    press("Ctrl+E")
    assert not pdf.with_suffix(".xlsx").exists()
    assert (told, toast(noon), last_act()) == ([], "", before)


def test_five_wrong_ones_lock_and_are_told_with_the_code(
    noon: Window, pdf: Path, told: list[ShowroomError]
) -> None:
    giving(*["not-the-password"] * 5, PASSWORD)
    press("Ctrl+E")
    assert [error.code for error in told] == ["E-LOCKED"]
    assert not pdf.with_suffix(".xlsx").exists()


def test_paper_never_asks(noon: Window, told: list[ShowroomError]) -> None:
    press("Ctrl+P")
    press("Esc")
    assert told == []
    assert page(noon).isVisible()


def test_whoever_locks_meanwhile_has_given_nothing(noon: Window, pdf: Path) -> None:
    """The idle lock closes the question first, and locks with the next look."""
    when_a_dialog_opens(lambda dialog: dialog.close())
    press("Ctrl+E")
    assert not pdf.with_suffix(".xlsx").exists()
    press("Ctrl+L")
    assert sign_in_page(noon)
    assert noon.ask.prove is None


def test_people_are_kept_only_by_whoever_knows_the_password(
    window: Window, morning: Showroom, told: list[ShowroomError]
) -> None:
    settings = open_settings(window)
    shell(window).news.watch.stop()
    morning.on(THURSDAY, 11, 0)
    go_to(settings, "人员")
    choose(settings, "周敏")
    write(settings, name="周小敏")
    giving("")
    press("Ctrl+S")
    assert Staff.get(Staff.user == RECEPTIONIST).name == "周敏"
    assert "再次输入密码" in problem(settings), "the form says why it was not saved"
    giving(PASSWORD)
    press("Ctrl+S")
    assert Staff.get(Staff.user == RECEPTIONIST).name == "周小敏"
    assert told == []


def test_where_nobody_can_be_asked_it_is_a_refusal_like_any_other(showroom: Showroom, qtbot: object) -> None:
    heard: list[ShowroomError] = []
    ask = Ask(showroom.store, inline=True)
    owner = QWidget()
    ask.failed.connect(heard.append)

    def job() -> None:
        raise PasswordAsked("E-PASSWORD-AGAIN", "This must not be empty.")

    ask(owner, job, lambda _none: None)
    assert [error.code for error in heard] == ["E-PASSWORD-AGAIN"]
    owner.deleteLater()
