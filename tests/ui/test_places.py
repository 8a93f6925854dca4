"""Every page of the side bar has what every page must have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom import language
from showroom.language import _
from showroom.rules.duties import Duty, Role, duties_of
from showroom.ui.page_help import HELP, PREVIEW, PageHelp
from showroom.ui.places import PLACES, SETTINGS, TRAFFIC_LOG, Place

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


def test_of_several_duties_one_is_enough() -> None:
    place = next(one for one in PLACES if one.key == SETTINGS)
    assert place.seen_by(frozenset({Duty.KEEP_CALENDAR}))
    assert not place.seen_by(frozenset({Duty.REGISTER_VISIT}))
    log = next(one for one in PLACES if one.key == TRAFFIC_LOG)
    assert log.seen_by(frozenset({Duty.READ_TRAFFIC_LOG}))
    assert not log.seen_by(frozenset({Duty.KEEP_CALENDAR}))
    assert replace(log, needs=None).seen_by(frozenset())


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.SHOWROOM_MANAGER, True),
        (Role.RECEPTIONIST, False),
        (Role.SALES_CONSULTANT, False),
        (Role.CUSTOMER_SERVICE_CLERK, False),
    ],
)
def test_the_settings_are_for_whoever_may_keep_something(role: Role, sees: bool) -> None:
    place = next(one for one in PLACES if one.key == SETTINGS)
    assert place.seen_by(duties_of([role])) is sees
