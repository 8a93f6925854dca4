"""Targets of a month, by figure and consultant, with who set them; which rate of the trade is printed."""

from __future__ import annotations

from datetime import date

import pytest

from showroom.errors import Denied, Invalid
from showroom.forms.figures import CHOICES
from showroom.services import figures, targets
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, refused, register_walk_in, staff_id

MARCH = date(2026, 3, 1)


def test_target_of_a_month_is_kept_with_who_set_it(showroom: Showroom) -> None:
    targets.set(showroom.manager, {"orders": 12, "parties": 180}, THURSDAY)
    targets.set(showroom.manager, {"orders": 4}, THURSDAY, staff_id(CONSULTANT))
    found = targets.of_month(showroom.manager, THURSDAY)
    assert {key: one.value for key, one in found.of(None).items()} == {"orders": 12, "parties": 180}
    own = found.of(staff_id(CONSULTANT))["orders"]
    assert (own.value, own.set_by, own.set_at) == (4, showroom.manager.name, showroom.clock.now())
    assert not targets.of_month(showroom.manager, date(2026, 4, 1)).aims


def test_changed_and_taken_away(showroom: Showroom) -> None:
    targets.set(showroom.manager, {"orders": 12, "parties": 180}, MARCH)
    targets.set(showroom.manager, {"orders": 15, "parties": None}, THURSDAY)
    aims = targets.of_month(showroom.manager, MARCH).of(None)
    assert {key: one.value for key, one in aims.items()} == {"orders": 15}


def test_pressed_twice_it_is_set_once(showroom: Showroom) -> None:
    for _time in range(2):
        targets.set(showroom.manager, {"orders": 12}, MARCH, token="once")
    assert len(targets.of_month(showroom.manager, MARCH).aims) == 1


def test_consultant_sees_his_own_alone(showroom: Showroom) -> None:
    targets.set(showroom.manager, {"orders": 12}, MARCH)
    targets.set(showroom.manager, {"orders": 4}, MARCH, staff_id(CONSULTANT))
    targets.set(showroom.manager, {"orders": 5}, MARCH, staff_id(OTHER_CONSULTANT))
    assert [one.value for one in targets.of_month(showroom.consultant, MARCH).aims] == [4]
    with pytest.raises(Denied):
        targets.of_month(showroom.consultant, MARCH, staff_id(OTHER_CONSULTANT))


def test_what_no_target_can_be(showroom: Showroom) -> None:
    for value in (0, -1, targets.AT_MOST + 1):
        with pytest.raises(Invalid):
            targets.set(showroom.manager, {"orders": value}, MARCH)
    for figure in ("no_such", "carried", "drive_rate.of_filed"):
        with refused("E-FIGURE-UNKNOWN"):
            targets.set(showroom.manager, {figure: 3}, MARCH)
    with refused("E-GONE-STAFF"):
        targets.set(showroom.manager, {"orders": 3}, MARCH, 999)
    assert not targets.of_month(showroom.manager, MARCH).aims


def test_showroom_chooses_which_rate_is_printed(showroom: Showroom) -> None:
    assert targets.chosen() == {family: rates[0] for family, rates in CHOICES.items()}
    targets.choose(showroom.manager, {"drive_rate": "drive_rate.of_mixed"})
    assert targets.chosen()["drive_rate"] == "drive_rate.of_mixed"
    assert figures.panel(showroom.manager, THURSDAY).rates[1].figure.key == "drive_rate.of_mixed"
    with refused("E-FIGURE-UNKNOWN"):
        targets.choose(showroom.manager, {"drive_rate": "lost_rate.of_held"})


def test_attainment_is_of_the_month_up_to_the_day(showroom: Showroom) -> None:
    targets.set(showroom.manager, {"parties": 4}, MARCH)
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    line = figures.panel(showroom.manager, THURSDAY).lines[0]
    assert (line.before, line.on_day, line.to_date, line.target, line.attainment) == (0, 1, 1, 4, 0.25)
    assert figures.panel(showroom.manager, THURSDAY, staff_id(CONSULTANT)).lines[0].attainment is None
