"""The line under the daily report that says what its numbers and letters mean (sheets.md 2.3)."""

from __future__ import annotations

from typing import Final

from showroom.forms.field import Lists
from showroom.forms.level_grid_words import source_sign
from showroom.language import chinese
from showroom.sheets import ladders
from showroom.sheets.ladders import Steps
from showroom.sheets.notes import Notes
from showroom.sheets.page import HAIR, Align, Page, Rule
from showroom.sheets.text import width

SIZE: Final = 6.0
HEIGHT: Final = 2.5
_BETWEEN: Final = 4.0
_STEPS: Final[Steps] = ((SIZE, 1), (5.5, 1), (5, 1))
_MEDIA: Final = "media"
# Numbers are printed for so many media (forms 2.1).
_NUMBERED: Final = 15


def legend(page: Page, top: float, lists: Lists, notes: Notes) -> None:
    """The media by their numbers at the left, the levels at the right, below a hairline.

    A showroom that calls its media by long names finds them smaller, and at last on the notes page.
    """
    paper = page.paper
    page.add(Rule(paper.left, top, paper.live_right, top, HAIR))
    middle = top + HEIGHT / 2 + 0.3
    levels = chinese("The levels on the daily report")
    page.word(paper.live_right, middle, levels, SIZE, align=Align.RIGHT)
    sources = media(lists)
    if sources:
        room = paper.live_width - width(levels, SIZE) - _BETWEEN
        note = notes.at(chinese("Source of information, on paper"), sources)
        fitted = ladders.in_steps(sources, _STEPS, room, HEIGHT, note)
        page.word(paper.left, middle, fitted.lines[0], fitted.size)


def media(lists: Lists) -> str:
    """来源 1户外广告 2巡展 …: the media of this showroom by the numbers that stand in the column."""
    words = [
        f"{source_sign(lists, one.code)}{one.chinese or one.english}"
        for one in lists.get("source", ())
        if one.category == _MEDIA
    ]
    if not words:
        return ""
    return chinese("Sources: {list}", list=" ".join(words[:_NUMBERED]))
