"""The list behind a card: where one is in it, and what stands before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True)
class Walk:
    """Ids of cards, or of customers whose newest card is meant; `place` counts from 0.

    Who `logs` comes to log a contact on the first card of the walk.
    """

    ids: Sequence[int] = ()
    place: int = 0
    of_customers: bool = False
    logs: bool = False

    @property
    def words(self) -> str:
        """1 / 23; "" where there is no list."""
        return f"{self.place + 1} / {len(self.ids)}" if len(self.ids) > 1 else ""

    @property
    def here(self) -> int:
        """The id at this place. Raises IndexError where there is no list."""
        return self.ids[self.place]

    def steps(self, by: int) -> Walk | None:
        """The same list so many places on; None where it ends."""
        place = self.place + by
        return replace(self, place=place, logs=False) if 0 <= place < len(self.ids) else None


# No card yet: a new one is to be opened.
NEW: Final = Walk()


def through(prospect: int, among: object) -> Walk:
    """The walk that another page asks for: ready made, ids of cards with this one among them, or none."""
    if isinstance(among, Walk):
        return among
    ids = tuple(among) if isinstance(among, Sequence) else ()
    return Walk(ids, ids.index(prospect)) if prospect in ids else Walk((prospect,))
