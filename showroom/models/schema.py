"""All tables of the store, the application's mark, and the step from any older schema to this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from showroom.models.act import Act, ActLine
from showroom.models.calendar import CalendarDay
from showroom.models.campaign import Campaign
from showroom.models.car import DemoCar, Vehicle
from showroom.models.card_review import CardReview
from showroom.models.customer import Consent, Customer, FamilyMember, Phone, TwoPeople
from showroom.models.daily_report import Adjustment, DailyReport, Instruction, ReportRow
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.handover import Handover, HandoverCard
from showroom.models.level_rules import LevelRule, LevelRuleSet
from showroom.models.lost_request import LostRequest
from showroom.models.picture import Picture
from showroom.models.prospect import CardMove, Prospect
from showroom.models.reference import CarModel, ReferenceItem
from showroom.models.rotation import Attendance, PassedTurn, RotationOrder
from showroom.models.sale import Drive, OrderStep, Quote, SalesOrder, TradeIn
from showroom.models.saved_view import SavedView
from showroom.models.setting import Setting
from showroom.models.staff import DeskSignIn, SignInLock, Staff, StaffRole
from showroom.models.target import Target
from showroom.models.traffic_day import Signature, TrafficDay
from showroom.models.traffic_log import TrafficEntry

# "SHRM": written into the file's header, so that a foreign file is known before it is opened.
APPLICATION_ID: Final = 0x5348524D

TABLES: Final = (
    Staff,
    StaffRole,
    DeskSignIn,
    SignInLock,
    Campaign,
    ReferenceItem,
    CarModel,
    Customer,
    Phone,
    Prospect,
    TrafficEntry,
    TrafficDay,
    Signature,
    Attendance,
    RotationOrder,
    PassedTurn,
    Act,
    ActLine,
    Setting,
    Picture,
    LevelRuleSet,
    LevelRule,
    CalendarDay,
    FamilyMember,
    Consent,
    CardMove,
    FollowUp,
    DemoCar,
    Appointment,
    Vehicle,
    Drive,
    Quote,
    TradeIn,
    SalesOrder,
    OrderStep,
    TwoPeople,
    LostRequest,
    CardReview,
    Handover,
    HandoverCard,
    SavedView,
    DailyReport,
    ReportRow,
    Instruction,
    Adjustment,
    Target,
)

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def newest_version() -> int:
    """The schema version this program writes: the number of its last migration."""
    return max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.py"))


def migrate(database: Any) -> list[str]:
    """Apply every step the store lacks, each in one transaction with its stamp; their names."""
    if _version(database) == newest_version():
        return []
    # Not loaded at each start: most stores lack nothing.
    from playhouse.migrations import Runner

    return list(Runner(database, str(MIGRATIONS)).up())


def steps_taken(database: Any) -> frozenset[str]:
    """The names of the migrations this store has behind it."""
    from playhouse.migrations import Runner

    return frozenset(Runner(database, str(MIGRATIONS)).applied())


def _version(database: Any) -> int:
    """What the last step stamped on the store, 0 where there is none yet."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def differences(database: Any) -> str:
    """What differs between the tables as stored and as declared; empty when nothing does."""
    from playhouse.schema_diff import diff_models

    found = diff_models(database, TABLES)
    return str(found) if found else ""
