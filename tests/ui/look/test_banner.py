"""The banner: there as long as something is true, in words that are never markup, on a warning ground."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from showroom.ui.look.banner import Banner
from showroom.ui.look.theme import Theme, current
from tests.journeys.conftest import look

__all__ = ["look"]


def test_it_says_one_thing_and_goes(look: Theme, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.text() == ""
    banner.say("<b>只能读取</b>", "E-DB-READONLY")
    assert banner.isVisible()
    assert banner.text() == banner.accessibleName() == "<b>只能读取</b>", "never markup"
    ground = banner.grab().toImage().pixelColor(1, 1)
    assert ground == QColor(current().tokens.amber_ground)
    banner.hide()
    assert banner.text() == ""
    banner.say("<b>只能读取</b>", "E-DB-READONLY")
    assert banner.isVisible(), "the same again, when it is true again"


def test_a_long_sentence_goes_on_in_further_lines(look: Theme, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say("数据文件在使用中被删除。", "E-DB-GONE")
    banner.resize(400, banner.sizeHint().height())
    one_line = banner.heightForWidth(400)
    banner.say("数据文件在使用中被删除、移动或替换。" * 5, "E-DB-GONE")
    assert banner.heightForWidth(400) > 2 * one_line
