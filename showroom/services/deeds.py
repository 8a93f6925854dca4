"""What an act was, in words: for Undo, the bin, the history of a row, and refusals that name it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, Final

from peewee import JOIN, Select

from showroom.clock import Clock
from showroom.language import _, mark
from showroom.models.act import Act, ActLine
from showroom.models.customer import Customer
from showroom.models.schema import TABLES
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_phone
from showroom.rules.phones import SEPARATOR

# An undo leaves a line of this name about the act that it, or the undo it takes back, was of.
UNDO_NOTE: Final = Act._meta.table_name

_ON_CARDS: Final[Mapping[Duty, str]] = {
    Duty.OPEN_CARD: mark("opened a card"),
    Duty.KEEP_CARD: mark("filled in the card"),
    Duty.KEEP_VIP: mark("kept the list of VIPs"),
    Duty.SEE_SENSITIVE: mark("looked at the number of an ID"),
    Duty.LOG_FOLLOW_UP: mark("logged a contact"),
    Duty.CORRECT_FOLLOW_UP: mark("corrected a contact"),
    Duty.FIX_APPOINTMENT: mark("fixed an appointment"),
    Duty.TICK_ARRIVAL: mark("noted who came"),
    Duty.RECORD_DRIVE: mark("recorded a test drive"),
    Duty.QUOTE: mark("named a price"),
    Duty.VALUE_TRADE_IN: mark("valued the old car"),
    Duty.PLACE_ORDER: mark("placed an order"),
    Duty.KEEP_ORDER: mark("kept the order"),
    Duty.CANCEL_ORDER: mark("cancelled the order"),
    Duty.DELIVER: mark("handed over the car"),
    Duty.ASK_LOST: mark("asked to close the card"),
    Duty.DECIDE_LOST: mark("decided about closing the card"),
    Duty.REACTIVATE_CARD: mark("took the card up again"),
    Duty.REVIEW_CARD: mark("wrote a review"),
    Duty.MERGE_CUSTOMERS: mark("made two files one"),
    Duty.TELL_APART: mark("told two people apart"),
}
_WORDS: Final[Mapping[Duty, str]] = {
    Duty.REGISTER_VISIT: mark("registered row {number}"),
    Duty.CORRECT_VISIT: mark("corrected row {number}"),
    Duty.REMOVE_VISIT: mark("took row {number} off the log"),
    Duty.RESTORE_VISIT: mark("put row {number} back on the log"),
    Duty.SET_ATTENDANCE: mark("set who is on duty"),
    Duty.SET_OWN_ATTENDANCE: mark("set own attendance"),
    Duty.PLAN_DUTY: mark("planned duty"),
    Duty.PASS_TURN: mark("passed a turn in the rotation"),
    Duty.SET_ROTATION: mark("set the order of the rotation"),
    Duty.SET_WEATHER: mark("wrote the weather"),
    Duty.CLOSE_DAY: mark("closed the day"),
    Duty.REOPEN_DAY: mark("opened the day again"),
    Duty.FILL_DEMO: mark("filled the demonstration"),
    Duty.CREATE_STORE: mark("founded the showroom"),
    Duty.KEEP_STAFF: mark("kept the list of staff"),
    Duty.KEEP_LISTS: mark("kept the lists"),
    Duty.KEEP_SETTINGS: mark("kept the settings"),
    Duty.KEEP_CAMPAIGNS: mark("kept the campaigns"),
    Duty.KEEP_LEVEL_RULES: mark("kept the level rules"),
    Duty.KEEP_CALENDAR: mark("kept the calendar"),
    Duty.CHANGE_OWN_SECRETS: mark("changed the own password or PIN"),
    Duty.RECOVER_ACCOUNT: mark("gave a new password by the recovery code"),
    Duty.KEEP_DEMO_CARS: mark("kept the list of demo cars"),
    Duty.HAND_OVER: mark("handed cards over"),
    Duty.KEEP_VIEWS: mark("kept a view"),
    Duty.SET_TARGETS: mark("set targets"),
    Duty.WRITE_REPORT: mark("wrote on the daily report"),
    Duty.SUBMIT_REPORT: mark("submitted the daily report"),
    Duty.REVIEW_REPORT: mark("wrote instructions on the daily report"),
    Duty.RETURN_REPORT: mark("sent the daily report back"),
    Duty.SEAL_REPORT: mark("sealed the daily report"),
    Duty.DO_INSTRUCTION: mark("ticked an instruction"),
    **_ON_CARDS,
}
# What leads from a row to its customer, and the tables that have such a row; the log tells its own.
_STEPS: Final = ("order", "prospect", "customer", "first")
_OF_CUSTOMERS: Final = (
    Customer,
    *(one for one in TABLES if one is not TrafficEntry and not {*_STEPS}.isdisjoint(one._meta.fields)),
)
# Shorter runs of digits in a name are no number that could be called.
_DIGITS_OF_A_NUMBER: Final = 7


@dataclass(frozen=True)
class Deed:
    """One act as it is told: what, to which row of the log or whose card, by whom, when (showroom time).

    `str` gives its words in the language of the moment. Nothing in it shows a phone. `by` is "" for the
    house itself; `of` is the deed that an undo took back or, with `redo`, did again.
    """

    duty: Duty
    by: str
    desk: str
    at: datetime
    number: int | None = None
    guest: str = ""
    reason: str = ""
    of: Deed | None = None
    redo: bool = False

    def __str__(self) -> str:
        return described(self)

    @property
    def who(self) -> str:
        """Who did it, for a sentence."""
        return self.by or _("the program")

    @property
    def when(self) -> str:
        """When it was done, to the minute, for a sentence."""
        return f"{self.at:%Y-%m-%d %H:%M}"


def described(deed: Deed) -> str:
    """What was done, in the current language: “registered row 9 (王女士)”."""
    if deed.of is not None:
        told = described(deed.of)
        return _("did again: {deed}", deed=told) if deed.redo else _("undid: {deed}", deed=told)
    words = _(_WORDS.get(deed.duty, mark("changed something")), number=deed.number)
    if not deed.guest:
        return words
    return _("{deed} ({guest})", deed=words, guest=_without_number(deed.guest))


def _without_number(guest: str) -> str:
    """A name as typed; where staff wrote a number into it, the number stays hidden."""
    digits = sum(character.isdigit() for character in guest)
    return mask_phone(guest.replace(SEPARATOR, " ")) if digits >= _DIGITS_OF_A_NUMBER else guest


def deeds_of(acts: Collection[int], clock: Clock) -> dict[int, Deed]:
    """The deeds of these acts by their id, in four statements at most."""
    told = _told(acts, clock)
    roots = {root for _deed, root in told.values() if root is not None}
    told |= _told(roots - told.keys(), clock)
    subjects = _subjects(told.keys())
    on_cards = {act for act, (deed, _root) in told.items() if deed.duty in _ON_CARDS}
    subjects |= {act: {"guest": name} for act, name in _customers(on_cards).items()}
    plain = {act: replace(deed, **subjects.get(act, {})) for act, (deed, _root) in told.items()}
    return {
        act: plain[act] if root is None else replace(plain[act], of=plain[root])
        for act, (_deed, root) in told.items()
        if act in acts
    }


def _told(acts: Collection[int], clock: Clock) -> dict[int, tuple[Deed, int | None]]:
    """Each act without its subject, and the act that an undo was of."""
    if not acts:
        return {}
    rows = (
        Act.select(Act.id, Act.duty, Act.at, Act.desk, Act.result, Staff.name, ActLine.row_id, ActLine.after)
        .join(Staff, JOIN.LEFT_OUTER)
        .join(ActLine, JOIN.LEFT_OUTER, on=(ActLine.act == Act.id) & (ActLine.table_name == UNDO_NOTE))
        .where(Act.id.in_(list(acts)))
        .tuples()
    )
    zone = clock.local().tzinfo
    found = {}
    for act, duty, at, desk, result, name, root, facts in rows:
        reason = json.loads(result).get("reason", "")
        redo = json.loads(facts or "{}").get("redo", False)
        found[act] = (Deed(Duty(duty), name or "", desk, at.astimezone(zone), reason=reason, redo=redo), root)
    return found


def _subjects(acts: Collection[int]) -> dict[int, dict[str, Any]]:
    """Which row of the log each act was about, by the number and the name that stand there now."""
    rows = (
        ActLine.select(ActLine.act, TrafficEntry.number, TrafficEntry.guest_name)
        .join(TrafficEntry, on=(ActLine.row_id == TrafficEntry.id))
        .where(ActLine.act.in_(list(acts)), ActLine.table_name == TrafficEntry._meta.table_name)
        .tuples()
    )
    return {act: {"number": number, "guest": guest} for act, number, guest in rows}


def _customers(acts: Collection[int]) -> dict[int, str]:
    """Whose card each act was about, by the name that stands there now."""
    if not acts:
        return {}
    rows = reduce(Select.union_all, (_named_by(table, acts) for table in _OF_CUSTOMERS))
    return dict(reversed(list(rows.tuples())))


def _named_by(table: Any, acts: Collection[int]) -> Any:
    """The acts that wrote rows of a table, and the customer whom each row leads to."""
    rows = ActLine.select(ActLine.act, Customer.name).join(table, on=(ActLine.row_id == table.id))
    here = table
    for step in _STEPS:
        if step in here._meta.fields:
            there = here._meta.fields[step].rel_model
            rows = rows.join(there, on=(getattr(here, step) == there.id))
            here = there
    return rows.where(ActLine.act.in_(list(acts)), ActLine.table_name == table._meta.table_name)
