"""Cars: those lent for test drives, and those customers own."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from showroom.models.base import Record
from showroom.models.customer import Customer
from showroom.models.reference import CarModel


class DemoCar(Record):
    """试驾车: a car guests may drive, booked by the slot."""

    name: Any = CharField()
    model: Any = ForeignKeyField(CarModel, null=True)
    plate: Any = CharField(default="")
    position: Any = IntegerField(default=0)
    active: Any = BooleanField(default=True)


class Vehicle(Record):
    """A car of an owner (req 58, 60); `sold_here` are own-sold ones. Kilometres and days as told."""

    customer: Any = ForeignKeyField(Customer, backref="vehicles")
    model: Any = ForeignKeyField(CarModel, null=True)
    model_name: Any = CharField(default="")
    colour: Any = CharField(default="")
    plate: Any = CharField(default="", index=True)
    vin: Any = CharField(default="", index=True)
    engine_number: Any = CharField(default="")
    sold_here: Any = BooleanField(default=True)
    bought_on: Any = DateField(null=True)
    delivered_on: Any = DateField(null=True)
    plated_on: Any = DateField(null=True)
    first_visit_on: Any = DateField(null=True)
    first_visit_mileage: Any = IntegerField(null=True)
    compulsory_insurance_until: Any = DateField(null=True)
    annual_inspection_until: Any = DateField(null=True)
