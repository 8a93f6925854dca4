"""夕会单 of a day: what is open of log, reports, callbacks and requests, who moved, what tomorrow brings.

It adds nothing up and judges nothing by itself: every part is asked of the service that knows it. What is
open is what is open now of that day; a past day's requests are those that waited in its evening.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from showroom.forms.choices import APPOINTMENT_KINDS
from showroom.forms.daily_report import DailyReport, ReportRow
from showroom.forms.evening_sheet import EveningSheet, Kind, Moved, OpenThing, Tomorrow
from showroom.forms.lost_request import Request
from showroom.forms.today import StepRow, Today
from showroom.forms.tracking_words import PAPER
from showroom.language import chinese, mark
from showroom.rules.callback import Stage
from showroom.rules.duties import Duty
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.lost import RequestKind
from showroom.services import (
    daily_report,
    daily_report_evening,
    expected_guests,
    exports,
    lost_request_list,
    settings,
    sheet_owners,
    traffic_day,
    traffic_log_day,
)
from showroom.services import today as todays_work
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.services.traffic_day import Part

_SUBJECT: Final = "evening_sheet"
_DAY: Final = timedelta(1)
_PARTS: Final = {
    Part.LEFT: (Kind.LOG, mark("Leave time, missing")),
    Part.CONSULTANT: (Kind.LOG, mark("Consultant, missing")),
    Part.LEVEL: (Kind.LEVEL, mark("Level, missing")),
    Part.NO_FILE_REASON: (Kind.FILE, mark("Why no file, missing")),
}
# Guests who are new that day are gone through only where they are near a deal.
_NEAR: Final = frozenset(map(str, LOG_LEVELS[: LOG_LEVELS.index(Level.B)]))


def of(desk: Desk, consultants: Sequence[Consultant], day: date) -> EveningSheet:
    """The sheet of these consultants: one's own, or anybody's for who sees the team.

    Raises Denied, Refused.
    """
    desk.require(Duty.PRINT_EVENING_SHEET)
    for one in consultants:
        daily_report.refuse_others(desk, one.staff)
    whose = {one.staff for one in consultants}
    alone = consultants[0] if len(consultants) == 1 else None
    with desk.reading():
        facts = settings.facts()
        reports = [daily_report.of(desk, one.staff, day) for one in consultants]
        plans = [daily_report.of(desk, one.staff, day + _DAY) for one in consultants]
        work = todays_work.today(desk, day, None if alone is None else alone.staff)
        return EveningSheet(
            day,
            desk.name,
            alone.name if alone else chinese("Everybody, {count} persons", count=len(consultants)),
            facts.dealer,
            facts.dealer_short,
            alone.staff if alone else 0,
            tuple(_open(desk, whose, consultants, day, reports, work, everybody=alone is None)),
            tuple(one for report in reports for one in _moved(report)),
            tuple(_tomorrow(desk, plans, work.steps, day)),
        )


# -- what is open -----------------------------------------------------------------------------------------


def _open(
    desk: Desk,
    whose: Collection[int],
    consultants: Sequence[Consultant],
    day: date,
    reports: Sequence[DailyReport],
    work: Today,
    *,
    everybody: bool,
) -> Iterator[OpenThing]:
    names = {one.staff: one.name for one in consultants}
    yield from _rows_of_the_log(desk, names, day, everybody=everybody)
    for asked in _waited(desk, whose, day, everybody=everybody):
        kind = Kind.DORMANT if asked.kind == RequestKind.DORMANT else Kind.LOST
        about = f"{asked.number} {asked.name} {asked.reason_words}".strip()
        yield OpenThing(kind, about, chinese("The manager's decision, missing"), asked.owner_name)
    for waiting in daily_report_evening.waiting(desk, day):
        if waiting.consultant in whose and waiting.missing:
            words = chinese("Not handed in, missing")
            yield OpenThing(
                Kind.REPORT,
                chinese("Daily report of {day}", day=f"{day:%m-%d}"),
                words,
                waiting.consultant_name,
            )
    for one in work.callbacks:
        if one.callback.stage is not Stage.DONE and one.owner in whose:
            due = one.callback.due.astimezone(desk.clock.local().tzinfo)
            until = chinese("until {time}, missing", time=f"{due:%m-%d %H:%M}")
            yield OpenThing(Kind.CALLBACK, one.name, until, names.get(one.owner or 0, ""))
    for report in reports:
        for row in report.rows:
            if row.not_visited:
                tried = (
                    chinese("Tried in vain, missing") if row.tried_in_vain else chinese("No contact, missing")
                )
                yield OpenThing(Kind.NOT_VISITED, _planned(row, day), tried, report.consultant_name)


def _rows_of_the_log(desk: Desk, names: dict[int, str], day: date, *, everybody: bool) -> Iterator[OpenThing]:
    for one in traffic_day.missing(traffic_log_day.day(desk, day).rows):
        row = one.row
        his = row.received_by if row.received_by is not None else row.assigned
        # Everybody's has the guests of nobody, and of whoever is on the roster no more.
        if not everybody and his not in names:
            continue
        name = row.guest_name or chinese("no name left, on paper")
        about = chinese(
            "No. {number} {name} {time}", number=row.number, name=name, time=f"{row.arrived:%H:%M}"
        )
        for part in one.parts:
            kind, words = _PARTS[part]
            yield OpenThing(kind, about, chinese(words), names.get(his or 0, ""))


def _planned(row: ReportRow, day: date) -> str:
    late = (day - row.due_on).days if row.due_on is not None else 0
    words = f"{row.name} {row.level_before}".strip()
    return f"{words} {chinese('{count} days late, on paper', count=late)}" if late > 0 else words


def _waited(desk: Desk, whose: Collection[int], day: date, *, everybody: bool) -> Iterator[Request]:
    """The requests that waited in the evening of that day, the oldest first."""
    own = None if everybody else next(iter(whose))
    decided = lost_request_list.decided_for(desk, own, day + _DAY)
    for one in sorted({*lost_request_list.pending(desk), *decided}, key=lambda one: one.request):
        if one.asked_on <= day and (everybody or one.owner in whose):
            yield one


# -- who moved, and tomorrow ------------------------------------------------------------------------------


def _moved(report: DailyReport) -> Iterator[Moved]:
    """Who rose, fell, ordered or left, and who stands at H; of those new that day who is near a deal."""
    for row in report.rows:
        after = row.level_after
        changed = after != row.level_before and (row.level_before or after in _NEAR)
        if after and (changed or after == Level.H):
            said = " ".join(part for part in (row.said, row.words) if part)
            yield Moved(row.name, row.level_before, after, report.consultant_name, said, row.instruction)


def _tomorrow(
    desk: Desk, plans: Sequence[DailyReport], steps: Sequence[StepRow], day: date
) -> Iterator[Tomorrow]:
    guests = expected_guests.expected(desk, day + _DAY)
    for plan in plans:
        planned = [row for row in plan.rows if row.planned]
        his = [one for one in guests if one.owner == plan.consultant]
        handed = [
            one
            for one in steps
            if one.kind == "delivery" and one.due_on == day + _DAY and one.owner == plan.consultant
        ]
        words = [
            " ".join(
                part
                for part in (
                    one.name,
                    f"{one.time:%H:%M}" if one.time else "",
                    PAPER.word(APPOINTMENT_KINDS, one.kind),
                )
                if part
            )
            for one in his
        ]
        words += [chinese("delivery to {name}, on paper", name=one.name) for one in handed]
        words += [
            f"{row.name} H"
            for row in planned
            if row.level_before == Level.H and row.name not in "".join(words)
        ]
        late = sum(row.due_on is not None and row.due_on <= day for row in planned)
        yield Tomorrow(plan.consultant_name, len(planned), late, len(his), len(handed), "；".join(words))


def record_print(
    desk: Desk, consultants: list[int], day: date, *, blank: bool, token: str | None = None
) -> str:
    """Record that the sheet of a day was printed; the export number for its foot. Raises Denied."""
    days = [] if blank else [exports.day_number(day)]
    return sheet_owners.record_print(
        desk, Duty.PRINT_EVENING_SHEET, _SUBJECT, days, token=token, blank=blank, consultants=consultants
    )
