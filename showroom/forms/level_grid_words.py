"""What a level grid says in words: its remarks and sources on screen, paper and in Excel, its cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from showroom.forms import day_words
from showroom.forms.field import Lists
from showroom.forms.level_grid import GridCell, GridContact, GridRow, Star
from showroom.forms.tracking_words import SCREEN, Voice
from showroom.language import _, either, mark
from showroom.rules.level_grid import Exit, Joined, Left

_MEDIA: Final = "media"
_STARS: Final = {
    Star.AHEAD: mark("contact planned"),
    Star.MISSED: mark("planned, nobody was reached that day"),
    Star.OVERDUE: mark("planned and overdue"),
}


def remark_of(row: GridRow, lists: Lists, voice: Voice) -> str:
    """How the card came and went, or that it is overdue."""
    return voice.both("，", ", ").join(_remarks(row, lists, voice))


def _remarks(row: GridRow, lists: Lists, voice: Voice) -> Iterator[str]:
    if row.exit is not None:
        yield _exit(row, row.exit, lists, voice)
    elif row.overdue:
        yield voice.say(mark("Overdue"))
    if row.entry.how is Joined.RETURNED:
        yield voice.say(mark("taken up again"))
    elif row.entry.how is Joined.RECEIVED:
        giver = voice.word(lists.get("staff", ()), row.entry.giver)
        yield voice.say(mark("from {name}"), name=giver) if giver else voice.say(mark("was nobody's"))


def _exit(row: GridRow, left: Exit, lists: Lists, voice: Voice) -> str:
    day = f"{left.day:%m-%d}"
    match left.how:
        case Left.DELIVERED:
            return voice.say(mark("{day} delivered"), day=day)
        case Left.LOST:
            reason = voice.word(lists.get("lost_reason", ()), row.reason)
            return reason or voice.say(mark("{day} lost"), day=day)
        case Left.DORMANT:
            wakes = voice.say(mark("wakes {day}"), day=f"{row.wake_on:%m-%d}") if row.wake_on else ""
            reason = voice.word(lists.get("dormant_reason", ()), row.reason)
            return " ".join(filter(None, (reason, wakes)))
        case Left.HANDED_OVER:
            return voice.say(mark("to {name}"), name=voice.word(lists.get("staff", ()), left.receiver))
        case Left.WITHDRAWN:
            return voice.say(mark("{day} withdrawn"), day=day)


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
    how = SCREEN.word(lists.get("traffic_type" if one.on_log else "contact_method", ()), one.how)
    at = f"{one.at:%H:%M}" if one.at else ""
    said = one.said if one.reached else _("nobody was reached")
    return " ".join(filter(None, (at, how, one.by, said)))
