"""A disk of one megabyte: a real file system in a namespace of its own, in which a file of tests runs.

`scenes` runs such a file in a child process that has a tmpfs mounted (`unshare -rm`) and tells how each test
in it went; there, `SmallDisk` fills the disk and frees it again. Where the machine lets nobody mount, the
same tests run under a limit of the size of files (RLIMIT_FSIZE): a write beyond it fails as on a disk that
reports an error. Which of the two ran is printed.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FOLDER = "SHOWROOM_SMALL_DISK"
_MOUNT = 'mount -t tmpfs -o size=1m,mode=0700 none "$SHOWROOM_SMALL_DISK" && exec "$@"'
# Root without the power to pass over rights: another uid could not read Python itself everywhere.
_POWERS = "-dac_override,-dac_read_search"
_BOUND_BY_RIGHTS = ["setpriv", f"--bounding-set={_POWERS}", f"--inh-caps={_POWERS}"]
_SIZE = 1024 * 1024
PATIENCE = 300


def can_mount(folder: Path) -> bool:
    """Whether this machine lets us have a file system of our own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-rm", "sh", "-c", _MOUNT, "sh", "true"],
        env={**os.environ, FOLDER: str(folder)},
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


def scenes(name: str, folder: Path, *, without_rights: bool = False) -> dict[str, str]:
    """How each test of that file went on the small disk: "" when it passed, else what it said.

    With `without_rights` on the ordinary disk, and bound by the rights of files, as root never is.
    """
    disk = folder / "disk"
    disk.mkdir(parents=True)
    report = folder / "report.xml"
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--junitxml", str(report)]
    command = [*tests, "--basetemp", str(folder / "tmp"), str(HERE / name)]
    if without_rights:
        command = [*_BOUND_BY_RIGHTS, *command] if os.getuid() == 0 else command
    elif can_mount(disk):
        print("the small disk is a tmpfs of 1 MB")  # noqa: T201
        command = ["unshare", "-rm", "sh", "-c", _MOUNT, "sh", *command]
    else:
        print("nothing can be mounted here: the small disk is a limit of the size of files")  # noqa: T201
    # SQLite looks for its temporary folder once, when it is loaded (C8).
    surroundings = {**os.environ, FOLDER: str(disk), "SQLITE_TMPDIR": str(disk)}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert report.exists(), done.stdout + done.stderr
    return {
        str(case.get("name")): "\n".join(part.text or part.get("message", "") for part in case)
        for case in ET.parse(report).getroot().iter("testcase")
    }


@dataclass
class SmallDisk:
    """The disk as the tests in the child use it."""

    folder: Path

    @classmethod
    def given(cls) -> SmallDisk:
        return cls(Path(os.environ[FOLDER]))

    @property
    def real(self) -> bool:
        """Whether it is a file system of its own."""
        return shutil.disk_usage(self.folder).total == _SIZE

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self, leave: int = 0) -> None:
        """Not a byte is left, or `leave` of them."""
        if not self.real:
            self.limit(leave)
            return
        with self.ballast.open("ab", buffering=0) as file:
            for size in (65536, 4096, 1):
                while self._written(file.fileno(), size):
                    continue
        if leave:
            os.truncate(self.ballast, self.ballast.stat().st_size - leave)

    @staticmethod
    def _written(file: int, size: int) -> bool:
        try:
            return os.write(file, bytes(size)) == size
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return False

    def limit(self, more: int = 0) -> None:
        """From now on no file may grow beyond the log of the store here, and `more` bytes."""
        self._limit(max((one.stat().st_size for one in self.folder.glob("*-wal")), default=0) + more)

    def free(self) -> None:
        """Somebody makes room."""
        self.ballast.unlink(missing_ok=True)
        self._limit(None)

    @staticmethod
    def _limit(size: int | None) -> None:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size is None else size, hard))
