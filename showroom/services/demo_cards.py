"""The demo's cards: opening one, filling in its A side, and the steps by which it changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from showroom.models.customer import Customer, FamilyMember, Phone
from showroom.models.prospect import CardMove, Prospect
from showroom.rules import phones, text
from showroom.rules.card_moves import Move
from showroom.rules.consent import NOTICE_VERSION
from showroom.rules.criteria import PurchaseTime
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.services import demo_people, demo_words
from showroom.services.bulk import Bulk
from showroom.services.demo_guests import Guest, Guests

_TIME_OF: Final = {
    Level.H: PurchaseTime.WITHIN_7,
    Level.A: PurchaseTime.WITHIN_30,
    Level.B: PurchaseTime.WITHIN_90,
    Level.C: PurchaseTime.BEYOND_90,
}
_AGES: Final = ("to_25", "26_35", "26_35", "36_45", "46_55", "")
_GROUPS: Final = ((25, "to_25"), (35, "26_35"), (45, "36_45"), (55, "46_55"))
_RELATIONS: Final = {"spouse": "", "son": "male", "daughter": "female", "father": "male"}
# Nobody under 14, of whom nothing may be kept without a guardian's word (T2).
_AGE_OF: Final = {
    "spouse": range(25, 55),
    "son": range(15, 24),
    "daughter": range(15, 24),
    "father": range(55, 75),
}
_TAGS: Final = ("price_first", "space_first", "in_a_hurry", "brings_friends")
_HAS_A_TAG: Final = 0.2
_WITH_FAMILY: Final = 0.25
_KNOWS_BIRTHDAY: Final = 0.5
_TELLS_LUNAR: Final = 0.15
_TELLS_NO_YEAR: Final = 0.3
_BIRTHDAY_SOON: Final = 0.06
_IS_KEY_ACCOUNT: Final = 0.03


def open_file(bulk: Bulk, guests: Guests, full: str, sex: str) -> tuple[int, str]:
    """A new customer with one number: the id, and the number as typed."""
    number = phones.read(guests.number())[0]
    customer = bulk.add(Customer, name=full, name_key=text.key(full), sex=sex, notice_version=NOTICE_VERSION)
    bulk.add(
        Phone,
        customer=customer,
        key=number.key,
        tail=phones.tail(number.key),
        kind=str(number.kind),
        typed=number.typed,
    )
    return customer, number.typed


def open_card(bulk: Bulk, guests: Guests, row: dict[str, Any], day: date, level: str) -> Guest:
    """The wish of the guest of a row of the log, and the guest as the demo goes on with him."""
    prospect = bulk.add(
        Prospect,
        customer=row["customer"],
        owner=row["assigned"],
        opened_on=day,
        level=level,
        first_contact=str(row["traffic_type"]),
        source=row.get("source", ""),
        model_of_interest=row["model_of_interest"],
        colour=row["colour"],
    )
    guest = Guest(
        customer=row["customer"],
        name=row["guest_name"],
        sex=row["sex"],
        phone=row["phone"],
        area=row["area"],
        model=row["model_of_interest"],
        colour=row["colour"],
        owner=row["assigned"],
        prospect=prospect,
        level=level,
        opened=day,
        reached_on=day,
    )
    guests.open.append(guest)
    return guest


def step(
    bulk: Bulk,
    guest: Guest,
    move: Move,
    at: datetime,
    *,
    reason: str = "",
    by: int | None = None,
    **changed: Any,
) -> int:
    """One step of a card under the open act, as `prospect.step` leaves it; the id of the move.

    It is the owner's, unless it is told `by` whom.
    """
    level_before = guest.level
    if changed.get("criteria"):
        changed["criteria_on"] = at.date()
    before = {name: getattr(guest, name) for name in changed}
    after = {name: value for name, value in changed.items() if value != before[name]}
    bulk.edit(Prospect, guest.prospect, guest.revision, {name: before[name] for name in after}, after)
    guest.revision += 1
    for name, value in after.items():
        setattr(guest, name, value)
    if move is Move.RETURNED:
        guest.returned_on = at.date()
    if guest.level != level_before or move is Move.RETURNED:
        guest.level_since = at.date()
    return bulk.add(
        CardMove,
        prospect=guest.prospect,
        day=at.date(),
        at=at,
        move=str(move),
        level_before=level_before,
        level_after=guest.level,
        criteria=changed.get("criteria", ()),
        reason=reason,
        by=by or guest.owner,
    )


def fill_in(bulk: Bulk, guests: Guests, guest: Guest, at: datetime) -> None:
    """The consultant writes what he heard on the card, as far as he heard it."""
    random = guests.random
    bulk.act(guests.token(), Duty.KEEP_CARD, guest.owner, at)
    if not guest.known:
        _write(
            bulk, Customer, guest.customer, guest.customer_revision, _about_the_person(random, guests, guest)
        )
        guest.customer_revision += 1
    facts = _about_the_wish(random, guest)
    _write(bulk, Prospect, guest.prospect, guest.revision, facts)
    guest.revision += 1
    guest.criteria, guest.criteria_on = facts.get("criteria", ()), facts.get("criteria_on")
    if not guest.known and random.random() < _WITH_FAMILY:
        _family(bulk, guests, guest)


def _write(bulk: Bulk, model: Any, row: int, revision: int, facts: dict[str, Any]) -> None:
    """Facts where there were none yet."""
    usual = model._meta.defaults
    before = {name: usual.get(model._meta.fields[name]) for name in facts}
    bulk.edit(model, row, revision, before, facts)


def _about_the_person(random: Random, guests: Guests, guest: Guest) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "area": guest.area,
        "occupation": random.choice(demo_words.OCCUPATIONS),
        "hobbies": random.choice(demo_words.HOBBIES),
        "good_time": random.choice(demo_words.GOOD_TIMES),
        "age_group": random.choice(_AGES),
    }
    if random.random() < _KNOWS_BIRTHDAY:
        # Before and after this year's birthday in the same group: nobody turns 26, 36, 46 or 56 this year.
        age = random.randint(24, 58)
        age -= age % 10 == 6
        facts["birthday"] = _birthday(random, guests.until, age)
        if facts["age_group"]:
            facts["age_group"] = _group_of(age)
    if random.random() < _IS_KEY_ACCOUNT:
        facts |= {"key_account": True, "workplace": random.choice(demo_words.FIRMS)}
    if random.random() < _HAS_A_TAG:
        facts["tags"] = (random.choice(_TAGS),)
    return {name: value for name, value in facts.items() if value}


def _about_the_wish(random: Random, guest: Guest) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "purchase_kind": random.choice(("first", "replacement", "replacement", "additional")),
        "usage": random.sample(("family", "business", "leisure"), random.choice((1, 1, 2))),
        "budget": random.choice(demo_words.BUDGETS),
        "payment_method": random.choice(("", "full", "instalment")),
        "buying_concerns": random.sample(("space", "price", "safety", "comfort", "power", "looks"), 2),
        "purchase_time": _TIME_OF.get(Level(guest.level), ""),
        "competitor_model": random.choice(("", *demo_words.RIVALS)),
        "decision_maker": random.choice(("", "本人", "夫妻商量")),
    }
    if facts["purchase_kind"] == "replacement":
        facts |= {
            "current_vehicle": random.choice(demo_words.OLD_CARS),
            "current_mileage": random.randint(30, 180) * 1000,
            "trade_in": random.choice(("yes", "open", "no")),
        }
    spoken_for = demo_words.FACTS.get(Level(guest.level))
    if spoken_for:
        facts |= {"criteria": (str(random.choice(spoken_for)[0]),), "criteria_on": guest.opened}
    return {name: value for name, value in facts.items() if value}


def _family(bulk: Bulk, guests: Guests, guest: Guest) -> None:
    """Somebody of the family with a birthday; every now and then it is in the coming days."""
    random = guests.random
    relation = random.choice(("spouse", *_RELATIONS))
    sex = _RELATIONS[relation] or ("female" if guest.sex == "male" else "male")
    birthday = _birthday(random, guests.until, random.choice(_AGE_OF[relation]))
    if random.random() < _BIRTHDAY_SOON:
        soon = guests.until + timedelta(days=random.randint(0, 5))
        birthday = f"--{soon:%m-%d}"
    full, _sex = demo_people.name(random, sex)
    bulk.add(FamilyMember, customer=guest.customer, relation=relation, name=full, birthday=birthday)


def _group_of(age: int) -> str:
    """The box of the card for somebody of `age` years."""
    return next((group for last, group in _GROUPS if age <= last), "from_56")


def _birthday(random: Random, until: date, age: int) -> str:
    """As `rules.birthdays` keeps it: mostly solar with the year, else as families tell it."""
    day = date(until.year - age, 1, 1) + timedelta(days=random.randint(0, 364))
    told = random.random()
    if told < _TELLS_LUNAR:
        return f"lunar {day.year}-{random.randint(1, 12):02d}-{random.randint(1, 29):02d}"
    return f"--{day:%m-%d}" if told < _TELLS_NO_YEAR else day.isoformat()
