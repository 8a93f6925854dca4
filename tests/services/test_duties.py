"""Who may do what: every service that asks for a duty, tried by every role, against the one table."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import showroom.services
from showroom.errors import Denied
from showroom.forms.traffic_log import Place
from showroom.models.customer import Customer
from showroom.rules.calendar import DayKind
from showroom.rules.duties import ALLOWED, HOUSE_DUTIES, UNDOABLE, Duty, Role
from showroom.rules.level_rules import PRESETS
from showroom.rules.rotation import State
from showroom.services import acts as acts_service
from showroom.services import (
    calendar,
    campaigns,
    car_models,
    customer_matches,
    customers,
    duty_plan,
    level_rules,
    own_secrets,
    recovery,
    reference,
    rotation,
    settings,
    staff,
    traffic_day,
    traffic_log,
    traffic_log_day,
    traffic_tally,
)
from showroom.services.desk import Desk
from showroom.services.staff import NewStaff
from tests.people import (
    CONSULTANT,
    FACTS,
    PASSWORD,
    THURSDAY,
    USER_OF,
    Showroom,
    acts,
    bin_of,
    correct,
    history_of_row,
    last_act,
    lines_of,
    register_walk_in,
    remove,
    restore,
    small_picture,
    staff_id,
)

AREA = {"chinese": "余杭", "english": "Yuhang", "also": ""}
CAMPAIGN = {"chinese": "外展", "kind": "display_event", "starts_on": THURSDAY}
NEW = NewStaff("xinren", "新人", PASSWORD, (Role.RECEPTIONIST,))

Do = Callable[[Desk], object]


def _own_row(desk: Desk) -> int:
    """A row that this person wrote, where he may write one; else the row of the reception."""
    if desk.may(Duty.REGISTER_VISIT):
        return register_walk_in(desk, "李强", token="own").entry
    return 1


def _restores_own_row(desk: Desk) -> None:
    entry = _own_row(desk)
    if desk.may(Duty.REMOVE_VISIT):
        remove(desk, entry)
    restore(desk, entry)


def _undoes_own_act(desk: Desk) -> None:
    _own_row(desk)
    acts_service.undo(desk, "own")


EMPTY_DAY, CLOSED_DAY = date(2026, 3, 3), date(2026, 3, 4)

# Every public service that opens the door or asks for a duty, what it asks for, and how it is called.
MATRIX: dict[str, tuple[Duty, Do]] = {
    "traffic_log.register_visit": (
        Duty.REGISTER_VISIT,
        lambda desk: register_walk_in(desk, "李强", "13912345678"),
    ),
    "traffic_log_corrections.correct_visit": (
        Duty.CORRECT_VISIT,
        lambda desk: correct(desk, 1, note="周末再来"),
    ),
    "traffic_log_bin.remove_visit": (Duty.REMOVE_VISIT, lambda desk: remove(desk, _own_row(desk))),
    "traffic_log_bin.restore_visit": (Duty.RESTORE_VISIT, _restores_own_row),
    "traffic_log_bin.removed": (Duty.SEE_BIN, bin_of),
    "acts.undo": (Duty.UNDO, _undoes_own_act),
    "history.history_of": (Duty.READ_TRAFFIC_LOG, lambda desk: history_of_row(desk, 1)),
    "traffic_log.record_print": (
        Duty.PRINT_TRAFFIC_LOG,
        lambda desk: traffic_log.record_print(desk, THURSDAY, extended=False, blank=False),
    ),
    "traffic_log.record_export": (
        Duty.EXPORT_TRAFFIC_LOG,
        lambda desk: traffic_log.record_export(desk, THURSDAY, extended=False, rows=1),
    ),
    "traffic_tally.of_day": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.of_day(desk, THURSDAY)),
    "traffic_tally.usual": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.usual(desk, THURSDAY)),
    "traffic_tally.of_month": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_tally.of_month(desk, 2026, 3)),
    "traffic_tally.record_print": (
        Duty.PRINT_TRAFFIC_TALLY,
        lambda desk: traffic_tally.record_print(desk, 20260305, blank=False),
    ),
    "traffic_tally.record_export": (
        Duty.EXPORT_TRAFFIC_TALLY,
        lambda desk: traffic_tally.record_export(desk, 202603, rows=31),
    ),
    "traffic_log_day.day": (Duty.READ_TRAFFIC_LOG, lambda desk: traffic_log_day.day(desk, THURSDAY)),
    "traffic_log_day.last_day": (Duty.READ_TRAFFIC_LOG, traffic_log_day.last_day),
    "rotation.book": (Duty.READ_TRAFFIC_LOG, rotation.book),
    "rotation.set_state": (
        Duty.SET_ATTENDANCE,
        lambda desk: rotation.set_state(desk, staff_id(CONSULTANT), State.LUNCH),
    ),
    "rotation.all_here": (Duty.SET_ATTENDANCE, rotation.all_here),
    "rotation.plan": (
        Duty.PLAN_DUTY,
        lambda desk: rotation.plan(desk, staff_id(CONSULTANT), THURSDAY, State.OFF),
    ),
    "duty_plan.plan_of_month": (
        Duty.READ_TRAFFIC_LOG,
        lambda desk: duty_plan.plan_of_month(desk, 2026, 3),
    ),
    "duty_plan.fairness": (Duty.READ_TRAFFIC_LOG, lambda desk: duty_plan.fairness(desk, 2026, 3)),
    "rotation.pass_turn": (
        Duty.PASS_TURN,
        lambda desk: rotation.pass_turn(desk, staff_id(CONSULTANT), "开会"),
    ),
    "rotation.take_back": (Duty.PASS_TURN, lambda desk: rotation.take_back(desk, staff_id(CONSULTANT))),
    "rotation.set_order": (Duty.SET_ROTATION, lambda desk: rotation.set_order(desk, ())),
    "traffic_day.set_weather": (
        Duty.SET_WEATHER,
        lambda desk: traffic_day.set_weather(desk, THURSDAY, "晴"),
    ),
    "traffic_day.close": (Duty.CLOSE_DAY, lambda desk: traffic_day.close(desk, EMPTY_DAY)),
    "traffic_day.reopen": (
        Duty.REOPEN_DAY,
        lambda desk: traffic_day.reopen(desk, CLOSED_DAY, "补登"),
    ),
    "traffic_day.sign": (
        Duty.SIGN_DAY,
        lambda desk: traffic_day.sign(desk, CLOSED_DAY, Place.RECEPTION),
    ),
    "customer_matches.matches": (Duty.FIND_CUSTOMER, lambda desk: customer_matches.matches(desk, "", "王丽")),
    "customers.ids": (Duty.FIND_CUSTOMER, customers.ids),
    "customers.page": (Duty.FIND_CUSTOMER, lambda desk: customers.page(desk, [1])),
    "customers.visits": (Duty.FIND_CUSTOMER, lambda desk: customers.visits(desk, 1)),
    "staff.add": (Duty.KEEP_STAFF, lambda desk: staff.add(desk, NEW)),
    "staff.people": (Duty.KEEP_STAFF, staff.people),
    "staff.change": (
        Duty.KEEP_STAFF,
        lambda desk: staff.change(desk, 2, 1, name="周敏", roles=(Role.SHOWROOM_MANAGER,)),
    ),
    "staff.set_password": (Duty.KEEP_STAFF, lambda desk: staff.set_password(desk, 2, "a-new-password")),
    "staff.leave": (Duty.KEEP_STAFF, lambda desk: staff.leave(desk, 2, 1, THURSDAY)),
    "staff.come_back": (Duty.KEEP_STAFF, lambda desk: staff.come_back(desk, 2, 1, "a-new-password")),
    "recovery.renew": (Duty.KEEP_STAFF, recovery.renew),
    "own_secrets.change_own_password": (
        Duty.CHANGE_OWN_SECRETS,
        lambda desk: own_secrets.change_own_password(desk, PASSWORD, "a-new-password"),
    ),
    "own_secrets.set_pin": (
        Duty.CHANGE_OWN_SECRETS,
        lambda desk: own_secrets.set_pin(desk, "2580", PASSWORD),
    ),
    "own_secrets.clear_pin": (Duty.CHANGE_OWN_SECRETS, own_secrets.clear_pin),
    "settings.keep": (Duty.KEEP_SETTINGS, lambda desk: settings.keep(desk, FACTS)),
    "settings.keep_logo": (Duty.KEEP_SETTINGS, lambda desk: settings.keep_logo(desk, small_picture())),
    "settings.clear_logo": (Duty.KEEP_SETTINGS, settings.clear_logo),
    "reference.entries": (Duty.KEEP_LISTS, lambda desk: reference.entries(desk, "area")),
    "reference.add_item": (Duty.KEEP_LISTS, lambda desk: reference.add_item(desk, "area", AREA)),
    "reference.change_item": (
        Duty.KEEP_LISTS,
        lambda desk: reference.change_item(desk, "area", "xihu", 1, AREA),
    ),
    "reference.move_item": (Duty.KEEP_LISTS, lambda desk: reference.move_item(desk, "area", "xihu", 0)),
    "reference.retire_item": (Duty.KEEP_LISTS, lambda desk: reference.retire_item(desk, "area", "xihu", 1)),
    "reference.use_item": (Duty.KEEP_LISTS, lambda desk: reference.use_item(desk, "area", "xihu", 1)),
    "car_models.models": (Duty.KEEP_LISTS, car_models.models),
    "car_models.add_model": (Duty.KEEP_LISTS, lambda desk: car_models.add_model(desk, {"chinese": "途岳"})),
    "car_models.change_model": (
        Duty.KEEP_LISTS,
        lambda desk: car_models.change_model(desk, 1, 1, {"chinese": "新朗逸"}),
    ),
    "car_models.move_model": (Duty.KEEP_LISTS, lambda desk: car_models.move_model(desk, 1, 1)),
    "car_models.retire_model": (Duty.KEEP_LISTS, lambda desk: car_models.retire_model(desk, 1, 1)),
    "car_models.use_model": (Duty.KEEP_LISTS, lambda desk: car_models.use_model(desk, 1, 1)),
    "campaigns.campaigns": (Duty.KEEP_CAMPAIGNS, campaigns.campaigns),
    "campaigns.add_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.add_campaign(desk, CAMPAIGN),
    ),
    "campaigns.change_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.change_campaign(desk, 1, 1, CAMPAIGN),
    ),
    "campaigns.retire_campaign": (
        Duty.KEEP_CAMPAIGNS,
        lambda desk: campaigns.retire_campaign(desk, 1, 1),
    ),
    "campaigns.use_campaign": (Duty.KEEP_CAMPAIGNS, lambda desk: campaigns.use_campaign(desk, 1, 1)),
    "level_rules.adopt": (
        Duty.KEEP_LEVEL_RULES,
        lambda desk: level_rules.adopt(desk, PRESETS[1], THURSDAY),
    ),
    "calendar.set_day": (
        Duty.KEEP_CALENDAR,
        lambda desk: calendar.set_day(desk, THURSDAY, DayKind.CLOSED),
    ),
    "calendar.clear_day": (Duty.KEEP_CALENDAR, lambda desk: calendar.clear_day(desk, THURSDAY, 1)),
}
# What runs before anybody is signed in, or makes a store of its own: tested where it stands.
OF_THE_HOUSE = {
    "sign_in.sign_in",
    "sign_in.switch_by_pin",
    "sign_in_locks.record_failure",
    "recovery.recover",
    "first_start.found",
    "demo.make",
    "demo_traffic.fill_customers",
    "demo_traffic.fill_day",
}


def _asks(function: ast.FunctionDef, private: dict[str, ast.FunctionDef]) -> bool:
    """Whether a function opens the door or asks for a duty, itself or through a private one of its module."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("work", "bulk", "require"):
            return True
        if isinstance(node.func, ast.Name):
            called = private.get(node.func.id)
            if called is not None and called is not function and _asks(called, private):
                return True
    return False


