"""The rows of the demo's log: somebody new, somebody who comes again, somebody who collects his car."""

from __future__ import annotations

from datetime import date, time
from random import Random
from typing import Any, Final

from showroom.rules.level import Level
from showroom.rules.traffic import IN_SHOWROOM, PURCHASE_PURPOSES, TrafficType
from showroom.services import demo_people
from showroom.services.bulk import Bulk
from showroom.services.demo_cards import open_card, open_file
from showroom.services.demo_guests import Guest, Guests

_LEVELS: Final = (Level.H, Level.A, Level.B, Level.C, Level.UNRATED)
_LEAVES_NO_NUMBER: Final = 0.25


def somebody_new(bulk: Bulk, guests: Guests, day: date, owner: int) -> tuple[dict[str, Any], Guest | None]:
    """A new party; three of four leave a number, and are guests from now on if they came for a car."""
    random = guests.random
    full, sex = demo_people.name(random)
    called = random.random() < 0.18
    row = row_of(guests, full, sex) | {
        "traffic_type": TrafficType.CALL_IN if called else TrafficType.WALK_IN,
        "purpose": random.choices(
            ("look_at_cars", "enquiry", "other", "service", "paperwork"),
            (70, 0, 6, 16, 8) if not called else (30, 66, 4, 0, 0),
        )[0],
        "assigned": owner,
    }
    if random.random() < _LEAVES_NO_NUMBER:
        named = random.choice(("", demo_people.titled(full, sex)))
        return row | {"guest_name": named, "assigned": None, "sex": ""}, None
    row["customer"], row["phone"] = open_file(bulk, guests, full, sex)
    if row["purpose"] not in PURCHASE_PURPOSES:
        return row, None
    return row, _with_a_wish(bulk, guests, row, day)


def for_a_second_car(bulk: Bulk, guests: Guests, owner: Guest, day: date) -> tuple[dict[str, Any], Guest]:
    """Somebody who has bought here wants another car: a second wish of the same customer."""
    guests.owners.remove(owner)
    row = row_of(guests, owner.name, owner.sex) | {
        "customer": owner.customer,
        "phone": owner.phone,
        "area": owner.area,
        "assigned": owner.owner,
        "source": "base",
    }
    guest = _with_a_wish(bulk, guests, row, day)
    guest.known, guest.customer_revision = True, owner.customer_revision
    return row, guest


def row_of(guests: Guests, full: str, sex: str) -> dict[str, Any]:
    """What is written of somebody who looks at cars."""
    random = guests.random
    return {
        "traffic_type": TrafficType.WALK_IN,
        "purpose": "look_at_cars",
        "guest_name": full,
        "sex": sex,
        "area": random.choice(demo_people.AREAS).chinese,
        "model_of_interest": random.choice(guests.staff["models"]),
        "colour": random.choice(("", "白", "黑", "灰", "蓝")),
        "source": random.choice(("showroom", "internet", "friend", "passing", "display", "base")),
        "assigned": random.choice(guests.staff["consultants"]),
        "level": "",
    }


def _with_a_wish(bulk: Bulk, guests: Guests, row: dict[str, Any], day: date) -> Guest:
    level = guests.random.choices(_LEVELS, (8, 18, 30, 30, 14))[0]
    row["level"] = "" if level is Level.UNRATED else level
    return open_card(bulk, guests, row, day, level)


def somebody_again(random: Random, guest: Guest, day: date, *, collects: bool) -> dict[str, Any]:
    """A guest comes again; whoever has ordered comes to pay, for papers, or for the car."""
    invited = collects or (guest.expected is not None and guest.expected.day == day)
    kind = TrafficType.INVITED_VISIT if invited else TrafficType.WALK_IN
    purpose = "look_at_cars"
    if collects:
        purpose = "collection"
    elif guest.order is not None:
        purpose = "paperwork" if guest.order.paid else "payment"
    elif not invited:
        kind = random.choices(
            (TrafficType.WALK_IN, TrafficType.INVITED_VISIT, TrafficType.CALL_IN), (60, 25, 15)
        )[0]
        purpose = "enquiry" if kind is TrafficType.CALL_IN else purpose
    return {
        "traffic_type": kind,
        "purpose": purpose,
        "guest_name": guest.name,
        "sex": guest.sex,
        "phone": guest.phone,
        "customer": guest.customer,
        "area": guest.area,
        "model_of_interest": guest.model,
        "assigned": guest.owner,
        "level": "" if guest.level == Level.UNRATED else guest.level,
        "note": random.choice(
            demo_people.NOTES_AGAIN if purpose == "look_at_cars" else demo_people.NOTES[purpose]
        ),
    }


def complete(
    row: dict[str, Any], guests: Guests, there: list[int], *, receptionist: int, closing: bool
) -> None:
    """What the staff add: whoever is off is stood in for, and by the evening nothing is missing."""
    random = guests.random
    in_showroom = row["traffic_type"] in IN_SHOWROOM
    row |= {
        "head_count": random.choice((1, 1, 2, 2, 2, 3, 4)) if in_showroom else 1,
        "received_by": row["assigned"] if in_showroom else receptionist,
        "greeted": in_showroom and random.random() < 0.7,
        "note": row.get("note", random.choice(demo_people.NOTES[row["purpose"]])),
    }
    if in_showroom and row["received_by"] not in there:
        row["received_by"] = random.choice(there or guests.staff["consultants"])
    if closing and row["purpose"] in PURCHASE_PURPOSES and not row["level"]:
        if row.get("phone"):
            row["level"] = Level.UNRATED
        else:
            row["no_file_reason"] = random.choice(demo_people.NO_FILE_REASONS)


def later(at: time, minutes: int) -> time:
    """So many minutes later on the same day; the day's end where it would be over."""
    total = min(max(at.hour * 60 + at.minute + minutes, 0), 23 * 60 + 59)
    return time(total // 60, total % 60)
