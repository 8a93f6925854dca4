"""意向: whose card it is, who may see and keep it, and the one place that changes its level or state."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.errors import Denied, Refused
from showroom.language import mark
from showroom.models.act import ActLine
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.prospect import DORMANT, LOST, OPEN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.prospect_numbers import number_of
from showroom.services import covering
from showroom.services.desk import Desk
from showroom.services.work import Work

# So many cards are read by one statement.
_AT_ONCE: Final = 500


def _cards(which: Any) -> Any:
    return (
        Prospect.select(
            Prospect.id,
            Prospect.revision,
            Prospect.customer,
            Prospect.owner,
            Staff.name,
            Prospect.level,
            Prospect.state,
            Prospect.opened_on,
        )
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(which, Prospect.removed_at.is_null())
    )


_card = Compiled(lambda: _cards(Prospect.id == slot("prospect")))
_some_cards = Compiled(lambda: _cards(Prospect.id.in_(some_slots(_AT_ONCE))))
_made_by = ActLine.alias()
_steps = Compiled(
    lambda: (
        CardMove.select(
            CardMove.id,
            CardMove.day,
            _made_by.select(_made_by.id).where(
                _made_by.table_name == CardMove._meta.table_name,
                _made_by.row_id == CardMove.id,
                _made_by.row_revision == 1,
            ),
        )
        .where(CardMove.prospect == slot("prospect"), CardMove.removed_at.is_null())
        .order_by(CardMove.id)
    )
)


@dataclass(frozen=True)
class Card:
    """What every service asks of a card first: whose it is and where it stands."""

    prospect: int
    revision: int
    customer: int
    owner: int | None
    owner_name: str
    level: str
    state: str
    opened_on: date

    @property
    def number(self) -> str:
        """The number as printed."""
        return number_of(self.prospect, self.opened_on)

    @property
    def open(self) -> bool:
        """Whether somebody still has to be called: neither delivered nor lost nor withdrawn nor asleep."""
        return self.state == OPEN


def card(prospect: int) -> Card:
    """The card with this id. Raises Refused when it is gone (F3)."""
    found = _card.first(prospect=prospect)
    if found is None:
        raise Refused("E-CARD-GONE", mark("This card is no longer on file. Nothing was saved."))
    return _read(found)


def cards(prospects: Collection[int]) -> dict[int, Card]:
    """The cards with these ids, by id; those that are gone are left out. One statement for 500 of them."""
    wanted = list(prospects)
    parts = (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE))
    rows = (row for part in parts for row in _some_cards.rows(**filled_slots(part, _AT_ONCE)))
    return {row[0]: _read(row) for row in rows}


def _read(row: tuple[Any, ...]) -> Card:
    who, revision, customer, owner, owner_name, level, state, opened_on = row
    opened = date.fromisoformat(str(opened_on))
    return Card(who, revision, customer, owner, owner_name or "", level, state, opened)


def visible_to(desk: Desk) -> Any:
    """The condition on `Prospect` for what this person may see: all cards, or his own and those he keeps for
    a colleague today. Raises Denied.
    """
    duties = desk.duties()
    if Duty.READ_ANY_CARD in duties:
        return Prospect.removed_at.is_null()
    desk.require(Duty.READ_CARD)
    own = (Prospect.owner == desk.staff) | Prospect.owner.is_null()
    kept_for_others = Prospect.id.in_(covering.cards_of(desk.staff, desk.clock.today()))
    return Prospect.removed_at.is_null() & (own | kept_for_others)


def readable(desk: Desk, prospect: int) -> Card:
    """The card, for somebody who may read it. Raises Denied, Refused."""
    desk.require(Duty.READ_CARD)
    found = card(prospect)
    _refuse_others(desk, found, Duty.READ_ANY_CARD)
    return found


def kept(desk: Desk, prospect: int) -> Card:
    """The card, for somebody who is about to write on it within an open work. Raises Denied, Refused."""
    found = card(prospect)
    _refuse_others(desk, found, Duty.KEEP_ANY_CARD)
    return found


def kept_open(desk: Desk, prospect: int) -> Card:
    """The same; raises Refused for one that is closed."""
    found = kept(desk, prospect)
    if found.state not in (OPEN, DORMANT):
        raise Refused(
            "E-CARD-CLOSED",
            mark("Card {number} is closed. Nothing was saved. Open a new card for a new wish to buy."),
            number=found.number,
        )
    return found


def is_kept_by(desk: Desk, found: Card) -> bool:
    """Whether this person keeps the card: it is his or nobody's, or he keeps it for a colleague today."""
    return found.owner in (None, desk.staff) or covering.holds(desk, found.prospect)


