"""The columns of the lost analysis and what stands in each cell (sheets.md 2.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from showroom.forms.lost_analysis import Loss, LostAnalysis
from showroom.language import chinese, mark
from showroom.rules.money import show_money
from showroom.sheets import ladders
from showroom.sheets.ladders import Fitted, Ladder
from showroom.sheets.notes import Notes
from showroom.sheets.page import Align, Area, Page

LEVEL_SIZE: Final = 10.5
NUMBER_SIZE: Final = 7.0
DASH: Final = "–"
# Who drops the plan, or is not found any more, has bought nothing that could be named.
_BUYS_NOTHING: Final = frozenset({"plan_cancelled", "no_contact"})


@dataclass(frozen=True)
class Line:
    """One row that is being drawn; `loss` is None where it is left for the pen."""

    page: Page
    sheet: LostAnalysis
    notes: Notes
    number: int
    loss: Loss | None

    def word(self, options: str, code: object) -> str:
        """The word of a code in Chinese, whatever the screen speaks."""
        known = self.sheet.lists.get(options, ())
        return next((one.chinese or one.english for one in known if str(one.code) == str(code)), "")


@dataclass(frozen=True)
class LostColumn:
    """A column: message id of its head, width in mm, what is drawn of a loss, and where it stands."""

    head: str
    width: float
    cell: Callable[[Line, Loss, Area, str], Fitted]
    align: Align = Align.LEFT

    def draw(self, line: Line, area: Area) -> None:
        """The cell of a row; nothing where the row is left for the pen."""
        if line.loss is not None:
            place = chinese("No. {number} {field}", number=line.number, field=chinese(self.head)).replace(
                "\n", ""
            )
            line.page.lines(area, self.cell(line, line.loss, area, place), self.align)


def number(line: Line, area: Area) -> None:
    """The number of a row, printed on the blank form too."""
    fitted = ladders.figure(str(line.number), area.room, largest=NUMBER_SIZE)
    line.page.lines(area, fitted, Align.CENTRE)


def _text(ladder: Ladder, words: Callable[[Line, Loss], str]) -> Callable[[Line, Loss, Area, str], Fitted]:
    def cell(line: Line, loss: Loss, area: Area, place: str) -> Fitted:
        text = words(line, loss)
        return ladder(text, area.room, area.height, line.notes.at(place, text))

    return cell


def _figure(words: Callable[[Loss], str]) -> Callable[[Line, Loss, Area, str], Fitted]:
    def cell(_line: Line, loss: Loss, area: Area, _place: str) -> Fitted:
        return ladders.figure(words(loss), area.room)

    return cell


def _phones(line: Line, loss: Loss, area: Area, place: str) -> Fitted:
    if not loss.phones:
        return Fitted(("",), 9)
    note = line.notes.at(place, "\n".join(loss.phones))
    return ladders.phones(loss.phones, area.room, area.height, note)


def _level(_line: Line, loss: Loss, _area: Area, _place: str) -> Fitted:
    return ladders.level(loss.level, LEVEL_SIZE)


def _bought(_line: Line, loss: Loss) -> str:
    return loss.bought or (DASH if loss.group in _BUYS_NOTHING else "")


def _reason(line: Line, loss: Loss) -> str:
    """The word of the reason; its group is counted under the table."""
    return line.word("lost_reason", loss.reason)


def _analysis(_line: Line, loss: Loss) -> str:
    if not loss.price_gap:
        return loss.analysis
    dearer = chinese("dearer by {yuan} yuan", yuan=show_money(loss.price_gap))
    return "，".join(filter(None, (dearer, loss.analysis)))


def _month_day(day: date | None) -> str:
    return f"{day:%m-%d}" if day else ""


COLUMNS: Final = (
    LostColumn(mark("Day of the loss"), 12, _figure(lambda loss: _month_day(loss.day))),
    LostColumn(mark("Consultant, short"), 17, _text(ladders.person, lambda _line, loss: loss.owner_name)),
    LostColumn(mark("Customer, short"), 26, _text(ladders.person, lambda _line, loss: loss.name)),
    LostColumn(mark("Phone"), 25, _phones),
    LostColumn(
        mark("Model of interest"),
        21,
        _text(ladders.words, lambda line, loss: line.word("car_model", loss.model)),
    ),
    LostColumn(mark("Bought instead"), 22, _text(ladders.words, _bought)),
    LostColumn(mark("Level before the loss, narrow"), 9, _level, Align.CENTRE),
    LostColumn(mark("Why he was lost"), 19, _text(ladders.words, _reason)),
    LostColumn(mark("What led to it"), 47, _text(ladders.prose, _analysis)),
    LostColumn(mark("Contacts, narrow"), 8, _figure(lambda loss: str(loss.contacts)), Align.CENTRE),
    LostColumn(mark("Test drives, narrow"), 8, _figure(lambda loss: str(loss.drives)), Align.CENTRE),
    LostColumn(mark("Last contact, narrow"), 12, _figure(lambda loss: _month_day(loss.last_contact))),
    LostColumn(mark("The manager's opinion"), 26, _text(ladders.words, lambda _line, loss: loss.opinion)),
    LostColumn(mark("Manager signs, narrow"), 14, _text(ladders.person, lambda _line, loss: loss.decided_by)),
)
