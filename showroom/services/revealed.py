"""Who saw strikingly many whole numbers of papers, for the manager to ask about (T5)."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from typing import Final

from peewee import fn

from showroom.clock import start_of
from showroom.forms.today import RevealRow
from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.customer import Customer
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.services.desk import Desk

# So many within an hour are told to the manager; how many are shown at all: services.customer_facts.
TOLD_FROM: Final = 30
# Acts have no index by their day: more than this many are not done on one.
LOOKED_BACK: Final = 20_000
_HOUR_MS: Final = 3_600_000
_instant = InstantField()

_last = Act.alias()
_seen = Compiled(
    lambda: (
        Act.select(Act.actor, Staff.name, Act.at)
        .join(Staff)
        .join_from(Act, ActLine)
        .where(
            Act.id > _last.select(fn.MAX(_last.id) - LOOKED_BACK),
            Act.duty == str(Duty.SEE_SENSITIVE),
            Act.at >= slot("begins"),
            Act.at < slot("ends"),
            ActLine.table_name == Customer._meta.table_name,
        )
        .order_by(Act.id)
    )
)


def on_day(desk: Desk, day: date) -> tuple[RevealRow, ...]:
    """Everybody who saw `TOLD_FROM` whole numbers or more within an hour of a day, the most first.

    One statement, which looks at the newest acts alone.
    """
    begins, ends = (_instant.db_value(start_of(one, desk.clock)) for one in (day, day + timedelta(1)))
    most: dict[int, RevealRow] = {}
    within: dict[int, deque[int]] = {}
    for staff, name, at in _seen.rows(begins=begins, ends=ends):
        hour = within.setdefault(staff, deque())
        hour.append(at)
        while hour[0] <= at - _HOUR_MS:
            hour.popleft()
        if len(hour) >= max(TOLD_FROM, most[staff].count if staff in most else 0):
            most[staff] = RevealRow(staff, name, len(hour))
    return tuple(sorted(most.values(), key=lambda row: -row.count))
