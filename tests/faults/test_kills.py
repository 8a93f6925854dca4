"""Two hundred kills while `register --lines -` runs: what was acknowledged is there, and nothing is half.

The parent forks before any store is open; each child runs the real command on the same store, reads its lines
from a file and answers into a pipe, and is killed at a random moment. Two sabotaged children are the control.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from showroom import cli
from showroom.models.act import Act, ActLine
from showroom.models.base import database
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import traffic_log
from showroom.services.check import findings
from showroom.services.work import Work
from tests.people import PASSWORD, RECEPTIONIST, make_showroom

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

KILLS = 200
LOOK_EVERY = 40
LINES = 60

Sabotage = Callable[[], None]


def honest() -> None:
    """The program as it is."""


@dataclass
class Counter:
    """Somebody who keeps killing the command, and remembers what was acknowledged."""

    store: Path
    dice: random.Random
    sabotage: Sabotage = honest
    acknowledged: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    unsure: list[str] = field(default_factory=list)
    runs: int = 0
    silent: int = 0
    killed: int = 0

    def kill_once(self) -> None:
        """One run of the command, killed 1 to 30 ms after it began or after its first answer."""
        self.runs += 1
        lines = self._lines()
        path = self.store.with_name("lines.txt")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        answers, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(answers)
            _command(self.store, path, writer, self.sabotage)
        os.close(writer)
        heard = b""
        if self.runs % 4:
            heard = os.read(answers, 65536)
        time.sleep(self.dice.uniform(0.001, 0.030))
        os.kill(child, signal.SIGKILL)
        self.killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        while more := os.read(answers, 65536):
            heard += more
        os.close(answers)
        self._listen(heard.decode("utf-8"), lines)

    def _lines(self) -> list[str]:
        """First what was never answered the last time, under the same tokens; then new guests."""
        serial = self.runs * LINES
        new = [f"k{self.runs}-{n}\t客人{serial + n} 139{serial + n:08d} 朗逸 2人 来店" for n in range(LINES)]
        return self.unsure + new

    def _listen(self, heard: str, lines: list[str]) -> None:
        whole = heard[: heard.rfind("\n") + 1].splitlines()
        assert all(answer.startswith("ACK ") for answer in whole), whole
        now = {answer.removeprefix("ACK ") for answer in whole}
        self.acknowledged |= now
        self.silent += not now
        tokens = [line.partition("\t")[0] for line in lines]
        self.tried.update(tokens)
        self.unsure = [line for line, token in zip(lines, tokens, strict=True) if token not in now][:3]

    def lost(self) -> set[str]:
        """Tokens that were acknowledged and are not in the store."""
        return self.acknowledged - {act.token for act in Act.select(Act.token)}


def _command(store: Path, lines: Path, answers: int, sabotage: Sabotage) -> None:
    """The child: the real command over its own standard input and output."""
    try:
        os.dup2(os.open(lines, os.O_RDONLY), 0)
        os.dup2(answers, 1)
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        sabotage()
        cli.run(["register", "--store", str(store), "--as", RECEPTIONIST, "--lines", "-"])
    finally:
        os._exit(0)


def halves() -> list[str]:
    """Registrations of which only a part is there: a row without its line, a line without its row."""
    found = []
    registrations = Act.select().where(Act.duty == Duty.REGISTER_VISIT).count()
    rows = {row.id for row in TrafficEntry.select(TrafficEntry.id)}
    if len(rows) != registrations:
        found.append(f"{len(rows)} rows on the log, {registrations} registrations")
    for table in ("traffic_entry", "customer", "phone", "prospect"):
        there = {row for (row,) in database.execute_sql(f'SELECT id FROM "{table}"').fetchall()}
        told = {
            line.row_id
            for line in ActLine.select(ActLine.row_id).where(
                ActLine.table_name == table, ActLine.row_revision == 1
            )
        }
        if there != told:
            found.append(f"{table}: rows {there - told} without lines, lines {told - there} without rows")
    return found


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own that is closed: no connection may cross the fork."""
    monkeypatch.setenv("SHOWROOM_PASSWORD", PASSWORD)
    return make_showroom(tmp_path / "shop" / "showroom.db")


def test_two_hundred_kills_lose_nothing_and_leave_nothing_half(shop: Path, seed: int) -> None:
    counter = Counter(shop, random.Random(seed))
    for kill in range(1, KILLS + 1):
        counter.kill_once()
        if kill % LOOK_EVERY == 0:
            with Store(shop) as store:
                assert findings(store) == []
                assert halves() == []
                assert counter.lost() == set()
    assert len(counter.acknowledged) > KILLS, "hardly anything was acknowledged: the kills proved nothing"
    assert counter.killed > KILLS * 0.9, "most children had finished before their kill"
    assert 0 < counter.silent < KILLS / 2, "no kill came before the first answer, or nearly all did"
    with Store(shop):
        tokens = [act.token for act in Act.select(Act.token).where(Act.duty == Duty.REGISTER_VISIT)]
        assert len(tokens) == len(set(tokens)) == TrafficEntry.select().count()
        assert set(tokens) <= counter.tried


def acknowledge_too_early() -> None:
    """Sabotage: each answer is given before its registration is written, one line ahead."""
    waiting: list[Callable[[], object]] = []
    really_register = traffic_log.register_visit

    def early(*arguments: object, **options: object) -> None:
        waiting.append(lambda: really_register(*arguments, **options))
        if len(waiting) > 1:
            waiting.pop(0)()

    traffic_log.register_visit = early


def commit_row_by_row() -> None:
    """Sabotage: every row is committed by itself."""
    really_add = Work.add

    def alone(work: Work, model: object, **values: object) -> int:
        new = really_add(work, model, **values)
        database.commit()
        database.begin()
        return new

    Work.add = alone


def test_the_control_that_acknowledges_too_early_is_caught(shop: Path, seed: int) -> None:
    counter = Counter(shop, random.Random(seed), acknowledge_too_early)
    for _kill in range(5):
        counter.kill_once()
        counter.unsure = []
    with Store(shop):
        assert counter.lost()


def test_the_control_that_saves_halves_is_caught(shop: Path, seed: int) -> None:
    counter = Counter(shop, random.Random(seed), commit_row_by_row)
    for _kill in range(40):
        counter.kill_once()
        with Store(shop):
            if halves():
                return
    pytest.fail("forty kills between the rows of an act and none was noticed")
