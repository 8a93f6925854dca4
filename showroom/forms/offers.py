"""Which entries of a list are meant by what somebody is typing: by word, by pinyin, by initials."""

from __future__ import annotations

from collections.abc import Iterable

from showroom.forms.field import Option
from showroom.rules import grams, text


def finds(typed: str, words: Iterable[str]) -> bool:
    """Whether what was typed stands in one of these words or spells it; nothing typed finds everything."""
    wanted = text.key(typed)
    return not wanted or any(
        wanted in text.key(word) or grams.begins(typed, word) or grams.why(typed, word) for word in words
    )


def offered(typed: str, options: Iterable[Option]) -> tuple[Option, ...]:
    """The entries in use that may be meant, those that begin so first."""
    found = [one for one in options if one.active and finds(typed, one.words())]
    return tuple(sorted(found, key=lambda one: not _begins(typed, one)))


def meant(typed: str, options: Iterable[Option]) -> Option | None:
    """The one entry that can be meant: alone in beginning so, else alone in being found; None for several."""
    found = offered(typed, options)
    beginning = [one for one in found if _begins(typed, one)]
    if len(beginning) == 1:
        return beginning[0]
    return found[0] if len(found) == 1 else None


def _begins(typed: str, option: Option) -> bool:
    wanted = text.key(typed)
    return any(text.key(word).startswith(wanted) or grams.begins(typed, word) for word in option.words())
