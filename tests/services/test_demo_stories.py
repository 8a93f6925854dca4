"""The demo's cards tell whole stories, and every story is one that the services could have written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from showroom.forms.first_lists import FIRST_LOST_REASONS
from showroom.models.act import Act
from showroom.models.car import Vehicle
from showroom.models.customer import Customer, FamilyMember
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.handover import Handover, HandoverCard
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DELIVERED, DORMANT, LOST, OPEN, WITHDRAWN, CardMove, Prospect
from showroom.models.sale import Drive, OrderStep, Quote, SalesOrder, TradeIn
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.appointments import Kind, State
from showroom.rules.card_moves import Move
from showroom.rules.due import window_end
from showroom.rules.handover import is_covering
from showroom.rules.level import Level
from showroom.rules.level_rules import SEED
from showroom.rules.lost import RequestKind, RequestState, is_clear
from showroom.services import demo, level_clock
from showroom.services.check import findings
from showroom.services.level_clock import ClockedCard

UNTIL = date(2026, 3, 5)
NEARNESS = (Level.UNRATED, Level.C, Level.B, Level.A, Level.H)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as everybody gets it."""
    made = tmp_path_factory.mktemp("demo") / "demo.db"
    with pytest.MonkeyPatch.context() as patch:
        from showroom.rules import passwords
        from tests.conftest import CHEAP

        patch.setattr(passwords, "hasher", CHEAP)
        demo.make(made, UNTIL)
    return made


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


@pytest.fixture
def cards(store: Store) -> dict[str, list[ClockedCard]]:
    """The open and sleeping cards of each consultant."""
    found: dict[str, list[ClockedCard]] = defaultdict(list)
    for card in level_clock.of_owner(None):
        found[card.owner_name].append(card)
    return found


def moves_of() -> dict[int, list[CardMove]]:
    found: dict[int, list[CardMove]] = defaultdict(list)
    for move in CardMove.select().order_by(CardMove.id):
        found[move.prospect_id].append(move)
    return found


def open_orders() -> set[int]:
    """The cards with an order that is neither cancelled nor delivered."""
    rows = SalesOrder.select().where(SalesOrder.cancelled_on.is_null(), SalesOrder.delivered_on.is_null())
    return {row.prospect_id for row in rows}


def entry_of(appointment: Appointment) -> TrafficEntry:
    return TrafficEntry.get_by_id(appointment.entry_id)


# -- what the services promise --------------------------------------------------------------------------


def test_nothing_is_found_by_the_check(store: Store) -> None:
    assert findings(store) == []


def test_what_a_card_is_follows_from_its_moves(store: Store) -> None:
    moves = moves_of()
    assert len(moves) > 50, "hardly a card moved: the test proved nothing"
    for card in Prospect.select():
        levels = [(move.level_before, move.level_after) for move in moves[card.id]]
        assert all(after == before for (_, after), (before, _) in pairwise(levels))
        assert not levels or levels[-1][1] == card.level
        last = {Move.DELIVERED: DELIVERED, Move.LOST: LOST, Move.DORMANT: DORMANT, Move.WITHDRAWN: WITHDRAWN}
        state = last.get(Move(moves[card.id][-1].move), OPEN) if moves[card.id] else OPEN
        assert card.state == state


def test_a_card_stands_at_o_exactly_while_its_order_is_open(store: Store) -> None:
    at_o = {card.id for card in Prospect.select().where(Prospect.state == OPEN, Prospect.level == "O")}
    assert at_o == open_orders() != set()
    assert Counter(move.move for move in CardMove.select())[Move.ORDERED] == SalesOrder.select().count()


def test_a_level_changes_with_its_contact_and_upwards_with_a_fact(store: Store) -> None:
    moves = {move.id: move for move in CardMove.select().where(CardMove.move == str(Move.LEVEL))}
    changed = [one for one in FollowUp.select() if one.level_before != one.level_after]
    assert len(changed) > 50
    for one in changed:
        move = moves[one.move_id]
        assert (move.prospect_id, move.day) == (one.prospect_id, one.day)
        assert (move.level_before, move.level_after) == (one.level_before, one.level_after)
        assert move.criteria == one.criteria
    for move in moves.values():
        up = NEARNESS.index(move.level_after) > NEARNESS.index(move.level_before)
        assert move.reason
        assert move.criteria or not up or move.level_after == Level.C


def test_contacts_lie_within_the_life_of_their_card(store: Store) -> None:
    closed = {
        move.prospect_id: move.day
        for move in CardMove.select().order_by(CardMove.id)
        if move.move in (Move.LOST, Move.DELIVERED, Move.WITHDRAWN)
        and move.prospect.state not in (OPEN, DORMANT)
    }
    opened = {card.id: card.opened_on for card in Prospect.select()}
    for one in FollowUp.select():
        assert opened[one.prospect_id] <= one.day <= closed.get(one.prospect_id, UNTIL)
        assert one.agreed_on is None or one.agreed_on > one.day
        assert one.said or not one.reached
        assert not {"{", "}"} & set(one.said)


