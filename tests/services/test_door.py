"""The one door: one act for each work, a chain that shows tampering, tokens, clashes, denials."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import peewee
import pytest

from showroom.errors import Clash, Denied, ShowroomError, Unavailable
from showroom.models.act import Act, ActLine
from showroom.models.customer import Customer, Phone
from showroom.models.prospect import Prospect
from showroom.models.store import Store, StoreDatabase, local_database
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty, Role
from showroom.services import traffic_log, traffic_log_corrections
from showroom.services.check import broken_chain, findings
from showroom.services.desk import Changed, Desk
from tests.people import (
    CONSULTANT,
    RECEPTIONIST,
    Showroom,
    acts,
    clock_of_the_morning,
    correct,
    last_act,
    lines_of,
    register_guest_who_leaves_nothing,
    register_walk_in,
    row_of,
    staff_id,
    typed,
)

# --- one act for each work -------------------------------------------------------------------------------


def test_a_registration_is_one_act_with_a_line_for_each_row(showroom: Showroom) -> None:
    before = acts()
    register_walk_in(showroom.reception, "王丽", "13812345678", token="t-1")
    assert acts() == before + 1
    act = last_act()
    assert (act.token, act.duty, act.actor_id) == ("t-1", Duty.REGISTER_VISIT, staff_id(RECEPTIONIST))
    assert (act.desk, act.at) == ("front desk", showroom.clock.now())
    assert [line.table_name for line in lines_of(act)] == ["customer", "phone", "traffic_entry", "prospect"]
    assert all(line.before is None and line.row_revision == 1 for line in lines_of(act))


def test_a_line_tells_what_stood_there_and_what_stands_there_now(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    correct(showroom.reception, done.entry, note="周末再来")
    (line,) = lines_of(last_act())
    assert (line.table_name, line.row_id, line.row_revision) == ("traffic_entry", done.entry, 2)
    assert (json.loads(line.before), json.loads(line.after)) == ({"note": ""}, {"note": "周末再来"})


def test_lines_hold_what_the_columns_hold(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", "13812345678", left="0915", test_drive="√")
    line = next(line for line in lines_of(last_act()) if line.table_name == "traffic_entry")
    columns = showroom.store.database.execute_sql(
        'SELECT day, arrived, "left", test_drive FROM traffic_entry WHERE id = ?', (done.entry,)
    ).fetchone()
    after = json.loads(line.after)
    assert columns == (after["day"], after["arrived"], after["left"], after["test_drive"])


def test_a_new_rows_line_tells_only_what_is_not_usual(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", test_drive="否", head_count="1", note="看车")
    (line,) = lines_of(last_act())
    told = json.loads(line.after)
    assert not told.keys() & {"test_drive", "head_count", "void", "left", "removed_at"}
    assert (told["guest_name"], told["note"]) == ("王丽", "看车")


def test_a_correction_that_changes_nothing_leaves_the_row_alone(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽", note="周末再来")
    assert correct(showroom.reception, done.entry, note="周末再来") == 1


def test_what_a_commit_changed_is_told_once_and_only_after_it(showroom: Showroom) -> None:
    told: list[tuple[Changed, bool]] = []
    desk = showroom.reception
    desk.listeners.append(lambda changed: told.append((changed, desk.store.database.in_transaction())))
    register_walk_in(desk, "王丽", "13812345678")
    with suppress(ShowroomError):
        correct(desk, 1, reason="", visit="再次")
    assert told == [(Changed(frozenset({"customer", "phone", "prospect", "traffic_entry"})), False)]


def test_removing_is_a_mark_with_a_history(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    with showroom.reception.work(Duty.CORRECT_VISIT) as work:
        work.remove(TrafficEntry, done.entry, 1)
    assert TrafficEntry.get_by_id(done.entry).removed_at == showroom.clock.now()
    assert "removed_at" in json.loads(lines_of(last_act())[0].after)


# --- the chain -------------------------------------------------------------------------------------------


@pytest.fixture
def morning(showroom: Showroom) -> Showroom:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    register_guest_who_leaves_nothing(showroom.reception)
    correct(showroom.reception, 2, guest_name="赵先生")
    return showroom


def test_a_store_nobody_tampered_with_passes(morning: Showroom) -> None:
    assert findings(morning.store) == []


def _last(what: str) -> str:
    return f"(SELECT MAX(id) FROM {what})"


_INSERTED = """INSERT INTO act (token, duty, desk, at, result, line_count)
        VALUES ('x', 'sign_in', '', 1, '{{}}', {})"""
TAMPERING = {
    "a line is changed": "UPDATE act_line SET after = replace(after, '王丽', 'x') WHERE after LIKE '%王丽%'",
    "a line in the middle is removed": "DELETE FROM act_line WHERE id = 20",
    "the last line of an act is removed": f"""DELETE FROM act_line WHERE id =
        (SELECT MAX(id) FROM act_line WHERE act_id = {_last("act")} - 2)""",
    "the very last line is removed, its act stays": f"DELETE FROM act_line WHERE id = {_last('act_line')}",
    "the last act and its line are forged anew": f"UPDATE act SET actor_id = 3 WHERE id = {_last('act')}",
    "a line is inserted": f"""INSERT INTO act_line SELECT NULL, act_id, table_name, row_id, row_revision,
        before, after, hash FROM act_line WHERE id = {_last("act_line")}""",
    "two lines are swapped": """UPDATE act_line SET id = -1 WHERE id = 20;
        UPDATE act_line SET id = 20 WHERE id = 21; UPDATE act_line SET id = 21 WHERE id = -1""",
    "an act's time is changed": f"UPDATE act SET at = at - 60000 WHERE id = {_last('act')}",
    "an act's person is changed": "UPDATE act SET actor_id = 3 WHERE id = 10",
    "an act's duty is changed": f"UPDATE act SET duty = 'sign_in' WHERE id = {_last('act')}",
    "an act's token is changed": "UPDATE act SET token = 'other' WHERE id = 10",
    "an act of one line is inserted": _INSERTED.format(1),
    "an act of no lines is inserted": _INSERTED.format(0),
    "a line is moved to another act": f"UPDATE act_line SET act_id = 1 WHERE id = {_last('act_line')}",
    "an act is removed": f"DELETE FROM act WHERE id = {_last('act')}",
}


@pytest.mark.parametrize("sql", TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_found(morning: Showroom, sql: str) -> None:
    for statement in sql.split(";"):
        _behind_our_back(morning, statement)
    assert findings(morning.store) != []


def test_a_last_line_removed_from_an_act_of_several_is_found(showroom: Showroom) -> None:
    """The row of the log was written; its line is gone, and the act still has others."""
    register_walk_in(showroom.reception, "王丽", "13812345678")
    _behind_our_back(showroom, f"DELETE FROM act_line WHERE id = {_last('act_line')}")
    assert findings(showroom.store) != []


def _behind_our_back(showroom: Showroom, sql: str) -> None:
    """Somebody opens the file with another program."""
    other = sqlite3.connect(showroom.store.path)
    assert other.execute(sql).rowcount > 0, sql
    other.commit()
    other.close()


# --- tokens ----------------------------------------------------------------------------------------------


def test_a_token_seen_before_changes_nothing_and_tells_what_it_did(showroom: Showroom) -> None:
    first = register_walk_in(showroom.reception, "王丽", "13812345678", token="t-1")
    before = _rows(showroom)
    again = register_walk_in(showroom.reception, "somebody else entirely", "13900000000", token="t-1")
    assert (again.entry, again.number, again.repeated) == (first.entry, first.number, True)
    assert _rows(showroom) == before


def test_a_correction_and_a_print_are_done_once_too(showroom: Showroom) -> None:
    desk = showroom.reception
    done = register_walk_in(desk, "王丽")
    once = traffic_log_corrections.correct_visit(desk, done.entry, 1, {"note": "一"}, token="c")
    assert traffic_log_corrections.correct_visit(desk, done.entry, 1, {"note": "二"}, token="c") == once
    assert row_of(desk, done.entry).note == "一"
    day = showroom.clock.today()
    export = traffic_log.record_print(desk, day, extended=False, blank=False, token="p")
    assert traffic_log.record_print(desk, day, extended=False, blank=False, token="p") == export


def test_the_token_of_another_duty_is_refused(showroom: Showroom) -> None:
    """A token that stands for a print cannot acknowledge a registration that never was."""
    traffic_log.record_print(
        showroom.reception, showroom.clock.today(), extended=False, blank=False, token="t-1"
    )
    with pytest.raises(ShowroomError):
        register_walk_in(showroom.reception, "王丽", token="t-1")


def _rows(showroom: Showroom) -> list[int]:
    return [model.select().count() for model in (Act, ActLine, Customer, Phone, Prospect, TrafficEntry)]


class Fault:
    """What the disk will do once: at which statement, before or after doing it, in which words."""

    def __init__(self, at: str, message: str, *, after_writing: bool = False) -> None:
        self.at, self.message, self.after_writing = at, message, after_writing


class FaultyDisk(StoreDatabase):
    """The ordinary database over a driver that reports one fault when told to."""

    fault: Fault | None = None

    def _connect(self) -> Any:
        return FaultyConnection(super()._connect(), self)

    def takes_place(self, sql: str) -> Fault | None:
        """The fault, if it is this statement's turn."""
        fault = self.fault
        if fault is None or not sql.startswith(fault.at):
            return None
        self.fault = None
        return fault


