"""What others did to a card while somebody writes on it: which field, who, when, at which desk (F1–F3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Meanwhile:
    """A field of the card that was changed: its key, by whom, when in showroom time, at which desk."""

    key: str
    by: str
    at: datetime
    desk: str


def by_person(changes: Iterable[Meanwhile]) -> dict[str, tuple[Meanwhile, ...]]:
    """The changes of each person, in the order in which they were made."""
    found: dict[str, tuple[Meanwhile, ...]] = {}
    for one in changes:
        found[one.by] = (*found.get(one.by, ()), one)
    return found
