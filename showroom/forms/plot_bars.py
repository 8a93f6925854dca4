"""Bars that lie under each other: stages, sources, reasons, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from showroom.forms.plot import Bar, Kind, Plot, Words, changed, division, largest, number
from showroom.forms.plot_shapes import (
    Drawing,
    Rect,
    Ruled,
    Ruler,
    Said,
    Shape,
    Side,
    Tone,
    Voice,
    plain,
    widest,
)

# Words take so much of the width at most and leave the bars this much, else each bar has a line of its own.
_MOST_LABEL: Final = 0.34
_LEAST_BARS: Final = 0.3


@dataclass(frozen=True)
class _Row:
    """Where the parts of a row stand: from its left, and from its top (a `line` of words is that high)."""

    height: float
    line: float
    label: float
    bar: Rect
    number: float
    change: float
    note: Rect


def lay_bars(plot: Plot, drawing: Drawing, ruler: Ruler) -> None:
    """Each bar on a row of its own: word, bar, number, how it differs from the one before, its share."""
    row = _row(plot.bars, drawing.width, ruler)
    for place, bar in enumerate(plot.bars):
        top = place * row.height
        drawing.marks.append(Rect(0, top, drawing.width, row.height))
        _lay_bar(plot, bar, replace(row.bar, y=top + row.bar.y), drawing, ruler)
        _write_row(bar, top, row, drawing, ruler)
    drawing.height = row.height * len(plot.bars)


def _row(bars: Sequence[Bar], width: float, ruler: Ruler) -> _Row:
    """The columns of the rows; on a narrow surface word and number stand over their bar, the share below."""
    label = widest((bar.label for bar in bars), Voice.LABEL, ruler)
    figure = widest((plain(number(bar.value)) for bar in bars), Voice.NUMBER, ruler)
    change = widest((plain(changed(bar)) for bar in bars), Voice.NOTE, ruler)
    note = widest(filter(None, map(division, bars)), Voice.NOTE, ruler)
    left = label + ruler.gap
    behind = ruler.gap + figure + sum(ruler.gap + one for one in (change, note) if one)
    room = width - left - behind
    if label <= width * _MOST_LABEL and room >= width * _LEAST_BARS:
        track = Rect(left, (ruler.row - ruler.bar) / 2, room, ruler.bar)
        numbers = left + room + ruler.gap + figure
        changes = numbers + (ruler.gap + change if change else 0)
        return _Row(
            ruler.row, ruler.row, label, track, numbers, changes, Rect(width - note, 0, note, ruler.row)
        )
    beside = width - (ruler.gap + change if change else 0)
    track = Rect(0, ruler.line + ruler.gap / 4, width, ruler.bar)
    below = Rect(0, track.bottom + ruler.gap / 3, width, ruler.line)
    high = (below.bottom if note else track.bottom) + ruler.gap
    return _Row(high, ruler.line, min(label, beside - figure - ruler.gap), track, beside, width, below)


def _lay_bar(plot: Plot, bar: Bar, track: Rect, drawing: Drawing, ruler: Ruler) -> None:
    """The bar itself; beside a target with what it should be, and with the days that are over."""
    tone = Tone.DEAL if bar.is_deal else Tone.BAR
    if plot.kind is not Kind.ATTAINMENT:
        long = track.width * bar.value / largest(plot.bars)
        drawing.shapes.append(Shape(replace(track, width=long), tone))
        return
    # Where a target was surpassed all of them give room, so that the targets stay under each other.
    beyond = max([1.0, *(one.value / one.whole for one in plot.bars if one.whole)])
    target = track.width / beyond
    drawing.shapes.append(Shape(replace(track, width=target), Tone.TRACK))
    drawing.shapes.append(Shape(replace(track, width=target * bar.value / (bar.whole or 1)), tone))
    if plot.elapsed is not None:
        x, more = track.x + target * plot.elapsed, ruler.gap / 3
        drawing.rules.append(Ruled(x, track.y - more, x, track.bottom + more, strong=True))


def _write_row(bar: Bar, top: float, row: _Row, drawing: Drawing, ruler: Ruler) -> None:
    def until(right: float, said: Words, voice: Voice) -> None:
        wide = ruler.width(said, voice)
        drawing.said.append(Said(Rect(right - wide, top, wide, row.line), said, voice, Side.RIGHT))

    drawing.said.append(Said(Rect(0, top, row.label, row.line), bar.label, Voice.LABEL))
    until(row.number, plain(number(bar.value)), Voice.NUMBER)
    if changed(bar):
        until(row.change, plain(changed(bar)), Voice.NOTE)
    share = division(bar)
    if share is not None:
        side = Side.RIGHT if row.note.x else Side.LEFT
        drawing.said.append(Said(replace(row.note, y=top + row.note.y), share, Voice.NOTE, side))
