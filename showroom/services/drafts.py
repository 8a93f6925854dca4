"""What somebody typed and did not save yet: a file beside the store for each person and form (A4, A8)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from showroom.errors import Unavailable
from showroom.files import write_file_atomically
from showroom.language import mark
from showroom.services.desk import Desk


@dataclass(frozen=True)
class Draft:
    """Typed text by field, the line of the phone-first strip, and when it was last typed (showroom time)."""

    texts: dict[str, str] = field(default_factory=dict)
    line: str = ""
    at: str = ""

    @property
    def empty(self) -> bool:
        return not self.line.strip() and not any(text.strip() for text in self.texts.values())

    @property
    def time(self) -> str:
        """The clock time of the last stroke, HH:MM."""
        return datetime.fromisoformat(self.at).strftime("%H:%M") if self.at else ""


def _path(desk: Desk, form: str) -> Path:
    store = desk.store.path
    return store.with_name(f"{store.name}.drafts") / f"{desk.staff}-{form}.json"


def keep(desk: Desk, form: str, texts: dict[str, str], line: str = "") -> None:
    """Keep what is typed, replacing the draft before; an empty one removes the file.

    Raises Unavailable when the disk refuses: the text is still on the screen then.
    """
    draft = Draft(texts, line, desk.clock.local().isoformat(timespec="seconds"))
    path = _path(desk, form)
    try:
        if draft.empty:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, exist_ok=True)
        content = json.dumps(asdict(draft), ensure_ascii=False)
        write_file_atomically(path, content.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise Unavailable(
            "E-DRAFT",
            mark(
                "What you are typing could not be kept on disk. It is still here. Register it soon, and have "
                "the disk looked at."
            ),
        ) from error


def found(desk: Desk, form: str) -> Draft:
    """The draft of this person for this form; an empty one when there is none or it cannot be read.

    Nobody finds anything whose session does not hold: a draft has names and numbers in it (S2).
    """
    if not desk.holds():
        return Draft()
    try:
        content: Any = json.loads(_path(desk, form).read_text(encoding="utf-8", errors="surrogatepass"))
        return Draft(dict(content["texts"]), str(content["line"]), str(content["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Draft()
