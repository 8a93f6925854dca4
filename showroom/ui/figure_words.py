"""How a figure is written: grouped numbers, a rate with its division, days in words."""

from __future__ import annotations

from showroom.forms import day_words
from showroom.forms.figure_counts import Count
from showroom.forms.figures import Value
from showroom.language import _
from showroom.rules.periods import Period, Span


def number(count: int) -> str:
    """Grouped by a thin gap as everywhere: 1 204."""
    return f"{count:,}".replace(",", " ")


def in_full(value: Value) -> tuple[str, str]:
    """The division of a rate ("" for a count), and what it comes to; a dash where nothing is divided by."""
    if isinstance(value.figure, Count):
        return "", number(value.numerator)
    division = f"{number(value.numerator)} ÷ {number(value.denominator or 0)}"
    if value.value is None:
        return division, "—"
    return division, f"{value.value:.1f}" if value.figure.mean else f"{100 * value.value:.1f} %"


def days(period: Period) -> str:
    """The days of a period, as short as they can be said."""
    if period.first == period.last:
        return day_words.short(period.first)
    if period.first.year == period.last.year:
        return _(
            "{first} to {last}",
            first=day_words.month_day(period.first),
            last=day_words.month_day(period.last),
        )
    return _(
        "{first} to {last}", first=day_words.with_year(period.first), last=day_words.with_year(period.last)
    )


def place(period: Period) -> str:
    """A whole period by its name: a month, a quarter, a year."""
    first = period.first
    if period.span is Span.MONTH:
        return day_words.month(first)
    if period.span is Span.QUARTER:
        return _("Q{quarter} {year}", quarter=(first.month + 2) // 3, year=first.year)
    if period.span is Span.YEAR:
        return _("Year {year}", year=first.year)
    if period.span is Span.DAY:
        return day_words.full(first)
    return _("{first} to {last}", first=day_words.with_year(first), last=day_words.with_year(period.last))
