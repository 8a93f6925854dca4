"""Statements over the cards of one consultant, or over everybody's: one query in the shapes it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.models.base import Compiled, slot
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.services import covering


@dataclass(frozen=True)
class OfWhom:
    """A query that is asked of one owner's cards, of those he keeps for colleagues, or of all."""

    of_one: Compiled
    of_others: Compiled
    of_everybody: Compiled

    def rows(
        self, owner: int | None, covered_on: date | None = None, /, **values: object
    ) -> list[tuple[Any, ...]]:
        """All rows, of everybody where `owner` is None; the other slots are filled by `values`.

        With `covered_on` those of the cards that he keeps for colleagues on that day come after his own: by
        a statement of their own, because one condition over both would miss the index of the owner.
        """
        if owner is None:
            return self.of_everybody.rows(**values)
        own = self.of_one.rows(owner=owner, **values)
        if covered_on is None:
            return own
        return own + self.of_others.rows(staff=owner, on=str(covered_on), **values)


def of_whom(
    build: Callable[[Any], Any], everybodys: Callable[[], Any] = Prospect.removed_at.is_null
) -> OfWhom:
    """The query that `build` makes of a condition on `Prospect`."""
    return OfWhom(
        Compiled(lambda: build(Prospect.owner == slot("owner"))),
        Compiled(lambda: build(Prospect.id.in_(covering.cards_of(slot("staff"), slot("on"))))),
        Compiled(lambda: build(everybodys())),
    )


def by_every_owner() -> Any:
    """Everybody's cards, named by their owners: the index of cards begins with them."""
    return Prospect.owner.is_null() | Prospect.owner.in_(Staff.select(Staff.id))
