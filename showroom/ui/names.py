"""Names of colleagues on the screen: in English by their English name, where one is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from showroom.forms.daily_report import DailyReport, Waiting
from showroom.forms.field import Lists
from showroom.services.rotation import RotationBook

# Name as stored to name as shown.
Names = Mapping[str, str]


def of(lists: Lists) -> Names:
    """How everybody is shown. Who shares a name with a colleague keeps the stored one."""
    staff = lists.get("staff", ())
    as_often = Counter(one.chinese for one in staff)
    return {one.chinese: one.label for one in staff if as_often[one.chinese] == 1}


def shown(names: Names, name: str) -> str:
    """One of them; a name that nobody has stays."""
    return names.get(name, name)


def of_report(report: DailyReport) -> str:
    """Whose daily report it is."""
    return shown(of(report.lists), report.consultant_name)


def in_reports(names: Names, people: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """How the reports of a day stand, with every name as shown."""
    return tuple(replace(one, consultant_name=shown(names, one.consultant_name)) for one in people)


def in_book(names: Names, book: RotationBook) -> RotationBook:
    """The rotation with every name as shown, also in the sentence why."""
    turn = book.rotation
    why = {
        key: shown(names, value) if isinstance(value, str) else value
        for key, value in turn.why.values.items()
    }
    return replace(
        book,
        present=tuple(
            replace(one, name=shown(names, one.name), set_by=shown(names, one.set_by)) for one in book.present
        ),
        rotation=replace(
            turn,
            lines=tuple(replace(one, name=shown(names, one.name)) for one in turn.lines),
            why=replace(turn.why, values=why),
        ),
    )
