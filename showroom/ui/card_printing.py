"""The customer card's sheet and its newest quote for the preview."""

from __future__ import annotations

from typing import Final

from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.services.desk import Desk
from showroom.sheets import card_printing
from showroom.sheets.printing import PrintedSheet
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
