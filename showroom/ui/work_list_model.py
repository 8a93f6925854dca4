"""The rows of the work list: heads of the groups and the cards below them, as words ready to be painted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from showroom.forms import day_words
from showroom.forms import traffic_log as log_form
from showroom.forms.due_sum import DueSum, due_sum
from showroom.forms.field import Lists, show
from showroom.forms.offers import finds
from showroom.forms.today import DueRow, Group, group_of, place_of
from showroom.language import _, mark
from showroom.rules.level import Level
from showroom.ui import names
from showroom.ui.look.labels import literal

Index = QModelIndex | QPersistentModelIndex

# How long what was done stays on the list, struck.
STAYS: Final = timedelta(minutes=5)

WORDS: Final[Mapping[Group, str]] = {
    Group.OVERDUE: mark("Overdue"),
    Group.TODAY: mark("Today"),
    Group.TOMORROW: mark("Tomorrow"),
    Group.THIS_WEEK: mark("This week"),
}
_NOTHING: Final = QModelIndex()


class WorkRole(IntEnum):
    """Roles beyond Qt's own: a `Head` or a `WorkLine`, and the `DueRow` behind a line."""

    PAINTED = Qt.ItemDataRole.UserRole + 1
    RECORD = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Head:
    """The head of a group with the count of the cards that wait in it."""

    group: Group
    count: int

    @property
    def words(self) -> str:
        """As it is read."""
        return f"{_(WORDS[self.group])} {self.count}"


@dataclass(frozen=True)
class WorkLine:
    """A card in words. `when` stands below the sum; `struck` ones were done a moment ago."""

    badge: str
    name: str
    phone: str
    model: str
    whose: str
    words: str
    sum: DueSum
    when: str
    overdue: bool
    struck: bool

    @property
    def text(self) -> str:
        """As who cannot see the list hears it."""
        level = _("level {level}", level=self.badge)
        parts = (self.name, level, self.phone, self.model, self.whose, self.words, self.when, str(self.sum))
        return ", ".join(part for part in parts if part)


