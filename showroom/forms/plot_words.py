"""What stands beside the bars of a plot, in both languages: days, hours, entries of lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from showroom.forms.day_words import DAYS, MONTHS
from showroom.forms.plot import Words, words
from showroom.language import mark
from showroom.rules.tally import FIRST_HOUR, OTHER_TIMES


def day(named: date) -> Words:
    """3月3日; 3 Mar."""
    return words(mark("{day} {month}"), day=named.day, month=words(MONTHS[named.month - 1]))


def days(first: date, last: date) -> Words:
    """The days of a plot: one, or from one to another; with their years where those differ."""
    one, other = day(first), day(last)
    if first.year != last.year:
        one = words(mark("{day} {year}"), day=one, year=first.year)
        other = words(mark("{day} {year}"), day=other, year=last.year)
    return one if first == last else words(mark("{first} to {last}"), first=one, last=other)


def hour(slot: int) -> Words:
    """A line of the tally by its first hour: 9时; the other times by their name."""
    if slot == OTHER_TIMES:
        return words(mark("Other times"))
    return words(mark("{hour} h"), hour=FIRST_HOUR + slot)


def weekdays() -> tuple[Words, ...]:
    """周一 … 周日."""
    return tuple(map(words, DAYS))


def entry(code: str, labels: Mapping[str, Words]) -> Words:
    """An entry of a list by its word; what was not written down says so."""
    return labels.get(code, Words(code)) if code else words(mark("not said"))


def rest(count: int) -> Words:
    """What has no bar of its own."""
    return words(mark("{count} others"), count=count)
