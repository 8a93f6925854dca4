"""What a level grid says in words: its remarks and sources on screen, paper and in Excel, its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from showroom.forms import day_words
from showroom.forms.field import Lists, Option
from showroom.forms.level_grid import GridCell, GridContact, GridRow, Star
from showroom.language import _, chinese, either, mark
from showroom.rules.level_grid import Exit, Joined, Left

_MEDIA: Final = "media"
_STARS: Final = {
    Star.AHEAD: mark("contact planned"),
    Star.MISSED: mark("planned, nobody was reached that day"),
    Star.OVERDUE: mark("planned and overdue"),
}


@dataclass(frozen=True)
class Voice:
    """Who speaks: the screen in its language, paper in Chinese."""

    say: Callable[..., str]
    label: Callable[[Option], str]

    def word(self, lists: Lists, name: str, code: object) -> str:
        """The word of a code; an unknown one is said itself."""
        words = (self.label(one) for one in lists.get(name, ()) if one.code == str(code))
        return next(words, str(code or ""))

    def remark(self, row: GridRow, lists: Lists) -> str:
        """How the card came and went, and that it is overdue."""
        return self.say(mark("，")).join(self._remarks(row, lists))

    def _remarks(self, row: GridRow, lists: Lists) -> Iterator[str]:
        if row.exit is not None:
            yield self._exit(row, row.exit, lists)
        elif row.overdue:
            yield self.say(mark("Overdue"))
        if row.entry.how is Joined.RETURNED:
            yield self.say(mark("taken up again"))
        elif row.entry.how is Joined.RECEIVED:
            giver = self.word(lists, "staff", row.entry.giver)
            yield self.say(mark("from {name}"), name=giver) if giver else self.say(mark("was nobody's"))

    def _exit(self, row: GridRow, left: Exit, lists: Lists) -> str:
        day = f"{left.day:%m-%d}"
        match left.how:
            case Left.DELIVERED:
                return self.say(mark("{day} delivered"), day=day)
            case Left.LOST:
                return self.word(lists, "lost_reason", row.reason) or self.say(mark("{day} lost"), day=day)
            case Left.DORMANT:
                wakes = self.say(mark("wakes {day}"), day=f"{row.wake_on:%m-%d}") if row.wake_on else ""
                return " ".join(filter(None, (self.word(lists, "dormant_reason", row.reason), wakes)))
            case Left.HANDED_OVER:
                return self.say(mark("to {name}"), name=self.word(lists, "staff", left.receiver))
            case Left.WITHDRAWN:
                return self.say(mark("{day} withdrawn"), day=day)


SCREEN: Final = Voice(_, lambda option: option.label)
PAPER: Final = Voice(chinese, lambda option: option.chinese or option.english)


def source_sign(lists: Lists, code: str) -> str:
    """The letter of a source of the network (R B S I E P), the number of a medium (1–15) (sheets.md 1)."""
    options = lists.get("source", ())
    media = [one.code for one in options if one.category == _MEDIA]
    if code in media:
        return str(media.index(code) + 1)
    word = next((one.chinese for one in options if one.code == code), code)
    return word.split()[0] if " " in word else word[:1]


def cell_words(row: GridRow, cell: GridCell, day: date, lists: Lists) -> str:
    """A cell in one sentence of the screen: whose, which day, what was said, how the level stands."""
    told = [row.name, day_words.short(day)]
    if cell.first:
        told.append(_("first level of the month: {level}", level=cell.level))
    elif cell.level:
        told.append(_("level after it: {level}", level=cell.level))
    if cell.star is not None:
        told.append(_(_STARS[cell.star]))
    told += [_contact(one, lists) for one in cell.contacts]
    return either("　", "  ").join(told)


def _contact(one: GridContact, lists: Lists) -> str:
    how = SCREEN.word(lists, "contact_method", one.how)
    if how == one.how:
        how = SCREEN.word(lists, "traffic_type", one.how)
    at = f"{one.at:%H:%M}" if one.at else ""
    said = one.said if one.reached else _("nobody was reached")
    return " ".join(filter(None, (at, how, one.by, said)))
