"""What this computer remembers between starts: the last store, language, look, print choices."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from showroom import paths
from showroom.files import make_folder, write_file_atomically

# How often it was written: of two places the one written last counts, wherever the other one failed.
_TIMES: Final = "times kept"


class Remembered:
    """A small JSON file, kept in two places; where neither can be read, defaults, never a stop (V19, B5).

    `lost` is true when something was remembered here and cannot be read in either place any more.
    """

    def __init__(self, *places: Path) -> None:
        self._places = places or (paths.config_file(), paths.second_config_file())
        read = [_read(place) for place in self._places]
        whole = [values for values in read if values is not None]
        self._values: dict[str, Any] = max(whole, key=_times, default={})
        # A place that is missing or behind is made good with the next thing to remember, whatever it is.
        self._all_alike = all(values == self._values for values in read)
        self.lost = not whole and any(place.exists() for place in self._places)

    def aside(self, place: Path) -> Remembered:
        """The same to begin with, kept elsewhere: what is chosen there does not come back here."""
        other = Remembered(place)
        other.keep(**self._values)
        return other

    def get(self, key: str, default: Any) -> Any:
        """The value remembered under `key`, if it is of the same type as the default."""
        value = self._values.get(key, default)
        # `true` is no number, though Python counts it as one.
        fits = type(value) is type(default)
        return value if fits else default

    def one_of(self, key: str, choices: Iterable[str], default: str) -> str:
        """The value remembered under `key`, if it is one of the choices; plain text, whatever they are."""
        value = self.get(key, str(default))
        return value if value in [str(one) for one in choices] else str(default)

    def keep(self, **values: Any) -> None:
        """Remember values; a disk that refuses costs a preference, not the work."""
        if self._all_alike and all(self._values.get(key) == value for key, value in values.items()):
            return
        self._values |= values | {_TIMES: _times(self._values) + 1}
        content = json.dumps(self._values, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        for place in self._places:
            with suppress(OSError):
                make_folder(place.parent)
                write_file_atomically(place, content)
        self._all_alike = True


def _read(place: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(place.read_text(encoding="utf-8", errors="surrogatepass"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _times(values: dict[str, Any]) -> int:
    times = values.get(_TIMES, 0)
    return times if isinstance(times, int) else 0
