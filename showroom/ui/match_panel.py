"""Who this may be: the customers that match what is being typed, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from showroom.forms import day_words
from showroom.forms.choices import CARD_STATES, TRAFFIC_TYPES
from showroom.forms.field import Lists, Option
from showroom.language import _
from showroom.rules.level import Level
from showroom.services.customer_matches import Match
from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.labels import Section, literal
from showroom.ui.look.painted import Painted
from showroom.ui.look.sheet import FLOAT_ROOM, Panel
from showroom.ui.look.tokens import BADGE, CONTROL_RADIUS, SNUG, TIGHT, Size, Weight

# The arrow key that points at the first of those offered.
_DOWN = "↓"
_CLOSED = {"dormant": Level.DORMANT, "delivered": Level.DELIVERED, "lost": Level.LOST}
# Between the lines of a person, in pixels.
_BETWEEN = 2


class Act(StrEnum):
    """What choosing an offer does."""

    REPEAT = "repeat"
    SOMEBODY_ELSE = "somebody_else"
    TAKE = "take"
    CARD = "card"
    ANOTHER_WISH = "another_wish"


@dataclass(frozen=True)
class Offer:
    """One line that can be chosen: an act, and the customer it is about."""

    act: Act
    match: Match


def why(match: Match) -> str:
    """Why a customer is offered."""
    return {
        "same_number": _("same number"),
        "one_digit_off": _("one digit off"),
        "begins": _("number begins so"),
        "ends": _("number ends so"),
        "name_and_ends": _("name and number match"),
        "name": _("in the name"),
        "pinyin": _("pinyin of the name"),
        "initials": _("initials of the name"),
    }[match.why]


def state_word(match: Match) -> str:
    """What became of the newest card of somebody who has no open one; "" while it is open."""
    return "" if match.state in ("", "open") else _label(CARD_STATES, match.state)


def _badge_of(match: Match) -> str:
    """The letter of the badge: a card that is no longer open has that of its state (forms 2.3)."""
    return str(_CLOSED.get(match.state) or match.level or Level.UNRATED)


class _Choice(QWidget):
    """A line that can be chosen by click or arrow key; the chosen one is filled when it is an act."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = self._hint = self._keys = self._way = ""
        self._chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, words: str, hint: str, keys: str) -> None:
        """Offer something else."""
        self._words, self._hint, self._keys = words, hint, keys
        self._chosen = False
        self.setFixedHeight(theme.current().grown(28))
        self.setAccessibleName(f"{words} {hint}".strip())
        self.update()

    def choose(self, on: bool, way: str = "") -> None:
        """Fill it or not; `way` is the key that leads here from the strip."""
        if (on, way) != (self._chosen, self._way):
            self._chosen, self._way = on, way
            self.update()

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()

    def mouseReleaseEvent(self, _event: QEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self._chosen or self.underMouse():
            pixels.box(painter, rect, CONTROL_RADIUS - 2, tokens.fill if self._chosen else tokens.head)
        inner = rect.adjusted(SNUG, 0, -SNUG, 0)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM if self._chosen else Weight.REGULAR))
        cap = self._keys if self._chosen else self._way
        room = marks.key_cap_size(cap).width() + TIGHT if cap else 0
        words = inner.adjusted(0, 0, -room, 0)
        pixels.write(painter, words, self._words, tokens.fill_text if self._chosen else tokens.t1)
        if self._hint and not (self._chosen and cap):
            painter.setFont(look.font(Size.SMALL))
            colour = tokens.fill_text if self._chosen else tokens.t2
            pixels.write(painter, words, self._hint, colour, Qt.AlignmentFlag.AlignRight)
        if cap:
            self._paint_cap(painter, inner, cap)
        painter.end()

    def _paint_cap(self, painter: QPainter, inner: QRectF, cap: str) -> None:
        size = marks.key_cap_size(cap)
        place = QRectF(
            inner.right() - size.width(), inner.center().y() - size.height() / 2, size.width(), size.height()
        )
        marks.paint_key_cap(painter, place, cap, on_fill=self._chosen)


