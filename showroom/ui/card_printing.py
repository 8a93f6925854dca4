"""The customer card's sheet and its newest quote for the preview, and the cards of a whole list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from showroom.forms.customer_card import CustomerCard
from showroom.language import _, mark
from showroom.services.desk import Desk
from showroom.sheets import card_printing
from showroom.sheets.printing import PrintedSheet
from showroom.ui.long_work import LongWork
from showroom.ui.print_preview import PrintJob

CARD: Final = "card"
QUOTE: Final = "quote"


def job(desk: Desk, card: CustomerCard) -> PrintJob:
    """Both sides of the card; where a price was named, the quote is another layout."""
    quotes = ((QUOTE, _("The newest quote")),) if card.record.quotes else ()

    def preview(layout: str, blank: bool) -> PrintedSheet:
        if blank:
            return card_printing.preview_blank(desk, of_quote=layout == QUOTE)
        if layout == QUOTE:
            return card_printing.preview_quote(desk, card.prospect)
        return card_printing.preview_customer_card(desk, card.prospect)

    def draw(layout: str, blank: bool) -> PrintedSheet:
        if blank:
            wanted = card_printing.blank_quote if layout == QUOTE else card_printing.blank_customer_card
            return wanted(desk)
        if layout == QUOTE:
            return card_printing.print_quote(desk, card.prospect)
        return card_printing.print_customer_card(desk, card.prospect)

    return PrintJob(
        sheet="customer_card",
        back=_("Customer card"),
        title=f"{_('Customer card')}　{card.number}",
        file_name=f"{_('Customer card')} {card.number}",
        preview=preview,
        draw=draw,
        layouts=((CARD, _("Both sides of the card")), *quotes) if quotes else (),
        layout=CARD if quotes else "",
        landscape=False,
    )


def job_of_list(desk: Desk, cards: Sequence[int]) -> PrintJob:
    """Both sides of all these cards as one PDF; it is told how far it is, and can be cancelled."""
    work = LongWork(mark("{done} of {count} cards"), len(cards))
    return PrintJob(
        sheet="customer_card",
        back=_("Tracking sheet"),
        title=_("{count} customer cards", count=len(cards)),
        file_name=f"{_('Customer cards')} {desk.clock.today()}",
        preview=lambda _layout, _blank: card_printing.preview_customer_cards(desk, cards, work),
        draw=lambda _layout, _blank: card_printing.print_customer_cards(desk, cards, work),
        may_be_blank=False,
        landscape=False,
        work=work,
    )
