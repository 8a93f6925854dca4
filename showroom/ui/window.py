"""The window: first start, signing in, and the shell of whoever is signed in."""

from __future__ import annotations

import socket
from collections.abc import Callable

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from showroom import language
from showroom.clock import Clock
from showroom.errors import ShowroomError
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.duties import Duty, Role
from showroom.services import first_start, settings, sign_in
from showroom.services.desk import Desk
from showroom.services.first_start import NewShowroom
from showroom.services.settings import Facts
from showroom.services.staff import NewStaff
from showroom.ui import present
from showroom.ui.ask import Ask
from showroom.ui.first_start_page import FirstStartPage
from showroom.ui.look import theme
from showroom.ui.look.theme import Scheme
from showroom.ui.saving import ChoosePath, ask_path
from showroom.ui.shell import Shell
from showroom.ui.sign_in_page import SignInPage

SMALLEST = (840, 470)
USUAL = (1440, 900)

Entry = tuple[Facts, tuple[sign_in.Colleague, ...]]
Entered = tuple[Desk, frozenset[Role], frozenset[Duty]]


class Window(QMainWindow):
    """One for a store. What it shows follows from who is signed in."""

    closing = Signal()

    def __init__(
        self,
        store: Store,
        clock: Clock,
        remembered: Remembered,
        *,
        inline: bool = False,
        choose_path: ChoosePath = ask_path,
    ) -> None:
        super().__init__()
        self._store, self._clock, self._remembered = store, clock, remembered
        self._choose_path = choose_path
        self.ask = Ask(store, inline=inline, parent=self)
        self.shell: Shell | None = None
        self.desk_name = socket.gethostname()
        self.setWindowTitle("Showroom")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        geometry = remembered.get("window", "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    def showEvent(self, event: QShowEvent) -> None:
        """The first thing in view: signing in, or the first start of a new store."""
        super().showEvent(event)
        if self.centralWidget() is None:
            self.show_entry()

    # -- nobody signed in ---------------------------------------------------------------------------

    def show_entry(self) -> None:
        """Ask who is there."""
        if not self._leave_shell():
            return
        store = self._store
        self.ask(self, lambda: (settings.facts(), sign_in.colleagues(store)), self._show_entry)

    def _show_entry(self, entry: Entry) -> None:
        facts, colleagues = entry
        self._show_dealer(facts)
        if not colleagues:
            self._show_first_start()
            return
        page = SignInPage(facts.dealer, colleagues, self._clock.local(), self.desk_name, facts.demo_password)
        page.wanted.connect(self.sign_in)
        page.language_chosen.connect(self._use_language)
        self.setCentralWidget(page)
        page.chosen.password.setFocus()

    def _show_first_start(self) -> None:
        page = FirstStartPage()
        page.founded.connect(self._found)
        self.setCentralWidget(page)
        page.fields["dealer"].setFocus()

    def _found(self, facts: Facts, first: NewStaff) -> None:
        page = self.centralWidget() or self
        store, clock = self._store, self._clock
        self.ask(
            page,
            lambda: first_start.found(store, clock, NewShowroom(first, facts)),
            lambda _code: self._founded(facts, first),
            page.refuse if isinstance(page, FirstStartPage) else None,
        )

    def _founded(self, facts: Facts, first: NewStaff) -> None:
        self._show_dealer(facts)
        self.sign_in(first.user, first.password)

    def _show_dealer(self, facts: Facts) -> None:
        self.setWindowTitle(f"Showroom　{facts.dealer}" if facts.dealer else "Showroom")

    def sign_in(self, user: str, password: str) -> None:
        """Let somebody in, or say on the page why not."""
        page = self.centralWidget() or self
        store, clock, desk = self._store, self._clock, self.desk_name

        def refused(error: ShowroomError) -> None:
            if isinstance(page, SignInPage):
                page.refuse(error.sentence())
            else:
                self.show_entry()

        self.ask(
            page,
            lambda: _enter(store, clock, user, password, desk),
            lambda entered: self._show_shell(*entered),
            refused,
        )

    # -- somebody signed in -------------------------------------------------------------------------

    def _show_shell(self, desk: Desk, roles: frozenset[Role], duties: frozenset[Duty]) -> None:
        self.shell = Shell(desk, self.ask, self._remembered, roles, duties, self._choose_path)
        self.shell.lock_wanted.connect(self.show_entry)
        self.shell.language_chosen.connect(self._use_language)
        self.shell.scheme_chosen.connect(self._use_scheme)
        self.shell.text_chosen.connect(self._use_text)
        self.setCentralWidget(self.shell)
        self.shell.begin()

    def _leave_shell(self) -> bool:
        """Whether the person may go: not before what they typed is kept (C1)."""
        if self.shell is None:
            return True
        try:
            self.shell.leave()
        except ShowroomError as error:
            present.tell(self, error)
            return False
        self.shell = None
        return True

    def _use_language(self, code: str) -> None:
        def change() -> None:
            self._remembered.keep(language=code)
            language.use(code)
            theme.current().apply()

        self._make_anew(change)

    def _use_text(self, percent: int) -> None:
        def change() -> None:
            self._remembered.keep(text=percent)
            theme.current().set_text(percent)

        if percent != theme.current().text_percent:
            self._make_anew(change)

    def _make_anew(self, change: Callable[[], None]) -> None:
        """Everything in view is made anew after a change; what was typed comes back as a draft."""
        desk, where = (self.shell.desk, self.shell.where()) if self.shell is not None else (None, ("", None))
        if not self._leave_shell():
            return
        change()
        if desk is None:
            self.show_entry()
            return

        def back(known: Entered) -> None:
            self._show_shell(*known)
            if self.shell is not None:
                self.shell.go_back_to(where)

        self.ask(self, lambda: (desk, desk.roles(), desk.duties()), back)

    def _use_scheme(self, scheme: str) -> None:
        self._remembered.keep(scheme=scheme)
        theme.current().choose(Scheme(scheme))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost: it is kept as a draft, so there is nothing to ask."""
        # First of all, so that an exception below cannot close the window and lose the text (V3).
        event.ignore()
        if not self._leave_shell():
            return
        self._remembered.keep(window=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.ask.close()
        self.closing.emit()
        event.accept()

    def come_forward(self) -> None:
        """A second start brings this window to the front (E1)."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()


def _enter(store: Store, clock: Clock, user: str, password: str, desk_name: str) -> Entered:
    desk = sign_in.sign_in(store, clock, user, password, desk_name)
    return desk, desk.roles(), desk.duties()
