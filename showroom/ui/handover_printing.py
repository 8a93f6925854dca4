"""The handover list for the preview."""

from __future__ import annotations

from collections.abc import Sequence

from showroom.language import _
from showroom.services.desk import Desk
from showroom.sheets.handover_printing import preview_handover_lists, print_handover_lists
from showroom.ui.print_preview import PrintJob


def job(desk: Desk, wanted: Sequence[int]) -> PrintJob:
    """The list of these handovers."""
    return PrintJob(
        sheet="handover_list",
        back=_("Customer handover"),
        title=_("Handover list"),
        file_name=_("Handover list"),
        preview=lambda _layout, blank: preview_handover_lists(desk, wanted, blank=blank),
        draw=lambda _layout, blank: print_handover_lists(desk, wanted, blank=blank),
    )
