"""The car models the showroom sells, in the order in which they are offered."""

from __future__ import annotations

from typing import Any

from showroom.forms import reference as form
from showroom.forms.field import Field, Lists
from showroom.language import _
from showroom.services import car_models
from showroom.services.car_models import Model
from showroom.services.desk import Desk
from showroom.ui.settings.kept import Placed
from showroom.ui.settings.worded import WordedList


class CarModels(WordedList[Model]):
    """Known by their id; a word two models share is refused."""

    shows = frozenset({"car_model"})

    @property
    def word(self) -> str:
        return _("Car models")

    @property
    def new_word(self) -> str:
        return _("New model")

    @property
    def fields(self) -> tuple[Field, ...]:
        return form.CAR_MODEL

    def read(self, desk: Desk) -> tuple[tuple[Placed[Model], ...], Lists]:
        return tuple(Placed(place, one) for place, one in enumerate(car_models.models(desk))), {}

    def key_of(self, entry: Model) -> str:
        return str(entry.car_model)

    def add_one(self, desk: Desk, values: dict[str, Any], token: str) -> str:
        return str(car_models.add_model(desk, values, token))

    def change_one(self, entry: Model, desk: Desk, values: dict[str, Any], _token: str) -> None:
        car_models.change_model(desk, entry.car_model, entry.revision, values)

    def retire_one(self, entry: Model, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        car_models.retire_model(desk, entry.car_model, entry.revision)

    def use_one(self, entry: Model, desk: Desk, _values: dict[str, Any], _token: str) -> None:
        car_models.use_model(desk, entry.car_model, entry.revision)

    def move(self, desk: Desk, record: Placed[Model], to: int) -> None:
        car_models.move_model(desk, record.entry.car_model, to)
