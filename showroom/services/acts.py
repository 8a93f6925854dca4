"""Undo and redo: the last acts of a person, while nothing newer depends on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from peewee import JOIN, fn

from showroom.clock import start_of
from showroom.errors import Refused
from showroom.language import mark
from showroom.models.act import Act, ActLine
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.customer import Customer
from showroom.rules.duties import UNDOABLE, Duty
from showroom.services.deeds import UNDO_NOTE, Deed, deeds_of
from showroom.services.desk import Desk
from showroom.services.taking_back import changes_something, take_back

# Nobody goes back further by Ctrl+Z; any act can still be named by its token.
LOOKED_BACK: Final = 200

_instant = InstantField()


def _acts_of_person() -> Any:
    line, note = ActLine.alias(), ActLine.alias()
    changed = line.select(line.id).where(line.act == Act.id, line.row_revision > 0)
    return (
        Act.select(Act.id, Act.token, Act.duty, Act.desk, Act.at, note.row_id, note.after)
        .join(note, JOIN.LEFT_OUTER, on=(note.act == Act.id) & (note.table_name == UNDO_NOTE))
        .where(Act.actor == slot("staff"), fn.EXISTS(changed))
        .order_by(Act.id.desc())
        .limit(LOOKED_BACK)
    )


_last_acts = Compiled(_acts_of_person)


@dataclass(frozen=True)
class Undone:
    """What an undo did: its own token (undoing that is redo), the deed it took back or did again."""

    token: str
    deed: Deed
    redo: bool
    repeated: bool = False


@dataclass(frozen=True)
class Doable:
    """An act that can be undone or redone now: the token for `undo`, and what it was, for the menu."""

    token: str
    deed: Deed

    @property
    def duty(self) -> Duty:
        """What was done."""
        return self.deed.duty

    @property
    def at(self) -> datetime:
        """When it was done, in showroom time."""
        return self.deed.at


@dataclass(frozen=True)
class _Link:
    """An act of a chain: the act at its root, or one of the undos that take back the link before."""

    act: int
    token: str
    root: int
    desk: str


def undo(desk: Desk, token: str, *, new_token: str | None = None) -> Undone:
    """Take back the act with this token, as a new act; undoing an undo does the act again.

    Raises Denied when this person may no longer do what the act did; Refused when it is not this person's,
    cannot be undone, was undone already, or something newer stands on it; Unavailable.
    """
    with desk.work(Duty.UNDO, new_token) as work:
        repeated = work.repeated
        if repeated is None:
            act, root = _own_act(desk, token)
            redo = act != root.id and _redone_next(act)
            # Asked in the transaction, like the right to undo itself.
            for duty in _asked_by(root.id, Duty(root.duty)):
                desk.require(duty)
            take_back(work, act, desk.clock)
            work.note(UNDO_NOTE, root.id, redo=redo)
            work.result = {"root": root.id, "redo": redo}
    told = repeated or work.result
    deed = deeds_of([told["root"]], desk.clock)[told["root"]]
    return Undone(work.token, deed, told["redo"], repeated is not None)


def last_undoable(desk: Desk) -> Doable | None:
    """The newest act of this person at this desk today that stands; None when there is none."""
    return _top(desk, _stacks(desk)[0])


def last_redoable(desk: Desk) -> Doable | None:
    """The newest act of this person at this desk today that was undone, until something new is done."""
    return _top(desk, _stacks(desk)[1])


def _own_act(desk: Desk, token: str) -> tuple[int, Any]:
    """The act and the root of its chain. Raises Refused unless this person may try to take it back."""
    act = Act.get_or_none(Act.token == token)
    if act is None:
        raise Refused("E-NO-ACT", mark("There is no such act to undo. Nothing was changed."))
    if act.actor_id != desk.staff:
        deed = deeds_of([act.id], desk.clock)[act.id]
        raise Refused(
            "E-NOT-YOURS",
            mark(
                "{who} did this on {when}: “{what}”. Only who did it can undo it. Nothing was changed. "
                "Correct the row instead."
            ),
            who=deed.who,
            when=deed.when,
            what=deed,
        )
    if Duty(act.duty) not in UNDOABLE or not changes_something(act.id):
        raise Refused(
            "E-NOT-UNDOABLE", mark("This is not something that can be undone. Nothing was changed.")
        )
    root = _root_of(act)
    chain = [root.id, *_undos_of(root.id)]
    if act.id != chain[-1]:
        raise Refused("E-UNDONE", mark("This was undone already. Nothing was changed. Look at the row."))
    return act.id, root


def _asked_by(root: int, duty: Duty) -> Iterator[Duty]:
    """What an act asked of who did it: its own duty, and for the list of VIPs the one to keep it."""
    yield duty
    if duty is Duty.KEEP_CARD:
        lines = ActLine.select(ActLine.after).where(
            ActLine.act == root, ActLine.table_name == Customer._meta.table_name, ActLine.row_revision > 1
        )
        if any(Customer.vip.name in json.loads(after or "{}") for (after,) in lines.tuples()):
            yield Duty.KEEP_VIP


def _root_of(act: Any) -> Any:
    note = ActLine.get_or_none(ActLine.act == act.id, ActLine.table_name == UNDO_NOTE)
    return act if note is None else Act.get_by_id(note.row_id)


def _undos_of(root: int) -> list[int]:
    lines = ActLine.select(ActLine.act).where(ActLine.table_name == UNDO_NOTE, ActLine.row_id == root)
    return [act for (act,) in lines.order_by(ActLine.act).tuples()]


def _redone_next(undo: int) -> bool:
    """Whether taking this undo back does the act again; the undo of a redo undoes it once more."""
    note = ActLine.get(ActLine.act == undo, ActLine.table_name == UNDO_NOTE)
    return not json.loads(note.after)["redo"]


def _stacks(desk: Desk) -> tuple[list[_Link], list[_Link]]:
    """What this person did today and stands, and what was undone since the last new act; oldest first."""
    done: dict[int, _Link] = {}
    undone: dict[int, _Link] = {}
    midnight = _instant.db_value(start_of(desk.clock.today(), desk.clock)) or 0
    for act, token, duty, at_desk, at, root, facts in reversed(_last_acts.rows(staff=desk.staff)):
        if at < midnight or duty not in UNDOABLE:
            continue
        link = _Link(act, token, root or act, at_desk)
        if root is None:
            done[act] = link
            undone.clear()
        elif json.loads(facts)["redo"]:
            undone.pop(root, None)
            done[root] = link
        else:
            done.pop(root, None)
            undone[root] = link
    return list(done.values()), list(undone.values())


def _top(desk: Desk, links: list[_Link]) -> Doable | None:
    """The newest link of this desk, when this person may still undo and do what it did."""
    link = next((link for link in reversed(links) if link.desk == desk.desk), None)
    if link is None:
        return None
    deed = deeds_of([link.root], desk.clock)[link.root]
    may = {Duty.UNDO, *_asked_by(link.root, deed.duty)} <= desk.duties()
    return Doable(link.token, deed) if may else None
