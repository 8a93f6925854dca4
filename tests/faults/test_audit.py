"""Acts: no change without one, what one holds, nothing that deletes one (S11–S13)."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

import peewee
import pytest

from showroom.errors import ShowroomError
from showroom.log_lines import Lines
from showroom.models.act import Act, ActLine
from showroom.models.base import database
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.rules.duties import ALLOWED, Duty, Role
from showroom.services import own_secrets, recovery, settings, staff, traffic_day, traffic_log
from showroom.services.check import findings
from showroom.services.desk import Desk
from showroom.services.sign_in import sign_in
from showroom.services.staff import NewStaff
from showroom.services.work import SECRET, Work
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    FACTS,
    FRONT_DESK,
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    USER_OF,
    Showroom,
    acts,
    correct,
    last_act,
    lines_of,
    register_walk_in,
    remove,
    staff_id,
)
from tests.services.test_duties import CAMPAIGN, CLOSED_DAY, MATRIX

# --- no act, no change (S11) -----------------------------------------------------------------------------


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables; of the search, which shows no rows itself, those it is made of."""
    tables = store.database.get_tables()
    assert {"staff", "act", "traffic_entry"} <= set(tables)
    return {
        table: store.database.execute_sql(f'SELECT * FROM "{table}"').fetchall()
        for table in tables
        if table != "customer_search"
    }


def line_refused() -> None:
    """The file refuses every further line of an act."""
    database.execute_sql(
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON act_line BEGIN SELECT RAISE(ABORT, 'no'); END"
    )


def act_refused() -> None:
    """The file refuses every further act."""
    database.execute_sql(
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON act BEGIN SELECT RAISE(ABORT, 'no'); END"
    )


def file_full() -> None:
    """The file may not grow by a page, and what room is left in it is filled."""
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")


CHANGES: dict[str, Callable[[Showroom], object]] = {
    "a registration": lambda shop: register_walk_in(shop.reception, "张伟", "13912345678"),
    "a correction": lambda shop: correct(shop.reception, 1, head_count="4"),
    "off the log": lambda shop: remove(shop.reception, 1),
    "the weather": lambda shop: traffic_day.set_weather(shop.reception, THURSDAY, "晴"),
    "a print": lambda shop: traffic_log.record_print(shop.reception, THURSDAY, extended=False, blank=False),
    "other roles": lambda shop: shop.changes_role(CLERK, Role.RECEPTIONIST),
    "a PIN": lambda shop: own_secrets.set_pin(shop.reception, "4071", PASSWORD),
    "a sign-in": lambda shop: sign_in(shop.store, shop.clock, CLERK, PASSWORD, "back office"),
    "the facts": lambda shop: settings.keep(shop.administrator, FACTS.__class__(dealer="别的店")),
}


@pytest.mark.parametrize("fault", [line_refused, act_refused])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_whose_act_cannot_be_written_is_not_made(
    showroom: Showroom, change: str, fault: Callable[[], None]
) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    assert showroom.administrator
    before = everything(showroom.store)
    fault()
    with pytest.raises((peewee.DatabaseError, peewee.sqlite3.DatabaseError, ShowroomError)):
        CHANGES[change](showroom)
    assert everything(showroom.store) == before
    database.execute_sql("DROP TRIGGER refuse")
    assert findings(showroom.store) == []
    CHANGES[change](showroom)


def test_a_full_file_refuses_the_change_with_its_act(showroom: Showroom) -> None:
    """Registrations go on until the file is full: then nothing of the last one is there."""
    file_full()
    refused = ""
    while not refused:
        before = everything(showroom.store)
        try:
            register_walk_in(showroom.reception, "张伟" * 20, note="说明" * 200)
        except ShowroomError as error:
            refused = error.code
    assert refused == "E-DB-FULL"
    assert everything(showroom.store) == before
    assert findings(showroom.store) == []


