"""A consultant's day from the list of what waits: calls, no answer, a nearer level, a visit as agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom import language
from showroom.language import _
from showroom.models.customer import Customer
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.appointments import State
from showroom.services import appointment, follow_up, level_clock
from showroom.ui.level_choice import LevelBadge
from showroom.ui.look.buttons import Button
from tests.journeys.at_the_window import (
    comes_in,
    go_to_card,
    hear,
    pen,
    press,
    tab_to,
    toast,
    todays_work,
    waiting,
    work_line,
)
from tests.journeys.conftest import OpenWindow
from tests.people import THURSDAY, Showroom, register_walk_in

OVERDUE, DUE, MET_YESTERDAY = "李强", "张伟", "王丽"


@pytest.fixture(params=["zh_CN", "en"])
def in_both_languages(request: pytest.FixtureRequest, look: object) -> str:
    """`look` gives Chinese back."""
    code = str(request.param)
    language.use(code)
    return code


def card_of(name: str) -> Prospect:
    return Prospect.get(Prospect.customer == Customer.get(Customer.name == name))


def due(name: str) -> object:
    """When somebody is due, by the clock."""
    found = level_clock.of_card(card_of(name).id)
    assert found is not None
    return found.due.day


@pytest.fixture
def waiting_cards(morning: Showroom) -> Showroom:
    """李强 was due yesterday, 张伟 is due today; 王丽 came yesterday."""
    morning.on(THURSDAY - timedelta(days=16), 15)
    register_walk_in(
        morning.consultant, OVERDUE, "13911110001", received_by="陈涛", level="B", model_of_interest="朗逸"
    )
    morning.on(THURSDAY - timedelta(days=15), 15)
    register_walk_in(
        morning.consultant, DUE, "13911110002", received_by="陈涛", level="B", model_of_interest="途观L"
    )
    return morning.on(THURSDAY, 9)


def level_by_letter(letter: str) -> None:
    """One step back from the words to the levels, and the letter."""
    press("Shift+Tab")
    assert isinstance(pen(), LevelBadge)
    press(letter)


def test_calls_without_a_mouse(
    open_window: OpenWindow, waiting_cards: Showroom, in_both_languages: str
) -> None:
    window = open_window(waiting_cards)
    comes_in(window, "陈涛")
    assert waiting(window)[:2] == [OVERDUE, DUE]
    assert "15" in work_line(window, DUE), "the sum says why"

    # Nobody answers: the date stays as it is, and he goes on waiting.
    go_to_card(window, OVERDUE)
    press("Return", "F9", "Ctrl+Return")
    assert OVERDUE in toast(window)
    tried = FollowUp.get()
    assert (tried.reached, tried.result) == (False, "no_answer")
    assert due(OVERDUE) == THURSDAY - timedelta(days=1)
    assert waiting(window)[0] == OVERDUE

    # Nor an hour later; the proposed tomorrow is taken, and so agreed.
    waiting_cards.on(THURSDAY, 10)
    go_to_card(window, OVERDUE)
    press("Return", "F9")
    tab_to(Button, _("Try again tomorrow"))
    press("Space", "Ctrl+Return")
    assert due(OVERDUE) == THURSDAY + timedelta(days=1)
    assert level_clock.of_card(card_of(OVERDUE).id).due.agreed

    # The next one is nearer to a deal: the level by its letter, the fact by the space bar.
    go_to_card(window, DUE)
    press("Return")
    hear("价格基本认可，周末带太太来定")
    level_by_letter("A")
    fact = todays_work(window).logger.form.facts.ticks["purchase_time_fixed"]
    tab_to(type(fact), fact.accessibleName())
    press("Space", "Ctrl+Return")
    assert card_of(DUE).level == "A"
    step = CardMove.get()
    assert (step.level_before, step.level_after, step.criteria) == ("B", "A", ("purchase_time_fixed",))
    assert due(DUE) == THURSDAY + timedelta(days=7)
    assert DUE not in waiting(window)

    # It was the wrong one: taken back with its level, and done again.
    press("Ctrl+Z")
    assert (card_of(DUE).level, due(DUE)) == ("B", THURSDAY)
    assert DUE in waiting(window)
    press("Ctrl+Y")
    assert (card_of(DUE).level, due(DUE)) == ("A", THURSDAY + timedelta(days=7))


def test_a_level_without_a_fact_is_not_taken_and_nothing_typed_is_lost(
    open_window: OpenWindow, waiting_cards: Showroom
) -> None:
    window = open_window(waiting_cards)
    comes_in(window, "陈涛")
    go_to_card(window, DUE)
    press("Return")
    hear("随便聊聊")
    level_by_letter("A")
    press("Ctrl+Return")
    form = todays_work(window).logger.form
    assert form.problem.isVisible()
    assert form.said.toPlainText() == "随便聊聊"
    assert not FollowUp.select().exists()
    press("Esc")
    go_to_card(window, DUE)
    press("Return")
    assert form.said.toPlainText() == "随便聊聊", "folding keeps it"


def test_an_agreed_day_wins_and_is_kept_by_coming(open_window: OpenWindow, waiting_cards: Showroom) -> None:
    """He says Saturday: Saturday it is; when he comes, the reception's row is the contact."""
    morning, saturday = waiting_cards, THURSDAY + timedelta(days=2)
    visit = {"kind": "visit", "day": saturday, "time": None, "car": None}
    follow_up.log(morning.consultant, card_of(DUE).id, {"said": "周六来", "agreed_on": saturday})
    made = appointment.make(morning.consultant, card_of(DUE).id, visit)
    assert due(DUE) == saturday
    morning.on(saturday, 10)
    done = register_walk_in(morning.reception, DUE, "13911110002", received_by="陈涛")
    came = Appointment.get_by_id(made.appointment)
    assert (came.state, came.entry_id) == (State.ARRIVED, done.entry)
    assert due(DUE) == saturday + timedelta(days=15)
    window = open_window(morning)
    comes_in(window, "陈涛")
    assert DUE not in waiting(window)
