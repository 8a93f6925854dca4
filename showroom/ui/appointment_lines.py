"""Appointments as lines of the side column: whose press asks what became of them, or opens the card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.forms.appointment import Expected
from showroom.language import _, mark
from showroom.rules.appointments import Kind, State
from showroom.ui.appointment_acts import is_missed, waits_for_drive
from showroom.ui.appointment_forms import Booked
from showroom.ui.card_lines import CardLine, CardSection, CardWords

KINDS: Final = {Kind.VISIT: mark("visit"), Kind.TEST_DRIVE: mark("test drive")}


class AppointmentLines(CardSection):
    """Enter or a press on a line, the menu key or the right button: each tells which appointment."""

    # A `Booked`, and where its menu opens.
    chosen = Signal(object, QPoint)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, title: str, short: str, parent: QWidget | None = None) -> None:
        super().__init__(title, short, parent, at_most=None)
        self.rows: tuple[Booked, ...] = ()

    def show_appointments(self, rows: Iterable[Booked], lines: Iterable[CardWords]) -> None:
        """One line each, in the same order."""
        self.rows = tuple(rows)
        self.show_lines(lines)

    def _take_line(self, place: int, line: CardLine) -> None:
        line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        line.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.rows[place], line.mapToGlobal(at))
        )
        line.clicked.connect(partial(self._choose, place, line))

    def _choose(self, place: int, line: CardLine, _on: bool = False) -> None:
        self.chosen.emit(self.rows[place], line.mapToGlobal(QPoint(0, line.height())))


def asks_something(one: Booked, today: date) -> bool:
    """Whether a press on it asks for an answer first: why nobody came, how the drive was."""
    return is_missed(one, today) or waits_for_drive(one)


def standing(one: Booked, now: datetime) -> tuple[str, str]:
    """What became of it, and the tone of that; "" while it is still to come. `now` in showroom time."""
    if waits_for_drive(one):
        return _("drive not recorded"), "amber"
    if one.state == State.ARRIVED:
        return _("arrived"), "jade"
    if one.state == State.NOT_COME or is_missed(one, now.date()):
        return _("did not come"), "red" if one.state == State.EXPECTED else "t2"
    return "", "t2"


def on_card(one: Expected, now: datetime, *, may_keep: bool) -> CardWords:
    """A line beside the card: when, what, which car, and what became of it or can be done with it."""
    at = f" {one.time:%H:%M}" if one.time else ""
    about = " ".join(part for part in (_(KINDS[Kind(one.kind)]), one.car_name) if part)
    words, tone = standing(one, now)
    if one.no_show_reason:
        words = one.no_show_reason
    if not words and one.is_late(now):
        words, tone = _("behind time"), "amber"
    if not words and may_keep:
        words, tone = _("move, cancel"), "ink"
    return CardWords(one.prospect, day_words.short(one.day) + at, about, words, tone=tone)
