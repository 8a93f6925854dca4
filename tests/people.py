"""The people of the tests and what they do, in their own words: sign in, register, correct, look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from showroom.clock import SHOWROOM_ZONE, SetClock
from showroom.errors import Refused
from showroom.forms import traffic_log as form
from showroom.forms.field import Option, read
from showroom.forms.traffic_log import TrafficLogDay, TrafficLogRow
from showroom.models.act import Act, ActLine
from showroom.models.reference import CarModel
from showroom.models.staff import Staff
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import passwords
from showroom.rules.duties import Duty, Role
from showroom.services import (
    acts as acts_service,
)
from showroom.services import (
    first_start,
    history,
    lists,
    own_secrets,
    phone_first,
    settings,
    staff,
    traffic_day,
    traffic_log,
    traffic_log_bin,
    traffic_log_corrections,
    traffic_log_day,
)
from showroom.services.desk import Desk
from showroom.services.first_start import NewShowroom
from showroom.services.sign_in import sign_in
from showroom.services.staff import NewStaff, Person

THURSDAY = date(2026, 3, 5)
PASSWORD = "zhan-ting-2026"
FACTS = settings.Facts("恒远汽车滨江店", "恒远滨江", "Hengyuan Auto · Riverside", "08:30–18:30")

RECEPTIONIST, CONSULTANT, OTHER_CONSULTANT = "zhoumin", "chentao", "lina"
MANAGER, CLERK, ADMINISTRATOR = "liujianguo", "hejie", "guoyu"
STAFF = (
    NewStaff(RECEPTIONIST, "周敏", PASSWORD, (Role.RECEPTIONIST,), "Zhou Min"),
    NewStaff(CONSULTANT, "陈涛", PASSWORD, (Role.SALES_CONSULTANT,), "Chen Tao"),
    NewStaff(OTHER_CONSULTANT, "李娜", PASSWORD, (Role.SALES_CONSULTANT,), "Li Na"),
    NewStaff(MANAGER, "刘建国", PASSWORD, (Role.SHOWROOM_MANAGER,), "Liu Jianguo"),
    NewStaff(CLERK, "何洁", PASSWORD, (Role.CUSTOMER_SERVICE_CLERK,), "He Jie"),
)
FIRST = NewStaff(ADMINISTRATOR, "郭宇", PASSWORD, (Role.ADMINISTRATOR,), "Guo Yu")
FRONT_DESK = "front desk"
USER_OF = {person.roles[0]: person.user for person in (*STAFF, FIRST)}
MODELS = (("朗逸", "Lavida", ""), ("途观L", "Tiguan L", "途观"), ("帕萨特", "Passat", ""))
AREAS = (Option("binjiang", "滨江", "Binjiang"), Option("xihu", "西湖", "Xihu"))


def clock_of_the_morning() -> SetClock:
    """Thursday, 5 March 2026, half past eight in the showroom."""
    return SetClock(datetime.combine(THURSDAY, time(8, 30), ZoneInfo(SHOWROOM_ZONE)))


def make_showroom(path: Path) -> Path:
    """A new showroom with everybody who works there, and nobody who came yet."""
    clock = clock_of_the_morning()
    first_start.make_store(path)
    with Store(path) as store:
        first_start.found(store, clock, NewShowroom(FIRST, FACTS))
        administrator = comes_in(store, clock, ADMINISTRATOR)
        with administrator.work(Duty.KEEP_LISTS) as work:
            lists.fill(work, "area", AREAS)
            for position, (chinese, english, also) in enumerate(MODELS):
                work.add(CarModel, chinese=chinese, english=english, also=also, position=position)
        for person in STAFF:
            staff.add(administrator, person)
            comes_in(store, clock, person.user)
    return path


# The sessions of this process by what stands of them in a store: somebody who came in stays in.
_SESSIONS: dict[str, str] = {}


def comes_in(store: Store, clock: SetClock, user: str) -> Desk:
    """Somebody gives the password at the front desk, and is remembered there."""
    desk = sign_in(store, clock, user, PASSWORD, FRONT_DESK)
    _SESSIONS[passwords.session_digest(desk.session)] = desk.session
    return desk


def still_in(store: Store, clock: SetClock, user: str) -> Desk | None:
    """The desk of somebody who came in at the front desk and whose session holds."""
    person = Staff.get(Staff.user == user)
    came = Act.select(Act.token).where(
        Act.actor == person.id, Act.desk == FRONT_DESK, Act.duty == Duty.SIGN_IN
    )
    for (token,) in came.order_by(Act.id.desc()).tuples():
        session = _SESSIONS.get(token, "")
        desk = Desk(
            store,
            clock,
            person.id,
            person.name,
            user,
            FRONT_DESK,
            sessions_ended=person.sessions_ended,
            session=session,
        )
        if desk.holds():
            return desk
    return None


@dataclass
class Showroom:
    """The showroom of one test: its store, its clock, and a desk for whoever is asked for."""

    store: Store
    clock: SetClock
    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, user: str) -> Desk:
        """The desk of somebody who is signed in already, or comes in now."""
        if user not in self.desks:
            self.desks[user] = still_in(self.store, self.clock, user) or comes_in(
                self.store, self.clock, user
            )
        return self.desks[user]

    @property
    def reception(self) -> Desk:
        return self.desk(RECEPTIONIST)

    @property
    def consultant(self) -> Desk:
        return self.desk(CONSULTANT)

    @property
    def other_consultant(self) -> Desk:
        return self.desk(OTHER_CONSULTANT)

    @property
    def manager(self) -> Desk:
        return self.desk(MANAGER)

    @property
    def administrator(self) -> Desk:
        """Who keeps the people; the password was given just now, as that asks for (R16)."""
        desk = self.desk(ADMINISTRATOR)
        gives_password_again(desk)
        return desk

    @property
    def house(self) -> Desk:
        return Desk(self.store, self.clock)

    def signs_in(self, user: str, password: str = PASSWORD) -> Desk:
        return sign_in(self.store, self.clock, user, password, FRONT_DESK)

    def on(self, day: date, hour: int = 9, minute: int = 0) -> Showroom:
        """The same showroom at another time."""
        self.clock.put(day, hour, minute)
        return self

    def person(self, user: str) -> Person:
        """Somebody as the administrator's list has them."""
        return next(one for one in staff.people(self.administrator) if one.user == user)

    def disables(self, user: str) -> None:
        """The administrator ends somebody's account."""
        person = self.person(user)
        staff.leave(self.administrator, person.staff, person.revision, self.clock.today())

    def changes_role(self, user: str, *roles: Role) -> None:
        """The administrator gives somebody other roles in place of the old ones, who comes in again then."""
        person = self.person(user)
        staff.change(self.administrator, person.staff, person.revision, name=person.name, roles=roles)
        self.desks.pop(user, None)


