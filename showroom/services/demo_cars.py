"""Keeping the cars that are lent for test drives: adding, wording, ordering, taking out of use (req 36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from showroom.errors import Invalid
from showroom.forms import reference as form
from showroom.forms.field import Option
from showroom.models.car import DemoCar
from showroom.rules.duties import Duty
from showroom.services import lists
from showroom.services.desk import Desk
from showroom.services.list_words import gone, refuse_shared
from showroom.services.reference import place

_KEYS: Final = frozenset(field.key for field in form.DEMO_CAR)
# Which field of the form a word of the entry was typed into.
_FIELDS: Final = {"chinese": "name", "also": "plate"}


@dataclass(frozen=True)
class Car:
    """One demo car as the settings list it; `model` is the id of its model."""

    car: int
    revision: int
    name: str
    model: int | None
    plate: str
    active: bool


def cars(desk: Desk) -> tuple[Car, ...]:
    """Every demo car in order, those out of use too. Raises Denied."""
    desk.require(Duty.KEEP_DEMO_CARS)
    return tuple(Car(row.id, row.revision, row.name, row.model_id, row.plate, row.active) for row in _rows())


def add_car(desk: Desk, values: Mapping[str, Any], token: str | None = None) -> int:
    """Add a demo car at the end; its id. `values` are those of forms.reference.DEMO_CAR.

    Raises Denied, Invalid.
    """
    with desk.work(Duty.KEEP_DEMO_CARS, token) as work:
        if work.repeated is None:
            _refuse_taken("", values)
            position = 1 + max((row.position for row in _rows()), default=-1)
            work.result["car"] = work.add(DemoCar, position=position, **_columns(values))
    return int((work.repeated or work.result)["car"])


def change_car(desk: Desk, car: int, revision: int, values: Mapping[str, Any]) -> None:
    """Give a demo car another name, model or plate. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_DEMO_CARS) as work:
        row = _row(car)
        if row.active:
            _refuse_taken(str(car), values)
        work.edit(DemoCar, row.id, revision, **_columns(values))


def move_car(desk: Desk, car: int, to: int) -> None:
    """Put a demo car at a place of the list, 0 for the first. Raises Denied, Refused."""
    with desk.work(Duty.KEEP_DEMO_CARS) as work:
        moved = _row(car)
        rows = [row for row in _rows() if row.id != moved.id]
        rows.insert(max(0, to), moved)
        place(work, DemoCar, rows)


def retire_car(desk: Desk, car: int, revision: int) -> None:
    """Take a demo car out of use; the drives made in it keep its name. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_DEMO_CARS) as work:
        work.edit(DemoCar, _row(car).id, revision, active=False)


def use_car(desk: Desk, car: int, revision: int) -> None:
    """Take a demo car into use again. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_DEMO_CARS) as work:
        row = _row(car)
        _refuse_taken(str(car), {"name": row.name, "plate": row.plate})
        work.edit(DemoCar, row.id, revision, active=True)


def _refuse_taken(code: str, values: Mapping[str, Any]) -> None:
    """A name or a plate stands for one car. Raises Invalid, of the field that was typed."""
    plate = values.get("plate", "")
    new = Option(code, values["name"], also=(plate,) if plate else ())
    try:
        refuse_shared("demo_car", new, lists.current())
    except Invalid as taken:
        raise Invalid(*(replace(one, field=_FIELDS[one.field]) for one in taken.problems)) from None


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in _KEYS if key in values}


def _rows() -> list[Any]:
    rows = DemoCar.select().where(DemoCar.removed_at.is_null())
    return list(rows.order_by(DemoCar.position, DemoCar.id))


def _row(car: int) -> Any:
    found = DemoCar.get_or_none(DemoCar.id == car, DemoCar.removed_at.is_null())
    if found is None:
        raise gone()
    return found
