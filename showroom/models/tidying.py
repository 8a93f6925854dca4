"""Moving the store's log into its file in idle moments, that saving need not, and keeping it small (C11)."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

from showroom.errors import Unavailable

log = logging.getLogger(__name__)

# A log that has grown beyond this is cut as soon as nobody reads in it any more.
LOG_BYTES_AT_MOST: Final = 64 * 1024 * 1024


class Tidying:
    """Of the log beside one store."""

    def __init__(self, path: Path, busy_ms: int) -> None:
        self._log_path = path.with_name(f"{path.name}-wal")
        self._busy_ms = busy_ms
        self._told = False

    def tidy(self, database: Any) -> bool:
        """Whether the whole log was moved; one that has grown large is then cut, unless somebody reads."""
        try:
            pages, moved = self._checkpoint(database, "PASSIVE")
            if pages == moved and self._is_large():
                self._checkpoint(database, "TRUNCATE")
        except Unavailable:
            return False
        self._tell()
        return pages == moved

    def _checkpoint(self, database: Any, how: str) -> tuple[int, int]:
        """The pages of the log and those moved; without waiting for whoever reads: this is only tidying."""
        database.execute_sql("PRAGMA busy_timeout = 0")
        try:
            _busy, pages, moved = database.execute_sql(f"PRAGMA wal_checkpoint({how})").fetchone()
        finally:
            database.execute_sql(f"PRAGMA busy_timeout = {self._busy_ms}")
        return pages, moved

    def _bytes(self) -> int:
        return self._log_path.stat().st_size if self._log_path.exists() else 0

    def _is_large(self) -> bool:
        return self._bytes() > LOG_BYTES_AT_MOST

    def _tell(self) -> None:
        """Once, until it has been cut."""
        large = self._is_large()
        if large and not self._told:
            log.warning("E-WAL-LARGE %d MB", self._bytes() // 1024**2)
        self._told = large
