"""The form of one contact, as it opens below a row: how, what for, what was said, which level, when next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Invalid, Problem
from showroom.forms import follow_up as form
from showroom.forms.choices import ACTIVITIES, CONTACT_PURPOSES, METHODS, RESULTS
from showroom.forms.field import Field, Lists, read_field
from showroom.language import _
from showroom.rules.contacts import Method, Result, is_reached
from showroom.ui.appointment_line import AppointmentLine
from showroom.ui.labelled import LabelledChoice, NextDate
from showroom.ui.level_choice import LevelChoice
from showroom.ui.level_facts import LevelFacts
from showroom.ui.lines import Line as InputLine
from showroom.ui.lines import NoteBox
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.line import Line
from showroom.ui.look.tokens import SNUG, TIGHT

_SAID_LINES: Final = 2
_MINUTES: Final = 72
_REASON: Final = 180
_ALL: Final = 100
# The ways that stand there as segments; the others are behind "more".
_USUAL: Final = (Method.PHONE, Method.WECHAT, Method.VISIT, Method.OUTSIDE_VISIT, Method.TEXT_MESSAGE)
_ROOMY: Final = 660
# What is fixed lies in the draft beside the fields of the contact, which has a day of its own.
_FIXED: Final = "fixed."


class FollowUpForm(QWidget):
    """Texts and codes in, values out; it asks nobody and saves nothing."""

    edited = Signal()
    # The level, the result or the way was chosen: the proposal is another.
    turned = Signal()
    # What is shown is higher or lower than before.
    resized = Signal()
    save_pressed = Signal()
    fold_pressed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = ""
        # The day that is proposed for another try.
        self.next_on = today
        self.methods = Segments((one.code, one.label) for one in METHODS if one.code in _USUAL)
        self.methods.setAccessibleName(_("Method"))
        self.purpose = LabelledChoice(_("Aim"), CONTACT_PURPOSES)
        self.level_now, self.levels = Text(_("Level now"), Role.LABEL), LevelChoice()
        self.facts = LevelFacts()
        self.said = NoteBox(_("What was said"), _SAID_LINES)
        self.problem = Text("", Role.ERROR, wrap=True)
        self.appointment = AppointmentLine(lambda: self.next.today)
        self.next = NextDate(_("Next time"), today)
        self.sum = Line()
        self.tomorrow = Button(_("Try again tomorrow"), Kind.QUIET)
        self.unreached = Button(_("No answer"), Kind.QUIET, tip=_("Nobody was reached (F9)"))
        self.unreached.setCheckable(True)
        self.more = Button(_("More"), Kind.QUIET, icon="more", tip=_("Result, activity, minutes, reason"))
        self.more.setCheckable(True)
        self.fold = Button(_("Esc folds"), Kind.QUIET)
        self.save = Button(_("Log it"), Kind.PRIMARY, keys="Ctrl Enter")
        self._make_further()
        self._build()
        self._connect()

    def _make_further(self) -> None:
        self.further = QWidget(self)
        others = tuple(one for one in METHODS if one.code not in _USUAL)
        self.other_method = LabelledChoice(_("Another way"), others)
        self.result = LabelledChoice(_("Result"), RESULTS)
        self.activity = LabelledChoice(_("Activity"), ACTIVITIES)
        self.next_method = LabelledChoice(_("Next by"), METHODS)
        self.minutes = InputLine(_("Minutes"))
        self.minutes.setPlaceholderText(_("Minutes"))
        self.minutes.setFixedWidth(theme.current().widened(_MINUTES))
        self.reason = InputLine(_("Why this level"))
        self.reason.setPlaceholderText(_("Why this level"))
        self.reason.setMinimumWidth(theme.current().widened(_REASON))

    def _build(self) -> None:
        self._first = QHBoxLayout()
        self._first.setSpacing(SNUG + 2)
        self._first.addWidget(self.methods)
        self._first.addWidget(self.purpose)
        self._first.addStretch(1)
        self._first.addWidget(self.level_now)
        self._first.addWidget(self.levels)
        self._more_lines = (QHBoxLayout(), QHBoxLayout())
        for line, parts in zip(
            self._more_lines,
            (
                (self.result, self.activity, self.other_method),
                (self.next_method, self.minutes, self.reason),
            ),
            strict=True,
        ):
            line.setSpacing(SNUG)
            for part in parts:
                line.addWidget(part, int(part is self.reason))
            if self.reason not in parts:
                line.addStretch(1)
        further = QVBoxLayout(self.further)
        further.setContentsMargins(0, 0, 0, 0)
        further.setSpacing(SNUG)
        for line in self._more_lines:
            further.addLayout(line)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(self.next)
        foot.addSpacing(TIGHT)
        foot.addWidget(self.sum, _ALL)
        foot.addStretch(1)
        for button in (self.tomorrow, self.unreached, self.more, self.fold):
            foot.addWidget(button)
        foot.addSpacing(TIGHT)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addLayout(self._first)
        column.addWidget(self.facts)
        column.addWidget(self.said)
        column.addWidget(self.problem)
        column.addWidget(self.appointment)
        column.addWidget(self.further)
        self._above_foot = QHBoxLayout()
        column.addLayout(self._above_foot)
        column.addLayout(foot)
        for hidden in (self.facts, self.problem, self.further, self.tomorrow):
            hidden.hide()

    def _connect(self) -> None:
        self.methods.chosen.connect(self._method_chosen)
        self.other_method.picked.connect(self._other_method_chosen)
        self.levels.chosen.connect(self._level_chosen)
        self.result.picked.connect(lambda _code: self._result_chosen())
        self.unreached.clicked.connect(self._toggle_unreached)
        self.tomorrow.clicked.connect(self._take_tomorrow)
        self.more.clicked.connect(self._show_further)
        self.fold.clicked.connect(self.fold_pressed)
        self.save.clicked.connect(self.save_pressed)
        self.next.changed.connect(self.turned)
        for choice in (self.purpose, self.activity, self.next_method):
            choice.picked.connect(lambda _code: self.edited.emit())
        for line in (self.minutes, self.reason, self.next):
            line.textEdited.connect(lambda _text: self._written())
        self.said.textChanged.connect(self._written)
        self.facts.changed.connect(self.turned)
        self.facts.resized.connect(self.resized)
        self.appointment.edited.connect(self._written)
        self.appointment.resized.connect(self.resized)

    # -- what is chosen and written -------------------------------------------------------------------

    def show_card(self, level: str, lists: Lists) -> None:
        """An empty form for a card that stands at a level ("" for a sleeping one)."""
        self._level = level
        self.facts.offer(lists.get(form.CRITERIA.options, ()))
        self.levels.show_level(level)
        self.appointment.open(lists)
        self.appointment.follow(self.said)
        self.put({})

    def put(self, texts: Mapping[str, str]) -> None:
        """Everything as it was typed before; what is not named is as usual."""
        self.blockSignals(True)
        self._choose_method(texts.get(form.METHOD.key, Method.PHONE))
        self.purpose.choose(texts.get(form.PURPOSE.key, ""))
        self.activity.choose(texts.get(form.ACTIVITY.key, ""))
        self.next_method.choose(texts.get(form.NEXT_METHOD.key, ""))
        self.result.choose(texts.get(form.RESULT.key, Result.GO_ON))
        self.levels.show_level(self._level)
        self.levels.choose(texts.get(form.LEVEL.key, ""))
        self.said.setPlainText(texts.get(form.SAID.key, ""))
        self.minutes.setText(texts.get(form.MINUTES.key, ""))
        self.reason.setText(texts.get(form.REASON.key, ""))
        agreed = texts.get(form.AGREED_ON.key, "")
        self.next.fix(date.fromisoformat(agreed) if agreed else None)
        fixed = {key.removeprefix(_FIXED): text for key, text in texts.items() if key.startswith(_FIXED)}
        self.appointment.write(fixed)
        self.further.setVisible(any(texts.get(one.key) for one in (form.MINUTES, form.REASON)))
        self.more.setChecked(not self.further.isHidden())
        self.blockSignals(False)
        self._look_over()
        self.refuse("")

    def texts(self) -> dict[str, str]:
        """What was typed and chosen beside the usual, to be kept; nothing where nobody touched it."""
        day = self.next.day
        found = {
            form.METHOD.key: "" if self.method == Method.PHONE else self.method,
            form.RESULT.key: "" if self.result.code == Result.GO_ON else self.result.code,
            form.LEVEL.key: "" if self.levels.level == self._level else self.levels.level,
            form.CRITERIA.key: " ".join(self.criteria),
            form.SAID.key: self.said.toPlainText(),
            form.MINUTES.key: self.minutes.text(),
            form.REASON.key: self.reason.text(),
            form.NEXT_METHOD.key: self.next_method.code,
            form.AGREED_ON.key: day.isoformat() if day else "",
            **{f"{_FIXED}{key}": text for key, text in self.appointment.texts().items()},
        }
        return {key: text for key, text in found.items() if text.strip()}

    def values(self) -> dict[str, Any]:
        """The values of the fields. Raises Invalid with every problem at once."""
        problems: list[Problem] = []
        values: dict[str, Any] = {}
        for field, text in (
            (form.SAID, self.said.toPlainText()),
            (form.MINUTES, self.minutes.text()),
            (form.REASON, self.reason.text()),
        ):
            try:
                values[field.key] = read_field(field, text, {})
            except Invalid as invalid:
                problems += invalid.problems
        if self.next.problem is not None:
            problems.append(replace(self.next.problem, field=form.AGREED_ON.key))
        if problems:
            raise Invalid(*problems)
        return values | {
            form.METHOD.key: self.method,
            form.PURPOSE.key: self.purpose.code,
            form.ACTIVITY.key: self.activity.code,
            form.RESULT.key: self.result.code,
            form.CRITERIA.key: self.criteria,
            form.NEXT_METHOD.key: self.next_method.code,
            form.AGREED_ON.key: self.next.day,
            **({form.LEVEL.key: self.levels.level} if self.levels.level else {}),
        }

    @property
    def method(self) -> str:
        """How the customer was spoken to."""
        return self.methods.current() or self.other_method.code or str(Method.PHONE)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The facts that were named; none while nobody opened them."""
        return () if self.facts.isHidden() else self.facts.ticked()

    @property
    def reached(self) -> bool:
        """Whether the customer was spoken to."""
        return is_reached(self.result.code)

    def refuse(self, sentence: str, fields: frozenset[str] = frozenset()) -> None:
        """Say why it was not saved, beside what has to be mended; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for field, control in self._controls().items():
            control.set_invalid(sentence if field.key in fields else "")
        if fields & {form.MINUTES.key, form.REASON.key}:
            self.more.setChecked(True)
            self.further.show()
        if form.CRITERIA.key in fields:
            self.facts.show()
        self.resized.emit()

    def _controls(self) -> Mapping[Field, NoteBox | InputLine]:
        return {
            form.SAID: self.said,
            form.MINUTES: self.minutes,
            form.REASON: self.reason,
            form.AGREED_ON: self.next,
        }

    # -- what happens -------------------------------------------------------------------------------

    def _choose_method(self, code: str) -> None:
        usual = code in _USUAL
        if usual:
            self.methods.choose(code)
        else:
            self.methods.choose_none()
        self.other_method.choose("" if usual else code)

    def _method_chosen(self, _code: str) -> None:
        self.other_method.choose("")
        self.turned.emit()

    def _other_method_chosen(self, _code: str) -> None:
        self.methods.choose_none()
        self.turned.emit()

    def _level_chosen(self, _level: str) -> None:
        """Another level opens the facts that speak for it; the level it has closes nothing that is ticked."""
        if self.levels.level != self._level:
            self.facts.show()
        elif not self.facts.ticked():
            self.facts.hide()
        self.turned.emit()
        self.resized.emit()

    def _result_chosen(self) -> None:
        self._look_over()
        self.turned.emit()

    def _toggle_unreached(self) -> None:
        self.result.choose(Result.NO_ANSWER if self.unreached.isChecked() else Result.GO_ON)
        self._result_chosen()

    def say_unreached(self) -> None:
        """F9: nobody answered."""
        self.unreached.click()

    def _take_tomorrow(self) -> None:
        self.next.fix(self.next_on)
        self.turned.emit()

    def _show_further(self, on: bool) -> None:
        self.further.setVisible(on)
        if on:
            self.result.setFocus()
        self.resized.emit()

    def _written(self) -> None:
        if not self.problem.isHidden():
            self.refuse("")
        self.edited.emit()

    def _look_over(self) -> None:
        self.unreached.setChecked(self.result.code == Result.NO_ANSWER)
        self.tomorrow.setVisible(not self.reached)
        hint = _("What was said, in a few words") if self.reached else _("Nothing need be written")
        self.said.setPlaceholderText(hint)

    def open_facts(self) -> None:
        """F8 or a press: the facts, also without another level."""
        self.facts.setVisible(self.facts.isHidden())
        self.resized.emit()
        if not self.facts.isHidden():
            self.facts.to_first()

    def begin(self) -> None:
        """The pen is where the words go."""
        self.said.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc folds, F9 says that nobody answered."""
        if event.key() == Qt.Key.Key_Escape:
            self.fold_pressed.emit()
        elif event.key() == Qt.Key.Key_F9:
            self.say_unreached()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the first line has no room, the purpose goes behind "more"."""
        super().resizeEvent(event)
        beside = (self.methods, self.level_now, self.levels)
        # What the status line says too goes first.
        roomy = self.width() > theme.current().widened(_ROOMY)
        self.fold.setVisible(roomy)
        self.more.setText(_("More") if roomy else "")
        self.more.updateGeometry()
        fits = sum(one.sizeHint().width() for one in (*beside, self.purpose)) + 8 * SNUG <= self.width()
        here = self._first.indexOf(self.purpose) >= 0
        if fits and not here:
            self._first.insertWidget(1, self.purpose)
        elif here and not fits:
            self._more_lines[0].insertWidget(0, self.purpose)
        self._place_sum()

    def say_sum(self, words: str) -> None:
        """Why the next date is the one that is shown; its end, the date itself, is never cut off."""
        self.sum.setText(words)
        self._place_sum()

    def _place_sum(self) -> None:
        """Beside the date where the sum has room, else on a line of its own above it."""
        others = (self.next, self.tomorrow, self.unreached, self.more, self.fold, self.save)
        taken = sum(one.sizeHint().width() + TIGHT for one in others if not one.isHidden()) + 3 * TIGHT
        beside = taken + self.sum.wanted().width() <= self.width()
        here = self._foot.indexOf(self.sum) >= 0
        if beside and not here:
            self._foot.insertWidget(2, self.sum, _ALL)
        elif here and not beside:
            self._above_foot.addWidget(self.sum)
        if beside != here:
            self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        """It takes the width it is given."""
        return QSize(1, super().minimumSizeHint().height())
