"""The lines of the log: codes, kinds and places in the program, never what somebody typed (reliability 2.0).

What an exception says may hold a name or a number; the crash dialog lets the person copy that on purpose.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """One line a record, whatever its words hold; below it the places of an exception and its causes."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """A line end in the words begins no line of the log."""
        return "\\n".join(super().formatMessage(record).splitlines())

    def formatException(self, ei: _Raised) -> str:
        """Kinds and places."""
        error = ei[1]
        return "".join(_told(error)).rstrip() if error is not None else ""


def _told(error: BaseException, known: frozenset[int] = frozenset()) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told = [] if before is None or id(before) in known else _told(before, known | {id(error)})
    number = f" errno {error.errno}" if isinstance(error, OSError) and error.errno else ""
    kind = f"{type(error).__module__}.{type(error).__qualname__}{number}\n"
    return [*told, *traceback.format_tb(error.__traceback__), kind]
