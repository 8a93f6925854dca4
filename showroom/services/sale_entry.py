"""What is written on the way from the test drive to the keys: its columns, and what cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import order as form
from showroom.forms.field import NOTHING, Field, missing
from showroom.language import mark
from showroom.rules.money import show_money
from showroom.rules.orders import DEPOSIT_FOR_O, makes_level_o


def new_row(fields: Collection[Field], entered: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns of a drive, a quote, a valuation: what was given, of today unless told otherwise.

    Raises Invalid with every problem at once.
    """
    row = {"day": today, **given(fields, entered)}
    problems = [*missing(fields, row), *not_yet("day", row["day"], today)]
    if problems:
        raise Invalid(*problems)
    return row


def corrected_row(
    fields: Collection[Field], row: Any, entered: Mapping[str, Any], today: date
) -> dict[str, Any]:
    """The columns of a drive, a quote, a valuation that were written anew: an emptied one is empty then.

    Raises Invalid with every problem at once.
    """
    whole = {field.key: row.__data__[field.key] for field in fields} | {
        field.key: entered[field.key] for field in fields if field.key in entered
    }
    problems = missing(fields, whole)
    if whole["day"] is None:
        problems.append(Problem("day", mark("This must not be empty."), {}))
    if problems := [*problems, *not_yet("day", whole["day"], today)]:
        raise Invalid(*problems)
    return {key: value for key, value in whole.items() if key in entered}


def standing(table: Any, row: int) -> Any:
    """A drive, a quote, a valuation that is on its card. Raises Refused."""
    found = table.get_or_none(table.id == row, table.removed_at.is_null())
    if found is None:
        raise Refused("E-SALE-GONE", mark("This is no longer on the card. Nothing was changed."))
    return found


def given(fields: Iterable[Field], entered: Mapping[str, Any]) -> dict[str, Any]:
    """What of the form was filled in."""
    keys = {field.key for field in fields}
    return {key: value for key, value in entered.items() if key in keys and value not in NOTHING}


def not_yet(key: str, day: date | None, today: date) -> list[Problem]:
    """A problem for what is told to have happened on a day to come."""
    if day is None or day <= today:
        return []
    return [Problem(key, mark("This day is yet to come. Write the day on which it happened."), {})]


def order_problems(order: Mapping[str, Any], *, at_once: bool) -> list[Problem]:
    """What an order cannot be: below the deposit that makes level O, or worth less than its deposit."""
    deposit, price, expected = order["deposit"], order["price"], order["expected_delivery"]
    problems = []
    if not makes_level_o(deposit, at_once=at_once):
        words = mark(
            "An order makes level O from a deposit of {least} yuan on, or where the car is sold and "
            "delivered at once. With less the card keeps its level."
        )
        problems.append(Problem(form.DEPOSIT.key, words, {"least": show_money(DEPOSIT_FOR_O)}))
    if price is not None and price < (deposit or 0):
        problems.append(Problem(form.PRICE.key, mark("The price is lower than the deposit."), {}))
    if expected is not None and expected < order["ordered_on"]:
        words = mark("The delivery is expected on a day before the order.")
        problems.append(Problem(form.EXPECTED_DELIVERY.key, words, {}))
    return problems
