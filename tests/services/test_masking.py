"""Who sees which number in full: on the log, in the matches, in the history of a row."""

from __future__ import annotations

import pytest

from showroom.errors import Denied
from showroom.services import customer
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
    (match,) = customer.matches(wang_li.desk(user), *typed)
    assert (match.phone, match.exact, match.owner_name) == (seen, False, "陈涛")


def test_the_administrator_finds_no_customers(wang_li: Showroom) -> None:
    with pytest.raises(Denied):
        customer.matches(wang_li.administrator, "", "王丽")


def test_a_number_typed_in_full_is_shown_back(wang_li: Showroom) -> None:
    (match,) = customer.matches(wang_li.other_consultant, "13812345678", "")
    assert (match.phone, match.exact, match.why) == (FULL, True, "same_number")


@pytest.mark.parametrize(("user", "seen"), [(OTHER_CONSULTANT, ""), (RECEPTIONIST, ""), (MANAGER, FULL)])
def test_a_number_one_digit_off_tells_no_digits(wang_li: Showroom, user: str, seen: str) -> None:
    """What was typed and the visible digits together would tell the masked ones."""
    register_walk_in(wang_li.reception, "李强", "13812345679")
    exact, near = customer.matches(wang_li.desk(user), "13812345679", "")
    assert (exact.name, near.name, near.why, near.phone) == ("李强", "王丽", "one_digit_off", seen)


@pytest.mark.parametrize(("typed", "seen"), [("138123", MASKED), ("1381234", "")])
def test_a_beginning_long_enough_to_tell_shows_no_tail(wang_li: Showroom, typed: str, seen: str) -> None:
    (match,) = customer.matches(wang_li.other_consultant, typed, "")
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


# --- matches while typing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "name", "found"),
    [
        pytest.param("138", "", 0, id="three digits"),
        pytest.param("1381", "", 1, id="the fourth digit"),
        pytest.param("", "王", 0, id="one character"),
        pytest.param("", "王丽", 1, id="two characters"),
        pytest.param("", "王%", 0, id="a per cent sign is no wildcard"),
        pytest.param("", "__", 0, id="an underscore is no wildcard"),
        pytest.param("1399", "王丽", 1, id="the name when no number matches"),
        pytest.param("not a number", "", 0, id="no number at all"),
    ],
)
def test_matches_appear(wang_li: Showroom, phone: str, name: str, found: int) -> None:
    assert len(customer.matches(wang_li.reception, phone, name)) == found


def test_matches_are_few_and_cost_a_fixed_number_of_statements(showroom: Showroom) -> None:
    def statements() -> int:
        seen: list[object] = []
        showroom.store.database.query_hooks.append(seen.append)
        customer.matches(showroom.reception, "1380", "")
        showroom.store.database.query_hooks.remove(seen.append)
        return len(seen)

    register_walk_in(showroom.reception, "客人", "13800000000")
    one = statements()
    for number in range(1, 20):
        register_walk_in(showroom.reception, f"客人{number}", f"138000000{number:02d}")
    assert statements() == one
    assert len(customer.matches(showroom.reception, "1380", "")) == customer.MATCHES_AT_MOST


def test_a_number_that_was_corrected_away_is_not_shown_any_more(wang_li: Showroom) -> None:
    correct(wang_li.reception, 1, phone="13987654321")
    assert customer.matches(wang_li.manager, "13812345678", "") == ()
    (match,) = customer.matches(wang_li.manager, "", "王丽")
    assert match.phone == "139 8765 4321"
