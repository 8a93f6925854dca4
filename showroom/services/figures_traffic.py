"""What the rows of the traffic log count: parties, files, stays, by the one rule (forms 2.1, 2.7; P9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any, Final

from peewee import Value, fn

from showroom.models.base import Compiled, slot
from showroom.models.prospect import Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.tally import slot_of
from showroom.rules.traffic import (
    IN_SHOWROOM,
    PURCHASE_PURPOSES,
    TrafficType,
    Visit,
    is_call,
    is_other_visit,
    is_party,
    visit_of,
)
from showroom.services.figure_facts import Fact, day_of, keyed
from showroom.services.visits import earlier_visit

_LOOKS: Final = frozenset({"look_at_cars", "enquiry"})


def _whose() -> Any:
    """Who received a guest, or whom he was meant for where nobody did."""
    return fn.COALESCE(TrafficEntry.received_by, TrafficEntry.assigned)


def _came_before() -> Any:
    """Whether somebody on file was in the showroom to buy earlier in the period."""
    row = TrafficEntry.alias()
    sooner = (row.day < TrafficEntry.day) | (
        (row.day == TrafficEntry.day) & (row.number < TrafficEntry.number)
    )
    return fn.EXISTS(
        row.select(Value(1)).where(
            row.customer == TrafficEntry.customer,
            row.day >= slot("first"),
            sooner,
            row.traffic_type.in_(sorted(IN_SHOWROOM)),
            row.purpose.in_(sorted(PURCHASE_PURPOSES)),
            row.removed_at.is_null(),
            row.void == "",
        )
    )


def _rows(*which: Any) -> Any:
    """Every row of some days that counts, with what was known of its guest on that day."""
    card = Prospect.alias()

    def has_card(when: Any) -> Any:
        mine = (card.customer == TrafficEntry.customer, card.removed_at.is_null())
        return fn.EXISTS(card.select(Value(1)).where(*mine, when))

    # As a range: of two equals SQLite would take the day, on which many cards were opened.
    that_day = card.opened_on.between(TrafficEntry.day, TrafficEntry.day)

    return (
        TrafficEntry.select(
            TrafficEntry.id,
            TrafficEntry.day,
            TrafficEntry.number,
            TrafficEntry.customer,
            _whose(),
            TrafficEntry.traffic_type,
            TrafficEntry.purpose,
            TrafficEntry.visit_override,
            TrafficEntry.guest_name,
            TrafficEntry.phone != "",
            TrafficEntry.arrived,
            TrafficEntry.left,
            TrafficEntry.greeted,
            TrafficEntry.source,
            TrafficEntry.area,
            TrafficEntry.model_of_interest,
            TrafficEntry.received_by.is_null(False)
            & ((TrafficEntry.level != "") | (TrafficEntry.no_file_reason != "")),
            earlier_visit(TrafficEntry),
            _came_before(),
            has_card(card.opened_on < TrafficEntry.day),
            has_card(that_day),
        )
        .where(
            TrafficEntry.day.between(slot("first"), slot("last")),
            TrafficEntry.removed_at.is_null(),
            TrafficEntry.void == "",
            *which,
        )
        .order_by(TrafficEntry.day, TrafficEntry.number, TrafficEntry.id)
    )


def _written_late() -> Any:
    """The rows of some days that came after their sheet was closed, with the rows they correct."""
    return TrafficEntry.select(TrafficEntry.id, TrafficEntry.corrects).where(
        TrafficEntry.day.between(slot("first"), slot("last")), TrafficEntry.adjustment
    )


_adjustments: Final = Compiled(_written_late)
_of_days: Final = Compiled(_rows)
_of_one: Final = Compiled(lambda: _rows(_whose() == slot("owner")))


def facts(owner: int | None, first: date, last: date) -> Iterator[Fact]:
    """The rows of some days, of one consultant's guests or of everybody's (None). Two statements."""
    days = {"first": str(first), "last": str(last)}
    came_late = _late(_adjustments.rows(**days))
    rows = _of_days.rows(**days) if owner is None else _of_one.rows(owner=owner, **days)
    for row in rows:
        number, day, place, customer, whose, *told = row
        *counted, source, area, model, handled, earlier, again, has_card, carded = told
        kind, purpose, override, name, filed, arrived, left, greeted = counted
        how, on = TrafficType(kind), day_of(day)
        before = day_of(earlier) if earlier else None
        visit = visit_of(how, purpose, on, before, Visit(override) if override else None)
        counts = _counts(how, purpose, visit, bool(name), bool(filed), bool(has_card), bool(carded))
        if is_party(how, purpose):
            entering = not again
            counts = {
                **counts,
                **_stay(arrived, left, first=visit is Visit.FIRST, carded=bool(carded)),
                **keyed(
                    greeted=bool(greeted),
                    entered=entering,
                    entered_filed=entering and bool(filed),
                    handled=bool(handled) and number not in came_late,
                ),
            }
        yield Fact(
            counts,
            on,
            whose,
            "traffic_entry",
            number,
            customer,
            number=place,
            name=name,
            source=source,
            area=area,
            model=model,
            slot=slot_of(time.fromisoformat(str(arrived))),
        )


def _late(adjustments: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """The rows that were not on the sheet when it was closed; a correction is late if what it corrects is."""
    corrects = dict(adjustments)

    def first_of(row: int) -> int:
        while (before := corrects.get(row)) is not None:
            row = before
        return row

    return frozenset(row for row in corrects if first_of(row) in corrects)


# A month has thousands of rows and hardly a dozen kinds of them.
@lru_cache(maxsize=1024)
def _counts(
    how: TrafficType,
    purpose: str,
    visit: Visit | None,
    named: bool,
    filed: bool,
    has_card: bool,
    carded: bool,
) -> Mapping[str, int]:
    party, call = is_party(how, purpose), is_call(how, purpose)
    first, repeat = visit is Visit.FIRST, visit is Visit.REPEAT
    walked_in = first and how is TrafficType.WALK_IN
    effective = call and not has_card
    lead = effective and filed and named
    looked = party and purpose in _LOOKS and not filed
    return keyed(
        parties=party,
        calls=call,
        first=first,
        repeat=repeat,
        filed=(party or call) and filed,
        effective_calls=effective,
        without_card=party and not has_card,
        other_visits=is_other_visit(how, purpose),
        visits_and_calls=party or effective,
        walked_in=walked_in,
        walked_in_filed=walked_in and filed,
        new_leads=lead,
        gathered=walked_in or lead,
        first_filed=first and filed,
        first_filed_or_looked=(first and filed) or looked,
        mixed=first or (party and how is TrafficType.INVITED_VISIT),
        known_guests=repeat or (first and (filed or has_card)),
        came=party and (has_card or carded),
        visited=has_card or carded,
    )


def _stay(arrived: object, left: object, *, first: bool, carded: bool) -> dict[str, int]:
    """How long a party stayed; nothing where a time is missing or the guest left before he came."""
    minutes = _minutes(arrived, left) if left else None
    if minutes is None:
        return {}
    bucket = "to_15" if minutes <= 15 else "to_30" if minutes <= 30 else "longer"
    found = {"timed": 1, "stay_minutes": minutes}
    if first:
        found |= {"first_timed": 1, f"stayed_{bucket}": 1}
        if carded:
            found[f"carded_{bucket}"] = 1
    return found


def _minutes(arrived: object, left: object) -> int | None:
    seconds = _seconds(left) - _seconds(arrived)
    return None if seconds < 0 else -(-seconds // 60)


def _seconds(stored: object) -> int:
    clock = time.fromisoformat(str(stored))
    return (clock.hour * 60 + clock.minute) * 60 + clock.second
