"""The figures under a daily report: the day, and the month to date against the target (forms 2.3; req 39)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from peewee import fn

from showroom.forms.figures import FIGURE, PANEL, Book, Panel, PanelLine
from showroom.models.base import Compiled, slot
from showroom.models.car import Vehicle
from showroom.models.prospect import Prospect
from showroom.rules.level import CIRCLED_LEVELS
from showroom.rules.roll_forward import counted_level
from showroom.services import figures_reading, roll_forward, targets


def _owners(*which: Any) -> Any:
    """How many cars owners had in the evening of a day, by whether they were sold here."""
    return (
        Vehicle.select(Vehicle.sold_here, fn.COUNT(Vehicle.id))
        .where(
            fn.COALESCE(Vehicle.delivered_on, Vehicle.bought_on, slot("day")) <= slot("day"),
            Vehicle.removed_at.is_null(),
            *which,
        )
        .group_by(Vehicle.sold_here)
    )


def _his() -> Any:
    card = Prospect.alias()
    return Vehicle.customer.in_(
        card.select(card.customer).where(card.owner == slot("owner"), card.removed_at.is_null())
    )


_of_all, _of_one = Compiled(_owners), Compiled(lambda: _owners(_his()))


def read(owner: int | None, day: date) -> Panel:
    """The panel of one consultant or of everybody (None), within an open reading."""
    month = day.replace(day=1)
    found = figures_reading.read_facts(owner, month, day, base=False)
    of_month = Book(month, day, owner, figures_reading.add(found))
    on_day = figures_reading.add(one for one in found if one.day == day)
    aims = targets.read(month).of(owner)
    standing = roll_forward.cards_on(day, owner).values()
    levels = Counter(counted_level(one.level) for one in standing)
    cars = dict(_of_all.rows(day=str(day)) if owner is None else _of_one.rows(day=str(day), owner=owner))
    return Panel(
        day,
        owner,
        tuple(
            PanelLine(
                key,
                FIGURE[key].label,
                on_day.get(key, 0),
                of_month.counts.get(key, 0),
                aims[key].value if key in aims else None,
            )
            for key in PANEL
        ),
        tuple(of_month[rate] for rate in targets.chosen().values()),
        {str(level): levels[str(level)] for level in CIRCLED_LEVELS},
        owners_own=cars.get(1, 0),
        owners_other=cars.get(0, 0),
        won_carried=of_month.counts.get("orders_carried", 0),
        won_new=of_month.counts.get("orders_opened", 0),
        visited_day=on_day.get("visited", 0),
        visited_month=of_month.counts.get("visited", 0),
    )
