"""A row of the log and the card of its guest: opened, woken, moved, never left wrong (forms 2, step 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from showroom.errors import Invalid
from showroom.models.customer import Customer
from showroom.models.prospect import DELIVERED, DORMANT, OPEN, CardMove, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import check, follow_up, prospect, settings, traffic_log_cards
from showroom.services.settings import CardWhen
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    close_day,
    correct,
    refused,
    register_call,
    register_complete_walk_in,
    register_walk_in,
    remove,
    restore,
    row_of,
    staff_id,
    undo,
)

WANG = "13812345678"
FRIDAY = THURSDAY + timedelta(days=1)


def cards() -> list[Any]:
    """The cards on file, the oldest first."""
    return list(Prospect.select().where(Prospect.removed_at.is_null()).order_by(Prospect.id))


def card() -> Any:
    """The one card on file."""
    (found,) = cards()
    return found


def moves() -> list[tuple[str, str, str]]:
    """The steps that stand: which, from, to."""
    rows = CardMove.select().where(CardMove.removed_at.is_null()).order_by(CardMove.id)
    return [(row.move, row.level_before, row.level_after) for row in rows]


def opens_at(showroom: Showroom, threshold: str) -> None:
    """From now on a card is opened for whoever stands at this level or nearer."""
    facts = replace(settings.facts(), card_when=CardWhen.THRESHOLD, card_threshold=threshold)
    settings.keep(showroom.administrator, facts)


@pytest.fixture
def wang_li(showroom: Showroom) -> int:
    """王丽 is 陈涛's prospect at level B since this morning; the row that opened her card."""
    return register_walk_in(showroom.reception, "王丽", WANG, received_by="陈涛", level="B").entry


# --- when a card is opened -------------------------------------------------------------------------------


def test_the_card_has_what_the_row_knows(showroom: Showroom) -> None:
    register_call(
        showroom.reception,
        "王丽",
        WANG,
        assigned="陈涛",
        level="A",
        model_of_interest="朗逸",
        colour="白",
        source="互联网",
    )
    found = card()
    assert (found.owner_id, found.level, found.opened_on) == (staff_id(CONSULTANT), "A", THURSDAY)
    assert (found.first_contact, found.source, found.colour) == ("call_in", "internet", "白")
    assert found.model_of_interest.chinese == "朗逸"
    assert moves() == [], "opening is no step"


@pytest.mark.parametrize(
    ("threshold", "level", "opened"),
    [
        ("B", "", False),
        ("B", "N", False),
        ("B", "C", False),
        ("B", "B", True),
        ("B", "A", True),
        ("B", "H", True),
        ("H", "A", False),
        ("C", "C", True),
    ],
)
def test_by_setting_a_card_waits_for_the_level(
    showroom: Showroom, threshold: str, level: str, opened: bool
) -> None:
    opens_at(showroom, threshold)
    register_walk_in(showroom.reception, "王丽", WANG, received_by="陈涛", level=level)
    assert len(cards()) == opened
    assert Customer.select().count() == 1, "the customer is on file either way"


def test_a_level_written_in_later_opens_the_card(showroom: Showroom) -> None:
    opens_at(showroom, "B")
    done = register_walk_in(showroom.reception, "王丽", WANG, received_by="陈涛")
    correct(showroom.consultant, done.entry, note="周末再来")
    assert cards() == []
    correct(showroom.consultant, done.entry, revision=2, level="A")
    assert (card().level, card().owner_id) == ("A", staff_id(CONSULTANT))


def test_a_be_back_at_the_level_opens_it_too(showroom: Showroom) -> None:
    opens_at(showroom, "B")
    register_walk_in(showroom.reception, "王丽", WANG, received_by="陈涛", level="C")
    register_walk_in(showroom.on(FRIDAY).reception, "王丽", WANG, received_by="陈涛", level="B")
    assert (card().level, card().opened_on) == ("B", FRIDAY)


