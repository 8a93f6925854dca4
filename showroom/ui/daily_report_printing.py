"""The daily report in view for the preview, and as an Excel file."""

from __future__ import annotations

from showroom.exchange.daily_report import export_daily_report
from showroom.forms import day_words
from showroom.forms.daily_report import DailyReport
from showroom.language import _
from showroom.services.desk import Desk
from showroom.services.sheet_owners import Consultant
from showroom.sheets.daily_report_printing import preview_daily_reports, print_daily_reports
from showroom.ui.print_preview import PrintJob
from showroom.ui.saving import CopyJob


def job(desk: Desk, report: DailyReport) -> PrintJob:
    """The report for the preview."""
    whose = (Consultant(report.consultant, report.consultant_name),)
    return PrintJob(
        sheet="daily_report",
        back=_("Daily report"),
        title=f"{_('Daily Activity Report')}　{day_words.full(report.day)}",
        file_name=_file_name(report),
        preview=lambda _layout, blank: preview_daily_reports(desk, whose, report.day, blank=blank),
        draw=lambda _layout, blank: print_daily_reports(desk, whose, report.day, blank=blank),
    )


def _file_name(report: DailyReport) -> str:
    return f"{_('Daily report')} {report.day} {report.consultant_name}"


def copy(desk: Desk, report: DailyReport) -> CopyJob:
    """The report as an Excel file."""
    whose = (Consultant(report.consultant, report.consultant_name),)
    return CopyJob(_file_name(report), lambda: export_daily_report(desk, whose, report.day))
