"""Car models as people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.rules import text
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


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None) | st.sampled_from("朗逸新 Laviド12.0T\t,，/|、;-"), max_size=40))
def test_no_letter_of_a_model_is_lost(line: str) -> None:
    """Only the number of the line, what parts the words, and signs nobody sees are left out."""
    model = read(line)
    kept = sorted(one for one in "".join(model or ()) if one.isalpha())
    seen = text.half_width(text.without_invisible(line))
    assert kept == sorted(one for one in seen if one.isalpha())
    assert model is None or model[0]