def test_the_control_that_writes_its_act_afterwards_changes_without_one(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = showroom.reception
    before = everything(showroom.store)
    monkeypatch.setattr(Work, "finish", lambda _work: None)
    register_walk_in(desk, "张伟")
    after = everything(showroom.store)
    assert len(after["traffic_entry"]) == 1
    assert after["act"] == before["act"]


# --- what an act holds (S12) -----------------------------------------------------------------------------


def roles_then(sequence: int, person: int) -> set[Role]:
    """What somebody was at that act, told by the acts alone: roles given and taken until then."""
    held: dict[int, Role] = {}
    lines = ActLine.select().where(ActLine.table_name == "staff_role", ActLine.act <= sequence)
    owner: dict[int, int] = {}
    for line in lines.order_by(ActLine.id):
        facts = json.loads(line.after)
        if line.row_revision == 1:
            owner[line.row_id], held[line.row_id] = facts["staff"], Role(facts["role"])
            continue
        role = Role(
            database.execute_sql("SELECT role FROM staff_role WHERE id = ?", (line.row_id,)).fetchone()[0]
        )
        if facts["removed_at"] is None:
            held[line.row_id] = role
        else:
            held.pop(line.row_id, None)
    return {role for row, role in held.items() if owner[row] == person}


def test_an_act_tells_who_where_when_what_and_each_field_before_and_after(showroom: Showroom) -> None:
    entry = register_walk_in(showroom.reception, "王丽", "13812345678").entry
    showroom.clock.put(THURSDAY, 9, 41, 7)
    correct(showroom.reception, entry, head_count="4", note="周末再来")
    act = last_act()
    assert (act.actor.user, act.desk, act.duty) == (RECEPTIONIST, FRONT_DESK, Duty.CORRECT_VISIT)
    assert act.at == showroom.clock.now()
    assert (act.at.tzinfo, act.at.hour, act.at.minute, act.at.second) == (UTC, 1, 41, 7), "UTC, not local"
    assert act.id == Act.select(peewee.fn.MAX(Act.id)).scalar() == acts(), "numbered without a gap"
    (line,) = lines_of(act)
    assert (line.table_name, line.row_id, line.row_revision) == ("traffic_entry", entry, 2)
    assert json.loads(line.before) == {"head_count": 1, "note": ""}
    assert json.loads(line.after) == {"head_count": 4, "note": "周末再来"}


def test_what_somebody_was_at_the_time_is_told_by_the_acts(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽")
    as_reception = last_act().id
    showroom.changes_role(RECEPTIONIST, Role.SHOWROOM_MANAGER)
    register_walk_in(showroom.reception, "李强")
    me = staff_id(RECEPTIONIST)
    assert roles_then(as_reception, me) == {Role.RECEPTIONIST}
    assert roles_then(last_act().id, me) == {Role.SHOWROOM_MANAGER}
    assert roles_then(last_act().id, staff_id(ADMINISTRATOR)) == {Role.ADMINISTRATOR}


def told_of_secrets(showroom: Showroom) -> str:
    """All that acts tell after everything secret was chosen, changed and used."""
    administrator = showroom.administrator
    staff.add(administrator, NewStaff("xinren", "新人", "first-word-2026", (Role.RECEPTIONIST,)))
    staff.set_password(administrator, staff_id("xinren"), "second-word-2026")
    desk = showroom.signs_in("xinren", "second-word-2026")
    own_secrets.set_pin(desk, "407193", "second-word-2026")
    own_secrets.change_own_password(desk, "second-word-2026", "third-word-2026")
    recovery.renew(showroom.administrator)
    rows = ActLine.select(ActLine.table_name, ActLine.before, ActLine.after).where(
        ActLine.table_name != "setting"
    )
    return " ".join(f"{row.table_name} {row.before} {row.after}" for row in rows)


def hashes_of(showroom: Showroom) -> list[str]:
    person = Staff.get(Staff.user == "xinren")
    return [person.password_hash, person.pin_hash]


def test_acts_tell_that_a_secret_changed_and_nothing_of_it(showroom: Showroom) -> None:
    """Not even its hash: four digits are found out from theirs in minutes, and acts stay for ever."""
    told = told_of_secrets(showroom)
    assert f'"password_hash":"{SECRET}"' in told
    assert f'"pin_hash":"{SECRET}"' in told
    assert all(hashes_of(showroom))
    assert "$argon2" not in told
    assert not any(word in told for word in ("first-word", "second-word", "third-word", "407193"))


def test_the_control_that_keeps_no_secrets_apart_tells_every_hash(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("showroom.services.work._secrets", lambda _model: frozenset())
    told = told_of_secrets(showroom)
    assert all(one in told for one in hashes_of(showroom))


ODD = "第一行\n2026-01-01 CRITICAL 伪造\t\u202e倒\u2028完"


def test_an_act_is_one_line_whatever_was_typed(showroom: Showroom) -> None:
    """Line feeds and controls are cleaned off or spelled out: no line can look like another."""
    register_walk_in(showroom.reception, "王\n丽", note=ODD)
    odd_desk = sign_in(showroom.store, showroom.clock, RECEPTIONIST, PASSWORD, "前台\n2号")
    register_walk_in(odd_desk, "李强")
    for line in ActLine.select():
        for told in (line.before or "", line.after or ""):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", told), told
    assert "CRITICAL" in (ActLine.get(ActLine.table_name == "traffic_entry").after or ""), "it was typed"


def logged(formatter: logging.Formatter) -> list[str]:
    """The lines of the log after a bug whose words somebody chose."""
    try:
        raise ValueError(f"cannot read {ODD}")
    except ValueError as error:
        trace = (type(error), error, error.__traceback__)
    record = logging.LogRecord("showroom", logging.CRITICAL, "", 0, "E-BUG %s", (ODD,), trace)
    return re.split("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", formatter.format(record))


def test_a_bug_is_one_record_of_the_log_whatever_its_words_are() -> None:
    first, *below = logged(Lines())
    assert "E-BUG 第一行\\n" in first
    assert below
    assert all(line.startswith("    ") for line in below), "no further line can be taken for a record"
    assert not any("\u202e" in line for line in (first, *below))


def test_the_control_a_plain_log_takes_a_forged_record() -> None:
    assert "2026-01-01 CRITICAL 伪造\t\u202e倒" in logged(logging.Formatter("%(asctime)s %(message)s"))


# --- acts stay (S13) -------------------------------------------------------------------------------------


def told_so_far() -> list[tuple[Any, ...]]:
    acts_told = Act.select().order_by(Act.id).tuples()
    return [*acts_told, *ActLine.select().order_by(ActLine.id).tuples()]


def do_everything(showroom: Showroom) -> int:
    """Every service of the matrix by everybody who may; how many were done."""
    done = 0
    for duty, do in MATRIX.values():
        for role in Role:
            if duty in ALLOWED[role]:
                desk: Desk = (
                    showroom.administrator if role is Role.ADMINISTRATOR else showroom.desk(USER_OF[role])
                )
                try:
                    do(desk)
                    done += 1
                except ShowroomError:
                    # One's own password was changed above, a row is gone, a name is taken.
                    showroom.desks.pop(USER_OF[role], None)
                    break
    return done


def kept(before: list[tuple[Any, ...]]) -> bool:
    """Whether every act and every line of then is there as it was."""
    return set(before) <= set(told_so_far())


def test_nothing_that_anybody_may_do_changes_or_deletes_an_act(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    traffic_day.close(showroom.reception, CLOSED_DAY)
    assert CAMPAIGN
    before = told_so_far()
    assert do_everything(showroom) > 30, "hardly anything was done: it proved nothing"
    assert kept(before)
    assert findings(showroom.store) == []


@pytest.mark.parametrize("sql", ["DELETE FROM act_line WHERE id = 3", "UPDATE act SET at = 0 WHERE id = 4"])
def test_the_control_a_deleted_and_a_changed_act_are_noticed(showroom: Showroom, sql: str) -> None:
    before = told_so_far()
    database.execute_sql(sql)
    assert not kept(before)
    assert findings(showroom.store)
