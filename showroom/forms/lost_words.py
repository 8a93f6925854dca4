"""战败/休眠 in words: what was asked about a card, why, and what was decided (forms 2.4 foot, 2.6)."""

from __future__ import annotations

from typing import Final

from showroom.forms import day_words
from showroom.forms.choices import FIXED
from showroom.forms.lost_request import Request
from showroom.language import _, mark
from showroom.rules.lost import RequestKind, RequestState
from showroom.rules.money import show_money

_STANDS: Final = {
    (RequestKind.LOST, RequestState.PENDING): mark("Asked to be lost (F0)"),
    (RequestKind.LOST, RequestState.APPROVED): mark("Lost, approved"),
    (RequestKind.LOST, RequestState.REJECTED): mark("Not lost: sent back"),
    (RequestKind.LOST, RequestState.WITHDRAWN): mark("Not lost: taken back"),
    (RequestKind.DORMANT, RequestState.PENDING): mark("Asked to sleep (F0)"),
    (RequestKind.DORMANT, RequestState.APPROVED): mark("Asleep, approved"),
    (RequestKind.DORMANT, RequestState.REJECTED): mark("Not to sleep: sent back"),
    (RequestKind.DORMANT, RequestState.WITHDRAWN): mark("Not to sleep: taken back"),
}


def stands(request: Request) -> str:
    """What a request is and how it stands: 战败待审（F0）."""
    return _(_STANDS[RequestKind(request.kind), RequestState(request.state)])


def asked(request: Request) -> str:
    """Who asked when, at which level, and how far the customer had come."""
    told = [
        _("{who}, {day}", who=request.asked_by_name, day=day_words.month_day(request.asked_on)),
        _("level {level}", level=request.level) if request.level else "",
        _label("lost_stage", request.stage),
        _("asked {days} days late", days=request.late_days) if request.late_days else "",
    ]
    return " · ".join(one for one in told if one)


def why(request: Request) -> str:
    """The reason, what was bought instead, by how much we were dearer, what led to it."""
    told = [request.reason_words]
    if request.bought:
        told.append(_("bought {what}", what=request.bought))
    if request.price_gap is not None:
        told.append(_("we were dearer by {amount} yuan", amount=show_money(request.price_gap)))
    if request.wake_on is not None:
        told.append(_("to wake on {day}", day=day_words.with_year(request.wake_on)))
    lines = [" · ".join(told), request.analysis]
    return "\n".join(line for line in lines if line)


def decided(request: Request) -> str:
    """Who decided when, what was written to it, and when the next contact is; "" while nobody has."""
    if request.decided_on is None:
        return ""
    lines = [_("{who}, {day}", who=request.decided_by_name, day=day_words.month_day(request.decided_on))]
    if request.instruction:
        lines.append(request.instruction)
    if request.next_on is not None:
        way = _label("contact_method", request.next_method)
        when = day_words.short(request.next_on)
        lines.append(_("Next contact: {when} {way}", when=when, way=way).strip())
    return "\n".join(lines)


def _label(name: str, code: str) -> str:
    return next((option.label for option in FIXED[name] if option.code == code), "")
