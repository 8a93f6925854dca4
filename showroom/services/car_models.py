"""Keeping the cars the showroom sells: adding, wording, ordering, taking out of use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from showroom.forms.field import Option
from showroom.language import either
from showroom.models.reference import CarModel
from showroom.rules.duties import Duty
from showroom.services import lists
from showroom.services.desk import Desk
from showroom.services.list_words import gone, option_of, refuse_shared
from showroom.services.reference import place
from showroom.services.work import Work


@dataclass(frozen=True)
class Model:
    """One car model as the settings list it."""

    car_model: int
    revision: int
    chinese: str
    english: str
    also: tuple[str, ...]
    active: bool

    @property
    def label(self) -> str:
        """The word in the language of the screen."""
        return either(self.chinese, self.english)


def models(desk: Desk) -> tuple[Model, ...]:
    """Every car model in order, those out of use too. Raises Denied."""
    desk.require(Duty.KEEP_LISTS)
    return tuple(
        Model(row.id, row.revision, row.chinese, row.english, lists.lines(row.also), row.active)
        for row in _rows()
    )


def add_model(desk: Desk, values: Mapping[str, Any], token: str | None = None) -> int:
    """Add a car model at the end; its id. `values` are those of forms.reference.CAR_MODEL.

    Raises Denied, Invalid.
    """
    with desk.work(Duty.KEEP_LISTS, token) as work:
        if work.repeated is None:
            work.result["car_model"] = put(work, option_of("", values))
    return int((work.repeated or work.result)["car_model"])


def put(work: Work, new: Option) -> int:
    """Add a car model within an open work; its id. Raises Invalid."""
    refuse_shared("car_model", new, lists.current())
    position = 1 + max((row.position for row in _rows()), default=-1)
    return work.add(CarModel, position=position, **_columns(new))


def change_model(desk: Desk, car_model: int, revision: int, values: Mapping[str, Any]) -> None:
    """Give a car model other words. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        row = _row(car_model)
        new = option_of(str(car_model), values)
        if row.active:
            refuse_shared("car_model", new, lists.current())
        work.edit(CarModel, row.id, revision, **_columns(new))


def move_model(desk: Desk, car_model: int, to: int) -> None:
    """Put a car model at a place of the list, 0 for the first. Raises Denied, Refused."""
    with desk.work(Duty.KEEP_LISTS) as work:
        moved = _row(car_model)
        rows = [row for row in _rows() if row.id != moved.id]
        rows.insert(max(0, to), moved)
        place(work, CarModel, rows)


def retire_model(desk: Desk, car_model: int, revision: int) -> None:
    """Take a car model out of use; rows that name it keep its word. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        work.edit(CarModel, _row(car_model).id, revision, active=False)


def use_model(desk: Desk, car_model: int, revision: int) -> None:
    """Take a car model into use again. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        row = _row(car_model)
        words = Option(str(row.id), row.chinese, row.english, lists.lines(row.also))
        refuse_shared("car_model", words, lists.current())
        work.edit(CarModel, row.id, revision, active=True)


def _rows() -> list[Any]:
    return list(
        CarModel.select().where(CarModel.removed_at.is_null()).order_by(CarModel.position, CarModel.id)
    )


def _row(car_model: int) -> Any:
    found = CarModel.get_or_none(CarModel.id == car_model, CarModel.removed_at.is_null())
    if found is None:
        raise gone()
    return found


def _columns(new: Option) -> dict[str, Any]:
    return {"chinese": new.chinese, "english": new.english, "also": "\n".join(new.also)}
