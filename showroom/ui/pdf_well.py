"""Pages of a PDF lying in the preview's well: always white, whole page or real size."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, QSize, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from showroom.ui.look import theme
from showroom.ui.look.tokens import WIDE

PRINT_DPI = 600
_ZOOM_STEP = 1.25


class PdfWell(QPdfView):
    """Shows one page at a time."""

    moved = Signal(int, int)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Beside the view, not below it: a view that takes its document along when it goes ends the process.
        self._document = QPdfDocument(parent)
        # The document reads from the buffer until it is gone itself: the buffer must be its child.
        self._bytes = QBuffer(self._document)
        self.setDocument(self._document)
        self.setPageMode(QPdfView.PageMode.SinglePage)
        self.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        # When Qt fits a page it forgets the margins of the document above and below: those are the view's.
        self.setPageSpacing(0)
        self.setDocumentMargins(QMargins(WIDE, 0, WIDE, 0))
        self.setViewportMargins(0, WIDE, 0, WIDE)
        self.setAutoFillBackground(True)
        self.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        theme.current().changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Dark, theme.current().tokens.side)
        palette.setColor(palette.ColorRole.Base, theme.current().tokens.side)
        palette.setColor(palette.ColorRole.Window, theme.current().tokens.side)
        self.setPalette(palette)

    def show_pdf(self, content: bytes) -> None:
        """Lay these pages on the well, the first in view."""
        old, self._bytes = self._bytes, QBuffer(self._document)
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._bytes)
        old.deleteLater()
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages lie there."""
        return self._document.pageCount()

    def turn(self, by: int) -> None:
        """Previous or next page."""
        here = self.pageNavigator().currentPage() + by
        if 0 <= here < self.pages:
            self.pageNavigator().jump(here, QPointF())
            self._tell()

    def zoom(self, direction: int) -> None:
        """One step nearer or farther."""
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        factor = self.zoomFactor() * (_ZOOM_STEP if direction > 0 else 1 / _ZOOM_STEP)
        self.setZoomFactor(min(max(factor, 0.25), 5.0))
        self._tell()

    def whole_page(self, on: bool) -> None:
        """The whole page, or its real size."""
        self.setZoomMode(QPdfView.ZoomMode.FitInView if on else QPdfView.ZoomMode.Custom)
        if not on:
            self.setZoomFactor(1.0)
        self._tell()

    def _tell(self) -> None:
        self.moved.emit(self.pageNavigator().currentPage() + 1, self.pages)
        if self.zoomMode() == QPdfView.ZoomMode.Custom:
            self.zoomed.emit(round(self.zoomFactor() * 100))
        else:
            self.zoomed.emit(0)

    def page_image(self, page: int, width: int) -> QImage:
        """One page as a picture `width` pixels wide."""
        size = self._document.pagePointSize(page)
        return self._document.render(page, QSize(width, round(width * size.height() / size.width())))

    def print_on(self, printer: QPrinter, first: int, last: int) -> None:
        """Send pages `first` to `last` (from 1) to a printer, each at its real size."""
        painter = QPainter(printer)
        for page in range(first - 1, last):
            if page >= first:
                printer.newPage()
            size = self._document.pagePointSize(page)
            scale = printer.resolution() / 72
            wanted = QSize(round(size.width() * scale), round(size.height() * scale))
            painter.drawImage(QPointF(0, 0), self._document.render(page, wanted))
        painter.end()
