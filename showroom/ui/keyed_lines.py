"""Keying in the plan in the evening: the rows as printed, one line at the foot that names the row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.errors import Refused, ShowroomError
from showroom.forms import day_words
from showroom.forms.daily_report import DailyReport, ReportRow
from showroom.forms.keyed_lines import is_done, planned, row_of
from showroom.language import _
from showroom.rules.contacts import Method, Result
from showroom.rules.daily_report import ReportState
from showroom.rules.keyed_line import KeyedLine, is_skip, parse, row_named, skips
from showroom.services import keyed_lines
from showroom.services.desk import new_token
from showroom.services.drafts import Draft
from showroom.ui.keyed_left import LeftLines
from showroom.ui.keyed_row import KeyedRow
from showroom.ui.lines import Line
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.page import Page


class KeyedLines(FlyOut):
    """Enter saves and goes on; what is not understood stays by its row, with the reason; ↑ brings it back."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Close (Esc)"))
        self._host = page
        self.report: DailyReport | None = None
        self.rows: dict[int, KeyedRow] = {}
        self._waiting: list[str] = []
        self.entry = Line(_("One line of the plan"))
        self.left = LeftLines(page, self.entry.text)
        self.entry.entered.connect(self.take)
        self.entry.textEdited.connect(self._typed)
        self.hint = Text(
            _("row  level  days to the next  words · - skips · v visit · * no answer · ↑ last left"),
            Role.LABEL,
            wrap=True,
        )
        self.echo = Text("", Role.PENCIL, wrap=True)
        self.whose = Text("", Role.LABEL, wrap=True)
        foot = QWidget(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(TIGHT)
        for part in (self.echo, self.entry, self.hint, self.whose):
            column.addWidget(part)
        self.put_at_foot(foot)

    def first_stop(self) -> QWidget:
        return self.entry

    # -- the plan -----------------------------------------------------------------------------------

    def open_on(self, report: DailyReport | None) -> None:
        """The plan of a report, with what was left of it before; a sealed one stays as it is."""
        if report is None or report.off or report.state is ReportState.SEALED:
            return
        if self._is_same(report):
            # What is left is still here, newer than any draft.
            self.open_panel()
            self.show_report(report)
            return
        self.report, self._waiting = report, []
        self.left.turn_to(report)
        others = report.consultant != self._host.desk.staff
        self.whose.setText(
            _("These contacts are logged as yours, on {name}'s cards.", name=report.consultant_name)
            if others
            else ""
        )
        self.whose.setVisible(others)
        self._make_rows()
        self.entry.setText("")
        self.open_panel()
        self.left.ask_for(self._bring_back)

    def _bring_back(self, draft: Draft) -> None:
        """The lines that stayed when the program ended; those that were saved by then are done."""
        kept = {int(row): typed for row, typed in draft.texts.items() if row.isdecimal()}
        left = self.left
        left.typed = {row: typed for row, typed in kept.items() if row in self.rows} | left.typed
        for row, typed in left.typed.items():
            left.reasons.setdefault(row, self._why(typed))
        if draft.line and not self.entry.text():
            self.entry.setText(draft.line)
        self._tell()

    def show_report(self, report: DailyReport) -> None:
        """The same plan was read anew; another one closes the panel, with its lines kept."""
        if self.report is None or not self.isVisible():
            return
        if not self._is_same(report):
            self.close_panel()
            return
        self.report = report
        if [row.key for row in planned(report)] != [one.row.key for one in self.rows.values()]:
            self._make_rows()
            self.entry.setFocus()
        self._tell()

    def _is_same(self, report: DailyReport) -> bool:
        here = self.report
        return here is not None and (here.consultant, here.day) == (report.consultant, report.day)

    def _make_rows(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        report = self.report
        self.rows = {row.number: KeyedRow(row) for row in planned(report)} if report else {}
        for one in self.rows.values():
            one.opened.connect(self._open_card)
            column.addWidget(one)
        if not self.rows:
            column.addWidget(Text(_("Nobody is on the plan of this day."), Role.LABEL, wrap=True))
        column.addStretch(1)
        self.fill(content)
        self._tell()

    def _tell(self) -> None:
        """Each row as it stands now, and how many are saved, skipped and left."""
        report = self.report
        if report is None:
            return
        fresh = {row.number: row for row in planned(report)}
        for number, one in self.rows.items():
            typed = self.left.typed.get(number, "")
            one.show_row(fresh[number], typed, self.left.reasons.get(number, ""), skipped=skips(typed))
        done = sum(is_done(row) for row in fresh.values())
        skipped = self.left.skipped
        note = _(
            "saved {done} · skipped {skipped} · open {open}",
            done=done,
            skipped=skipped,
            open=len(fresh) - done - skipped,
        )
        self.show_title(_("Key in the plan"), f"{report.consultant_name}　{note}")
        following = self._next()
        words = f"{following.number}　{following.name}" if following else _("Every row is keyed in.")
        self.entry.setPlaceholderText(words)
        self.refit()

    def _next(self) -> ReportRow | None:
        """The first row of which nothing is known yet."""
        rows = planned(self.report) if self.report else ()
        return next((row for row in rows if not is_done(row) and row.number not in self.left.typed), None)

    # -- a line -------------------------------------------------------------------------------------

    def _typed(self, typed: str) -> None:
        """Say it back while it is typed; what is wrong is told quietly until Enter."""
        self.entry.set_invalid("")
        self.echo.set_role(Role.PENCIL)
        try:
            self.echo.setText(self._said_back(typed) if typed.strip() else "")
        except Refused as refused:
            self.echo.setText(refused.sentence())
        self.left.is_due()
        self._bring_row(row_named(typed))

    def _bring_row(self, number: int | None) -> None:
        """The row that a line names is in view, with why a line stays there."""
        self.refit()
        if number in self.rows:
            self._scroll.ensureWidgetVisible(self.rows[number], 0, SNUG)

    def _said_back(self, typed: str) -> str:
        line, row = self._understood(typed)
        return f"{row.number} {row.name}　{_words(line, row)}"

    def _understood(self, typed: str) -> tuple[KeyedLine, ReportRow]:
        if self.report is None:
            raise RuntimeError("a line is keyed in on a plan")
        line = parse(typed, self._host.desk.clock.today())
        return line, row_of(self.report, line)

    def _why(self, typed: str) -> str:
        """Why a line stays; one that is understood was only not saved yet."""
        try:
            self._understood(typed)
        except Refused as refused:
            return refused.sentence()
        return _("Not saved yet: bring it back with ↑ and press Enter.")

    def take(self) -> None:
        """Enter: the line is saved, skips its row, or stays by its row with the reason."""
        typed = self.entry.text().strip()
        following = self._next()
        if is_skip(typed) and following is not None:
            typed = f"{following.number} -"
        if not typed:
            return
        number = row_named(typed)
        if number not in self.rows:
            self._refuse_here(self._why(typed))
            return
        # Not `clear`, which Ctrl+Z would take back before the line that was saved.
        self.entry.setText("")
        self.echo.setText("")
        self._put(number, typed)

    def _put(self, number: int, typed: str) -> None:
        """A line of a row of the plan: saved, or left by its row."""
        self.left.typed[number] = typed
        try:
            line, row = self._understood(typed)
        except Refused as refused:
            self.left.reasons[number] = refused.sentence()
        else:
            self.left.reasons.pop(number, None)
            if not line.skipped and row.prospect is not None:
                self._send(typed, row, row.prospect)
        self._tell()
        self._bring_row(number)
        self.left.keep()

    def _refuse_here(self, sentence: str) -> None:
        """No row to stay by: it stays where it is written."""
        self.entry.set_invalid(sentence)
        self.echo.set_role(Role.ERROR)
        self.echo.setText(sentence)
        self.refit()

    def _send(self, typed: str, row: ReportRow, card: int) -> None:
        """One after the other, each under a token of its own that its draft has, too."""
        if self.left.is_sending:
            self._waiting.append(typed)
            return
        report, desk, token = self.report, self._host.desk, new_token()
        if report is None:
            return
        self.left.send(row.number, typed, token)
        self._host.ask(
            self._host,
            lambda: keyed_lines.key_in(desk, report.consultant, report.day, card, typed, token=token),
            lambda _saved: self._saved(row, token),
            partial(self._not_saved, row.number, token),
        )

    def _saved(self, row: ReportRow, token: str) -> None:
        self._host.done.emit(_("Row {row}, {name}, is saved", row=row.number, name=row.name), token)
        if not self.left.answers(token):
            return
        self.left.forget(row.number)
        self._tell()
        self._go_on()

    def _not_saved(self, number: int, token: str, error: ShowroomError) -> None:
        if not self.left.answers(token):
            self._host.refused.emit(error)
            return
        self.left.reasons[number] = error.sentence()
        self._tell()
        self.left.keep()
        self._go_on()

    def _go_on(self) -> None:
        """The lines that were typed while another was being saved."""
        if self._waiting:
            typed = self._waiting.pop(0)
            self._put(row_named(typed) or 0, typed)

    def _open_card(self, row: ReportRow) -> None:
        self._host.card_wanted.emit(row.prospect, (row.prospect,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ in the empty line brings the last one back that was left."""
        last = self.left.last()
        if event.key() == Qt.Key.Key_Up and self.entry.hasFocus() and not self.entry.text() and last:
            self.entry.setText(last)
            self._typed(self.entry.text())
            return
        super().keyPressEvent(event)


def _words(line: KeyedLine, row: ReportRow) -> str:
    """What a line says, as it will be saved."""
    if line.skipped:
        return _("skipped")
    level = f"{row.level_before} → {line.level}" if line.level not in ("", row.level_before) else ""
    how = _("called on them") if line.method is Method.OUTSIDE_VISIT else ""
    answer = _("nobody answered") if line.result is Result.NO_ANSWER else ""
    day = _("next {day}", day=day_words.short(line.agreed_on)) if line.agreed_on else ""
    return "　".join(filter(None, (level, how, answer, day, line.words)))
