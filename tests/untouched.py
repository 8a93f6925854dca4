"""Watching a folder: what was refused must lie there byte for byte, and nothing beside it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


def seen(folder: Path) -> dict[str, str]:
    """Every file below a folder with the SHA-256 of its content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def names(folder: Path) -> list[str]:
    """The names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    """Fails when anything in the folder was changed, made or removed meanwhile."""
    before = seen(folder)
    yield
    assert seen(folder) == before


def forked(do: Callable[[], str]) -> str:
    """What `do` returns in a child process, whose death cannot harm this one."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            os.write(writer, do().encode("utf-8"))
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    return answer


def as_nobody(do: Callable[[], str]) -> str:
    """What `do` returns for somebody without rights; root has every right, so it becomes another user."""
    if sys.platform == "win32":
        pytest.skip("needs POSIX rights")

    def strip_rights() -> str:
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return do()

    return forked(strip_rights)
