"""What the foot of the log counts (issue 2, section 3), as tables: each row of the day, each total."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from showroom.models.prospect import DELIVERED, Prospect
from showroom.rules.duties import Duty
from showroom.rules.traffic import TrafficTotals, TrafficType, Visit, Void, totals, visit_of
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    log_of,
    register_call,
    register_guest_who_leaves_nothing,
    register_walk_in,
    row_of,
)


@dataclass(frozen=True)
class Row:
    """A row as far as it is counted."""

    traffic_type: TrafficType = TrafficType.WALK_IN
    purpose: str = "look_at_cars"
    visit: Visit | None = Visit.FIRST
    has_phone: bool = True
    has_card: bool = False
    test_drive: bool = False
    head_count: int = 1
    void: Void | None = None


CALL = Row(TrafficType.CALL_IN, "enquiry", None)
NOTHING = TrafficTotals()
PARTY = TrafficTotals(parties=1, first=1, filed=1, heads=1, without_card=1)
ONE_CALL = TrafficTotals(calls=1, filed=1)
OUTSIDE_PURPOSE = TrafficTotals(non_purchase=1)

# fmt: off
COUNTED = [
    pytest.param(Row(), PARTY, id="looks at cars"),
    pytest.param(Row(purpose="other"), PARTY, id="other is a purchase purpose"),
    pytest.param(Row(purpose="enquiry"), PARTY, id="asks about a new car"),
    pytest.param(Row(TrafficType.INVITED_VISIT), PARTY, id="invited"),
    pytest.param(Row(visit=Visit.REPEAT), replace(PARTY, first=0, repeat=1), id="comes again"),
    pytest.param(Row(has_phone=False), replace(PARTY, filed=0, not_filed=1), id="leaves no phone"),
    pytest.param(Row(head_count=4), replace(PARTY, heads=4), id="four heads, one party"),
    pytest.param(Row(has_card=True), replace(PARTY, without_card=0), id="had a card already"),
    pytest.param(Row(test_drive=True), replace(PARTY, test_drives=1), id="drives"),
    pytest.param(CALL, ONE_CALL, id="calls"),
    pytest.param(replace(CALL, purpose="look_at_cars"), ONE_CALL, id="calls about looking at cars"),
    pytest.param(replace(CALL, has_phone=False), replace(ONE_CALL, filed=0, not_filed=1), id="no number"),
    pytest.param(replace(CALL, head_count=3), ONE_CALL, id="heads of a call are nobody in the showroom"),
    pytest.param(replace(CALL, purpose="service"), OUTSIDE_PURPOSE, id="calls for service"),
    *[
        pytest.param(Row(purpose=purpose, visit=None), OUTSIDE_PURPOSE, id=f"comes for {purpose}")
        for purpose in ("paperwork", "payment", "collection", "service")
    ],
    *[
        pytest.param(Row(kind, visit=None), NOTHING, id=f"{kind} is not in the showroom")
        for kind in (TrafficType.OUTSIDE_PROSPECTING, TrafficType.COLD_VISIT, TrafficType.OTHER)
    ],
]
# fmt: on


@pytest.mark.parametrize(("row", "counted"), COUNTED)
def test_one_row_counts(row: Row, counted: TrafficTotals) -> None:
    assert totals([row]) == counted


def test_parties_are_first_and_repeat_and_filed_is_of_parties_and_calls() -> None:
    """Over every kind of row at once the sums of the paper's foot hold."""
    rows = [
        Row(kind, purpose, visit_of(kind, purpose, THURSDAY, earlier), has_phone)
        for kind in TrafficType
        for purpose in ("look_at_cars", "enquiry", "other", "paperwork", "payment", "collection", "service")
        for earlier in (None, THURSDAY - timedelta(days=1))
        for has_phone in (True, False)
    ]
    counted = totals(rows)
    assert counted.parties == counted.first + counted.repeat == 24
    assert counted.parties + counted.calls == counted.filed + counted.not_filed == 36


YESTERDAY = THURSDAY - timedelta(days=1)
# fmt: off
FIRST_OR_REPEAT = [
    pytest.param(TrafficType.WALK_IN, "look_at_cars", None, None, Visit.FIRST, id="never here"),
    pytest.param(TrafficType.WALK_IN, "look_at_cars", YESTERDAY, None, Visit.REPEAT, id="here yesterday"),
    pytest.param(TrafficType.WALK_IN, "look_at_cars", THURSDAY, None, Visit.FIRST, id="twice on one day"),
    pytest.param(TrafficType.WALK_IN, "look_at_cars", None, Visit.REPEAT, Visit.REPEAT, id="said so"),
    pytest.param(TrafficType.WALK_IN, "look_at_cars", YESTERDAY, Visit.FIRST, Visit.FIRST, id="denied"),
    pytest.param(TrafficType.CALL_IN, "enquiry", YESTERDAY, None, None, id="a call is neither"),
    pytest.param(TrafficType.WALK_IN, "service", YESTERDAY, None, None, id="service is neither"),
    pytest.param(TrafficType.WALK_IN, "service", None, Visit.FIRST, None, id="whatever is said"),
    pytest.param(TrafficType.COLD_VISIT, "look_at_cars", YESTERDAY, None, None, id="outside is neither"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "purpose", "earlier", "override", "visit"), FIRST_OR_REPEAT)