def test_a_delivered_car_has_an_owner_and_its_steps_are_done(store: Store) -> None:
    delivered = list(Prospect.select().where(Prospect.state == DELIVERED))
    assert len(delivered) > 10
    for card in delivered:
        order = SalesOrder.get(SalesOrder.prospect == card, SalesOrder.cancelled_on.is_null())
        vehicle = Vehicle.get_by_id(order.vehicle_id)
        assert (order.delivered_on, vehicle.delivered_on) == (card.delivered_on, card.delivered_on)
        assert (vehicle.customer_id, vehicle.model_id) == (card.customer_id, order.model_id)
        left = OrderStep.select().where(OrderStep.order == order, OrderStep.done_on.is_null())
        assert {step.kind for step in left} <= {"plate"}
        paid = OrderStep.get(OrderStep.order == order, OrderStep.kind == "payment")
        assert order.price == order.deposit + paid.amount
        assert order.why_us
        came = TrafficEntry.select().where(TrafficEntry.customer == card.customer_id)
        assert ("collection", card.delivered_on) in {(row.purpose, row.day) for row in came}


def test_a_sleeping_card_has_a_day_to_wake_and_no_level(store: Store) -> None:
    asleep = list(Prospect.select().where(Prospect.state == DORMANT))
    assert asleep
    assert all(card.level == "" and card.wake_on for card in asleep)
    awake = Prospect.select().where(Prospect.state == OPEN)
    assert all(card.level and card.wake_on is None for card in awake)


def test_whoever_was_expected_came_by_a_row_of_the_log_or_did_not(store: Store) -> None:
    for one in Appointment.select():
        card = Prospect.get_by_id(one.prospect_id)
        if one.state == State.ARRIVED:
            entry = entry_of(one)
            assert (entry.customer_id, entry.day) == (card.customer_id, one.day)
        if one.state == State.EXPECTED:
            assert card.state == OPEN
            assert one.day >= UNTIL - timedelta(days=10)
        assert (one.slot is None) is (one.car_id is None or one.state in (State.NOT_COME, State.CANCELLED))
        assert one.kind == (Kind.TEST_DRIVE if one.car_id else Kind.VISIT)


def test_a_ticked_test_drive_was_driven(store: Store) -> None:
    ticked = Counter(
        (row.customer_id, row.day) for row in TrafficEntry.select().where(TrafficEntry.test_drive)
    )
    driven = Counter((Prospect.get_by_id(one.prospect_id).customer_id, one.day) for one in Drive.select())
    assert ticked == driven


def test_all_was_done_in_the_order_of_the_clock(store: Store) -> None:
    instants = [act.at for act in Act.select().order_by(Act.id)]
    assert instants[1:] == sorted(instants[1:])


# -- what there is to see -------------------------------------------------------------------------------


def test_there_is_something_of_everything(store: Store) -> None:
    states = Counter(card.state for card in Prospect.select())
    assert min(states[one] for one in (OPEN, DORMANT, DELIVERED, LOST)) > 2
    levels = Counter(card.level for card in Prospect.select().where(Prospect.state == OPEN))
    assert set(levels) == {"O", "H", "A", "B", "C", "N"}
    assert FollowUp.select().where(~FollowUp.reached).count() > 20
    assert SalesOrder.select().where(SalesOrder.cancelled_on.is_null(False)).count() > 1
    assert min(table.select().count() for table in (Drive, Quote, TradeIn, Vehicle)) > 20
    assert Vehicle.select().where(Vehicle.plate != "").exists()
    assert Customer.select().where(Customer.vip).exists()
    assert Customer.select().where(Customer.key_account).exists()
    wishes = Counter(card.customer_id for card in Prospect.select())
    assert max(wishes.values()) == 2, "nobody wants a second car"
    assert len({one.said for one in FollowUp.select()}) > 200, "they all say the same"


def test_somebodys_family_has_a_birthday_in_the_coming_days(store: Store) -> None:
    coming = {f"{UNTIL + timedelta(days=more):%m-%d}" for more in range(7)}
    told = {one.birthday for one in FamilyMember.select()} | {one.birthday for one in Customer.select()}
    assert {one for one in told if one[-5:] in coming and not one.startswith("lunar")}


def test_guests_stayed_away_with_and_without_a_reason(store: Store) -> None:
    told = Appointment.select().where(Appointment.state == str(State.NOT_COME))
    assert all(one.no_show_reason for one in told)
    assert told.count() > 5
    missed = Appointment.select().where(Appointment.state == str(State.EXPECTED), Appointment.day < UNTIL)
    assert missed.count() >= 1
    assert Appointment.select().where(Appointment.state == str(State.EXPECTED), Appointment.day == UNTIL)


