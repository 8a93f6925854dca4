"""A customer's file: who may see and keep it, and the whole of it read at once (req 57–67)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.errors import Denied
from showroom.forms import customer as form
from showroom.forms.customer_file import (
    CustomerFile,
    Doubt,
    GivenConsent,
    Number,
    OwnedCar,
)
from showroom.forms.customer_file import FamilyMember as Member
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.car import Vehicle
from showroom.models.customer import Consent, Customer, FamilyMember, Phone
from showroom.models.prospect import DELIVERED, DORMANT, OPEN, Prospect
from showroom.models.reference import CarModel
from showroom.models.staff import Staff
from showroom.rules import birthdays, consent, identity_numbers, phones
from showroom.rules.consent import Subject
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.masking import mask_identity, mask_phone
from showroom.rules.phone_uses import usual_use
from showroom.services import covering, privacy
from showroom.services import customer as customers
from showroom.services.desk import Desk

# The facts that stand in columns of the customer under the key of their field.
COLUMNS: Final = tuple(
    field.key
    for field in (*form.FIELDS, *form.SPECIAL)
    if field.key in Customer._meta.fields and field is not form.REFERRER
)

_referrer = Customer.alias()
_customer = Compiled(
    lambda: (
        Customer.select(
            Customer.revision,
            Customer.notice_version,
            Customer.referrer,
            _referrer.name,
            *(Customer._meta.fields[key] for key in COLUMNS),
        )
        .left_outer_join(_referrer, on=(Customer.referrer == _referrer.id))
        .where(Customer.id == slot("customer"), Customer.removed_at.is_null())
    )
)
_cards = Compiled(
    lambda: (
        Prospect.select(Prospect.owner, Staff.name, Prospect.level, Prospect.state)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer == slot("customer"), Prospect.removed_at.is_null())
        .order_by(Prospect.id)
    )
)
_numbers = Compiled(
    lambda: (
        Phone.select(Phone.id, Phone.revision, Phone.use, Phone.kind, Phone.typed)
        .where(Phone.customer == slot("customer"), Phone.removed_at.is_null())
        .order_by(Phone.id)
    )
)
_family = Compiled(
    lambda: (
        FamilyMember.select(
            FamilyMember.id,
            FamilyMember.revision,
            FamilyMember.relation,
            FamilyMember.name,
            FamilyMember.birthday,
            FamilyMember.note,
        )
        .where(FamilyMember.customer == slot("customer"), FamilyMember.removed_at.is_null())
        .order_by(FamilyMember.id)
    )
)
_consents = Compiled(
    lambda: (
        Consent.select(
            Consent.id,
            Consent.revision,
            Consent.subject,
            Consent.purpose,
            Consent.given_how,
            Consent.given_on,
            Consent.notice_version,
            Consent.withdrawn_on,
        )
        .where(Consent.customer == slot("customer"), Consent.removed_at.is_null())
        .order_by(Consent.id)
    )
)
_vehicles = Compiled(
    lambda: (
        Vehicle.select(
            Vehicle.id,
            CarModel.chinese,
            Vehicle.model_name,
            Vehicle.colour,
            Vehicle.plate,
            Vehicle.vin,
            Vehicle.delivered_on,
            Vehicle.sold_here,
        )
        .left_outer_join(CarModel, on=(Vehicle.model == CarModel.id))
        .where(Vehicle.customer == slot("customer"), Vehicle.removed_at.is_null())
        .order_by(Vehicle.id)
    )
)


@dataclass(frozen=True)
class Standing:
    """Whose customer somebody is, and how far the deal is: what rights and sensitive facts depend on.

    `keepers` are the consultants of the open and the sleeping cards, else the one of the newest; nobody's
    customer is everybody's. `consultants` are those of all cards: whoever had one may still read it.
    """

    owner: int | None
    owner_name: str
    keepers: frozenset[int | None]
    consultants: frozenset[int | None]
    order_stage: bool

    def is_of(self, staff: int | None) -> bool:
        """Whether he is this person's customer, or nobody's."""
        return not self.keepers or None in self.keepers or staff in self.keepers


def standing(customer: int) -> Standing:
    """Where a customer stands; one statement."""
    cards = _cards.rows(customer=customer)
    live = [card for card in cards if card[3] in (OPEN, DORMANT)]
    newest = next(iter(card for card in reversed(cards) if card[3] == OPEN), cards[-1] if cards else None)
    return Standing(
        newest[0] if newest else None,
        (newest[1] or "") if newest else "",
        frozenset(card[0] for card in live or cards[-1:]),
        frozenset(card[0] for card in cards),
        any(level == Level.ORDERED or state == DELIVERED for _who, _name, level, state in cards),
    )


def readable(desk: Desk, customer: int) -> Standing:
    """Where a customer stands, for somebody who may read his file. Raises Denied; Refused when he is gone."""
    desk.require(Duty.READ_CARD)
    customers.known(customer)
    found = standing(customer)
    if desk.staff not in found.consultants:
        refuse_others(desk, customer, found, Duty.READ_ANY_CARD)
    return found


def kept(desk: Desk, customer: int) -> Standing:
    """The same for somebody about to write there within an open work. Raises Denied, Refused."""
    customers.known(customer)
    found = standing(customer)
    refuse_others(desk, customer, found, Duty.KEEP_ANY_CARD)
    return found


def refuse_others(desk: Desk, customer: int, found: Standing, duty: Duty) -> None:
    """Raise Denied unless he is one's own, or kept for a colleague, or one may do it with everybody's."""
    if found.is_of(desk.staff) or desk.may(duty) or covering.holds_for(desk, customer):
        return
    desk.deny(
        Denied(
            "E-CARD-OTHERS",
            mark(
                "This is {owner}'s customer. Nothing was changed. "
                "Ask {owner}, or let the showroom manager hand the card over."
            ),
            owner=found.owner_name,
            duty=str(duty),
        )
    )


def of(desk: Desk, customer: int) -> CustomerFile:
    """All that is on file about a customer, as this person may see it; a fixed number of statements.

    Raises Denied; Refused when he is no longer on file.
    """
    with desk.reading():
        found = readable(desk, customer)
        ((revision, notice, referrer, referrer_name, *columns),) = _customer.rows(customer=customer)
        eyes = privacy.eyes_of(desk)
        full = eyes.sees(found.owner, customer)
        numbers = tuple(number_of_row(one, full=full) for one in _numbers.rows(customer=customer))
        consents = tuple(_consents_of(customer))
        today = desk.clock.today()
        family = tuple(member_of_row(one, today) for one in _family.rows(customer=customer))
        vehicles = tuple(_car(one) for one in _vehicles.rows(customer=customer))
    stored = zip(COLUMNS, columns, strict=True)
    whole = {key: Customer._meta.fields[key].python_value(value) for key, value in stored}
    facts = facts_of(whole, numbers, referrer, full=full)
    mine = found.is_of(desk.staff) or customer in eyes.covered
    may_reveal = Duty.SEE_SENSITIVE in eyes.duties and (mine or Duty.READ_ANY_CARD in eyes.duties)
    return CustomerFile(
        customer=customer,
        revision=revision,
        facts=facts,
        numbers=numbers,
        family=family,
        consents=consents,
        vehicles=vehicles,
        referrer_name=referrer_name or "",
        owner=found.owner,
        owner_name=found.owner_name,
        notice_version=notice,
        next_birthday=birthdays.next_birthday(whole["birthday"], today),
        not_asked=not_asked(found, consents),
        doubts=tuple(_doubts(whole)) if may_reveal else (),
        may_keep=Duty.KEEP_CARD in eyes.duties and (mine or Duty.KEEP_ANY_CARD in eyes.duties),
        may_reveal=may_reveal,
        may_keep_vip=Duty.KEEP_VIP in eyes.duties,
    )


def facts_of(
    whole: Mapping[str, Any], numbers: Iterable[Number], referrer: int | None, *, full: bool
) -> dict[str, Any]:
    """The facts of a customer by field, masked as far as this person is not to see the `whole` ones."""
    facts = dict(whole)
    facts["id_number"] = mask_identity(facts["id_number"])
    facts["fax"] = facts["fax"] if full else mask_phone(facts["fax"])
    facts["referrer"] = referrer
    for use, field in form.NUMBERS.items():
        facts[field.key] = phones.SEPARATOR.join(one.shown for one in numbers if one.use == use)
    return facts


def number_of_row(row: Sequence[Any], *, full: bool) -> Number:
    """A number out of its row: id, revision, use, kind, as typed."""
    phone, revision, use, kind, typed = row
    shown = phones.show(typed) if full else mask_phone(typed)
    return Number(phone, revision, use or usual_use(kind), shown, full)


def member_of_row(row: Sequence[Any], today: date) -> Member:
    """Somebody of the family out of the row: id, revision, relation, name, birthday, note."""
    member, revision, relation, name, birthday, note = row
    coming = birthdays.next_birthday(birthday, today)
    return Member(member, revision, relation, name, birthday, note, coming)


def _consents_of(customer: int) -> Iterator[GivenConsent]:
    for row in _consents.rows(customer=customer):
        number, revision, subject, purpose, given_how, given_on, notice, withdrawn_on = row
        yield GivenConsent(
            number,
            revision,
            subject,
            purpose,
            given_how,
            date.fromisoformat(given_on),
            notice,
            date.fromisoformat(withdrawn_on) if withdrawn_on else None,
        )


def _car(row: tuple[Any, ...]) -> OwnedCar:
    vehicle, model, model_name, colour, plate, vin, delivered_on, sold_here = row
    day = date.fromisoformat(delivered_on) if delivered_on else None
    return OwnedCar(vehicle, model or model_name, colour, plate, vin, day, bool(sold_here))


def agreed(consents: Iterable[GivenConsent], subject: Subject, *, by_guardian: bool = False) -> bool:
    """Whether a consent to this stands; for a child only one of its guardian does."""
    return any(
        one.subject == subject
        and one.withdrawn_on is None
        and (not by_guardian or one.given_how in consent.BY_GUARDIAN)
        for one in consents
    )


def given(customer: int) -> tuple[GivenConsent, ...]:
    """The consents of a customer; one statement."""
    return tuple(_consents_of(customer))


def not_asked(found: Standing, consents: Iterable[GivenConsent]) -> dict[str, str]:
    """Why a sensitive fact is not asked now, by its subject; a message id (T2, T3)."""
    consents = tuple(consents)
    why = {}
    for subject in Subject:
        if not found.order_stage:
            why[str(subject)] = consent.NOT_YET
        elif not agreed(consents, subject, by_guardian=subject is Subject.CHILD):
            why[str(subject)] = consent.NEEDS_GUARDIAN if subject is Subject.CHILD else consent.NEEDS_CONSENT
    return why


def _doubts(facts: dict[str, Any]) -> Iterator[Doubt]:
    number, key = facts["id_number"], form.ID_NUMBER.key
    for message in identity_numbers.doubts(number, facts["id_kind"]):
        yield Doubt(key, message, {})
    if not identity_numbers.is_resident(number):
        return
    if not identity_numbers.agrees_with_birthday(number, facts["birthday"]):
        values = {"theirs": identity_numbers.born_on(number), "mine": facts["birthday"]}
        yield Doubt(form.BIRTHDAY.key, identity_numbers.BIRTHDAY_DIFFERS, values)
    if facts["sex"] and facts["sex"] != identity_numbers.sex_of(number):
        yield Doubt(form.SEX.key, identity_numbers.SEX_DIFFERS, {})
