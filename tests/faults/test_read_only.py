"""A store that may not be written: refused untouched, or told while it is open (D1, D2, D3, D8).

As root no right is ever missing, so what happens here happens under another uid, or at the window without
root's power over rights. What is shown in place of such a store is the start screen's affair; here it is the
sentence, and that nothing is touched.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from showroom import cli
from showroom.errors import ShowroomError, Unavailable
from showroom.models import opening
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.models.window_lock import WindowLock
from showroom.services import drafts
from tests.faults.small_disk import scenes
from tests.people import PASSWORD, RECEPTIONIST, Showroom, clock_of_the_morning, register_walk_in
from tests.untouched import as_nobody, untouched

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX rights")


@pytest.fixture(scope="module", autouse=True)
def everything_is_loaded(new_showroom: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Somebody else may not be allowed to read where Python lies: what loads when needed is loaded now."""
    mine = Path(shutil.copy(new_showroom, tmp_path_factory.mktemp("mine") / "showroom.db"))
    for command in ("print", "export"):
        assert called(command, mine, "zh_CN").startswith("0 ")


@pytest.fixture
def shared(new_showroom: Path, tmp_path: Path) -> Iterator[Path]:
    """A store in a folder that everybody on this computer can reach and write."""
    everything = Path(tempfile.gettempdir())
    folder = tmp_path / "shop"
    folder.mkdir()
    path = Path(shutil.copy(new_showroom, folder / "showroom.db"))
    for one in path.parents:
        if one.is_relative_to(everything) and one != everything:
            one.chmod(stat.S_IMODE(one.stat().st_mode) | stat.S_IXOTH | stat.S_IROTH)
    path.chmod(0o666)
    folder.chmod(0o777)
    yield path
    folder.chmod(0o777)


COMMANDS = {
    "check": ["check", "{store}"],
    "register": ["register", "--store", "{store}", "--as", RECEPTIONIST, "王丽 13812345678"],
    "print": ["print", "traffic-log", "--store", "{store}", "--as", RECEPTIONIST, "--out", "{out}"],
    "export": ["export", "traffic-log", "--store", "{store}", "--as", RECEPTIONIST, "--out", "{out}"],
}


def called(command: str, store: Path, language: str, out: Path | None = None) -> str:
    """What a command answers: its exit code and all it wrote."""
    os.environ["SHOWROOM_PASSWORD"] = PASSWORD
    out = out or Path(tempfile.gettempdir()) / f"showroom-test-{os.getpid()}"
    arguments = [part.format(store=store, out=out) for part in COMMANDS[command]]
    heard = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(heard), redirect_stderr(heard):
        code = cli.run([*arguments, "--language", language])
    if code == 0:
        out.unlink(missing_ok=True)
    heard.seek(0)
    return f"{code} {heard.read()}"


RIGHTS = [
    pytest.param(0o666, 0o555, id="D1 folder read-only"),
    pytest.param(0o444, 0o777, id="D2 file read-only"),
    pytest.param(0o444, 0o555, id="D1 and D2"),
    pytest.param(0o000, 0o777, id="D8 mode 000"),
    pytest.param(0o600, 0o755, id="D8 somebody else's"),
]


