"""Every page of the side bar has what every page must have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from showroom import keys, language
from showroom.keys import Group
from showroom.language import _
from showroom.rules.duties import Duty, Role, duties_of
from showroom.ui.page_help import ENTRY, HELP, PREVIEW, PageHelp
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


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("text", list(ENTRY.values()))
def test_help_before_signing_in_is_short_too(text: PageHelp, code: str) -> None:
    language.use(code)
    assert 20 < len(_(text.about)) <= ABOUT_AT_MOST
    assert 2 <= len(text.steps) <= 8


NAMED = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Za-z]+|\d|[↑↓←→])|\bF\d{1,2}\b")


def names_of(groups: Iterable[Group]) -> set[str]:
    """The keys of some groups as a help writes them: `Ctrl+Enter`, `F9`."""
    found = {keys for group in groups for key in group.keys for keys in key.keys}
    return {one.replace("Return", "Enter").replace("Up", "↑").replace("Down", "↓") for one in found} | found


# Keys of a table alone, too many for the card of the keys; each is tried where its page is.
OF_TABLES = {"prospects": {"F4", "Alt+Shift", "Ctrl+Shift"}, "figures": {"Ctrl+C"}}


@pytest.mark.parametrize("key", list(HELP))
def test_a_help_names_no_key_that_does_nothing_there(key: str) -> None:
    text = HELP[key]
    words = " ".join((text.about, *text.steps))
    anywhere = [group for group in keys.GROUPS if group.anywhere]
    bound = names_of([*text.groups, *anywhere])
    assert {one for one in NAMED.findall(words) if one not in bound} == OF_TABLES.get(key, set())


def test_a_key_that_does_nothing_would_be_noticed() -> None:
    """The control."""
    assert NAMED.findall("Press Ctrl+Enter, Alt+↓, F9 or Ctrl+Shift+Z.") == [
        "Ctrl+Enter",
        "Alt+↓",
        "F9",
        "Ctrl+Shift+Z",
    ]
    assert "Ctrl+Q" not in names_of(keys.GROUPS)
    assert {"Ctrl+Enter", "F9", "F1"} <= names_of(keys.GROUPS)


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
