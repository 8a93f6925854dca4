"""When Python may let go of what nobody holds any more: between two events, in the window's own thread.

Left to itself Python collects wherever it happens to be. In the worker's thread that destroys widgets beside
the thread they belong to; within a change of the style sheet it destroys widgets Qt is just walking over.
Either ends the process without a word.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 500
# Of all there is: 80 ms with every page made, which nobody should feel more than once in a while.
RARER: Final = (1, 1, 10)


class Collector(QObject):
    """Collects in the place of Python, from when it is made until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect as much as Python itself would by now: its counts go on while it does not act on them."""
        for generation, (enough, rarer) in enumerate(zip(gc.get_threshold(), RARER, strict=True)):
            if gc.get_count()[generation] <= enough * rarer:
                return
            gc.collect(generation)

    def stop(self) -> None:
        """From now on Python collects by itself again."""
        self._timer.stop()
        gc.enable()
