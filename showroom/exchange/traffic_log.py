"""The traffic log of one day as an Excel table: the fields that are shown, each in a column of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from showroom.exchange.workbook import Column, Table, Value, head_line, names
from showroom.forms import kinds
from showroom.forms import traffic_log as form
from showroom.forms.field import Field, show
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.forms.traffic_log_marks import standing
from showroom.language import _, either, mark

# Kinds whose values Excel knows itself: real times and numbers.
_AS_THEY_ARE: Final = (kinds.TIME, kinds.COUNT)


@dataclass(frozen=True)
class LogColumn:
    """A column: message id of its head, width on paper in mm, and what a row has in it."""

    head: str
    width: float
    value: Callable[[TrafficLogRow, TrafficLogDay], Value]


def _of(field: Field) -> LogColumn:
    """The column of a field of the form, its words in the language of the screen."""

    def value(row: TrafficLogRow, day: TrafficLogDay) -> Value:
        known = getattr(row, field.key)
        return known if field.kind in _AS_THEY_ARE else show(field, known, day.lists)

    return LogColumn(field.label, field.width, value)


NUMBER: Final = LogColumn(mark("No."), 9, lambda row, _day: row.number)
PHONE: Final = LogColumn(form.PHONE.label, form.PHONE.width, lambda row, _day: "/".join(row.phones))
FILED: Final = LogColumn(
    mark("File\nkept"), 8, lambda row, day: show(form.TEST_DRIVE, row.has_phone, day.lists)
)

STANDING: Final = LogColumn(mark("Late or void"), 30, lambda row, day: standing(row, day.rows, _))

# What ten columns show; where the paper joins two fields in one cell, each has its own here.
TEN: Final = (
    NUMBER,
    _of(form.ARRIVED),
    _of(form.LEFT),
    _of(form.TRAFFIC_TYPE),
    _of(form.GUEST),
    _of(form.SEX),
    PHONE,
    _of(form.AREA),
    _of(form.PURPOSE),
    _of(form.HEAD_COUNT),
    _of(form.RECEIVED_BY),
    _of(form.LEVEL),
    _of(form.MODEL),
    _of(form.COLOUR),
    _of(form.NOTE),
    _of(form.ASSIGNED),
    STANDING,
)
SEVENTEEN: Final = (
    *TEN[:4],
    _of(form.VISIT),
    *TEN[4:11],
    _of(form.MODEL),
    _of(form.COLOUR),
    _of(form.SOURCE),
    _of(form.LEVEL),
    _of(form.LEVEL_RECONFIRMED),
    _of(form.TEST_DRIVE),
    FILED,
    _of(form.NOTE),
    _of(form.ASSIGNED),
    STANDING,
)


def table_of(day: TrafficLogDay, *, extended: bool = False) -> Table:
    """The log of one day as this person sees it: phones are masked where they were."""
    columns = SEVENTEEN if extended else TEN
    return Table(
        f"{_('Traffic log')} {day.day}",
        _("Showroom Traffic Log"),
        _head_line(day),
        tuple(Column(_(column.head), column.width) for column in columns),
        tuple(tuple(column.value(row, day) for column in columns) for row in day.rows),
        foot=_foot(day),
    )


def _head_line(day: TrafficLogDay) -> str:
    parts = (
        (_("Day of the log"), day.day.isoformat()),
        (_("Weather"), day.weather),
        (_("Front desk"), names(day.receptionists)),
        (_("Compiled by"), day.compiled_by),
        (_("Business hours"), day.business_hours),
        (_("On duty"), names(day.on_duty)),
    )
    return head_line(either(day.dealer, day.dealer_english), parts)


def _foot(day: TrafficLogDay) -> tuple[tuple[str, Value], ...]:
    totals = day.totals
    return (
        (_("Parties"), totals.parties),
        (_("First"), totals.first),
        (_("Be-back"), totals.repeat),
        (_("Calls"), totals.calls),
        (_("Filed"), totals.filed),
        (_("Not filed"), totals.not_filed),
        (_("Test drives"), totals.test_drives),
        (_("Heads"), totals.heads),
        (_("Without card"), totals.without_card),
    )
