"""The whole program is killed: what she typed is back, who was registered is there once (A2, A4)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.dying import posix

pytestmark = posix

ROOT = Path(__file__).parents[2]

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(new_showroom: Path, tmp_path: Path, dice: random.Random) -> Start:
    """A desk at which somebody works and is killed so many times."""

    def started(name: str, kills: int, *sabotage: str) -> subprocess.Popen[str]:
        store = tmp_path / name / "showroom.db"
        store.parent.mkdir()
        store.write_bytes(new_showroom.read_bytes())
        store.chmod(0o600)
        seed = str(dice.randrange(10**9))
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.whole_program", str(store), str(kills), seed, *sabotage],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return started


def answers(*desks: subprocess.Popen[str]) -> tuple[list[str], int, int]:
    """What was found wrong at these desks; how many guests were acknowledged, how many drafts came back."""
    wrong: list[str] = []
    acknowledged = backs = 0
    for desk in desks:
        said, complaints = desk.communicate()
        *found, last = said.splitlines() or [""]
        assert last.startswith("DONE"), complaints
        wrong += found
        counted = last.split()
        acknowledged += int(counted[3])
        backs += int(counted[5])
    return wrong, acknowledged, backs


def test_what_was_typed_is_back_and_nobody_is_registered_twice(start: Start) -> None:
    """16 kills at two desks, each on a store of its own."""
    wrong, acknowledged, backs = answers(start("one", 8), start("two", 8))
    assert wrong == []
    assert acknowledged >= 5
    # Of five lives one dies with words that are on the disk.
    assert backs >= 2, "hardly a draft came back: the kills proved nothing"


@pytest.mark.long
def test_three_hundred_kills(start: Start) -> None:
    wrong, acknowledged, _backs = answers(start("one", 150), start("two", 150))
    assert wrong == []
    assert acknowledged > 60


def test_a_guest_saved_in_the_moment_of_the_kill_is_not_offered_again_and_the_control(start: Start) -> None:
    """Killed between commit and answer: the draft still has the words, and the token that was saved."""
    dies = "dies_after_the_commit"
    honest, careless = start("honest", 2, dies), start("careless", 4, dies, "asks_for_no_token")
    assert answers(honest)[0] == []
    told = answers(careless)[0]
    assert told
    assert all(one.endswith("is on the log and was offered again") for one in told)


def test_the_control_a_draft_that_is_not_written_is_missed(start: Start) -> None:
    assert "was kept and '' came back" in "".join(answers(start("forgetful", 2, "forgets_the_drafts"))[0])
