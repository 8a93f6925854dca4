"""What this computer remembers between starts: the last store, language, look, print choices."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from showroom import paths
from showroom.files import write_file_atomically


class Remembered:
    """A small JSON file; a broken or missing one means defaults, never a stop (V19)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_file()
        try:
            content = json.loads(self._path.read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError, RecursionError):
            content = {}
        self._values: dict[str, Any] = content if isinstance(content, dict) else {}

    def get(self, key: str, default: Any) -> Any:
        """The value remembered under `key`, if it is of the same type as the default."""
        value = self._values.get(key, default)
        # `true` is no number, though Python counts it as one.
        fits = type(value) is type(default)
        return value if fits else default

    def one_of(self, key: str, choices: Iterable[str], default: str) -> str:
        """The value remembered under `key`, if it is one of the choices."""
        value = self.get(key, default)
        return value if value in choices else default

    def keep(self, **values: Any) -> None:
        """Remember values; a disk that refuses costs a preference, not the work."""
        if all(self._values.get(key) == value for key, value in values.items()):
            return
        self._values.update(values)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            content = json.dumps(self._values, ensure_ascii=False, indent=1)
            # The name of a folder may hold bytes that are no text.
            write_file_atomically(self._path, content.encode("utf-8", "surrogatepass"))
        except OSError:
            return
