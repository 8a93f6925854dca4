"""The demo's calls: who answers, what is said, what is agreed, and what becomes of the level."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import OPEN, WITHDRAWN
from showroom.rules import appointments
from showroom.rules.card_moves import Move
from showroom.rules.contacts import Method, Result, is_reached, usual_activity, usual_purpose
from showroom.rules.due import gap_days
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.level_rules import SEED
from showroom.rules.lost import RequestKind
from showroom.services import demo_requests, demo_words
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import step
from showroom.services.demo_guests import Expected, Guest, Guests

_METHODS: Final = (Method.PHONE,) * 12 + (Method.WECHAT,) * 6 + (Method.TEXT_MESSAGE, Method.OUTSIDE_VISIT)
_ANSWERS: Final = 0.8
_ANSWERS_IN_WRITING: Final = 0.95
_GIVES_UP_AFTER: Final = 5
_TRIES_AGAIN_TOMORROW: Final = 0.5
_WILL_COME: Final = {Level.B: 0.08, Level.A: 0.2, Level.H: 0.25}
_DAYS_BEFORE_THE_END: Final = timedelta(3)
_WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
# What a contact does to the level, in hundredths; the rest stays. Lost and asleep are states.
_LOST, _ASLEEP = "lost", "asleep"
_MOVES: Final = {
    Level.UNRATED: {Level.B: 22, Level.C: 22, Level.A: 8, _LOST: 3},
    Level.C: {Level.B: 8, _LOST: 4, _ASLEEP: 7},
    Level.B: {Level.A: 10, Level.C: 5, _LOST: 3, _ASLEEP: 2},
    Level.A: {Level.H: 12, Level.B: 7, _LOST: 2},
    Level.H: {Level.A: 7, _LOST: 3},
}
_NEARNESS: Final = (Level.UNRATED, Level.C, Level.B, Level.A, Level.H)


def call(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The owner calls, writes down what came of it, and knows when to call next."""
    random = guests.random
    if guest.asleep:
        _wake(bulk, guests, guest, at)
        return
    method = Method.WECHAT if guest.unanswered > 2 else random.choice(_METHODS)
    answers = _ANSWERS if method is Method.PHONE else _ANSWERS_IN_WRITING
    if random.random() > answers:
        _no_answer(bulk, guests, guest, at)
        return
    guest.unanswered = 0
    becomes = _becomes(random, guest)
    if becomes in (_LOST, _ASLEEP):
        leave_off(bulk, guests, guest, at, asleep=becomes == _ASLEEP)
        return
    _talk(bulk, guests, guest, at, method, becomes)


def log(bulk: Bulk, guests: Guests, guest: Guest, at: datetime, **said: Any) -> int:
    """One contact under an act of its own, as `follow_up.log` leaves it; its id."""
    bulk.act(guests.token(), Duty.LOG_FOLLOW_UP, guest.owner, at, {"follow_up": bulk.coming(FollowUp)})
    return add_contact(bulk, guest, at, **said)


def add_contact(
    bulk: Bulk,
    guest: Guest,
    at: datetime,
    *,
    result: Result = Result.GO_ON,
    level_before: str | None = None,
    **said: Any,
) -> int:
    """The row of a contact under the open act; the guest was reached by it, and so is due anew."""
    reached = is_reached(result)
    if reached:
        guest.reached_on, guest.agreed_on = at.date(), None
    if said.get("agreed_on"):
        guest.agreed_on = said["agreed_on"]
    row = {
        "method": str(Method.PHONE),
        "activity": str(usual_activity(guest.level)),
        "purpose": str(usual_purpose(guest.level) or ""),
        **said,
    }
    return bulk.add(
        FollowUp,
        prospect=guest.prospect,
        day=at.date(),
        time=at.time().replace(tzinfo=None),
        by=guest.owner,
        result=str(result),
        reached=reached,
        level_before=guest.level if level_before is None else level_before,
        level_after=guest.level,
        **row,
    )


def _becomes(random: Random, guest: Guest) -> str:
    """What the contact makes of the level; an order is not made on the telephone."""
    dice = random.random() * 100
    for level, hundredths in _MOVES.get(Level(guest.level), {}).items():
        dice -= hundredths
        if dice < 0:
            return level
    return guest.level


