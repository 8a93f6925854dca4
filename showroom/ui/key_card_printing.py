"""What lies beside the keyboard, for the preview: one's own day on one page, or every key."""

from __future__ import annotations

from typing import Final

from showroom.forms import quick_card as form
from showroom.language import _
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.sheets.printing import PrintedSheet, key_card, quick_card
from showroom.ui.print_preview import PrintJob

DAY: Final = "day"
KEYS: Final = "keys"


def job(desk: Desk, back: str) -> PrintJob:
    """Both with this showroom's name; nothing on them is anybody's, so printing them is no act."""

    def pages(layout: str, _blank: bool) -> PrintedSheet:
        at, facts = desk.clock.local(), settings.facts()
        if layout == KEYS:
            return key_card(at, facts, desk.name)
        return quick_card(at, form.card_of(desk.roles()), facts, desk.name)

    return PrintJob(
        sheet="key_card",
        back=back,
        title=_("Quick card"),
        file_name=_("Quick card"),
        preview=pages,
        draw=pages,
        layouts=((DAY, _("My day")), (KEYS, _("All keys"))),
        layout=DAY,
        may_be_blank=False,
        landscape=False,
    )
