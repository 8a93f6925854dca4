"""The store's file is deleted, moved or replaced under an open window (D9).

Nobody notices by saving: the open file takes everything, and all of it is gone when the window closes. That
is the control. The window looks once a second and before each save.
"""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from showroom import cli, paths
from showroom.errors import Unavailable
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.services import drafts
from showroom.services.check import findings
from showroom.ui import news
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, press, rows, settle, shell, sign_in, status
from tests.journeys.conftest import OpenWindow, copy_of, look, open_window, pdf, window
from tests.people import PASSWORD, RECEPTIONIST, Showroom, register_walk_in
from tests.untouched import names

__all__ = ["copy_of", "look", "open_window", "pdf", "window"]

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file go"),
    pytest.mark.logs,
]

LINE = "王女士 13812345678 朗逸 2人"


@pytest.fixture
def morning(showroom: Showroom, tmp_path: Path) -> Showroom:
    """The store lies in a folder of its own, and somebody came already."""
    showroom.store.close()
    folder = tmp_path / "shop"
    folder.mkdir()
    path = Path(shutil.move(showroom.store.path, folder / "showroom.db"))
    morning = Showroom(Store(path).open(), showroom.clock)
    register_walk_in(morning.reception, "李强", "13711112222")
    return morning


@pytest.fixture
def at_the_log(open_window: OpenWindow, morning: Showroom) -> Window:
    window = open_window(morning)
    sign_in(window, "周敏")
    look_now(window)
    return window


def look_now(window: Window) -> None:
    """A second goes by."""
    shell(window).news.watch.timeout.emit()
    settle()


def banner(window: Window) -> str:
    return shell(window).banner.text()


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


# -- what happens to the file ----------------------------------------------------------------------------


def deleted(path: Path) -> None:
    path.unlink()


def deleted_with_its_log(path: Path) -> None:
    for file in path.parent.glob("showroom.db*"):
        file.unlink()


def only_its_log_deleted(path: Path) -> None:
    log_of(path).unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("away.db"))


def its_folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))


def its_folder_deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


def replaced(path: Path) -> None:
    """Somebody brings back yesterday's copy while the window is open."""
    older = path.with_name("older.db")
    shutil.copy(path, older)
    older.replace(path)


FATES = [
    deleted,
    deleted_with_its_log,
    only_its_log_deleted,
    moved,
    its_folder_moved,
    its_folder_deleted,
    replaced,
]


def copies(morning: Showroom) -> list[Path]:
    found = [morning.store.path.parent, paths.data_folder()]
    return [copy for folder in found if folder.is_dir() for copy in folder.glob("*.rescued*.db")]


def assert_whole(copy: Path, guests: int) -> None:
    """The copy is a good store in which all is that was saved, and nobody else may read it."""
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    kept = Path(shutil.copy(copy, copy.with_name("looked at.db")))
    with Store(kept) as store:
        assert findings(store) == []
        assert TrafficEntry.select().count() == guests
    kept.unlink()


@pytest.mark.parametrize("fate", [deleted_with_its_log, its_folder_deleted, replaced])
def test_it_is_told_within_the_second_and_what_was_saved_is_kept(
    at_the_log: Window, morning: Showroom, fate: Callable[[Path], None]
) -> None:
    assert banner(at_the_log) == ""
    fate(morning.store.path)
    look_now(at_the_log)
    (copy,) = copies(morning)
    assert str(morning.store.path) in banner(at_the_log)
    assert str(copy) in banner(at_the_log)
    look_now(at_the_log)
    assert copies(morning) == [copy], "one copy, not one a second"
    at_the_log.ask.close()
    morning.store.close()
    assert_whole(copy, guests=1)


def test_the_look_comes_in_time() -> None:
    assert news.LOOK_MS <= 30_000


@pytest.mark.parametrize("fate", FATES)
def test_a_save_is_refused_before_anything_goes_into_a_lost_file(
    morning: Showroom, fate: Callable[[Path], None]
) -> None:
    fate(morning.store.path)
    for _again in range(2):
        with pytest.raises(Unavailable) as refused:
            register_walk_in(morning.reception, "王丽", "13812345678", token="t-1")
        assert refused.value.code == "E-DB-GONE"
    assert TrafficEntry.select().count() == 1
    (copy,) = copies(morning)
    assert str(copy) in refused.value.sentence()
    morning.store.close()
    assert_whole(copy, guests=1)


