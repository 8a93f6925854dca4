"""The level clock over real rows: visits, contacts, steps, rules, settings; and random histories of cards."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from showroom.errors import Invalid, ShowroomError
from showroom.models.act import ActLine
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DORMANT, OPEN, CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.criteria import Criterion
from showroom.rules.due import Due, Reason
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.level_rules import PRESETS, of_days
from showroom.services import acts, check, contacts, follow_up, level_clock, level_rules, prospect, settings
from showroom.services.desk import Desk
from showroom.services.work import Work
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    register_call,
    register_walk_in,
    remove,
    restore,
    row_of,
    statements,
    undo,
)

NUMBER = "13812345678"
FACT = (Criterion.CAME_AGAIN,)


@pytest.fixture
def card(showroom: Showroom) -> int:
    """陈涛's card, opened on Thursday 5 March at level B by the visit of that morning."""
    register_walk_in(showroom.reception, "王丽", NUMBER, received_by="陈涛", level="B")
    return int(Prospect.get().id)


def clocked(card: int) -> level_clock.ClockedCard:
    found = level_clock.of_card(card)
    assert found is not None
    return found


def due(card: int) -> Due:
    return clocked(card).due


def comes_again(showroom: Showroom, days: int, hour: int = 14) -> int:
    showroom.on(THURSDAY + timedelta(days), hour)
    return register_walk_in(showroom.reception, "王丽", NUMBER, received_by="陈涛").entry


def calls(showroom: Showroom, card: int, days: int, hour: int = 10, **entered: object) -> int:
    showroom.on(THURSDAY + timedelta(days), hour)
    return follow_up.log(showroom.consultant, card, {"said": "聊了聊", **entered}).follow_up


def steps(showroom: Showroom, card: int, move: Move, level: str, days: int, **changed: object) -> None:
    """The card takes a step of another service."""
    showroom.on(THURSDAY + timedelta(days))
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        prospect.step(work, showroom.manager, prospect.card(card), move, level=level, **changed)


# --- what counts as a contact ------------------------------------------------------------------------------


def test_the_visit_that_opened_the_card_is_its_first_contact(showroom: Showroom, card: int) -> None:
    assert (due(card).since, due(card).how, due(card).day) == (THURSDAY, "walk_in", date(2026, 3, 20))


def test_a_later_row_of_the_log_is_a_contact_and_never_typed_twice(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2)
    comes_again(showroom, 3)
    assert (due(card).since, due(card).how) == (THURSDAY + timedelta(3), "walk_in")
    showroom.on(THURSDAY + timedelta(4))
    register_call(showroom.reception, "王丽", NUMBER)
    assert (due(card).since, due(card).how) == (THURSDAY + timedelta(4), "call_in")


def test_a_row_that_is_taken_off_struck_or_back_moves_the_date(showroom: Showroom, card: int) -> None:
    entry = comes_again(showroom, 3)
    remove(showroom.reception, entry)
    assert due(card).since == THURSDAY
    restore(showroom.reception, entry)
    assert due(card).since == THURSDAY + timedelta(3)


def test_of_two_contacts_of_one_day_the_later_hour_is_the_last(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 3, hour=16, agreed_on=THURSDAY + timedelta(9))
    calls(showroom, card, 3, hour=17, day=THURSDAY + timedelta(3), method="wechat", time=None)
    assert due(card).how == "wechat"
    showroom.on(THURSDAY + timedelta(3), 18)
    earlier = {"said": "补记", "method": "email", "time": showroom.clock.local().replace(hour=8).time()}
    follow_up.log(showroom.consultant, card, earlier)
    assert due(card).how == "wechat", "what was put on afterwards but was before it is not the last"


def test_every_open_wish_of_a_customer_is_wound_by_his_visit(showroom: Showroom, card: int) -> None:
    with showroom.manager.work(Duty.OPEN_CARD) as work:
        second = work.add(
            Prospect,
            customer=Prospect.get_by_id(card).customer_id,
            owner=showroom.other_consultant.staff,
            level="H",
            opened_on=THURSDAY,
        )
    comes_again(showroom, 3)
    assert {due(card).since, due(second).since} == {THURSDAY + timedelta(3)}


