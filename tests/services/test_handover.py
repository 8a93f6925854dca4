"""交接: cards change hands whole, once, by one person at a time; what was handed over is taken back."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from showroom.errors import Clash, Denied, Invalid, Refused
from showroom.forms.customer_card import Happened
from showroom.models.follow_up import FollowUp
from showroom.models.handover import Handover, HandoverCard
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import (
    acts as acts_service,
)
from showroom.services import (
    check,
    customer_card,
    follow_up,
    handover,
    handover_cards,
    handover_lists,
    level_clock,
    prospect,
    quote,
    staff,
)
from showroom.services.today import today
from tests.handovers import LEAVES, hands_over, opens_cards, owner_of
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    acts,
    last_act,
    refused,
    staff_id,
    statements,
)
from tests.sales import ORDER, places

PRICE = {"day": THURSDAY, "model": 1, "price": 118_900_00}


def closes(showroom: Showroom, card: int) -> None:
    """The manager closes a card as lost."""
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        prospect.step(work, showroom.manager, prospect.card(card), Move.LOST, state="lost")


# --- handing over ------------------------------------------------------------------------------------------


def test_a_card_changes_hands_whole(showroom: Showroom) -> None:
    """Level, due date, contacts and quotes stay; whose it was stays named."""
    (card,) = opens_cards(showroom, ["A"])
    follow_up.log(showroom.consultant, card, {"said": "周六来试驾"})
    quote.add(showroom.consultant, card, PRICE)
    before = level_clock.of_card(card)
    showroom.on(THURSDAY + timedelta(1))
    assert hands_over(showroom.manager, [card]).cards == 1
    after = level_clock.of_card(card)
    assert before is not None
    assert after is not None
    assert (after.level, after.due, after.standing) == (before.level, before.due, before.standing)
    assert owner_of(card) == staff_id(OTHER_CONSULTANT)
    read = customer_card.card(showroom.other_consultant, card)
    assert (read.owner_name, read.earlier_owners, read.may_keep) == ("李娜", ("陈涛",), True)
    assert {Happened.CONTACT, Happened.QUOTE} <= {event.kind for event in read.events}
    (step,) = read.of(Happened.MOVE)
    assert (step.owner_before, step.owner_after, step.reason, step.by) == ("陈涛", "李娜", LEAVES, "刘建国")
    assert read.of(Happened.OPENED)[0].by == "陈涛", "who opened it stays named"
    assert check.findings(showroom.store) == []


def test_all_of_it_is_one_act_with_a_step_for_each_card(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "HABC")
    before = acts()
    done = hands_over(showroom.manager, cards)
    assert acts() == before + 1
    assert (last_act().duty, done.cards) == (Duty.HAND_OVER, 4)
    moves = list(CardMove.select().where(CardMove.move == Move.HANDED_OVER).order_by(CardMove.id))
    assert [one.prospect_id for one in moves] == cards
    assert {(one.level_before == one.level_after) for one in moves} == {True}
    rows = list(HandoverCard.select().where(HandoverCard.handover == done.handover))
    assert [row.move_id for row in rows] == [one.id for one in moves]


def test_the_same_token_hands_over_once(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "AB")
    first = hands_over(showroom.manager, cards, token="once")
    again = hands_over(showroom.manager, cards, token="once")
    assert (again.handover, again.cards, again.repeated) == (first.handover, 2, True)
    assert Handover.select().count() == 1


def test_the_other_consultant_calls_from_then_on(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, ["A"])
    hands_over(showroom.manager, [card])
    showroom.on(THURSDAY + timedelta(7))
    assert [row.prospect for row in today(showroom.other_consultant).rows] == [card]
    assert today(showroom.consultant).rows == ()
    with pytest.raises(Denied):
        follow_up.log(showroom.consultant, card, {"said": "我再问问"})


@pytest.mark.parametrize("code", ["E-HANDOVER-CARDS"])
def test_of_a_list_with_one_card_that_cannot_go_none_goes(showroom: Showroom, code: str) -> None:
    mine, closed = opens_cards(showroom, "AB")
    (hers,) = opens_cards(showroom, "A", by="李娜")
    closes(showroom, closed)
    for other in (closed, hers):
        with refused(code):
            hands_over(showroom.manager, [mine, other])
    assert owner_of(mine) == staff_id(CONSULTANT)
    with refused("E-CARD-GONE"):
        hands_over(showroom.manager, [mine, 4711])
    with refused(code):
        hands_over(showroom.manager, [])


@pytest.mark.parametrize("receiver", [CONSULTANT, RECEPTIONIST])
def test_only_another_consultant_receives(showroom: Showroom, receiver: str) -> None:
    cards = opens_cards(showroom, "A")
    with refused("E-HANDOVER-RECEIVER"):
        hands_over(showroom.manager, cards, receiver)


def test_people_and_handovers_that_do_not_exist_are_refused(showroom: Showroom) -> None:
    cards, lina = opens_cards(showroom, "A"), staff_id(OTHER_CONSULTANT)
    with refused("E-GONE-STAFF"):
        handover.hand_over(showroom.manager, 4711, {cards[0]: lina}, reason=LEAVES)
    with refused("E-GONE-STAFF"):
        handover.hand_over(showroom.manager, staff_id(CONSULTANT), {cards[0]: 4711}, reason=LEAVES)
    for do in (handover.end_cover, handover_lists.reversal, handover_lists.handover_list):
        with refused("E-NO-HANDOVER"):
            do(showroom.manager, 4711)
    with refused("E-GONE-STAFF"):
        handover_cards.preview(showroom.manager, 4711)


def test_why_is_asked(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "A")
    with pytest.raises(Invalid):
        handover.hand_over(
            showroom.manager, staff_id(CONSULTANT), {cards[0]: staff_id(OTHER_CONSULTANT)}, reason=" "
        )


def test_of_two_managers_the_second_is_told_whose_the_card_is_by_now(showroom: Showroom) -> None:
    """Both looked at the same list."""
    cards = opens_cards(showroom, "AB")
    hands_over(showroom.manager, cards)
    with pytest.raises(Refused) as told:
        hands_over(showroom.manager, cards)
    assert "李娜" in told.value.sentence()
    assert Handover.select().count() == 1


def test_what_the_consultant_writes_meanwhile_is_refused_with_its_words_kept(showroom: Showroom) -> None:
    """F7: the card is hers when he saves, so he may not; nothing of his is half there."""
    (card,) = opens_cards(showroom, ["A"])
    seen = customer_card.card(showroom.consultant, card)
    hands_over(showroom.manager, [card])
    with pytest.raises(Denied) as told:
        customer_card.keep(showroom.consultant, seen, {"budget": "12万"})
    assert "李娜" in told.value.sentence()
    assert Prospect.get_by_id(card).budget == ""
    with pytest.raises(Denied):
        follow_up.log(showroom.consultant, card, {"said": "约了周六"})
    assert not FollowUp.select().exists()


def test_what_the_manager_writes_meanwhile_does_not_clash_with_the_handover(showroom: Showroom) -> None:
    """Whose a card is and what is on it are different fields."""
    (card,) = opens_cards(showroom, ["A"])
    seen = customer_card.card(showroom.manager, card)
    hands_over(showroom.manager, [card])
    customer_card.keep(showroom.manager, seen, {"budget": "12万"})
    assert Prospect.get_by_id(card).budget == "12万"
    with pytest.raises(Clash):
        customer_card.keep(showroom.manager, seen, {"budget": "15万"})


# --- the list before it ------------------------------------------------------------------------------------


def test_the_preview_counts_by_level_and_state_and_says_what_each_has(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "HAAB", model_of_interest="朗逸", area="滨江")
    opens_cards(showroom, "AC", by="李娜")
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        sleeping = prospect.card(cards[3])
        prospect.step(work, showroom.manager, sleeping, Move.DORMANT, level="", state="dormant")
    quote.add(showroom.consultant, cards[1], PRICE)
    places(showroom.consultant, cards[2])
    found = handover_cards.preview(showroom.manager, staff_id(CONSULTANT))
    assert (found.giver_name, found.active) == ("陈涛", True)
    assert found.counts(lambda card: card.letter) == Counter(["O", "H", "A", "F2"])
    assert found.counts(lambda card: card.state) == {"open": 3, "dormant": 1}
    assert [(one.name, one.cards) for one in found.receivers] == [("李娜", 2)]
    ordered, near, quoted, _asleep = found.cards
    assert (ordered.prospect, ordered.deposit, ordered.ordered_on) == (cards[2], ORDER["deposit"], THURSDAY)
    assert (near.near_signing, quoted.near_signing) == (True, False)
    assert (quoted.quoted, quoted.quoted_on) == (118_900_00, THURSDAY)
    assert {(card.model, card.area) for card in found.cards} == {(1, "滨江")}
    lina = staff_id(OTHER_CONSULTANT)
    assert found.after(dict.fromkeys(cards[:3], lina)) == {lina: (3, 5)}
    only = handover_cards.preview(showroom.manager, staff_id(CONSULTANT), [cards[1]])
    assert [one.prospect for one in only.cards] == [cards[1]]


def test_a_preview_of_many_cards_costs_what_one_of_few_costs(showroom: Showroom) -> None:
    def look() -> object:
        return handover_cards.preview(showroom.manager, staff_id(CONSULTANT))

    opens_cards(showroom, "AB")
    look()
    few = statements(showroom, look)
    opens_cards(showroom, "HABCHABCHABC")
    assert statements(showroom, look) == few


def test_whoever_has_open_cards_can_give_them_whoever_left_too(showroom: Showroom) -> None:
    opens_cards(showroom, "AB")
    person = showroom.person(CONSULTANT)
    staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY, cards_later=True)
    (giver,) = handover_cards.givers(showroom.manager)
    assert (giver.name, giver.cards) == ("陈涛", 2)
    cards = [card.prospect for card in handover_cards.preview(showroom.manager, giver.staff).cards]
    assert hands_over(showroom.manager, cards).cards == 2
    assert handover_cards.givers(showroom.manager)[0].name == "李娜"


# --- taking back -------------------------------------------------------------------------------------------


def test_taken_back_the_cards_return_and_what_she_wrote_stays(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "AB")
    done = hands_over(showroom.manager, cards)
    showroom.on(THURSDAY + timedelta(2))
    follow_up.log(showroom.other_consultant, cards[0], {"said": "要看H级", "level": "H", "criteria": ("K1",)})
    showroom.on(THURSDAY + timedelta(7))
    back = handover.reverse(showroom.manager, done.handover, reason="不走了")
    assert (back.cards, back.stayed) == (2, 0)
    assert [owner_of(card) for card in cards] == [staff_id(CONSULTANT)] * 2
    read = customer_card.card(showroom.consultant, cards[0])
    assert (read.level, [one.by for one in read.of(Happened.CONTACT)]) == ("H", ["李娜"])
    assert read.earlier_owners == ("李娜", "陈涛")
    listed = handover_lists.handovers(showroom.manager)
    assert [str(one.kind) for one in listed] == ["reverse", "for_good"]
    assert (listed[1].reversed_on, listed[1].can_be_reversed) == (THURSDAY + timedelta(7), False)
    assert check.findings(showroom.store) == []
    with refused("E-REVERSED"):
        handover.reverse(showroom.manager, done.handover, reason="再来")


def test_what_was_handed_on_or_closed_since_stays_and_is_named(showroom: Showroom) -> None:
    back, on, closed = opens_cards(showroom, "ABC")
    done = hands_over(showroom.manager, [back, on, closed])
    lina, tao = staff_id(OTHER_CONSULTANT), staff_id(CONSULTANT)
    handover.hand_over(showroom.manager, lina, {on: tao}, reason="回头客")
    closes(showroom, closed)
    stays = {card.prospect: card.stayed for card in handover_lists.reversal(showroom.manager, done.handover)}
    assert stays == {back: "", on: "handed_on", closed: "closed"}
    answer = handover.reverse(showroom.manager, done.handover, reason="不走了")
    assert (answer.cards, answer.stayed) == (1, 2)
    assert [owner_of(card) for card in (back, on, closed)] == [tao, tao, lina]
    kept = HandoverCard.select().where(HandoverCard.handover == answer.handover).order_by(HandoverCard.id)
    assert [(row.prospect_id, row.stayed) for row in kept] == list(stays.items())


def test_after_seven_days_it_stays_handed_over(showroom: Showroom) -> None:
    done = hands_over(showroom.manager, opens_cards(showroom, "A"))
    showroom.on(THURSDAY + timedelta(8))
    assert not handover_lists.handovers(showroom.manager)[0].can_be_reversed
    with refused("E-TOO-LATE"):
        handover.reverse(showroom.manager, done.handover, reason="不走了")


def test_nothing_goes_back_to_who_has_left_or_where_nothing_is_left_to_go(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    done = hands_over(showroom.manager, [card])
    showroom.disables(CONSULTANT)
    with refused("E-GIVER-LEFT"):
        handover.reverse(showroom.manager, done.handover, reason="不走了")
    person = showroom.person(CONSULTANT)
    staff.come_back(showroom.administrator, person.staff, person.revision, "zhan-ting-2026")
    closes(showroom, card)
    with refused("E-NOTHING-GOES-BACK"):
        handover.reverse(showroom.manager, done.handover, reason="不走了")


def test_ctrl_z_does_not_reach_a_handover(showroom: Showroom) -> None:
    """It is taken back as a handover of its own, so that both stand in the sheets of the month."""
    hands_over(showroom.manager, opens_cards(showroom, "A"), token="given")
    with refused("E-NOT-UNDOABLE"):
        acts_service.undo(showroom.manager, "given")


# --- leaving -----------------------------------------------------------------------------------------------


def test_whoever_has_cards_leaves_only_after_they_were_asked_for(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "AB")
    person = showroom.person(CONSULTANT)
    assert person.cards == 2
    with pytest.raises(Refused) as told:
        staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY)
    assert (told.value.code, "2" in told.value.sentence()) == ("E-LEAVES-CARDS", True)
    hands_over(showroom.manager, cards)
    staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY)
    assert not showroom.person(CONSULTANT).active


def test_a_leaver_whose_cards_come_later_loses_none(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "AB")
    person = showroom.person(CONSULTANT)
    staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY, cards_later=True)
    assert [owner_of(card) for card in cards] == [person.staff] * 2
    assert hands_over(showroom.manager, cards).cards == 2


# --- the list on paper -------------------------------------------------------------------------------------


def test_the_list_names_who_received_each_card(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "BH")
    done = hands_over(showroom.manager, cards)
    found = handover_lists.handover_list(showroom.manager, done.handover)
    assert [card.prospect for card in found.cards] == cards[::-1], "the nearest to a deal first"
    assert ({card.receiver for card in found.cards}, found.receivers) == ({"李娜"}, ("李娜",))
    assert (found.handover.giver_name, found.handover.reason, found.handover.cards) == ("陈涛", LEAVES, 2)


def test_the_lists_of_a_day_and_the_last_of_a_giver(showroom: Showroom) -> None:
    assert handover_lists.of_day(showroom.manager) == ()
    assert handover_lists.last_of(showroom.manager, staff_id(CONSULTANT)) is None
    first, second = opens_cards(showroom, "AB")
    one = hands_over(showroom.manager, [first]).handover
    showroom.on(THURSDAY + timedelta(1))
    two = hands_over(showroom.manager, [second]).handover
    handover.reverse(showroom.manager, two, reason="不走了")
    assert handover_lists.of_day(showroom.manager, THURSDAY) == (one,)
    assert handover_lists.of_day(showroom.manager) == (two,)
    assert handover_lists.last_of(showroom.manager, staff_id(CONSULTANT)) == two
