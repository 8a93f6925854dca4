"""Making a new showroom: an empty store, its facts and lists, and the first people who can sign in (R9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from showroom.clock import Clock
from showroom.errors import Invalid, Problem, Refused
from showroom.forms.field import Option
from showroom.language import mark
from showroom.models.store import Store, create
from showroom.rules.duties import Duty, Role
from showroom.rules.level_rules import SEED, LevelRules
from showroom.services import car_models, level_rules, recovery, settings, staff
from showroom.services.desk import Desk
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
        if Role.ADMINISTRATOR not in new.first.roles:
            raise Invalid(
                Problem(
                    "roles", mark("The first person must be an administrator; more roles may be ticked."), {}
                )
            )
        for person in (new.first, *new.people):
            staff.take_on(work, person, new.facts.dealer)
        settings.write(work, new.facts)
        for model in new.car_models:
            car_models.put(work, model)
        level_rules.write(work, new.levels, clock.today())
        return recovery.write_new(work)
