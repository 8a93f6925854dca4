"""A walk through every page in both languages, large and small: nothing clipped, nothing untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from showroom import language
from showroom.rules.duties import Role, duties_of
from showroom.ui.look.theme import Theme
from showroom.ui.places import PLACES, Place
from showroom.ui.window import Window
from tests.journeys.at_the_window import settle, shell
from tests.journeys.conftest import OpenWindow
from tests.people import FACTS, FIRST, MODELS, PASSWORD, STAFF, USER_OF, Showroom, register_walk_in
from tests.ui.test_window import clipped

SIZES = ((1440, 900), (853, 480))
ENGLISH_WORD = re.compile(r"[A-Za-z]{4,}")
HAN = re.compile("[\u4e00-\u9fff]")
# The same in both languages: names of keys and things.
KEPT = {"Showroom", "Excel", "Ctrl", "Enter", "Shift", "Home", "PageUp", "Space", "PageDown", "English"}
GUEST = "沈女士"
NAMES = {
    FACTS.dealer, FACTS.dealer_short, GUEST, "王丽", "简体中文", "中文",
    *(person.name for person in (*STAFF, FIRST)), *(chinese for chinese, _english, _also in MODELS),
}  # fmt: skip
ENGLISH_NAMES = {
    FACTS.dealer_english,
    *(name for person in (*STAFF, FIRST) for name in (person.name_english, person.user)),
}


def role_of(place: Place) -> Role:
    return next(role for role in Role if place.seen_by(duties_of({role})))


@pytest.fixture
def tongue(request: pytest.FixtureRequest, look: Theme) -> str:
    language.use(request.param)
    look.apply()
    return str(request.param)


def walk(window: Window, morning: Showroom, place: Place) -> None:
    register_walk_in(morning.reception, GUEST, "13911112222")
    window.sign_in(USER_OF[role_of(place)], PASSWORD)
    shell(window).show_page(place.key)
    for _round in range(6):
        settle()


def said(window: Window) -> Iterator[str]:
    """Every word of the program in view, on labels, buttons, in tips, and read out."""
    for one in window.findChildren(QWidget):
        if one.isVisible():
            yield from (one.toolTip(), one.accessibleName())
            if isinstance(one, (QLabel, QAbstractButton)):
                yield one.text()


def without(words: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "")
    return words


WALK = [(place, size) for place in PLACES for size in SIZES]
EACH = pytest.mark.parametrize(("place", "size"), WALK, ids=lambda one: str(getattr(one, "key", one)))


@EACH
@pytest.mark.parametrize("tongue", language.LANGUAGES, indirect=True)
def test_nothing_is_clipped(
    tongue: str, open_window: OpenWindow, morning: Showroom, place: Place, size: tuple[int, int]
) -> None:
    window = open_window(size=size)
    walk(window, morning, place)
    assert clipped(window) == []
    shell(window).show_help()
    settle()
    assert clipped(shell(window).help) == []


@EACH
@pytest.mark.parametrize("tongue", [language.CHINESE], indirect=True)
def test_in_chinese_no_word_is_english(
    tongue: str, open_window: OpenWindow, morning: Showroom, place: Place, size: tuple[int, int]
) -> None:
    window = open_window(size=size)
    walk(window, morning, place)
    shell(window).show_help()
    here = {window.desk_name}
    for words in said(window):
        assert not ENGLISH_WORD.search(without(words, KEPT | here | ENGLISH_NAMES)), words


@EACH
@pytest.mark.parametrize("tongue", [language.ENGLISH], indirect=True)
def test_in_english_no_word_is_chinese(
    tongue: str, open_window: OpenWindow, morning: Showroom, place: Place, size: tuple[int, int]
) -> None:
    window = open_window(size=size)
    walk(window, morning, place)
    shell(window).show_help()
    for words in said(window):
        assert not HAN.search(without(words, NAMES)), words


def test_the_control_untranslated_words_are_seen() -> None:
    assert ENGLISH_WORD.search(without("打印 Traffic log", KEPT))
    assert HAN.search(without("Traffic log 来店", NAMES))
