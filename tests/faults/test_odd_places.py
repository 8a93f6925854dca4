"""Places with odd names, one store under two names, and who may read what is new (D6, D7, D11)."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from showroom import app, cli, files
from showroom.errors import ShowroomError, Unavailable
from showroom.models import opening
from showroom.models import store as store_module
from showroom.models.store import Store, StoreDatabase
from showroom.models.traffic_log import TrafficEntry
from showroom.models.window_lock import WindowLock
from showroom.remembered import Remembered
from showroom.services import drafts, first_start
from showroom.services.check import findings
from showroom.ui.one_window import Doorbell, call_first_window
from tests.people import PASSWORD, RECEPTIONIST, Showroom, clock_of_the_morning, register_walk_in
from tests.untouched import forked, names, seen, untouched

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

SINCE = datetime(2026, 3, 5, 9, 12)  # noqa: DTZ001 - shown as it is
LINE = "王女士 13812345678 朗逸 2人"

# A folder as an archive from a Chinese Windows leaves it on Linux: no UTF-8.
GBK = os.fsdecode("展厅".encode("gbk"))

PLACES = [
    pytest.param("展厅 数据/恒远 滨江.db", id="Chinese and spaces"),
    pytest.param("🚗/🚙 2026 🚕.db", id="emoji"),
    pytest.param("100%/50%25 ?mode=ro#1&vfs=x.db", id="per cent, hash, question"),
    pytest.param('it\'s/"quoted"; DROP TABLE staff --.db', id="quotes"),
    pytest.param("-rf/--help.db", id="dashes"),
    pytest.param("a\nb/tab\t\\back.db", id="control characters", marks=posix),
    pytest.param(f"{GBK}/{GBK}.db", id="not UTF-8", marks=posix),
    pytest.param("/".join(["很长的文件夹"] * 12) + "/showroom.db", id="over 260 characters", marks=posix),
    pytest.param("店" * 60 + "/" + "厅" * 70 + ".db", id="names of 200 bytes", marks=posix),
    pytest.param("no ending/showroom", id="without an ending"),
]


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A closed store at the odd place."""
    path = tmp_path / str(getattr(request, "param", "showroom.db"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(new_showroom, path))


def at(*places: object) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", places, indirect=True)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command answers; it may not be refused."""
    code = cli.run([str(one) for one in arguments])
    heard = capsys.readouterr()
    assert (code, heard.err) == (0, "")
    return heard.out


# -- D6 -------------------------------------------------------------------------------------------------


@at(*PLACES)
def test_every_command_works_at_an_odd_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOWROOM_PASSWORD", PASSWORD)
    who = ("--store", path, "--as", RECEPTIONIST)
    pdf, excel = path.with_suffix(".pdf"), path.with_suffix(".xlsx")
    run(capsys, "register", *who, LINE)
    run(capsys, "print", "traffic-log", *who, f"--out={pdf}")
    run(capsys, "export", "traffic-log", *who, f"--out={excel}")
    assert "没有" in run(capsys, "check", "--", path)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert excel.read_bytes().startswith(b"PK")
    assert names(path.parent) == sorted([path.name, pdf.name, excel.name])


@at(*PLACES)
def test_the_windows_own_files_lie_beside_a_store_at_an_odd_place(path: Path, qtbot: QtBot) -> None:
    bell = Doorbell(path, lambda: None)
    lock = WindowLock(path)
    with Store(path) as store:
        lock.take(SINCE)
        showroom = Showroom(store, clock_of_the_morning())
        drafts.keep(showroom.reception, "traffic_log", {}, LINE)
        assert drafts.found(showroom.reception, "traffic_log").line == LINE
        assert call_first_window(path)
    lock.give_back()
    bell.deleteLater()
    Remembered().keep(store=str(path))
    assert Remembered().get("store", "") == str(path)
    assert app._store_path(None, False, Remembered()) == path


@at(*PLACES)
def test_a_new_store_is_made_at_an_odd_place(path: Path) -> None:
    new = path.parent / "下层" / path.name
    first_start.make_store(new)
    with Store(new) as store:
        assert first_start.is_new(store)


@at("100%/50%25 ?mode=ro#1&vfs=x.db")
def test_the_control_that_quotes_nothing_opens_another_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unquoted(name: str) -> StoreDatabase:
        return StoreDatabase(f"file:{name}?mode=rwc", pragmas=[], uri=True)

    with pytest.raises(ShowroomError), untouched(path.parent):
        Store(path, unquoted).open()


TOO_LONG = [
    pytest.param("/".join(["店" * 60] * 3) + "/showroom.db", id="path"),
    pytest.param("店" * 80 + ".db", id="name"),
    pytest.param("店" * 120 + "/showroom.db", id="folder that cannot be"),
]


@posix
@pytest.mark.parametrize("place", TOO_LONG)
def test_a_path_that_is_too_long_is_refused_in_a_sentence(
    place: str, tmp_path: Path, new_showroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / place
    if "folder" not in place and len(os.fsencode(path.parent.name)) < 255:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(new_showroom, path)
    with untouched(tmp_path):
        for refused in (lambda: Store(path).open(), lambda: first_start.make_store(path)):
            with pytest.raises(Unavailable) as told:
                refused()
            assert told.value.code == "E-DB-PATH"
        assert cli.run(["check", str(path)]) == 1
        assert "(E-DB-PATH)" in capsys.readouterr().err


@posix
def test_a_file_of_somebodys_own_may_have_the_longest_name_there_is(tmp_path: Path) -> None:
    """The file that is written first has a shorter name; one that no disk can have is refused."""
    longest = tmp_path / ("店" * 83 + ".pdf")
    files.write_for_somebody("E-PRINT", longest, b"whole")
    assert longest.read_bytes() == b"whole"
    with untouched(tmp_path), pytest.raises(ShowroomError) as refused:
        files.write_for_somebody("E-PRINT", tmp_path / ("店" * 84 + ".pdf"), b"whole")
    assert refused.value.code == "E-PRINT"


@posix
@pytest.mark.parametrize("place", ["店" * 84 + ".pdf", "店" * 120 + "/sheet.pdf"])
@pytest.mark.parametrize("command", ["print", "export"])
def test_a_command_is_refused_a_file_that_no_disk_can_have(
    path: Path, command: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / place)
    who = ["--store", str(path), "--as", RECEPTIONIST, "--out", out]
    with untouched(tmp_path):
        assert cli.run([command, "traffic-log", *who]) == 1
    assert "(E-PRINT)" in capsys.readouterr().err, "before anybody signs in, and nothing is recorded"


# -- D7 -------------------------------------------------------------------------------------------------


@pytest.fixture
def links(path: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The same store by a link to the file and by a link to its folder."""
    shop = tmp_path / "shop"
    shop.mkdir()
    real = Path(shutil.move(path, shop / "showroom.db"))
    (tmp_path / "desk").mkdir()
    file, folder = tmp_path / "desk" / "link.db", tmp_path / "shop link"
    file.symlink_to(real)
    folder.symlink_to(shop)
    return file, folder / "showroom.db"


@posix
def test_a_link_leads_to_one_store_one_lock_one_log_and_the_same_drafts(
    links: tuple[Path, Path], tmp_path: Path
) -> None:
    real = tmp_path / "shop" / "showroom.db"
    lock = WindowLock(real)
    with Store(real) as store:
        lock.take(SINCE)
        showroom = Showroom(store, clock_of_the_morning())
        register_walk_in(showroom.reception, "王丽", "13812345678")
        drafts.keep(showroom.reception, "traffic_log", {}, LINE)
        for link in links:
            with pytest.raises(Unavailable) as busy:
                WindowLock(link).take(SINCE)
            assert busy.value.code == "E-DB-IN-USE"
            assert Store(link).path == real
        assert names(tmp_path / "desk") == ["link.db"], "nothing lies beside the link"

    def rows_and_draft(link: Path) -> str:
        with Store(link) as again:
            desk = Showroom(again, clock_of_the_morning()).reception
            return f"{TrafficEntry.select().count()} {drafts.found(desk, 'traffic_log').line}"

    for link in links:
        assert forked(lambda link=link: rows_and_draft(link)) == f"1 {LINE}"
    lock.give_back()


@posix
def test_the_control_that_takes_a_link_by_its_name_finds_no_draft(
    links: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "real_path", lambda path: path)
    for place, line in ((tmp_path / "shop" / "showroom.db", LINE), (links[0], "")):
        with Store(place) as store:
            desk = Showroom(store, clock_of_the_morning()).reception
            if line:
                drafts.keep(desk, "traffic_log", {}, LINE)
            assert drafts.found(desk, "traffic_log").line == line


@posix
def test_a_link_that_leads_to_itself_is_no_store(tmp_path: Path) -> None:
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    with pytest.raises(Unavailable) as refused:
        Store(loop).open()
    assert refused.value.code == "E-DB-MISSING"


@posix
def test_a_store_with_a_second_name_is_refused_by_both(path: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.db"
    with Store(path) as store:
        os.link(path, second)
        showroom = Showroom(store, clock_of_the_morning())
        register_walk_in(showroom.reception, "王丽", "13812345678")
        for name in (path, second):
            before = seen(tmp_path)
            assert "E-DB-TWO-NAMES" in forked(lambda name=name: opened(name))
            assert seen(tmp_path) == before
        register_walk_in(showroom.reception, "赵敏", "13800138021")
    second.unlink()
    with Store(path) as store:
        assert (TrafficEntry.select().count(), findings(store)) == (2, [])


def opened(path: Path) -> str:
    """How many rows are found there, or why it is refused."""
    try:
        with Store(path):
            return str(TrafficEntry.select().count())
    except ShowroomError as error:
        return error.code


@posix
def test_the_control_that_opens_a_second_name_misses_what_was_saved_under_the_first(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_refuse_second_name", lambda _path: None)
    second = tmp_path / "second.db"
    os.link(path, second)

    def killed_after_a_save() -> str:
        store = Store(path).open()
        register_walk_in(Showroom(store, clock_of_the_morning()).reception, "王丽", "13812345678")
        return "saved"

    assert forked(killed_after_a_save) == "saved"
    assert forked(lambda: opened(second)) == "0"


@posix
def test_a_name_left_by_a_kill_while_the_store_was_made_is_no_second_name(path: Path) -> None:
    os.link(path, path.with_name(f"{path.name}.0123abcd{opening.MAKING}"))
    assert opened(path) == "0"


# -- D11 ------------------------------------------------------------------------------------------------


@pytest.fixture
def no_umask() -> Iterator[None]:
    """A computer on which everybody may read everything that is new, unless a program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def a_day_that_leaves_every_kind_of_file(path: Path, home: Path) -> dict[str, int]:
    """The rights of a store and all that comes beside it, of prints and copies, and of all in the home."""
    place = path.parent
    store_path = place / "new" / "shop" / "showroom.db"
    lock = WindowLock(store_path)
    first_start.make_store(store_path)
    shutil.copyfile(path, store_path)
    os.environ["SHOWROOM_PASSWORD"] = PASSWORD
    with Store(store_path) as store:
        lock.take(SINCE)
        showroom = Showroom(store, clock_of_the_morning())
        register_walk_in(showroom.reception, "王丽", "13812345678")
        drafts.keep(showroom.reception, "traffic_log", {}, LINE)
        Remembered().keep(language="zh_CN")
        who = ["--store", str(store_path), "--as", RECEPTIONIST]
        assert cli.run(["print", "traffic-log", *who, "--out", str(place / "new" / "sheet.pdf")]) == 0
        assert cli.run(["export", "traffic-log", *who, "--out", str(place / "new" / "sheet.xlsx")]) == 0
        logging.getLogger("showroom").error("E-LINE")
        rights = rights_of(everything_below(place / "new", home))
        store_path.rename(store_path.with_name("away.db"))
        with pytest.raises(Unavailable):
            store.look()
        rights |= rights_of(store_path.parent.glob("*.rescued.db"))
    lock.give_back()
    del rights[home.name]
    return rights


def rights_of(found: Iterable[Path]) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in found}


def everything_below(*folders: Path) -> list[Path]:
    return sorted(one for folder in folders for one in (folder, *folder.rglob("*")))


NEW_FILES = {
    "showroom.db",
    "showroom.db-wal",
    "showroom.db-shm",
    "showroom.db.window",
    "showroom.db.window-holder",
    "showroom.rescued.db",
    "2-traffic_log.json",
    "sheet.pdf",
    "sheet.xlsx",
    "settings.json",
    "showroom.log",
}
NEW_FOLDERS = {"new", "shop", "showroom.db.drafts", "Showroom", "log"}


@posix
@pytest.mark.logs
def test_everything_new_is_for_this_user_alone(path: Path, home: Path, no_umask: None) -> None:
    rights = a_day_that_leaves_every_kind_of_file(path, home)
    assert rights.keys() >= NEW_FILES | NEW_FOLDERS
    files_of_others = {name: oct(right) for name, right in rights.items() if right not in (0o600, 0o700)}
    assert files_of_others == {}
    assert all(rights[name] == 0o700 for name in NEW_FOLDERS)


@posix
@pytest.mark.logs
def test_the_control_that_asks_for_no_rights_is_noticed(
    path: Path, home: Path, no_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def for_everybody(place: str, flags: int, mode: int = 0o777, **rest: int) -> int:
        return really_open(place, flags, mode | 0o066, **rest)

    monkeypatch.setattr(os, "open", for_everybody)
    rights = a_day_that_leaves_every_kind_of_file(path, home)
    assert {name for name, right in rights.items() if right & 0o077} >= NEW_FILES - {"showroom.db.window"}
