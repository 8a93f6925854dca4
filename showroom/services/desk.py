"""A person at a desk: whoever reads or changes anything does it through one of these."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from showroom.clock import Clock
from showroom.errors import Denied, Refused, Unavailable
from showroom.language import mark
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.faults import FULL, UNSURE
from showroom.models.staff import Staff, StaffRole
from showroom.models.store import Store
from showroom.rules.duties import HOUSE_DUTIES, WHILE_LOOKING, Duty, Role, duties_of
from showroom.services.bulk import Bulk
from showroom.services.work import Work, result_of

_instant = InstantField()
_roles = Compiled(
    lambda: (
        StaffRole.select(StaffRole.role)
        .join(Staff)
        .where(
            Staff.id == slot("staff"),
            Staff.active,
            StaffRole.removed_at.is_null(),
            Staff.removed_at.is_null(),
        )
    )
)


@dataclass(frozen=True)
class Changed:
    """What a commit changed: the names of the tables. Pages that show one of them read again."""

    tables: frozenset[str]


Listener = Callable[[Changed], None]


def new_token() -> str:
    """A token for one act, so that doing it twice does it once."""
    return uuid.uuid4().hex


@dataclass
class Desk:
    """Somebody at a desk of this showroom; without `staff` it is the house itself (first start, demo).

    `sessions_ended` is what it was when the session began: one more, and the session is over.
    """

    store: Store
    clock: Clock
    staff: int | None = None
    name: str = ""
    user: str = ""
    desk: str = ""
    listeners: list[Listener] = field(default_factory=list)
    sessions_ended: int = 0

    def roles(self) -> frozenset[Role]:
        """The roles this person holds now, read from the store at each call (R13, R14)."""
        if self.staff is None:
            return frozenset()
        return frozenset(Role(role) for (role,) in _roles.rows(staff=self.staff))

    def duties(self) -> frozenset[Duty]:
        """What this person may do now."""
        return HOUSE_DUTIES if self.staff is None else duties_of(self.roles())

    def may(self, duty: Duty) -> bool:
        """Whether this person may do it now."""
        return duty in self.duties()

    def require(self, duty: Duty) -> None:
        """Raise Denied unless this person may do it now; the denial is recorded as an act of its own."""
        if self.may(duty):
            return
        if not self.store.database.in_transaction():
            self._record_denial(duty)
        raise _denied(self.name, duty)

    @contextmanager
    def work(self, duty: Duty, token: str | None = None) -> Iterator[Work]:
        """Open the door for one act.

        Raises Denied; Clash; Unavailable when it was not saved, or (E-DB-UNSURE) when that is not known yet.
        """
        token = token or new_token()
        try:
            with self._act(duty, token) as work:
                # Asked inside the transaction: rights taken away a moment ago count.
                self.require(duty)
                yield work
        except Denied as denied:
            # After the rollback, so that it cannot erase the record of the denial.
            self._record_denial(Duty(str(denied.values["duty"])))
            raise
        self._announce(work)

    @contextmanager
    def bulk(self, duty: Duty) -> Iterator[Bulk]:
        """Open the door for many acts in one transaction. Raises Denied, Unavailable."""
        self.require(duty)
        self._refuse_while_looking(duty)
        with self.store.writing():
            bulk = Bulk(self.desk)
            yield bulk
            bulk.flush()

    @contextmanager
    def _act(self, duty: Duty, token: str) -> Iterator[Work]:
        self._refuse_while_looking(duty)
        try:
            with self._settled_act(duty, token) as work:
                yield work
        except Unavailable as fault:
            self.store.saving_failed(fault)
            raise
        if work.repeated is None:
            self.store.hindrance = None

    @contextmanager
    def _settled_act(self, duty: Duty, token: str) -> Iterator[Work]:
        complete = False
        try:
            with self.store.writing():
                work = Work(token, duty, self.staff, self.desk, _instant.db_value(self.clock.now()) or 0)
                yield work
                work.finish()
                complete = True
        except Unavailable as fault:
            if not (complete and self._was_saved(token, duty, fault)):
                raise

    def _refuse_while_looking(self, duty: Duty) -> None:
        if self.store.only_look and duty not in WHILE_LOOKING:
            raise Refused(
                "E-LOOK",
                mark(
                    "This is only a look at the data: nothing can be written, printed or taken out. "
                    "Nothing was changed. Close this window to get the showroom going again."
                ),
            )

    def _record_denial(self, duty: Duty) -> None:
        if self.store.only_look:
            return
        with self._act(duty, new_token()) as work:
            work.note("denied", duty=str(duty))

    def _was_saved(self, token: str, duty: Duty, fault: Unavailable) -> bool:
        """Whether the act is in the store although its commit failed, so that what is told is the truth (C3).

        Raises Unavailable where that cannot be known yet.
        """
        try:
            if result_of(token, duty) is not None:
                return True
            if fault.code != FULL:
                # A full disk refused a page of the commit; any other fault may have come after the last one.
                self.store.disown_failed_commit()
        except Unavailable as again:
            raise Unavailable(
                UNSURE,
                mark(
                    "The disk reported an error at the very moment of saving, and it cannot be known yet "
                    "whether this was saved. What you typed is still here. Check the disk, then save again: "
                    "it will not be there twice."
                ),
            ) from again
        return False

    def _announce(self, work: Work) -> None:
        if work.tables:
            changed = Changed(frozenset(work.tables))
            for listener in self.listeners:
                listener(changed)


def _denied(name: str, duty: Duty) -> Denied:
    return Denied(
        "E-DENIED",
        mark("{name} may not do this. Nothing was changed. Ask the showroom manager or the administrator."),
        name=name,
        duty=str(duty),
    )
