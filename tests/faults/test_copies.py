"""Copies and what happens to them: writers beside, kills, full disks, wrong files, a swap cut short."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from showroom.clock import SystemClock
from showroom.errors import ShowroomError, Unavailable
from showroom.models import copies as files
from showroom.models.copies import Reason
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.services import check, copies
from tests.faults.cutting_files import FilesCut, Recorder, cuts_of_files
from tests.people import Showroom, make_showroom, register_line, register_walk_in
from tests.untouched import as_nobody, names, untouched

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

GUESTS = 3
# More file operations than a copy or a restore has.
STEPS_AT_MOST = 60


def rows(path: Path) -> int:
    """The rows of the log of a store that is whole."""
    with Store(path) as store:
        assert check.findings(store) == []
        return TrafficEntry.select().count()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A closed store with three guests, and a copy of it in `copies` that was made when it had one."""
    path = make_showroom(tmp_path / "shop" / "showroom.db")
    with Store(path) as store:
        desk = Showroom(store, SystemClock()).reception
        for guest in range(GUESTS):
            register_line(desk, f"客人{guest} 139{guest:08d}")
            if guest == 0:
                copies.take(store, SystemClock(), tmp_path / "copies")
    return path


def the_copy(shop: Path) -> Path:
    (made,) = files.found(shop.parent.parent / "copies")
    return made.path


# -- killed at every step ---------------------------------------------------------------------------

_TOUCHES = ("open", "os.rename", "os.remove", "os.link", "os.chmod", "os.mkdir", "shutil.copyfile")


def killed_at(step: int, do: Callable[[], object]) -> bool:
    """Do it in a child that is killed before its n-th touch of the disk; whether it came that far."""
    child = os.fork()
    if child == 0:
        touched = 0

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal touched
            if event in _TOUCHES and not str(arguments[0]).endswith((".py", ".pyc", ".so")):
                touched += 1
                if touched == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        status = 1
        try:
            sys.addaudithook(count)
            do()
            status = 0
        finally:
            os._exit(status)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "it failed instead of being killed"
    return os.WIFSIGNALED(status)


def steps(do: Callable[[], object]) -> Iterator[int]:
    """Do it again and again, killed one step later each time, until it is through."""
    for step in range(1, STEPS_AT_MOST):
        if not killed_at(step, do):
            assert step > 5, "hardly a step was counted"
            return
        yield step
    pytest.fail("it never came to an end")


def test_a_restore_killed_at_every_step_leaves_the_old_store_or_the_new_one(shop: Path) -> None:
    kept = shop.with_name("kept.db")
    shutil.copyfile(shop, kept)
    seen = set()
    for step in steps(lambda: copies.restore(the_copy(shop), shop, SystemClock())):
        seen.add(found := rows(shop))
        assert found in (1, GUESTS), f"killed at step {step}"
        for left in shop.parent.glob("showroom.db?*"):
            if left.is_file():
                left.unlink()
        shutil.copyfile(kept, shop)
    assert rows(shop) == 1
    assert GUESTS in seen


def test_the_control_that_copies_over_the_file_leaves_a_mix(shop: Path) -> None:
    """Copying a file over a store whose log still lies there: SQLite plays the old log into the new file."""
    living = Store(shop).open()
    with living:
        desk = Showroom(living, SystemClock()).reception
        for guest in range(40):
            register_line(desk, f"后来{guest} 137{guest:08d}")
        log = shop.with_name("showroom.db-wal").read_bytes()
        index = shop.read_bytes()
    assert index
    shutil.copyfile(the_copy(shop), shop)
    shop.with_name("showroom.db-wal").write_bytes(log)
    assert _as_found(shop) != 1


def test_a_copy_killed_at_every_step_is_listed_whole_or_not_at_all(shop: Path, tmp_path: Path) -> None:
    folder = tmp_path / "others"

    def copy() -> None:
        with Store(shop) as store:
            files.take(store.database, shop, folder, Reason.BY_HAND, SystemClock().now())

    for _step in steps(copy):
        for made in files.found(folder):
            assert files.verified(made.path) == made
    assert len(files.found(folder)) >= 1
    assert rows(shop) == GUESTS
    parts = list(folder.glob(".*.part"))
    assert parts, "no kill came while a copy was being written"
    for part in parts:
        os.utime(part, (0, 0))
    copy()
    assert list(folder.glob(".*.part")) == [], "what was left behind is swept up by the next copy"


