"""Reading the traffic log: one day as one person may see it, with a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from peewee import JOIN, fn

from showroom.clock import Clock
from showroom.forms import kinds
from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Lists, show
from showroom.forms.traffic_log import Correction, TrafficLogDay, TrafficLogRow
from showroom.models.act import Act, ActLine
from showroom.models.prospect import OPEN, Prospect
from showroom.models.staff import Staff, StaffRole
from showroom.models.traffic_day import Signature, TrafficDay
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones
from showroom.rules.duties import Duty, Role
from showroom.rules.masking import mask_phone
from showroom.rules.traffic import TrafficType, Visit, Void, totals, visit_of
from showroom.services import lists, privacy, rotation, settings
from showroom.services.deeds import UNDO_NOTE
from showroom.services.desk import Desk
from showroom.services.visits import earlier_visit

SHEET = "traffic_log"

FIELD_OF_COLUMN = {field.key: field for field in form.FIELDS} | {"visit_override": form.VISIT}


def day(desk: Desk, wanted: date) -> TrafficLogDay:
    """The log of one day. Phones are masked where this person may not see them. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    with desk.reading():
        entries = list(
            TrafficEntry.select(TrafficEntry, earlier_visit(TrafficEntry).alias("earlier"))
            .where(TrafficEntry.day == wanted, TrafficEntry.removed_at.is_null())
            .order_by(TrafficEntry.number)
        )
        facts = settings.facts()
        all_lists = lists.current()
        people = {entry.customer_id for entry in entries if entry.customer_id}
        wishes = _wishes(people)
        ids = [entry.id for entry in entries]
        history = _history(ids, all_lists, desk.clock)
        names = receptionists(wanted, wanted)
        eyes = privacy.eyes_of(desk)
        sheet = _sheet(desk, wanted)
        on_duty = rotation.on_duty(desk, wanted)
    numbers = {entry.id: entry.number for entry in entries}
    rows = tuple(
        _row(
            entry,
            eyes,
            wishes.get(entry.customer_id, []),
            numbers.get(entry.corrects_id),
            history.get(entry.id, ()),
        )
        for entry in entries
    )
    return TrafficLogDay(
        wanted,
        facts.dealer,
        facts.dealer_short,
        facts.dealer_english,
        receptionists=names,
        compiled_by=names[0] if names else desk.name,
        business_hours=facts.business_hours,
        on_duty=on_duty,
        rows=rows,
        totals=totals(rows),
        lists=all_lists,
        **sheet,
    )


def weather_of(wanted: date) -> str:
    """The weather of a day as it stands on its head."""
    found = TrafficDay.get_or_none(TrafficDay.day == wanted, TrafficDay.removed_at.is_null())
    return str(found.weather) if found else ""


def _sheet(desk: Desk, wanted: date) -> dict[str, Any]:
    """Weather, closing and signatures of the day's sheet."""
    signed = Signature.alias()
    found = (
        TrafficDay.select(TrafficDay.weather, TrafficDay.closed_at, Staff.name)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(TrafficDay.day == wanted, TrafficDay.removed_at.is_null())
        .tuples()
        .first()
    )
    signatures = (
        signed.select(signed.place, Staff.name, signed.signed_at)
        .join(Staff)
        .where(signed.sheet == SHEET, signed.day == wanted, signed.removed_at.is_null())
        .tuples()
    )
    zone = desk.clock.local().tzinfo
    by_place = {place: form.Signature(name, at.astimezone(zone)) for place, name, at in signatures}
    weather, closed_at, closed_by = found or ("", None, None)
    return {
        "weather": weather,
        "closed_at": closed_at.astimezone(zone) if closed_at else None,
        "closed_by": closed_by or "",
        "signatures": tuple(by_place.get(place.value) for place in form.Place),
    }


def last_day(desk: Desk) -> date | None:
    """The last day with rows. Raises Denied."""
    desk.require(Duty.READ_TRAFFIC_LOG)
    found: date | None = (
        TrafficEntry.select(fn.MAX(TrafficEntry.day)).where(TrafficEntry.removed_at.is_null()).scalar()
    )
    return found


