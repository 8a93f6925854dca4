"""The session ends with a form half filled: drafts are written, nothing is asked, the program goes (A6)."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom.models.store import Store
from showroom.services import drafts
from showroom.services.check import findings
from showroom.ui.log_pencil import FORM
from showroom.ui.session_end import PATIENCE_SECONDS
from tests.faults.dying import posix
from tests.people import Showroom, clock_of_the_morning

pytestmark = posix

ROOT = Path(__file__).parents[2]
TYPED = "王女士 138"


class Program:
    """The program, started by somebody."""

    def __init__(self, store: Path, *words: str, temporary: Path | None = None) -> None:
        own = {"TMPDIR": str(temporary)} if temporary else {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.started_program", str(store), *words],
            cwd=ROOT,
            env=os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def says(self) -> str:
        """Its next line."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().strip()

    def is_silent(self) -> bool:
        """Whether it says nothing for a twentieth of a second."""
        return not select.select([self._process.stdout], [], [], 0.05)[0]

    def gets(self, number: signal.Signals) -> None:
        """A signal."""
        self._process.send_signal(number)

    def ends(self, within: float = 30) -> int:
        """Its exit code. Raises TimeoutExpired when it is still there after so many seconds."""
        self._process.wait(timeout=within)
        return self._process.returncode

    def is_gone(self) -> None:
        """Whatever became of it."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def shop(new_showroom: Path, tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    path.write_bytes(new_showroom.read_bytes())
    path.chmod(0o600)
    return path


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """Every program that was started; none is left."""
    started: list[Program] = []
    yield started
    for one in started:
        one.is_gone()


def draft_of(shop: Path) -> str:
    """What she finds again; the store is whole."""
    with Store(shop) as store:
        assert findings(store) == []
        return drafts.found(Showroom(store, clock_of_the_morning()).reception, FORM).line


def end(shop: Path, programs: list[Program], number: signal.Signals, *hindrances: str) -> int:
    """Somebody typed a moment ago; the session ends. The exit code."""
    program = Program(shop, TYPED, *hindrances)
    programs.append(program)
    assert (program.says(), program.says()) == ("OPEN", "TYPED")
    program.gets(number)
    assert PATIENCE_SECONDS < 5
    return program.ends(within=PATIENCE_SECONDS * 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_words_are_kept_and_the_program_goes(
    shop: Path, programs: list[Program], number: signal.Signals
) -> None:
    assert end(shop, programs, number) == 0
    assert draft_of(shop) == TYPED
    assert not shop.with_name("shop.db.window-holder").exists(), "the window gave the store back"


def test_a_question_nobody_answers_does_not_hold_it(shop: Path, programs: list[Program]) -> None:
    assert end(shop, programs, signal.SIGTERM, "a_question_is_open") == 0
    assert draft_of(shop) == TYPED


def test_a_disk_that_refuses_the_draft_opens_no_question(shop: Path, programs: list[Program]) -> None:
    assert end(shop, programs, signal.SIGTERM, "the_disk_refuses") == 0
    assert draft_of(shop) == ""


def test_a_store_that_hangs_is_not_waited_for(shop: Path, programs: list[Program]) -> None:
    assert end(shop, programs, signal.SIGTERM, "the_store_hangs") == 0
    assert draft_of(shop) == TYPED


def test_the_control_a_program_that_does_not_listen_loses_the_words(
    shop: Path, programs: list[Program]
) -> None:
    assert end(shop, programs, signal.SIGTERM, "nobody_listens") == -signal.SIGTERM
    assert draft_of(shop) == ""
