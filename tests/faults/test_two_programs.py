"""A store has one window (E1–E3); who holds it a moment is waited for, who holds it long is told of (E4–E11).

This process opens the store with one SQLite library only: a second one would break the locks of the first.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import peewee
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import Unavailable
from showroom.models import opening, window_lock
from showroom.models import store as store_module
from showroom.models.customer import Customer
from showroom.models.store import Store, StoreDatabase, create, local_database
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.window import Window
from tests.faults.dying import Child, Say, posix
from tests.faults.test_session_end import Program, programs
from tests.journeys.at_the_window import begin_to_sign_in, hear, press, rows, shell
from tests.journeys.conftest import OpenWindow, copy_of, look, morning, open_window, pdf
from tests.people import Showroom, clock_of_the_morning
from tests.untouched import forked

__all__ = ["copy_of", "look", "morning", "open_window", "pdf", "programs"]

pytestmark = posix


@pytest.fixture
def shop(copy_of: Callable[[str], Path]) -> Path:
    """A store of its own that is closed: no connection may cross the fork."""
    return copy_of("shop/showroom.db")


# -- E1 to E3: real programs ----------------------------------------------------------------------------


def test_a_second_start_calls_the_first_window_and_ends_well(shop: Path, programs: list[Program]) -> None:
    programs.append(first := Program(shop))
    assert first.says() == "OPEN"
    programs.append(second := Program(shop))
    assert second.ends() == 0
    assert second.says() == "", "it opened nothing"
    assert first.says() == "FORWARD"
    # E3: killed, it leaves a lock and a name behind; the next start asks nothing.
    first.gets(signal.SIGKILL)
    first.ends()
    programs.append(third := Program(shop))
    assert third.says() == "OPEN"


def test_a_start_that_cannot_call_the_first_window_is_told_who_has_the_store(
    shop: Path, programs: list[Program], tmp_path: Path
) -> None:
    """Another session of this computer, or another computer: there the bell is not heard."""
    programs.append(first := Program(shop))
    assert first.says() == "OPEN"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    programs.append(second := Program(shop, temporary=elsewhere))
    sentence = second.says()
    assert second.ends() == 1
    assert socket.gethostname() in sentence
    assert "E-DB-IN-USE" not in sentence, "a sentence, not a code"
    since = window_lock.json.loads(shop.with_name("showroom.db.window-holder").read_text())["since"]
    assert since in sentence
    first.gets(signal.SIGKILL)
    first.ends()
    programs.append(third := Program(shop, temporary=elsewhere))
    assert third.says() == "OPEN"


# -- E4, E5: another program holds the store ------------------------------------------------------------

HOLD = """
import signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holds", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another program that is writing to the file and does not finish."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"holds\n"

    def lets_go(self) -> None:
        self._process.communicate()


@pytest.fixture
def holders() -> Iterator[list[Holder]]:
    """Everybody who holds a store; in the end nobody does."""
    holding: list[Holder] = []
    yield holding
    for one in holding:
        one.lets_go()


