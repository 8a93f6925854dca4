"""Names with a title: 王女士 tells a surname and a sex, and may be somebody we know as 王丽."""

from __future__ import annotations

from typing import Final

from showroom.rules import text

AFTER_THE_NAME: Final = ("女士", "小姐", "太太", "夫人", "阿姨", "大姐", "先生", "大哥", "叔叔")
_OF_MEN: Final = frozenset({"先生", "大哥", "叔叔", "mr"})
SEX_OF_TITLE: Final = {
    title: "male" if title in _OF_MEN else "female"
    for title in (*AFTER_THE_NAME, "ms", "mrs", "miss", "madam", "mr")
}


_BEFORE_THE_NAME: Final = frozenset(SEX_OF_TITLE) - set(AFTER_THE_NAME)


def part(name: str) -> tuple[str, str]:
    """The title of a name, "" without one, and the rest: (女士, 王) of 王女士, (ms, Wang) of Ms Wang."""
    for title in AFTER_THE_NAME:
        if name.endswith(title):
            return title, name.removesuffix(title)
    first, _space, rest = name.partition(" ")
    word = first.casefold().removesuffix(".")
    return (word, rest) if rest and word in _BEFORE_THE_NAME else ("", name)


def fuller_name(typed: str, known: str) -> str:
    """王女士 whom we know as 王丽 is 王丽; any other name stays as it was typed."""
    title, surname = part(typed)
    same = title and text.key(known).startswith(text.key(surname))
    return known if known and (same or not typed) else typed
