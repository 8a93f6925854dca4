"""What was lost: how many of how many, why, at which stage, whose was late; and the sheet of a month."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from showroom.errors import Denied
from showroom.models.act import ActLine
from showroom.models.prospect import Prospect
from showroom.services import due_list, figures, follow_up, lost_analysis, lost_figures, quote, reactivation
from showroom.sheets.lost_analysis_printing import preview_lost_analysis, print_lost_analysis
from tests.lost import approves, asks_lost, asks_to_sleep, rejects, withdraws
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    acts,
    last_act,
    register_call,
    register_walk_in,
    staff_id,
    statements,
    undo,
)

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


def on(showroom: Showroom, days: int, hour: int = 10) -> Showroom:
    return showroom.on(THURSDAY + timedelta(days), hour)


def card_of(showroom: Showroom, name: str, phone: str, consultant: str = "陈涛") -> int:
    """A guest of that day with a card at B."""
    register_walk_in(showroom.reception, name, phone, received_by=consultant, level="B")
    return int(Prospect.select().order_by(Prospect.id.desc()).get().id)


@pytest.fixture
def cards(showroom: Showroom) -> tuple[int, int, int, int]:
    """Three of 陈涛's cards and one of 李娜's, opened on Thursday 5 March."""
    first, second, third = (
        card_of(showroom, name, f"1390000000{place}") for place, name in enumerate(("王丽", "李强", "赵敏"))
    )
    return first, second, third, card_of(showroom, "孙伟", "13900000009", "李娜")


def test_what_was_lost_is_counted_with_what_could_have_been(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    desk = on(showroom, 1).consultant
    approves(showroom.manager, asks_lost(desk, cards[0]))
    found = lost_figures.losses(showroom.manager, *MARCH)
    assert [one.prospect for one in found.rows] == [cards[0]]
    assert (found.cards, found.rate) == (4, 0.25)
    own = lost_figures.losses(showroom.consultant, *MARCH)
    assert (own.cards, len(own.rows)) == (3, 1)
    assert lost_figures.losses(showroom.other_consultant, *MARCH).rows == ()


def test_a_clear_reason_tells_why_nobody_bought(showroom: Showroom, cards: tuple[int, int, int, int]) -> None:
    desk = on(showroom, 1).consultant
    approves(showroom.manager, asks_lost(desk, cards[0]))
    approves(showroom.manager, asks_lost(desk, cards[1], reason="never_answers"))
    rejects(showroom.manager, asks_lost(desk, cards[2]))
    asks_lost(showroom.other_consultant, cards[3], reason="budget")
    found = lost_figures.losses(showroom.manager, *MARCH)
    assert (found.requests, found.clear, found.rejected) == (4, 1, 1)
    assert (found.clear_rate, found.rejected_rate) == (0.25, 0.25)
    assert found.by_group() == {"competitor": 1, "no_contact": 1}


def test_requests_taken_back_and_those_to_sleep_are_no_requests_to_lose(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    desk = on(showroom, 1).consultant
    withdraws(desk, asks_lost(desk, cards[0]))
    approves(showroom.manager, asks_to_sleep(desk, cards[1]))
    found = lost_figures.losses(showroom.manager, *MARCH)
    assert (found.requests, found.clear_rate, found.rows) == (0, None, ())


def test_who_was_late_when_the_loss_was_asked_for(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    follow_up.log(on(showroom, 17).consultant, cards[1], {"said": "刚通过电话"})
    late = on(showroom, 18)
    for card in cards[:2]:
        approves(late.manager, asks_lost(late.consultant, card))
    found = lost_figures.losses(showroom.manager, *MARCH).late()
    assert {owner: [one.prospect for one in rows] for owner, rows in found.items()} == {
        staff_id(CONSULTANT): [cards[0]]
    }
    (row,) = found[staff_id(CONSULTANT)]
    assert row.late_days == 3
    late_now = [one.prospect for one in due_list.late_follow_ups(showroom.manager)]
    assert cards[0] not in late_now, "what is lost is no late follow-up"
    assert cards[2] in late_now


def test_losses_are_told_by_stage(showroom: Showroom, cards: tuple[int, int, int, int]) -> None:
    desk = on(showroom, 1).consultant
    quote.add(desk, cards[0], {"model": 1, "price": 118_000_00})
    for card in cards[:3]:
        approves(showroom.manager, asks_lost(desk, card))
    assert lost_figures.losses(showroom.manager, *MARCH).by_stage() == {"quoted": 1, "came": 2}


def test_a_loss_is_told_of_whoever_had_the_card_then(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    other = staff_id(OTHER_CONSULTANT)
    reactivation.reactivate(on(showroom, 3).manager, cards[0], reason="又来看车", level="C", owner=other)
    (row,) = lost_figures.losses(showroom.manager, *MARCH).rows
    assert (row.owner, row.owner_name) == (staff_id(CONSULTANT), "陈涛")
    assert lost_figures.losses(showroom.other_consultant, *MARCH).rows == ()


def test_what_was_nobodys_when_it_was_lost_is_nobodys_loss(showroom: Showroom) -> None:
    """A card without a consultant is lost and taken up by somebody later: its loss is not his."""
    register_call(showroom.reception, "周杰", "13900000007", level="B", received_by="")
    card = Prospect.select().order_by(Prospect.id.desc()).get().id
    assert Prospect[card].owner_id is None
    approves(on(showroom, 1).manager, asks_lost(showroom.manager, card))
    other = staff_id(OTHER_CONSULTANT)
    reactivation.reactivate(on(showroom, 3).manager, card, reason="又来看车", level="C", owner=other)
    (row,) = lost_figures.losses(showroom.manager, *MARCH).rows
    assert (row.owner, row.owner_name) == (None, "")
    found = lost_figures.losses(showroom.other_consultant, *MARCH)
    assert (found.rows, found.requests, found.clear) == ((), 0, 0)
    assert found.cards == 1, "from the day he has it, it is one he can lose"
    assert lost_figures.losses(showroom.manager, *MARCH).requests == 1


def test_a_request_is_of_whoever_had_the_card_when_it_was_made(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    """The manager sends it back and gives the card to somebody else, on the same day or later."""
    here, other = on(showroom, 1), staff_id(OTHER_CONSULTANT)
    request = asks_lost(here.consultant, cards[0])
    rejects(on(showroom, 1, 17).manager, request, owner=other)
    later = asks_lost(here.consultant, cards[1])
    rejects(on(showroom, 2).manager, later, owner=other)
    asks_lost(on(showroom, 3).other_consultant, cards[0])
    counted = {}
    for who in (staff_id(CONSULTANT), other, None):
        lost = lost_figures.losses(showroom.manager, *MARCH, who)
        counted[who] = (lost.requests, lost.rejected, lost.clear, lost.cards)
        book = figures.of_period(showroom.manager, *MARCH, who)
        keys = ("lost_requests", "lost_rejected", "lost_clear", "held")
        assert counted[who] == tuple(book[key].numerator for key in keys)
    assert list(counted.values()) == [(2, 2, 0, 1), (1, 0, 0, 3), (3, 2, 0, 4)]


def test_contacts_and_drives_are_counted_until_the_loss(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    follow_up.log(on(showroom, 1).consultant, cards[0], {"said": "在比价"})
    follow_up.log(on(showroom, 2).consultant, cards[0], {"result": "no_answer"})
    approves(showroom.manager, asks_lost(showroom.consultant, cards[0]))
    register_walk_in(on(showroom, 9).reception, "王丽", "13900000000")
    (row,) = lost_figures.losses(showroom.manager, *MARCH).rows
    assert (row.contacts, row.drives, row.last_contact) == (3, 0, THURSDAY + timedelta(1))


def test_the_next_month_begins_with_what_was_left(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    approves(showroom.manager, asks_to_sleep(showroom.consultant, cards[1]))
    found = lost_figures.losses(showroom.manager, *APRIL)
    assert (found.rows, found.cards) == ((), 2)
    on(showroom, 35)
    reactivation.reactivate(showroom.consultant, cards[0], reason="又来看车", level="C")
    assert lost_figures.losses(showroom.manager, *APRIL).cards == 3


def test_a_loss_taken_back_was_none(showroom: Showroom, cards: tuple[int, int, int, int]) -> None:
    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    undo(showroom.manager)
    assert lost_figures.losses(showroom.manager, *MARCH).rows == ()


def test_a_consultant_reads_only_his_own(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        lost_figures.losses(showroom.consultant, *MARCH, staff_id(OTHER_CONSULTANT))


def test_reading_costs_the_same_however_many_were_lost(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    def read() -> None:
        lost_analysis.of_month(showroom.manager, MARCH[0])

    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    few = statements(showroom, read)
    for card in cards[1:3]:
        approves(showroom.manager, asks_lost(showroom.consultant, card))
    assert statements(showroom, read) == few


# --- the sheet ---------------------------------------------------------------------------------------------


def test_the_sheet_is_of_the_last_month_with_losses(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    assert lost_analysis.last_month(showroom.manager) == date(2026, 3, 1)
    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    on(showroom, 90)
    assert lost_analysis.last_month(showroom.manager) == date(2026, 3, 1)
    found = lost_analysis.of_month(showroom.manager, date(2026, 3, 17))
    assert (found.month, found.losses.last) == MARCH
    assert found.losses.rows[0].phones == ("139 0000 0000",)


def test_printing_is_an_act_with_a_number_and_looking_is_none(
    showroom: Showroom, cards: tuple[int, int, int, int]
) -> None:
    approves(on(showroom, 1).manager, asks_lost(showroom.consultant, cards[0]))
    before = acts()
    assert preview_lost_analysis(showroom.manager, MARCH[0]).pages == 1
    assert acts() == before
    print_lost_analysis(showroom.manager, MARCH[0])
    assert (acts(), last_act().duty) == (before + 1, "print_lost_list")
    assert ActLine.select().order_by(ActLine.id.desc()).get().table_name == "lost_analysis"


def test_only_the_manager_prints_it(showroom: Showroom) -> None:
    for desk in (showroom.consultant, showroom.reception):
        with pytest.raises(Denied):
            print_lost_analysis(desk, MARCH[0])
