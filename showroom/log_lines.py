"""How the program's log is written: one line a record, and nothing typed can look like one (S12)."""

from __future__ import annotations

import logging
import re
from typing import Final

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
# Below a record: its traceback, and whatever else came with a line end in it.
_BELOW: Final = "\n    "
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class LogLines(logging.Formatter):
    """Further lines are set in; controls that would break or turn a line are spelled out."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The record as it stands in the file."""
        told = super().format(record)
        return _BELOW.join(_CONTROLS.sub(_spelled, line) for line in told.split("\n"))


def _spelled(control: re.Match[str]) -> str:
    return control[0].encode("unicode_escape").decode("ascii")
