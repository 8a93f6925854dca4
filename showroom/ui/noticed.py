"""What reading has changed where nobody would see it, said behind what was done (M4, M5, N3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from showroom.forms.field import Field, notices
from showroom.language import _


def noticed(done: str, fields: Iterable[Field], texts: Mapping[str, str]) -> str:
    """The words for the message, and a sentence for each quiet change of these texts."""
    for notice in notices(fields, texts):
        done = _("{done}. {notice}", done=done.rstrip(".。"), notice=_(notice))
    return done
