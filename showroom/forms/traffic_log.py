"""展厅来电(店)客户登记记录表, the traffic log: its fields and the content of one day (forms 2.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from showroom.forms import kinds
from showroom.forms.field import Field, Lists
from showroom.language import mark
from showroom.rules.traffic import TrafficTotals, TrafficType, Visit, Void

ARRIVED = Field("arrived", mark("Arrived"), kinds.TIME, width=12)
LEFT = Field("left", mark("Left"), kinds.TIME, width=12)
TRAFFIC_TYPE = Field(
    "traffic_type", mark("Walk-in or call-in"), kinds.CHOICE, options="traffic_type", width=8
)
VISIT = Field("visit", mark("First or repeat"), kinds.CHOICE, options="visit", width=8)
GUEST = Field("guest_name", mark("Customer"), kinds.NAME, width=32)
SEX = Field("sex", mark("Sex"), kinds.CHOICE, options="sex", width=7)
PHONE = Field("phone", mark("Phone"), kinds.PHONES, width=31)
AREA = Field("area", mark("Area"), kinds.SHORT, options="area", width=22)
PURPOSE = Field("purpose", mark("Purpose"), kinds.CHOICE, options="purpose", width=21)
HEAD_COUNT = Field("head_count", mark("Party"), kinds.COUNT, width=10)
RECEIVED_BY = Field("received_by", mark("Received"), kinds.RECORD, options="staff", width=18)
MODEL = Field("model_of_interest", mark("Model of interest"), kinds.RECORD, options="car_model", width=23)
COLOUR = Field("colour", mark("Colour"), kinds.SHORT, options="colour", width=8)
SOURCE = Field("source", mark("Source"), kinds.CHOICE, options="source", width=14)
LEVEL = Field("level", mark("Level"), kinds.CHOICE, options="level", width=28)
LEVEL_RECONFIRMED = Field(
    "level_reconfirmed", mark("Second confirmation"), kinds.CHOICE, options="level", width=9
)
TEST_DRIVE = Field("test_drive", mark("Test drive"), kinds.TICK, width=8)
NOTE = Field("note", mark("Note"), kinds.NOTE, width=57)
GREETED = Field("greeted", mark("Greeted at the door"), kinds.TICK, width=8)
NO_FILE_REASON = Field("no_file_reason", mark("Why no file was kept"), kinds.SHORT, width=30)
ASSIGNED = Field("assigned", mark("Assigned consultant"), kinds.RECORD, options="staff", width=19)

FIELDS = (
    ARRIVED,
    LEFT,
    TRAFFIC_TYPE,
    GUEST,
    SEX,
    PHONE,
    AREA,
    PURPOSE,
    HEAD_COUNT,
    RECEIVED_BY,
    MODEL,
    COLOUR,
    SOURCE,
    LEVEL,
    LEVEL_RECONFIRMED,
    TEST_DRIVE,
    NOTE,
    ASSIGNED,
    GREETED,
    NO_FILE_REASON,
)

ROWS_A_PAGE = 14


@dataclass(frozen=True)
class Correction:
    """A value that stood in a cell before: what it was, who changed it, when (showroom time)."""

    field: str
    before: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TrafficLogRow:
    """One party, one visit or call, as the log shows it to one person (phones masked where they must be).

    `card` is the guest's open prospect, else his newest; `card_owner` the consultant who has it.
    `adjustment` rows were written after the day was closed; `corrects` is the number of the row such a one
    stands for. A row that is `void` stays on the sheet and counts no more.
    """

    entry: int
    revision: int
    number: int
    arrived: time
    left: time | None = None
    traffic_type: TrafficType = TrafficType.WALK_IN
    visit: Visit | None = None
    guest_name: str = ""
    sex: str = ""
    phones: tuple[str, ...] = ()
    area: str = ""
    purpose: str = "look_at_cars"
    head_count: int = 1
    received_by: int | None = None
    model_of_interest: int | None = None
    colour: str = ""
    source: str = ""
    level: str = ""
    level_reconfirmed: str = ""
    test_drive: bool = False
    note: str = ""
    assigned: int | None = None
    greeted: bool = False
    no_file_reason: str = ""
    adjustment: bool = False
    void: Void | None = None
    void_reason: str = ""
    corrects: int | None = None
    has_card: bool = False
    card: int | None = None
    card_owner: int | None = None
    masked: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def has_phone(self) -> bool:
        """留档: the guest left at least a phone number."""
        return bool(self.phones)

    @property
    def minutes(self) -> int | None:
        """How long the party stayed; None while it is here, and for calls without an end (2.7)."""
        if self.left is None:
            return None
        return self.left.hour * 60 + self.left.minute - self.arrived.hour * 60 - self.arrived.minute


class Place(StrEnum):
    """Whose signature line it is, in the order of the sheet (P4)."""

    RECEPTION = "reception"
    SUPERVISOR = "supervisor"
    SALES_MANAGER = "sales_manager"


@dataclass(frozen=True)
class Signature:
    """A signature given on screen: who, and when in showroom time."""

    name: str
    at: datetime


@dataclass(frozen=True)
class TrafficLogDay:
    """One day of the log: everything screen, paper and Excel need to draw it."""

    day: date
    dealer: str
    dealer_short: str = ""
    dealer_english: str = ""
    weather: str = ""
    receptionists: tuple[str, ...] = ()
    compiled_by: str = ""
    business_hours: str = ""
    on_duty: tuple[str, ...] = ()
    rows: tuple[TrafficLogRow, ...] = ()
    totals: TrafficTotals = field(default_factory=TrafficTotals)
    lists: Lists = field(default_factory=dict)
    signatures: tuple[Signature | None, Signature | None, Signature | None] = (None, None, None)
    closed_at: datetime | None = None
    closed_by: str = ""

    @property
    def closed(self) -> bool:
        """Whether the sheet is only added to now."""
        return self.closed_at is not None
