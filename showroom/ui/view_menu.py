"""Views of a list: its conditions under names, chosen from a menu, kept, renamed and given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from showroom.errors import ShowroomError
from showroom.language import _
from showroom.services import saved_views
from showroom.services.saved_views import View
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import in_menu
from showroom.ui.page import Page

_SAVE, _RENAME = "save", "rename"
_NAME_AT_MOST: Final = 16


class ViewMenu(QObject):
    """The button says which view is in force; `chosen` tells its conditions."""

    # The conditions of a view, as they were kept.
    chosen = Signal(object)
    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, page: Page, key: str, button: Button, conditions: Callable[[], saved_views.Filters]
    ) -> None:
        super().__init__(page)
        self._page, self._key, self._button, self._conditions = page, key, button, conditions
        self.views: Sequence[View] = ()
        self._renamed: View | None = None
        self.panel = FormPanel(page, page.desk.clock.today)
        self.panel.hide()
        self.panel.given.connect(self._give)
        button.clicked.connect(self._open)

    def show_views(self, views: Sequence[View]) -> None:
        """The views that are kept; the button names the one whose conditions stand now."""
        self.views = views
        self.tell_conditions()

    def tell_conditions(self) -> None:
        """Which view, if any, these conditions are."""
        wanted = {key: tuple(codes) for key, codes in self._conditions().items() if codes}
        name = next((view.name for view in self.views if view.filters == wanted), "")
        short = name if len(name) <= _NAME_AT_MOST else name[: _NAME_AT_MOST - 1] + "…"
        self._button.setText(in_menu(short) if name else _("Views"))
        self._button.setAccessibleName(_("View: {name}", name=name) if name else _("Views"))
        self._button.updateGeometry()

    def menu(self) -> QMenu:
        """Every view with what can be done with it, then keeping what stands now."""
        menu = QMenu(self._page)
        for view in self.views:
            menu.addAction(in_menu(view.name)).triggered.connect(partial(self._choose, view))
        if self.views:
            menu.addSeparator()
        menu.addAction(_("Keep these conditions as a view…")).triggered.connect(self.keep)
        if self.views:
            renaming, removing = menu.addMenu(_("Rename a view")), menu.addMenu(_("Give up a view"))
            for view in self.views:
                renaming.addAction(in_menu(view.name)).triggered.connect(partial(self.rename, view))
                removing.addAction(in_menu(view.name)).triggered.connect(partial(self.remove, view))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _choose(self, view: View, _checked: bool = False) -> None:
        self.chosen.emit(dict(view.filters))

    def keep(self) -> None:
        """Ask for a name of the conditions as they stand."""
        self._renamed = None
        self.panel.title.setText(_("Keep as a view"))
        note = _("A view of the same name has these conditions from then on.")
        self.panel.ask_for((saved_views.NAME,), {}, {}, _("Keep the view"), note=note)

    def rename(self, view: View, _checked: bool = False) -> None:
        """Ask for another name."""
        self._renamed = view
        self.panel.title.setText(_("Rename a view"))
        self.panel.ask_for((saved_views.NAME,), {"name": view.name}, {}, _("Keep the view"))

    def remove(self, view: View, _checked: bool = False) -> None:
        """A view is soon made again: nobody is asked."""
        desk = self._page.desk
        self._page.ask(
            self._page,
            lambda: saved_views.remove(desk, view.view, view.revision),
            lambda _done: self.said.emit(_("The view “{name}” is given up", name=view.name)),
            self.refused.emit,
        )

    def _give(self, values: dict[str, Any]) -> None:
        desk, key, name, view = self._page.desk, self._key, values["name"], self._renamed
        token, conditions = self.panel.token, dict(self._conditions())

        def kept() -> None:
            if view is None:
                saved_views.keep(desk, key, name, conditions, token=token)
            else:
                saved_views.rename(desk, view.view, view.revision, name)

        self._page.ask(self._page, kept, partial(self._kept, name), self._not_kept)

    def _kept(self, name: str, _done: None) -> None:
        self.panel.close_panel()
        self.said.emit(_("The view “{name}” is kept", name=name))

    def _not_kept(self, error: ShowroomError) -> None:
        self.panel.refuse(error)
