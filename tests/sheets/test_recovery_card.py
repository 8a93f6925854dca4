"""The recovery code on paper: the code and its use on one page; the corner code does not tell it."""

from __future__ import annotations

from io import BytesIO

import pytest

from showroom.sheets import pdf, recovery_card
from showroom.sheets.page import PORTRAIT, Page
from showroom.sheets.qr import Kind
from tests.sheets.reading import bounds, collisions, crossings, texts_of, words
from tests.sheets.samples import STAMP

CODE = "WWWWW-MMMMM-WWWWW-MMMMM"


def composed(monkeypatch: pytest.MonkeyPatch) -> Page:
    seen: list[Page] = []
    monkeypatch.setattr(pdf, "write", lambda pages, *_rest: seen.extend(pages))
    recovery_card.draw(
        BytesIO(), code=CODE, dealer="恒远汽车滨江店" * 4, dealer_short="恒远滨江", stamp=STAMP
    )
    (page,) = seen
    return page


def test_the_code_and_how_it_is_used_stand_on_one_page() -> None:
    target = BytesIO()
    printed = recovery_card.draw(target, code=CODE, dealer="", dealer_short="", stamp=STAMP)
    assert (printed.pages, printed.missing) == (1, ())
    (text,) = texts_of(target.getvalue())
    assert CODE in text
    assert "恢复码" in text
    assert Kind.RC.name in text
    assert "导出" not in text


def test_the_widest_code_leaves_nothing_out_of_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = composed(monkeypatch)
    assert collisions(page) == []
    assert crossings(page) == []
    for mark in words(page):
        left, _top, right, bottom = bounds(mark)
        assert left >= PORTRAIT.left - 0.1
        assert right <= PORTRAIT.live_right + 0.1
        assert bottom <= PORTRAIT.height - 8
