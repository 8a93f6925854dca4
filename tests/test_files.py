"""Files written whole or not at all; what this computer remembers, and where it keeps it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from showroom import files, paths
from showroom.clock import SetClock, SystemClock
from showroom.files import write_file_atomically
from showroom.remembered import Remembered
from tests.untouched import names


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_file_atomically(tmp_path / "日志.pdf", b"new")
    assert (tmp_path / "日志.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["日志.pdf"]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "日志.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
def test_a_write_that_fails_leaves_the_old_file_and_no_stub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(b"old")

    def fails(*_anything: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as disk:
        disk.setattr(Path if step == "replace" else files.os, step, fails)
        with pytest.raises(OSError, match="disk full"):
            write_file_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["log.pdf"]


@pytest.mark.parametrize("times", [1, 5])
def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    held = iter([True] * times)
    really_replace = Path.replace

    def replace(part: Path, path: Path) -> Path:
        if next(held, False):
            raise PermissionError("held")
        return really_replace(part, path)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    write_file_atomically(tmp_path / "log.pdf", b"new")
    assert (tmp_path / "log.pdf").read_bytes() == b"new"


def test_what_is_remembered_is_there_at_the_next_start() -> None:
    Remembered().keep(language="en", zoom=1.5)
    again = Remembered()
    assert (again.get("language", "zh_CN"), again.get("zoom", 1.0)) == ("en", 1.5)
    assert again.get("language", 0) == 0, "a value of another type is the default"


BROKEN = pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00"])


@BROKEN
@pytest.mark.parametrize("place", [paths.config_file, paths.second_config_file])
def test_a_memory_broken_in_one_place_is_still_known(content: bytes, place: Callable[[], Path]) -> None:
    Remembered().keep(store="/data/showroom.db")
    place().write_bytes(content)
    again = Remembered()
    assert again.get("store", "") == "/data/showroom.db"
    assert not again.lost
    again.keep(store="/data/showroom.db")
    assert "showroom.db" in place().read_text(encoding="utf-8"), "the next thing kept makes it good"


@BROKEN
def test_a_memory_broken_in_both_places_means_defaults_and_is_noticed(content: bytes) -> None:
    Remembered().keep(language="en")
    for place in (paths.config_file(), paths.second_config_file()):
        place.write_bytes(content)
    again = Remembered()
    assert again.get("language", "zh_CN") == "zh_CN"
    assert again.lost


def test_nothing_remembered_yet_is_nothing_lost() -> None:
    assert not Remembered().lost


def test_of_two_places_the_one_written_last_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    Remembered(first, second).keep(language="zh_CN")
    Remembered(second).keep(language="en")
    assert Remembered(first, second).get("language", "") == "en"


def test_a_disk_that_refuses_costs_a_preference_and_not_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    remembered = Remembered(tmp_path / "file" / "settings.json")
    remembered.keep(language="en")
    assert remembered.get("language", "zh_CN") == "en"


def test_everything_lies_below_the_home_of_this_test(home: Path) -> None:
    demo = paths.demo_store(date(2026, 3, 5))
    for path in (paths.default_store(), demo, paths.config_file(), paths.log_folder()):
        assert path.is_relative_to(home)
    assert paths.default_store() != demo


def test_the_day_of_the_showroom_is_not_the_day_of_utc() -> None:
    clock = SetClock(datetime(2026, 3, 4, 16, 30, tzinfo=UTC))
    assert clock.today() == date(2026, 3, 5)
    assert f"{clock.local():%H:%M}" == "00:30"
    clock.put(date(2026, 3, 6), 8, 0)
    assert clock.now() == datetime(2026, 3, 6, 0, 0, tzinfo=UTC)


def test_the_computers_clock_is_read_in_showroom_time() -> None:
    clock = SystemClock()
    assert clock.local().utcoffset() == SetClock(clock.now()).local().utcoffset()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()
