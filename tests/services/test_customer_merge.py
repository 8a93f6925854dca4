"""Two files of one person become one, every row goes along, and all of it can be taken back (req 62)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from showroom.errors import Denied, Invalid, Refused
from showroom.forms.customer_merge import Comparison
from showroom.models.car import Vehicle
from showroom.models.customer import Consent, Customer, FamilyMember, Phone, TwoPeople
from showroom.models.follow_up import FollowUp
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import WITHDRAWN, CardMove, Prospect
from showroom.models.sale import Quote, SalesOrder
from showroom.models.schema import TABLES
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import (
    acts,
    card_opening,
    check,
    customer,
    customer_card,
    customer_facts,
    customer_matches,
    customer_merge,
    family,
    follow_up,
    level_clock,
    merging_cards,
    merging_rows,
    prospect,
    quote,
    same_person,
    taking_back,
)
from showroom.services.dependents import RECORDS
from showroom.services.desk import Desk
from tests.people import (
    THURSDAY,
    Showroom,
    close_day,
    last_act,
    refused,
    register_walk_in,
    remove,
    statements,
    undo,
)
from tests.sales import cancels, places

ONE, OTHER = "13812345678", "13987654321"


def opens(desk: Desk, name: str, phone: str, **more: Any) -> tuple[int, int]:
    """A card for somebody; the customer and the card."""
    opened = card_opening.open_card(desk, {"name": name, "phone": phone, **more})
    return Prospect.get_by_id(opened.prospect).customer_id, opened.prospect


def says(desk: Desk, who: int, **facts: Any) -> None:
    """What somebody writes into a file as it stands now."""
    customer_facts.keep(desk, who, Customer.get_by_id(who).revision, facts)


def live() -> dict[str, list[tuple[Any, ...]]]:
    """The live rows of all tables, without their revisions."""
    return {
        name: [
            tuple(value for key, value in row.__data__.items() if key != "revision")
            for row in table.select().where(table.removed_at.is_null()).order_by(table.id)
        ]
        for name, table in RECORDS.items()
    }


def differing(found: Comparison) -> dict[str, tuple[str, str]]:
    return {one.field.key: (one.first, one.second) for one in found.differences}


@pytest.fixture
def two(showroom: Showroom) -> tuple[int, int]:
    """王丽 came twice with two numbers: two files of 陈涛's with a card each."""
    desk = showroom.consultant
    first, _card = opens(desk, "王丽", ONE, level="B")
    second, _other = opens(desk, "王莉", OTHER, level="C")
    says(desk, first, home_address="江南大道 1 号", home_postcode="310051", hobbies="摄影")
    says(desk, second, home_address="文二路 9 号", wechat="wangli", tags=("family",))
    family.add(desk, second, {"relation": "spouse", "name": "李强"})
    register_walk_in(showroom.reception, "王莉", OTHER, received_by="陈涛")
    return first, second


def merges(desk: Desk, two: tuple[int, int], **more: Any) -> int:
    """The first file is kept, with all of its facts."""
    first, second = two
    chosen = dict.fromkeys(differing(customer_merge.compare(desk, first, second)), first)
    return customer_merge.merge(desk, first, second, chosen, token="merge", **more)


# -- comparing ----------------------------------------------------------------------------------------


def test_only_what_both_say_differently_is_asked(showroom: Showroom, two: tuple[int, int]) -> None:
    found = customer_merge.compare(showroom.consultant, *two)
    assert differing(found) == {
        "name": ("王丽", "王莉"),
        "home_address": ("江南大道 1 号", "文二路 9 号"),
    }, "a postcode goes with its address, what one of them says alone stands"
    assert (found.first.phones, found.second.phones) == (("138 1234 5678",), ("139 8765 4321",))
    assert [card.number for card in found.second.cards] == ["P26-00002"]
    assert found.second.family == ("配偶 李强",)
    assert (found.first.visits, found.second.visits) == (0, 1)


