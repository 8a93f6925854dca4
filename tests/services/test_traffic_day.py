"""The day as a whole: what is missing, closing, adjustments, striking out, reopening, signatures."""

from __future__ import annotations

import pytest

from showroom.errors import Denied, Invalid
from showroom.forms.traffic_log import Place
from showroom.rules.traffic import Void
from showroom.services import traffic_day
from showroom.services.traffic_day import Part
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    log_of,
    refused,
    register_call,
    register_walk_in,
    remove,
    row_of,
    undo,
)


def complete(showroom: Showroom, name: str = "王丽", phone: str = "13812345678") -> int:
    """A party that came, was received, levelled, and left."""
    return register_walk_in(
        showroom.reception, name, phone, received_by="陈涛", level="B", left="23:00"
    ).entry


def lacking(showroom: Showroom) -> dict[str, tuple[Part, ...]]:
    return {one.row.guest_name: one.parts for one in traffic_day.missing(log_of(showroom.reception).rows)}


@pytest.fixture
def closed(showroom: Showroom) -> Showroom:
    """A day with one row, closed."""
    complete(showroom)
    showroom.on(THURSDAY, 18, 0)
    traffic_day.close(showroom.reception, THURSDAY)
    return showroom.on(THURSDAY, 18, 5)


def numbers(showroom: Showroom) -> list[tuple[int, str, bool, Void | None]]:
    rows = log_of(showroom.reception).rows
    return [(row.number, row.guest_name, row.adjustment, row.void) for row in rows]


def test_what_is_missing_is_named_row_by_row(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "甲", "13812345678")
    register_walk_in(showroom.reception, "乙", received_by="陈涛", left="23:00")
    register_call(showroom.reception, "丙", "13900001111", level="C")
    register_walk_in(showroom.reception, "丁", purpose="提车", left="23:00")
    complete(showroom, "戊", "13922223333")
    assert lacking(showroom) == {"甲": (Part.LEFT, Part.LEVEL), "乙": (Part.NO_FILE_REASON,)}


def test_a_day_with_gaps_is_not_closed(showroom: Showroom) -> None:
    entry = register_walk_in(showroom.reception, "甲", "13812345678", level="B").entry
    with refused("E-DAY-OPEN"):
        traffic_day.close(showroom.reception, THURSDAY)
    assert not log_of(showroom.reception).closed
    correct(showroom.reception, entry, left="23:00")
    assert traffic_day.close(showroom.reception, THURSDAY) == 1
    assert log_of(showroom.reception).closed
    assert log_of(showroom.reception).closed_by == "周敏"


def test_a_guest_who_leaves_nothing_needs_a_reason(showroom: Showroom) -> None:
    entry = register_walk_in(showroom.reception, received_by="陈涛", left="23:00").entry
    assert lacking(showroom) == {"": (Part.NO_FILE_REASON,)}
    correct(showroom.reception, entry, no_file_reason="只看了两分钟，不愿留")
    assert lacking(showroom) == {}


def test_a_late_row_is_an_adjustment_after_the_last(closed: Showroom) -> None:
    register_walk_in(closed.reception, "李强", received_by="陈涛", left="23:30")
    assert numbers(closed) == [(1, "王丽", False, None), (2, "李强", True, None)]


def test_a_correction_follows_as_a_row_and_the_old_one_counts_no_more(closed: Showroom) -> None:
    before = log_of(closed.reception).totals
    row = log_of(closed.reception).rows[0]
    correct(closed.reception, row.entry, row.revision, head_count="3")
    assert numbers(closed) == [(1, "王丽", False, Void.CORRECTED), (2, "王丽", True, None)]
    old, new = log_of(closed.reception).rows
    assert (old.head_count, new.head_count, new.corrects) == (1, 3, 1)
    after = log_of(closed.reception).totals
    assert (after.parties, after.first, after.heads) == (before.parties, before.first, 3)
    with refused("E-ROW-VOID"):
        correct(closed.reception, old.entry, old.revision, note="再改")
    correct(closed.reception, new.entry, new.revision, head_count="4")
    assert log_of(closed.reception).totals.heads == 4


