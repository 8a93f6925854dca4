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


def title_of(name: str) -> str:
    """The Chinese title a name ends with; "" for a plain name."""
    return next((title for title in AFTER_THE_NAME if name.endswith(title)), "")


def fuller_name(typed: str, known: str) -> str:
    """王女士 whom we know as 王丽 is 王丽; any other name stays as it was typed."""
    title = title_of(typed)
    surname = text.key(typed.removesuffix(title))
    return known if known and (not typed or (title and text.key(known).startswith(surname))) else typed
