"""订单: what is asked when an order is placed, kept, cancelled and delivered (req 26, 29, 36, 44)."""

from __future__ import annotations

from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field
from showroom.language import mark

ORDERED_ON: Final = Field("ordered_on", mark("Day of the order"), kinds.DATE)
MODEL: Final = Field("model", mark("Model"), kinds.RECORD, options="car_model")
COLOUR: Final = Field("colour", mark("Colour"), kinds.SHORT, options="colour")
EQUIPMENT: Final = Field("equipment", mark("Equipment"), kinds.REASON)
PRICE: Final = Field("price", mark("Price (yuan)"), kinds.PRICE)
DEPOSIT: Final = Field("deposit", mark("Deposit (yuan)"), kinds.MONEY)
AT_ONCE: Final = Field("at_once", mark("Sold and delivered at once"), kinds.TICK)
PAYMENT: Final = Field("payment_method", mark("Payment"), kinds.CHOICE, options="payment_method")
EXPECTED_DELIVERY: Final = Field("expected_delivery", mark("Expected delivery"), kinds.DATE)
NOTE: Final = Field("note", mark("Note"), kinds.NOTE)
ORDER: Final = (
    ORDERED_ON,
    MODEL,
    COLOUR,
    EQUIPMENT,
    PRICE,
    DEPOSIT,
    AT_ONCE,
    PAYMENT,
    EXPECTED_DELIVERY,
    NOTE,
)
# Of an order that stands: what was paid and when it was placed is history.
CHANGE: Final = (MODEL, COLOUR, EQUIPMENT, PRICE, PAYMENT, EXPECTED_DELIVERY, NOTE)

REASON: Final = Field("reason", mark("Why it is cancelled"), kinds.REASON, required=True)
DEPOSIT_RETURNED: Final = Field("deposit_returned", mark("Deposit returned"), kinds.TICK)
CANCEL: Final = (REASON, DEPOSIT_RETURNED)

DELIVERED_ON: Final = Field("delivered_on", mark("Day of the delivery"), kinds.DATE)
PLATE: Final = Field("plate", mark("Plate"), kinds.PLATE)
VIN: Final = Field("vin", mark("VIN"), kinds.VIN)
WHY_US: Final = Field("why_us", mark("Why the customer bought from us"), kinds.NOTE)
SUGGESTIONS: Final = Field("suggestions", mark("What we should do better"), kinds.NOTE)
DELIVERY: Final = (DELIVERED_ON, PLATE, VIN, WHY_US, SUGGESTIONS)

STEP_KIND: Final = Field("kind", mark("Step"), kinds.CHOICE, required=True, options="order_step")
DUE_ON: Final = Field("due_on", mark("Until"), kinds.DATE)
AMOUNT: Final = Field("amount", mark("Amount (yuan)"), kinds.MONEY)
STEP: Final = (STEP_KIND, DUE_ON, AMOUNT, NOTE)
STEP_CHANGE: Final = (DUE_ON, AMOUNT, NOTE)