# --- agreed dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "agreed"),
    [
        pytest.param(5, True, id="came before it: what was promised stands"),
        pytest.param(8, False, id="came on the day"),
        pytest.param(9, False, id="came later"),
    ],
)
def test_an_agreed_date_is_kept_by_a_visit(showroom: Showroom, card: int, came: int, agreed: bool) -> None:
    calls(showroom, card, 2, agreed_on=THURSDAY + timedelta(8))
    comes_again(showroom, came)
    assert due(card).agreed == agreed
    assert due(card).day == THURSDAY + timedelta(8 if agreed else came + 15)


def test_a_later_contact_takes_the_place_of_what_was_agreed(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2, agreed_on=THURSDAY + timedelta(8))
    calls(showroom, card, 4)
    assert (due(card).agreed, due(card).day) == (False, THURSDAY + timedelta(19))


def test_an_unanswered_try_leaves_what_was_agreed(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2, agreed_on=THURSDAY + timedelta(8))
    calls(showroom, card, 8, said="", result="no_answer")
    assert (due(card).agreed, due(card).day) == (True, THURSDAY + timedelta(8))


# --- levels, states, orders --------------------------------------------------------------------------------


def test_the_window_counts_from_the_day_the_level_changed(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2, level="H", criteria=FACT)
    assert due(card).day == THURSDAY + timedelta(4)
    calls(showroom, card, 8, criteria=(Criterion.INTENT_SHOWN,))
    assert (due(card).reason, due(card).day) == (Reason.WINDOW, THURSDAY + timedelta(9)), "not when confirmed"
    calls(showroom, card, 9)
    assert (due(card).reason, due(card).day) == (Reason.GAP, THURSDAY + timedelta(11)), "it lies behind"


def test_a_level_reached_again_begins_its_window_anew(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 1, level="H", criteria=FACT)
    calls(showroom, card, 3, level="B")
    calls(showroom, card, 5, level="H", criteria=FACT)
    calls(showroom, card, 11)
    assert (due(card).reason, due(card).day) == (Reason.WINDOW, THURSDAY + timedelta(12))


def test_an_order_is_called_every_seven_days_and_cancelled_within_three(
    showroom: Showroom, card: int
) -> None:
    calls(showroom, card, 1, agreed_on=THURSDAY + timedelta(40))
    steps(showroom, card, Move.ORDERED, "O", 2)
    calls(showroom, card, 3)
    assert due(card).day == THURSDAY + timedelta(10)
    calls(showroom, card, 4, agreed_on=THURSDAY + timedelta(30))
    steps(showroom, card, Move.ORDER_CANCELLED, "B", 6)
    assert (due(card).reason, due(card).day) == (Reason.CANCELLED, THURSDAY + timedelta(9))
    calls(showroom, card, 7)
    assert (due(card).reason, due(card).day) == (Reason.GAP, THURSDAY + timedelta(22))


def test_a_cancelled_order_at_h_is_called_about_within_its_gap(showroom: Showroom, card: int) -> None:
    steps(showroom, card, Move.ORDERED, "O", 2)
    steps(showroom, card, Move.ORDER_CANCELLED, "H", 6)
    assert (due(card).reason, due(card).day) == (Reason.CANCELLED, THURSDAY + timedelta(8))


def test_an_undone_order_was_none(showroom: Showroom, card: int) -> None:
    steps(showroom, card, Move.ORDERED, "O", 2)
    steps(showroom, card, Move.ORDER_CANCELLED, "B", 6)
    undo(showroom.manager)
    undo(showroom.on(THURSDAY + timedelta(2)).manager)
    assert (due(card).reason, due(card).day, clocked(card).level) == (Reason.GAP, date(2026, 3, 20), "B")


@pytest.mark.parametrize(
    ("wake_on", "wakes"), [(None, THURSDAY + timedelta(95)), (date(2027, 1, 4), date(2027, 1, 4))]
)
def test_a_sleeping_card_wakes(showroom: Showroom, card: int, wake_on: date | None, wakes: date) -> None:
    steps(showroom, card, Move.DORMANT, "", 5, state=DORMANT, wake_on=wake_on)
    assert (due(card).reason, due(card).day, clocked(card).level) == (Reason.WAKE_UP, wakes, "")


