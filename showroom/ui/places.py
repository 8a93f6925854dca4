"""The pages of the program in the order of the side bar, and who sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from showroom.language import mark
from showroom.remembered import Remembered
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.ui.account_page import AccountPage
from showroom.ui.ask import Ask
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.customers_page import CustomersPage
from showroom.ui.daily_report_page import DailyReportPage
from showroom.ui.dashboard_page import DashboardPage
from showroom.ui.duty_plan_page import DutyPlanPage
from showroom.ui.figures_page import FiguresPage
from showroom.ui.handover_page import HandoverPage
from showroom.ui.level_grid_page import LevelGridPage
from showroom.ui.page import Page
from showroom.ui.page_help import HELP, PageHelp
from showroom.ui.phone_strip import ChipLine, PhoneStrip
from showroom.ui.prospect_bar import LEVEL_GRID, PROSPECTS
from showroom.ui.prospects_page import ProspectsPage
from showroom.ui.settings import page as settings_page
from showroom.ui.settings.page import SettingsPage
from showroom.ui.today_page import TodayPage
from showroom.ui.top_bar import TopBar
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.traffic_tally_page import TrafficTallyPage

TODAY: Final = "today"
TRAFFIC_LOG: Final = "traffic_log"
TRAFFIC_TALLY: Final = "traffic_tally"
CUSTOMERS: Final = "customers"
CUSTOMER_CARD: Final = "customer_card"
SETTINGS: Final = "settings"
ACCOUNT: Final = "account"
DUTY_PLAN: Final = "duty_plan"
HANDOVER: Final = "handover"
DASHBOARD: Final = "dashboard"
FIGURES: Final = "figures"
DAILY_REPORT: Final = "daily_report"


@dataclass(frozen=True)
class Surroundings:
    """What a page may need of the frame around it."""

    desk: Desk
    ask: Ask
    remembered: Remembered
    strip: PhoneStrip
    chips: ChipLine
    duties: frozenset[Duty]
    top: TopBar


@dataclass(frozen=True)
class Place:
    """One entry of the side bar: seen by whoever has the duty `needs`; everybody, where none is named.

    Of several duties one is enough. A page `within` another has no entry of its own: it is reached from
    there, and the other's entry is the chosen one.
    """

    key: str
    word: str
    icon: str
    needs: Duty | frozenset[Duty] | None
    make: Callable[[Surroundings], Page]
    at_foot: bool = False
    within: str = ""

    def seen_by(self, duties: frozenset[Duty]) -> bool:
        """Whether somebody with these duties sees it."""
        if self.needs is None:
            return True
        return bool(duties & (frozenset({self.needs}) if isinstance(self.needs, Duty) else self.needs))

    @property
    def help(self) -> PageHelp:
        """What F1 says of it."""
        return HELP[self.key]


def _today(around: Surroundings) -> Page:
    return TodayPage(around.desk, around.ask, around.duties)


def _traffic_log(around: Surroundings) -> Page:
    return TrafficLogPage(around.desk, around.ask, around.strip, around.chips, around.remembered)


def _traffic_tally(around: Surroundings) -> Page:
    return TrafficTallyPage(around.desk, around.ask, around.remembered)


def _level_grid(around: Surroundings) -> Page:
    return LevelGridPage(around.desk, around.ask, around.duties)


def _prospects(around: Surroundings) -> Page:
    return ProspectsPage(around.desk, around.ask, around.duties, around.remembered)


def _customers(around: Surroundings) -> Page:
    return CustomersPage(around.desk, around.ask, around.duties)


def _customer_card(around: Surroundings) -> Page:
    return CustomerCardPage(around.desk, around.ask, around.duties)


def _settings(around: Surroundings) -> Page:
    return SettingsPage(around.desk, around.ask, around.duties)


def _account(around: Surroundings) -> Page:
    page = AccountPage(around.desk, around.ask)
    page.language_chosen.connect(around.top.language_chosen)
    page.scheme_chosen.connect(around.top.scheme_chosen)
    page.text_chosen.connect(around.top.text_chosen)
    return page


def _duty_plan(around: Surroundings) -> Page:
    return DutyPlanPage(around.desk, around.ask)


def _handover(around: Surroundings) -> Page:
    return HandoverPage(around.desk, around.ask)


def _daily_report(around: Surroundings) -> Page:
    return DailyReportPage(around.desk, around.ask, around.duties)


def _dashboard(around: Surroundings) -> Page:
    return DashboardPage(around.desk, around.ask, around.duties)


def _figures(around: Surroundings) -> Page:
    return FiguresPage(around.desk, around.ask, around.duties)


# Everybody starts on the first page there is for them: consultants and managers with what waits for them.
PLACES: Final = (
    Place(TODAY, mark("Work of today"), "today", Duty.SEE_TODAY, _today),
    Place(TRAFFIC_LOG, mark("Traffic log"), "door", Duty.READ_TRAFFIC_LOG, _traffic_log),
    Place(TRAFFIC_TALLY, mark("Traffic tally"), "tally", Duty.READ_TRAFFIC_LOG, _traffic_tally),
    Place(DUTY_PLAN, mark("Duty plan"), "calendar", Duty.PLAN_DUTY, _duty_plan),
    Place(PROSPECTS, mark("Prospects"), "people", Duty.READ_CARD, _prospects),
    Place(LEVEL_GRID, mark("Level grid"), "people", Duty.READ_CARD, _level_grid, within=PROSPECTS),
    Place(CUSTOMERS, mark("Customers"), "contact-card", Duty.FIND_CUSTOMER, _customers),
    Place(
        CUSTOMER_CARD,
        mark("Customer card"),
        "contact-card",
        Duty.READ_CARD,
        _customer_card,
        within=CUSTOMERS,
    ),
    Place(DAILY_REPORT, mark("Daily report"), "daily-report", Duty.READ_REPORT, _daily_report),
    Place(HANDOVER, mark("Customer handover"), "people", Duty.HAND_OVER, _handover),
    Place(DASHBOARD, mark("Analysis"), "funnel", Duty.SEE_TEAM, _dashboard),
    Place(FIGURES, mark("Figures"), "figures", Duty.READ_FIGURES, _figures),
    Place(SETTINGS, mark("Settings"), "settings", settings_page.DUTIES, _settings, at_foot=True),
    Place(ACCOUNT, mark("My account"), "person", None, _account, at_foot=True),
)

_BY_KEY: Final = {place.key: place for place in PLACES}


def place_of(key: str) -> Place:
    """The place of a page. Raises KeyError for what is none."""
    return _BY_KEY[key]
