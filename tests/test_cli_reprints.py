"""Sealed daily reports printed again from the command line: into which folder, whose, and who may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from showroom.clock import SystemClock
from showroom.models.store import Store
from showroom.services import daily_report_entry, daily_report_review, daily_report_seal
from showroom.services.sign_in import sign_in
from showroom.sheets.daily_report_printing import bytes_of
from tests.people import CONSULTANT, MANAGER, OTHER_CONSULTANT, PASSWORD
from tests.test_cli import DONE, REFUSED, Answer, _text, register, shop, take_out
from tests.test_cli_cards import TODAY

__all__ = ["shop"]


@pytest.fixture
def sealed(shop: Path) -> Path:
    """陈涛's report of today is sealed; 王丽 stands on it."""
    assert register(shop, "王丽 13812345678 B级 陈涛 来店").code == DONE
    with Store(shop) as store:
        his = sign_in(store, SystemClock(), CONSULTANT, PASSWORD, "front desk")
        staff = his.staff or 0
        daily_report_entry.submit(his, staff, TODAY)
        manager = sign_in(store, SystemClock(), MANAGER, PASSWORD, "front desk")
        daily_report_review.review(manager, staff, TODAY, {})
        daily_report_seal.seal(manager, staff, TODAY, bytes_of)
    (shop.parent / "files").mkdir()
    return shop


def reprints(shop: Path, *words: object, user: str = MANAGER, folder: str = "files") -> Answer:
    days = ("--from", TODAY.replace(day=1), "--to", TODAY)
    return take_out(shop, "print", "sealed-reports", *days, "--out", folder, *words, user=user)


def test_a_month_is_a_file(sealed: Path) -> None:
    answer = reprints(sealed)
    assert (answer.code, answer.complained) == (DONE, "")
    (file,) = (sealed.parent / "files").iterdir()
    assert file.name == f"{TODAY:%Y-%m}.pdf"
    assert file.name in answer.said
    assert "王丽" in _text(file)


def test_somebody_without_a_sealed_one_has_none(sealed: Path) -> None:
    answer = reprints(sealed, "--consultant", OTHER_CONSULTANT)
    assert (answer.code, answer.said.strip()) == (DONE, "这些天没有已封的日报。")
    assert list((sealed.parent / "files").iterdir()) == []


def test_only_who_seals_takes_many_and_only_into_a_folder(sealed: Path) -> None:
    assert reprints(sealed, user=CONSULTANT).code == REFUSED
    answer = reprints(sealed, folder="nowhere")
    assert (answer.code, "E-PRINT" in answer.complained) == (REFUSED, True)
    assert list((sealed.parent / "files").iterdir()) == []
