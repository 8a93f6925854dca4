"""Print preview in the window: the very PDF that is printed, and the choices remembered for this sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QResizeEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from showroom.errors import Refused, ShowroomError, Stopped
from showroom.language import _
from showroom.remembered import Remembered
from showroom.sheets.printing import PrintedSheet, write_sheet
from showroom.ui.ask import Ask
from showroom.ui.choosing import ChoosePath, ask_path
from showroom.ui.long_work import LongWork
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CLOSE, GUTTER, PAGE_HEAD, SIDE_COLUMN, SNUG, TIGHT
from showroom.ui.pdf_well import PRINT_DPI, PdfWell
from showroom.ui.room import is_narrow

# The width of the preview from which its title has room beside the tools.
ROOM_FOR_TITLE = 1100
# The choices on a small screen.
_NARROW = 144
# The width from which tools and choices need not yield, in pixels at text size 100 %.
_ROOMY = 880
WHOLE, REAL = "whole", "real"

# (layout, blank) to the finished pages: as a preview, and as the act of printing.
Draw = Callable[[str, bool], PrintedSheet]


@dataclass(frozen=True)
class PrintJob:
    """A sheet to be looked at and printed: what it is called, how it is drawn, what may be chosen."""

    sheet: str
    back: str
    title: str
    file_name: str
    preview: Draw
    draw: Draw
    layouts: tuple[tuple[str, str], ...] = ()
    layout: str = ""
    may_be_blank: bool = True
    landscape: bool = True
    # Of many sheets in one: how far drawing them is.
    work: LongWork | None = None

    @property
    def choices(self) -> str:
        """Under this name the printer and copies of this sheet are remembered."""
        return f"print {self.sheet}"

    @property
    def paper_words(self) -> str:
        """The paper, for the status line."""
        if self.landscape:
            return _("A4 landscape 297 × 210 mm    fonts embedded")
        return _("A4 portrait 210 × 297 mm    fonts embedded")


class PrintPreview(QWidget):
    """Shows the pages of one sheet; prints or saves them, each an act."""

    closed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        ask: Ask,
        remembered: Remembered,
        choose_path: ChoosePath = ask_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ask, self._remembered, self._choose_path = ask, remembered, choose_path
        self._job: PrintJob | None = None
        self.well = PdfWell(self)
        self.well.setAccessibleName(_("Print preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._make_controls()
        self._build()
        self._connect()

    def _make_controls(self) -> None:
        self.back = Button("", Kind.QUIET, icon="chevron-left", tip=_("Back (Esc)"))
        self.title = Text("", Role.PRINT)
        self.nearer = Button(kind=Kind.QUIET, icon="zoom-in", tip=_("Larger"))
        self.farther = Button(kind=Kind.QUIET, icon="zoom-out", tip=_("Smaller"))
        self.percent = Text("", Role.LABEL)
        self.sizes = Segments(((WHOLE, _("Whole page")), (REAL, _("Real size"))))
        self.before = Button(kind=Kind.QUIET, icon="chevron-left", tip=_("Page before"))
        self.after = Button(kind=Kind.QUIET, icon="chevron-right", tip=_("Page after"))
        self.page = Text("", Role.LABEL)
        self.print = Button(_("Print"), Kind.PRIMARY, icon="print", keys="Ctrl P")
        self.save = Button(_("Save as PDF…"), icon="pdf")
        self.printers = QComboBox()
        self.printers.addItems(QPrinterInfo.availablePrinterNames())
        self.copies = QSpinBox(minimum=1, maximum=20)
        self.layouts = QComboBox()
        self.blank = QCheckBox(_("Empty form, to be filled by hand"))
        self.blank.setAccessibleName(self.blank.text())
        self.blank.setToolTip(self.blank.text())

    def _build(self) -> None:
        self._tools = top = QHBoxLayout()
        self.heading = Text(_("Print preview"), Role.SECTION)
        left_part: tuple[QWidget, ...] = (self.back, self.heading, self.title)
        for widget in left_part:
            top.addWidget(widget)
        top.addStretch(1)
        right: tuple[QWidget, ...] = (
            self.farther,
            self.percent,
            self.nearer,
            self.sizes,
            self.before,
            self.page,
            self.after,
        )
        for widget in right:
            top.addWidget(widget)
        bar = QWidget(self)
        bar.setLayout(top)
        bar.setFixedHeight(theme.current().grown(PAGE_HEAD))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(bar)
        left.addWidget(Hairline())
        left.addWidget(self.well, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("contents")
        self._choices = column = QVBoxLayout(side)
        column.setSpacing(TIGHT)
        for button in (self.print, self.save):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            column.addWidget(button)
            column.addSpacing(TIGHT)
        column.addWidget(Hairline())
        column.addSpacing(SNUG)
        for label, widget in (
            (_("Printer"), self.printers),
            (_("Copies"), self.copies),
        ):
            widget.setAccessibleName(label)
            column.addWidget(Text(label, Role.LABEL))
            column.addWidget(widget)
            column.addSpacing(SNUG)
        self.layouts.setAccessibleName(_("Layout"))
        self._layout_label = Text(_("Layout"), Role.LABEL)
        column.addWidget(self._layout_label)
        column.addWidget(self.layouts)
        column.addSpacing(SNUG)
        column.addWidget(self.blank)
        column.addSpacing(SNUG)
        column.addWidget(Hairline())
        self.hint = Text("", Role.HINT, wrap=True)
        column.addSpacing(CLOSE)
        column.addWidget(self.hint)
        column.addStretch(1)
        # On a low screen the choices scroll; nothing is pressed together.
        self._beside = QScrollArea(self)
        self._beside.setWidget(side)
        self._beside.setWidgetResizable(True)
        self._beside.setFrameShape(QScrollArea.Shape.NoFrame)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return self._beside

    def _connect(self) -> None:
        self.closed.connect(self._stop)
        self.back.clicked.connect(self.closed)
        self.nearer.clicked.connect(lambda: self.well.zoom(1))
        self.farther.clicked.connect(lambda: self.well.zoom(-1))
        self.sizes.chosen.connect(lambda key: self.well.whole_page(key == WHOLE))
        self.before.clicked.connect(lambda: self.well.turn(-1))
        self.after.clicked.connect(lambda: self.well.turn(1))
        self.well.moved.connect(self._show_place)
        self.well.zoomed.connect(lambda percent: self.percent.setText(f"{percent} %" if percent else ""))
        self.layouts.currentIndexChanged.connect(self._draw)
        self.blank.toggled.connect(self._draw)
        self.print.clicked.connect(self.print_now)
        self.save.clicked.connect(self.save_pdf)

    @property
    def layout_chosen(self) -> str:
        """The key of the layout that is asked for; "" for a sheet with only one."""
        return str(self.layouts.currentData() or "")

    def open_job(self, job: PrintJob) -> None:
        """Preview a sheet."""
        self._job = job
        self._name_back()
        self.title.setText(job.title)
        self._offer(job)
        kept = self._remembered.get(job.choices, {})
        self.printers.setCurrentText(str(kept.get("printer", "")))
        copies = kept.get("copies", 1)
        most = self.copies.maximum()
        self.copies.setValue(copies if isinstance(copies, int) and 1 <= copies <= most else 1)
        has_printer = self.printers.count() > 0
        for widget in (self.print, self.printers, self.copies):
            widget.setEnabled(has_printer)
        self.print.set_kind(Kind.PRIMARY if has_printer else Kind.ORDINARY)
        self.save.set_kind(Kind.ORDINARY if has_printer else Kind.PRIMARY)
        self.hint.setText(
            _("These choices are remembered for this sheet on this computer.")
            if has_printer
            else _("No printer is set up on this computer. Save the sheet as PDF.")
        )
        self._draw()

    def _is_small(self) -> bool:
        """Whether tools and choices have no room beside each other as they would like it."""
        return is_narrow(self) or self.width() < theme.current().widened(_ROOMY)

    def _name_back(self) -> None:
        """Where Esc leads; on a small screen the arrow says it."""
        back = self._job.back if self._job is not None else ""
        self.back.setText("" if self._is_small() else back)
        self.back.setAccessibleName(back)

    def _offer(self, job: PrintJob) -> None:
        """The layouts this sheet has, and whether it may be empty; nothing is drawn meanwhile."""
        for widget in (self.layouts, self.blank):
            widget.blockSignals(True)
        self.layouts.clear()
        for key, word in job.layouts:
            self.layouts.addItem(word, key)
        self.layouts.setCurrentIndex(max(0, self.layouts.findData(job.layout)))
        for shown in (self._layout_label, self.layouts):
            shown.setVisible(bool(job.layouts))
        self.blank.setChecked(self.blank.isChecked() and job.may_be_blank)
        self.blank.setVisible(job.may_be_blank)
        for widget in (self.layouts, self.blank):
            widget.blockSignals(False)

    def _draw(self) -> None:
        job = self._job
        if job is not None:
            pages = partial(job.preview, self.layout_chosen, self.blank.isChecked())
            self.ask(
                self,
                pages,
                lambda sheet: self.well.show_pdf(sheet.content),
                partial(self._not_drawn, job),
                job.work,
            )

    def _not_drawn(self, job: PrintJob, error: ShowroomError) -> None:
        """Whoever cancelled it wants no preview; whoever has gone meanwhile is left in peace."""
        if not isinstance(error, Stopped):
            self._refused(error)
        elif self._job is job and self.isVisible():
            self.closed.emit()

    def _stop(self) -> None:
        """Nobody looks any more."""
        if self._job is not None and self._job.work is not None:
            self._job.work.stop()

    def _show_place(self, page: int, pages: int) -> None:
        self.page.setText(f"{page} / {pages}")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < pages)

    def _printed(self, then: Callable[[PrintedSheet], None]) -> None:
        if self._job is not None:
            pages = partial(self._job.draw, self.layout_chosen, self.blank.isChecked())
            self.ask(self, pages, then, self._refused, self._job.work)

    def save_pdf(self) -> None:
        """Save the sheet as PDF where the person says."""
        if self._job is None:
            return
        folder = Path(str(self._remembered.get("pdf folder", str(Path.home()))))
        path = self._choose_path(self, str(folder / f"{self._job.file_name}.pdf"))
        if path:
            self._printed(lambda sheet: self._write(Path(path), sheet))

    def _write(self, path: Path, sheet: PrintedSheet) -> None:
        try:
            write_sheet(path, sheet.content)
        except Refused as error:
            self._refused(error)
            return
        self._remembered.keep(**{"pdf folder": str(path.parent)})
        self._tell(_("Saved: {path}", path=path), sheet)

    def print_now(self) -> None:
        """Print with the choices shown, and remember them."""
        if self._job is None or not self.printers.count():
            self.save_pdf()
            return
        choices = {"printer": self.printers.currentText(), "copies": self.copies.value()}
        self._remembered.keep(**{self._job.choices: choices})
        self._printed(partial(self._send, landscape=self._job.landscape))

    def _send(self, sheet: PrintedSheet, *, landscape: bool) -> None:
        printer = QPrinter(
            QPrinterInfo.printerInfo(self.printers.currentText()), QPrinter.PrinterMode.HighResolution
        )
        printer.setResolution(PRINT_DPI)
        printer.setFullPage(True)
        printer.setCopyCount(self.copies.value())
        page = QPageSize(QPageSize.PageSizeId.A4)
        direction = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(page, direction, QMarginsF()))
        self.well.show_pdf(sheet.content)
        self.well.print_on(printer, 1, sheet.pages)
        self._tell(_("Sent to {printer}", printer=self.printers.currentText()), sheet)

    def _tell(self, words: str, sheet: PrintedSheet) -> None:
        if sheet.missing:
            codes = " ".join(f"U+{ord(letter):04X}" for letter in sheet.missing)
            words += _("; without a sign in the font, printed as boxed numbers: {codes}", codes=codes)
        self.said.emit(words)

    def _refused(self, error: ShowroomError) -> None:
        if isinstance(error, Stopped):
            self.said.emit(error.sentence())
        else:
            self.failed.emit(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the tools come before the title, and the choices take what they need."""
        super().resizeEvent(event)
        narrow = self._is_small()
        side, top = (SNUG, SNUG) if narrow else (GUTTER, PAGE_HEAD)
        wide = theme.current().widened(_NARROW if narrow else SIDE_COLUMN)
        self._choices.setContentsMargins(side, top, side, GUTTER)
        self._beside.setFixedWidth(wide + 2 * side)
        self._name_back()
        self.blank.setText(_("Empty form") if narrow else self.blank.accessibleName())
        self._tools.setContentsMargins(side, 0, side, 0)
        self._tools.setSpacing(TIGHT if narrow else SNUG)
        for words in (self.heading, self.title):
            words.setVisible(self.width() >= ROOM_FOR_TITLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Page keys turn."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.well.turn(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)
