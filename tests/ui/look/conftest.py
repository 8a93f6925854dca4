"""The application dressed for tests of the look: light, 100 %, no motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from showroom.ui.look.dress import dress
from showroom.ui.look.theme import Scheme, Theme, current


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """Each change of the look is made for every widget there is, so none is made that changes nothing."""
    theme = dress(qapp) if not qapp.styleSheet() else current()
    theme.motion = False
    _as_usual(theme)
    yield theme
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _as_usual(theme)


def _as_usual(theme: Theme) -> None:
    if theme.text_percent != 100:
        theme.set_text(100)
    if theme.scheme is not Scheme.LIGHT:
        theme.choose(Scheme.LIGHT)
