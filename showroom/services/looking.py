"""Only looking at a store that cannot be worked on, or at a copy: a private copy that goes afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from showroom.errors import ShowroomError, Unavailable
from showroom.language import mark
from showroom.models.store import Store
from showroom.services import settings, sign_in


@contextmanager
def look_at(path: Path) -> Iterator[Store]:
    """A store to look at, made from whatever can be read of `path`; nothing is written where that lies.

    With its log first; without it where that is not its own. Whoever looks signs in as ever.
    Raises Unavailable, TooNew.
    """
    with tempfile.TemporaryDirectory(prefix="showroom-look-", ignore_cleanup_errors=True) as folder:
        store = _opened(path, Path(folder))
        try:
            yield store
        finally:
            store.close()


def _opened(path: Path, folder: Path) -> Store:
    try:
        copy = folder / "with its log" / path.name
        _copied(path, copy)
        with suppress(FileNotFoundError):
            _copied(path.with_name(f"{path.name}-wal"), copy.with_name(f"{path.name}-wal"))
        try:
            return _looked_into(copy)
        except ShowroomError:
            alone = folder / "alone" / path.name
            _copied(path, alone)
            return _looked_into(alone)
    except OSError as error:
        raise Unavailable(
            "E-LOOK-COPY",
            mark(
                "{path} cannot be read, or there is no room for a private copy to look at ({detail}). "
                "Nothing was changed."
            ),
            path=path,
            detail=error.strerror or type(error).__name__,
        ) from error


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    # The content alone: where the file may only be read, its copy may still be opened.
    shutil.copyfile(source, target)
    target.chmod(0o600)


def _looked_into(copy: Path) -> Store:
    """Opened, and read as far as signing in needs. Raises Unavailable, TooNew."""
    store = Store(copy, only_look=True).open()
    try:
        settings.facts()
        sign_in.colleagues(store)
    except BaseException:
        store.close()
        raise
    return store