def _row(
    entry: Any,
    eyes: privacy.Eyes,
    wishes: list[_Wish],
    corrects: int | None,
    corrections: tuple[Correction, ...],
) -> TrafficLogRow:
    owner = wishes[-1].owner if wishes else entry.assigned_id
    full = eyes.sees(owner, entry.customer_id, on_log=True)
    kind = TrafficType(entry.traffic_type)
    numbers = entry.phone.split(phones.SEPARATOR) if entry.phone else []
    override = Visit(entry.visit_override) if entry.visit_override else None
    earlier = date.fromisoformat(str(entry.earlier)) if entry.earlier else None
    return TrafficLogRow(
        entry.id,
        entry.revision,
        entry.number,
        entry.arrived,
        entry.left,
        kind,
        visit_of(kind, entry.purpose, entry.day, earlier, override),
        entry.guest_name,
        entry.sex,
        tuple(phones.show(number) if full else mask_phone(number) for number in numbers),
        entry.area,
        entry.purpose,
        entry.head_count,
        entry.received_by_id,
        entry.model_of_interest_id,
        entry.colour,
        entry.source,
        entry.level,
        entry.level_reconfirmed,
        entry.test_drive,
        entry.note,
        entry.assigned_id,
        entry.greeted,
        entry.no_file_reason,
        entry.adjustment,
        Void(entry.void) if entry.void else None,
        entry.void_reason,
        corrects,
        has_card=any(wish.opened_on < entry.day for wish in wishes),
        card=wishes[-1].card if wishes else None,
        card_owner=wishes[-1].owner if wishes else None,
        masked=bool(numbers) and not full,
        corrections=corrections if full else tuple(_without_phone(corrections)),
    )


def _without_phone(corrections: Iterable[Correction]) -> Iterable[Correction]:
    for one in corrections:
        hidden = one.field == form.PHONE.key
        yield Correction(one.field, mask_phone(one.before) if hidden else one.before, one.by, one.at)


class _Wish(NamedTuple):
    """A wish to buy of one of the day's guests."""

    card: int
    owner: int | None
    opened_on: date


def _wishes(people: set[int]) -> dict[int, list[_Wish]]:
    """Every wish of these people; the open one, or the newest, last."""
    found: dict[int, list[_Wish]] = {}
    rows = (
        Prospect.select(Prospect.customer, Prospect.id, Prospect.owner, Prospect.opened_on)
        .where(Prospect.customer.in_(people), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
        .tuples()
    )
    for who, *wish in rows:
        found.setdefault(who, []).append(_Wish(*wish))
    return found


def _history(ids: list[int], all_lists: Lists, clock: Clock) -> dict[int, tuple[Correction, ...]]:
    """The values that stood in these rows before and were changed, oldest first.

    A correction that was undone leaves no trace on the sheet, nor does its undo: both are in the history.
    """
    note = ActLine.alias()
    undone = (
        note.select(note.row_id)
        .where(note.table_name == UNDO_NOTE)
        .group_by(note.row_id)
        .having(fn.COUNT(note.id).bin_and(1) == 1)
    )
    rows = (
        ActLine.select(ActLine.row_id, ActLine.before, Act.at, Staff.name)
        .join(Act)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(
            ActLine.table_name == TrafficEntry._meta.table_name,
            ActLine.row_id.in_(ids),
            ActLine.row_revision > 1,
            Act.duty != str(Duty.UNDO),
            Act.id.not_in(undone),
        )
        .order_by(ActLine.id)
        .tuples()
    )
    found: dict[int, tuple[Correction, ...]] = {}
    zone = clock.local().tzinfo
    for entry, before, at, name in rows:
        when: datetime = at.astimezone(zone)
        for key, value in json.loads(before or "{}").items():
            field = FIELD_OF_COLUMN.get(key)
            if field is not None and value not in ("", None, 0, False):
                word = shown(field, value, all_lists)
                found[entry] = (*found.get(entry, ()), Correction(field.key, word, name or "", when))
    return found


def shown(field: Field | None, value: Any, all_lists: Lists) -> str:
    """A value, as an act's line keeps it, in the words of the form; "" for a column without a field."""
    if field is None or value in (None, ""):
        return ""
    return show(field, time.fromisoformat(value) if field.kind is kinds.TIME else value, all_lists)


def receptionists(first: date, last: date) -> tuple[str, ...]:
    """Who of the reception wrote the rows of these days, in the order of their first row."""
    written = TrafficEntry.select(TrafficEntry.id).where(
        TrafficEntry.day.between(first, last), TrafficEntry.removed_at.is_null()
    )
    rows = (
        ActLine.select(Staff.name, fn.MIN(ActLine.id))
        .join(Act)
        .join(Staff)
        .join(StaffRole, on=(StaffRole.staff == Staff.id))
        .where(
            ActLine.table_name == TrafficEntry._meta.table_name,
            ActLine.row_id.in_(written),
            ActLine.row_revision == 1,
            StaffRole.role == str(Role.RECEPTIONIST),
        )
        .group_by(Staff.id, Staff.name)
        .order_by(fn.MIN(ActLine.id))
        .tuples()
    )
    return tuple(name for name, _first in rows)
