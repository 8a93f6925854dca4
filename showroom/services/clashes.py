"""A clash in the words of the form: what stands there and what was entered, as staff read it (F2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from showroom.errors import Clash
from showroom.forms import customer as customer_form
from showroom.forms import drive as drive_form
from showroom.forms.field import Field, show
from showroom.models.base import Record
from showroom.models.customer import Customer
from showroom.rules.masking import mask_identity
from showroom.services import lists

_OF_A_PAPER: Final = frozenset({customer_form.ID_NUMBER.key, drive_form.LICENCE.key})


@contextmanager
def in_words(table: type[Record], fields: Collection[Field]) -> Iterator[None]:
    """Let a clash in a row of this table name the fields that have a word on the form, in their words.

    Of the number of an ID or a licence no more than its mask is told.
    """
    try:
        yield
    except Clash as clash:
        by_key = {field.key: field for field in fields}
        mine, theirs = (_told(table, by_key, side) for side in (clash.mine, clash.theirs))
        raise Clash(clash.code, clash.message, mine, theirs) from None


def _told(table: Any, fields: Mapping[str, Field], side: Mapping[str, Any]) -> dict[str, str]:
    known = lists.current()
    columns = table._meta.fields
    told = {}
    for key, stored in side.items():
        if key == customer_form.REFERRER.key:
            found = Customer.get_or_none(Customer.id == stored)
            told[key] = found.name if found else ""
        elif key in _OF_A_PAPER:
            told[key] = mask_identity(stored)
        elif key in fields:
            value = columns[key].python_value(stored) if key in columns else stored
            told[key] = show(fields[key], value, known)
    return told
