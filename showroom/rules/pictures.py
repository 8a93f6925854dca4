"""Which files can be the showroom's logo: PNG or JPEG, small, and whole."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from showroom.errors import Unreadable
from showroom.language import mark

BYTES_AT_MOST: Final = 512 * 1024
PIXELS_AT_MOST: Final = 4000
_MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}


def media_type(content: bytes) -> str:
    """The media type of a picture that can be used, told by its content. Raises Unreadable."""
    if len(content) > BYTES_AT_MOST:
        raise Unreadable(
            mark("This picture is larger than {most} KB. Make it smaller and choose it again."),
            most=BYTES_AT_MOST // 1024,
        )
    found, width, height = _unpacked(content)
    if max(width, height) > PIXELS_AT_MOST:
        raise Unreadable(
            mark("This picture is {width} × {height} pixels; {most} each way are allowed. Make it smaller."),
            width=width,
            height=height,
            most=PIXELS_AT_MOST,
        )
    return _MEDIA_TYPES[found]


def _unpacked(content: bytes) -> tuple[str, int, int]:
    """Format, width and height of a whole picture; a vast one is not unpacked: it could fill the memory."""
    from PIL import Image

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=tuple(_MEDIA_TYPES)) as picture:
            if max(picture.size) <= PIXELS_AT_MOST:
                picture.load()
            return str(picture.format), *picture.size
    except (*bombs, OSError, SyntaxError, ValueError):
        raise Unreadable(mark("This file is no whole PNG or JPEG picture. Choose another file.")) from None
