"""The code in the corner of every sheet: eighteen digits that name the sheet, never a person.

Digits only, because a scanner types like a keyboard and letters would fall into the Chinese input method.
The table of kinds is in docs/sheets.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from showroom.sheets import qr_symbol
from showroom.sheets.page import Blocks, Page

SIDE: Final = 15.0
MODULE: Final = 0.6
DIGITS: Final = 18
# The highest staff number that four digits can name.
STAFF: Final = 9999


class Kind(IntEnum):
    """The first two digits. A number, once given, is never given to another sheet."""

    TL = 1
    TX = 2
    TT = 3
    TM = 4
    PT = 5
    LG = 6
    CA = 7
    CB = 8
    DR = 9
    SD = 10
    MS = 11
    ES = 12
    LA = 13
    KC = 17
    RC = 18
    HO = 19
    QU = 20
    MY = 21
    QC = 22


@dataclass(frozen=True)
class Code:
    """What the digits say. `number` is the day (YYYYMMDD), of a month its first, or a prospect number.

    `page` counts to 99, `staff` to 9999.
    """

    kind: Kind
    number: int
    staff: int = 0
    page: int = 1

    def digits(self) -> str:
        """The eighteen digits; a page beyond 99 keeps its last two, a person beyond 9999 is not named.

        A sheet without its consultant still opens at its day. Raises `ValueError` if too long.
        """
        staff = self.staff if self.staff <= STAFF else 0
        body = f"{self.kind:02}{self.number:08}{staff:04}{self.page % 100:02}"
        if len(body) != DIGITS - 2:
            raise ValueError(f"{body} is not {DIGITS - 2} digits")
        return body + f"{98 - int(body) * 100 % 97:02}"


def day_number(day: date) -> int:
    """A day as eight digits, for `Code.number`."""
    return day.year * 10000 + day.month * 100 + day.day


def edition_number(edition: str) -> int:
    """An edition ("2025-11") as eight digits with day 00, which marks a blank form."""
    return int(edition.replace("-", "")) * 100


def read_back(digits: str) -> Code:
    """What a scanner read. Raises `ValueError` unless the check digits agree (ISO 7064 MOD 97-10)."""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()) or int(digits) % 97 != 1:
        raise ValueError(f"{digits!r} is no code of a sheet")
    return Code(Kind(int(digits[:2])), int(digits[2:10]), int(digits[10:14]), int(digits[14:16]))


def draw(page: Page, code: Code, x: float, y: float) -> None:
    """Draw it 15×15 mm from its top left corner; the free paper around is its quiet zone."""
    blocks: list[tuple[float, float, float, float]] = []
    for down, row in enumerate(qr_symbol.rows(code.digits())):
        start = 0
        for run in row.split("0"):
            if run:
                blocks.append((x + start * MODULE, y + down * MODULE, len(run) * MODULE, MODULE))
            start += len(run) + 1
    page.add(Blocks(tuple(blocks)))
