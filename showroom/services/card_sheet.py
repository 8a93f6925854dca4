"""客户信息卡 for the paper: one card, or all open ones, read a hundred at a time (sheets 2.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from showroom.errors import Refused
from showroom.forms import customer as customer_form
from showroom.forms import prospect as form
from showroom.forms.card_record import CardRecord, CardSheet
from showroom.forms.customer_file import FamilyMember as Member
from showroom.forms.field import Lists
from showroom.language import mark
from showroom.models.customer import Customer, FamilyMember, Phone
from showroom.models.prospect import OPEN, Prospect
from showroom.models.staff import Staff
from showroom.rules import prospect_numbers
from showroom.rules.duties import Duty
from showroom.services import card_record, customer_file, lists, privacy, prospect, settings, sheet_owners
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.settings import Facts

AT_ONCE: Final = 100
_referrer = Customer.alias()


@dataclass(frozen=True)
class _Person:
    """What a card tells of its customer."""

    facts: Mapping[str, Any]
    referrer_name: str
    family: tuple[Member, ...]
    phone: str


def by_number(desk: Desk, typed: str) -> int:
    """The card that a number on paper means. Raises Denied; Refused where no card has it."""
    wanted = prospect_numbers.read_number(typed)
    if wanted is None:
        raise Refused(
            "E-NO-SUCH-CARD",
            mark("{typed} is not the number of a card. Nothing was printed. Write it like P26-00118."),
            typed=typed,
        )
    return prospect.readable(desk, wanted).prospect


def open_cards(desk: Desk, user: str | None = None) -> tuple[int, ...]:
    """The open cards of this consultant by number, or everybody's in roster order. Raises Denied, Refused."""
    whose = [one.staff for one in sheet_owners.consultants(desk, user)]
    cards: defaultdict[int, list[int]] = defaultdict(list)
    rows = Prospect.select(Prospect.owner, Prospect.id).where(
        Prospect.owner.in_(whose), Prospect.state == OPEN, Prospect.removed_at.is_null()
    )
    for owner, card in rows.order_by(Prospect.id).tuples():
        cards[owner].append(card)
    return tuple(card for owner in whose for card in cards[owner])


def sheet(desk: Desk, wanted: int) -> CardSheet:
    """One card as it is printed. Raises Denied, Refused."""
    desk.require(Duty.PRINT_CUSTOMER_CARD)
    prospect.readable(desk, wanted)
    return next(sheets(desk, (wanted,)))


def sheets(desk: Desk, cards: Sequence[int]) -> Iterator[CardSheet]:
    """Cards as they are printed, in this order; so many statements for each hundred of them. Raises Denied.

    What is gone, or is somebody else's, is left out.
    """
    desk.require(Duty.PRINT_CUSTOMER_CARD)
    facts, kept = settings.facts(), lists.current()
    for start in range(0, len(cards), AT_ONCE):
        with desk.reading():
            some = _read(desk, cards[start : start + AT_ONCE], facts, kept)
        yield from some


def _read(desk: Desk, ids: Sequence[int], facts: Facts, kept: Lists) -> list[CardSheet]:
    rows = (
        Prospect.select(Prospect, Staff.name.alias("owner_name"))
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.id.in_(list(ids)) & prospect.visible_to(desk))
        .objects()
    )
    found = {row.id: row for row in rows}
    cards = [_card(found[one]) for one in ids if one in found]
    today = desk.clock.today()
    records = card_record.of_cards(cards, today)
    people = _people(desk, {card.customer for card in cards})
    return [
        _sheet(found[card.prospect], card, people[card.customer], records[card.prospect], facts, kept, today)
        for card in cards
    ]


def _card(row: Any) -> Card:
    return Card(
        row.id,
        row.revision,
        row.customer_id,
        row.owner_id,
        row.owner_name or "",
        row.level,
        row.state,
        row.opened_on,
    )


def _sheet(
    row: Any, card: Card, person: _Person, record: CardRecord, facts: Facts, kept: Lists, today: Any
) -> CardSheet:
    wish = {key: getattr(row, _column(key)) for key in (*_WISH, form.CRITERIA.key)}
    return CardSheet(
        prospect=card.prospect,
        number=card.number,
        name=person.facts[customer_form.NAME.key],
        phone=person.phone,
        opened_on=card.opened_on,
        age=(today - card.opened_on).days,
        owner_name=card.owner_name,
        level=card.level,
        state=card.state,
        criteria_on=row.criteria_on,
        values={**person.facts, **wish},
        referrer_name=person.referrer_name,
        family=person.family,
        record=record,
        dealer=facts.dealer,
        dealer_short=facts.dealer_short,
        lists=kept,
    )


_WISH: Final = tuple(field.key for field in form.FIELDS)


def _column(key: str) -> str:
    """The attribute that gives the stored value: of a record its id, which costs no statement."""
    return "model_of_interest_id" if key == form.MODEL.key else key


def _people(desk: Desk, customers: Collection[int]) -> Mapping[int, _Person]:
    """What is on file about customers, as this person may see it. Four statements."""
    eyes, today = privacy.eyes_of(desk), desk.clock.today()
    owners = privacy.owners_of(customers)
    numbers, family = _of_customers(Phone, _PHONE, customers), _of_customers(FamilyMember, _MEMBER, customers)
    columns = (Customer._meta.fields[key] for key in customer_file.COLUMNS)
    rows = (
        Customer.select(Customer.id, Customer.referrer, _referrer.name, *columns)
        .left_outer_join(_referrer, on=(Customer.referrer == _referrer.id))
        .where(Customer.id.in_(list(customers)))
    )
    people = {}
    for customer, referrer, referrer_name, *stored in rows.tuples():
        full = eyes.sees(owners[customer])
        known = tuple(customer_file.number_of_row(one, full=full) for one in numbers[customer])
        people[customer] = _Person(
            customer_file.facts_of(
                dict(zip(customer_file.COLUMNS, stored, strict=True)), known, referrer, full=full
            ),
            referrer_name or "",
            tuple(customer_file.member_of_row(one, today) for one in family[customer]),
            known[0].shown if known else "",
        )
    return people


_PHONE: Final = ("id", "revision", "use", "kind", "typed")
_MEMBER: Final = ("id", "revision", "relation", "name", "birthday", "note")


def _of_customers(
    table: Any, columns: Sequence[str], customers: Collection[int]
) -> Mapping[int, list[tuple[Any, ...]]]:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = table.select(table.customer, *(table._meta.fields[name] for name in columns)).where(
        table.customer.in_(list(customers)), table.removed_at.is_null()
    )
    for customer, *row in rows.order_by(table.id).tuples():
        found[customer].append(tuple(row))
    return found
