"""Which entries are offered while somebody types: by beginning, part, pinyin and initials."""

from __future__ import annotations

import pytest

from showroom.forms.field import Option
from showroom.forms.offers import finds, meant, offered

OPTIONS = (
    Option("a", "展示会", "display event", ("外展",)),
    Option("b", "广告", "advertising"),
    Option("c", "户外广告", "billboard"),
    Option("d", "车展", "motor show", active=False),
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", "abc"),
        ("广告", "bc"),
        ("guang", "bc"),
        ("zsh", "a"),
        ("z", "a"),
        ("waizhan", "a"),
        ("ADV", "b"),
        ("board", "c"),
        ("车展", ""),
        ("xyz", ""),
    ],
)
def test_it_offers_what_may_be_meant(typed: str, codes: str) -> None:
    assert "".join(one.code for one in offered(typed, OPTIONS)) == codes


def test_what_begins_so_comes_before_what_only_holds_it() -> None:
    options = (Option("long", "户外广告"), Option("short", "广告"))
    assert [one.code for one in offered("广", options)] == ["short", "long"]


def test_what_can_be_meant_by_one_word_only_is_meant() -> None:
    assert meant("广", OPTIONS) is OPTIONS[1], "it alone begins so"
    assert meant("会", OPTIONS) is OPTIONS[0], "it alone holds it"
    assert meant("a", OPTIONS) is None, "nothing tells them apart"
    assert meant("xyz", OPTIONS) is None


def test_nothing_typed_finds_everything() -> None:
    assert finds("  ", ("朗逸",))
    assert not finds("迈腾", ("朗逸",))
