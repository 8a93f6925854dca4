"""What a card says of its level: where something else speaks for another one, and where nothing may."""

from __future__ import annotations

import pytest

from showroom.forms.card_words import disagreement


@pytest.mark.parametrize(
    ("level", "proposed", "by_time", "said"),
    [
        ("B", "H", "", "勾选的依据支持 H 级。"),
        ("B", "", "A", "拟购时间对应 A 级。"),
        ("B", "B", "B", ""),
        ("O", "H", "H", ""),
        ("B", "H", "A", "勾选的依据支持 H 级。 拟购时间对应 A 级。"),
    ],
)
def test_what_speaks_for_another_level_is_told_unless_there_is_an_order(
    level: str, proposed: str, by_time: str, said: str
) -> None:
    assert disagreement(level, proposed, by_time) == said
