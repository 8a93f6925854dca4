"""What somebody typed and did not save yet: a file beside the store for each person and form (A4, A8)."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from showroom.errors import Unavailable
from showroom.files import write_file_atomically
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
    return store.with_name(f"{store.name}.drafts") / f"{desk.staff}-{form}.json"


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
    Raises Unavailable when the disk refuses: the text is still on the screen then.
    """
    at = desk.clock.local().isoformat(timespec="seconds")
    parts = [part for part in (sent, Draft(texts, line, at, token)) if part is not None and not part.empty]
    path = _path(desk, form)
    try:
        if not parts:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, exist_ok=True)
        content = json.dumps([asdict(part) | {"at": at} for part in parts], ensure_ascii=False)
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

    What was saved in the moment the program ended is no draft any more (A2).
    """
    try:
        content: Any = json.loads(_path(desk, form).read_text(encoding="utf-8", errors="surrogatepass"))
        parts = [_part(one) for one in content]
    except (OSError, ValueError, KeyError, TypeError):
        return Draft()
    return _together([part for part in parts if not _is_saved(part)])


def _part(content: Any) -> Draft:
    return Draft(dict(content["texts"]), str(content["line"]), str(content["at"]), str(content["token"]))


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
