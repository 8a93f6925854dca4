"""Keeping the reference lists: adding, wording, ordering, taking entries out of use. Nothing is deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from showroom.errors import Refused
from showroom.forms import first_lists
from showroom.forms.field import Option
from showroom.language import either, mark
from showroom.models.reference import ReferenceItem
from showroom.rules.duties import Duty
from showroom.services import lists
from showroom.services.desk import Desk
from showroom.services.list_words import gone, option_of, refuse_shared
from showroom.services.work import Work

_CODE_AT_MOST = 30
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")
# What a form cannot be filled in without keeps at least one entry.
_NEVER_EMPTY = ("purpose", "source", "lost_reason")


@dataclass(frozen=True)
class Entry:
    """One entry as the settings list it; its values are those of the form (forms.reference)."""

    code: str
    revision: int
    chinese: str
    english: str
    also: tuple[str, ...]
    category: str
    campaign: int | None
    active: bool

    @property
    def label(self) -> str:
        """The word in the language of the screen."""
        return either(self.chinese, self.english)


def entries(desk: Desk, list_name: str) -> tuple[Entry, ...]:
    """The entries of one kept list in their order, those out of use too. Raises Denied."""
    desk.require(Duty.KEEP_LISTS)
    rows = _rows(list_name)
    if not rows:
        return tuple(_first_entry(option) for option in first_lists.FIRST[list_name])
    return tuple(
        Entry(
            row.code,
            row.revision,
            row.chinese,
            row.english,
            lists.lines(row.also),
            row.category,
            row.campaign_id,
            row.active,
        )
        for row in rows
    )


def add_item(desk: Desk, list_name: str, values: Mapping[str, Any], token: str | None = None) -> str:
    """Add an entry at the end of a list; its code. Raises Denied, Invalid."""
    with desk.work(Duty.KEEP_LISTS, token) as work:
        if work.repeated is None:
            rows = _kept(work, list_name)
            new = option_of("", values)
            refuse_shared(list_name, new, lists.current())
            code = _new_code(list_name, new, {row.code for row in rows})
            position = 1 + max((row.position for row in rows), default=-1)
            work.add(
                ReferenceItem, list_name=list_name, code=code, position=position, **_columns(new, values)
            )
            work.result["code"] = code
    return str((work.repeated or work.result)["code"])


def change_item(desk: Desk, list_name: str, code: str, revision: int, values: Mapping[str, Any]) -> None:
    """Give an entry other words, another group or campaign. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        row = _row(_kept(work, list_name), code)
        new = option_of(code, values)
        if row.active:
            refuse_shared(list_name, new, lists.current())
        work.edit(ReferenceItem, row.id, revision, **_columns(new, values))


def move_item(desk: Desk, list_name: str, code: str, to: int) -> None:
    """Put an entry at a place of the list, 0 for the first. Raises Denied, Refused."""
    with desk.work(Duty.KEEP_LISTS) as work:
        rows = _kept(work, list_name)
        row = _row(rows, code)
        rows.remove(row)
        rows.insert(max(0, to), row)
        place(work, ReferenceItem, rows)


def retire_item(desk: Desk, list_name: str, code: str, revision: int) -> None:
    """Take an entry out of use; rows that name it keep its word. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        rows = _kept(work, list_name)
        row = _row(rows, code)
        if list_name in _NEVER_EMPTY and not any(one.active for one in rows if one.code != code):
            raise Refused(
                "E-LAST-ENTRY",
                mark("“{label}” is the last entry in use of this list and stays. Add another one first."),
                label=either(row.chinese, row.english),
            )
        work.edit(ReferenceItem, row.id, revision, active=False)


def use_item(desk: Desk, list_name: str, code: str, revision: int) -> None:
    """Take an entry into use again. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_LISTS) as work:
        row = _row(_kept(work, list_name), code)
        words = Option(code, row.chinese, row.english, lists.lines(row.also))
        refuse_shared(list_name, words, lists.current())
        work.edit(ReferenceItem, row.id, revision, active=True)


def place(work: Work, model: Any, rows: list[Any]) -> None:
    """Number rows in the order given; only those that move are written."""
    for position, row in enumerate(rows):
        work.edit(model, row.id, row.revision, position=position)


def _rows(list_name: str) -> list[Any]:
    return list(
        ReferenceItem.select()
        .where(ReferenceItem.list_name == list_name, ReferenceItem.removed_at.is_null())
        .order_by(ReferenceItem.position, ReferenceItem.id)
    )


def _kept(work: Work, list_name: str) -> list[Any]:
    """The rows of a list within an open work; the first change writes the first entries."""
    rows = _rows(list_name)
    if not rows and first_lists.FIRST[list_name]:
        lists.fill(work, list_name, first_lists.FIRST[list_name])
        rows = _rows(list_name)
    return rows


def _row(rows: list[Any], code: str) -> Any:
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise gone()
    return found


def _first_entry(option: Option) -> Entry:
    return Entry(
        str(option.code), 1, option.chinese, option.english, option.also, option.category, None, active=True
    )


def _columns(new: Option, values: Mapping[str, Any]) -> dict[str, Any]:
    columns = {
        "chinese": new.chinese,
        "english": new.english,
        "also": "\n".join(new.also),
        "category": new.category,
    }
    return columns | ({"campaign": values["campaign"]} if "campaign" in values else {})


def _new_code(list_name: str, new: Option, taken: set[str]) -> str:
    """A code that was never used on this list: from the English word, else the list's name, numbered."""
    stem = _NOT_IN_CODES.sub("_", new.english.lower())[:_CODE_AT_MOST].strip("_")
    if stem and not stem.isdigit() and stem not in taken:
        return stem
    stem = list_name if not stem or stem.isdigit() else stem
    number = next(n for n in range(2, len(taken) + 3) if f"{stem}_{n}" not in taken)
    return f"{stem}_{number}"
