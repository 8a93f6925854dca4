"""The system's own dialogs for files and folders; tests put their answers in the place of these."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from showroom.language import _

# (parent, proposed path) to the path chosen, "" when none was.
ChoosePath = Callable[[QWidget, str], str]
ChooseFolder = Callable[[QWidget, str], str]

EXCEL: Final = ".xlsx"
DATA_FILE: Final = ".db"


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


def ask_folder(parent: QWidget, proposed: str) -> str:
    """Which folder to use; "" when none was chosen."""
    return QFileDialog.getExistingDirectory(parent, _("Folder for copies"), proposed)
