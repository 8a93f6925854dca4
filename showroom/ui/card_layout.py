"""Where each field of the card stands on its A side: rows of three label and value pairs, as on the sheet."""

from __future__ import annotations

from typing import Final

# What is read on the card and written elsewhere.
FAMILY: Final = "family"
REFERRER: Final = "referrer"
READ: Final = frozenset({FAMILY, REFERRER})

# A field and how many of the three pairs it is wide.
Row = tuple[tuple[str, int], ...]

CUSTOMER: Final[tuple[Row, ...]] = (
    (("name", 1), ("sex", 1), ("birthday", 1)),
    (("mobile", 1), ("home_phone", 1), ("office_phone", 1)),
    (("wechat", 1), ("email", 1), ("fax", 1)),
    (("id_kind", 1), ("id_number", 1), ("kind", 1)),
    (("home_address", 2), ("home_postcode", 1)),
    (("workplace", 2), ("workplace_postcode", 1)),
    (("area", 1), ("occupation", 1), ("industry", 1)),
    (("job_title", 1), ("education", 1), ("marital_status", 1)),
    (("age_group", 1), ("household_income", 1), ("favourite_colours", 1)),
    (("hobbies", 1), ("character", 1), ("good_time", 1)),
    (("payer", 1), ("decision_maker", 1), ("main_user", 1)),
    ((FAMILY, 2), ("tags", 1)),
    ((REFERRER, 1), ("referrer_relation", 1), ("no_contact_reason", 1)),
    (("remark", 2), ("marketing_consent", 1)),
)
NEED: Final[tuple[Row, ...]] = (
    (("model_of_interest", 1), ("colour", 1), ("equipment", 1)),
    (("purchase_time", 1), ("purchase_kind", 1), ("usage", 1)),
    (("budget", 1), ("payment_method", 1), ("finance_terms", 1)),
    (("buying_concerns", 1), ("competitor_model", 1), ("competitor_reason", 1)),
    (("current_vehicle", 2), ("trade_in", 1)),
    (("current_plate", 1), ("current_age", 1), ("current_mileage", 1)),
)
# On the underlined blanks of the head line.
HEAD: Final = ("first_contact", "source")


def in_order() -> tuple[str, ...]:
    """Every field of the side in the order of the pen, but for the criteria."""
    return HEAD + tuple(key for row in (*CUSTOMER, *NEED) for key, _pairs in row if key not in READ)
