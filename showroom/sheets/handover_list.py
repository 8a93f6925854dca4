"""客户交接清单, the handover list (HO): the cards that changed hands, signed by who gave and who received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, Final

from showroom.forms import choices
from showroom.forms import traffic_log as log_form
from showroom.forms.field import Lists, Option
from showroom.forms.handover import HandedCard, HandoverList
from showroom.language import chinese, mark
from showroom.rules.handover import HandoverKind, Stayed
from showroom.rules.money import show_money
from showroom.sheets import bands, ladders, pdf, qr, table
from showroom.sheets.frame import BODY, LABEL_SIZE, Frame, HeadField, head_field
from showroom.sheets.notes import Notes
from showroom.sheets.page import LANDSCAPE, Align, Area, Page
from showroom.sheets.stamp import Printed, Stamp
from showroom.sheets.table import Column

EDITION: Final = "2026-11"
# Heights and widths in mm (docs/sheets.md: Handover list).
HEADS: Final = 9.5
ROW: Final = 9.5
ROWS_A_PAGE: Final = 15
SIGNATURES: Final = 14.0
BOX: Final = 60.0
NOTES_DATE: Final = 60.0

_ROWS_TOP = BODY + HEADS
_ROWS_END = _ROWS_TOP + ROWS_A_PAGE * ROW
_ROLES = (mark("Given by, signature"), mark("Received by, signature"), mark("Showroom manager, signature"))
_VARIANTS: Final = {
    HandoverKind.FOR_GOOD: mark("For good"),
    HandoverKind.COVER: mark("Cover from {first} to {last}"),
}
_STAYED: Final = {Stayed.CLOSED: mark("closed, stayed"), Stayed.HANDED_ON: mark("handed on, stayed")}


def draw(lists: Sequence[HandoverList], target: BinaryIO, *, blank: bool = False, stamp: Stamp) -> Printed:
    """Write these lists one after another as a PDF to `target`, untouched when drawing fails (Q9).

    With `blank` one empty page with the showroom's name of the first. Raises `Unavailable` where a font
    cannot be read, and what `target` raises.
    """
    pages = [page for one in lists for page in compose(one, blank=blank, stamp=stamp)]
    pdf.write(pages, target, chinese("Handover list"), stamp.printed_at)
    return Printed(len(pages), pdf.missing(pages))


def compose(wanted: HandoverList, *, blank: bool = False, stamp: Stamp) -> list[Page]:
    """All pages of one list as marks, notes pages last."""
    sheet = _Sheet(wanted, blank, Notes())
    frame = sheet.frame(stamp)
    pages = sheet.pages(frame)
    if not blank:
        pages += sheet.notes.pages(frame, replace(frame.heads[2], width=NOTES_DATE))
    frame.close(pages)
    return pages


@dataclass(frozen=True)
class _Sheet:
    """One list that is being drawn."""

    wanted: HandoverList
    blank: bool
    notes: Notes

    def frame(self, stamp: Stamp) -> Frame:
        handed = self.wanted.handover
        return Frame(
            paper=LANDSCAPE,
            kind=qr.Kind.HO,
            edition=EDITION,
            title=chinese("Handover list"),
            variant="" if self.blank else self._variant(),
            dealer=self.wanted.dealer,
            dealer_short=self.wanted.dealer_short,
            foot=stamp.foot(self.blank),
            number=qr.edition_number(EDITION) if self.blank else qr.day_number(handed.day),
            staff=0 if self.blank else handed.giver,
            heads=self._head_fields(),
        )

    def _variant(self) -> str:
        handed = self.wanted.handover
        return chinese(_VARIANTS[handed.kind], first=handed.first_day, last=handed.last_day or "")

    def _head_fields(self) -> tuple[HeadField, ...]:
        handed = self.wanted.handover
        shares = "、".join(f"{name} {count}" for name, count in handed.shares)
        fields = (
            (chinese("Given by"), 40, handed.giver_name, ladders.person),
            (chinese("Received by"), 78, shares, ladders.words),
            (chinese("Day of the handover"), 34, str(handed.day), ladders.words),
            (chinese("Cards handed over"), 20, str(handed.cards), ladders.words),
            (chinese("Why they change hands"), 82, handed.reason, ladders.words),
        )
        return tuple(
            head_field(label, width, "" if self.blank else value, self.notes.at(label, value), ladder)
            for label, width, value, ladder in fields
        )

    def pages(self, frame: Frame) -> list[Page]:
        """The list without its notes: at least one page; empty rows fill the last."""
        cards = () if self.blank else self.wanted.cards
        starts = range(0, len(cards) or 1, ROWS_A_PAGE)
        pages = []
        for start in starts:
            page = frame.open_page()
            self._table(page, cards[start : start + ROWS_A_PAGE], start)
            if start == starts[-1]:
                self._foot(page)
            else:
                right, middle = page.paper.live_right - 1.0, _ROWS_END + SIGNATURES / 2
                following = chinese("Continued on the next page")
                page.word(right, middle, following, 8.5, bold=True, align=Align.RIGHT)
            pages.append(page)
        return pages

    def _table(self, page: Page, cards: Sequence[HandedCard], before: int) -> None:
        paper = page.paper
        columns = [Column(chinese(one.head), one.width, one.align) for one in COLUMNS]
        table.heads(page, columns, Area(paper.left, BODY, paper.live_width, HEADS))
        table.uprights(page, columns, Area(paper.left, BODY, paper.live_width, _ROWS_END - BODY))
        table.rows(page, _ROWS_TOP, ROW, ROWS_A_PAGE)
        for place in range(ROWS_A_PAGE):
            areas = tuple(
                area for _column, area in table.cells(columns, paper.left, _ROWS_TOP + place * ROW, ROW)
            )
            number = before + place + 1
            page.lines(areas[0], ladders.figure(str(number), areas[0].room, largest=8), Align.CENTRE)
            if place < len(cards):
                for one, area in zip(COLUMNS[1:], areas[1:], strict=True):
                    self._cell(page, one, area, cards[place], number)

    def _cell(self, page: Page, column: _Column, area: Area, card: HandedCard, number: int) -> None:
        words = column.words(card, self.wanted.lists)
        if not words:
            return
        if column.ladder is None:
            fitted = ladders.level(words, 11)
        elif column.ladder is ladders.phones:
            fitted = ladders.phones([words], area.room, area.height, self._note(column, words, number))
        else:
            fitted = column.ladder(words, area.room, area.height, self._note(column, words, number))
        page.lines(area, fitted, column.align)

    def _note(self, column: _Column, words: str, number: int) -> ladders.Note:
        place = chinese("No. {number} {field}", number=number, field=chinese(column.head))
        return self.notes.at(place, words)

    def _foot(self, page: Page) -> None:
        """Signatures, and what the signing means."""
        area = Area(page.paper.left, _ROWS_END, BOX, SIGNATURES)
        for role in _ROLES:
            bands.signature(page, area, chinese(role), None)
            area = Area(area.right, area.y, BOX, SIGNATURES)
        lines = (
            chinese("Every card in this list was gone through together, the open promises among them."),
            chinese("Level, next date, contacts and quotes stay as they are on the card."),
            chinese("Cards from the system are dated; what is added by hand is signed for beside it."),
        )
        for place, text in enumerate(lines):
            page.word(area.x + 1.0, area.y + 2.6 + place * 3.6, text, LABEL_SIZE)


@dataclass(frozen=True)
class _Column:
    """A column: message id of its head, width in mm, what a cell says, and by which ladder (None: level)."""

    head: str
    width: float
    words: Callable[[HandedCard, Lists], str]
    ladder: Callable[..., ladders.Fitted] | None = ladders.words
    align: Align = Align.LEFT


def _word(options: Sequence[Option], code: object) -> str:
    """The word of a code in Chinese, whatever the screen speaks; an unknown code is printed itself."""
    found = (one.chinese or one.english for one in options if one.code == str(code))
    return next(found, "" if code is None else str(code))


def _model(card: HandedCard, lists: Lists) -> str:
    return " ".join(filter(None, (_word(lists[log_form.MODEL.options], card.model), card.colour)))


def _month_day(day: date | None) -> str:
    return f"{day:%m-%d}" if day is not None else ""


def _deal(card: HandedCard, lists: Lists) -> str:
    """已订 03-05 定金 5,000; else 报价 118,900（03-05）; a key account and who signs any day come first."""
    parts = []
    if card.key_account:
        parts.append(chinese("Key account, on paper"))
    if card.near_signing:
        parts.append(chinese("Near signing, on paper"))
    if card.ordered_on is not None:
        deposit = show_money(card.deposit) if card.deposit else "–"
        parts.append(
            chinese("Ordered {day}, deposit {amount}", day=_month_day(card.ordered_on), amount=deposit)
        )
    elif card.quoted is not None:
        model = _word(lists[log_form.MODEL.options], card.quoted_model)
        model = model if card.quoted_model != card.model else ""
        parts.append(
            chinese(
                "Quoted {model} {amount} on {day}",
                model=model,
                amount=show_money(card.quoted),
                day=_month_day(card.quoted_on),
            ).replace("  ", " ")
        )
    return "，".join(parts)


def _remark(card: HandedCard, _lists: Lists) -> str:
    return chinese(_STAYED[Stayed(card.stayed)]) if card.stayed else ""


COLUMNS: Final = (
    _Column(mark("No."), 8, lambda _card, _lists: "", align=Align.CENTRE),
    _Column(mark("Card number"), 20, lambda card, _lists: card.number),
    _Column(mark("Customer"), 28, lambda card, _lists: card.name, ladders.person),
    _Column(mark("Phone"), 31, lambda card, _lists: card.phone, ladders.phones),
    _Column(mark("Model of interest"), 28, _model, ladders.prose),
    _Column(mark("Level of the card"), 10, lambda card, _lists: card.letter, None, Align.CENTRE),
    _Column(
        mark("State"), 13, lambda card, _lists: _word(choices.CARD_STATES, card.state), align=Align.CENTRE
    ),
    _Column(mark("Last contact"), 16, lambda card, _lists: _month_day(card.reached_on), align=Align.CENTRE),
    _Column(mark("Next due"), 16, lambda card, _lists: _month_day(card.due_on), align=Align.CENTRE),
    _Column(mark("Quote or order"), 46, _deal, ladders.prose),
    _Column(mark("Receiver"), 20, lambda card, _lists: card.receiver, ladders.person),
    _Column(mark("Remark"), 36, _remark),
)
