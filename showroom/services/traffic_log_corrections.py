"""Correcting a registered row of the traffic log; what the row had opened follows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showroom.errors import Clash, Invalid, Problem, Refused
from showroom.forms import in_passing
from showroom.forms import traffic_log as form
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, Phone
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones, text
from showroom.rules.duties import Duty
from showroom.rules.traffic import TrafficType, Void
from showroom.services import (
    appointment,
    customer,
    lists,
    traffic_log_cards,
    traffic_log_day,
    traffic_log_traces,
)
from showroom.services.desk import Desk
from showroom.services.log_numbers import is_closed, next_number
from showroom.services.traffic_log import refuse_backward
from showroom.services.work import Work

# What a row that corrects another takes over from it.
_CARRIED = tuple(
    name
    for name in TrafficEntry._meta.fields
    if name not in ("id", "revision", "removed_at", "number", "adjustment", "corrects", "void", "void_reason")
)

_visits_of = Compiled(
    lambda: (
        TrafficEntry.select(TrafficEntry.id)
        .where(TrafficEntry.customer == slot("customer"), TrafficEntry.removed_at.is_null())
        .limit(2)
    )
)


def correct_visit(
    desk: Desk,
    entry: int,
    revision: int,
    entered: Mapping[str, Any],
    *,
    reason: str = "",
    token: str | None = None,
) -> int:
    """Change cells of a row as it was seen at `revision`; the new revision. Its history keeps the old.

    On a closed day the row stands as it is, counts no more, and a corrected one follows after the last.

    First or repeat needs a `reason`. Raises Denied, Invalid, Clash, Unavailable.
    """
    try:
        return _correct(desk, entry, revision, entered, reason, token)
    except Clash as clash:
        raise _in_words(clash) from None


def _correct(
    desk: Desk, entry: int, revision: int, entered: Mapping[str, Any], reason: str, token: str | None
) -> int:
    with desk.work(Duty.CORRECT_VISIT, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null())
        if row is None:
            raise Refused("E-ROW-GONE", mark("This row is no longer on the log. Nothing was changed."))
        _refuse_void(row)
        values = _corrected(entered, read_field(in_passing.REASON, reason, {}))
        refuse_backward(values.get("arrived", row.arrived), values.get("left", row.left))
        if "phone" in values or "guest_name" in values:
            _correct_customer(work, row, values)
        _refuse_level(row, values)
        if is_closed(row.day):
            new = _adjust(work, row, revision, values)
        else:
            new = work.edit(TrafficEntry, entry, revision, **values)
        _cards_follow(work, desk, row, values)
        work.result = {"revision": new}
    return new


def _refuse_void(row: Any) -> None:
    if row.void:
        raise Refused(
            "E-ROW-VOID",
            mark(
                "Row {number} was struck out or corrected by a later row. Nothing was changed. Correct that."
            ),
            number=row.number,
        )


def _adjust(work: Work, row: Any, revision: int, values: Mapping[str, Any]) -> int:
    """A closed sheet is not written over: the row as it should be follows after the last one (P4)."""
    new = work.edit(TrafficEntry, row.id, revision, void=Void.CORRECTED)
    kept = {name: row.__data__[name] for name in _CARRIED}
    work.add(
        TrafficEntry,
        **kept | dict(values),
        number=next_number(row.day),
        adjustment=True,
        corrects=row.id,
    )
    return new


def _in_words(clash: Clash) -> Clash:
    """The same clash with the words of the form instead of ids and codes."""
    known = lists.current()
    mine, theirs = (
        {
            key: traffic_log_day.shown(traffic_log_day.FIELD_OF_COLUMN.get(key), value, known)
            for key, value in side.items()
        }
        for side in (clash.mine, clash.theirs)
    )
    return Clash(clash.code, clash.message, mine, theirs)


def _corrected(entered: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The columns of what was entered; a cell that must not be empty goes back to its usual word."""
    values = dict(entered)
    if form.VISIT.key in values:
        override = values.pop(form.VISIT.key)
        if override and not reason:
            raise Invalid(Problem("visit", mark("Write the reason for counting this visit differently."), {}))
        values |= {"visit_override": override, "visit_override_reason": reason if override else ""}
    for key, usual in (("traffic_type", TrafficType.WALK_IN), ("purpose", "look_at_cars")):
        if key in values and not values[key]:
            values[key] = usual
    if "arrived" in values and values["arrived"] is None:
        raise Invalid(Problem("arrived", mark("A row needs the time of arrival."), {}))
    return values


def _correct_customer(work: Work, row: Any, values: dict[str, Any]) -> None:
    """Whose visit it is now. A slip of the pen is mended on the customer, while this is his only visit."""
    numbers = phones.read(values.get("phone", row.phone))
    name = values.get("guest_name", row.guest_name)
    only_visit = row.customer_id is not None and len(_visits_of.rows(customer=row.customer_id)) == 1
    known = customer.duplicate_of(numbers, name)
    if row.customer_id and "phone" not in values and known and text.key(known.name) != text.key(name):
        # Only the name was mended, and nobody with this number bears it: the visit stays where it is.
        known = customer.known(row.customer_id)
    if not numbers:
        values["customer"] = None
    elif known is not None and known.customer != row.customer_id:
        values["customer"] = known.customer
    elif only_visit:
        _mend(work, row.customer_id, name, numbers)
    elif row.customer_id is None or "phone" in values:
        values["customer"] = known.customer if known else customer.open_file(work, numbers, name, row.sex)


def _mend(work: Work, who: int, name: str, numbers: tuple[phones.Phone, ...]) -> None:
    person = Customer.get_by_id(who)
    work.edit(Customer, who, person.revision, name=name, name_key=text.key(name))
    wanted = {number.key for number in numbers}
    for number in Phone.select().where(Phone.customer == who, Phone.removed_at.is_null()):
        if number.key not in wanted:
            work.remove(Phone, number.id, number.revision)
    customer.add_numbers(work, who, numbers)


def _refuse_level(row: Any, values: Mapping[str, Any]) -> None:
    who = values.get("customer", row.customer_id)
    for key in ("level", "level_reconfirmed"):
        level = values.get(key, "")
        if level and level != row.__data__[key]:
            traffic_log_cards.refuse_level(level, customer.open_prospect(who) if who is not None else None)


def _cards_follow(work: Work, desk: Desk, row: Any, values: Mapping[str, Any]) -> None:
    """What the row had opened follows it: with its words, or away from somebody whose visit it was not."""
    after = {name: row.__data__[name] for name in TrafficEntry._meta.fields} | dict(values)
    if after["customer"] == row.customer_id:
        traffic_log_cards.correct(work, desk, row, after)
        return
    if row.customer_id is not None:
        traffic_log_traces.let_go(work, row.id, row.customer_id)
    if after["customer"] is not None:
        wish = customer.open_prospect(after["customer"])
        traffic_log_cards.follow(work, desk, after, wish, new=False)
        appointment.arrive(work, row.id, after)
