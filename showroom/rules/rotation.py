"""轮值: whose turn it is and why, by one pure function (forms 2.1, flow 2).

Only first visits count. Fewest first visits of the day comes first; of those with as many, whoever has
waited longest; before anybody had a turn, the order of the day. Somebody who comes on later joins at the
count of whoever then has fewest, so that late-comers do not take every guest until they have caught up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from showroom.language import mark


class State(StrEnum):
    """How somebody is there (Attendance.state, .planned); empty means nobody has said."""

    ON = "on"
    LUNCH = "lunch"
    OFF = "off"
    LEAVE = "leave"
    HOME = "home"


# What can be planned for a day to come.
PLANNABLE = (State.ON, State.OFF, State.LEAVE)


class Out(StrEnum):
    """Why somebody does not have the next turn."""

    PASSED = "passed"
    BUSY = "busy"
    LUNCH = "lunch"
    OFF = "off"
    LEAVE = "leave"
    HOME = "home"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Turn:
    """A first visit that somebody received, at a showroom time."""

    staff: int
    at: time


@dataclass(frozen=True)
class Standing:
    """One consultant of the day, in the order of the day."""

    staff: int
    name: str
    state: State | None = State.ON
    since: time | None = None
    until: time | None = None
    busy: bool = False
    passed: str = ""


@dataclass(frozen=True)
class Why:
    """A sentence with its values, translated where it is shown."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One consultant in the rotation book: his place (0 without one), his first visits, why he is out."""

    staff: int
    name: str
    place: int
    turns: int
    out: Out | None = None
    until: time | None = None
    reason: str = ""


@dataclass(frozen=True)
class Rotation:
    """The book of a day: who is next (None when nobody can be), everybody's line, and the sentence why."""

    next: int | None
    lines: tuple[Line, ...]
    why: Why


@dataclass(frozen=True)
class _Rank:
    count: int
    last: time
    position: int

    def key(self) -> tuple[int, time, int]:
        return self.count, self.last, self.position


def rotation(standings: Sequence[Standing], turns: Sequence[Turn]) -> Rotation:
    """The book from everybody's standing (in the order of the day) and the turns so far, oldest first."""
    ranks = _ranks(standings, turns)
    order = sorted(standings, key=lambda one: ranks[one.staff].key())
    ready = [one for one in order if _out(one) is None]
    waiting = [one for one in order if _out(one) is not None]
    taken = {one.staff: sum(turn.staff == one.staff for turn in turns) for one in standings}
    lines = [Line(one.staff, one.name, place, taken[one.staff]) for place, one in enumerate(ready, 1)]
    lines += [
        Line(one.staff, one.name, 0, taken[one.staff], _out(one), one.until, one.passed)
        for one in sorted(waiting, key=lambda one: list(Out).index(_out(one) or Out.UNSAID))
    ]
    following = ready[0].staff if ready else None
    return Rotation(following, tuple(lines), _why(ready, waiting, ranks))


def _ranks(standings: Sequence[Standing], turns: Sequence[Turn]) -> dict[int, _Rank]:
    """How everybody stands in the round, late-comers at the count they joined at."""
    ranks = {one.staff: _Rank(0, time.min, place) for place, one in enumerate(standings)}
    for one in sorted((one for one in standings if one.since), key=lambda one: one.since or time.min):
        before = [turn for turn in turns if one.since and turn.at < one.since]
        others = [
            sum(turn.staff == other.staff for turn in before) + ranks[other.staff].count
            for other in standings
            if other is not one
            and other.state is State.ON
            and (other.since or time.min) < (one.since or time.min)
        ]
        ranks[one.staff] = _Rank(min(others, default=0), ranks[one.staff].last, ranks[one.staff].position)
    for turn in turns:
        if turn.staff in ranks:
            rank = ranks[turn.staff]
            ranks[turn.staff] = _Rank(rank.count + 1, turn.at, rank.position)
    return ranks


def _out(one: Standing) -> Out | None:
    if one.state is None:
        return Out.UNSAID
    if one.state is not State.ON:
        return Out(one.state.value)
    if one.passed:
        return Out.PASSED
    return Out.BUSY if one.busy else None


def _why(ready: list[Standing], waiting: list[Standing], ranks: Mapping[int, _Rank]) -> Why:
    """One sentence: why this one, and not the next best."""
    if not ready:
        return _why_nobody(waiting, ranks)
    first = ready[0]
    if len(ready) == 1:
        return Why(mark("{name} is the only one free now, so it is {name}'s turn."), {"name": first.name})
    other = ready[1]
    mine, theirs = ranks[first.staff], ranks[other.staff]
    names: dict[str, object] = {"name": first.name, "other": other.name}
    if mine.count < theirs.count:
        figures = {"count": mine.count, "more": theirs.count}
        return Why(
            mark("{name} stands at {count}, fewer than {other} with {more}: it is {name}'s turn."),
            names | figures,
        )
    if mine.last < theirs.last and mine.last != time.min:
        return Why(
            mark("{name} and {other} stand at {count} each; {name} has waited longer, since {since}."),
            names | {"count": mine.count, "since": mine.last.strftime("%H:%M")},
        )
    if mine.last < theirs.last:
        return Why(
            mark("{name} and {other} stand at {count} each; {name} had no guest yet today."),
            names | {"count": mine.count},
        )
    return Why(mark("{name} comes before {other} in today's order."), names)


def _why_nobody(waiting: list[Standing], ranks: Mapping[int, _Rank]) -> Why:
    busy = [one for one in waiting if _out(one) is Out.BUSY]
    if busy:
        first = min(busy, key=lambda one: ranks[one.staff].key())
        return Why(mark("Everybody on duty is with a guest; {name} is next when free."), {"name": first.name})
    if all(_out(one) is Out.UNSAID for one in waiting):
        return Why(mark("Nobody has said yet who is on duty today. Say it, and the turns begin."))
    return Why(mark("Nobody on duty can take a guest now. See who is back first."))
