"""Children that work until they are killed, and how the store they leave is compared with what they said.

The parent forks before any store is open here; a child writes a word into a pipe after each thing it did.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from showroom.models.act import Act, ActLine
from showroom.models.base import database
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.prospect import CardMove, Prospect
from showroom.models.sale import OrderStep, SalesOrder
from showroom.models.traffic_day import TrafficDay
from showroom.models.traffic_log import TrafficEntry

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and signals")

WRITTEN: tuple[Any, ...] = (
    Customer,
    Phone,
    Prospect,
    CardMove,
    FollowUp,
    Appointment,
    SalesOrder,
    OrderStep,
    TrafficEntry,
    TrafficDay,
)

Say = Callable[[str], object]


class Child:
    """Another process that does `work`; it says a line after each thing that is done."""

    def __init__(self, work: Callable[[Say], object]) -> None:
        self._answers, writer = os.pipe()
        self._heard = b""
        self._waited = 0
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self._answers)
                work(lambda words: os.write(writer, f"{words}\n".encode()))
                status = 0
            except BaseException as error:
                os.write(writer, f"FAILED {error!r}\n".encode())
                raise
            finally:
                os._exit(status)
        os.close(writer)

    def hears(self) -> str:
        """Everything said so far, once there is more of it; "" when nothing more will come."""
        more = os.read(self._answers, 65536)
        self._heard += more
        return more.decode(errors="replace")

    def says(self, word: str) -> None:
        """Wait until it says a line that begins with this, after what it was waited for before."""
        while True:
            lines = self._heard.decode(errors="replace").split("\n")[:-1]
            for number, line in enumerate(lines[self._waited :], self._waited + 1):
                if line.startswith(word):
                    self._waited = number
                    return
            assert self.hears(), f"it ended without a word of {word}: {lines}"

    def is_killed_after(self, seconds: float) -> None:
        """SIGKILL, this long from now."""
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)

    def stands_still(self) -> None:
        """SIGSTOP; it has stopped when this returns."""
        os.kill(self.pid, signal.SIGSTOP)
        self.has_stopped()

    def has_stopped(self) -> None:
        """Wait until it stands still, by whose hand ever."""
        assert os.WIFSTOPPED(os.waitpid(self.pid, os.WUNTRACED)[1])

    def goes_on(self) -> None:
        """SIGCONT."""
        os.kill(self.pid, signal.SIGCONT)

    def ends(self) -> tuple[list[str], int]:
        """Its whole lines, and its exit code: minus the signal when it was killed."""
        while self.hears():
            pass
        os.close(self._answers)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        said = self._heard[: self._heard.rfind(b"\n") + 1].decode().splitlines()
        assert not any(line.startswith("FAILED") for line in said), said
        return said, status


def die(*_anything: object) -> NoReturn:
    """The process ends here and now, as if the plug of this program were pulled."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


def halves() -> list[str]:
    """Where the rows of the open store are not what the lines of all acts say, played one after another."""
    told: dict[tuple[str, int], dict[str, Any]] = {}
    lines = ActLine.select(ActLine.table_name, ActLine.row_id, ActLine.row_revision, ActLine.after)
    for table, row, revision, after in lines.where(ActLine.row_revision > 0).order_by(ActLine.id).tuples():
        told.setdefault((table, row), {}).update(json.loads(after) | {"revision": revision})
    return [words for model in WRITTEN for words in _differences(model, told)]


def _differences(model: Any, told: dict[tuple[str, int], dict[str, Any]]) -> list[str]:
    table = model._meta.table_name
    names = [field.name for field in model._meta.sorted_fields]
    cursor = database.execute_sql(
        f'SELECT {", ".join(f"{one.column_name}" for one in model._meta.sorted_fields)} FROM "{table}"'
    )
    there = {row["id"]: row for row in (dict(zip(names, row, strict=True)) for row in cursor.fetchall())}
    wanted = {row: values for (name, row), values in told.items() if name == table}
    found = [f"{table}: row {row} without a line" for row in there.keys() - wanted.keys()]
    found += [f"{table}: lines without row {row}" for row in wanted.keys() - there.keys()]
    for row in wanted.keys() & there.keys():
        differing = [name for name, value in wanted[row].items() if there[row][name] != value]
        found += [f"{table} {row}.{name} is not what was written" for name in differing]
    return found


def tokens() -> list[str]:
    """The tokens of all acts of the open store, in the order of their saving."""
    return [token for (token,) in Act.select(Act.token).order_by(Act.id).tuples()]
