"""Painters draw at every scale of the screen, and levels differ without hue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from showroom.rules.level import Level
from showroom.ui.look import marks, pixels
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.faces import (
    ButtonFace,
    FieldFace,
    Kind,
    paint_button,
    paint_check,
    paint_field,
    paint_radio,
)
from showroom.ui.look.shadow import paint_float, paint_paper
from showroom.ui.look.theme import Scheme, Theme

RATIOS = (1.0, 1.25, 1.5, 2.0)
PLACE = QRectF(10, 10, 80, 40)

Draw = Callable[[QPainter, Theme], object]
DRAWINGS: dict[str, Draw] = {
    "tally": lambda p, _: marks.paint_tallies(p, PLACE, 7),
    "triangle": lambda p, _: marks.paint_triangle(p, PLACE),
    "chip": lambda p, _: marks.paint_chip(p, PLACE, "逾期 2 天", "overdue", "red"),
    "key cap": lambda p, _: marks.paint_key_cap(p, PLACE, "Ctrl S"),
    "seal": lambda p, _: marks.paint_seal(p, QPointF(50, 30), "已封", "3.05"),
    "avatar": lambda p, _: marks.paint_avatar(p, PLACE, "周敏"),
    "progress": lambda p, _: marks.paint_progress(p, PLACE, 0.4),
    "paper": lambda p, look: paint_paper(p, PLACE, look.tokens),
    "float": lambda p, look: paint_float(p, PLACE, look.tokens.t1, "", look.tokens.float_shadow),
    "primary": lambda p, _: paint_button(p, PLACE, ButtonFace("保存", Kind.PRIMARY, keys="Ctrl S")),
    "disabled": lambda p, _: paint_button(p, PLACE, ButtonFace("保存", enabled=False)),
    "destructive": lambda p, _: paint_button(p, PLACE, ButtonFace("删除", Kind.DESTRUCTIVE, icon="close")),
    "field": lambda p, _: paint_field(p, PLACE, FieldFace(edited=True)),
    "invalid": lambda p, _: paint_field(p, PLACE, FieldFace(invalid=True)),
    "read-only": lambda p, _: paint_field(p, PLACE, FieldFace(read_only=True)),
    "check": lambda p, _: paint_check(p, QRectF(10, 10, 14, 14), True, True, False),
    "radio": lambda p, _: paint_radio(p, QRectF(10, 10, 14, 14), True, True),
}


def drawn(look: Theme, draw: Draw, ratio: float, ground: str = "") -> QImage:
    image = QImage(round(100 * ratio), round(60 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(ground or look.tokens.desk))
    painter = QPainter(image)
    draw(painter, look)
    painter.end()
    return image


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_painter_leaves_ink(look: Theme, name: str, ratio: float, scheme: Scheme) -> None:
    look.choose(scheme)
    assert drawn(look, DRAWINGS[name], ratio) != drawn(look, lambda _p, _l: None, ratio)


def badge(look: Theme, level: str, ratio: float = 2.0) -> QImage:
    image = drawn(look, lambda p, _: paint_badge(p, QRectF(0, 0, 20, 20), level), ratio, look.tokens.paper)
    return image.copy(0, 0, round(20 * ratio), round(20 * ratio))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_badges_differ_from_one_another_in_grey(look: Theme, scheme: Scheme) -> None:
    look.choose(scheme)
    greys = [badge(look, level).convertToFormat(QImage.Format.Format_Grayscale8) for level in Level]
    for index, one in enumerate(greys):
        assert all(one != other for other in greys[index + 1 :]), list(Level)[index]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("ratio", RATIOS)
def test_every_level_draws_a_badge(look: Theme, level: Level, ratio: float) -> None:
    empty = drawn(look, lambda _p, _l: None, ratio, look.tokens.paper)
    assert badge(look, level, ratio) != empty.copy(0, 0, round(20 * ratio), round(20 * ratio))


def test_an_unknown_level_draws_nothing(look: Theme) -> None:
    assert badge(look, "") == badge(look, "?")


def _dark_rows(image: QImage, column: int, limit: int) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(column, y).red() < limit]


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("offset", [0.0, 0.2, 0.5, 0.9])
def test_a_rule_is_one_device_pixel_and_solid(look: Theme, ratio: float, offset: float) -> None:
    frame = look.tokens.frame
    line = drawn(
        look,
        lambda p, _: pixels.rule(p, QPointF(5, 20 + offset), QPointF(95, 20 + offset), frame),
        ratio,
        look.tokens.paper,
    )
    inked = [y for y in range(line.height()) if line.pixelColor(round(50 * ratio), y) == QColor(frame)]
    assert len(inked) == 1
    others = {line.pixelColor(round(50 * ratio), y).name() for y in range(line.height()) if y not in inked}
    assert others == {QColor(look.tokens.paper).name()}


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_edge_of_a_box_is_crisp(look: Theme, ratio: float) -> None:
    tokens = look.tokens
    image = drawn(look, lambda p, _: pixels.box(p, PLACE, 6, tokens.field, tokens.red), ratio, tokens.paper)
    column = [image.pixelColor(round(50 * ratio), y).name() for y in range(image.height())]
    assert set(column) == {QColor(tokens.paper).name(), QColor(tokens.red).name()}


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("level", ["H", "A"])
def test_the_letter_stands_in_the_middle_of_its_badge(look: Theme, ratio: float, level: str) -> None:
    image = badge(look, level, ratio)
    fill = QColor(look.tokens.levels[level].fill)
    inset = round(4 * ratio)
    inked = [
        (x, y)
        for y in range(inset, image.height() - inset)
        for x in range(inset, image.width() - inset)
        if image.pixelColor(x, y).red() - fill.red() > 90
    ]
    middle = (image.height() - 1) / 2
    across, down = [x for x, _ in inked], [y for _, y in inked]
    assert abs((min(down) + max(down)) / 2 - middle) <= 1
    assert abs((min(across) + max(across)) / 2 - middle) <= 1


@pytest.mark.parametrize("count", range(6))
def test_a_tally_has_as_many_dark_strokes_as_counted(look: Theme, count: int) -> None:
    image = drawn(
        look, lambda p, _: marks.paint_tally(p, QRectF(0, 0, 16, 16), count), 1.0, look.tokens.paper
    )
    ink = QColor(look.tokens.t1)
    inked = sum(image.pixelColor(x, y) == ink for x in range(16) for y in range(16))
    assert (inked > 0) == (count > 0)
    more = drawn(
        look, lambda p, _: marks.paint_tally(p, QRectF(0, 0, 16, 16), count + 1), 1.0, look.tokens.paper
    )
    if count < 5:
        assert sum(more.pixelColor(x, y) == ink for x in range(16) for y in range(16)) > inked
