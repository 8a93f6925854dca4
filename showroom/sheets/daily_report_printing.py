"""Printing daily reports as an act: those still open are drawn, sealed ones come out of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from showroom.errors import Refused
from showroom.forms.daily_report import DailyReport
from showroom.language import mark
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import daily_report, daily_report_seal, lists, settings
from showroom.services.daily_report_entry import record_print_of
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets import daily_report as sheet
from showroom.sheets.joining import join
from showroom.sheets.printing import PrintedSheet, finished, stamp_of
from showroom.sheets.stamp import Printed, Stamp


def bytes_of(report: DailyReport, export: str) -> bytes:
    """The PDF of a report as it is sealed: the same content gives the same bytes, whenever it is drawn.

    Raises `Unavailable` where a font cannot be read, `ValueError` for a report that is not sealed.
    """
    target = BytesIO()
    sheet.draw((report,), target, stamp=_sealing(report, export))
    return target.getvalue()


def _sealing(report: DailyReport, export: str) -> Stamp:
    if report.sealed_at is None:
        raise ValueError(f"the report of {report.day} is not sealed")
    return Stamp(report.sealed_at, report.sealed_by, export, report.sealed_hash)


def print_daily_reports(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The reports of these consultants of one day as one PDF, each on new pages, in this order.

    Open ones are printed under one export number and their plans stand from then on; sealed ones are the
    archived pages. Who had a day off has none. Raises Denied, Refused.
    """
    desk.require(Duty.PRINT_DAILY_REPORT)
    if blank:
        empty = _empty(desk)
        return _drawn(empty, stamp_of(desk, record_print_of(desk, (empty,), blank=True)), blank=True)
    reports = _read(desk, consultants, day)
    archived = {
        one.consultant: daily_report_seal.reprint(desk, one.consultant, day)
        for one in reports
        if one.state is ReportState.SEALED
    }
    still = [one for one in reports if one.consultant not in archived]
    if not still:
        return _joined([archived[one.consultant] for one in reports])
    stamp = stamp_of(desk, record_print_of(desk, still))
    if not archived:
        target = BytesIO()
        return finished(target, sheet.draw(still, target, stamp=stamp))
    drawn = {one.consultant: _drawn(one, stamp) for one in still}
    whole = [archived.get(one.consultant) or drawn[one.consultant].content for one in reports]
    return _joined(whole, [sign for one in drawn.values() for sign in one.missing])


def preview_daily_reports(
    desk: Desk, consultants: Sequence[Consultant], day: date, *, blank: bool = False
) -> PrintedSheet:
    """The same pages to be looked at: no act, no export number; numbers as this person may see them.

    Raises Denied, Refused.
    """
    desk.require(Duty.PRINT_DAILY_REPORT)
    if blank:
        return _drawn(_empty(desk), stamp_of(desk, ""), blank=True)
    drawn = []
    for one in _read(desk, consultants, day):
        sealed = one.state is ReportState.SEALED
        drawn.append(_drawn(one, _sealing(one, one.export) if sealed else stamp_of(desk, "")))
    return _joined([one.content for one in drawn], [sign for one in drawn for sign in one.missing])


def _joined(documents: Sequence[bytes], missing: Sequence[str] = ()) -> PrintedSheet:
    content, pages = join(documents)
    return PrintedSheet(content, pages, tuple(dict.fromkeys(missing)))


def _read(desk: Desk, consultants: Sequence[Consultant], day: date) -> list[DailyReport]:
    reports = [daily_report.of(desk, one.staff, day) for one in consultants]
    there = [one for one in reports if not one.off]
    if not there:
        raise Refused(
            "E-NO-REPORT-OF-DAY",
            mark("Nobody of these was there on {day}. Nothing was printed. Choose another day."),
            day=day,
        )
    return there


def _drawn(report: DailyReport, stamp: Stamp, *, blank: bool = False) -> PrintedSheet:
    target = BytesIO()
    printed: Printed = sheet.draw((report,), target, blank=blank, stamp=stamp)
    return finished(target, printed)


def _empty(desk: Desk) -> DailyReport:
    """What the empty form knows: the showroom's names and its media."""
    facts = settings.facts()
    return DailyReport(
        report=None,
        consultant=0,
        consultant_name="",
        day=desk.clock.today(),
        dealer=facts.dealer,
        dealer_short=facts.dealer_short,
        lists=lists.current(),
    )
