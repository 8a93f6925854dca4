"""A sheet of one page that belongs to no day and names no customer: quick card, key card, recovery code.

It is no form: it tells whoever sits before the screen what to do there, so it speaks the screen's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from showroom.forms.tracking_words import SCREEN
from showroom.sheets import pdf, qr
from showroom.sheets.frame import Frame
from showroom.sheets.page import PORTRAIT, Page
from showroom.sheets.stamp import Printed, Stamp


@dataclass(frozen=True)
class SinglePage:
    """Which sheet it is, and what stands around its content. It has no export number."""

    kind: qr.Kind
    edition: str
    title: str
    dealer: str
    dealer_short: str
    stamp: Stamp

    def write(self, target: BinaryIO, fill: Callable[[Page], None]) -> Printed:
        """Write the sheet as PDF; `fill` draws what stands on it."""
        frame = Frame(
            paper=PORTRAIT,
            kind=self.kind,
            edition=self.edition,
            title=self.title,
            dealer=self.dealer,
            dealer_short=self.dealer_short,
            foot=self.stamp.printed(SCREEN),
            number=qr.edition_number(self.edition),
            voice=SCREEN,
        )
        page = frame.open_page()
        fill(page)
        frame.close([page])
        pdf.write([page], target, self.title, self.stamp.printed_at)
        return Printed(1, pdf.missing([page]))
