"""A plot on paper: black shapes in proportion, every number in words, levels told apart by their patterns."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest

from showroom import language
from showroom.forms.plot import Kind, Plot, division
from showroom.sheets import pdf
from showroom.sheets import plot as on_paper
from showroom.sheets.page import PORTRAIT, Blocks, Outline, Page, Rule
from tests.forms import plot_samples as samples
from tests.sheets.reading import bounds, collisions, crossings, joined, text_of, texts_of, words

X, Y = PORTRAIT.left, 20.0
WIDTHS = (60, 86, 180)


def drawn(plot: Plot, wide: float = 86, columns: float = on_paper.COLUMNS) -> tuple[Page, float]:
    page = Page(PORTRAIT)
    return page, on_paper.draw(page, plot, X, Y, wide, columns)


def blocks(page: Page) -> list[tuple[float, float, float, float]]:
    return [block for mark in page.marks if isinstance(mark, Blocks) for block in mark.blocks]


@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize("make", samples.ALL)
def test_nothing_lies_on_anything_else_nor_beyond_its_room(
    make: Callable[[Random], Plot], wide: float
) -> None:
    for seed in range(6):
        page, height = drawn(make(Random(seed)), wide)
        assert collisions(page) == []
        assert crossings(page) == []
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= X - 0.5
            assert right <= X + wide + 0.5, mark
            assert top >= Y - 0.1
            assert bottom <= Y + height + 0.5, mark


@pytest.mark.parametrize("make", [samples.funnel, samples.shares])
def test_bars_are_black_and_as_long_as_their_numbers(make: Callable[[Random], Plot]) -> None:
    plot = make(Random(3))
    page, _height = drawn(plot)
    told = [bar.value for bar in plot.bars if bar.value]
    lengths = [wide for _x, _y, wide, _high in blocks(page)]
    assert len(lengths) == len(told) > 3
    for value, length in zip(told, lengths, strict=True):
        assert length == pytest.approx(max(lengths) * value / max(told))


def test_columns_are_as_high_as_their_numbers() -> None:
    plot = samples.hours(Random(1))
    page, _height = drawn(plot, columns=30)
    told = [bar.value for bar in plot.bars if bar.value]
    heights = [high for _x, _y, _wide, high in blocks(page)]
    assert max(heights) == 30
    assert heights == pytest.approx([30 * value / max(told) for value in told])


def test_target_is_an_open_frame_round_what_was_reached() -> None:
    page, _height = drawn(samples.attainment(Random(1)))
    frames = [mark for mark in page.marks if isinstance(mark, Outline)]
    assert len(frames) == 4
    assert len({frame.width for frame in frames}) == 1
    first = blocks(page)[0]
    assert first[2] == pytest.approx(frames[0].width * 158 / 200)


def test_each_level_has_a_pattern_of_its_own() -> None:
    plot = samples.levels_of_day(Random(1))
    page, _height = drawn(plot, 180)
    assert len(blocks(page)) == 1, "H is full"
    frames = [mark for mark in page.marks if isinstance(mark, Outline)]
    inside = []
    for frame in frames:
        rules = [mark for mark in page.marks if isinstance(mark, Rule) and within(mark, frame)]
        lying = sum(rule.y1 == rule.y2 for rule in rules)
        inside.append((lying, len(rules) - lying))
    ordered, a, b, c = inside
    assert ordered[0] == 0 < ordered[1]
    assert a[0] > 2 * b[0] > 0 == a[1] == b[1]
    assert c == (0, 0)
    assert len(frames) == 4, "N has dashes for an edge"


def within(rule: Rule, frame: Outline) -> bool:
    across = frame.x - 0.01 <= rule.x1 and rule.x2 <= frame.x + frame.width + 0.01
    return across and frame.y < rule.y1 + 0.01 and rule.y2 <= frame.y + frame.height + 0.01


@pytest.mark.parametrize("make", samples.ALL)
def test_words_of_the_screen_stand_on_paper_in_chinese(make: Callable[[Random], Plot]) -> None:
    plot = make(Random(5))
    language.use(language.ENGLISH)
    try:
        page, _height = drawn(plot, 180)
    finally:
        language.use(language.CHINESE)
    text = text_of(page)
    assert joined(plot.title.chinese + plot.days.chinese) in text
    for bar in plot.bars:
        if plot.kind is not Kind.STACKED:
            assert bar.label.chinese.replace(" ", "") in text
            assert str(bar.value) in text.replace("\u00a0", "")
        share = division(bar)
        assert share is None or joined(share.chinese) in text
    for one in plot.bars[-1].marks:
        assert not one.level or f"{one.level}{one.value}" in text


def test_large_numbers_are_grouped_by_what_the_fonts_have() -> None:
    large = samples.plot("lost", Kind.BARS, [samples.bar("来店批次", 12_345)])
    page, _height = drawn(large)
    assert "12\u00a0345" in [mark.text for mark in words(page)]
    assert pdf.missing([page]) == ()


def test_long_words_end_with_an_ellipsis() -> None:
    long = samples.plot(
        "lost", Kind.BARS, [samples.bar("因为别的店的价格便宜得多而且现在就有车可以开走" * 3, 4)]
    )
    page, _height = drawn(long, 60)
    assert "…" in text_of(page)


def test_it_is_printed_as_it_was_laid_out() -> None:
    page, height = drawn(samples.funnel(Random(3)))
    assert on_paper.laid(samples.funnel(Random(3)), 86).height == height
    target = io.BytesIO()
    pdf.write([page], target, "漏斗", datetime(2026, 3, 24, tzinfo=UTC))
    (text,) = texts_of(target.getvalue())
    assert "首次留档" in joined(text)
    assert pdf.missing([page]) == ()
