"""Logging off keeps what is typed and closes nothing: somebody may call it back (A6)."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from showroom.services import drafts
from showroom.ui.log_pencil import FORM
from showroom.ui.session_end import SessionEnd
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, press, rows, shell, sign_in
from tests.people import Showroom


@pytest.fixture
def end(window: Window, qapp: QApplication) -> Iterator[SessionEnd]:
    """The window is watched as the program watches it."""
    before = signal.getsignal(signal.SIGTERM)
    end = SessionEnd(qapp, window)
    yield end
    end.stop()
    assert signal.getsignal(signal.SIGTERM) is before


def test_logging_off_keeps_the_words_and_going_on_goes_on(
    window: Window, end: SessionEnd, morning: Showroom
) -> None:
    sign_in(window, "周敏")
    hear("王女士 138")
    # What Qt's own signal asks; the session it brings along cannot be made in a test.
    end.keep()
    assert drafts.found(morning.reception, FORM).line == "王女士 138"
    hear("11112222")
    press("Return")
    assert rows(window)[0]["guest"] == "王女士"
    assert shell(window).news.watch.isActive()
    assert window.isVisible()


def test_nobody_signed_in_is_nothing_to_keep(window: Window, end: SessionEnd) -> None:
    end.keep()
    assert window.isVisible()
