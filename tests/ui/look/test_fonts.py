"""The shipped font answers in three weights of one family, and in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF

from showroom import language
from showroom.ui.look import fonts
from showroom.ui.look.theme import Theme
from showroom.ui.look.tokens import Size, Weight


@pytest.fixture
def english() -> Iterator[None]:
    before = language.current()
    language.use(language.ENGLISH)
    yield
    language.use(before)


def test_the_shipped_files_load(look: Theme) -> None:
    assert fonts.load()


@pytest.mark.parametrize("weight", list(Weight))
def test_three_weights_of_one_family(look: Theme, weight: Weight) -> None:
    info = QFontInfo(look.font(Size.BODY, weight))
    assert (info.family(), info.weight()) == (fonts.FAMILY, weight)


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("sign", "张伟娜逸龑堃㛃正√←↓·…’—")
def test_every_weight_has_the_signs(look: Theme, weight: Weight, sign: str) -> None:
    assert QFontMetricsF(look.font(Size.BODY, weight)).inFont(sign)


@pytest.mark.parametrize("weight", list(Weight))
def test_digits_stand_in_columns(look: Theme, weight: Weight) -> None:
    metrics = QFontMetricsF(look.font(Size.BODY, weight))
    assert len({round(metrics.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1


def test_medium_is_a_subset_that_falls_back(look: Theme) -> None:
    assert QFontMetricsF(look.font(Size.BODY, Weight.REGULAR)).inFont("㐀")


@pytest.mark.usefixtures("english")
def test_english_prefers_a_latin_face_that_is_there(look: Theme) -> None:
    families = fonts.families(language.ENGLISH)
    assert fonts.FAMILY in families
    present = set(QFontDatabase.families())
    assert all(family in present for family in families[: families.index(fonts.FAMILY)])
    assert look.font().families() == list(families)


@pytest.mark.parametrize(("percent", "pixels"), [(90, 12), (100, 13), (150, 20), (400, 20), (10, 12)])
def test_text_size_multiplies_the_scale(look: Theme, percent: int, pixels: int) -> None:
    look.set_text(percent)
    assert look.font().pixelSize() == pixels
    assert look.grown(32) >= 32
