"""Who sees which number in full: on the log, in the matches, in the history of a row."""

from __future__ import annotations

import pytest

from showroom.errors import Denied
from showroom.services import customer_matches
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    CONSULTANT,
    MANAGER,
    OTHER_CONSULTANT,
    RECEPTIONIST,
    Showroom,
    correct,
    log_of,
    register_walk_in,
    row_of,
)

FULL, MASKED = "138 1234 5678", "138****5678"


@pytest.fixture
def wang_li(showroom: Showroom) -> Showroom:
    """王丽 of 陈涛, once on the log."""
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛")
    return showroom


@pytest.mark.parametrize(
    ("user", "seen"),
    [(RECEPTIONIST, FULL), (CONSULTANT, FULL), (OTHER_CONSULTANT, MASKED), (MANAGER, FULL)],
)
def test_a_number_on_the_log(wang_li: Showroom, user: str, seen: str) -> None:
    (row,) = log_of(wang_li.desk(user)).rows
    assert row.phones == (seen,)
    assert row.masked == (seen == MASKED)


@pytest.mark.parametrize("user", [CLERK, ADMINISTRATOR])
def test_who_may_not_see_the_log_at_all(wang_li: Showroom, user: str) -> None:
    with pytest.raises(Denied):
        log_of(wang_li.desk(user))


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        (RECEPTIONIST, MASKED),
        (CONSULTANT, FULL),
        (OTHER_CONSULTANT, MASKED),
        (MANAGER, FULL),
        (CLERK, MASKED),
    ],
)
@pytest.mark.parametrize("typed", [("", "王丽"), ("1381", ""), ("138123", ""), ("5678", "")])
def test_a_number_in_the_matches(wang_li: Showroom, user: str, seen: str, typed: tuple[str, str]) -> None:
    (match,) = customer_matches.matches(wang_li.desk(user), *typed)
    assert (match.phone, match.exact, match.owner_name) == (seen, False, "陈涛")


def test_the_administrator_finds_no_customers(wang_li: Showroom) -> None:
    with pytest.raises(Denied):
        customer_matches.matches(wang_li.administrator, "", "王丽")


def test_a_number_typed_in_full_is_shown_back(wang_li: Showroom) -> None:
    (match,) = customer_matches.matches(wang_li.other_consultant, "13812345678", "")
    assert (match.phone, match.exact, match.why) == (FULL, True, "same_number")


@pytest.mark.parametrize(("user", "seen"), [(OTHER_CONSULTANT, ""), (RECEPTIONIST, ""), (MANAGER, FULL)])
def test_a_number_one_digit_off_tells_no_digits(wang_li: Showroom, user: str, seen: str) -> None:
    """What was typed and the visible digits together would tell the masked ones."""
    register_walk_in(wang_li.reception, "李强", "13812345679")
    exact, near = customer_matches.matches(wang_li.desk(user), "13812345679", "")
    assert (exact.name, near.name, near.why, near.phone) == ("李强", "王丽", "one_digit_off", seen)


@pytest.mark.parametrize(
    ("user", "seen"), [(OTHER_CONSULTANT, ""), (RECEPTIONIST, ""), (CONSULTANT, "057187654321")]
)
def test_a_tail_longer_than_its_mask_shows_no_number(wang_li: Showroom, user: str, seen: str) -> None:
    """The mask of this landline shows its last two digits; the four typed would complete it."""
    register_walk_in(wang_li.reception, "沈兰", "0571 8765 4321", received_by="陈涛")
    (match,) = customer_matches.matches(wang_li.desk(user), "4321", "")
    assert (match.name, match.phone) == ("沈兰", seen)


def test_no_longer_end_of_a_number_is_searched_than_the_mask_shows(wang_li: Showroom) -> None:
    assert customer_matches.matches(wang_li.other_consultant, "45678", "") == ()


@pytest.mark.parametrize("typed", ["王", "丽", "wangli", "wl"])
@pytest.mark.parametrize(("user", "seen"), [(OTHER_CONSULTANT, MASKED), (CONSULTANT, FULL)])
def test_whoever_is_found_by_name_has_his_number_masked(
    wang_li: Showroom, user: str, seen: str, typed: str
) -> None:
    for phone in ("", "5678"):
        (match,) = customer_matches.matches(wang_li.desk(user), phone, typed)
        assert match.phone == seen


@pytest.mark.parametrize(("typed", "seen"), [("138123", MASKED), ("1381234", "")])
def test_a_beginning_long_enough_to_tell_shows_no_tail(wang_li: Showroom, typed: str, seen: str) -> None:
    (match,) = customer_matches.matches(wang_li.other_consultant, typed, "")
    assert match.phone == seen


def test_the_number_before_a_correction_is_masked_too(wang_li: Showroom) -> None:
    correct(wang_li.reception, 1, phone="13987654321")
    assert "13812345678" in str(row_of(wang_li.reception, 1).corrections).replace(" ", "")
    assert "13812345678" not in str(row_of(wang_li.other_consultant, 1)).replace(" ", "")


def test_a_guest_of_nobody_is_masked_for_consultants(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    assert log_of(showroom.consultant).rows[0].masked
    assert not log_of(showroom.reception).rows[0].masked


def test_a_masked_number_typed_back_does_not_take_the_place_of_the_real_one(wang_li: Showroom) -> None:
    from showroom.errors import Invalid

    with pytest.raises(Invalid):
        correct(wang_li.other_consultant, 1, phone=MASKED)
    assert row_of(wang_li.reception, 1).phones == (FULL,)
