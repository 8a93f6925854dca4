"""建卡: who the new card is about, over the page; somebody on file is found by the number (req 20, N13)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from showroom.errors import ShowroomError
from showroom.forms import prospect as form
from showroom.forms.field import Lists
from showroom.language import _
from showroom.ui.editors import Today
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.buttons import Button

# What is asked where the customer is known already.
_OF_KNOWN = (form.MODEL, form.FIRST_LEVEL, form.SOURCE, form.FIRST_CONTACT)


class NewCardPanel(FormPanel):
    """Asks little: the card is where the rest is written."""

    # The values, and the customer it is about (None: found by the number, or new).
    wanted = Signal(object, object)
    # The open card that stands in the way (its id) is wanted instead.
    card_wanted = Signal(int)

    def __init__(self, page: QWidget, today: Today) -> None:
        super().__init__(page, today)
        self._known: int | None = None
        self._lists: Lists = {}
        self._in_the_way = 0
        self.other = Button(_("Open that card"))
        self.other.clicked.connect(lambda: self.card_wanted.emit(self._in_the_way))
        self.put_beside_button(self.other)
        self.given.connect(self._want)

    def open_new(self, lists: Lists, known: int | None = None) -> None:
        """For somebody new, or for a customer who is known."""
        self._known, self._lists = known, lists
        self.show_title(_("New card"), "")
        self.other.hide()
        self._ask(another=False)

    def _ask(self, *, another: bool) -> None:
        fields = form.NEW_CARD if self._known is None else _OF_KNOWN
        if another:
            fields = (*fields, form.ANOTHER_REASON)
        self.ask_for(fields, {}, self._lists, _("Open the card"))

    def _want(self, values: Any) -> None:
        self.wanted.emit(values, self._known)

    def refuse(self, error: ShowroomError) -> None:
        """Why no card was opened; a second open one is asked for its reason."""
        self._in_the_way = int(str(error.values.get("prospect", 0)))
        if self._in_the_way and form.ANOTHER_REASON.key not in self.form.editors:
            texts = self.form.texts()
            self._ask(another=True)
            self.form.write(texts)
            self.form.editors[form.ANOTHER_REASON.key].take_pen()
        super().refuse(error)
        self.other.setVisible(bool(self._in_the_way))
