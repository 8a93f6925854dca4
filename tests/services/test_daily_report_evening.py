"""What the side bar counts: reports to be reviewed, own earlier ones not handed in."""

from __future__ import annotations

from datetime import date, timedelta

from showroom.services.daily_report_evening import badge
from tests.people import Showroom
from tests.reports import reviews, says, submits
from tests.sales import card_of_wang_li

DUE = date(2026, 3, 20)


def test_the_consultant_is_reminded_of_what_he_did_not_hand_in(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    showroom.on(DUE, 10)
    says(showroom.consultant, card)
    assert badge(showroom.consultant) == 0, "the day is not over"
    showroom.on(DUE + timedelta(1), 9)
    assert badge(showroom.consultant) == 1
    showroom.on(DUE + timedelta(7), 9)
    assert badge(showroom.consultant) == 1
    showroom.on(DUE + timedelta(8), 9)
    assert badge(showroom.consultant) == 0, "too long ago"


def test_the_manager_is_told_what_waits_for_review(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    showroom.on(DUE, 10)
    says(showroom.consultant, card)
    assert badge(showroom.manager) == 0
    submits(showroom.consultant, DUE)
    assert badge(showroom.manager) == 1
    reviews(showroom.manager, day=DUE)
    assert badge(showroom.manager) == 0
    showroom.on(DUE + timedelta(1), 9)
    assert badge(showroom.consultant) == 0
