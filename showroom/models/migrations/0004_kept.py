"""What a showroom sets up and keeps: leaving, PINs, campaigns, categories, level rules, calendar, logo."""

from typing import Any

import peewee as pw


class InstantField(pw.BigIntegerField):
    pass


class Table(pw.Model):
    id = pw.AutoField()

    class Meta:
        legacy_table_names = False


class Record(Table):
    revision = pw.IntegerField(default=1)
    removed_at = InstantField(null=True)


class Staff(Record):
    pass


class DeskSignIn(Record):
    staff = pw.ForeignKeyField(Staff)
    desk = pw.CharField()
    at = InstantField()
    sessions_ended = pw.IntegerField(default=0)
    wrong_pins = pw.IntegerField(default=0)

    class Meta:
        indexes = ((("staff", "desk"), True),)


class Campaign(Record):
    kind = pw.CharField()
    chinese = pw.CharField()
    english = pw.CharField(default="")
    place = pw.CharField(default="")
    starts_on = pw.DateField()
    ends_on = pw.DateField(null=True)
    cost = pw.IntegerField(null=True)
    note = pw.TextField(default="")
    active = pw.BooleanField(default=True)


class ReferenceItem(Record):
    list_name = pw.CharField()
    code = pw.CharField()
    category = pw.CharField(default="")


class Picture(Record):
    name = pw.CharField(unique=True)
    media_type = pw.CharField()
    content = pw.TextField()


class LevelRuleSet(Record):
    code = pw.CharField()
    chinese = pw.CharField()
    english = pw.CharField(default="")
    effective_from = pw.DateField()
    note = pw.TextField(default="")


class LevelRule(Record):
    rule_set = pw.ForeignKeyField(LevelRuleSet)
    level = pw.CharField()
    window_from_days = pw.IntegerField(null=True)
    window_to_days = pw.IntegerField(null=True)
    contact_days = pw.IntegerField()

    class Meta:
        indexes = ((("rule_set", "level"), True),)


class CalendarDay(Record):
    day = pw.DateField(unique=True)
    kind = pw.CharField()
    name = pw.CharField(default="")
    hours = pw.CharField(default="")


TABLES = (DeskSignIn, Campaign, Picture, LevelRuleSet, LevelRule, CalendarDay)

# The sources a store was founded with before sources had a category.
NETWORK = ("vip", "base", "showroom", "intelligence", "employee", "display")


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx((*TABLES, Staff, ReferenceItem)):
        db.create_tables(TABLES)
        migrator.migrate(
            migrator.add_column("staff", "pin_hash", pw.TextField(default="")),
            migrator.add_column("staff", "left_on", pw.DateField(null=True)),
            migrator.add_column("staff", "sessions_ended", pw.IntegerField(default=0)),
            migrator.add_column("sign_in_lock", "counted_from", InstantField(null=True)),
            migrator.add_column("reference_item", "category", pw.CharField(default="")),
            migrator.add_column(
                "reference_item", "campaign_id", pw.ForeignKeyField(Campaign, field=Campaign.id, null=True)
            ),
        )
        sources = ReferenceItem.list_name == "source"
        ReferenceItem.update(category="media").where(sources).execute()
        ReferenceItem.update(category="network").where(sources, ReferenceItem.code.in_(NETWORK)).execute()
    if isinstance(db, pw.SqliteDatabase):
        db.execute_sql("PRAGMA user_version = 4")
