"""Asking the services beside the window: where jobs run, where answers come, what happens to errors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from showroom.errors import Refused
from showroom.services import settings
from showroom.ui import ask as ask_module
from showroom.ui.ask import Ask
from tests.people import FACTS, Showroom

REFUSAL = Refused("E-TEST", "This must not be empty.")


@pytest.fixture
def ask(showroom: Showroom, qtbot: QtBot) -> Iterator[Ask]:
    made = Ask(showroom.store)
    yield made
    made.close()


@pytest.fixture
def inline(showroom: Showroom, qtbot: QtBot) -> Ask:
    return Ask(showroom.store, inline=True)


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def raises(error: Exception) -> Callable[[], Any]:
    def job() -> None:
        raise error

    return job


def test_the_job_runs_beside_and_the_answer_comes_to_the_window(
    ask: Ask, owner: QWidget, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    ask(owner, threading.current_thread, lambda job: threads.extend((job, threading.current_thread())))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_the_worker_reads_the_store_on_its_own_connection(ask: Ask, owner: QWidget, qtbot: QtBot) -> None:
    found: list[settings.Facts] = []
    ask(owner, settings.facts, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [FACTS]


def test_jobs_are_done_one_after_another(ask: Ask, owner: QWidget, qtbot: QtBot) -> None:
    order: list[int] = []
    gate = threading.Event()
    ask(owner, lambda: gate.wait(5), lambda _done: order.append(0))
    for number in (1, 2, 3):
        ask(owner, lambda number=number: number, order.append)
    gate.set()
    qtbot.waitUntil(lambda: order == [0, 1, 2, 3])


@pytest.mark.parametrize("kind", ["worker", "inline"])
def test_an_error_for_staff_goes_to_whoever_takes_it(
    request: pytest.FixtureRequest, owner: QWidget, qtbot: QtBot, kind: str
) -> None:
    ask: Ask = request.getfixturevalue("ask" if kind == "worker" else kind)
    taken: list[object] = []
    nobody: list[object] = []
    ask.failed.connect(nobody.append)
    ask(owner, raises(REFUSAL), lambda _answer: pytest.fail("there is no answer"), taken.append)
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [REFUSAL]
    assert nobody == []
    ask(owner, raises(REFUSAL), lambda _answer: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: bool(nobody))
    assert nobody == [REFUSAL]


def test_a_bug_in_a_job_reaches_the_hook(ask: Ask, owner: QWidget, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        ask(owner, raises(ZeroDivisionError("a bug")), lambda _answer: None, lambda _error: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    done: list[int] = []
    ask(owner, lambda: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])


def test_a_bug_in_what_is_done_with_the_answer_reaches_the_hook(
    ask: Ask, owner: QWidget, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as caught:
        ask(owner, lambda: 0, lambda answer: 1 // answer)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_an_inline_bug_is_not_swallowed(inline: Ask, owner: QWidget) -> None:
    with pytest.raises(ZeroDivisionError):
        inline(owner, raises(ZeroDivisionError()), lambda _answer: None, lambda _error: None)


@pytest.mark.parametrize("job", [lambda: 1, raises(REFUSAL), raises(ZeroDivisionError())])
def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    ask: Ask, owner: QWidget, qtbot: QtBot, job: Callable[[], Any]
) -> None:
    gone = QWidget()
    heard: list[object] = []
    gate = threading.Event()
    ask(gone, lambda: gate.wait(5) and job(), heard.append, heard.append)
    shiboken6.delete(gone)
    gate.set()
    ask(owner, lambda: "next", heard.append)
    qtbot.waitUntil(lambda: heard == ["next"])


def test_a_long_job_shows_that_it_is_waited_for(
    ask: Ask, owner: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_module, "WAIT_SHOWN_AFTER_MS", 1)
    gate = threading.Event()
    done: list[bool] = []
    ask(owner, lambda: gate.wait(5), done.append)
    qtbot.waitUntil(lambda: owner.cursor().shape() == Qt.CursorShape.BusyCursor)
    gate.set()
    qtbot.waitUntil(lambda: done == [True])
    assert owner.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_short_job_shows_nothing(ask: Ask, owner: QWidget, qtbot: QtBot) -> None:
    done: list[int] = []
    ask(owner, lambda: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])
    assert not owner.testAttribute(Qt.WidgetAttribute.WA_SetCursor)


def test_closing_finishes_what_was_asked(showroom: Showroom, owner: QWidget) -> None:
    ask = Ask(showroom.store)
    done: list[int] = []
    for number in range(3):
        ask(owner, lambda number=number: done.append(number), lambda _none: None)
    ask.close()
    assert done == [0, 1, 2]
    QApplication.processEvents()


def test_closing_does_not_wait_for_ever(
    showroom: Showroom, owner: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that hangs does not keep the window on the screen."""
    monkeypatch.setattr(ask_module, "CLOSING_SECONDS", 0.01)
    ask = Ask(showroom.store)
    gate = threading.Event()
    ask(owner, lambda: gate.wait(5), lambda _done: None)
    try:
        ask.close()
    finally:
        gate.set()


def test_closing_twice_is_closing_once(showroom: Showroom, owner: QWidget) -> None:
    ask = Ask(showroom.store)
    ask.close()
    ask.close()
