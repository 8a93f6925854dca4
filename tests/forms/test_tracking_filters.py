"""Which rows meet the conditions of a list, and what each condition would bring if it went."""

from __future__ import annotations

import pytest

from showroom.forms import tracking_filters as filters
from showroom.forms.tracking_filters import Conditions
from tests.sheets.tracking_samples import KNOWN, ROWS, card

CARDS = (
    *ROWS,
    card(901, "单雄信", source="display", model=2, colour="黑", area="binjiang", phones=("138****7777",)),
)


def names(conditions: Conditions) -> list[str]:
    return [row.name for row in filters.meeting(CARDS, conditions, KNOWN)]


def test_one_code_of_every_condition_has_to_be_met() -> None:
    assert names({"level": ("H", "C")}) == ["阿卜杜拉·买买提", "林 海"]
    assert names({"level": ("H", "C"), "state": ("overdue",)}) == ["林 海"]
    assert names({"state": ("pending",)}) == ["郑国强"]
    assert names({"state": ("lost", "delivered")}) == ["司马相宜", "周 凯"]
    assert len(names({"level": ()})) == len(names({})) == len(CARDS)
    assert len(names({"unknown": ("x",)})) == len(CARDS), "what a newer program kept is no condition here"


@pytest.mark.parametrize(
    "typed", ["单", "sxx", "shan", "00901", "P25-00901", "7777", "星澜", "单 黑", "p25-00901"]
)
def test_words_are_sought_in_name_number_phone_and_model(typed: str) -> None:
    assert names({"text": (typed,)}) == ["单雄信"]


def test_masked_digits_are_not_found() -> None:
    assert names({"text": ("13800007777",)}) == []


def test_what_each_condition_would_bring_most_first() -> None:
    conditions = {"level": ("H",), "state": ("overdue",), "source": ("showroom",)}
    assert names(conditions) == []
    assert filters.without_each(CARDS, conditions, KNOWN) == {"level": 1, "state": 1}
    assert list(filters.without_each(CARDS, {"level": ("H",), "source": ("display",)}, KNOWN)) == [
        "level",
        "source",
    ]
    assert filters.without_each(CARDS, {"level": ("M",), "state": ("dormant",)}, KNOWN) == {}


def test_only_what_the_rows_have_is_offered_in_the_order_of_the_list() -> None:
    assert [(code, count) for code, _word, count in filters.offered(CARDS, "level", KNOWN)] == [
        ("O", 1),
        ("H", 1),
        ("A", 3),
        ("C", 1),
        ("D", 1),
        ("F1", 1),
    ]
    assert [(word, count) for _code, word, count in filters.offered(CARDS, "source", KNOWN)] == [
        ("S 来店来电", 7),
        ("P 展示会", 1),
    ]
    states = {word for _code, word, _count in filters.offered(CARDS, "state", KNOWN)}
    assert states == {"在跟", "已交车", "战败", "逾期", "待审核（F0）"}


def test_a_condition_in_words() -> None:
    assert filters.said("level", ("H", "A"), KNOWN) == "H、A"
    assert filters.said("source", ("display", "gone"), KNOWN) == "P 展示会、gone"
