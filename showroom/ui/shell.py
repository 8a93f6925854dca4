"""The frame around the pages of one signed-in person: side bar, top bar, status line, toast."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms.reminders import Reminder
from showroom.language import _
from showroom.remembered import Remembered
from showroom.rules.duties import Duty, Role
from showroom.services.desk import Changed, Desk
from showroom.services.traffic_log_day import weather_of
from showroom.ui import key_card_printing, present, room
from showroom.ui.ask import Ask
from showroom.ui.card_walk import Walk
from showroom.ui.choosing import ChoosePath, ask_path
from showroom.ui.composing import finish_composition
from showroom.ui.customer_card_page import CustomerCardPage
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
from showroom.ui.places import (
    CUSTOMER_CARD,
    DAILY_REPORT,
    PLACES,
    TODAY,
    TRAFFIC_LOG,
    Place,
    Surroundings,
    place_of,
)
from showroom.ui.print_preview import PrintJob, PrintPreview
from showroom.ui.saving import ExcelCopies
from showroom.ui.scanned import Opening
from showroom.ui.shell_keys import ShellKeys
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
    practice_wanted = Signal()

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
        # Before any page reads: what others save from then on is news to it.
        self.news = News(desk, ask, self)
        self._by_key: dict[str, Page] = {}
        self.came_from = ""
        # The page from which a card was opened.
        self._before_card = ""
        # Whose weather stands beside the clock.
        self._today = date.min
        around = Surroundings(desk, ask, remembered, self.top.strip, self.chips, duties, self.top)
        for place in PLACES:
            if place.seen_by(duties):
                self._add(place, place.make(around))
        self.pages.addWidget(self.preview)
        self.side.say_where(desk.desk)
        self._build()
        self._connect()
        self.opening = Opening(self)
        self.keys = ShellKeys(self)

    def _add(self, place: Place, page: Page) -> None:
        self._by_key[place.key] = page
        self.pages.addWidget(page)
        if not place.within:
            self.side.add(place.key, _(place.word), place.icon, at_foot=place.at_foot)
        page.said.connect(self.toast.say)
        page.done.connect(self.undoing.offer)
        page.offered.connect(self.undoing.offer_verb)
        page.refused.connect(self.tell_refusal)
        page.status.connect(partial(self._page_status, page))
        page.print_wanted.connect(self.show_preview)
        page.copy_wanted.connect(self.copies.save)
        page.day_wanted.connect(self.show_log)
        page.card_wanted.connect(self.show_card)
        page.page_wanted.connect(self.show_page)
        page.left.connect(self._go_back)

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
        self.preview.closed.connect(self.leave_preview)
        self.preview.said.connect(self.toast.say)
        self.preview.failed.connect(self._failed)
        self.undoing.refused.connect(self.tell_refusal)
        self.undoing.done.connect(self._go_on)
        self.top.menu_made.connect(self.undoing.add_to)
        self.copies.said.connect(self.toast.say)
        self.top.lock_pressed.connect(self.lock_wanted)
        self.top.language_chosen.connect(self.language_chosen)
        self.top.scheme_chosen.connect(self.scheme_chosen)
        self.top.text_chosen.connect(self.text_chosen)
        self.top.help_pressed.connect(self.show_help)
        self.help.card_wanted.connect(self._show_key_card)
        self.help.practice_wanted.connect(self.practice_wanted)
        self.top.practice_pressed.connect(self.practice_wanted)
        self.side.chosen.connect(self.show_page)
        self._show_time()

    def show_copies(self, standing: Standing) -> None:
        """At the foot of the side bar: when the store was last copied, or why it could not be."""
        words, whole = standing.said(self.desk.clock.local())
        if words:
            self.side.say_copies(words, whole, well=standing.error is None)

    def tell_overdue(self, count: int) -> None:
        """The figure beside the page of today."""
        self.side.tell(TODAY, count, _("{count} overdue", count=count), overdue=True)

    def tell_reports(self, count: int) -> None:
        """The figure beside the page of the daily report: what waits for this person."""
        self.side.tell(DAILY_REPORT, count, _("{count} waiting", count=count))

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
        return shown if isinstance(shown, Page) else self._by_key.get(self.came_from)

    def has(self, key: str) -> bool:
        """Whether this person has the page."""
        return key in self._by_key

    def pages_by_key(self) -> Mapping[str, Page]:
        """The pages of this person by the key of their place."""
        return self._by_key

    def in_bar(self) -> list[Place]:
        """The pages of this person that stand in the side bar, in its order."""
        return [place for place in PLACES if place.key in self._by_key and not place.within]

    def show_page(self, key: str, then: Callable[[], object] | None = None) -> None:
        """Bring a page into view, with the pen where its work begins; `then` follows.

        The page in view may have to ask first what becomes of what is written there.
        """
        finish_composition()
        here = self._by_key.get(self.came_from)
        if here is None or key == self.came_from:
            self._show_page(key, then)
        else:
            here.leave_for(partial(self._show_page, key, then))

    def _show_page(self, key: str, then: Callable[[], object] | None) -> None:
        page = self._by_key[key]
        self.came_from = key
        self.side.choose(place_of(key).within or key)
        self.chips.setVisible(key == TRAFFIC_LOG)
        self.pages.setCurrentWidget(page)
        page.tell_status()
        page.begin()
        if then is not None:
            then()

    def show_log(self, day: date | None = None) -> None:
        """The traffic log, as it was left or of one day."""
        self.show_page(TRAFFIC_LOG, lambda: self.log.show_day(day) if day is not None else None)

    def show_card(self, prospect: int, among: Sequence[int] | Walk = (), side: str = "") -> None:
        """The card of a prospect, walking through the list it was opened from; from there one comes back."""
        card = self._by_key.get(CUSTOMER_CARD)
        if isinstance(card, CustomerCardPage):
            if self.came_from != CUSTOMER_CARD:
                self._before_card = self.came_from
            self.show_page(CUSTOMER_CARD, partial(card.show_card, prospect, among, side))

    def _go_back(self) -> None:
        """From a card to the list it was opened from."""
        self.show_page(self._before_card or self.in_bar()[0].key)

    def show_preview(self, job: PrintJob, at_once: bool = False) -> None:
        """The preview takes the place of the page; the chips have nothing to say there."""
        self.chips.hide()
        self.pages.setCurrentWidget(self.preview)
        self.preview.open_job(job)
        self.preview.setFocus()
        self._show_status(job.paper_words, _("Esc back    Ctrl+P print"))
        if at_once:
            self.preview.print_now()

    def leave_preview(self) -> None:
        """Back to the page behind the preview."""
        self.show_page(self.came_from)

    def show_help(self) -> None:
        """The help of what is in view, or away with it."""
        if self.help.isVisible():
            self.help.close_help()
        elif self.pages.currentWidget() is self.preview:
            self.help.open_help(_("Print preview"), PREVIEW)
        elif self.page is not None:
            place = place_of(self.came_from)
            self.help.open_help(_(place.word), place.help)

    def _show_key_card(self) -> None:
        self.help.close_help()
        self.show_preview(key_card_printing.job(self.desk, _(place_of(self.came_from).word)))

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

    def tell_refusal(self, error: ShowroomError) -> None:
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
            self.show_page(next(iter(self._by_key)), self._take_up_card)

    def _take_up_card(self) -> None:
        """A card that was being written on when the program ended is open again (A4)."""
        card = self._by_key.get(CUSTOMER_CARD)
        if isinstance(card, CustomerCardPage):
            card.ask_for_draft()

    def where(self) -> tuple[str, Any]:
        """The page in view and the place on it, for `go_back_to`."""
        return self.came_from, self.page.where() if self.page is not None else None

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
        self.opening.scanner.stop()
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
