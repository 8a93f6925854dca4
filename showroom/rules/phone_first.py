"""The one grammar of the phone-first line: what a receptionist hears, in any order, as the cells of a row.

A word that is understood fills its cell, the first other word is the guest, the rest is the note: nothing
typed is lost, and a malformed number goes to the phone cell so that the form refuses it with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from showroom.errors import Unreadable
from showroom.rules import phones, text
from showroom.rules.phones import PhoneKind
from showroom.rules.titles import AFTER_THE_NAME, SEX_OF_TITLE

# The cells a word of each list may fill, in the order of filling; a word on two lists tries them downwards.
_CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "assigned": ("assigned",),
    "received_by": ("received_by",),
    "staff": ("received_by", "assigned"),
    "car_model": ("model_of_interest",),
    "traffic_type": ("traffic_type",),
    "purpose": ("purpose",),
    "area": ("area",),
    "level": ("level",),
}
_DUTIES: Final = {
    "指定": "assigned",
    "assigned": "assigned",
    "接待": "received_by",
    "received": "received_by",
}

# Nobody says more in one line; what lies beyond is note, so that a pasted page costs no time.
_UNDERSTOOD_AT_MOST = 100
_LISTED_WORDS_AT_MOST = 3
_PHONE_WORDS_AT_MOST = 6
_NAME_WORDS_AT_MOST = 3
_BROKEN_DIGITS = range(10, 16)

_HAN = r"[\u3400-\u9fff·]*"
# Controls that Python counts as space stay in their word, so that its cell refuses them (M9).
_WORD = re.compile(r"(?:[^\s，、；,;]|[\x0b\x0c\x1c-\x1f\x85])+")
_GLUED_PHONE = re.compile(rf"({_HAN})(1[3-9][0-9]{{9}})((?!转|分机){_HAN})")
_BROKEN_START = re.compile(r"[(]?(?:\+|0[0-9]{2,3}\b|1[3-9][0-9]\b|86\b)")
_LEVEL = re.compile(r"([a-z]) ?级|level ?([a-z])")
_COLOUR = (
    r"(?:[白黑红蓝银灰金棕绿黄橙紫]色?"
    r"|white|black|red|blue|silver|gr[ae]y|gold|brown|green|yellow|orange|purple)"
)
_IS_COLOUR = re.compile(_COLOUR, re.IGNORECASE)
_ENDS_IN_COLOUR = re.compile(_COLOUR + r"\Z", re.IGNORECASE)
_NUMERALS: Final = {"一": 1, "二": 2, "两": 2, "俩": 2} | {
    sign: n for n, sign in enumerate("三四五六七八九", 3)
}
_HEADS = re.compile(
    r"(?:一家)?([0-9]{1,3}|[一二两俩三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)"
    r" ?(?:个?人|位|名|口子?|people|persons?|guests?|pax)"
)
# What somebody came for, and who sent him, is no name; no surname begins so.
_NO_NAME = re.compile(r"[看试想问].*|来[看试谈问提签].*|.*(?:介绍|推荐)的?")
_SENT = re.compile(r".+(?:介绍|推荐)的(?=.)")
_WANTS = re.compile(r"(?:想|来|想来)?(?:看看?|试驾?|问问?)(?=.)")
_TITLED = re.compile(
    r"(?i:(ms|mrs|miss|madam|mr))\.? [^\W\d_]\S*(?: [A-Z][a-z]+)?"
    rf"|\S*({'|'.join(AFTER_THE_NAME)})"
)


@dataclass(frozen=True)
class Word:
    """One entry of a list: what the form is given when one of its words was typed."""

    code: str
    label: str
    words: tuple[str, ...]


class Span(NamedTuple):
    """Which part of the line went to which cell."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """The line as texts to be typed into the cells of a row, and where each came from, in typed order."""

    texts: Mapping[str, str]
    spans: tuple[Span, ...]


def parse(line: str, lists: Vocabulary) -> Line:
    """Read one line against the lists of this showroom (any may be missing). Never raises, loses nothing."""
    reading = _Reading(line, list(_pieces(line, lists)))
    _take_phones(reading)
    _take_listed(reading, lists)
    _take_head_count(reading)
    _take_guest(reading)
    reading.rest_to_note()
    return Line(reading.texts, tuple(sorted(reading.spans, key=lambda span: span.start)))


class _Meaning(NamedTuple):
    list_name: str
    label: str


@dataclass(frozen=True)
class Vocabulary:
    """What the words of this showroom's lists mean, made once for many lines.

    Every word of every list by its comparison key; level letters apart, for they are exact.
    """

    by_key: dict[str, list[_Meaning]] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Mapping[str, tuple[Word, ...]]) -> Vocabulary:
        """Of the lists by name; any may be missing."""
        lists = cls()
        for name in _CELLS:
            for entry in words.get(name, ()):
                for word in {entry.label, *entry.words}:
                    lists._add(name, entry, word)
        return lists

    def _add(self, name: str, entry: Word, word: str) -> None:
        if name == "level" and len(word) == 1:
            self.letters[word] = entry.label
        elif word and (word != entry.code or not word.isdecimal() or word == entry.label):
            # A record's number is no word: “3” is not the third consultant.
            self.by_key.setdefault(text.key(word), []).append(_Meaning(name, entry.label))

    def meanings(self, typed: str) -> list[_Meaning]:
        """What the words may mean; staff named with a duty (指定李娜) fill that cell only."""
        key = text.key(typed)
        found = [*self.by_key.get(key, ()), *self._level(text.half_width(typed), key)]
        if found:
            return found
        for prefix, cell in _DUTIES.items():
            if key.startswith(prefix):
                named = self.by_key.get(key.removeprefix(prefix).lstrip(" :"), ())
                return [_Meaning(cell, label) for name, label in named if name == "staff"]
        return []

    def _level(self, typed: str, key: str) -> list[_Meaning]:
        match = _LEVEL.fullmatch(key)
        letter = (match[1] or match[2]).upper() if match else typed
        return [_Meaning("level", self.letters[letter])] if letter in self.letters else []

    def is_model(self, typed: str) -> bool:
        """Whether the words name a car model."""
        return any(name == "car_model" for name, _label in self.by_key.get(text.key(typed), ()))


class _Piece(NamedTuple):
    start: int
    end: int


def _pieces(line: str, lists: Vocabulary) -> Iterator[_Piece]:
    for number, match in enumerate(_WORD.finditer(line)):
        if number < _UNDERSTOOD_AT_MOST:
            yield from _unglued(line, _Piece(*match.span()), lists)
        else:
            yield _Piece(*match.span())


def _unglued(line: str, piece: _Piece, lists: Vocabulary) -> Iterator[_Piece]:
    """The piece, cut where words are written as one: 王女士138…, 白色朗逸, 想看途岳, 老刘介绍的王总."""
    cut = piece.start + _cut(line[piece.start : piece.end], lists)
    if cut == piece.start:
        yield piece
    else:
        yield from _unglued(line, _Piece(piece.start, cut), lists)
        yield from _unglued(line, _Piece(cut, piece.end), lists)


def _cut(word: str, lists: Vocabulary) -> int:
    phone = _GLUED_PHONE.fullmatch(word)
    if phone:
        return phone.end(1) or phone.end(2) % len(word)
    if lists.meanings(word):
        return 0
    sent, wants = _SENT.match(word), _WANTS.match(word)
    if sent:
        return sent.end()
    if wants and (lists.meanings(word[wants.end() :]) or _cut(word[wants.end() :], lists)):
        return wants.end()
    before, after = _IS_COLOUR.match(word), _ENDS_IN_COLOUR.search(word)
    if before and lists.is_model(word[before.end() :]):
        return before.end()
    return after.start() if after and lists.is_model(word[: after.start()]) else 0


class _Reading:
    """The pieces of a line while cells are filled from them: each piece is taken once."""

    def __init__(self, line: str, pieces: list[_Piece]) -> None:
        self.line = line
        self.pieces = pieces
        self.cells = [""] * len(pieces)
        self.texts: dict[str, str] = {}
        self.spans: list[Span] = []

    def typed(self, first: int, past: int) -> str:
        return self.line[self.pieces[first].start : self.pieces[past - 1].end]

    def is_free(self, first: int, past: int) -> bool:
        """Whether these pieces exist and none is taken."""
        return first >= 0 and past <= len(self.pieces) and not any(self.cells[first:past])

    def is_together(self, first: int, past: int) -> bool:
        """Whether nothing but space divides these pieces."""
        gaps = (
            self.line[self.pieces[one].end : self.pieces[one + 1].start] for one in range(first, past - 1)
        )
        return not any(gap.strip() for gap in gaps)

    def is_glued(self, first: int) -> bool:
        """Whether not even space divides a piece from the next."""
        return self.pieces[first].end == self.pieces[first + 1].start

    def windows(self, at_most: int) -> Iterator[tuple[int, int]]:
        """Runs of free pieces from left to right, at each place the longest first."""
        for first in range(min(len(self.pieces), _UNDERSTOOD_AT_MOST)):
            for past in range(first + at_most, first, -1):
                if self.is_free(first, past) and self.is_together(first, past):
                    yield first, past

    def take(self, cell: str, value: str, first: int, past: int) -> None:
        self.texts[cell] = value
        self.cells[first:past] = [cell] * (past - first)
        self.spans.append(Span(cell, self.pieces[first].start, self.pieces[past - 1].end))

    def leave(self, first: int, past: int) -> None:
        """Keep pieces for the note: understood, but their cell is filled."""
        self.cells[first:past] = ["note"] * (past - first)

    def rest_to_note(self) -> None:
        rest = [index for index, cell in enumerate(self.cells) if cell in ("", "note")]
        self.spans.extend(Span("note", *self.pieces[index]) for index in rest)
        if rest:
            self.texts["note"] = "".join(self._after(index, rest) for index in rest).removesuffix(" ")

    def _after(self, index: int, rest: list[int]) -> str:
        """A word of the note with what parted it from the next word, as it was typed."""
        word = self.typed(index, index + 1)
        if index + 1 not in rest:
            return word + " "
        between = self.line[self.pieces[index][1] : self.pieces[index + 1][0]].strip()
        return word + (between or " ")


def _take_phones(reading: _Reading) -> None:
    for is_phone in (_is_number, _is_broken_number):
        for first, past in reading.windows(_PHONE_WORDS_AT_MOST):
            if is_phone(reading, first, past):
                numbers = (reading.texts.get("phone", ""), reading.typed(first, past))
                reading.take("phone", phones.SEPARATOR.join(filter(None, numbers)), first, past)


def _is_number(reading: _Reading, first: int, past: int) -> bool:
    typed = reading.typed(first, past)
    if not phones.looks_like_phone(typed):
        return False
    try:
        found = phones.read(typed)
    except Unreadable:
        return False
    # Two short figures make no local number: “2008 1500” is a model and a price.
    return phones.looks_like_phone(reading.typed(first, first + 1)) or all(
        phone.kind is not PhoneKind.LANDLINE or phones.area_code(phone.key) for phone in found
    )


def _is_broken_number(reading: _Reading, first: int, past: int) -> bool:
    """A word, or words that belong together, meant as a number that will be refused: 138 0013 80000."""
    typed = reading.typed(first, past)
    if not phones.looks_like_phone(typed) or past == first + 1:
        return phones.looks_like_phone(typed)
    if any(phones.looks_like_phone(reading.typed(one, one + 1)) for one in range(first, past)):
        return False
    digits = sum(map(str.isdigit, typed))
    return _BROKEN_START.match(typed) is not None and (digits in _BROKEN_DIGITS or "**" in typed)


def _take_listed(reading: _Reading, lists: Vocabulary) -> None:
    found = []
    for first, past in reading.windows(_LISTED_WORDS_AT_MOST):
        meanings = lists.meanings(reading.typed(first, past))
        if meanings:
            reading.leave(first, past)
            found.append((meanings, first, past))
    # Words that can mean one thing only choose before the others (其他 is a purpose and a way to come).
    for meanings, first, past in sorted(found, key=lambda match: _rank(match[0])):
        for name, label in meanings:
            cell = next((cell for cell in _CELLS[name] if cell not in reading.texts), "")
            if cell:
                reading.take(cell, label, first, past)
                break
        if any(name == "car_model" for name, _label in meanings):
            _take_colour(reading, first, past)


def _rank(meanings: list[_Meaning]) -> int:
    """Staff named with their duty choose first, words that may mean two things last (其他)."""
    names = {name for name, _label in meanings}
    return 2 if len(names) > 1 else int(not names <= set(_DUTIES.values()))


def _take_colour(reading: _Reading, first: int, past: int) -> None:
    """A colour after the model or glued to it; before it only where it cannot be a surname (白色, white)."""
    is_model = reading.cells[first] == "model_of_interest"
    for one, surely in ((past, True), (first - 1, False)):
        if not (
            reading.is_free(one, one + 1) and reading.is_together(min(one, past - 1), max(one, first) + 1)
        ):
            continue
        colour = reading.typed(one, one + 1)
        if _IS_COLOUR.fullmatch(colour) and (surely or len(colour) > 1 or reading.is_glued(one)):
            if is_model:
                reading.take("colour", colour, one, one + 1)
            else:
                reading.leave(one, one + 1)
            return


def _take_head_count(reading: _Reading) -> None:
    for first, past in reading.windows(2):
        heads = _HEADS.fullmatch(text.key(reading.typed(first, past)))
        if heads and "head_count" not in reading.texts:
            reading.take("head_count", _figure(heads[1]), first, past)
        elif heads:
            reading.leave(first, past)


def _figure(typed: str) -> str:
    """2, 二 or 十二 as digits."""
    if typed.isdecimal():
        return typed.lstrip("0") or "0"
    tens, ten, ones = typed.rpartition("十")
    return str((_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0))


def _take_guest(reading: _Reading) -> None:
    """The guest is the first other word, with its title if it has one; figures are no name (20万, 2026)."""
    start = next((first for first, past in reading.windows(1) if _is_name(reading.typed(first, past))), None)
    if start is None:
        return
    for first, past in reading.windows(_NAME_WORDS_AT_MOST):
        if first != start:
            continue
        name = " ".join(reading.typed(one, one + 1) for one in range(first, past))
        titled = _TITLED.fullmatch(name)
        if titled or past == first + 1:
            reading.take("guest_name", name, first, past)
            if titled:
                reading.texts["sex"] = SEX_OF_TITLE[(titled[1] or titled[2]).lower()]
            return


def _is_name(word: str) -> bool:
    return any(map(str.isalpha, word)) and not word[0].isdigit() and not _NO_NAME.fullmatch(word)
