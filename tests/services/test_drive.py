"""Test drives are put on the card of who drove."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from showroom.errors import Clash, Invalid
from showroom.forms import drive as form
from showroom.forms.field import read
from showroom.models.act import ActLine
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.models.sale import Drive
from showroom.rules.duties import Duty
from showroom.services import check, demo_cars, drive, lists, sale
from tests.people import THURSDAY, Showroom, refused, staff_id, undo
from tests.sales import card_of_wang_li


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


@pytest.fixture
def car(showroom: Showroom) -> int:
    return demo_cars.add_car(showroom.manager, {"name": "试驾途观", "model": 2, "plate": "浙A12345"})


def test_a_drive_is_read_as_it_was_typed(showroom: Showroom, card: int, car: int) -> None:
    typed = {
        "time": "10:30", "car": "试驾途观", "kilometres": "12", "licence": "330105199105180022",
        "impression": "动力足",
    }  # fmt: skip
    entered = read(form.FIELDS, typed, lists.current())
    made = drive.record(showroom.consultant, card, entered)
    row = Drive.get_by_id(made)
    assert (row.day, row.time, row.car_id, row.kilometres) == (THURSDAY, time(10, 30), car, 12)
    assert (row.model_id, row.accompanied_by_id) == (2, staff_id("chentao")), "of the car, by who writes"
    (shown,) = sale.of_card(showroom.consultant, card).drives
    assert (shown.car_name, shown.with_whom, shown.impression) == ("试驾途观", "陈涛", "动力足")
    assert shown.licence == "330105********0022", "of a licence the ends are shown"


def test_of_a_licence_the_ends_are_kept_and_nothing_else(showroom: Showroom, card: int) -> None:
    """T3, T4: it bears the number of the ID, and no act remembers what the row does not know."""
    desk = showroom.consultant
    made = drive.record(desk, card, {"licence": "330105199105180022"})
    revision = drive.correct(desk, made, 1, {"licence": "330105199105180030"})
    assert Drive.get_by_id(made).licence == "330105********0030"
    drive.correct(desk, made, revision, {"licence": "330105********0030", "kilometres": 3})
    assert Drive.get_by_id(made).licence == "330105********0030", "a mask that is given back stays"
    told = [f"{line.before}{line.after}" for line in ActLine.select()]
    assert any("330105********0022" in line for line in told)
    assert not any("19910518" in line for line in told)


def test_a_plate_finds_the_car_too(showroom: Showroom, car: int) -> None:
    assert read((form.CAR,), {"car": "浙A12345"}, lists.current()) == {"car": car}


def test_a_drive_is_of_today_or_before(showroom: Showroom, card: int) -> None:
    with pytest.raises(Invalid):
        drive.record(showroom.consultant, card, {"day": THURSDAY + timedelta(1)})
    drive.record(showroom.consultant, card, {"day": THURSDAY - timedelta(1)})
    assert Drive.get().day == THURSDAY - timedelta(1)


def test_a_car_nobody_has_is_refused(showroom: Showroom, card: int) -> None:
    with pytest.raises(Invalid):
        drive.record(showroom.consultant, card, {"car": 77})


def test_a_drive_knows_the_appointment_it_was_made_on(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    with desk.work(Duty.FIX_APPOINTMENT) as work:
        appointment = work.add(
            Appointment,
            prospect=card,
            kind="test_drive",
            day=THURSDAY,
            time=time(10),
            state="expected",
            made_by=desk.staff,
            made_at=desk.clock.now(),
        )
    drive.record(desk, card, {}, appointment=appointment)
    assert Drive.get().appointment_id == appointment
    another = Prospect.get().customer_id
    with desk.work(Duty.OPEN_CARD) as work:
        other = work.add(Prospect, customer=another, owner=desk.staff, opened_on=THURSDAY, level="B")
    with refused("E-DRIVE-APPOINTMENT"):
        drive.record(desk, other, {}, appointment=appointment)


def test_a_drive_is_recorded_once_and_undone(showroom: Showroom, card: int) -> None:
    once = drive.record(showroom.consultant, card, {}, token="drive")
    assert drive.record(showroom.consultant, card, {}, token="drive") == once
    undo(showroom.consultant)
    assert sale.of_card(showroom.consultant, card).drives == ()
    assert check.findings(showroom.store) == []


def test_a_drive_noted_wrong_is_corrected_another_car_brings_its_model(
    showroom: Showroom, card: int, car: int
) -> None:
    desk = showroom.consultant
    made = drive.record(desk, card, {"kilometres": 8, "model": 1})
    assert drive.correct(desk, made, 1, {"car": car, "kilometres": 12}) == 2
    row = Drive.get_by_id(made)
    assert (row.car_id, row.model_id, row.kilometres) == (car, 2, 12)
    with pytest.raises(Invalid):
        drive.correct(desk, made, 2, {"car": 77})
    undo(desk)
    assert Drive.get_by_id(made).car_id is None


def test_a_clash_tells_no_more_of_a_licence_than_its_mask(showroom: Showroom, card: int) -> None:
    desk = showroom.consultant
    made = drive.record(desk, card, {"licence": "330105199105180022"})
    drive.correct(desk, made, 1, {"licence": "330105199105180030"})
    with pytest.raises(Clash) as told:
        drive.correct(desk, made, 1, {"licence": "330105199105180049"})
    assert "19910518" not in told.value.sentence()
    assert told.value.theirs == {"licence": "330105********0030"}
