"""A demonstration showroom of fictional people: the same seed, day and size give the same data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

from showroom.clock import SHOWROOM_ZONE, SetClock
from showroom.models import opening
from showroom.models.car import DemoCar
from showroom.models.reference import CarModel
from showroom.models.staff import Staff, StaffRole
from showroom.models.store import Store
from showroom.rules import passwords, text
from showroom.rules.duties import Duty, Role
from showroom.rules.level_rules import SEED
from showroom.services import campaigns, demo_people, demo_targets, first_start, level_rules, lists, settings
from showroom.services.demo_guests import Guests
from showroom.services.demo_traffic import fill_customers, fill_day
from showroom.services.desk import Desk
from showroom.services.work import Work

_ZONE = ZoneInfo(SHOWROOM_ZONE)
DEFAULT_DAYS: Final = 90
DEFAULT_CONSULTANTS: Final = 5
DEALER: Final = "恒远汽车滨江店"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Size:
    """How much a demo store holds: parties a day, days (0: as asked), extra customers without visits.

    `returning` is the share of parties who came before, `agrees` that of calls that fix the next one.
    """

    parties: float
    days: int = 0
    consultants: int = 5
    customers: int = 0
    returning: float = 0.31
    agrees: float = 0.5


SIZES: Final = {
    "showroom": Size(parties=10),
    "large": Size(parties=82.2, days=3653, consultants=10, returning=0.555, agrees=0.82),
    "million": Size(parties=9, customers=1_000_000),
}


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demo."""

    user: str
    password: str
    role: Role


def make(
    path: Path,
    until: date,
    *,
    days: int = DEFAULT_DAYS,
    seed: int = 1,
    size: str = "showroom",
    dealer: str = DEALER,
    progress: Progress = lambda _done, _all: None,
) -> tuple[Account, ...]:
    """Make a demo store at a path where nothing is; its accounts. Raises Unavailable.

    `dealer` is what stands as the showroom's name on the window and on every sheet.
    """
    scale = SIZES[size]
    days = scale.days or days
    opening.examine_place(path)
    # Filled under another name, so that a demo that was interrupted is not taken for a whole one.
    part = path.with_name(f"{path.name}.demo")
    _clear(part)
    try:
        _fill(part, until, scale, days, seed, size, dealer, progress)
        opening.publish(part, path)
    finally:
        _clear(part)
    people = _people(scale)
    return tuple(Account(user, _password(seed), roles[0]) for user, _name, _english, roles in people)


def _clear(part: Path) -> None:
    """Take an unfinished demo away whole: a log left beside it would be played into the next one."""
    for leftover in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
        leftover.unlink(missing_ok=True)


def _password(seed: int) -> str:
    return f"zhanting-{Random(seed).randint(1000, 9999)}"


def _people(scale: Size) -> tuple[tuple[str, str, str, tuple[Role, ...]], ...]:
    more = demo_people.MORE_CONSULTANTS if scale.consultants > DEFAULT_CONSULTANTS else ()
    return demo_people.STAFF + more


def _fill(
    path: Path, until: date, scale: Size, days: int, seed: int, size: str, dealer: str, progress: Progress
) -> None:
    first_start.make_store(path)
    random = Random(f"showroom {seed} {until} {size}")
    start = until - timedelta(days=days - 1)
    clock = SetClock(datetime.combine(start, time(8), _ZONE))
    with Store(path) as store:
        house = Desk(store, clock, desk="demo")
        staff = _found(house, scale, seed, dealer)
        guests = Guests(random, staff, until, returning=scale.returning, agrees=scale.agrees)
        fill_customers(house, guests, scale.customers, until, progress)
        for done in range(days):
            day = start + timedelta(days=done)
            if done == 0 or day.day == 1:
                demo_targets.set_month(house, guests, day, scale.parties)
            fill_day(house, guests, day, scale.parties, last=done == days - 1)
            progress(done + 1, days)


def _found(house: Desk, scale: Size, seed: int, dealer: str) -> dict[str, Any]:
    """Facts, lists, models and staff; the ids of those who receive guests."""
    password = _password(seed)
    facts = settings.Facts(dealer, "恒远滨江", "Hengyuan Auto · Riverside", "08:30–18:30", password)
    staff: dict[str, Any] = {"receptionists": [], "consultants": [], "models": []}
    staff |= {"model_names": {}, "prices": {}, "demo_cars": {}}
    with house.work(Duty.FILL_DEMO, f"demo-{seed}-house") as work:
        settings.write(work, facts)
        lists.fill(work, "area", demo_people.AREAS)
        level_rules.write(work, SEED, house.clock.today())
        for campaign in demo_people.campaigns(house.clock.today()):
            campaigns.put(work, campaign)
        _add_cars(work, staff)
        for user, name, english, roles in _people(scale):
            # A salt made from the seed, so that the same seed gives the same store.
            salt = sha256(f"{seed} {user}".encode()).digest()[:16]
            person = work.add(
                Staff,
                user=user,
                user_key=text.key(user),
                name=name,
                name_english=english,
                password_hash=passwords.hasher.hash(password, salt=salt),
            )
            for role in roles:
                work.add(StaffRole, staff=person, role=str(role))
            if Role.RECEPTIONIST in roles:
                staff["receptionists"].append(person)
            if Role.SALES_CONSULTANT in roles:
                staff["consultants"].append(person)
            if Role.SHOWROOM_MANAGER in roles:
                staff["manager"] = person
    return staff


def _add_cars(work: Work, staff: dict[str, Any]) -> None:
    """The models that are sold, what each costs, and the cars that are lent for test drives."""
    for position, (chinese, english, also) in enumerate(demo_people.CAR_MODELS):
        model = work.add(CarModel, chinese=chinese, english=english, also=also, position=position)
        staff["models"].append(model)
        staff["model_names"][model] = chinese
        staff["prices"][model] = demo_people.PRICES[chinese]
    for position, (name, model_name, plate) in enumerate(demo_people.DEMO_CARS):
        model = next(one for one, name_ in staff["model_names"].items() if name_ == model_name)
        car = work.add(DemoCar, name=name, model=model, plate=plate, position=position)
        staff["demo_cars"][car] = model


def accounts_note(accounts: tuple[Account, ...]) -> list[str]:
    """One line for each account, as `main.py demo` prints them."""
    return [f"ACCOUNT {one.user} {one.password} {one.role}" for one in accounts]
