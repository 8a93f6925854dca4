"""The showroom itself: what stands on every sheet, its logo, how it works, where its store and copies lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom.errors import Refused, ShowroomError
from showroom.forms import showroom_facts as form
from showroom.language import _, mark
from showroom.rules.pictures import BYTES_AT_MOST
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.services.settings import Facts, Logo
from showroom.ui.ask import Ask
from showroom.ui.field_form import FieldForm
from showroom.ui.look import theme
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tokens import CLOSE, GUTTER, SNUG
from showroom.ui.settings.copies_part import CopiesPart
from showroom.ui.settings.deed_panel import DeedPanel
from showroom.ui.settings.kept import Deed
from showroom.ui.settings.picture_choice import PictureChoice
from showroom.ui.settings.section import Section, Then, nothing

_WIDEST = 600
# Asked of a dialog: the path that was chosen, "" for none.
ChoosePath = Callable[[QWidget], str]


def ask_picture(parent: QWidget) -> str:
    """The file of a picture."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Choose a picture…"), "", "PNG, JPEG (*.png *.jpg *.jpeg)"
    )
    return chosen


def ask_folder(parent: QWidget) -> str:
    """A folder."""
    return QFileDialog.getExistingDirectory(parent, _("Choose a folder…"))


class FactsSection(Section):
    """One form; two who change different facts do not undo each other's."""

    SHOWS = frozenset({"setting", "picture"})

    def __init__(self, desk: Desk, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._seen: Facts | None = None
        self.choose_picture: ChoosePath = ask_picture
        self.choose_folder: ChoosePath = ask_folder
        self.panel = DeedPanel(FieldForm(desk.clock.today))
        self.logo = PictureChoice()
        self.copies = CopiesPart(desk, ask)
        self._build()
        self.panel.save_pressed.connect(self.accept)
        self.panel.cancel_pressed.connect(self.cancel)
        self.panel.theirs.clicked.connect(self.forget)
        self.copies.folder.clicked.connect(self._choose_folder)
        self.copies.said.connect(self.said)
        self.logo.choose_pressed.connect(self._choose_logo)
        self.logo.remove_pressed.connect(self._remove_logo)

    @staticmethod
    def title() -> str:
        """As it stands on the list of sections."""
        return _("Showroom")

    def _build(self) -> None:
        contents = QWidget()
        contents.setObjectName("contents")
        column = QVBoxLayout()
        column.setSpacing(CLOSE)
        column.addWidget(self.panel)
        column.addWidget(Hairline())
        column.addWidget(self.copies)
        column.addWidget(Hairline())
        column.addWidget(Text(_("Logo"), Role.SECTION))
        column.addWidget(self.logo)
        column.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(theme.current().widened(_WIDEST))
        inside.setLayout(column)
        outer = QHBoxLayout(contents)
        outer.setContentsMargins(GUTTER, SNUG, GUTTER, GUTTER)
        outer.addWidget(inside, 1)
        outer.addStretch(0)
        self.view = QScrollArea(self)
        self.view.setWidget(contents)
        self.view.setWidgetResizable(True)
        self.view.setFrameShape(QScrollArea.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.ask(self, lambda: (settings.facts(), settings.logo()), self._show)
        self.copies.refresh()

    def _show(self, read: tuple[Facts, Logo | None]) -> None:
        facts, logo = read
        self.logo.show_logo(logo)
        if self._seen is None or not self.changed:
            self._open(facts)
        elif facts != self._seen:
            self._seen = facts
            self.panel.tell_clash(asdict(facts))

    def _open(self, facts: Facts) -> None:
        self._seen = facts
        note = _("This stands on every sheet, and says how the house works.")
        self.panel.open(
            Deed(self.title(), self._keep, "", form.FACTS, asdict(facts), note, plain=True), form.LISTS
        )
        self.panel.offer(())

    # -- writing ------------------------------------------------------------------------------------

    @property
    def form(self) -> FieldForm:
        """The fields of the facts."""
        return self.panel.form

    @property
    def changed(self) -> bool:
        return self.form.changed

    @property
    def writing(self) -> str:
        return self.title()

    def accept(self, then: Then = nothing) -> None:
        values = self.form.values() if self.changed else None
        if values is None:
            return

        def kept(read: tuple[Facts, Logo | None]) -> None:
            self.form.take_as_shown()
            self._show(read)
            self.said.emit(_("Saved"))
            then()

        self.ask(self, partial(self._kept_now, values), kept, self.panel.refuse)

    def _kept_now(self, values: dict[str, Any]) -> tuple[Facts, Logo | None]:
        self._keep(self.desk, values, "")
        return settings.facts(), settings.logo()

    def _keep(self, desk: Desk, values: dict[str, Any], _token: str) -> None:
        seen = self._seen or Facts()
        settings.keep(desk, replace(seen, **values), seen)

    def forget(self) -> None:
        self.ask(self, settings.facts, self._open)

    def _choose_folder(self) -> None:
        folder = self.choose_folder(self)
        if folder:
            self.form.write({form.COPIES_FOLDER.key: folder})

    def _choose_logo(self) -> None:
        path = self.choose_picture(self)
        if path:
            desk = self.desk
            self.ask(self, lambda: _keep_logo(desk, Path(path)), self._logo_kept, self._logo_refused)

    def _logo_kept(self, logo: Logo | None) -> None:
        self.logo.show_logo(logo)
        self.said.emit(_("Saved"))

    def _logo_refused(self, error: ShowroomError) -> None:
        self.logo.tell(error.sentence())

    def _remove_logo(self) -> None:
        desk = self.desk
        self.ask(self, lambda: settings.clear_logo(desk), self._logo_kept, self._logo_refused)

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        self.form.take_pen()

    def tell_status(self) -> None:
        self.status.emit(_("The store lies in {path}", path=self.desk.store.path), _("Ctrl+S save"))

    def typed(self) -> tuple[str, dict[str, str]]:
        return "", self.form.texts()

    def take_up(self, _record: str, texts: dict[str, str]) -> None:
        def shown(facts: Facts) -> None:
            self._open(facts)
            self.form.write(texts)

        self.ask(self, settings.facts, shown)


def _keep_logo(desk: Desk, path: Path) -> Logo | None:
    settings.keep_logo(desk, _content(path))
    return settings.logo()


def _content(path: Path) -> bytes:
    """The file, as far as a logo may be long; one byte more tells that it is longer. Raises Refused."""
    try:
        with path.open("rb") as file:
            return file.read(BYTES_AT_MOST + 1)
    except OSError as error:
        raise Refused(
            "E-PICTURE",
            mark("This file cannot be read. Nothing was changed. Choose another one."),
        ) from error