def test_comparing_costs_the_same_however_much_there_is(showroom: Showroom, two: tuple[int, int]) -> None:
    def looks() -> object:
        return customer_merge.compare(showroom.consultant, *two)

    few = statements(showroom, looks)
    for number in range(8):
        family.add(showroom.consultant, two[1], {"relation": "child", "name": f"小{number}"})
        register_walk_in(showroom.reception, "王莉", OTHER, received_by="陈涛")
    assert statements(showroom, looks) == few


def test_files_of_different_consultants_are_for_the_manager(showroom: Showroom) -> None:
    first, _card = opens(showroom.consultant, "王丽", ONE)
    second, _card = opens(showroom.other_consultant, "王丽", OTHER)
    for do in (
        lambda: customer_merge.compare(showroom.consultant, first, second),
        lambda: customer_merge.merge(showroom.consultant, first, second, {}),
    ):
        with pytest.raises(Denied) as denied:
            do()
        assert denied.value.code == "E-CARD-OTHERS"
    assert customer_merge.merge(showroom.manager, first, second, {}) == first


def test_numbers_of_nobodys_customer_stay_masked(showroom: Showroom, two: tuple[int, int]) -> None:
    nobodys = register_walk_in(showroom.reception, "赵敏", "13600001111", purpose="维修保养")
    other = TrafficEntry.get_by_id(nobodys.entry).customer_id
    if other is None:
        other = card_opening.open_card(showroom.manager, {"name": "赵敏", "phone": "13600001111"})
        other = Prospect.get_by_id(other.prospect).customer_id
        Prospect.update(owner=None).where(Prospect.customer == other).execute()
    found = customer_merge.compare(showroom.consultant, two[0], other)
    assert found.second.phones == ("136****1111",)


# -- merging ------------------------------------------------------------------------------------------


def test_every_row_goes_over_and_nothing_is_lost(showroom: Showroom, two: tuple[int, int]) -> None:
    first, second = two
    assert merges(showroom.consultant, two) == first
    kept, gone = Customer.get_by_id(first), Customer.get_by_id(second)
    assert (kept.name, kept.wechat, kept.hobbies, kept.tags) == ("王丽", "wangli", "摄影", ("family",))
    assert (kept.home_address, kept.home_postcode) == ("江南大道 1 号", "310051")
    assert gone.removed_at is not None
    assert (gone.merged_into_id, customer.stands_for(second)) == (first, first)
    for table, field in merging_rows.HOW:
        column = getattr(table, field)
        if field != "merged_into":
            assert not table.select().where(column == second, table.removed_at.is_null()).exists()
    assert {row.key[-11:] for row in Phone.select().where(Phone.customer == first)} == {ONE, OTHER}
    assert FamilyMember.get().customer_id == TrafficEntry.get().customer_id == first
    cards = Prospect.select().where(Prospect.customer == first, Prospect.state == "open")
    assert cards.count() == 2, "two wishes stay two"
    assert check.findings(showroom.store) == []


def test_what_goes_with_a_fact_goes_with_the_choice(showroom: Showroom, two: tuple[int, int]) -> None:
    first, second = two
    chosen = {"name": second, "home_address": second}
    customer_merge.merge(showroom.consultant, first, second, chosen)
    kept = Customer.get_by_id(first)
    assert (kept.name, kept.name_key) == ("王莉", "王莉")
    assert (kept.home_address, kept.home_postcode) == ("文二路 9 号", ""), "not the other street's postcode"


def test_what_nobody_chose_is_not_guessed(showroom: Showroom, two: tuple[int, int]) -> None:
    before = live()
    with pytest.raises(Invalid) as invalid:
        customer_merge.merge(showroom.consultant, *two, {"name": two[0]})
    assert [problem.field for problem in invalid.value.problems] == ["home_address"]
    assert live() == before


