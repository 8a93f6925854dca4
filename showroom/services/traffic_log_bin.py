"""The bin of the traffic log: taking a row off an open day, what lies in the bin, putting it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from showroom.clock import start_of
from showroom.errors import Denied, Invalid, Problem, Refused
from showroom.forms import in_passing
from showroom.forms.field import read_field
from showroom.language import mark
from showroom.models.act import ActLine
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones
from showroom.rules.duties import Duty
from showroom.rules.traffic import Void
from showroom.services import appointment, privacy
from showroom.services.deeds import Deed, deeds_of
from showroom.services.desk import Desk
from showroom.services.log_numbers import is_closed
from showroom.services.taking_back import refuse_for, take_back
from showroom.services.traffic_log_traces import let_go, take_back_steps
from showroom.services.work import Work

REASON_AT_LEAST: Final = 2
SHOWN_AT_MOST: Final = 500

_ENTRIES: Final = TrafficEntry._meta.table_name


@dataclass(frozen=True)
class Removed:
    """A row in the bin: what it was, and the deed that put it there (who, when).

    `phones` are as this person may see them.
    """

    entry: int
    revision: int
    day: date
    number: int
    arrived: time
    guest: str
    phones: tuple[str, ...]
    deed: Deed

    @property
    def why(self) -> str:
        """The reason given; for an undo, what was undone, in the current language."""
        first = self.deed.of or self.deed
        return first.reason or str(self.deed)


def remove_visit(desk: Desk, entry: int, revision: int, reason: str, token: str | None = None) -> int:
    """Take a row off the log for a reason, with the customer, numbers and wish no other row needs.

    On a closed day it is struck out instead: it stays on the sheet and counts no more. Returns the row's new
    revision. A consultant removes only rows of his own.
    Raises Denied, Invalid without a reason, Refused when the row is gone or newer than seen, Unavailable.
    """
    reason = _read_reason(reason)
    with desk.work(Duty.REMOVE_VISIT, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null())
        if row is None:
            raise Refused("E-ROW-GONE", mark("This row is no longer on the log. Nothing was changed."))
        _require_own(desk, row)
        _refuse_newer(desk, row, revision)
        new = _strike(work, row, reason) if is_closed(row.day) else _take_off(work, row)
        work.result = {"revision": new, "reason": reason}
    return new


def restore_visit(desk: Desk, entry: int, revision: int, token: str | None = None) -> int:
    """Put a row of the bin back on the log, with what went with it; its new revision.

    Raises Denied; Refused when it is on the log, or something newer has taken its place; Unavailable.
    """
    with desk.work(Duty.RESTORE_VISIT, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null(False))
        if row is None:
            raise Refused("E-ROW-BACK", mark("This row is not in the bin any more. Nothing was changed."))
        _require_own(desk, row)
        _refuse_newer(desk, row, revision)
        take_back(work, _act_of(row.id, row.revision), desk.clock)
        work.result = {"revision": row.revision + 1}
    return int(row.revision) + 1


def removed(desk: Desk, since: date) -> tuple[Removed, ...]:
    """What was removed on `since` or later (showroom time) and lies in the bin, the newest first.

    A fixed number of statements. Raises Denied.
    """
    desk.require(Duty.SEE_BIN)
    with desk.reading():
        rows = list(
            TrafficEntry.select(TrafficEntry, ActLine.act.alias("removal"))
            .join(
                ActLine,
                on=(ActLine.table_name == _ENTRIES)
                & (ActLine.row_id == TrafficEntry.id)
                & (ActLine.row_revision == TrafficEntry.revision),
            )
            .where(TrafficEntry.removed_at >= start_of(since, desk.clock))
            .order_by(ActLine.id.desc())
            .limit(SHOWN_AT_MOST)
            .objects()
        )
        told = deeds_of({row.removal for row in rows}, desk.clock)
        owners = privacy.owners_of({row.customer_id for row in rows if row.customer_id})
        eyes = privacy.eyes_of(desk)
    return tuple(_removed(row, told[row.removal], owners, eyes) for row in rows)


def _removed(row: Any, deed: Deed, owners: dict[int, int | None], eyes: privacy.Eyes) -> Removed:
    owner = owners.get(row.customer_id, row.assigned_id)
    numbers = row.phone.split(phones.SEPARATOR) if row.phone else []
    seen = tuple(eyes.phone(number, owner, row.customer_id, on_log=True) for number in numbers)
    return Removed(row.id, row.revision, row.day, row.number, row.arrived, row.guest_name, seen, deed)


def _read_reason(typed: str) -> str:
    reason = str(read_field(in_passing.REASON, typed, {}))
    if len(reason) < REASON_AT_LEAST:
        raise Invalid(Problem("reason", mark("Write why the row goes, in two characters at least."), {}))
    return reason


def _require_own(desk: Desk, row: Any) -> None:
    """The reception and the manager keep the whole log; a consultant the rows of his guests."""
    if desk.may(Duty.REMOVE_ANY_VISIT) or desk.staff in (row.received_by_id, row.assigned_id):
        return
    first = ActLine.get(ActLine.table_name == _ENTRIES, ActLine.row_id == row.id, ActLine.row_revision == 1)
    if first.act.actor_id != desk.staff:
        raise Denied(
            "E-NOT-YOUR-ROW",
            mark(
                "{name} neither received this guest nor wrote this row. Nothing was changed. "
                "Ask the reception or the showroom manager."
            ),
            name=desk.name,
            duty=str(Duty.REMOVE_ANY_VISIT),
        )


def _refuse_newer(desk: Desk, row: Any, revision: int) -> None:
    """Nobody throws away what he has not seen."""
    if row.revision != revision:
        refuse_for(_act_of(row.id, row.revision), desk.clock)


def _act_of(entry: int, revision: int) -> int:
    """The act that gave the row this revision."""
    line = ActLine.select(ActLine.act).where(
        ActLine.table_name == _ENTRIES, ActLine.row_id == entry, ActLine.row_revision == revision
    )
    return int(line.tuples().get()[0])


def _strike(work: Work, row: Any, reason: str) -> int:
    """A row of a closed sheet stays where it is, struck out; the level it wrote on the card does not.

    The card it opened stays as well: the sheet still shows the guest, and somebody decides about his card.
    """
    if row.void:
        raise Refused("E-ROW-VOID", mark("This row is struck out already. Nothing was changed."))
    new = work.edit(TrafficEntry, row.id, row.revision, void=Void.STRUCK, void_reason=reason)
    take_back_steps(work, row.id)
    appointment.come_undone(work, row.id)
    return new


def _take_off(work: Work, row: Any) -> int:
    """The one place where a row leaves an open day; its new revision."""
    new = work.remove(TrafficEntry, row.id, row.revision)
    if row.customer_id is not None:
        let_go(work, row.id, row.customer_id)
    return new
