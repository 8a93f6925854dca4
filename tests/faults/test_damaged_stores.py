"""Two hundred and more damaged, foreign, newer, cut and mixed stores: recognised or read right, never worse.

Every one is opened in a child process with ten seconds to live. What opening refuses stays byte for byte,
with nothing beside it; nothing ever becomes a new empty store. Controls take the protections away one by one.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import peewee
import pytest

from showroom.errors import ShowroomError
from showroom.models import faults, log_beside
from showroom.models.base import SecretField, database
from showroom.models.schema import TABLES, newest_version
from showroom.models.store import Store
from showroom.services import check, check_rows, customer_matches
from showroom.services.check import findings
from tests.people import THURSDAY, Showroom, clock_of_the_morning, make_showroom, register_walk_in
from tests.untouched import forked, seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")

FLIPS = 200
LONG_FLIPS = 3000
SECONDS = 10
GUESTS = 30
NAME = "showroom.db"

Spoil = Callable[[Path], None]
Rows = dict[str, list[tuple[Any, ...]]]


def fill(path: Path, guests: int = GUESTS, first: int = 0) -> None:
    """Some guests come."""
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        for guest in range(first, first + guests):
            shop.on(THURSDAY + timedelta(days=guest // 20), 9 + guest % 9, guest % 60)
            register_walk_in(shop.reception, f"客人{guest}", f"139{guest:08d}", note="带家人来看车 ")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with guests in it, to be copied."""
    from showroom.rules import passwords
    from tests.conftest import CHEAP

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(passwords, "hasher", CHEAP)
        path = make_showroom(tmp_path_factory.mktemp("shop") / NAME)
    fill(path)
    return path


@pytest.fixture(scope="module")
def told(shop: Path) -> Rows:
    """Everything in it."""
    with Store(shop):
        return content()


@pytest.fixture
def path(shop: Path, tmp_path: Path) -> Path:
    """A copy of it, alone in a folder."""
    folder = tmp_path / "store"
    folder.mkdir()
    copy = Path(shutil.copy(shop, folder / NAME))
    copy.chmod(0o600)
    return copy


def content() -> Rows:
    """Every row of the open store, without secrets: a changed hash lets nobody in, and says nothing wrong."""
    return {
        table._meta.table_name: list(
            table.select(*(one for one in table._meta.sorted_fields if not isinstance(one, SecretField)))
            .order_by(table.id)
            .tuples()
        )
        for table in TABLES
    }


def opened(path: Path, told: Rows) -> str:
    """What became of opening, checking and reading it all."""
    signal.alarm(SECONDS)
    logging.disable(logging.CRITICAL)
    try:
        with Store(path) as store:
            if findings(store):
                return "found"
            return "right" if content() == told else "wrong"
    except ShowroomError as error:
        return f"refused {error.code}" if error.sentence() else "refused without a word"


def in_a_child(path: Path, told: Rows) -> str:
    """`opened` where a crash or a hang harms nobody: "" is one of them."""
    return forked(lambda: opened(path, told))


# -- one damage each ---------------------------------------------------------------------------------------


def _bytes(change: Callable[[bytearray], bytes | bytearray]) -> Spoil:
    def spoil(path: Path) -> None:
        path.write_bytes(change(bytearray(path.read_bytes())))

    return spoil


def _set(place: int, new: bytes) -> Spoil:
    def change(content: bytearray) -> bytearray:
        content[place : place + len(new)] = new
        return content

    return _bytes(change)


def _cut(keep: Callable[[int], int]) -> Spoil:
    return _bytes(lambda content: content[: keep(len(content))])


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 60)