def test_a_number_and_a_member_that_both_have_stand_once(showroom: Showroom) -> None:
    desk = showroom.consultant
    first, _card = opens(desk, "王丽", ONE)
    opened = card_opening.open_card(desk, {"name": "王丽", "phone": OTHER})
    second = Prospect.get_by_id(opened.prospect).customer_id
    customer_facts.keep(desk, second, 1, {"mobile": f"{OTHER}/{ONE}"}, another_person="夫妻共用")
    for one in (first, second):
        family.add(desk, one, {"relation": "spouse", "name": "李强"})
    family.add(desk, second, {"relation": "child", "name": "小宝"})
    customer_merge.merge(desk, first, second, {})
    of_kept = Phone.select().where(Phone.customer == first, Phone.removed_at.is_null())
    assert sorted(row.key[-11:] for row in of_kept) == [ONE, OTHER]
    living = FamilyMember.select().where(FamilyMember.removed_at.is_null())
    assert [(row.customer_id, row.name) for row in living] == [(first, "李强"), (first, "小宝")]


def test_a_car_of_both_files_stands_once_and_its_order_finds_it(showroom: Showroom) -> None:
    desk = showroom.consultant
    first, _one = opens(desk, "王丽", ONE)
    second, card = opens(desk, "王丽", OTHER)
    with desk.work(Duty.DELIVER) as work:
        kept = work.add(Vehicle, customer=first, vin="LSVAA4182E2000001", plate="浙A12345")
        double = work.add(Vehicle, customer=second, vin="LSVAA4182E2000001")
        work.add(Vehicle, customer=second, plate="浙B00001")
    order = places(desk, card)
    with desk.work(Duty.KEEP_ORDER) as work:
        work.edit(SalesOrder, order, 1, vehicle=double)
    customer_merge.merge(desk, first, second, {})
    living = Vehicle.select().where(Vehicle.removed_at.is_null(), Vehicle.customer == first)
    assert [row.plate for row in living] == ["浙A12345", "浙B00001"]
    assert SalesOrder.get_by_id(order).vehicle_id == kept


def test_whom_they_introduced_and_who_introduced_them(showroom: Showroom, two: tuple[int, int]) -> None:
    desk, (first, second) = showroom.consultant, two
    third, _card = opens(desk, "孙悦", "13600003333")
    says(desk, third, referrer=second)
    says(desk, first, referrer=second)
    assert "referrer" not in differing(customer_merge.compare(desk, *two))
    merges(desk, two)
    assert Customer.get_by_id(third).referrer_id == first
    assert Customer.get_by_id(first).referrer_id is None, "nobody introduces himself"
    acts.undo(desk, "merge")
    assert Customer.get_by_id(third).referrer_id == Customer.get_by_id(first).referrer_id == second


def test_who_is_on_a_list_of_the_house_stays_on_it(showroom: Showroom, two: tuple[int, int]) -> None:
    desk, (first, second) = showroom.manager, two
    customer_facts.keep_special(desk, second, Customer.get_by_id(second).revision, {"vip": True})
    merges(desk, two)
    assert Customer.get_by_id(first).vip


def test_they_are_found_by_every_number_and_name_of_both(showroom: Showroom, two: tuple[int, int]) -> None:
    merges(showroom.consultant, two)
    by_tail = customer_matches.matches(showroom.consultant, "4321", "")
    assert [match.customer for match in by_tail] == [two[0]]
    again = register_walk_in(showroom.reception, "王莉", OTHER)
    assert TrafficEntry.get_by_id(again.entry).customer_id == two[0]


def test_a_file_merged_on_leads_to_the_last(showroom: Showroom, two: tuple[int, int]) -> None:
    desk, (first, second) = showroom.consultant, two
    third, _card = opens(desk, "王丽", "13600003333")
    merges(desk, two)
    customer_merge.merge(desk, third, first, {})
    assert customer.stands_for(second) == customer.stands_for(first) == third
    assert customer.stands_for(third) is None


