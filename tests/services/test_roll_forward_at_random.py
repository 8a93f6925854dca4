"""Cards at random: whatever is opened, moved, ended and taken back, the sum of every period closes.

Closing = opening + new + returned + received + moved in − moved out − handed over − withdrawn − delivered −
lost − dormant, for each level, for each consultant and for the showroom (issue 6, section 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from showroom.errors import Denied, Invalid, Refused
from showroom.models.follow_up import FollowUp
from showroom.models.handover import Handover
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import DORMANT, LOST, OPEN, CardMove, Prospect
from showroom.models.sale import SalesOrder
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import roll_forward as rule
from showroom.rules.handover import HandoverKind
from showroom.rules.lost import RequestState
from showroom.rules.roll_forward import LEVELS, RollForward, Term
from showroom.services import (
    acts,
    card_level,
    check,
    customer_merge,
    follow_up,
    handover,
    level_clock,
    level_grid_reading,
    reactivation,
    roll_forward,
)
from showroom.services.desk import Desk
from tests.lost import approves, asks_lost, asks_to_sleep, rejects
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    THURSDAY,
    Showroom,
    correct,
    register_call,
    register_walk_in,
    remove,
    staff_id,
)
from tests.sales import cancels, delivers, places

FACT = ("model_chosen",)
LEVEL = ("H", "A", "B", "C", "N")
DAYS = 40

Doing = Callable[[Showroom, Random], None]


def _any(dice: Random, table: Any, *which: Any) -> Any:
    rows = list(table.select().where(table.removed_at.is_null(), *which).order_by(table.id))
    if not rows:
        raise Refused("E-NONE", "there is nothing to choose from")
    return dice.choice(rows)


def _comes(showroom: Showroom, dice: Random) -> None:
    """Somebody new, or one who came before; for a consultant, or for nobody yet; now, or days ago."""
    number = f"1390000{dice.randrange(90):04d}"
    by = dice.choice(({"received_by": "陈涛"}, {"received_by": "李娜"}, {"assigned": "李娜"}, {}))
    back = dice.choice((0, 0, 0, 2, 5))
    day = showroom.clock.today() - timedelta(back) if back else None
    level = dice.choice((*LEVEL, ""))
    register_walk_in(showroom.reception, "客人", number, day=day, level=level, **by)


def _calls(showroom: Showroom, dice: Random) -> None:
    register_call(showroom.reception, "客人", f"1390000{dice.randrange(90):04d}")


def _row(showroom: Showroom, dice: Random) -> None:
    """A row of the log gets another level or consultant, or is taken off."""
    row = _any(dice, TrafficEntry)
    what = dice.choice(({"level": dice.choice(LEVEL)}, {"level": ""}, {"assigned": "陈涛"}, None))
    if what is None:
        remove(showroom.manager, row.id)
    else:
        correct(showroom.manager, row.id, row.revision, **what)


def _says(showroom: Showroom, dice: Random) -> None:
    """A contact of today or of some days ago; it may change the level and wakes who sleeps."""
    card = _any(dice, Prospect)
    entered: dict[str, Any] = {
        "said": "聊了聊",
        "day": showroom.clock.today() - timedelta(dice.choice((0, 0, 3))),
    }
    if dice.random() < 0.6:
        entered |= {"level": dice.choice(LEVEL), "criteria": FACT, "reason": "看法变了"}
    if dice.random() < 0.3:
        entered["agreed_on"] = showroom.clock.today() + timedelta(dice.randrange(6))
    if dice.random() < 0.3:
        entered |= {"result": "no_answer"}
    follow_up.log(showroom.manager, card.id, entered)


def _unsays(showroom: Showroom, dice: Random) -> None:
    """A contact was never made, was made on another day, or led elsewhere."""
    row = _any(dice, FollowUp)
    other = dice.choice(
        (
            None,
            {"day": row.day - timedelta(1), "reason": "日子记错了"},
            {"level": dice.choice(LEVEL), "reason": "记错了", "criteria": FACT},
        )
    )
    if other is None:
        follow_up.remove(showroom.manager, row.id, row.revision)
    else:
        follow_up.correct(showroom.manager, row.id, row.revision, other)


def _judges(showroom: Showroom, dice: Random) -> None:
    card = _any(dice, Prospect)
    level = dice.choice(LEVEL)
    card_level.judge(showroom.manager, card.id, card.revision, level=level, reason="看过了", criteria=FACT)


def _orders(showroom: Showroom, dice: Random) -> None:
    at_once = dice.random() < 0.3
    day = showroom.clock.today() - timedelta(dice.choice((0, 0, 1)))
    deposit = None if at_once else 5_000_00
    entered = {"at_once": at_once, "deposit": deposit, "ordered_on": day, "expected_delivery": day}
    card = _any(dice, Prospect, Prospect.state == OPEN)
    order = places(showroom.manager, card.id, **entered)
    if at_once:
        delivers(showroom.manager, order)


def _open_order(dice: Random) -> int:
    is_open = SalesOrder.cancelled_on.is_null() & SalesOrder.delivered_on.is_null()
    return int(_any(dice, SalesOrder, is_open).id)


def _cancels(showroom: Showroom, dice: Random) -> None:
    cancels(showroom.manager, _open_order(dice))


def _delivers(showroom: Showroom, dice: Random) -> None:
    delivers(showroom.manager, _open_order(dice))


def _asks(showroom: Showroom, dice: Random) -> None:
    """A card is to be closed, or to sleep, for the usual time or less."""
    card = _any(dice, Prospect)
    if dice.random() < 0.5:
        asks_lost(showroom.manager, card.id)
    else:
        wake_on = showroom.clock.today() + timedelta(dice.randrange(5, 60))
        asks_to_sleep(showroom.manager, card.id, wake_on=wake_on)


def _pending(dice: Random) -> int:
    return int(_any(dice, LostRequest, LostRequest.state == RequestState.PENDING).id)


def _approves(showroom: Showroom, dice: Random) -> None:
    approves(showroom.manager, _pending(dice))


def _rejects(showroom: Showroom, dice: Random) -> None:
    """Sent back: with a date, another level or another consultant, with any of them or none."""
    said: dict[str, Any] = {
        "next_on": showroom.clock.today() + timedelta(dice.randrange(6)),
        "level": dice.choice(LEVEL),
        "owner": staff_id(dice.choice((CONSULTANT, OTHER_CONSULTANT))),
    }
    rejects(showroom.manager, _pending(dice), **{key: said[key] for key in said if dice.random() < 0.5})


def _returns(showroom: Showroom, dice: Random) -> None:
    """A lost or sleeping card is taken up again, perhaps by somebody else."""
    card = _any(dice, Prospect, Prospect.state.in_((LOST, DORMANT)))
    reactivation.reactivate(
        showroom.manager,
        card.id,
        reason="又来看车",
        level=dice.choice(LEVEL),
        criteria=FACT,
        owner=dice.choice((None, staff_id(OTHER_CONSULTANT))),
    )


def _hands_over(showroom: Showroom, dice: Random) -> None:
    """Some cards of one go to the other: for good, or for some days."""
    giver, receiver = dice.sample([staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT)], 2)
    his = Prospect.select().where(
        Prospect.owner == giver, Prospect.state.in_((OPEN, DORMANT)), Prospect.removed_at.is_null()
    )
    cards = [one.id for one in his.order_by(Prospect.id)]
    split = dict.fromkeys(dice.sample(cards, min(len(cards), dice.randrange(1, 4))), receiver)
    if dice.random() < 0.7:
        handover.hand_over(showroom.manager, giver, split, reason="调岗")
    else:
        today = showroom.clock.today()
        handover.cover(showroom.manager, giver, split, today, today + timedelta(2), reason="出差")


def _takes_over_back(showroom: Showroom, dice: Random) -> None:
    for_good = Handover.kind == str(HandoverKind.FOR_GOOD)
    within = Handover.day > showroom.clock.today() - timedelta(7)
    handover.reverse(showroom.manager, _any(dice, Handover, for_good, within).id, reason="说好了不换")


def _merges(showroom: Showroom, dice: Random) -> None:
    """Two files with a card each are one person's: of one wish, or of two."""
    waits = Prospect.state.in_((OPEN, DORMANT))
    gone, stays = _any(dice, Prospect, waits), _any(dice, Prospect, waits)
    one_wish = {gone.id: stays.id} if dice.random() < 0.8 else {}
    kept, merged = stays.customer_id, gone.customer_id
    customer_merge.merge(showroom.manager, kept, merged, {"name": kept}, one_wish=one_wish)


