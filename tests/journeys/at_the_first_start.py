"""What a newcomer does at the first start, in words of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from showroom.models.store import Store
from showroom.services import first_start
from showroom.ui.first_start.code_screen import CodeScreen
from showroom.ui.first_start.facts_screen import FactsScreen
from showroom.ui.first_start.models_screen import ModelsScreen
from showroom.ui.first_start.page import FirstStart
from showroom.ui.first_start.people_screen import PeopleScreen
from showroom.ui.first_start.rules_screen import RulesScreen
from showroom.ui.first_start.screen import Screen
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, pen, press

DEALER, NAME = "恒远汽车滨江店", "郭宇"
SECRET, FIRST_SECRET = "zhan-ting-2026", "xiao-hua-yuan-9"


@contextmanager
def an_empty_store(folder: Path) -> Iterator[Store]:
    """A store that was just made: nobody is in it."""
    path = folder / "new.db"
    first_start.make_store(path)
    with Store(path) as store:
        yield store


def start(window: Window) -> FirstStart:
    """The first start in this window."""
    found = window.centralWidget()
    assert isinstance(found, FirstStart)
    return found


Seen = TypeVar("Seen", bound=Screen)


def _screen(window: Window, kind: type[Seen]) -> Seen:
    found = start(window).view
    assert isinstance(found, kind)
    return found


def facts(window: Window) -> FactsScreen:
    return _screen(window, FactsScreen)


def people(window: Window) -> PeopleScreen:
    return _screen(window, PeopleScreen)


def models(window: Window) -> ModelsScreen:
    return _screen(window, ModelsScreen)


def rules(window: Window) -> RulesScreen:
    return _screen(window, RulesScreen)


def code(window: Window) -> CodeScreen:
    return _screen(window, CodeScreen)


def name_the_showroom(window: Window) -> None:
    """First screen: the pen lies on the name."""
    assert pen() is facts(window).entries()["dealer"].field
    hear(DEALER)
    press("Return")


def name_yourself(window: Window) -> None:
    """Second screen: name, password twice; the user name is proposed, Enter goes from blank to blank."""
    assert pen() is people(window).first.entries["name"].field
    hear(NAME)
    press("Return")
    hear(SECRET)
    press("Return")
    hear(SECRET)


def tab_to(widget: QWidget, most: int = 40) -> None:
    """By the keyboard alone."""
    for _step in range(most):
        if pen() is widget:
            return
        press("Tab")
    raise AssertionError(f"{widget.accessibleName()!r} is not reached by Tab")