def asking(source: str) -> Iterator[str]:
    """The public functions of a module that open the door or ask for a duty."""
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    private = {name: node for name, node in functions.items() if name.startswith("_")}
    yield from (name for name, node in functions.items() if not name.startswith("_") and _asks(node, private))


def test_every_service_that_asks_for_a_duty_is_in_the_matrix() -> None:
    folder = Path(showroom.services.__file__).parent
    found = {
        f"{path.stem}.{name}"
        for path in folder.glob("*.py")
        for name in asking(path.read_text(encoding="utf-8"))
    }
    assert found == MATRIX.keys() | OF_THE_HOUSE


def test_a_service_that_is_not_in_it_would_be_noticed() -> None:
    """The control."""
    source = """
def erase(desk):
    _erase(desk)
def _erase(desk):
    with desk.work(1):
        pass
def part(work):
    work.add(1)
"""
    assert list(asking(source)) == ["erase"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", MATRIX)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    showroom: Showroom, name: str, role: Role
) -> None:
    duty, do = MATRIX[name]
    register_walk_in(showroom.reception, "王丽")
    traffic_day.close(showroom.reception, CLOSED_DAY)
    campaigns.add_campaign(showroom.manager, CAMPAIGN)
    desk = showroom.desk(USER_OF[role])
    before = acts()
    if duty in ALLOWED[role]:
        do(desk)
        return
    with pytest.raises(Denied) as denied:
        do(desk)
    assert desk.name in denied.value.sentence()
    assert acts() == before + 1, "the denial, and nothing else"
    (line,) = lines_of(last_act())
    assert (line.table_name, last_act().actor_id) == ("denied", desk.staff)


