"""The register of customers: all of them or those a filter finds, as ids first and then a page at a time."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Final

from peewee import Case, Value, fn

from showroom.forms import customer as form
from showroom.language import _
from showroom.models import search
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import OPEN, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import grams, phones, text
from showroom.rules.duties import Duty
from showroom.rules.level import letter_of
from showroom.rules.traffic import IN_SHOWROOM
from showroom.services import lists, privacy
from showroom.services.customer_matches import DIGITS_OF_A_TAIL, phone_as_found
from showroom.services.desk import Desk

# How many customers `page` reads at once.
PAGE: Final = 64
VISITS_AT_MOST: Final = 200
# The special lists of customers (req 65), as the register marks them.
MARKS: Final = (form.VIP, form.KEY_ACCOUNT, form.BLACKLISTED)
_TAG: Final = "#"
_NUMBER: Final = re.compile(r"\+?[\d-]+")


def _on_file() -> Any:
    return Customer.select(Customer.id).where(Customer.removed_at.is_null()).order_by(Customer.id.desc())


_everybody = Compiled(_on_file)
_by_tail = Compiled(
    lambda: (
        Phone.select(Phone.customer)
        .where(Phone.tail == slot("tail"), Phone.removed_at.is_null())
        .distinct()
        .order_by(Phone.customer.desc())
    )
)
_by_beginning = Compiled(
    lambda: (
        Phone.select(Phone.customer)
        .where(Phone.removed_at.is_null(), Phone.key >= slot("first"), Phone.key < slot("past"))
        .distinct()
        .order_by(Phone.customer.desc())
    )
)
_people = Compiled(
    lambda: Customer.select(
        Customer.id, Customer.name, Customer.sex, Customer.vip, Customer.key_account, Customer.blacklisted
    ).where(Customer.id.in_(some_slots(PAGE)), Customer.removed_at.is_null())
)
_wishes = Compiled(
    lambda: (
        Prospect.select(
            Prospect.customer, Prospect.owner, Prospect.level, Prospect.state, Staff.name, Prospect.opened_on
        )
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer.in_(some_slots(PAGE)), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
    )
)
_numbers = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.customer.in_(some_slots(PAGE)), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
    )
)


def _came() -> Any:
    """The day of a row whose party came to the showroom."""
    return Case(None, ((TrafficEntry.traffic_type.in_(sorted(IN_SHOWROOM)), TrafficEntry.day),))


_seen = Compiled(
    lambda: (
        TrafficEntry.select(
            TrafficEntry.customer, fn.MIN(TrafficEntry.day), fn.MAX(_came()), fn.COUNT(_came())
        )
        .where(
            TrafficEntry.customer.in_(some_slots(PAGE)),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .group_by(TrafficEntry.customer)
    )
)
_visits = Compiled(
    lambda: (
        TrafficEntry.select(
            TrafficEntry.day,
            TrafficEntry.number,
            TrafficEntry.traffic_type,
            TrafficEntry.purpose,
            TrafficEntry.note,
        )
        .where(
            TrafficEntry.customer == slot("customer"),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .order_by(TrafficEntry.day.desc(), TrafficEntry.number.desc())
        .limit(VISITS_AT_MOST)
    )
)


@dataclass(frozen=True)
class CustomerLine:
    """A customer in the register; the phone is as this person may see it, the days are showroom days.

    `first_seen` is the day of the first row or wish, `visits` how often the customer came to the showroom;
    `marks` are the keys of the special lists he is on (req 65).
    """

    customer: int
    name: str
    sex: str
    phone: str
    owner: int | None
    owner_name: str
    level: str
    first_seen: date | None
    last_visit: date | None
    visits: int
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CustomerVisit:
    """A row of the log on which a customer stands; codes as they are stored."""

    day: date
    number: int
    traffic_type: str
    purpose: str
    note: str


@dataclass(frozen=True)
class Sought:
    """What a filter asks for: a name, the digits of a number, tags; nothing of it is no filter."""

    name: str
    digits: str
    tags: tuple[str, ...] = ()


def sought(typed: str) -> Sought:
    """What was typed into the filter, without what is too little to find anybody by (issue 3).

    A name needs one character, its pinyin two letters, a number its last four digits or five from its start.
    `#` goes before a tag or a special list: #急用车, #VIP.
    """
    words = text.half_width(text.without_invisible(typed)).split()
    tags = tuple(word[1:] for word in words if word.startswith(_TAG) and word != _TAG)
    words = [word for word in words if not word.startswith(_TAG)]
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    name = " ".join(word for word in words if word not in numbers)
    digits = phones.partial("".join(numbers)) if numbers else ""
    return Sought(
        name if grams.of_query(name) else "", digits if len(digits) >= DIGITS_OF_A_TAIL else "", tags
    )


def ids(desk: Desk, typed: str = "") -> array[int]:
    """Who is on file, the newest first; with a filter only those it finds. Raises Denied.

    A fixed number of statements, however many there are.
    """
    desk.require(Duty.FIND_CUSTOMER)
    wanted = sought(typed)
    with desk.reading():
        parts = []
        if wanted.name:
            parts.append(_called(wanted.name))
        if wanted.digits:
            parts.append(_with_number(wanted.digits))
        if wanted.tags:
            parts.append(_tagged(wanted.tags))
        if not parts:
            return _everybody.ids()
    first, *others = parts
    for some in map(set, others):
        first = array("q", [who for who in first if who in some])
    return first


def _tagged(words: Collection[str]) -> array[int]:
    """Who bears all of these tags or stands on these lists; a part of a word is enough.

    One pass over the table within the database, as the list of everybody is.
    """
    tags, found = lists.current()[form.TAGS.options], _on_file()
    for word in words:
        wanted = text.key(word)
        codes = [
            one.code
            for one in tags
            if any(wanted in text.key(said) for said in (one.chinese, one.english, *one.also))
        ]
        bears = [fn.INSTR("," + Customer.tags + ",", f",{code},") > 0 for code in codes]
        # Most bear none, and are passed over at once: a third of the time among a million.
        tagged = (Customer.tags != "") & reduce(or_, bears, Value(0))
        stands = [getattr(Customer, one.key) for one in MARKS if wanted in text.key(_(one.label))]
        found = found.where(reduce(or_, stands, tagged))
    return array("q", [who for (who,) in found.tuples()])


def _called(name: str) -> array[int]:
    """By characters, pinyin or initials. A name is looked at again only where the index may be behind it."""
    sure = grams.is_sure(name)
    found = search.everybody(grams.of_query(name), named=not sure)
    return array("q", [who for who, known, sex in found if known is None or grams.why(name, known, sex)])


def _with_number(digits: str) -> array[int]:
    if len(digits) == DIGITS_OF_A_TAIL:
        return _by_tail.ids(tail=digits)
    return _by_beginning.ids(first=digits, past=digits + "~")


def page(desk: Desk, wanted: Collection[int], typed: str = "") -> dict[int, CustomerLine]:
    """The customers with these ids, `PAGE` at most; who is no longer on file is left out. Raises Denied.

    A number found by the filter stands for those of the customer; masks are those of the matches. A fixed
    number of statements.
    """
    desk.require(Duty.FIND_CUSTOMER)
    slots = filled_slots(wanted, PAGE)
    digits = sought(typed).digits
    with desk.reading():
        people = _people.rows(**slots)
        # Of each the last row counts: the open wish or the newest, the first number.
        wishes = {who: wish for who, *wish in _wishes.rows(**slots)}
        numbers = _numbers_shown(_numbers.rows(**slots), digits)
        seen = {who: days for who, *days in _seen.rows(**slots)}
        eyes = privacy.eyes_of(desk)
    lines = {}
    for who, name, sex, *on_lists in people:
        owner, level, state, owner_name, opened_on = wishes.get(who, (None, "", "", "", None))
        first_row, last_visit, visits = seen.get(who, (None, None, 0))
        key = numbers.get(who, "")
        lines[who] = CustomerLine(
            customer=who,
            name=name,
            sex=sex,
            phone=phone_as_found(eyes, key, (who, owner), _why(key, digits), digits),
            owner=owner,
            owner_name=owner_name or "",
            level=letter_of(level, state),
            first_seen=_day(min(filter(None, (first_row, opened_on)), default=None)),
            last_visit=_day(last_visit),
            visits=visits,
            marks=tuple(field.key for field, on in zip(MARKS, on_lists, strict=True) if on),
        )
    return lines


def _numbers_shown(rows: list[tuple[int, str]], digits: str) -> dict[int, str]:
    """The first number of each, or the one that the filter found."""
    shown = dict(rows)
    if digits:
        shown |= {who: key for who, key in rows if _why(key, digits)}
    return shown


def _why(key: str, digits: str) -> str:
    """Why a number was found, as `phone_as_found` is told it."""
    if not digits:
        return ""
    if key == digits:
        return "same_number"
    if len(digits) == DIGITS_OF_A_TAIL:
        return "ends" if phones.tail(key) == digits else ""
    return "begins" if key.startswith(digits) else ""


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def visits(desk: Desk, customer: int) -> tuple[CustomerVisit, ...]:
    """The rows of the log on which a customer stands, the newest first, `VISITS_AT_MOST` of them.

    Calls are among them. Raises Denied.
    """
    desk.require(Duty.FIND_CUSTOMER)
    rows = _visits.rows(customer=customer)
    return tuple(CustomerVisit(date.fromisoformat(day), *rest) for day, *rest in rows)