def _as_found(path: Path) -> int | str:
    """The rows of a whole store, or what is wrong with it."""
    try:
        with Store(path) as store:
            wrong = check.findings(store)
            return "; ".join(wrong) if wrong else TrafficEntry.select().count()
    except ShowroomError as error:
        return error.code


# -- cut off by the power --------------------------------------------------------------------------

CUTS = 150


def laid_out(cut: FilesCut, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    cut.lay_out()


def copies_after_cuts(shop: Path, folder: Path, dice: random.Random, deaf_to: str = "") -> Iterator[Path]:
    """Whatever bears a copy's name after the power went while copies were made."""
    with Store(shop) as store, Recorder(deaf_to).recording() as recorder:
        for _copy in range(4):
            files.take(store.database, shop, folder, Reason.WORK, SystemClock().now())
            recorder.acknowledge()
    for cut in cuts_of_files(recorder.log, CUTS, dice):
        laid_out(cut, folder)
        assert len(files.found(folder)) >= cut.acknowledged or deaf_to, "a copy that was told is not there"
        yield from folder.glob("*.db")


def is_whole(copy: Path) -> bool:
    try:
        files.verified(copy)
    except ShowroomError:
        return False
    return True


def test_after_a_power_cut_nothing_bears_a_copys_name_but_whole_ones(
    shop: Path, tmp_path: Path, dice: random.Random
) -> None:
    whole = [is_whole(copy) for copy in copies_after_cuts(shop, tmp_path / "cut", dice)]
    assert len(whole) > CUTS
    assert all(whole)


def test_the_control_without_the_sync_of_the_copy_finds_empty_ones(
    shop: Path, tmp_path: Path, dice: random.Random
) -> None:
    whole = [is_whole(copy) for copy in copies_after_cuts(shop, tmp_path / "cut", dice, deaf_to="files")]
    assert not all(whole)


@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "with a log nobody can settle"])
def test_after_a_power_cut_in_a_restore_the_old_store_or_the_new_one_is_there(
    shop: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    monkeypatch.setattr(copies, "_note_it", lambda *_more: None)
    log = shop.with_name("showroom.db-wal")
    if damaged:
        shop.write_bytes(bytes(16) + shop.read_bytes()[16:])
        log.write_bytes(b"a log" * 500)
    new, before = (
        the_copy(shop).read_bytes(),
        {str(path): path.read_bytes() for path in shop.parent.iterdir()},
    )
    with Recorder().recording() as recorder:
        copies.restore(the_copy(shop), shop, SystemClock())
    seen = set()
    for cut in cuts_of_files(recorder.log, CUTS, dice, before):
        content = cut.files[str(shop)]
        seen.add(content)
        assert content in (new, before[str(shop)])
        assert content != new or str(log) not in cut.files, "the new store beside the old log"
    assert len(seen) == 2


# -- beside a writer --------------------------------------------------------------------------------


def test_copies_made_while_another_process_registers_are_whole(shop: Path, tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with Store(shop) as store:
            desk = Showroom(store, SystemClock()).reception
            for guest in range(100_000):
                register_line(desk, f"新来{guest} 136{guest:08d}")
        os._exit(0)
    try:
        counts = []
        for _copy in range(8):
            with Store(shop) as store:
                made = files.take(store.database, shop, tmp_path / "busy", Reason.WORK, SystemClock().now())
            counts.append(rows(made.path))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert counts == sorted(counts)
    assert counts[-1] > counts[0], "nothing was registered meanwhile"


# -- what is refused --------------------------------------------------------------------------------


def _xlsx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE act (id, token, at)")
    made.close()


def _newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (9999).to_bytes(4, "big")
    path.write_bytes(content)


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = content.index(b"13900000000")
    content[place] ^= 1
    path.write_bytes(content)


def _page_gone(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288] = bytes(4096)
    path.write_bytes(content)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda path: path.unlink(), "E-COPY-MISSING"),
    "empty": (lambda path: path.write_bytes(b""), "E-COPY-DAMAGED"),
    "fifty bytes": (lambda path: path.write_bytes(path.read_bytes()[:50]), "E-COPY-DAMAGED"),
    "half": (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "E-COPY-DAMAGED"),
    "one byte short": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "E-COPY-DAMAGED"),
    "header": (lambda path: path.write_bytes(bytes(16) + path.read_bytes()[16:]), "E-COPY-DAMAGED"),
    "one digit": (_flipped, "E-COPY-DAMAGED"),
    "a page": (_page_gone, "E-COPY-DAMAGED"),
    "workbook": (_xlsx, "E-DB-FOREIGN"),
    "other program": (lambda path: (path.unlink(), _other_program(path)), "E-DB-FOREIGN"),
    "newer": (_newer, "E-DB-TOO-NEW"),
    "a folder": (_folder, "E-DB-FOREIGN"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_wrong_file_is_refused_before_anything_is_touched(shop: Path, wrong: str) -> None:
    spoil, code = WRONG[wrong]
    copy = the_copy(shop)
    spoil(copy)
    with untouched(shop.parent.parent), pytest.raises(ShowroomError) as refused:
        copies.restore(copy, shop, SystemClock())
    assert refused.value.code == code
    assert rows(shop) == GUESTS


def test_the_control_is_restored(shop: Path) -> None:
    copies.restore(the_copy(shop), shop, SystemClock())
    assert rows(shop) == 1


# -- disks ------------------------------------------------------------------------------------------


def _outcome(shop: Path, folder: Path) -> str:
    try:
        with Store(shop) as store:
            files.take(store.database, shop, folder, Reason.WORK, SystemClock().now())
    except ShowroomError as error:
        return error.code if error.sentence() else "without a word"
    return "copied"


def test_a_disk_that_fills_up_costs_the_copy_and_nothing_else(shop: Path) -> None:
    folder = the_copy(shop).parent
    before = names(folder)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            # The operating system itself ends every file at half the store's size.
            half = shop.stat().st_size // 2
            resource.setrlimit(resource.RLIMIT_FSIZE, (half, half))
            status = 0 if _outcome(shop, folder) == "E-COPY" else 2
        finally:
            os._exit(status)
    _pid, ended = os.waitpid(child, 0)
    assert os.WEXITSTATUS(ended) == 0
    assert names(folder) == before, "older copies untouched, nothing left behind"
    assert rows(shop) == GUESTS
    assert _outcome(shop, folder) == "copied", "the control: with room it is made"


def test_too_little_room_is_told_in_megabytes(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = the_copy(shop).parent
    with Store(shop) as store:
        monkeypatch.setattr(files.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))
        with pytest.raises(Unavailable) as refused:
            files.take(store.database, shop, folder, Reason.WORK, SystemClock().now())
    assert refused.value.code == "E-COPY-FULL"
    assert "0 MB" in refused.value.sentence()


def test_a_folder_that_can_only_be_read_is_told(shop: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    shop.parent.chmod(0o777)
    for path in folder.parents:
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(path.stat().st_mode | 0o055)
    for path in shop.parent.iterdir():
        path.chmod(0o666)
    assert as_nobody(lambda: _outcome(shop, folder)) == "E-COPY"
    folder.chmod(0o777)
    assert as_nobody(lambda: _outcome(shop, folder)) == "copied"


def _first_page_of(store: Path, table: str) -> int:
    connection = sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True)
    try:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        return int(page)
    finally:
        connection.close()


@pytest.mark.logs
def test_damage_in_the_store_is_never_copied_as_good(shop: Path, tmp_path: Path) -> None:
    register = shop.read_bytes()
    broken = bytearray(register)
    # A page that is in use: one that no table needs any more may say what it likes.
    page = (_first_page_of(shop, "act_line") - 1) * 4096
    broken[page : page + 4096] = bytes(byte ^ 0x55 for byte in broken[page : page + 4096])
    shop.write_bytes(broken)
    assert _outcome(shop, tmp_path / "bad") in ("E-COPY", "E-DB-DAMAGED", "E-COPY-DAMAGED")
    assert files.found(tmp_path / "bad") == ()
    shop.write_bytes(register)
    assert _outcome(shop, tmp_path / "bad") == "copied"


def test_a_walk_in_is_registered_while_no_copy_can_be_made(showroom: Showroom) -> None:
    files.beside(showroom.store.path).write_text("no folder")
    with pytest.raises(Unavailable):
        copies.take_now(showroom.store, showroom.clock)
    register_walk_in(showroom.reception, "王丽", "13812345678")
    assert TrafficEntry.select().count() == 1
