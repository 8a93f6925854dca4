"""What every test stands on: its own home, its own store, cheap passwords, and nothing left open."""

from __future__ import annotations

import gc
import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from showroom import language
from showroom.models.store import Store, two_connections_are_safe
from showroom.rules import passwords
from tests.people import Showroom, clock_of_the_morning, make_showroom

if TYPE_CHECKING:
    from showroom.ui.collecting import Collector

# The same examples in every run: what fails on one machine fails on all.
settings.register_profile("showroom", derandomize=True, deadline=None)
settings.load_profile("showroom")
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_HOME = {
    "HOME": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "APPDATA": "data",
    "LOCALAPPDATA": "data",
    "USERPROFILE": "",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs: this test means to make the program log a warning")
    config.addinivalue_line(
        "markers", "long: the same faults, many more of them; left out unless asked for (-m long)"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, Any, Any]:
    """Nothing is collected but between two tests and by the collector of the program, in the main thread.

    Python left to itself does so wherever it is: while Qt walks over its widgets, or in the thread that
    hears what to run next.
    """
    gc.disable()
    result = yield
    gc.collect(2 if gc.get_count()[2] > gc.get_threshold()[2] else 1)
    return result


@pytest.fixture(autouse=True)
def collecting(request: pytest.FixtureRequest) -> Iterator[Collector | None]:
    """A test with widgets has the collector a window has."""
    if "qapp" not in request.fixturenames:
        yield None
        return
    # Not above: most tests need no Qt.
    from showroom.ui.collecting import Collector

    collector = Collector(request.getfixturevalue("qapp"))
    yield collector
    collector.stop()
    collector.deleteLater()
    # Events are gone through once more after this.
    gc.disable()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test starts on a fresh computer, in Chinese."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in _HOME.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.delenv("SHOWROOM_PASSWORD", raising=False)
    monkeypatch.setattr(language, "_current", language.CHINESE)
    return home


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The production parameters cost 60 ms a time; one test has them back."""
    monkeypatch.setattr(passwords, "hasher", CHEAP)


@pytest.fixture(autouse=True)
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Store]]:
    """Whatever a test opened is closed after it; a transaction left open fails the test."""
    opened: list[Store] = []
    really_open = Store.open

    def remembered(store: Store) -> Store:
        opened.append(store)
        return really_open(store)

    monkeypatch.setattr(Store, "open", remembered)
    yield opened
    left_open = []
    for store in opened:
        database = store._database
        if database is not None and store._pid == os.getpid():
            if database.in_transaction():
                left_open.append(store.path)
                while database.transaction_depth():
                    database.pop_transaction()
                database.rollback()
            store.close()
    assert not left_open, f"a transaction was left open on {left_open}"


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A stray line of the log is a failure, as a stray warning is."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    stray = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
        and (two_connections_are_safe() or "E-SQLITE-OLD" not in record.getMessage())
    ]
    assert not stray, f"stray log lines: {stray}"


@pytest.fixture(scope="session")
def new_showroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A showroom on its first morning, made once and copied for each test."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(passwords, "hasher", CHEAP)
        return make_showroom(tmp_path_factory.mktemp("showroom") / "showroom.db")


@pytest.fixture
def showroom(new_showroom: Path, tmp_path: Path) -> Iterator[Showroom]:
    """An open, empty showroom at half past eight: facts, lists, models and staff of every role."""
    path = tmp_path / "showroom.db"
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    with Store(path) as store:
        yield Showroom(store, clock_of_the_morning())
