"""客户信息卡: read in one bounded set of statements, written in one act (forms 2.4; req 57–61)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from showroom.forms import customer as customer_form
from showroom.forms import prospect as form
from showroom.forms.customer_card import CustomerCard, OtherCard
from showroom.forms.customer_file import CustomerFile
from showroom.models.base import Compiled, slot
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.models.staff import Staff
from showroom.rules.criteria import level_of_time, proposed_level
from showroom.rules.due import window_end
from showroom.rules.duties import Duty
from showroom.rules.prospect_numbers import number_of
from showroom.services import (
    card_events,
    card_record,
    covering,
    customer_facts,
    customer_file,
    level_clock,
    lists,
    lost_request_list,
    prospect,
)
from showroom.services import customer as customers
from showroom.services.desk import Desk
from showroom.services.prospect import Card

_WISH: Final = frozenset(field.key for field in form.FIELDS)
_CUSTOMER: Final = frozenset(field.key for field in customer_form.FIELDS)

_cards_of = Compiled(
    lambda: (
        Prospect.select(Prospect.id, Prospect.opened_on, Prospect.state, Prospect.owner, Staff.name)
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .where(Prospect.customer == slot("customer"), Prospect.removed_at.is_null())
        .order_by(Prospect.state == OPEN, Prospect.id)
    )
)


def card(desk: Desk, wanted: int) -> CustomerCard:
    """The card of a wish, as this person may see it. Raises Denied, Refused.

    A fixed number of statements, however much happened on it.
    """
    with desk.reading():
        found = prospect.readable(desk, wanted)
        return _read(desk, found)


def _read(desk: Desk, found: Card) -> CustomerCard:
    duties = desk.duties()
    wish = Prospect.get_by_id(found.prospect)
    file = customer_file.of(desk, found.customer)
    kept = lists.current()
    terms = level_clock.terms()
    clocked = level_clock.of_card(found.prospect, terms) if found.state in (OPEN, DORMANT) else None
    since = clocked.standing.level_since if clocked is not None else found.opened_on
    orders = card_events.orders_of(found.prospect)
    record = card_record.of_cards((found,), desk.clock.today())[found.prospect]
    events = card_events.events_of(desk, found, orders)
    cover = covering.cover_of(found.prospect, desk.clock.today())
    own = Duty.KEEP_ANY_CARD in duties or prospect.is_kept_by(desk, found)
    facts_of = {option.code: option.category for option in kept["criterion"]}
    return CustomerCard(
        prospect=found.prospect,
        revision=found.revision,
        customer=found.customer,
        customer_revision=file.revision,
        number=found.number,
        name=file.facts[customer_form.NAME.key],
        opened_on=found.opened_on,
        owner=found.owner,
        owner_name=found.owner_name,
        level=found.level,
        first_level=card_events.first_level(found, events),
        state=found.state,
        may_keep=own and Duty.KEEP_CARD in duties,
        file=file,
        values=_values(wish, file.facts),
        masked=_masked(file),
        criteria_on=wish.criteria_on,
        proposed=proposed_level(wish.criteria, facts_of) or "",
        by_time=level_of_time(wish.purchase_time) or "",
        due=clocked.due if clocked is not None else None,
        level_until=window_end(found.level, since, terms.rules_on(since)) if found.open else None,
        events=events,
        record=record,
        orders=orders,
        requests=lost_request_list.on_card(desk, found.prospect),
        others=_others(desk, found, Duty.READ_ANY_CARD in duties),
        covered_by=cover.receiver_name if cover is not None else "",
        covered_until=cover.last_day if cover is not None else None,
        lists=kept,
    )


def _values(wish: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the wish and those of the customer; no key is of both."""
    values = {field.key: facts[field.key] for field in customer_form.FIELDS}
    values |= {key: getattr(wish, _column(key)) for key in (*_WISH, form.CRITERIA.key)}
    return values


def _column(key: str) -> str:
    """The attribute that gives the stored value: of a record its id, which costs no statement."""
    return "model_of_interest_id" if key == form.MODEL.key else key


def _masked(file: CustomerFile) -> frozenset[str]:
    hidden = {customer_form.NUMBERS[one.use].key for one in file.numbers if not one.full}
    if file.facts[customer_form.ID_NUMBER.key]:
        hidden.add(customer_form.ID_NUMBER.key)
    return frozenset(hidden)


def _others(desk: Desk, found: Card, reads_all: bool) -> tuple[OtherCard, ...]:
    kept = covering.kept_by(desk.staff, desk.clock.today())
    return tuple(
        OtherCard(
            prospect=other,
            number=number_of(other, date.fromisoformat(opened_on)),
            state=state,
            owner_name=owner_name or "",
            readable=reads_all or owner in (None, desk.staff) or other in kept,
        )
        for other, opened_on, state, owner, owner_name in _cards_of.rows(customer=found.customer)
        if other != found.prospect
    )


def newest_of(desk: Desk, customer: int) -> int | None:
    """The card of a customer to open: the open one, else the newest; None where there is none.

    One's own, or one that is kept for a colleague, comes before a colleague's; of a file that was merged
    those of the file it stands in. Raises Denied.
    """
    desk.require(Duty.READ_CARD)
    rows = _cards_of.rows(customer=customers.stands_for(customer) or customer)
    kept = covering.kept_by(desk.staff, desk.clock.today())
    own = [row for row in rows if row[3] in (None, desk.staff) or row[0] in kept]
    return next((int(row[0]) for row in reversed(own or rows)), None)


def keep(
    desk: Desk,
    seen: CustomerCard,
    values: Mapping[str, Any],
    *,
    another_person: str = "",
    token: str | None = None,
) -> None:
    """Write what was changed on a card, of the wish and of the customer, in one act.

    `seen` is the card as it was read, `values` holds only what was changed on it, by field; facts that were
    ticked count from today. What others changed meanwhile in other fields stays. `another_person` is the
    reason why a number of somebody else is this customer's too. Raises Denied, Refused, Invalid, Clash.
    """
    unknown = values.keys() - _WISH - _CUSTOMER - {form.CRITERIA.key}
    if unknown:
        raise ValueError(f"no fields of the card: {sorted(unknown)}")
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return
        found = prospect.kept(desk, seen.prospect)
        wish = {key: value for key, value in values.items() if key in _WISH}
        if form.CRITERIA.key in values:
            wish |= {"criteria": values[form.CRITERIA.key], "criteria_on": desk.clock.today()}
        if wish:
            work.edit(Prospect, found.prospect, seen.revision, **wish)
        person = {key: value for key, value in values.items() if key in _CUSTOMER}
        if person:
            customer_facts.write(
                work,
                desk,
                found.customer,
                seen.customer_revision,
                person,
                seen=seen.file.numbers,
                another_person=another_person,
            )
