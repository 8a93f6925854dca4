"""Beside a daily report: the month so far with its rates, whether the cards add up, what is told and open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.forms import day_words
from showroom.forms.daily_report import Adjusted, DailyReport, Waiting
from showroom.forms.figures import FIGURE, Panel, PanelLine, Value
from showroom.language import _, either
from showroom.rules.periods import Period, Span, between, holding
from showroom.rules.roll_forward import ADDED, LEVELS, TAKEN, RollForward, Term
from showroom.ui.cells import Cell, Run
from showroom.ui.daily_report_bar import state_of
from showroom.ui.figure_lines import FigureCell, FigureLine, FigureTable, Told, told_cell, words
from showroom.ui.figures_table import FiguresModel, FiguresTable
from showroom.ui.look.labels import Role, Text
from showroom.ui.side_column import SideSection

_ROW: Final = 24
_WORD: Final = 58


class MonthSection(SideSection):
    """The month before the day, the day, month to date, target, attainment; numbers can be asked about."""

    # A `Told` whose definition and rows are wanted.
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The month up to this day"), _("Month"), parent)
        self.model = FiguresModel(self)
        words = _("The month up to this day")
        self.table = FiguresTable(self.model, words, row=_ROW, least_word=_WORD, whole=True)
        self.rates = FiguresModel(self)
        self.rate_table = FiguresTable(self.rates, _("Rates"), row=_ROW, least_word=_WORD, whole=True)
        for table in (self.table, self.rate_table):
            self.body.addWidget(table)
            table.opened.connect(self.opened)

    def show_panel(self, panel: Panel | None, whose: tuple[int, str]) -> None:
        """The figures under the report of a consultant."""
        if panel is None:
            return
        lines = tuple(_line(one, panel, whose) for one in panel.lines)
        heads = ("", _("Prior"), _("On day"), _("So far"), _("Goal"), _("Met"))
        self.model.show_table(FigureTable(heads, lines))
        so_far = holding(Span.MONTH, panel.day).until(panel.day)
        rates = tuple(
            FigureLine((words(_(one.figure.label)), told_cell(Told(one, so_far, *whose))))
            for one in panel.rates
        )
        self.rates.show_table(FigureTable((_("Rates of the month"), ""), rates))
        passed = round(100 * panel.day.day / holding(Span.MONTH, panel.day).days)
        self.tell("", _("{percent} % of the month", percent=passed), on_rail=f"{passed}%")


def _line(one: PanelLine, panel: Panel, whose: tuple[int, str]) -> FigureLine:
    day = panel.day
    month = holding(Span.MONTH, day)
    periods = (
        (one.on_day, Period(Span.DAY, day, day)),
        (one.to_date, month.until(day)),
    )
    told = [told_cell(Told(Value(FIGURE[one.key], count), period, *whose)) for count, period in periods]
    before = _right(str(one.before))
    if day > month.first:
        days = between(month.first, day - timedelta(1))
        before = told_cell(Told(Value(FIGURE[one.key], one.before), days, *whose))
    target = "" if one.target is None else str(one.target)
    attained = "" if one.attainment is None else f"{100 * one.attainment:.0f}%"
    return FigureLine((words(_(one.label)), before, *told, _right(target), _right(attained)))


def _right(text: str) -> FigureCell:
    return FigureCell(Cell((Run(text, "t2"),), right=True))


class CardsSection(SideSection):
    """意向客户数核对: the cards of the day as a sum that closes, or says where it does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Do the cards add up"), _("Cards"), parent)
        self.sum = Text("", Role.BODY, wrap=True)
        self.verdict = Text("", Role.LABEL, wrap=True)
        self.body.addWidget(self.sum)
        self.body.addWidget(self.verdict)

    def show_identity(self, identity: RollForward) -> None:
        """Over all levels; which levels do not close."""
        self.sum.setText(sum_of(identity))
        broken = [str(level) for level in LEVELS if identity.difference(level)]
        closes = _("The sum closes at every level.")
        self.verdict.setText(
            _("The sum does not close at {levels}.", levels=either("、", ", ").join(broken))
            if broken
            else closes
        )
        self.verdict.set_role(Role.ERROR if broken else Role.LABEL)
        self.tell(str(identity.total(Term.CLOSING)), "" if broken else _("closes"))


def sum_of(identity: RollForward) -> str:
    """前日 63 + 新增 2 − 成交 1 = 63; what is nought is left out."""
    labels = {
        Term.NEW: _("new"),
        Term.RETURNED: _("taken up"),
        Term.RECEIVED: _("received"),
        Term.HANDED_OVER: _("handed over"),
        Term.WITHDRAWN: _("withdrawn"),
        Term.DELIVERED: _("delivered"),
        Term.LOST: _("lost"),
        Term.DORMANT: _("asleep"),
    }
    said = [_("prior day {count}", count=identity.total(Term.OPENING))]
    for term in (*ADDED, *TAKEN):
        count = identity.total(term)
        if count and term in labels:
            said.append(f"{'+' if term in ADDED else '−'} {labels[term]} {count}")
    return f"{' '.join(said)} = {identity.total(Term.CLOSING)}"


class ToldSection(SideSection):
    """What was found on sealed reports since, and why this one was sent back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Told on this report"), _("Told"), parent)
        self.words = Text("", Role.BODY, wrap=True)
        self.body.addWidget(self.words)

    def show_report(self, report: DailyReport) -> None:
        """Nowhere to be seen where there is nothing to tell."""
        said = [adjusted(one) for one in report.adjustments]
        if report.returned_because:
            said.insert(0, _("Sent back: {words}", words=report.returned_because))
        self.words.setText("\n".join(said))
        self.tell(str(len(said)) if said else "")
        self.set_wanted(bool(said))


def adjusted(one: Adjusted) -> str:
    """One thing that was corrected after the sealing."""
    figure = FIGURE.get(one.what)
    what = one.name or (_(figure.label) if figure is not None else one.what)
    said = _("{what}: {before} → {after}", what=what, before=one.before or "–", after=one.after or "–")
    return f"{day_words.month_day(one.day)} {said}"


class WaitingSection(SideSection):
    """How everybody's report of the day stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Reports of the day"), _("Reports"), parent)
        self.words = Text("", Role.BODY, wrap=True)
        self.body.addWidget(self.words)

    def show_people(self, people: Sequence[Waiting]) -> None:
        """Who has not handed in, what waits; of one's own alone nothing is said."""
        self.words.setText("\n".join(f"{one.consultant_name}　{state_of(one)}" for one in people))
        missing = sum(one.missing for one in people)
        self.tell(str(missing) if missing else "", _("not handed in") if missing else _("all are in"))
        self.set_wanted(len(people) > 1)