def _undoes(showroom: Showroom, dice: Random) -> None:
    desk: Desk = dice.choice((showroom.manager, showroom.reception))
    found = acts.last_undoable(desk) if dice.random() < 0.8 else acts.last_redoable(desk)
    if found is not None:
        acts.undo(desk, found.token)


DOINGS: tuple[Doing, ...] = (
    *(_comes,) * 9,
    _calls,
    *(_row,) * 2,
    *(_says,) * 6,
    *(_unsays,) * 2,
    *(_judges,) * 2,
    *(_orders,) * 2,
    *(_cancels, _delivers) * 2,
    *(_asks,) * 3,
    *(_approves, _rejects, _returns) * 2,
    *(_hands_over,) * 2,
    *(_takes_over_back,) * 3,
    _merges,
    *(_undoes,) * 3,
)


def _whose() -> tuple[int | None, ...]:
    return (None, staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT))


def _now(owner: int | None) -> dict[int, tuple[str, int | None]]:
    """The cards on hand as the table of cards has them."""
    rows = Prospect.select().where(Prospect.state == OPEN, Prospect.removed_at.is_null())
    return {one.id: (one.level, one.owner_id) for one in rows if owner in (None, one.owner_id)}


def _closes(found: RollForward) -> None:
    assert [found.difference(level) for level in LEVELS] == [0] * len(LEVELS), dict(found.counts)
    assert found.total(Term.MOVED_IN) == found.total(Term.MOVED_OUT)


