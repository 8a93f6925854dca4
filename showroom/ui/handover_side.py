"""Beside the cards that are handed over: who receives, what is covered now, what was handed over before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.handover import Handed, Preview
from showroom.language import _, mark
from showroom.rules.handover import HandoverKind, SplitBy
from showroom.ui import names
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.names import Names
from showroom.ui.side_column import SideSection

# The keys 1 to 9 give cards to so many.
NUMBERED: Final = 9
_SHOWN: Final = 10
WAYS: Final[Mapping[SplitBy, str]] = {
    SplitBy.TURNS: mark("By turns"),
    SplitBy.LEVEL: mark("By level"),
    SplitBy.MODEL: mark("By model"),
    SplitBy.AREA: mark("By area"),
}


def _stops(widget: QWidget) -> list[QWidget]:
    """What the keyboard can stand on."""
    found = widget.findChildren(QWidget)
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isEnabled()]


class _Lines(SideSection):
    """A section whose lines are made anew at each reading; the keyboard stays at its place."""

    def __init__(self, title: str, short: str) -> None:
        super().__init__(title, short)
        self._list = QWidget(self)
        self.body.addWidget(self._list)

    def _fill(self, lines: list[QWidget]) -> None:
        stops = _stops(self._list)
        here = next((place for place, one in enumerate(stops) if one.hasFocus()), None)
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for line in lines:
            column.addWidget(line)
        before, self._list = self._list, fresh
        self.body.replaceWidget(before, fresh)
        fresh.show()
        if here is not None:
            now = _stops(fresh)
            if now:
                now[min(here, len(now) - 1)].setFocus()
        before.hide()
        before.deleteLater()
        self.set_wanted(bool(lines))


class ReceiversSection(_Lines):
    """Who takes part, by what the cards are split, what each gets and has then."""

    # Other receivers or another way: the cards are split anew.
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(_("Receivers"), _("To"))
        self.ways = Segments([(str(way), _(word)) for way, word in WAYS.items()])
        self.ways.choose(str(SplitBy.TURNS))
        self.ways.chosen.connect(lambda _way: self.chosen.emit())
        self.ways.setAccessibleName(_("How the cards are split"))
        self.body.insertWidget(self.body.indexOf(self._list), self.ways)
        self.ticks: dict[int, QCheckBox] = {}
        self._shares: dict[int, Text] = {}

    @property
    def way(self) -> SplitBy:
        """By what they are split."""
        return SplitBy(self.ways.current())

    @property
    def ticked(self) -> list[int]:
        """Who takes part."""
        return [who for who, tick in self.ticks.items() if tick.isChecked()]

    def show_receivers(self, preview: Preview, by_name: Names) -> None:
        """Everybody who can receive; who was ticked stays ticked, at first everybody is."""
        left_out = {who for who, tick in self.ticks.items() if not tick.isChecked()}
        self.ticks, self._shares, lines = {}, {}, list[QWidget]()
        for place, one in enumerate(preview.receivers, 1):
            name = names.shown(by_name, one.name)
            tick = QCheckBox(in_menu(f"{place}  {name}" if place <= NUMBERED else name))
            tick.setAccessibleName(name)
            tick.setChecked(one.staff not in left_out)
            tick.clicked.connect(lambda _on: self.chosen.emit())
            share = Text("", Role.LABEL)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(tick)
            row.addStretch(1)
            row.addWidget(share)
            self.ticks[one.staff], self._shares[one.staff] = tick, share
            lines.append(line)
        self._fill(lines)

    def show_split(self, preview: Preview, split: Mapping[int, int]) -> None:
        """What each gets, and has then."""
        for who, (gets, then) in preview.after(split).items():
            words = _("+{gets}, then {then}", gets=gets, then=then) if gets else _("has {count}", count=then)
            self._shares[who].setText(words)
            self.ticks[who].setAccessibleDescription(words)
        self.tell(str(len(split)))


class HandedSection(_Lines):
    """The covers that run or come, or the handovers before; each with what can be done about it."""

    pressed = Signal(object)

    def __init__(self, title: str, short: str, verb: str) -> None:
        super().__init__(title, short)
        self._verb = verb
        self.buttons: dict[int, Button] = {}

    def show_handed(self, handed: tuple[Handed, ...], by_name: Names, *, can: bool) -> None:
        """These, the newest first; `can` offers the verb where it can still be done."""
        self.buttons, lines = {}, list[QWidget]()
        for one in handed[:_SHOWN]:
            line = QWidget()
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            head = QHBoxLayout()
            head.setSpacing(TIGHT)
            head.addWidget(Text(head_words(one, by_name), Role.BODY, wrap=True), 1)
            column.addLayout(head)
            column.addWidget(Text(foot_words(one, by_name), Role.HINT, wrap=True))
            if can or one.can_be_reversed:
                button = Button(self._verb, Kind.QUIET)
                button.setAccessibleName(f"{self._verb}: {head_words(one, by_name)}")
                button.clicked.connect(lambda _on=False, one=one: self.pressed.emit(one))
                head.addWidget(button)
                self.buttons[one.handover] = button
            lines.append(line)
        self._fill(lines)
        self.tell(str(len(handed)) if handed else "")


def head_words(one: Handed, by_name: Names) -> str:
    """3月5日 陈涛 → 李娜 7、王芳 6."""
    giver = names.shown(by_name, one.giver_name)
    shares = "、".join(f"{names.shown(by_name, name)} {count}" for name, count in one.shares)
    if one.kind is HandoverKind.REVERSE:
        return _(
            "{day} back to {name}: {count}", day=day_words.month_day(one.day), name=giver, count=one.cards
        )
    if one.kind is HandoverKind.COVER:
        return _("{shares} for {name}", shares=shares, name=giver)
    return f"{day_words.month_day(one.day)} {giver} → {shares}"


def foot_words(one: Handed, by_name: Names) -> str:
    """Why and by whom; of a cover its days, of what was taken back when."""
    by = names.shown(by_name, one.by)
    parts = [one.reason, by]
    if one.kind is HandoverKind.COVER and one.last_day is not None:
        days = _(
            "{first} to {last}",
            first=day_words.month_day(one.first_day),
            last=day_words.month_day(one.last_day),
        )
        parts.insert(0, days)
    if one.reversed_on is not None:
        parts.append(_("taken back {day}", day=day_words.month_day(one.reversed_on)))
    if one.stayed:
        parts.append(_("{count} stayed", count=one.stayed))
    return " · ".join(part for part in parts if part)
