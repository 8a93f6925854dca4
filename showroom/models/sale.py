"""From the test drive to the keys: drives, quotes, valuations, orders and their steps (req 36, 44, 150)."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, TimeField

from showroom.models.base import Record
from showroom.models.car import DemoCar, Vehicle
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.models.reference import CarModel
from showroom.models.staff import Staff


class Drive(Record):
    """试乘试驾: a test drive that was made. `licence` is the number of the driving licence, masked."""

    prospect: Any = ForeignKeyField(Prospect, backref="drives")
    appointment: Any = ForeignKeyField(Appointment, null=True, backref="drives")
    day: Any = DateField(index=True)
    time: Any = TimeField(null=True, formats=["%H:%M:%S"])
    car: Any = ForeignKeyField(DemoCar, null=True, backref="drives")
    model: Any = ForeignKeyField(CarModel, null=True)
    kilometres: Any = IntegerField(null=True)
    licence: Any = CharField(default="")
    accompanied_by: Any = ForeignKeyField(Staff, null=True, backref="drives")
    impression: Any = TextField(default="")


class Quote(Record):
    """报价: a price that was named, in 分. Earlier ones stay (req 150)."""

    prospect: Any = ForeignKeyField(Prospect, backref="quotes")
    day: Any = DateField()
    model: Any = ForeignKeyField(CarModel, null=True)
    colour: Any = CharField(default="")
    equipment: Any = TextField(default="")
    price: Any = IntegerField()
    included: Any = TextField(default="")
    by: Any = ForeignKeyField(Staff, null=True, backref="quotes")


class TradeIn(Record):
    """旧车评估: what the old car was valued at, in 分; mileage in kilometres."""

    prospect: Any = ForeignKeyField(Prospect, backref="valuations")
    day: Any = DateField()
    vehicle: Any = TextField()
    plate: Any = CharField(default="")
    year: Any = IntegerField(null=True)
    mileage: Any = IntegerField(null=True)
    value: Any = IntegerField()
    note: Any = TextField(default="")
    by: Any = ForeignKeyField(Staff, null=True, backref="valuations")


class SalesOrder(Record):
    """订单: money in 分. A card has one open order at most; cancelled, it goes back to `level_before`."""

    prospect: Any = ForeignKeyField(Prospect, backref="orders")
    ordered_on: Any = DateField(index=True)
    model: Any = ForeignKeyField(CarModel, null=True)
    colour: Any = CharField(default="")
    equipment: Any = TextField(default="")
    price: Any = IntegerField(null=True)
    deposit: Any = IntegerField(null=True)
    payment_method: Any = CharField(default="")
    expected_delivery: Any = DateField(null=True)
    level_before: Any = CharField(default="")
    by: Any = ForeignKeyField(Staff, null=True, backref="orders")
    cancelled_on: Any = DateField(null=True, index=True)
    cancel_reason: Any = TextField(default="")
    deposit_returned: Any = BooleanField(default=False)
    delivered_on: Any = DateField(null=True, index=True)
    vehicle: Any = ForeignKeyField(Vehicle, null=True, backref="orders")
    why_us: Any = TextField(default="")
    suggestions: Any = TextField(default="")
    note: Any = TextField(default="")


class OrderStep(Record):
    """One step on the way to delivery: due, done, by whom; `amount` in 分 for payments."""

    order: Any = ForeignKeyField(SalesOrder, backref="steps")
    kind: Any = CharField()
    due_on: Any = DateField(null=True)
    amount: Any = IntegerField(null=True)
    done_on: Any = DateField(null=True)
    done_by: Any = ForeignKeyField(Staff, null=True, backref="steps_done")
    note: Any = TextField(default="")
