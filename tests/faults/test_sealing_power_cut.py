"""Power cuts while a report is sealed: the archived file and the row that names it are two things to a disk.

What is asked of the disk for the data file and for the archive stands on one time line; the power goes at any
moment of it. Whatever was not synced is kept, lost or torn, each by itself (B1, B5; issue 7).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from showroom.forms.daily_report import DailyReport as Sheet
from showroom.models.act import Act
from showroom.models.daily_report import DailyReport
from showroom.models.store import Store
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report_seal, report_archive
from showroom.services.check import findings
from showroom.services.desk import Desk
from tests.faults.cutting_files import Asked, Recorder, cuts_of_files
from tests.faults.cutting_vfs import Disk
from tests.faults.lights_out import cuts
from tests.faults.test_sealing_killed import reviewed
from tests.people import CONSULTANT, THURSDAY, Showroom, clock_of_the_morning, staff_id
from tests.reports import drawn

__all__ = ["reviewed"]

CUTS, CONTROL_CUTS, LONG_CUTS = 120, 80, 2_000
# As long as a drawn sheet is: what is short cannot be torn.
SECTORS = 40


@dataclass
class Sealing:
    """One sealing over a disk that writes down what it is asked; how far both logs were at each moment."""

    path: Path
    before: dict[str, bytes]
    disk: Disk = field(default_factory=Disk)
    moments: list[tuple[int, int]] = field(default_factory=list)
    files: Recorder = field(default_factory=Recorder)

    def note(self) -> None:
        self.moments.append((len(self.disk.log), len(self.files.log)))


class _Noted(list[Asked]):
    """The log of the files; each thing asked is a moment."""

    def __init__(self, note: Callable[[], None]) -> None:
        super().__init__()
        self._note = note

    def append(self, asked: Asked) -> None:
        self._note()
        super().append(asked)


@dataclass(frozen=True)
class Left:
    """What a cut left, what `check` says of it, and what after sealing again."""

    acknowledged: bool
    sealed: bool
    archived: int
    told: list[str]
    told_again: list[str]
    sealings: int


def paper(report: Sheet, export: str) -> bytes:
    return (drawn(report, export) + b"\n") * SECTORS


def seals(desk: Desk) -> None:
    """The one report of that day, always under the same token."""
    daily_report_seal.seal(desk, staff_id(CONSULTANT), THURSDAY, paper, token="s")


def sealed_over(path: Path, deaf_to: str = "") -> Sealing:
    """Seal it while everything that is asked of the disk is written down."""
    work = Sealing(path, {path.name: path.read_bytes()}, files=Recorder(deaf_to))
    work.files.log = _Noted(work.note)
    with Store(path, work.disk.database) as store:
        manager = Showroom(store, clock_of_the_morning()).manager
        work.disk.log.clear()
        work.disk.refuse = lambda _op: work.note()
        with work.files.recording():
            seals(manager)
        work.disk.acknowledge()
        work.note()
    return work


def lights_out(work: Sealing, count: int, dice: random.Random) -> Iterator[Left]:
    """Cut the power at so many moments, and look what is left and whether it can be made good."""
    for rows, files in dice.choices(work.moments, k=count):
        shutil.rmtree(work.path.parent)
        work.path.parent.mkdir()
        store_cut = next(cuts(work.before, work.disk.log[:rows], 1, dice, first=rows))
        store_cut.lay_out(work.path.parent)
        next(cuts_of_files(work.files.log[:files], 1, dice, first=files)).lay_out()
        yield looked_at(work.path, bool(store_cut.acknowledged))


def looked_at(path: Path, acknowledged: bool) -> Left:
    with Store(path) as store:
        folder = report_archive.folder_of(store)
        archived = len(list(folder.glob("*.pdf")))
        sealed = DailyReport.get().state == ReportState.SEALED
        told = findings(store)
        manager = Showroom(store, clock_of_the_morning()).manager
        seals(manager)
        again = daily_report_seal.seal_day(manager, THURSDAY, paper)
        told_again = [*findings(store), *(error.sentence() for _one, error in again.failed)]
        sealings = Act.select().where(Act.duty == Duty.SEAL_REPORT).count() - len(again.drawn_again)
        return Left(acknowledged, sealed, archived, told, told_again, sealings)


def survives(work: Sealing, count: int, dice: random.Random) -> None:
    ends = list(lights_out(work, count, dice))
    assert [one.told + one.told_again for one in ends if one.told or one.told_again] == []
    assert all(one.sealed for one in ends if one.acknowledged), "a sealing that was told is lost"
    assert {one.sealings for one in ends} == {1}, "sealed twice, or not at all"
    kinds = {(one.sealed, bool(one.archived)) for one in ends}
    assert kinds == {(False, False), (False, True), (True, True)}, "before, between and after"


def test_the_row_never_names_a_file_that_is_not_whole(reviewed: Path, dice: random.Random) -> None:
    survives(sealed_over(reviewed), CUTS, dice)


@pytest.mark.long
def test_nor_after_thousands(reviewed: Path, dice: random.Random) -> None:
    survives(sealed_over(reviewed), LONG_CUTS, dice)


@pytest.mark.parametrize(("deaf_to", "says"), [("files", "已损坏"), ("folders", "不见了")])
def test_the_control_on_a_disk_that_lies_it_is_found_and_made_good(
    reviewed: Path, dice: random.Random, deaf_to: str, says: str
) -> None:
    """Without one of the two syncs the row outlives its file: told with its path, drawn again by sealing."""
    ends = list(lights_out(sealed_over(reviewed, deaf_to), CONTROL_CUTS, dice))
    wrong = [one for one in ends if one.told]
    assert len(wrong) > CONTROL_CUTS / 20
    assert all(one.sealed and len(one.told) == 1 for one in wrong)
    assert all("2026-03-05-" in one.told[0] for one in wrong)
    assert any(says in one.told[0] for one in wrong)
    assert [one.told_again for one in ends if one.told_again] == []
