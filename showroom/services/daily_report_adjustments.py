"""What was found on sealed reports after their sealing, told on the next sheet (req 39; issue 7).

A sealed sheet never changes. Whoever corrects, removes or undoes something of its day changes what it would
be now; the differences stand on the consultant's sheets that are not sealed, and are kept with the next that
is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from peewee import JOIN, fn

from showroom.forms.daily_report import Adjusted, DailyReport, ReportRow
from showroom.models.act import ActLine
from showroom.models.base import Compiled, slot
from showroom.models.daily_report import Adjustment
from showroom.models.daily_report import DailyReport as Report
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import CardMove
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.daily_report import ReportState
from showroom.services.daily_report_sealed import read_back

ROW: Final = "row"
# What a sheet is reckoned from, by day.
_OF_A_DAY: Final = (FollowUp, TrafficEntry, CardMove)

_sealed_days: Final = Compiled(
    lambda: (
        Report.select(Report.day, Report.id, Report.sealed_sequence)
        .where(
            Report.consultant == slot("consultant"),
            Report.state == str(ReportState.SEALED),
            Report.removed_at.is_null(),
        )
        .order_by(Report.day)
    )
)


def _lines() -> Any:
    """What was done to rows of some day since a line of the acts: the line, that day, what it was before."""
    rows = ActLine.select(ActLine.id, fn.COALESCE(*(table.day for table in _OF_A_DAY)), ActLine.before)
    for table in _OF_A_DAY:
        here = (ActLine.row_id == table.id) & (ActLine.table_name == table._meta.table_name)
        rows = rows.join_from(ActLine, table, JOIN.LEFT_OUTER, on=here)
    return rows.where(
        ActLine.id > slot("since"),
        ActLine.row_revision > 0,
        ActLine.table_name.in_([table._meta.table_name for table in _OF_A_DAY]),
    )


_lines_since: Final = Compiled(_lines)


@dataclass(frozen=True)
class Changed:
    """A sealed report on whose day something was done since the consultant's last sealing."""

    report: int
    sealed: DailyReport
    told: Mapping[tuple[str, int | None], str]


def changed(consultant: int, before: date) -> Iterator[Changed]:
    """The sealed reports of days before this one that may be another now, within an open reading.

    Two statements where nothing was done to a sealed day, two more for each that was.
    """
    days = {day: (report, sequence) for day, report, sequence in _sealed_days.rows(consultant=consultant)}
    if not days:
        return
    since = max(sequence for _report, sequence in days.values())
    touched = {}
    for line, day, earlier in _lines_since.rows(since=since):
        for one in {day, *_day_in(earlier)} & days.keys():
            if line > days[one][1] and date.fromisoformat(one) < before:
                touched[one] = days[one][0]
    for day in sorted(touched):
        row = Report.get_by_id(touched[day])
        yield Changed(row.id, read_back(row.id, row.content, row.content_hash), _told(row.id))


def _day_in(before: str | None) -> Iterator[str]:
    """The day a row stood on before a line moved it."""
    day = json.loads(before or "{}").get("day")
    if day:
        yield day


def _told(report: int) -> dict[tuple[str, int | None], str]:
    """What was told of a sealed report so far: the last of each."""
    rows = (
        Adjustment.select(Adjustment.what, Adjustment.prospect, Adjustment.after)
        .where(Adjustment.of == report, Adjustment.removed_at.is_null())
        .order_by(Adjustment.id)
        .tuples()
    )
    return {(what, prospect): after for what, prospect, after in rows}


def differences(one: Changed, now: DailyReport) -> Iterator[Adjusted]:
    """What is another now than was sealed, or than was told last, row by row and figure by figure."""
    sealed, rows = _rows(one.sealed), _rows(now)
    for key in {**sealed, **rows}:
        prospect, name = key[0], (sealed.get(key) or rows[key]).name
        before = (
            one.told.get((ROW, prospect), row_words(sealed.get(key)))
            if prospect
            else row_words(sealed.get(key))
        )
        after = row_words(rows.get(key))
        if before != after:
            yield Adjusted(one.sealed.day, ROW, name, before, after, prospect)
    lines = {line.key: line.on_day for line in now.panel.lines} if now.panel else {}
    for line in one.sealed.panel.lines if one.sealed.panel else ():
        told = one.told.get((line.key, None), str(line.on_day))
        if line.key in lines and told != str(lines[line.key]):
            yield Adjusted(one.sealed.day, line.key, "", told, str(lines[line.key]))


def _rows(sheet: DailyReport) -> dict[tuple[int | None, int | None], ReportRow]:
    return {(row.prospect, None if row.prospect else row.customer): row for row in sheet.rows}


def row_words(row: ReportRow | None) -> str:
    """The result of a row as an adjustment tells it; "" for one that is not on the sheet."""
    if row is None:
        return ""
    return " ".join(filter(None, (f"{row.level_before or '–'}→{row.level_after or '–'}", row.said)))