def _bookmarks(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.execute("PRAGMA user_version = 3")
    other.close()


def _version(number: int) -> Spoil:
    return _set(60, number.to_bytes(4, "big"))


REFUSED = {
    "H1 first 16 bytes overwritten": (_set(0, b"\xff" * 16), "E-DB-DAMAGED"),
    "H1 first 100 bytes overwritten": (_set(0, b"\x00" * 100), "E-DB-FOREIGN"),
    "H3 cut to half": (_cut(lambda size: size // 2), "E-DB-DAMAGED"),
    "H3 one byte short": (_cut(lambda size: size - 1), "E-DB-DAMAGED"),
    "H3 one page short": (_cut(lambda size: size - 4096), "E-DB-DAMAGED"),
    "H3 first page alone": (_cut(lambda _size: 4096), "E-DB-DAMAGED"),
    "H3 header alone": (_cut(lambda _size: 100), "E-DB-DAMAGED"),
    "H3 grown": (_bytes(lambda content: content + b"\x00" * 4096), "E-DB-DAMAGED"),
    "H4 empty": (_cut(lambda _size: 0), "E-DB-DAMAGED"),
    "H5 50 bytes": (_cut(lambda _size: 50), "E-DB-DAMAGED"),
    "H5 99 bytes": (_cut(lambda _size: 99), "E-DB-DAMAGED"),
    "H10 a zip, as a workbook is": (_zip, "E-DB-FOREIGN"),
    "H10 a text": (_bytes(lambda _content: "王丽,13812345678\n".encode() * 99), "E-DB-FOREIGN"),
    "H10 another program's SQLite": (_bookmarks, "E-DB-FOREIGN"),
    "H10 another program's mark": (_set(68, b"\x00\x00\x00\x01"), "E-DB-FOREIGN"),
    "I1 version 9999": (_version(9999), "E-DB-TOO-NEW"),
    "I1 version one ahead": (_version(newest_version() + 1), "E-DB-TOO-NEW"),
    "I6 version 0 with tables": (_version(0), "E-DB-UNKNOWN"),
    "I6 a version it never had": (_version(1), "E-DB-DAMAGED"),
    "an unknown file format": (_set(44, (9).to_bytes(4, "big")), "E-DB-DAMAGED"),
    "the schema is gone": (_set(100, b"\xaa" * 400), "E-DB-DAMAGED"),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.logs
def test_what_is_refused_stays_byte_for_byte_and_alone(path: Path, told: Rows, kind: str) -> None:
    spoil, code = REFUSED[kind]
    spoil(path)
    before = seen(path.parent)
    assert in_a_child(path, told) == f"refused {code}"
    assert seen(path.parent) == before


def test_a_whole_store_is_read_right(path: Path, told: Rows) -> None:
    """The control: nothing but the damage refuses the others."""
    assert in_a_child(path, told) == "right"


def test_each_page_overwritten_is_recognised_or_was_free(path: Path, told: Rows, dice: random.Random) -> None:
    """H2: one page XORed, a dozen of them one by one."""
    whole = path.read_bytes()
    for page in sorted(dice.sample(range(1, len(whole) // 4096), 12)):
        spoilt = bytearray(whole)
        spoilt[page * 4096 : (page + 1) * 4096] = bytes(one ^ 0x5A for one in whole[page * 4096 :][:4096])
        path.write_bytes(spoilt)
        assert in_a_child(path, told) in ("found", "refused E-DB-DAMAGED"), f"page {page}"
        assert [one.name for one in path.parent.iterdir()] == [NAME]


# -- one byte anywhere -------------------------------------------------------------------------------------


def flips(whole: bytes, dice: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """One bit somewhere; one in ten in the header, where it hurts most."""
    for number in range(count):
        place = dice.randrange(100) if number % 10 == 0 else dice.randrange(len(whole))
        bit = 1 << dice.randrange(8)
        spoilt = bytearray(whole)
        spoilt[place] ^= bit
        yield f"byte {place} bit {bit:#04x}", bytes(spoilt)


def flipped(path: Path, told: Rows, dice: random.Random, count: int) -> list[str]:
    """What happened to each; the promises that hold for all are asserted here."""
    whole, answers = path.read_bytes(), []
    for what, spoilt in flips(whole, dice, count):
        path.write_bytes(spoilt)
        answer = in_a_child(path, told)
        assert answer in ("found", "right") or answer.startswith(("refused E-DB-", "refused E-SEARCH-")), (
            what,
            answer,
        )
        assert [one.name for one in path.parent.iterdir()] == [NAME], what
        if answer != "right":
            assert path.read_bytes() == spoilt, (what, answer)
        answers.append(answer)
    return answers


def test_two_hundred_flipped_bits_are_recognised_or_harmless(
    path: Path, told: Rows, dice: random.Random
) -> None:
    """H12. "right" is what the bit did not matter for: free room within pages, counters of the header."""
    answers = flipped(path, told, dice, FLIPS)
    assert len([one for one in answers if one != "right"]) > FLIPS / 10, "hardly a flip hit anything"
    assert len([one for one in answers if one.startswith("refused")]) > 2


def test_a_number_of_an_index_that_became_words_is_found(path: Path, told: Rows) -> None:
    """H12, as the dice once threw it: what an index tells is not of the kind the rows are compared by."""
    spoilt = bytearray(path.read_bytes())
    spoilt[_kind_of_a_row_id(path, spoilt)] ^= 0x10
    path.write_bytes(spoilt)
    assert in_a_child(path, told) == "found"


def _kind_of_a_row_id(path: Path, content: bytes) -> int:
    """Where the index of the act lines tells that the last row id of a table is a number.

    By SQLite's file format (1.6, 2.1): a page's cells begin with the size of the record and of its header,
    then come the kinds of the table's name and of the row id.
    """
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as other:
        (root,) = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'act_line_table_name_row_id_row_revision'"
        ).fetchone()
    other.close()
    page = (root - 1) * 4096
    while content[page] == 2:
        # An inner page: on to its last child.
        page = (int.from_bytes(content[page + 8 : page + 12], "big") - 1) * 4096
    cells = [
        page + int.from_bytes(content[place : place + 2], "big")
        for place in range(page + 8, page + 8 + 2 * int.from_bytes(content[page + 3 : page + 5], "big"), 2)
    ]
    tables = [content[cell + 2 + content[cell + 1] - 1 :][: (content[cell + 2] - 13) // 2] for cell in cells]
    last = next(one for one, table in enumerate(tables) if table not in tables[one + 1 :])
    place = cells[last] + 3
    assert content[place] in (1, 9), "no small number"
    return place


@pytest.mark.long
def test_three_thousand_flipped_bits(path: Path, told: Rows, dice: random.Random) -> None:
    flipped(path, told, dice, LONG_FLIPS)


def test_without_the_rows_held_against_their_acts_a_changed_letter_passes(
    path: Path, told: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of `check`: a letter in a note, which no check of SQLite's sees (H8)."""
    _set(path.read_bytes().index("带家人".encode()), "帯".encode())(path)
    answer = in_a_child(path, told)
    assert answer == "found"
    monkeypatch.setattr(check, "rows_not_as_acted", lambda: iter(()))
    monkeypatch.setattr(check, "broken_chain", list)
    assert in_a_child(path, told) == "wrong"


def test_a_blank_that_became_a_nought_is_found(path: Path, told: Rows) -> None:
    """One bit of a record's head makes 0 of nothing; no act ever wrote that field. The control: before it."""
    assert in_a_child(path, told) == "right"
    connection = sqlite3.connect(path)
    connection.execute("UPDATE traffic_entry SET corrects_id = 0 WHERE id = 3")
    connection.commit()
    connection.close()
    assert in_a_child(path, told) == "found"


USUAL = {
    "a wish": "UPDATE prospect SET equipment = '天窗' WHERE id = 3",
    "a count": "UPDATE traffic_entry SET head_count = 9 WHERE id = 3",
    "a mark": "UPDATE customer SET vip = 1 WHERE id = 3",
    "a text": "UPDATE traffic_entry SET void = 'struck' WHERE id = 3",
    "a place of nothing": "UPDATE prospect SET delivered_on = '2026-03-05' WHERE id = 3",
}


@pytest.mark.parametrize("what", USUAL)
def test_what_no_line_tells_is_still_what_its_column_usually_holds(
    path: Path, told: Rows, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new row's line leaves out what is usual, and `check` knows that. The control: without knowing it."""
    connection = sqlite3.connect(path)
    connection.execute(USUAL[what])
    connection.commit()
    connection.close()
    assert in_a_child(path, told) == "found"
    differs = check_rows._differs

    def told_only(model: Any, name: str, there: dict[str, Any], said: dict[str, Any]) -> bool:
        return name in said and differs(model, name, there, said)

    monkeypatch.setattr(check_rows, "_differs", told_only)
    assert in_a_child(path, told) == "wrong"


def test_without_our_words_for_what_is_no_text_the_program_would_break(
    path: Path, told: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the faults: a byte that is no text came as a bug before."""
    whole = path.read_bytes()
    _set(whole.index("客人7".encode()), b"\xff\xfe\xff")(path)
    assert in_a_child(path, told) in ("found", "refused E-DB-DAMAGED")
    known = tuple(one for one in faults._FAULTS if one[0] != "decode")
    monkeypatch.setattr(faults, "_FAULTS", known)
    assert in_a_child(path, told) == ""


# -- a log that is another's (H7) --------------------------------------------------------------------------


def killed_with_a_log(path: Path, guests: int, first: int) -> None:
    """Guests come, and the program is killed before their pages are in the file."""

    def work() -> str:
        database.close()
        with Store(path) as store:
            store.database.execute_sql("PRAGMA wal_autocheckpoint = 0")
            shop = Showroom(store, clock_of_the_morning())
            for guest in range(first, first + guests):
                register_walk_in(shop.reception, f"后来{guest}", f"137{guest:08d}")
            os.kill(os.getpid(), signal.SIGKILL)
        return ""

    forked(work)
    assert log_of(path).stat().st_size > 0
    path.with_name(f"{NAME}-shm").unlink()


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another showroom, killed in the middle of its day, with its log beside it."""
    folder = tmp_path / "other"
    folder.mkdir()
    path = make_showroom(folder / NAME)
    fill(path, 5, first=500)
    killed_with_a_log(path, 4, first=600)
    return path


def refuses(path: Path) -> str:
    def try_it() -> str:
        try:
            with Store(path):
                return "opened"
        except ShowroomError as error:
            return error.code

    return forked(try_it)


def test_the_log_of_another_showroom_is_never_played(path: Path, other: Path) -> None:
    shutil.copy(log_of(other), log_of(path))
    before = seen(path.parent)
    assert refuses(path) == "E-DB-DAMAGED"
    assert seen(path.parent) == before


def test_the_log_of_another_day_is_never_played(path: Path, tmp_path: Path) -> None:
    """A copy of last week was put in the place of the store, and today's log was forgotten beside it."""
    last_week = path.read_bytes()
    fill(path, 60, first=GUESTS)
    killed_with_a_log(path, 3, first=900)
    path.write_bytes(last_week)
    before = seen(path.parent)
    assert refuses(path) == "E-DB-DAMAGED"
    assert seen(path.parent) == before


def test_an_old_log_beside_a_newer_file_is_never_played(path: Path) -> None:
    killed_with_a_log(path, 3, first=900)
    old_log = log_of(path).read_bytes()
    assert refuses(path) == "opened"
    fill(path, 40, first=GUESTS)
    log_of(path).write_bytes(old_log)
    before = seen(path.parent)
    assert refuses(path) == "E-DB-DAMAGED"
    assert seen(path.parent) == before


def test_a_foreign_journal_is_never_played(path: Path, tmp_path: Path) -> None:
    journal = path.with_name(f"{NAME}-journal")
    page = b"\x00\x00\x00\x07" + b"\x5a" * 4096 + b"\x00" * 4
    head = bytes.fromhex("d9d505f920a163d7") + (1).to_bytes(4, "big") + b"\x00" * 4
    pages = len(path.read_bytes()) // 4096
    head += pages.to_bytes(4, "big") + (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    journal.write_bytes(head.ljust(512, b"\x00") + page)
    before = seen(path.parent)
    assert refuses(path) == "E-DB-DAMAGED"
    assert seen(path.parent) == before


def test_its_own_log_is_played_and_nothing_is_lost(path: Path) -> None:
    """The first control: a crash is not taken for somebody else's log, ten crashes in a row."""
    for crash in range(10):
        killed_with_a_log(path, 2, first=1000 + 2 * crash)
        assert refuses(path) == "opened", f"crash {crash}"
    with Store(path) as store:
        assert findings(store) == []
        assert (
            database.execute_sql("SELECT COUNT(*) FROM customer WHERE name LIKE '后来%'").fetchone()[0] == 20
        )


@pytest.mark.parametrize("torn", [b"\x00", b"a"], ids=["nothing there yet", "other lines there before"])
def test_its_own_log_is_played_where_a_power_cut_tore_the_last_line_of_the_file(
    path: Path, tmp_path: Path, torn: bytes
) -> None:
    """The log was being moved into the file: half the hash of its newest line is there, the log is whole."""
    killed_with_a_log(path, 2, first=1000)
    moved = tmp_path / "moved.db"
    for file, copy in ((path, moved), (log_of(path), log_of(moved))):
        shutil.copy(file, copy)
    connection = sqlite3.connect(moved)
    (newest,) = connection.execute("SELECT hash FROM act_line ORDER BY id DESC LIMIT 1").fetchone()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = moved.read_bytes()
    assert newest.encode() in content
    path.write_bytes(content.replace(newest.encode(), newest[:40].encode() + torn * 24))
    assert refuses(path) == "opened"
    with Store(path) as store:
        assert findings(store) == []


@pytest.mark.logs
def test_without_the_look_at_the_log_two_stores_are_mixed(
    path: Path, other: Path, told: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second control: SQLite alone plays it."""
    monkeypatch.setattr(log_beside, "is_foreign", lambda _store, _pages: False)
    shutil.copy(log_of(other), log_of(path))
    before = path.read_bytes()
    assert in_a_child(path, told) != "right"
    assert path.read_bytes() != before or not log_of(path).exists()


# -- what can be made anew (H9, H13) -----------------------------------------------------------------------


def test_the_index_of_the_search_is_made_anew_where_it_is_missing(path: Path, told: Rows) -> None:
    with Store(path) as store:
        store.database.execute_sql("DROP TABLE customer_search")
    with Store(path) as store:
        assert content() == told
        assert findings(store) == []
        assert guest_is_found(store)


def guest_is_found(store: Store) -> bool:
    shop = Showroom(store, clock_of_the_morning())
    return bool(customer_matches.matches(shop.reception, "", "客人7"))


def test_a_damaged_index_of_the_search_is_told_in_our_words(path: Path) -> None:
    with Store(path) as store:
        store.database.execute_sql("UPDATE customer_search_data SET block = x'00ff00ff' WHERE id > 10")
    with Store(path) as store:
        with pytest.raises(ShowroomError) as told:
            guest_is_found(store)
        assert told.value.code == "E-SEARCH-DAMAGED"
        assert store.stopped is None


def test_sqlite_sees_the_same_damage(path: Path) -> None:
    """The control of the damage itself."""
    with Store(path) as store:
        store.database.execute_sql("UPDATE customer_search_data SET block = x'00ff00ff' WHERE id > 10")
    raw = peewee.sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone() != ("ok",)
    raw.close()
