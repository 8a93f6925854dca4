"""Where the go-to box may lead: people, cards and cars, for whose eyes, at what price (S7)."""

from __future__ import annotations

import pytest

from showroom.errors import Denied
from showroom.models.car import Vehicle
from showroom.rules.duties import Duty
from showroom.services import customer_merge, go_to
from tests.people import ADMINISTRATOR, CLERK, Showroom, refused, register_walk_in, statements, undo
from tests.services.test_customer_merge import ONE, OTHER, opens

VIN = "LSVAA4182E2000417"


@pytest.fixture
def wang(showroom: Showroom) -> int:
    """王丽 of 陈涛 with a car, and 李强 of 李娜 with another."""
    who, _card = opens(showroom.consultant, "王丽", ONE, level="B")
    other, _card = opens(showroom.other_consultant, "李强", OTHER)
    with showroom.manager.work(Duty.DELIVER) as work:
        work.add(Vehicle, customer=who, plate="浙A12345", vin=VIN)
        work.add(Vehicle, customer=other, plate="浙A12399", vin=VIN.replace("LSV", "WVW"))
    return who


def found(showroom: Showroom, typed: str) -> go_to.Found:
    return go_to.find(showroom.consultant, typed)


def test_people_by_name_pinyin_and_tail_masked_as_everywhere(showroom: Showroom, wang: int) -> None:
    for typed, why in (("王丽", "name"), ("wangli", "pinyin"), ("wl", "initials"), ("5678", "ends")):
        (one,) = found(showroom, typed).people
        assert (one.customer, one.why, one.phone) == (wang, why, "138 1234 5678")
    (colleagues,) = found(showroom, "李强").people
    assert (colleagues.phone, colleagues.owner_name) == ("139****4321", "李娜")


@pytest.mark.parametrize("typed", ["P26-00001", "p26-1", "Q26-00001", "1"])
def test_a_card_by_its_number(showroom: Showroom, wang: int, typed: str) -> None:
    card = found(showroom, typed).card
    assert card is not None
    assert (card.prospect, card.number, card.name, card.level, card.mine) == (
        1,
        "P26-00001",
        "王丽",
        "B",
        True,
    )


def test_a_colleagues_card_is_named_and_does_not_open(showroom: Showroom, wang: int) -> None:
    card = found(showroom, "P26-00002").card
    assert card is not None
    assert (card.owner_name, card.mine) == ("李娜", False)
    with pytest.raises(Denied):
        go_to.card_to_open(showroom.consultant, 2)
    with refused("E-CARD-GONE"):
        go_to.card_to_open(showroom.consultant, 4711)
    assert found(showroom, "P26-04711").card is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [("浙A12345", "plate"), ("浙a·123", "plate"), ("12345", "plate"), (VIN[:9], "vin"), ("000417", "vin")],
)
def test_a_car_by_the_beginning_or_the_end(showroom: Showroom, wang: int, typed: str, why: str) -> None:
    (car,) = found(showroom, typed).cars
    assert (car.customer, car.plate, car.vin, car.why) == (wang, "浙A·12345", VIN, why)


def test_cars_of_a_colleagues_customer_are_not_told(showroom: Showroom, wang: int) -> None:
    assert found(showroom, "12399").cars == ()
    assert len(go_to.find(showroom.manager, "浙A123").cars) == 2, "the control"


@pytest.mark.parametrize("typed", ["", " ", "浙A", "abcdef", "😀", "\u202e", "9" * 60])
def test_too_little_and_too_much_find_no_car(showroom: Showroom, wang: int, typed: str) -> None:
    assert found(showroom, typed).cars == ()


def test_whoever_finds_nobody_is_offered_nobody(showroom: Showroom, wang: int) -> None:
    assert go_to.find(showroom.desk(ADMINISTRATOR), "王丽") == go_to.Found()
    assert go_to.find(showroom.desk(CLERK), "王丽").people[0].phone == "138****5678"


def test_the_number_of_a_card_made_one_with_another_leads_there(showroom: Showroom) -> None:
    desk = showroom.consultant
    first, kept = opens(desk, "王丽", ONE)
    second, gone = opens(desk, "王丽", OTHER)
    customer_merge.merge(desk, first, second, {}, one_wish={gone: kept})
    assert go_to.card_to_open(desk, gone) == go_to.CardToOpen(kept, "P26-00001", instead_of="P26-00002")
    undo(desk)
    assert go_to.card_to_open(desk, gone) == go_to.CardToOpen(gone, "P26-00002")


def test_it_costs_the_same_however_many_there_are(showroom: Showroom, wang: int) -> None:
    few = statements(showroom, lambda: found(showroom, "12345"))
    for number in range(20):
        register_walk_in(showroom.reception, f"客人{number}", f"1370000{number:04d}")
    with showroom.manager.work(Duty.DELIVER) as work:
        for number in range(60):
            work.add(Vehicle, customer=wang, plate=f"浙{chr(65 + number % 6)}12345")
    assert statements(showroom, lambda: found(showroom, "12345")) == few
    assert len(found(showroom, "12345").cars) == go_to.CARS_AT_MOST


def test_the_end_of_a_number_reads_the_index_and_not_the_table(showroom: Showroom) -> None:
    for query in (go_to._plate_ends, go_to._vin_ends, go_to._plate_begins, go_to._vin_begins):
        sql, params = query._build().sql()
        plan = showroom.store.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", ["1" for _ in params])
        assert all("COVERING INDEX" in row[3] for row in plan.fetchall())
