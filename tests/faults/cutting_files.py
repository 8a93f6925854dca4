"""Power cuts for plain files: what is asked of the operating system is written down, then the lights go out.

Content and names are two things to a disk: the bytes of a file are safe after fsync of the file, its name
(made, renamed, removed) after fsync of the folder. What was not synced is kept or lost, each by itself.
"""

from __future__ import annotations

import os
import random
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.cutting_vfs import SYNC, WRITE, Op
from tests.faults.lights_out import KEPT_AT_ALL, DiskFile

ACK, NAMED, REMOVED, FOLDER_SYNC = "ack", "named", "removed", "folder sync"
FOLDER = "a folder"


@dataclass(frozen=True)
class Asked:
    """One thing asked: of the content of a file (known by the name it was made under), or of a name."""

    kind: str
    path: str = ""
    content: str = ""
    # Another name that goes in the same step: a rename is one thing.
    gone: str = ""
    data: bytes = b""


class _Written:
    """A file open for writing."""

    def __init__(self, real: Any, wrote: Callable[[bytes], None]) -> None:
        self._real, self._wrote = real, wrote

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def write(self, data: bytes) -> None:
        self._wrote(bytes(data))
        self._real.write(data)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._real.close()


@dataclass
class Recorder:
    """Stands between the program and the operating system; `deaf_to` are the syncs that do not arrive."""

    deaf_to: str = ""
    log: list[Asked] = field(default_factory=list)
    _open: dict[int, str] = field(default_factory=dict)
    _content_of: dict[str, str] = field(default_factory=dict)
    _made: int = 0

    def acknowledge(self) -> None:
        """The writing has returned: from here on the new content must be there."""
        self.log.append(Asked(ACK))

    @contextmanager
    def recording(self) -> Iterator[Recorder]:
        """While this lasts everything is done as ever, and written down."""
        with pytest.MonkeyPatch.context() as system:
            for name in ("open", "fdopen", "fsync", "replace", "unlink", "mkdir"):
                system.setattr(os, name, getattr(self, f"_{name}_instead_of")(getattr(os, name)))
            yield self

    def _open_instead_of(self, really: Callable[..., int]) -> Callable[..., int]:
        def opened(path: Any, flags: int, *more: Any, **how: Any) -> int:
            handle = really(path, flags, *more, **how)
            name = str(path)
            if flags & os.O_CREAT:
                self._made += 1
                self._content_of[name] = f"{self._made}"
                self.log.append(Asked(NAMED, name, self._content_of[name]))
            self._open[handle] = name
            return handle

        return opened

    def _fdopen_instead_of(self, really: Callable[..., Any]) -> Callable[..., Any]:
        def opened(handle: int, *how: Any, **more: Any) -> Any:
            content = self._content_of[self._open[handle]]
            place = 0

            def wrote(data: bytes) -> None:
                nonlocal place
                self.log.append(Asked(WRITE, str(place), content, data=data))
                place += len(data)

            return _Written(really(handle, *how, **more), wrote)

        return opened

    def _fsync_instead_of(self, really: Callable[[int], None]) -> Callable[[int], None]:
        def synced(handle: int) -> None:
            really(handle)
            folder = stat.S_ISDIR(os.fstat(handle).st_mode)
            name = self._open[handle]
            if folder and self.deaf_to != "folders":
                self.log.append(Asked(FOLDER_SYNC, name))
            elif not folder and self.deaf_to != "files":
                self._write_down(name)
                self.log.append(Asked(SYNC, content=self._content_of[name]))

        return synced

    def _write_down(self, name: str) -> None:
        """What SQLite wrote past us: it is known when it is synced, before that nothing of it is sure."""
        content = self._content_of[name]
        if not any(one.kind == WRITE and one.content == content for one in self.log):
            self.log.append(Asked(WRITE, "0", content, data=Path(name).read_bytes()))

    def _replace_instead_of(self, really: Callable[..., None]) -> Callable[..., None]:
        def replaced(part: Any, path: Any, **how: Any) -> None:
            really(part, path, **how)
            content = self._content_of[str(path)] = self._content_of.pop(str(part))
            self.log.append(Asked(NAMED, str(path), content, gone=str(part)))

        return replaced

    def _unlink_instead_of(self, really: Callable[..., None]) -> Callable[..., None]:
        def unlinked(path: Any, **how: Any) -> None:
            really(path, **how)
            self.log.append(Asked(REMOVED, gone=str(path)))

        return unlinked

    def _mkdir_instead_of(self, really: Callable[..., None]) -> Callable[..., None]:
        def made(path: Any, *how: Any, **more: Any) -> None:
            really(path, *how, **more)
            self.log.append(Asked(NAMED, str(path), FOLDER))

        return made


@dataclass
class _FileSystem:
    """Names that are surely on the disk, names that may be, and the contents."""

    names: dict[str, str] = field(default_factory=dict)
    pending: list[Asked] = field(default_factory=list)
    contents: dict[str, DiskFile] = field(default_factory=dict)

    def ask(self, asked: Asked) -> None:
        if asked.kind in (NAMED, REMOVED):
            self.pending.append(asked)
        elif asked.kind == FOLDER_SYNC:
            here = [one for one in self.pending if str(Path(one.path or one.gone).parent) == asked.path]
            for one in here:
                _rename(self.names, one)
                self.pending.remove(one)
        elif asked.kind in (WRITE, SYNC):
            at = int(asked.path or 0)
            file = self.contents.setdefault(asked.content, DiskFile(bytearray()))
            file.ask(Op(asked.kind, at=at, data=asked.data))

    def after_the_cut(self, dice: random.Random) -> dict[str, bytes]:
        names = dict(self.names)
        for one in self.pending:
            if dice.random() < KEPT_AT_ALL:
                _rename(names, one)
        files = {}
        for name, content in names.items():
            if content != FOLDER and all(part in names for part in _folders_made(name, self)):
                files[name] = self.contents.get(content, DiskFile(bytearray())).after_the_cut(dice) or b""
        return files


def _folders_made(name: str, system: _FileSystem) -> list[str]:
    """The folders above it that were made while recording: without them there is no file."""
    made = {one.path for one in system.pending if one.content == FOLDER}
    return [str(folder) for folder in Path(name).parents if str(folder) in made]


def _rename(names: dict[str, str], asked: Asked) -> None:
    names.pop(asked.gone, None)
    if asked.kind == NAMED:
        names[asked.path] = asked.content


@dataclass(frozen=True)
class FilesCut:
    """The power went: how many writings had been acknowledged, and the files left, by their whole path."""

    acknowledged: int
    files: dict[str, bytes]

    def lay_out(self) -> None:
        """Put these files where they were, and take away what else is beside them."""
        for name, content in self.files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content)


def cuts_of_files(
    log: list[Asked],
    count: int,
    dice: random.Random,
    before: Mapping[str, bytes] | None = None,
    first: int = 0,
) -> Iterator[FilesCut]:
    """`count` cuts at points of the log, from `first` on; `before` was there already, by whole path."""
    system = _FileSystem({name: name for name in before or {}})
    system.contents.update({name: DiskFile(bytearray(content)) for name, content in (before or {}).items()})
    asked = acknowledged = 0
    for point in sorted(dice.randint(first, len(log)) for _cut in range(count)):
        for one in log[asked:point]:
            acknowledged += one.kind == ACK
            system.ask(one)
        asked = point
        yield FilesCut(acknowledged, system.after_the_cut(dice))
