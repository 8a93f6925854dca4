"""Corrections somebody began and did not save, by row: how they are kept when the person goes (V2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from showroom.rules.duties import Duty
from showroom.services import drafts
from showroom.services.desk import Desk
from showroom.services.drafts import Draft

FORM: Final = "visits"
# Texts by field, by the row they were typed about.
Begun = dict[int, dict[str, str]]
# Between row and field in a draft.
_PARTED: Final = "/"


def joined(*parts: Mapping[int, Mapping[str, str]]) -> Begun:
    """All of them; where two have the same field of a row, the later one."""
    whole: Begun = {}
    for part in parts:
        for entry, texts in part.items():
            whole.setdefault(entry, {}).update(texts)
    return whole


def keep(desk: Desk, begun: Begun) -> None:
    """Keep them as a draft; none at all removes it. Raises Unavailable when the disk refuses."""
    texts = {
        f"{entry}{_PARTED}{field}": text for entry, typed in begun.items() for field, text in typed.items()
    }
    # A text that was wiped is typed too: the mark in the line says that there is something to bring back.
    drafts.keep(desk, FORM, texts, _PARTED if texts else "")


def found(desk: Desk, form: str, duty: Duty) -> Draft:
    """The draft of somebody for a form of the log; none where they may not write it any more."""
    return drafts.found(desk, form) if desk.may(duty) else Draft()


def begun_in(draft: Draft) -> Begun:
    """What was begun when the draft was kept."""
    begun: Begun = {}
    for place, text in draft.texts.items():
        entry, _parted, field = place.partition(_PARTED)
        if entry.isdecimal() and field:
            begun.setdefault(int(entry), {})[field] = text
    return begun
