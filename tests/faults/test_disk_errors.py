"""A disk that fails at its n-th write, sync or truncate, once or for ever: what is told is true (C3, C4).

Every point is tried until none is left. After each the process is killed (all that was written is there) and
the power is cut (what was not synced may be gone), and the store must be as staff were told: saved, not
saved, or not known yet. Saving again under the same token, in this process or the next, makes it exactly one.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import apsw
import pytest

from showroom.errors import Unavailable
from showroom.models.act import Act
from showroom.models.store import Store
from showroom.services import follow_up, traffic_day
from showroom.services.check import findings
from showroom.services.desk import Desk, new_token
from tests.faults.cutting_vfs import SYNC, TRUNCATE, WRITE, Disk, Op
from tests.faults.lights_out import Cut, cuts
from tests.faults.states import damage_or_state, driver
from tests.people import (
    THURSDAY,
    Showroom,
    acts,
    clock_of_the_morning,
    correct,
    log_of,
    register_complete_walk_in,
)

TOKEN = "the-token-of-this-save"
SAVED, UNSURE = "saved", "E-DB-UNSURE"
POINTS_AT_LEAST = 320
CUTS_EACH = 2
LOOK_CLOSELY = 0.05
# So often that a save moves the log into the file now and then: those writes fail too.
FEW_PAGES = 14
FULL, IO = apsw.FullError, apsw.IOError
WORDS = {FULL: "database or disk is full", IO: "disk I/O error"}
# SQLite's own VFS never says "full" of a sync.
KINDS = ((FULL, WRITE), (FULL, TRUNCATE), (IO, WRITE), (IO, SYNC), (IO, TRUNCATE))


@dataclass(frozen=True)
class Fault:
    """The n-th operation of a kind fails, or all from the n-th on."""

    error: type[Exception]
    kind: str
    nth: int
    for_ever: bool


class Failing:
    """What `Disk.refuse` is set to; `met` tells whether the fault came at all."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._seen = 0

    @property
    def met(self) -> bool:
        return self._seen >= self._fault.nth

    def __call__(self, op: Op) -> None:
        if op.kind != self._fault.kind:
            return
        self._seen += 1
        if self._seen == self._fault.nth or (self.met and self._fault.for_ever):
            raise self._fault.error(WORDS[self._fault.error])


def mended(_op: Op) -> None:
    """The disk takes everything again."""


Save = Callable[[Showroom, str], object]


def register(showroom: Showroom, token: str) -> None:
    """A guest who leaves no number, so that no duplicate check comes between."""
    register_complete_walk_in(showroom.reception, "韩梅梅", no_file_reason="不愿留电话", token=token)


def correct_first(showroom: Showroom, token: str) -> None:
    correct(showroom.reception, 1, guest_name="王立", note="听错了" * 20, token=token)


def log_contact(showroom: Showroom, token: str) -> None:
    """A follow-up, the step of the level it brings, and the visit it fixed."""
    fixed = {"kind": "visit", "day": THURSDAY + timedelta(2), "time": None, "car": None}
    said = {"said": "周六来定", "level": "A", "criteria": ("purchase_time_fixed",)}
    follow_up.log(showroom.consultant, 1, said, fixed=fixed, token=token)


def close(showroom: Showroom, token: str) -> None:
    traffic_day.close(showroom.reception, THURSDAY, token=token)


SAVES: tuple[Save, ...] = (register, correct_first, log_contact, close)


@dataclass
class Trial:
    """One save over a failing disk: what was told, and what was there afterwards."""

    told: str
    after_kill: int
    after_cuts: list[int]
    after_retry: int
    after_restart: int

    @property
    def lie(self) -> bool:
        """Whether somebody was told what turned out not to be so."""
        there = {self.after_kill, *self.after_cuts}
        return self.told != UNSURE and there != {int(self.told == SAVED)}


@dataclass
class Workshop:
    """Where the trials are made; `again` is the token under which a save is repeated."""

    put_down: Path
    folder: Path
    dice: random.Random
    again: Callable[[], str] = lambda: TOKEN

    def try_out(self, save: Save, fault: Fault) -> Trial | None:
        """None when the fault never came: there are no more points."""
        here = self._fresh("shop") / "showroom.db"
        shutil.copy(self.put_down, here)
        here.chmod(0o600)
        before = {here.name: here.read_bytes()}
        disk, failing = Disk(pragmas=(("wal_autocheckpoint", FEW_PAGES),)), Failing(fault)
        with Store(here, disk.database) as store:
            showroom = Showroom(store, clock_of_the_morning()).on(THURSDAY, 18, 5)
            disk.refuse = failing
            told = _told(lambda: save(showroom, TOKEN))
            disk.refuse = mended
            if not failing.met:
                return None
            killed = self._killed(here.parent)
            lost = [self._acts(cut.files) for cut in cuts_at_the_end(before, disk, self.dice)]
            retried = self._again(save, showroom)
        return Trial(told, self._acts(killed), lost, retried, self._restarted(killed, save))

    def _again(self, save: Save, showroom: Showroom) -> int:
        made = Act.select().count()
        there = Act.select().where(Act.token == TOKEN).count()
        assert _told(lambda: save(showroom, self.again())) == SAVED
        return Act.select().count() - made + there

    def _restarted(self, killed: dict[str, bytes], save: Save) -> int:
        """The next process opens what the killed one left, and the person saves again."""
        path = self._lay_out(killed)
        with Store(path) as store:
            times = self._again(save, Showroom(store, clock_of_the_morning()).on(THURSDAY, 18, 5))
            if self.dice.random() < LOOK_CLOSELY:
                assert findings(store) == []
        return times

    def _killed(self, folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}

    def _acts(self, files: dict[str, bytes]) -> int:
        """How often the save is in these files."""
        path = self._lay_out(files)
        assert damage_or_state(path) is not None, "the file is damaged"
        connection = driver.connect(path)
        try:
            return int(connection.execute("SELECT COUNT(*) FROM act WHERE token = ?", (TOKEN,)).fetchone()[0])
        finally:
            connection.close()

    def _lay_out(self, files: dict[str, bytes]) -> Path:
        folder = self._fresh("after")
        for name, content in files.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)
        return folder / "showroom.db"

    def _fresh(self, name: str) -> Path:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir()
        return self.folder / name


