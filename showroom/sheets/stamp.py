"""What a print says about itself in its foot line, and what drawing it reports back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from showroom.forms.tracking_words import PAPER, Voice
from showroom.language import mark


@dataclass(frozen=True)
class Stamp:
    """Who prints, when (in showroom time), and under which export number.

    Of a sealed sheet who sealed it and when, and `seal`, the first digits of the hash of its content: it is
    drawn once, and whoever prints it again sends the same pages.
    """

    printed_at: datetime
    printed_by: str
    export_number: str
    seal: str = ""

    def printed(self, voice: Voice = PAPER) -> str:
        """Who printed and when, or sealed."""
        facts = {"at": f"{self.printed_at:%Y-%m-%d %H:%M}", "by": self.printed_by}
        if self.seal:
            return voice.say(mark("Sealed {digits} {at} {by}"), digits=self.seal, **facts).strip()
        return voice.say(mark("Printed {at} {by}"), **facts).strip()

    def foot(self, blank: bool, *, personal: bool = True) -> str:
        """The middle of the foot line; a blank form holds no personal data and has no export number.

        `personal` says whether a sheet names customers when it is filled.
        """
        printed = self.printed()
        if blank:
            parts = [PAPER.say(mark("Blank form")), PAPER.say(mark("Enter on the same day")), printed]
        else:
            parts = [printed]
            if self.export_number:
                parts.append(PAPER.say(mark("Export no. {number}"), number=self.export_number))
            if personal:
                parts.append(PAPER.say(mark("Personal data, do not pass on")))
        return " · ".join(parts)


@dataclass(frozen=True)
class Printed:
    """How many pages were drawn, and the characters printed as boxed code points (Q3)."""

    pages: int
    missing: tuple[str, ...] = ()