def gives_password_again(desk: Desk) -> None:
    """What is sensitive asks for it again after ten minutes; before, nobody is asked."""
    if not desk.password_given(passwords.FRESH):
        own_secrets.confirm(desk, PASSWORD)


def typed(**texts: str) -> dict[str, Any]:
    """The values of cells as they are typed; the cells not named are left empty."""
    return read(form.FIELDS, texts, lists.current())


def corrected(**texts: str) -> dict[str, Any]:
    """The values of the cells that were typed anew, and of no others."""
    fields = [one for one in (*form.FIELDS, form.VISIT) if one.key in texts]
    return read(fields, texts, lists.current())


def register_walk_in(
    desk: Desk,
    name: str = "",
    phone: str = "",
    *,
    day: date | None = None,
    token: str | None = None,
    known: int | None = None,
    another_person: str = "",
    another_wish: str = "",
    **cells: str,
) -> traffic_log.Registered:
    """Somebody came in."""
    entered = typed(guest_name=name, phone=phone, **cells)
    return traffic_log.register_visit(
        desk,
        entered,
        day=day,
        token=token,
        known=known,
        another_person=another_person,
        another_wish=another_wish,
    )


def register_call(desk: Desk, name: str = "", phone: str = "", **cells: str) -> traffic_log.Registered:
    """Somebody called."""
    return register_walk_in(desk, name, phone, **{"traffic_type": "来电", "purpose": "咨询"} | cells)


def register_guest_who_leaves_nothing(desk: Desk, heads: int = 1) -> traffic_log.Registered:
    """Somebody looked around and went."""
    return register_walk_in(desk, head_count=str(heads))


