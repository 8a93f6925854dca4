"""The lists forms choose from, as they stand in the store now."""

from __future__ import annotations

from collections.abc import Iterable

from showroom.forms import choices
from showroom.forms.field import Lists, Option
from showroom.models.base import Compiled
from showroom.models.reference import CarModel, ReferenceItem
from showroom.models.staff import Staff
from showroom.rules.phone_first import Word
from showroom.services.work import Work

REFERENCE_LISTS = ("purpose", "area", "source")

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
_items = Compiled(
    lambda: (
        ReferenceItem.select(
            ReferenceItem.list_name,
            ReferenceItem.code,
            ReferenceItem.chinese,
            ReferenceItem.english,
            ReferenceItem.also,
            ReferenceItem.active,
        )
        .where(ReferenceItem.removed_at.is_null())
        .order_by(ReferenceItem.list_name, ReferenceItem.position, ReferenceItem.id)
    )
)


def current() -> Lists:
    """Every list by name. Entries out of use stay, so that old rows keep their words."""
    found: dict[str, tuple[Option, ...]] = dict.fromkeys(REFERENCE_LISTS, ())
    found.update(choices.FIXED)
    found["staff"] = tuple(
        Option(str(key), name, english, (user,), bool(active))
        for key, name, english, user, active in _staff.rows()
    )
    found["car_model"] = tuple(
        Option(str(key), chinese, english, _lines(also), bool(active))
        for key, chinese, english, also, active in _models.rows()
    )
    for name, code, chinese, english, also, active in _items.rows():
        found[name] = (*found.get(name, ()), Option(code, chinese, english, _lines(also), bool(active)))
    return found


def words(lists: Lists) -> dict[str, tuple[Word, ...]]:
    """The same lists for the grammar of the phone-first line: entries in use only."""
    return {
        name: tuple(Word(option.code, option.label, option.words()) for option in options if option.active)
        for name, options in lists.items()
    }


def fill(work: Work, name: str, options: Iterable[Option]) -> None:
    """Put the entries of one reference list into a new store."""
    for position, option in enumerate(options):
        work.add(
            ReferenceItem,
            list_name=name,
            code=str(option.code),
            chinese=option.chinese,
            english=option.english,
            also="\n".join(option.also),
            position=position,
        )


def _lines(also: str) -> tuple[str, ...]:
    return tuple(also.split("\n")) if also else ()
