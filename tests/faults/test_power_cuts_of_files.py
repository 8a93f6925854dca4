"""Power cuts while plain files are written: drafts, what is remembered, what leaves the house (B5).

Each is written many times over; the power goes at points of what the operating system was asked. What is
read then, by the program itself, is what was acknowledged last or what was being written: never half of it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from showroom.exchange.exporting import write_workbook
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.services import drafts
from showroom.services.desk import Desk
from tests.faults.cutting_files import Recorder, cuts_of_files
from tests.people import clock_of_the_morning

CUTS = 350
CONTROL_CUTS = 150
LONG_CUTS = 20_000
WRITINGS = 12
NOTHING = ""


@dataclass(frozen=True)
class Paper:
    """Something the program writes and reads, below one folder."""

    write: Callable[[Path, str], None]
    read: Callable[[Path], str]
    # What is written the n-th time.
    words: Callable[[int], str] = lambda number: f"{number} " + "王女士 138" * 100 * number


def desk_of(folder: Path) -> Desk:
    """The desk of the house; drafts ask of it only whose it is and where the store lies."""
    return Desk(Store(folder / "showroom.db"), clock_of_the_morning())


def read_draft(folder: Path) -> str:
    return drafts.found(desk_of(folder), "traffic_log").line


def keep_draft(folder: Path, words: str) -> None:
    drafts.keep(desk_of(folder), "traffic_log", {}, words)


def remember(folder: Path, words: str) -> None:
    Remembered(*places(folder)).keep(store=words)


def recall(folder: Path) -> str:
    remembered = Remembered(*places(folder))
    assert not remembered.lost
    return remembered.get("store", NOTHING)


def places(folder: Path) -> tuple[Path, Path]:
    return folder / "config" / "settings.json", folder / "state" / "settings-again.json"


def read_export(folder: Path) -> str:
    path = folder / "日志.xlsx"
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else NOTHING


def draft_or_nothing(number: int) -> str:
    """Every third time everything was registered, and no draft is left."""
    return NOTHING if number % 3 == 0 else f"{number} " + "王女士 138" * 100


PAPERS = {
    "draft": Paper(keep_draft, read_draft, draft_or_nothing),
    "remembered": Paper(remember, recall),
    "export": Paper(lambda folder, words: write_workbook(folder / "日志.xlsx", words.encode()), read_export),
}
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


def wrong_after_cuts(paper: Paper, folder: Path, count: int, dice: random.Random, deaf_to: str = "") -> int:
    """Write it often, cut the power often: how often something else was read than old or new."""
    shop, wrong = folder / "shop", 0
    shop.mkdir()
    written = [NOTHING, *(paper.words(number) for number in range(1, WRITINGS))]
    with Recorder(deaf_to).recording() as recorder:
        for words in written[1:]:
            paper.write(shop, words)
            recorder.acknowledge()
    for cut in cuts_of_files(recorder.log, count, dice):
        shutil.rmtree(shop)
        shop.mkdir()
        cut.lay_out()
        wrong += paper.read(shop) not in written[cut.acknowledged : cut.acknowledged + 2]
    return wrong


@every_paper
def test_after_a_power_cut_a_file_is_old_or_new(paper: Paper, tmp_path: Path, dice: random.Random) -> None:
    assert wrong_after_cuts(paper, tmp_path, CUTS, dice) == 0


@pytest.mark.long
@every_paper
def test_so_it_is_after_twenty_thousand(paper: Paper, tmp_path: Path, dice: random.Random) -> None:
    assert wrong_after_cuts(paper, tmp_path, LONG_CUTS, dice) == 0


@pytest.mark.parametrize("paper", [PAPERS["draft"], PAPERS["export"]], ids=["draft", "export"])
def test_the_control_without_the_sync_of_the_file_is_found_empty_or_half(
    paper: Paper, tmp_path: Path, dice: random.Random
) -> None:
    assert wrong_after_cuts(paper, tmp_path, CONTROL_CUTS, dice, deaf_to="files") > CONTROL_CUTS / 10


@every_paper
def test_the_control_without_the_sync_of_the_folder_loses_what_was_acknowledged(
    paper: Paper, tmp_path: Path, dice: random.Random
) -> None:
    assert wrong_after_cuts(paper, tmp_path, CONTROL_CUTS, dice, deaf_to="folders") > CONTROL_CUTS / 10
