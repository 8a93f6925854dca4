"""Dresses the application, once at its start: style, focus ring, then the theme."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from showroom.ui.look import theme
from showroom.ui.look.focus import FocusRing
from showroom.ui.look.mend import keep_constants_alive
from showroom.ui.look.style import PaperStyle


def dress(app: QApplication) -> theme.Theme:
    """Put the look on; the theme returned is the one `theme.current()` finds from then on."""
    keep_constants_alive()
    look = theme.current()
    if app.findChild(FocusRing) is None:
        app.setStyle(PaperStyle())
        FocusRing(app)
    look.apply()
    return look
