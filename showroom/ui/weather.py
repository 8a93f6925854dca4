"""The weather of a day: the words that take one key, and the one word that fits beside the clock."""

from __future__ import annotations

from typing import Final

from showroom.language import _, chinese, mark

# Anything else is typed.
WORDS: Final = (
    mark("sunny"),
    mark("cloudy"),
    mark("overcast"),
    mark("light rain"),
    mark("rain"),
    mark("snow"),
)
# Characters of the word beside the clock; longer ones are cut.
AT_MOST: Final = 10


def short(written: str) -> str:
    """多云 of 多云 12℃; in English cloudy. What is no known word stays as it was typed."""
    first = next(iter(written.split()), "")
    for word in WORDS:
        if chinese(word) == first:
            return _(word)
    return first if len(first) <= AT_MOST else f"{first[:AT_MOST]}…"
