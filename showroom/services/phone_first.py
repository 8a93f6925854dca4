"""A phone-first line read into values of the traffic log: one way for window and command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from showroom.forms import traffic_log as form
from showroom.forms.field import Lists, read, show
from showroom.rules.phone_first import Line, Vocabulary, parse
from showroom.services import lists as all_lists


@dataclass(frozen=True)
class Grammar:
    """The lists with their words: made once for a reading of the lists, asked at every key."""

    lists: Lists
    words: Vocabulary

    def texts(self, line: str) -> Line:
        """What the line says, cell by cell, as it would be typed there."""
        found = parse(line, self.words)
        if form.SEX.key not in found.texts:
            return found
        # The grammar follows the sex from a title and names it by its code; a cell holds the word.
        word = show(form.SEX, found.texts[form.SEX.key], self.lists)
        return replace(found, texts={**found.texts, form.SEX.key: word})


def grammar(lists: Lists) -> Grammar:
    """The grammar over these lists, with their labels in the language of the moment."""
    return Grammar(lists, Vocabulary.of(all_lists.words(lists)))


def values(line: str, lists: Lists) -> dict[str, Any]:
    """The values of one line. Raises Invalid naming every word that cannot be taken."""
    return read(form.FIELDS, grammar(lists).texts(line).texts, lists)
