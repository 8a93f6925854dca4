"""What somebody typed and did not save yet: a file beside the store for each person and form (A4, A8).

Where the store's disk takes nothing, the draft is kept in a folder of this program elsewhere (C4).
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from showroom import paths
from showroom.errors import Unavailable
from showroom.files import make_folder, remove_abandoned, remove_file, write_file_atomically
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


def _second_path(desk: Desk, form: str) -> Path:
    """Of whichever store: its whole path is in the name."""
    store = hashlib.sha256(os.fsencode(desk.store.path.absolute())).hexdigest()[:16]
    return paths.second_draft_folder() / f"{store}-{desk.staff}-{form}.json"


def keep(desk: Desk, form: str, texts: dict[str, str], line: str = "") -> None:
    """Keep what is typed, replacing the draft before; an empty one removes the file.

    Raises Unavailable when neither disk takes it: the text is still on the screen then.
    """
    draft = Draft(texts, line, desk.clock.local().isoformat(timespec="seconds"))
    first, second = _path(desk, form), _second_path(desk, form)
    if desk.store.only_look:
        return
    try:
        if draft.empty:
            remove_file(first)
        else:
            _write(first, draft)
        # Last of all: while it is there it counts, for it is newer.
        remove_file(second)
    except OSError:
        _keep_elsewhere(second, draft)


def _keep_elsewhere(second: Path, draft: Draft) -> None:
    """Also when it is empty: the one before is still on the disk that takes nothing."""
    try:
        _write(second, draft)
    except OSError as error:
        raise Unavailable(
            "E-DRAFT",
            mark(
                "What you are typing could not be kept on disk. It is still here. Register it soon, and have "
                "the disk looked at."
            ),
        ) from error


def _write(path: Path, draft: Draft) -> None:
    make_folder(path.parent)
    content = json.dumps(asdict(draft), ensure_ascii=False)
    write_file_atomically(path, content.encode("utf-8", "surrogatepass"))
    # Half of a draft is still what a guest said.
    remove_abandoned(path.parent)


def found(desk: Desk, form: str) -> Draft:
    """The draft of this person for this form; an empty one when there is none or it cannot be read."""
    return _read(_second_path(desk, form)) or _read(_path(desk, form)) or Draft()


def _read(path: Path) -> Draft | None:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        return Draft(dict(content["texts"]), str(content["line"]), str(content["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