def test_an_old_link_leads_to_the_file_that_was_kept(showroom: Showroom, two: tuple[int, int]) -> None:
    merges(showroom.consultant, two)
    assert customer_card.newest_of(showroom.consultant, two[1]) == 2, "the card went along"
    with pytest.raises(Refused) as told:
        family.add(showroom.consultant, two[1], {"relation": "child"})
    assert told.value.code == "E-MERGED"
    assert "王丽" in told.value.sentence()


def test_what_was_changed_since_it_was_compared_is_compared_again(
    showroom: Showroom, two: tuple[int, int]
) -> None:
    desk, (first, second) = showroom.consultant, two
    seen = {one: Customer.get_by_id(one).revision for one in two}
    says(showroom.manager, second, name="王力")
    with refused("E-MERGE-SEEN"):
        merges(desk, two, seen=seen)
    assert merges(desk, two, seen={one: Customer.get_by_id(one).revision for one in two}) == first


def test_a_token_seen_before_merges_once(showroom: Showroom, two: tuple[int, int]) -> None:
    merges(showroom.consultant, two)
    after = live()
    assert customer_merge.merge(showroom.consultant, *two, {}, token="merge") == two[0]
    assert live() == after


def test_one_file_is_no_two_and_a_stranger_is_none(showroom: Showroom, two: tuple[int, int]) -> None:
    desk = showroom.consultant
    for do in (customer_merge.compare, lambda *who: customer_merge.merge(*who, {})):
        with refused("E-SAME-FILE"):
            do(desk, two[0], two[0])
        with refused("E-GONE"):
            do(desk, two[0], 999)


# -- no row is forgotten ------------------------------------------------------------------------------


def test_every_column_that_points_to_a_customer_or_a_card_has_its_way() -> None:
    columns = {
        (table, field.name) for table in TABLES for field, to in table._meta.refs.items() if to is Customer
    }
    assert columns == merging_rows.HOW.keys()
    of_cards = {table for table in TABLES for to in table._meta.refs.values() if to is Prospect}
    assert of_cards == {*merging_cards.GOES, *merging_cards.STAYS}
    assert not {*merging_cards.GOES} & {*merging_cards.STAYS}


# -- one wish on two cards ----------------------------------------------------------------------------


@pytest.fixture
def one_wish(showroom: Showroom, two: tuple[int, int]) -> dict[int, int]:
    """The same wish on both cards, with a contact, a price and a request on the one that goes."""
    desk = showroom.consultant
    follow_up.log(desk, 2, {"said": "周末再来", "level": "A", "criteria": ("came_again",)})
    quote.add(desk, 2, {"price": 118_900_00})
    with desk.work(Duty.ASK_LOST) as work:
        work.add(
            LostRequest,
            prospect=2,
            kind="lost",
            state="pending",
            asked_by=desk.staff,
            asked_on=THURSDAY,
            asked_at=showroom.clock.now(),
        )
    return {2: 1}


def test_what_was_done_on_the_withdrawn_card_stands_on_the_kept_one(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int]
) -> None:
    merges(showroom.consultant, two, one_wish=one_wish)
    gone, kept = prospect.card(2), prospect.card(1)
    assert (gone.state, kept.state, kept.level) == ("withdrawn", "open", "B")
    last = CardMove.select().order_by(CardMove.id.desc()).get()
    assert (last.prospect_id, last.move, last.reason) == (2, Move.WITHDRAWN, "P26-00001")
    assert FollowUp.get().prospect_id == Quote.get().prospect_id == 1
    assert FollowUp.get().move_id is None, "the step was the other card's"
    assert LostRequest.get().state == "withdrawn", "nobody decides about it any more"
    assert level_clock.of_card(1) is not None
    assert check.findings(showroom.store) == []


def test_an_order_takes_the_kept_card_along(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int]
) -> None:
    order = places(showroom.consultant, 2)
    merges(showroom.consultant, two, one_wish=one_wish)
    assert prospect.card(1).level == "O"
    assert SalesOrder.get_by_id(order).prospect_id == 1
    assert check.findings(showroom.store) == []
    cancels(showroom.consultant, order)
    assert prospect.card(1).level == "B", "where the kept card stood"


