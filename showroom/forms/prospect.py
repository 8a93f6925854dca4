"""意向: what is asked of one wish to buy, and what opens a card (forms 2.4 A2; req 57, 58)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

SOURCE: Final = Field("source", mark("Source"), kinds.CHOICE, options="source")
FIRST_CONTACT: Final = Field("first_contact", mark("First contact"), kinds.CHOICE, options="traffic_type")
MODEL: Final = Field("model_of_interest", mark("Model of interest"), kinds.RECORD, options="car_model")
COLOUR: Final = Field("colour", mark("Colour"), kinds.SHORT, options="colour")
EQUIPMENT: Final = Field("equipment", mark("Equipment"), kinds.REASON)
PURCHASE_TIME: Final = Field("purchase_time", mark("Will buy"), kinds.CHOICE, options="purchase_time")
PURCHASE_KIND: Final = Field("purchase_kind", mark("Kind of purchase"), kinds.CHOICE, options="purchase_kind")
USAGE: Final = Field("usage", mark("Used for"), kinds.SEVERAL, options="usage")
BUDGET: Final = Field("budget", mark("Budget"), kinds.SHORT)
PAYMENT: Final = Field("payment_method", mark("Payment"), kinds.CHOICE, options="payment_method")
FINANCE: Final = Field("finance_terms", mark("Financing"), kinds.REASON)
CONCERNS: Final = Field("buying_concerns", mark("Cares about"), kinds.SEVERAL, options="buying_concern")
VEHICLE: Final = Field("current_vehicle", mark("Present car"), kinds.REASON)
PLATE: Final = Field("current_plate", mark("Plate"), kinds.SHORT)
AGE: Final = Field("current_age", mark("Age of the car"), kinds.SHORT)
MILEAGE: Final = Field("current_mileage", mark("Mileage, km"), kinds.NUMBER)
TRADE_IN: Final = Field("trade_in", mark("Trade-in"), kinds.CHOICE, options="trade_in")
COMPETITOR: Final = Field("competitor_model", mark("Compares with"), kinds.REASON)
COMPETITOR_REASON: Final = Field("competitor_reason", mark("Why that one"), kinds.REASON)
PAYER: Final = Field("payer", mark("Payer"), kinds.SHORT)
DECIDER: Final = Field("decision_maker", mark("Decision maker"), kinds.SHORT)
MAIN_USER: Final = Field("main_user", mark("Main user"), kinds.SHORT)

# Every column of the wish that staff write on the card.
FIELDS: Final = (
    FIRST_CONTACT,
    SOURCE,
    PAYER,
    DECIDER,
    MAIN_USER,
    MODEL,
    COLOUR,
    EQUIPMENT,
    PURCHASE_TIME,
    PURCHASE_KIND,
    USAGE,
    BUDGET,
    PAYMENT,
    FINANCE,
    CONCERNS,
    VEHICLE,
    PLATE,
    AGE,
    MILEAGE,
    TRADE_IN,
    COMPETITOR,
    COMPETITOR_REASON,
)

CRITERIA: Final = Field("criteria", mark("Facts for the level"), kinds.SEVERAL, options="criterion")
LEVEL: Final = Field("level", mark("Level"), kinds.CHOICE, required=True, options="card_level")
REASON: Final = Field("reason", mark("Why this level"), kinds.REASON)
# What a changed level asks: the criteria are those ticked on the card.
LEVEL_MOVE: Final = (LEVEL, REASON)

ANOTHER_REASON: Final = Field("another_reason", mark("Why another card"), kinds.REASON)
# What opens a card; of the customer only what tells who it is (N13).
NAME: Final = Field("name", mark("Customer"), kinds.NAME)
SEX: Final = Field("sex", mark("Sex"), kinds.CHOICE, options="sex")
PHONE: Final = Field("phone", mark("Phone"), kinds.PHONES)
WECHAT: Final = Field("wechat", mark("WeChat"), kinds.SHORT)
NO_CONTACT: Final = Field("no_contact_reason", mark("Why no number"), kinds.REASON)
FIRST_LEVEL: Final = Field("level", mark("First level"), kinds.CHOICE, options="card_level")
NEW_CARD: Final = (NAME, SEX, PHONE, WECHAT, NO_CONTACT, MODEL, FIRST_LEVEL, SOURCE, FIRST_CONTACT)