def test_what_was_agreed_counts_for_a_sleeping_card_from_then_on(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2, agreed_on=THURSDAY + timedelta(30))
    steps(showroom, card, Move.DORMANT, "", 5, state=DORMANT, wake_on=THURSDAY + timedelta(60))
    assert (due(card).reason, due(card).day) == (Reason.WAKE_UP, THURSDAY + timedelta(60))
    calls(showroom, card, 60, said="", result="no_answer", agreed_on=THURSDAY + timedelta(61))
    assert (due(card).reason, due(card).day) == (Reason.AGREED, THURSDAY + timedelta(61))


def test_a_sleeping_card_is_woken_by_a_contact_that_names_a_level(showroom: Showroom, card: int) -> None:
    wake_on = THURSDAY + timedelta(60)
    steps(showroom, card, Move.DORMANT, "", 5, state=DORMANT, wake_on=wake_on)
    asleep = contacts.proposal(showroom.on(wake_on).consultant, card, "")
    assert (asleep.due.day, asleep.next_on) == (wake_on, wake_on + timedelta(90))
    with pytest.raises(Invalid):
        calls(showroom, card, 60, said="", result="no_answer", level="B", criteria=FACT)
    proposed = contacts.proposal(showroom.consultant, card, "B", FACT)
    woken = calls(showroom, card, 60, level="B", criteria=FACT)
    assert (clocked(card).state, clocked(card).level, due(card)) == (OPEN, "B", proposed.due)
    follow_up.correct(showroom.consultant, woken, 1, {"level": "A"})
    assert (clocked(card).level, due(card).day) == ("A", THURSDAY + timedelta(67))
    follow_up.remove(showroom.consultant, woken, 2)
    assert (clocked(card).state, clocked(card).level, due(card).day) == (DORMANT, "", wake_on)
    assert check.findings(showroom.store) == []


def test_what_is_closed_is_on_nobodys_list(showroom: Showroom, card: int) -> None:
    assert [one.prospect for one in level_clock.of_owner(showroom.consultant.staff)] == [card]
    assert [one.prospect for one in level_clock.of_owner(None)] == [card]
    assert level_clock.of_owner(showroom.other_consultant.staff) == ()
    steps(showroom, card, Move.LOST, "B", 5, state="lost")
    assert level_clock.of_owner(None) == ()


def test_a_card_of_nobody_is_on_everybodys_list(showroom: Showroom, card: int) -> None:
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, card, 1, owner=None)
    assert [one.prospect for one in level_clock.of_owner(None)] == [card]


# --- rules and settings ------------------------------------------------------------------------------------


def test_rules_adopted_in_mid_life_move_no_date_that_was_told(showroom: Showroom, card: int) -> None:
    before = due(card)
    short = next(preset for preset in PRESETS if preset.code == "short_gaps")
    showroom.on(THURSDAY + timedelta(3))
    level_rules.adopt(showroom.manager, short, THURSDAY + timedelta(4))
    assert due(card) == before
    calls(showroom, card, 3)
    assert due(card).day == THURSDAY + timedelta(18), "still by the rules of its day"
    calls(showroom, card, 4)
    assert due(card).day == THURSDAY + timedelta(11)


def test_the_window_is_that_of_the_day_the_level_was_reached(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 1, level="A", criteria=FACT)
    narrow = of_days(
        {Level.H: 5, Level.A: 10, Level.B: 60, Level.C: None},
        {Level.ORDERED: 7, Level.H: 2, Level.A: 7, Level.B: 15, Level.C: 30},
    )
    level_rules.adopt(showroom.manager, narrow, THURSDAY + timedelta(2))
    calls(showroom, card, 7)
    assert (due(card).reason, due(card).day) == (Reason.GAP, THURSDAY + timedelta(14))


