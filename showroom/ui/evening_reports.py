"""The daily reports of a day beside its closing: what waits, sealing the ready ones, the sum of the cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.forms.daily_report import Waiting
from showroom.language import ENGLISH, _, current
from showroom.rules.daily_report import ReportState
from showroom.rules.roll_forward import ADDED, LEVELS, RollForward, Term
from showroom.services import daily_report_evening, daily_report_seal, roll_forward
from showroom.services.daily_report_seal import SealedDay
from showroom.services.desk import Desk
from showroom.sheets.daily_report_printing import bytes_of
from showroom.ui import names
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import SNUG


@dataclass(frozen=True)
class Evening:
    """How the reports of a day stand, and how its cards add up."""

    waiting: tuple[Waiting, ...]
    cards: RollForward


def read(desk: Desk, day: date) -> Evening:
    """Of the whole showroom. Raises Denied."""
    with desk.reading():
        return Evening(daily_report_evening.waiting(desk, day), roll_forward.of_period(desk, day, day))


def seal(desk: Desk, day: date) -> SealedDay:
    """Every report of the day that is ready, each as it is printed. Raises Denied, Unavailable."""
    return daily_report_seal.seal_day(desk, day, bytes_of)


def sealed_words(done: SealedDay) -> str:
    """What sealing a day did, and how many reports it left open."""
    left = len(done.open) + len(done.failed)
    if left:
        return _("Reports sealed: {count}, still open: {open}", count=len(done.sealed), open=left)
    return _("Reports sealed: {count}", count=len(done.sealed))


def sum_words(cards: RollForward) -> str:
    """前日 63 ＋ 2 － 1 ＝ 64; or at which levels the sum does not close, and by how much."""
    if open_levels := [level for level in LEVELS if cards.difference(level)]:
        told = _(", ").join(f"{level} {cards.difference(level):+d}" for level in open_levels)
        return _(
            "The sums of the cards do not close at {levels}. The book of figures shows the cards.",
            levels=told,
        )
    # A card that only changes its level neither comes nor goes.
    came = sum(cards.total(term) for term in ADDED) - cards.total(Term.MOVED_IN)
    opening, closing = cards.total(Term.OPENING), cards.total(Term.CLOSING)
    told = f"{opening} + {came} − {opening + came - closing} = {closing}"
    return _("The sums of the cards close: {sum}", sum=told)


class EveningReports(QWidget):
    """At the foot of the panel that closes a day; it holds nobody up."""

    seal_wanted = Signal()

    def __init__(self, evening: Evening, people: names.Names, *, may_seal: bool, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(Hairline(on_paper=True))
        column.addWidget(Text(_("Daily reports of the day"), Role.STRONG))
        for words in _standing(evening.waiting, people):
            column.addWidget(Text(words, Role.PRINT, wrap=True))
        ready = sum(one.to_seal for one in evening.waiting)
        self.button = Button(_("Seal reports ({count})", count=ready))
        self.button.setVisible(bool(ready))
        self.button.setEnabled(may_seal)
        self.button.clicked.connect(self.seal_wanted)
        column.addWidget(self.button)
        closes = not any(evening.cards.difference(level) for level in LEVELS)
        sum_role = Role.LABEL if closes else Role.ERROR
        column.addWidget(Text(sum_words(evening.cards), sum_role, wrap=True))


def _standing(waiting: Iterable[Waiting], people: names.Names) -> list[str]:
    comma = ", " if current() == ENGLISH else "、"
    there = [one for one in waiting if not one.off]

    def of(some: Iterable[Waiting]) -> str:
        return comma.join(names.shown(people, one.consultant_name) for one in some)

    missing = of(one for one in there if one.missing)
    to_review = of(one for one in there if one.to_review)
    ready = of(one for one in there if one.to_seal)
    told = []
    if missing:
        told.append(_("Not handed in: {names}", names=missing))
    if to_review:
        told.append(_("To be reviewed: {names}", names=to_review))
    if ready:
        told.append(_("Ready to be sealed: {names}", names=ready))
    if there and all(one.state is ReportState.SEALED for one in there):
        told.append(_("Every daily report of the day is sealed."))
    return told
