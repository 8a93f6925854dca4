"""Two files of one person become one: compared field by field, merged in one act (req 62; T-group)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import customer as customer_form
from showroom.forms import customer_merge as form
from showroom.forms.customer_file import CustomerFile
from showroom.forms.customer_merge import CardOfFile, Comparison, Difference, File
from showroom.forms.field import Lists, show
from showroom.language import _, mark
from showroom.models.base import Compiled, slot
from showroom.models.customer import Customer, TwoPeople
from showroom.models.prospect import Prospect
from showroom.models.reference import CarModel
from showroom.models.sale import SalesOrder
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import text
from showroom.rules.duties import Duty
from showroom.rules.level import letter_of
from showroom.rules.plates import show_plate
from showroom.rules.prospect_numbers import number_of
from showroom.services import customer_file, lists, merging_cards, merging_rows
from showroom.services.desk import Desk


def _cards_of() -> Any:
    order = SalesOrder.select(SalesOrder.id).where(
        SalesOrder.prospect == Prospect.id, SalesOrder.cancelled_on.is_null(), SalesOrder.removed_at.is_null()
    )
    return (
        Prospect.select(
            Prospect.id,
            Prospect.opened_on,
            Prospect.level,
            Prospect.state,
            Staff.name,
            CarModel.chinese,
            order.limit(1),
        )
        .left_outer_join(Staff, on=(Prospect.owner == Staff.id))
        .switch(Prospect)
        .left_outer_join(CarModel, on=(Prospect.model_of_interest == CarModel.id))
        .where(Prospect.customer == slot("customer"), Prospect.removed_at.is_null())
        .order_by(Prospect.id)
    )


_cards = Compiled(_cards_of)
_visits = Compiled(
    lambda: TrafficEntry.select(TrafficEntry.id).where(
        TrafficEntry.customer == slot("customer"), TrafficEntry.removed_at.is_null()
    )
)
_apart = Compiled(
    lambda: (
        TwoPeople.select(Staff.name, TwoPeople.reason)
        .join(Staff, on=(TwoPeople.by == Staff.id))
        .where(
            TwoPeople.first == slot("first"),
            TwoPeople.second == slot("second"),
            TwoPeople.removed_at.is_null(),
        )
    )
)


def compare(desk: Desk, first: int, second: int) -> Comparison:
    """Two files side by side, for somebody who may merge them; a fixed number of statements.

    Only what both files name, and name differently, is a difference. Numbers are shown as this person may see
    them. Raises Denied; Refused when one of them is no longer on file.
    """
    desk.require(Duty.MERGE_CUSTOMERS)
    with desk.reading():
        _refuse_same(first, second)
        for one in (first, second):
            customer_file.kept(desk, one)
        files = customer_file.of(desk, first), customer_file.of(desk, second)
        known = lists.current()
        rows = Customer.get_by_id(first), Customer.get_by_id(second)
        told = _apart.first(first=min(first, second), second=max(first, second))
        sides = _side(files[0], known), _side(files[1], known)
    differing = tuple(
        Difference(field, _word(field, files[0], known), _word(field, files[1], known))
        for field in form.ASKED
        if field.key in _differing(*rows)
    )
    apart = ""
    if told is not None:
        apart = _("{who}: {reason}", who=told[0], reason=told[1]) if told[1] else told[0]
    return Comparison(*sides, differing, apart)


def merge(
    desk: Desk,
    kept: int,
    merged: int,
    chosen: Mapping[str, int],
    *,
    one_wish: Mapping[int, int] | None = None,
    seen: Mapping[int, int] | None = None,
    token: str | None = None,
) -> int:
    """Make two files one, in one act that can be undone; the customer that is kept.

    `chosen` names by field the customer whose fact stands, for every difference of `compare`; what only one
    file says, stands. All that hangs on `merged` goes over to `kept`. `one_wish` names cards that are the
    same wish: each is withdrawn for the one it leads to; all others stay wishes of their own. `seen` are the
    revisions that were compared. Raises Denied, Refused, Invalid, Unavailable.
    """
    with desk.work(Duty.MERGE_CUSTOMERS, token) as work:
        if work.repeated is not None:
            return int(work.repeated["kept"])
        _refuse_same(kept, merged)
        for one in (kept, merged):
            customer_file.kept(desk, one)
        stays, goes = Customer.get_by_id(kept), Customer.get_by_id(merged)
        _refuse_unseen((stays, goes), seen or {})
        columns = _standing(stays, goes, chosen)
        merging_cards.check_wishes(one_wish or {}, merged, kept)
        for gone, same in (one_wish or {}).items():
            merging_cards.make_one(work, desk, gone, same)
        merging_rows.move_all(work, merged, kept)
        work.edit(Customer, kept, stays.revision, **columns)
        revision = work.edit(Customer, merged, goes.revision, merged_into=kept)
        work.remove(Customer, merged, revision)
        work.result = {"kept": kept}
    return kept


def _refuse_same(first: int, second: int) -> None:
    if first == second:
        raise Refused("E-SAME-FILE", mark("This is one file already. Nothing was changed. Choose another."))


def _refuse_unseen(rows: tuple[Any, Any], seen: Mapping[int, int]) -> None:
    if any(row.revision != seen.get(row.id, row.revision) for row in rows):
        raise Refused(
            "E-MERGE-SEEN",
            mark("One of the two files was changed meanwhile. Nothing was merged. Compare them again."),
        )


def _value(row: Any, key: str, other: int) -> Any:
    """What a file says; that the other of the two introduced him is said of himself and means nothing."""
    if key != customer_form.REFERRER.key:
        return getattr(row, key)
    return None if row.referrer_id == other else row.referrer_id


def _said(row: Any, key: str, other: int) -> Any:
    """The same as it is compared; that nobody agreed to advertising is an answer too."""
    value = _value(row, key, other)
    return text.key(value) if isinstance(value, str) else value


def _differing(first: Any, second: Any) -> set[str]:
    """The keys of the facts of which somebody has to choose one."""
    found = set()
    for field in form.ASKED:
        one, other = _said(first, field.key, second.id), _said(second, field.key, first.id)
        both = isinstance(one, bool) or (one not in (None, "") and other not in (None, ""))
        if both and one != other:
            found.add(field.key)
    return {key for key in found if form.GOES_WITH.get(key) not in found}


def _standing(kept: Any, merged: Any, chosen: Mapping[str, int]) -> dict[str, Any]:
    """The columns that the kept file gets. Raises Invalid naming every difference without a choice."""
    differing = _differing(kept, merged)
    unsaid = [field for field in form.ASKED if field.key in differing]
    problems = [
        Problem(field.key, mark("Choose which of the two stands."), {})
        for field in unsaid
        if chosen.get(field.key) not in (kept.id, merged.id)
    ]
    if problems:
        raise Invalid(*problems)
    taken = {key for key in differing if chosen[key] == merged.id}
    for field in form.ASKED:
        if _said(kept, field.key, merged.id) in (None, "") and _said(merged, field.key, kept.id):
            taken.add(field.key)
    for key, leader in form.GOES_WITH.items():
        if leader in differing:
            taken = taken | {key} if leader in taken else taken - {key}
    columns = {key: _value(merged, key, kept.id) for key in taken}
    if kept.referrer_id == merged.id:
        columns.setdefault(customer_form.REFERRER.key, None)
    if customer_form.NAME.key in columns:
        columns["name_key"] = text.key(columns[customer_form.NAME.key])
    columns |= {key: True for key in form.ON_EITHER if getattr(merged, key)}
    columns["tags"] = tuple(dict.fromkeys((*kept.tags, *merged.tags)))
    columns["notice_version"] = max(kept.notice_version, merged.notice_version)
    return columns


def _word(field: Any, file: CustomerFile, known: Lists) -> str:
    if field is customer_form.REFERRER:
        return file.referrer_name
    value = file.facts[field.key]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return show(field, value, known)


def _side(file: CustomerFile, known: Lists) -> File:
    facts = file.facts
    return File(
        customer=file.customer,
        revision=file.revision,
        name=facts[customer_form.NAME.key],
        sex=facts[customer_form.SEX.key],
        phones=tuple(one.shown for one in file.numbers),
        family=tuple(
            f"{show(customer_form.RELATION, one.relation, known)} {one.name}".strip() for one in file.family
        ),
        consents=tuple(show(customer_form.SUBJECT, one.subject, known) for one in file.consents),
        cars=tuple(f"{one.model} {show_plate(one.plate)}".strip() for one in file.vehicles),
        cards=tuple(_cards_on(file.customer)),
        visits=len(_visits.rows(customer=file.customer)),
    )


def _cards_on(customer: int) -> Iterator[CardOfFile]:
    for card, opened_on, level, state, owner, model, order in _cards.rows(customer=customer):
        number = number_of(card, date.fromisoformat(opened_on))
        yield CardOfFile(
            card, number, letter_of(level, state), state, owner or "", model or "", order is not None
        )
