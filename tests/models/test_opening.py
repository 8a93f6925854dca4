"""Opening what is no store of ours, or cannot be worked on: one sentence, and not a byte touched."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from showroom.errors import ShowroomError
from showroom.models import opening
from showroom.models.store import Store, create
from tests.untouched import as_nobody, forked, names, untouched

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


def _refused(path: Path) -> str:
    """The code with which opening is refused."""
    try:
        Store(path).open()
    except ShowroomError as error:
        return error.code if error.sentence() else "refused without a word"
    return "opened"


def _missing(_path: Path) -> None:
    """Nothing is there."""


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _fifty_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _header_overwritten(path: Path) -> None:
    path.write_bytes(b"\xff" * 16 + path.read_bytes()[16:])


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _one_page_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _foreign_sqlite(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.execute("PRAGMA user_version = 1")
    other.commit()
    other.close()


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("customers.csv", "王丽,13812345678\n" * 50)


def _text(path: Path) -> None:
    path.write_text("王丽,13812345678\n" * 50, encoding="utf-8")


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _version(number: int) -> Callable[[Path], None]:
    def set_version(path: Path) -> None:
        ours = sqlite3.connect(path)
        ours.execute(f"PRAGMA user_version = {number}")
        ours.commit()
        ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ours.close()

    return set_version


def _newer_only_in_the_log(path: Path) -> None:
    """A newer program was killed: its pages are in the log, the file itself still bears our version."""

    def killed() -> str:
        ours = sqlite3.connect(path)
        ours.execute("PRAGMA wal_autocheckpoint = 0")
        ours.execute("PRAGMA user_version = 9999")
        ours.commit()
        os.kill(os.getpid(), signal.SIGKILL)
        return ""

    forked(killed)
    assert path.with_name(path.name + "-wal").stat().st_size > 0


KINDS = [
    pytest.param(_empty, "E-DB-DAMAGED", id="H4 zero bytes"),
    pytest.param(_fifty_bytes, "E-DB-DAMAGED", id="H5 fifty bytes"),
    pytest.param(_header_overwritten, "E-DB-DAMAGED", id="H1 header overwritten"),
    pytest.param(_truncated, "E-DB-DAMAGED", id="H3 truncated"),
    pytest.param(_one_page_short, "E-DB-DAMAGED", id="H3 one page short"),
    pytest.param(_foreign_sqlite, "E-DB-FOREIGN", id="H10 another program's SQLite"),
    pytest.param(_zip, "E-DB-FOREIGN", id="H10 zip"),
    pytest.param(_text, "E-DB-FOREIGN", id="H10 text"),
    pytest.param(_directory, "E-DB-FOREIGN", id="a folder"),
    pytest.param(_version(9999), "E-DB-TOO-NEW", id="I1 newer"),
    pytest.param(_newer_only_in_the_log, "E-DB-TOO-NEW", id="I1 newer in the log only", marks=posix),
    pytest.param(_version(0), "E-DB-UNKNOWN", id="I6 version 0"),
]


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path) -> Path:
    """A closed store in a folder of its own."""
    folder = tmp_path / "store"
    folder.mkdir()
    return Path(shutil.copy(new_showroom, folder / "showroom.db"))


@pytest.mark.parametrize(("spoil", "code"), KINDS)
def test_what_is_not_our_store_is_refused_and_stays_as_it_is(
    path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(path)
    with untouched(path.parent):
        assert _refused(path) == code


def test_a_good_store_opens(path: Path) -> None:
    assert _refused(path) == "opened"


def test_a_store_that_vanished_is_not_replaced(tmp_path: Path) -> None:
    with untouched(tmp_path):
        assert _refused(tmp_path / "gone" / "showroom.db") == "E-DB-MISSING"


@posix
def test_a_pipe_is_refused_at_once(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)

    def look() -> str:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        return _refused(path)

    assert forked(look) == "E-DB-FOREIGN"


@posix
def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    with untouched(tmp_path):
        assert _refused(tmp_path / ("店" * 120)) == "E-DB-PATH"


@pytest.fixture
def shared(path: Path) -> Path:
    """The store's folder can be reached by everybody on this computer."""
    everything = Path(tempfile.gettempdir())
    for folder in path.parents:
        if folder.is_relative_to(everything) and folder != everything:
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH | stat.S_IROTH)
    path.chmod(0o666)
    path.parent.chmod(0o777)
    return path


@posix
def test_somebody_with_the_right_to_write_may_open(shared: Path) -> None:
    """The control: what refuses below is the missing right alone."""
    assert as_nobody(lambda: _refused(shared)) == "opened"


@posix
@pytest.mark.parametrize(
    ("file_mode", "folder_mode"),
    [
        pytest.param(0o444, 0o777, id="D2 file read-only"),
        pytest.param(0o666, 0o555, id="D1 folder read-only"),
        pytest.param(0o000, 0o777, id="D8 file of somebody else"),
        pytest.param(0o666, 0o000, id="D8 folder of somebody else"),
    ],
)
def test_a_store_one_may_not_write_is_refused_and_stays_as_it_is(
    shared: Path, file_mode: int, folder_mode: int
) -> None:
    shared.chmod(file_mode)
    shared.parent.chmod(folder_mode)
    answer = as_nobody(lambda: _refused(shared))
    shared.parent.chmod(0o755)
    shared.chmod(0o600)
    assert answer == "E-DB-READONLY"
    assert names(shared.parent) == ["showroom.db"]


@posix
def test_a_folder_one_may_not_write_gets_no_new_store(shared: Path) -> None:
    shared.parent.chmod(0o555)

    def make() -> str:
        try:
            create(shared.parent / "new.db")
        except ShowroomError as error:
            return error.code
        return "made"

    assert as_nobody(make) == "E-DB-READONLY"
    shared.parent.chmod(0o777)
    assert as_nobody(make) == "made"


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//nas/share /mnt/share cifs rw 0 0
nas:/vol /mnt/nfs\\040share nfs4 rw 0 0
me@nas: /home/me/nas fuse.sshfs rw 0 0
/dev/sdb1 /mnt/share/usb vfat rw 0 0
/dev/sdc1 /mnt/sharewood ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/share/showroom.db", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/nfs share/a/showroom.db", "nfs4"),
        ("/home/me/nas/showroom.db", "fuse.sshfs"),
        ("/mnt/share/usb/showroom.db", ""),
        ("/mnt/sharewood/showroom.db", ""),
        ("/home/me/showroom.db", ""),
    ],
)
def test_a_network_drive_is_known_by_its_mount(tmp_path: Path, path: str, kind: str) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert opening.network_kind(Path(path), mounts) == kind


def test_without_a_list_of_mounts_every_disk_is_local(tmp_path: Path) -> None:
    assert opening.network_kind(tmp_path, tmp_path / "no mounts here") == ""


def test_a_store_on_a_network_drive_is_neither_opened_nor_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "network_kind", lambda _path: "nfs4")
    with untouched(path.parent):
        assert _refused(path) == "E-DB-NETWORK"
        with pytest.raises(ShowroomError) as refused:
            create(path.with_name("new.db"))
    assert refused.value.code == "E-DB-NETWORK"
