"""Long work: the line with its count over the page, cancelled by its button, by Esc, or by closing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import ShowroomError, Stopped
from showroom.ui import ask as ask_module
from showroom.ui.ask import Ask
from showroom.ui.long_work import LongWork, LongWorkLine
from showroom.ui.look.theme import Theme
from tests.journeys.at_the_window import click, press
from tests.people import Showroom

PIECES = 500


class Page(QWidget):
    """Asks for five hundred pieces, of which each waits until the test lets it go on."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask, self.work = ask, LongWork("{done} of {count} cards", PIECES)
        self.next = threading.Semaphore(0)
        self.made = 0
        self.answers: list[int] = []
        self.errors: list[ShowroomError] = []

    def begin(self) -> None:
        self.ask(self, self._make, self.answers.append, self.errors.append, self.work)

    def _make(self) -> int:
        for done in range(PIECES):
            self.next.acquire(timeout=5)
            if not self.work(done):
                raise Stopped()
            self.made += 1
        return self.made

    def let(self, pieces: int) -> None:
        self.next.release(pieces)

    @property
    def line(self) -> LongWorkLine | None:
        found = self.findChild(LongWorkLine)
        return found if isinstance(found, LongWorkLine) else None


@pytest.fixture
def page(showroom: Showroom, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr(ask_module, "WAIT_SHOWN_AFTER_MS", 1)
    ask = Ask(showroom.store)
    made = Page(ask)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.let(PIECES)
    ask.close()


def shown(page: Page, qtbot: QtBot) -> LongWorkLine:
    qtbot.waitUntil(lambda: page.line is not None)
    assert page.line is not None
    return page.line


def test_the_line_counts_and_goes_when_all_is_done(page: Page, qtbot: QtBot) -> None:
    page.begin()
    line = shown(page, qtbot)
    page.let(41)
    qtbot.waitUntil(lambda: line.words.text() == "已完成 40 张，共 500 张卡")
    assert page.rect().contains(line.geometry())
    page.let(PIECES)
    qtbot.waitUntil(lambda: page.answers == [PIECES])
    assert page.line is None
    assert not page.errors


def by_button(page: Page) -> None:
    assert page.line is not None
    click(page.line.cancel)


def by_esc(page: Page) -> None:
    page.setFocus()
    press("Esc")


@pytest.mark.parametrize("cancel", [by_button, by_esc])
def test_who_cancels_gets_nothing_and_may_ask_again(
    page: Page, qtbot: QtBot, cancel: Callable[[Page], None]
) -> None:
    page.begin()
    shown(page, qtbot)
    cancel(page)
    page.let(1)
    qtbot.waitUntil(lambda: bool(page.errors))
    assert [error.code for error in page.errors] == ["E-STOPPED"]
    assert (page.made, page.answers, page.line) == (0, [], None)
    page.let(PIECES)
    page.begin()
    qtbot.waitUntil(lambda: page.answers == [PIECES])


def test_short_work_shows_no_line(page: Page, qtbot: QtBot) -> None:
    page.let(PIECES)
    page.begin()
    qtbot.waitUntil(lambda: page.answers == [PIECES])
    assert page.line is None


def test_closing_stops_it(page: Page, qtbot: QtBot) -> None:
    page.begin()
    shown(page, qtbot)
    page.let(1)
    threading.Timer(0.02, page.let, (1,)).start()
    page.ask.close()
    assert not page.ask.hung
    assert page.made < PIECES
