"""Nasty texts at every edge: services, commands, a draft mended by hand; refused or cleaned, never a bug."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from showroom.errors import Invalid, Refused, ShowroomError
from showroom.exchange import exporting
from showroom.models.customer import Customer
from showroom.rules import text
from showroom.rules.calendar import DayKind
from showroom.rules.duties import Duty, Role
from showroom.services import (
    calendar,
    customer_matches,
    drafts,
    recovery,
    rotation,
    settings,
    staff,
    traffic_day,
)
from showroom.sheets import printing
from tests.faults.nasty import Trap
from tests.people import (
    CLERK,
    CONSULTANT,
    PASSWORD,
    THURSDAY,
    Showroom,
    correct,
    log_of,
    register_line,
    register_walk_in,
    remove,
    staff_id,
)

pytestmark = pytest.mark.usefixtures("nothing_is_opened")

MAIN = Path(__file__).parent.parent.parent / "main.py"
UNSTORABLE = {
    "NUL": "王\x00丽",
    "vertical tab": "王\x0b丽",
    "escape": "\x1b[2J王丽",
    "unit separator": "王\x1f丽",
    "half a sign": "王\ud800丽",
}
FORM = "traffic_log"


# -- services -----------------------------------------------------------------------------------------


def _person(showroom: Showroom, words: str, field: str) -> None:
    asked = {"user": "newbie", "name": "新人", "name_english": "New"} | {field: words}
    staff.add(showroom.administrator, staff.NewStaff(**asked, password=PASSWORD, roles=(Role.RECEPTIONIST,)))


def _changed(showroom: Showroom, words: str) -> None:
    person = showroom.person(CLERK)
    staff.change(
        showroom.administrator, person.staff, person.revision, name="何洁", roles=person.roles,
        name_english=words,
    )  # fmt: skip


def _fact(showroom: Showroom, words: str, field: str) -> None:
    settings.keep(showroom.administrator, settings.Facts(**{"dealer": "恒远"} | {field: words}))


def _reopened(showroom: Showroom, words: str) -> None:
    traffic_day.close(showroom.reception, THURSDAY)
    traffic_day.reopen(showroom.manager, THURSDAY, words)


# Every service that takes words which no form has read for it.
WRITINGS: dict[str, Callable[[Showroom, str], object]] = {
    "weather": lambda showroom, words: traffic_day.set_weather(showroom.reception, THURSDAY, words),
    "why a turn is passed": lambda showroom, words: rotation.pass_turn(
        showroom.manager, staff_id(CONSULTANT), words
    ),
    "why a day is opened again": _reopened,
    "why a row goes": lambda showroom, words: remove(
        showroom.reception, register_walk_in(showroom.reception, "王丽").entry, words
    ),
    "why a visit is counted differently": lambda showroom, words: correct(
        showroom.reception,
        register_walk_in(showroom.reception, "王丽").entry,
        visit="再次",
        reason=words,
    ),
    "why a number is shared": lambda showroom, words: register_walk_in(
        showroom.reception, "王丽", "13800138000", another_person=words
    ),
    "user": lambda showroom, words: _person(showroom, words, "user"),
    "name": lambda showroom, words: _person(showroom, words, "name"),
    "English name": lambda showroom, words: _person(showroom, words, "name_english"),
    "English name changed": _changed,
    "team": lambda showroom, words: _person(showroom, words, "team"),
    "calendar": lambda showroom, words: calendar.set_day(
        showroom.administrator, THURSDAY, DayKind.NOTE, name=words
    ),
    **{
        field: lambda showroom, words, field=field: _fact(showroom, words, field)
        for field in ("dealer", "dealer_short", "dealer_english", "address", "phone", "copies_folder")
    },
}


@pytest.mark.parametrize("words", [*UNSTORABLE.values(), "x" * 100_000], ids=[*UNSTORABLE, "M12"])
@pytest.mark.parametrize("write", WRITINGS.values(), ids=WRITINGS)
def test_what_cannot_be_stored_is_refused_in_a_sentence(
    showroom: Showroom, write: Callable[[Showroom, str], object], words: str
) -> None:
    with pytest.raises(ShowroomError) as told:
        write(showroom, words)
    sentence = told.value.sentence()
    assert isinstance(told.value, (Invalid, Refused)), sentence
    assert len(sentence) < 160
    assert sentence == text.storable(sentence)
    stays_usable(showroom)


def stays_usable(showroom: Showroom) -> None:
    """What was written before can still be printed and copied."""
    assert printing.print_traffic_log(showroom.manager, THURSDAY).content.startswith(b"%PDF")
    assert exporting.export_traffic_log(showroom.manager, THURSDAY).startswith(b"PK")


def test_stored_as_typed_it_would_break_the_store(showroom: Showroom) -> None:
    """The control: half a sign that passes the edge is an error of the program."""
    with pytest.raises(UnicodeEncodeError), showroom.reception.work(Duty.REGISTER_VISIT) as work:
        work.add(Customer, name=UNSTORABLE["half a sign"], name_key="", sex="")


@pytest.mark.parametrize("words", UNSTORABLE.values(), ids=UNSTORABLE)
def test_looking_for_such_a_name_finds_nobody_and_breaks_nothing(showroom: Showroom, words: str) -> None:
    register_walk_in(showroom.reception, "王丽", "13800138000")
    customer_matches.matches(showroom.reception, words, words)
    with pytest.raises(Refused) as told:
        recovery.recover(showroom.store, showroom.clock, words, words, PASSWORD, "front desk")
    assert told.value.code == "E-RECOVERY"
    with pytest.raises(Refused) as told:
        showroom.signs_in(words, words)
    assert told.value.code == "E-SIGN-IN"


@pytest.mark.parametrize("words", UNSTORABLE.values(), ids=UNSTORABLE)
def test_a_line_of_the_strip_is_refused(showroom: Showroom, words: str) -> None:
    with pytest.raises(Invalid):
        register_line(showroom.reception, f"{words} 13812345678 2人")
    assert log_of(showroom.reception).rows == ()


# -- drafts -------------------------------------------------------------------------------------------


def mended(showroom: Showroom, content: str) -> drafts.Draft:
    """The draft as somebody has written it into the file by hand."""
    desk = showroom.reception
    drafts.keep(desk, FORM, {"guest_name": "王丽"}, "王丽")
    path = drafts._path(desk, FORM)
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    found = drafts.found(desk, FORM)
    assert isinstance(found.empty, bool)
    assert isinstance(found.time, str)
    return found


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "5", "null", '{"texts": 5, "line": "", "at": ""}', '{"texts": {}}', "[" * 100_000,
        '{"texts": ["a"], "line": "", "at": ""}', "\ufeff{}", '{"texts": null, "line": null, "at": null}',
    ],
)  # fmt: skip
def test_a_draft_that_is_none_is_no_draft(showroom: Showroom, content: str) -> None:
    assert mended(showroom, content).empty


def test_of_a_draft_mended_by_hand_the_words_stay(showroom: Showroom) -> None:
    kept = {"texts": {"guest_name": "王丽", "note": 5}, "line": "王丽\x00", "at": "gestern", "token": ""}
    draft = mended(showroom, json.dumps([kept]))
    assert (draft.texts, draft.line, draft.time) == ({"guest_name": "王丽"}, "王丽\x00", "")
    with pytest.raises(Invalid):
        register_line(showroom.reception, draft.line)


@pytest.mark.parametrize("words", UNSTORABLE.values(), ids=UNSTORABLE)
def test_whatever_is_typed_is_kept_as_a_draft(showroom: Showroom, words: str) -> None:
    drafts.keep(showroom.reception, FORM, {"guest_name": words}, words)
    draft = drafts.found(showroom.reception, FORM)
    assert (draft.texts, draft.line) == ({"guest_name": words}, words)


# -- the command line ---------------------------------------------------------------------------------


def call(folder: Path, *words: str, lines: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(MAIN), *words], input=lines, capture_output=True, check=False, cwd=folder,
        env=os.environ | {"SHOWROOM_PASSWORD": PASSWORD}, timeout=60,
    )  # fmt: skip


def test_the_command_line_takes_the_same_texts_and_answers_in_plain_words(
    copy_of: Callable[[str], Path], tmp_path: Path, trap: Trap, home: Path
) -> None:
    store = str(copy_of("store.db"))
    taken = [one for one in trap.taken().values() if len(one) <= text.NAME_AT_MOST]
    lines = [one.encode() for one in taken] + [b"\xff\xfe\x80 13800138000", b"\x1b[2J", "王\x00丽".encode()]
    register = ("register", "--store", store, "--as", "zhoumin", "--lines", "-")
    done = call(tmp_path, *register, lines=b"\n".join(lines))
    answers = done.stdout.decode().splitlines()
    assert len(answers) == len(lines)
    assert sum(one.startswith("ACK") for one in answers) >= len(taken) - 2
    assert [one[:7] for one in answers[-3:]] == ["REFUSED"] * 3
    assert done.stderr == b""
    assert all(answer.isprintable() for answer in answers)
    today = date.today().isoformat()  # noqa: DTZ011 - the command has the machine's own clock
    for words in (("print", "traffic-log"), ("export", "traffic-log")):
        target = tmp_path / words[0]
        made = call(
            tmp_path, *words, "--store", store, "--as", "zhoumin", "--date", today, "--out", str(target)
        )
        # What the font cannot print is told by its code point, and nothing else is.
        told = made.stderr.decode().splitlines()
        assert (made.returncode, [one for one in told if "U+" not in one]) == (0, [])
    for path in home.rglob("showroom.log"):
        log = path.read_text("utf-8")
        assert [one for one in taken if one in log] == []
