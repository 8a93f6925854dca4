"""月度总结 of a month, put together from the book of figures, and printing it as an act (req 25, 36; Q10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from showroom.forms.figures import Book
from showroom.forms.month_summary import (
    CHOSEN,
    COUNTS,
    FIGURES,
    RATES,
    STAGES,
    MonthLine,
    MonthOf,
    MonthRate,
    MonthSummary,
)
from showroom.rules import periods
from showroom.rules.duties import Duty
from showroom.services import (
    exports,
    figures,
    lists,
    lost_figures,
    plots,
    settings,
    sheet_owners,
    showroom_day,
    showroom_day_customers,
    targets,
)
from showroom.services.desk import Desk

_SUBJECT: Final = "month_summary"


def of_month(desk: Desk, month: date) -> MonthSummary:
    """The month of a day, for who sees the team; one that is not over up to today. Raises Denied."""
    desk.require(Duty.PRINT_MONTH_SUMMARY)
    whole = periods.holding(periods.Span.MONTH, month)
    days = whole.until(desk.clock.today())
    before = periods.holding(periods.Span.MONTH, whole.first - timedelta(days=1))
    with desk.reading():
        facts = settings.facts()
        book = figures.of_period(desk, days.first, days.last)
        last_month = figures.of_period(desk, before.first, before.last)
        aims = targets.read(days.first)
        chosen = targets.chosen()
        keys = {family: chosen[family] if family in CHOSEN else family for family in RATES}
        return MonthSummary(
            days.first,
            days.last,
            days.last == whole.last,
            desk.name,
            facts.dealer,
            facts.dealer_short,
            lines=tuple(
                MonthLine(one, book.counts.get(one, 0), last_month.counts.get(one, 0), _aim(aims, None, one))
                for one in FIGURES
            ),
            rates=tuple(MonthRate(one, book[key], last_month[key]) for one, key in keys.items()),
            funnel=plots.of_period(desk, days.first, days.last, wanted=("funnel",))[0],
            stages=tuple(book.counts.get(one, 0) for one in STAGES),
            cards=book.roll_forward,
            consultants=_consultants(desk, days, aims),
            everybody=MonthOf("", book, _aim(aims, None, "orders")),
            sources=figures.parts(desk, "source", days.first, days.last),
            halves=tuple(
                lost_figures.losses(desk, half.first, half.last)
                for half in (periods.half(month, which) for which in periods.HALVES)
            ),
            lost=lost_figures.losses(desk, whole.first, whole.last),
            lists=lists.with_campaigns(),
        )


def last_month(desk: Desk) -> date:
    """The first day of the last month with rows on the log, of this one where there are none.

    Raises Denied.
    """
    desk.require(Duty.PRINT_MONTH_SUMMARY)
    return showroom_day.last_day(desk).replace(day=1)


def record_print(desk: Desk, month: date, *, blank: bool, token: str | None = None) -> str:
    """Record that the summary was printed; the export number of all its sheets. Raises Denied."""
    months = [] if blank else [exports.month_number(month)]
    return sheet_owners.record_print(
        desk, Duty.PRINT_MONTH_SUMMARY, _SUBJECT, months, token=token, blank=blank
    )


def _consultants(desk: Desk, days: periods.Period, aims: targets.Targets) -> tuple[MonthOf, ...]:
    """Everybody on the roster in its order, then whoever else did something; what was nobody's last."""
    books = figures.by_consultant(desk, days.first, days.last)
    names = {one.staff: one.name for one in sheet_owners.choice(desk)}
    busy = {one for one, book in books.items() if any(book.counts.get(key) for key in COUNTS)}
    others: Mapping[int, str] = showroom_day_customers.people(busy - names.keys())
    shown: list[tuple[int | None, str]] = [*names.items(), *sorted(others.items())]
    if None in busy:
        shown.append((None, ""))
    return tuple(
        MonthOf(
            name,
            books.get(one) or Book(days.first, days.last, one, {}),
            None if one is None else _aim(aims, one, "orders"),
        )
        for one, name in shown
    )


def _aim(aims: targets.Targets, consultant: int | None, figure: str) -> int | None:
    found = aims.of(consultant).get(figure)
    return found.value if found else None
