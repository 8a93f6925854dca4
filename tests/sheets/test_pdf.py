"""Painting: literal text that copies as it is, no silent gaps, the same bytes, no half-written file."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from pypdf import PdfReader

from showroom.sheets import pdf
from showroom.sheets.page import LANDSCAPE, PORTRAIT, Page

from .reading import joined, texts_of

AT = datetime(2025, 11, 22, 18, 42)  # noqa: DTZ001 - showroom time


def painted(*texts: str, bold: bool = False) -> bytes:
    page = Page(LANDSCAPE)
    for number, text in enumerate(texts):
        page.text(20, 20 + number * 6, text, 9, bold)
    target = io.BytesIO()
    pdf.write([page], target, "Title", AT)
    return target.getvalue()


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["㛃䶮龘", "刘\U00027eaf明", "\U0002bdf7\U000241fe", "a\U0002bdf7b张\U0002c613"]
)
def test_rare_characters_copy_out_as_they_are(text: str, bold: bool) -> None:
    assert texts_of(painted(text, bold=bold)) == [text]


@pytest.mark.parametrize(
    "text",
    ["<b>张</b>", "&amp;", "&lt;b&gt;", "</para>", "a<b", '<img src="/etc/passwd">', "<?x?>", "(a\\b)"],
)
def test_markup_is_text(text: str) -> None:
    assert texts_of(painted(text)) == [text]


def test_a_mask_copies_out_as_asterisks() -> None:
    assert joined(texts_of(painted("138****1234"))[0]) == "138****1234"


@pytest.mark.parametrize(("text", "shown"), [("𠮷野", "U+20BB7野"), ("张\ufe0f", "张U+FE0F")])
def test_a_character_without_glyph_is_a_boxed_code_point(text: str, shown: str) -> None:
    page = Page(LANDSCAPE)
    page.text(20, 20, text, 9)

    assert joined(texts_of(painted(text))[0]) == shown
    assert pdf.missing([page]) == tuple(one for one in text if one not in "野张")


def test_no_undefined_glyph_is_ever_drawn() -> None:
    reader = PdfReader(io.BytesIO(painted("𠮷野家 😀\x01")))

    assert "\x00" not in reader.pages[0].extract_text()


def test_the_same_pages_give_the_same_bytes() -> None:
    assert painted("张三") == painted("张三")


def test_all_fonts_are_embedded_subsets() -> None:
    reader = PdfReader(io.BytesIO(painted("张三")))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]

    assert fonts
    assert all("+NotoSansSC-" in font["/BaseFont"] for font in fonts)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_file_names_neither_user_nor_computer() -> None:
    metadata = PdfReader(io.BytesIO(painted("张三"))).metadata

    assert metadata is not None
    assert (metadata.title, metadata.author, metadata.creator) == ("Title", "Showroom", "Showroom")
    assert metadata["/CreationDate"] == "D:20251122184200"


def test_a_page_has_its_own_size() -> None:
    target = io.BytesIO()
    pdf.write([Page(LANDSCAPE), Page(PORTRAIT)], target, "Title", AT)
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in PdfReader(target).pages]

    assert sizes == [(842, 595), (595, 842)]


def test_a_failure_leaves_the_target_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    page = Page(LANDSCAPE)
    page.text(20, 20, "张三", 9)
    monkeypatch.setattr(pdf._Painter, "paint", fail)
    target = io.BytesIO()

    with pytest.raises(RuntimeError):
        pdf.write([page], target, "Title", AT)
    assert target.getvalue() == b""
