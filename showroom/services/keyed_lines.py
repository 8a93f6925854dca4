"""The plan that was written on by hand: each line of a row is one contact on its card (forms 2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Invalid, Refused
from showroom.forms.keyed_lines import row_of
from showroom.language import mark
from showroom.models.prospect import Prospect
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.rules.keyed_line import KeyedLine, parse
from showroom.services import daily_report_content, follow_up, prospect
from showroom.services.daily_report import refuse_others
from showroom.services.daily_report_entry import sealed
from showroom.services.desk import Desk
from showroom.services.work import Work


@dataclass(frozen=True)
class KeyedIn:
    """The contact that a line became; `repeated` where it was saved before under the same token."""

    follow_up: int
    repeated: bool = False


def key_in(
    desk: Desk, consultant: int, day: date, card: int, typed: str, *, token: str | None = None
) -> KeyedIn:
    """Save one line of a consultant's plan as one contact of that day on the card that its row shows.

    The plan is read in the same transaction: of two desks one saves, the other hears that it is done. Days to
    the next contact count from today. A level that rises takes the facts that are ticked on the card, as the
    form proposes them. Raises Denied, Refused for what is not understood or cannot be, Invalid.
    """
    line = parse(typed, desk.clock.today())
    with desk.work(Duty.LOG_FOLLOW_UP, token) as work:
        if work.repeated is not None:
            return KeyedIn(work.repeated["follow_up"], repeated=True)
        refuse_others(desk, consultant)
        # Whose card it is and whether it is open, before anything of the sheet is told.
        level = prospect.kept_open(desk, card).level
        sheet = daily_report_content.read(desk, consultant, day)
        if sheet.state is ReportState.SEALED:
            raise sealed()
        row = row_of(sheet, line)
        if row.prospect != card or line.skipped:
            raise Refused(
                "E-LINE-MOVED",
                mark("Row {row} is another customer now. Nothing was saved. Look at the plan again."),
                row=line.row,
            )
        made = _put(work, desk, card, _entered(desk, line, card, level, day))
        work.result = {"follow_up": made}
    return KeyedIn(made)


def _entered(desk: Desk, line: KeyedLine, card: int, level: str, day: date) -> dict[str, Any]:
    """The line as the form would give it; what it does not say is the usual."""
    entered: dict[str, Any] = {
        "method": str(line.method),
        "result": str(line.result),
        "said": line.words,
        "level": line.level,
        "agreed_on": line.agreed_on,
    }
    if day != desk.clock.today():
        entered["day"] = day
    if line.level not in ("", level):
        entered["criteria"] = Prospect.get_by_id(card).criteria
    return entered


def _put(work: Work, desk: Desk, card: int, entered: Mapping[str, Any]) -> int:
    try:
        return follow_up.put(work, desk, card, entered)
    except Invalid as invalid:
        if any(one.field == "criteria" for one in invalid.problems):
            raise Refused(
                "E-LINE-FACT",
                mark(
                    "Level {level} needs a fact, and none stands on the card. Nothing was saved. Log it on "
                    "the card, where facts are ticked, or write = for the level as it was."
                ),
                level=entered["level"],
            ) from invalid
        raise
