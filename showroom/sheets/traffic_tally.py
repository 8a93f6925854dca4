"""What the two sheets of the traffic tally share: title, frame, figures and signatures (sheets.md 2.1b)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from showroom.forms.traffic_tally import TallyHead
from showroom.language import chinese, mark
from showroom.sheets import bands, ladders, qr
from showroom.sheets.frame import Frame, HeadField
from showroom.sheets.page import PORTRAIT, Align, Area, Page
from showroom.sheets.stamp import Stamp

EDITION: Final = "2025-11"
# The common heads; the boxes of the signatures; how far figures stand from the rule at their right.
GROUP_LINE: Final = 4.8
BOX: Final = 60.0
FROM_RULE: Final = 2.3

_ROLES: Final = (mark("Reception staff"), mark("Showroom supervisor"), mark("Sales manager"))


def title() -> str:
    """The name of the form."""
    return chinese("Traffic tally sheet")


def frame(
    kind: qr.Kind,
    variant: str,
    head: TallyHead,
    day: date,
    fields: Sequence[HeadField],
    blank: bool,
    stamp: Stamp,
) -> Frame:
    """The frame of a tally of a day, or of the month that begins on `day`. It names no customer."""
    return Frame(
        paper=PORTRAIT,
        kind=kind,
        edition=EDITION,
        title=title(),
        variant=variant,
        dealer=head.dealer,
        dealer_short=head.dealer_short,
        foot=stamp.foot(blank, personal=False),
        number=qr.edition_number(EDITION) if blank else qr.day_number(day),
        heads=fields,
    )


def weekday(day: date) -> str:
    """The one sign of a day of the week."""
    return chinese("Mo Tu We Th Fr Sa Su").split()[day.weekday()]


def figure(page: Page, area: Area, number: int | None, *, bold: bool = False) -> None:
    """A figure at the right of its cell; nothing where nobody knows it."""
    if number is not None:
        room = area.part(0, area.width - FROM_RULE + area.pad)
        page.lines(room, ladders.figure(str(number), room.room, bold=bold), Align.RIGHT)


def signatures(page: Page, y: float, height: float, head: TallyHead, blank: bool) -> None:
    """Reception, showroom supervisor and sales manager, from left to right."""
    for place, (role, signed) in enumerate(zip(_ROLES, head.signatures, strict=True)):
        box = Area(page.paper.left + place * BOX, y, BOX, height)
        last = place == len(_ROLES) - 1
        bands.signature(page, box, chinese(role), None if blank else signed, at_the_edge=last)
