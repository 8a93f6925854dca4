"""The one definition of a form: fields with kinds, and plain functions over a tuple of them.

A field is shared; each renderer (screen, paper, Excel) names its own selection of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from showroom.errors import Invalid, Problem, Unreadable
from showroom.language import either, mark


@dataclass(frozen=True)
class Option:
    """One entry of a list: a stable code with its word in both languages and other words for it.

    `category` groups the entries of a list that is grouped: sources, reasons of lost.
    """

    code: str
    chinese: str
    english: str = ""
    also: tuple[str, ...] = ()
    active: bool = True
    category: str = ""

    @property
    def label(self) -> str:
        """The word in the language of the screen."""
        return either(self.chinese, self.english)

    def words(self) -> tuple[str, ...]:
        """Every word by which this entry is recognised when typed."""
        return tuple(word for word in (self.chinese, self.english, self.code, *self.also) if word)


# The entries of each list by the name a field gives in `options`.
Lists = Mapping[str, tuple[Option, ...]]
# The values of a field that was left empty.
NOTHING: Final = (None, "", ())


def _nothing(_typed: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Kind:
    """How typed text becomes a value (raising `Unreadable`), and a value becomes text.

    `notices` are the message ids of what reading changes where nobody sees it, or takes with a doubt.
    """

    name: str
    read: Callable[[str, tuple[Option, ...]], Any]
    show: Callable[[Any, tuple[Option, ...]], str]
    notices: Callable[[str], tuple[str, ...]] = _nothing


@dataclass(frozen=True)
class Field:
    """One thing a form asks. `label` is a message id, `options` names a list, `width` is in mm on paper."""

    key: str
    label: str
    kind: Kind
    required: bool = False
    options: str = ""
    width: float = 0.0


def options_of(field: Field, lists: Lists) -> tuple[Option, ...]:
    """The entries a field chooses from; none for a field without a list."""
    return lists[field.options] if field.options else ()


def read_field(field: Field, text: str, lists: Lists) -> Any:
    """The value of one typed text. Raises `Invalid` with one problem."""
    try:
        value = field.kind.read(text, options_of(field, lists))
    except Unreadable as problem:
        raise Invalid(Problem(field.key, problem.message, problem.values)) from None
    if field.required and value in NOTHING:
        raise Invalid(Problem(field.key, mark("This must not be empty."), {}))
    return value


def read(fields: Iterable[Field], texts: Mapping[str, str], lists: Lists) -> dict[str, Any]:
    """The values of all typed texts by key. Raises `Invalid` with every problem at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in fields:
        try:
            values[field.key] = read_field(field, texts.get(field.key, ""), lists)
        except Invalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise Invalid(*problems)
    return values


def notices(fields: Iterable[Field], texts: Mapping[str, str]) -> tuple[str, ...]:
    """The message ids of what reading these texts changes quietly, each once (M4, M5, N3, N5)."""
    found = (notice for field in fields for notice in field.kind.notices(texts.get(field.key, "")))
    return tuple(dict.fromkeys(found))


def missing(fields: Iterable[Field], row: Mapping[str, Any]) -> list[Problem]:
    """A problem for each field that must not be empty and is."""
    return [
        Problem(field.key, mark("This must not be empty."), {})
        for field in fields
        if field.required and row.get(field.key) in NOTHING
    ]


def show(field: Field, value: Any, lists: Lists) -> str:
    """The text of a value as staff read it."""
    return field.kind.show(value, options_of(field, lists))