def test_a_level_without_a_number_opens_none(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", level="H")
    assert cards() == []


@pytest.mark.parametrize("phone", [WANG, ""])
def test_o_begins_with_an_order_not_on_the_log(showroom: Showroom, phone: str) -> None:
    with pytest.raises(Invalid) as told:
        register_walk_in(showroom.reception, "王丽", phone, level="O")
    assert [one.field for one in told.value.problems] == ["level"]
    assert not TrafficEntry.select().exists()


def test_the_row_of_somebody_with_an_order_carries_his_o(showroom: Showroom, wang_li: int) -> None:
    with showroom.consultant.work(Duty.PLACE_ORDER) as work:
        prospect.step(work, showroom.consultant, prospect.card(card().id), Move.ORDERED, level="O")
    again = register_walk_in(showroom.reception, "", WANG, purpose="手续")
    assert row_of(showroom.reception, again.entry).level == "O"
    with pytest.raises(Invalid):
        correct(showroom.reception, again.entry, level="H")
    with pytest.raises(Invalid):
        correct(showroom.reception, wang_li, level="O", note="x", phone="13900000000")
    correct(showroom.reception, again.entry, note="来交尾款")
    assert card().level == "O"


def test_a_row_of_an_earlier_day_that_belonged_to_a_delivered_wish_opens_none(
    showroom: Showroom, wang_li: int
) -> None:
    with showroom.on(FRIDAY).manager.work(Duty.DELIVER) as work:
        found = prospect.card(card().id)
        prospect.step(work, showroom.manager, found, Move.DELIVERED, state=DELIVERED, delivered_on=FRIDAY)
    register_walk_in(showroom.reception, "王丽", WANG, day=THURSDAY)
    correct(showroom.reception, wang_li, note="补一句")
    assert len(cards()) == 1
    register_walk_in(showroom.reception, "王丽", WANG)
    assert [one.state for one in cards()] == [DELIVERED, OPEN], (
        "the control: from that day on it is a new wish"
    )


# --- the level -------------------------------------------------------------------------------------------


def test_a_level_written_differently_moves_the_card_and_names_the_row(
    showroom: Showroom, wang_li: int
) -> None:
    again = register_walk_in(showroom.on(FRIDAY).reception, "", WANG, level="H")
    assert card().level == "H"
    step = CardMove.get()
    assert (step.move, step.level_before, step.level_after, step.day) == ("level", "B", "H", FRIDAY)
    assert (step.reason, step.prospect_id) == ("2026-03-06来店登记第1行", card().id)
    undo(showroom.reception)
    assert (card().level, moves()) == ("B", [])
    assert TrafficEntry.get_by_id(again.entry).removed_at is not None


@pytest.mark.parametrize("level", ["", "B"])
def test_a_level_left_as_it_was_moves_nothing(showroom: Showroom, wang_li: int, level: str) -> None:
    register_walk_in(showroom.on(FRIDAY).reception, "", WANG, level=level)
    correct(showroom.reception, wang_li, note="补一句")
    assert (card().level, moves()) == ("B", [])


def test_a_corrected_level_moves_the_card(showroom: Showroom, wang_li: int) -> None:
    correct(showroom.reception, wang_li, level="A")
    assert (card().level, moves()) == ("A", [("level", "B", "A")])
    correct(showroom.reception, wang_li, revision=2, level="")
    assert (card().level, moves()) == ("B", []), "as it was before that was written"
    assert check.findings(showroom.store) == []


def test_the_level_of_the_row_that_opened_the_card_rubbed_out_leaves_it_unrated(
    showroom: Showroom, wang_li: int
) -> None:
    correct(showroom.reception, wang_li, level="")
    assert card().level == "N"


def test_a_slip_mended_on_the_row_does_not_take_back_what_was_found_out_since(
    showroom: Showroom, wang_li: int
) -> None:
    _calls(showroom, level="H", criteria=("model_chosen",))
    correct(showroom.reception, wang_li, level="A")
    assert card().level == "H"


def test_the_second_level_counts_from_the_day_of_the_call(showroom: Showroom, wang_li: int) -> None:
    correct(showroom.on(FRIDAY).consultant, wang_li, level_reconfirmed="A")
    step = CardMove.get()
    assert (card().level, step.level_after, step.day) == ("A", "A", FRIDAY)
    correct(showroom.consultant, wang_li, revision=2, note="补一句")
    assert moves() == [("level", "B", "A")]
    with pytest.raises(Invalid):
        correct(showroom.consultant, wang_li, revision=3, level_reconfirmed="O")


def test_an_old_row_does_not_speak_over_a_later_day(showroom: Showroom, wang_li: int) -> None:
    register_walk_in(showroom.on(FRIDAY).reception, "", WANG, level="H")
    register_walk_in(showroom.reception, "", WANG, day=THURSDAY, level="C")
    assert card().level == "H"


def _calls(showroom: Showroom, **entered: Any) -> None:
    follow_up.log(showroom.consultant, card().id, {"said": "谈了价格"} | entered)


Takes = Callable[[Showroom, int], object]
WAYS_OFF: dict[str, Takes] = {
    "into the bin": lambda showroom, entry: remove(showroom.reception, entry),
    "struck out": lambda showroom, entry: (
        close_day(showroom, FRIDAY),
        remove(showroom.reception, entry),
    ),
    "another's visit": lambda showroom, entry: correct(
        showroom.reception, entry, phone="13900000001", guest_name="李强"
    ),
}


@pytest.mark.parametrize("way", WAYS_OFF)
def test_the_level_goes_back_with_the_row(showroom: Showroom, wang_li: int, way: str) -> None:
    again = register_complete_walk_in(showroom.on(FRIDAY).reception, "", WANG, level="H")
    assert card().level == "H"
    WAYS_OFF[way](showroom, again)
    first = cards()[0]
    assert (first.level, [move for move in moves() if move[0] == "level"]) == ("B", [])
    assert check.findings(showroom.store) == []
    undo(showroom.reception)
    assert (cards()[0].level, moves()) == ("H", [("level", "B", "H")]), "undone, the row speaks again"


def test_a_row_out_of_the_bin_brings_its_level_along(showroom: Showroom, wang_li: int) -> None:
    again = register_walk_in(showroom.on(FRIDAY).reception, "", WANG, level="H")
    remove(showroom.reception, again.entry)
    restore(showroom.reception, again.entry)
    assert (card().level, moves()) == ("H", [("level", "B", "H")])


@pytest.mark.parametrize("since", ["a call", "another step", "a visit"])
def test_a_level_somebody_has_gone_on_with_stays(showroom: Showroom, wang_li: int, since: str) -> None:
    again = register_walk_in(showroom.on(FRIDAY).reception, "", WANG, level="H")
    if since == "a call":
        _calls(showroom)
    elif since == "another step":
        _calls(showroom, level="A", reason="价格没谈拢")
    else:
        register_walk_in(showroom.on(FRIDAY + timedelta(days=1)).reception, "", WANG)
    remove(showroom.reception, again.entry)
    assert card().level == ("A" if since == "another step" else "H")


def test_a_call_before_the_row_does_not_keep_its_level(showroom: Showroom, wang_li: int) -> None:
    showroom.on(FRIDAY)
    _calls(showroom)
    again = register_walk_in(showroom.reception, "", WANG, level="H")
    remove(showroom.reception, again.entry)
    assert card().level == "B"


# --- the card goes with its row --------------------------------------------------------------------------


def test_a_card_goes_with_the_row_that_opened_it_and_its_steps(showroom: Showroom, wang_li: int) -> None:
    correct(showroom.reception, wang_li, level="A")
    remove(showroom.reception, wang_li)
    assert (cards(), moves()) == ([], [])
    assert not Customer.select().where(Customer.removed_at.is_null()).exists()
    restore(showroom.reception, wang_li)
    assert (card().level, moves()) == ("A", [("level", "B", "A")])


def _fills_in_the_card(showroom: Showroom) -> None:
    with showroom.consultant.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, card().id, card().revision, budget="15万")


