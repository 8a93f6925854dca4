"""Beside the traffic tally: how the figures add up, what is divided by what, when it was busiest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.traffic_tally import TrafficTallyDay, TrafficTallyMonth, UsualDay
from showroom.language import _
from showroom.rules.tally import Tally, percent, slot_words
from showroom.ui.look.labels import Hairline, Role, Section, Text
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG, WIDE

_ANY_WIDTH: Final = 16_777_215


@dataclass(frozen=True)
class Sum:
    """One line: what it is, of what it is made, what comes out."""

    word: str
    parts: str
    result: str


@dataclass(frozen=True)
class Block:
    """A section of the column: sums, then a sentence that says why."""

    title: str
    sums: tuple[Sum, ...] = ()
    why: str = ""


class TallySide(QWidget):
    """Says in words what the sheet says in figures; made anew when there is something else to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._blocks: tuple[Block, ...] = ()
        self._below = False
        self._made = QWidget(self)
        self._column.addWidget(self._made)
        self._column.addStretch(1)

    def show_day(self, tally: TrafficTallyDay, usual: UsualDay, *, is_today: bool) -> None:
        """What there is to say of a day."""
        totals = tally.totals
        self._say(
            (_adds_up(totals), _rates(totals, ()), _busiest_slot(tally), _usual(tally, usual, is_today))
        )

    def show_month(self, tally: TrafficTallyMonth) -> None:
        """What there is to say of a month."""
        totals = tally.totals
        again = (_rate(_("Be-back rate"), totals.repeat, totals.filed_first, _("filed first visits")),)
        self._say((_adds_up(totals), _rates(totals, again), _busiest_day(tally), _weekdays(tally)))

    def stand_beside(self, width: int) -> None:
        """A column at the right of the sheet."""
        self.setFixedWidth(width)
        self._column.setContentsMargins(0, SNUG, GUTTER, GUTTER)
        self._stand(below=False)

    def stand_below(self, inset: int) -> None:
        """Two by two below the sheet, in line with it."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY_WIDTH)
        self._column.setContentsMargins(inset + GUTTER, 0, inset + GUTTER, GUTTER)
        self._stand(below=True)

    def _stand(self, *, below: bool) -> None:
        if below is not self._below:
            self._below = below
            self._lay()

    def _say(self, blocks: tuple[Block, ...]) -> None:
        if blocks != self._blocks:
            self._blocks = blocks
            self._lay()

    def _lay(self) -> None:
        fresh = QWidget(self)
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(CLOSE)
        for place, block in enumerate(self._blocks):
            row, column = divmod(place, 2) if self._below else (place, 0)
            grid.setColumnStretch(column, 1)
            if row:
                grid.addWidget(Hairline(), 2 * row - 1, column)
            grid.addWidget(_laid(block), 2 * row, column, Qt.AlignmentFlag.AlignTop)
        self._column.replaceWidget(self._made, fresh)
        self._made.hide()
        self._made.deleteLater()
        self._made = fresh


def _laid(block: Block) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SNUG)
    column.addWidget(Section(block.title))
    grid = QGridLayout()
    grid.setHorizontalSpacing(SNUG)
    grid.setVerticalSpacing(SNUG)
    grid.setColumnStretch(1, 1)
    for row, one in enumerate(block.sums):
        grid.addWidget(Text(one.word), row, 0)
        parts = Text(one.parts, Role.LABEL, wrap=True)
        parts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(parts, row, 1)
        grid.addWidget(Text(one.result, Role.NUMBER), row, 2, Qt.AlignmentFlag.AlignRight)
    if block.sums:
        column.addLayout(grid)
    if block.why:
        column.addWidget(Text(block.why, Role.LABEL, wrap=True))
    return made


def _adds_up(totals: Tally) -> Block:
    came = _("{first} first + {repeat} be-back", first=totals.first, repeat=totals.repeat)
    every = _(
        "{visits} came + {calls} calls + {others} other",
        visits=totals.visits,
        calls=totals.calls,
        others=totals.other_visits,
    )
    return Block(
        _("How it adds up"),
        (Sum(_("Parties"), came, str(totals.visits)), Sum(_("Total"), every, str(totals.all))),
    )


def _rates(totals: Tally, more: Iterable[Sum | None]) -> Block:
    """Each rate with its division; one that would divide by nothing is left out."""
    rates = (
        _rate(_("Capture rate"), totals.filed_first, totals.first, _("first visits")),
        _rate(_("Test drive rate"), totals.test_drives, totals.visits, _("parties")),
        *more,
        _rate(_("Effective calls"), totals.effective_calls, totals.calls, _("calls")),
    )
    known = tuple(one for one in rates if one is not None)
    return Block(_("Rates"), known, "" if known else _("There is nothing to divide by yet."))


def _rate(word: str, part: int, whole: int, of: str) -> Sum | None:
    share = percent(part, whole)
    return None if share is None else Sum(word, f"{part} ÷ {whole} {of}", f"{share} %")


def _busiest_slot(tally: TrafficTallyDay) -> Block:
    most = max(slot.all for slot in tally.slots)
    if not most:
        return Block(_("Busiest slot"), (), _("Nobody came and nobody called."))
    slots = [
        slot_words(place) or _("Other times") for place, slot in enumerate(tally.slots) if slot.all == most
    ]
    of = _("{most} of {all}", most=most, all=tally.totals.all)
    share = f"{percent(most, tally.totals.all)} %"
    return Block(_("Busiest slot"), tuple(Sum(slot, of, share) for slot in slots[:3]))


def _usual(tally: TrafficTallyDay, usual: UsualDay, is_today: bool) -> Block:
    """This day beside its weekday; a day that is not over is not judged."""
    weekday = day_words.weekday(tally.day)
    title = _("Beside other {weekday}s", weekday=weekday)
    if usual.mean is None:
        return Block(
            title, (), _("There is no {weekday} in the eight weeks before to compare with.", weekday=weekday)
        )
    visits = tally.totals.visits
    mean = Sum(_("Mean"), _("{days} days before", days=usual.days), f"{usual.mean:.1f}")
    here = Sum(_("Today so far") if is_today else _("This day"), "", str(visits))
    return Block(title, (mean, here), "" if is_today else _beside(visits - usual.mean))


def _beside(more: float) -> str:
    if abs(more) < 0.05:
        return _("As many parties as usual.")
    if more > 0:
        return _("{count} parties more than usual.", count=f"{more:.1f}")
    return _("{count} parties fewer than usual.", count=f"{-more:.1f}")


def _busiest_day(tally: TrafficTallyMonth) -> Block:
    days = [(row.tally.visits, row.day) for row in tally.rows if row.tally and row.day]
    most = max((visits for visits, _day in days), default=0)
    if not most:
        return Block(_("Busiest day"), (), _("Nobody came this month."))
    of = _("{most} of {all}", most=most, all=tally.totals.visits)
    share = f"{percent(most, tally.totals.visits)} %"
    busiest = [day for visits, day in days if visits == most]
    return Block(_("Busiest day"), tuple(Sum(day_words.short(day), of, share) for day in busiest[:3]))


def _weekdays(tally: TrafficTallyMonth) -> Block:
    """Which weekday brings most, which least, by their means."""
    title = _("Weekdays")
    known = [
        (mean, word)
        for mean, word in zip(tally.weekday_means, day_words.short_weekdays(), strict=True)
        if mean
    ]
    if len(known) < 2:
        return Block(title, (), _("There are too few business days to compare weekdays."))
    most, least = max(known), min(known)
    sums = (_weekday(_("Most"), *most), _weekday(_("Least"), *least))
    return Block(title, sums, _("Mean parties of the weekday; days without a row do not count."))


def _weekday(word: str, mean: float, weekday: str) -> Sum:
    return Sum(word, weekday, f"{mean:.1f}")