def test_two_orders_are_two_wishes(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int]
) -> None:
    for card in (1, 2):
        places(showroom.consultant, card)
    before = live()
    with refused("E-TWO-ORDERS"):
        merges(showroom.consultant, two, one_wish=one_wish)
    assert live() == before
    merges(showroom.consultant, two)


def test_a_wish_is_one_of_each_file(showroom: Showroom, two: tuple[int, int]) -> None:
    _third, card = opens(showroom.consultant, "孙悦", "13600003333")
    for wrong in ({1: 1}, {1: card}, {card: 1}, {1: 999}, {1: 2, 2: 1}):
        with refused("E-WISHES"):
            merges(showroom.consultant, two, one_wish=wrong)


def test_an_open_card_does_not_give_way_to_a_sleeping_one(showroom: Showroom, two: tuple[int, int]) -> None:
    desk = showroom.manager
    with desk.work(Duty.DECIDE_LOST) as work:
        prospect.step(work, desk, prospect.card(1), Move.DORMANT, level="", state="dormant")
    with refused("E-WISH-ASLEEP"):
        merges(showroom.consultant, two, one_wish={2: 1})
    merges(showroom.consultant, two, one_wish={1: 2})
    assert prospect.card(1).state == "withdrawn"


# -- taking it back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wish", [False, True])
def test_undo_gives_both_files_back_whole_and_redo_makes_them_one_again(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int], wish: bool
) -> None:
    desk, before = showroom.consultant, live()
    merges(desk, two, one_wish=one_wish if wish else None)
    merged = live()
    assert merged != before, "the control: it did something"
    undone = acts.undo(desk, "merge")
    assert live() == before
    assert check.findings(showroom.store) == []
    again = acts.undo(desk, undone.token)
    assert again.redo
    assert live()["customer"] == merged["customer"]
    assert [row[1:] for row in live()["prospect"]] == [row[1:] for row in merged["prospect"]]
    assert check.findings(showroom.store) == []
    acts.undo(desk, again.token)
    assert live() == before
    assert customer_matches.matches(desk, "4321", "")[0].customer == two[1]


def test_work_that_has_nothing_to_do_with_it_does_not_stand_in_its_way(
    showroom: Showroom, two: tuple[int, int]
) -> None:
    merges(showroom.consultant, two)
    follow_up.log(showroom.consultant, 2, {"said": "看车", "result": "reached"})
    register_walk_in(showroom.reception, "孙悦", "13600003333")
    acts.undo(showroom.consultant, "merge")
    assert FollowUp.get().prospect_id == 2
    assert Prospect.get_by_id(2).customer_id == two[1]


NEWER = (
    lambda showroom, _who: register_walk_in(showroom.reception, "王莉", OTHER),
    lambda showroom, who: family.add(showroom.manager, who, {"relation": "child", "name": "小宝"}),
    lambda showroom, who: says(showroom.manager, who, name="王力"),
    lambda showroom, who: card_opening.open_card(showroom.manager, {"another_reason": "另一辆"}, known=who),
    lambda showroom, who: customer_merge.merge(
        showroom.manager, opens(showroom.manager, "王丽", "13600003333")[0], who, {}
    ),
)


@pytest.mark.parametrize("newer", NEWER)
def test_it_stands_while_something_newer_depends_on_it(
    showroom: Showroom, two: tuple[int, int], newer: Any
) -> None:
    merges(showroom.consultant, two)
    newer(showroom, two[0])
    depends, before = last_act(), live()
    with refused("E-NEWER"):
        acts.undo(showroom.consultant, "merge")
    assert live() == before
    acts.undo(showroom.desk(depends.actor.user), depends.token)
    acts.undo(showroom.consultant, "merge")
    assert Customer.get_by_id(two[1]).removed_at is None


