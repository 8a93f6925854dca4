"""Registering and correcting: whose guest it is, what becomes of the card, what history keeps."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from showroom.errors import Clash, Invalid, ShowroomError
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import DELIVERED, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.rules.traffic import TrafficType
from showroom.services import traffic_log, traffic_log_day
from tests.people import (
    CONSULTANT,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    correct,
    last_act,
    lines_of,
    log_of,
    register_call,
    register_guest_who_leaves_nothing,
    register_line,
    register_walk_in,
    row_of,
    staff_id,
)


def _numbers(name: str) -> list[str]:
    """The numbers of the customer of this name, as they are compared."""
    owner = Customer.get(Customer.name == name)
    kept = Phone.select().where(Phone.customer == owner, Phone.removed_at.is_null()).order_by(Phone.id)
    return [phone.key for phone in kept]


# --- registering -----------------------------------------------------------------------------------------


def test_a_new_phone_opens_a_customer_a_phone_and_a_wish_to_buy(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "138 1234 5678", received_by="陈涛", level="A")
    assert (done.number, done.repeated) == (1, False)
    (customer,) = Customer.select()
    (phone,) = Phone.select()
    (wish,) = Prospect.select()
    assert (customer.name, phone.key, phone.tail, phone.typed) == (
        "王丽",
        "13812345678",
        "5678",
        "138 1234 5678",
    )
    assert (wish.owner_id, wish.level, wish.opened_on) == (staff_id(CONSULTANT), "A", THURSDAY)
    assert TrafficEntry.get().customer_id == customer.id


def test_the_empty_cells_are_filled_from_the_desk(showroom: Showroom) -> None:
    done = register_guest_who_leaves_nothing(showroom.reception)
    row = row_of(showroom.reception, done.entry)
    assert (row.arrived, row.traffic_type, row.purpose) == (time(8, 30), TrafficType.WALK_IN, "look_at_cars")
    assert (row.head_count, row.received_by, row.assigned) == (1, staff_id(RECEPTIONIST), None)


def test_a_guest_who_leaves_nothing_is_a_row_and_no_customer(showroom: Showroom) -> None:
    done = register_guest_who_leaves_nothing(showroom.reception)
    assert not row_of(showroom.reception, done.entry).has_phone
    assert Customer.select().count() == Prospect.select().count() == 0


def test_a_name_without_a_phone_is_not_on_file(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王女士")
    assert Customer.select().count() == 0


def test_a_guest_for_service_gets_a_file_but_no_wish(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", purpose="维修保养")
    assert (Customer.select().count(), Prospect.select().count()) == (1, 0)


def test_rows_are_numbered_by_day(showroom: Showroom) -> None:
    yesterday = THURSDAY - timedelta(days=1)
    register_walk_in(showroom.reception, "昨天", day=yesterday)
    numbers = [register_walk_in(showroom.reception, "今天").number for _two in range(2)]
    assert numbers == [1, 2]
    assert [row.guest_name for row in log_of(showroom.reception, yesterday).rows] == ["昨天"]


def test_a_day_to_come_is_refused(showroom: Showroom) -> None:
    with pytest.raises(Invalid) as refused:
        register_walk_in(showroom.reception, "王丽", day=THURSDAY + timedelta(days=1))
    assert refused.value.problems[0].field == "day"
    assert TrafficEntry.select().count() == 0


def test_who_leaves_before_arriving_is_refused(showroom: Showroom) -> None:
    with pytest.raises(Invalid):
        register_walk_in(showroom.reception, "王丽", arrived="10:00", left="9:00")
    done = register_walk_in(showroom.reception, "王丽", arrived="10:00")
    with pytest.raises(Invalid):
        correct(showroom.reception, done.entry, left="9:00")


def test_two_numbers_are_both_kept(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678 / 13912345678")
    assert _numbers("王丽") == ["13812345678", "13912345678"]
    assert row_of(showroom.reception, done.entry).phones == ("138 1234 5678", "139 1234 5678")
    register_walk_in(showroom.reception, "王丽", "13912345678")
    assert Customer.select().count() == 1


@pytest.mark.parametrize(
    "typed", ["+86 138-1234-5678", "１３８１２３４５６７８", "138 1234 5678", "\u202d13812345678\u202c"]
)
def test_a_number_is_known_however_it_is_typed(showroom: Showroom, typed: str) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    register_walk_in(showroom.reception, "王丽", typed)
    assert Customer.select().count() == 1
    assert _numbers("王丽") == ["13812345678"]


# --- somebody we know ------------------------------------------------------------------------------------


@pytest.fixture
def wang_li(showroom: Showroom) -> int:
    """王丽 is 陈涛's prospect at level A."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="A", sex="女")
    return int(Customer.get().id)


