"""The command that seals the reports of a day, with the paper as it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from showroom.models.store import Store
from showroom.services import daily_report_seal, report_archive
from showroom.services.check import findings
from tests.people import CONSULTANT, MANAGER, THURSDAY, Showroom, clock_of_the_morning, staff_id
from tests.reports import reviews, submits
from tests.sales import card_of_wang_li
from tests.test_cli import DONE, REFUSED, Answer, call, shop

__all__ = ["shop"]


@pytest.fixture
def reviewed(shop: Path) -> Path:
    """A closed store whose Thursday 陈涛 has handed in and 刘建国 has reviewed."""
    with Store(shop) as store:
        showroom = Showroom(store, clock_of_the_morning())
        card = card_of_wang_li(showroom)
        submits(showroom.consultant)
        reviews(showroom.manager, {card: "今晚再打"})
    return shop


def seal(shop: Path, user: str = MANAGER) -> Answer:
    words = ("--language", "en", "seal", "--store", shop, "--as", user, "--date", str(THURSDAY))
    return call(*words, folder=shop.parent)


def archived(shop: Path) -> Path:
    with Store(shop) as store:
        (path,) = report_archive.folder_of(store).iterdir()
    return path


def test_a_day_is_sealed_and_who_is_missing_is_told(reviewed: Path) -> None:
    answer = seal(reviewed)
    assert (answer.code, "陈涛: sealed." in answer.said) == (DONE, True), answer.complained
    assert "李娜: not handed in yet." in answer.said
    again = seal(reviewed)
    assert (again.code, "sealed" in again.said) == (DONE, False)
    assert archived(reviewed).read_bytes().startswith(b"%PDF")
    with Store(reviewed) as store:
        assert findings(store) == []


def test_a_lost_file_comes_out_the_same_again(reviewed: Path) -> None:
    seal(reviewed)
    path = archived(reviewed)
    kept = path.read_bytes()
    path.unlink()
    answer = seal(reviewed)
    assert (answer.code, "陈涛: the file is back" in answer.said) == (DONE, True), answer.complained
    assert path.read_bytes() == kept


def test_a_reprint_is_the_same_file(reviewed: Path) -> None:
    seal(reviewed)
    kept = archived(reviewed).read_bytes()
    with Store(reviewed) as store:
        showroom = Showroom(store, clock_of_the_morning())
        assert daily_report_seal.reprint(showroom.consultant, staff_id(CONSULTANT), THURSDAY) == kept


def test_a_consultant_seals_nothing(reviewed: Path) -> None:
    answer = seal(reviewed, CONSULTANT)
    assert (answer.code, "E-DENIED" in answer.complained) == (REFUSED, True)
