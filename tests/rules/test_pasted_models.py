"""Car models as people paste them."""

from __future__ import annotations

import pytest

from showroom.rules.pasted_models import read


@pytest.mark.parametrize(
    ("line", "model"),
    [
        ("朗逸 Lavida", ("朗逸", "Lavida")),
        ("途观L Tiguan L", ("途观L", "Tiguan L")),
        ("途观L\tTiguan L", ("途观L", "Tiguan L")),
        ("途观L，Tiguan L", ("途观L", "Tiguan L")),
        ("Lavida 朗逸", ("朗逸", "Lavida")),
        ("1. 朗逸 Lavida", ("朗逸", "Lavida")),
        ("- 途岳/Tharu", ("途岳", "Tharu")),
        ("朗逸 新锐", ("朗逸 新锐", "")),
        ("宋 PLUS DM-i, Song PLUS", ("宋 PLUS DM-i", "Song PLUS")),
        ("Model Y", ("Model Y", "")),
        ("ID.3", ("ID.3", "")),
        ("2.0T 版", ("版", "2.0T")),
        ("", None),
        ("　\t", None),
    ],
)
def test_a_line_is_a_model(line: str, model: tuple[str, str] | None) -> None:
    assert read(line) == model
