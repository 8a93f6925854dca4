"""The practice showroom: made and gone, and every task of a role ticked by really doing it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from showroom.errors import Denied, Unavailable
from showroom.forms.practice import TASKS, ticked
from showroom.models.daily_report import DailyReport
from showroom.models.prospect import Prospect
from showroom.models.store import Store
from showroom.rules.calendar import DayKind
from showroom.rules.duties import Duty, Role
from showroom.services import (
    appointment,
    calendar,
    campaigns,
    car_models,
    card_review,
    changes,
    customer_card,
    demo_cars,
    drive,
    level_rules,
    own_secrets,
    practice,
    quote,
    reference,
    settings,
    sheet_owners,
    sign_in,
    staff,
    targets,
    traffic_day,
)
from showroom.services.desk import Desk
from showroom.sheets.evening_sheet_printing import print_evening_sheet
from showroom.sheets.month_summary_printing import print_month_summary
from showroom.sheets.morning_sheet_printing import print_morning_sheets
from tests.handovers import hands_over, opens_cards
from tests.lost import approves, asks_lost
from tests.people import (
    CONSULTANT,
    FACTS,
    PASSWORD,
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    close_day,
    staff_id,
)
from tests.reports import reviews, says, submits
from tests.sales import places

WEDNESDAY, SATURDAY = THURSDAY - timedelta(1), THURSDAY + timedelta(2)


# -- a place that goes --------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def room_for_practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that no other test looks into."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def made(make: Callable[[practice.Progress], Path]) -> Path:
    return make(lambda _done, _all: None)


def test_it_is_there_while_one_practises_and_gone_after(room_for_practice: Path) -> None:
    with practice.sandbox(made, clock_of_the_morning()) as box:
        assert box is not None
        assert box.path.exists()
        assert {one.role for one in box.accounts} == set(Role)
        assert box.role_of(box.account_of(Role.SHOWROOM_MANAGER).user) is Role.SHOWROOM_MANAGER
        box.place_for("/home/somebody/来店登记.pdf").write_bytes(b"%PDF")
    assert list(room_for_practice.iterdir()) == []


def test_what_is_stopped_while_it_is_made_leaves_nothing(room_for_practice: Path) -> None:
    with practice.sandbox(lambda _make: None, clock_of_the_morning()) as box:
        assert box is None
    assert list(room_for_practice.iterdir()) == []


def test_what_a_killed_practice_left_goes_with_the_next_but_not_one_in_use(room_for_practice: Path) -> None:
    left = room_for_practice / "showroom-practice-killed"
    left.mkdir()
    (left / "practice.db").write_bytes(b"half")
    other = room_for_practice / "somebody-elses"
    other.mkdir()

    def look(_make: Callable[[practice.Progress], Path]) -> None:
        assert not left.exists()
        assert other.exists()
        (mine,) = room_for_practice.glob("showroom-practice-*")
        with practice.sandbox(lambda _other: None, clock_of_the_morning()):
            assert mine.exists(), "somebody is in it"

    with practice.sandbox(look, clock_of_the_morning()):
        pass


def test_a_disk_that_takes_none_is_told(room_for_practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(room_for_practice / "not there"))
    with (
        pytest.raises(Unavailable, match="练习展厅没能建成"),
        practice.sandbox(made, clock_of_the_morning()),
    ):
        raise AssertionError("nothing was made")


# -- what ticks ---------------------------------------------------------------------------------------


def card(showroom: Showroom) -> int:
    (found,) = opens_cards(showroom, "B")
    return found


def fixes(desk: Desk, on: int) -> None:
    values = {"kind": "visit", "day": SATURDAY, "time": time(10)}
    appointment.make(desk, on, values)


def keeps_card(desk: Desk, on: int) -> None:
    customer_card.keep(desk, customer_card.card(desk, on), {"colour": "白"})


def consultants_day(showroom: Showroom) -> list[Callable[[], object]]:
    desk = showroom.consultant
    first, second = card(showroom), card(showroom)
    return [
        lambda: says(desk, first),
        lambda: says(desk, first, said="", result="no_answer"),
        lambda: says(desk, second, level="A", criteria=("came_again",), said="看好了"),
        lambda: fixes(desk, first),
        lambda: keeps_card(desk, first),
        lambda: drive.record(desk, first, {"impression": "底盘扎实"}),
        lambda: quote.add(desk, first, {"model": 1, "price": 118_900_00}),
        lambda: places(desk, first),
        lambda: asks_lost(desk, second),
        lambda: submits(desk),
    ]


def managers_day(showroom: Showroom) -> list[Callable[[], object]]:
    close_day(showroom, WEDNESDAY)
    desk = showroom.on(THURSDAY).manager
    first, second = card(showroom), card(showroom)
    request = asks_lost(showroom.consultant, first)
    submits(showroom.consultant)
    month = date(2026, 3, 1)
    everybody = sheet_owners.choice(desk)
    return [
        lambda: None,
        lambda: approves(desk, request),
        lambda: card_review.write(desk, second, "多问一句置换"),
        lambda: hands_over(desk, [second]),
        lambda: targets.set(desk, {"orders": 9}, month),
        lambda: print_morning_sheets(desk, everybody, THURSDAY),
        lambda: reviews(desk, {None: "早会讲"}),
        lambda: print_evening_sheet(desk, everybody, THURSDAY),
        lambda: print_month_summary(desk, month),
        lambda: traffic_day.reopen(desk, WEDNESDAY, "补一行"),
    ]


def administrators_day(showroom: Showroom) -> list[Callable[[], object]]:
    desk, manager = showroom.administrator, showroom.manager
    new = staff.NewStaff("xinren", "新人", PASSWORD, (Role.RECEPTIONIST,))
    rules = level_rules.in_force(THURSDAY)
    assert manager
    return [
        lambda: settings.keep(desk, replace(settings.facts(), business_hours="09:00–18:00")),
        lambda: staff.add(desk, new),
        lambda: staff.set_password(desk, staff_id(CONSULTANT), "ling-yi-ge-mi-ma-9"),
        lambda: car_models.add_model(desk, {"chinese": "途安", "english": "Touran", "also": ""}),
        lambda: reference.add_item(desk, "area", {"chinese": "余杭", "english": "Yuhang", "also": ""}),
        lambda: demo_cars.add_car(desk, {"name": "试驾朗逸", "model": 1, "plate": "浙A12345"}),
        lambda: campaigns.add_campaign(
            desk, {"chinese": "外展", "kind": "display_event", "starts_on": THURSDAY}
        ),
        lambda: calendar.set_day(desk, SATURDAY, DayKind.CLOSED, name="盘点"),
        lambda: level_rules.adopt(desk, rules, SATURDAY),
        lambda: own_secrets.set_pin(desk, "482915", PASSWORD),
    ]


DAYS = {
    Role.SALES_CONSULTANT: (consultants_day, lambda showroom: showroom.consultant, ()),
    Role.SHOWROOM_MANAGER: (managers_day, lambda showroom: showroom.manager, ("dashboard",)),
    Role.ADMINISTRATOR: (administrators_day, lambda showroom: showroom.administrator, ()),
}


@pytest.mark.parametrize("role", list(DAYS))
def test_each_thing_done_ticks_its_own_task_and_no_other(showroom: Showroom, role: Role) -> None:
    prepare, whose, views = DAYS[role]
    deeds = prepare(showroom)
    desk = whose(showroom)
    begun_after = changes.last_sequence()
    for place, deed in enumerate(deeds):
        before = ticked(role, practice.done(desk, begun_after), views)
        assert place not in before or TASKS[role][place].view, f"{TASKS[role][place].words}: not yet"
        deed()
        after = ticked(role, practice.done(desk, begun_after), views)
        assert after - before == ({place} - before), TASKS[role][place].words
    assert len(after) == 10


def test_what_others_do_and_what_was_denied_tick_nothing(showroom: Showroom) -> None:
    desk = showroom.consultant
    begun_after = changes.last_sequence()
    first = card(showroom)
    with pytest.raises(Denied):
        card_review.write(desk, first, "不是我能写的")
    assert practice.done(desk, begun_after) == ()
    says(desk, first)
    (done,) = practice.done(desk, begun_after)
    assert done.duty is Duty.LOG_FOLLOW_UP


def test_somebody_has_handed_in_a_report_for_the_manager() -> None:
    clock = clock_of_the_morning()
    with practice.sandbox(made, clock) as box:
        assert box is not None
        with Store(box.path) as store:
            account = box.account_of(Role.SHOWROOM_MANAGER)
            desk = sign_in.sign_in(store, clock, account.user, account.password, "practice")
            assert practice.done(desk, box.begun_after)[0].duty is Duty.SIGN_IN
            assert [one.state for one in DailyReport.select()] == ["submitted"]
            assert settings.facts().dealer == "练习展厅" != FACTS.dealer
            assert Prospect.select().count() > 20
