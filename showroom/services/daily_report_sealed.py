"""What was sealed, as one canonical JSON text and back (req 39).

Sorted keys, UTF-8, no blanks, whole numbers: the same report is the same text and the same hash on every
machine. It holds every number in full, so that whoever reads it is asked for his rights anew; and the words
of the lists as they were, so that a later change of a list changes no sealed sheet.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

from showroom.forms.daily_report import Adjusted, DailyReport, ReportRow, totals_of
from showroom.forms.field import Lists, Option
from showroom.forms.figures import FIGURE, Panel, PanelLine, Value
from showroom.models.act import plain
from showroom.rules.daily_report import ReportState
from showroom.rules.roll_forward import RollForward, Term

# The lists that a sheet draws words from.
_LISTS: Final = ("car_model", "source")
_INSTANTS: Final = ("planned_at", "submitted_at", "reviewed_at", "sealed_at")
_PREFIX: Final = "cards."


def canonical(report: DailyReport) -> str:
    """Everything on a sheet but the hash that is made of it."""
    told = {one.name: _simple(getattr(report, one.name)) for one in fields(report) if one.name not in _APART}
    told["identity"] = {key: count for key, count in report.identity.figures().items() if count}
    told["lists"] = {
        name: [_entry(one) for one in report.lists[name]] for name in _LISTS if name in report.lists
    }
    told["panel"] = None if report.panel is None else _panel(report.panel)
    return plain(told)


_APART: Final = frozenset({"report", "content_hash", "totals", "identity", "lists", "panel"})


def hash_of(content: str) -> str:
    """The SHA-256 of what was sealed."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def read_back(report: int, content: str, content_hash: str) -> DailyReport:
    """The sheet that was sealed, with whole numbers."""
    told = json.loads(content)
    rows = tuple(_row(one) for one in told.pop("rows"))
    told |= {name: told[name] and datetime.fromisoformat(told[name]) for name in _INSTANTS}
    return DailyReport(
        **told
        | {
            "report": report,
            "content_hash": content_hash,
            "day": date.fromisoformat(told["day"]),
            "state": ReportState(told["state"]),
            "rows": rows,
            "totals": totals_of(rows),
            "adjustments": tuple(
                Adjusted(**one | {"day": date.fromisoformat(one["day"])}) for one in told["adjustments"]
            ),
            "identity": _identity(told["identity"]),
            "lists": _lists(told["lists"]),
            "panel": told["panel"] and _panel_of(told["panel"]),
        }
    )


def _simple(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _simple(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _simple(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [_simple(one) for one in value] if isinstance(value, tuple) else value


def _entry(option: Option) -> list[str]:
    return [str(option.code), option.chinese, option.english, option.category]


def _panel(panel: Panel) -> dict[str, Any]:
    told: dict[str, Any] = _simple(panel)
    told["rates"] = [[str(one.figure.key), one.numerator, one.denominator] for one in panel.rates]
    return told


def _panel_of(told: dict[str, Any]) -> Panel:
    return Panel(
        **told
        | {
            "day": date.fromisoformat(told["day"]),
            "lines": tuple(PanelLine(**line) for line in told["lines"]),
            "rates": tuple(Value(FIGURE[key], *numbers) for key, *numbers in told["rates"]),
        }
    )


def _row(told: dict[str, Any]) -> ReportRow:
    due_on = told["due_on"]
    return ReportRow(
        **told
        | {
            "phones": tuple(told["phones"]),
            "activities": frozenset(told["activities"]),
            "due_on": due_on and date.fromisoformat(due_on),
        }
    )


def _identity(told: Mapping[str, int]) -> RollForward:
    found: Counter[tuple[str, Term]] = Counter()
    for key, count in told.items():
        level, term = key.removeprefix(_PREFIX).split(".")
        found[level, Term(term)] = count
    return RollForward(found)


def _lists(told: Mapping[str, list[list[str]]]) -> Lists:
    return {
        name: tuple(
            Option(code, chinese, english, category=category) for code, chinese, english, category in entries
        )
        for name, entries in told.items()
    }
