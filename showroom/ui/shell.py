"""The frame around the pages of one signed-in person: side bar, top bar, status line, toast."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms.reminders import Reminder
from showroom.keys import PAGE_KEYS, UNDOING, shortcuts, spelled
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.duties import Duty, Role
from showroom.services.desk import Changed, Desk
from showroom.services.traffic_log_day import weather_of
from showroom.ui import key_card_printing, present, room
from showroom.ui.ask import Ask
from showroom.ui.choosing import ChoosePath, ask_path
from showroom.ui.composing import finish_composition
from showroom.ui.go_to import Goal, GoTo
from showroom.ui.help_panel import HelpPanel
from showroom.ui.keeping_copies import Standing
from showroom.ui.look import theme
from showroom.ui.look.banner import Banner
from showroom.ui.look.labels import Hairline
from showroom.ui.look.line import Line
from showroom.ui.look.toast import Toast
from showroom.ui.look.tokens import GUTTER, STATUS_BAR, Size
from showroom.ui.news import News
from showroom.ui.page import Page
from showroom.ui.page_help import PREVIEW
from showroom.ui.password_again import PasswordAgain
from showroom.ui.phone_strip import ChipLine
from showroom.ui.places import PLACES, TODAY, TRAFFIC_LOG, Place, Surroundings
from showroom.ui.print_preview import PrintJob, PrintPreview
from showroom.ui.saving import ExcelCopies
from showroom.ui.side_bar import SideBar
from showroom.ui.today_page import TodayPage
from showroom.ui.top_bar import TopBar
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.undoing import Undoing
from showroom.ui.words import role_word


class Shell(QWidget):
    """Hands keys to the page in view, and news of the store to all of them."""

    lock_wanted = Signal()
    language_chosen = Signal(str)
    scheme_chosen = Signal(str)
    text_chosen = Signal(int)

    def __init__(
        self,
        desk: Desk,
        ask: Ask,
        remembered: Remembered,
        roles: frozenset[Role],
        duties: frozenset[Duty],
        choose_path: ChoosePath = ask_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self.ask = desk, ask
        role = role_word(next(role for role in Role if role in roles)) if roles else ""
        self.top = TopBar(desk.name, role)
        self.side = SideBar()
        self.banner = Banner()
        self.chips = ChipLine()
        self.pages = QStackedWidget()
        self.preview = PrintPreview(ask, remembered, choose_path)
        self.copies = ExcelCopies(ask, remembered, choose_path, self)
        self.left, self.right = Line(), Line(Qt.AlignmentFlag.AlignRight)
        self.toast = Toast(self)
        self.help = HelpPanel(self)
        self.undoing = Undoing(desk, ask, self.toast, self)
        ask.prove = PasswordAgain(desk, ask, self).prove
        self._by_key: dict[str, Page] = {}
        self._came_from = ""
        # Whose weather stands beside the clock.
        self._today = date.min
        around = Surroundings(desk, ask, remembered, self.top.strip, self.chips, duties, self.top)
        for place in PLACES:
            if place.seen_by(duties):
                self._add(place, place.make(around))
        self.pages.addWidget(self.preview)
        self.side.say_where(desk.desk)
        self._build()
        self.news = News(desk, ask, self)
        self._connect()
        self.verbs = self._verbs()
        self._bind_keys()

    def _add(self, place: Place, page: Page) -> None:
        self._by_key[place.key] = page
        self.pages.addWidget(page)
        self.side.add(place.key, _(place.word), place.icon, at_foot=place.at_foot)
        page.said.connect(self.toast.say)
        page.done.connect(self.undoing.offer)
        page.refused.connect(self._tell_refusal)
        page.status.connect(partial(self._page_status, page))
        page.print_wanted.connect(self.show_preview)
        page.copy_wanted.connect(self.copies.save)
        page.day_wanted.connect(self.show_log)

    def _build(self) -> None:
        self._at_gutter = [chips := QHBoxLayout()]
        chips.addWidget(self.chips)
        status = QWidget(self)
        status.setFixedHeight(theme.current().grown(STATUS_BAR, Size.SMALL))
        line = QHBoxLayout(status)
        self._at_gutter.append(line)
        line.setSpacing(GUTTER)
        line.addWidget(self.left)
        line.addStretch(1)
        line.addWidget(self.right)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(chips)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        column.addWidget(Hairline())
        column.addWidget(status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(column, 1)
        if TRAFFIC_LOG not in self._by_key:
            self.top.strip.setEnabled(False)
            self.chips.hide()

    def _connect(self) -> None:
        self.news.changed.connect(self._announce)
        self.news.looked.connect(self._show_time)
        self.news.hindered.connect(self._show_hindrance)
        self.ask.failed.connect(self._failed)
        self.preview.closed.connect(self._leave_preview)
        self.preview.said.connect(self.toast.say)
        self.preview.failed.connect(self._failed)
        self.undoing.refused.connect(self._tell_refusal)
        self.undoing.done.connect(self._go_on)
        self.top.menu_made.connect(self.undoing.add_to)
        self.copies.said.connect(self.toast.say)
        self.top.lock_pressed.connect(self.lock_wanted)
        self.top.language_chosen.connect(self.language_chosen)
        self.top.scheme_chosen.connect(self.scheme_chosen)
        self.top.text_chosen.connect(self.text_chosen)
        self.top.help_pressed.connect(self.show_help)
        self.help.card_wanted.connect(self._show_key_card)
        self.side.chosen.connect(self.show_page)
        self._show_time()

    def _bind_keys(self) -> None:
        for key in shortcuts():
            if key.verb == "page":
                for number, place in enumerate(list(self._by_key)[:PAGE_KEYS], 1):
                    self._bind(f"Ctrl+{number}", partial(self.show_page, place))
            else:
                for keys in key.keys:
                    self._bind(keys, self.verbs[key.verb], held=key not in UNDOING.keys)

    def _bind(self, keys: str, act: Callable[[], object], *, held: bool = True) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        # A key held down takes one act back, not the morning.
        shortcut.setAutoRepeat(held)
        shortcut.activated.connect(act)

    def _verbs(self) -> dict[str, Callable[[], object]]:
        """What each key of `keys.shortcuts()` does here."""
        return {
            "strip": self._to_strip,
            "new": partial(self._to_page, lambda page: page.write_new()),
            "accept": partial(self._to_page, lambda page: page.accept()),
            "copy": partial(self._to_page, lambda page: page.copy_to_excel()),
            "filter": partial(self._to_page, lambda page: page.filter_list()),
            "go_to": self.go_to,
            "before": lambda: self._turn(-1),
            "after": lambda: self._turn(1),
            "guests": partial(self._on_log, lambda log: log.to_guests()),
            "close_day": partial(self._on_log, lambda log: log.closing.open()),
            "refresh": partial(self._to_page, lambda page: page.refresh()),
            "undo": self.undoing.undo,
            "redo": self.undoing.redo,
            "help": self.show_help,
            "lock": self.lock_wanted.emit,
            "print": self._print,
            "print_at_once": lambda: self._print(at_once=True),
            "larger": lambda: self.text_chosen.emit(theme.current().larger()),
            "smaller": lambda: self.text_chosen.emit(theme.current().smaller()),
            "usual_size": lambda: self.text_chosen.emit(100),
        }

    def show_copies(self, standing: Standing) -> None:
        """At the foot of the side bar: when the store was last copied, or why it could not be."""
        words, whole = standing.said(self.desk.clock.local())
        if words:
            self.side.say_copies(words, whole, well=standing.error is None)

    def tell_overdue(self, count: int) -> None:
        """The figure beside the page of today."""
        self.side.tell(TODAY, count, _("{count} overdue", count=count))

    def tell_missed(self, missed: tuple[Reminder, ...]) -> None:
        """What fell due while the program was closed, to who comes in again."""
        page = self._by_key.get(TODAY)
        if isinstance(page, TodayPage):
            page.show_missed(missed)

    # -- pages --------------------------------------------------------------------------------------

    @property
    def log(self) -> TrafficLogPage:
        """The traffic log of whoever keeps it. Raises KeyError for everybody else."""
        page = self._by_key[TRAFFIC_LOG]
        if not isinstance(page, TrafficLogPage):
            raise TypeError(type(page).__name__)
        return page

    @property
    def page(self) -> Page | None:
        """The page in view, or the one behind the preview."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else self._by_key.get(self._came_from)

    def show_page(self, key: str) -> None:
        """Bring a page into view, with the pen where its work begins."""
        finish_composition()
        page = self._by_key[key]
        self._came_from = key
        self.side.choose(key)
        self.chips.setVisible(key == TRAFFIC_LOG)
        self.pages.setCurrentWidget(page)
        page.tell_status()
        page.begin()

    def show_log(self, day: date | None = None) -> None:
        """The traffic log, as it was left or of one day."""
        self.show_page(TRAFFIC_LOG)
        if day is not None:
            self.log.show_day(day)

    def show_preview(self, job: PrintJob, at_once: bool = False) -> None:
        """The preview takes the place of the page; the chips have nothing to say there."""
        self.chips.hide()
        self.pages.setCurrentWidget(self.preview)
        self.preview.open_job(job)
        self.preview.setFocus()
        self._show_status(job.paper_words, _("Esc back    Ctrl+P print"))
        if at_once:
            self.preview.print_now()

    def _leave_preview(self) -> None:
        self.show_page(self._came_from)

    def go_to(self) -> None:
        """Ctrl+K: ask where to, and go."""
        pages = list(self._by_key)
        goals = [
            Goal(_(place.word), f"Ctrl {pages.index(place.key) + 1}", partial(self.show_page, place.key))
            for place in PLACES
            if place.key in self._by_key
        ]
        verbs = ["print", "copy", "help", "lock"]
        if TRAFFIC_LOG in self._by_key:
            verbs += ["close_day", "guests"]
        goals += [
            Goal(_(key.act), " ".join(spelled(key)), self.verbs[key.verb])
            for key in shortcuts()
            if key.verb in verbs
        ]
        to_day = self.show_log if TRAFFIC_LOG in self._by_key else None
        chosen = GoTo(self, tuple(goals), self.desk.clock.today(), to_day).chosen_goal()
        if chosen is not None:
            chosen.go()

    def show_help(self) -> None:
        """The help of what is in view, or away with it."""
        if self.help.isVisible():
            self.help.close_help()
        elif self.pages.currentWidget() is self.preview:
            self.help.open_help(_("Print preview"), PREVIEW)
        elif self.page is not None:
            place = next(place for place in PLACES if place.key == self._came_from)
            self.help.open_help(_(place.word), place.help)

    def _show_key_card(self) -> None:
        self.help.close_help()
        word = next((place.word for place in PLACES if place.key == self._came_from), "")
        self.show_preview(key_card_printing.job(self.desk, _(word)))

    def _to_strip(self) -> None:
        if TRAFFIC_LOG not in self._by_key:
            return
        self.show_log()
        self.top.strip.setFocus()
        self.top.strip.selectAll()

    def _on_log(self, verb: Callable[[TrafficLogPage], None]) -> None:
        if TRAFFIC_LOG in self._by_key:
            self.show_log()
            verb(self.log)

    def _to_page(self, verb: Callable[[Page], None]) -> None:
        if self.page is None:
            return
        finish_composition()
        if self.pages.currentWidget() is self.preview:
            self._leave_preview()
        verb(self.page)

    def _print(self, *, at_once: bool = False) -> None:
        finish_composition()
        if self.pages.currentWidget() is self.preview:
            self.preview.print_now()
        elif self.page is not None:
            self.page.print_sheet(at_once=at_once)

    def _turn(self, by: int) -> None:
        if self.pages.currentWidget() is self.preview:
            self.preview.well.turn(by)
        elif self.page is not None:
            self.page.turn(by)

    # -- what happens -------------------------------------------------------------------------------

    def _announce(self, change: Changed) -> None:
        for page in self._by_key.values():
            page.changed(change)
        if "traffic_day" in change.tables:
            self._read_weather()

    def _show_hindrance(self, error: ShowroomError | None) -> None:
        """What keeps the store from being used stands over every page until it is over."""
        if error is None:
            self.banner.hide()
        else:
            self.banner.say(error.sentence(), error.code)

    def _show_time(self) -> None:
        now = self.desk.clock.local()
        self.top.show_time(now)
        if now.date() != self._today:
            self._today = now.date()
            self._read_weather()

    def _read_weather(self) -> None:
        today = self._today
        self.ask(self, lambda: weather_of(today), self.top.show_weather)

    def _page_status(self, page: Page, left: str, right: str) -> None:
        if self.pages.currentWidget() is page:
            self._show_status(left, right)

    def _show_status(self, left: str, right: str) -> None:
        self.left.setText(left)
        self.right.setText(right)

    def _tell_refusal(self, error: ShowroomError) -> None:
        """No dialog in the middle of the work: it is said, and stands on the status line until they go on."""
        self.toast.say(error.sentence())
        if self.page is not None:
            self.page.tell_refusal(error)

    def _go_on(self) -> None:
        if self.page is not None:
            self.page.go_on()

    def _failed(self, error: ShowroomError) -> None:
        present.tell(self, error)

    def begin(self) -> None:
        """The first page of this person, with the pen on it."""
        if self._by_key:
            self.show_page(next(iter(self._by_key)))

    def where(self) -> tuple[str, Any]:
        """The page in view and the place on it, for `go_back_to`."""
        return self._came_from, self.page.where() if self.page is not None else None

    def go_back_to(self, where: tuple[str, Any]) -> None:
        """To the same place after everything was made anew."""
        key, place = where
        if key in self._by_key:
            self.show_page(key)
            self._by_key[key].go_back_to(place)

    def leave(self) -> None:
        """Before this person goes: what was typed is kept.

        Raises Unavailable when the disk refuses a draft; everything goes on as before then. A page that
        cannot keep its words does not take those of the others with it.
        """
        self.keep_typed()

    def keep_typed(self) -> None:
        """What was typed and not saved lies on the disk now. Raises Unavailable when the disk refuses."""
        finish_composition()
        with ExitStack() as kept:
            for page in self._by_key.values():
                kept.callback(page.leave)

    def stop(self) -> None:
        """Nobody listens any more: what comes late is told to nobody, least of all over the next sign-in."""
        self.news.stop()
        self.ask.failed.disconnect(self._failed)
        for page in self._by_key.values():
            page.let_go()
        self.ask.prove = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1280 the side bar shrinks to icons, below 1024 the top bar and the gutters give way."""
        super().resizeEvent(event)
        self.side.narrow(self.width() < room.FULL_WIDTH)
        self.top.narrow(room.is_narrow(self))
        side = room.gutter(self)
        self.banner.keep_to(side)
        for row in self._at_gutter:
            row.setContentsMargins(side, 0, side, 0)
