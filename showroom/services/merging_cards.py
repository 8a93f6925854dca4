"""Two cards of one wish: one is withdrawn, and what was done on it stands on the other from then on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from showroom.errors import Refused
from showroom.forms import prospect as form
from showroom.language import mark
from showroom.models.card_review import CardReview
from showroom.models.daily_report import Adjustment, Instruction, ReportRow
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.handover import HandoverCard
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, OPEN, WITHDRAWN, CardMove, Prospect
from showroom.models.sale import Drive, Quote, SalesOrder, TradeIn
from showroom.rules.card_moves import Move
from showroom.rules.level import Level
from showroom.rules.lost import RequestState
from showroom.services import prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.work import Work

# What was done for a wish goes with it; how the card itself went stays on the card.
GOES: Final = (FollowUp, Appointment, Drive, Quote, TradeIn, SalesOrder, CardReview)
STAYS: Final = (CardMove, HandoverCard, LostRequest, ReportRow, Instruction, Adjustment)


def make_one(work: Work, desk: Desk, gone: int, kept: int) -> None:
    """Let card `gone` be withdrawn as the same wish as card `kept`, within an open work.

    The kept card stands where it stood, unless the order comes from the other; what it does not say of the
    wish is taken from the other. The step of the withdrawn one names it. Raises Denied, Refused.
    """
    one, other = prospect.kept_open(desk, gone), prospect.kept_open(desk, kept)
    if one.state == OPEN and other.state == DORMANT:
        raise Refused(
            "E-WISH-ASLEEP",
            mark("Card {other} is asleep and card {number} is open. Nothing was changed. Keep the open one."),
            other=other.number,
            number=one.number,
        )
    order = _order_to_move(one, other)
    _fill(work, one.prospect, other.prospect)
    for table in GOES:
        _move(work, table, gone, kept)
    _take_requests_back(work, gone)
    if order is not None:
        standing = prospect.card(kept)
        row = SalesOrder.get_by_id(order)
        work.edit(SalesOrder, order, row.revision, level_before=standing.level)
        prospect.step(work, desk, standing, Move.ORDERED, level=Level.ORDERED, reason=one.number)
    prospect.step(
        work, desk, prospect.card(gone), Move.WITHDRAWN, state=WITHDRAWN, wake_on=None, reason=other.number
    )


def _order_to_move(one: Card, other: Card) -> int | None:
    """The order that stands on the card that goes. Raises Refused where both have one."""
    orders = {
        card: order
        for order, card in SalesOrder.select(SalesOrder.id, SalesOrder.prospect)
        .where(
            SalesOrder.prospect.in_([one.prospect, other.prospect]),
            SalesOrder.cancelled_on.is_null(),
            SalesOrder.removed_at.is_null(),
        )
        .tuples()
    }
    if len(orders) > 1:
        raise Refused(
            "E-TWO-ORDERS",
            mark(
                "Cards {number} and {other} each have an order: these are two wishes. Nothing was changed. "
                "Cancel one order, or leave both cards."
            ),
            number=one.number,
            other=other.number,
        )
    return orders.get(one.prospect)


def _fill(work: Work, gone: int, kept: int) -> None:
    """What the kept card does not say of the wish, the other says."""
    one, other = Prospect.get_by_id(gone), Prospect.get_by_id(kept)
    said: dict[str, Any] = {}
    for field in form.FIELDS:
        key = "model_of_interest_id" if field is form.MODEL else field.key
        if not getattr(other, key) and getattr(one, key):
            said[field.key] = getattr(one, key)
    if not other.criteria and one.criteria:
        said |= {"criteria": one.criteria, "criteria_on": one.criteria_on}
    if said:
        work.edit(Prospect, kept, other.revision, **said)


def _move(work: Work, table: Any, gone: int, kept: int) -> None:
    for row in list(table.select().where(table.prospect == gone, table.removed_at.is_null())):
        changed: dict[str, Any] = {"prospect": kept}
        if table is FollowUp:
            # The step it brought is one of the withdrawn card.
            changed["move"] = None
        work.edit(table, row.id, row.revision, **changed)


def _take_requests_back(work: Work, gone: int) -> None:
    """Nobody has to decide any more whether a withdrawn card is lost."""
    pending = LostRequest.select().where(
        LostRequest.prospect == gone,
        LostRequest.state == RequestState.PENDING,
        LostRequest.removed_at.is_null(),
    )
    for row in list(pending):
        work.edit(LostRequest, row.id, row.revision, state=str(RequestState.WITHDRAWN))


def check_wishes(wishes: Mapping[int, int], merged: int, kept: int) -> None:
    """Raise Refused unless each pair is a card of one of these files and a card of the other."""
    whose = dict(
        Prospect.select(Prospect.id, Prospect.customer)
        .where(Prospect.id.in_([*wishes, *wishes.values()]), Prospect.removed_at.is_null())
        .tuples()
    )
    once = len({*wishes, *wishes.values()}) == 2 * len(wishes)
    if once and all({whose.get(one), whose.get(other)} == {merged, kept} for one, other in wishes.items()):
        return
    raise Refused(
        "E-WISHES",
        mark("Of two cards of one wish one is of each file. Nothing was changed. Compare the files again."),
    )
