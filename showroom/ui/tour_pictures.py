"""The pictures of the tour: windows as PNG and as one PDF, sheets as PDF and as PNG of each page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QPoint, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from showroom.files import unwritable
from showroom.sheets.printing import write_sheet
from showroom.ui.page import Page
from showroom.ui.print_preview import PrintJob

_DPI: Final = 96
_SHEET_DPI: Final = 110
_BLANK: Final = "-blank"


class Album:
    """Pictures of one size in one folder, and a PDF with all of them."""

    def __init__(self, folder: Path, screen: tuple[int, int, float]) -> None:
        self.width, self.height, self._ratio = screen
        self._folder = folder
        self._writer = QPdfWriter(str(folder / "screens.pdf"))
        self._writer.setPageSize(QPageSize(QSizeF(self.width, self.height) * 72 / _DPI, QPageSize.Unit.Point))
        self._writer.setPageMargins(QMarginsF())
        self._writer.setResolution(_DPI)
        self._painter: QPainter | None = None

    def take(self, window: QWidget, name: str) -> None:
        """A picture of the window as it is."""
        picture = QPixmap(QSize(self.width, self.height) * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        window.render(picture, QPoint())
        path = self._folder / f"{name.replace('_', '-')}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} was not written")
        self._add_page(picture)

    def _add_page(self, picture: QPixmap) -> None:
        if self._painter is None:
            self._painter = QPainter(self._writer)
        else:
            self._writer.newPage()
        self._painter.drawPixmap(self._painter.viewport(), picture)

    def close(self) -> None:
        """The PDF is whole."""
        if self._painter is not None:
            self._painter.end()


@contextmanager
def album(folder: Path, screen: tuple[int, int, float]) -> Iterator[Album]:
    """An album that is closed whatever happens. Raises Refused where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable("E-TOUR", folder, error) from error
    made = Album(folder, screen)
    try:
        yield made
    finally:
        made.close()


def sheets(page: Page, folder: Path) -> None:
    """What the page prints, in every layout, filled and blank, through its own print job."""
    jobs: list[PrintJob] = []
    page.print_wanted.connect(lambda job, _at_once: jobs.append(job))
    page.print_sheet()
    for job in jobs:
        for layout in [key for key, _word in job.layouts] or [""]:
            for blank in (False, True) if job.may_be_blank else (False,):
                name = "-".join(filter(None, (job.sheet.replace("_", "-"), layout)))
                write(job.preview(layout, blank).content, folder, name + (_BLANK if blank else ""))


def write(content: bytes, folder: Path, name: str) -> None:
    """A sheet as PDF, and each of its pages as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(folder / f"{name}.pdf", content)
    document, held = QPdfDocument(), QBuffer()
    held.setData(content)
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(held)
    for number in range(document.pageCount()):
        size = (document.pagePointSize(number) * _SHEET_DPI / 72).toSize()
        picture = QPixmap(size)
        picture.fill("white")
        painter = QPainter(picture)
        painter.drawImage(0, 0, document.render(number, size))
        painter.end()
        picture.save(str(folder / f"{name}-{number + 1}.png"))
    document.close()
