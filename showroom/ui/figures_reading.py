"""What the figures page reads for a section, a period and a consultant, and the table that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from showroom.forms.figures import Book
from showroom.forms.plot import Plot
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.rules.periods import Period, Span, compared_with, holding, months_of
from showroom.services import figures, past, plots, sheet_owners, targets
from showroom.services.desk import Desk
from showroom.services.figures_parts import By
from showroom.services.sheet_owners import Consultant
from showroom.ui import figure_lines, figure_words
from showroom.ui import figure_sections as sections
from showroom.ui.figure_lines import BookColumn, FigureTable, Whose


@dataclass(frozen=True)
class Asked:
    """What is to be shown: `whose` is the id of a consultant, None the showroom; `as_of` None is now."""

    section: str
    period: Period
    whose: int | None
    as_of: date | None = None


@dataclass(frozen=True)
class Answer:
    """What was read for it; `people` are those among whom may be chosen."""

    asked: Asked
    people: tuple[Consultant, ...]
    table: FigureTable
    # The figures of the period itself, where one book was read for it.
    book: Book | None = None
    # Which rate of each family the showroom prints.
    printed: Mapping[str, str] = field(default_factory=dict)
    # The plots, where they were asked for.
    plots: tuple[Plot, ...] = ()


def read(desk: Desk, asked: Asked) -> Answer:
    """The table of a section at one instant. Raises Denied; Refused for a day that has no past."""
    with past.reading(desk, asked.as_of):
        sees_all = desk.may(Duty.SEE_TEAM)
        people = sheet_owners.consultants(desk) if sees_all else ()
        name = next((one.name for one in people if one.staff == asked.whose), "")
        whose = Whose(asked.whose, name or (_("Showroom") if sees_all else ""))
        return _answer(desk, asked, people, whose)


def _answer(desk: Desk, asked: Asked, people: tuple[Consultant, ...], whose: Whose) -> Answer:
    today = asked.as_of or desk.clock.today()
    period = asked.period.until(today)
    first, last = period.first, period.last
    if asked.section == sections.PLOTS:
        drawn = plots.of_period(desk, first, last, whose.staff)
        return Answer(asked, people, FigureTable((), ()), plots=drawn)
    if asked.section == sections.LEVELS:
        book = figures.of_period(desk, first, last, whose.staff)
        return Answer(asked, people, figure_lines.of_levels(book), book)
    if asked.section == sections.ORIGINS:
        parts = {by: figures.parts(desk, by, first, last, whose.staff) for by in By}
        return Answer(asked, people, figure_lines.of_origins(parts))
    if asked.section == sections.CONSULTANTS:
        books = figures.by_consultant(desk, first, last)
        return Answer(asked, people, figure_lines.side_by_side(books, people, period))
    columns, printed = _columns(desk, asked.period, whose.staff, today), targets.chosen()
    reached = 2 if asked.period.span is Span.DAY else 0
    wished = _wished(desk, asked.period, whose.staff)
    table = figure_lines.of_section(
        asked.section, columns, whose, wished, reached, frozenset(printed.values())
    )
    return Answer(asked, people, table, columns[reached].book, printed)


def _columns(desk: Desk, period: Period, whose: int | None, today: date) -> list[BookColumn]:
    """Of a day the day before, the day, the month so far; of anything longer it and the one before."""
    wanted: tuple[tuple[str, Period], ...]
    if period.span is Span.DAY:
        before = Period(Span.DAY, period.first - timedelta(days=1), period.first - timedelta(days=1))
        so_far = holding(Span.MONTH, period.first).until(period.first)
        wanted = ((_("Day before"), before), (_("This day"), period), (_("Month to date"), so_far))
    else:
        here, there = period.until(today), compared_with(period, today)
        wanted = ((figure_words.days(here), here), (figure_words.days(there), there))
    return [
        BookColumn(head, one, figures.of_period(desk, one.first, one.last, whose)) for head, one in wanted
    ]


def _wished(desk: Desk, period: Period, whose: int | None) -> Mapping[str, int] | None:
    """What was set for the months of a period, added up; None where nothing was, or for parts of months."""
    months = months_of(holding(Span.MONTH, period.first) if period.span is Span.DAY else period)
    return targets.of_months(desk, months, whose) or None