def test_without_that_look_a_visit_would_stay_with_the_wrong_person(
    showroom: Showroom, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(taking_back, "_refuse_left_behind", lambda *_args: None)
    merges(showroom.consultant, two)
    again = register_walk_in(showroom.reception, "王莉", OTHER)
    acts.undo(showroom.consultant, "merge")
    assert TrafficEntry.get_by_id(again.entry).customer_id == two[0]
    assert Phone.get(Phone.tail == "4321", Phone.removed_at.is_null()).customer_id == two[1]


def test_what_came_to_a_card_again_keeps_it_from_being_withdrawn_again(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int]
) -> None:
    desk = showroom.consultant
    merges(desk, two, one_wish=one_wish)
    undone = acts.undo(desk, "merge")
    showroom.clock.put(THURSDAY + timedelta(1), 10, 0)
    follow_up.log(desk, 2, {"said": "再看看", "result": "reached"})
    with refused("E-NEWER"):
        acts.undo(desk, undone.token)


def test_row_that_came_along_does_not_take_the_merge_back_with_it(
    showroom: Showroom, two: tuple[int, int], one_wish: dict[int, int]
) -> None:
    """What its level brought may go with a row, not that its card was withdrawn for the other."""
    merges(showroom.consultant, two, one_wish=one_wish)
    entry = TrafficEntry.get()
    remove(showroom.reception, entry.id)
    gone = Prospect.get_by_id(next(iter(one_wish)))
    assert gone.state == WITHDRAWN
    steps = CardMove.select().where(CardMove.prospect == gone.id, CardMove.removed_at.is_null())
    assert [step.move for step in steps] == ["level", "withdrawn"]
    assert check.findings(showroom.store) == []


def test_a_day_that_was_closed_since_stands(showroom: Showroom, two: tuple[int, int]) -> None:
    merges(showroom.consultant, two)
    row = TrafficEntry.get()
    with showroom.reception.work(Duty.CORRECT_VISIT) as work:
        work.edit(TrafficEntry, row.id, row.revision, note="", left=row.arrived, level="B")
    close_day(showroom)
    with refused("E-NEWER"):
        acts.undo(showroom.consultant, "merge")


def test_the_deed_says_whose_files_they_were(showroom: Showroom, two: tuple[int, int]) -> None:
    merges(showroom.consultant, two)
    assert str(undo(showroom.consultant).deed) == "合并了两份客户档案（王丽）"


# -- two people ---------------------------------------------------------------------------------------


def test_told_apart_it_is_said_and_a_merge_takes_it_back(showroom: Showroom, two: tuple[int, int]) -> None:
    desk = showroom.consultant
    same_person.tell_apart(desk, *two, "姐妹")
    assert customer_merge.compare(desk, *reversed(two)).told_apart == "陈涛：姐妹"
    merges(desk, two)
    assert not TwoPeople.select().where(TwoPeople.removed_at.is_null()).exists()
    acts.undo(desk, "merge")
    assert customer_merge.compare(desk, *two).told_apart


def test_who_was_told_apart_from_one_is_told_apart_from_the_merged(
    showroom: Showroom, two: tuple[int, int]
) -> None:
    desk = showroom.consultant
    third, _card = opens(desk, "王丽", "13600003333")
    for one in two:
        same_person.tell_apart(desk, third, one)
    merges(desk, two)
    living = TwoPeople.select().where(TwoPeople.removed_at.is_null())
    assert [(row.first_id, row.second_id) for row in living] == [(two[0], third)]


def test_consents_go_along(showroom: Showroom, two: tuple[int, int]) -> None:
    desk = showroom.consultant
    with desk.work(Duty.KEEP_CARD) as work:
        work.add(
            Consent,
            customer=two[1],
            subject="id_number",
            purpose="上牌",
            given_how="signed",
            given_on=THURSDAY,
            notice_version="1",
        )
    merges(desk, two)
    assert Consent.get().customer_id == two[0]
