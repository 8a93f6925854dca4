"""A title tells a surname and a sex; whoever we know by a fuller name keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.rules.titles import AFTER_THE_NAME, SEX_OF_TITLE, fuller_name, part


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


QUICK = settings(derandomize=True, deadline=None, max_examples=200)
NAMES = st.text(max_size=12)
TITLED = st.builds("{}{}".format, NAMES, st.sampled_from(AFTER_THE_NAME)) | st.builds(
    "{} {}".format, st.sampled_from(["Mr", "ms.", "MISS", "Madam"]), NAMES
)


@QUICK
@given(NAMES | TITLED)
def test_no_letter_of_a_name_is_lost_to_its_title(name: str) -> None:
    title, rest = part(name)
    assert name in (f"{rest}{title}", rest) or name.casefold().replace(".", "").startswith(title)
    assert name.endswith(rest) or name == f"{rest}{title}"
    assert fuller_name(name, "") == name
    assert (title == "") == (rest == name) or title in SEX_OF_TITLE
