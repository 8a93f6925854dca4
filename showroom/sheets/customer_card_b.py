"""客户信息卡 B 面, the back of the customer card (CB): its contacts, and how it ended (sheets.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from showroom.forms import follow_up
from showroom.forms.card_record import ROWS_A_SIDE, CardSheet, Closing
from showroom.forms.choices import LOST_CATEGORIES, LOST_KINDS
from showroom.forms.field import Option
from showroom.forms.follow_up import Contact
from showroom.language import chinese
from showroom.rules.level import LOG_LEVELS
from showroom.rules.lost import RequestKind
from showroom.rules.money import show_money
from showroom.sheets import ladders, shapes, table
from showroom.sheets.card_grid import ROW, Grid, word_of
from showroom.sheets.frame import BODY, LABEL_SIZE, HeadField, head_field
from showroom.sheets.ladders import Fitted, Ladder
from showroom.sheets.notes import Notes
from showroom.sheets.page import Align, Area
from showroom.sheets.table import Column, Group
from showroom.sheets.text import MM, PITCH

HEADS: Final = 9.5
COMMON_HEAD: Final = 4.75
LINE: Final = 9.5
LEVEL_SIZE: Final = 10.5
DAY_SIZE: Final = 8.5
UNDER_DAY: Final = 8.0
ANALYSIS: Final = 10.0
SIGNED: Final = 9.0
FILED: Final = 10.0
CLOSING_TOP: Final = BODY + HEADS + ROWS_A_SIDE * LINE


def heads(sheet: CardSheet, blank: bool, notes: Notes) -> tuple[HeadField, ...]:
    """The head fields of the back."""
    fields = (
        (chinese("Number of the card"), 36, sheet.number, ladders.words),
        (chinese("Customer name"), 54, sheet.name, ladders.person),
        (chinese("Phone, on the card"), 40, sheet.phone, ladders.words),
        (chinese("Age of the card"), 32, chinese("{days} days", days=sheet.age), ladders.words),
    )
    return tuple(
        head_field(label, wide, "" if blank else value, notes.at(label, value), ladder)
        for label, wide, value, ladder in fields
    )


def _groups() -> tuple[Group, ...]:
    return (
        Group("", (
            Column(chinese("Date and time, two lines"), 13), Column(chinese("Way, two lines"), 14),
            Column(chinese("Purpose, on the card"), 14), Column(chinese("What was said, on the card"), 58),
        )),
        Group(chinese("Level, common head"), (
            Column(chinese("Before, one sign"), 7.5, Align.CENTRE),
            Column(chinese("After, one sign"), 7.5, Align.CENTRE),
        )),
        Group("", (
            Column(chinese("Result, on the card"), 14), Column(chinese("Next day and way, two lines"), 15),
            Column(chinese("Signed by, two lines"), 11), Column(chinese("Manager's review"), 26),
        )),
    )  # fmt: skip


@dataclass(frozen=True)
class Back:
    """One back side that is being drawn: up to twenty contacts, and on the last one how the card ended."""

    grid: Grid
    sheet: CardSheet
    contacts: Sequence[Contact]
    last: bool

    def draw(self) -> None:
        """The record, then the block below it or the word that it goes on."""
        page, groups = self.grid.page, _groups()
        paper = page.paper
        area = Area(paper.left, BODY, paper.live_width, HEADS)
        columns = [column for group in groups for column in group.columns]
        table.grouped_heads(page, groups, area, COMMON_HEAD)
        table.grouped_uprights(page, groups, area, COMMON_HEAD, CLOSING_TOP)
        # Within the groups they end with the heads; below those they run down the rows too.
        for x in _inner(groups, paper.left):
            page.down(x, area.bottom, CLOSING_TOP)
        table.rows(page, BODY + HEADS, LINE, ROWS_A_SIDE)
        if not self.grid.blank:
            for place, contact in enumerate(self.contacts):
                cells = table.cells(columns, paper.left, BODY + HEADS + place * LINE, LINE)
                self._contact(contact, [area for _column, area in cells])
        if self.last:
            self._closing(self.sheet.record.closing)
        else:
            right = paper.live_right - 1.0
            words = chinese("Continued on the next page")
            page.word(right, CLOSING_TOP + ROW / 2, words, 8.5, bold=True, align=Align.RIGHT)

    def _contact(self, contact: Contact, areas: Sequence[Area]) -> None:
        day, way, purpose, said, before, after, result, coming, by, review = areas
        self._two_lines(day, contact.day, _clock(contact.time))
        method = "traffic_type" if contact.entry is not None else follow_up.METHOD.options
        self._text(way, contact, self._word(contact.method, method))
        self._text(purpose, contact, self._word(contact.purpose, follow_up.PURPOSE.options))
        self._text(said, contact, contact.said, ladders.prose)
        self._levels(contact, before, after)
        self._text(result, contact, self._word(contact.result, follow_up.RESULT.options))
        next_method = self._word(contact.next_method, follow_up.METHOD.options)
        if contact.agreed_on is not None:
            self._two_lines(coming, contact.agreed_on, next_method)
        else:
            self._text(coming, contact, next_method)
        self._text(by, contact, contact.by)
        reviews = self.sheet.record.reviews_of(contact)
        words = "；".join(f"{one.words} {one.by} {one.day:%m-%d}" for one in reviews)
        self._text(review, contact, words, ladders.prose)

    def _text(self, area: Area, contact: Contact, text: str, ladder: Ladder = ladders.words) -> None:
        self.grid.text(area, chinese("Contact {number}", number=contact.ordinal), text, ladder)

    def _two_lines(self, area: Area, day: date, below: str) -> None:
        """A day in bold, and under it what is a little smaller."""
        page, pitch = self.grid.page, PITCH * DAY_SIZE / MM
        x = area.x + area.pad
        middle = area.middle - pitch / 2 if below else area.middle
        page.word(x, middle, f"{day:%m-%d}", DAY_SIZE, bold=True)
        fitted = ladders.words(below, area.room, pitch, str)
        page.word(x, middle + pitch, "".join(fitted.lines), min(fitted.size, UNDER_DAY))

    def _levels(self, contact: Contact, before: Area, after: Area) -> None:
        """Letters, and between them whether certainty rose or fell."""
        for area, level in ((before, contact.level_before), (after, contact.level_after)):
            if level:
                self.grid.page.lines(area, Fitted((level,), LEVEL_SIZE, bold=True), Align.CENTRE)
        known = [str(one) for one in LOG_LEVELS]
        pair = [contact.level_before, contact.level_after]
        if pair[0] != pair[1] and all(one in known for one in pair):
            up = known.index(pair[1]) < known.index(pair[0])
            shapes.arrow(self.grid.page, after.x, after.middle, up=up)

    # -- how it ended -------------------------------------------------------------------------------

    def _closing(self, closing: Closing | None) -> None:
        grid, y = self.grid, CLOSING_TOP
        told = None if grid.blank else closing
        asked, kind, bought = grid.cells(y, (3, 3, 6))
        grid.value(asked, chinese("Date, on the card"), str(told.asked_on) if told else "")
        grid.boxes(kind, chinese("Kind, on the card"), LOST_KINDS, (told.kind,) if told else ())
        grid.value(bought, chinese("Bought instead"), _bought(told))
        grid.under(y + ROW)
        wake_up, reason = grid.cells(y + ROW, (3, 9))
        grid.value(wake_up, chinese("Wake-up day"), str(told.wake_on or "") if told else "")
        grid.boxes(reason, chinese("Reason, on the card"), LOST_CATEGORIES, self._category(told))
        y += 2 * ROW
        grid.under(y)
        (analysis,) = grid.cells(y, (12,), ANALYSIS)
        grid.value(analysis, chinese("Analysis of the reason"), self._analysis(told), ladders.prose)
        y += ANALYSIS
        grid.under(y)
        decision, signed = grid.cells(y, (9, 3), SIGNED)
        grid.value(decision, chinese("Decision"), self._decision(told), ladders.prose)
        self._signed(signed, told)
        high = 2 * ROW + ANALYSIS + SIGNED
        grid.section(CLOSING_TOP, high, chinese("Lost or dormant, on the stub"))
        self._filed(CLOSING_TOP + high)

    def _signed(self, area: Area, told: Closing | None) -> None:
        room = self.grid.label(area, chinese("Manager's signature"))
        if told is not None and told.decided_on is not None:
            self.grid.text(room, chinese("Manager's signature"), f"{told.decided_by} {told.decided_on:%m-%d}")
        else:
            words = chinese("month, day")
            right, middle = area.right - 1.5, area.middle
            self.grid.page.word(right, middle, words, LABEL_SIZE, align=Align.RIGHT)

    def _filed(self, y: float) -> None:
        grid, sheet = self.grid, self.sheet
        where, looks = grid.cells(y, (9, 3), FILED)
        options = (
            Option("delivered", chinese("Deal, kept as owner")), Option("lost", chinese("Lost, in a box")),
            Option("dormant", chinese("Dormant, in a box")), Option("handed_over", chinese("Handed over")),
        )  # fmt: skip
        chosen = {sheet.state} | ({"handed_over"} if sheet.record.handed_over else set())
        grid.boxes(where, chinese("Filed as"), options, chosen & {one.code for one in options})
        seen = chinese("Manager {times}", times=len(sheet.record.reviews)) if sheet.record.reviews else ""
        grid.value(looks, chinese("Times looked at"), seen)
        grid.section(y, FILED, chinese("Filed, on the stub"))

    def _word(self, code: str, name: str) -> str:
        return next((word_of(one) for one in self.sheet.lists[name] if one.code == code), code)

    def _category(self, told: Closing | None) -> tuple[str, ...]:
        """The group of a loss's reason; a sleeping card has none."""
        if told is None or told.kind != RequestKind.LOST:
            return ()
        reasons = self.sheet.lists["lost_reason"]
        return tuple(one.category for one in reasons if one.code == told.reason)

    def _analysis(self, told: Closing | None) -> str:
        if told is None:
            return ""
        name = "lost_reason" if told.kind == RequestKind.LOST else "dormant_reason"
        gap = chinese("Price gap {amount} yuan", amount=show_money(told.price_gap)) if told.price_gap else ""
        return "；".join(filter(None, (self._word(told.reason, name), told.analysis, gap)))

    def _decision(self, told: Closing | None) -> str:
        if told is None:
            return ""
        return "；".join(filter(None, (self._word(told.state, "request_state"), told.instruction)))


def _inner(groups: Sequence[Group], x: float) -> Iterator[float]:
    """Where the rules within groups stand."""
    for group in groups:
        for place, column in enumerate(group.columns):
            if place:
                yield x
            x += column.width


def _bought(told: Closing | None) -> str:
    return told.bought if told else ""


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
