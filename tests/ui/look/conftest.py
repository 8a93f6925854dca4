"""The application dressed for tests of the look: light, 100 %, no motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from showroom.ui.look.dress import dress
from showroom.ui.look.theme import Scheme, Theme


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    theme = dress(qapp)
    theme.motion = False
    theme.set_text(100)
    theme.choose(Scheme.LIGHT)
    yield theme
    theme.set_text(100)
    theme.choose(Scheme.LIGHT)
