"""Words of list entries: read from a form, and refused where two entries would share one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms.field import Lists, Option
from showroom.language import mark
from showroom.rules import phone_first, text
from showroom.services import lists

# The kept lists whose words are understood in the phone-first line.
_SPOKEN_LISTS = ("purpose", "area", "car_model")
_ALSO_AT_MOST = 20
_PARTED = re.compile(r"[\n,，、;；]+")


def also_of(typed: str) -> tuple[str, ...]:
    """Other words as they are typed: one a line, or parted by commas. Raises Invalid."""
    words = tuple(dict.fromkeys(word.strip() for word in _PARTED.split(typed) if word.strip()))
    if len(words) > _ALSO_AT_MOST or any(len(word) > text.NAME_AT_MOST for word in words):
        raise Invalid(
            Problem(
                "also",
                mark("At most {most} other words of {length} characters each. Leave some out."),
                {"most": _ALSO_AT_MOST, "length": text.NAME_AT_MOST},
            )
        )
    return words


def option_of(code: str, values: Mapping[str, Any]) -> Option:
    """The entry as its form was filled in. Raises Invalid."""
    return Option(
        code,
        values["chinese"],
        values.get("english", ""),
        also_of(values.get("also", "")),
        category=values.get("category", ""),
    )


def refuse_shared(list_name: str, new: Option, known: Lists) -> None:
    """Raise Invalid when a word of `new` is one of another entry in use, or already means something else.

    Words the entry had before are left alone; the entry is known by its code.
    """
    others = [one for one in known[list_name] if one.active and one.code != new.code]
    before = next((one.words() for one in known[list_name] if one.code == new.code and one.active), ())
    old = set(map(text.key, before))
    problems = [
        problem
        for field, word in _words(new)
        if text.key(word) not in old
        and (problem := _problem(field, word, list_name, new.code, others, known))
    ]
    if problems:
        raise Invalid(*problems)


def _words(option: Option) -> Iterable[tuple[str, str]]:
    """Each word with the field it was typed into."""
    pairs = (
        ("chinese", option.chinese),
        ("english", option.english),
        *(("also", one) for one in option.also),
    )
    return [(field, word) for field, word in pairs if word]


def _problem(
    field: str, word: str, list_name: str, code: str, others: list[Option], known: Lists
) -> Problem | None:
    key = text.key(word)
    taken = next((one for one in others if key in map(text.key, one.words())), None)
    if taken is not None:
        return Problem(
            field,
            mark("“{word}” already stands for “{other}” on this list. Choose another word."),
            {"word": word, "other": taken.label},
        )
    if list_name in _SPOKEN_LISTS and (meaning := _meaning(word, list_name, code, known)):
        return Problem(
            field,
            mark("“{word}” already means “{other}” where a guest is registered in one line. Choose another."),
            {"word": word, "other": meaning},
        )
    return None


def _meaning(word: str, list_name: str, code: str, known: Lists) -> str:
    """What the whole word means in the phone-first line today; "" when it is a name, a note, or nothing."""
    without = [replace(one, active=False) if one.code == code else one for one in known[list_name]]
    spoken = lists.words({**known, list_name: tuple(without)})
    understood = phone_first.parse(word, phone_first.Vocabulary.of(spoken)).texts
    # Half understood does no harm: the longer words of a list are looked for first. A number would.
    whole = "note" not in understood and ("guest_name" not in understood or "sex" in understood)
    if not whole and "phone" not in understood:
        return ""
    return next((text for cell, text in understood.items() if cell not in ("guest_name", "note")), "")


def gone() -> Refused:
    """The refusal for an entry that is not there."""
    return Refused("E-GONE-ENTRY", mark("This entry is not on the list. Nothing was changed. Read it again."))
