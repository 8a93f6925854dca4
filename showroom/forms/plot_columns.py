"""Columns that stand: counts by the hour or weekday, and stacks of levels by the day; a single stack lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from showroom.forms.plot import Bar, Plot, Words, largest, number
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
    spread,
    widest,
)

# Columns take this much of their room, and are no wider than so many bars.
_COLUMN: Final = 0.56
_WIDEST_COLUMN: Final = 3.2
# The lying stack is so many bars high.
_LYING: Final = 2.6


@dataclass(frozen=True)
class _Field:
    """Where columns stand: their places up to their numbers, and the width that each has for itself."""

    place: Rect
    columns: tuple[Rect, ...]
    slot: float
    # How much of a figure the whole height is.
    most: int


def stand(plot: Plot, drawing: Drawing, ruler: Ruler) -> None:
    """Columns over their words, each with its number; a stack has its letters beside the last one."""
    key = {level: _key_of(plot.bars[-1], level) for level in plot.levels()}
    beside = widest(key.values(), Voice.LETTER, ruler)
    wide = drawing.width - (beside + ruler.gap if key else 0)
    field = _field(plot, Rect(0, ruler.line, wide, ruler.columns), ruler)
    for bar, column in zip(plot.bars, field.columns, strict=True):
        if key:
            _stack(bar, column, field, drawing, ruler)
        else:
            drawing.shapes.append(Shape(column, Tone.BAR))
            left = column.x + column.width / 2 - field.slot / 2
            drawing.marks.append(Rect(left, 0, field.slot, field.place.bottom + ruler.line))
    foot = field.place.bottom
    drawing.rules.append(Ruled(field.place.x, foot, field.place.right, foot))
    numbers = [plain(number(bar.value)) for bar in plot.bars]
    _write_along(numbers, Voice.NUMBER, None, field, drawing, ruler)
    _write_along([bar.label for bar in plot.bars], Voice.LABEL, foot + ruler.foot, field, drawing, ruler)
    if key:
        _write_key(plot.bars[-1], key, field, drawing, ruler)
    drawing.height = foot + ruler.foot + ruler.line


def _field(plot: Plot, place: Rect, ruler: Ruler) -> _Field:
    slot, most = place.width / len(plot.bars), largest(plot.bars)
    wide = min(slot * _COLUMN, ruler.bar * _WIDEST_COLUMN)
    columns = []
    for order, bar in enumerate(plot.bars):
        high = place.height * bar.value / most
        left = place.x + slot * (order + 0.5) - wide / 2
        columns.append(Rect(left, place.bottom - high, wide, high))
    return _Field(place, tuple(columns), slot, most)


def _stack(bar: Bar, column: Rect, field: _Field, drawing: Drawing, ruler: Ruler) -> None:
    bottom = column.bottom
    for one in bar.marks:
        high = field.place.height * one.value / field.most
        place = Rect(column.x, bottom - high, column.width, high)
        drawing.marks.append(Rect(column.x - (field.slot - column.width) / 2, place.y, field.slot, high))
        bottom -= high
        if not one.value:
            continue
        drawing.shapes.append(Shape(place, Tone.LEVEL, one.level))
        letter = plain(one.level)
        wide = ruler.width(letter, Voice.LETTER) + ruler.gap / 2
        if ruler.letters_inside and high >= ruler.line and column.width >= wide:
            drawing.said.append(Said(place, letter, Voice.LETTER, Side.CENTRE, one.level))


def _write_along(
    some: Sequence[Words], voice: Voice, top: float | None, field: _Field, drawing: Drawing, ruler: Ruler
) -> None:
    """Words under columns, or over them (None): without room each second, third … stands, and the last."""
    for every in range(1, len(some) + 1):
        kept = range((len(some) - 1) % every, len(some), every)
        rooms = [_room(some[place], field.columns[place], field.place, voice, ruler) for place in kept]
        if all(one.right + ruler.gap / 3 <= other.x for one, other in pairwise(rooms)):
            break
    for place, room in zip(kept, rooms, strict=True):
        y = top if top is not None else _highest(room, field.columns) - ruler.line
        drawing.said.append(Said(replace(room, y=y), some[place], voice, Side.CENTRE))


def _room(said: Words, column: Rect, within: Rect, voice: Voice, ruler: Ruler) -> Rect:
    """As wide as the words, in the middle of a column as far as the field allows."""
    wide = ruler.width(said, voice)
    left = column.x + (column.width - wide) / 2
    return Rect(min(max(left, within.x), within.right - wide), 0, wide, ruler.line)


def _highest(room: Rect, columns: Sequence[Rect]) -> float:
    """The top of the highest column that words reach over: they stand above that one, too."""
    return min(one.y for one in columns if one.x < room.right and room.x < one.right)


def _key_of(bar: Bar, level: str) -> Words:
    """The letter of a level with its number in a bar: “H 15”."""
    return plain(f"{level} {number(sum(one.value for one in bar.marks if one.level == level))}")


def _write_key(bar: Bar, key: dict[str, Words], field: _Field, drawing: Drawing, ruler: Ruler) -> None:
    """The letters beside the last stack, from its top down, pushed apart where its pieces are thin."""
    middles, bottom = [], field.place.bottom
    for one in bar.marks:
        high = field.place.height * one.value / field.most
        middles.append(bottom - high / 2)
        bottom -= high
    levels = [one.level for one in reversed(bar.marks)]
    sizes = [ruler.line] * len(levels)
    found = spread(middles[::-1], sizes, field.place.y - ruler.line, field.place.bottom)
    for level, middle in zip(levels, found, strict=True):
        wide = ruler.width(key[level], Voice.LETTER)
        place = Rect(field.place.right + ruler.gap, middle - ruler.line / 2, wide, ruler.line)
        drawing.said.append(Said(place, key[level], Voice.LETTER))


def lie(bar: Bar, drawing: Drawing, ruler: Ruler) -> None:
    """One stack of levels, lying: letter and number in each piece, or over it where it is too short."""
    keys = [_key_of(bar, one.level) for one in bar.marks]
    whole, left, top, high = bar.value or 1, 0.0, ruler.line, ruler.bar * _LYING
    outside: list[tuple[float, Words]] = []
    for one, key in zip(bar.marks, keys, strict=True):
        place = Rect(left, top, drawing.width * one.value / whole, high)
        left = place.right
        drawing.marks.append(place)
        if one.value:
            seam = min(ruler.gap / 6, place.width / 2)
            drawing.shapes.append(Shape(replace(place, width=place.width - seam), Tone.LEVEL, one.level))
        if ruler.letters_inside and ruler.width(key, Voice.LETTER) + ruler.gap <= place.width:
            inside = replace(place, x=place.x + ruler.gap / 2, width=place.width - ruler.gap)
            drawing.said.append(Said(inside, key, Voice.LETTER, Side.LEFT, one.level))
        else:
            outside.append((place.x + place.width / 2, key))
    sizes = [ruler.width(key, Voice.LETTER) + ruler.gap for _middle, key in outside]
    found = spread([middle for middle, _key in outside], sizes, 0, drawing.width)
    for (_middle, key), size, middle in zip(outside, sizes, found, strict=True):
        place = Rect(middle - size / 2, 0, size, ruler.line)
        drawing.said.append(Said(place, key, Voice.LETTER, Side.CENTRE))
    drawing.height = top + high
