"""Ctrl+Z and Ctrl+Y, the toast's verb and the menu: what was done last is taken back or done again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from showroom.keys import UNDOING
from showroom.language import _
from showroom.services import acts
from showroom.services.acts import Doable, Undone
from showroom.services.desk import Desk, new_token
from showroom.ui.ask import Ask
from showroom.ui.look import theme
from showroom.ui.look.labels import in_menu
from showroom.ui.look.toast import Toast

_UNDO, _REDO = UNDOING.keys
_KEYS: Final = frozenset(_UNDO.keys + _REDO.keys)
_MENU_WORDS_PX: Final = 340

Last = Callable[[Desk], Doable | None]


class Undoing(QObject):
    """One for a signed-in person. `refused` tells of errors, so that they can stand until they are read."""

    done = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, ask: Ask, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._ask, self._toast, self._window = desk, ask, toast, window
        # What the verb on the toast does: the act it takes back, or something of its own.
        self._offered: str | Callable[[], object] = ""
        toast.acted.connect(self._take_offer)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # -- keys ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        """In a field where something was typed, the typing; else the last act of this person here."""
        field = self._field_in_use()
        if field is not None and field.isUndoAvailable():
            field.undo()
        else:
            self._ask_for(acts.last_undoable, _("There is nothing of today to undo here"))

    def redo(self) -> None:
        """In a field where typing was taken back, the typing; else the act that was undone last."""
        field = self._field_in_use()
        if field is not None and field.isRedoAvailable():
            field.redo()
        else:
            self._ask_for(acts.last_redoable, _("There is nothing to do again"))

    def _field_in_use(self) -> QLineEdit | None:
        focus = QApplication.focusWidget()
        if not isinstance(focus, QLineEdit) or focus.isReadOnly():
            return None
        return focus if self._window.isAncestorOf(focus) else None

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Qt's fields keep these keys for themselves even when they have nothing to undo."""
        if isinstance(now, QLineEdit) and self._window.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys go to `undo` and `redo`, which ask the field first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed.toString(QKeySequence.SequenceFormat.PortableText) in _KEYS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    # -- taking back --------------------------------------------------------------------------------

    def offer(self, words: str, token: str) -> None:
        """Say what was done, with the verb that takes exactly this act back."""
        self._offered = token
        self._toast.say(words, _("Undo"))

    def offer_verb(self, words: str, verb: str, act: Callable[[], object]) -> None:
        """Say what was done, with a verb of its own for what can be done about it."""
        self._offered = act
        self._toast.say(words, verb)

    def _take_offer(self) -> None:
        if isinstance(self._offered, str):
            self._take_back(self._offered)
        else:
            self._offered()

    def _ask_for(self, last: Last, nothing: str) -> None:
        desk, token = self._desk, new_token()

        def job() -> Undone | None:
            doable = last(desk)
            return acts.undo(desk, doable.token, new_token=token) if doable else None

        self._ask(self._window, job, partial(self._done, nothing), self.refused.emit)

    def _take_back(self, act: str) -> None:
        job = partial(acts.undo, self._desk, act, new_token=new_token())
        self._ask(self._window, job, partial(self._done, ""), self.refused.emit)

    def _done(self, nothing: str, undone: Undone | None) -> None:
        if undone is None:
            self._toast.say(nothing)
            return
        self.done.emit()
        self._offered = undone.token
        if undone.redo:
            self._toast.say(_("Done again: {deed}", deed=undone.deed), _("Undo"))
        else:
            self._toast.say(_("Undone: {deed}", deed=undone.deed), _("Redo"))

    # -- the menu -----------------------------------------------------------------------------------

    def add_to(self, menu: QMenu) -> None:
        """Two entries that name what they would undo or redo; grey while there is nothing."""
        undo = self._entry(menu, _("Undo"), _UNDO.keys[0])
        redo = self._entry(menu, _("Redo"), _REDO.keys[0])
        menu.addSeparator()
        desk = self._desk

        def show(found: tuple[Doable | None, Doable | None]) -> None:
            self._name(undo, _("Undo"), _UNDO.keys[0], found[0])
            self._name(redo, _("Redo"), _REDO.keys[0], found[1])

        self._ask(menu, lambda: (acts.last_undoable(desk), acts.last_redoable(desk)), show)

    @staticmethod
    def _entry(menu: QMenu, word: str, keys: str) -> QAction:
        action = menu.addAction(f"{word}\t{keys}")
        action.setEnabled(False)
        return action

    def _name(self, action: QAction, word: str, keys: str, doable: Doable | None) -> None:
        if doable is None:
            return
        words = _("{verb}: {deed}", verb=word, deed=doable.deed)
        metrics = QFontMetricsF(theme.current().font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _MENU_WORDS_PX)
        # A name with "&" is shown as it is, not taken for a letter to press.
        action.setText(f"{in_menu(shown)}\t{keys}")
        action.setEnabled(True)
        action.triggered.connect(partial(self._take_back, doable.token))
