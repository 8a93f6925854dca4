"""保存的视图: the conditions of a list under a name, each person's own (screens: Prospects)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import kinds
from showroom.forms.field import Field, read_field
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.saved_view import SavedView
from showroom.rules import text
from showroom.rules.duties import Duty
from showroom.services.desk import Desk

NAME: Final = Field("name", mark("Name of the view"), kinds.NAME, required=True)

_of_page = Compiled(
    lambda: (
        SavedView.select(SavedView.id, SavedView.revision, SavedView.name, SavedView.filters)
        .where(
            SavedView.staff == slot("staff"), SavedView.page == slot("page"), SavedView.removed_at.is_null()
        )
        .order_by(SavedView.id)
    )
)

# The codes chosen of each condition.
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class View:
    """One view; `filters` are the conditions as the list itself reads them."""

    view: int
    revision: int
    name: str
    filters: dict[str, tuple[str, ...]]


def views(desk: Desk, page: str) -> tuple[View, ...]:
    """One's own views of a list, in the order in which they were kept. Raises Denied."""
    desk.require(Duty.KEEP_VIEWS)
    rows = _of_page.rows(staff=desk.staff, page=page)
    return tuple(View(view, revision, name, _read(filters)) for view, revision, name, filters in rows)


def keep(desk: Desk, page: str, name: str, filters: Filters, token: str | None = None) -> int:
    """Keep conditions under a name; its id. A view of the same name has these conditions from then on.

    Raises Denied, Invalid.
    """
    with desk.work(Duty.KEEP_VIEWS, token) as work:
        if work.repeated is not None:
            return int(work.repeated["view"])
        name, written = _named(name), _written(filters)
        same = next((one for one in views(desk, page) if text.key(one.name) == text.key(name)), None)
        if same is None:
            kept = work.add(SavedView, staff=desk.staff, page=page, name=name, filters=written)
        else:
            kept = same.view
            work.edit(SavedView, kept, same.revision, name=name, filters=written)
        work.result["view"] = kept
    return kept


def rename(desk: Desk, view: int, revision: int, name: str) -> None:
    """Give one's own view another name. Raises Denied, Invalid, Refused, Clash."""
    with desk.work(Duty.KEEP_VIEWS) as work:
        found, name = _own(desk, view), _named(name)
        for other in views(desk, found.page):
            if other.view != view and text.key(other.name) == text.key(name):
                raise Invalid(
                    Problem(
                        "name", mark("Another view is called {name}. Choose another name."), {"name": name}
                    )
                )
        work.edit(SavedView, view, revision, name=name)


def remove(desk: Desk, view: int, revision: int) -> None:
    """Keep one's own view no longer. Raises Denied, Refused, Clash."""
    with desk.work(Duty.KEEP_VIEWS) as work:
        _own(desk, view)
        work.remove(SavedView, view, revision)


def _own(desk: Desk, view: int) -> Any:
    found = SavedView.get_or_none(
        SavedView.id == view, SavedView.staff == desk.staff, SavedView.removed_at.is_null()
    )
    if found is None:
        raise Refused(
            "E-VIEW-GONE", mark("This view is no longer kept. Nothing was changed. Choose another.")
        )
    return found


def _named(typed: str) -> str:
    """The name as it is kept. Raises Invalid."""
    return str(read_field(NAME, typed, {}))


def _written(filters: Filters) -> str:
    chosen = {key: list(codes) for key, codes in filters.items() if codes}
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True)


def _read(stored: str) -> dict[str, tuple[str, ...]]:
    """What was kept; of a view that a newer program wrote, what this one understands."""
    try:
        known = json.loads(stored)
    except ValueError:
        known = {}
    if not isinstance(known, dict):
        return {}
    return {key: tuple(map(str, codes)) for key, codes in known.items() if isinstance(codes, list)}
