"""建卡: a card opened directly, for somebody new or known; never two by accident (req 20, N13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.errors import Denied, Invalid, Problem, Refused
from showroom.forms import prospect as form
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer
from showroom.models.prospect import DORMANT, LOST, OPEN, Prospect
from showroom.models.staff import Staff
from showroom.rules import phones
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.prospect_numbers import number_of
from showroom.services import covering, customer
from showroom.services.desk import Desk
from showroom.services.work import Work

# O begins with an order, never with a card.
FIRST_LEVELS: Final = (Level.H, Level.A, Level.B, Level.C, Level.UNRATED)

_open_cards = Compiled(
    lambda: (
        Prospect.select(Prospect.id, Prospect.opened_on, Prospect.owner, Staff.name, Prospect.state)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(
            Prospect.customer == slot("customer"),
            Prospect.state.in_((OPEN, DORMANT)) | (Prospect.id == slot("lost")),
            Prospect.removed_at.is_null(),
        )
        .order_by(Prospect.state == LOST, Prospect.id)
    )
)


@dataclass(frozen=True)
class OpenedCard:
    """The card that was opened, and whose it is about."""

    prospect: int
    customer: int
    number: str
    repeated: bool = False


def open_card(
    desk: Desk,
    entered: Mapping[str, Any],
    *,
    known: int | None = None,
    another_person: str = "",
    token: str | None = None,
) -> OpenedCard:
    """Open a card with its customer, in one act; its owner is whoever opens it.

    `entered` holds values of `forms.prospect.NEW_CARD`. `known` is a customer who was picked; without one a
    known number finds him, unless `another_person` is the reason why this is somebody else. Somebody without
    number and WeChat needs the reason (N13), a second open card of one customer too. Raises Denied, Refused,
    Invalid; Denied with the owner's name where somebody else looks after this customer.
    """
    with desk.work(Duty.OPEN_CARD, token) as work:
        if work.repeated is not None:
            return OpenedCard(**work.repeated, repeated=True)
        given = {key: value for key, value in entered.items() if value not in ("", None, ())}
        _check(given)
        who = _customer(work, given, known, another_person)
        _refuse_second(desk, who, given)
        today = desk.clock.today()
        card = work.add(Prospect, **_columns(given), customer=who, owner=desk.staff, opened_on=today)
        work.result = {"prospect": card, "customer": who, "number": number_of(card, today)}
    return OpenedCard(**work.result)


def _check(given: Mapping[str, Any]) -> None:
    if given.get("level", Level.UNRATED) not in FIRST_LEVELS:
        raise Invalid(Problem("level", mark("O begins with an order. Choose H, A, B, C or N."), {}))


def _customer(work: Work, given: Mapping[str, Any], known: int | None, another_person: str) -> int:
    """Whose card it is: picked, found by the number, or somebody new."""
    numbers = phones.read(given.get("phone", ""))
    if known is not None:
        found: customer.Known | None = customer.known(known)
    else:
        found = customer.duplicate_of(numbers, given.get("name", "")) if not another_person else None
    if found is not None:
        customer.add_numbers(work, found.customer, numbers)
        return found.customer
    return _new_customer(work, given, numbers, another_person)


def _new_customer(
    work: Work, given: Mapping[str, Any], numbers: Sequence[phones.Phone], another_person: str
) -> int:
    problems = []
    if not given.get("name"):
        problems.append(Problem("name", mark("This must not be empty."), {}))
    if not (numbers or given.get("wechat") or given.get("no_contact_reason")):
        problems.append(Problem("phone", customer.NO_CONTACT, {}))
    if problems:
        raise Invalid(*problems)
    made = customer.open_file(work, numbers, given["name"], given.get("sex", ""))
    more = {key: given[key] for key in ("wechat", "no_contact_reason") if key in given}
    if more:
        work.edit(Customer, made, 1, **more)
    if another_person:
        work.note(Customer._meta.table_name, made, another_person=another_person)
    return made


def _refuse_second(desk: Desk, who: int, given: Mapping[str, Any]) -> None:
    """Another consultant's customer is shown as his; a second card beside one's own needs a reason.

    One that was lost is taken up again rather than made anew (forms 2.6).
    """
    for card, opened_on, owner, owner_name, state in _open_cards.rows(
        customer=who, lost=customer.lost_prospect(who)
    ):
        number = number_of(card, date.fromisoformat(opened_on))
        kept = owner in (None, desk.staff) or covering.holds(desk, card)
        if not kept and not desk.may(Duty.KEEP_ANY_CARD):
            raise Denied(
                "E-CARD-OTHERS",
                mark(
                    "Card {number} is {owner}'s customer. Nothing was changed. "
                    "Ask {owner}, or let the showroom manager hand it over."
                ),
                number=number,
                owner=owner_name,
                duty=str(Duty.KEEP_ANY_CARD),
            )
        if given.get(form.ANOTHER_REASON.key):
            continue
        raise _second_refused(state, number, card)


def _second_refused(state: str, number: str, card: int) -> Refused:
    if state == LOST:
        return Refused(
            "E-CARD-LOST",
            mark(
                "Card {number} of this customer was lost. Nothing was saved. Take it up again, or write "
                "why there is another wish to buy."
            ),
            number=number,
            prospect=card,
        )
    return Refused(
        "E-CARD-OPEN",
        mark(
            "Card {number} of this customer is still open. Nothing was saved. "
            "Go on with it, or write why there is another wish to buy."
        ),
        number=number,
        prospect=card,
    )


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    """What of the form is the wish's."""
    keys = {field.key for field in form.FIELDS} | {"level", form.ANOTHER_REASON.key}
    return {"level": str(Level.UNRATED)} | {key: value for key, value in given.items() if key in keys}
