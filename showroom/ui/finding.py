"""Somebody on file for what is typed, found as in the register, a few at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from showroom.services import customers
from showroom.services.customers import CustomerLine
from showroom.ui.lines import Line
from showroom.ui.page import Page

FOUND_AT_MOST: Final = 6


def find_for(page: Page, line: Line, show: Callable[[tuple[CustomerLine, ...]], None]) -> None:
    """Ask for what stands on `line`; an answer that comes after the next key is not shown."""
    desk, typed = page.desk, line.text()
    wanted = customers.sought(typed)

    def found() -> tuple[CustomerLine, ...]:
        ids = customers.ids(desk, typed)[:FOUND_AT_MOST] if wanted.name or wanted.digits else ()
        lines = customers.page(desk, ids, typed)
        return tuple(lines[one] for one in ids if one in lines)

    def shown(lines: tuple[CustomerLine, ...]) -> None:
        if typed == line.text():
            show(lines)

    page.ask(page, found, shown)
