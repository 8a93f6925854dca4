"""目标: the table of a month's targets, who set each, and last month's in pencil as a proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import QWidget

from showroom.forms.figures import FIGURE
from showroom.language import _
from showroom.services.sheet_owners import Consultant
from showroom.services.targets import Aim
from showroom.ui.cells import Cell, CellRole, Index, Run
from showroom.ui.figure_sections import WISHED_FOR
from showroom.ui.figure_words import number

# Whose target, and of which figure.
Wish = tuple[int | None, str]


@dataclass(frozen=True)
class TargetsOfMonth:
    """The targets of a month and of the one before; `people` are the consultants in roster order."""

    month: date
    people: tuple[Consultant, ...] = ()
    aims: tuple[Aim, ...] = ()
    before: tuple[Aim, ...] = ()


@dataclass
class _Sheet:
    people: list[tuple[int | None, str]] = field(default_factory=list)
    aims: Mapping[Wish, Aim] = field(default_factory=dict)
    proposed: dict[Wish, int] = field(default_factory=dict)
    refused: dict[Wish, str] = field(default_factory=dict)


def _by_wish(aims: Iterable[Aim]) -> dict[Wish, Aim]:
    return {(one.consultant, one.figure): one for one in aims}


class TargetsModel(QAbstractTableModel):
    """The showroom first, then each consultant; the last line adds the consultants up and is only read."""

    # Whose, which figure, and the number, None to have none.
    written = Signal(object, str, object)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = _Sheet()
        self._before: Mapping[Wish, Aim] = {}

    def show_month(self, read: TargetsOfMonth) -> None:
        """Another month, or the same read anew: an open cell stays open where the people are the same."""
        consultants: Sequence[tuple[int | None, str]] = [(one.staff, one.name) for one in read.people]
        people = [(None, _("Showroom")), *consultants]
        same = people == self._sheet.people
        if not same:
            self.beginResetModel()
        self._sheet = _Sheet(people, _by_wish(read.aims))
        self._before = _by_wish(read.before)
        if same:
            self._all_changed()
        else:
            self.endResetModel()

    def forget(self) -> None:
        """Another month is read: until it is there, no line shows anything."""
        self.beginResetModel()
        self._sheet, self._before = _Sheet(), {}
        self.endResetModel()

    # -- proposals ----------------------------------------------------------------------------------

    @property
    def can_propose(self) -> bool:
        """Whether last month has a target where this one has none."""
        return any(wish not in self._sheet.aims for wish in self._wishes() if wish in self._before)

    @property
    def proposed(self) -> Mapping[Wish, int]:
        """What lies there in pencil."""
        return self._sheet.proposed

    def propose(self) -> None:
        """Last month's targets, in pencil, where this month has none."""
        wanted = (wish for wish in self._wishes() if wish not in self._sheet.aims)
        self._sheet.proposed = {wish: self._before[wish].value for wish in wanted if wish in self._before}
        self._all_changed()

    def forget_proposal(self) -> None:
        """No pencil any more."""
        self._sheet.proposed.clear()
        self._all_changed()

    def _wishes(self) -> Iterable[Wish]:
        return ((staff, key) for staff, _name in self._sheet.people for key in WISHED_FOR)

    def _all_changed(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    # -- what the view asks -------------------------------------------------------------------------

    def wish(self, index: Index) -> Wish | None:
        """Whose target of what a cell is; None for names and sums."""
        if not index.isValid() or not index.column() or index.row() >= len(self._sheet.people):
            return None
        return self._sheet.people[index.row()][0], WISHED_FOR[index.column() - 1]

    def name(self, row: int) -> str:
        """Whose line."""
        people = self._sheet.people
        return people[row][1] if row < len(people) else _("Consultants together")

    def aim(self, wish: Wish) -> Aim | None:
        """The target that was set."""
        return self._sheet.aims.get(wish)

    def refusal(self, wish: Wish) -> str:
        """Why what was typed last is no target."""
        return self._sheet.refused.get(wish, "")

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._sheet.people) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(WISHED_FOR) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cell(index)
        if role == CellRole.CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.EditRole:
            return cell.text.replace(" ", "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{self.name(index.row())} {head} {cell.text}".strip() if index.column() else cell.text
        return None

    def _cell(self, index: Index) -> Cell:
        wish = self.wish(index)
        if not index.column():
            together = index.row() >= len(self._sheet.people)
            return Cell((Run(self.name(index.row()), "t2" if together else "t1", medium=not together),))
        if wish is None:
            key = WISHED_FOR[index.column() - 1]
            aims = (self._sheet.aims.get((staff, key)) for staff, _name in self._sheet.people[1:])
            total = sum(aim.value for aim in aims if aim is not None)
            return Cell((Run(number(total) if total else "", "t2"),), right=True)
        aim = self._sheet.aims.get(wish)
        if aim is None and wish in self._sheet.proposed:
            return Cell((Run(number(self._sheet.proposed[wish])),), right=True, pencil=True)
        words = number(aim.value) if aim is not None else ""
        return Cell((Run(words),), right=True, invalid=wish in self._sheet.refused)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(FIGURE[WISHED_FOR[section - 1]].label) if section else _("Whose target")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Targets are written, names and sums only read."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.wish(index) is not None else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; anything but a number stays as it was, and it is said why."""
        wish = self.wish(index)
        if role != Qt.ItemDataRole.EditRole or wish is None:
            return False
        typed = "".join(str(value).split())
        self._sheet.refused.pop(wish, None)
        if typed and not typed.isdecimal():
            sentence = _("“{typed}” is no number. The target is as it was.", typed=typed)
            self._sheet.refused[wish] = sentence
            self.refused.emit(sentence)
        else:
            wanted = int(typed) if typed else None
            aim = self._sheet.aims.get(wish)
            if wanted != (aim.value if aim is not None else None):
                self.written.emit(wish[0], wish[1], wanted)
        self.dataChanged.emit(index, index)
        return True
