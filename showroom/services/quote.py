"""报价: prices that were named, on the card of whom they were named to; earlier ones stay (req 150)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showroom.forms import quote as form
from showroom.models.sale import Quote
from showroom.rules.duties import Duty
from showroom.services import clashes, prospect
from showroom.services.desk import Desk
from showroom.services.sale_entry import corrected_row, new_row, standing


def add(desk: Desk, card: int, entered: Mapping[str, Any], *, token: str | None = None) -> int:
    """Put a price that was named on a card; its id.

    `entered` holds values of `forms.quote.FIELDS`, the price in 分. Raises Denied, Refused, Invalid.
    """
    with desk.work(Duty.QUOTE, token) as work:
        if work.repeated is not None:
            return int(work.repeated["quote"])
        prospect.kept_open(desk, card)
        row = new_row(form.FIELDS, entered, desk.clock.today())
        made = work.add(Quote, prospect=card, by=desk.staff, **row)
        work.result = {"quote": made}
    return made


def correct(
    desk: Desk, quote: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Write anew what was noted wrong of a price, as it was seen at `revision`; the new revision.

    What stood there stays in the acts. Raises Denied, Refused, Invalid, Clash.
    """
    with clashes.in_words(Quote, form.FIELDS), desk.work(Duty.QUOTE, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = standing(Quote, quote)
        prospect.kept(desk, row.prospect_id)
        columns = corrected_row(form.FIELDS, row, entered, desk.clock.today())
        new = work.edit(Quote, quote, revision, **columns)
        work.result = {"revision": new}
    return new
