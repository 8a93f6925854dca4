"""A finished workbook as bytes, without a temporary file: guests are written only where somebody said.

openpyxl writes each sheet into the temporary folder first, fails where that is full, and then leaves it there
until the program ends (C7, C8, D11). Imported only when a file is made: openpyxl is slow to load.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.writer.excel import ExcelWriter, WorksheetWriter


class _InMemory(ExcelWriter):
    """Our sheets hold cells only: no picture, no chart."""

    def write_worksheet(self, ws: Any) -> None:
        """One sheet, straight into the file that is made."""
        content = BytesIO()
        writer = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)


def bytes_of(book: Any) -> bytes:
    """The file of a workbook made with `openpyxl.Workbook()`."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        _InMemory(book, archive).write_data()
    return target.getvalue()