def _agree(showroom: Showroom, dice: Random) -> None:
    """Every period closes, for whomever; what is said of a past evening does not change with the period."""
    today = showroom.clock.today()
    first = THURSDAY - timedelta(8) + timedelta(dice.randrange(DAYS))
    last = min(first + timedelta(dice.choice((0, 1, 6, 30))), today)
    for owner in _whose():
        found = roll_forward.read(owner, first, last)
        _closes(found)
        for day, term in ((first - timedelta(1), Term.OPENING), (last, Term.CLOSING)):
            stood = Counter(
                rule.counted_level(one.level) for one in roll_forward.cards_on(day, owner).values()
            )
            assert {level: found.of(level, term) for level in LEVELS} == {one: stood[one] for one in LEVELS}
        here = roll_forward.cards_on(today, owner)
        assert {card: (one.level, one.owner) for card, one in here.items()} == _now(owner)
    everybody = roll_forward.read(None, first, last)
    assert everybody.total(Term.RECEIVED) == everybody.total(Term.HANDED_OVER) == 0


def _clock_agrees() -> None:
    """The due date that the grid reckons from all contacts is the one that the clock reads by itself."""
    by = level_clock.terms()
    clocked = {one.prospect: one for one in level_clock.of_owner(None, by)}
    reading = level_grid_reading.read(list(clocked))
    lives = dict(roll_forward.lives(None, date.min))
    for card, one in clocked.items():
        assert reading.clocked(card, lives[card]).on_the_morning(date.max) == one.standing


@pytest.mark.parametrize("seed", range(4))
def test_sum_of_every_period_closes(showroom: Showroom, seed: int) -> None:
    dice, done = Random(seed), Counter[str]()
    for turn in range(240):
        showroom.on(THURSDAY + timedelta(turn * DAYS // 240), 9 + turn % 6)
        doing = dice.choice(DOINGS)
        with suppress(Refused, Invalid, Denied):
            doing(showroom, dice)
            done[doing.__name__] += 1
        if turn % 6 == 0:
            _agree(showroom, dice)
    _clock_agrees()
    assert check.findings(showroom.store) == []
    assert len(done) == len(set(DOINGS)), f"the control: everything was done at least once: {done}"


def test_wrong_term_leaves_the_sum_open(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each term that forgets its cards is found, and there is none that never counts."""
    dice, terms = Random(7), rule.terms
    for turn in range(300):
        showroom.on(THURSDAY + timedelta(turn // 8), 9 + turn % 6)
        with suppress(Refused, Invalid, Denied):
            dice.choice(DOINGS)(showroom, dice)
    period = THURSDAY - timedelta(8), showroom.clock.today()
    for forgotten in (term for term in Term if term not in (Term.OPENING, Term.CLOSING)):
        owners = _whose()[1:]
        whole = [roll_forward.read(owner, *period).total(forgotten) for owner in owners]
        assert sum(whole), forgotten
        with monkeypatch.context() as patch:
            patch.setattr(
                rule,
                "terms",
                lambda stage, of, term=forgotten: [one for one in terms(stage, of) if one[0] is not term],
            )
            broken = [roll_forward.read(owner, *period) for owner in owners]
        assert [sum(abs(one.difference(level)) for level in LEVELS) for one in broken] == whole


def test_period_costs_two_statements_at_any_size(showroom: Showroom) -> None:
    dice = Random(2)
    counts = set()
    for turn in range(60):
        showroom.on(THURSDAY + timedelta(turn // 6), 9 + turn % 6)
        with suppress(Refused, Invalid, Denied):
            dice.choice(DOINGS)(showroom, dice)
        if turn in (1, 59):
            seen: list[object] = []
            showroom.store.database.query_hooks.append(seen.append)
            roll_forward.read(None, THURSDAY, showroom.clock.today())
            showroom.store.database.query_hooks.remove(seen.append)
            counts.add(len(seen))
    assert counts == {2}
    assert CardMove.select().count() > 0
