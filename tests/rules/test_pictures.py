"""Which files can be a logo: told by their content, whole, small in bytes and in pixels."""

from __future__ import annotations

import zlib

import pytest

from showroom.errors import Unreadable
from showroom.rules.pictures import BYTES_AT_MOST, media_type
from tests.people import small_picture


def test_png_and_jpeg_are_told_by_their_content() -> None:
    assert media_type(small_picture("PNG")) == "image/png"
    assert media_type(small_picture("JPEG")) == "image/jpeg"


def vast_png(side: int) -> bytes:
    """A few bytes that claim to be a huge picture."""
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg/>", id="SVG"),
        pytest.param(small_picture("GIF"), id="GIF"),
        pytest.param(small_picture("PNG", 64)[:-40], id="cut off"),
        pytest.param(small_picture("PNG") + bytes(BYTES_AT_MOST), id="too many bytes"),
        pytest.param(small_picture("PNG", 4001), id="too many pixels"),
        pytest.param(vast_png(10_000), id="vast"),
        pytest.param(vast_png(60_000), id="a bomb"),
    ],
)
def test_what_cannot_be_a_logo_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        media_type(content)
