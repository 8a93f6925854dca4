"""The showroom's own days over the public calendar: closed, open at other hours, or a note."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField

from showroom.models.base import Record


class CalendarDay(Record):
    """What the showroom says about one day (rules.calendar.DayKind); `hours` as 08:30–18:30."""

    day: Any = DateField(unique=True)
    kind: Any = CharField()
    name: Any = CharField(default="")
    hours: Any = CharField(default="")
