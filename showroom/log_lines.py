"""The lines of the log: codes, kinds and places in the program, never what somebody typed (2.0, S12).

What an exception says may hold a name or a number; the crash dialog lets the person copy that on purpose.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import Final

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """One line a record, whatever its words hold; set in below it the places of an exception and causes."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Controls that would end or turn a line are spelled out."""
        return _CONTROLS.sub(_spelled, super().formatMessage(record))

    def formatException(self, ei: _Raised) -> str:
        """Kinds and places."""
        error = ei[1]
        told = "".join(_told(error)).rstrip() if error is not None else ""
        return "\n".join(f"    {line}" for line in told.splitlines())


def _spelled(control: re.Match[str]) -> str:
    return control[0].encode("unicode_escape").decode("ascii")


def _told(error: BaseException, known: frozenset[int] = frozenset()) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told = [] if before is None or id(before) in known else _told(before, known | {id(error)})
    number = f" errno {error.errno}" if isinstance(error, OSError) and error.errno else ""
    kind = f"{type(error).__module__}.{type(error).__qualname__}{number}\n"
    return [*told, *traceback.format_tb(error.__traceback__), kind]
