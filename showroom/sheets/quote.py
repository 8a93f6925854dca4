"""报价单, a quote on one page (QU): car, price in figures and capitals, what it includes, who signs."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, Final

from showroom.forms.field import Option
from showroom.forms.quote_sheet import QuoteSheet
from showroom.language import chinese
from showroom.rules.money import in_capitals, show_money
from showroom.sheets import bands, ladders, pdf, qr
from showroom.sheets.card_grid import Grid, word_of
from showroom.sheets.frame import BODY, Frame, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, MEDIUM, PORTRAIT, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.text import width

EDITION: Final = "2026-11"
NOTES_NUMBER: Final = 60.0
# Heights in mm; the words about the price; the boxes of the signatures.
ROW: Final = 10.0
PRICE: Final = 16.0
INCLUDED: Final = 32.0
TERMS: Final = 24.0
SIGNATURES: Final = 22.0
ADDRESS: Final = 8.0
BOX: Final = 90.0
PRICE_SIZE: Final = 14.0
CAPITALS_SIZE: Final = 11.0
TERM_PITCH: Final = 5.0


def draw(sheet: QuoteSheet, target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write the quote as PDF to `target`, which stays untouched when drawing fails (Q9).

    Raises `Unavailable` where a font cannot be read, and what `target` raises.
    """
    pages = compose(sheet, blank=blank, stamp=stamp)
    pdf.write(pages, target, f"{_title()} {'' if blank else sheet.number}".strip(), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(sheet: QuoteSheet, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """The page as marks, and notes pages where words did not fit."""
    notes = Notes()
    frame = _frame(sheet, blank, notes, stamp)
    page = frame.open_page()
    grid = Grid(page, notes, blank or sheet.quote is None)
    page.across(BODY, MEDIUM)
    y = _customer(grid, sheet, BODY)
    y = _car(grid, sheet, y)
    y = _price(grid, sheet, y)
    _foot(grid, sheet, y)
    pages = [page, *notes.pages(frame, replace(frame.heads[0], width=NOTES_NUMBER))]
    frame.close(pages)
    return pages


def _title() -> str:
    return chinese("Quote sheet")


def _frame(sheet: QuoteSheet, blank: bool, notes: Notes, stamp: Stamp) -> Frame:
    quote = sheet.quote
    fields = (
        (chinese("Number of the card"), 50, sheet.number),
        (chinese("Quoted on"), 50, str(quote.day) if quote else ""),
        (chinese("Consultant"), 62, (quote.by if quote else "") or sheet.owner_name),
    )
    return Frame(
        paper=PORTRAIT,
        kind=qr.Kind.QU,
        edition=EDITION,
        title=_title(),
        dealer=sheet.dealer,
        dealer_short=sheet.dealer_short,
        foot=stamp.foot(blank),
        number=qr.edition_number(EDITION) if blank else sheet.prospect,
        heads=[
            head_field(label, wide, "" if blank else value, notes.at(label, value))
            for label, wide, value in fields
        ],
    )


def _customer(grid: Grid, sheet: QuoteSheet, y: float) -> float:
    name, phone = grid.cells(y, (8, 4), ROW)
    grid.value(name, chinese("Customer name"), sheet.customer, ladders.person)
    grid.value(phone, chinese("Phone, on the card"), sheet.phone)
    grid.section(y, ROW, chinese("To whom, on the stub"))
    return y + ROW


def _car(grid: Grid, sheet: QuoteSheet, y: float) -> float:
    quote = sheet.quote
    model, colour = grid.cells(y, (8, 4), ROW)
    car = _word(sheet, "car_model", str(quote.model)) if quote and quote.model is not None else ""
    grid.value(model, chinese("Model, on the card"), car)
    grid.value(colour, chinese("Colour, on the card"), _word(sheet, "colour", quote.colour) if quote else "")
    grid.under(y + ROW)
    (equipment,) = grid.cells(y + ROW, (12,), ROW)
    grid.value(equipment, chinese("Equipment"), quote.equipment if quote else "", ladders.prose)
    grid.section(y, 2 * ROW, chinese("Car, on the stub"))
    return y + 2 * ROW


def _price(grid: Grid, sheet: QuoteSheet, y: float) -> float:
    quote = sheet.quote
    figures, capitals = grid.cells(y, (5, 7), PRICE)
    places = (
        (figures, chinese("Price, on the card"), PRICE_SIZE),
        (capitals, chinese("In capitals"), CAPITALS_SIZE),
    )
    texts = (f"¥ {show_money(quote.price)}", in_capitals(quote.price)) if quote else ("", "")
    for (area, label, size), text in zip(places, texts, strict=True):
        room = grid.label(area, label)
        if text and not grid.blank:
            fits = width(text, size, bold=True) <= room.room
            whole = ladders.Fitted((text,), size, bold=True)
            grid.page.lines(room, whole if fits else ladders.figure(text, room.room, bold=True))
    grid.under(y + PRICE)
    (included,) = grid.cells(y + PRICE, (12,), INCLUDED)
    grid.value(included, chinese("Includes"), quote.included if quote else "", ladders.prose)
    grid.section(y, PRICE + INCLUDED, chinese("Price, on the stub"))
    return y + PRICE + INCLUDED


def _foot(grid: Grid, sheet: QuoteSheet, y: float) -> None:
    """Until when it holds, what it leaves open, the two signatures, and where the showroom is."""
    page = grid.page
    terms = (
        chinese("Quote: valid until"),
        chinese("Quote: not an order"),
        chinese("Quote: what is not in it"),
    )
    for number, words in enumerate(terms, 1):
        page.word(
            page.paper.left + 1.0, y + 2.0 + (number - 0.5) * TERM_PITCH + 1.0, f"{number}. {words}", 8.5
        )
    top = y + TERMS
    page.across(top, HAIR)
    for place, role in enumerate((chinese("Consultant's signature"), chinese("Customer's signature"))):
        box = Area(page.paper.left + place * BOX, top, BOX, SIGNATURES)
        bands.signature(page, box, role, None, at_the_edge=place == 1)
    page.across(top + SIGNATURES, MEDIUM)
    where = "  ".join(filter(None, (sheet.dealer, sheet.address, sheet.dealer_phone)))
    note = grid.notes.at(_title(), where)
    area = Area(page.paper.left, top + SIGNATURES + 1.0, page.paper.live_width, ADDRESS)
    page.lines(area, ladders.words(where, area.room, ADDRESS, note))


def _word(sheet: QuoteSheet, name: str, code: str) -> str:
    options: tuple[Option, ...] = sheet.lists.get(name, ())
    return next((word_of(one) for one in options if one.code == code), code)
