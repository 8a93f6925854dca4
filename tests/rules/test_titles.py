"""A title tells a surname and a sex; whoever we know by a fuller name keeps it."""

from __future__ import annotations

import pytest

from showroom.rules.titles import fuller_name, part


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王女士", ("女士", "王")),
        ("欧阳先生", ("先生", "欧阳")),
        ("Ms Wang", ("ms", "Wang")),
        ("Mr. Li", ("mr", "Li")),
        ("王丽", ("", "王丽")),
        ("Ms", ("", "Ms")),
        ("", ("", "")),
    ],
)
def test_a_title_is_parted_from_the_name(name: str, parts: tuple[str, str]) -> None:
    assert part(name) == parts


@pytest.mark.parametrize(
    ("typed", "known", "stands_there"),
    [
        ("王女士", "王丽", "王丽"),
        ("", "王丽", "王丽"),
        ("李女士", "王丽", "李女士"),
        ("王敏", "王丽", "王敏"),
        ("Ms Wang", "Wang Li", "Wang Li"),
        ("王女士", "", "王女士"),
    ],
)
def test_the_fuller_name_is_kept(typed: str, known: str, stands_there: str) -> None:
    assert fuller_name(typed, known) == stands_there
