"""Contacts on a card are logged, corrected, removed: the level moves by steps, the history stays."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from showroom.errors import Clash, Invalid
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.criteria import Criterion
from showroom.rules.due import Due, Reason
from showroom.services import card_level, check, contacts, follow_up, level_clock, reference
from showroom.services.desk import Desk
from showroom.services.work import Work
from tests.people import (
    THURSDAY,
    Showroom,
    acts,
    correct,
    last_act,
    lines_of,
    redo,
    refused,
    register_call,
    register_walk_in,
    statements,
    undo,
)

FACT = (Criterion.CAME_AGAIN,)
NUMBER = "13812345678"


@pytest.fixture
def card(showroom: Showroom) -> int:
    """陈涛's card, opened on Thursday 5 March at level B by the visit of that morning."""
    register_walk_in(showroom.reception, "王丽", NUMBER, received_by="陈涛", level="B", note="看途观")
    return int(Prospect.get().id)


def says(desk: Desk, card: int, said: str = "周六来看车", **entered: Any) -> int:
    """A contact is logged; its id."""
    return follow_up.log(desk, card, {"said": said, **entered}).follow_up


def due(card: int) -> Due:
    return follow_up.due_of(card)


def level(card: int) -> str:
    return str(Prospect.get_by_id(card).level)


def steps(card: int) -> list[tuple[str, str, date]]:
    """The steps of a card that stand."""
    moves = CardMove.select().where(CardMove.prospect == card, CardMove.removed_at.is_null())
    return [(one.level_before, one.level_after, one.day) for one in moves.order_by(CardMove.id)]


def problems(told: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in told.value.problems}


def on(showroom: Showroom, days: int, hour: int = 9, minute: int = 0) -> Desk:
    """陈涛's desk so many days after that Thursday."""
    return showroom.on(THURSDAY + timedelta(days), hour, minute).consultant


# --- logging -----------------------------------------------------------------------------------------------


def test_what_is_left_out_is_the_usual(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2, 10, 5), card)
    row = FollowUp.get_by_id(made)
    assert (row.method, row.activity, row.purpose, row.result) == (
        "phone", "advance", "collect_needs", "go_on",
    )  # fmt: skip
    assert (row.day, row.time, row.reached, row.by_id) == (
        date(2026, 3, 7), time(10, 5), True, showroom.consultant.staff,
    )  # fmt: skip
    assert (row.level_before, row.level_after, row.move_id) == ("B", "B", None)
    assert due(card).day == date(2026, 3, 22)


def test_up_with_a_fact_which_is_the_cards_from_then_on(showroom: Showroom, card: int) -> None:
    says(on(showroom, 2), card, level="A", criteria=FACT, reason="又来看了一次")
    kept = Prospect.get_by_id(card)
    assert (kept.level, kept.criteria, kept.criteria_on) == ("A", FACT, date(2026, 3, 7))
    assert steps(card) == [("B", "A", date(2026, 3, 7))]
    assert (CardMove.get().criteria, CardMove.get().reason) == (FACT, "又来看了一次")
    assert due(card).day == date(2026, 3, 14)


