"""The cars guests may drive, in the order in which they are offered (req 36)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from showroom.forms import reference as form
from showroom.forms.field import Lists
from showroom.language import _
from showroom.rules import plates
from showroom.rules.duties import Duty
from showroom.services import demo_cars
from showroom.services import lists as lists_service
from showroom.services.demo_cars import Car
from showroom.services.desk import Desk
from showroom.ui.settings.kept import Deed, Kept, Line, Placed, in_use, word_of
from showroom.ui.settings.worded import in_or_out


class DemoCars(Kept[Placed[Car]]):
    """Known by their id; a name or a plate two cars share is refused."""

    duty = Duty.KEEP_DEMO_CARS
    shows = frozenset({"demo_car", "car_model"})
    ordered = True

    @property
    def word(self) -> str:
        return _("Demo cars")

    @property
    def new_word(self) -> str:
        return _("New demo car")

    @property
    def heads(self) -> tuple[str, ...]:
        return (_("Car name"), _("Model"), _("Plate"), _("State"))

    def read(self, desk: Desk) -> tuple[tuple[Placed[Car], ...], Lists]:
        cars = demo_cars.cars(desk)
        return tuple(Placed(place, one) for place, one in enumerate(cars)), lists_service.current()

    def line(self, record: Placed[Car], lists: Lists) -> Line:
        car = record.entry
        model = word_of(lists["car_model"], str(car.model or ""))
        cells = (car.name, model, plates.show_plate(car.plate), in_use(car.active))
        return Line(str(car.car), cells, (car.name, model, car.plate), car.active)

    def new(self, _records: tuple[Placed[Car], ...], _today: date) -> Deed:
        def add(desk: Desk, values: dict[str, Any], token: str) -> str:
            return str(demo_cars.add_car(desk, values, token))

        return Deed(self.new_word, add, fields=form.DEMO_CAR)

    def change(self, record: Placed[Car]) -> Deed:
        car = record.entry
        values = {one.key: getattr(car, one.key) for one in form.DEMO_CAR}
        return Deed(car.name, partial(_change, car), fields=form.DEMO_CAR, values=values, plain=True)

    def others(self, record: Placed[Car], _today: date) -> tuple[Deed, ...]:
        car = record.entry
        return (in_or_out(car.name, car.active, partial(_retire, car), partial(_use, car)),)

    def place_of(self, record: Placed[Car]) -> int:
        return record.place

    def move(self, desk: Desk, record: Placed[Car], to: int) -> None:
        demo_cars.move_car(desk, record.entry.car, to)


def _change(car: Car, desk: Desk, values: dict[str, Any], _token: str) -> None:
    demo_cars.change_car(desk, car.car, car.revision, values)


def _retire(car: Car, desk: Desk, _values: dict[str, Any], _token: str) -> None:
    demo_cars.retire_car(desk, car.car, car.revision)


def _use(car: Car, desk: Desk, _values: dict[str, Any], _token: str) -> None:
    demo_cars.use_car(desk, car.car, car.revision)
