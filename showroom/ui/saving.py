"""Files that leave the window: where they go is asked, the folder is remembered, what happened is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from showroom.exchange.exporting import write_workbook
from showroom.language import _
from showroom.remembered import Remembered
from showroom.ui.ask import Ask
from showroom.ui.choosing import EXCEL, ChoosePath

_FOLDER: Final = "excel folder"


@dataclass(frozen=True)
class CopyJob:
    """Something to be written to an Excel file: its name without ending, and what makes its content."""

    file_name: str
    build: Callable[[], bytes]


class ExcelCopies(QObject):
    """Writes what a page shows; a refusal is told by the one who tells of all that was asked."""

    said = Signal(str)

    def __init__(self, ask: Ask, remembered: Remembered, choose_path: ChoosePath, parent: QWidget) -> None:
        super().__init__(parent)
        self.ask, self._remembered, self._choose_path = ask, remembered, choose_path
        self._over = parent

    def save(self, job: CopyJob) -> None:
        """Ask where, then record the copy and write it, both beside the window."""
        folder = Path(str(self._remembered.get(_FOLDER, str(Path.home()))))
        chosen = self._choose_path(self._over, str(folder / f"{job.file_name}{EXCEL}"))
        if not chosen:
            return
        path = Path(chosen)
        self.ask(self._over, lambda: write_workbook(path, job.build()), lambda _none: self._written(path))

    def _written(self, path: Path) -> None:
        self._remembered.keep(**{_FOLDER: str(path.parent)})
        self.said.emit(_("Saved: {path}", path=path))
