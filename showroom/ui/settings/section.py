"""What every section of the settings answers to, and how a changed form is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.services.desk import Desk
from showroom.ui.ask import Ask
from showroom.ui.leaving import Answer, ask_about_changes

Then = Callable[[], object]


def nothing() -> None:
    """Nothing follows."""


class Section(QWidget):
    """Keys of the page reach it as these verbs."""

    said = Signal(str)
    status = Signal(str, str)

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.ask = desk, ask
        # How the question at leaving is put; a test answers it at once.
        self.about_changes: Callable[[QWidget, str], Answer] = ask_about_changes

    def refresh(self) -> None:
        """Read anew."""
        raise NotImplementedError

    @property
    def changed(self) -> bool:
        """Whether something was written and not saved."""
        raise NotImplementedError

    @property
    def writing(self) -> str:
        """What is being written, for the question at leaving."""
        raise NotImplementedError

    def accept(self, then: Then = nothing) -> None:
        """Ctrl+S; `then` follows when it was saved."""
        raise NotImplementedError

    def forget(self) -> None:
        """Back to what stands in the store."""
        raise NotImplementedError

    def begin(self) -> None:
        """The section was chosen."""

    def write_new(self) -> None:
        """Ctrl+N."""

    def cancel(self) -> None:
        """Esc; asks only when something was changed."""
        self.leave_form(self.forget)

    def turn(self, by: int) -> None:
        """PageUp and PageDown."""

    def filter_list(self) -> None:
        """Ctrl+F."""

    def tell_status(self) -> None:
        """What the status line says."""
        self.status.emit("", "")

    @property
    def busy(self) -> bool:
        """Whether Esc has something to end here."""
        return self.changed

    def typed(self) -> tuple[str, dict[str, str]]:
        """What was typed, without passwords, and about which record."""
        raise NotImplementedError

    def take_up(self, record: str, texts: dict[str, str]) -> None:
        """Go on with what was typed about a record."""
        raise NotImplementedError

    def leave_form(self, then: Then) -> None:
        """Do `then`; where something was changed only after the person has said what becomes of it."""
        if not self.changed:
            then()
            return
        answer = self.about_changes(self, self.writing)
        if answer is Answer.SAVE:
            self.accept(then)
        elif answer is Answer.DISCARD:
            self.forget()
            then()
