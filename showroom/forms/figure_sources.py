"""Where a figure comes from, in words that staff know: the form that asks for it, or whose reckoning it is.

The figures themselves cite the section of the forms, the page or the requirement, for those who look it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from showroom.language import _, mark

_SOFTWARE: Final = mark("as dealership software reckons it")
_MAKERS: Final = mark("as car makers assess it")
_DATABASE: Final = mark("Questions to the customer database")

# What is cited, and the words for it; the chapter of all figures alone says only that the trade knows it.
WORDS: Final[Mapping[str, str]] = {
    "forms 2.1": mark("Traffic log sheet"),
    "forms 2.1b": mark("Traffic tally sheet"),
    "forms 2.2": mark("Prospect tracking sheet"),
    "forms 2.3": mark("Daily Activity Report"),
    "forms 2.6": mark("Lost analysis sheet"),
    "forms 2.7": mark("a usual figure of the trade"),
    "forms 2.8": mark("as showrooms abroad reckon it"),
    **dict.fromkeys(("G1", "G2", "G4", "G5"), _SOFTWARE),
    **dict.fromkeys(("P9", "P10", "P11", "P12", "P14", "P15"), _MAKERS),
    "P13": mark("Rules for following up prospects"),
    "req 19": mark("The seven counts of the funnel"),
    "req 23": mark("Losses after late follow-up"),
    "req 24": mark("Why appointments were missed"),
    "req 26": mark("Why customers chose us"),
    "req 27": _DATABASE,
    "req 83": mark("Count of re-purchases and referrals"),
    "req 136": mark("Load of new and old customers"),
    "req 141": _DATABASE,
}
_CHAPTER: Final = "forms 2.7"
# Its author is named by the chapter already.
_UNSAID: Final = frozenset({"E5"})


def said(source: str) -> str:
    """The source of a figure, like "forms 2.7, G1; req 19", in the language of the moment."""
    cited = list(_cited(source))
    if len(cited) > 1 and _CHAPTER in cited:
        cited.remove(_CHAPTER)
    return " · ".join(dict.fromkeys(_(WORDS[one]) for one in cited))


def _cited(source: str) -> Iterator[str]:
    """Each single thing that is cited; a number alone is one more requirement."""
    for group in source.split("; "):
        for one in group.split(", "):
            if one not in _UNSAID:
                yield f"req {one}" if one.isdecimal() else one
