"""Run by `test_full_disk.py` on a disk of one megabyte: what the window and all below do when it is full."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from showroom import cli, log_file, paths
from showroom.errors import Refused, Unavailable
from showroom.exchange.exporting import export_traffic_log
from showroom.log_file import LogFile
from showroom.models.faults import translated
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.models.window_lock import WindowLock
from showroom.services.check import findings
from showroom.services.desk import Desk
from showroom.sheets.printing import write_sheet
from showroom.ui import present
from showroom.ui.log_pencil import LogPencil
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.faults.small_disk import SmallDisk
from tests.journeys.at_the_window import chips, hear, model, page, press, rows, shell, sign_in, status
from tests.journeys.conftest import OpenWindow, copy_of, look, open_window, pdf
from tests.people import (
    PASSWORD,
    RECEPTIONIST,
    THURSDAY,
    Showroom,
    clock_of_the_morning,
    register_walk_in,
)
from tests.untouched import names, untouched

__all__ = ["copy_of", "look", "open_window", "pdf"]

PATIENCE_MS = 30_000
NO_ROOM = "No space left|File too large"
LINE = "王女士 13812345678 朗逸 2人"


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    small = SmallDisk.given()
    yield small
    small.free()
    for one in small.folder.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()


@pytest.fixture
def morning(new_showroom: Path, disk: SmallDisk) -> Iterator[Showroom]:
    """The showroom's store lies on the small disk."""
    path = disk.folder / "showroom.db"
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    with Store(path) as store:
        yield Showroom(store, clock_of_the_morning())


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of what the window told; a dialog would wait for somebody for ever."""
    codes: list[str] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: codes.append(error.code))
    return codes


def registered() -> int:
    return int(TrafficEntry.select().count())


def full_or_io(disk: SmallDisk) -> str:
    """What SQLite says: a real disk is full, a limit of the size of files is an error of the disk (C2)."""
    return "E-DB-FULL" if disk.real else "E-DB-IO"


# -- C1: a save at the window ---------------------------------------------------------------------------


def types_a_guest_and_enters(window: Window, disk: SmallDisk) -> None:
    sign_in(window, "周敏")
    hear(LINE)
    disk.fill()
    press("Return")


def test_what_was_typed_stays_on_the_strip_and_the_same_enter_saves_it_once(
    open_window: OpenWindow, morning: Showroom, disk: SmallDisk
) -> None:
    window = open_window(morning)
    types_a_guest_and_enters(window, disk)
    assert shell(window).top.strip.text() == LINE
    assert status(window)[1] == full_or_io(disk)
    page(window).writing._draft_timer.timeout.emit()
    assert status(window)[1] == full_or_io(disk), "that no draft could be kept says less"
    assert "本次未保存" in status(window)[0]
    assert any("本次未保存" in chip for chip in chips(window))
    for _try in range(3):
        press("Return")
        assert (registered(), rows(window), shell(window).top.strip.text()) == (0, [], LINE)
    disk.free()
    press("Return")
    assert (registered(), len(rows(window)), shell(window).top.strip.text()) == (1, 1, "")
    assert findings(morning.store) == []


def test_the_control_in_which_the_words_do_not_come_back(
    open_window: OpenWindow, morning: Showroom, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LogPencil, "_bring_back", lambda pencil, _sent, error: pencil._refuse(error))
    window = open_window(morning)
    types_a_guest_and_enters(window, disk)
    assert (shell(window).top.strip.text(), registered()) == ("", 0)


def test_the_same_at_the_window_as_it_is_started_with_its_worker_beside_it(
    open_window: OpenWindow, morning: Showroom, disk: SmallDisk, qtbot: QtBot
) -> None:
    window = open_window(morning, inline=False)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), SignInPage), timeout=PATIENCE_MS)
    window.sign_in(RECEPTIONIST, PASSWORD)
    qtbot.waitUntil(lambda: window.shell is not None and bool(model(window).lists), timeout=PATIENCE_MS)
    hear(LINE)
    disk.fill()
    press("Return")
    qtbot.waitUntil(lambda: status(window)[1] == full_or_io(disk), timeout=PATIENCE_MS)
    assert (shell(window).top.strip.text(), registered()) == (LINE, 0)
    disk.free()
    press("Return")
    qtbot.waitUntil(lambda: len(rows(window)) == 1, timeout=PATIENCE_MS)
    assert (shell(window).top.strip.text(), registered()) == ("", 1)
    window.close()


def test_a_start_on_a_full_disk_is_refused_in_a_sentence_and_touches_nothing(
    morning: Showroom, disk: SmallDisk
) -> None:
    if not disk.real:
        pytest.skip("a limit of the size of files is no full disk")
    path = morning.store.path
    morning.store.close()
    disk.fill()
    with untouched(disk.folder), pytest.raises(Unavailable) as refused:
        Store(path).open()
    assert refused.value.code == "E-DB-FULL"
    disk.free()
    assert findings(Store(path).open()) == []


def test_the_lock_of_the_window_holds_though_nobody_can_be_told_whose_it_is(
    morning: Showroom, disk: SmallDisk
) -> None:
    disk.fill()
    first = WindowLock(morning.store.path)
    first.take(morning.clock.local())
    with pytest.raises(Unavailable) as refused:
        WindowLock(morning.store.path).take(morning.clock.local())
    assert refused.value.code == "E-DB-IN-USE"
    first.give_back()


# -- C2: the disk reports an error ----------------------------------------------------------------------


def saves_beyond_the_limit(showroom: Showroom, disk: SmallDisk, token: str) -> str:
    """The code with which a save ends while no file may grow; "" when it was acknowledged."""
    disk.limit()
    try:
        register_walk_in(showroom.reception, "王丽", "13812345678", token=token)
    except Unavailable as error:
        # Where the log takes not even one page the commit cannot be written over either (C3).
        told = "暂时无法确定" if error.code == "E-DB-UNSURE" else "本次未保存"
        return error.code if told in error.sentence() else "no word of what is saved"
    finally:
        disk.free()
    return ""


def test_an_error_of_the_disk_saves_nothing_and_the_same_token_saves_once(
    morning: Showroom, disk: SmallDisk
) -> None:
    assert saves_beyond_the_limit(morning, disk, "t-1") in ("E-DB-IO", "E-DB-UNSURE")
    assert registered() == 0
    for _again in range(2):
        register_walk_in(morning.reception, "王丽", "13812345678", token="t-1")
    assert registered() == 1
    assert findings(morning.store) == []


def test_the_control_that_believes_the_save_is_caught(
    morning: Showroom, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "_was_saved", lambda *_asked: True)
    assert saves_beyond_the_limit(morning, disk, "t-1") == "", "acknowledged"
    assert registered() == 0, "and lost"


# -- C7: printing and copying to Excel onto a full disk -------------------------------------------------


def chosen(disk: SmallDisk, proposed: str) -> Path:
    return disk.folder / f"sheet{Path(proposed).suffix}"


@pytest.fixture
def at_the_log(open_window: OpenWindow, showroom: Showroom, disk: SmallDisk) -> Window:
    """The store has room enough; what is printed and copied goes to the small disk."""
    register_walk_in(showroom.reception, "李强", "13711112222")
    window = open_window(showroom)
    sign_in(window, "周敏")
    shell(window).copies._choose_path = lambda _parent, proposed: str(chosen(disk, proposed))
    shell(window).preview._choose_path = lambda _parent, proposed: str(chosen(disk, proposed))
    for suffix in (".xlsx", ".pdf"):
        (disk.folder / f"sheet{suffix}").write_bytes(b"older")
    return window


def sheets(disk: SmallDisk) -> list[str]:
    """Everything on the disk that has to do with a sheet, also what was begun and not finished."""
    return [name for name in names(disk.folder) if "sheet" in name]


def older_files(disk: SmallDisk) -> list[str]:
    return [one.name for one in sorted(disk.folder.glob("sheet*")) if one.read_bytes() == b"older"]


def test_a_print_and_a_copy_leave_the_older_files_and_nothing_beside(
    at_the_log: Window, disk: SmallDisk, told: list[str]
) -> None:
    if not disk.real:
        pytest.skip("the limit of the size of files would hit the store first; see the two tests below")
    disk.fill()
    press("Ctrl+E", "Ctrl+Shift+P")
    assert sorted(told) == ["E-EXPORT", "E-PRINT"]
    assert sheets(disk) == older_files(disk) == ["sheet.pdf", "sheet.xlsx"]
    disk.free()
    press("Ctrl+Shift+P", "Ctrl+E")
    assert (older_files(disk), sheets(disk)) == ([], ["sheet.pdf", "sheet.xlsx"])


@pytest.mark.parametrize("leave", [0, 100, 4096])
def test_a_file_that_finds_no_room_is_refused_and_leaves_no_stub(disk: SmallDisk, leave: int) -> None:
    path = disk.folder / "sheet.pdf"
    path.write_bytes(b"older")
    disk.fill(leave)
    with pytest.raises(Refused) as refused:
        write_sheet(path, bytes(20_000))
    disk.free()
    assert (refused.value.code, names(disk.folder), path.read_bytes()) == ("E-PRINT", ["sheet.pdf"], b"older")


def test_the_control_that_writes_in_place_leaves_a_stub(disk: SmallDisk) -> None:
    path = disk.folder / "sheet.pdf"
    path.write_bytes(b"older")
    disk.fill(4096)
    with pytest.raises(OSError, match=NO_ROOM):
        path.write_bytes(bytes(20_000))
    assert path.read_bytes() != b"older"


# -- C8: the temporary folder is full -------------------------------------------------------------------

MANY = 60_000
IN_MEMORY = 2
# 24 MB to be sorted: more than SQLite sorts in its cache.
SORTED = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
    "SELECT i, hex(zeroblob(200)) AS w FROM n ORDER BY (i * 7919) % 60013, w"
)


def test_a_long_list_is_sorted_whole_though_the_temporary_folder_is_full(
    morning: Showroom, disk: SmallDisk
) -> None:
    disk.fill()
    assert morning.store.database.execute_sql("PRAGMA temp_store").fetchone()[0] == IN_MEMORY
    assert len(morning.store.database.execute_sql(SORTED, [MANY]).fetchall()) == MANY


@pytest.mark.parametrize(("temp_store", "answer"), [("MEMORY", MANY), ("FILE", "refused")])
def test_an_sqlite_that_may_sort_in_files_answers_whole_or_not_at_all(
    disk: SmallDisk, temp_store: str, answer: object
) -> None:
    """Python's own SQLite, where the setting decides: FILE is the control, refused and never in part."""
    # Where SQLite looks for a temporary folder is set for the whole child, before SQLite is loaded.
    assert os.environ["SQLITE_TMPDIR"] == str(disk.folder)
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA cache_size = -2000")
    connection.execute(f"PRAGMA temp_store = {temp_store}")
    disk.fill()
    try:
        found: object = len(connection.execute(SORTED, [MANY]).fetchall())
    except sqlite3.OperationalError as error:
        fault = translated(error)
        found = "refused" if fault and fault.code in ("E-DB-FULL", "E-DB-IO") else str(error)
    connection.close()
    assert found == answer


