"""主管指示: what managers told consultants on their daily reports, until it is done (forms 2.3; req 39).

Beside it stand the rejected requests of `lost_request_list`, which nobody ticks: they end when somebody
speaks to the customer. Both are shown on Today, each as what it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from peewee import JOIN

from showroom.errors import Denied, Refused
from showroom.forms.daily_report import Told
from showroom.language import mark
from showroom.models.base import Compiled, InstantField, slot
from showroom.models.customer import Customer
from showroom.models.daily_report import DailyReport, Instruction
from showroom.models.prospect import Prospect
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.services import due_list
from showroom.services.desk import Desk

_instant = InstantField()
_consultant, _giver = Staff.alias(), Staff.alias()


def _open(whose: Any) -> Any:
    return (
        Instruction.select(
            Instruction.id,
            Instruction.revision,
            Instruction.consultant,
            _consultant.name,
            DailyReport.day,
            Instruction.words,
            _giver.name,
            Instruction.given_at,
            Instruction.prospect,
            Customer.name,
            Instruction.due_on,
        )
        .join(DailyReport)
        .join_from(Instruction, _consultant, on=(Instruction.consultant == _consultant.id))
        .join_from(Instruction, _giver, on=(Instruction.given_by == _giver.id))
        .join_from(Instruction, Prospect, JOIN.LEFT_OUTER)
        .join(Customer, JOIN.LEFT_OUTER)
        .where(whose, Instruction.done_at.is_null(), Instruction.removed_at.is_null())
        .order_by(DailyReport.day, Instruction.id)
    )


_of_one: Final = Compiled(lambda: _open(Instruction.consultant == slot("consultant")))
_of_all: Final = Compiled(lambda: _open(Instruction.consultant.is_null(False)))


def open_of(desk: Desk, consultant: int | None = None) -> tuple[Told, ...]:
    """What is not done yet, the oldest first: of one consultant, of everybody for who sees the team.

    One statement beside the rights. Raises Denied.
    """
    owner = due_list.whose(desk, consultant)
    with desk.reading():
        return standing(desk, owner)


def standing(desk: Desk, owner: int | None) -> tuple[Told, ...]:
    """The same of whom `due_list.whose` found, within an open reading."""
    rows = _of_all.rows() if owner is None else _of_one.rows(consultant=owner)
    return tuple(_told(desk, row) for row in rows)


def _told(desk: Desk, row: tuple[Any, ...]) -> Told:
    number, revision, consultant, name, day, words, by, at, prospect, customer, due_on = row
    given: datetime = _instant.python_value(at)  # type: ignore[assignment]
    zone = desk.clock.local().tzinfo
    return Told(
        instruction=number,
        revision=revision,
        consultant=consultant,
        consultant_name=name,
        day=_date(day),
        words=words,
        given_by_name=by,
        given_at=given.astimezone(zone),
        prospect=prospect,
        customer_name=customer or "",
        due_on=_date(due_on) if due_on else None,
    )


def _date(stored: str) -> Any:
    return DailyReport.day.python_value(stored)


def done(desk: Desk, instruction: int, *, token: str | None = None) -> None:
    """Tick an instruction as done: who was told, or who sees the team. Raises Denied, Refused."""
    with desk.work(Duty.DO_INSTRUCTION, token) as work:
        if work.repeated is not None:
            return
        row = Instruction.get_or_none(Instruction.id == instruction, Instruction.removed_at.is_null())
        if row is None:
            raise Refused(
                "E-INSTRUCTION-GONE", mark("This instruction no longer stands. Nothing was changed.")
            )
        if row.consultant_id != desk.staff and not desk.may(Duty.SEE_TEAM):
            desk.deny(
                Denied(
                    "E-INSTRUCTION-OTHERS",
                    mark("This was told to a colleague. Nothing was changed."),
                    duty=str(Duty.DO_INSTRUCTION),
                )
            )
        if row.done_at is None:
            work.edit(Instruction, row.id, row.revision, done_at=desk.clock.now(), done_by=desk.staff)
