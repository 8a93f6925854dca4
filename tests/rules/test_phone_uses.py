"""What a number is for where nobody said."""

from __future__ import annotations

import pytest

from showroom.rules import phones
from showroom.rules.phone_uses import Use, usual_use


@pytest.mark.parametrize(
    ("typed", "use"),
    [
        ("13812345678", Use.MOBILE),
        ("+852 9123 4567", Use.MOBILE),
        ("0571-88888888", Use.HOME),
        ("400-800-8888", Use.OFFICE),
    ],
)
def test_its_kind_tells(typed: str, use: Use) -> None:
    (number,) = phones.read(typed)
    assert usual_use(number.kind) == use
