"""What nobody holds goes between two events: never while Qt walks over its widgets, never by a worker."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from showroom.ui.collecting import RARER, Collector


class Forgotten(QWidget):
    """Nobody holds it but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def forget() -> weakref.ref[Forgotten]:
    """Leave a widget behind."""
    return weakref.ref(Forgotten())


def make_much() -> None:
    """So much that Python collects, if it may."""
    for _time in range(3 * gc.get_threshold()[0]):
        one: list[object] = []
        one.append(one)


class Busy(QLabel):
    """Makes much whenever the look changes, as our own widgets make labels and icons anew."""

    def changeEvent(self, event: QEvent) -> None:
        make_much()
        super().changeEvent(event)


@pytest.fixture
def collector(qapp: QApplication, collecting: Collector) -> Collector:
    """The one every test with widgets has, with nothing left to do."""
    gc.collect()
    return collecting


@pytest.fixture
def few() -> Iterator[tuple[int, int, int]]:
    """Python finds a few enough, of every age."""
    usual = gc.get_threshold()
    gc.set_threshold(50, 2, 2)
    yield (50, 2, 2)
    gc.set_threshold(*usual)


@pytest.fixture
def left_to_python() -> Iterator[None]:
    """Neither the program nor the tests keep Python from it."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def test_the_control_python_collects_wherever_it_is(collector: Collector) -> None:
    collector.stop()
    left = forget()
    make_much()
    assert left() is None


def test_nothing_goes_while_a_style_sheet_is_put_on(
    collector: Collector, qapp: QApplication, qtbot: QtBot
) -> None:
    before = qapp.styleSheet()
    busy = Busy("恒远")
    qtbot.addWidget(busy)
    left = [forget() for _time in range(20)]
    qapp.setStyleSheet(before + "\nQLabel { color: red }")
    qapp.setStyleSheet(before)
    assert all(one() is not None for one in left)
    collector.look()
    assert all(one() is None for one in left)


def test_a_worker_collects_nothing(collector: Collector) -> None:
    left = forget()
    worker = threading.Thread(target=make_much)
    worker.start()
    worker.join()
    assert left() is not None
    collector.look()
    assert left() is None


@pytest.mark.usefixtures("left_to_python")
def test_the_control_a_worker_collects_when_nobody_does_it_for_him() -> None:
    class Plain:
        """No widget: that one would end the process here."""

    one = Plain()
    one.itself = one  # type: ignore[attr-defined]
    left = weakref.ref(one)
    del one
    worker = threading.Thread(target=make_much)
    worker.start()
    worker.join()
    assert left() is None


def test_it_goes_by_itself_a_moment_later(collector: Collector, qtbot: QtBot) -> None:
    left = forget()
    make_much()
    qtbot.waitUntil(lambda: left() is None)


def test_a_handful_is_not_worth_collecting(collector: Collector) -> None:
    left = forget()
    collector.look()
    assert left() is not None


def test_what_lived_longer_is_collected_too(collector: Collector, few: tuple[int, int, int]) -> None:
    one = Forgotten()
    gc.collect()
    left = weakref.ref(one)
    del one
    make_much()
    collector.look()
    assert left() is not None, "the control: it is among what lives long"
    for _time in range((few[1] + 2) * (few[2] * RARER[2] + 2)):
        make_much()
        collector.look()
    assert left() is None


def test_stopped_it_leaves_collecting_to_python_again(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
