"""The columns of the register of customers, and how a row of it is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt

from showroom.forms import customer as form
from showroom.forms import day_words
from showroom.forms.choices import SEXES
from showroom.language import _, mark
from showroom.services.customers import MARKS, CustomerLine
from showroom.ui import names
from showroom.ui.cells import Cell, Run
from showroom.ui.long_list import ListColumn
from showroom.ui.names import Names


def columns(today: date, names_of: Callable[[], Names]) -> tuple[ListColumn, ...]:
    """Who, how to be reached, whose, how near to a deal, since when, when last, how often."""
    middle, right = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
    return (
        ListColumn(mark("Customer"), 112, _name, share=3),
        ListColumn(mark("Sex"), 40, lambda line: _words(_sex(line.sex), "t2")),
        ListColumn(mark("Phone"), 120, lambda line: _words(line.phone, _tone(line)), share=1),
        ListColumn(
            mark("Consultant"), 72, lambda line: _words(names.shown(names_of(), line.owner_name)), share=1
        ),
        ListColumn(mark("Level"), 48, lambda line: Cell(badge=line.level, centred=True), stands=middle),
        ListColumn(mark("First seen"), 110, lambda line: _words(_day(line.first_seen, today), "t2"), share=1),
        ListColumn(mark("Last visit"), 110, lambda line: _words(_day(line.last_visit, today)), share=1),
        ListColumn(mark("Visits"), 56, _visits, stands=right),
    )


def _words(text: str, tone: str = "t1", *, medium: bool = False) -> Cell:
    return Cell((Run(text, tone, medium=medium),) if text else ())


def _name(line: CustomerLine) -> Cell:
    """The name and the special lists; who is blacklisted stands out."""
    marks = (
        Run(f"  {_(field.label)}", "red" if field is form.BLACKLISTED else "t2")
        for field in MARKS
        if field.key in line.marks
    )
    return Cell((*_words(line.name, medium=True).runs, *marks))


def _sex(code: str) -> str:
    return next((option.label for option in SEXES if option.code == code), "")


def _tone(line: CustomerLine) -> str:
    """A masked number is print, a whole one ink."""
    return "t2" if "*" in line.phone else "t1"


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return day_words.short(day) if day.year == today.year else day_words.with_year(day)


def _visits(line: CustomerLine) -> Cell:
    return Cell((Run(str(line.visits), "t1" if line.visits else "t3"),), right=True)
