"""The level rules as versions: a set is in force from its day until the next one's."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from showroom.models.base import Record


class LevelRuleSet(Record):
    """One version of the rules; never changed once it was adopted."""

    code: Any = CharField()
    chinese: Any = CharField()
    english: Any = CharField(default="")
    effective_from: Any = DateField()
    note: Any = TextField(default="")


class LevelRule(Record):
    """What one level means in one version: days to the deal, and the most days between two contacts."""

    rule_set: Any = ForeignKeyField(LevelRuleSet, backref="rules")
    level: Any = CharField()
    window_from_days: Any = IntegerField(null=True)
    window_to_days: Any = IntegerField(null=True)
    contact_days: Any = IntegerField()

    class Meta:
        indexes = ((("rule_set", "level"), True),)