class WorkListModel(QAbstractListModel):
    """Shows the rows of one group or of all, those that match what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DueRow, ...] = ()
        # Each card as it stood before it was done.
        self._stood: dict[int, DueRow] = {}
        self._lists: Lists = {}
        self._today = date.min
        self._with_owner = False
        self._shown: list[Head | DueRow] = []
        self._painted: dict[int, WorkLine] = {}
        self._group: Group | None = None
        self._typed = ""

    def show_rows(self, rows: tuple[DueRow, ...], lists: Lists, today: date, *, with_owner: bool) -> None:
        """What was read; `with_owner` says whose each card is."""
        self._lists, self._today, self._with_owner = lists, today, with_owner
        # What was done stays where it stood, whatever its level and date are now.
        self._stood = {
            row.prospect: row if row.done_at is None else self._stood.get(row.prospect, row) for row in rows
        }
        placed = sorted(rows, key=lambda row: place_of(self._stood[row.prospect]))
        self._rows = tuple(replace(row, group=self._stood[row.prospect].group) for row in placed)
        self._arrange()

    def choose(self, group: Group | None, typed: str) -> None:
        """Show one group only (None: all), and of it what matches."""
        if (group, typed) != (self._group, self._typed):
            self._group, self._typed = group, typed
            self._arrange()

    def count(self, group: Group | None = None) -> int:
        """How many cards wait in a group, or in all; what was done a moment ago waits no more."""
        return sum(row.done_at is None and group in (None, row.group) for row in self._rows)

    @property
    def filtered(self) -> bool:
        """Whether rows are left out because of what is typed."""
        return bool(self._typed.strip())

    def _arrange(self) -> None:
        """Row by row where rows were there before: the one in hand may be open, with words in it."""
        wanted: list[Head | DueRow] = []
        for group in Group:
            rows = [row for row in self._rows if row.group is group and self._is_wanted(row)]
            if rows:
                wanted.append(Head(group, sum(row.done_at is None for row in rows)))
                wanted.extend(rows)
        self._painted.clear()
        if self._shown and wanted:
            self._move_to(wanted)
        else:
            self.beginResetModel()
            self._shown = wanted
            self.endResetModel()

    def _move_to(self, wanted: list[Head | DueRow]) -> None:
        before, after = [_key(one) for one in self._shown], [_key(one) for one in wanted]
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        for step, first, past, come, gone in reversed(steps):
            if step in ("delete", "replace"):
                self.beginRemoveRows(_NOTHING, first, past - 1)
                del self._shown[first:past]
                self.endRemoveRows()
            if step in ("insert", "replace"):
                self.beginInsertRows(_NOTHING, first, first + gone - come - 1)
                self._shown[first:first] = wanted[come:gone]
                self.endInsertRows()
        self._shown = wanted
        self._painted.clear()
        self.dataChanged.emit(self.index(0), self.index(len(wanted) - 1))

    def _is_wanted(self, row: DueRow) -> bool:
        if self._group not in (None, row.group):
            return False
        if not self.filtered or self._typed.strip().upper() == row.level:
            return True
        digits = self._typed.replace(" ", "")
        if digits.isdecimal():
            return digits in row.phone.replace(" ", "") or digits in row.number
        return finds(self._typed, (row.name, self._model(row), row.number, row.owner_name))

    def _model(self, row: DueRow) -> str:
        return show(log_form.MODEL, row.model, self._lists) if row.model is not None else ""

    def record(self, row: int) -> DueRow | None:
        """The card of a row; None for the head of a group."""
        found = self._shown[row] if 0 <= row < len(self._shown) else None
        return found if isinstance(found, DueRow) else None

    def cards(self) -> tuple[int, ...]:
        """The cards that are shown, in order."""
        return tuple(one.prospect for one in self._shown if isinstance(one, DueRow))

    def row_of(self, prospect: int) -> int:
        """Where a card stands; -1 when it does not."""
        places = (
            place
            for place, one in enumerate(self._shown)
            if isinstance(one, DueRow) and one.prospect == prospect
        )
        return next(places, -1)

    def painted(self, row: int) -> Head | WorkLine:
        """What is painted of a row; made when it first comes into view."""
        found = self._shown[row]
        if isinstance(found, Head):
            return found
        if found.prospect not in self._painted:
            self._painted[found.prospect] = self._line(found)
        return self._painted[found.prospect]

    def _line(self, row: DueRow) -> WorkLine:
        by_name = names.of(self._lists)
        return WorkLine(
            row.level or Level.DORMANT,
            row.name or _("no name"),
            row.phone,
            f"{self._model(row)} {row.colour}".strip(),
            self._whose(row, names.shown(by_name, row.owner_name)),
            row.last_words,
            due_sum(row.due),
            self._when(row),
            row.overdue_days > 0,
            row.done_at is not None,
        )

    def _whose(self, row: DueRow, owner: str) -> str:
        if row.covers:
            return _("for {name}", name=owner)
        return owner if self._with_owner else ""

    def _when(self, row: DueRow) -> str:
        if row.done_at is not None:
            return _("done")
        if row.overdue_days:
            return day_words.overdue(row.overdue_days)
        if row.group in (Group.TODAY, Group.TOMORROW):
            return _(WORDS[row.group])
        return day_words.weekday_short(row.due.day)

    # -- what Qt asks -------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are read, not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self.record(index.row()) is None:
            return enabled
        return enabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == WorkRole.RECORD:
            return self.record(index.row())
        if role == WorkRole.PAINTED:
            return self.painted(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            painted = self.painted(index.row())
            return literal(str(painted.sum)) if isinstance(painted, WorkLine) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            painted = self.painted(index.row())
            return painted.words if isinstance(painted, Head) else painted.text
        return None


def _key(one: Head | DueRow) -> tuple[Group, int]:
    return (one.group, 0) if isinstance(one, Head) else (one.group, one.prospect)


def still_there(rows: tuple[DueRow, ...], now: datetime) -> tuple[DueRow, ...]:
    """The rows that are shown: what was done stays for five minutes, and longer only where it is due soon."""
    return tuple(filter(None, (_now(row, now) for row in rows)))


def _now(row: DueRow, now: datetime) -> DueRow | None:
    if row.done_at is None or now - row.done_at < STAYS:
        return row
    group = group_of(now.date(), row.due.day)
    return replace(row, done_at=None, group=group) if group is not None else None
