"""The fixtures of the journeys serve the pages too."""

from tests.journeys.conftest import copy_of, look, morning, open_window, pdf, window

__all__ = ["copy_of", "look", "morning", "open_window", "pdf", "window"]