class Heart(QWidget):
    """Beats as long as the window's loop comes round, and is painted anew each time."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.beats = self.paints = 0
        self.resize(4, 4)
        self.show()
        timer = QTimer(self, interval=10)
        timer.timeout.connect(self._beat)
        timer.start()

    def _beat(self) -> None:
        self.beats += 1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paints += 1


@dataclass
class AtTheDesk:
    """周敏 at a window; its heart, its store, and a guest typed on the strip."""

    window: Window
    heart: Heart
    path: Path
    qtbot: QtBot

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=20_000)

    @property
    def saved(self) -> int:
        """How many rows there are, by a connection of this thread."""
        return int(TrafficEntry.select().count())


Sit = Callable[..., AtTheDesk]


@pytest.fixture
def sit(shop: Path, open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sit]:
    """Sit down at a store that waits for others so many milliseconds instead of five thousand."""
    with ExitStack() as opened:

        def down(busy_ms: int = 5000, *, inline: bool = False) -> AtTheDesk:
            assert store_module.BUSY_MS == 5000
            monkeypatch.setattr(store_module, "BUSY_MS", busy_ms)
            monkeypatch.setitem(store_module.REQUIRED_PRAGMAS, "busy_timeout", busy_ms)
            store = opened.enter_context(Store(shop))
            clock = clock_of_the_morning()
            window = open_window(Showroom(store, clock), inline=inline)
            opened.callback(window.close)
            desk = AtTheDesk(window, Heart(window), shop, qtbot)
            desk.until(lambda: isinstance(window.centralWidget(), SignInPage))
            begin_to_sign_in(window, "周敏")
            desk.until(lambda: window.shell is not None and window.shell.log.model.lists)
            hear("王女士 13812345678")
            return desk

        yield down


def wait_for_somebody(desk: AtTheDesk, holders: list[Holder], beats: int) -> None:
    """Enter while another program holds the store; the window lives on, then it is saved."""
    holders.append(Holder(desk.path))
    before, painted = desk.heart.beats, desk.heart.paints
    press("Return")
    desk.until(lambda: desk.heart.beats > before + beats)
    assert desk.saved == 0
    assert desk.heart.paints > painted + beats / 4, "it came round and painted nothing"
    hear("李先生")
    assert shell(desk.window).top.strip.text() == "李先生"
    holders.pop().lets_go()
    desk.until(lambda: rows(desk.window))
    assert desk.saved == 1
    assert shell(desk.window).top.strip.text() == "李先生"


def test_somebody_who_holds_the_store_for_a_moment_is_waited_for(sit: Sit, holders: list[Holder]) -> None:
    wait_for_somebody(sit(), holders, beats=40)


@pytest.mark.long
def test_somebody_who_holds_the_store_for_three_seconds(sit: Sit, holders: list[Holder]) -> None:
    wait_for_somebody(sit(), holders, beats=250)


def wait_in_vain(desk: AtTheDesk, holders: list[Holder]) -> int:
    """Enter while another program does not finish: told so, the words are there. How often it came round."""
    holders.append(Holder(desk.path))
    before = desk.heart.beats
    press("Return")
    desk.until(lambda: shell(desk.window).right.text() == "E-DB-BUSY")
    beats = desk.heart.beats - before
    assert shell(desk.window).top.strip.text() == "王女士 13812345678"
    assert desk.saved == 0
    holders.pop().lets_go()
    press("Return")
    desk.until(lambda: rows(desk.window))
    assert desk.saved == 1
    return beats


def test_somebody_who_does_not_let_go_is_told_of_and_the_words_are_kept(
    sit: Sit, holders: list[Holder]
) -> None:
    assert wait_in_vain(sit(busy_ms=500), holders) > 10, "the window stood still meanwhile"


def test_the_control_a_window_that_saves_by_itself_stands_still(sit: Sit, holders: list[Holder]) -> None:
    assert wait_in_vain(sit(busy_ms=500, inline=True), holders) <= 2


@pytest.mark.long
def test_somebody_who_does_not_let_go_for_the_five_seconds_of_the_program(
    sit: Sit, holders: list[Holder]
) -> None:
    assert wait_in_vain(sit(), holders) > 100


# -- E6: no transaction that begins late ------------------------------------------------------------------


def begins_late(path: str) -> StoreDatabase:
    """Sabotage: a transaction takes the lock with its first write."""
    database = local_database(path)
    database._lock_type = "DEFERRED"
    return database


@pytest.mark.parametrize(("make_database", "saved"), [(local_database, True), (begins_late, False)])
def test_nobody_comes_between_reading_and_writing_and_the_control(
    shop: Path, make_database: Callable[[str], StoreDatabase], saved: bool
) -> None:
    """A reading turned into a writing is refused at once when somebody wrote meanwhile, without waiting."""
    other = peewee.sqlite3.connect(shop, timeout=0, isolation_level=None)

    with Store(shop, make_database) as store:
        desk = Showroom(store, clock_of_the_morning()).reception
        done = False
        with suppress(Unavailable), desk.work(Duty.REGISTER_VISIT) as work:
            with suppress(peewee.sqlite3.OperationalError):
                other.execute("UPDATE staff SET name = '郭大宇' WHERE id = 1")
            work.add(Customer, name="王丽", name_key="王丽")
            done = True
        other.close()
        assert (done, Customer.select().exists()) == (saved, saved)


# -- E7: two first starts ---------------------------------------------------------------------------------


def create_at_once(path: Path, sabotage: Callable[[], object]) -> list[str]:
    """Two processes create one store; what became of each."""
    waiting, go = os.pipe()

    def make(say: Say) -> None:
        sabotage()
        os.read(waiting, 1)
        try:
            create(path)
            say("made")
        except Unavailable as refused:
            say(refused.code)

    children = [Child(make), Child(make)]
    os.write(go, b"go")
    for end in (waiting, go):
        os.close(end)
    return sorted(words for child in children for words in child.ends()[0])


def look_at_nothing() -> None:
    """Sabotage: the finished file takes the name, whoever has it."""
    opening.examine_place = lambda _path: None
    opening.publish = lambda part, path: part.rename(path)


def test_of_two_first_starts_one_makes_the_store_and_the_control_makes_two(tmp_path: Path) -> None:
    for attempt in range(5):
        assert create_at_once(tmp_path / f"{attempt}.db", lambda: None) == ["E-DB-EXISTS", "made"]
    assert create_at_once(tmp_path / "control.db", look_at_nothing) == ["made", "made"]


# -- E8, E11: a connection belongs to one process and one thread -------------------------------------------


def test_a_fork_is_refused_and_the_control_that_passes_for_the_parent_is_let_in(shop: Path) -> None:
    with Store(shop) as store:

        def touch() -> str:
            try:
                return str(store.database.execute_sql("SELECT COUNT(*) FROM staff").fetchone()[0])
            except RuntimeError:
                return "refused"

        def touch_as_the_parent() -> str:
            store._pid = os.getpid()
            return touch()

        assert forked(touch) == "refused"
        assert forked(touch_as_the_parent) == "6"


def test_a_connection_in_the_wrong_thread_is_an_error_and_each_thread_has_its_own(shop: Path) -> None:
    with Store(shop) as store:
        ours = store.database.connection()

        def touch() -> tuple[str, bool]:
            try:
                ours.execute("SELECT 1")
                strayed = "let in"
            except peewee.sqlite3.ProgrammingError:
                strayed = "refused"
            own = store.database.connection() is not ours
            store.close()
            return strayed, own

        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(touch).result() == ("refused", True)
        assert ours.execute("SELECT 1").fetchone() == (1,), "the control: in its own thread it works"