class Behind:
    """Stands before something of the driver's and passes on whatever it does not know."""

    def __init__(self, real: Any, database: FaultyDisk) -> None:
        self._real, self._database = real, database

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class FaultyConnection(Behind):
    def cursor(self, *arguments: Any) -> Any:
        return FaultyCursor(self._real.cursor(*arguments), self._database)


class FaultyCursor(Behind):
    def execute(self, sql: str, params: Any = ()) -> Any:
        fault = self._database.takes_place(sql)
        if fault is None or fault.after_writing:
            self._real.execute(sql, params)
        if fault is not None:
            raise peewee.sqlite3.OperationalError(fault.message)
        return self

    def __iter__(self) -> Any:
        return iter(self._real)


@pytest.fixture
def on_a_faulty_disk(new_showroom: Path, tmp_path: Path) -> Showroom:
    path = Path(shutil.copy(new_showroom, tmp_path / "faulty.db"))

    def make(name: str) -> FaultyDisk:
        ordinary = local_database(name)
        return FaultyDisk(name, pragmas=ordinary._pragmas, lock_type="IMMEDIATE")

    return Showroom(Store(path, make).open(), clock_of_the_morning())


@pytest.mark.parametrize("message", ["disk I/O error", "database or disk is full", "database is locked"])
def test_an_error_at_commit_that_saved_nothing_says_so(on_a_faulty_disk: Showroom, message: str) -> None:
    desk, database = on_a_faulty_disk.reception, on_a_faulty_disk.store.database
    database.fault = Fault("COMMIT", message)
    with pytest.raises(Unavailable):
        register_walk_in(desk, "王丽", "13812345678", token="t-1")
    assert TrafficEntry.select().count() == 0
    assert not register_walk_in(desk, "王丽", "13812345678", token="t-1").repeated
    assert TrafficEntry.select().count() == 1
    assert not broken_chain()


