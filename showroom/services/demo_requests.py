"""The demo's requests: what consultants ask about cards, what the manager decides, who is taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, LOST, OPEN
from showroom.rules.card_moves import Move
from showroom.rules.contacts import Method
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.lost import RequestKind, RequestState
from showroom.services import demo_words, lost_request, prospect
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import step
from showroom.services.demo_guests import Asked, Guest, Guests

# The manager sends back whom a better offer might hold, and lets most others go the same evening.
_SENT_BACK: Final = {Level.H: 0.5, Level.A: 0.35, Level.B: 0.1}
_SELDOM_SENT_BACK: Final = 0.04
_DECIDES_THE_SAME_EVENING: Final = 0.9
_COMES_BACK: Final = 0.15
# Of so many days before the demo ends nothing is decided.
LEFT_DAYS: Final = 3
_LEFT_FOR_THE_END: Final = timedelta(LEFT_DAYS + 1)
_NOTHING_DECIDED: Final = {"decided_by": None, "decided_on": None, "decided_at": None}


def ask(
    bulk: Bulk, guests: Guests, guest: Guest, at: datetime, kind: RequestKind, reason: demo_words.Reason
) -> None:
    """The consultant asks to close the card, or to let it sleep; until the decision nobody calls."""
    random = guests.random
    # What the request keeps of the card is read from its rows.
    bulk.flush()
    found = prospect.card(guest.prospect)
    wake_on = (
        at.date() + timedelta(random.choice((30, 45, 60, 90, 120))) if kind is RequestKind.DORMANT else None
    )
    row: dict[str, Any] = {"reason": reason.code, "analysis": reason.words, "bought": reason.bought}
    if reason.bought and random.random() < 0.6:
        row["price_gap"] = random.randrange(2, 13) * 1_000_00
    bulk.act(guests.token(), Duty.ASK_LOST, guest.owner, at)
    request = bulk.add(
        LostRequest,
        prospect=guest.prospect,
        kind=str(kind),
        state=str(RequestState.PENDING),
        asked_by=guest.owner,
        asked_on=at.date(),
        asked_at=at,
        level=guest.level,
        stage=str(lost_request.stage_of(found)),
        late_days=lost_request.late_days(guest.prospect, at.date()),
        wake_on=wake_on,
        **row,
    )
    guests.close(guest)
    guest.waits = True
    guests.asked.append(Asked(guest, request, kind, reason.words, wake_on))


def decide(bulk: Bulk, guests: Guests, at: datetime) -> None:
    """The manager's evening: most of what was asked is decided, the rest waits for the next one.

    What was asked on the last days waits for whoever opens the demo, but for one that was sent back.
    """
    random, waiting = guests.random, []
    if at.date() > guests.until - _LEFT_FOR_THE_END:
        _send_one_back(bulk, guests, at)
        return
    for asked in guests.asked:
        if random.random() > _DECIDES_THE_SAME_EVENING:
            waiting.append(asked)
            continue
        chance = _SENT_BACK.get(Level(asked.guest.level), _SELDOM_SENT_BACK) if asked.guest.level else 0.0
        bulk.act(guests.token(), Duty.DECIDE_LOST, guests.staff["manager"], at)
        if random.random() < chance:
            _send_back(bulk, guests, asked, at)
        else:
            _let_go(bulk, guests, asked, at)
    guests.asked[:] = waiting


def _send_one_back(bulk: Bulk, guests: Guests, at: datetime) -> None:
    """On the evening before the demo ends, the first of several is to be called once more."""
    lost = [one for one in guests.asked if one.kind is RequestKind.LOST and one.guest.state == OPEN]
    if at.date() == guests.until - timedelta(1) and len(lost) > 1:
        bulk.act(guests.token(), Duty.DECIDE_LOST, guests.staff["manager"], at)
        _send_back(bulk, guests, lost[0], at)
        guests.asked.remove(lost[0])


def _send_back(bulk: Bulk, guests: Guests, asked: Asked, at: datetime) -> None:
    """The card goes on with what the manager says, on the day he says."""
    guest, random = asked.guest, guests.random
    next_on = at.date() + timedelta(random.choice((1, 2, 3)))
    words = demo_words.said(
        random, random.choice(demo_words.INSTRUCTIONS), guest.sex, guests.model_name(guest.model)
    )
    said = {"instruction": words, "next_on": next_on, "next_method": str(Method.PHONE)}
    before = {"instruction": "", "next_on": None, "next_method": ""}
    _decide(bulk, guests, asked, RequestState.REJECTED, at, before, said)
    guest.agreed_on = next_on
    guests.open.append(guest)
    guests.call_on(guest, next_on)


def _let_go(bulk: Bulk, guests: Guests, asked: Asked, at: datetime) -> None:
    """The card leaves; some of those who were lost think again."""
    guest, random, manager = asked.guest, guests.random, guests.staff["manager"]
    if asked.kind is RequestKind.DORMANT:
        changed: dict[str, Any] = {"state": DORMANT, "level": "", "wake_on": asked.wake_on}
        move = step(bulk, guest, Move.DORMANT, at, reason=asked.analysis, by=manager, **changed)
        guest.agreed_on = None
        guests.call_on(guest, asked.wake_on or at.date())
    else:
        move = step(bulk, guest, Move.LOST, at, reason=asked.analysis, by=manager, state=LOST)
        if random.random() < _COMES_BACK:
            guests.thinking.append((at.date() + timedelta(random.randint(8, 30)), guest))
    opinion = random.choice(demo_words.OPINIONS)
    before, said = {"move": None, "instruction": ""}, {"move": move, "instruction": opinion}
    if not opinion:
        del before["instruction"], said["instruction"]
    _decide(bulk, guests, asked, RequestState.APPROVED, at, before, said)


def _decide(
    bulk: Bulk,
    guests: Guests,
    asked: Asked,
    state: RequestState,
    at: datetime,
    before: dict[str, Any],
    said: dict[str, Any],
) -> None:
    decided = {"decided_by": guests.staff["manager"], "decided_on": at.date(), "decided_at": at}
    stood = {"state": str(RequestState.PENDING), **_NOTHING_DECIDED, **before}
    bulk.edit(LostRequest, asked.request, 1, stood, {"state": str(state), **decided, **said})
    asked.guest.waits = False


def who_thinks_again(guests: Guests, day: date) -> Iterator[Guest]:
    """Those who were lost and ring up again by this day."""
    for when, guest in list(guests.thinking):
        if when <= day:
            guests.thinking.remove((when, guest))
            yield guest


def take_up(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The consultant takes a lost card up again."""
    words = guests.random.choice(demo_words.AGAIN)
    bulk.act(guests.token(), Duty.REACTIVATE_CARD, guest.owner, at)
    step(bulk, guest, Move.RETURNED, at, reason=words, state=OPEN, level=str(Level.C))
    guest.agreed_on = None
    guests.open.append(guest)
    guests.call_when_due(guest, at.date())