def test_a_consultants_day_is_full_but_not_absurd(cards: dict[str, list[ClockedCard]]) -> None:
    assert len(cards) == 5
    for mine in cards.values():
        is_open = [card for card in mine if card.state == OPEN]
        assert 30 <= len(is_open) <= 65
        overdue = [card for card in is_open if card.due.day < UNTIL]
        assert len(overdue) <= 12
        assert max((UNTIL - card.due.day).days for card in overdue or is_open) < 15
    everybody = [card for mine in cards.values() for card in mine]
    assert sum(card.due.day < UNTIL for card in everybody) >= 8
    assert sum(card.due.day == UNTIL for card in everybody) >= 10
    assert sum(card.due.agreed for card in everybody) >= 20
    ends = [window_end(card.level, card.standing.level_since, SEED) for card in everybody]
    assert any(end is not None and end < UNTIL for end in ends), "nobody outstays his level"


def test_some_cards_went_to_colleagues_and_a_cover_runs(store: Store) -> None:
    made, cover = Handover.select().order_by(Handover.id)
    assert (made.kind, cover.kind) == ("for_good", "cover")
    assert is_covering(cover.first_day, cover.last_day, UNTIL)
    moved = {move.prospect_id: move for move in CardMove.select().where(CardMove.move == Move.HANDED_OVER)}
    given = list(HandoverCard.select().where(HandoverCard.handover == made))
    assert [(row.prospect_id, row.move_id) for row in given] == [
        (card, move.id) for card, move in moved.items()
    ]
    for row in given:
        assert Prospect.get_by_id(row.prospect_id).owner_id == row.receiver_id
        assert moved[row.prospect_id].owner_before_id == made.giver_id
    kept = Prospect.select().join(HandoverCard).where(HandoverCard.handover == cover)
    assert {card.owner_id for card in kept} == {cover.giver_id}


def test_a_car_is_handed_over_on_the_last_day(store: Store) -> None:
    waiting = (
        OrderStep.select()
        .join(SalesOrder)
        .where(OrderStep.done_on.is_null(), SalesOrder.cancelled_on.is_null())
    )
    assert "delivery" in {step.kind for step in waiting.where(OrderStep.due_on == UNTIL)}
    assert waiting.where(OrderStep.due_on <= UNTIL + timedelta(days=7)).count() >= 5


def test_cards_leave_by_a_request_that_the_manager_approved(store: Store) -> None:
    moves = {move.id: move for move in CardMove.select().where(CardMove.move.in_([Move.LOST, Move.DORMANT]))}
    asked = list(LostRequest.select())
    assert {one.move_id for one in asked if one.state == RequestState.APPROVED} == set(moves)
    for one in asked:
        if one.move_id:
            move = moves[one.move_id]
            assert (move.prospect_id, move.day, move.level_before) == (
                one.prospect_id,
                one.decided_on,
                one.level,
            )
            assert (move.move == Move.LOST) == (one.kind == RequestKind.LOST)


def test_requests_wait_are_approved_and_sent_back(store: Store) -> None:
    asked = Counter((one.kind, one.state) for one in LostRequest.select())
    for kind, state in (
        (RequestKind.LOST, RequestState.APPROVED),
        (RequestKind.LOST, RequestState.REJECTED),
        (RequestKind.LOST, RequestState.PENDING),
        (RequestKind.DORMANT, RequestState.APPROVED),
    ):
        assert asked[kind, state] > 0, (kind, state)
    waiting = list(LostRequest.select().where(LostRequest.state == RequestState.PENDING))
    assert all(one.prospect.state in (OPEN, DORMANT) for one in waiting)
    assert len({one.prospect_id for one in waiting}) == len(waiting), "one request a card"


def test_a_rejection_says_what_to_do_and_is_followed(store: Store) -> None:
    rejected = list(LostRequest.select().where(LostRequest.state == RequestState.REJECTED))
    assert all(one.instruction and one.next_on for one in rejected)
    followed = 0
    for one in rejected:
        later = FollowUp.select().where(FollowUp.prospect == one.prospect, FollowUp.day > one.decided_on)
        followed += later.exists()
    assert followed > len(rejected) / 2
    assert max(one.decided_on for one in rejected) == UNTIL - timedelta(1), "one is still to be done"


def test_some_who_were_lost_are_taken_up_again(store: Store) -> None:
    steps = moves_of()
    again = [
        one
        for moves in steps.values()
        for before, one in pairwise(moves)
        if (before.move, one.move) == (Move.LOST, Move.RETURNED)
    ]
    assert again
    assert all(one.level_after == Level.C for one in again)


def test_reasons_are_clear_and_unclear_and_some_were_late(store: Store) -> None:
    asked = list(LostRequest.select().where(LostRequest.kind == RequestKind.LOST))
    groups = {str(option.code): option.category for option in FIRST_LOST_REASONS}
    assert {is_clear(groups[one.reason]) for one in asked} == {True, False}
    assert any(one.late_days for one in asked)
    assert any(not one.late_days for one in asked)
    assert len({one.stage for one in asked}) >= 3
