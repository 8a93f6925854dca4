"""试乘试驾: the test drives that were made, on the card of who drove (req 36)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peewee import fn

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import drive as form
from showroom.language import mark
from showroom.models.car import DemoCar
from showroom.models.follow_up import Appointment
from showroom.models.sale import Drive
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_identity
from showroom.services import clashes, prospect
from showroom.services.desk import Desk
from showroom.services.sale_entry import corrected_row, new_row, standing


def record(
    desk: Desk,
    card: int,
    entered: Mapping[str, Any],
    *,
    appointment: int | None = None,
    token: str | None = None,
) -> int:
    """Put a test drive that was made on a card; its id.

    `entered` holds values of `forms.drive.FIELDS`: the day is today unless told, the model that of the demo
    car, accompanied by whoever writes. `appointment` is the one it was driven on. Raises Denied, Refused,
    Invalid.
    """
    with desk.work(Duty.RECORD_DRIVE, token) as work:
        if work.repeated is not None:
            return int(work.repeated["drive"])
        prospect.kept_open(desk, card)
        row = {"accompanied_by": desk.staff, **new_row(form.FIELDS, entered, desk.clock.today())}
        _mask_licence(row)
        if "car" in row:
            row.setdefault("model", _model_of(row["car"]))
        if appointment is not None:
            _refuse_others(appointment, card)
        made = work.add(Drive, prospect=card, appointment=appointment, **row)
        work.result = {"drive": made}
    return made


def correct(
    desk: Desk, drive: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> int:
    """Write anew what was noted wrong of a test drive, as it was seen at `revision`; the new revision.

    What stood there stays in the acts. Another car brings its model, where none is told. Raises Denied,
    Refused, Invalid, Clash.
    """
    with clashes.in_words(Drive, form.FIELDS), desk.work(Duty.RECORD_DRIVE, token) as work:
        if work.repeated is not None:
            return int(work.repeated["revision"])
        row = standing(Drive, drive)
        prospect.kept(desk, row.prospect_id)
        columns = corrected_row(form.FIELDS, row, entered, desk.clock.today())
        _mask_licence(columns)
        if columns.get("car") not in (None, row.car_id):
            model = _model_of(columns["car"])
            columns["model"] = columns.get("model") or model
        new = work.edit(Drive, drive, revision, **columns)
        work.result = {"revision": new}
    return new


def is_recorded() -> Any:
    """In a query of appointments: whether the test drive of each is on the card."""
    one = Drive.alias()
    return fn.EXISTS(one.select(one.id).where(one.appointment == Appointment.id, one.removed_at.is_null()))


def _mask_licence(columns: dict[str, Any]) -> None:
    """Keep no more of the number than is ever shown.

    A driver's licence bears the number of the ID, which is not asked before the order (T3). That somebody
    looked at the paper, and at which, is all a drive needs: nothing is left to consent to or to reveal.
    """
    licence = columns.get(form.LICENCE.key)
    if licence:
        columns[form.LICENCE.key] = mask_identity(licence)


def _model_of(car: int) -> int | None:
    found = DemoCar.get_or_none(DemoCar.id == car, DemoCar.removed_at.is_null())
    if found is None:
        raise Invalid(Problem(form.CAR.key, mark("This car is not on the list of demo cars."), {}))
    model: int | None = found.model_id
    return model


def _refuse_others(appointment: int, card: int) -> None:
    """Raise Refused for an appointment of another card."""
    found = Appointment.get_or_none(Appointment.id == appointment, Appointment.removed_at.is_null())
    if found is None or found.prospect_id != card:
        raise Refused(
            "E-DRIVE-APPOINTMENT",
            mark("This appointment is not one of this card. Nothing was saved. Look at the card again."),
        )
