"""客户信息卡, the customer card on paper: A and B side, of one card or of a thousand (sheets.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from showroom.errors import Stopped
from showroom.forms.card_record import CardSheet
from showroom.language import chinese
from showroom.sheets import customer_card_a, customer_card_b, pdf, qr
from showroom.sheets.card_grid import Grid
from showroom.sheets.customer_card_a import Front
from showroom.sheets.customer_card_b import Back
from showroom.sheets.frame import Frame, HeadField
from showroom.sheets.notes import Notes
from showroom.sheets.page import PORTRAIT, PORTRAIT_BACK, Page
from showroom.sheets.stamp import Printed, Stamp

EDITION: Final = "2025-11"
NOTES_NUMBER: Final = 60.0

# Called after each card with the number of those drawn; False stops the drawing.
Progress = Callable[[int], bool]


def go_on(_drawn: int) -> bool:
    """Nobody watches."""
    return True


@dataclass
class _Count:
    """What is known once the last page has gone by."""

    pages: int = 0
    missing: dict[str, None] = field(default_factory=dict)

    def watch(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            self.pages += 1
            self.missing |= dict.fromkeys(pdf.missing([page]))
            yield page


def draw(
    cards: Iterable[CardSheet],
    target: BinaryIO,
    *,
    blank: bool = False,
    stamp: Stamp,
    progress: Progress = go_on,
) -> Printed:
    """Write cards as one PDF to `target`, each beginning on a front; untouched when drawing fails (Q9).

    Pages are painted card by card, so a thousand cards need hardly more memory than one. Raises `Stopped`
    where `progress` says so, `Unavailable` where a font cannot be read, and what `target` raises.
    """
    count = _Count()
    pdf.write(count.watch(_in_turn(cards, blank, stamp, progress)), target, title(), stamp.printed_at)
    return Printed(count.pages, tuple(count.missing))


def title() -> str:
    """The name of the form."""
    return chinese("Customer card")


def _in_turn(cards: Iterable[CardSheet], blank: bool, stamp: Stamp, progress: Progress) -> Iterator[Page]:
    odd = 0
    for number, card in enumerate(cards):
        if not progress(number):
            raise Stopped()
        # The sheet before ended on its front: its back stays empty, so that this card is a sheet of its own.
        if odd:
            yield Page(PORTRAIT_BACK)
        pages = compose(card, blank=blank, stamp=stamp)
        odd = len(pages) % 2
        yield from pages


def compose(sheet: CardSheet, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of a card as marks: front, as many backs as there are twenties of contacts, notes."""
    notes = Notes()
    front = _frame(
        sheet, qr.Kind.CA, chinese("Side A"), customer_card_a.heads(sheet, blank, notes), blank, stamp
    )
    frames, pages = [front], [front.open_page()]
    Front(Grid(pages[0], notes, blank), sheet).draw()
    sides = [()] if blank else sheet.record.sides
    for place, contacts in enumerate(sides):
        back = _frame(
            sheet, qr.Kind.CB, chinese("Side B"), customer_card_b.heads(sheet, blank, notes), blank, stamp
        )
        # The second sheet begins on its front, which is punched at the left.
        back = back if len(pages) % 2 else replace(back, paper=PORTRAIT)
        page = back.open_page()
        Back(Grid(page, notes, blank), sheet, contacts, place == len(sides) - 1).draw()
        frames.append(back)
        pages.append(page)
    if not blank:
        behind = notes.pages(front, replace(front.heads[0], width=NOTES_NUMBER))
        frames += [front] * len(behind)
        pages += behind
    for number, (frame, page) in enumerate(zip(frames, pages, strict=True), 1):
        frame.close_page(page, number, len(pages))
    return pages


def _frame(
    sheet: CardSheet,
    kind: qr.Kind,
    side: str,
    heads: tuple[HeadField, ...],
    blank: bool,
    stamp: Stamp,
) -> Frame:
    return Frame(
        paper=PORTRAIT if kind is qr.Kind.CA else PORTRAIT_BACK,
        kind=kind,
        edition=EDITION,
        title=title(),
        variant=side,
        dealer=sheet.dealer,
        dealer_short=sheet.dealer_short,
        foot=stamp.foot(blank),
        number=qr.edition_number(EDITION) if blank else sheet.prospect,
        heads=heads,
    )
