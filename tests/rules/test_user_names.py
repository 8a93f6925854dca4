"""User names proposed from names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.rules.user_names import key, proposed


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("周敏", "zhoumin"),
        ("欧阳娜", "ouyangna"),
        ("曾志伟", "zengzhiwei"),
        ("单田芳", "shantianfang"),
        ("尉迟恭", "yuchigong"),
        ("吕布", "lvbu"),
        ("吐尔逊·买买提", "tuerxunmaimaiti"),
        ("Anna Li", "annali"),
        (" ", ""),
        ("！", ""),
    ],
)
def test_a_name_is_spelled(name: str, user: str) -> None:
    assert proposed(name) == user


def test_whoever_comes_second_gets_a_number() -> None:
    assert proposed("周敏", ["ZhouMin"]) == "zhoumin2"
    assert proposed("周敏", ["zhoumin", "zhoumin2"]) == "zhoumin3"
    assert proposed("周敏", ["", "zhoumi"]) == "zhoumin"


NAMES = st.text(st.characters(codec=None) | st.sampled_from("单曾解吕欧阳买提·A1é "), max_size=12)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(NAMES, st.lists(NAMES, max_size=5))
def test_a_proposal_can_be_typed_and_is_nobody_elses(name: str, names: list[str]) -> None:
    taken = list(filter(None, map(proposed, names)))
    user = proposed(name, taken)
    assert user == "" or (user.isascii() and user.isalnum() and user == user.lower())
    assert user not in taken
    assert bool(user) == bool(proposed(name))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(NAMES)
def test_a_user_name_is_looked_up_by_a_text_that_can_be_stored(typed: str) -> None:
    assert key(typed).encode("utf-8").decode("utf-8") == key(key(typed))
