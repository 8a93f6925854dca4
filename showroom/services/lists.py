"""The lists forms choose from, as they stand in the store now."""

from __future__ import annotations

from collections.abc import Iterable

from showroom.forms import choices, first_lists
from showroom.forms.field import Lists, Option
from showroom.models.base import Compiled
from showroom.models.campaign import Campaign
from showroom.models.car import DemoCar
from showroom.models.reference import CarModel, ReferenceItem
from showroom.models.staff import Staff
from showroom.rules.phone_first import Word
from showroom.services.work import Work

KEPT_LISTS = tuple(first_lists.FIRST)

_staff = Compiled(
    lambda: Staff.select(Staff.id, Staff.name, Staff.name_english, Staff.user, Staff.active).order_by(
        Staff.id
    )
)
_models = Compiled(
    lambda: (
        CarModel.select(CarModel.id, CarModel.chinese, CarModel.english, CarModel.also, CarModel.active)
        .where(CarModel.removed_at.is_null())
        .order_by(CarModel.position, CarModel.id)
    )
)
_demo_cars = Compiled(
    lambda: (
        DemoCar.select(DemoCar.id, DemoCar.name, DemoCar.plate, DemoCar.active)
        .where(DemoCar.removed_at.is_null())
        .order_by(DemoCar.position, DemoCar.id)
    )
)
_items = Compiled(
    lambda: (
        ReferenceItem.select(
            ReferenceItem.list_name,
            ReferenceItem.code,
            ReferenceItem.chinese,
            ReferenceItem.english,
            ReferenceItem.also,
            ReferenceItem.active,
            ReferenceItem.category,
        )
        .where(ReferenceItem.removed_at.is_null())
        .order_by(ReferenceItem.list_name, ReferenceItem.position, ReferenceItem.id)
    )
)
_campaigns = Compiled(
    lambda: (
        Campaign.select(Campaign.id, Campaign.chinese, Campaign.english, Campaign.active)
        .where(Campaign.removed_at.is_null())
        .order_by(Campaign.starts_on.desc(), Campaign.id.desc())
    )
)


def current() -> Lists:
    """Every list by name. Entries out of use stay, so that old rows keep their words.

    A list nobody has changed in this store has its first entries.
    """
    found: dict[str, tuple[Option, ...]] = dict(choices.FIXED)
    found["staff"] = tuple(
        Option(str(key), name, english, (user,), bool(active))
        for key, name, english, user, active in _staff.rows()
    )
    found["car_model"] = tuple(
        Option(str(key), chinese, english, lines(also), bool(active))
        for key, chinese, english, also, active in _models.rows()
    )
    found["demo_car"] = tuple(
        Option(str(key), name, also=(plate,) if plate else (), active=bool(active))
        for key, name, plate, active in _demo_cars.rows()
    )
    kept: dict[str, list[Option]] = {}
    for name, code, chinese, english, also, active, category in _items.rows():
        option = Option(code, chinese, english, lines(also), bool(active), category)
        kept.setdefault(name, []).append(option)
    found.update(first_lists.FIRST)
    found.update((name, tuple(options)) for name, options in kept.items())
    return found


def with_campaigns() -> Lists:
    """The same lists and the campaigns, for the forms that point at one."""
    campaigns = (
        Option(str(key), chinese, english, active=bool(active))
        for key, chinese, english, active in _campaigns.rows()
    )
    return {**current(), "campaign": tuple(campaigns)}


def words(lists: Lists) -> dict[str, tuple[Word, ...]]:
    """The same lists for the grammar of the phone-first line: entries in use only."""
    return {
        name: tuple(Word(option.code, option.label, option.words()) for option in options if option.active)
        for name, options in lists.items()
    }


def fill(work: Work, name: str, options: Iterable[Option]) -> None:
    """Write the entries of one reference list that the store does not have yet."""
    for position, option in enumerate(options):
        work.add(
            ReferenceItem,
            list_name=name,
            code=str(option.code),
            chinese=option.chinese,
            english=option.english,
            also="\n".join(option.also),
            category=option.category,
            position=position,
        )


def lines(also: str) -> tuple[str, ...]:
    """Other words as they are stored: one a line."""
    return tuple(also.split("\n")) if also else ()
