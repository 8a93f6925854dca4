"""Power cuts: the files as a disk may hold them after the power went at any point of what it was asked.

What was synced is there. Of the rest each operation is kept, lost, or (a write) torn by sectors, one by one,
which is reordering too: a later one may be there and an earlier one not.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.cutting_vfs import ACK, DELETE, FOLDER_SYNC, SYNC, TRUNCATE, WRITE, Op

KEPT, TORN = 0.4, 0.6
# Of a change of a name, which cannot be torn.
KEPT_AT_ALL = 0.5
SECTOR = 512


@dataclass
class DiskFile:
    """One file: what is surely on the disk (None: nothing), and what was asked since the last sync."""

    synced: bytearray | None
    pending: list[Op] = field(default_factory=list)

    def ask(self, op: Op) -> None:
        self.pending.append(op)
        if op.kind == SYNC:
            for one in self.pending:
                self.synced = _done(self.synced, one)
            self.pending.clear()

    def sync_names(self) -> None:
        """The folder was synced: what was deleted before does not come back."""
        deleted = [place for place, op in enumerate(self.pending) if op.kind == DELETE]
        if deleted:
            self.synced = None
            del self.pending[: deleted[-1] + 1]

    def after_the_cut(self, dice: random.Random) -> bytes | None:
        content = None if self.synced is None else bytearray(self.synced)
        for op in self.pending:
            fate = dice.random()
            if fate < KEPT:
                content = _done(content, op)
            elif fate < TORN and op.kind == WRITE:
                for start in range(0, len(op.data), SECTOR):
                    if dice.random() < 0.5:
                        content = _done(
                            content, Op(WRITE, "", op.at + start, op.data[start : start + SECTOR])
                        )
        return None if content is None else bytes(content)


def _done(content: bytearray | None, op: Op) -> bytearray | None:
    if op.kind == DELETE:
        return None
    content = bytearray() if content is None else content
    if op.kind == WRITE:
        content.extend(bytes(max(0, op.at + len(op.data) - len(content))))
        content[op.at : op.at + len(op.data)] = op.data
    elif op.kind == TRUNCATE:
        del content[op.at :]
    return content


@dataclass(frozen=True)
class Cut:
    """The power went: how much of the log had been asked, how many saves acknowledged, the files left."""

    at: int
    acknowledged: int
    files: dict[str, bytes]

    def lay_out(self, folder: Path) -> None:
        """Put the files, and no others, into a folder."""
        for path in folder.iterdir():
            path.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o600)


def cuts(
    before: dict[str, bytes], log: list[Op], count: int, dice: random.Random, first: int = 0
) -> Iterator[Cut]:
    """`count` cuts at points of the log, from `first` on; `before` are the files as the log found them."""
    files = {name: DiskFile(bytearray(content)) for name, content in before.items()}
    points = sorted(dice.randint(first, len(log)) for _cut in range(count))
    asked = acknowledged = 0
    for point in points:
        for op in log[asked:point]:
            acknowledged += op.kind == ACK
            if op.kind == FOLDER_SYNC or (op.kind == SYNC and _is_new(files, op.file)):
                for file in files.values():
                    file.sync_names()
            if op.kind not in (ACK, FOLDER_SYNC):
                files.setdefault(op.file, DiskFile(None)).ask(op)
        asked = point
        left = {name: file.after_the_cut(dice) for name, file in files.items()}
        there = {name: content for name, content in left.items() if content is not None}
        yield Cut(point, acknowledged, there)


def _is_new(files: dict[str, DiskFile], name: str) -> bool:
    """Whether this is its first sync, at which SQLite's own VFS syncs the folder too (UNIXFILE_DIRSYNC)."""
    return (
        name not in files
        or files[name].synced is None
        or any(op.kind == DELETE for op in files[name].pending)
    )
