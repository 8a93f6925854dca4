"""The measured figures of the specification hold for the tokens as written."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from showroom.rules.level import Level
from showroom.ui import look as look_package
from showroom.ui.look.tokens import DARK, LIGHT, Tokens


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> float:
    """The grey of the same luminance, 0 to 255."""
    return (1.055 * _luminance(colour) ** (1 / 2.4) - 0.055) * 255


@pytest.mark.parametrize(
    ("tokens", "one", "other", "ratio"),
    [
        (LIGHT, "rule", "paper", 1.4),
        (LIGHT, "frame", "paper", 6.8),
        (LIGHT, "t1", "paper", 17.4),
        (LIGHT, "t1", "desk", 15.5),
        (LIGHT, "t2", "paper", 7.9),
        (LIGHT, "t2", "desk", 7.0),
        (LIGHT, "t3", "paper", 5.9),
        (LIGHT, "t3", "desk", 5.2),
        (LIGHT, "t3", "side", 4.8),
        (LIGHT, "ink", "paper", 8.8),
        (LIGHT, "ink", "desk", 7.9),
        (LIGHT, "fill_text", "fill", 8.8),
        (LIGHT, "t1", "tint", 14.9),
        (LIGHT, "ink", "tint2", 6.4),
        (LIGHT, "pencil", "paper", 5.7),
        (LIGHT, "pencil", "tint", 4.9),
        (LIGHT, "fline", "paper", 3.4),
        (LIGHT, "fline", "desk", 3.0),
        (LIGHT, "red", "paper", 6.3),
        (LIGHT, "red", "red_ground", 5.3),
        (LIGHT, "amber", "paper", 6.6),
        (LIGHT, "amber", "amber_ground", 5.9),
        (LIGHT, "jade", "paper", 6.7),
        (LIGHT, "jade", "jade_ground", 5.8),
        (DARK, "rule", "paper", 1.4),
        (DARK, "frame", "paper", 4.8),
        (DARK, "t1", "paper", 13.1),
        (DARK, "t1", "desk", 14.8),
        (DARK, "t2", "paper", 7.8),
        (DARK, "t2", "desk", 8.8),
        (DARK, "t3", "paper", 5.9),
        (DARK, "t3", "desk", 6.6),
        (DARK, "ink", "paper", 7.6),
        (DARK, "ink", "desk", 8.5),
        (DARK, "fill_text", "fill", 6.1),
        (DARK, "t1", "tint", 10.7),
        (DARK, "ink", "tint2", 4.7),
        (DARK, "pencil", "paper", 6.8),
        (DARK, "pencil", "tint", 5.6),
        (DARK, "fline", "paper", 3.4),
        (DARK, "fline", "desk", 3.8),
        (DARK, "red", "paper", 7.1),
        (DARK, "red", "red_ground", 6.6),
        (DARK, "amber", "paper", 8.5),
        (DARK, "amber", "amber_ground", 7.4),
        (DARK, "jade", "paper", 7.9),
        (DARK, "jade", "jade_ground", 6.9),
    ],
)
def test_contrast_is_as_measured(tokens: Tokens, one: str, other: str, ratio: float) -> None:
    assert contrast(getattr(tokens, one), getattr(tokens, other)) == pytest.approx(ratio, abs=0.06)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["paper", "desk", "side", "head", "tint", "off"])
def test_no_text_falls_below_what_can_be_read(tokens: Tokens, ground: str) -> None:
    for text in ("t1", "t2", "t3", "ink", "red", "amber", "jade"):
        if (text, ground) not in {("t3", "off"), ("amber", "off")}:
            assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5, text


@pytest.mark.parametrize(
    ("tokens", "ratios"),
    [
        (LIGHT, {"O": 6.7, "H": 11.8, "A": 4.8, "B": 9.0, "C": 7.6}),
        (DARK, {"O": 7.7, "H": 10.9, "A": 6.4, "B": 7.8, "C": 8.8}),
    ],
)
def test_level_letters_are_as_measured(tokens: Tokens, ratios: dict[str, float]) -> None:
    for level, ratio in ratios.items():
        colours = tokens.levels[level]
        assert contrast(colours.letter, colours.fill) == pytest.approx(ratio, abs=0.06), level


def test_level_fills_differ_without_hue() -> None:
    wanted = {"H": 58, "O": 92, "A": 113, "B": 224, "C": 255}
    found = {level: grey(LIGHT.levels[level].fill) for level in wanted}
    for level, value in wanted.items():
        assert found[level] == pytest.approx(value, abs=3), level
    assert all(later - earlier > 15 for earlier, later in pairwise(sorted(found.values())))


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_level_has_its_colours(tokens: Tokens) -> None:
    assert set(tokens.levels) == set(Level)


LITERAL = re.compile(
    r"#[0-9A-Fa-f]{3,8}\b|QColor\(\s*\d|GlobalColor\.|QColorConstants|\bQt\.(white|black|red|gray)\b"
)


def test_colours_are_written_in_one_place_only() -> None:
    ui = Path(str(look_package.__file__)).parents[1]
    found = [
        f"{path.relative_to(ui)}:{number}: {line.strip()}"
        for path in sorted(ui.rglob("*.py"))
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]
    assert found == []
