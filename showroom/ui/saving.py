"""Files that leave the window: where they go is asked, the folder is remembered, what happened is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from showroom.exchange.exporting import write_workbook
from showroom.language import _
from showroom.remembered import Remembered
from showroom.ui.ask import Ask

# (parent, proposed path) to the path chosen, "" when none was.
ChoosePath = Callable[[QWidget, str], str]

EXCEL: Final = ".xlsx"
DATA_FILE: Final = ".db"
_FOLDER: Final = "excel folder"


@dataclass(frozen=True)
class CopyJob:
    """Something to be written to an Excel file: its name without ending, and what makes its content."""

    file_name: str
    build: Callable[[], bytes]


def ask_path(parent: QWidget, proposed: str) -> str:
    """Where to save a file of the kind that is proposed; "" when nothing was chosen."""
    title, kind = {
        EXCEL: (_("Save as an Excel file"), f"Excel (*{EXCEL})"),
        DATA_FILE: (_("Save as a data file"), f"Showroom (*{DATA_FILE})"),
    }.get(Path(proposed).suffix, (_("Save as PDF"), "PDF (*.pdf)"))
    dialog = QFileDialog(parent, title, str(Path(proposed).parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix)
    dialog.selectFile(proposed)
    chosen = dialog.selectedFiles()[0] if dialog.exec() else ""
    dialog.deleteLater()
    return chosen


def ask_data_file(parent: QWidget, folder: str) -> str:
    """Which data file to open; "" when none was chosen."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Choose another file"), folder, f"Showroom (*{DATA_FILE});;{_('All files')} (*)"
    )
    return chosen


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
