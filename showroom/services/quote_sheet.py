"""报价单: the newest price named on a card, for the customer to take home (req 150)."""

from __future__ import annotations

from showroom.errors import Refused
from showroom.forms import customer as customer_form
from showroom.forms.quote_sheet import QuoteSheet
from showroom.language import mark
from showroom.rules.duties import Duty
from showroom.services import card_record, customer_file, lists, prospect, settings
from showroom.services.desk import Desk


def sheet(desk: Desk, wanted: int) -> QuoteSheet:
    """The newest quote of a card as it is printed. Raises Denied; Refused where no price was named."""
    desk.require(Duty.PRINT_QUOTE)
    with desk.reading():
        found = prospect.readable(desk, wanted)
        file = customer_file.of(desk, found.customer)
        record = card_record.of_cards((found,), desk.clock.today())[found.prospect]
        facts, kept = settings.facts(), lists.current()
    if not record.quotes:
        raise Refused(
            "E-NO-QUOTE",
            mark("No price was named on card {number} yet. Nothing was printed. Enter the quote first."),
            number=found.number,
        )
    return QuoteSheet(
        prospect=found.prospect,
        number=found.number,
        customer=file.facts[customer_form.NAME.key],
        phone=file.numbers[0].shown if file.numbers else "",
        owner_name=found.owner_name,
        quote=record.quotes[-1],
        dealer=facts.dealer,
        dealer_short=facts.dealer_short,
        address=facts.address,
        dealer_phone=facts.phone,
        lists=kept,
    )


def blank(desk: Desk) -> QuoteSheet:
    """The form of this showroom without a card. Raises Denied."""
    desk.require(Duty.PRINT_QUOTE)
    facts = settings.facts()
    return QuoteSheet(
        0, "", "", "", "", None, facts.dealer, facts.dealer_short, facts.address, facts.phone, {}
    )
