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


def ask_path(parent: QWidget, proposed: str) -> str:
    """Where to save a file of the kind that is proposed; "" when nothing was chosen."""
    excel = Path(proposed).suffix == EXCEL
    title = _("Save as an Excel file") if excel else _("Save as PDF")
    kind = f"Excel (*{EXCEL})" if excel else "PDF (*.pdf)"
    dialog = QFileDialog(parent, title, str(Path(proposed).parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix)
    dialog.selectFile(proposed)
    chosen = dialog.selectedFiles()[0] if dialog.exec() else ""
    dialog.deleteLater()
    return chosen


def ask_folder(parent: QWidget, proposed: str) -> str:
    """Which folder to use; "" when none was chosen."""
    return QFileDialog.getExistingDirectory(parent, _("Folder for copies"), proposed)