def _refuse_others(desk: Desk, found: Card, duty: Duty) -> None:
    """Another consultant's prospect is shown as his and never taken silently."""
    if desk.may(duty) or is_kept_by(desk, found):
        return
    desk.deny(
        Denied(
            "E-CARD-OTHERS",
            mark(
                "Card {number} is {owner}'s customer. Nothing was changed. "
                "Ask {owner}, or let the showroom manager hand it over."
            ),
            number=found.number,
            owner=found.owner_name,
            duty=str(duty),
        )
    )


def step(
    work: Work,
    desk: Desk,
    found: Card,
    move: Move,
    *,
    level: str | None = None,
    owner: int | None = None,
    criteria: Collection[str] = (),
    reason: str = "",
    day: date | None = None,
    **changed: Any,
) -> int:
    """Let a card take one step within an open work, and keep it in its moves; the id of the move.

    `level` and `owner` are the new ones where they change, `criteria` the facts named for it, which are the
    card's from then on; `day` is today unless it was earlier. `changed` are other columns of the card (state,
    delivered_on, wake_on, …). Nothing else writes level, state or owner of a card that is on file.
    """
    day = day or desk.clock.today()
    columns = dict(changed)
    if criteria:
        columns |= {"criteria": tuple(criteria), "criteria_on": day}
    if level is not None:
        columns["level"] = str(level)
    if owner is not None:
        columns["owner"] = owner
    work.edit(Prospect, found.prospect, found.revision, **columns)
    return work.add(
        CardMove,
        prospect=found.prospect,
        day=day,
        at=desk.clock.now(),
        move=str(move),
        level_before=found.level,
        level_after=found.level if level is None else str(level),
        owner_before=found.owner if owner is not None else None,
        owner_after=owner,
        criteria=tuple(criteria),
        reason=reason,
        by=desk.staff,
    )


def correct_step(
    work: Work,
    found: Card,
    move: int,
    *,
    level: str,
    criteria: Collection[str],
    reason: str,
    day: date,
) -> None:
    """Let the last step of a card have led to another level, or have been on another day, within a work.

    The card stands where the step leads now. Only for the last one, which `steps_of` tells.
    """
    kept = CardMove.get_by_id(move)
    work.edit(
        CardMove,
        move,
        kept.revision,
        level_after=level,
        criteria=tuple(criteria),
        reason=reason,
        day=day,
    )
    facts: dict[str, Any] = {"criteria": tuple(criteria), "criteria_on": day} if criteria else {}
    work.edit(Prospect, found.prospect, found.revision, level=level, **facts)


def take_back_step(work: Work, found: Card, move: int) -> None:
    """Let the last step of a card not have been, within an open work: it stands where it stood before."""
    kept = CardMove.get_by_id(move)
    columns: dict[str, Any] = {"level": kept.level_before}
    if kept.owner_after_id is not None:
        columns["owner"] = kept.owner_before_id
    if kept.move == Move.RETURNED:
        columns["state"] = _state_before(kept)
    work.edit(Prospect, found.prospect, found.revision, **columns)
    work.remove(CardMove, move, kept.revision)


def _state_before(returned: Any) -> str:
    """Where a card was before it returned: lost, else asleep."""
    left = CardMove.select(CardMove.move).where(
        CardMove.prospect == returned.prospect_id,
        CardMove.id < returned.id,
        CardMove.move.in_((str(Move.LOST), str(Move.DORMANT))),
        CardMove.removed_at.is_null(),
    )
    return LOST if left.order_by(CardMove.id.desc()).limit(1).scalar() == Move.LOST else DORMANT


@dataclass(frozen=True)
class Step:
    """A step that a card took; `line` of the acts tells its place in all that was done."""

    move: int
    day: date
    line: int


def steps_of(prospect: int) -> tuple[Step, ...]:
    """The steps of a card as they were taken."""
    return tuple(
        Step(move, date.fromisoformat(day), line) for move, day, line in _steps.rows(prospect=prospect)
    )
