"""Where the parts of a plot stand: nothing lies on anything else, lengths are in proportion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from random import Random

import pytest

from showroom import language
from showroom.forms.plot import PLOTS, Bar, Kind, Mark, Part, Plot, Words, changed, division, spoken, words
from showroom.forms.plot_layout import lay
from showroom.forms.plot_shapes import Drawing, Rect, Ruler, Said, Side, Tone, Voice, plain, spread
from showroom.language import mark
from tests.forms import plot_samples as samples

DAY = date(2026, 3, 5)
RULER = Ruler(
    lambda said, voice: len(said.chinese) * (9.0 if voice is Voice.NUMBER else 8.0),
    head=30, line=18, row=34, bar=14, gap=12, columns=132, foot=4,
)  # fmt: skip
WIDTHS = (240, 330, 500, 900)


def laid(plot: Plot, width: float = 500, ruler: Ruler = RULER) -> Drawing:
    return lay(plot, width, ruler)


def inked(said: Said, ruler: Ruler = RULER) -> Rect:
    """Where the letters of words really are."""
    wide = min(ruler.width(said.words, said.voice), said.place.width)
    spare = said.place.width - wide
    left = said.place.x + {Side.LEFT: 0, Side.CENTRE: spare / 2, Side.RIGHT: spare}[said.side]
    return replace(said.place, x=left, width=wide)


def overlap(one: Rect, other: Rect) -> bool:
    slack = 0.01
    return (
        one.x < other.right - slack
        and other.x < one.right - slack
        and one.y < other.bottom - slack
        and other.y < one.bottom - slack
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("make", samples.ALL)
def test_no_words_lie_on_others_or_on_a_bar(make: Callable[[Random], Plot], width: int) -> None:
    for seed in range(12):
        drawing = laid(make(Random(seed)), width)
        boxes = [(one, inked(one)) for one in drawing.said]
        for (one, its), (other, others) in combinations(boxes, 2):
            assert not overlap(its, others), (one.words.chinese, other.words.chinese)
        for one, box in boxes:
            # What stands in a column of its own is as high as the row, its letters are not.
            ink = replace(box, y=one.place.middle - 6, height=12)
            for shape in drawing.shapes:
                assert one.level or not overlap(ink, shape.place), one.words.chinese
            assert box.x >= -0.01, one.words.chinese
            assert box.right <= width + 0.01, one.words.chinese
            assert box.y >= 0, one.words.chinese
            assert box.bottom <= drawing.height + 0.01, one.words.chinese


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("make", samples.ALL)
def test_shapes_are_as_long_as_their_numbers(make: Callable[[Random], Plot], width: int) -> None:
    for seed in range(12):
        plot = make(Random(seed))
        drawing = laid(plot, width)
        tones = (Tone.BAR, Tone.DEAL, Tone.LEVEL)
        shapes = [one.place for one in drawing.shapes if one.tone in tones]
        marks = [(bar, one) for bar, one in plot.marks if one.value or plot.kind is not Kind.STACKED]
        assert len(shapes) == len(marks)
        lies = plot.kind in (Kind.FUNNEL, Kind.BARS, Kind.ATTAINMENT) or len(plot.bars) == 1
        if plot.kind is Kind.STACKED and lies:
            # Between pieces that lie there is a seam; their places have none.
            places = [place for place in drawing.marks if place.width]
            assert all(one.width <= place.width for one, place in zip(shapes, places, strict=True))
            shapes = places
        lengths = [place.width if lies else place.height for place in shapes]
        parts = [one.value / (bar.whole or 1 if plot.kind is Kind.ATTAINMENT else 1) for bar, one in marks]
        for (one, its), (other, others) in combinations(zip(lengths, parts, strict=True), 2):
            assert one * others == pytest.approx(other * its, abs=0.01 * max(parts))
        assert all(one.x >= 0 and one.right <= width + 0.01 for one in shapes)
        assert all(one.bottom <= drawing.height for one in shapes)


@pytest.mark.parametrize("make", samples.ALL)
def test_every_mark_has_a_place_of_its_own(make: Callable[[Random], Plot]) -> None:
    plot = make(Random(3))
    drawing = laid(plot)
    assert len(drawing.marks) == len(plot.marks)
    assert not any(overlap(one, other) for one, other in combinations(drawing.marks, 2))


@pytest.mark.parametrize("make", samples.ALL)
def test_every_number_is_written_where_there_is_room(make: Callable[[Random], Plot]) -> None:
    """No colour is needed: the number of each bar stands beside it, each level has its letter."""
    plot = make(Random(4))
    written = [one.words.chinese for one in laid(plot, 2000).said]
    for bar in plot.bars:
        if plot.kind is not Kind.STACKED:
            assert str(bar.value) in written
        assert bar.label.chinese in written or len(plot.bars) == 1
    for level in plot.levels():
        assert any(text.split()[0] == level for text in written), level


def test_words_without_room_are_left_out_but_never_the_last() -> None:
    plot = samples.levels_by_day(Random(1))
    days = [bar.label.chinese for bar in plot.bars]
    for width in (240, 400, 700):
        written = [one.words.chinese for one in laid(plot, width).said if one.voice is Voice.LABEL]
        assert written[-1] == days[-1]
        steps = {days.index(later) - days.index(one) for one, later in pairwise(written)}
        assert len(steps) == 1, "every second, every third …"
    assert [one.words.chinese for one in laid(plot, 4000).said if one.voice is Voice.LABEL] == days


def test_narrow_surface_puts_the_word_over_its_bar_and_cuts_none() -> None:
    plot = samples.funnel(Random(2))
    wide, narrow = laid(plot, 700), laid(plot, 260)
    assert narrow.height > wide.height
    for drawing in (wide, narrow):
        for one in drawing.said:
            assert RULER.width(one.words, one.voice) <= one.place.width + 0.01, one.words.chinese


def test_target_surpassed_leaves_the_targets_under_each_other() -> None:
    plot = samples.attainment(Random(1))
    drawing = laid(plot)
    tracks = {round(one.place.width, 3) for one in drawing.shapes if one.tone is Tone.TRACK}
    ticks = {round(one.x1, 3) for one in drawing.rules if one.strong}
    assert len(tracks) == len(ticks) == 1
    (track,), (tick,) = tracks, ticks
    left = next(one.place.x for one in drawing.shapes)
    assert plot.elapsed is not None
    assert tick - left == pytest.approx(track * plot.elapsed, abs=0.01)
    assert max(one.place.width for one in drawing.shapes) > track, "the control: one was surpassed"


def test_paper_has_no_letters_in_its_patterns() -> None:
    plot = samples.levels_of_day(Random(1))
    assert any(one.level for one in laid(plot, 900).said)
    assert not any(one.level for one in laid(plot, 900, replace(RULER, letters_inside=False)).said)


def test_nothing_to_draw_is_said() -> None:
    nothing = Plot("lost", Kind.BARS, plain("战败原因"), plain("3月"), ())
    said = [one.words.english for one in laid(nothing).said]
    assert "There is nothing to draw in these days." in said
    assert laid(nothing).marks == []


def test_things_are_pushed_apart_in_their_order() -> None:
    assert spread([10, 11, 30], [4, 4, 4], 0, 40) == [10, 14, 30]
    assert spread([38, 39, 40], [4, 4, 4], 0, 40) == [30, 34, 38]
    assert spread([-5, 0], [4, 4], 0, 40) == [2, 6]


def test_mark_is_said_in_words() -> None:
    part = Part("first", DAY, DAY)
    bar = Bar(words(mark("First")), (Mark(118, part),), 142, words(mark("Showroom parties")), -24)
    (share,) = filter(None, [division(bar)])
    assert (share.english, changed(bar)) == ("83 % ÷ Showroom parties", "−24")
    assert spoken(bar, bar.marks[0]).chinese == "首次：118，83 % ÷ 来店批次，比上一环节 −24"
    level = Bar(Words("3月5日", "5 Mar"), (Mark(1204, part, "H"),))
    assert spoken(level, level.marks[0]).english == "5 Mar, level H: 1\u00a0204"
    nothing = Bar(plain("x"), (Mark(3, part),), 0, words(mark("Orders")))
    (share,) = filter(None, [division(nothing)])
    assert share.english == "— ÷ Orders"


def test_plots_are_named_in_both_languages() -> None:
    try:
        for title in PLOTS.values():
            language.use(language.CHINESE)
            told = words(title)
            assert told.chinese != told.english == title
            assert told.shown == told.chinese
            language.use(language.ENGLISH)
            assert told.shown == title
    finally:
        language.use(language.CHINESE)