def test_a_known_phone_goes_to_the_owner_with_name_sex_and_level(showroom: Showroom, wang_li: int) -> None:
    done = register_walk_in(showroom.reception, "", "13812345678", received_by="李娜")
    row = row_of(showroom.reception, done.entry)
    assert (row.guest_name, row.sex, row.level) == ("王丽", "female", "A")
    assert (row.assigned, row.received_by) == (staff_id(CONSULTANT), staff_id(OTHER_CONSULTANT))
    assert TrafficEntry.get_by_id(done.entry).customer_id == wang_li
    assert (Customer.select().count(), Prospect.select().count()) == (1, 1)


def test_a_call_of_somebody_known_goes_to_the_owner_too(showroom: Showroom, wang_li: int) -> None:
    done = register_call(showroom.reception, "", "13812345678")
    assert row_of(showroom.reception, done.entry).assigned == staff_id(CONSULTANT)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("王女士", "王丽"),
        ("王小姐", "王丽"),
        ("女士", "王丽"),
        ("", "王丽"),
        ("李女士", "李女士"),
        ("王莉", "王莉"),
    ],
)
def test_a_title_is_filled_up_to_the_known_name(
    showroom: Showroom, wang_li: int, typed: str, stands: str
) -> None:
    done = register_walk_in(showroom.reception, typed, "13812345678")
    assert row_of(showroom.reception, done.entry).guest_name == stands
    assert Customer.get_by_id(wang_li).name == "王丽"


def test_somebody_picked_from_the_matches_needs_no_number(showroom: Showroom, wang_li: int) -> None:
    done = register_walk_in(showroom.reception, "王女士", known=wang_li)
    row = row_of(showroom.reception, done.entry)
    assert (row.guest_name, row.phones, row.assigned) == ("王丽", ("138 1234 5678",), staff_id(CONSULTANT))


def test_a_new_number_of_somebody_picked_is_added(showroom: Showroom, wang_li: int) -> None:
    register_walk_in(showroom.reception, "王丽", "13912345678", known=wang_li)
    assert _numbers("王丽") == ["13812345678", "13912345678"]


def test_somebody_picked_who_is_gone_is_refused(showroom: Showroom) -> None:
    with pytest.raises(ShowroomError) as refused:
        register_walk_in(showroom.reception, "王丽", known=77)
    assert refused.value.code == "E-GONE"


def test_another_person_with_the_same_number_is_another_customer(showroom: Showroom, wang_li: int) -> None:
    register_walk_in(showroom.reception, "李强", "13812345678", another_person="丈夫，同一电话")
    assert Customer.select().count() == Prospect.select().count() == 2
    assert any("丈夫，同一电话" in (line.after or "") for line in lines_of(last_act()))


def test_of_a_family_the_name_decides_else_the_newest(showroom: Showroom, wang_li: int) -> None:
    husband = register_walk_in(showroom.reception, "李强", "13812345678", another_person="丈夫")
    by_name = register_walk_in(showroom.reception, "王丽", "13812345678")
    unnamed = register_walk_in(showroom.reception, "", "13812345678")
    owners = [TrafficEntry.get_by_id(one.entry).customer_id for one in (husband, by_name, unnamed)]
    assert owners[1] == wang_li
    assert owners[2] == owners[0] != wang_li