@pytest.mark.parametrize("name", MATRIX)
def test_the_house_has_only_its_own_duties(showroom: Showroom, name: str) -> None:
    duty, do = MATRIX[name]
    register_walk_in(showroom.reception, "王丽")
    traffic_day.close(showroom.reception, CLOSED_DAY)
    campaigns.add_campaign(showroom.manager, CAMPAIGN)
    if duty in HOUSE_DUTIES:
        do(showroom.house)
    else:
        with pytest.raises(Denied):
            do(showroom.house)


def test_the_roles_are_those_of_the_issue() -> None:
    """Section 2 in one view: who works with the log, who finds customers, who keeps the house."""

    def who(duty: Duty) -> set[Role]:
        return {role for role in Role if duty in ALLOWED[role]}

    at_the_log = {Role.RECEPTIONIST, Role.SALES_CONSULTANT, Role.SHOWROOM_MANAGER}
    for duty in (
        Duty.READ_TRAFFIC_LOG,
        Duty.REGISTER_VISIT,
        Duty.CORRECT_VISIT,
        Duty.PRINT_TRAFFIC_LOG,
        Duty.PRINT_TRAFFIC_TALLY,
        Duty.EXPORT_TRAFFIC_LOG,
        Duty.EXPORT_TRAFFIC_TALLY,
    ):
        assert who(duty) == at_the_log
    for duty in (Duty.REMOVE_VISIT, Duty.RESTORE_VISIT, Duty.SEE_BIN, Duty.UNDO):
        assert who(duty) == at_the_log
    assert who(Duty.REMOVE_ANY_VISIT) == {Role.RECEPTIONIST, Role.SHOWROOM_MANAGER}
    assert who(Duty.FIND_CUSTOMER) == at_the_log | {Role.CUSTOMER_SERVICE_CLERK}
    assert who(Duty.SEE_LOG_PHONES) == {Role.RECEPTIONIST, Role.SHOWROOM_MANAGER}
    assert who(Duty.SEE_ALL_PHONES) == {Role.SHOWROOM_MANAGER}
    for duty in (Duty.KEEP_STAFF, Duty.KEEP_SETTINGS):
        assert who(duty) == {Role.ADMINISTRATOR}
    for duty in (Duty.KEEP_LISTS, Duty.KEEP_CAMPAIGNS, Duty.KEEP_LEVEL_RULES, Duty.KEEP_CALENDAR):
        assert who(duty) == {Role.ADMINISTRATOR, Role.SHOWROOM_MANAGER}
    for duty in (Duty.SIGN_IN, Duty.SWITCH_PERSON, Duty.CHANGE_OWN_SECRETS):
        assert who(duty) == set(Role)
    for duty in (Duty.CREATE_STORE, Duty.FILL_DEMO, Duty.FAIL_SIGN_IN, Duty.RECOVER_ACCOUNT):
        assert not who(duty)


def test_only_what_staff_do_at_the_desk_can_be_undone() -> None:
    at_the_desk = {Duty.REGISTER_VISIT, Duty.CORRECT_VISIT, Duty.REMOVE_VISIT, Duty.RESTORE_VISIT}
    assert at_the_desk | {Duty.UNDO} <= UNDOABLE
    never = {Duty.SIGN_IN, Duty.FAIL_SIGN_IN, Duty.KEEP_STAFF, Duty.KEEP_LISTS, Duty.KEEP_SETTINGS}
    assert not UNDOABLE & (never | {Duty.PRINT_TRAFFIC_LOG, Duty.CREATE_STORE, Duty.FILL_DEMO})


def test_somebody_else_who_asks_gets_the_same_answer(showroom: Showroom) -> None:
    """Rights belong to the person, not to the day: a past day's log is as open or closed as today's."""
    register_walk_in(showroom.reception, "王丽", "13812345678", day=THURSDAY - timedelta(days=3))
    with pytest.raises(Denied):
        traffic_log_day.day(showroom.administrator, THURSDAY - timedelta(days=3))
    assert Customer.select().count() == 1
