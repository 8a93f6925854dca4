"""Reads drawn pages back: the text of a PDF, and where the marks of a page stand in mm."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader

from showroom.sheets.page import Blocks, Mark, Outline, Page, Ring, Rule, Solid, Stroke, Text
from showroom.sheets.text import MM, width

Bounds = tuple[float, float, float, float]


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it."""
    return [page.extract_text().strip() for page in PdfReader(io.BytesIO(pdf)).pages]


def joined(text: str) -> str:
    """Without white space, which line breaking may take away and extraction may add."""
    return "".join(text.split())


def words(page: Page) -> list[Text]:
    return [mark for mark in page.marks if isinstance(mark, Text)]


def text_of(page: Page) -> str:
    return joined("".join(mark.text for mark in words(page)))


def bounds(mark: Mark) -> Bounds:
    """Left, top, right, bottom; of text from the top of Han signs to below their feet."""
    match mark:
        case Text(x, y, text, size, bold):
            em = size / MM
            return x, y - 0.86 * em, x + width(text, size, bold), y + 0.12 * em
        case Rule(x1, y1, x2, y2, weight):
            half = weight / MM / 2
            across = y1 == y2
            return x1 - half * (not across), y1 - half * across, x2 + half * (not across), y2 + half * across
        case Outline(x, y, wide, high, weight):
            half = weight / MM / 2
            return x - half, y - half, x + wide + half, y + high + half
        case Ring(x, y, radius, weight):
            outer = radius + weight / MM / 2
            return x - outer, y - outer, x + outer, y + outer
        case Stroke(points, weight):
            return around(((x, y, x, y) for x, y in points), weight / MM / 2)
        case Solid(points):
            return around((x, y, x, y) for x, y in points)
        case Blocks(blocks):
            return around((x, y, x + wide, y + high) for x, y, wide, high in blocks)


def around(boxes: Iterable[Bounds], more: float = 0.0) -> Bounds:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts) - more, min(tops) - more, max(rights) + more, max(bottoms) + more


def overlap(one: Bounds, other: Bounds, slack: float = 0.05) -> bool:
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def collisions(page: Page) -> list[tuple[str, str]]:
    """Pairs of texts that touch."""
    found = []
    boxes = [(mark.text, bounds(mark)) for mark in words(page)]
    for number, (text, box) in enumerate(boxes):
        found += [(text, other) for other, its in boxes[number + 1 :] if overlap(box, its)]
    return found


def crossings(page: Page) -> list[str]:
    """Texts that run over a rule."""
    rules = [bounds(mark) for mark in page.marks if isinstance(mark, Rule)]
    return [mark.text for mark in words(page) if any(overlap(bounds(mark), rule) for rule in rules)]
