"""Run by `test_read_only.py` without root's power: the right to write goes and comes back (D3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, press, rows, settle, shell, sign_in, status
from tests.journeys.conftest import OpenWindow, copy_of, look, morning, open_window, pdf, window
from tests.people import Showroom

__all__ = ["copy_of", "look", "morning", "open_window", "pdf", "window"]

LINE = "王女士 13812345678 朗逸 2人"


@pytest.fixture
def at_the_log(open_window: OpenWindow, morning: Showroom) -> Iterator[Window]:
    window = open_window(morning)
    sign_in(window, "周敏")
    look_now(window)
    yield window
    may_write(morning.store.path, True)


def look_now(window: Window) -> None:
    """A second goes by."""
    shell(window).news.watch.timeout.emit()
    settle()


def may_write(path: Path, may: bool) -> None:
    path.chmod(0o600 if may else 0o400)
    path.parent.chmod(0o700 if may else 0o500)


def test_the_words_stay_the_banner_stands_and_the_same_enter_saves_once(
    at_the_log: Window, morning: Showroom
) -> None:
    banner, strip = shell(at_the_log).banner, shell(at_the_log).top.strip
    before = TrafficEntry.select().count()
    hear(LINE)
    may_write(morning.store.path, False)
    press("Return")
    assert status(at_the_log)[1] == "E-DB-READONLY"
    assert strip.text() == LINE
    look_now(at_the_log)
    assert "现在只能读取" in banner.text()
    assert banner.isVisible()
    may_write(morning.store.path, True)
    look_now(at_the_log)
    assert not banner.isVisible()
    assert strip.text() == LINE
    press("Return")
    assert (TrafficEntry.select().count(), len(rows(at_the_log)), strip.text()) == (before + 1, 1, "")


def test_the_control_that_does_not_look_says_nothing(
    at_the_log: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "look", lambda _store, **_how: None)
    may_write(morning.store.path, False)
    look_now(at_the_log)
    assert shell(at_the_log).banner.text() == ""
