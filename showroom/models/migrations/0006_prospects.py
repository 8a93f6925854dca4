"""Prospects and the level clock: facts of customers and wishes, contacts, orders, cars (issue 5)."""

from typing import Any

import peewee as pw


class InstantField(pw.BigIntegerField):
    pass


class CodesField(pw.TextField):
    def db_value(self, value: Any) -> str:
        return ",".join(value or ())


class Record(pw.Model):
    id = pw.AutoField()
    revision = pw.IntegerField(default=1)
    removed_at = InstantField(null=True)

    class Meta:
        legacy_table_names = False


class Staff(Record):
    pass


class CarModel(Record):
    pass


class Customer(Record):
    pass


class Prospect(Record):
    pass


class TrafficEntry(Record):
    pass


class FamilyMember(Record):
    customer = pw.ForeignKeyField(Customer, backref="family")
    relation = pw.CharField()
    name = pw.CharField(default="")
    birthday = pw.CharField(default="")
    note = pw.TextField(default="")


class Consent(Record):
    customer = pw.ForeignKeyField(Customer, backref="consents")
    subject = pw.CharField()
    purpose = pw.TextField()
    given_how = pw.CharField()
    given_on = pw.DateField()
    notice_version = pw.CharField()
    withdrawn_on = pw.DateField(null=True)


class CardMove(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="moves")
    day = pw.DateField()
    at = InstantField()
    move = pw.CharField()
    level_before = pw.CharField(default="")
    level_after = pw.CharField(default="")
    owner_before = pw.ForeignKeyField(Staff, null=True, backref="cards_given")
    owner_after = pw.ForeignKeyField(Staff, null=True, backref="cards_got")
    criteria = CodesField(default=())
    reason = pw.TextField(default="")
    by = pw.ForeignKeyField(Staff, null=True, backref="moves_made")

    class Meta:
        indexes = (
            (("prospect", "day"), False),
            (("day", "move"), False),
        )


class FollowUp(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="follow_ups")
    day = pw.DateField()
    time = pw.TimeField(null=True)
    by = pw.ForeignKeyField(Staff, backref="follow_ups")
    method = pw.CharField()
    activity = pw.CharField()
    purpose = pw.CharField(default="")
    said = pw.TextField(default="")
    result = pw.CharField()
    reached = pw.BooleanField()
    level_before = pw.CharField(default="")
    level_after = pw.CharField(default="")
    criteria = CodesField(default=())
    reason = pw.TextField(default="")
    agreed_on = pw.DateField(null=True)
    next_method = pw.CharField(default="")
    minutes = pw.IntegerField(null=True)
    move = pw.ForeignKeyField(CardMove, null=True, backref="follow_ups")

    class Meta:
        indexes = (
            (("prospect", "day"), False),
            (("by", "day"), False),
        )


class DemoCar(Record):
    name = pw.CharField()
    model = pw.ForeignKeyField(CarModel, null=True, backref="democar_set")
    plate = pw.CharField(default="")
    position = pw.IntegerField(default=0)
    active = pw.BooleanField(default=True)


class Appointment(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="appointments")
    follow_up = pw.ForeignKeyField(FollowUp, null=True, backref="appointments")
    kind = pw.CharField()
    day = pw.DateField(index=True)
    time = pw.TimeField(null=True)
    car = pw.ForeignKeyField(DemoCar, null=True, backref="appointments")
    slot = pw.CharField(null=True, unique=True)
    made_by = pw.ForeignKeyField(Staff, backref="appointments")
    made_at = InstantField()
    state = pw.CharField()
    entry = pw.ForeignKeyField(TrafficEntry, null=True, backref="appointments")
    no_show_reason = pw.TextField(default="")
    note = pw.TextField(default="")


class Vehicle(Record):
    customer = pw.ForeignKeyField(Customer, backref="vehicles")
    model = pw.ForeignKeyField(CarModel, null=True, backref="vehicle_set")
    model_name = pw.CharField(default="")
    colour = pw.CharField(default="")
    plate = pw.CharField(default="", index=True)
    vin = pw.CharField(default="", index=True)
    engine_number = pw.CharField(default="")
    sold_here = pw.BooleanField(default=True)
    bought_on = pw.DateField(null=True)
    delivered_on = pw.DateField(null=True)
    plated_on = pw.DateField(null=True)
    first_visit_on = pw.DateField(null=True)
    first_visit_mileage = pw.IntegerField(null=True)
    compulsory_insurance_until = pw.DateField(null=True)
    annual_inspection_until = pw.DateField(null=True)


class Drive(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="drives")
    appointment = pw.ForeignKeyField(Appointment, null=True, backref="drives")
    day = pw.DateField(index=True)
    time = pw.TimeField(null=True)
    car = pw.ForeignKeyField(DemoCar, null=True, backref="drives")
    model = pw.ForeignKeyField(CarModel, null=True, backref="drive_set")
    kilometres = pw.IntegerField(null=True)
    licence = pw.CharField(default="")
    accompanied_by = pw.ForeignKeyField(Staff, null=True, backref="drives")
    impression = pw.TextField(default="")


class Quote(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="quotes")
    day = pw.DateField()
    model = pw.ForeignKeyField(CarModel, null=True, backref="quote_set")
    colour = pw.CharField(default="")
    equipment = pw.TextField(default="")
    price = pw.IntegerField()
    included = pw.TextField(default="")
    by = pw.ForeignKeyField(Staff, null=True, backref="quotes")


class TradeIn(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="valuations")
    day = pw.DateField()
    vehicle = pw.TextField()
    plate = pw.CharField(default="")
    year = pw.IntegerField(null=True)
    mileage = pw.IntegerField(null=True)
    value = pw.IntegerField()
    note = pw.TextField(default="")
    by = pw.ForeignKeyField(Staff, null=True, backref="valuations")


