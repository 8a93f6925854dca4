"""The targets that figures are divided by, as rows that count (forms 2.7, G2, G5, P10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from showroom.models.base import Compiled, slot
from showroom.models.target import Target
from showroom.services.figure_facts import Fact

_KEYS: Final[Mapping[str, str]] = {"gathered": "target_gathered", "deliveries": "target_deliveries"}
_NEXT: Final[Mapping[str, str]] = {"deliveries": "target_deliveries_next"}


def _aims() -> Any:
    return (
        Target.select(Target.id, Target.figure, Target.month, Target.consultant, Target.value)
        .where(
            Target.month.between(slot("first"), slot("after")),
            Target.figure.in_(sorted(_KEYS)),
            Target.removed_at.is_null(),
        )
        .order_by(Target.month, Target.id)
    )


_set = Compiled(_aims)


def facts(first: date, last: date) -> Iterator[Fact]:
    """The targets of the months that have a day of a period, and those of the month after it. One statement.

    Of the showroom nobody's, of each consultant his: the showroom's is no sum of theirs.
    """
    month = last.replace(day=1)
    after = str((month + timedelta(31)).replace(day=1))
    for row, figure, of_month, consultant, value in _set.rows(first=str(first.replace(day=1)), after=after):
        keys = _NEXT if of_month == after else _KEYS
        if figure in keys:
            yield Fact({keys[figure]: value}, last, consultant, "target", row)