@pytest.mark.parametrize(("file_mode", "folder_mode"), RIGHTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_refused_in_a_sentence_and_touches_nothing(
    shared: Path, command: str, file_mode: int, folder_mode: int
) -> None:
    shared.chmod(file_mode)
    shared.parent.chmod(folder_mode)
    with untouched(shared.parent):
        answer = as_nobody(lambda: called(command, shared, "zh_CN"))
    assert answer.startswith("1 ")
    assert "(E-DB-READONLY)" in answer
    assert str(shared.parent) in answer
    assert "请让管理员" in answer
    assert answer.count("\n") == 1, "one sentence, no trace"


def test_the_sentence_is_in_the_language_asked_for(shared: Path) -> None:
    shared.parent.chmod(0o555)
    answer = as_nobody(lambda: called("check", shared, "en"))
    assert "can only be read" in answer
    assert answer.isascii()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_control_with_the_right_to_write_it_works(shared: Path, command: str) -> None:
    assert as_nobody(lambda: called(command, shared, "zh_CN")).startswith("0 ")


def test_the_control_that_does_not_look_first_touches_the_file(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite by itself opens what it may only read, and leaves its own files beside it."""
    monkeypatch.setattr(opening, "_refuse_read_only", lambda _path: None)
    shared.chmod(0o444)

    def look() -> str:
        try:
            Store(shared).open()
        except ShowroomError:
            return ",".join(sorted(one.name for one in shared.parent.iterdir()))
        return "opened"

    assert as_nobody(look) != "showroom.db"


def test_where_no_lock_can_be_made_that_is_said(shared: Path) -> None:
    shared.parent.chmod(0o555)

    def taken() -> None:
        lock = WindowLock(shared)
        lock.take(clock_of_the_morning().local())
        lock.give_back()

    with untouched(shared.parent):
        assert as_nobody(lambda: told(taken)) == "E-DB-LOCK"
    shared.parent.chmod(0o777)
    assert as_nobody(lambda: told(taken)) == "done"


@pytest.mark.parametrize("mode", [0o000, 0o555])
@pytest.mark.parametrize("command", ["print", "export"])
def test_a_sheet_for_a_folder_one_may_not_write_is_refused(
    shared: Path, command: str, mode: int, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=mode)
    with untouched(theirs):
        answer = as_nobody(lambda: called(command, shared, "zh_CN", theirs / "sheet"))
    assert answer.startswith("1 ")
    assert "(E-PRINT)" in answer or "(E-EXPORT)" in answer


# -- D3: the right is taken away while the store is open ---------------------------------------------------


def told(do: Callable[[], object]) -> str:
    """The code of the refusal."""
    try:
        do()
    except Unavailable as error:
        return error.code
    return "done"


def a_day_in_which_the_right_goes(path: Path) -> str:
    """As the owner of a folder of one's own: save, lose the right, try, get it back, save."""
    folder = path.parent / "own"
    folder.mkdir()
    store = Path(shutil.copy(path, folder / "showroom.db"))
    heard: dict[str, object] = {}
    with Store(store) as open_store:
        showroom = Showroom(open_store, clock_of_the_morning())
        desk = showroom.reception

        def save() -> object:
            return register_walk_in(desk, "王丽", "13812345678", token="t-1")

        for name, place, taken in (("file", store, 0o444), ("folder", folder, 0o555)):
            given = stat.S_IMODE(place.stat().st_mode)
            place.chmod(taken)
            heard[name] = [told(open_store.look), told(save), TrafficEntry.select().count()]
            if place is folder:
                heard["draft"] = told(lambda: drafts.keep(desk, "traffic_log", {}, "王丽"))
            place.chmod(given)
        heard["back"] = [told(open_store.look), told(save), told(save), TrafficEntry.select().count()]
    return json.dumps(heard)


def test_what_becomes_read_only_while_it_is_open_takes_no_save_until_it_may_be_written_again(
    shared: Path,
) -> None:
    heard = json.loads(as_nobody(lambda: a_day_in_which_the_right_goes(shared)))
    assert heard["file"] == heard["folder"] == ["E-DB-READONLY", "E-DB-READONLY", 0]
    assert heard["draft"] == "E-DRAFT"
    assert heard["back"] == ["done", "done", "done", 1]


def test_the_control_that_does_not_look_writes_into_what_may_only_be_read(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The open file takes the save: whoever froze the store to copy it would copy yesterday."""
    monkeypatch.setattr(Store, "look", lambda _store, **_how: None)
    heard = json.loads(as_nobody(lambda: a_day_in_which_the_right_goes(shared)))
    assert heard["file"] == ["done", "done", 1]


# -- D3 at the window ---------------------------------------------------------------------------------------

SCENE = "on_a_read_only_disk.py"


def test_at_the_window_the_words_stay_and_a_banner_says_it(tmp_path: Path) -> None:
    ran = scenes(SCENE, tmp_path / "child", without_rights=True)
    assert len(ran) == 2
    assert not any(ran.values()), "\n".join(ran.values())
