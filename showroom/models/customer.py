"""People and firms who came or called: their facts, numbers, families and tags (req 48, 57–59, 65)."""

from __future__ import annotations

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from showroom.models.base import CodesField, InstantField, Record
from showroom.models.staff import Staff


class Customer(Record):
    """A person or firm; `name_key` is the name as it is compared.

    Birthdays are texts of `rules.birthdays` (solar or lunar, with or without a year). Of the special lists
    (req 65) `vip` are kept by the manager. `notice_version` is the privacy notice that was on the desk when
    the file was opened (T1). A file that was found to be of the same person as another is removed and names
    it in `merged_into`.
    """

    name: Any = CharField()
    name_key: Any = CharField(index=True)
    sex: Any = CharField(default="")
    kind: Any = CharField(default="")
    birthday: Any = CharField(default="")
    age_group: Any = CharField(default="")
    id_kind: Any = CharField(default="")
    id_number: Any = CharField(default="")
    wechat: Any = CharField(default="")
    email: Any = CharField(default="")
    fax: Any = CharField(default="")
    no_contact_reason: Any = TextField(default="")
    area: Any = CharField(default="")
    home_address: Any = TextField(default="")
    home_postcode: Any = CharField(default="")
    workplace: Any = TextField(default="")
    workplace_postcode: Any = CharField(default="")
    occupation: Any = CharField(default="")
    industry: Any = CharField(default="")
    job_title: Any = CharField(default="")
    education: Any = CharField(default="")
    marital_status: Any = CharField(default="")
    household_income: Any = CharField(default="")
    hobbies: Any = TextField(default="")
    character: Any = TextField(default="")
    favourite_colours: Any = CharField(default="")
    good_time: Any = TextField(default="")
    remark: Any = TextField(default="")
    referrer: Any = ForeignKeyField("self", null=True, backref="referred")
    referrer_relation: Any = CharField(default="")
    tags: Any = CodesField(default=())
    vip: Any = BooleanField(default=False)
    key_account: Any = BooleanField(default=False)
    blacklisted: Any = BooleanField(default=False)
    blacklist_reason: Any = TextField(default="")
    notice_version: Any = CharField(default="")
    marketing_consent: Any = BooleanField(default=False)
    merged_into: Any = ForeignKeyField("self", null=True, backref="merged")


class Phone(Record):
    """A number of a customer. Members of a family may share one, so the key is not unique.

    `use` says which of his numbers it is (mobile, home, office); "" is told by the number's kind.
    """

    customer: Any = ForeignKeyField(Customer, backref="phones")
    key: Any = CharField(index=True)
    tail: Any = CharField(index=True)
    kind: Any = CharField()
    typed: Any = TextField()
    use: Any = CharField(default="")


class FamilyMember(Record):
    """Somebody of a customer's family, for care and reminders (req 53)."""

    customer: Any = ForeignKeyField(Customer, backref="family")
    relation: Any = CharField()
    name: Any = CharField(default="")
    birthday: Any = CharField(default="")
    note: Any = TextField(default="")


class Consent(Record):
    """Somebody agreed that sensitive facts are kept: which, for what, how it was given (T1, T2).

    `subject` is a kind of fact (rules.consent.Subject); one that was withdrawn keeps its day.
    """

    customer: Any = ForeignKeyField(Customer, backref="consents")
    subject: Any = CharField()
    purpose: Any = TextField()
    given_how: Any = CharField()
    given_on: Any = DateField()
    notice_version: Any = CharField()
    withdrawn_on: Any = DateField(null=True)


class TwoPeople(Record):
    """Somebody looked at two files that seemed to be one person's and said that they are two (req 62)."""

    first: Any = ForeignKeyField(Customer, backref="told_apart")
    second: Any = ForeignKeyField(Customer, backref="told_apart_from")
    by: Any = ForeignKeyField(Staff, backref="told_apart")
    at: Any = InstantField()
    reason: Any = TextField(default="")
