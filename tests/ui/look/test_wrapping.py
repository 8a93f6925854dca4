"""Lines of a text: as wide as they may be, none begins with a comma, the last keeps the rest."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from showroom.ui.look.theme import Theme
from showroom.ui.look.tokens import Size
from showroom.ui.look.wrapping import wrapped

SAID = "贷款预审通过，告诉客户随时可以签。店里周末有活动，请客户周五13:00过来，已留座。"


def test_no_line_begins_with_a_comma(look: Theme) -> None:
    font = look.font(Size.BODY)
    widest = QFontMetricsF(font).horizontalAdvance(SAID)
    broken = 0
    for width in range(60, round(widest), 7):
        lines = wrapped(SAID, font, width, 99)
        broken += len(lines) > 1
        assert "".join(lines) == SAID
        assert all(line[0] not in "，。" for line in lines), width
        assert all(QFontMetricsF(font).horizontalAdvance(line) <= width + 1 for line in lines)
    assert broken > 50, "the control: it was broken at all"


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_last_line_keeps_the_rest(look: Theme, most: int) -> None:
    lines = wrapped(SAID, look.font(Size.BODY), 100, most)
    assert len(lines) == most
    assert "".join(lines) == SAID


def test_words_of_letters_stay_whole_and_paragraphs_part(look: Theme) -> None:
    lines = wrapped("He likes the Passat\nbut not its price", look.font(Size.BODY), 90, 9)
    assert " ".join(lines).split() == ["He", "likes", "the", "Passat", "but", "not", "its", "price"]
    assert len(lines) >= 4
    assert wrapped("", look.font(Size.BODY), 90, 3) == []
