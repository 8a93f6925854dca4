"""The conditions of a sheet of cards as somebody sets them: by chips, by a menu, by typing, by a view."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from showroom.forms import tracking_filters as filters
from showroom.forms.field import Lists
from showroom.forms.tracking_filters import TEXT, Conditions
from showroom.forms.tracking_sheet import TrackingRow
from showroom.language import _, either
from showroom.ui.condition_line import ConditionLine
from showroom.ui.look.labels import in_menu

_NARROW_NO_BREAK_SPACE: Final = "\u202f"


class SheetConditions(QObject):
    """Knows the rows of the sheet and which of them meet what is wanted; the line shows it."""

    # Other rows are to be shown.
    changed = Signal()
    # A condition was taken away by hand: the keyboard belongs on the sheet.
    taken_away = Signal()

    def __init__(self, page: QWidget, line: ConditionLine) -> None:
        super().__init__(page)
        self._page, self._line = page, line
        self._rows: tuple[TrackingRow, ...] = ()
        self._lists: Lists = {}
        self.wanted: dict[str, tuple[str, ...]] = {}
        line.add.clicked.connect(self._open_menu)
        line.removed.connect(self.take_away)
        line.filter.textChanged.connect(self._typed)

    def read(self, rows: tuple[TrackingRow, ...], lists: Lists) -> None:
        """The rows of the sheet, as read anew."""
        self._rows, self._lists = rows, lists

    def meeting(self) -> tuple[TrackingRow, ...]:
        """The rows that meet the conditions; the line says which they are, and how many."""
        rows = filters.meeting(self._rows, self.wanted, self._lists)
        self._line.show_conditions(
            (key, _(filters.LABELS[key]), filters.said(key, codes, self._lists))
            for key, codes in self.wanted.items()
            if key != TEXT
        )
        whole = _grouped(len(self._rows))
        self._line.say_count(f"{_grouped(len(rows))} / {whole}" if self.wanted else whole)
        return rows

    # -- setting them -------------------------------------------------------------------------------

    def want(self, key: str, code: str) -> None:
        """Ask for one code of a condition, or no longer where it is asked for already."""
        codes = self.wanted.get(key, ())
        self._set(key, tuple(one for one in codes if one != code) if code in codes else (*codes, code))
        self.changed.emit()

    def take_away(self, key: str) -> None:
        """One condition goes."""
        self._set(key, ())
        self.changed.emit()
        self.taken_away.emit()

    def clear(self) -> None:
        """Everything is shown again."""
        self.put({})
        self.changed.emit()
        self.taken_away.emit()

    def put(self, wanted: Conditions) -> None:
        """Let these be the conditions, without telling; what is none of this sheet's is left out."""
        self.wanted = {key: tuple(codes) for key, codes in wanted.items() if key in filters.LABELS}
        self._write_filter(" ".join(self.wanted.get(TEXT, ())))

    def _set(self, key: str, codes: tuple[str, ...]) -> None:
        kept = {one: wanted for one, wanted in self.wanted.items() if one != key}
        self.wanted = kept | ({key: codes} if codes else {})
        if key == TEXT and not codes:
            self._write_filter("")

    def _write_filter(self, text: str) -> None:
        self._line.filter.blockSignals(True)
        self._line.filter.setText(text)
        self._line.filter.blockSignals(False)

    def _typed(self, typed: str) -> None:
        words = typed.strip()
        kept = {key: codes for key, codes in self.wanted.items() if key != TEXT}
        self.wanted = kept | ({TEXT: (words,)} if words else {})
        self.changed.emit()

    def menu(self) -> QMenu:
        """What may be asked of the cards of this sheet, with how many the other conditions leave."""
        menu = QMenu(self._page)
        for key, label in filters.LABELS.items():
            others = {one: codes for one, codes in self.wanted.items() if one != key}
            rows = filters.meeting(self._rows, others, self._lists) if key != TEXT else ()
            offers = filters.offered(rows, key, self._lists)
            if not offers:
                continue
            below = menu.addMenu(_(label))
            for code, word, count in offers:
                action = below.addAction(f"{in_menu(word)}    {count}")
                action.setCheckable(True)
                action.setChecked(code in self.wanted.get(key, ()))
                action.triggered.connect(partial(self._from_menu, key, code))
        return menu

    def _from_menu(self, key: str, code: str, _checked: bool = False) -> None:
        self.want(key, code)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._line.add.mapToGlobal(QPoint(0, self._line.add.height())))

    # -- where nothing meets them -------------------------------------------------------------------

    def why_empty(self) -> tuple[str, str, str]:
        """That no row meets them, what each would bring if it went, and the button that lets one go."""
        brings = filters.without_each(self._rows, self.wanted, self._lists)
        why = _("No card meets this condition")
        if len(self.wanted) > 1:
            why = _("No card meets these conditions together")
        hint = either("，", ", ").join(
            _("without {condition} there are {count}", condition=self._said(key), count=count)
            for key, count in brings.items()
        )
        way_out = _("Take away {condition}", condition=self._said(next(iter(brings)))) if brings else ""
        return why, hint, way_out

    def take_away_the_hindrance(self) -> None:
        """The condition without which there is most goes."""
        brings = filters.without_each(self._rows, self.wanted, self._lists)
        for key in list(brings)[:1]:
            self.take_away(key)

    def _said(self, key: str) -> str:
        label, wanted = _(filters.LABELS[key]), filters.said(key, self.wanted[key], self._lists)
        return _("“{label} {wanted}”", label=label, wanted=wanted)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", _NARROW_NO_BREAK_SPACE)
