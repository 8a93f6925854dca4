"""The shipped fonts: what they hold, what they lack, and how far characters run."""

from __future__ import annotations

from pathlib import Path

import pytest

from showroom.errors import Unavailable
from showroom.language import resources
from showroom.sheets import fonts


def test_licence_lies_beside_the_fonts() -> None:
    assert "SIL Open Font License" in (resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("character", "㛃䶮龘堃鿍·–…＊（）℃√×\U0002bdf7")
def test_rare_name_characters_are_there(character: str) -> None:
    assert fonts.has(character)


def test_both_weights_hold_the_same_characters() -> None:
    regular, bold = (set(fonts._font(weight).face.charToGlyph) for weight in (False, True))

    assert regular == bold


def test_missing_names_each_character_once_in_order() -> None:
    assert fonts.missing("𠮷野家😀，𠮷\u200d张") == ["𠮷", "😀", "\u200d"]


def test_a_mask_runs_as_far_as_the_digits_it_hides() -> None:
    assert fonts.advance("138****1234") == fonts.advance("13800001234")


def test_a_character_without_glyph_has_the_room_of_its_box() -> None:
    assert fonts.advance("𠮷") == fonts.BOX


def test_a_lost_font_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)

    with pytest.raises(Unavailable, match="NotoSansSC-Regular"):
        fonts._font.__wrapped__(False)


def test_a_damaged_font_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "NotoSansSC-Regular.ttf").write_bytes(b"no font at all")

    with pytest.raises(Unavailable, match="NotoSansSC-Regular"):
        fonts._font.__wrapped__(False)
