"""What the cells of the tracking sheet look like, and the delegate that paints those of two lines."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from showroom.forms import tracking_sheet as form
from showroom.forms import tracking_words as words
from showroom.forms.field import Field, Lists
from showroom.forms.tracking_sheet import TrackedContact, TrackingRow
from showroom.forms.tracking_words import SCREEN
from showroom.language import _
from showroom.ui import names
from showroom.ui.cells import Cell, CellDelegate, Run
from showroom.ui.look import pixels, theme
from showroom.ui.look.tokens import CELL_PITCH, SNUG, Size, Weight

_RISE = "{before} → {after}"


@dataclass(frozen=True)
class TwoLines(Cell):
    """A cell with a small line above a line of words, and a word at the right of the upper one."""

    aside: Run | None = None
    below: str = ""

    @property
    def text(self) -> str:
        """Both lines in one, for copying and for screen readers."""
        above = "".join(run.text for run in self.runs)
        return " ".join(filter(None, (above, self.aside.text if self.aside else "", self.below)))


def cell_of(row: TrackingRow, field: Field, lists: Lists, *, with_owner: bool) -> Cell:
    """One cell of a card."""
    if field in form.CONTACTS:
        place = form.CONTACTS.index(field)
        return _contact(row, place, lists) if place < len(row.contacts) else Cell()
    if field is form.NUMBER:
        return _number(row, lists, with_owner=with_owner)
    if field is form.NAME:
        return Cell((Run(row.name, medium=True),))
    if field is form.PHONE:
        tones = ["t2" if "*" in phone else "t1" for phone in row.phones]
        if len(row.phones) > 1:
            return TwoLines((Run(row.phones[0], tones[0]),), below=", ".join(row.phones[1:]))
        return Cell(tuple(map(Run, row.phones, tones)))
    if field is form.LEVEL:
        return Cell(badge=row.level or "N", centred=True)
    text = {
        form.SOURCE: words.source(row, lists, SCREEN),
        form.MODEL: words.model(row, lists, SCREEN),
        form.REMARK: words.remark(row, lists, SCREEN),
    }[field]
    return Cell((Run(text, "t1" if field is form.MODEL else "t2"),) if text else (), wraps=True)


def _number(row: TrackingRow, lists: Lists, *, with_owner: bool) -> Cell:
    """The number; below it whose card it is, or for how long it is overdue: both need no column."""
    late = _("{count} d overdue", count=row.overdue_days) if row.overdue_days else ""
    owner = names.shown(names.of(lists), row.owner_name) or _("nobody's") if with_owner else ""
    below = " ".join(filter(None, (owner, late)))
    number = Run(row.number, "t2")
    if not below:
        return Cell((number,))
    return TwoLines((number,), below=below, invalid=False, wraps=bool(late))


def _contact(row: TrackingRow, place: int, lists: Lists) -> Cell:
    contact = row.contacts[place]
    way = words.way(contact, lists, SCREEN)
    above = [Run(f"{contact.day:%m-%d} {way}", "t2")]
    above.append(Run(f"  {words.ordinal(contact, SCREEN)}", "t3"))
    if place == 0 and row.more:
        above.append(Run(f"  +{row.more}", "ink"))
    return TwoLines(tuple(above), aside=_level(contact), below=words.said(contact, SCREEN))


def _level(contact: TrackedContact) -> Run | None:
    """A bare letter; only a change takes ink."""
    before, after = contact.level_before, contact.level_after
    if before and after and before != after:
        return Run(_RISE.format(before=before, after=after), "ink", medium=True)
    return Run(after, "t2", medium=True) if after else None


def tip_of(row: TrackingRow, field: Field, lists: Lists) -> str:
    """The whole words of a cell that may have no room for them."""
    cell = cell_of(row, field, lists, with_owner=False)
    return cell.text if isinstance(cell, TwoLines) or cell.wraps else ""


class TrackingCells(CellDelegate):
    """Paints the cells of two lines itself: what does not fit ends in …, the tip has it all."""

    def _paint_content(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        if isinstance(cell, TwoLines):
            _paint_contact(painter, rect, cell)
        elif cell.wraps:
            _paint_words(painter, rect, cell)
        else:
            super()._paint_content(painter, rect, cell)


def _paint_contact(painter: QPainter, rect: QRectF, cell: TwoLines) -> None:
    look = theme.current()
    upper, lower = _lines(rect)
    aside = 0.0
    if cell.aside is not None:
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM))
        aside = QFontMetricsF(painter.font()).horizontalAdvance(cell.aside.text) + SNUG
        tone = getattr(look.tokens, cell.aside.tone)
        pixels.write(painter, upper, cell.aside.text, tone, Qt.AlignmentFlag.AlignRight)
    painter.setFont(look.font(Size.SMALL))
    metrics, left = QFontMetricsF(painter.font()), upper.adjusted(0, 0, -aside, 0)
    for run in cell.runs:
        text = metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, left.width())
        if text.strip() in ("", "…"):
            break
        left.setLeft(left.left() + pixels.write(painter, left, text, getattr(look.tokens, run.tone)))
    small = cell.aside is None
    painter.setFont(look.font(Size.SMALL if small else Size.BODY))
    tone = look.tokens.red if cell.wraps else look.tokens.t2 if small else look.tokens.t1
    words = " ".join(cell.below.split())
    fitted = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, lower.width())
    pixels.write(painter, lower, fitted, tone)


def _paint_words(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """Words on one line, or small on two."""
    look = theme.current()
    inner = rect.adjusted(SNUG - 1, 0, -(SNUG - 1), 0)
    text = " ".join(cell.text.split())
    tone = getattr(look.tokens, cell.runs[0].tone) if cell.runs else look.tokens.t1
    painter.setFont(look.font())
    if QFontMetricsF(painter.font()).horizontalAdvance(text) <= inner.width():
        pixels.write(painter, inner, text, tone)
        return
    painter.setFont(look.font(Size.SMALL))
    metrics = QFontMetricsF(painter.font())
    if metrics.horizontalAdvance(text) <= inner.width():
        pixels.write(painter, inner, text, tone)
        return
    cut = len(text)
    while cut > 1 and metrics.horizontalAdvance(text[:cut]) > inner.width():
        cut -= 1
    space = text.rfind(" ", 0, cut + 1)
    cut = space if space > 0 and text[:cut].isascii() else cut
    upper, lower = _lines(rect)
    pixels.write(painter, upper, text[:cut], tone)
    rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, lower.width())
    pixels.write(painter, lower, rest, tone)


def _lines(rect: QRectF) -> tuple[QRectF, QRectF]:
    pitch = CELL_PITCH * theme.current().text_percent / 100
    inner = rect.adjusted(SNUG - 1, 0, -(SNUG - 1), 0)
    middle = rect.center().y()
    upper = QRectF(inner.left(), middle - pitch, inner.width(), pitch)
    return upper, QRectF(inner.left(), middle, inner.width(), pitch)
