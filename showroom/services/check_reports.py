"""Is every sealed daily report what was sealed, and does its file lie in the archive? (S8; issue 7)"""

from __future__ import annotations

from collections.abc import Iterator

from showroom.language import _
from showroom.models.daily_report import DailyReport
from showroom.models.store import Store
from showroom.rules.daily_report import ReportState
from showroom.services import report_archive
from showroom.services.daily_report_sealed import hash_of


def reports_not_as_sealed(store: Store) -> Iterator[str]:
    """A sentence for every sealed report whose content is not that of its hash, or whose file is not."""
    rows = (
        DailyReport.select(
            DailyReport.id,
            DailyReport.content,
            DailyReport.content_hash,
            DailyReport.pdf_name,
            DailyReport.pdf_hash,
        )
        .where(DailyReport.state == str(ReportState.SEALED))
        .order_by(DailyReport.id)
        .tuples()
    )
    for report, content, content_hash, name, pdf_hash in rows.iterator():
        if hash_of(content) != content_hash:
            yield _("Row {row} of table {table} is not what was sealed.", row=report, table="daily_report")
        yield from _of_file(store, name, pdf_hash)


def _of_file(store: Store, name: str, pdf_hash: str) -> Iterator[str]:
    path = report_archive.folder_of(store) / name
    try:
        content = path.read_bytes()
    except OSError:
        yield _(
            "The sealed daily report {path} is missing. Put it back from a copy of the disk, or let the "
            "command seal draw it again.",
            path=path,
        )
        return
    if report_archive.digest(content) != pdf_hash:
        yield _(
            "The sealed daily report {path} is not what was sealed: it was changed or damaged. Keep a copy "
            "of it to find out why; the command seal draws it again.",
            path=path,
        )
