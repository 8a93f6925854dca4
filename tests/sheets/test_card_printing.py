"""Printing cards and quotes through the store: an act with a number, a hundred at once, whose they are."""

from __future__ import annotations

import pytest

from showroom.errors import Denied
from showroom.models.prospect import Prospect
from showroom.services import card_sheet, follow_up, quote
from showroom.sheets import card_printing
from tests.people import Showroom, acts, last_act, lines_of, refused, register_walk_in, statements
from tests.sales import card_of_wang_li

from .reading import joined, texts_of

PRICE = {"price": 118_900_00, "included": "含保险"}
TALK = {"method": "phone", "said": "周六带家人来看"}


def text(content: bytes) -> str:
    return joined("".join(texts_of(content)))


def guests(showroom: Showroom, number: int) -> None:
    for place in range(number):
        register_walk_in(
            showroom.reception, f"客人{place}", f"139000{place:05}", received_by="陈涛", level="B"
        )


def test_printing_a_card_is_an_act_whose_number_stands_in_the_foot(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    follow_up.log(showroom.consultant, card, TALK)
    before = acts()
    printed = card_printing.print_customer_card(showroom.consultant, card)
    assert acts() == before + 1
    (line,) = lines_of(last_act())
    assert (last_act().duty, line.table_name, line.row_id) == ("print_customer_card", "prospect", card)
    told = text(printed.content)
    for part in ("导出号E260305-001", "王丽", "13812345678", "周六带家人来看", "陈涛"):
        assert part in told, part
    assert printed.pages == 2


def test_looking_is_no_act(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    quote.add(showroom.consultant, card, PRICE)
    before = acts()
    for printed in (
        card_printing.preview_customer_card(showroom.consultant, card),
        card_printing.preview_customer_cards(showroom.consultant, (card,)),
        card_printing.preview_quote(showroom.consultant, card),
    ):
        assert "导出号" not in text(printed.content)
    assert acts() == before


def test_a_card_of_somebody_else_is_not_printed(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    with refused("E-CARD-OTHERS"):
        card_printing.print_customer_card(showroom.other_consultant, card)
    assert "王丽" in text(card_printing.print_customer_card(showroom.manager, card).content)
    with pytest.raises(Denied):
        card_printing.print_customer_card(showroom.reception, card)


def test_all_open_cards_of_a_consultant_in_one_file(showroom: Showroom) -> None:
    guests(showroom, 3)
    cards = card_sheet.open_cards(showroom.consultant)
    assert len(cards) == 3
    assert card_sheet.open_cards(showroom.manager) == cards
    printed = card_printing.print_customer_cards(showroom.consultant, cards)
    assert printed.pages == 6
    (line,) = lines_of(last_act())
    assert line.row_id == 0
    Prospect.update(state="lost").where(Prospect.id == cards[0]).execute()
    assert card_sheet.open_cards(showroom.consultant) == cards[1:]


def test_a_print_that_is_cancelled_leaves_no_act_and_takes_no_number(showroom: Showroom) -> None:
    guests(showroom, 3)
    desk = showroom.consultant
    cards, before = card_sheet.open_cards(desk), acts()
    with refused("E-STOPPED"):
        card_printing.print_customer_cards(desk, cards, lambda drawn: drawn < 2)
    assert acts() == before
    printed = card_printing.print_customer_cards(desk, cards, lambda drawn: drawn < 3)
    assert acts() == before + 1
    assert "导出号E260305-001" in text(printed.content)


def test_a_number_given_away_while_cards_are_drawn_stands_on_none_of_them(showroom: Showroom) -> None:
    guests(showroom, 2)
    desk = showroom.consultant
    cards, others = card_sheet.open_cards(desk), []

    def meanwhile(drawn: int) -> bool:
        if drawn == 1 and not others:
            others.append(card_printing.print_customer_card(desk, cards[0]))
        return True

    told = text(card_printing.print_customer_cards(desk, cards, meanwhile).content)
    assert "导出号E260305-001" in text(others[0].content)
    assert "导出号E260305-002" in told
    assert "导出号E260305-001" not in told


def test_a_hundred_cards_cost_the_statements_of_one(showroom: Showroom) -> None:
    guests(showroom, 1)
    desk = showroom.consultant

    def preview() -> None:
        card_printing.preview_customer_cards(desk, card_sheet.open_cards(desk))

    one = statements(showroom, preview)
    guests(showroom, 8)
    for card in card_sheet.open_cards(desk):
        follow_up.log(desk, card, TALK)
        quote.add(desk, card, PRICE)
    assert statements(showroom, preview) == one
    assert 10 <= one <= 30, "the hook saw nothing, or printing has become dear"


def test_the_quote_says_the_newest_price(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    with refused("E-NO-QUOTE"):
        card_printing.print_quote(showroom.consultant, card)
    quote.add(showroom.consultant, card, PRICE)
    quote.add(showroom.consultant, card, PRICE | {"price": 118_000_00})
    told = text(card_printing.print_quote(showroom.consultant, card).content)
    assert "¥118,000" in told
    assert "壹拾壹万捌仟元整" in told
    assert last_act().duty == "print_quote"


def test_what_is_no_number_of_a_card_is_refused(showroom: Showroom) -> None:
    with refused("E-NO-SUCH-CARD"):
        card_sheet.by_number(showroom.consultant, "客户")
    with refused("E-CARD-GONE"):
        card_sheet.by_number(showroom.consultant, "P26-99999")


def test_blank_forms_are_acts_too(showroom: Showroom) -> None:
    for blank in (card_printing.blank_customer_card, card_printing.blank_quote):
        before = acts()
        told = text(blank(showroom.consultant).content)
        assert "空白表" in told
        assert acts() == before + 1
