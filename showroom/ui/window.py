"""The window: first start, signing in, and the shell of whoever is signed in."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from showroom import language
from showroom.clock import Clock
from showroom.errors import ShowroomError
from showroom.forms.quick_card import card_of
from showroom.language import _
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules.duties import Duty, Role
from showroom.services import sign_in
from showroom.services.desk import Desk
from showroom.services.settings import Facts
from showroom.ui import entering, present
from showroom.ui.ask import Ask
from showroom.ui.choosing import ChooseFolder, ChoosePath, ask_folder, ask_path
from showroom.ui.entering import Entered, Entry
from showroom.ui.first_paint import FirstPaint
from showroom.ui.keeping_copies import CopyKeeper, Standing
from showroom.ui.look import theme
from showroom.ui.look.theme import Scheme
from showroom.ui.no_answer_page import NoAnswerPage
from showroom.ui.once_more import OnceMore
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.store_keeper import StoreKeeper

if TYPE_CHECKING:
    from showroom.ui.first_start.page import FirstStart
    from showroom.ui.print_preview import PrintPreview
    from showroom.ui.reminders import Reminders, Tray
    from showroom.ui.shell import Shell

SMALLEST = (840, 470)
USUAL = (1440, 900)


class Window(QMainWindow):
    """One for a store. What it shows follows from who is signed in.

    It is soon there because only the page for signing in is loaded at first; all others are, by the worker,
    as soon as that one is on the screen (`ready`), or else when they are asked for.
    """

    # The first page is painted and answers.
    ready = Signal()
    closing = Signal()
    demo_wanted = Signal()
    # Somebody of this role wants to practise.
    practice_wanted = Signal(object)
    # The shell of whoever came in is there.
    entered = Signal(object)
    # Damage was met, and somebody wants to bring back a copy.
    copies_wanted = Signal()

    def __init__(
        self,
        store: Store,
        clock: Clock,
        remembered: Remembered,
        *,
        inline: bool = False,
        choose_path: ChoosePath = ask_path,
        choose_folder: ChooseFolder = ask_folder,
        tray: Tray | None = None,
    ) -> None:
        super().__init__()
        self._store, self._clock, self._remembered = store, clock, remembered
        self._choose_path, self._choose_folder = choose_path, choose_folder
        self.ask = Ask(store, inline=inline, parent=self)
        self.keeper = CopyKeeper(store, clock, self.ask, self, inline=inline)
        self.keeper.stood.connect(self._copies_stand)
        self._tray = tray
        self.reminders: Reminders | None = None
        self.shell: Shell | None = None
        self.store_keeper = StoreKeeper(store, self, choose_path, inline=inline)
        self.store_keeper.copies_wanted.connect(self.copies_wanted)
        # Where everybody was when they left this window, and on which business day they had come.
        self._left: dict[str, tuple[date, tuple[str, Any]]] = {}
        self._last_user = ""
        # Not where one practises already, nor where one only looks at a copy.
        self.offers_practice = False
        self._came_on = clock.today()
        # Whether the last try to leave ended in a bug.
        self._bug_at_leaving = False
        self.desk_name = socket.gethostname()
        self.setWindowTitle("Showroom")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.ready.connect(self._load_others)
        geometry = remembered.get("window", "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    def open_up(self, room: QSize) -> None:
        """Show it as it was left; all over a screen that has no `room` for that, or has become smaller."""
        if self.isMaximized() or (room.width() > self.width() and room.height() > self.height()):
            self.show()
        else:
            self.showMaximized()

    def showEvent(self, event: QShowEvent) -> None:
        """The first thing in view: signing in, or the first start of a new store."""
        super().showEvent(event)
        if self.centralWidget() is None:
            self.show_entry()
            self.keeper.begin()

    def _show_first(self, page: QWidget) -> None:
        """The page for who is not signed in; the first one tells when it is on the screen."""
        if self.centralWidget() is None:
            FirstPaint(page).painted.connect(self.ready)
        self.setCentralWidget(page)

    def _load_others(self) -> None:
        """While somebody types the password."""
        self.ask(self, entering.load_shell, lambda _nothing: None)

    # -- nobody signed in ---------------------------------------------------------------------------

    def show_entry(self, note: str = "") -> None:
        """Ask who is there; `note` says why somebody is asked again."""
        if not self._leave_shell():
            return
        store, clock, desk = self._store, self._clock, self.desk_name
        self.ask(
            self,
            lambda: entering.entry(store, clock, desk),
            lambda entry: self._show_entry(entry, note),
            lambda error: self._show_no_answer(error, note),
        )

    def _show_no_answer(self, error: ShowroomError, note: str) -> None:
        page = NoAnswerPage(error)
        page.again.connect(lambda: self.show_entry(note))
        self._show_first(page)
        page.retry.setFocus()

    def _show_entry(self, entry: Entry, note: str) -> None:
        facts, colleagues, by_pin = entry
        self._show_dealer(facts)
        if not colleagues:
            self._show_first_start()
            return
        page = SignInPage(
            facts.dealer, colleagues, self._clock.local(), self.desk_name, facts.demo_password, by_pin
        )
        page.wanted.connect(self.sign_in)
        page.pin_wanted.connect(self.switch_person)
        page.forgotten.connect(self.show_recovery)
        page.language_chosen.connect(self._use_language)
        page.practice_wanted.connect(self.practice_wanted)
        page.practise.setVisible(self.offers_practice)
        self._show_first(page)
        page.await_person(self._last_user, note)
        self.store_keeper.begin()

    def show_recovery(self, administrators: tuple[str, ...]) -> None:
        """Somebody forgot the password: who helps, and the recovery code."""
        from showroom.ui.recovery_page import RecoveryPage

        page = RecoveryPage(self._store, self._clock, self.ask, self.desk_name, administrators)
        page.closed.connect(self.show_entry)
        self.setCentralWidget(page)
        page.form.begin()

    def _show_first_start(self) -> None:
        from showroom.ui.first_start.page import FirstStart

        page = FirstStart(self.ask, self._store, self._clock, self._preview, self._choose_folder)
        page.founded.connect(self._show_dealer)
        page.begun.connect(self.sign_in)
        page.overtaken.connect(self.show_entry)
        page.language_chosen.connect(self._use_language)
        page.demo_wanted.connect(self.demo_wanted)
        self._show_first(page)

    def _preview(self) -> PrintPreview:
        from showroom.ui.print_preview import PrintPreview

        return PrintPreview(self.ask, self._remembered, self._choose_path)

    def _show_dealer(self, facts: Facts) -> None:
        # Qt takes [*] for the place of its own mark of unsaved changes.
        dealer = facts.dealer.replace("[*]", "[*][*]")
        self.setWindowTitle(f"Showroom　{dealer}" if dealer else "Showroom")

    def sign_in(self, user: str, password: str) -> None:
        """Let somebody in, or say on the page why not."""
        store, clock, desk = self._store, self._clock, self.desk_name
        self._let_in(lambda: sign_in.sign_in(store, clock, user, password, desk))

    def change_to(self, user: str, password: str) -> None:
        """Somebody else comes in without being asked, as in practice; whoever was there keeps the drafts."""
        if self._leave_shell():
            self.sign_in(user, password)

    def switch_person(self, user: str, pin: str) -> None:
        """Let somebody in by the PIN, or say on the page why not."""
        store, clock, desk = self._store, self._clock, self.desk_name
        self._let_in(lambda: sign_in.switch_by_pin(store, clock, user, pin, desk))

    def _let_in(self, enter: Callable[[], Desk]) -> None:
        page = self.centralWidget() or self

        def refused(error: ShowroomError) -> None:
            if isinstance(page, SignInPage):
                page.refuse(error)
            else:
                self.show_entry()

        def entered(known: Entered) -> None:
            self._show_shell(*known)
            self._go_where_they_were(known[0])

        self.ask(page, lambda: entering.entered(enter()), entered, refused)

    # -- somebody signed in -------------------------------------------------------------------------

    def _show_shell(self, desk: Desk, roles: frozenset[Role], duties: frozenset[Duty]) -> None:
        from showroom.ui.session import Session
        from showroom.ui.shell import Shell

        self.shell = Shell(desk, self.ask, self._remembered, roles, duties, self._choose_path)
        self.shell.lock_wanted.connect(self.show_entry)
        session = Session(desk, self.ask, self.shell)
        session.over.connect(self._session_over)
        self.shell.news.looked.connect(session.look)
        self.shell.news.changed.connect(self.keeper.heard)
        self.shell.show_copies(self.keeper.standing)
        self.shell.language_chosen.connect(self._use_language)
        self.shell.scheme_chosen.connect(self._use_scheme)
        self.shell.text_chosen.connect(self._use_text)
        self._came_on = self._clock.today()
        self.shell.top.offers_practice = self.offers_practice
        self.shell.help.practise.setVisible(self.offers_practice)
        self.shell.practice_wanted.connect(lambda: self.practice_wanted.emit(card_of(roles)))
        self.setCentralWidget(self.shell)
        self.shell.begin()
        self._remind(desk, duties, self.shell)
        self.entered.emit(self.shell)

    def _remind(self, desk: Desk, duties: frozenset[Duty], shell: Shell) -> None:
        """Of what falls due, from now on until somebody else comes in."""
        from showroom.ui.reminders import Reminders

        if self.reminders is None:
            self.reminders = Reminders(self._clock, self.ask, self._remembered, self._tray, self)
        self.reminders.serve(desk, duties, shell)

    def _copies_stand(self, standing: Standing) -> None:
        if self.shell is not None:
            self.shell.show_copies(standing)

    def _session_over(self, sentence: str) -> None:
        if self.shell is not None:
            self.show_entry(sentence)

    def _go_where_they_were(self, desk: Desk) -> None:
        """On the same business day everybody finds the page and the place they left."""
        day, where = self._left.get(desk.user, (None, ("", None)))
        if self.shell is not None and day == self._clock.today():
            self.shell.go_back_to(where)

    def _leave_shell(self) -> bool:
        """Whether the person may go: not before what they typed is kept (C1)."""
        if self.shell is None:
            return True
        self._last_user = self.shell.desk.user
        self._left[self._last_user] = (self._came_on, self.shell.where())
        if not self._keep_typed(self.shell.leave):
            return False
        self.shell.stop()
        if self.reminders is not None:
            self.reminders.lock()
        # Out of sight at once, whenever the store answers (R10).
        self.shell.hide()
        self.shell = None
        return True

    def _keep_typed(self, leave: Callable[[], None]) -> bool:
        """Whether what was typed is kept, or may be lost because the person says so.

        A bug on this way leaves the window open with everything in it; the second time it is a question.
        """
        once_more = OnceMore(self, armed=self._bug_at_leaving)
        self._bug_at_leaving = True
        try:
            with once_more:
                leave()
        except ShowroomError as error:
            self._bug_at_leaving = False
            return present.ask_in_spite(self, error, _("Leave without it"))
        self._bug_at_leaving = False
        return once_more.leaves

    def _leave_first_start(self) -> bool:
        page = self._first_start()
        return page is None or self._keep_typed(page.leave)

    def _first_start(self) -> FirstStart | None:
        """The first start, while it is in view."""
        from showroom.ui.first_start.page import FirstStart

        page = self.centralWidget()
        return page if isinstance(page, FirstStart) else None

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
        if desk is None:
            change()
            self._make_entry_anew()
            return

        def back(known: Entered) -> None:
            # First, so that a bug below leaves no window that paints nothing; it paints when this is done.
            self.setUpdatesEnabled(True)
            self._show_shell(*known)
            if self.shell is not None:
                self.shell.go_back_to(where)

        def refused(error: ShowroomError) -> None:
            self.setUpdatesEnabled(True)
            self.show_entry(error.sentence())

        def go_on() -> None:
            if self.isHidden():
                # Closed meanwhile: nobody is there to be shown another look.
                return
            change()
            self.ask(self, lambda: entering.entered(desk), back, refused)

        # The picture stays until there is another one.
        self.setUpdatesEnabled(False)
        # A style sheet dresses every widget there is: 2,000 that go anyway would take more than a second.
        if (gone := self.centralWidget()) is not None:
            gone.deleteLater()
        QTimer.singleShot(0, self, go_on)

    def _make_entry_anew(self) -> None:
        page = self._first_start()
        page.make_anew() if page is not None else self.show_entry()

    def _use_scheme(self, scheme: str) -> None:
        self._remembered.keep(scheme=scheme)
        theme.current().choose(Scheme(scheme))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is lost: it is kept as a draft, so there is nothing to ask."""
        # First of all, so that an exception below cannot close the window and lose the text (V3).
        event.ignore()
        if not self._leave_shell() or not self._leave_first_start():
            return
        self._remembered.keep(window=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        if self.reminders is not None:
            self.reminders.stop()
        self.keeper.close_down()
        self.store_keeper.close_down()
        self.ask.close()
        self.closing.emit()
        event.accept()

    def come_forward(self) -> None:
        """A second start brings this window to the front (E1)."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
