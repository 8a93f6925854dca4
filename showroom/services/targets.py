"""目标: what a consultant or the showroom means to reach in a month, and which rates the showroom prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms.figure_counts import COUNTS
from showroom.forms.figures import CHOICES
from showroom.language import mark
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.setting import Setting
from showroom.models.staff import Staff
from showroom.models.target import Target
from showroom.rules.duties import Duty
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.services.figures_reading import whose
from showroom.services.work import Work

AT_MOST: Final = 100_000
# A target is of what comes in, not of what there is.
FIGURES: Final = tuple(one.key for one in COUNTS if not one.stock)
_CHOSEN: Final = "figure_rates"
_instant: Final = InstantField()


@dataclass(frozen=True)
class Aim:
    """The target of one figure of a month, of one consultant or of the showroom (None), and who set it."""

    figure: str
    consultant: int | None
    value: int
    set_by: str
    set_at: datetime


@dataclass(frozen=True)
class Targets:
    """The targets of one month."""

    aims: tuple[Aim, ...]

    def of(self, consultant: int | None) -> Mapping[str, Aim]:
        """Those of one consultant, or of the showroom (None), by the keys of their figures."""
        return {one.figure: one for one in self.aims if one.consultant == consultant}


_setter = Staff.alias()
_of_month = Compiled(
    lambda: (
        Target.select(Target.figure, Target.consultant, Target.value, _setter.name, Target.set_at)
        .join(_setter, on=(Target.set_by == _setter.id))
        .where(Target.month == slot("month"), Target.removed_at.is_null())
        .order_by(Target.figure, Target.consultant)
    )
)
_chosen = Compiled(
    lambda: Setting.select(Setting.value).where(Setting.key == _CHOSEN, Setting.removed_at.is_null())
)


def of_month(desk: Desk, month: date, consultant: int | None = None) -> Targets:
    """The targets of the month of a day: of everybody for who sees the team, or of one; a consultant's own.

    Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        found = read(month)
    return Targets(tuple(one for one in found.aims if owner in (None, one.consultant)))


def of_months(desk: Desk, months: Iterable[date], consultant: int | None = None) -> Mapping[str, int]:
    """What was set for some months added up, of the showroom (None) or of one; nothing where nothing was.

    Raises Denied.
    """
    wished: Counter[str] = Counter()
    for month in months:
        for key, aim in of_month(desk, month, consultant).of(consultant).items():
            wished[key] += aim.value
    return dict(wished)


def read(month: date) -> Targets:
    """The targets of everybody and of the showroom in the month of a day. One statement."""
    first = str(month.replace(day=1))
    return Targets(
        tuple(
            Aim(figure, consultant, value, name, _at(at))
            for figure, consultant, value, name, at in _of_month.rows(month=first)
        )
    )


def _at(stored: int) -> datetime:
    found = _instant.python_value(stored)
    if found is None:
        raise RuntimeError("a target is set at some time")
    return found


def set(
    desk: Desk,
    values: Mapping[str, int | None],
    month: date,
    consultant: int | None = None,
    *,
    token: str | None = None,
) -> None:
    """Set the targets of the month of a day, of one consultant or of the showroom; None takes one away.

    What is as it was stays with who set it. Raises Denied, Invalid, Refused.
    """
    with desk.work(Duty.SET_TARGETS, token) as work:
        if work.repeated is not None:
            return
        _check(values, consultant)
        first = month.replace(day=1)
        for figure, value in values.items():
            _set_one(work, desk, figure, first, consultant, value)
        work.result = {"month": str(first)}


def _set_one(
    work: Work, desk: Desk, figure: str, month: date, consultant: int | None, value: int | None
) -> None:
    his = Target.consultant.is_null() if consultant is None else Target.consultant == consultant
    row = Target.get_or_none(Target.figure == figure, Target.month == month, his, Target.removed_at.is_null())
    if row is None:
        if value is not None:
            set_now: dict[str, Any] = {"set_by": desk.staff, "set_at": desk.clock.now()}
            work.add(Target, figure=figure, month=month, consultant=consultant, value=value, **set_now)
    elif value is None:
        work.remove(Target, row.id, row.revision)
    elif value != row.value:
        work.edit(Target, row.id, row.revision, value=value, set_by=desk.staff, set_at=desk.clock.now())


def _check(values: Mapping[str, int | None], consultant: int | None) -> None:
    problems = []
    for figure, value in values.items():
        if figure not in FIGURES:
            raise Refused(
                "E-FIGURE-UNKNOWN",
                mark("There is no figure “{figure}” to set a target for. Nothing was changed."),
                figure=figure,
            )
        if value is not None and not 0 < value <= AT_MOST:
            words = mark("A target is a number from 1 to {most}; leave it empty for none.")
            problems.append(Problem(figure, words, {"most": AT_MOST}))
    if problems:
        raise Invalid(*problems)
    if consultant is not None and Staff.get_or_none(Staff.id == consultant) is None:
        raise Refused("E-GONE-STAFF", mark("This person is not on file. Nothing was changed. Read it again."))


def chosen() -> Mapping[str, str]:
    """Which rate of each family the showroom prints: the key by the family. One statement."""
    row = _chosen.first()
    kept = json.loads(row[0]) if row else {}
    return {
        family: kept[family] if kept.get(family) in rates else rates[0] for family, rates in CHOICES.items()
    }


def choose(desk: Desk, rates: Mapping[str, str], *, token: str | None = None) -> None:
    """Choose which rate of a family is printed, like {"drive_rate": "drive_rate.of_mixed"}.

    Raises Denied, Refused.
    """
    with desk.work(Duty.SET_TARGETS, token) as work:
        if work.repeated is not None:
            return
        for family, rate in rates.items():
            if rate not in CHOICES.get(family, ()):
                raise Refused(
                    "E-FIGURE-UNKNOWN",
                    mark("There is no rate “{rate}” to print. Nothing was changed."),
                    rate=rate,
                )
        settings.write_value(work, _CHOSEN, {**chosen(), **rates})
        work.result = {"rates": dict(rates)}