def register_line(desk: Desk, line: str, token: str | None = None) -> traffic_log.Registered:
    """One phone-first line, as typed into the strip."""
    return traffic_log.register_visit(desk, phone_first.values(line, lists.current()), token=token)


def correct(
    desk: Desk, entry: int, revision: int = 1, *, reason: str = "", token: str | None = None, **cells: str
) -> int:
    """Some cells of a row are typed anew."""
    entered = corrected(**cells)
    return traffic_log_corrections.correct_visit(desk, entry, revision, entered, reason=reason, token=token)


def remove(
    desk: Desk, entry: int, reason: str = "登记重复", *, revision: int | None = None, token: str | None = None
) -> int:
    """A row as it stands now is taken off the log."""
    seen = revision or TrafficEntry.get_by_id(entry).revision
    return traffic_log_bin.remove_visit(desk, entry, seen, reason, token)


def restore(desk: Desk, entry: int, *, revision: int | None = None, token: str | None = None) -> int:
    """A row of the bin is put back on the log."""
    seen = revision or TrafficEntry.get_by_id(entry).revision
    return traffic_log_bin.restore_visit(desk, entry, seen, token)


def bin_of(desk: Desk, since: date = THURSDAY) -> tuple[traffic_log_bin.Removed, ...]:
    """What lies in the bin, as this person sees it."""
    return traffic_log_bin.removed(desk, since)


def undo(desk: Desk) -> acts_service.Undone:
    """Ctrl+Z."""
    found = acts_service.last_undoable(desk)
    assert found is not None, "there is nothing to undo"
    return acts_service.undo(desk, found.token)


def redo(desk: Desk) -> acts_service.Undone:
    """Ctrl+Y."""
    found = acts_service.last_redoable(desk)
    assert found is not None, "there is nothing to redo"
    return acts_service.undo(desk, found.token)


def history_of_row(desk: Desk, entry: int) -> tuple[history.Change, ...]:
    """The history of a row of the log, as this person sees it."""
    return history.history_of(desk, "traffic_entry", entry)


def log_of(desk: Desk, day: date = THURSDAY) -> TrafficLogDay:
    """The log of a day as this person sees it."""
    return traffic_log_day.day(desk, day)


def row_of(desk: Desk, entry: int, day: date = THURSDAY) -> TrafficLogRow:
    """One row as this person sees it."""
    return next(row for row in log_of(desk, day).rows if row.entry == entry)


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is done here is refused, for this reason."""
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code, told.value.sentence()


def staff_id(user: str) -> int:
    return int(Staff.get(Staff.user == user).id)


def acts() -> int:
    """How many acts the store holds."""
    return int(Act.select().count())


def last_act() -> Any:
    return Act.select().order_by(Act.id.desc()).get()


def lines_of(act: Any) -> list[Any]:
    return list(ActLine.select().where(ActLine.act == act).order_by(ActLine.id))


def small_picture(kind: str = "PNG", side: int = 8) -> bytes:
    """A picture that could be a logo."""
    file = BytesIO()
    Image.new("RGB", (side, side), "navy").save(file, kind)
    return file.getvalue()


def statements(showroom: Showroom, do: Callable[[], object]) -> int:
    """How many statements the store runs for this."""
    seen: list[object] = []
    database = showroom.store.database
    database.query_hooks.append(seen.append)
    do()
    database.query_hooks.remove(seen.append)
    return len(seen)


def close_day(showroom: Showroom, day: date = THURSDAY, hour: int = 18, minute: int = 5) -> None:
    """The reception closes a day whose rows are complete."""
    showroom.on(day, hour, minute)
    traffic_day.close(showroom.reception, day)


def sign(desk: Desk, place: form.Place, day: date = THURSDAY) -> None:
    """Somebody puts their name on a line of a closed day."""
    traffic_day.sign(desk, day, place)


def register_complete_walk_in(desk: Desk, name: str = "", phone: str = "", **cells: str) -> int:
    """Somebody came, was received, levelled, and left: nothing is missing. The id of the row."""
    return register_walk_in(
        desk, name, phone, **{"received_by": "陈涛", "level": "B", "left": "23:00"} | cells
    ).entry
