"""The day's sheet as PDF, against a bare ReportLab canvas that is told the very same marks.

Ours reads the rows, composes the page and paints it. The calls that reach the canvas are recorded once and
repeated on a bare one, so that both sides write the same lines, rectangles, glyphs and fonts.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.stores import Stores, at_the_desk
from showroom.services import traffic_log_day
from showroom.services.desk import Desk
from showroom.sheets import pdf, printing
from showroom.sheets import traffic_log as sheet
from showroom.sheets.stamp import Stamp

NAME = "sheet"
PAIRS = 60
WARM_UP = 3

Calls = list[tuple[str, tuple[Any, ...], dict[str, Any]]]
_RECORDED = frozenset(
    {
        "circle",
        "drawPath",
        "drawString",
        "line",
        "rect",
        "setFont",
        "setLineCap",
        "setLineJoin",
        "setLineWidth",
        "setPageSize",
        "showPage",
    }
)


class _Recorder:
    """Stands before a canvas and remembers what it is told to draw."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._canvas = Canvas(*args, **options)
        self.calls: Calls = []

    def __getattr__(self, name: str) -> Any:
        told = getattr(self._canvas, name)
        if name not in _RECORDED:
            return told

        def call(*args: Any, **options: Any) -> Any:
            self.calls.append((name, args, options))
            return told(*args, **options)

        return call


def marks_of(desk: Desk, day: date, *, extended: bool) -> Calls:
    """What the sheet of this day tells the canvas."""
    return recorded(lambda: printing.preview_traffic_log(desk, day, extended=extended))


def recorded(draw: Callable[[], object]) -> Calls:
    """What the canvas is told while something is drawn."""
    made: list[_Recorder] = []

    def recorder(*args: Any, **options: Any) -> _Recorder:
        made.append(_Recorder(*args, **options))
        return made[0]

    bare, pdf.Canvas = pdf.Canvas, recorder  # type: ignore[assignment,misc]
    try:
        draw()
    finally:
        pdf.Canvas = bare  # type: ignore[misc]
    return made[0].calls


def draw_bare(calls: Calls) -> bytes:
    """The same marks by ReportLab alone, as it comes: its streams as letters (ASCII85)."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for name, args, options in calls:
        getattr(canvas, name)(*args, **options)
    ours, rl_config.useA85 = rl_config.useA85, 1
    try:
        canvas.save()
    finally:
        rl_config.useA85 = ours
    return target.getvalue()


def measure(desk: Desk, day: date, pairs: int, *, extended: bool) -> tuple[list[float], ...]:
    """Milliseconds: read and drawn, drawn only, by a bare canvas."""
    content = traffic_log_day.day(desk, day)
    stamp = Stamp(desk.clock.local(), desk.name, "")
    calls = marks_of(desk, day, extended=extended)
    times: tuple[list[float], ...] = ([], [], [])
    for turn in range(pairs + WARM_UP):
        taken = (
            timed(lambda: printing.preview_traffic_log(desk, day, extended=extended)),
            timed(lambda: sheet.draw(content, io.BytesIO(), extended=extended, stamp=stamp)),
            timed(lambda: draw_bare(calls)),
        )
        for side, one in zip(times, taken, strict=True):
            if turn >= WARM_UP:
                side.append(one)
    return times


def figures(stores: Stores) -> str:
    """The table."""
    pairs = stores.rounds(PAIRS)
    rows = []
    with at_the_desk(stores.path("demo")) as desk:
        (stored,) = desk.store.database.execute_sql(
            "SELECT day FROM traffic_entry GROUP BY day HAVING COUNT(*) <= 14 ORDER BY COUNT(*) DESC"
        ).fetchone()
        for words, extended in (("ten columns", False), ("seventeen columns", True)):
            whole, drawn, bare = measure(desk, date.fromisoformat(stored), pairs, extended=extended)
            rows.append(
                [
                    words,
                    cell(whole),
                    cell(drawn),
                    cell(bare),
                    f"{ratio(drawn, bare):.2f} ×",
                    f"{ratio(whole, bare):.2f} ×",
                    "≤ 1.5 ×",
                ]
            )
    return table(
        f"one page of a full day, {pairs} pairs; milliseconds: median, p99",
        ["sheet", "read and drawn", "drawn", "bare canvas", "drawn : bare", "with reading", "goal"],
        rows,
    )
