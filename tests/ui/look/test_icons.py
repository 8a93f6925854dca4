"""Shipped drawings and listed names are the same set, and every one draws in the colour asked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from showroom.language import resources
from showroom.ui.look import icons
from showroom.ui.look.theme import Theme


def listed() -> set[str]:
    names = {icons.file_name(name, size) for name in icons.BOTH for size in (16, 20)}
    names |= {icons.file_name(name) for name in icons.ONLY_20}
    return names | {icons.file_name(name, filled=True) for name in icons.FILLED}


def test_every_listed_icon_is_shipped_and_nothing_else() -> None:
    assert {path.name for path in (resources() / "icons").glob("*.svg")} == listed()


def test_the_licence_travels_along() -> None:
    assert "MIT License" in (resources() / "icons" / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*icons.BOTH, *icons.ONLY_20])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_draw_in_the_colour_asked_for(look: Theme, name: str, ratio: float) -> None:
    drawn = icons.image(name, look.tokens.red, 20, ratio)
    assert drawn.width() == round(20 * ratio)
    wanted = QColor(look.tokens.red)
    inked = [
        drawn.pixelColor(x, y)
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() > 120
    ]
    assert inked
    assert all(abs(colour.red() - wanted.red()) < 8 for colour in inked)


def test_a_small_icon_takes_the_small_drawing() -> None:
    assert icons.file_name("phone", 16) == "phone-16.svg"
    assert icons.file_name("enter", 16) == "enter-20.svg"
    assert icons.file_name("door", 20, filled=True) == "door-20-filled.svg"


def test_an_icon_for_menus_is_not_empty(look: Theme) -> None:
    assert not icons.icon("print", look.tokens.t2, 16).isNull()