def test_first_or_repeat(
    kind: TrafficType, purpose: str, earlier: date | None, override: Visit | None, visit: Visit | None
) -> None:
    assert visit_of(kind, purpose, THURSDAY, earlier, override) is visit


# --- the same through the store --------------------------------------------------------------------------


def _comes(showroom: Showroom, day: date, **cells: str) -> Visit | None:
    done = register_walk_in(showroom.on(day).reception, "王丽", "13812345678", day=day, **cells)
    return row_of(showroom.reception, done.entry, day).visit


def test_who_came_on_an_earlier_day_comes_again(showroom: Showroom) -> None:
    assert _comes(showroom, YESTERDAY) is Visit.FIRST
    assert _comes(showroom, THURSDAY) is Visit.REPEAT


def test_twice_on_one_day_is_no_repeat(showroom: Showroom) -> None:
    assert [_comes(showroom, THURSDAY), _comes(showroom, THURSDAY)] == [Visit.FIRST, Visit.FIRST]


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param({"traffic_type": "来电"}, id="a call"),
        pytest.param({"purpose": "维修保养"}, id="a visit for service"),
        pytest.param({"traffic_type": "外拓"}, id="an event outside"),
    ],
)
def test_what_was_no_visit_to_buy_makes_no_repeat(showroom: Showroom, earlier: dict[str, str]) -> None:
    _comes(showroom, YESTERDAY, **earlier)
    assert _comes(showroom, THURSDAY) is Visit.FIRST


def test_after_the_delivery_the_next_visit_is_a_first_one(showroom: Showroom) -> None:
    _comes(showroom, YESTERDAY - timedelta(days=9))
    _is_delivered(showroom, YESTERDAY)
    assert _comes(showroom, THURSDAY) is Visit.FIRST
    assert _comes(showroom, THURSDAY + timedelta(days=1)) is Visit.REPEAT


def test_before_and_on_the_day_of_delivery_it_is_a_repeat(showroom: Showroom) -> None:
    _comes(showroom, YESTERDAY - timedelta(days=9))
    _is_delivered(showroom, THURSDAY)
    assert _comes(showroom, YESTERDAY) is Visit.REPEAT
    assert _comes(showroom, THURSDAY) is Visit.REPEAT


def _is_delivered(showroom: Showroom, day: date) -> None:
    wish = Prospect.get()
    with showroom.house.work(Duty.FILL_DEMO) as work:
        work.edit(Prospect, wish.id, wish.revision, state=DELIVERED, delivered_on=day)


def test_a_card_counts_from_the_day_after_it_was_opened(showroom: Showroom) -> None:
    _comes(showroom, YESTERDAY)
    _comes(showroom, THURSDAY)
    assert log_of(showroom.reception, YESTERDAY).totals.without_card == 1
    assert log_of(showroom.reception, THURSDAY).totals.without_card == 0


def test_the_foot_of_a_morning(showroom: Showroom) -> None:
    _comes(showroom, YESTERDAY)
    desk = showroom.on(THURSDAY).reception
    register_walk_in(desk, "王丽", "13812345678", head_count="2")
    register_walk_in(desk, "李强", "13912345678", head_count="3", test_drive="√")
    register_guest_who_leaves_nothing(desk, heads=4)
    register_call(desk, "赵先生", "13712345678")
    register_call(desk, "孙女士")
    register_walk_in(desk, "周先生", "13612345678", purpose="维修保养")
    assert log_of(desk).totals == TrafficTotals(
        parties=3,
        calls=2,
        first=2,
        repeat=1,
        filed=3,
        not_filed=2,
        test_drives=1,
        heads=9,
        non_purchase=1,
        without_card=2,
    )


def test_counting_a_visit_differently_needs_a_reason(showroom: Showroom) -> None:
    from showroom.errors import Invalid

    done = register_walk_in(showroom.reception, "王丽", "13812345678")
    for reason in ("", "  "):
        with pytest.raises(Invalid) as refused:
            correct(showroom.reception, done.entry, visit="再次", reason=reason)
        assert [problem.field for problem in refused.value.problems] == ["visit"]
    correct(showroom.reception, done.entry, visit="再次", reason="上月在分店看过车")
    assert row_of(showroom.reception, done.entry).visit is Visit.REPEAT
    assert log_of(showroom.reception).totals.repeat == 1
    correct(showroom.reception, done.entry, revision=2, visit="")
    assert row_of(showroom.reception, done.entry).visit is Visit.FIRST
