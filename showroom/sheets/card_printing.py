"""Printing the sheets of cards as acts: read the cards, record the print, draw the pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from showroom.forms.card_record import CardRecord, CardSheet
from showroom.rules.duties import Duty
from showroom.services import card_sheet, exports, lists, quote_sheet, settings, sheet_owners
from showroom.services.desk import Desk
from showroom.sheets import customer_card, quote
from showroom.sheets.customer_card import Progress, go_on
from showroom.sheets.printing import PrintedSheet
from showroom.sheets.stamp import Printed, Stamp

SUBJECT: Final = "prospect"


def print_customer_card(desk: Desk, prospect: int) -> PrintedSheet:
    """Both sides of one card as PDF, with the export number of this print. Raises Denied, Refused."""
    card_sheet.sheet(desk, prospect)
    return print_customer_cards(desk, (prospect,))


def print_customer_cards(desk: Desk, prospects: Sequence[int], progress: Progress = go_on) -> PrintedSheet:
    """Cards in this order as one PDF, for printing on both sides; one act. Raises Denied, Stopped.

    `progress` is called with the number of cards drawn so far; who says that it shall stop leaves no act. The
    number in the foot is the next one: where it was given away meanwhile the cards are drawn anew.
    """
    desk.require(Duty.PRINT_CUSTOMER_CARD)
    while True:
        export = exports.next_number(desk.clock)
        printed = _drawn(desk, prospects, export, progress)
        if sheet_owners.record_drawn(desk, Duty.PRINT_CUSTOMER_CARD, export, SUBJECT, prospects):
            return printed


def preview_customer_card(desk: Desk, prospect: int) -> PrintedSheet:
    """The same pages to be looked at: no act, no export number. Raises Denied, Refused."""
    card_sheet.sheet(desk, prospect)
    return _drawn(desk, (prospect,), "", go_on)


def preview_customer_cards(desk: Desk, prospects: Sequence[int], progress: Progress = go_on) -> PrintedSheet:
    """The same of many. Raises Denied, Stopped."""
    return _drawn(desk, prospects, "", progress)


def _drawn(desk: Desk, prospects: Sequence[int], export: str, progress: Progress) -> PrintedSheet:
    target = BytesIO()
    cards = card_sheet.sheets(desk, prospects)
    printed = customer_card.draw(cards, target, stamp=_stamp(desk, export), progress=progress)
    return _finished(target, printed)


def blank_customer_card(desk: Desk) -> PrintedSheet:
    """The form of this showroom, to be filled by hand. Raises Denied."""
    return _blank_card(desk, sheet_owners.record_print(desk, Duty.PRINT_CUSTOMER_CARD, SUBJECT, ()))


def preview_blank(desk: Desk, *, of_quote: bool = False) -> PrintedSheet:
    """The empty card, or the empty quote, to be looked at: no act. Raises Denied."""
    if of_quote:
        return _blank_quote(desk, "")
    desk.require(Duty.PRINT_CUSTOMER_CARD)
    return _blank_card(desk, "")


def _blank_card(desk: Desk, export: str) -> PrintedSheet:
    target = BytesIO()
    printed = customer_card.draw((_empty(desk),), target, blank=True, stamp=_stamp(desk, export))
    return _finished(target, printed)


def _empty(desk: Desk) -> CardSheet:
    facts = settings.facts()
    return CardSheet(
        prospect=0, number="", name="", phone="", opened_on=desk.clock.today(), age=0, owner_name="",
        level="", state="", criteria_on=None, values={}, referrer_name="", family=(), record=CardRecord(),
        dealer=facts.dealer, dealer_short=facts.dealer_short, lists=lists.current(),
    )  # fmt: skip


def print_quote(desk: Desk, prospect: int) -> PrintedSheet:
    """The newest quote of a card as PDF, with the export number of this print. Raises Denied, Refused."""
    content = quote_sheet.sheet(desk, prospect)
    export = sheet_owners.record_print(desk, Duty.PRINT_QUOTE, SUBJECT, (prospect,))
    target = BytesIO()
    return _finished(target, quote.draw(content, target, stamp=_stamp(desk, export)))


def preview_quote(desk: Desk, prospect: int) -> PrintedSheet:
    """The same page to be looked at: no act, no export number. Raises Denied, Refused."""
    target = BytesIO()
    content = quote_sheet.sheet(desk, prospect)
    return _finished(target, quote.draw(content, target, stamp=_stamp(desk, "")))


def blank_quote(desk: Desk) -> PrintedSheet:
    """The form of this showroom, to be filled by hand. Raises Denied."""
    return _blank_quote(desk, sheet_owners.record_print(desk, Duty.PRINT_QUOTE, SUBJECT, ()))


def _blank_quote(desk: Desk, export: str) -> PrintedSheet:
    target = BytesIO()
    content = quote_sheet.blank(desk)
    return _finished(target, quote.draw(content, target, blank=True, stamp=_stamp(desk, export)))


def _stamp(desk: Desk, export: str) -> Stamp:
    return Stamp(desk.clock.local(), desk.name, export)


def _finished(target: BytesIO, printed: Printed) -> PrintedSheet:
    return PrintedSheet(target.getvalue(), printed.pages, printed.missing)
