"""What a customer is found by while somebody types: characters of the name, its pinyin, tails of numbers.

Names are cut into grams, short pieces that stand in an index; a query is cut the same way, and whoever has
all its grams is looked at again by `why`, for the index may be behind the row.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from showroom.rules import text, titles

NAME, PINYIN, INITIALS = "name", "pinyin", "initials"

LETTERS_TO_MATCH: Final = 2
# Whoever types more letters than this is told apart by the row itself.
_LETTERS_INDEXED: Final = 12
_CHARACTERS_TOGETHER: Final = 3
# Ways to read one run of characters; the usual readings come first, so that nobody misses the others.
_READINGS_AT_MOST: Final = 32

_LETTERS = re.compile("[a-z0-9]+")
_NOT_IN_A_GRAM: Final = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def of_customer(name: str, tails: Iterable[str]) -> set[str]:
    """The grams of a customer with this name and these tails of numbers (four digits, M14)."""
    return _of_name(name) | {of_tail(tail) for tail in tails}


def of_tail(tail: str) -> str:
    """The gram of the last four signs of a number."""
    return f"t{tail}"


def of_query(typed: str) -> list[str]:
    """The grams all of which a name has that is found by what was typed; none when that is too little.

    One character is enough, of Latin letters two (issue 3).
    """
    sought = _joined(titles.part(typed)[1])
    if len(sought) > text.NAME_AT_MOST:
        return []
    grams = []
    for run in _runs(sought):
        if _LETTERS.fullmatch(run):
            grams += [f"p{run[:_LETTERS_INDEXED]}"] if len(run) >= LETTERS_TO_MATCH else []
        else:
            size = min(len(run), _CHARACTERS_TOGETHER)
            grams += [f"n{run[at : at + size]}" for at in range(len(run) - size + 1)]
    return grams


def is_sure(typed: str) -> bool:
    """Whether whoever has the grams of this query is found by it: it is one gram, and no title."""
    title, rest = titles.part(typed)
    return not title and [gram[1:] for gram in of_query(typed)] == [_joined(rest)]


def why(typed: str, name: str, sex: str = "") -> str:
    """Why a name is found by what was typed: NAME, PINYIN or INITIALS; "" when it is not.

    王女士 finds the women who are called 王.
    """
    title, rest = titles.part(typed)
    if title and sex not in ("", titles.SEX_OF_TITLE[title]):
        return ""
    sought = _joined(rest)
    if not sought:
        return ""
    if sought in _joined(name):
        return NAME
    if len(sought) < LETTERS_TO_MATCH or not _LETTERS.fullmatch(sought):
        return ""
    syllables = _syllables(name)
    for reason, short in ((PINYIN, False), (INITIALS, True)):
        if any(_spelled(syllables[start:], sought, short=short) for start in range(len(syllables))):
            return reason
    return ""


def begins(typed: str, name: str) -> bool:
    """Whether the name begins with what was typed, or with what is spelled so."""
    sought = _joined(titles.part(typed)[1])
    return _joined(name).startswith(sought) or _spelled(_syllables(name), sought, short=True)


def _joined(typed: str) -> str:
    """The name as it is compared, without what is left out as often as it is written: 阿卜杜拉·买买提."""
    return text.key(typed).replace(" ", "").replace("·", "")


def _runs(joined: str) -> Iterator[str]:
    """The runs of ASCII letters and digits, and of all other characters; signs part them."""
    run = ""
    for character in joined:
        if run and (_kind(character) != _kind(run[-1])):
            yield run
            run = ""
        if _kind(character) != "sign":
            run += character
    if run:
        yield run


@lru_cache(maxsize=10_000)
def _kind(character: str) -> str:
    if character.isascii():
        return "letter" if character.isalnum() else "sign"
    # Characters younger than this Python are letters of names too: only what is surely a sign is one.
    category = unicodedata.category(character)
    return "sign" if category[0] in "PS" or category in _NOT_IN_A_GRAM else "character"


def _of_name(name: str) -> set[str]:
    grams: set[str] = set()
    for run in _runs(_joined(name)):
        if not _LETTERS.fullmatch(run):
            for size in range(1, min(len(run), _CHARACTERS_TOGETHER) + 1):
                grams.update(["n" + run[at : at + size] for at in range(len(run) - size + 1)])
    syllables = _syllables(name)
    if syllables:
        grams.update(_spellings(syllables))
    for start in range(1, len(syllables)):
        grams.update(_spellings_of_many(syllables[start:]))
    return grams


def _syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """How each character may be read; a Latin word reads itself, and what has no reading has none."""
    syllables: list[tuple[str, ...]] = []
    for run in _runs(text.key(name)):
        syllables += [(run,)] if _LETTERS.fullmatch(run) else map(readings, run)
    return tuple(syllables)


def _spellings(syllables: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """Grams of what may be typed for these: wa, wan, wang, wangl, wangli; wl; wanglh."""
    grams: set[str] = set()
    # Initials alone are counted apart: beside what is spelled out they would not come within the bound.
    whole, begun, short = [""], [""], [""]
    for syllable in syllables:
        before, whole = whole, _joint(whole, syllable)
        initials = _all_initials(syllable)
        begun, short = _joint([*before, *begun], initials), _joint(short, initials)
        if not (begun or short):
            break
        fewest = max(LETTERS_TO_MATCH, min(map(len, before), default=_LETTERS_INDEXED) + 1)
        for letters in whole:
            most = min(len(letters), _LETTERS_INDEXED)
            grams.update(["p" + letters[:size] for size in range(fewest, most + 1)])
        grams.update(["p" + letters for letters in (*begun, *short) if len(letters) >= LETTERS_TO_MATCH])
    return frozenset(grams)


# Many share a given name, few a whole one.
_spellings_of_many = lru_cache(maxsize=2000)(_spellings)


def _joint(starts: Iterable[str], ends: tuple[str, ...]) -> list[str]:
    """Each start with each end, as far as it is indexed at all."""
    joint = [start + end for start in starts if len(start) < _LETTERS_INDEXED for end in ends]
    return list(dict.fromkeys(joint))[:_READINGS_AT_MOST]


@lru_cache(maxsize=1000)
def _all_initials(syllable: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(letters for reading in syllable for letters in _initials(reading)))


def _initials(reading: str) -> tuple[str, ...]:
    """z and zh for zhang: both are typed."""
    return (reading[0], reading[:2]) if reading[:2] in ("zh", "ch", "sh") else (reading[0],)


def _spelled(syllables: tuple[tuple[str, ...], ...], letters: str, *, short: bool) -> bool:
    """Whether these letters begin to spell the syllables; `short`: an initial may stand for a syllable."""
    reached = {0}
    for syllable in syllables:
        if any(reading.startswith(letters[at:]) for at in reached for reading in syllable):
            return True
        parts = (*syllable, *_all_initials(syllable)) if short else syllable
        reached = {at + len(part) for at in reached for part in parts if letters.startswith(part, at)}
    return False


@lru_cache(maxsize=10_000)
def readings(character: str) -> tuple[str, ...]:
    """How a character may be read, without tones, the usual reading first; none when nobody knows.

    ü is typed as v, as u, and as it stands in passports: 吕 is lv, lu and lyu.
    """
    # Here and not above: the readings cost 40 ms and 13 MB, which the start of the program does not pay.
    # They come without the dictionary of phrases, four times as large: a name is not a phrase.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    import pypinyin

    (known,) = pypinyin.pinyin(character, pypinyin.NORMAL, heteronym=True, errors=lambda _unknown: [[]]) or [
        []
    ]
    return tuple(dict.fromkeys(spelling for reading in known for spelling in _typed_as(reading)))


def _typed_as(reading: str) -> tuple[str, ...]:
    if not (reading.isascii() and reading.isalpha()):
        return ()
    if "v" not in reading:
        return (reading,)
    return reading, reading.replace("v", "u"), reading.replace("v", "yu")
