"""封存: a reviewed report is sealed with its content, its hash and its PDF, and stays what it was (req 39).

The file is written and synced before the commit, under a name that holds the hash of what it shows: a kill in
between leaves a file that nothing names, and the next sealing makes another. Nothing names a file that is not
whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peewee import fn

from showroom.errors import Denied, Refused
from showroom.forms.daily_report import DailyReport, Waiting
from showroom.language import mark
from showroom.models.act import ActLine
from showroom.models.daily_report import Adjustment
from showroom.models.daily_report import DailyReport as Report
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import (
    daily_report_content,
    daily_report_evening,
    daily_report_kept,
    exports,
    lists,
    report_archive,
)
from showroom.services.daily_report import as_seen, refuse_others
from showroom.services.daily_report_entry import SUBJECT
from showroom.services.daily_report_review import handed_in
from showroom.services.daily_report_sealed import canonical, hash_of, read_back
from showroom.services.desk import Desk
from showroom.services.privacy import eyes_of, owners_of
from showroom.services.work import Work

# The PDF of a sealed report under its export number.
Draw = Callable[[DailyReport, str], bytes]


def seal(desk: Desk, consultant: int, day: date, draw: Draw, *, token: str | None = None) -> str:
    """Seal a reviewed report; its export number. What it tells of earlier sealed ones is kept with it.

    Raises Denied, Refused where it was not reviewed or the archive cannot be written, Unavailable.
    """
    with desk.work(Duty.SEAL_REPORT, token) as work:
        if work.repeated is not None:
            return str(work.repeated["export"])
        # What is archived shows every number in full.
        desk.require(Duty.SEE_ALL_PHONES)
        row = handed_in(consultant, day)
        if row.state != ReportState.REVIEWED:
            raise Refused(
                "E-REPORT-NOT-REVIEWED",
                mark(
                    "This daily report was not reviewed yet. Nothing was sealed. Write the instruction first."
                ),
            )
        export = exports.next_number(desk.clock)
        whole = replace(
            daily_report_content.read(desk, consultant, day),
            state=ReportState.SEALED,
            sealed_at=desk.clock.local().replace(microsecond=0),
            sealed_by=desk.name,
            export=export,
        )
        content = canonical(whole)
        content_hash = hash_of(content)
        pdf = draw(_as_drawn(desk, row.id, content, content_hash), export)
        name = report_archive.name_of(day, consultant, content_hash)
        report_archive.keep(desk.store, name, pdf)
        _keep_adjustments(work, row.id, consultant, whole)
        work.edit(
            Report,
            row.id,
            row.revision,
            state=str(ReportState.SEALED),
            sealed_at=desk.clock.now(),
            sealed_by=desk.staff,
            sealed_sequence=ActLine.select(fn.MAX(ActLine.id)).scalar(),
            export=export,
            content=content,
            content_hash=content_hash,
            pdf_name=name,
            pdf_hash=report_archive.digest(pdf),
        )
        exports.record(work, desk.clock, SUBJECT, exports.day_number(day), staff=[consultant])
    return export


def _keep_adjustments(work: Work, report: int, consultant: int, sheet: DailyReport) -> None:
    for one in sheet.adjustments:
        of = daily_report_kept.row_of(consultant, one.day)
        work.add(
            Adjustment,
            report=report,
            of=of.id,
            prospect=one.prospect,
            what=one.what,
            before=one.before,
            after=one.after,
        )


@dataclass(frozen=True)
class SealedDay:
    """What sealing a day did: who was sealed, who could not be and why, what is still open.

    `drawn_again` are those sealed before whose files were lost or not whole and are back.
    """

    sealed: tuple[Waiting, ...]
    drawn_again: tuple[Waiting, ...]
    failed: tuple[tuple[Waiting, Refused], ...]
    open: tuple[Waiting, ...]


def seal_day(desk: Desk, day: date, draw: Draw) -> SealedDay:
    """Seal every report of a day that was reviewed; the others stay open and hold nobody up.

    A file of the archive that is lost, or not what was sealed, is drawn again. Each is an act of its own.
    Raises Denied, Unavailable.
    """
    desk.require(Duty.SEAL_REPORT)
    everybody = daily_report_evening.waiting(desk, day)
    failed: list[tuple[Waiting, Refused]] = []
    ready = [one for one in everybody if one.to_seal]
    lost = [one for one in everybody if one.state is ReportState.SEALED and _is_lost(desk, one, day)]
    sealed = _each(ready, failed, lambda one: seal(desk, one.consultant, day, draw))
    back = _each(lost, failed, lambda one: draw_again(desk, one.consultant, day, draw))
    still = tuple(one for one in everybody if one.missing or one.to_review)
    return SealedDay(sealed, back, tuple(failed), still)


def _each(
    some: Iterable[Waiting], failed: list[tuple[Waiting, Refused]], do: Callable[[Waiting], object]
) -> tuple[Waiting, ...]:
    """Those of whom it was done; who was refused keeps nobody else from it."""
    done = []
    for one in some:
        try:
            do(one)
        except Denied:
            raise
        except Refused as refused:
            failed.append((one, refused))
        else:
            done.append(one)
    return tuple(done)


def _is_lost(desk: Desk, one: Waiting, day: date) -> bool:
    row = _sealed(one.consultant, day)
    return not report_archive.is_whole(desk.store, row.pdf_name, row.pdf_hash)


def reprint(desk: Desk, consultant: int, day: date, *, token: str | None = None) -> bytes:
    """The archived PDF of a sealed report, byte for byte; who took it and when stands in the act alone.

    Raises Denied for whoever may not see every number on it, Refused where it is not sealed, or the file is
    gone or another.
    """
    with desk.work(Duty.PRINT_DAILY_REPORT, token) as work:
        refuse_others(desk, consultant)
        row = _sealed(consultant, day)
        whole = read_back(row.id, row.content, row.content_hash)
        _refuse_masked(desk, whole)
        pdf = report_archive.read(desk.store, row.pdf_name, row.pdf_hash)
        if work.repeated is None:
            facts = {"staff": [consultant], "reprint": row.export}
            exports.record(work, desk.clock, SUBJECT, exports.day_number(day), **facts)
    return pdf


def draw_again(desk: Desk, consultant: int, day: date, draw: Draw, *, token: str | None = None) -> None:
    """Put a lost or changed file of the archive back, drawn from what was sealed, if it comes out the same.

    Raises Denied, Refused where it does not: another version of the program or its fonts draws other bytes.
    """
    with desk.work(Duty.SEAL_REPORT, token) as work:
        if work.repeated is not None:
            return
        desk.require(Duty.SEE_ALL_PHONES)
        row = _sealed(consultant, day)
        pdf = draw(_as_drawn(desk, row.id, row.content, row.content_hash), row.export)
        if report_archive.digest(pdf) != row.pdf_hash:
            raise Refused(
                "E-REPORT-REDRAWN",
                mark(
                    "The report of {day} does not come out as it was sealed. Nothing was changed. "
                    "What was sealed is safe in the data file; put the file back from a copy of the disk."
                ),
                day=day,
            )
        report_archive.keep(desk.store, row.pdf_name, pdf)
        exports.record(work, desk.clock, SUBJECT, exports.day_number(day), staff=[consultant], again=True)


def _as_drawn(desk: Desk, report: int, content: str, content_hash: str) -> DailyReport:
    """The sheet that goes to paper, read back from what is sealed: nothing else can be on it."""
    sheet = read_back(report, content, content_hash)
    return as_seen(desk, replace(sheet, lists={**lists.current(), **sheet.lists}))


def _sealed(consultant: int, day: date) -> Any:
    row = daily_report_kept.row_of(consultant, day)
    if row is None or row.state != ReportState.SEALED:
        raise Refused(
            "E-REPORT-OPEN", mark("This daily report is not sealed. Nothing was taken from the archive.")
        )
    return row


def _refuse_masked(desk: Desk, whole: DailyReport) -> None:
    """The archived sheet shows every number in full. Raises Denied."""
    eyes = eyes_of(desk)
    owners = owners_of({row.customer for row in whole.rows})
    if all(eyes.sees(owners.get(row.customer), row.customer) for row in whole.rows if row.phones):
        return
    desk.deny(
        Denied(
            "E-REPORT-PHONES",
            mark(
                "The sealed sheet shows numbers that are masked for you. It was not printed. "
                "Ask the showroom manager."
            ),
            duty=str(Duty.SEE_ALL_PHONES),
        )
    )
