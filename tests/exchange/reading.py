"""Reads an exported file back, as Excel would: the cells, and what the file says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl


def opened(content: bytes) -> Any:
    """The one sheet of the file."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = book.worksheets
    return sheet


def _as_excel_reads(value: Any) -> Any:
    """Excel reads _x0041_ as A; openpyxl leaves it as it stands."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


def values(content: bytes) -> list[list[Any]]:
    """All cells row by row, without the empty ends of rows."""
    rows = [list(map(_as_excel_reads, row)) for row in opened(content).iter_rows(values_only=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


def days(column: list[Any]) -> list[date]:
    """The days of cells that hold days."""
    return [value.date() for value in column]


def formulas(content: bytes) -> list[str]:
    """Where Excel would calculate or show an error instead of what was written."""
    cells = (cell for row in opened(content).iter_rows() for cell in row)
    return [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]


def parts(content: bytes) -> dict[str, str]:
    """The files inside the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}
