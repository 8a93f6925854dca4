"""预约: what is asked when a visit or a test drive is fixed, and who is expected on a day (req 24, 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark
from showroom.rules.appointments import State, after

KIND: Final = Field("kind", mark("Appointment"), kinds.CHOICE, required=True, options="appointment_kind")
DAY: Final = Field("day", mark("Day"), kinds.DATE, required=True)
TIME: Final = Field("time", mark("Time"), kinds.TIME)
CAR: Final = Field("car", mark("Test car"), kinds.RECORD, options="demo_car")
NOTE: Final = Field("note", mark("Note"), kinds.NOTE)
NO_SHOW_REASON: Final = Field(
    "no_show_reason", mark("Why they did not come"), kinds.SHORT, required=True, options="no_show_reason"
)

FIELDS: Final = (KIND, DAY, TIME, CAR, NOTE)


@dataclass(frozen=True)
class Expected:
    """One appointment as one person may see it: who, when, whose guest, which car, what became of it.

    `entry` is the row of the log by which the guest came; `driven` tells that the test drive is on the card.
    """

    appointment: int
    revision: int
    prospect: int
    customer: int
    kind: str
    day: date
    time: time | None
    name: str
    sex: str
    phone: str
    level: str
    owner: int | None
    owner_name: str
    car: int | None
    car_name: str
    state: State
    entry: int | None = None
    no_show_reason: str = ""
    note: str = ""
    driven: bool = False

    def is_late(self, now: datetime) -> bool:
        """Whether the hour has passed, in showroom time, and nobody has come."""
        if self.state is not State.EXPECTED:
            return False
        at = self.time or time.max
        return datetime.combine(self.day, at) < now.replace(tzinfo=None)


@dataclass(frozen=True)
class CarTimes:
    """A test car on one day: the beginnings of its half hours, and who has booked those that are taken."""

    car: int
    name: str
    times: tuple[time, ...]
    taken: dict[time, str]

    @property
    def free(self) -> tuple[time, ...]:
        """The half hours nobody has booked."""
        return tuple(one for one in self.times if one not in self.taken)

    @property
    def spans(self) -> str:
        """The free half hours as they are said: “08:30–10:00, 10:30–18:30”; "–" where there are none."""
        found: list[tuple[time, time]] = []
        for one in self.free:
            if found and found[-1][1] == one:
                found[-1] = (found[-1][0], after(one))
            else:
                found.append((one, after(one)))
        return ", ".join(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in found) or "–"
