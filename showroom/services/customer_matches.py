"""Matches while typing: who the guest may be, by number and by name, with the reason (issue 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from showroom.models import search
from showroom.models.base import Compiled, filled_slots, slot, some_slots
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import OPEN, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import grams, phones
from showroom.rules.duties import Duty
from showroom.rules.level import letter_of
from showroom.services import privacy
from showroom.services.desk import Desk

MATCHES_AT_MOST = 6
DIGITS_TO_MATCH = 4
DIGITS_OF_A_TAIL = 4
DIGITS_THAT_TELL = 7
# How many the index names before the rows are looked at: some bear another name by now.
LOOKED_AT = 24
_BY_TAIL = ("name_and_ends", "ends")


_whole_number = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.key == slot("key"), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
        .limit(MATCHES_AT_MOST)
    )
)
# In the order of the index: sorting a million numbers by age would cost half a second a keystroke.
_beginning = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.removed_at.is_null(), Phone.key >= slot("first"), Phone.key < slot("past"))
        .order_by(Phone.key)
        .limit(MATCHES_AT_MOST)
    )
)
_with_tail = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(
            Phone.customer.in_(some_slots(2 * LOOKED_AT)),
            Phone.tail == slot("tail"),
            Phone.removed_at.is_null(),
        )
        .order_by(Phone.customer.desc(), Phone.id.desc())
    )
)
_people = Compiled(
    lambda: Customer.select(Customer.id, Customer.name, Customer.sex).where(
        Customer.id.in_(some_slots(MATCHES_AT_MOST))
    )
)
_wishes = Compiled(
    lambda: (
        Prospect.select(
            Prospect.customer, Prospect.owner, Prospect.level, Staff.name, Prospect.id, Prospect.state
        )
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer.in_(some_slots(MATCHES_AT_MOST)), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
    )
)
_numbers = Compiled(
    lambda: (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.customer.in_(some_slots(MATCHES_AT_MOST)), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
    )
)
_visits = Compiled(
    lambda: (
        TrafficEntry.select(
            TrafficEntry.customer,
            TrafficEntry.day,
            TrafficEntry.traffic_type,
            TrafficEntry.note,
            TrafficEntry.model_of_interest,
        )
        .where(
            TrafficEntry.customer.in_(some_slots(MATCHES_AT_MOST)),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
        )
        .order_by(TrafficEntry.day, TrafficEntry.number)
    )
)


@dataclass(frozen=True)
class Match:
    """A customer offered while typing; the phone is as this person may see it.

    `prospect` is his open card, else the newest, in its `state`; None for a customer without any.
    """

    customer: int
    name: str
    sex: str
    phone: str
    level: str
    owner: int | None
    owner_name: str
    exact: bool
    why: str
    last_day: date | None = None
    last_type: str = ""
    last_note: str = ""
    model: int | None = None
    prospect: int | None = None
    state: str = ""

    @property
    def rated(self) -> str:
        """The level of a card that is open; a closed or sleeping one has none."""
        return self.level if self.state in ("", OPEN) else ""


class Found(NamedTuple):
    """Somebody found while typing: which of his numbers matched ("" by name), and why."""

    customer: int
    number: str
    why: str


def matches(desk: Desk, phone: str, name: str) -> tuple[Match, ...]:
    """Who this may be: by a number's fourth digit, a character of the name, two letters of its pinyin.

    The exact number first, then who ends so and bears the name, who ends so, who begins so, then the newest
    of the name (issue 3). A fixed number of statements however many there are; each tells why it matched.
    Raises Denied.
    """
    desk.require(Duty.FIND_CUSTOMER)
    digits = phones.partial(phone) if phone else ""
    with desk.reading():
        return _described(desk, _sought(digits, name)[:MATCHES_AT_MOST], phone)


def _sought(digits: str, name: str) -> list[Found]:
    """By number and by name, each customer once unless several of his numbers match."""
    by_name = grams.of_query(name)
    found: list[Found] = []
    if len(digits) >= DIGITS_TO_MATCH:
        exact = _by_number(digits)
        if exact:
            return exact
        ends = _by_tail(digits, name, by_name)
        at_the_end = {one[:2] for one in ends}
        found = ends + [one for one in _by_beginning(digits) if one[:2] not in at_the_end]
    known = {who for who, _key, _why in found}
    return found + [one for one in _by_name(name, by_name) if one.customer not in known]


def _by_number(digits: str) -> list[Found]:
    """Whose whole number this is, and who is one digit off."""
    exact = [Found(who, key, "same_number") for who, key in _whole_number.rows(key=digits)]
    if not exact:
        return []
    near = (
        Phone.select(Phone.customer, Phone.key)
        .where(Phone.key.in_(_one_digit_off(digits)), Phone.removed_at.is_null())
        .order_by(Phone.id.desc())
        .limit(MATCHES_AT_MOST)
        .tuples()
    )
    known = {who for who, _key, _why in exact}
    return exact + [Found(who, key, "one_digit_off") for who, key in near if who not in known]


def _by_beginning(digits: str) -> list[Found]:
    return [Found(who, key, "begins") for who, key in _beginning.rows(first=digits, past=digits + "~")]


def _by_tail(digits: str, name: str, by_name: list[str]) -> list[Found]:
    """Whose number ends so, first those who bear the name as well. Only a tail: more would tell the mask."""
    if len(digits) != DIGITS_OF_A_TAIL or not digits.isdecimal():
        return []
    by_tail = grams.of_tail(digits)
    both = search.found([by_tail, *by_name], LOOKED_AT) if by_name else []
    both = [person for person in both if grams.why(name, person.name, person.sex)]
    of_both = {person.customer for person in both}
    everybody = of_both | {person.customer for person in search.found([by_tail], LOOKED_AT)}
    rows = _with_tail.rows(tail=digits, **filled_slots(everybody, 2 * LOOKED_AT))
    found = [Found(who, key, _BY_TAIL[who not in of_both]) for who, key in rows]
    return sorted(found, key=lambda one: _BY_TAIL.index(one.why))


def _by_name(name: str, by_name: list[str]) -> list[Found]:
    """The newest who are found by the name, first those whose name begins so."""
    if not by_name:
        return []
    people = search.found(by_name, LOOKED_AT)
    reasons = {person: grams.why(name, person.name, person.sex) for person in people}
    people.sort(key=lambda person: not grams.begins(name, person.name))
    return [Found(person.customer, "", reasons[person]) for person in people if reasons[person]]


def _one_digit_off(digits: str) -> list[str]:
    return [
        digits[:place] + other + digits[place + 1 :]
        for place in range(1, len(digits))
        for other in "0123456789"
        if other != digits[place]
    ]


def _described(desk: Desk, found: list[Found], typed: str) -> tuple[Match, ...]:
    """What the desk needs to know of each: level, owner, last contact. Four statements for all."""
    if not found:
        return ()
    slots = filled_slots({one.customer for one in found}, MATCHES_AT_MOST)
    people = {who: (name, sex) for who, name, sex in _people.rows(**slots)}
    # Of each the last row counts: the open wish or the newest, the first number, the last visit.
    wishes = {who: wish for who, *wish in _wishes.rows(**slots)}
    numbers = dict(_numbers.rows(**slots))
    visits = {who: visit for who, *visit in _visits.rows(**slots)}
    eyes = privacy.eyes_of(desk)
    answer = []
    for who, key, why in found:
        owner, level, owner_name, card, state = wishes.get(who, (None, "", "", None, ""))
        last_day, last_type, last_note, model = visits.get(who, (None, "", "", None))
        name, sex = people[who]
        answer.append(
            Match(
                customer=who,
                name=name,
                sex=sex,
                phone=phone_as_found(eyes, key or numbers.get(who, ""), (who, owner), why, typed),
                level=letter_of(level, state),
                owner=owner,
                owner_name=owner_name or "",
                exact=why == "same_number",
                why=why,
                last_day=date.fromisoformat(last_day) if last_day else None,
                last_type=last_type,
                last_note=last_note,
                model=model,
                prospect=card,
                state=state,
            )
        )
    return tuple(answer)


def phone_as_found(
    eyes: privacy.Eyes, number: str, whose: tuple[int, int | None], why: str, typed: str
) -> str:
    """The number of a customer and his owner (`whose`), as it was found.

    A number somebody may not see stays away altogether where typing and mask together would tell it.
    """
    customer, owner = whose
    if why == "same_number":
        return eyes.phone(number, owner, customer, typed=typed)
    shown = eyes.phone(number, owner, customer)
    if eyes.sees(owner, customer):
        return shown
    digits = phones.partial(typed)
    begun = why == "begins" and len(digits) >= DIGITS_THAT_TELL
    # A landline's mask shows fewer digits than a tail has.
    ended = why in _BY_TAIL and not shown.endswith(digits)
    return "" if why == "one_digit_off" or begun or ended else shown
