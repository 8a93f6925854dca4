"""重新激活: a lost or sleeping card is taken up again under its old number (forms 2.6)."""

from __future__ import annotations

from collections.abc import Collection

from showroom.errors import Denied, Invalid, Problem, Refused
from showroom.forms import lost_request as form
from showroom.language import mark
from showroom.models.prospect import DORMANT, LOST, OPEN
from showroom.models.staff import Staff
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import prospect
from showroom.services.desk import Desk
from showroom.services.follow_up_entry import level_problems
from showroom.services.lost_decision import consultant_problems
from showroom.services.prospect import Card


def reactivate(
    desk: Desk,
    card: int,
    *,
    reason: str,
    level: str,
    criteria: Collection[str] = (),
    owner: int | None = None,
    token: str | None = None,
) -> None:
    """Take a lost or sleeping card up again at a level; H, A and B ask for a fact, O begins with an order.

    It stays its consultant's. Only who keeps every card gives it to another (`owner`), and must where its
    consultant has left. The next contact counts from today. Raises Denied where it is somebody else's,
    Invalid, Refused for a card that is open, delivered or withdrawn.
    """
    with desk.work(Duty.REACTIVATE_CARD, token) as work:
        if work.repeated is not None:
            return
        found = prospect.kept(desk, card)
        _refuse_unless_left(found)
        new_owner = owner if owner not in (None, found.owner) else None
        _check(desk, found, reason, level, criteria, new_owner)
        prospect.step(
            work, desk, found, Move.RETURNED, level=level, criteria=criteria, reason=reason, state=OPEN
        )
        if new_owner is not None:
            found = prospect.card(card)
            prospect.step(work, desk, found, Move.HANDED_OVER, owner=new_owner, reason=reason)


def _refuse_unless_left(found: Card) -> None:
    if found.state in (LOST, DORMANT):
        return
    if found.state == OPEN:
        raise Refused(
            "E-CARD-IS-OPEN",
            mark("Card {number} is open. Nothing was changed. Go on with it."),
            number=found.number,
        )
    raise Refused(
        "E-CARD-CLOSED",
        mark("Card {number} is closed. Nothing was saved. Open a new card for a new wish to buy."),
        number=found.number,
    )


def _check(
    desk: Desk, found: Card, reason: str, level: str, criteria: Collection[str], owner: int | None
) -> None:
    """Raise Denied or Invalid for what cannot be, every problem at once."""
    if owner is not None and not desk.may(Duty.KEEP_ANY_CARD):
        raise Denied(
            "E-CARD-OWNER",
            mark("Cards are given to others by the showroom manager. Nothing was changed."),
            duty=str(Duty.KEEP_ANY_CARD),
        )
    said = {"level_before": "", "level_after": level, "criteria": criteria, "reason": reason, "reached": True}
    problems = [] if reason else [Problem(form.WHY_AGAIN.key, mark("This must not be empty."), {})]
    problems += level_problems(found, said)
    if owner is not None:
        problems += consultant_problems(form.OWNER.key, owner)
    elif found.owner is not None and not Staff.get_by_id(found.owner).active:
        words = mark("{who} works here no more. Choose who looks after this customer.")
        problems.append(Problem(form.OWNER.key, words, {"who": found.owner_name}))
    if problems:
        raise Invalid(*problems)
