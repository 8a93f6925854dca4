"""What stands round the body: title zone, head fields, foot line, on every paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom.sheets import qr
from showroom.sheets.frame import Frame, head_field
from showroom.sheets.page import LANDSCAPE, PORTRAIT, PORTRAIT_BACK, Blocks, Paper, Rule
from showroom.sheets.text import width

from .reading import bounds, collisions, crossings, text_of, words

PAPERS = (LANDSCAPE, PORTRAIT, PORTRAIT_BACK)
FRAME = Frame(
    LANDSCAPE, qr.Kind.TL, "2025-11", "展厅日报", "云川市锦程汽车销售服务有限公司", "云川锦程", "打印",
    20251122,
)  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_everything_stands_within_the_margins(paper: Paper) -> None:
    frame = replace(FRAME, paper=paper, heads=(head_field("日期", 60, "2025-11-22", lambda: "…"),))
    page = frame.open_page()
    frame.close([page])

    for mark in page.marks:
        left, top, right, bottom = bounds(mark)
        assert left >= paper.left - 0.01
        assert right <= paper.live_right + 0.01
        assert top >= 9.49
        assert bottom <= paper.height - 9.5
    assert collisions(page) == []
    assert crossings(page) == []


def test_margins_are_those_of_the_specification() -> None:
    assert [(paper.left, paper.right, paper.live_width) for paper in PAPERS] == [
        (15, 10, 272), (18, 12, 180), (12, 18, 180),
    ]  # fmt: skip
    assert [paper.body_end for paper in PAPERS] == [195.7, 282, 282]


def test_rule_under_the_title_ends_before_the_corner_code() -> None:
    page = FRAME.open_page()
    FRAME.close([page])

    assert Rule(15, 19.5, 269, 19.5, 1.4) in page.marks
    (code,) = (bounds(mark) for mark in page.marks if isinstance(mark, Blocks))
    assert code == pytest.approx((272, 9.5, 287, 24.5))


def dealer(frame: Frame) -> tuple[str, float]:
    mark = words(frame.open_page())[-1]
    assert mark.x + width(mark.text, mark.size) == pytest.approx(frame.paper.live_right - 19)
    return mark.text, mark.size


def test_dealer_shrinks_and_then_gives_way_to_the_short_name() -> None:
    assert dealer(FRAME) == ("云川市锦程汽车销售服务有限公司", 8.5)
    assert dealer(replace(FRAME, dealer="云" * 90)) == ("云" * 90, 7)
    assert dealer(replace(FRAME, dealer="云" * 99)) == ("云川锦程", 8.5)


def test_portrait_takes_the_short_name() -> None:
    assert dealer(replace(FRAME, paper=PORTRAIT)) == ("云川锦程", 8.5)


def test_a_dealer_without_short_name_is_never_cut() -> None:
    text, size = dealer(replace(FRAME, dealer="云" * 120, dealer_short=""))

    assert text == "云" * 120
    assert size < 7


def test_pages_are_numbered() -> None:
    pages = [FRAME.open_page(), FRAME.open_page()]
    FRAME.close(pages)

    assert ["第1页/共2页" in text_of(pages[0]), "第2页/共2页" in text_of(pages[1])] == [True, True]
