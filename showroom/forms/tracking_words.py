"""What the cells of the tracking sheet say, on screen and in Excel in its language, on paper in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from showroom.forms.field import Lists, Option
from showroom.forms.tracking_sheet import Ending, TrackedContact, TrackingRow
from showroom.language import _, chinese, either, mark
from showroom.rules.level import CardState
from showroom.rules.lost import RequestKind
from showroom.rules.money import show_money

_PENDING: Final = {
    RequestKind.LOST: mark("F0, loss to be decided"),
    RequestKind.DORMANT: mark("F0, sleep to be decided"),
}


@dataclass(frozen=True)
class Voice:
    """In which language the words are said: how a text is, and how an entry of a list."""

    say: Callable[..., str]
    name: Callable[[Option], str]
    both: Callable[[str, str], str]

    def word(self, options: tuple[Option, ...], code: object) -> str:
        """The word of a code; an unknown one is said itself."""
        text = "" if code is None else str(code)
        return next((self.name(one) for one in options if one.code == text), text)


SCREEN: Final = Voice(_, lambda one: one.label, either)
PAPER: Final = Voice(chinese, lambda one: one.chinese or one.english, lambda words, _english: words)


def source(row: TrackingRow, lists: Lists, voice: Voice) -> str:
    """S 来店来电."""
    return voice.word(lists.get("source", ()), row.source)


def model(row: TrackingRow, lists: Lists, voice: Voice) -> str:
    """朗逸 1.5 白."""
    words = (
        voice.word(lists.get("car_model", ()), row.model),
        voice.word(lists.get("colour", ()), row.colour),
    )
    return " ".join(filter(None, words))


def way(contact: TrackedContact, lists: Lists, voice: Voice) -> str:
    """电话, 到店; of a row of the log 来店, 来电."""
    name = "traffic_type" if contact.on_log else "contact_method"
    return voice.word(lists.get(name, ()), contact.method)


def said(contact: TrackedContact, voice: Voice) -> str:
    """What was said; of a try that nobody answered that at least."""
    return contact.said or ("" if contact.reached else voice.say(mark("nobody was reached")))


def ordinal(contact: TrackedContact, voice: Voice) -> str:
    """第 5 次."""
    return voice.say(mark("no. {ordinal}"), ordinal=contact.ordinal)


def more(row: TrackingRow, voice: Voice) -> str:
    """另有 +4 次; "" where the three cells hold them all."""
    return voice.say(mark("+{count} more"), count=row.more) if row.more else ""


def remark(row: TrackingRow, lists: Lists, voice: Voice) -> str:
    """Why the card left, that its end waits for a decision, or when the ordered car is expected."""
    if row.ending is not None:
        return _ended(row.state, row.ending, lists, voice)
    if row.pending:
        return voice.say(_PENDING[RequestKind(row.pending)])
    if row.delivery_on is not None:
        return voice.say(mark("delivery planned {day}"), day=f"{row.delivery_on:%m-%d}")
    return ""


def _ended(state: str, ending: Ending, lists: Lists, voice: Voice) -> str:
    day = f"{ending.day:%m-%d}"
    if state == CardState.DELIVERED:
        return voice.say(mark("delivered {day}"), day=day)
    if state == CardState.WITHDRAWN:
        return _joined((voice.say(mark("withdrawn {day}"), day=day), ending.words), voice)
    if state == CardState.DORMANT:
        until = f"{ending.wake_on:%Y-%m-%d}" if ending.wake_on else ""
        asleep = voice.say(mark("asleep until {day}"), day=until) if until else voice.say(mark("asleep"))
        reason = voice.word(lists.get("dormant_reason", ()), ending.reason)
        return _joined((asleep, reason, ending.words), voice)
    reason = voice.word(lists.get("lost_reason", ()), ending.reason)
    head = voice.say(mark("lost: {reason}"), reason=reason) if reason else voice.say(mark("lost"))
    bought = voice.say(mark("bought {car}"), car=ending.bought) if ending.bought else ""
    gap = ""
    if ending.price_gap:
        gap = voice.say(mark("{amount} yuan above it"), amount=show_money(ending.price_gap))
    return _joined((head, bought, gap, ending.words), voice)


def _joined(parts: tuple[str, ...], voice: Voice) -> str:
    return voice.both("，", ", ").join(filter(None, parts))
