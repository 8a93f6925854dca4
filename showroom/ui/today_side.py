"""Beside the work list: how far the day is, first callbacks, who is expected, orders, levels, birthdays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from showroom.forms import day_words
from showroom.forms import traffic_log as log_form
from showroom.forms.choices import FAMILY_RELATIONS, METHODS
from showroom.forms.field import Lists, show
from showroom.forms.reminders import About, Reminder
from showroom.forms.today import ExpectedRow, Group, OverstayRow, StepRow, Today
from showroom.language import _, mark
from showroom.rules.appointments import Kind
from showroom.rules.callback import Stage
from showroom.ui import names
from showroom.ui.appointment_lines import KINDS, AppointmentLines, asks_something, standing
from showroom.ui.card_lines import CardSection, CardWords
from showroom.ui.instruction_lines import InstructionLines
from showroom.ui.look import marks
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.request_lines import RequestLines, decided, to_decide
from showroom.ui.side_column import SideColumn, SideSection
from showroom.ui.team_section import TeamSection

_BAR: Final = 4
_METHODS: Final = {str(one.code): one for one in METHODS}
_RELATIONS: Final = {str(one.code): one for one in FAMILY_RELATIONS}
_STEPS: Final = {
    "signing": mark("signing"),
    "payment": mark("payment"),
    "loan": mark("loan"),
    "plate": mark("plate"),
    "insurance": mark("insurance"),
    "accessories": mark("accessories"),
    "delivery": mark("delivery"),
}


_MISSED: Final = {
    About.CALLBACK: mark("first callback"),
    About.GUEST: mark("expected"),
    About.AGREED: mark("agreed call"),
}


class _Bar(Painted):
    """A quiet bar."""

    def __init__(self) -> None:
        super().__init__()
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wanted(self) -> QSize:
        return QSize(1, _BAR)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        marks.paint_progress(painter, rect, self.part)


class Progress(SideSection):
    """今天的进度: what was done today of all that is due until tonight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Progress of today"), _("Done"), parent)
        self.bar, self.words = _Bar(), Text("", Role.LABEL, wrap=True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.words)

    def show_today(self, today: Today) -> None:
        """The figures of this reading."""
        done = sum(count for _method, count in today.done)
        waits = sum(row.done_at is None and row.group in (Group.OVERDUE, Group.TODAY) for row in today.rows)
        self.bar.part = done / (done + waits) if done else 0.0
        self.bar.setAccessibleName(_("{done} of {all}", done=done, all=done + waits))
        self.bar.update()
        self.tell("", f"{done} / {done + waits}", on_rail=f"{done}/{done + waits}")
        if done:
            by = _(", ").join(
                f"{_METHODS[way].label} {count}" for way, count in today.done if way in _METHODS
            )
            words = _("{count} logged: {by}. What is done stays for 5 minutes.", count=done, by=by)
        else:
            words = _("Nothing is logged yet today.")
        if today.tried:
            words = f"{words} {_('{count} without an answer, still to be done.', count=today.tried)}"
        self.words.setText(words)


