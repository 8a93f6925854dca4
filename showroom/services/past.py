"""Reading the figures as the store stood when a past day ended (issue 7; req 83)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final

from peewee import fn

from showroom.clock import start_of
from showroom.errors import Refused
from showroom.language import mark
from showroom.models import past
from showroom.models.act import Act
from showroom.models.base import Compiled, InstantField
from showroom.models.car import Vehicle
from showroom.models.customer import Customer, Phone
from showroom.models.daily_report import DailyReport, ReportRow
from showroom.models.follow_up import Appointment, FollowUp
from showroom.models.handover import Handover, HandoverCard
from showroom.models.lost_request import LostRequest
from showroom.models.prospect import CardMove, Prospect
from showroom.models.sale import Drive, SalesOrder
from showroom.models.target import Target
from showroom.models.traffic_day import TrafficDay
from showroom.models.traffic_log import TrafficEntry
from showroom.services.desk import Desk

# What figures are made of. People, rights, lists and settings are those of now: who may look is asked today,
# and a colleague has one name.
COUNTED: Final = (
    Customer,
    Phone,
    Prospect,
    TrafficEntry,
    TrafficDay,
    CardMove,
    FollowUp,
    Appointment,
    Vehicle,
    Drive,
    SalesOrder,
    LostRequest,
    Handover,
    HandoverCard,
    DailyReport,
    ReportRow,
    Target,
)
_instant: Final = InstantField()
_began: Final = Compiled(lambda: Act.select(fn.MIN(Act.at)))


@contextmanager
def reading(desk: Desk, as_of: date | None = None) -> Iterator[None]:
    """Several reads of one instant: of now, or of the end of a past day.

    The store's acts tell what was registered, corrected, handed on or removed since. Raises Refused for a day
    that is not over, and for one before the store began.
    """
    if as_of is not None and as_of >= desk.clock.today():
        raise Refused(
            "E-AS-OF-TODAY",
            mark(
                "This day is not over: its figures are those of now. Nothing was read. Take an earlier day."
            ),
        )
    with desk.reading():
        if as_of is None:
            yield
            return
        _refuse_before_the_store(desk, as_of)
        with past.as_it_stood(start_of(as_of + timedelta(days=1), desk.clock), COUNTED):
            yield


def _refuse_before_the_store(desk: Desk, as_of: date) -> None:
    ((first,),) = _began.rows()
    began = _instant.python_value(first)
    if began is None or as_of < began.astimezone(desk.clock.local().tzinfo).date():
        raise Refused(
            "E-AS-OF-BEFORE",
            mark("The store did not exist on this day. Nothing was read. Take a later day."),
        )