def test_an_error_at_commit_that_saved_all_the_same_is_settled_by_the_token(
    on_a_faulty_disk: Showroom,
) -> None:
    desk, database = on_a_faulty_disk.reception, on_a_faulty_disk.store.database
    told: list[Changed] = []
    desk.listeners.append(told.append)
    database.fault = Fault("COMMIT", "disk I/O error", after_writing=True)
    done = register_walk_in(desk, "王丽", "13812345678", token="t-1")
    assert done.number == 1
    assert len(told) == 1
    assert register_walk_in(desk, "王丽", "13812345678", token="t-1").repeated
    assert TrafficEntry.select().count() == 1
    assert not broken_chain()


def test_a_store_another_program_holds_is_busy(on_a_faulty_disk: Showroom) -> None:
    on_a_faulty_disk.store.database.fault = Fault("BEGIN", "database is locked")
    with pytest.raises(Unavailable) as busy:
        register_walk_in(on_a_faulty_disk.reception, "王丽")
    assert busy.value.code == "E-DB-BUSY"


def test_a_fault_while_writing_undoes_the_whole_act(on_a_faulty_disk: Showroom) -> None:
    desk, database = on_a_faulty_disk.reception, on_a_faulty_disk.store.database
    before = _rows(on_a_faulty_disk)
    database.fault = Fault('INSERT INTO "act"', "database or disk is full")
    with pytest.raises(Unavailable) as full:
        register_walk_in(desk, "王丽", "13812345678")
    assert full.value.code == "E-DB-FULL"
    assert _rows(on_a_faulty_disk) == before


