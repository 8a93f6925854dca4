"""Numbers of papers: what is taken, refused with a sentence, or taken with a doubt (O1–O10)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules import identity_numbers
from showroom.rules.identity_numbers import IdKind

TODAY = date(2026, 3, 5)
KNOWN = "11010519491231002X"


def read(typed: str, kind: str = IdKind.RESIDENT_ID) -> str:
    return identity_numbers.read_number(typed, kind, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        KNOWN,
        "11010519491231002x",
        "11010519491231002Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "\u200b11010519491231002X",
    ],
)
@pytest.mark.parametrize("kind", [IdKind.RESIDENT_ID, IdKind.DRIVING_LICENCE, ""])
def test_a_resident_id_is_stored_in_one_way(typed: str, kind: str) -> None:
    """O1."""
    assert read(typed, kind) == KNOWN


@pytest.mark.parametrize("last", ["\u0425", "\u00d7", "*", "O", "٣"])
def test_a_sign_that_only_looks_right_is_refused_at_its_place(last: str) -> None:
    """O2."""
    with pytest.raises(Unreadable) as refused:
        read(KNOWN[:-1] + last)
    assert refused.value.values == {"position": 18, "sign": last}


def test_every_slip_of_one_digit_is_refused() -> None:
    """O3: all 153 changes of one digit, and all swaps of neighbours that are not the same."""
    changed = [
        KNOWN[:place] + digit + KNOWN[place + 1 :]
        for place in range(17)
        for digit in "0123456789"
        if digit != KNOWN[place]
    ]
    swapped = [
        KNOWN[:place] + KNOWN[place + 1] + KNOWN[place] + KNOWN[place + 2 :]
        for place in range(16)
        if KNOWN[place] != KNOWN[place + 1]
    ]
    assert (len(changed), len(swapped)) == (153, 14)
    for slip in changed + swapped:
        with pytest.raises(Unreadable):
            read(slip)


@given(
    st.integers(0, 16),
    st.integers(1, 9),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(110000, 659999),
    st.integers(0, 999),
)
def test_every_number_is_told_from_its_slips(
    place: int, by: int, born: date, region: int, order: int
) -> None:
    body = f"{region}{born:%Y%m%d}{order:03}"
    rest = (12 - sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(body))) % 11
    number = body + ("X" if rest == 10 else str(rest))
    assert read(number) == number
    slip = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(Unreadable):
        read(slip)


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("110105202302291236", "20230229"),
        ("110105199013320016", "19901332"),
        ("11010500000101001X", "00000101"),
        ("440524188001010014", "18800101"),
        ("110105202603061230", "20260306"),
    ],
)
def test_a_date_that_cannot_be_is_named(number: str, born: str) -> None:
    """O4, O5."""
    with pytest.raises(Unreadable) as refused:
        read(number)
    assert refused.value.values == {"date": born}


def test_a_region_that_is_not_known_is_a_doubt_and_no_refusal() -> None:
    """O7."""
    assert read("999999199003070012") == "999999199003070012"
    unknown = identity_numbers.doubts("999999199003070012", IdKind.RESIDENT_ID)
    assert unknown == (identity_numbers.REGION_UNKNOWN,)
    for fine in (KNOWN, "810000199003070015", read("810000199003070015")):
        assert identity_numbers.doubts(fine, IdKind.RESIDENT_ID) == ()


def test_cards_of_the_first_generation_are_refused_with_a_hint() -> None:
    """O8."""
    with pytest.raises(Unreadable, match="15"):
        read("110105491231002")
    with pytest.raises(Unreadable) as refused:
        read("1101054912310021")
    assert refused.value.values == {"count": 16}


@pytest.mark.parametrize(
    ("birthday", "agrees"),
    [
        ("", True),
        ("1949-12-31", True),
        ("--12-31", True),
        ("lunar 1949-11-12", True),
        ("1949-12-30", False),
        ("--12-30", False),
        ("1950-12-31", False),
    ],
)
def test_a_birthday_beside_the_number(birthday: str, agrees: bool) -> None:
    """O9."""
    assert identity_numbers.agrees_with_birthday(KNOWN, birthday) is agrees


def test_the_number_tells_the_sex() -> None:
    assert identity_numbers.sex_of(KNOWN) == "female"
    assert identity_numbers.sex_of("810000199003070015") == "male"


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (IdKind.PASSPORT, "e12345678", "E12345678"),
        (IdKind.HONG_KONG_MACAU_PERMIT, "H0123456789", "H0123456789"),
        (IdKind.TAIWAN_PERMIT, "12345678", "12345678"),
        (IdKind.OFFICER_ID, "军字第1234567号", "军字第1234567号"),
        (IdKind.DRIVING_LICENCE, "330100123456", "330100123456"),
        (IdKind.CREDIT_CODE, "91110000600037341L", "91110000600037341L"),
        (IdKind.CREDIT_CODE, "911100006000373410", "911100006000373410"),
        ("", "A7731", "A7731"),
        (IdKind.RESIDENT_ID, "", ""),
    ],
)
def test_other_papers_have_rules_of_their_own(kind: str, typed: str, stored: str) -> None:
    """O10."""
    assert read(typed, kind) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (IdKind.PASSPORT, "E123"),
        (IdKind.PASSPORT, "护照12345"),
        (IdKind.HONG_KONG_MACAU_PERMIT, "H01"),
        (IdKind.TAIWAN_PERMIT, "123456789012"),
        (IdKind.OFFICER_ID, "军"),
        (IdKind.CREDIT_CODE, "9111000060003734"),
        ("", "330105********002X"),
        ("", "x" * 31),
    ],
)
def test_what_no_paper_has_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(Unreadable):
        read(typed, kind)


def test_a_credit_code_with_a_slip_is_a_doubt() -> None:
    kind = IdKind.CREDIT_CODE
    assert identity_numbers.doubts("91110000600037341L", kind) == ()
    assert identity_numbers.doubts("911100006000373410", kind) == (identity_numbers.CHECK_DIGIT_UNSURE,)
    assert identity_numbers.doubts("E12345678", IdKind.PASSPORT) == ()


@given(st.text(st.sampled_from("0123456789Xx -Ｘ１军字"), max_size=30), st.sampled_from(["", *IdKind]))
def test_what_is_taken_is_taken_again_as_the_same(typed: str, kind: str) -> None:
    try:
        stored = read(typed, kind)
    except Unreadable:
        return
    assert read(stored, kind) == stored
    assert set(identity_numbers.doubts(stored, kind)) <= {
        identity_numbers.REGION_UNKNOWN,
        identity_numbers.CHECK_DIGIT_UNSURE,
    }