def test_facts_without_another_level_are_the_cards_too(showroom: Showroom, card: int) -> None:
    says(on(showroom, 2), card, criteria=FACT)
    kept = Prospect.get_by_id(card)
    assert (kept.level, kept.criteria, kept.criteria_on) == ("B", FACT, date(2026, 3, 7))
    assert not steps(card)
    undo(showroom.consultant)
    assert Prospect.get_by_id(card).criteria == ()


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"level": "H"}, "criteria"),
        ({"level": "A"}, "criteria"),
        ({"level": "O", "criteria": FACT}, "level"),
        ({"said": ""}, "said"),
        ({"day": THURSDAY - timedelta(1)}, "day"),
        ({"day": THURSDAY + timedelta(3)}, "day"),
        ({"agreed_on": THURSDAY + timedelta(1)}, "agreed_on"),
        ({"agreed_on": THURSDAY + timedelta(400)}, "agreed_on"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(
    showroom: Showroom, card: int, entered: dict[str, Any], field: str
) -> None:
    desk, before = on(showroom, 2), acts()
    with pytest.raises(Invalid) as told:
        says(desk, card, **entered)
    assert problems(told) == {field}
    assert (acts(), level(card)) == (before, "B"), "nothing was saved"


def test_every_problem_is_told_at_once(showroom: Showroom, card: int) -> None:
    with pytest.raises(Invalid) as told:
        says(on(showroom, 2), card, "", level="H", agreed_on=THURSDAY)
    assert problems(told) == {"said", "criteria", "agreed_on"}


def test_down_needs_no_fact_where_words_stand(showroom: Showroom, card: int) -> None:
    says(on(showroom, 2), card, "今年不买了", level="C")
    assert (level(card), CardMove.get().reason) == ("C", "今年不买了")


def test_an_unanswered_try_leaves_the_date_and_tomorrow_may_be_agreed(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 15)
    before = due(card)
    assert before.day == date(2026, 3, 20)
    says(desk, card, "", result="no_answer")
    assert due(card) == before
    says(desk, card, "", result="no_answer", agreed_on=date(2026, 3, 21))
    assert (due(card).day, due(card).reason) == (date(2026, 3, 21), Reason.AGREED)
    says(on(showroom, 16), card, "", result="no_answer")
    assert due(card).day == date(2026, 3, 21), "another try leaves what was agreed"
    says(on(showroom, 16, 10), card)
    assert (due(card).day, due(card).reason) == (date(2026, 4, 5), Reason.GAP)


def test_a_change_of_level_is_not_put_before_the_last_step(showroom: Showroom, card: int) -> None:
    says(on(showroom, 4), card, level="A", criteria=FACT)
    with pytest.raises(Invalid) as told:
        says(on(showroom, 5), card, level="H", criteria=FACT, day=THURSDAY + timedelta(3))
    assert problems(told) == {"day"}
    says(on(showroom, 5), card, day=THURSDAY + timedelta(3))
    assert due(card).since == THURSDAY + timedelta(4), "a contact of a day before is one nevertheless"


def test_logging_again_with_a_token_seen_before_changes_nothing(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 2)
    once = follow_up.log(desk, card, {"said": "周六来"}, token="it")
    again = follow_up.log(desk, card, {"said": "别的"}, token="it")
    assert (again.follow_up, again.due, again.repeated) == (once.follow_up, once.due, True)
    assert FollowUp.select().count() == 1


def test_nothing_is_logged_on_a_closed_card(showroom: Showroom, card: int) -> None:
    with showroom.manager.work(follow_up.Duty.KEEP_CARD) as work:
        _lost(work, card)
    with refused("E-CARD-CLOSED"):
        says(on(showroom, 2), card)


def _lost(work: Work, card: int) -> None:
    work.edit(Prospect, card, Prospect.get_by_id(card).revision, state="lost")


# --- correcting --------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_was_said_before(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card, "周六来看车")
    follow_up.correct(showroom.consultant, made, 1, {"said": "周日来看车", "minutes": 5})
    row = FollowUp.get_by_id(made)
    assert (row.said, row.minutes, row.revision) == ("周日来看车", 5, 2)
    (line,) = lines_of(last_act())
    assert "周六来看车" in line.before
    assert "周日来看车" in line.after


def test_the_due_date_follows_a_correction_and_its_undo(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 6)
    made = says(desk, card, day=THURSDAY + timedelta(5))
    assert due(card).day == date(2026, 3, 25)
    follow_up.correct(desk, made, 1, {"day": THURSDAY + timedelta(4)})
    assert due(card).day == date(2026, 3, 24)
    follow_up.correct(desk, made, 2, {"result": "no_answer"})
    assert due(card).since == THURSDAY, "nobody was reached: the visit counts again"
    undo(desk)
    assert due(card).day == date(2026, 3, 24)
    follow_up.correct(desk, made, FollowUp.get_by_id(made).revision, {"agreed_on": date(2026, 4, 1)})
    assert (due(card).day, due(card).agreed) == (date(2026, 4, 1), True)


def test_another_level_changes_the_step_it_brought(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 2)
    made = says(desk, card, level="H", criteria=FACT)
    later = says(on(showroom, 3), card, "再聊聊")
    follow_up.correct(desk, made, 1, {"level": "A", "reason": "还没到那一步"})
    assert (level(card), steps(card)) == ("A", [("B", "A", date(2026, 3, 7))])
    assert (FollowUp.get_by_id(made).level_after, CardMove.get().reason) == ("A", "还没到那一步")
    after = FollowUp.get_by_id(later)
    assert (after.level_before, after.level_after) == ("A", "A"), "it found the card at A"
    undo(desk)
    assert (level(card), steps(card)) == ("H", [("B", "H", date(2026, 3, 7))])
    assert check.findings(showroom.store) == []


def test_the_level_it_had_before_takes_the_step_back(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 2)
    made = says(desk, card, level="H", criteria=FACT)
    follow_up.correct(desk, made, 1, {"level": "B"})
    assert (level(card), steps(card)) == ("B", [])
    assert due(card).day == date(2026, 3, 22)
    follow_up.correct(desk, made, 2, {"level": "A", "criteria": FACT})
    assert (level(card), steps(card)) == ("A", [("B", "A", date(2026, 3, 7))])
    assert check.findings(showroom.store) == []


def test_a_level_may_be_added_later_and_the_day_moves_with_its_step(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card)
    desk = on(showroom, 4)
    follow_up.correct(desk, made, 1, {"level": "A", "criteria": FACT})
    assert steps(card) == [("B", "A", date(2026, 3, 7))]
    follow_up.correct(desk, made, 2, {"day": date(2026, 3, 8)})
    assert steps(card) == [("B", "A", date(2026, 3, 8))]
    clocked = level_clock.of_card(card)
    assert clocked is not None
    assert clocked.standing.level_since == date(2026, 3, 8)


def test_up_needs_a_fact_in_a_correction_too(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card)
    with pytest.raises(Invalid) as told:
        follow_up.correct(showroom.consultant, made, 1, {"level": "H"})
    assert problems(told) == {"criteria"}


def test_a_newer_step_of_the_card_stands_on_it(showroom: Showroom, card: int) -> None:
    first = says(on(showroom, 2), card, level="A", criteria=FACT)
    words_only = says(on(showroom, 3), card)
    second = says(on(showroom, 4), card, level="H", criteria=FACT)
    desk, before = on(showroom, 5), acts()
    for contact in (first, words_only):
        with refused("E-CARD-MOVED"):
            follow_up.correct(desk, contact, 1, {"level": "C"})
    with refused("E-CARD-MOVED"):
        follow_up.correct(desk, first, 1, {"day": date(2026, 3, 8)})
    with refused("E-CARD-MOVED"):
        follow_up.remove(desk, first, 1)
    assert acts() == before
    follow_up.correct(desk, first, 1, {"said": "只改说的话"})
    follow_up.correct(desk, second, 1, {"level": "C"})
    assert (level(card), steps(card)[-1]) == ("C", ("A", "C", date(2026, 3, 9)))


def test_a_step_is_not_moved_before_the_one_it_stands_on(showroom: Showroom, card: int) -> None:
    says(on(showroom, 3), card, level="A", criteria=FACT)
    second = says(on(showroom, 4), card, level="H", criteria=FACT)
    with pytest.raises(Invalid) as told:
        follow_up.correct(showroom.consultant, second, 1, {"day": date(2026, 3, 7)})
    assert problems(told) == {"day"}


def test_two_who_correct_the_same_words_clash(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card)
    follow_up.correct(showroom.manager, made, 1, {"said": "经理改的"})
    with pytest.raises(Clash):
        follow_up.correct(showroom.consultant, made, 1, {"said": "顾问改的"})
    follow_up.correct(showroom.consultant, made, 1, {"minutes": 3})
    assert (FollowUp.get().said, FollowUp.get().minutes) == ("经理改的", 3)


def test_what_must_be_there_is_not_emptied(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card, reason="约好了")
    follow_up.correct(showroom.consultant, made, 1, {"method": "", "result": "", "reason": ""})
    row = FollowUp.get()
    assert (row.method, row.result, row.reason) == ("phone", "go_on", "")
    with pytest.raises(Invalid) as told:
        follow_up.correct(showroom.consultant, made, 2, {"said": ""})
    assert problems(told) == {"said"}


# --- removing ----------------------------------------------------------------------------------------------


def test_a_contact_goes_with_the_step_it_brought(showroom: Showroom, card: int) -> None:
    made = says(on(showroom, 2), card, level="H", criteria=FACT)
    found = follow_up.remove(showroom.consultant, made, 1)
    assert (level(card), steps(card)) == ("B", [])
    assert found.day == date(2026, 3, 20), "from the visit by which the card was opened"
    with refused("E-FOLLOW-UP-GONE"):
        follow_up.correct(showroom.consultant, made, 1, {"said": "还在吗"})
    undo(showroom.consultant)
    assert (level(card), len(steps(card))) == ("H", 1)
    redo(showroom.consultant)
    assert (level(card), steps(card)) == ("B", [])
    assert check.findings(showroom.store) == []


# --- all contacts of a card --------------------------------------------------------------------------------


def test_contacts_are_what_was_logged_and_what_the_log_says(showroom: Showroom, card: int) -> None:
    says(on(showroom, 1, 15), card, "下午打的")
    says(on(showroom, 2, 10), card, "上午打的", day=THURSDAY + timedelta(1), time=time(9, 0))
    showroom.on(THURSDAY + timedelta(3), 11)
    register_walk_in(showroom.reception, "王丽", NUMBER, received_by="陈涛", note="又来了")
    says(on(showroom, 3, 18), card, "", result="no_answer")
    told = contacts.contacts(showroom.consultant, card)
    assert [(one.ordinal, one.method, one.said, one.reached) for one in told] == [
        (1, "walk_in", "看途观", True),
        (2, "phone", "上午打的", True),
        (3, "phone", "下午打的", True),
        (4, "walk_in", "又来了", True),
        (5, "phone", "", False),
    ]
    assert [bool(one.entry) for one in told] == [not one.follow_up for one in told]
    assert {one.by for one in told} == {"陈涛"}


def test_what_was_before_the_card_or_is_struck_is_no_contact(showroom: Showroom) -> None:
    register_call(showroom.reception, "赵敏", "", received_by="陈涛", note="没有留电话")
    showroom.on(THURSDAY + timedelta(1))
    row = register_walk_in(showroom.reception, "赵敏", "13700001111", received_by="陈涛", level="B")
    card = Prospect.get().id
    assert len(contacts.contacts(showroom.consultant, card)) == 1
    correct(showroom.reception, row.entry, note="改过的备注")
    (only,) = contacts.contacts(showroom.consultant, card)
    assert only.said == "改过的备注"


def test_contacts_cost_the_same_however_many_there_are(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 2)
    few = statements(showroom, lambda: contacts.contacts(desk, card))
    for hour in range(9, 17):
        says(on(showroom, 2, hour), card)
    assert statements(showroom, lambda: contacts.contacts(desk, card)) == few


# --- what the form proposes --------------------------------------------------------------------------------


def test_the_next_date_is_proposed_by_the_rule_of_the_level(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 2)
    as_it_is = contacts.proposal(desk, card, "B")
    assert (as_it_is.next_on, as_it_is.purpose) == (date(2026, 3, 22), "collect_needs")
    up = contacts.proposal(desk, card, "H", FACT)
    assert (up.next_on, up.purpose, up.due.reason) == (date(2026, 3, 9), "close_deal", Reason.GAP)
    assert up.level == "A", "coming again speaks for A; the person decides"
    logged = follow_up.log(desk, card, {"said": "想要了", "level": "H", "criteria": FACT})
    assert logged.due == up.due, "what was proposed is what comes"


def test_nobody_reached_proposes_tomorrow(showroom: Showroom, card: int) -> None:
    desk = on(showroom, 15)
    found = contacts.proposal(desk, card, "B", reached=False)
    assert found.next_on == date(2026, 3, 21)
    assert (found.due.day, found.due.agreed) == (date(2026, 3, 20), False), "the date itself stays"


def test_a_stated_purchase_time_that_disagrees_is_shown(showroom: Showroom, card: int) -> None:
    with showroom.consultant.work(follow_up.Duty.KEEP_CARD) as work:
        work.edit(Prospect, card, 1, purchase_time="within_7")
    desk = on(showroom, 2)
    assert contacts.proposal(desk, card, "B").level_of_time == "H"
    assert contacts.proposal(desk, card, "B", FACT).level_of_time == "H"
    assert contacts.proposal(desk, card, "H").level_of_time == ""
    assert contacts.proposal(desk, card, "B", (Criterion.MODEL_CHOSEN,)).level_of_time == ""


def test_the_showrooms_own_grouping_is_asked(showroom: Showroom, card: int) -> None:
    assert contacts.proposal(showroom.consultant, card, "B", FACT).level == "A"
    (entry,) = [one for one in reference.entries(showroom.manager, "criterion") if one.code == FACT[0]]
    values = {"chinese": entry.chinese, "english": entry.english, "also": "", "category": "H"}
    reference.change_item(showroom.manager, "criterion", entry.code, 1, values)
    assert contacts.proposal(showroom.consultant, card, "B", FACT).level == "H"


@pytest.mark.parametrize("word", ["D", "F1", "F2", "L", "M", "Z"])
def test_what_is_no_level_is_never_one(showroom: Showroom, card: int, word: str) -> None:
    """Delivered, lost and asleep are states; a card that stood there would have no day it is due."""
    with pytest.raises(Invalid) as refusal:
        says(showroom.consultant, card, level=word)
    assert [one.field for one in refusal.value.problems] == ["level"]
    with pytest.raises(Invalid):
        card_level.judge(showroom.consultant, card, 1, level=word, reason="客户说的")
    assert level(card) == "B"


def test_a_clock_behind_the_card_loses_no_contact(showroom: Showroom, card: int) -> None:
    """G1, G2: two desks apart by a minute at midnight, or a clock set back two days."""
    for back in (timedelta(1), timedelta(2)):
        showroom.on(THURSDAY - back, 23, 59)
        says(showroom.consultant, card)
    assert {row.day for row in FollowUp.select()} == {THURSDAY}
    assert due(card).day > THURSDAY
    with pytest.raises(Invalid):
        says(showroom.consultant, card, day=THURSDAY - timedelta(1))
