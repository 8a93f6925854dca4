"""What the status line says of the log: how many rows there are, and the keys that count now."""

from __future__ import annotations

from showroom.language import _


def status(rows: int, *, today: bool, pencil_empty: bool) -> tuple[str, str]:
    """The two ends of the line for a day with so many rows."""
    if not rows:
        left = _("Nobody is registered yet") if today else _("No rows on this day")
    elif pencil_empty:
        left = _("{rows} rows", rows=rows)
    else:
        left = _("{rows} rows, the next waits to be registered", rows=rows)
    if pencil_empty:
        return left, _("F2 write a party    Tab next blank    Ctrl+P print")
    return left, _("Enter register    ↓ choose a match    Esc close, nothing typed is lost")