def test_due_dates_move_to_working_days_by_setting(showroom: Showroom, card: int) -> None:
    calls(showroom, card, 2, level="A", criteria=FACT)
    assert (due(card).day, due(card).moved_from) == (date(2026, 3, 14), None)
    facts = settings.facts()
    settings.keep(showroom.administrator, replace(facts, due_on_workdays=True), facts)
    assert (due(card).day, due(card).moved_from) == (date(2026, 3, 16), date(2026, 3, 14))


def test_a_list_costs_the_same_however_long_it_is(showroom: Showroom, card: int) -> None:
    few = statements(showroom, lambda: level_clock.of_owner(None))
    for place in range(6):
        register_walk_in(
            showroom.reception, f"客{place}", f"1390000000{place}", received_by="陈涛", level="A"
        )
    assert statements(showroom, lambda: level_clock.of_owner(None)) == few
    assert len(level_clock.of_owner(None)) == 7


def test_a_correction_of_the_row_that_opened_it_moves_the_level(showroom: Showroom, card: int) -> None:
    entry = 1
    correct(showroom.reception, entry, level="H")
    assert row_of(showroom.reception, entry).level == "H"
    assert due(card).level == clocked(card).level


# --- histories at random -----------------------------------------------------------------------------------

DAYS = st.integers(0, 9)
DEEDS = st.one_of(
    st.tuples(st.just("registers"), DAYS, st.sampled_from("HABCN"), st.integers(0, 3)),
    st.tuples(st.just("visits"), DAYS, st.integers(0, 3), st.none()),
    # Named twice, for most else is done to what was logged.
    st.tuples(st.just("logs"), DAYS, st.integers(0, 3), st.sampled_from(("", *"HABCN"))),
    st.tuples(st.just("logs"), DAYS, st.integers(0, 3), st.sampled_from("HABC")),
    st.tuples(st.just("tries"), DAYS, st.integers(0, 3), st.booleans()),
    st.tuples(st.just("agrees"), DAYS, st.integers(0, 3), st.integers(0, 30)),
    st.tuples(st.just("corrects"), DAYS, st.integers(0, 2), st.sampled_from(("", *"HABCN"))),
    st.tuples(st.just("removes"), DAYS, st.integers(0, 2), st.none()),
    st.tuples(st.just("orders_or_cancels"), DAYS, st.integers(0, 3), st.none()),
    st.tuples(st.just("sleeps"), DAYS, st.integers(0, 3), st.none() | st.integers(1, 99)),
    st.tuples(st.just("undoes"), DAYS, st.none(), st.none()),
)


class History:
    """What a consultant does with his cards, in any order; what is refused changes nothing."""

    def __init__(self, showroom: Showroom) -> None:
        self.showroom = showroom.on(THURSDAY, 8)
        self.day = THURSDAY

    @property
    def desk(self) -> Desk:
        return self.showroom.consultant

    def does(self, what: str, days: int, which: object, how: object) -> None:
        self.day += timedelta(days)
        self.showroom.on(self.day, 10)
        try:
            getattr(self, what)(which, how)
        except ShowroomError:
            # Of what may be done at random much may not.
            return

    def _card(self, place: int) -> int:
        cards = [row.id for row in Prospect.select().where(Prospect.removed_at.is_null())]
        return int(cards[place % len(cards)]) if cards else 0

    def _contact(self, place: int) -> tuple[int, int]:
        rows = [(row.id, row.revision) for row in FollowUp.select().where(FollowUp.removed_at.is_null())]
        return rows[-1 - place % len(rows)] if rows else (0, 1)

    def registers(self, level: str, place: int) -> None:
        register_walk_in(self.desk, f"客{place}", f"1390000000{place}", received_by="陈涛", level=level)

    def visits(self, place: int, _how: object) -> None:
        register_walk_in(self.desk, f"客{place}", f"1390000000{place}", received_by="陈涛")

    def logs(self, place: int, level: str) -> None:
        entered = {"said": "聊了聊", "level": level, "criteria": FACT if level else ()}
        follow_up.log(self.desk, self._card(place), entered)

    def tries(self, place: int, tomorrow: bool) -> None:
        entered = {"result": "no_answer", "agreed_on": self.day + timedelta(1) if tomorrow else None}
        follow_up.log(self.desk, self._card(place), entered)

    def agrees(self, place: int, days: int) -> None:
        entered = {"said": "约好了", "agreed_on": self.day + timedelta(days)}
        follow_up.log(self.desk, self._card(place), entered)

    def corrects(self, place: int, level: str) -> None:
        contact, revision = self._contact(place)
        entered = {"level": level, "criteria": FACT} if level else {"result": "no_answer"}
        follow_up.correct(self.desk, contact, revision, entered)

    def removes(self, place: int, _how: object) -> None:
        contact, revision = self._contact(place)
        follow_up.remove(self.desk, contact, revision)

    def orders_or_cancels(self, place: int, _how: object) -> None:
        found = prospect.card(self._card(place))
        if not found.open:
            return
        ordered = found.level == Level.ORDERED
        with self.desk.work(Duty.CANCEL_ORDER if ordered else Duty.PLACE_ORDER) as work:
            move, level = (Move.ORDER_CANCELLED, "A") if ordered else (Move.ORDERED, "O")
            prospect.step(work, self.desk, found, move, level=level)

    def sleeps(self, place: int, days: int | None) -> None:
        found = prospect.card(self._card(place))
        wake_on = None if days is None else self.day + timedelta(days)
        if found.open and found.level != Level.ORDERED:
            with self.desk.work(Duty.KEEP_CARD) as work:
                prospect.step(work, self.desk, found, Move.DORMANT, level="", state=DORMANT, wake_on=wake_on)

    def undoes(self, _which: object, _how: object) -> None:
        found = acts.last_undoable(self.desk)
        if found is not None:
            acts.undo(self.desk, found.token)


