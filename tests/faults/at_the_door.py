"""What people do who try to come in: type, guess, wait, write into the file with another program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from showroom.errors import ShowroomError
from showroom.models.base import database
from showroom.models.staff import Staff
from showroom.services.sign_in import sign_in
from tests.people import (
    FRONT_DESK,
    Showroom,
)

WRONG = "not-the-password"
PIN = "4071"


def code_of(do: Callable[[], object]) -> str:
    """How this was refused; "" when it was done."""
    try:
        do()
    except ShowroomError as error:
        return error.code
    return ""


def tries(showroom: Showroom, user: str, password: str = WRONG, desk: str = FRONT_DESK) -> str:
    """Somebody tries to come in; how it was refused."""
    return code_of(lambda: sign_in(showroom.store, showroom.clock, user, password, desk))


def later(showroom: Showroom, **spent: float) -> None:
    """The clock goes on."""
    showroom.clock.at += timedelta(**spent)


def damages(showroom: Showroom, user: str, **columns: str) -> None:
    """Somebody opens the file with another program and writes over the hash."""
    person = Staff.get(Staff.user == user)
    for column, value in columns.items():
        database.execute_sql(f'UPDATE staff SET "{column}" = ? WHERE id = ?', (value, person.id))
