"""Every page of the side bar has what every page must have."""

from __future__ import annotations

import pytest

from showroom import language
from showroom.language import _
from showroom.ui.page_help import HELP, PREVIEW, PageHelp
from showroom.ui.places import PLACES, Place

ABOUT_AT_MOST = 400


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.key)
def test_every_page_has_help(place: Place) -> None:
    assert place.key in HELP, f"write the help of {place.key} in ui/page_help.py"
    assert place.help is HELP[place.key]


def test_there_is_no_help_without_a_page() -> None:
    assert set(HELP) == {place.key for place in PLACES}


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("text", [*HELP.values(), PREVIEW])
def test_help_is_short_and_says_what_to_do(text: PageHelp, code: str) -> None:
    language.use(code)
    assert 20 < len(_(text.about)) <= ABOUT_AT_MOST
    assert 2 <= len(text.steps) <= 8
    assert text.groups