def test_the_words_stay_on_the_strip(at_the_log: Window, morning: Showroom) -> None:
    hear(LINE)
    deleted(morning.store.path)
    press("Return")
    assert status(at_the_log)[1] == "E-DB-GONE"
    assert (shell(at_the_log).top.strip.text(), len(rows(at_the_log))) == (LINE, 1)
    press("Ctrl+A", "Delete")


def test_the_control_that_does_not_look_loses_what_it_acknowledged(
    at_the_log: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "look", lambda _store, **_how: None)
    hear(LINE)
    deleted_with_its_log(morning.store.path)
    press("Return")
    look_now(at_the_log)
    assert len(rows(at_the_log)) == 2, "acknowledged"
    assert banner(at_the_log) == ""
    assert copies(morning) == []
    assert not morning.store.path.exists(), "and lost as soon as the window closes"


def test_a_file_that_was_put_back_is_gone_on_with(at_the_log: Window, morning: Showroom) -> None:
    hear(LINE)
    moved(morning.store.path)
    press("Return")
    look_now(at_the_log)
    assert "E-DB-GONE" in status(at_the_log)[1]
    morning.store.path.with_name("away.db").rename(morning.store.path)
    look_now(at_the_log)
    assert banner(at_the_log) == ""
    press("Return")
    assert (len(rows(at_the_log)), shell(at_the_log).top.strip.text()) == (2, "")
    moved(morning.store.path)
    look_now(at_the_log)
    assert len(copies(morning)) == 2, "what was saved since is copied too"
    at_the_log.ask.close()
    morning.store.close()
    assert_whole(max(copies(morning), key=lambda copy: copy.stat().st_mtime_ns), guests=2)


def test_where_no_copy_can_be_made_that_is_said_and_tried_again_at_the_next_save(
    at_the_log: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with monkeypatch.context() as nowhere:
        nowhere.setattr(paths, "data_folder", lambda: tmp_path / "file" / "data")
        its_folder_deleted(morning.store.path)
        look_now(at_the_log)
        assert "没能另存副本" in banner(at_the_log)
    look_now(at_the_log)
    assert "没能另存副本" in banner(at_the_log)
    hear("3人")
    press("Return")
    (copy,) = copies(morning)
    assert copy.parent == paths.data_folder()
    look_now(at_the_log)
    assert str(copy) in banner(at_the_log)
    press("Ctrl+A", "Delete")


def test_a_command_that_finds_its_file_gone_acknowledges_nothing_more(
    morning: Showroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = morning.store.path
    morning.store.close()
    monkeypatch.setenv("SHOWROOM_PASSWORD", PASSWORD)

    class Lines(list[str]):
        """Between two of them somebody deletes the file."""

        def reconfigure(self, **_how: object) -> None:
            return

        def __iter__(self):  # type: ignore[no-untyped-def]
            yield "one\t王丽 13812345678"
            path.unlink()
            yield "two\t赵敏 13800138021"

    monkeypatch.setattr(sys, "stdin", Lines())
    assert cli.run(["register", "--store", str(path), "--as", RECEPTIONIST, "--lines", "-"]) == 1
    answers = capsys.readouterr().out.splitlines()
    assert answers[0] == "ACK one"
    assert answers[1].startswith("REFUSED 2 ")
    (copy,) = path.parent.glob("*.rescued*.db")
    assert str(copy) in answers[1]
    assert_whole(copy, guests=2)


def test_a_draft_is_kept_beside_a_lost_file(at_the_log: Window, morning: Showroom) -> None:
    hear(LINE)
    deleted(morning.store.path)
    at_the_log.close()
    assert not at_the_log.isVisible()
    assert drafts.found(morning.reception, "traffic_log").line == LINE


def test_nothing_is_copied_from_within_a_transaction(morning: Showroom) -> None:
    """A denial is recorded while another act is open: the look comes there too."""
    with morning.store.database.atomic():
        deleted(morning.store.path)
        with pytest.raises(Unavailable) as gone:
            morning.store.look()
    assert gone.value.code == "E-DB-GONE"
    assert [name for name in names(morning.store.path.parent) if "rescued" in name] == []
