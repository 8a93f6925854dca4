"""The quote on paper: its places, the price in capitals, the blank form, texts that mean harm."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from showroom.forms.quote_sheet import QuoteSheet
from showroom.sheets import quote
from showroom.sheets.page import Page, Rule

from .card_samples import LONG, QUOTE, quoted
from .reading import bounds, collisions, crossings, text_of, texts_of
from .samples import STAMP

FULL = replace(
    QUOTE,
    customer="云川市鑫源汽车租赁服务有限责任公司（刘经理）",
    quote=replace(quoted(1), equipment=LONG, included=LONG * 6, price=99_999_999_999),
    address=LONG[:60],
)


def pages_of(sheet: QuoteSheet = QUOTE, *, blank: bool = False) -> list[Page]:
    return quote.compose(sheet, blank=blank, stamp=STAMP)


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("sheet", [QUOTE, FULL], ids=["quote", "full"])
def test_nothing_leaves_its_place(sheet: QuoteSheet, blank: bool) -> None:
    for page in pages_of(sheet, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert bottom <= 282.2 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_and_filled_share_one_geometry() -> None:
    def lines(page: Page) -> set[tuple[float, ...]]:
        return {(mark.x1, mark.y1, mark.x2, mark.y2) for mark in page.marks if isinstance(mark, Rule)}

    assert lines(pages_of()[0]) == lines(pages_of(blank=True)[0])


def test_the_price_in_figures_and_capitals() -> None:
    text = text_of(pages_of()[0])
    for part in (
        "报价单",
        "P25-00874",
        "2025-11-11",
        "欧阳振华",
        "岚峰X72.0T四驱尊享",
        "黑",
        "豪华版",
        "¥283,600",
    ):
        assert part in text, part
    assert "贰拾捌万叁仟陆佰元整" in text
    assert "七日内有效" in text


def test_a_blank_quote_names_nobody() -> None:
    text = "".join(map(text_of, pages_of(blank=True)))
    assert "空白表" in text
    for part in ("阿卜杜拉", "283", "137", "P25"):
        assert part not in text


def test_what_does_not_fit_stands_on_the_notes_page() -> None:
    assert len(pages_of(FULL)) == 2
    target = io.BytesIO()
    quote.draw(FULL, target, stamp=STAMP)
    assert "附注" in "".join(texts_of(target.getvalue()))
