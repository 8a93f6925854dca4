"""The head of Today: which group, a filter, whose day for the manager, and logging the row in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from showroom.forms.field import Option
from showroom.forms.today import Group
from showroom.language import _
from showroom.ui.filter_line import FilterLine
from showroom.ui.labelled import LabelledChoice
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.faces import Kind
from showroom.ui.page_head import PageHead
from showroom.ui.work_list_model import WORDS

_FILTER: Final = 220
_ALL: Final = "all"
TEAM: Final = "team"


class TodayHead(PageHead):
    """Segments at the left, the filter behind its button, what begins work at the right."""

    # A `Group`, None for all of them.
    group_chosen = Signal(object)
    # The id of a consultant, 0 for the whole team.
    owner_chosen = Signal(int)
    log_pressed = Signal()

    def __init__(self, *, team: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = Segments()
        self.groups.setAccessibleName(_("Which of them"))
        self.filter = FilterLine(_("Filter by name, pinyin, number, model or level"))
        self.filter.setPlaceholderText(_("Name, number, model or level"))
        self.filter.setFixedWidth(theme.current().widened(_FILTER))
        self.filter.hide()
        self.open_filter = Button(_("Filter"), Kind.QUIET, icon="filter", tip=_("Filter (Ctrl+F)"))
        self.owner = LabelledChoice(_("Whose"))
        if not team:
            self.owner.hide()
        self.log = Button(_("Log a follow-up"), icon="add", keys="Ctrl N")
        self.add(self.groups)
        self.add(self.open_filter)
        self.add(self.filter)
        self.add_tool(self.owner)
        self.add_tool(self.log)
        self.yield_first(self.log)
        self._words: tuple[tuple[str, str], ...] = ()
        self.groups.chosen.connect(
            lambda key: self.group_chosen.emit(Group(key) if key in set(Group) else None)
        )
        self.open_filter.clicked.connect(self.to_filter)
        self.owner.picked.connect(lambda code: self.owner_chosen.emit(int(code) if code != TEAM else 0))
        self.log.clicked.connect(self.log_pressed)

    def show_counts(self, counts: Mapping[Group | None, int]) -> None:
        """How many wait in all and in each group; which one is chosen stays."""
        words = [(_ALL, f"{_('All')} {counts[None]}")]
        words += [(group.value, f"{_(WORDS[group])} {counts[group]}") for group in Group]
        if tuple(words) == self._words:
            return
        chosen, self._words = self.groups.current(), tuple(words)
        focused = self.groups.isAncestorOf(QApplication.focusWidget() or self)
        self.groups.set_choices(words)
        if chosen:
            self.groups.choose(chosen)
        if focused:
            self.groups.setFocus()
        self.groups.updateGeometry()
        self.share()

    def choose_group(self, group: Group | None) -> None:
        """Choose without telling."""
        self.groups.choose(group.value if group is not None else _ALL)

    def offer_owners(self, staff: tuple[Option, ...], chosen: int) -> None:
        """The consultants there are, and the whole team before them."""
        team = Option(TEAM, _("the whole team"), _("the whole team"))
        self.owner.offer((team, *(one for one in staff if one.active)))
        self.owner.choose(str(chosen) if chosen else TEAM)
        self.owner.updateGeometry()
        self.share()

    def to_filter(self) -> None:
        """The line is there, with the pen in it."""
        self.open_filter.hide()
        self.filter.show()
        self.filter.setFocus()
        self.filter.selectAll()

    def leave_filter(self) -> None:
        """An empty line makes room again."""
        if not self.filter.text():
            self.filter.hide()
            self.open_filter.show()
