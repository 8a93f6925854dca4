"""The traffic log's writing: registering a party, correcting a row, and printing a day as an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem
from showroom.forms import in_passing
from showroom.forms import traffic_log as form
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer
from showroom.models.staff import StaffRole
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import grams, phones
from showroom.rules.duties import Duty, Role
from showroom.rules.level import Level
from showroom.rules.titles import fuller_name
from showroom.rules.traffic import TrafficType, is_party
from showroom.services import appointment, customer, exports, rotation, traffic_log_cards
from showroom.services.customer import OpenProspect
from showroom.services.desk import Desk
from showroom.services.log_numbers import is_closed, next_number
from showroom.services.work import Work

_TABLE = "traffic_log"

_is_consultant = Compiled(
    lambda: StaffRole.select(StaffRole.id).where(
        StaffRole.staff == slot("staff"),
        StaffRole.role == str(Role.SALES_CONSULTANT),
        StaffRole.removed_at.is_null(),
    )
)


@dataclass(frozen=True)
class Registered:
    """What a registration gave: the row, its number on the day, who receives, whether the token was used.

    `card_of` is the consultant whose card it stays where the row names another.
    """

    entry: int
    number: int
    received_by: int | None = None
    repeated: bool = False
    card_of: str = ""


def register_visit(
    desk: Desk,
    entered: Mapping[str, Any],
    *,
    day: date | None = None,
    token: str | None = None,
    known: int | None = None,
    another_person: str = "",
    another_wish: str = "",
) -> Registered:
    """Put one party on the log of `day` (today by default), in one act.

    `entered` holds the values of `forms.traffic_log.FIELDS` as `forms.field.read` gives them. A known phone,
    or the customer `known` picked from the matches, makes it a visit of that customer, for his owner
    consultant; `another_person` is the reason why it is somebody else with the same number, `another_wish`
    why he gets a second card, with the consultant of this row. His card opens, wakes or moves with the row
    (traffic_log_cards), and who was expected that day has arrived.
    Raises Denied, Invalid, Unavailable.
    """
    today = desk.clock.today()
    day = day or today
    another_person = read_field(in_passing.REASON, another_person, {})
    another_wish = read_field(in_passing.REASON, another_wish, {})
    if day > today:
        raise Invalid(Problem("day", mark("This day is still to come. Choose today or an earlier day."), {}))
    with desk.work(Duty.REGISTER_VISIT, token) as work:
        if work.repeated is not None:
            return Registered(**work.repeated, repeated=True)
        row = _row(desk, entered)
        new, wish = _connect(work, desk, row, day, known, another_person, another_wish)
        traffic_log_cards.refuse_level(row.get("level", ""), wish)
        row |= {"day": day, "number": next_number(day)}
        entry = work.add(TrafficEntry, adjustment=is_closed(day), **row)
        card_of = ""
        if another_wish and not new:
            traffic_log_cards.open_card(work, row, another_wish)
        else:
            card_of = traffic_log_cards.follow(work, desk, row, wish, new=new)
        if not new:
            appointment.arrive(work, entry, row)
        work.result = {
            "entry": entry,
            "number": row["number"],
            "received_by": row["received_by"],
            "card_of": card_of,
        }
    return Registered(entry, row["number"], row["received_by"], card_of=card_of)


def _row(desk: Desk, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the row, what was left empty taken from the desk."""
    row = {key: value for key, value in entered.items() if key != form.VISIT.key and value not in ("", None)}
    row.setdefault("arrived", desk.clock.local().time().replace(second=0, microsecond=0, tzinfo=None))
    row.setdefault("traffic_type", TrafficType.WALK_IN)
    row.setdefault("purpose", "look_at_cars")
    row.setdefault("head_count", 1)
    refuse_backward(row["arrived"], row.get("left"))
    return row