def _talk(bulk: Bulk, guests: Guests, guest: Guest, at: datetime, method: Method, becomes: str) -> None:
    random, before = guests.random, guest.level
    bulk.act(guests.token(), Duty.LOG_FOLLOW_UP, guest.owner, at, {"follow_up": bulk.coming(FollowUp)})
    criteria, words = _what_was_said(guests, guest, becomes)
    change: dict[str, Any] = {}
    if becomes != before:
        named: dict[str, Any] = {"criteria": criteria} if criteria else {}
        move = step(bulk, guest, Move.LEVEL, at, reason=words, level=becomes, **named)
        change = {"move": move, "level_before": before, "criteria": criteria, "reason": words}
    visit = _will_come(guests, guest, at.date())
    if visit is not None:
        words = f"{words}{_invited(guests, guest, visit)}"
    elif random.random() < guests.agrees:
        change["agreed_on"] = at.date() + timedelta(random.randint(1, min(6, gap_days(guest.level, SEED))))
    if visit is not None:
        change["agreed_on"] = visit.day
    if change.get("agreed_on"):
        change["next_method"] = str(Method.VISIT if visit else random.choice(_METHODS))
    made = add_contact(
        bulk,
        guest,
        at,
        method=str(method),
        said=words,
        minutes=random.choice((None, 2, 3, 5, 8, 12)),
        **change,
    )
    guest.called = True
    if visit is not None:
        _fix(bulk, guests, guest, visit, made, at)
    guests.call_when_due(guest, at.date())


def _what_was_said(guests: Guests, guest: Guest, becomes: str) -> tuple[tuple[str, ...], str]:
    """The fact that was named, where one was, and the words."""
    random = guests.random
    model = guests.model_name(guest.model)
    facts = demo_words.FACTS.get(Level(becomes), ())
    criteria: tuple[str, ...] = ()
    if _is_up(guest.level, becomes) and facts:
        fact, words = random.choice(facts)
        criteria = (str(fact),)
    elif becomes != guest.level and guest.level != Level.UNRATED:
        words = random.choice(demo_words.DOWN)
    else:
        words = random.choice(demo_words.SAID[Level(becomes)] if guest.called else demo_words.CALLBACK)
    return criteria, demo_words.said(random, words, guest.sex, model, guest.colour)


def _is_up(before: str, after: str) -> bool:
    return before != after and _NEARNESS.index(Level(after)) > _NEARNESS.index(Level(before))


