"""报价单: a quote as the customer takes it home (req 150)."""

from __future__ import annotations

from dataclasses import dataclass, field

from showroom.forms.card_record import Quoted
from showroom.forms.field import Lists


@dataclass(frozen=True)
class QuoteSheet:
    """The newest price that was named on a card, None on a blank form; `phone` as this person may see it."""

    prospect: int
    number: str
    customer: str
    phone: str
    owner_name: str
    quote: Quoted | None
    dealer: str
    dealer_short: str
    address: str
    dealer_phone: str
    lists: Lists = field(repr=False)
