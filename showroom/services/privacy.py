"""What a person may see of a telephone number: the one place that decides between full and masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from showroom.models.prospect import OPEN, Prospect
from showroom.rules import phones
from showroom.rules.duties import Duty
from showroom.rules.masking import mask_phone
from showroom.services import covering
from showroom.services.desk import Desk


@dataclass(frozen=True)
class Eyes:
    """The rights of one person at one moment, asked once for a whole list.

    `covered` are the customers whom this person keeps for a colleague today.
    """

    staff: int | None
    duties: frozenset[Duty]
    covered: frozenset[int] = frozenset()

    def sees(self, owner: int | None, customer: int | None = None, *, on_log: bool = False) -> bool:
        """Whether a number is shown in full.

        The owner consultant, who covers for him and the manager always, the reception on any page of the log.
        """
        if Duty.SEE_ALL_PHONES in self.duties or (on_log and Duty.SEE_LOG_PHONES in self.duties):
            return True
        return customer in self.covered or (owner is not None and owner == self.staff)

    def phone(
        self,
        number: str,
        owner: int | None,
        customer: int | None = None,
        *,
        on_log: bool = False,
        typed: str = "",
    ) -> str:
        """A number as this person may see it; what somebody has just typed is shown back to them."""
        if not number:
            return ""
        if typed or self.sees(owner, customer, on_log=on_log):
            return phones.show(number)
        return mask_phone(number)


def eyes_of(desk: Desk) -> Eyes:
    """The eyes of the person at this desk."""
    duties = desk.duties()
    if Duty.SEE_ALL_PHONES in duties:
        return Eyes(desk.staff, duties)
    kept = covering.kept_by(desk.staff, desk.clock.today())
    return Eyes(desk.staff, duties, frozenset(one.customer for one in kept.values()))


def owners_of(customers: Iterable[int]) -> dict[int, int | None]:
    """Whose each customer is: the consultant of the open wish, else of the newest closed one."""
    rows = (
        Prospect.select(Prospect.customer, Prospect.owner)
        .where(Prospect.customer.in_(list(customers)), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
        .tuples()
    )
    return dict(rows)
