"""The tasks of practice: ten for each role, which that role can do, and which tick by nothing else."""

from __future__ import annotations

import pytest

from showroom.forms.practice import HELP_OF, PREVIEW, TASKS, Done, Row, Task, Trace, ticked
from showroom.models.schema import TABLES
from showroom.rules.duties import Duty, Role, duties_of
from showroom.ui.places import PLACES, place_of

COLUMNS = {table._meta.table_name: set(table._meta.sorted_field_names) for table in TABLES}
EVERY = [(role, task) for role, tasks in TASKS.items() for task in tasks]


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_ten_tasks_that_differ(role: Role) -> None:
    tasks = TASKS[role]
    assert len(tasks) == 10
    assert len({task.words for task in tasks}) == 10
    assert len({(task.traces, task.view) for task in tasks}) == 10


@pytest.mark.parametrize(("role", "task"), EVERY, ids=[f"{role}-{task.words}" for role, task in EVERY])
def test_a_task_is_what_its_role_can_do(role: Role, task: Task) -> None:
    duties = duties_of([role])
    assert bool(task.traces) != bool(task.view), "known by what is done, or by what is seen"
    assert all(trace.duty in duties for trace in task.traces)
    for trace in task.traces:
        columns = {*trace.tells, *trace.silent, *(key for key, _value in trace.says)}
        assert columns <= COLUMNS.get(trace.table, set())
        assert not trace.untouched or trace.untouched in COLUMNS
    if task.view and task.view != PREVIEW:
        assert place_of(task.view.removeprefix(HELP_OF)).seen_by(duties)


def test_every_page_that_is_asked_for_is_one() -> None:
    views = {task.view.removeprefix(HELP_OF) for _role, task in EVERY if task.view}
    assert views - {PREVIEW} <= {place.key for place in PLACES}


NEW_GUEST = Done(
    Duty.REGISTER_VISIT, (Row("customer", {"name": "王丽"}), Row("traffic_entry", {"customer": 7}))
)
KNOWN_GUEST = Done(Duty.REGISTER_VISIT, (Row("traffic_entry", {"customer": 7}),))
NO_NUMBER = Done(Duty.REGISTER_VISIT, (Row("traffic_entry", {"head_count": 3}),))


@pytest.mark.parametrize(
    ("done", "place"), [(NEW_GUEST, 2), (KNOWN_GUEST, 3), (NO_NUMBER, 4)], ids=["new", "known", "no number"]
)
def test_three_kinds_of_guests_tick_three_tasks(done: Done, place: int) -> None:
    assert ticked(Role.RECEPTIONIST, [done], ()) == {place}


def test_what_a_line_says_counts() -> None:
    reached = Trace(Duty.LOG_FOLLOW_UP, "follow_up", says=(("reached", 1),))
    assert reached.left_by(Done(Duty.LOG_FOLLOW_UP, (Row("follow_up", {"reached": 1}),)))
    assert not reached.left_by(Done(Duty.LOG_FOLLOW_UP, (Row("follow_up", {"reached": 0}),)))
    assert not reached.left_by(Done(Duty.CORRECT_FOLLOW_UP, (Row("follow_up", {"reached": 1}),)))


def test_a_page_ticks_for_whoever_only_reads() -> None:
    assert ticked(Role.CUSTOMER_SERVICE_CLERK, (), {"customers", "help:customers"}) == {0, 1}
    assert ticked(Role.CUSTOMER_SERVICE_CLERK, (), ()) == frozenset()