def test_a_copy_to_excel_needs_no_temporary_folder(
    showroom: Showroom, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_walk_in(showroom.reception, "李强", "13711112222")
    # Without a disk of our own a folder that is not there stands for the full one.
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder if disk.real else disk.folder / "not there"))
    if disk.real:
        disk.fill()
    before = names(disk.folder)
    assert export_traffic_log(showroom.reception, THURSDAY).startswith(b"PK")
    assert names(disk.folder) == before
    with pytest.raises(OSError, match=f"{NO_ROOM}|No such file"):
        # The control: openpyxl by itself.
        openpyxl.Workbook().save(BytesIO())


# -- C10: the log ---------------------------------------------------------------------------------------


def test_a_log_that_finds_no_room_goes_on_in_the_next_folder(
    disk: SmallDisk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = LogFile(disk.folder / "log", tmp_path / "next")
    logger = logging.Logger("full")
    logger.addHandler(handler)
    logger.warning("first")
    disk.fill()
    for number in range(3):
        logger.warning("E-LINE %d %s", number, "x" * 9000)
    handler.close()
    if disk.real:
        assert handler.folder == tmp_path / "next"
        lines = (tmp_path / "next" / log_file.NAME).read_text(encoding="utf-8").splitlines()
        assert [line.split(" x")[0] for line in lines] == ["E-LINE 0", "E-LINE 1", "E-LINE 2"]
    assert capsys.readouterr() == ("", "")


def test_the_control_pythons_own_handler_loses_the_line(
    disk: SmallDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logging.FileHandler(disk.folder / "own.log")
    logger = logging.Logger("full")
    logger.addHandler(handler)
    disk.fill()
    logger.warning("E-LINE %s", "x" * 9000)
    assert "Logging error" in capsys.readouterr().err
    disk.free()
    handler.close()


def test_with_no_folder_left_the_command_does_its_work(
    morning: Showroom, disk: SmallDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    morning.store.close()
    monkeypatch.setattr(paths, "log_folder", lambda: disk.folder / "showroom.db" / "log")
    monkeypatch.setattr(paths, "data_folder", lambda: disk.folder / "showroom.db" / "data")
    monkeypatch.setenv("SHOWROOM_PASSWORD", PASSWORD)
    arguments = ["register", "--store", str(morning.store.path), "--as", RECEPTIONIST, "李强 13711112222"]
    assert cli.run(arguments) == 0
    logging.getLogger("showroom").critical("E-BUG nobody hears this")
    assert capsys.readouterr().err == ""
