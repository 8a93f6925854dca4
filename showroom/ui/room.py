"""How much room the window gives: what yields on a small screen, and in which order (look, "Scale")."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from showroom.ui.look.tokens import CLOSE, GUTTER

# Logical pixels. Below the first the side bar keeps its icons only, below the second the side column
# becomes a rail; below the height the heads above a sheet draw together.
FULL_WIDTH: Final = 1280
COLUMN_WIDTH: Final = 1024
FULL_HEIGHT: Final = 560


def is_narrow(widget: QWidget) -> bool:
    """Whether the window around has no room for a side column beside the form."""
    return widget.window().width() < COLUMN_WIDTH


def is_low(widget: QWidget) -> bool:
    """Whether the window around has no height to give away."""
    return widget.window().height() < FULL_HEIGHT


def gutter(widget: QWidget) -> int:
    """The free desk at both sides of a page."""
    return CLOSE if is_narrow(widget) else GUTTER