def holds(showroom: Showroom) -> None:
    """No open card is without a due date, none stands where its steps did not lead."""
    listed = {one.prospect: one for one in level_clock.of_owner(None)}
    live = Prospect.select().where(Prospect.removed_at.is_null(), Prospect.state.in_((OPEN, DORMANT)))
    assert set(listed) == {row.id for row in live}
    for card, one in listed.items():
        assert isinstance(one.due.day, date)
        moves = CardMove.select().where(CardMove.prospect == card, CardMove.removed_at.is_null())
        first = ActLine.get(
            ActLine.table_name == "prospect", ActLine.row_id == card, ActLine.row_revision == 1
        )
        chain = [(move.level_before, move.level_after) for move in moves.order_by(CardMove.id)]
        stands = json.loads(first.after)["level"]
        for before, after in chain:
            assert before == stands, "each step begins where the one before it led"
            stands = after
        assert one.level == stands
        assert (one.state == DORMANT) == (one.level == "")
    for row in FollowUp.select().where(FollowUp.removed_at.is_null()):
        assert (row.level_before != row.level_after) == (row.move_id is not None)
        assert row.move_id is None or CardMove.get_by_id(row.move_id).removed_at is None


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=8, max_size=20))
def test_no_open_card_is_ever_without_a_due_date(
    showroom: Showroom, deeds: list[tuple[str, int, object, object]]
) -> None:
    with showroom.store.database.atomic() as all_of_it:
        history = History(showroom)
        history.registers("B", 0)
        for deed in deeds:
            history.does(*deed)
            holds(showroom)
        assert check.findings(showroom.store) == []
        all_of_it.rollback()


def test_the_control_a_step_that_is_only_half_taken_back_is_soon_found(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(work: Work, _found: prospect.Card, move: int) -> None:
        work.remove(CardMove, move, CardMove.get_by_id(move).revision)

    def breaks(deeds: list[tuple[str, int, object, object]]) -> bool:
        with showroom.store.database.atomic() as all_of_it:
            history = History(showroom)
            history.registers("B", 0)
            try:
                for deed in deeds:
                    history.does(*deed)
                    holds(showroom)
            except AssertionError:
                return True
            finally:
                all_of_it.rollback()
        return False

    monkeypatch.setattr(prospect, "take_back_step", half)
    quickly = hypothesis_settings(max_examples=80, phases=[Phase.generate], database=None)
    some_deeds = st.lists(DEEDS, min_size=8, max_size=20)
    assert hypothesis.find(some_deeds, breaks, settings=quickly, random=Random(5))
