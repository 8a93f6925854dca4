"""The cards behind a number of 卡片进出: which were there, came, went (forms 2.3; sheets.md 2.3b)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import Final

from showroom.forms.figures import FigureRow
from showroom.models.base import Compiled, filled_slots, some_slots
from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.card_flow import columns_of
from showroom.rules.roll_forward import counted_level, stages
from showroom.services import roll_forward
from showroom.services.desk import Desk
from showroom.services.figures_reading import whose

Reader = Callable[[Desk], tuple[FigureRow, ...]]

OPENING: Final = "opening"
CLOSING: Final = "closing"
_DAY: Final = timedelta(1)
_AT_ONCE: Final = 500

_staff: Final = Compiled(lambda: Staff.select(Staff.id, Staff.name))
_cards: Final = Compiled(
    lambda: (
        Prospect.select(Prospect.id, Customer.id, Customer.name)
        .join(Customer)
        .where(Prospect.id.in_(some_slots(_AT_ONCE)))
    )
)


def rows(
    desk: Desk,
    columns: Collection[str],
    level: str | None,
    first: date,
    last: date,
    consultant: int | None = None,
) -> tuple[FigureRow, ...]:
    """The cards behind some columns of a `rules.card_flow.Flow`, of one level or of all (None).

    Each as often as it counts there, the oldest first: they add up to the number. Raises Denied.
    """
    owner = whose(desk, consultant)
    with desk.reading():
        found = sorted(_found(columns, level, first, last, owner))
        about = _about({card for _day, card, _his in found})
        people = dict(_staff.rows())
    return tuple(
        FigureRow("prospect", card, day, 1, his or None, people.get(his, ""), *about[card], card)
        for day, card, his in found
    )


def _found(
    columns: Collection[str], level: str | None, first: date, last: date, owner: int | None
) -> Iterator[tuple[date, int, int]]:
    """Day, card and whose it was then (0 for nobody's)."""
    for column, day in ((OPENING, first - _DAY), (CLOSING, last)):
        if column in columns:
            for card, stood in roll_forward.cards_on(day, owner).items():
                if level in (None, counted_level(stood.level)):
                    yield day, card, stood.owner or 0
    if not set(columns) - {OPENING, CLOSING}:
        return
    for card, life in roll_forward.lives(owner, first):
        for stage in stages(life):
            if first <= stage.day <= last:
                for column, at in columns_of(stage, owner):
                    if column in columns and level in (None, at):
                        yield stage.day, card, stage.after.owner or 0


def _about(cards: Collection[int]) -> dict[int, tuple[int, str]]:
    """The customer of each card, and the name."""
    wanted, found = sorted(cards), {}
    for place in range(0, len(wanted), _AT_ONCE):
        some = wanted[place : place + _AT_ONCE]
        for card, customer, name in _cards.rows(**filled_slots(some, _AT_ONCE)):
            found[card] = (customer, name)
    return found
