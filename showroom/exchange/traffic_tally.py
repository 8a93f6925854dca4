"""The traffic tally of a day or a month as an Excel table."""

from __future__ import annotations

from typing import Final

from showroom.exchange.workbook import Column, Share, Table, Value, head_line, names
from showroom.forms.traffic_tally import TallyHead, TrafficTallyDay, TrafficTallyMonth
from showroom.language import _, either
from showroom.rules.level import LOG_LEVELS
from showroom.rules.tally import Tally, slot_words

# Widths in mm, of words and of figures.
_WORDS: Final = 19.0
_FIGURE: Final = 12.0
_FIGURES_A_DAY: Final = 10 + len(LOG_LEVELS)


def table_of_day(tally: TrafficTallyDay) -> Table:
    """The eleven slots, their totals, and the figures of the day below."""
    heads = (_("Time slot"), _("First"), _("Be-back"), _("Calls"), _("Visits not to buy"), _("Total"))
    parts = ((_("Day of the log"), tally.day.isoformat()), (_("Weather"), tally.head.weather))
    return Table(
        f"{_('Traffic tally')} {tally.day}",
        _("Traffic tally sheet"),
        _head_line(tally.head, parts),
        tuple(Column(head, _FIGURE if place else _WORDS) for place, head in enumerate(heads)),
        tuple(
            (slot_words(place) or _("Other times"), *_counts(slot)) for place, slot in enumerate(tally.slots)
        ),
        total=(_("Total"), *_counts(tally.totals)),
        foot=_figures(tally.totals),
    )


def _counts(tally: Tally) -> tuple[Value, ...]:
    return tally.first, tally.repeat, tally.calls, tally.other_visits, tally.all


def _figures(totals: Tally) -> tuple[tuple[str, Value], ...]:
    return (
        (_("Effective calls"), totals.effective_calls),
        (_("Filed"), totals.filed),
        (_("Cards opened"), totals.cards),
        (_("Test drives"), totals.test_drives),
        (_("Back in the showroom"), totals.repeat),
        (_("Orders"), totals.orders),
        (_("Capture rate"), _share(totals.capture_rate)),
        (_("Card rate"), _share(totals.card_rate)),
        *zip(LOG_LEVELS, totals.levels, strict=True),
    )


def _share(percent: int | None) -> Share | None:
    return None if percent is None else Share(percent)


def table_of_month(tally: TrafficTallyMonth) -> Table:
    """Every day of the month with its figures, the totals, and the mean of each weekday below."""
    first = tally.first
    parts = (
        (_("Month"), f"{first:%Y-%m}"),
        (_("Counted up to"), tally.until.isoformat() if tally.until else ""),
        (_("Business days"), str(tally.business_days)),
    )
    weekdays = _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()
    rows = tuple(
        (row.day, weekdays[row.day.weekday()], *_day(row.tally)) for row in tally.rows if row.day is not None
    )
    return Table(
        f"{_('Traffic tally')} {first:%Y-%m}",
        _("Traffic tally sheet"),
        _head_line(tally.head, parts),
        _columns_of_month(),
        rows,
        total=(_("Total"), None, *_day(tally.totals)),
        foot=tuple(zip(weekdays, tally.weekday_means, strict=True)),
    )


def _columns_of_month() -> tuple[Column, ...]:
    heads = (_("First"), _("Be-back"), _("Not to buy"), _("Calls"), _("Effective calls"), _("Filed"),
             _("Test drives"), _("Orders"), _("Cards opened"), _("Card rate"), *LOG_LEVELS)  # fmt: skip
    words = (Column(_("Day"), _WORDS), Column(_("Weekday"), _WORDS))
    return (*words, *(Column(head, _FIGURE) for head in heads))


def _day(tally: Tally | None) -> tuple[Value, ...]:
    """The figures of one day; empty cells where nothing was written."""
    if tally is None:
        return (None,) * _FIGURES_A_DAY
    return (*tally.counts, _share(tally.card_rate), *tally.levels)


def _head_line(head: TallyHead, parts: tuple[tuple[str, str], ...]) -> str:
    front_desk = ((_("Front desk"), names(head.receptionists)),)
    hours = ((_("Business hours"), head.business_hours),)
    return head_line(either(head.dealer, head.dealer_english), parts + front_desk + hours)
