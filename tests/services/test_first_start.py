"""The first start: one act with whatever is known already, the rest left for later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from showroom.clock import SetClock
from showroom.errors import Invalid, Refused
from showroom.forms import first_lists
from showroom.forms.field import Option
from showroom.models.store import Store
from showroom.rules.duties import Duty, Role
from showroom.rules.level_rules import PRESETS, SEED
from showroom.services import first_start, level_rules, lists, settings
from showroom.services.check import findings
from showroom.services.first_start import NewShowroom
from showroom.services.settings import Facts
from showroom.services.sign_in import colleagues
from showroom.services.staff import NewStaff
from tests.people import FACTS, FIRST, PASSWORD, STAFF, THURSDAY, acts, clock_of_the_morning, last_act


@pytest.fixture
def clock() -> SetClock:
    return clock_of_the_morning()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "new" / "showroom.db"
    first_start.make_store(path)
    with Store(path) as store:
        yield store


def test_the_first_administrator_is_enough(store: Store, clock: SetClock) -> None:
    code = first_start.found(store, clock, NewShowroom(FIRST))
    assert len(code) == 23
    assert [one.user for one in colleagues(store)] == [FIRST.user]
    assert settings.facts() == Facts()
    assert level_rules.in_force(THURSDAY) == SEED
    assert {name: lists.current()[name] for name in first_lists.FIRST} == first_lists.FIRST
    assert not findings(store)


def test_everything_known_is_kept_in_one_act(store: Store, clock: SetClock, tmp_path: Path) -> None:
    cars = (Option("", "朗逸", "Lavida"), Option("", "途观L", "Tiguan L", ("途观",)))
    facts = Facts("恒远汽车滨江店", business_hours="8:30-18:30", copies_folder=str(tmp_path))
    first_start.found(store, clock, NewShowroom(FIRST, facts, STAFF, cars, PRESETS[3]))
    assert (acts(), last_act().duty) == (1, Duty.CREATE_STORE)
    assert [one.user for one in colleagues(store)] == [one.user for one in (FIRST, *STAFF)]
    assert settings.facts().business_hours == "08:30–18:30"
    assert [(one.chinese, one.also) for one in lists.current()["car_model"]] == [
        ("朗逸", ()),
        ("途观L", ("途观",)),
    ]
    assert level_rules.in_force(THURSDAY) == PRESETS[3]


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(
            NewShowroom(NewStaff("zhoumin", "周敏", PASSWORD, (Role.RECEPTIONIST,))), id="no administrator"
        ),
        pytest.param(
            NewShowroom(FIRST, people=(NewStaff("x", "某人", "short", (Role.RECEPTIONIST,)),)), id="password"
        ),
        pytest.param(NewShowroom(FIRST, Facts(business_hours="all day")), id="hours"),
        pytest.param(NewShowroom(FIRST, people=(FIRST,)), id="the same user twice"),
        pytest.param(NewShowroom(FIRST, car_models=(Option("", "来电"),)), id="a car that is no car"),
    ],
)
def test_what_cannot_be_is_refused_whole(store: Store, clock: SetClock, new: NewShowroom) -> None:
    with pytest.raises((Invalid, Refused)):
        first_start.found(store, clock, new)
    assert first_start.is_new(store)
    assert acts() == 0
    assert first_start.found(store, clock, NewShowroom(FIRST, FACTS))


def problems_of(check: Callable[[], None]) -> list[str]:
    with pytest.raises(Invalid) as refused:
        check()
    return [problem.field for problem in refused.value.problems]


def test_every_problem_of_every_person_is_told_at_once(store: Store) -> None:
    nobody = NewStaff("", " ", "short", ())
    namesake = NewStaff(FIRST.user.upper(), "某人", PASSWORD, (Role.RECEPTIONIST,))
    no_administrator = replace(FIRST, roles=(Role.RECEPTIONIST,))
    told = problems_of(lambda: first_start.check_people((no_administrator, nobody, namesake)))
    assert told == ["0.roles", "1.name", "1.user", "1.password", "1.roles", "2.user"]
    first_start.check_people((FIRST, *STAFF))


def test_a_password_with_the_showroom_s_name_is_no_password(store: Store) -> None:
    named = replace(FIRST, password="恒远汽车滨江店-2026")
    assert problems_of(lambda: first_start.check_people((named,), "恒远汽车滨江店")) == ["0.password"]


def test_car_models_are_checked_against_each_other_and_the_words_of_the_log(store: Store) -> None:
    models = (
        Option("", "朗逸"),
        Option("", "来电"),
        Option("", "途观L"),
        Option("", "新车", "途观L"),
        Option("", "长" * 60),
    )
    assert problems_of(lambda: first_start.check_car_models(models)) == ["1", "3", "4"]
    first_start.check_car_models((models[0], models[2]))
    assert acts() == 0


def test_facts_are_checked_before_they_are_stored(store: Store) -> None:
    wrong = Facts(business_hours="all day", copies_folder="nowhere", phone="12")
    assert set(problems_of(lambda: settings.check(wrong))) == {"business_hours", "copies_folder", "phone"}
    settings.check(FACTS)
    assert settings.facts() == Facts()
