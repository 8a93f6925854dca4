"""The tally's slots, sums and rates, over the log's own counting rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.rules import tally
from showroom.rules.level import LOG_LEVELS
from showroom.rules.tally import OTHER_TIMES, Tally, by_slot, count, mean, percent, slot_of
from showroom.rules.traffic import TrafficType, Visit, Void, is_party, totals


@dataclass(frozen=True)
class Row:
    """A row as far as it is counted."""

    arrived: time = time(9, 30)
    traffic_type: TrafficType = TrafficType.WALK_IN
    purpose: str = "look_at_cars"
    visit: Visit | None = Visit.FIRST
    has_phone: bool = True
    has_card: bool = False
    test_drive: bool = False
    head_count: int = 1
    level: str = ""
    void: Void | None = None


PURPOSES = ("look_at_cars", "enquiry", "other", "paperwork", "payment", "collection", "service")
CALL = Row(traffic_type=TrafficType.CALL_IN, purpose="enquiry", visit=None)
SUMMED = ("first", "repeat", "calls", "other_visits", "effective_calls", "filed", "filed_first",
          "test_drives", "visits", "all")  # fmt: skip


@st.composite
def logged(draw: st.DrawFn) -> Row:
    """A row as the log may hold it."""
    kind, purpose = draw(st.sampled_from(TrafficType)), draw(st.sampled_from(PURPOSES))
    return Row(
        draw(st.times()),
        kind,
        purpose,
        draw(st.sampled_from(Visit)) if is_party(kind, purpose) else None,
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.integers(1, 99)),
        draw(st.sampled_from(("", *LOG_LEVELS))),
        draw(st.sampled_from([None, None, None, *Void])),
    )


@given(st.lists(logged()))
def test_the_slots_add_up_to_the_foot_of_the_log(rows: list[Row]) -> None:
    slots, foot = by_slot(rows), totals(rows)

    def over_the_slots(name: str) -> int:
        return sum(getattr(slot, name) for slot in slots)

    assert len(slots) == tally.SLOTS == 11
    for name in ("first", "repeat", "calls", "filed", "test_drives"):
        assert over_the_slots(name) == getattr(foot, name)
    assert over_the_slots("visits") == foot.parties
    assert over_the_slots("all") == foot.parties + foot.calls + over_the_slots("other_visits")


@given(st.lists(logged()))
def test_the_slots_add_up_to_the_totals_of_the_day(rows: list[Row]) -> None:
    slots, day = by_slot(rows), count(rows)
    for name in SUMMED:
        assert sum(getattr(slot, name) for slot in slots) == getattr(day, name)
    assert tuple(map(sum, zip(*(slot.levels for slot in slots), strict=True))) == day.levels


@given(st.lists(logged()))
def test_a_share_is_never_more_than_its_whole(rows: Sequence[Row]) -> None:
    day = count(rows)
    assert day.filed_first <= day.first
    assert day.effective_calls <= day.calls
    assert day.filed <= day.visits + day.calls
    assert day.capture_rate is None or 0 <= day.capture_rate <= 100


@pytest.mark.parametrize(
    ("arrived", "slot"),
    [
        (time(9), 0),
        (time(9, 59), 0),
        (time(10), 1),
        (time(18, 59, 59), 9),
        (time(8, 59), OTHER_TIMES),
        (time(19), OTHER_TIMES),
        (time(0), OTHER_TIMES),
    ],
)
def test_the_line_of_a_time(arrived: time, slot: int) -> None:
    assert slot_of(arrived) == slot


# fmt: off
COUNTED = [
    pytest.param(Row(), Tally(first=1, filed=1, filed_first=1), id="first"),
    pytest.param(Row(visit=Visit.REPEAT), Tally(repeat=1, filed=1), id="comes again"),
    pytest.param(Row(has_phone=False), Tally(first=1), id="leaves nothing"),
    pytest.param(CALL, Tally(calls=1, effective_calls=1, filed=1), id="calls"),
    pytest.param(Row(traffic_type=TrafficType.CALL_IN, visit=None, has_card=True),
                 Tally(calls=1, filed=1), id="calls again: not effective"),
    pytest.param(Row(traffic_type=TrafficType.CALL_IN, purpose="service", visit=None), Tally(),
                 id="calls for service"),
    pytest.param(Row(purpose="collection", visit=None), Tally(other_visits=1), id="collects the car"),
    pytest.param(Row(traffic_type=TrafficType.COLD_VISIT, visit=None), Tally(), id="not in the showroom"),
    pytest.param(Row(level="H", test_drive=True),
                 Tally(first=1, filed=1, filed_first=1, test_drives=1, levels=(0, 1, 0, 0, 0, 0)),
                 id="drives, and is an H"),
]
# fmt: on


@pytest.mark.parametrize(("row", "counted"), COUNTED)
def test_one_row_counts(row: Row, counted: Tally) -> None:
    assert count([row]) == counted


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(31, 53, 58), (1, 200, 1), (0, 7, 0), (7, 7, 100), (1, 8, 13), (0, 0, None)]
)
def test_percent(part: int, whole: int, shown: int | None) -> None:
    assert percent(part, whole) == shown


@pytest.mark.parametrize(
    ("figures", "shown"), [([13, 18, 17], 16.0), ([1, 1, 2, 1], 1.3), ([5], 5.0), ([0, 0], 0.0), ([], None)]
)
def test_mean(figures: list[int], shown: float | None) -> None:
    assert mean(figures) == shown


def test_what_nobody_knows_is_no_nought() -> None:
    """Cards and orders are counted when prospects are: until then there is no figure and no rate."""
    assert (Tally(first=5).cards, Tally(first=5).orders, Tally(first=5).card_rate) == (None, None, None)
    assert Tally(first=53, cards=24).card_rate == 45
