"""A full daily report as PDF against a bare canvas that is told the same marks; many sealed ones joined."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.sheet import draw_bare, recorded
from benchmarks.stores import UNTIL, Stores
from showroom.forms import first_lists
from showroom.forms.daily_report import ROWS_A_PAGE, DailyReport, ReportRow, totals_of
from showroom.forms.figures import CHOICES, FIGURE, PANEL, Panel, PanelLine, Value
from showroom.rules.contacts import Activity
from showroom.rules.daily_report import ReportState
from showroom.sheets import daily_report as sheet
from showroom.sheets.daily_report_printing import bytes_of
from showroom.sheets.joining import join
from showroom.sheets.stamp import Stamp

NAME = "daily-report-sheet"
PAIRS = 60
WARM_UP = 3
SEALED = 3_000
# About as many as a showroom seals in a month: those are joined to one file.
MONTH = 500
_AT: Final = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 18, 42, tzinfo=ZoneInfo("Asia/Shanghai"))


def full_report() -> DailyReport:
    """A sealed report whose twenty rows are all filled, with its panel."""
    rows = tuple(
        ReportRow(
            number=number,
            prospect=number,
            customer=number,
            name=f"欧阳文静{number}",
            phones=("138 0000 1234",),
            area="城东",
            source="friend",
            activities=frozenset({Activity.ADVANCE}),
            level_before="B",
            level_after="A",
            by_visit=True,
            said="带家人到店试驾，满意；比较翼途 C7，约 24 日再谈价格与旧车评估",
        )
        for number in range(1, ROWS_A_PAGE + 1)
    )
    return DailyReport(
        report=1,
        consultant=7,
        consultant_name="欧阳振华",
        day=UNTIL,
        team="展厅一组",
        dealer="云川市锦程汽车销售服务有限公司",
        state=ReportState.SEALED,
        submitted_at=_AT,
        submitted_by="欧阳振华",
        reviewed_at=_AT,
        reviewed_by="陈志明",
        sealed_at=_AT,
        sealed_by="陈志明",
        content_hash="7f3a91c2" * 8,
        rows=rows,
        totals=totals_of(rows),
        instruction="明早晨会讲。",
        panel=_panel(),
        lists=dict(first_lists.FIRST),
    )


def _panel() -> Panel:
    return Panel(
        day=UNTIL,
        consultant=7,
        lines=tuple(PanelLine(key, FIGURE[key].label, 5, 46, 60) for key in PANEL),
        rates=tuple(Value(FIGURE[keys[0]], 13, 31) for keys in CHOICES.values()),
        on_hand={"H": 2, "A": 5, "B": 9, "C": 7},
        owners_own=128,
        owners_other=17,
        won_carried=4,
        won_new=2,
        visited_day=12,
        visited_month=168,
    )


def pairs_of(number: int) -> tuple[list[float], list[float]]:
    """Milliseconds of drawing the report, and of a bare canvas that is told the same, pair by pair."""
    report = full_report()
    stamp = Stamp(_AT, "陈志明", "E1", report.sealed_hash)

    def draw() -> object:
        return sheet.draw((report,), io.BytesIO(), stamp=stamp)

    calls = recorded(draw)
    pairs = [(timed(draw), timed(lambda: draw_bare(calls))) for _ in range(number + WARM_UP)][WARM_UP:]
    return [ours for ours, _ in pairs], [bare for _, bare in pairs]


def joined(number: int) -> tuple[float, int]:
    """Milliseconds of joining so many sealed reports, a month's at a time; how many pages came of them."""
    one = full_report()
    different = [bytes_of(replace(one, consultant=staff), "E1") for staff in range(1, 21)]
    pages = 0

    def run() -> None:
        nonlocal pages
        for start in range(0, number, MONTH):
            several = [different[place % 20] for place in range(start, min(start + MONTH, number))]
            pages += join(several)[1]

    return timed(run), pages


def figures(stores: Stores) -> str:
    """The table."""
    drawn, bare = pairs_of(stores.rounds(PAIRS))
    number = stores.rounds(SEALED)
    taken, pages = joined(number)
    return table(
        "one page with twenty rows and its panel; milliseconds: median, p99",
        ["job", "ours", "bare canvas", "ratio", "goal"],
        [
            ["drawn", cell(drawn), cell(bare), f"{ratio(drawn, bare):.2f} ×", "≤ 1.5 ×"],
            [
                f"{number:,} sealed reports behind each other, {pages:,} pages",
                f"{taken:,.0f}",
                "–",
                "–",
                "–",
            ],
        ],
    )
