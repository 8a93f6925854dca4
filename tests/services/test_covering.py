"""代管: who covers sees, reads and logs, from the first day to the last; the owner stays the owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from showroom.errors import Denied, Invalid
from showroom.models.prospect import CardMove, Prospect
from showroom.rules.duties import Role
from showroom.services import (
    appointment,
    customer_card,
    customer_file,
    customer_matches,
    customers,
    due_list,
    expected_guests,
    follow_up,
    handover,
    handover_lists,
    prospect,
    sale,
    staff,
)
from showroom.services.staff import NewStaff
from showroom.services.today import today
from tests.handovers import covers, hands_over, opens_cards, owner_of
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    PASSWORD,
    THURSDAY,
    Showroom,
    refused,
    staff_id,
    statements,
)

FULL, MASKED = "138 0000 0000", "138****0000"


def test_the_receiver_reads_keeps_and_logs_and_the_owner_stays_the_owner(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    covers(showroom.manager, [card])
    read = customer_card.card(showroom.other_consultant, card)
    assert (read.may_keep, read.owner_name, read.covered_by) == (True, "陈涛", "李娜")
    assert read.covered_until == THURSDAY + timedelta(2)
    assert read.file.numbers[0].shown == FULL
    customer_card.keep(showroom.other_consultant, read, {"budget": "12万", "hobbies": "钓鱼"})
    follow_up.log(showroom.other_consultant, card, {"said": "周六来", "level": "H", "criteria": ("K1",)})
    assert sale.of_card(showroom.other_consultant, card).may_write
    assert owner_of(card) == staff_id(CONSULTANT)
    own = customer_card.card(showroom.consultant, card)
    assert (own.may_keep, own.level, own.values["budget"]) == (True, "H", "12万")
    assert not CardMove.select().where(CardMove.owner_after.is_null(False)).exists(), "no card changed hands"


SEES: dict[str, Callable[[Showroom, int], object]] = {
    "the card": lambda showroom, card: customer_card.card(showroom.other_consultant, card),
    "the file": lambda showroom, card: customer_file.of(
        showroom.other_consultant, Prospect.get_by_id(card).customer_id
    ),
    "its appointments": lambda showroom, card: expected_guests.of_card(showroom.other_consultant, card),
    "writing": lambda showroom, card: follow_up.log(showroom.other_consultant, card, {"said": "问问"}),
}


@pytest.mark.parametrize("what", SEES)
def test_it_begins_and_ends_with_its_days_by_itself(showroom: Showroom, what: str) -> None:
    (card,) = opens_cards(showroom, "A")
    covers(showroom.manager, [card], days=2, after=1)
    for day, may in ((0, False), (1, True), (2, True), (3, False)):
        showroom.on(THURSDAY + timedelta(day))
        if may:
            SEES[what](showroom, card)
            continue
        with pytest.raises(Denied) as told:
            SEES[what](showroom, card)
        assert told.value.code == "E-CARD-OTHERS"


def test_a_card_that_is_not_covered_stays_another_consultants(showroom: Showroom) -> None:
    covered, other = opens_cards(showroom, "AA")
    covers(showroom.manager, [covered])
    with pytest.raises(Denied):
        customer_card.card(showroom.other_consultant, other)
    seen = Prospect.select(Prospect.id).where(prospect.visible_to(showroom.other_consultant))
    assert [row.id for row in seen] == [covered]


def test_numbers_are_shown_in_full_wherever_the_customer_is_found(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    who = Prospect.get_by_id(card).customer_id

    def shown() -> list[str]:
        (match,) = customer_matches.matches(showroom.other_consultant, "", "王丽")
        return [match.phone, customers.page(showroom.other_consultant, [who])[who].phone]

    assert shown() == [MASKED] * 2
    covers(showroom.manager, [card])
    assert shown() == [FULL] * 2
    showroom.on(THURSDAY + timedelta(3))
    assert shown() == [MASKED] * 2


def test_today_shows_what_is_covered_among_ones_own_and_says_so(showroom: Showroom) -> None:
    covered, other = opens_cards(showroom, "AA")
    (own,) = opens_cards(showroom, "B", by="李娜")
    covers(showroom.manager, [covered], days=10)
    appointment.make(
        showroom.consultant, covered, {"kind": "visit", "day": THURSDAY + timedelta(7), "time": time(10)}
    )
    showroom.on(THURSDAY + timedelta(7), 8)
    found = today(showroom.other_consultant)
    assert [(row.prospect, row.covers, row.owner_name) for row in found.rows if row.prospect != own] == [
        (covered, True, "陈涛")
    ]
    assert [row.phone for row in found.rows if row.prospect == covered] == [FULL]
    assert [row.prospect for row in found.expected] == [covered]
    assert {row.prospect for row in today(showroom.consultant).rows} == {covered, other}
    assert not any(row.covers for row in today(showroom.manager).rows)


def test_what_is_late_of_covered_cards_is_a_figure_of_their_owner(showroom: Showroom) -> None:
    covered = opens_cards(showroom, "AA")
    covers(showroom.manager, covered, days=30)
    showroom.on(THURSDAY + timedelta(15), 8)
    assert due_list.late_follow_ups(showroom.other_consultant) == ()
    assert {row.prospect for row in due_list.due(showroom.other_consultant)} == set(covered)
    figures = {row.owner_name: (row.cards, row.late) for row in today(showroom.manager).team}
    assert figures == {"陈涛": (2, 2)}


def test_a_contact_by_who_covers_ticks_the_row_of_both(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    covers(showroom.manager, [card], days=10)
    showroom.on(THURSDAY + timedelta(7), 8)
    follow_up.log(showroom.other_consultant, card, {"said": "聊过"})
    for desk in (showroom.consultant, showroom.other_consultant):
        (row,) = today(desk).rows
        assert row.done_at is not None


def test_without_a_cover_today_asks_one_statement_more_at_most(showroom: Showroom) -> None:
    """Many covered cards cost as many statements as one."""
    cards = opens_cards(showroom, "ABCABC")

    def look() -> object:
        return today(showroom.other_consultant)

    look()
    covers(showroom.manager, cards[:1])
    one = statements(showroom, look)
    covers(showroom.manager, cards[1:])
    assert statements(showroom, look) == one


def test_a_card_that_is_handed_over_for_good_is_covered_no_more(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    staff.add(showroom.administrator, NewStaff("wangfang", "王芳", PASSWORD, (Role.SALES_CONSULTANT,)))
    covers(showroom.manager, [card])
    follow_up.log(showroom.other_consultant, card, {"said": "在"})
    hands_over(showroom.manager, [card], "wangfang")
    with pytest.raises(Denied) as told:
        follow_up.log(showroom.other_consultant, card, {"said": "不在了"})
    assert "王芳" in told.value.sentence()


def test_ended_early_it_is_over_at_once(showroom: Showroom) -> None:
    (card,) = opens_cards(showroom, "A")
    made = covers(showroom.manager, [card], days=9).handover
    showroom.on(THURSDAY + timedelta(1))
    assert handover_lists.handovers(showroom.manager)[0].runs(THURSDAY + timedelta(1))
    handover.end_cover(showroom.manager, made, token="ended")
    handover.end_cover(showroom.manager, made, token="ended")
    assert not handover_lists.handovers(showroom.manager)[0].runs(THURSDAY + timedelta(1))
    with pytest.raises(Denied):
        follow_up.log(showroom.other_consultant, card, {"said": "x"})
    with refused("E-NO-COVER"):
        handover.end_cover(showroom.manager, made)


def test_a_cover_that_is_still_to_come_can_be_called_off(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "A")
    made = covers(showroom.manager, cards, after=3).handover
    assert handover_lists.handovers(showroom.manager)[0].comes(THURSDAY)
    handover.end_cover(showroom.manager, made)
    assert not handover_lists.handovers(showroom.manager)[0].comes(THURSDAY)
    assert covers(showroom.manager, cards, after=3).cards == 1, "another one may keep it then"


@pytest.mark.parametrize(
    ("first", "last", "field"), [(-1, 3, "first_day"), (2, 1, "last_day")], ids=["begun", "turned round"]
)
def test_days_that_cannot_be_are_refused_beside_their_field(
    showroom: Showroom, first: int, last: int, field: str
) -> None:
    split = dict.fromkeys(opens_cards(showroom, "A"), staff_id(OTHER_CONSULTANT))
    days: tuple[date, date] = (THURSDAY + timedelta(first), THURSDAY + timedelta(last))
    with pytest.raises(Invalid) as told:
        handover.cover(showroom.manager, staff_id(CONSULTANT), split, *days, reason="出差")
    assert [one.field for one in told.value.problems] == [field]


def test_one_colleague_keeps_a_card_at_a_time(showroom: Showroom) -> None:
    cards = opens_cards(showroom, "AB")
    covers(showroom.manager, cards[:1], days=3)
    with refused("E-COVERED"):
        covers(showroom.manager, cards, days=3, after=2)
    assert covers(showroom.manager, cards, days=3, after=3).cards == 2


def test_a_cover_is_not_taken_back_but_ended(showroom: Showroom) -> None:
    made = covers(showroom.manager, opens_cards(showroom, "A")).handover
    with refused("E-NOT-REVERSIBLE"):
        handover.reverse(showroom.manager, made, reason="不用了")
