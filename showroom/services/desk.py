"""A person at a desk: whoever reads or changes anything does it through one of these."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NoReturn

from showroom.clock import Clock
from showroom.errors import Denied, PasswordAsked, Refused, Unavailable
from showroom.language import mark
from showroom.models.act import Act
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.faults import FULL, UNSURE
from showroom.models.staff import DeskSignIn, Staff, StaffRole
from showroom.models.store import Store
from showroom.rules import passwords
from showroom.rules.duties import (
    COMING_IN,
    HOUSE_DUTIES,
    SENSITIVE,
    WHILE_LOOKING,
    Duty,
    Role,
    duties_of,
)
from showroom.services.bulk import Bulk
from showroom.services.work import Work, result_of

SESSION_OVER: Final = mark(
    "Your account was changed, so you were signed out. What you typed is kept for you. "
    "Sign in again, or ask the administrator."
)

# What the line of an act is named that was denied.
DENIAL: Final = "denied"

_instant = InstantField()


def _session_holds() -> Any:
    """The person is here, came in at this desk by an act of this session, and nothing has ended it since."""
    return (
        (Staff.id == slot("staff"))
        & Staff.active
        & Staff.removed_at.is_null()
        & (Staff.sessions_ended == slot("sessions_ended"))
        & (Act.token == slot("session"))
        & (Act.desk == slot("desk"))
        & Act.duty.in_([str(duty) for duty in sorted(COMING_IN)])
    )


_session = Compiled(lambda: Staff.select(Staff.id).join(Act).where(_session_holds()))
_roles = Compiled(
    lambda: (
        StaffRole.select(StaffRole.role)
        .join(Staff)
        .join(Act)
        .where(StaffRole.removed_at.is_null(), _session_holds())
    )
)
_password_given = Compiled(
    lambda: DeskSignIn.select(DeskSignIn.at).where(
        DeskSignIn.staff == slot("staff"), DeskSignIn.desk == slot("desk")
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

    Whose desk it is stands in the store: `session` names the sign-in there, of this person at this desk, and
    a desk without one may do nothing (S2). `sessions_ended` is what it was when the session began: one more,
    and the session is over.
    """

    store: Store
    clock: Clock
    staff: int | None = None
    name: str = ""
    user: str = ""
    desk: str = ""
    listeners: list[Listener] = field(default_factory=list)
    # The acts the listeners were told of, until who asks for the news of the store leaves them out.
    told: set[int] = field(default_factory=set, repr=False)
    sessions_ended: int = 0
    session: str = field(default="", repr=False)

    def holds(self) -> bool:
        """Whether somebody is signed in here, and nothing has ended the session (R13, R14)."""
        return self.staff is not None and _session.first(**self._named()) is not None

    def roles(self) -> frozenset[Role]:
        """The roles this person holds now, read from the store at each call (R13, R14)."""
        if self.staff is None:
            return frozenset()
        return frozenset(Role(role) for (role,) in _roles.rows(**self._named()))

    def _named(self) -> dict[str, object]:
        """Whose session this says it is, for the statements that ask the store."""
        return {
            "staff": self.staff,
            "desk": self.desk,
            "session": passwords.session_digest(self.session),
            "sessions_ended": self.sessions_ended,
        }

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
        if self.staff is not None and not self.holds():
            self.deny(Denied("E-SESSION-OVER", SESSION_OVER, duty=str(duty)))
        self.deny(_denied(self.name, duty))

    def deny(self, denied: Denied) -> NoReturn:
        """Raise what somebody may not do with this card; the denial is recorded as an act of its own."""
        self._record_outside(denied)
        raise denied

    def _record_outside(self, denied: Denied) -> None:
        """Within a work or a reading the denial waits for the end of its transaction."""
        if not self.store.database.in_transaction():
            self._record_denial(Duty(str(denied.values["duty"])))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one instant, at this desk: what is denied among them is recorded as everywhere."""
        try:
            with self.store.reading():
                yield
        except Denied as denied:
            self._record_outside(denied)
            raise

    def password_given(self, within: timedelta) -> bool:
        """Whether the password was last given at this desk so short a time ago.

        A clock that was turned back makes nothing fresh (G2).
        """
        found = _password_given.first(staff=self.staff, desk=self.desk)
        at: datetime | None = _instant.python_value(found[0]) if found else None
        return at is not None and at <= self.clock.now() < at + within

    @contextmanager
    def work(self, duty: Duty, token: str | None = None) -> Iterator[Work]:
        """Open the door for one act.

        Raises Denied; PasswordAsked for what is sensitive when the password was given too long ago; Clash;
        Unavailable when it was not saved, or (E-DB-UNSURE) when that is not known yet.
        """
        token = token or new_token()
        try:
            with self._act(duty, token) as work:
                # Asked inside the transaction: rights taken away a moment ago count.
                self.require(duty)
                if duty in SENSITIVE and work.repeated is None:
                    self._require_fresh_password()
                yield work
        except Denied as denied:
            # After the rollback, so that it cannot erase the record of the denial.
            self._record_denial(Duty(str(denied.values["duty"])))
            raise
        self._announce(work)

    @contextmanager
    def coming_in(self, duty: Duty) -> Iterator[Work]:
        """The act by which this person comes in; the session begins with its commit.

        Only for whoever has just seen the right password or PIN (`sign_in`). Raises Unavailable.
        """
        with self._act(duty, passwords.session_digest(self.session)) as work:
            yield work
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

    def _require_fresh_password(self) -> None:
        """Raise PasswordAsked unless the password was given here within the last minutes (R16)."""
        if self.staff is not None and not self.password_given(passwords.FRESH):
            raise PasswordAsked(
                "E-PASSWORD-AGAIN",
                mark(
                    "For this the password is asked again when it was given more than {minutes} minutes ago. "
                    "Nothing was changed. Give your password and do it again."
                ),
                minutes=passwords.FRESH // timedelta(minutes=1),
            )

    @contextmanager
    def _act(self, duty: Duty, token: str) -> Iterator[Work]:
        with self._act_of(self.staff, duty, token) as work:
            yield work

    @contextmanager
    def _act_of(self, actor: int | None, duty: Duty, token: str) -> Iterator[Work]:
        self._refuse_while_looking(duty)
        try:
            with self._settled_act(actor, duty, token) as work:
                yield work
        except Unavailable as fault:
            self.store.saving_failed(fault)
            raise
        if work.repeated is None:
            self.store.hindrance = None

    @contextmanager
    def _settled_act(self, actor: int | None, duty: Duty, token: str) -> Iterator[Work]:
        complete = False
        try:
            with self.store.writing():
                work = Work(token, duty, actor, self.desk, _instant.db_value(self.clock.now()) or 0)
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
        """Of whoever is signed in; a session that does not hold only says who it would be."""
        if self.store.only_look:
            return
        signed_in = self.staff if self.holds() else None
        facts: dict[str, object] = {"duty": str(duty)}
        if signed_in != self.staff:
            facts["claimed"] = self.staff
        with self._act_of(signed_in, duty, new_token()) as work:
            work.note(DENIAL, 0, **facts)

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
            if self.listeners:
                self.told.add(work.act)
            for listener in self.listeners:
                listener(changed)


def _denied(name: str, duty: Duty) -> Denied:
    return Denied(
        "E-DENIED",
        mark("{name} may not do this. Nothing was changed. Ask the showroom manager or the administrator."),
        name=name,
        duty=str(duty),
    )