class SalesOrder(Record):
    prospect = pw.ForeignKeyField(Prospect, backref="orders")
    ordered_on = pw.DateField(index=True)
    model = pw.ForeignKeyField(CarModel, null=True, backref="salesorder_set")
    colour = pw.CharField(default="")
    equipment = pw.TextField(default="")
    price = pw.IntegerField(null=True)
    deposit = pw.IntegerField(null=True)
    payment_method = pw.CharField(default="")
    expected_delivery = pw.DateField(null=True)
    level_before = pw.CharField(default="")
    by = pw.ForeignKeyField(Staff, null=True, backref="orders")
    cancelled_on = pw.DateField(null=True)
    cancel_reason = pw.TextField(default="")
    deposit_returned = pw.BooleanField(default=False)
    delivered_on = pw.DateField(null=True)
    vehicle = pw.ForeignKeyField(Vehicle, null=True, backref="orders")
    why_us = pw.TextField(default="")
    suggestions = pw.TextField(default="")
    note = pw.TextField(default="")


class OrderStep(Record):
    order = pw.ForeignKeyField(SalesOrder, backref="steps")
    kind = pw.CharField()
    due_on = pw.DateField(null=True)
    amount = pw.IntegerField(null=True)
    done_on = pw.DateField(null=True)
    done_by = pw.ForeignKeyField(Staff, null=True, backref="steps_done")
    note = pw.TextField(default="")


OLD = (Staff, CarModel, Customer, Prospect, TrafficEntry)
NEW = (
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
)


def columns() -> tuple[tuple[str, str, Any], ...]:
    return (
        ("customer", "kind", pw.CharField(default="")),
        ("customer", "birthday", pw.CharField(default="")),
        ("customer", "age_group", pw.CharField(default="")),
        ("customer", "id_kind", pw.CharField(default="")),
        ("customer", "id_number", pw.CharField(default="")),
        ("customer", "wechat", pw.CharField(default="")),
        ("customer", "email", pw.CharField(default="")),
        ("customer", "fax", pw.CharField(default="")),
        ("customer", "no_contact_reason", pw.TextField(default="")),
        ("customer", "area", pw.CharField(default="")),
        ("customer", "home_address", pw.TextField(default="")),
        ("customer", "home_postcode", pw.CharField(default="")),
        ("customer", "workplace", pw.TextField(default="")),
        ("customer", "workplace_postcode", pw.CharField(default="")),
        ("customer", "occupation", pw.CharField(default="")),
        ("customer", "industry", pw.CharField(default="")),
        ("customer", "job_title", pw.CharField(default="")),
        ("customer", "education", pw.CharField(default="")),
        ("customer", "marital_status", pw.CharField(default="")),
        ("customer", "household_income", pw.CharField(default="")),
        ("customer", "hobbies", pw.TextField(default="")),
        ("customer", "character", pw.TextField(default="")),
        ("customer", "favourite_colours", pw.CharField(default="")),
        ("customer", "good_time", pw.TextField(default="")),
        ("customer", "remark", pw.TextField(default="")),
        ("customer", "referrer_id", pw.ForeignKeyField(Customer, field=Customer.id, null=True)),
        ("customer", "referrer_relation", pw.CharField(default="")),
        ("customer", "tags", CodesField(default=())),
        ("customer", "vip", pw.BooleanField(default=False)),
        ("customer", "key_account", pw.BooleanField(default=False)),
        ("customer", "blacklisted", pw.BooleanField(default=False)),
        ("customer", "blacklist_reason", pw.TextField(default="")),
        ("customer", "notice_version", pw.CharField(default="")),
        ("customer", "marketing_consent", pw.BooleanField(default=False)),
        ("prospect", "wake_on", pw.DateField(null=True)),
        ("prospect", "first_contact", pw.CharField(default="")),
        ("prospect", "another_reason", pw.TextField(default="")),
        ("prospect", "source", pw.CharField(default="")),
        ("prospect", "model_of_interest_id", pw.ForeignKeyField(CarModel, field=CarModel.id, null=True)),
        ("prospect", "colour", pw.CharField(default="")),
        ("prospect", "equipment", pw.TextField(default="")),
        ("prospect", "purchase_time", pw.CharField(default="")),
        ("prospect", "purchase_kind", pw.CharField(default="")),
        ("prospect", "usage", CodesField(default=())),
        ("prospect", "budget", pw.CharField(default="")),
        ("prospect", "payment_method", pw.CharField(default="")),
        ("prospect", "finance_terms", pw.TextField(default="")),
        ("prospect", "buying_concerns", CodesField(default=())),
        ("prospect", "current_vehicle", pw.TextField(default="")),
        ("prospect", "current_plate", pw.CharField(default="")),
        ("prospect", "current_age", pw.CharField(default="")),
        ("prospect", "current_mileage", pw.IntegerField(null=True)),
        ("prospect", "trade_in", pw.CharField(default="")),
        ("prospect", "competitor_model", pw.TextField(default="")),
        ("prospect", "competitor_reason", pw.TextField(default="")),
        ("prospect", "payer", pw.CharField(default="")),
        ("prospect", "decision_maker", pw.CharField(default="")),
        ("prospect", "main_user", pw.CharField(default="")),
        ("prospect", "criteria", CodesField(default=())),
        ("prospect", "criteria_on", pw.DateField(null=True)),
        ("phone", "use", pw.CharField(default="")),
    )


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx((*OLD, *NEW)):
        db.create_tables(NEW)
        migrator.migrate(
            *(migrator.add_column(table, name, field) for table, name, field in columns()),
            migrator.drop_index("prospect", "prospect_owner_id"),
            migrator.add_index("prospect", ("owner_id", "state"), False),
        )
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 6")