def _receive(desk: Desk, row: dict[str, Any], day: date, *, owner: int | None) -> None:
    """Who receives when nobody was named: the guest's own consultant if he is there, else the rotation (P3).

    Decided inside the transaction, so that two desks never send two guests to one consultant. Where nobody
    has said who is on duty, for calls and for other days it is the person who writes.
    """
    if row.get("received_by") is not None:
        return
    receiver = None
    party = is_party(TrafficType(row["traffic_type"]), row["purpose"])
    if party and day == desk.clock.today() and rotation.anybody_said(day):
        receiver = rotation.read_book(desk, day).receiver(owner)
    row["received_by"] = desk.staff if receiver is None else receiver


def refuse_backward(arrived: Any, left: Any) -> None:
    if left is not None and left < arrived:
        raise Invalid(Problem("left", mark("The guest cannot leave before arriving. Check both times."), {}))


def _connect(
    work: Work,
    desk: Desk,
    row: dict[str, Any],
    day: date,
    picked: int | None,
    another_person: str,
    another_wish: str,
) -> tuple[bool, OpenProspect | None]:
    """Tie the row to a customer when a phone was left; whether he is new on file, and his open card."""
    numbers = phones.read(row.get("phone", ""))
    if picked is not None:
        chosen = customer.known(picked)
        _write_out(row, chosen)
        person: customer.Known | None = chosen
    elif numbers and not another_person:
        person = customer.duplicate_of(numbers, row.get("guest_name", ""))
    else:
        person = None
    if person is not None:
        return False, _connect_known(work, desk, row, day, person, numbers, bool(another_wish))
    _receive(desk, row, day, owner=None)
    row.setdefault("assigned", _named_consultant(row))
    if numbers:
        row["customer"] = customer.open_file(work, numbers, row.get("guest_name", ""), row.get("sex", ""))
        if another_person:
            work.note(Customer._meta.table_name, row["customer"], another_person=another_person)
    return True, None


def _write_out(row: dict[str, Any], person: customer.Known) -> None:
    """Letters of his name by which a customer was looked for (wl, 丽) are not his name."""
    if grams.why(row.get("guest_name", ""), person.name):
        row["guest_name"] = person.name


def _connect_known(
    work: Work,
    desk: Desk,
    row: dict[str, Any],
    day: date,
    person: customer.Known,
    numbers: Sequence[phones.Phone],
    another_wish: bool,
) -> OpenProspect | None:
    """A visit of somebody we know goes to his owner consultant and keeps his name, number and level."""
    row["customer"] = person.customer
    customer.add_numbers(work, person.customer, numbers)
    if not numbers:
        row["phone"] = customer.first_number(person.customer)
    row["guest_name"] = fuller_name(row.get("guest_name", ""), person.name)
    row.setdefault("sex", person.sex)
    wish = owner = None
    if not another_wish:
        wish = customer.open_prospect(person.customer)
        owner = wish.owner if wish else customer.former_owner(person.customer)
    _receive(desk, row, day, owner=owner)
    row.setdefault("assigned", owner or _named_consultant(row))
    if wish is not None and wish.level and wish.level != Level.UNRATED:
        row.setdefault("level", wish.level)
    return wish


def _named_consultant(row: Mapping[str, Any]) -> int | None:
    """Whoever receives gets the guest if he is a consultant."""
    named = row.get("received_by")
    return named if named is not None and _is_consultant.rows(staff=named) else None


def record_print(desk: Desk, day: date, *, extended: bool, blank: bool, token: str | None = None) -> str:
    """Record that the log of a day was printed; the export number for its foot line. Raises Denied.

    Printing is an act (Q10); the number counts what left the house on the day of printing.
    """
    with desk.work(Duty.PRINT_TRAFFIC_LOG, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        return exports.record(
            work, desk.clock, _TABLE, exports.day_number(day), extended=extended, blank=blank
        )


def record_export(desk: Desk, day: date, *, extended: bool, rows: int, token: str | None = None) -> str:
    """Record that the log of a day was copied to Excel with so many rows; its number. Raises Denied."""
    with desk.work(Duty.EXPORT_TRAFFIC_LOG, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        return exports.record(work, desk.clock, _TABLE, exports.day_number(day), extended=extended, rows=rows)