def _fills_in_the_customer(showroom: Showroom) -> None:
    person = Customer.get()
    with showroom.consultant.work(Duty.KEEP_CARD) as work:
        work.edit(Customer, person.id, person.revision, hobbies="钓鱼")


@pytest.mark.parametrize("works", [_calls, _fills_in_the_card, _fills_in_the_customer])
@pytest.mark.parametrize("way", ["into the bin", "another's visit"])
def test_a_card_somebody_has_worked_on_stays(
    showroom: Showroom, wang_li: int, works: Callable[[Showroom], None], way: str
) -> None:
    works(showroom)
    register_walk_in(showroom.reception, "李强", "13900000001", purpose="维修保养")
    WAYS_OFF[way](showroom, wang_li)
    assert cards()[0].customer.name == "王丽"
    assert check.findings(showroom.store) == []


# --- whose card it is ------------------------------------------------------------------------------------


def test_an_assigned_consultant_written_by_hand_does_not_take_the_card(
    showroom: Showroom, wang_li: int
) -> None:
    done = register_walk_in(showroom.other_consultant, "", WANG, received_by="李娜", assigned="李娜")
    assert row_of(showroom.reception, done.entry).assigned == staff_id(OTHER_CONSULTANT)
    assert (card().owner_id, done.card_of) == (staff_id(CONSULTANT), "陈涛")
    correct(showroom.other_consultant, done.entry, assigned="陈涛")
    correct(showroom.other_consultant, done.entry, revision=2, assigned="李娜")
    assert card().owner_id == staff_id(CONSULTANT)