class _Person(Painted):
    """Level, name, sex and number on one line, the facts below; a long one ends with an ellipsis.

    One painted widget, used for one match after another: building labels and layouts costs a key press
    more than the search does.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._match: Match | None = None
        self._sex = ""
        self._told: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, match: Match, sex: str, told: list[str]) -> None:
        """Show another match; the whole of its facts is in the tip."""
        if (match, sex, told) == (self._match, self._sex, self._told):
            return
        self._match, self._sex, self._told = match, sex, told
        self.setToolTip(literal("\n".join(told)))
        self.setAccessibleName(", ".join((f"{match.name} {match.phone}", *told)))
        self.refresh()

    def wanted(self) -> QSize:
        """A line, and a small one for each fact."""
        return QSize(60, TIGHT + _name_line() + len(self._told) * (_fact_line() + _BETWEEN))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        if self._match is None:
            return
        look = theme.current()
        side = round(BADGE * look.text_percent / 100)
        paint_badge(painter, QRectF(rect.left(), rect.top() + TIGHT, side, side), _badge_of(self._match))
        line = rect.adjusted(side + SNUG, TIGHT, 0, 0)
        line.setHeight(_name_line())
        self._draw_name(painter, line, self._match)
        painter.setFont(look.font(Size.SMALL))
        for place, told in enumerate(self._told):
            top = line.bottom() + _BETWEEN + place * (_fact_line() + _BETWEEN)
            fact = QRectF(line.left(), top, line.width(), _fact_line())
            pixels.write(painter, fact, told, look.tokens.t2)

    def _draw_name(self, painter: QPainter, line: QRectF, match: Match) -> None:
        look = theme.current()
        painter.setFont(look.font())
        number = pixels.write(painter, line, match.phone, look.tokens.t1, Qt.AlignmentFlag.AlignRight)
        painter.setFont(look.font(Size.SECTION, Weight.MEDIUM))
        name = line.adjusted(0, 0, -number - SNUG, 0)
        width = pixels.write(painter, name, match.name, look.tokens.t1)
        painter.setFont(look.font(Size.BODY))
        pixels.write(painter, name.adjusted(width + SNUG, 0, 0, 0), self._sex, look.tokens.t2)


def _name_line() -> int:
    return theme.current().grown(20)


def _fact_line() -> int:
    return theme.current().grown(18, Size.SMALL)


class MatchPanel(Panel):
    """Opens on top of the side column, never takes the focus; arrows and Enter come from the strip."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(TIGHT)
        self._choices: list[tuple[Offer, _Choice]] = []
        # Made when first needed, then used again: those of a kind stand in the column in this order.
        self._people: list[_Person] = []
        self._lines: list[_Choice] = []
        self._exact_head = Section(_("This number"), parent=self)
        self._near_head = Section(_("Similar"), parent=self)
        for head in (self._exact_head, self._near_head):
            head.hide()
        self._index = -1
        self._used = 0
        self._shown: tuple[tuple[Match, ...], Lists] = ((), {})
        theme.current().changed.connect(self._forget)
        self.hide()

    def show_matches(self, matches: tuple[Match, ...], lists: Lists) -> None:
        """Show these; none closes the panel. Whoever was pointed at is not any more."""
        exact = [match for match in matches if match.exact]
        if (matches, lists) != self._shown:
            self._shown = (matches, lists)
            self._fill(matches, exact, lists)
        self._select(0 if exact else -1)
        self.setVisible(bool(matches))

    def _fill(self, matches: tuple[Match, ...], exact: list[Match], lists: Lists) -> None:
        self._clear()
        near = [match for match in matches if not match.exact]
        if exact:
            self._exact_head.count.setText(str(len(exact)))
            self._column.addWidget(self._exact_head)
            for match in exact:
                self._add_person(match, lists)
                owner = _label(lists.get("staff", ()), str(match.owner or ""))
                words = _("Be-back, for {owner}", owner=owner) if owner else _("Be-back, nobody's yet")
                self._add_choice(Offer(Act.REPEAT, match), words, "", "Enter")
                if match.prospect is not None:
                    words = _("Open the card of {name}", name=match.name)
                    self._add_choice(Offer(Act.CARD, match), words, "Ctrl O", "Enter")
            self._add_choice(
                Offer(Act.SOMEBODY_ELSE, exact[0]), _("Somebody else…"), _("needs a reason"), "Enter"
            )
            if exact[0].state == "open":
                words = _("A second wish to buy…")
                self._add_choice(Offer(Act.ANOTHER_WISH, exact[0]), words, _("needs a reason"), "Enter")
        if near:
            if exact:
                self._column.addSpacing(SNUG)
            self._near_head.count.setText(str(len(near)))
            self._column.addWidget(self._near_head)
            for match in near:
                self._add_person(match, lists)
                self._add_choice(
                    Offer(Act.TAKE, match), _("It is {name}", name=match.name), why(match), "Enter"
                )
        self._show_used()

    def _show_used(self) -> None:
        """What is in the column is in view, everything else is not."""
        # Qt lays the whole column out anew for each line that appears, unless the layout rests meanwhile.
        self._column.setEnabled(False)
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        used = {item.widget() for item in items if item is not None}
        everything: tuple[QWidget, ...] = (self._exact_head, self._near_head, *self._people, *self._lines)
        for widget in everything:
            widget.setVisible(widget in used)
        self._column.setEnabled(True)
        self._column.invalidate()

    def _forget(self) -> None:
        """Text of another size needs lines of another height."""
        self._shown = ((), {})

    def _clear(self) -> None:
        self._choices.clear()
        self._used = 0
        self._index = -1
        while self._column.takeAt(0) is not None:
            pass

    def _add_person(self, match: Match, lists: Lists) -> None:
        if self._used == len(self._people):
            self._people.append(_Person(self))
        person = self._people[self._used]
        self._used += 1
        person.say(match, _label(lists.get("sex", ()), match.sex), self._told(match, lists))
        self._column.addWidget(person)

    @staticmethod
    def _told(match: Match, lists: Lists) -> list[str]:
        model = _label(lists.get("car_model", ()), str(match.model)) if match.model else ""
        who = _label(lists.get("staff", ()), str(match.owner or ""))
        owner = _("consultant {owner}", owner=who) if who else _("no consultant yet")
        lines = ["　".join(part for part in (model, state_word(match), owner) if part)]
        if match.last_day:
            kind = _label(TRAFFIC_TYPES, match.last_type)
            lines.append(
                ": ".join(
                    part
                    for part in (f"{day_words.month_day(match.last_day)} {kind}", match.last_note)
                    if part
                )
            )
        return lines

    def _add_choice(self, offer: Offer, words: str, hint: str, keys: str) -> None:
        place = len(self._choices)
        if place == len(self._lines):
            line = _Choice(self)
            line.clicked.connect(lambda: self.chosen.emit(self._choices[place][0]))
            self._lines.append(line)
        choice = self._lines[place]
        choice.say(words, hint, keys)
        self._choices.append((offer, choice))
        self._column.addWidget(choice)

    @property
    def count(self) -> int:
        """How many customers are offered."""
        return len({id(offer.match) for offer, _choice in self._choices})

    @property
    def needed(self) -> int:
        """The height of its frame, without the shadow around."""
        self._column.activate()
        return max(0, self._column.totalSizeHint().height() - FLOAT_ROOM.top() - FLOAT_ROOM.bottom())

    def put(self, place: QRect) -> None:
        """Lay the frame of the panel on this place; the shadow falls around it."""
        self.setGeometry(place.marginsAdded(FLOAT_ROOM))
        self.raise_()

    def move_choice(self, by: int) -> None:
        """Arrow keys of the strip."""
        if self._choices:
            self._select(min(max(self._index + by, 0), len(self._choices) - 1))

    def _select(self, index: int) -> None:
        self._index = index
        for number, (_offer, choice) in enumerate(self._choices):
            choice.choose(number == index, _DOWN if index < 0 and number == 0 else "")

    @property
    def offer(self) -> Offer | None:
        """What Enter does now; None leaves it to the plain registration."""
        return self._choices[self._index][0] if self.isVisible() and self._index >= 0 else None


def _label(options: tuple[Option, ...], code: str) -> str:
    return next((option.label for option in options if option.code == code), "")
