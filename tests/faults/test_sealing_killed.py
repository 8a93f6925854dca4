"""Sealing is killed at every step that asks something of the disk: sealed whole, or not at all (A1, A2, B5).

The child dies after the n-th call to the operating system or to SQLite from the drawing on, for every n that
an undisturbed one counts: before, it only reads. What is left is either the reviewed report or the sealed one
with its file; the same token then makes one sealing. The folder lies in memory where there is one: a kill
leaves there what it leaves on a disk. What a control breaks shows at the last steps, so it begins there.
"""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from showroom.files import make_folder
from showroom.models.act import Act
from showroom.models.daily_report import DailyReport
from showroom.models.store import Store
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report_seal, report_archive
from showroom.services.check import findings
from showroom.services.desk import Desk
from tests.faults.dying import Child, Say, die, posix
from tests.people import CONSULTANT, THURSDAY, Showroom, clock_of_the_morning, staff_id
from tests.reports import drawn, reviews, seals, submits
from tests.sales import card_of_wang_li

pytestmark = posix

ASKED = {"fsync", "open", "write", "replace", "mkdir", "execute", "executemany", "commit", "unlink", "close"}
NEVER = 0

Sabotage = Callable[[], None]


@pytest.fixture
def reviewed(new_showroom: Path, fast_folder: Path) -> Path:
    """A closed store with a report that waits to be sealed, in a folder of its own."""
    path = fast_folder / "reviewed" / "showroom.db"
    path.parent.mkdir()
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    with Store(path) as store:
        showroom = Showroom(store, clock_of_the_morning())
        card = card_of_wang_li(showroom)
        submits(showroom.consultant)
        reviews(showroom.manager, {card: "今晚再打"})
        assert showroom.manager
    return path


def sealing(path: Path, dies_at: int, sabotage: Sabotage) -> Callable[[Say], None]:
    """A child that seals under one token and dies at a step, or NEVER; it says how many steps there were."""

    def work(say: Say) -> None:
        sabotage()
        with Store(path) as store:
            desk = Showroom(store, clock_of_the_morning()).manager
            steps = 0

            def draw(report: Any, export: str) -> bytes:
                sys.setprofile(count)
                return drawn(report, export)

            def count(_frame: FrameType, event: str, what: Any) -> None:
                nonlocal steps
                if event == "c_return" and getattr(what, "__name__", "") in ASKED:
                    steps += 1
                    if steps == dies_at:
                        die()

            daily_report_seal.seal(desk, staff_id(CONSULTANT), THURSDAY, draw, token="s")
            sys.setprofile(None)
            say(str(steps))

    return work


def steps_of(reviewed: Path, sabotage: Sabotage) -> range:
    """The steps of a sealing that nobody kills."""
    folder = copied(reviewed, NEVER)
    (steps,), status = Child(sealing(folder / reviewed.name, NEVER, sabotage)).ends()
    assert status == 0
    return range(1, int(steps) + 1)


def copied(reviewed: Path, step: int) -> Path:
    """The folder of the store once more, for one step."""
    return Path(shutil.copytree(reviewed.parent, reviewed.parent.with_name(str(step))))


def killed_at(reviewed: Path, steps: Iterable[int], sabotage: Sabotage) -> Iterator[tuple[bool, list[str]]]:
    """After a kill at each step: whether it was sealed, and what is wrong then or after trying again.

    Steps that leave the same bytes are judged once: nothing else is there to go on from.
    """
    judged = set()
    for step in steps:
        folder = copied(reviewed, step)
        said, status = Child(sealing(folder / reviewed.name, step, sabotage)).ends()
        assert (said, status) == ([], -signal.SIGKILL)
        left = what_lies_in(folder)
        if left not in judged:
            judged.add(left)
            yield judge(folder / reviewed.name)
        shutil.rmtree(folder)


def what_lies_in(folder: Path) -> frozenset[tuple[str, bytes]]:
    """Every file and its bytes, but SQLite's index of the log, which whoever opens the store makes anew."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
    return frozenset((str(path.relative_to(folder)), path.read_bytes()) for path in files)


def judge(path: Path) -> tuple[bool, list[str]]:
    """Whether the report is sealed, and what is wrong in the store now or when it is sealed again."""
    with Store(path) as store:
        sealed = DailyReport.get().state == ReportState.SEALED
        wrong = findings(store)
        seals(Showroom(store, clock_of_the_morning()).manager, token="s")
        wrong += findings(store)
        if Act.select().where(Act.duty == Duty.SEAL_REPORT).count() != 1:
            wrong.append("sealed twice")
    return sealed, wrong


def honest() -> None:
    """The program as it is."""


def the_file_after_the_commit() -> None:
    """Sabotage: the file is written when everything is announced."""
    late: list[tuple[Any, ...]] = []
    really_keep, really_announce = report_archive.keep, Desk._announce

    def announce(desk: Desk, work: Any) -> None:
        for one in late:
            really_keep(*one)
        really_announce(desk, work)

    report_archive.keep = lambda *one: late.append(one)  # type: ignore[assignment]
    Desk._announce = announce  # type: ignore[method-assign]


def in_place() -> None:
    """Sabotage: the file is written over in its place, in two parts, and once more after the commit."""

    def keep(store: Store, name: str, content: bytes) -> None:
        folder = report_archive.folder_of(store)
        make_folder(folder)
        with (folder / name).open("wb", buffering=0) as file:
            file.write(content)

    def announce(desk: Desk, work: Any) -> None:
        for path in report_archive.folder_of(desk.store).iterdir():
            keep(desk.store, path.name, path.read_bytes())
        really_announce(desk, work)

    really_announce = Desk._announce
    report_archive.keep = keep
    Desk._announce = announce  # type: ignore[method-assign]


def test_a_kill_at_any_step_leaves_it_sealed_whole_or_not_at_all(reviewed: Path) -> None:
    ends = list(killed_at(reviewed, steps_of(reviewed, honest), honest))
    assert [wrong for _sealed, wrong in ends if wrong] == []
    assert {sealed for sealed, _wrong in ends} == {True, False}, "the kills did not come before and after"


@pytest.mark.parametrize("sabotage", [the_file_after_the_commit, in_place])
def test_the_control_another_order_is_found(reviewed: Path, sabotage: Sabotage) -> None:
    from_the_end = reversed(steps_of(reviewed, sabotage))
    assert any(wrong for _sealed, wrong in killed_at(reviewed, from_the_end, sabotage))
