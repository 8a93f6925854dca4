"""The first start in the window: which screen is in view, what follows on Enter, Esc and Skip (issue 3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from showroom.clock import Clock
from showroom.errors import Invalid, Problem, ShowroomError
from showroom.language import _
from showroom.models.store import Store
from showroom.services import first_start
from showroom.services.desk import Desk
from showroom.ui import present, recovery_printing
from showroom.ui.ask import Ask
from showroom.ui.choosing import ChooseFolder, ask_folder
from showroom.ui.composing import finish_composition
from showroom.ui.entry_help import EntryHelp
from showroom.ui.first_start import kept_answers
from showroom.ui.first_start.answers import ASKED, CODE, FACTS, MODELS, PEOPLE, RULES
from showroom.ui.first_start.code_screen import CodeScreen
from showroom.ui.first_start.facts_screen import FactsScreen
from showroom.ui.first_start.frame import SKIP_KEYS, Frame
from showroom.ui.first_start.models_screen import ModelsScreen
from showroom.ui.first_start.people_screen import PeopleScreen
from showroom.ui.first_start.rules_screen import RulesScreen
from showroom.ui.first_start.screen import Screen
from showroom.ui.look.fields import Field
from showroom.ui.print_preview import PrintPreview


class FirstStart(QWidget):
    """Four screens and the recovery code. `begun` tells who may now be signed in."""

    founded = Signal(object)
    begun = Signal(str, str)
    overtaken = Signal()
    language_chosen = Signal(str)
    demo_wanted = Signal()

    def __init__(
        self,
        ask: Ask,
        store: Store,
        clock: Clock,
        make_preview: Callable[[], PrintPreview],
        choose_folder: ChooseFolder = ask_folder,
    ) -> None:
        super().__init__()
        self.ask, self._store, self._clock = ask, store, clock
        self._make_preview, self._choose_folder = make_preview, choose_folder
        # The code as it is printed, in the place of the frame.
        self.preview: PrintPreview | None = None
        self._house = Desk(store, clock)
        self.answers = kept_answers.found(self._house)
        self._code = ""
        self._waiting = False
        self.frame = self._make_frame()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            (SKIP_KEYS, self.skip),
            ("Ctrl+P", self.print_code),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._place.addWidget(self.frame)
        self.help = EntryHelp(self, _("First start"), "first_start")

    # -- what is in view -------------------------------------------------------------------------------

    @property
    def view(self) -> Screen:
        """The screen in view."""
        return self.frame.view

    def _make_screen(self) -> Screen:
        made: dict[int, Callable[[], Screen]] = {
            FACTS: lambda: FactsScreen(self.answers),
            PEOPLE: lambda: PeopleScreen(self.answers),
            MODELS: lambda: ModelsScreen(self.answers),
            RULES: lambda: RulesScreen(self.answers, self._choose_folder),
            CODE: lambda: CodeScreen(self.answers, self._code),
        }
        return made[self.answers.step]()

    def _make_frame(self) -> Frame:
        frame = Frame(self._make_screen(), self.answers.step)
        frame.next.clicked.connect(self.go_on)
        frame.skip.clicked.connect(self.skip)
        frame.back.clicked.connect(self.go_back)
        frame.demo.clicked.connect(self.demo_wanted)
        frame.languages.chosen.connect(self._choose_language)
        if isinstance(frame.view, CodeScreen):
            frame.next.setEnabled(frame.view.written.isChecked())
            frame.view.written.toggled.connect(frame.next.setEnabled)
            frame.view.print.clicked.connect(self.print_code)
        frame.lay(self.width(), self.height())
        return frame

    def _show(self) -> None:
        self._place.removeWidget(self.frame)
        self.frame.hide()
        self.frame.deleteLater()
        self.frame = self._make_frame()
        self._place.addWidget(self.frame)
        # What is not in view yet takes no pen.
        self.frame.show()
        self._take_pen()

    def showEvent(self, event: QShowEvent) -> None:
        """The pen lies where the screen begins."""
        super().showEvent(event)
        self._take_pen()

    def _take_pen(self) -> None:
        self.view.begin().setFocus()

    def _choose_language(self, code: str) -> None:
        self.view.keep()
        # Later: an arrow key that chose it still has to finish with the button that goes away.
        QTimer.singleShot(0, self, lambda: self.language_chosen.emit(code))

    def leave(self) -> None:
        """The window is closed: what was typed is there again at the next start, but for the passwords.

        Raises Unavailable when the disk refuses.
        """
        if self.answers.step in ASKED:
            finish_composition()
            self.view.keep()
            kept_answers.keep(self._house, self.answers)

    def make_anew(self) -> None:
        """The same screen in another language; what was typed stays."""
        self._show()

    # -- going on and back -----------------------------------------------------------------------------

    def go_on(self) -> None:
        """The next screen, when this one can be taken."""
        if self._waiting or self.preview is not None:
            return
        if self.answers.step == CODE:
            self._begin()
            return
        finish_composition()
        self.answers.skipped.discard(self.answers.step)
        self._check()

    def skip(self) -> None:
        """The next screen, without what stands on this one; of the people, the administrator counts."""
        if self.answers.step in ASKED and not self._waiting:
            self.answers.skipped.add(self.answers.step)
            self._check()

    def go_back(self) -> None:
        """The screen before, with everything that was typed here kept for the return."""
        if self.answers.step in ASKED and self.answers.step != FACTS and not self._waiting:
            self.view.keep()
            self._go_to(self.answers.step - 1)

    def _go_to(self, step: int) -> None:
        self.answers.step = step
        self._show()

    def _check(self) -> None:
        screen, step = self.view, self.answers.step
        screen.keep()
        self.frame.say("")
        if step in self.answers.skipped and step != PEOPLE:
            self._checked(step)
            return
        problems = screen.refuse_here()
        if problems:
            self._refuse(Invalid(*problems))
            return
        self._waiting = True
        self.ask(self, screen.check(), lambda _none: self._checked(step), self._refuse)

    def _checked(self, step: int) -> None:
        self._waiting = False
        if step != ASKED[-1]:
            self._go_to(step + 1)
            return
        new = self.answers.new_showroom()
        self._waiting = True
        self.ask(
            self,
            partial(first_start.found, self._store, self._clock, new),
            self._show_code,
            self._refuse,
        )

    def _show_code(self, code: str) -> None:
        self._waiting = False
        kept_answers.forget(self._house)
        self._code = code
        self.founded.emit(self.answers.new_showroom().facts)
        self._go_to(CODE)

    # -- the code on paper -----------------------------------------------------------------------------

    def print_code(self) -> None:
        """The code in the preview; what is in the preview is printed."""
        if self.preview is not None:
            self.preview.print_now()
            return
        if not isinstance(self.view, CodeScreen):
            return
        self.preview = preview = self._make_preview()
        preview.closed.connect(self._leave_preview)
        preview.said.connect(self._say_printed)
        preview.failed.connect(partial(present.tell, self))
        self.frame.hide()
        self._place.addWidget(preview)
        facts, by = self.answers.new_showroom().facts, self.answers.first.name
        preview.open_job(recovery_printing.job(self._clock, self._code, facts, by))
        preview.show()
        preview.setFocus()

    def _say_printed(self, words: str) -> None:
        self._leave_preview()
        if isinstance(self.view, CodeScreen):
            self.view.say_printed(words)

    def _leave_preview(self) -> None:
        if self.preview is not None:
            self._place.removeWidget(self.preview)
            self.preview.hide()
            self.preview.deleteLater()
            self.preview = None
            self.frame.show()
            self._take_pen()

    def _begin(self) -> None:
        if self.frame.next.isEnabled():
            self.begun.emit(self.answers.first.user, self.answers.first.password)

    def _refuse(self, error: ShowroomError) -> None:
        self._waiting = False
        problems: tuple[Problem, ...] = error.problems if isinstance(error, Invalid) else ()
        if problems and all(map(self.view.told, problems)):
            self.view.say(problems)
            self.frame.show_pen()
            return
        frame = self.frame
        frame.say(error.sentence())
        if error.code == "E-FOUNDED":
            frame.next.setText(_("Sign in"))
            frame.next.clicked.disconnect(self.go_on)
            frame.next.clicked.connect(self.overtaken)

    # -- the keyboard ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, or presses the button that has the pen; Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        pen = self.focusWidget()
        if self.preview is not None:
            if isinstance(pen, QAbstractButton):
                pen.click()
            return
        if isinstance(pen, QAbstractButton) and not isinstance(pen, QCheckBox | QRadioButton):
            pen.click()
            return
        waiting = self._next_required(pen)
        if waiting is not None:
            waiting.setFocus()
            self.frame.show_pen()
        else:
            self.frame.next.click()

    def _next_required(self, pen: QWidget | None) -> Field | None:
        """The next field that must be filled in, for a pen that stands in one before it."""
        fields = list(self.view.required())
        if pen not in fields:
            return None
        after = fields[fields.index(pen) + 1 :]
        return next((one for one in after if not one.text()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small window has smaller margins."""
        super().resizeEvent(event)
        self.frame.lay(self.width(), self.height())
