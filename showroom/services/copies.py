"""Copies of the store: when one is due, which of the old ones go, and how one comes back (J1-J9).

A copy is due when a day was closed, or when the oldest act that no copy holds is fourteen minutes old: so no
more than fifteen minutes of work lie in one place only.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from peewee import fn

from showroom.clock import Clock
from showroom.errors import Refused, ShowroomError, Unavailable
from showroom.files import remove_file, sync_folder
from showroom.language import mark
from showroom.models import copies, opening
from showroom.models.act import Act
from showroom.models.copies import Copy, Reason
from showroom.models.schema import newest_version
from showroom.models.store import Store
from showroom.models.window_lock import WindowLock
from showroom.rules.copies_kept import spare
from showroom.rules.duties import Duty
from showroom.services.desk import Desk

WORK: Final = timedelta(minutes=14)
_LOGS: Final = ("-wal", "-shm", "-journal")
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY


@dataclass(frozen=True)
class State:
    """How the copies stand: the newest one (None when there is none), and since when work waits for one."""

    folder: Path
    newest: Copy | None
    waiting_since: datetime | None
    day_closed: bool = False

    def due(self, now: datetime) -> Reason | None:
        """Why a copy is to be made now; None when it can wait."""
        if self.waiting_since is None:
            return None
        if self.day_closed:
            return Reason.CLOSED_DAY
        # A clock set back makes work look younger than it is: then too.
        waited = now - self.waiting_since
        return Reason.WORK if not timedelta() <= waited < WORK else None


def state(store: Store) -> State:
    """How the copies of an open store stand."""
    folder = copies.chosen(store.database, store.path)
    newest = next(iter(_own(folder, copies.origin(store.path))), None)
    after = newest.last_act if newest else 0
    oldest, closings = (
        Act.select(fn.MIN(Act.at), fn.SUM(Act.duty == Duty.CLOSE_DAY)).where(Act.id > after).tuples().first()
    )
    return State(folder, newest, oldest, bool(closings))


def _own(folder: Path, origin: str) -> tuple[Copy, ...]:
    """Only this store's: two stores may share a folder."""
    return tuple(copy for copy in copies.found(folder) if copy.origin == origin)


def take(store: Store, clock: Clock, folder: Path, reason: Reason = Reason.BY_HAND) -> Copy:
    """Copy an open store into `folder` now, then let go what is spare there. Raises Unavailable."""
    made = copies.take(store.database, store.path, folder, reason, clock.now())
    _thin(folder, made.origin, clock)
    return made


def take_due(store: Store, clock: Clock) -> State:
    """Make the copy that is due, if one is, in the chosen folder; how things stand then.

    Raises Unavailable.
    """
    now = state(store)
    reason = now.due(clock.now())
    if reason is None or store.only_look:
        return now
    take(store, clock, now.folder, reason)
    return state(store)


def take_now(store: Store, clock: Clock) -> State:
    """Make a copy in the chosen folder because somebody wants one; how things stand then.

    Raises Unavailable.
    """
    take(store, clock, state(store).folder)
    return state(store)


def _thin(folder: Path, origin: str, clock: Clock) -> None:
    oldest_first = _own(folder, origin)[::-1]
    zone = clock.local().tzinfo
    for place in spare([copy.taken.astimezone(zone) for copy in oldest_first]):
        copies.forget(oldest_first[place])


def folders(store: Path, chosen: str = "") -> tuple[Path, ...]:
    """Where copies of this store may lie, also when it cannot be opened; `chosen` is what was last known."""
    known = (Path(chosen),) if chosen else ()
    return tuple({folder.resolve(): folder for folder in (*known, copies.beside(store))}.values())


def to_choose_from(places: Iterable[Path]) -> tuple[Copy, ...]:
    """The copies in these folders that this program can open, the one that holds most first."""
    found = (copy for place in places for copy in copies.found(place) if copy.version <= newest_version())
    return tuple(sorted(found, key=lambda copy: (copy.last_act, copy.taken), reverse=True))


def restore(copy: Path, store: Path, clock: Clock) -> Path | None:
    """Put a copy in the place of a store; where the old store lies from now on, whole with its logs.

    The copy is checked first, from end to end; until then nothing is touched. At every step the old store or
    the new one is there, never a mix with somebody's log (J9). None when there was no old store.
    Raises Unavailable, TooNew, Refused (J6).
    """
    looked = copies.verified(copy)
    _refuse_wrong(looked, store)
    lock = WindowLock(store)
    lock.take(clock.local())
    staged = store.with_name(f".{store.name}.{secrets.token_hex(4)}.restoring")
    try:
        _stage(looked, staged)
        aside = _put_aside(store, clock)
        staged.replace(store)
        sync_folder(store.parent)
    except OSError as error:
        raise _unrestored(store, error) from error
    finally:
        staged.unlink(missing_ok=True)
        lock.give_back()
    _note_it(store, clock, looked)
    return aside


def _refuse_wrong(looked: Copy, store: Path) -> None:
    """Not the store itself, nor another showroom's, as far as the old store can still tell which it is."""
    if looked.path.resolve() == store.resolve():
        raise Refused("E-COPY-SAME", mark("This is the data file itself, not a copy. Nothing was changed."))
    origin = copies.origin(store)
    if origin and origin != looked.origin:
        raise Refused(
            "E-COPY-OTHER",
            mark(
                "{copy} is a copy of another showroom's data ({name}). Nothing was changed. Choose a copy of "
                "this one, or name a place where no data file lies."
            ),
            copy=looked.path,
            name=looked.showroom or "?",
        )


def _stage(looked: Copy, staged: Path) -> None:
    """The copy beside the store, synced and compared, before anything of the store moves."""
    _copy(looked.path, staged)
    if copies.digest(staged) != looked.digest:
        raise copies.damaged(looked.path)


def _put_aside(store: Path, clock: Clock) -> Path | None:
    """A copy of the old store and of its logs, under another name; then the logs go.

    No second name for the same file: killed here, the old store would have two, and two logs (D7).
    """
    if not store.exists():
        return None
    with suppress(ShowroomError):
        opening.examine(store)
        # A whole store takes its log in first, so that without the log it is still whole.
        copies.settle(store)
    stamp = f"{clock.local():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    aside = store.with_name(f"{store.stem}-before-{stamp}{store.suffix}")
    logs = [log for end in _LOGS if (log := store.with_name(store.name + end)).exists()]
    for log in logs:
        _copy(log, aside.with_name(aside.name + log.name.removeprefix(store.name)))
    _copy(store, aside)
    sync_folder(store.parent)
    for log in logs:
        remove_file(log)
    return aside


def _copy(path: Path, other: Path) -> None:
    """A file nobody has open, once more, synced, its owner's only."""
    with path.open("rb") as source, os.fdopen(os.open(other, _NEW, 0o600), "wb") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())


def _unrestored(store: Path, error: OSError) -> Unavailable:
    return Unavailable(
        "E-RESTORE",
        mark(
            "The copy could not be put in place ({detail}). {store} is as it was, and so is the copy. "
            "See whether its folder can be written and has room, then try again."
        ),
        store=store,
        detail=error.strerror or type(error).__name__,
    )


def _note_it(store: Path, clock: Clock, looked: Copy) -> None:
    """The restored store tells that it was restored, and from when it is."""
    with Store(store) as restored, Desk(restored, clock).work(Duty.RESTORE_COPY) as work:
        work.note("copy", file=looked.path.name, taken=looked.taken.isoformat(), last_act=looked.last_act)
