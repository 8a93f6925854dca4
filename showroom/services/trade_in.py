"""旧车评估: what the car a customer has was valued at, on his card (form 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem
from showroom.forms import trade_in as form
from showroom.language import mark
from showroom.models.sale import TradeIn
from showroom.rules.duties import Duty
from showroom.services import clashes, prospect
from showroom.services.desk import Desk
from showroom.services.sale_entry import corrected_row, new_row, standing

_FIRST_YEAR: Final = 1950


def value(desk: Desk, card: int, entered: Mapping[str, Any], *, token: str | None = None) -> int:
    """Put a valuation on a card; its id.

    `entered` holds values of `forms.trade_in.FIELDS`, the value in 分. Raises Denied, Refused, Invalid.
    """
    with desk.work(Duty.VALUE_TRADE_IN, token) as work:
        if work.repeated is not None:
            return int(work.repeated["trade_in"])
        prospect.kept_open(desk, card)
        today = desk.clock.today()
        row = new_row(form.FIELDS, entered, today)
        _refuse_year(row.get("year"), today)
        made = work.add(TradeIn, prospect=card, by=desk.staff, **row)
        work.result = {"trade_in": made}
    return made


def correct(
    desk: Desk, trade_in: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Write anew what was noted wrong of a valuation, as it was seen at `revision`; the new revision.

    What stood there stays in the acts. Raises Denied, Refused, Invalid, Clash.
    """
    with clashes.in_words(TradeIn, form.FIELDS), desk.work(Duty.VALUE_TRADE_IN, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = standing(TradeIn, trade_in)
        prospect.kept(desk, row.prospect_id)
        today = desk.clock.today()
        columns = corrected_row(form.FIELDS, row, entered, today)
        _refuse_year(columns.get("year"), today)
        new = work.edit(TradeIn, trade_in, revision, **columns)
        work.result = {"revision": new}
    return new


def _refuse_year(year: int | None, today: date) -> None:
    if year is not None and not _FIRST_YEAR <= year <= today.year:
        words = mark("Write the year in four digits, from {first} to this year.")
        raise Invalid(Problem(form.YEAR.key, words, {"first": _FIRST_YEAR}))
