"""Making a new showroom: an empty store, its facts and lists, and the first people who can sign in (R9).

The first start asks screen by screen, so each part can be checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from showroom.clock import Clock
from showroom.errors import Invalid, Problem, Refused, Unreadable
from showroom.forms import reference
from showroom.forms.field import Option, read
from showroom.language import mark
from showroom.models.store import Store, create
from showroom.rules import passwords, text
from showroom.rules.duties import Duty, Role
from showroom.rules.level_rules import SEED, LevelRules
from showroom.services import car_models, level_rules, lists, recovery, settings, staff
from showroom.services.desk import Desk
from showroom.services.list_words import refuse_shared
from showroom.services.settings import Facts
from showroom.services.sign_in import colleagues
from showroom.services.staff import NewStaff


@dataclass(frozen=True)
class NewShowroom:
    """What is asked at the first start; everything but the first administrator may be left for later."""

    first: NewStaff
    facts: Facts = field(default_factory=Facts)
    people: tuple[NewStaff, ...] = ()
    car_models: tuple[Option, ...] = ()
    levels: LevelRules = SEED


def make_store(path: Path) -> None:
    """Create an empty store at a path where nothing is. Raises Unavailable."""
    create(path)


def is_new(store: Store) -> bool:
    """Whether nobody can sign in yet: the first start was not finished."""
    return not colleagues(store)


def found(store: Store, clock: Clock, new: NewShowroom) -> str:
    """Give a new store its facts, people, car models and level rules, in one act.

    The recovery code, to be printed and put away: it is not stored and never shown again (R4). The lists
    begin with their first entries. Raises Invalid; Refused when the showroom has its people already.
    """
    with Desk(store, clock).work(Duty.CREATE_STORE) as work:
        if not is_new(store):
            raise Refused(
                "E-FOUNDED", mark("This showroom has its people already. Nothing was changed. Sign in.")
            )
        check_people((new.first, *new.people), new.facts.dealer)
        check_car_models(new.car_models)
        for person in (new.first, *new.people):
            staff.take_on(work, person, new.facts.dealer)
        settings.write(work, new.facts)
        for model in new.car_models:
            car_models.put(work, model)
        level_rules.write(work, new.levels, clock.today())
        return recovery.write_new(work)


def check_people(people: Sequence[NewStaff], dealer: str = "") -> None:
    """Raise Invalid with every problem of every person, each under `PLACE.field`: 0.name, 1.password, …

    The first of them must be an administrator; everybody has at least one role.
    """
    problems: list[Problem] = []
    users: set[str] = set()
    for place, person in enumerate(people):
        problems += [
            replace(problem, field=f"{place}.{problem.field}")
            for problem in _problems_of(person, place == 0, users, dealer)
        ]
        users.add(text.key(person.user))
    if problems:
        raise Invalid(*problems)


def _problems_of(person: NewStaff, is_first: bool, users: set[str], dealer: str) -> Iterator[Problem]:
    names = (("name", person.name), ("user", person.user), ("name_english", person.name_english))
    for field_name, typed in names:
        try:
            if not text.limited(typed, text.NAME_AT_MOST) and field_name != "name_english":
                yield Problem(field_name, mark("This must not be empty."), {})
        except Unreadable as problem:
            yield Problem(field_name, problem.message, problem.values)
    if text.key(person.user) in users - {""}:
        yield Problem("user", mark("Somebody has this user name already. Choose another."), {})
    try:
        passwords.accepted(person.password, person.user, dealer)
    except Unreadable as problem:
        yield Problem("password", problem.message, problem.values)
    if is_first and Role.ADMINISTRATOR not in person.roles:
        yield Problem(
            "roles", mark("The first person must be an administrator; more roles may be ticked."), {}
        )
    elif not person.roles:
        yield Problem("roles", mark("Tick what this person does here."), {})


def check_car_models(models: Sequence[Option]) -> None:
    """Raise Invalid with the first problem of every model, under its place in the list: "0", "1", …"""
    known = dict(lists.current())
    problems: list[Problem] = []
    for place, model in enumerate(models):
        numbered = replace(model, code=f"new {place}")
        try:
            read(reference.CAR_MODEL, {"chinese": model.chinese, "english": model.english}, known)
            refuse_shared("car_model", numbered, known)
        except Invalid as invalid:
            problems.append(replace(invalid.problems[0], field=str(place)))
        known["car_model"] = (*known["car_model"], numbered)
    if problems:
        raise Invalid(*problems)
