"""What this computer remembers between starts: the last store, language, look, print choices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from showroom import paths
from showroom.files import make_folder, write_file_atomically


class Remembered:
    """A small JSON file; a broken or missing one means defaults, never a stop (V19)."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_file()
        try:
            content = json.loads(self._path.read_text(encoding="utf-8", errors="surrogatepass"))
        except (OSError, ValueError):
            content = {}
        self._values: dict[str, Any] = content if isinstance(content, dict) else {}

    def get(self, key: str, default: Any) -> Any:
        """The value remembered under `key`, if it is of the same type as the default."""
        value = self._values.get(key, default)
        return value if isinstance(value, type(default)) else default

    def keep(self, **values: Any) -> None:
        """Remember values; a disk that refuses costs a preference, not the work."""
        if all(self._values.get(key) == value for key, value in values.items()):
            return
        self._values.update(values)
        try:
            make_folder(self._path.parent)
            content = json.dumps(self._values, ensure_ascii=False, indent=1)
            write_file_atomically(self._path, content.encode("utf-8", "surrogatepass"))
        except OSError:
            return
