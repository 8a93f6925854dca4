"""What a person may see of a telephone number: the one place that decides between full and masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from showroom.models.prospect import OPEN, Prospect
from showroom.rules import phones
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_phone
from showroom.services.desk import Desk


@dataclass(frozen=True)
class Eyes:
    """The rights of one person at one moment, asked once for a whole list."""

    staff: int | None
    duties: frozenset[Duty]

    def sees(self, owner: int | None, *, on_log: bool = False) -> bool:
        """Whether a number is shown in full.

        The owner consultant and the manager always; the reception on any page of the log.
        """
        if Duty.SEE_ALL_PHONES in self.duties or (on_log and Duty.SEE_LOG_PHONES in self.duties):
            return True
        return owner is not None and owner == self.staff

    def phone(self, number: str, owner: int | None, *, on_log: bool = False, typed: str = "") -> str:
        """A number as this person may see it; what somebody has just typed is shown back to them."""
        if not number:
            return ""
        if typed or self.sees(owner, on_log=on_log):
            return phones.show(number)
        return mask_phone(number)


def eyes_of(desk: Desk) -> Eyes:
    """The eyes of the person at this desk."""
    return Eyes(desk.staff, desk.duties())


def owners_of(customers: Iterable[int]) -> dict[int, int | None]:
    """Whose each customer is: the consultant of the open wish, else of the newest closed one."""
    rows = (
        Prospect.select(Prospect.customer, Prospect.owner)
        .where(Prospect.customer.in_(list(customers)), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
        .tuples()
    )
    return dict(rows)