def test_the_faulty_disk_works_when_it_is_not_told_to_fail(on_a_faulty_disk: Showroom) -> None:
    """The control: without a fault the same showroom saves."""
    register_walk_in(on_a_faulty_disk.reception, "王丽", "13812345678")
    assert findings(on_a_faulty_disk.store) == []


# --- two people, one row ---------------------------------------------------------------------------------


def test_corrections_of_different_cells_of_one_row_merge(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    correct(showroom.reception, done.entry, 1, note="周末再来")
    assert correct(showroom.consultant, done.entry, 1, area="西湖") == 3
    row = row_of(showroom.reception, done.entry)
    assert (row.note, row.area) == ("周末再来", "西湖")


def test_corrections_of_the_same_cell_clash_and_tell_both_values(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    correct(showroom.reception, done.entry, 1, note="周末再来")
    with pytest.raises(Clash) as clash:
        correct(showroom.consultant, done.entry, 1, note="下周再来")
    assert "周末再来" in clash.value.sentence()
    assert "下周再来" in clash.value.sentence()
    assert row_of(showroom.reception, done.entry).note == "周末再来"


def test_the_same_value_twice_is_no_clash(showroom: Showroom) -> None:
    done = register_walk_in(showroom.reception, "王丽")
    correct(showroom.reception, done.entry, 1, note="周末再来")
    assert correct(showroom.consultant, done.entry, 1, note="周末再来") == 2


# --- denials ---------------------------------------------------------------------------------------------


def test_a_denial_is_an_act_although_the_work_was_undone(showroom: Showroom) -> None:
    clerk = showroom.desk("hejie")
    before = acts()
    with pytest.raises(Denied):
        register_walk_in(clerk, "王丽", "13812345678")
    assert TrafficEntry.select().count() == Customer.select().count() == 0
    assert acts() == before + 1
    (line,) = lines_of(last_act())
    assert (line.table_name, json.loads(line.after)) == ("denied", {"duty": "register_visit"})
    assert last_act().actor_id == staff_id("hejie")


def test_a_denied_look_is_an_act_too(showroom: Showroom) -> None:
    before = acts()
    with pytest.raises(Denied):
        row_of(showroom.administrator, 1)
    assert acts() == before + 1


def test_somebody_disabled_is_denied_at_the_next_call(showroom: Showroom) -> None:
    consultant = showroom.consultant
    register_walk_in(consultant, "王丽")
    showroom.disables(CONSULTANT)
    with pytest.raises(Denied):
        register_walk_in(consultant, "李强")
    with pytest.raises(Denied):
        row_of(consultant, 1)


def test_a_changed_role_counts_at_the_next_call(showroom: Showroom) -> None:
    reception = showroom.reception
    showroom.changes_role(RECEPTIONIST, Role.CUSTOMER_SERVICE_CLERK)
    with pytest.raises(Denied) as denied:
        register_walk_in(reception, "王丽")
    assert denied.value.code == "E-SESSION-OVER"
    with pytest.raises(Denied) as denied:
        register_walk_in(showroom.reception, "王丽")
    assert denied.value.code == "E-DENIED"
    showroom.changes_role(RECEPTIONIST, Role.SHOWROOM_MANAGER)
    register_walk_in(showroom.reception, "王丽")


def test_work_that_fails_leaves_nothing(showroom: Showroom) -> None:
    before = _rows(showroom)

    def breaks(desk: Desk) -> None:
        with desk.work(Duty.REGISTER_VISIT) as work:
            work.add(Customer, name="王丽", name_key="王丽")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks(showroom.reception)
    assert _rows(showroom) == before


def test_every_writing_transaction_begins_at_once(showroom: Showroom) -> None:
    """E6: a read turned into a write could be refused in the middle."""
    begun: list[str] = []
    showroom.store.database.connection().set_trace_callback(
        lambda sql: begun.append(sql) if sql.startswith("BEGIN") else None
    )
    _do_everything(showroom.reception)
    showroom.store.database.connection().set_trace_callback(None)
    assert set(begun) == {"BEGIN IMMEDIATE"}


def _do_everything(desk: Desk) -> None:
    things: tuple[Callable[[], object], ...] = (
        lambda: register_walk_in(desk, "王丽", "13812345678"),
        lambda: correct(desk, 1, note="周末再来"),
        lambda: traffic_log.record_print(desk, desk.clock.today(), extended=False, blank=False),
        lambda: traffic_log.register_visit(desk, typed(guest_name="李强")),
    )
    for do in things:
        do()