def cuts_at_the_end(before: dict[str, bytes], disk: Disk, dice: random.Random) -> Iterator[Cut]:
    """The power goes right after what was told."""
    return cuts(before, disk.log, CUTS_EACH, dice, first=len(disk.log))


def _told(save: Callable[[], object]) -> str:
    try:
        save()
    except Unavailable as error:
        return error.code
    return SAVED


def every_point(
    workshop: Workshop, save: Save, kinds: Iterable[tuple[type[Exception], str]] = KINDS
) -> Iterator[tuple[Fault, Trial]]:
    """Each kind of fault at its first point, its second, … until it comes no more."""
    for error, kind in kinds:
        for for_ever in (False, True):
            nth = 1
            while trial := workshop.try_out(save, fault := Fault(error, kind, nth, for_ever)):
                yield fault, trial
                nth += 1


@pytest.fixture
def workshop(new_showroom: Path, fast_folder: Path, dice: random.Random) -> Workshop:
    """A showroom with one guest, closed."""
    path = fast_folder / "showroom.db"
    shutil.copy(new_showroom, path)
    path.chmod(0o600)
    with Store(path) as store:
        register_complete_walk_in(Showroom(store, clock_of_the_morning()).reception, "王丽", "13812345678")
    return Workshop(path, fast_folder, dice)


def test_what_is_told_is_the_truth_wherever_the_disk_fails(workshop: Workshop) -> None:
    told: Counter[str] = Counter()
    for save in SAVES:
        for fault, trial in every_point(workshop, save):
            assert not trial.lie, (save.__name__, fault, trial)
            assert (trial.after_retry, trial.after_restart) == (1, 1), (save.__name__, fault, trial)
            told[trial.told] += 1
    assert sum(told.values()) >= POINTS_AT_LEAST, told
    assert set(told) == {SAVED, UNSURE, "E-DB-FULL", "E-DB-IO"}, told


def test_the_control_that_believes_the_error_tells_lies(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What most programs do: an error at COMMIT means not saved."""
    monkeypatch.setattr(Desk, "_was_saved", lambda *_asked: False)
    assert any(trial.lie for _fault, trial in every_point(workshop, register))


def test_the_control_that_only_looks_for_the_token_tells_lies(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the sync failed nobody sees the commit, and the next start brings it back."""
    monkeypatch.setattr(Store, "disown_failed_commit", lambda _store: None)
    assert any(trial.lie for _fault, trial in every_point(workshop, register, [(IO, SYNC)]))


def test_the_control_without_tokens_gets_two_records(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.again = new_token
    monkeypatch.setattr(Desk, "_was_saved", lambda *_asked: False)
    assert any(trial.after_retry == 2 for _fault, trial in every_point(workshop, register))


@pytest.mark.parametrize("error", [FULL, IO], ids=["full", "error"])
def test_a_disk_that_takes_nothing_any_more_is_told_and_read_from(
    workshop: Workshop, error: type[Exception]
) -> None:
    """Everybody tries again and again; each time the truth is told, and what was saved can be read (C4)."""
    disk = Disk()
    with Store(workshop.put_down, disk.database) as store:
        showroom = Showroom(store, clock_of_the_morning()).on(THURSDAY, 18, 5)
        before = acts()
        for kind in (WRITE, SYNC):
            disk.refuse = Failing(Fault(error if kind == WRITE else IO, kind, 1, for_ever=True))
            for number in range(10):
                tries = [partial(save, showroom, f"{kind}{number}{save.__name__}") for save in SAVES]
                said = {_told(one) for one in tries}
                assert said <= {"E-DB-FULL", UNSURE}
                assert (acts(), len(log_of(showroom.reception).rows)) == (before, 1)
                assert showroom.manager.roles()
                assert store.hindrance is not None
                store.tidy()
        disk.refuse = mended
        for one in tries:
            one()
        assert acts() == before + len(SAVES)
        assert store.hindrance is None
        assert findings(store) == []
