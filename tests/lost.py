"""Cards that end and come back, in the words of the tests: asked for, approved, sent back, taken up again."""

from __future__ import annotations

from typing import Any

from showroom.models.lost_request import LostRequest
from showroom.rules.lost import RequestKind
from showroom.services import lost_decision, lost_request
from showroom.services.desk import Desk

WHY = {"reason": "competitor_price", "bought": "轩逸", "price_gap": 6_000_00, "analysis": "对方多送装潢"}
WHY_ASLEEP = {"reason": "needs_plate"}
DO = {"instruction": "带置换方案再约一次"}


def asks_lost(desk: Desk, card: int, *, token: str | None = None, **entered: Any) -> int:
    """A card is asked to be closed as lost; the request."""
    return lost_request.ask(desk, card, RequestKind.LOST, WHY | entered, token=token)


def asks_to_sleep(desk: Desk, card: int, *, token: str | None = None, **entered: Any) -> int:
    """A card is asked to sleep; the request."""
    return lost_request.ask(desk, card, RequestKind.DORMANT, WHY_ASLEEP | entered, token=token)


def withdraws(desk: Desk, request: int, *, token: str | None = None) -> None:
    """The request as it stands now is taken back."""
    lost_request.withdraw(desk, request, revision_of(request), token=token)


def approves(desk: Desk, request: int, *, token: str | None = None, **entered: Any) -> None:
    """The request as it stands now is approved."""
    lost_decision.approve(desk, request, revision_of(request), entered, token=token)


def rejects(desk: Desk, request: int, *, token: str | None = None, **entered: Any) -> None:
    """The request as it stands now is sent back."""
    lost_decision.reject(desk, request, revision_of(request), DO | entered, token=token)


def revision_of(request: int) -> int:
    row = LostRequest.get_or_none(LostRequest.id == request)
    return int(row.revision) if row else 1
