"""Cards at a window whose store answers late: pressed again, gone on meanwhile, refused then (V1, A2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from showroom.errors import Unavailable
from showroom.models.customer import Customer, FamilyMember
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.services import card_opening, drafts, family, follow_up
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.follow_up_logger import form_of
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import shell
from tests.journeys.conftest import OpenWindow, look, morning, open_window, pdf, window
from tests.people import CONSULTANT, PASSWORD, THURSDAY, Showroom, register_walk_in

__all__ = ["look", "morning", "open_window", "pdf", "window"]

FIRST, SECOND = "林悦", "何军"
UNSURE = Unavailable("E-DB-UNSURE", "It is not known whether this was saved. Save it again.")


class Slow:
    """A service that does its work and answers only when it is let."""

    def __init__(self, really: Callable[..., Any]) -> None:
        self._really = really
        self.may_answer = Event()
        self.unsure = False
        self.calls = 0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.calls += 1
        done = self._really(*arguments, **options)
        assert self.may_answer.wait(20)
        if self.unsure:
            self.unsure = False
            raise UNSURE
        return done


@pytest.fixture
def opened(open_window: OpenWindow, showroom: Showroom, qtbot: QtBot) -> Window:
    """陈涛 at today's work with a worker beside the window; two cards are due."""
    showroom.on(THURSDAY - timedelta(days=7), 9)
    for name, phone in ((FIRST, "13800138047"), (SECOND, "13800138048")):
        register_walk_in(showroom.reception, name, phone, received_by="陈涛", level="A")
    made = open_window(showroom.on(THURSDAY, 10, 38), inline=False)
    qtbot.waitUntil(lambda: made.centralWidget() is not None)
    made.sign_in(CONSULTANT, PASSWORD)
    qtbot.waitUntil(lambda: made.shell is not None and bool(today_of(made).model.rowCount()))
    return made


def today_of(window: Window) -> TodayPage:
    found = shell(window).page
    assert isinstance(found, TodayPage)
    return found


def card_of(name: str) -> int:
    return int(Prospect.get(Prospect.customer == Customer.get(Customer.name == name)).id)


def opens(page: TodayPage, name: str, qtbot: QtBot) -> None:
    """The row of somebody is open below its line."""
    page.list.go_to_row(page.model.row_of(card_of(name)))
    page.write_new()
    qtbot.waitUntil(lambda: page.logger.card == card_of(name) and page.logger.isVisible())


# -- a follow-up ----------------------------------------------------------------------------------------


def log_and_go_on(opened: Window, qtbot: QtBot, slow: Slow) -> TodayPage:
    """The first is logged; before the answer comes the second is opened and written on."""
    page = today_of(opened)
    opens(page, FIRST, qtbot)
    page.logger.form.said.setPlainText("周末再谈")
    page.logger.log_it()
    qtbot.waitUntil(lambda: slow.calls == 1)
    page.logger.fold()
    page.list.go_to_row(page.model.row_of(card_of(SECOND)))
    page.write_new()
    return page


@pytest.fixture
def slow_log(monkeypatch: pytest.MonkeyPatch) -> Slow:
    slow = Slow(follow_up.log)
    monkeypatch.setattr(follow_up, "log", slow)
    return slow


def test_whoever_goes_on_before_the_answer_keeps_the_card_he_went_to(
    opened: Window, qtbot: QtBot, slow_log: Slow, showroom: Showroom
) -> None:
    page = log_and_go_on(opened, qtbot, slow_log)
    slow_log.may_answer.set()
    qtbot.waitUntil(lambda: page.logger.start is not None and page.logger.start.name == SECOND)
    assert (page.logger.card, page.logger.isVisible()) == (card_of(SECOND), True)
    page.logger.form.said.setPlainText("带太太来")
    page.logger.log_it()
    qtbot.waitUntil(lambda: FollowUp.select().count() == 2)
    qtbot.waitUntil(lambda: not page.logger.card)
    assert {row.prospect_id: row.said for row in FollowUp.select()} == {
        card_of(FIRST): "周末再谈",
        card_of(SECOND): "带太太来",
    }
    for name in (FIRST, SECOND):
        assert not drafts.found(showroom.consultant, form_of(card_of(name))).texts, "a draft that was saved"


@pytest.mark.logs
def test_a_refusal_that_comes_late_is_not_told_beside_another_card(
    opened: Window, qtbot: QtBot, slow_log: Slow
) -> None:
    """Not known yet, and saved in truth: opened again its words are on the card, and no draft any more."""
    told: list[str] = []
    today_of(opened).refused.connect(lambda error: told.append(error.code))
    slow_log.unsure = True
    page = log_and_go_on(opened, qtbot, slow_log)
    slow_log.may_answer.set()
    qtbot.waitUntil(lambda: page.logger.start is not None and page.logger.start.name == SECOND)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["E-DB-UNSURE"]
    assert not page.logger.form.problem.text()
    page.logger.fold()
    opens(page, FIRST, qtbot)
    qtbot.waitUntil(lambda: page.logger.start is not None)
    assert not page.logger.form.said.toPlainText()
    assert [row.said for row in FollowUp.select()] == ["周末再谈"]


# -- a new card, a member of the family ---------------------------------------------------------------------


def card_page(opened: Window, qtbot: QtBot) -> CustomerCardPage:
    shell(opened).show_card(card_of(FIRST), ())
    qtbot.waitUntil(lambda: isinstance(shell(opened).page, CustomerCardPage))
    page = shell(opened).page
    assert isinstance(page, CustomerCardPage)
    qtbot.waitUntil(lambda: page.card is not None)
    return page


@pytest.mark.parametrize("unsure", [False, True], ids=["pressed twice", "not known yet"])
def test_a_new_card_is_one_however_often_it_is_asked_for(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, unsure: bool
) -> None:
    """Somebody without a number: nothing but the token tells that it is the same one."""
    slow = Slow(card_opening.open_card)
    monkeypatch.setattr(card_opening, "open_card", slow)
    slow.unsure = unsure
    page = card_page(opened, qtbot)
    page.acts.ask_new()
    qtbot.waitUntil(page.acts.opening.isVisible)
    page.acts.opening.form.write({"name": "沈女士", "no_contact_reason": "不愿留电话"})
    page.acts.opening.give.click()
    page.acts.opening.give.click()
    slow.may_answer.set()
    qtbot.waitUntil(lambda: slow.calls == 2 and not page.acts.opening.isVisible())
    assert Customer.select().where(Customer.name == "沈女士").count() == 1


@pytest.mark.parametrize("unsure", [False, True], ids=["pressed twice", "not known yet"])
def test_a_member_of_the_family_is_one_however_often_it_is_asked_for(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, unsure: bool
) -> None:
    slow = Slow(family.add)
    monkeypatch.setattr(family, "add", slow)
    slow.unsure = unsure
    page = card_page(opened, qtbot)
    page.acts.open_person()
    part = page.acts.person.family
    part.form.write({"relation": "配偶", "name": "陈芳"})
    part.save.click()
    part.save.click()
    slow.may_answer.set()
    qtbot.waitUntil(lambda: slow.calls == 2)
    qtbot.waitUntil(lambda: FamilyMember.select().count() > 0 and not part.form.changed)
    assert FamilyMember.select().count() == 1


def test_the_control_two_tokens_are_two_members(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, FIRST, "13800138047", received_by="陈涛", level="A")
    who = Customer.get(Customer.name == FIRST).id
    for token in ("one", "two"):
        family.add(showroom.consultant, who, {"relation": "spouse", "name": "陈芳"}, token=token)
    assert FamilyMember.select().count() == 2