def test_a_guest_without_an_owner_gets_the_consultant_who_receives_him(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    assert Prospect.get().owner_id is None
    done = register_walk_in(showroom.reception, "", "13812345678", received_by="李娜")
    assert row_of(showroom.reception, done.entry).assigned == staff_id(OTHER_CONSULTANT)
    assert Prospect.get().owner_id == staff_id(OTHER_CONSULTANT)


def test_a_phone_first_line_is_the_same_registration(showroom: Showroom) -> None:
    done = register_line(showroom.reception, "王女士 13812345678 朗逸 2人 来店 陈涛 对比同级车型")
    row = row_of(showroom.reception, done.entry)
    assert (row.guest_name, row.sex, row.head_count) == ("王女士", "female", 2)
    assert (row.phones, row.received_by, row.note) == (
        ("138 1234 5678",),
        staff_id(CONSULTANT),
        "对比同级车型",
    )


@pytest.mark.parametrize(
    "name",
    [
        "<b>张</b>",
        "Robert'); DROP TABLE customer;--",
        "%",
        "null",
        "None",
        "{name}",
        "𠮷㛃龘",
        "👨‍👩‍👧",
        "= 1+1",
    ],
)
def test_a_name_is_kept_letter_by_letter(showroom: Showroom, name: str) -> None:
    done = register_walk_in(showroom.reception, name, "13812345678")
    assert row_of(showroom.reception, done.entry).guest_name == name
    assert Customer.get().name == name


# --- correcting ------------------------------------------------------------------------------------------


def test_a_correction_keeps_who_changed_what_and_when(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", area="滨江")
    showroom.clock.put(THURSDAY, 9, 5)
    correct(showroom.consultant, done.entry, area="西湖", arrived="8:20")
    row = row_of(showroom.reception, done.entry)
    assert (row.area, row.arrived, row.revision) == ("西湖", time(8, 20), 2)
    assert {(one.field, one.before, one.by) for one in row.corrections} == {
        ("area", "滨江", "陈涛"),
        ("arrived", "08:30", "陈涛"),
    }
    assert {f"{one.at:%Y-%m-%d %H:%M}" for one in row.corrections} == {"2026-03-05 09:05"}


def test_a_corrected_choice_shows_its_word_before(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", model_of_interest="朗逸")
    correct(showroom.reception, done.entry, model_of_interest="途观L", purpose="维修保养")
    before = {one.field: one.before for one in row_of(showroom.reception, done.entry).corrections}
    assert before == {"model_of_interest": "朗逸", "purpose": "看车"}


def test_the_arrival_cannot_be_taken_away(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    with pytest.raises(Invalid):
        correct(showroom.reception, done.entry, arrived="")
    correct(showroom.reception, done.entry, purpose="", traffic_type="")
    assert row_of(showroom.reception, done.entry).purpose == "look_at_cars"


def test_a_row_that_is_not_there_cannot_be_corrected(showroom: Showroom) -> None:
    with pytest.raises(ShowroomError) as refused:
        correct(showroom.reception, 77, note="x")
    assert refused.value.code == "E-ROW-GONE"


def test_two_who_correct_the_phone_clash(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.reception, done.entry, phone="13812345679")
    with pytest.raises(Clash):
        correct(showroom.consultant, done.entry, phone="13812345670")
    assert _numbers("王丽") == ["13812345679"]


def test_a_slip_in_name_and_number_is_mended_on_the_card(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.reception, done.entry, guest_name="王莉", phone="13812345679")
    assert Customer.select().count() == 1
    assert _numbers("王莉") == ["13812345679"]


def test_a_card_with_other_visits_keeps_its_number(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    again = register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.reception, again.entry, phone="13912345678")
    assert Customer.select().count() == 2
    assert TrafficEntry.get_by_id(again.entry).customer_id != TrafficEntry.get_by_id(1).customer_id
    first = Phone.select().where(Phone.customer == 1, Phone.removed_at.is_null())
    assert [phone.key for phone in first] == ["13812345678"]


def test_a_number_written_in_later_opens_the_file(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", received_by="陈涛")
    correct(showroom.reception, done.entry, phone="13812345678")
    assert _numbers("王丽") == ["13812345678"]
    assert Prospect.get().owner_id == staff_id(CONSULTANT)


def test_a_number_of_somebody_known_written_in_later_joins_him(showroom: Showroom, wang_li: int) -> None:
    done = register_walk_in(showroom.reception, "王女士")
    correct(showroom.reception, done.entry, phone="13812345678")
    assert TrafficEntry.get_by_id(done.entry).customer_id == wang_li
    assert Customer.select().count() == 1


def test_a_slip_in_one_name_of_a_family_does_not_move_the_visit(showroom: Showroom) -> None:
    wife = register_walk_in(showroom.reception, "王丽", "13812345678")
    register_walk_in(showroom.reception, "李强", "13812345678", another_person="丈夫")
    before = TrafficEntry.get_by_id(wife.entry).customer_id
    correct(showroom.reception, wife.entry, guest_name="王莉")
    assert TrafficEntry.get_by_id(wife.entry).customer_id == before
    assert {one.name for one in Customer.select()} == {"王莉", "李强"}


def test_the_wish_of_this_row_follows_its_consultant(showroom: Showroom, wang_li: int) -> None:
    correct(showroom.reception, 1, assigned="李娜")
    assert Prospect.get().owner_id == staff_id(OTHER_CONSULTANT)


def test_an_older_wish_does_not(showroom: Showroom, wang_li: int) -> None:
    showroom.on(THURSDAY + timedelta(days=1))
    done = register_walk_in(showroom.reception, "", "13812345678")
    correct(showroom.reception, done.entry, assigned="李娜")
    assert Prospect.get().owner_id == staff_id(CONSULTANT)


# --- reading a day ---------------------------------------------------------------------------------------


def test_the_day_tells_the_facts_and_who_wrote_it(showroom: Showroom) -> None:
    register_walk_in(showroom.consultant, "李强")
    register_walk_in(showroom.reception, "王丽")
    day = log_of(showroom.manager)
    assert (day.dealer, day.business_hours) == ("恒远汽车滨江店", "08:30–18:30")
    assert (day.receptionists, day.compiled_by) == (("周敏",), "周敏")
    assert [row.guest_name for row in day.rows] == ["李强", "王丽"]


def test_the_last_day_is_the_last_with_rows(showroom: Showroom) -> None:
    assert traffic_log_day.last_day(showroom.reception) is None
    for before in (3, 9):
        register_walk_in(showroom.reception, "王丽", day=THURSDAY - timedelta(days=before))
    assert traffic_log_day.last_day(showroom.reception) == THURSDAY - timedelta(days=3)


def test_prints_are_numbered_by_the_day_on_which_they_are_made(showroom: Showroom) -> None:
    def prints() -> str:
        return traffic_log.record_print(showroom.reception, THURSDAY, extended=False, blank=False)

    assert [prints(), prints()] == ["E260305-001", "E260305-002"]
    showroom.on(THURSDAY + timedelta(days=1))
    assert prints() == "E260306-001"


def test_a_day_costs_the_same_number_of_statements_for_one_row_and_for_a_hundred(showroom: Showroom) -> None:
    def statements() -> int:
        seen: list[object] = []
        database = showroom.store.database
        database.query_hooks.append(seen.append)
        log_of(showroom.reception)
        database.query_hooks.remove(seen.append)
        return len(seen)

    register_walk_in(showroom.reception, "王丽", "13812345678")
    correct(showroom.reception, 1, note="周末再来")
    one = statements()
    for number in range(99):
        done = register_walk_in(
            showroom.reception, f"客人{number}", f"139000{number:05d}", received_by="陈涛"
        )
        correct(showroom.reception, done.entry, note="周末再来")
    assert len(log_of(showroom.reception).rows) == 100
    assert statements() == one
    assert one >= 5, "the hook saw nothing: the test proved nothing"


def _still_on_file() -> tuple[set[str], int]:
    """The names of the customers on file, and how many wishes to buy are open."""
    people = {one.name for one in Customer.select().where(Customer.removed_at.is_null())}
    return people, Prospect.select().where(Prospect.removed_at.is_null()).count()


def test_a_number_that_was_somebody_elses_leaves_no_ghost_behind(showroom: Showroom, wang_li: int) -> None:
    slip = register_walk_in(showroom.reception, "王女士", "13812345679")
    assert _still_on_file() == ({"王丽", "王女士"}, 2)
    correct(showroom.reception, slip.entry, phone="13812345678")
    assert TrafficEntry.get_by_id(slip.entry).customer_id == wang_li
    assert _still_on_file() == ({"王丽"}, 1)


def test_a_number_taken_away_takes_its_card_along(showroom: Showroom) -> None:
    slip = register_walk_in(showroom.reception, "王女士", "13812345679")
    correct(showroom.reception, slip.entry, phone="")
    assert TrafficEntry.get_by_id(slip.entry).customer_id is None
    assert _still_on_file() == (set(), 0)


def test_a_customer_with_other_visits_stays_on_file(showroom: Showroom, wang_li: int) -> None:
    again = register_walk_in(showroom.reception, "王女士", "13812345678")
    correct(showroom.reception, again.entry, phone="")
    assert _still_on_file() == ({"王丽"}, 1)


def test_a_service_visit_that_turns_out_a_purchase_visit_opens_a_wish(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王女士", "13812345679", purpose="维修保养")
    assert _still_on_file() == ({"王女士"}, 0)
    correct(showroom.reception, done.entry, purpose="看车")
    assert _still_on_file() == ({"王女士"}, 1)


def test_a_customer_whose_wish_is_closed_is_still_his_consultants(showroom: Showroom, wang_li: int) -> None:
    wish = Prospect.get()
    with showroom.house.work(Duty.FILL_DEMO) as work:
        work.edit(Prospect, wish.id, wish.revision, state=DELIVERED, delivered_on=THURSDAY)
    again = register_walk_in(showroom.reception, "王女士", "13812345678", purpose="维修保养")
    assert TrafficEntry.get_by_id(again.entry).assigned_id == wish.owner_id
