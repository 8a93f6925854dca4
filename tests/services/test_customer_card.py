"""The customer card: read at once, written in one act; opened, judged; two people at one card."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from showroom.errors import Clash, Denied, Invalid, Refused
from showroom.forms import card_words
from showroom.forms.customer_card import CustomerCard, Happened
from showroom.models.prospect import CardMove, Prospect
from showroom.models.sale import Drive, Quote
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import acts, card_level, card_opening, customer_card, follow_up, prospect
from showroom.services.desk import Desk
from tests.people import THURSDAY, Showroom, refused, register_walk_in, staff_id, statements, undo
from tests.sales import cancels, delivers, places

SUNDAY = date(2026, 3, 1)


def opens(desk: Desk, name: str = "王丽", phone: str = "13812345678", **more: Any) -> int:
    """A card for somebody; its id."""
    return card_opening.open_card(desk, {"name": name, "phone": phone, **more}).prospect


def card_of(desk: Desk, card: int) -> CustomerCard:
    return customer_card.card(desk, card)


def keeps(desk: Desk, card: int, **values: Any) -> None:
    """Write on the card as it stands now."""
    customer_card.keep(desk, card_of(desk, card), values)


@pytest.fixture
def card(showroom: Showroom) -> int:
    """陈涛's card of 王丽, opened on Sunday at level B."""
    return opens(showroom.on(SUNDAY, 10).consultant, sex="female", level="B")


# -- reading ------------------------------------------------------------------------------------------


def test_it_tells_who_what_and_how_sure(showroom: Showroom, card: int) -> None:
    keeps(
        showroom.consultant,
        card,
        birthday="1991-05-18",
        usage=("family", "business"),
        purchase_time="within_7",
        criteria=("intent_shown",),
    )
    found = card_of(showroom.consultant, card)
    assert (found.number, found.name, found.owner_name, found.first_level) == (
        "P26-00001",
        "王丽",
        "陈涛",
        "B",
    )
    assert found.values["usage"] == ("family", "business")
    assert found.values["mobile"] == "138 1234 5678"
    assert found.criteria_on == SUNDAY
    assert (found.proposed, found.by_time) == ("B", "H"), "the stated time disagrees, and is shown"
    assert found.due is not None


def test_everything_that_happened_stands_there_the_newest_first(showroom: Showroom, card: int) -> None:
    desk = showroom.on(THURSDAY, 9).consultant
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    with desk.work(Duty.RECORD_DRIVE) as work:
        work.add(Drive, prospect=card, day=THURSDAY, kilometres=12, accompanied_by=desk.staff)
    with desk.work(Duty.QUOTE) as work:
        work.add(Quote, prospect=card, day=THURSDAY, price=118_900_00, by=desk.staff)
    showroom.on(THURSDAY, 17)
    follow_up.log(desk, card, {"said": "下周来", "level": "A", "criteria": ("came_again",)})
    found = card_of(desk, card)
    kinds = [event.kind for event in found.events]
    assert kinds[-1] is Happened.OPENED
    assert kinds[0] in (Happened.QUOTE, Happened.DRIVE, Happened.CONTACT)
    assert sorted(kinds) == sorted(
        [Happened.OPENED, Happened.VISIT, Happened.DRIVE, Happened.QUOTE, Happened.CONTACT]
    ), "the step that the call brought is told with the call"
    assert found.first_level == "B"
    assert [event.kilometres for event in found.of(Happened.DRIVE)] == [12]


def _story(desk: Desk, card: int) -> list[tuple[Happened, str]]:
    """The time line from its beginning, each with the code that names it."""
    return [(event.kind, event.how) for event in reversed(card_of(desk, card).events)]


ORDERED, DELIVERED = (Happened.ORDER, ""), (Happened.MOVE, str(Move.DELIVERED))
CANCELLED = (Happened.MOVE, str(Move.ORDER_CANCELLED))


@pytest.mark.parametrize("late", [False, True])
def test_an_order_stands_before_what_became_of_it_on_the_same_day(
    showroom: Showroom, card: int, late: bool
) -> None:
    desk = showroom.on(THURSDAY, 9).consultant
    first = places(desk, card, ordered_on=THURSDAY, expected_delivery=None)
    showroom.on(THURSDAY, 9, 30)
    follow_up.log(desk, card, {"said": "不买了"})
    cancels(desk, first)
    showroom.on(THURSDAY, 11)
    second = places(desk, card, ordered_on=THURSDAY, expected_delivery=None)
    if late:
        showroom.on(date(2026, 3, 6), 9)
    delivers(desk, second, delivered_on=THURSDAY)
    contact = (Happened.CONTACT, "phone")
    assert _story(desk, card)[1:] == [ORDERED, contact, CANCELLED, ORDERED, DELIVERED]