def _no_answer(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    random = guests.random
    guest.unanswered += 1
    again = at.date() + timedelta(random.choice((1, 1, 1, 2, 3)))
    said: dict[str, Any] = {"said": random.choice(demo_words.NO_ANSWER), "result": Result.NO_ANSWER}
    if guest.unanswered > 2:
        model = guests.model_name(guest.model)
        said["said"] = demo_words.said(random, random.choice(demo_words.WRITTEN_INSTEAD), guest.sex, model)
    if random.random() < _TRIES_AGAIN_TOMORROW and not guest.asleep:
        again = at.date() + timedelta(1)
        said |= {"agreed_on": again, "next_method": str(Method.PHONE)}
    log(bulk, guests, guest, at, **said)
    if guest.unanswered >= _GIVES_UP_AFTER and not guest.order:
        _ask(bulk, guests, guest, at, RequestKind.LOST, demo_words.NEVER_ANSWERS)
        return
    guests.call_on(guest, again)


def leave_off(bulk: Bulk, guests: Guests, guest: Guest, at: datetime, *, asleep: bool) -> None:
    """The guest does not buy, or not for a long time; the card says so."""
    random = guests.random
    reason = random.choice(demo_words.ASLEEP if asleep else demo_words.LOST)
    reason = reason.told_of(random.choice(demo_words.RIVALS))
    result = Result.POSTPONED if asleep else Result.GAVE_UP
    log(bulk, guests, guest, at, said=reason.words, result=result)
    _ask(bulk, guests, guest, at, RequestKind.DORMANT if asleep else RequestKind.LOST, reason)


def _ask(
    bulk: Bulk, guests: Guests, guest: Guest, at: datetime, kind: RequestKind, reason: demo_words.Reason
) -> None:
    """Nobody is expected any more, and the manager is asked."""
    if guest.expected is not None:
        bulk.act(guests.token(), Duty.FIX_APPOINTMENT, guest.owner, at)
        call_off(bulk, guests, guest)
    demo_requests.ask(bulk, guests, guest, at, kind, reason)


def withdraw(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The card was opened by mistake."""
    bulk.act(guests.token(), Duty.KEEP_CARD, guest.owner, at)
    step(bulk, guest, Move.WITHDRAWN, at, reason=demo_words.WITHDRAWN, state=WITHDRAWN)
    guests.close(guest)


def _wake(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The day has come on which a sleeping card wakes."""
    random = guests.random
    if random.random() > _ANSWERS:
        _no_answer(bulk, guests, guest, at)
        return
    guest.unanswered = 0
    words = demo_words.said(random, demo_words.AWAKE, guest.sex, guests.model_name(guest.model))
    log(bulk, guests, guest, at, said=words)
    bulk.act(guests.token(), Duty.KEEP_CARD, guest.owner, at)
    level = random.choice((Level.C, Level.B))
    step(bulk, guest, Move.RETURNED, at, reason=words, state=OPEN, level=level, wake_on=None)
    guests.open.append(guest)
    guests.call_when_due(guest, at.date())


def _will_come(guests: Guests, guest: Guest, today: date) -> Expected | None:
    """A visit or a test drive in the coming days, where one is fixed: the row is not written yet."""
    random = guests.random
    if guest.expected or random.random() > _WILL_COME.get(Level(guest.level), 0):
        return None
    day = today + timedelta(random.choice((1, 1, 2, 2, 3, 4, 5)))
    if today < guests.until <= today + _DAYS_BEFORE_THE_END:
        # Whoever opens the demo is to see guests expected.
        day = random.choice((day, day, guests.until))
    at = time(random.randint(9, 16), random.choice((0, 30)))
    drives = not guest.driven and random.random() < 0.5
    car = guests.free_car(day, at) if drives else None
    kind = appointments.Kind.TEST_DRIVE if car else appointments.Kind.VISIT
    return Expected(0, str(kind), day, at, car)


def _invited(guests: Guests, guest: Guest, visit: Expected) -> str:
    when = f"{_WEEKDAYS[visit.day.weekday()]}{visit.time:%H:%M}"
    words = demo_words.TO_DRIVE if visit.car else demo_words.INVITED
    model = guests.model_name(guest.model)
    return demo_words.said(guests.random, guests.random.choice(words), guest.sex, model, when=when)


def _fix(bulk: Bulk, guests: Guests, guest: Guest, visit: Expected, follow_up: int, at: datetime) -> None:
    bulk.act(guests.token(), Duty.FIX_APPOINTMENT, guest.owner, at)
    visit.slot = appointments.slot_of(visit.car, visit.day, visit.time) if visit.car else None
    visit.appointment = bulk.add(
        Appointment,
        prospect=guest.prospect,
        follow_up=follow_up,
        kind=visit.kind,
        day=visit.day,
        time=visit.time,
        car=visit.car,
        slot=visit.slot,
        made_by=guest.owner,
        made_at=at,
        state=str(appointments.State.EXPECTED),
    )
    guest.expected = visit
    guests.expected.append(guest)


def came(bulk: Bulk, guests: Guests, guest: Guest, entry: int) -> None:
    """Whoever was expected is here, by this row of the log; within the open act."""
    _settle(bulk, guest, state=str(appointments.State.ARRIVED), entry=entry)
    guests.expected.remove(guest)


def stayed_away(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """Whoever was expected did not come, and said why; he is called soon."""
    words = guests.random.choice(demo_words.STAYED_AWAY)
    reason = demo_words.said(guests.random, words, guest.sex, guests.model_name(guest.model))
    bulk.act(guests.token(), Duty.TICK_ARRIVAL, guest.owner, at)
    _settle(bulk, guest, state=str(appointments.State.NOT_COME), no_show_reason=reason)
    guests.expected.remove(guest)


def call_off(bulk: Bulk, guests: Guests, guest: Guest) -> None:
    """Nobody is expected any more; within the open act."""
    if guest.expected is not None:
        _settle(bulk, guest, state=str(appointments.State.CANCELLED))
        guests.expected.remove(guest)


def _settle(bulk: Bulk, guest: Guest, **after: Any) -> None:
    """An appointment is over; unless the guest came, its car is free again."""
    visit = guest.expected
    if visit is None:
        raise RuntimeError("nobody was expected")
    before = {"state": str(appointments.State.EXPECTED)} | {name: None for name in after if name == "entry"}
    if "no_show_reason" in after:
        before["no_show_reason"] = ""
    if visit.slot and "entry" not in after:
        before, after = before | {"slot": visit.slot}, after | {"slot": None}
    bulk.edit(Appointment, visit.appointment, 1, before, after)
    guest.expected = None
