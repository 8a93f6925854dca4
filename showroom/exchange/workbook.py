"""An Excel file of one table as it is shown: title, head line, columns, rows, figures below (reliability P).

What guests say is text and stays text: never a formula, never a number, never a control character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from showroom.language import _, either
from showroom.rules import text

PROGRAM: Final = "Showroom"
NAME_AT_MOST: Final = 31
TITLE_ROW, HEAD_ROW, COLUMNS_ROW, FIRST_ROW = 1, 2, 3, 4
# A4 in Excel's list of papers; margins in inches.
A4: Final = 9
MARGIN: Final = 0.4
TITLE_SIZE: Final = 14
# Excel counts widths in digits of its body type, which are about two millimetres wide.
_DIGIT: Final = 2.0
_AIR: Final = 2.0

_FORMATS: Final[dict[type, str]] = {date: "yyyy-mm-dd", time: "hh:mm"}
# A sheet that is opened elsewhere may be saved as CSV or edited: these begin a formula there.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Excel reads _x0041_ as A: the first sign of such a text is written so itself.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END = re.compile(r"\r\n?")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Share:
    """A share in whole percent; in the file a number shown as percent."""

    percent: int


Value = str | int | float | date | time | Share | None


@dataclass(frozen=True)
class Column:
    """A column: its head as shown, and its width on paper in mm."""

    head: str
    width: float


@dataclass(frozen=True)
class Table:
    """What the file holds. `foot` are figures with their labels, `total` is the last row of the table."""

    name: str
    title: str
    head: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] = ()
    foot: Sequence[tuple[str, Value]] = ()


def head_line(dealer: str, parts: Sequence[tuple[str, str]]) -> str:
    """The head line of a sheet: the dealer, then each label with its value where there is one."""
    return "   ".join(filter(None, (dealer, *(f"{label} {value}" for label, value in parts if value))))


def names(people: Sequence[str]) -> str:
    """Several people in one text, in the manner of the language of the screen."""
    return either("、", ", ").join(people)


def build(table: Table, export: str, made_at: datetime) -> bytes:
    """The finished .xlsx; `export` is its number, `made_at` an instant in UTC."""
    # Imported here because it is slow to load and few days need it.
    import openpyxl

    from showroom.exchange.workbook_bytes import bytes_of

    book = openpyxl.Workbook()
    # The title, the program and the number of the export; no user, no computer (P8, P9).
    book.properties.creator = PROGRAM
    book.properties.title = _plain(table.title)
    book.properties.identifier = export
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    sheet = book.active
    sheet.title = _NOT_IN_NAMES.sub(" ", table.name)[:NAME_AT_MOST]
    _fill(sheet, table)
    _set_up_print(sheet, export)
    return bytes_of(book)


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font

    _put(sheet.cell(TITLE_ROW, 1), table.title).font = Font(size=TITLE_SIZE, bold=True)
    _put(sheet.cell(HEAD_ROW, 1), table.head)
    _write_columns(sheet, table.columns)
    for row, values in enumerate(table.rows, FIRST_ROW):
        _write_row(sheet, row, values)
    after = FIRST_ROW + len(table.rows)
    if table.total:
        _write_row(sheet, after, table.total, bold=True)
        after += 1
    for column, (label, figure) in enumerate(table.foot, 1):
        _write_cell(sheet.cell(after + 1, column), label)
        _write_cell(sheet.cell(after + 2, column), figure, bold=True)
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 1)


def _write_columns(sheet: Any, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    ruled = Border(top=Side(style="medium"), bottom=Side(style="medium"))
    for number, column in enumerate(columns, 1):
        cell = _put(sheet.cell(COLUMNS_ROW, number), column.head)
        cell.font, cell.border = Font(bold=True), ruled
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        words = re.split(r"\s", column.head)
        wide = max(column.width / _DIGIT, *(_digits(word) for word in words))
        sheet.column_dimensions[get_column_letter(number)].width = wide + _AIR


def _digits(word: str) -> int:
    """How many digits wide a word is: a Han sign takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in word)


def _write_row(sheet: Any, row: int, values: Sequence[Value], *, bold: bool = False) -> None:
    from openpyxl.styles import Border, Side

    ruled = Border(bottom=Side(style="medium" if bold else "thin"))
    for number, value in enumerate(values, 1):
        cell = sheet.cell(row, number)
        _write_cell(cell, value, bold=bold)
        cell.border = ruled


def _write_cell(cell: Any, value: Value, *, bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    _put(cell, value)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")


def _put(cell: Any, value: Value) -> Any:
    """One value as what it is; text always as text, whatever it begins with (P1, P3)."""
    if isinstance(value, Share):
        cell.value, cell.number_format = value.percent / 100, "0%"
    elif isinstance(value, str):
        if value:
            written = _plain(value)
            cell.value = written
            # openpyxl makes a formula of "=1+1" and an error of "#N/A".
            cell.data_type = "s"
            cell.quotePrefix = written.startswith(_FORMULA)
    elif value is not None:
        cell.value = value
        cell.number_format = _FORMATS.get(type(value), cell.number_format)
    return cell


def _plain(written: str) -> str:
    return _ESCAPED.sub("_x005F_", text.storable(_LINE_END.sub("\n", written)))


def _set_up_print(sheet: Any, export: str) -> None:
    """A4 landscape, as wide as the page, the heads again on every page, the number in the foot."""
    page = sheet.page_setup
    page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight = A4, "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TITLE_ROW}:{COLUMNS_ROW}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN
    sheet.oddFooter.left.text = _("Export no. {number}", number=export)
    sheet.oddFooter.right.text = "&P / &N"
