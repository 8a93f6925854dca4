"""交接: cards go from one consultant to others, for good or for a time, and are taken back (req 46)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import handover as form
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.handover import Handover, HandoverCard
from showroom.models.prospect import DORMANT, OPEN
from showroom.models.staff import Staff
from showroom.rules import handover as rule
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.handover import HandoverKind, Stayed
from showroom.services import prospect, rotation
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.work import Work

_CANNOT_BE_GIVEN: Final = "E-HANDOVER-CARDS"

_person: Final = Compiled(
    lambda: Staff.select(Staff.name, Staff.active).where(
        Staff.id == slot("staff"), Staff.removed_at.is_null()
    )
)
_handed: Final = Compiled(
    lambda: (
        HandoverCard.select(HandoverCard.prospect, HandoverCard.receiver)
        .where(HandoverCard.handover == slot("handover"), HandoverCard.removed_at.is_null())
        .order_by(HandoverCard.id)
    )
)
_reversed_by: Final = Compiled(
    lambda: Handover.select(Handover.id).where(
        Handover.reverses == slot("handover"), Handover.removed_at.is_null()
    )
)
_running: Final = Compiled(
    lambda: (
        Handover.select(HandoverCard.prospect, Staff.name)
        .join(HandoverCard)
        .join(Staff, on=(HandoverCard.receiver == Staff.id))
        .where(
            Handover.kind == str(HandoverKind.COVER),
            Handover.last_day >= slot("first_day"),
            Handover.first_day <= slot("last_day"),
            Handover.giver == slot("giver"),
            Handover.removed_at.is_null(),
            HandoverCard.removed_at.is_null(),
        )
    )
)


@dataclass(frozen=True)
class HandedOver:
    """What a handover did: its id, how many cards went over, and how many stayed where they were."""

    handover: int
    cards: int
    stayed: int = 0
    repeated: bool = False


def hand_over(
    desk: Desk, giver: int, split: Mapping[int, int], *, reason: str, token: str | None = None
) -> HandedOver:
    """Give cards of one consultant to others, in one act: `split` says who receives each card.

    Level, state, due date, contacts and quotes of a card stay as they are; only whose it is changes. Raises
    Denied, Invalid, Refused where a card is closed, gone or somebody else's by now, naming it.
    """
    why = _reason(reason)
    with desk.work(Duty.HAND_OVER, token) as work:
        if work.repeated is not None:
            return HandedOver(**work.repeated, repeated=True)
        name, _active = _known(giver)
        found = _given(giver, name, split)
        today = desk.clock.today()
        made = _add(work, desk, HandoverKind.FOR_GOOD, giver, today, reason=why)
        for card in found:
            receiver = split[card.prospect]
            move = prospect.step(work, desk, card, Move.HANDED_OVER, owner=receiver, reason=why)
            work.add(HandoverCard, handover=made, prospect=card.prospect, receiver=receiver, move=move)
        work.result = {"handover": made, "cards": len(found), "stayed": 0}
    return HandedOver(**work.result)


def cover(
    desk: Desk,
    giver: int,
    split: Mapping[int, int],
    first_day: date,
    last_day: date,
    *,
    reason: str,
    token: str | None = None,
) -> HandedOver:
    """Let others keep cards of one consultant from `first_day` to `last_day`, both included.

    The cards stay his; the cover is over by itself after its last day. Raises Denied, Invalid, Refused where
    a card is closed, gone, somebody else's, or covered by somebody in these days already.
    """
    why, today = _reason(reason), desk.clock.today()
    if first_day < today:
        raise Invalid(Problem(form.FIRST_DAY.key, mark("A cover begins today at the earliest."), {}))
    if last_day < first_day:
        raise Invalid(Problem(form.LAST_DAY.key, mark("The last day lies before the first."), {}))
    with desk.work(Duty.HAND_OVER, token) as work:
        if work.repeated is not None:
            return HandedOver(**work.repeated, repeated=True)
        name, _active = _known(giver)
        found = _given(giver, name, split)
        _refuse_covered(giver, found, first_day, last_day)
        made = _add(work, desk, HandoverKind.COVER, giver, first_day, last_day=last_day, reason=why)
        for card in found:
            work.add(HandoverCard, handover=made, prospect=card.prospect, receiver=split[card.prospect])
        work.result = {"handover": made, "cards": len(found), "stayed": 0}
    return HandedOver(**work.result)


def end_cover(desk: Desk, handover: int, *, token: str | None = None) -> None:
    """End a cover now, before its last day. Raises Denied, Refused where there is none that runs."""
    with desk.work(Duty.HAND_OVER, token) as work:
        if work.repeated is not None:
            return
        found, today = _handover(handover), desk.clock.today()
        if found.kind != HandoverKind.COVER or found.last_day < today:
            raise Refused("E-NO-COVER", mark("This cover is over already. Nothing was changed."))
        work.edit(Handover, found.id, found.revision, last_day=rule.ended_early(found.first_day, today))


def reverse(desk: Desk, handover: int, *, reason: str, token: str | None = None) -> HandedOver:
    """Take a handover back within seven days: its cards go back to who gave them, in one act.

    What the receivers wrote stays. Cards that were handed on or closed since stay where they are, each named
    by why. Raises Denied, Invalid; Refused where it was taken back already, was too long ago, where the giver
    has left, or where no card can go back.
    """
    why = _reason(reason)
    with desk.work(Duty.HAND_OVER, token) as work:
        if work.repeated is not None:
            return HandedOver(**work.repeated, repeated=True)
        found = _handover(handover)
        back = to_go_back(handover, desk.clock.today())
        made = _add(
            work,
            desk,
            HandoverKind.REVERSE,
            found.giver_id,
            desk.clock.today(),
            reason=why,
            reverses=found.id,
        )
        for card, stayed in back:
            giver = found.giver_id
            move = (
                None if stayed else prospect.step(work, desk, card, Move.HANDED_OVER, owner=giver, reason=why)
            )
            work.add(
                HandoverCard, handover=made, prospect=card.prospect, receiver=giver, move=move, stayed=stayed
            )
        stays = sum(bool(stayed) for _card, stayed in back)
        work.result = {"handover": made, "cards": len(back) - stays, "stayed": stays}
    return HandedOver(**work.result)


def to_go_back(handover: int, today: date) -> tuple[tuple[Card, str], ...]:
    """The cards of a handover, each with why it would stay (`Stayed`), "" where it would go back.

    Within an open transaction. Raises Refused where the whole cannot be taken back.
    """
    found = _handover(handover)
    _refuse_reversal(found, today)
    handed = dict(_handed.rows(handover=found.id))
    back = tuple((card, _why_it_stays(card, handed[who])) for who, card in prospect.cards(handed).items())
    if all(stayed for _card, stayed in back):
        raise Refused(
            "E-NOTHING-GOES-BACK",
            mark(
                "Every card of this handover was closed or handed on since. Nothing was changed. "
                "Hand over anew what should change hands."
            ),
        )
    return back


def _refuse_reversal(found: Any, today: date) -> None:
    if found.kind != HandoverKind.FOR_GOOD:
        raise Refused(
            "E-NOT-REVERSIBLE", mark("Only a handover for good can be taken back. Nothing was changed.")
        )
    if _reversed_by.first(handover=found.id) is not None:
        raise Refused("E-REVERSED", mark("This handover was taken back already. Nothing was changed."))
    if not rule.can_be_reversed(found.day, today):
        raise Refused(
            "E-TOO-LATE",
            mark(
                "A handover can be taken back for {days} days only; this one was made on {day}. Nothing was "
                "changed. Hand the cards over anew."
            ),
            days=rule.REVERSED_WITHIN.days,
            day=found.day,
        )
    name, active = _known(found.giver_id)
    if not active:
        raise Refused(
            "E-GIVER-LEFT",
            mark(
                "{name} does not work here any more. Nothing was changed. "
                "Let the administrator take {name} back first, or hand the cards to somebody else."
            ),
            name=name,
        )


def _why_it_stays(card: Card, receiver: int) -> str:
    if card.state not in (OPEN, DORMANT):
        return str(Stayed.CLOSED)
    return "" if card.owner == receiver else str(Stayed.HANDED_ON)


def _add(work: Work, desk: Desk, kind: HandoverKind, giver: int, first_day: date, **more: Any) -> int:
    return work.add(
        Handover,
        kind=str(kind),
        giver=giver,
        by=desk.staff,
        day=desk.clock.today(),
        at=desk.clock.now(),
        first_day=first_day,
        **more,
    )


def _reason(typed: str) -> str:
    """Why cards change hands, as it is kept. Raises Invalid where nothing is said."""
    return str(read_field(form.REASON, typed, {}))


def _handover(handover: int) -> Any:
    found = Handover.get_or_none(Handover.id == handover, Handover.removed_at.is_null())
    if found is None:
        raise Refused("E-NO-HANDOVER", mark("This handover is not on file. Nothing was changed."))
    return found


def _known(staff: int) -> tuple[str, bool]:
    """Name of somebody of the house, and whether he works here."""
    found = _person.first(staff=staff)
    if found is None:
        raise Refused("E-GONE-STAFF", mark("This person is not on file. Nothing was changed. Read it again."))
    return str(found[0]), bool(found[1])


def _given(giver: int, name: str, split: Mapping[int, int]) -> list[Card]:
    """The cards of a split in its order, each the giver's and open or asleep."""
    _refuse_receivers(giver, set(split.values()))
    if not split:
        raise Refused(
            _CANNOT_BE_GIVEN, mark("No card was chosen. Nothing was changed. Choose who receives which card.")
        )
    cards = prospect.cards(split)
    for who in split:
        card = cards.get(who) or prospect.card(who)
        if card.owner != giver:
            raise Refused(
                _CANNOT_BE_GIVEN,
                mark(
                    "Card {number} is not {giver}'s any more: it is {owner}'s. Nothing was handed over. "
                    "Look at the list again."
                ),
                number=card.number,
                giver=name,
                owner=card.owner_name or "–",
            )
        if card.state not in (OPEN, DORMANT):
            raise Refused(
                _CANNOT_BE_GIVEN,
                mark(
                    "Card {number} is closed and stays where it is. Nothing was handed over. "
                    "Look at the list again."
                ),
                number=card.number,
            )
    return [cards[who] for who in split]


def _refuse_receivers(giver: int, receivers: Collection[int]) -> None:
    """Who receives is a consultant who works here, and not the giver."""
    here = {who for who, _name in rotation.consultants()}
    for receiver in receivers:
        if receiver == giver or receiver not in here:
            raise Refused(
                "E-HANDOVER-RECEIVER",
                mark(
                    "Cards can only go to another sales consultant who works here; {name} is none. "
                    "Nothing was handed over."
                ),
                name=_known(receiver)[0],
            )


def _refuse_covered(giver: int, cards: list[Card], first_day: date, last_day: date) -> None:
    """A card is kept by one colleague at a time, so that each knows who calls."""
    running = dict(_running.rows(giver=giver, first_day=str(first_day), last_day=str(last_day)))
    for card in cards:
        if card.prospect in running:
            raise Refused(
                "E-COVERED",
                mark(
                    "{name} keeps card {number} in these days already. Nothing was changed. "
                    "End that cover first, or leave the card out."
                ),
                name=running[card.prospect],
                number=card.number,
            )
