"""Segments fold into a button where there is no room, and open again where there is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from showroom.ui.folding_segments import FoldingSegments
from showroom.ui.look.theme import Theme

CHOICES = (("day", "每日的数字"), ("week", "每周的数字"), ("month", "每月的数字"))


def test_they_fold_and_open_with_the_room(look: Theme, qtbot: QtBot) -> None:
    folding = FoldingSegments(CHOICES)
    qtbot.addWidget(folding)
    folding.resize(folding.sizeHint())
    folding.show()
    assert (folding.segments.isVisible(), folding.button.isVisible()) == (True, False)
    folding.resize(folding.minimumSizeHint())
    assert (folding.segments.isVisible(), folding.button.isVisible()) == (False, True)


def test_the_menu_chooses_as_the_segments_do(look: Theme, qtbot: QtBot) -> None:
    folding = FoldingSegments(CHOICES)
    qtbot.addWidget(folding)
    told: list[str] = []
    folding.chosen.connect(told.append)
    folding.menu().actions()[2].trigger()
    assert told == ["month"]
    assert folding.button.text() == "每月的数字"
    assert folding.segments.current() == "month"
    folding.choose("day")
    assert (told, folding.button.text()) == (["month"], "每日的数字")
