"""One window on a store: the second is told who has it; the lock dies with its holder."""

from __future__ import annotations

import os
import signal
import stat
import sys
from datetime import datetime
from pathlib import Path

import pytest

from showroom.errors import Unavailable
from showroom.models.store import Store
from showroom.models.window_lock import WindowLock
from tests.people import Showroom

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
SINCE = datetime(2026, 3, 5, 9, 12)  # noqa: DTZ001 - shown as it is


def _take(path: Path) -> str:
    lock = WindowLock(path)
    try:
        lock.take(SINCE)
    except Unavailable as error:
        return error.sentence()
    lock.give_back()
    return "taken"


class Window:
    """Another process that holds the window's lock until it is killed."""

    def __init__(self, path: Path) -> None:
        reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                lock = WindowLock(path)
                lock.take(SINCE)
                os.write(writer, b"!")
                signal.pause()
            finally:
                os._exit(1)
        os.close(writer)
        assert os.read(reader, 1) == b"!"
        os.close(reader)

    def is_killed(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


@posix
def test_the_second_window_is_told_who_has_the_store_until_that_one_is_killed(showroom: Showroom) -> None:
    window = Window(showroom.store.path)
    try:
        answer = _take(showroom.store.path)
        assert os.uname().nodename in answer
        assert "09:12" in answer
    finally:
        window.is_killed()
    assert _take(showroom.store.path) == "taken"


@posix
def test_a_link_to_the_store_is_the_same_store(showroom: Showroom, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(showroom.store.path)
    window = Window(link)
    try:
        assert _take(showroom.store.path) != "taken"
    finally:
        window.is_killed()
    assert _take(link) == "taken"


def test_a_command_runs_beside_the_window(showroom: Showroom) -> None:
    lock = WindowLock(showroom.store.path)
    lock.take(SINCE)
    with Store(showroom.store.path) as command:
        assert command.database.execute_sql("SELECT COUNT(*) FROM staff").fetchone()
    lock.give_back()


def test_a_window_that_closes_gives_the_store_back(showroom: Showroom) -> None:
    assert _take(showroom.store.path) == "taken"
    assert _take(showroom.store.path) == "taken"


@posix
def test_only_the_owner_may_read_the_locks_files(showroom: Showroom) -> None:
    lock = WindowLock(showroom.store.path)
    lock.take(SINCE)
    beside = {path.name: stat.S_IMODE(path.stat().st_mode) for path in showroom.store.path.parent.iterdir()}
    lock.give_back()
    assert set(beside.values()) == {0o600}, beside
