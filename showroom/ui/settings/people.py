"""The people of the showroom: taken on, changed, given a new password, gone for now, back again."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from showroom.forms import people as form
from showroom.forms.choices import ROLES
from showroom.forms.field import Lists
from showroom.language import _, either
from showroom.rules.duties import Duty, Role
from showroom.services import staff
from showroom.services.desk import Desk
from showroom.services.staff import NewStaff, Person
from showroom.ui.settings.kept import Deed, Kept, Line
from showroom.ui.words import role_word

_LISTS: Lists = {"role": ROLES}


class People(Kept[Person]):
    """Nobody is ever deleted: who leaves keeps rows, customers and history."""

    duty = Duty.KEEP_STAFF
    shows = frozenset({"staff", "staff_role", "prospect"})
    wide = 2

    @property
    def word(self) -> str:
        return _("People")

    @property
    def new_word(self) -> str:
        return _("New person")

    @property
    def heads(self) -> tuple[str, ...]:
        return (_("Name"), _("User name"), _("Roles"), _("Sales team"), _("PIN"), _("State"))

    def read(self, desk: Desk) -> tuple[tuple[Person, ...], Lists]:
        return staff.people(desk), _LISTS

    def line(self, record: Person, _lists: Lists) -> Line:
        roles = "、".join(map(role_word, record.roles))
        state = _("works here") if record.active else _("left {day}", day=record.left_on or "")
        return Line(
            str(record.staff),
            (_name(record), record.user, roles, record.team, "√" if record.has_pin else "", state),
            (record.name, record.name_english, record.user, roles, record.team),
            record.active,
        )

    def new(self, _records: tuple[Person, ...], _today: date) -> Deed:
        def add(desk: Desk, values: dict[str, Any], _token: str) -> str:
            roles = tuple(map(Role, values["roles"]))
            user, password = values["user"], values["password"]
            return str(
                staff.add(
                    desk,
                    NewStaff(user, values["name"], password, roles, values["name_english"], values["team"]),
                )
            )

        note = _("The password is told to the person, who changes it after signing in.")
        return Deed(self.new_word, add, fields=form.NEW_PERSON, note=note)

    def change(self, record: Person) -> Deed:
        values = {
            "name": record.name,
            "name_english": record.name_english,
            "roles": record.roles,
            "team": record.team,
        }
        if not record.active:
            return Deed(_name(record), None, fields=form.PERSON, values=values, plain=True)
        return Deed(
            _name(record),
            partial(_change, record),
            fields=form.PERSON,
            values=values,
            note=_("User name {user}. Other roles end the person's session.", user=record.user),
            plain=True,
        )

    def others(self, record: Person, today: date) -> tuple[Deed, ...]:
        name = _name(record)
        if not record.active:
            return (
                Deed(
                    _("{name} comes back", name=name),
                    partial(_come_back, record),
                    _("Comes back"),
                    (form.PASSWORD,),
                    note=_("With the roles of then and a new password."),
                ),
            )
        return (
            Deed(
                _("A new password for {name}", name=name),
                partial(_set_password, record),
                _("New password"),
                (form.PASSWORD,),
                note=_("It ends the person's session at every desk."),
            ),
            Deed(
                _("{name} leaves", name=name),
                partial(_leave, record),
                _("Leaves for good"),
                (form.LAST_DAY, form.CARDS_LATER) if record.cards else (form.LAST_DAY,),
                {"left_on": today, "cards_later": False},
                note=_leaving(record),
                takes_away=True,
            ),
        )


def _leaving(person: Person) -> str:
    """What stays, and whose customers somebody has to call from then on."""
    stays = _("Rows, customers and history stay. Who left can come back.")
    if not person.cards:
        return stays
    cards = _(
        "{count} customers still wait for {name}: the showroom manager hands them over on the page Handover.",
        count=person.cards,
        name=_name(person),
    )
    return f"{cards} {stays}"


def _name(person: Person) -> str:
    return either(person.name, person.name_english)


def _change(person: Person, desk: Desk, values: dict[str, Any], _token: str) -> None:
    roles = tuple(map(Role, values["roles"]))
    staff.change(
        desk,
        person.staff,
        person.revision,
        name=values["name"],
        roles=roles,
        name_english=values["name_english"],
        team=values["team"],
    )


def _set_password(person: Person, desk: Desk, values: dict[str, Any], _token: str) -> None:
    staff.set_password(desk, person.staff, values["password"])


def _leave(person: Person, desk: Desk, values: dict[str, Any], _token: str) -> None:
    later = bool(values.get("cards_later"))
    staff.leave(desk, person.staff, person.revision, values["left_on"], cards_later=later)


def _come_back(person: Person, desk: Desk, values: dict[str, Any], _token: str) -> None:
    staff.come_back(desk, person.staff, person.revision, values["password"])
