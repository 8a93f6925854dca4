"""The log on this computer: codes and record ids only, in the first folder that takes it (C10)."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final, TextIO

from showroom import paths
from showroom.files import make_folder
from showroom.log_lines import Lines

NAME: Final = "showroom.log"


class LogFile(logging.Handler):
    """Writes each line to the folder in use; where that fails to the next, and where all do to none.

    A log that cannot be written is told to nobody: there is nothing staff could do, and the work goes on.
    """

    def __init__(self, *folders: Path) -> None:
        super().__init__()
        self._folders = folders
        self._at = 0
        self._file: TextIO | None = None

    @property
    def folder(self) -> Path:
        """Where the log is written now."""
        return self._folders[self._at]

    def emit(self, record: logging.LogRecord) -> None:
        """One line, with the trace below it where there is one."""
        line = self.format(record)
        for _folder in self._folders:
            try:
                self._write(line)
            except OSError:
                self._turn_to_next()
            else:
                return

    def _write(self, line: str) -> None:
        if self._file is None:
            make_folder(self.folder)
            handle = os.open(self.folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self._file = os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")
        self._file.write(f"{line}\n")
        self._file.flush()

    def _turn_to_next(self) -> None:
        # After the last the first again: its disk may have room by the next line.
        self._let_go()
        self._at = (self._at + 1) % len(self._folders)

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError:
                # What could not be written cannot be written while closing either.
                return

    def close(self) -> None:
        """At the end of the program."""
        self._let_go()
        super().close()


def keep() -> None:
    """From now on everything that is logged goes to the file."""
    handler = LogFile(paths.log_folder(), paths.data_folder())
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def folder() -> Path:
    """Where the log is, for whoever wants to look."""
    kept = [one for one in logging.getLogger().handlers if isinstance(one, LogFile)]
    return kept[0].folder if kept else paths.log_folder()
