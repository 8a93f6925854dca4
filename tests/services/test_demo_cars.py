"""The cars for test drives are kept: offered in their order, out of use but never lost."""

from __future__ import annotations

import pytest

from showroom.errors import Clash, Invalid
from showroom.forms import drive as form
from showroom.forms.field import show
from showroom.services import demo_cars, lists
from tests.people import Showroom, refused

LAVIDA = {"name": "试驾朗逸", "model": 1, "plate": "浙A12345"}


@pytest.fixture
def car(showroom: Showroom) -> int:
    return demo_cars.add_car(showroom.manager, LAVIDA)


def names(showroom: Showroom) -> list[str]:
    return [one.name for one in demo_cars.cars(showroom.manager)]


def test_a_car_is_offered_until_it_is_out_of_use(showroom: Showroom, car: int) -> None:
    (offered,) = lists.current()["demo_car"]
    assert (offered.label, offered.active, offered.words()) == (
        "试驾朗逸",
        True,
        ("试驾朗逸", str(car), "浙A12345"),
    )
    demo_cars.retire_car(showroom.manager, car, 1)
    assert not lists.current()["demo_car"][0].active
    assert show(form.CAR, car, lists.current()) == "试驾朗逸", "drives keep its name"
    demo_cars.use_car(showroom.manager, car, 2)
    assert lists.current()["demo_car"][0].active


def test_cars_stand_in_the_order_they_are_given(showroom: Showroom, car: int) -> None:
    second = demo_cars.add_car(showroom.manager, {"name": "试驾途观"})
    demo_cars.move_car(showroom.manager, second, 0)
    assert names(showroom) == ["试驾途观", "试驾朗逸"]
    assert [one.label for one in lists.current()["demo_car"]] == ["试驾途观", "试驾朗逸"]


@pytest.mark.parametrize(
    ("entered", "field"), [({"name": "试驾朗逸"}, "name"), ({"name": "另一辆", "plate": "浙A12345"}, "plate")]
)
def test_a_name_or_a_plate_stands_for_one_car(
    showroom: Showroom, car: int, entered: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as told:
        demo_cars.add_car(showroom.manager, entered)
    assert {problem.field for problem in told.value.problems} == {field}
    demo_cars.retire_car(showroom.manager, car, 1)
    demo_cars.add_car(showroom.manager, entered)
    if field == "plate":
        with pytest.raises(Invalid):
            demo_cars.use_car(showroom.manager, car, 2)


def test_a_car_is_changed_as_it_was_seen(showroom: Showroom, car: int) -> None:
    demo_cars.change_car(showroom.manager, car, 1, LAVIDA | {"plate": "浙A54321"})
    with pytest.raises(Clash):
        demo_cars.change_car(showroom.administrator, car, 1, LAVIDA | {"plate": "浙A99999"})
    assert demo_cars.cars(showroom.manager)[0].plate == "浙A54321"
    with refused("E-GONE-ENTRY"):
        demo_cars.retire_car(showroom.manager, 77, 1)


def test_a_token_adds_one_car(showroom: Showroom) -> None:
    once = demo_cars.add_car(showroom.manager, LAVIDA, "car")
    assert demo_cars.add_car(showroom.manager, LAVIDA, "car") == once
    assert names(showroom) == ["试驾朗逸"]