class TodaySide(QObject):
    """Fills the sections of the column from one reading."""

    card_wanted = Signal(int)
    customer_pressed = Signal(int)
    owner_wanted = Signal(int)
    # An appointment, and where its menu opens.
    menu_wanted = Signal(object, QPoint)
    # A request that waits for a decision.
    request_chosen = Signal(object)

    def __init__(self, column: SideColumn) -> None:
        super().__init__(column)
        self.progress = Progress()
        self.missed = CardSection(_("Missed while the program was closed"), _("Missed"))
        self.team = TeamSection()
        self.to_decide = RequestLines(_("To decide: lost, dormant"), _("Decide"))
        self.instructions = InstructionLines()
        self.decided = RequestLines(_("Decided lately"), _("Decided"))
        self.to_reassign = CardSection(_("Overdue so long: give to somebody else?"), _("Reassign"))
        self.waking = CardSection(_("Sleeping cards that wake"), _("Wake"))
        self.callbacks = CardSection(_("First callbacks within 24 hours"), _("Call"))
        self.no_shows = AppointmentLines(_("Did not come: why?"), _("Absent"))
        self.expected = AppointmentLines(_("Expected guests"), _("Guests"))
        self.deliveries = CardSection(_("Deliveries"), _("Deliver"))
        self.steps = CardSection(_("Order steps"), _("Orders"))
        self.overstayed = CardSection(_("Longer at a level than it allows"), _("Levels"))
        self.birthdays = CardSection(_("Birthdays"), _("Bdays"))
        self.revealed = CardSection(_("Many whole numbers seen"), _("Seen"))
        self.team.pressed.connect(self.owner_wanted)
        for section in (self.missed, self.progress, self.team):
            column.add(section)
        for section in self._of_cards:
            column.add(section)
        for section in (self.missed, *self._of_cards):
            section.pressed.connect(self.card_wanted)
        self.to_decide.chosen.connect(self.request_chosen)
        self.decided.chosen.connect(lambda one: self.card_wanted.emit(one.prospect))
        for lines in (self.no_shows, self.expected):
            lines.chosen.connect(self._appointment_pressed)
            lines.menu_wanted.connect(self.menu_wanted)

    @property
    def _of_cards(self) -> tuple[CardSection, ...]:
        return (
            self.to_decide,
            self.revealed,
            self.instructions,
            self.callbacks,
            self.no_shows,
            self.expected,
            self.deliveries,
            self.steps,
            self.decided,
            self.waking,
            self.to_reassign,
            self.overstayed,
            self.birthdays,
        )

    def show_today(self, today: Today, lists: Lists, now: datetime) -> None:
        """Everything beside the list; `now` in showroom time."""
        self._lists, self._day = lists, now.date()
        self.progress.show_today(today)
        self.team.show_team(today.team, names.of(lists))
        self._show_requests(today)
        self.callbacks.show_lines(self._callbacks(today, now))
        missed = [one for one in today.expected if one.day < today.day]
        self.no_shows.show_appointments(missed, (self._no_show(one) for one in missed))
        guests = [one for one in today.expected if one.day >= today.day]
        self.expected.show_appointments(guests, (self._expected(one, now) for one in guests))
        self.deliveries.show_lines(
            self._step(one, today.day) for one in today.steps if one.kind == "delivery"
        )
        self.steps.show_lines(self._step(one, today.day) for one in today.steps if one.kind != "delivery")
        self.overstayed.show_lines(_overstayed(one) for one in today.overstayed)
        self.birthdays.show_lines(
            CardWords(one.prospect or 0, one.name, _relation(one.relation), _near(one.day, today.day))
            for one in today.birthdays
        )
        by_name = names.of(lists)
        self.revealed.show_lines(
            CardWords(
                0,
                names.shown(by_name, one.name),
                _("numbers of papers"),
                _("{count} within an hour", count=one.count),
                tone="red",
            )
            for one in today.revealed
        )

    def show_missed(self, missed: tuple[Reminder, ...]) -> None:
        """What fell due while the program was closed."""
        self.missed.show_lines(
            CardWords(
                one.prospect,
                one.name,
                _(_MISSED[one.about]),
                f"{day_words.month_day(one.at.date())} {one.at:%H:%M}",
                tone="red",
            )
            for one in missed
        )

    def _show_requests(self, today: Today) -> None:
        """What waits for a decision, what was decided, what is to be done of it."""
        self.to_decide.show_requests(
            today.requests, (to_decide(one, (today.day - one.asked_on).days) for one in today.requests)
        )
        self.instructions.show_both(
            today.told, today.instructions, names.of(self._lists), team=today.owner is None
        )
        self.decided.show_requests(today.decided, map(decided, today.decided))
        self.waking.show_lines(
            CardWords(one.prospect, one.name, self._model(one.model), day_words.month_day(one.due.day))
            for one in today.waking
        )
        by_name = names.of(self._lists)
        self.to_reassign.show_lines(
            CardWords(
                one.prospect,
                one.name,
                names.shown(by_name, one.owner_name) if one.owner is not None else _("nobody's"),
                day_words.overdue(one.overdue_days),
                one.level,
                "red",
            )
            for one in today.to_reassign
        )

    def _model(self, model: int | None, colour: str = "") -> str:
        word = show(log_form.MODEL, model, self._lists) if model is not None else ""
        return f"{word} {colour}".strip()

    def _callbacks(self, today: Today, now: datetime) -> Iterator[CardWords]:
        for one in today.callbacks:
            due = one.callback.due.astimezone(now.tzinfo)
            late = one.callback.stage is Stage.OVERDUE
            words = _("by {day} {time}", day=_near_short(due.date(), today.day), time=due.strftime("%H:%M"))
            tone = "red" if late else "amber"
            yield CardWords(one.prospect, one.name, self._model(one.model), words, one.level or "N", tone)

    def _expected(self, one: ExpectedRow, now: datetime) -> CardWords:
        words, tone = standing(one, now)
        at = one.at.astimezone(now.tzinfo) if one.at is not None else None
        if not words:
            words = at.strftime("%H:%M") if at is not None else _("today")
            tone = "amber" if at is not None and at < now else "t2"
        return CardWords(one.prospect, one.name, self._wanted(one), words, tone=tone)

    def _no_show(self, one: ExpectedRow) -> CardWords:
        day = day_words.month_day(one.day)
        return CardWords(one.prospect, one.name, self._wanted(one), day, tone="red")

    def _wanted(self, one: ExpectedRow) -> str:
        """The model and what was fixed."""
        return " ".join(part for part in (self._model(one.model), _(KINDS[Kind(one.kind)])) if part)

    def _appointment_pressed(self, one: ExpectedRow, at: QPoint) -> None:
        """What asks for an answer opens its menu, anything else the card."""
        if asks_something(one, self._day):
            self.menu_wanted.emit(one, at)
        else:
            self.card_wanted.emit(one.prospect)

    def _step(self, one: StepRow, today: date) -> CardWords:
        what = "" if one.kind == "delivery" else _(_STEPS[one.kind]) if one.kind in _STEPS else one.kind
        about = " ".join(part for part in (what, self._model(one.model, one.colour)) if part)
        tone = "red" if one.due_on < today else "t2"
        return CardWords(one.prospect, one.name, about, _near_short(one.due_on, today), tone=tone)


def _overstayed(one: OverstayRow) -> CardWords:
    words = _("{days} days, until {end}", days=one.days, end=day_words.month_day(one.window_end))
    return CardWords(one.prospect, one.name, "", words, one.level)


def _relation(code: str) -> str:
    """配偶; "" where it is the customer's own birthday."""
    return _RELATIONS[code].label if code in _RELATIONS else code


def _near(day: date, today: date) -> str:
    """明天，3月6日."""
    near = _near_word(day, today)
    return _("{near}, {day}", near=near, day=day_words.month_day(day)) if near else day_words.short(day)


def _near_short(day: date, today: date) -> str:
    return _near_word(day, today) or day_words.month_day(day)


def _near_word(day: date, today: date) -> str:
    away = (day - today).days
    return {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(away, "")
