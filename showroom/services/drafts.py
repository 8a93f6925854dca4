"""What somebody typed and did not save yet: a file beside the store for each person and form (A4, A8).

Where the store's disk takes nothing, the draft is kept in a folder of this program elsewhere (C4).
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from showroom import paths
from showroom.errors import Unavailable
from showroom.files import make_folder, remove_abandoned, remove_file, write_file_atomically
from showroom.language import mark
from showroom.services.desk import Desk
from showroom.services.work import is_done


@dataclass(frozen=True)
class Draft:
    """Typed text by field, the line of the phone-first strip, and when it was last typed (showroom time).

    `token` is the one under which it will be saved, or is being saved already.
    """

    texts: dict[str, str] = field(default_factory=dict)
    line: str = ""
    at: str = ""
    token: str = ""

    @property
    def empty(self) -> bool:
        return not self.line.strip() and not any(text.strip() for text in self.texts.values())

    @property
    def time(self) -> str:
        """The clock time of the last stroke, HH:MM."""
        return datetime.fromisoformat(self.at).strftime("%H:%M") if self.at else ""


def _path(desk: Desk, form: str) -> Path:
    store = desk.store.path
    return store.with_name(f"{store.name}.drafts") / f"{desk.staff or 'nobody'}-{form}.json"


def _second_path(desk: Desk, form: str) -> Path:
    """Of whichever store: its whole path is in the name."""
    store = hashlib.sha256(os.fsencode(desk.store.path.absolute())).hexdigest()[:16]
    return paths.second_draft_folder() / f"{store}-{desk.staff}-{form}.json"


def keep(
    desk: Desk,
    form: str,
    texts: dict[str, str],
    line: str = "",
    *,
    token: str = "",
    sent: Draft | None = None,
) -> None:
    """Keep what is typed, replacing the draft before; an empty one removes the file.

    `sent` is what is being saved and was not answered yet.
    Raises Unavailable when neither disk takes it: the text is still on the screen then.
    """
    if desk.store.only_look:
        return
    at = desk.clock.local().isoformat(timespec="seconds")
    parts = [part for part in (sent, Draft(texts, line, at, token)) if part is not None and not part.empty]
    parts = [replace(part, at=at) for part in parts]
    first, second = _path(desk, form), _second_path(desk, form)
    try:
        if parts:
            _write(first, parts)
        elif first.exists():
            # Where nothing was kept a disk that takes nothing is asked for nothing.
            remove_file(first)
        # Last of all: while it is there it counts, for it is newer.
        remove_file(second)
    except OSError:
        _keep_elsewhere(second, parts)


def _keep_elsewhere(second: Path, parts: list[Draft]) -> None:
    """Also when there are none: the draft before is still on the disk that takes nothing."""
    try:
        _write(second, parts)
    except OSError as error:
        raise Unavailable(
            "E-DRAFT",
            mark(
                "What you are typing could not be kept on disk. It is still here. Register it soon, and have "
                "the disk looked at."
            ),
        ) from error


def _write(path: Path, parts: list[Draft]) -> None:
    make_folder(path.parent)
    content = json.dumps([asdict(part) for part in parts], ensure_ascii=False)
    write_file_atomically(path, content.encode("utf-8", "surrogatepass"))
    # Half of a draft is still what a guest said.
    remove_abandoned(path.parent)


def found(desk: Desk, form: str) -> Draft:
    """The draft of this person for this form; an empty one when there is none or it cannot be read.

    What was saved in the moment the program ended is no draft any more (A2).
    Nobody finds anything whose session does not hold: a draft has names and numbers in it (S2). The house
    itself has its first start, and nobody's guests.
    """
    if desk.staff is not None and not desk.holds():
        return Draft()
    parts = _read(_second_path(desk, form))
    if parts is None:
        parts = _read(_path(desk, form)) or []
    return _together([part for part in parts if not _is_saved(part)])


def _read(path: Path) -> list[Draft] | None:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        return [_part(one) for one in content]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _part(content: Any) -> Draft:
    texts = {key: text for key, text in content["texts"].items() if isinstance(text, str)}
    return Draft(texts, str(content["line"]), _instant(str(content["at"])), str(content["token"]))


def _instant(written: str) -> str:
    """The instant of a draft; "" when somebody wrote there what is none: the words count, not the time."""
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def _is_saved(part: Draft) -> bool:
    """A store that does not answer now: it comes back, and its token keeps it from being saved twice."""
    with suppress(Unavailable):
        return bool(part.token) and is_done(part.token)
    return False


def _together(parts: list[Draft]) -> Draft:
    """What was sent stands before what was typed after it, as when a save is refused."""
    if not parts:
        return Draft()
    texts: dict[str, str] = {}
    for part in reversed(parts):
        texts |= part.texts
    line = " ".join(part.line for part in parts if part.line.strip())
    return Draft(texts, line, parts[-1].at, parts[0].token)
