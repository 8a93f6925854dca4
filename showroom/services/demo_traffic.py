"""The demo's days: who comes, who comes back, who buys; written through the door's bulk form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from showroom.clock import SHOWROOM_ZONE
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import DELIVERED, OPEN, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones, text
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType
from showroom.services import demo_day, demo_people
from showroom.services.bulk import Bulk
from showroom.services.demo_guests import Guest, Guests
from showroom.services.desk import Desk

_ZONE = ZoneInfo(SHOWROOM_ZONE)
_LAST_MORNING: Final = (
    time(8, 52),
    time(9, 5),
    time(9, 12),
    time(9, 26),
    time(9, 40),
    time(9, 48),
    time(10, 5),
    time(10, 22),
)
# Whoever has not come back after so many newer guests does not come back.
_REMEMBERED: Final = 400
_CHUNK: Final = 10_000


def fill_customers(
    desk: Desk, guests: Guests, count: int, until: date, progress: Callable[[int, int], None]
) -> None:
    """Customers with a number and a wish but no visits yet, for searching."""
    at = datetime.combine(until - timedelta(days=400), time(9), _ZONE)
    for begun in range(0, count, _CHUNK):
        with desk.bulk(Duty.FILL_DEMO) as bulk:
            for _one in range(min(_CHUNK, count - begun)):
                full, sex = demo_people.name(guests.random)
                bulk.act(guests.token(), Duty.FILL_DEMO, None, at)
                customer, _typed = _file(bulk, guests, full, sex)
                _wish(bulk, customer, guests.random.choice(guests.staff["consultants"]), at.date(), "C")
        progress(begun + _CHUNK, count)


def fill_day(desk: Desk, guests: Guests, day: date, parties: float, *, last: bool) -> None:
    """One day of the log; the last day of a demo has only its morning."""
    random = guests.random
    weekend = 1.5 if day.isoweekday() > 5 else 0.8
    count = max(1, round(random.gauss(parties * weekend, parties**0.5 / 2)))
    times = sorted(
        time(8 + minutes // 60, minutes % 60) for minutes in (random.randint(35, 615) for _ in range(count))
    )
    del guests.open[:-_REMEMBERED]
    there = demo_day.on_duty(guests.staff["consultants"], day)
    with desk.bulk(Duty.FILL_DEMO) as bulk:
        sheet = demo_day.begin(bulk, guests, day, last=last)
        for number, arrived in enumerate(_LAST_MORNING if last else times, 1):
            here = last and number in (5, 7, 8)
            row = _party(bulk, guests, day, number, arrived, here=here)
            _complete(row, there, day, number, closing=not last)
            bulk.add(TrafficEntry, day=day, number=number, arrived=arrived, **row)
        if not last:
            demo_day.end(bulk, guests, day, sheet, len(times))


def _complete(row: dict[str, Any], there: list[int], day: date, number: int, *, closing: bool) -> None:
    """What the consultants add: who is off is stood in for, and by the evening nothing is missing."""
    dice = Random(f"{day} {number}")
    in_showroom = row["traffic_type"] in IN_SHOWROOM
    if in_showroom and there and row["received_by"] not in there:
        row["received_by"] = dice.choice(there)
    row["greeted"] = in_showroom and dice.random() < 0.7
    counts = row["purpose"] in PURCHASE_PURPOSES and not row["level"]
    if closing and counts:
        if row.get("phone"):
            row["level"] = Level.UNRATED
        else:
            row["no_file_reason"] = dice.choice(demo_people.NO_FILE_REASONS)


def _party(
    bulk: Bulk, guests: Guests, day: date, number: int, arrived: time, *, here: bool
) -> dict[str, Any]:
    """The row of one party; its act is open, its customer and wish are written."""
    random = guests.random
    receptionist = random.choice(guests.staff["receptionists"])
    bulk.act(
        guests.token(),
        Duty.REGISTER_VISIT,
        receptionist,
        datetime.combine(day, arrived, _ZONE),
        {"entry": bulk.coming(TrafficEntry), "number": number},
    )
    known = guests.returning()
    row = _back_again(random, known) if known else _first_time(bulk, guests, day)
    stay = random.randint(6, 75)
    left = (datetime.combine(day, arrived) + timedelta(minutes=stay)).time().replace(second=0)
    called = row["traffic_type"] == TrafficType.CALL_IN
    row |= {
        "head_count": 1 if called else random.choice((1, 1, 2, 2, 2, 3, 4)),
        "received_by": receptionist
        if called
        else row["assigned"] or random.choice(guests.staff["consultants"]),
        "test_drive": not called and row["purpose"] == "look_at_cars" and random.random() < 0.22,
        "note": random.choice(demo_people.NOTES[row["purpose"]]),
        "left": None if here else left,
    }
    if known:
        _move(bulk, guests, known, day, row)
    return row


def _first_time(bulk: Bulk, guests: Guests, day: date) -> dict[str, Any]:
    """A new party; three of four leave a number."""
    random = guests.random
    full, sex = demo_people.name(random)
    called = random.random() < 0.18
    purpose = random.choices(
        ("look_at_cars", "enquiry", "other", "service", "paperwork"),
        (70, 0, 6, 16, 8) if not called else (30, 66, 4, 0, 0),
    )[0]
    consultant = random.choice(guests.staff["consultants"])
    row: dict[str, Any] = {
        "traffic_type": TrafficType.CALL_IN if called else TrafficType.WALK_IN,
        "purpose": purpose,
        "guest_name": full,
        "sex": sex,
        "area": random.choice(demo_people.AREAS).chinese,
        "model_of_interest": random.choice(guests.staff["models"]),
        "colour": random.choice(("", "白", "黑", "灰", "蓝")),
        "source": random.choice(("showroom", "internet", "friend", "passing", "display", "base")),
        "assigned": consultant,
        "level": "",
    }
    if random.random() < 0.25:
        return row | {
            "guest_name": random.choice(("", demo_people.titled(full, sex))),
            "assigned": None,
            "sex": "",
        }
    customer, row["phone"] = _file(bulk, guests, full, sex)
    row["customer"] = customer
    if purpose in PURCHASE_PURPOSES:
        level = random.choices(("H", "A", "B", "C", "N"), (8, 18, 30, 30, 14))[0]
        row["level"] = "" if level == Level.UNRATED else level
        prospect = _wish(bulk, customer, consultant, day, level)
        guests.open.append(
            Guest(
                customer,
                full,
                sex,
                row["phone"],
                row["area"],
                row["model_of_interest"],
                consultant,
                prospect,
                level,
                day,
            )
        )
    return row


def _back_again(random: Random, guest: Guest) -> dict[str, Any]:
    kind = random.choices(
        (TrafficType.WALK_IN, TrafficType.INVITED_VISIT, TrafficType.CALL_IN), (60, 25, 15)
    )[0]
    purpose = random.choices(("look_at_cars", "payment", "collection"), (82, 8, 10))[0]
    return {
        "traffic_type": kind,
        "purpose": "enquiry" if kind == TrafficType.CALL_IN else purpose,
        "guest_name": guest.name,
        "sex": guest.sex,
        "phone": guest.phone,
        "customer": guest.customer,
        "area": guest.area,
        "model_of_interest": guest.model,
        "assigned": guest.owner,
        "level": "" if guest.level == Level.UNRATED else guest.level,
    }


def _file(bulk: Bulk, guests: Guests, full: str, sex: str) -> tuple[int, str]:
    number = phones.read(guests.number())[0]
    customer = bulk.add(Customer, name=full, name_key=text.key(full), sex=sex)
    bulk.add(
        Phone,
        customer=customer,
        key=number.key,
        tail=phones.tail(number.key),
        kind=str(number.kind),
        typed=number.typed,
    )
    return customer, number.typed


def _wish(bulk: Bulk, customer: int, owner: int, day: date, level: str) -> int:
    return bulk.add(Prospect, customer=customer, owner=owner, opened_on=day, level=level)


def _move(bulk: Bulk, guests: Guests, guest: Guest, day: date, row: dict[str, Any]) -> None:
    """What a visit changes: whoever collects his car leaves the open prospects."""
    if row["purpose"] == "collection":
        guests.open.remove(guest)
        bulk.edit(
            Prospect,
            guest.prospect,
            1,
            {"state": OPEN, "level": guest.level, "delivered_on": None},
            {"state": DELIVERED, "level": Level.DELIVERED, "delivered_on": day},
        )
