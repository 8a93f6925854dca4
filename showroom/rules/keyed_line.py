"""One line of the paper as it is keyed in: `row level days-to-next words` (forms 2.3, req 36)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from showroom.errors import Refused, Unreadable
from showroom.language import mark
from showroom.rules import text
from showroom.rules.contacts import Method, Result
from showroom.rules.dates import read_date
from showroom.rules.level import Level

# What a line may write; the others on the paper are states of a card and come from elsewhere.
LEVELS: Final = (Level.H, Level.A, Level.B, Level.C, Level.UNRATED)
UNCHANGED: Final = "="

_ROW = re.compile(r"(\d{1,3})(\+?)", re.ASCII)
_LEFT_OUT = re.compile(r"\d{1,3}\+?\s*[-—–]", re.ASCII)
_DAYS = re.compile(r"\d{1,3}", re.ASCII)
_SKIP: Final = frozenset({"-", "－", "—", "–"})
_VISITED: Final = frozenset({"v", "拜访", "访"})
_NOT_REACHED: Final = frozenset({"*", "未接", "没接", "无人接听"})
_LOST: Final = frozenset({"战败", "放弃", "f1", "lost"})
_ELSEWHERE: Final = frozenset({"d", "f2", "l", "m"})


@dataclass(frozen=True)
class KeyedLine:
    """What a line says. `level` and `agreed_on` are empty where it says nothing of them.

    `again` is a further contact of a row that is done (`3+`); `skipped` leaves the row as it is. `method` is
    the phone unless the line says a visit; guests who came to the showroom stand on the traffic log.
    """

    row: int
    again: bool = False
    skipped: bool = False
    method: Method = Method.PHONE
    result: Result = Result.GO_ON
    level: str = ""
    agreed_on: date | None = None
    words: str = ""


def parse(typed: str, today: date) -> KeyedLine:
    """What was typed; full-width signs, letters of any case and spaces of any kind are the same.

    After the row come, each at most once and in any order: a level (or `=` for the same), `v` for a visit,
    `*` where nobody answered; then the next contact, in days or as a date field takes it, then the words.
    Raises Refused with what to mend.
    """
    whole = _limited(typed)
    head, rest = _cut(whole)
    row, again, rest = _row(head, rest)
    if is_skip(rest):
        return KeyedLine(row, skipped=True)
    said: dict[str, str] = {}
    while (found := _sign(rest)) and found[0] not in said:
        said[found[0]] = found[1]
        rest = _cut(rest)[1]
    if "level" not in said:
        _refuse_letter(rest)
    agreed_on, words = _next(rest, today)
    if not words:
        words = _words_of(said)
    return KeyedLine(
        row,
        again,
        method=Method.OUTSIDE_VISIT if "visited" in said else Method.PHONE,
        result=Result.NO_ANSWER if "unreached" in said else Result.GO_ON,
        level=said.get("level", "").replace(UNCHANGED, ""),
        agreed_on=agreed_on,
        words=words,
    )


def row_named(typed: str) -> int | None:
    """The row that a line begins with, also one that is not understood; None where it names none."""
    match = _ROW.match(text.half_width(text.without_invisible(typed)).strip())
    return int(match[1]) if match else None


def is_skip(typed: str) -> bool:
    """Whether it is the sign that leaves a row as it is."""
    return text.half_width(typed).strip() in _SKIP


def skips(typed: str) -> bool:
    """Whether a line leaves its row as it is."""
    return bool(_LEFT_OUT.fullmatch(text.half_width(text.without_invisible(typed)).strip()))


def _limited(typed: str) -> str:
    try:
        whole = text.limited(typed, text.NOTE_AT_MOST)
    except Unreadable as error:
        raise Refused("E-LINE-TEXT", error.message, **error.values) from error
    if not whole:
        raise Refused(
            "E-LINE-EMPTY", mark("There is nothing on this line. Write row, level, days to the next, words.")
        )
    return whole


def _cut(whole: str) -> tuple[str, str]:
    """The first word, and the rest as it was typed."""
    head, *rest = whole.split(maxsplit=1)
    return head, rest[0] if rest else ""


def _row(head: str, rest: str) -> tuple[int, bool, str]:
    """The row, whether it is contacted again, and what follows; `3-` skips as `3 -` does."""
    plain = text.half_width(head)
    if plain[-1] in _SKIP and not rest:
        plain, rest = plain[:-1], "-"
    match = _ROW.fullmatch(plain)
    if match is None:
        raise Refused(
            "E-LINE-ROW",
            mark("“{typed}” is not a row. Begin with the number that is printed before the name."),
            typed=text.quoted(head),
        )
    if not rest:
        raise Refused(
            "E-LINE-WORDS",
            mark("After row {row} write what was said, or - where nobody was contacted."),
            row=int(match[1]),
        )
    return int(match[1]), bool(match[2]), rest


def _sign(rest: str) -> tuple[str, str] | None:
    """What the next word is a sign for, and what it says; None where days or words begin.

    Raises Refused for letters of the paper that are no level of an open card.
    """
    if not rest:
        return None
    word = _cut(rest)[0]
    plain = text.half_width(word).lower()
    if plain in _VISITED:
        return "visited", ""
    if plain in _NOT_REACHED:
        return "unreached", word
    if plain == UNCHANGED or plain.upper() in LEVELS:
        return "level", plain.upper()
    _refuse_states(plain, word)
    return None


def _refuse_states(plain: str, word: str) -> None:
    if plain in _LOST:
        raise Refused(
            "E-LINE-LOST",
            mark("A lost customer is not a level. Open the card and file the loss there, with its reason."),
        )
    if plain == Level.ORDERED.lower():
        raise Refused("E-LINE-ORDER", mark("O begins with an order and ends with delivery or cancelling."))
    if plain in _ELSEWHERE:
        raise Refused(
            "E-LINE-STATE",
            mark("{typed} is not a level that a contact gives. Open the card and do it there."),
            typed=text.quoted(word),
        )


def _refuse_letter(rest: str) -> None:
    """A letter alone where a level may stand is a slip of the pen, not the beginning of what was said."""
    word = _cut(rest)[0] if rest else ""
    if len(word) == 1 and text.half_width(word).isascii() and word.isalpha():
        raise Refused(
            "E-LINE-LEVEL",
            mark("“{typed}” is no level. Write H, A, B, C or N, = for the same, or the words alone."),
            typed=text.quoted(word),
        )


def _next(rest: str, today: date) -> tuple[date | None, str]:
    """The next contact where the line names one, and the words."""
    if not rest:
        return None, ""
    head, words = _cut(rest)
    day = _day(head, today)
    if day is None:
        return None, rest
    if day < today:
        if not any(sign.isdigit() for sign in head):
            # 昨天 and the like begin what was said.
            return None, rest
        raise Refused(
            "E-LINE-PAST",
            mark("The next contact “{typed}” would be in the past. Write days or a day to come."),
            typed=text.quoted(head),
        )
    return day, words


def _day(head: str, today: date) -> date | None:
    plain = text.half_width(head)
    if _DAYS.fullmatch(plain):
        return today + timedelta(int(plain))
    try:
        return read_date(head, today)
    except Unreadable:
        return None


def _words_of(said: dict[str, str]) -> str:
    """未接 says enough by itself; a sign of the keypad does not."""
    return said.get("unreached", "").replace("*", "").replace("＊", "")
