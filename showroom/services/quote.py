"""报价: prices that were named, on the card of whom they were named to; earlier ones stay (req 150)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from showroom.forms import quote as form
from showroom.models.sale import Quote
from showroom.rules.duties import Duty
from showroom.services import prospect
from showroom.services.desk import Desk
from showroom.services.sale_entry import new_row


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