def test_what_is_written_down_later_stands_as_it_was_written_down(showroom: Showroom, card: int) -> None:
    desk = showroom.on(date(2026, 3, 6), 9).consultant
    order = places(desk, card, ordered_on=THURSDAY, expected_delivery=None)
    delivers(desk, order, delivered_on=THURSDAY)
    assert _story(desk, card)[1:] == [ORDERED, DELIVERED]


def test_it_costs_the_same_however_much_happened(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    few = statements(showroom, lambda: card_of(desk, card))
    for _call in range(12):
        follow_up.log(desk, card, {"said": "再联系"})
    assert statements(showroom, lambda: card_of(desk, card)) == few
    assert few <= 56


def test_numbers_are_masked_for_whom_they_are_not_meant(showroom: Showroom, card: int) -> None:
    seen = card_of(showroom.reception, card)
    assert seen.values["mobile"] == "138****5678"
    assert "mobile" in seen.masked
    assert not seen.may_keep
    assert card_of(showroom.manager, card).may_keep
    assert not card_of(showroom.consultant, card).masked


def test_a_colleagues_card_is_told_by_his_name(showroom: Showroom, card: int) -> None:
    with pytest.raises(Denied) as told:
        card_of(showroom.other_consultant, card)
    assert told.value.code == "E-CARD-OTHERS"
    assert "陈涛" in told.value.sentence()


def test_of_several_cards_the_open_one_is_meant(showroom: Showroom, card: int) -> None:
    customer = card_of(showroom.consultant, card).customer
    other = opens(showroom.consultant, another_reason="另一辆")
    assert customer_card.newest_of(showroom.consultant, customer) == other
    assert [one.prospect for one in card_of(showroom.consultant, other).others] == [card]
    assert customer_card.newest_of(showroom.consultant, 4711) is None


# -- writing ------------------------------------------------------------------------------------------


def test_wish_and_customer_are_written_in_one_act_and_undone_together(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    customer_card.keep(desk, card_of(desk, card), {"budget": "12万", "hobbies": "摄影"}, token="kept")
    assert card_of(desk, card).values["budget"] == "12万"
    customer_card.keep(desk, card_of(desk, card), {"budget": "13万"}, token="kept")
    assert card_of(desk, card).values["budget"] == "12万", "a token seen before changes nothing"
    acts.undo(desk, "kept")
    values = card_of(desk, card).values
    assert (values["budget"], values["hobbies"]) == ("", "")


def test_two_who_write_in_different_fields_both_stand(showroom: Showroom, card: int) -> None:
    seen = card_of(showroom.consultant, card)
    keeps(showroom.manager, card, hobbies="摄影", colour="白")
    customer_card.keep(showroom.consultant, seen, {"budget": "12万", "job_title": "主任"})
    values = card_of(showroom.consultant, card).values
    assert [values[key] for key in ("hobbies", "colour", "budget", "job_title")] == [
        "摄影",
        "白",
        "12万",
        "主任",
    ]


@pytest.mark.parametrize("field", ["budget", "hobbies"])
def test_two_who_write_in_the_same_field_clash(showroom: Showroom, card: int, field: str) -> None:
    seen = card_of(showroom.consultant, card)
    keeps(showroom.manager, card, **{field: "摄影"})
    with pytest.raises(Clash):
        customer_card.keep(showroom.consultant, seen, {field: "篮球"})
    assert card_of(showroom.consultant, card).values[field] == "摄影"
    customer_card.keep(showroom.consultant, card_of(showroom.consultant, card), {field: "篮球"})
    assert card_of(showroom.consultant, card).values[field] == "篮球"


def test_what_is_no_field_of_the_card_is_a_bug(showroom: Showroom, card: int) -> None:
    with pytest.raises(ValueError, match="level"):
        keeps(showroom.consultant, card, level="H")


# -- the level ----------------------------------------------------------------------------------------


def judges(desk: Desk, card: int, level: str, **more: Any) -> None:
    card_level.judge(desk, card, card_of(desk, card).revision, level=level, **more)


def test_the_level_goes_up_with_a_fact_and_down_with_a_reason(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    with pytest.raises(Invalid):
        judges(desk, card, "A")
    judges(desk, card, "A", criteria=("came_again",))
    with pytest.raises(Invalid):
        judges(desk, card, "C")
    judges(desk, card, "C", reason="推迟到明年")
    moves = [(move.level_before, move.level_after) for move in CardMove.select().order_by(CardMove.id)]
    assert moves == [("B", "A"), ("A", "C")]
    assert card_of(desk, card).first_level == "B"


def test_the_day_of_judging_is_the_last_one(showroom: Showroom, card: int) -> None:
    judges(showroom.consultant, card, "A", criteria=("came_again",))
    assert card_words.judged(card_of(showroom.consultant, card)).startswith("判定 2026年3月1日　A")
    desk = showroom.on(THURSDAY, 9).consultant
    follow_up.log(desk, card, {"said": "先生不同意", "level": "C", "reason": "先生不同意"})
    found = card_of(desk, card)
    assert card_words.judged(found).startswith("判定 2026年3月5日　C"), "without a fact too"
    assert card_words.change(found.events[0], found.lists) == "A → C", "the reason stands there already"


def test_o_is_not_judged(showroom: Showroom, card: int) -> None:
    with pytest.raises(Invalid):
        judges(showroom.consultant, card, "O", criteria=("model_chosen",))


def test_who_judges_what_somebody_else_has_just_judged_is_told(showroom: Showroom, card: int) -> None:
    seen = card_of(showroom.consultant, card).revision
    judges(showroom.manager, card, "A", criteria=("came_again",))
    with pytest.raises(Clash):
        card_level.judge(showroom.consultant, card, seen, level="C", reason="推迟")
    assert card_of(showroom.consultant, card).level == "A"


# -- opening ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [{"wechat": "wangli"}, {"no_contact_reason": "拒绝提供"}])
def test_without_a_number_wechat_or_a_reason_opens_a_card(showroom: Showroom, way: dict[str, str]) -> None:
    desk = showroom.consultant
    with pytest.raises(Invalid) as told:
        opens(desk, phone="")
    assert [one.field for one in told.value.problems] == ["phone"]
    assert card_of(desk, opens(desk, phone="", **way)).owner_name == "陈涛"


def test_nobody_without_a_name(showroom: Showroom) -> None:
    with pytest.raises(Invalid) as told:
        opens(showroom.consultant, name="")
    assert [one.field for one in told.value.problems] == ["name"]


def test_a_second_open_card_needs_a_reason(showroom: Showroom, card: int) -> None:
    with pytest.raises(Refused) as told:
        opens(showroom.consultant)
    assert (told.value.code, told.value.values["prospect"]) == ("E-CARD-OPEN", card)
    second = opens(showroom.consultant, another_reason="给女儿也买一辆")
    found = card_of(showroom.consultant, second)
    assert found.customer == card_of(showroom.consultant, card).customer, "the number found its customer"


def test_a_colleagues_customer_is_not_taken_silently(showroom: Showroom, card: int) -> None:
    with pytest.raises(Denied) as told:
        opens(showroom.other_consultant, another_reason="另一辆")
    assert told.value.code == "E-CARD-OTHERS"
    assert Prospect.select().count() == 1


def test_somebody_else_with_the_same_number_gets_a_file_of_his_own(showroom: Showroom, card: int) -> None:
    desk = showroom.other_consultant
    made = card_opening.open_card(desk, {"name": "王强", "phone": "13812345678"}, another_person="父女共用")
    assert made.customer != Prospect.get_by_id(card).customer_id
    assert Prospect.get_by_id(made.prospect).owner_id == staff_id("lina")


def test_the_same_token_opens_one_card(showroom: Showroom) -> None:
    entered = {"name": "王丽", "phone": "13812345678"}
    first = card_opening.open_card(showroom.consultant, entered, token="one")
    again = card_opening.open_card(showroom.consultant, entered, token="one")
    assert (again.prospect, again.repeated) == (first.prospect, True)


def test_o_is_no_first_level(showroom: Showroom) -> None:
    with pytest.raises(Invalid):
        opens(showroom.consultant, level="O")


# -- F3, F7, F9: the card went, or went to somebody else, while it was written on ----------------------------


def test_a_card_that_was_taken_back_meanwhile_is_not_brought_to_life(showroom: Showroom, card: int) -> None:
    seen = card_of(showroom.consultant, card)
    undo(showroom.consultant)
    with refused("E-CARD-GONE"):
        customer_card.keep(showroom.consultant, seen, {"budget": "15 万"})
    assert Prospect.get_by_id(card).budget == ""


def test_a_card_that_is_somebody_elses_meanwhile_is_told_by_his_name(showroom: Showroom, card: int) -> None:
    """The control is the manager, who keeps any card: his words stand."""
    seen = card_of(showroom.consultant, card)
    with showroom.manager.work(Duty.KEEP_ANY_CARD) as work:
        found = prospect.card(card)
        prospect.step(work, showroom.manager, found, Move.HANDED_OVER, owner=staff_id("lina"))
    with pytest.raises(Denied) as told:
        customer_card.keep(showroom.consultant, seen, {"budget": "15 万"})
    assert (told.value.code, told.value.values["owner"]) == ("E-CARD-OTHERS", "李娜")
    keeps(showroom.manager, card, budget="15 万")
    assert Prospect.get_by_id(card).budget == "15 万"


def test_one_person_at_two_windows_is_two_people(showroom: Showroom, card: int) -> None:
    first, second = (card_of(showroom.consultant, card) for _window in range(2))
    customer_card.keep(showroom.consultant, first, {"budget": "15 万"})
    with pytest.raises(Clash):
        customer_card.keep(showroom.consultant, second, {"budget": "20 万"})
    customer_card.keep(showroom.consultant, second, {"payer": "本人"})
    row = Prospect.get_by_id(card)
    assert (row.budget, row.payer) == ("15 万", "本人")
