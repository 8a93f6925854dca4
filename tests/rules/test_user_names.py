"""User names proposed from names."""

from __future__ import annotations

import pytest

from showroom.rules.user_names import proposed


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