def test_a_second_row_of_the_day_does_not_hand_the_card_over(showroom: Showroom, wang_li: int) -> None:
    again = register_walk_in(showroom.reception, "", WANG)
    correct(showroom.reception, again.entry, assigned="李娜")
    assert card().owner_id == staff_id(CONSULTANT)


def test_the_row_that_opened_it_does_not_take_it_from_him_by_anothers_hand(
    showroom: Showroom, wang_li: int
) -> None:
    correct(showroom.other_consultant, wang_li, assigned="李娜")
    assert card().owner_id == staff_id(CONSULTANT)


def test_once_he_has_worked_on_it_a_correction_hands_nothing_over(showroom: Showroom, wang_li: int) -> None:
    _calls(showroom)
    correct(showroom.reception, wang_li, assigned="李娜")
    assert card().owner_id == staff_id(CONSULTANT)


def test_a_card_that_is_nobodys_goes_to_the_consultant_of_the_row_as_a_step(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", WANG)
    assert card().owner_id is None
    again = register_walk_in(showroom.reception, "", WANG, received_by="李娜")
    step = CardMove.get()
    assert (step.move, step.owner_before_id, step.owner_after_id) == (
        "handed_over",
        None,
        staff_id(OTHER_CONSULTANT),
    )
    assert (card().owner_id, again.card_of) == (staff_id(OTHER_CONSULTANT), "")


# --- a second wish, and a sleeping card ------------------------------------------------------------------


def test_a_second_wish_has_its_reason_its_consultant_and_its_level(showroom: Showroom, wang_li: int) -> None:
    register_walk_in(
        showroom.on(FRIDAY).reception, "", WANG, received_by="李娜", another_wish="给父亲再买一辆"
    )
    first, second = cards()
    assert (first.owner_id, first.level) == (staff_id(CONSULTANT), "B")
    assert (second.owner_id, second.level, second.another_reason) == (
        staff_id(OTHER_CONSULTANT),
        "N",
        "给父亲再买一辆",
    )
    assert Customer.select().count() == 1


def test_a_guest_whose_card_slept_wakes_it(showroom: Showroom, wang_li: int) -> None:
    with showroom.manager.work(Duty.KEEP_CARD) as work:
        wake_on = THURSDAY + timedelta(days=90)
        found = prospect.card(card().id)
        prospect.step(work, showroom.manager, found, Move.DORMANT, level="", state=DORMANT, wake_on=wake_on)
    service = register_walk_in(showroom.on(FRIDAY).reception, "", WANG, purpose="维修保养")
    assert card().state == DORMANT
    came = register_walk_in(showroom.reception, "", WANG, level="A")
    assert (card().state, card().level) == (OPEN, "A")
    remove(showroom.reception, came.entry)
    assert (card().state, card().level, card().wake_on) == (DORMANT, "", wake_on)
    remove(showroom.reception, service.entry)
    assert len(cards()) == 1


# --- in one key from the row -----------------------------------------------------------------------------


def test_a_row_without_a_card_opens_one(showroom: Showroom) -> None:
    opens_at(showroom, "B")
    done = register_walk_in(showroom.reception, "王丽", WANG, received_by="李娜", colour="白")
    made = traffic_log_cards.open_from_row(showroom.consultant, done.entry, token="it")
    assert (card().id, card().owner_id, card().colour) == (made, staff_id(OTHER_CONSULTANT), "白")
    assert traffic_log_cards.open_from_row(showroom.consultant, done.entry, token="it") == made
    assert traffic_log_cards.open_from_row(showroom.consultant, done.entry) == made
    assert len(cards()) == 1


def test_a_guest_who_left_nothing_gets_no_card(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    with refused("E-NO-NUMBER"):
        traffic_log_cards.open_from_row(showroom.consultant, done.entry)
    with refused("E-ROW-GONE"):
        traffic_log_cards.open_from_row(showroom.consultant, 77)
