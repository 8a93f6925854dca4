"""The conditions of a list of cards: which rows meet them, and what each would bring if it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from showroom.forms import tracking_sheet as form
from showroom.forms import tracking_words as words
from showroom.forms.field import Lists
from showroom.forms.tracking_sheet import TrackingRow
from showroom.forms.tracking_words import SCREEN
from showroom.language import _, mark
from showroom.rules import grams, phones, text

LEVEL: Final = "level"
SOURCE: Final = "source"
MODEL: Final = "model"
AREA: Final = "area"
STATE: Final = "state"
TEXT: Final = "text"
# The two states that are none of a card: what waits for a decision, and what is overdue.
PENDING: Final = "pending"
OVERDUE: Final = "overdue"

# The conditions in the order in which they are offered, with their words.
LABELS: Final = {
    LEVEL: form.LEVEL.label,
    STATE: mark("State"),
    SOURCE: form.SOURCE.label,
    MODEL: form.MODEL.label,
    AREA: mark("Area"),
    TEXT: mark("Text"),
}
_LISTS: Final = {SOURCE: "source", MODEL: "car_model", AREA: "area", STATE: "card_state"}

# The codes wanted of each condition: a row has to meet one code of every condition.
Conditions = Mapping[str, tuple[str, ...]]


def codes_of(row: TrackingRow, key: str) -> tuple[str, ...]:
    """What a row is, as a condition asks it."""
    if key == STATE:
        also = ((PENDING, bool(row.pending)), (OVERDUE, row.overdue_days > 0))
        return (row.state, *(code for code, there in also if there))
    value = {LEVEL: row.level, SOURCE: row.source, MODEL: row.model, AREA: row.area}[key]
    return () if value in (None, "") else (str(value),)


def meeting(rows: Iterable[TrackingRow], conditions: Conditions, lists: Lists) -> tuple[TrackingRow, ...]:
    """The rows that meet every condition."""
    tests = [_test(key, codes, lists) for key, codes in conditions.items() if codes and key in LABELS]
    return tuple(row for row in rows if all(test(row) for test in tests))


def _test(key: str, codes: Sequence[str], lists: Lists) -> Callable[[TrackingRow], bool]:
    if key == TEXT:
        sought = [word for typed in codes for word in text.half_width(typed).split()]
        return lambda row: all(_says(row, word, lists) for word in sought)
    wanted = set(codes)
    return lambda row: not wanted.isdisjoint(codes_of(row, key))


def _says(row: TrackingRow, word: str, lists: Lists) -> bool:
    """Whether a word is in the name (by pinyin too), the number, a phone as it is shown, or the model."""
    if grams.why(word, row.name, row.sex):
        return True
    key = text.key(word)
    if key in text.key(row.number) or key in text.key(words.model(row, lists, SCREEN)):
        return True
    digits = phones.partial(word) if any(sign.isdigit() for sign in word) else ""
    shown = ("".join(sign for sign in phone if sign.isdigit() or sign == "*") for phone in row.phones)
    return bool(digits) and any(digits in phone for phone in shown)


def without_each(rows: Sequence[TrackingRow], conditions: Conditions, lists: Lists) -> dict[str, int]:
    """How many rows there would be without each condition, those that bring some first."""
    counts = {
        key: len(meeting(rows, {one: codes for one, codes in conditions.items() if one != key}, lists))
        for key in conditions
    }
    return dict(sorted(((key, count) for key, count in counts.items() if count), key=lambda pair: -pair[1]))


def offered(rows: Iterable[TrackingRow], key: str, lists: Lists) -> tuple[tuple[str, str, int], ...]:
    """What may be asked of these rows: code, word and how many there are, in the order of the list."""
    counts = Counter(code for row in rows for code in codes_of(row, key))
    order = [option.code for option in lists.get(_LISTS.get(key, key), ())]
    places = {str(code): place for place, code in enumerate(order)}
    found = sorted(counts, key=lambda code: (places.get(code, len(places)), code))
    return tuple((code, word(key, code, lists), counts[code]) for code in found)


def word(key: str, code: str, lists: Lists) -> str:
    """One code of a condition in words."""
    if code == OVERDUE and key == STATE:
        return _("overdue")
    if code == PENDING and key == STATE:
        return _("F0, to be decided")
    return SCREEN.word(lists.get(_LISTS.get(key, key), ()), code)


def said(key: str, codes: Sequence[str], lists: Lists) -> str:
    """All that a condition wants: H、A."""
    return SCREEN.both("、", ", ").join(word(key, code, lists) for code in codes)
