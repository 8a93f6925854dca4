"""The second bug on the way out of the window is a question, so that nobody is locked in by one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError, Unavailable
from showroom.language import _, mark
from showroom.ui import present


class OnceMore:
    """While it is `armed` a bug is asked about; anything else passes. `leaves` is the answer."""

    def __init__(self, window: QWidget, *, armed: bool) -> None:
        self._window, self._armed = window, armed
        self.leaves = True

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not self._armed or not isinstance(error, Exception) or isinstance(error, ShowroomError):
            return False
        told = Unavailable(
            "E-BUG",
            mark(
                "What you typed could not be kept because of an error inside the program. It is still "
                "here. Write it down if you need it, then leave without it."
            ),
        )
        self.leaves = present.ask_in_spite(self._window, told, _("Leave without it"))
        return True