def test_before_closing_a_correction_stays_in_its_row(showroom: Showroom) -> None:
    """The control."""
    entry = complete(showroom)
    correct(showroom.reception, entry, head_count="3")
    assert numbers(showroom) == [(1, "王丽", False, None)]


def test_a_removed_row_of_a_closed_day_stays_struck_out(closed: Showroom) -> None:
    row = log_of(closed.reception).rows[0]
    remove(closed.reception, row.entry, reason="重复登记")
    assert numbers(closed) == [(1, "王丽", False, Void.STRUCK)]
    assert row_of(closed.reception, row.entry).void_reason == "重复登记"
    assert log_of(closed.reception).totals.parties == 0


def test_a_struck_or_corrected_visit_is_no_earlier_visit(closed: Showroom) -> None:
    row = log_of(closed.reception).rows[0]
    remove(closed.reception, row.entry, reason="重复登记")
    closed.on(THURSDAY.replace(day=6))
    again = register_walk_in(closed.reception, "王丽", "13812345678")
    assert row_of(closed.reception, again.entry, THURSDAY.replace(day=6)).visit == "first"


def test_what_was_done_before_closing_is_not_undone_after(closed: Showroom) -> None:
    with refused("E-NEWER"):
        undo(closed.reception)
    assert numbers(closed) == [(1, "王丽", False, None)]


def test_an_adjustment_can_be_undone(closed: Showroom) -> None:
    row = log_of(closed.reception).rows[0]
    correct(closed.reception, row.entry, row.revision, head_count="3")
    undo(closed.reception)
    assert numbers(closed) == [(1, "王丽", False, None)]


def test_the_manager_opens_it_again_for_a_reason(closed: Showroom) -> None:
    traffic_day.sign(closed.reception, THURSDAY, Place.RECEPTION)
    with pytest.raises(Denied):
        traffic_day.reopen(closed.reception, THURSDAY, "补登")
    with pytest.raises(Invalid):
        traffic_day.reopen(closed.manager, THURSDAY, " ")
    traffic_day.reopen(closed.manager, THURSDAY, "漏登两批")
    day = log_of(closed.reception)
    assert (day.closed, day.signatures) == (False, (None, None, None))
    row = day.rows[0]
    correct(closed.reception, row.entry, row.revision, head_count="3")
    assert numbers(closed) == [(1, "王丽", False, None)]
    traffic_day.close(closed.reception, THURSDAY)


def test_signatures_stand_in_their_places(closed: Showroom) -> None:
    traffic_day.sign(closed.reception, THURSDAY, Place.RECEPTION)
    traffic_day.sign(closed.manager, THURSDAY, Place.SUPERVISOR)
    signed = log_of(closed.reception).signatures
    assert [one.name if one else "" for one in signed] == ["周敏", "刘建国", ""]
    with refused("E-SIGNED"):
        traffic_day.sign(closed.reception, THURSDAY, Place.RECEPTION)
    with pytest.raises(Denied):
        traffic_day.sign(closed.reception, THURSDAY, Place.SALES_MANAGER)


def test_an_open_day_is_not_signed(showroom: Showroom) -> None:
    with refused("E-DAY-OPEN"):
        traffic_day.sign(showroom.reception, THURSDAY, Place.RECEPTION)


def test_the_weather_stands_on_the_head(showroom: Showroom) -> None:
    traffic_day.set_weather(showroom.reception, THURSDAY, "多云 12℃")
    assert log_of(showroom.reception).weather == "多云 12℃"
    traffic_day.set_weather(showroom.reception, THURSDAY, "晴")
    assert log_of(showroom.reception).weather == "晴"


def test_weather_that_was_taken_back_can_be_written_again_and_the_day_closed(showroom: Showroom) -> None:
    traffic_day.set_weather(showroom.reception, THURSDAY, "晴")
    undo(showroom.reception)
    assert log_of(showroom.reception).weather == ""
    traffic_day.set_weather(showroom.reception, THURSDAY, "雨")
    assert log_of(showroom.reception).weather == "雨"
    undo(showroom.reception)
    traffic_day.close(showroom.reception, THURSDAY)
    day = log_of(showroom.reception)
    assert (day.closed, day.weather) == (True, "")
