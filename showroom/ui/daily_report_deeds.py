"""What is done with a daily report: words, handing in, sending back, instructions, signing and sealing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.forms.daily_report import INSTRUCTION, DailyReport, ReportRow
from showroom.forms.in_passing import REASON
from showroom.language import _
from showroom.services import daily_report_entry, daily_report_review, daily_report_seal
from showroom.services.desk import new_token
from showroom.sheets.daily_report_printing import bytes_of
from showroom.ui import names
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.page import Page

_SEAL: Final = "seal"

Given = Callable[[Mapping[str, Any]], None]


class ReportDeeds(QObject):
    """Asks for words in a panel over the page; each deed is an act of its own."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._given: Given | None = None
        self.panel = FormPanel(page, page.desk.clock.today)
        # How the question before an unfinished report is sealed is put; a test answers it at once.
        self.sure: Callable[[QWidget, int], bool] = ask_to_seal
        self.panel.given.connect(self._give)

    def _give(self, values: Mapping[str, Any]) -> None:
        if self._given is not None:
            self._given(values)

    def _do(
        self, job: Callable[[], object], words: str, token: str, refused: Callable[[ShowroomError], None]
    ) -> None:
        page = self._page

        def done(_nothing: object) -> None:
            self.panel.close_panel()
            page.done.emit(words, token)

        page.ask(page, job, done, refused)

    def write(self, report: DailyReport, row: ReportRow, words: str) -> None:
        """The consultant's words on a row."""
        desk, token = self._page.desk, new_token()
        self._do(
            lambda: daily_report_entry.write(
                desk, report.consultant, report.day, row.prospect, row.customer, words, token=token
            ),
            _("Written on row {number}", number=row.number),
            token,
            self._page.refused.emit,
        )

    def submit(self, report: DailyReport) -> None:
        """Hand it in; the manager can send it back."""
        desk, token = self._page.desk, new_token()
        left = report.without_result
        said = _("The report is handed in")
        if left:
            said = _("The report is handed in, rows without a result: {count}", count=left)
        self._do(
            lambda: daily_report_entry.submit(desk, report.consultant, report.day, token=token),
            said,
            token,
            self._page.refused.emit,
        )

    def send_back(self, report: DailyReport) -> None:
        """Ask why, and give it back."""
        desk = self._page.desk

        def give(values: Mapping[str, Any]) -> None:
            token = self.panel.token
            self._do(
                lambda: daily_report_review.send_back(
                    desk, report.consultant, report.day, str(values[REASON.key] or ""), token=token
                ),
                _("The report went back to {name}", name=names.of_report(report)),
                token,
                self.panel.refuse,
            )

        self._given = give
        self.panel.show_title(_("Give the report back"), names.of_report(report))
        self.panel.ask_for((REASON,), {}, {}, _("Give it back"))

    def instruct(self, report: DailyReport, row: ReportRow) -> None:
        """Ask for the instruction about the customer of a row."""

        def give(values: Mapping[str, Any]) -> None:
            words = str(values[INSTRUCTION.key] or "")
            told = {**instructions_of(report, report.instruction), row.prospect: words}
            self._review(report, told, self.panel.token, self.panel.refuse)

        self._given = give
        self.panel.show_title(_("Instruction"), row.name)
        self.panel.ask_for((INSTRUCTION,), {INSTRUCTION.key: row.instruction}, {}, _("Tell the consultant"))

    def _review(
        self,
        report: DailyReport,
        told: Mapping[int | None, str],
        token: str,
        refused: Callable[[ShowroomError], None],
    ) -> None:
        desk = self._page.desk
        self._do(
            lambda: daily_report_review.review(desk, report.consultant, report.day, told, token=token),
            _("The instruction stands on {name}'s report", name=names.of_report(report)),
            token,
            refused,
        )

    def keep_instruction(self, report: DailyReport, words: str) -> None:
        """What is written in the box of instructions stands as the consultant's next task."""
        self._review(report, instructions_of(report, words), new_token(), self._page.refused.emit)

    def sign_and_seal(self, report: DailyReport, words: str) -> None:
        """Sign with the instruction, then seal: two acts, of which the first can stand alone.

        It cannot be taken back, so where rows have no result it is asked first.
        """
        left = report.without_result
        if left and not self.sure(self._page, left):
            return
        desk, token = self._page.desk, new_token()
        told = instructions_of(report, words)

        def job() -> None:
            daily_report_review.review(desk, report.consultant, report.day, told)
            daily_report_seal.seal(desk, report.consultant, report.day, bytes_of, token=token)

        page = self._page
        sentence = _("The report of {name} is sealed", name=names.of_report(report))
        page.ask(page, job, lambda _nothing: page.said.emit(sentence), page.refused.emit)


def ask_to_seal(parent: QWidget, left: int) -> bool:
    """Whether a report is sealed with so many rows without a result; to wait is safe, so it has the focus."""
    dialog = Dialog(
        parent,
        _("Seal a report that is not finished?"),
        _(
            "Rows without a result: {count}. Sealed, it stays as it is; "
            "given back, they can still be logged.",
            count=left,
        ),
    )
    dialog.add_button(_SEAL, _("Seal it"), Kind.DESTRUCTIVE)
    dialog.add_button("", _("Not yet"), safe=True)
    return dialog.ask() == _SEAL


def instructions_of(report: DailyReport, words: str) -> dict[int | None, str]:
    """What was told about the rows, and `words` about the whole sheet."""
    told: dict[int | None, str] = {
        row.prospect: row.instruction for row in report.rows if row.prospect and row.instruction
    }
    return {**told, None: words}
