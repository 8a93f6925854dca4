"""One window on a store: an operating-system lock that dies with its holder, and who that is (E1–E3)."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from showroom.errors import Unavailable
from showroom.files import real_path, write_file_atomically
from showroom.language import mark


class WindowLock:
    """Held by the window from opening to closing; commands run beside it and do not ask for it."""

    def __init__(self, store: Path) -> None:
        # By the real path, so that a link to the file is the same store (D7).
        real = real_path(store)
        self._lock = FileLock(real.with_name(f"{real.name}.window"), mode=0o600)
        self._holder = real.with_name(f"{real.name}.window-holder")

    def take(self, since: datetime) -> None:
        """Take the lock. Raises Unavailable naming the computer that has it, or why there can be none."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise self._in_use() from None
        except OSError as error:
            raise self._impossible(error) from error
        content = {"computer": socket.gethostname(), "since": since.strftime("%H:%M")}
        # Who has it is only told to others; the lock holds without.
        with suppress(OSError):
            write_file_atomically(self._holder, json.dumps(content).encode())

    def _impossible(self, error: OSError) -> Unavailable:
        return Unavailable(
            "E-DB-LOCK",
            mark(
                "Beside the data file, {path} could not be made ({detail}). Nothing was changed. "
                "Free some space there, or ask the administrator for the right to write, and try again."
            ),
            path=self._lock.lock_file,
            detail=error.strerror or type(error).__name__,
        )

    def _in_use(self) -> Unavailable:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            holder = {}
        return Unavailable(
            "E-DB-IN-USE",
            mark(
                "The data file is open in another window on {computer} since {since}. Nothing was opened. "
                "Use that window, or close it and try again."
            ),
            computer=holder.get("computer", "?"),
            since=holder.get("since", "?"),
        )

    def give_back(self) -> None:
        """Release the lock; the next window may open."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()
