"""Paints recorded pages into a PDF with ReportLab's canvas, all text literal: no markup, no files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, BinaryIO, Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from showroom.sheets import fonts
from showroom.sheets.page import HAIR, Blocks, Mark, Outline, Page, Ring, Rule, Solid, Stroke, Text
from showroom.sheets.text import BASELINE, MM, width

PROGRAM: Final = "Showroom"
BUTT, ROUND = 0, 1
# Streams stay as they are packed: written as letters they are a quarter longer and take a seventh more time.
rl_config.useA85 = 0

_PLAIN, _MASK, _BOXED = "plain", "mask", "boxed"


def write(pages: Iterable[Page], target: BinaryIO, title: str, printed_at: datetime) -> None:
    """Paint the pages and, only when all went well, write the PDF to `target` (Q9).

    Pages are painted as they come, so those of many cards are never all in memory. The same pages give the
    same bytes. The file says title, program and `printed_at`; no user, no computer.
    """
    memory = io.BytesIO()
    canvas = Canvas(memory, invariant=1, initialFontName=fonts.name(), lang="zh-CN")
    canvas.setTitle(title)
    canvas.setAuthor(PROGRAM)
    canvas.setCreator(PROGRAM)
    canvas.setSubject(title)
    canvas.setDateFormatter(lambda *_: f"D:{printed_at:%Y%m%d%H%M%S}")
    # Millimetres count: a viewer must not shrink the page to what it thinks a printer can reach.
    canvas.setViewerPreference("PrintScaling", "None")
    for page in pages:
        canvas.setPageSize((page.paper.width * MM, page.paper.height * MM))
        painter = _Painter(canvas, page.paper.height)
        for mark in page.marks:
            painter.paint(mark)
        canvas.showPage()
    canvas.save()
    target.write(memory.getvalue())


def missing(pages: Sequence[Page]) -> tuple[str, ...]:
    """Every character on these pages that is printed as a boxed code point (Q3)."""
    texts = (mark.text for page in pages for mark in page.marks if isinstance(mark, Text))
    return tuple(fonts.missing("".join(texts)))


def _kind(character: str) -> str:
    if character == fonts.MASK:
        return _MASK
    return _PLAIN if fonts.has(character) else _BOXED


@lru_cache(maxsize=8192)
def _runs(text: str) -> tuple[tuple[str, str], ...]:
    """The text in pieces that are painted in the same way."""
    return tuple((kind, "".join(characters)) for kind, characters in groupby(text, _kind))


class _Painter:
    """Turns millimetres from the top into points from the bottom."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self.height = height

    def paint(self, mark: Mark) -> None:
        match mark:
            case Text():
                self._text(mark)
            case Rule(x1, y1, x2, y2, weight):
                self._pen(weight)
                self.canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
            case Outline(x, y, wide, high, weight):
                self._pen(weight)
                self.canvas.rect(x * MM, self._y(y + high), wide * MM, high * MM)
            case Ring(x, y, radius, weight):
                self._pen(weight)
                self.canvas.circle(x * MM, self._y(y), radius * MM)
            case Stroke():
                self._stroke(mark)
            case Solid(points):
                self.canvas.drawPath(self._through(points), stroke=0, fill=1)
            case Blocks(blocks):
                self.canvas.drawPath(self._solid(blocks), stroke=0, fill=1)

    def _y(self, y: float) -> float:
        return (self.height - y) * MM

    def _pen(self, weight: float, cap: int = BUTT) -> None:
        self.canvas.setLineWidth(weight)
        self.canvas.setLineCap(cap)
        self.canvas.setLineJoin(cap)

    def _stroke(self, mark: Stroke) -> None:
        self._pen(mark.weight, ROUND)
        self.canvas.drawPath(self._through(mark.points), stroke=1, fill=0)

    def _through(self, points: Sequence[tuple[float, float]]) -> Any:
        path = self.canvas.beginPath()
        (x, y), *others = points
        path.moveTo(x * MM, self._y(y))
        for x, y in others:
            path.lineTo(x * MM, self._y(y))
        return path

    def _solid(self, blocks: Iterable[tuple[float, float, float, float]]) -> PDFPathObject:
        """Rectangles as one path. A code has two hundred: written here they cost a tenth of `rect`'s time."""
        code = [
            f"{x * MM:.3f} {self._y(y + high):.3f} {wide * MM:.3f} {high * MM:.3f} re"
            for x, y, wide, high in blocks
        ]
        return PDFPathObject(["n", *code])

    def _text(self, mark: Text) -> None:
        runs = _runs(mark.text)
        if len(runs) == 1 and runs[0][0] == _PLAIN:
            self._plain(mark.x, mark, mark.text, masked=False)
            return
        x = mark.x
        for kind, run in runs:
            if kind == _BOXED:
                for number, character in enumerate(run):
                    self._boxed(x + number * fonts.BOX * mark.size / MM, mark, character)
            else:
                self._plain(x, mark, run, masked=kind == _MASK)
            x += width(run, mark.size, mark.bold)

    def _plain(self, x: float, mark: Text, run: str, masked: bool) -> None:
        font = fonts.name(mark.bold)
        self.canvas.setFont(font, mark.size)
        if not masked:
            self.canvas.drawString(x * MM, self._y(mark.y), run)
            return
        # Each asterisk stands in the middle of the room of the digit it hides.
        own = self.canvas.stringWidth(fonts.MASK, font, mark.size)
        spare = width(fonts.MASK, mark.size, mark.bold) * MM - own
        self.canvas.drawString(x * MM + spare / 2, self._y(mark.y), run, charSpace=spare)

    def _boxed(self, x: float, mark: Text, character: str) -> None:
        """A character without a glyph: its code point in two rows of tiny digits in a frame."""
        em = mark.size / MM
        middle = mark.y - BASELINE * em
        self.paint(Outline(x + 0.05 * em, middle - 0.5 * em, 1.1 * em, em, HAIR))
        code = f"U+{ord(character):04X}"
        half = (len(code) + 1) // 2
        tiny = 0.42 * mark.size
        for part, row in ((code[:half], -0.23), (code[half:], 0.23)):
            start = x + 0.6 * em - width(part, tiny) / 2
            baseline = middle + row * em + BASELINE * tiny / MM
            self._plain(start, Text(start, baseline, part, tiny), part, masked=False)
