"""What the tour shows beside the pages as they open: moments of a working day, played through the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer

from showroom.rules.duties import Role
from showroom.services import demo_people
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.customers_page import CustomersPage
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.page import Page
from showroom.ui.places import CUSTOMER_CARD, CUSTOMERS, DASHBOARD, TODAY, TRAFFIC_LOG
from showroom.ui.shell import Shell
from showroom.ui.today_page import TodayPage
from showroom.ui.tour_pictures import Album
from showroom.ui.window import Window

SIGN_IN: Final = "sign_in"
# Layouts settle in a few rounds; the preview's pages are rendered by a thread.
_SETTLE_MS: Final = 60
_RENDER_MS: Final = 1500


def settle(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window do what it put off."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@dataclass(frozen=True)
class Stage:
    """A window in which somebody does something, and the album for its pictures."""

    window: Window
    album: Album
    users: Mapping[Role, str]
    password: str

    @property
    def shell(self) -> Shell:
        """What the signed-in person sees."""
        if self.window.shell is None:
            raise RuntimeError("nobody is signed in on the tour")
        return self.window.shell

    @property
    def page(self) -> Page:
        """The page in view."""
        if self.shell.page is None:
            raise RuntimeError("no page is in view on the tour")
        return self.shell.page

    def enter(self, role: Role, page: str) -> None:
        """Somebody of this role signs in and goes to a page."""
        self.window.sign_in(self.users[role], self.password)
        self.shell.show_page(page)
        settle()

    def write(self, line: str) -> None:
        """On the strip, as the receptionist does."""
        self.shell.top.strip.setText(line)
        settle()

    def register(self, line: str) -> None:
        """Write and Enter."""
        self.write(line)
        self.shell.top.strip.returnPressed.emit()
        settle()

    def take(self, name: str) -> None:
        """A picture of the window."""
        settle()
        self.album.take(self.window, name)


def entries(stage: Stage) -> None:
    """Before anybody is in: signing in, and the first start."""
    stage.take(SIGN_IN)
    stage.window._show_first_start()
    stage.take("first_start")


def _matches(stage: Stage) -> None:
    stage.register(demo_people.MORNING[0])
    stage.shell.toast.hide()
    stage.write(demo_people.MORNING[0])


def _registered(stage: Stage) -> None:
    for line in demo_people.MORNING:
        stage.register(line)


def _refusal(stage: Stage) -> None:
    stage.register(demo_people.NUMBER_CUT_SHORT)


def _preview(stage: Stage) -> None:
    stage.page.print_sheet()
    settle(_RENDER_MS)


def _empty_day(stage: Stage) -> None:
    log = stage.shell.log
    while log.model.entries:
        log.turn(-30)


def _extended(stage: Stage) -> None:
    stage.shell.log.show_extended(True)


def _today(stage: Stage) -> TodayPage:
    if not isinstance(stage.page, TodayPage):
        raise RuntimeError("the page of today is not in view on the tour")
    return stage.page


def _logging(stage: Stage) -> None:
    page = _today(stage)
    page.write_new()
    page.logger.form.said.setPlainText(demo_people.SAID)


def _level(stage: Stage) -> None:
    _logging(stage)
    levels = _today(stage).logger.form.levels
    levels.choose(next((one for one in levels.offered() if one != levels.level), ""))


def _help(stage: Stage) -> None:
    stage.shell.show_help()


def _card(stage: Stage) -> None:
    stage.shell.show_page(CUSTOMERS)
    settle()
    if isinstance(stage.page, CustomersPage):
        stage.page.table.begin()
        stage.page.table.opened.emit()
    settle()


def _card_below(stage: Stage) -> None:
    _card(stage)
    if isinstance(stage.page, CustomerCardPage):
        bar = stage.page.paper.verticalScrollBar()
        bar.setValue(bar.maximum())


def _new_card(stage: Stage) -> None:
    _card(stage)
    stage.page.write_new()


# By page, then by the name of the scene: what is done before the picture is taken.
def _rows_of_orders(stage: Stage) -> None:
    """The orders in large are asked about: the rows behind them stand at the right."""
    page = stage.page
    if isinstance(page, DashboardPage):
        page.board.figures[1].click()
        settle()


SCENES: Final[Mapping[str, Mapping[str, Callable[[Stage], None]]]] = {
    DASHBOARD: {"rows": _rows_of_orders},
    TODAY: {"logging": _logging, "level": _level},
    CUSTOMER_CARD: {"card": _card, "below": _card_below, "new": _new_card},
    TRAFFIC_LOG: {
        "matches": _matches,
        "registered": _registered,
        "refusal": _refusal,
        "empty_day": _empty_day,
        "extended": _extended,
        "preview": _preview,
        "help": _help,
    },
}
