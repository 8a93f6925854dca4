"""The settings page: at the left what this person may keep, at the right the section that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from showroom.rules.duties import Duty
from showroom.services import drafts
from showroom.services.desk import Changed, Desk
from showroom.services.drafts import Draft
from showroom.ui import room
from showroom.ui.ask import Ask
from showroom.ui.look import theme
from showroom.ui.page import Page
from showroom.ui.settings.calendar_section import CalendarSection
from showroom.ui.settings.campaigns import Campaigns
from showroom.ui.settings.car_models import CarModels
from showroom.ui.settings.demo_cars import DemoCars
from showroom.ui.settings.facts_section import FactsSection
from showroom.ui.settings.kept import Kept
from showroom.ui.settings.level_rules import LevelRulesKept
from showroom.ui.settings.list_section import ListSection
from showroom.ui.settings.people import People
from showroom.ui.settings.reference_lists import LISTS, ReferenceList
from showroom.ui.settings.section import Section
from showroom.ui.settings.section_list import WIDTH, WIDTH_NARROW, SectionList

FORM: Final = "settings"
# Between section and record in the place of a draft.
_PARTED: Final = "/"


@dataclass(frozen=True)
class Entry:
    """A section of the page: who keeps it, the tables it shows, and how it is made."""

    key: str
    word: Callable[[], str]
    duty: Duty
    shows: frozenset[str]
    make: Callable[[Desk, Ask], Section]


def _listed(key: str, kept: Kept[Any]) -> Entry:
    return Entry(
        key, lambda: kept.word, kept.duty, kept.shows, lambda desk, ask: ListSection(desk, ask, kept)
    )


SECTIONS: Final = (
    _listed("people", People()),
    *(_listed(name, ReferenceList(name, word, new_word)) for name, word, new_word in LISTS),
    _listed("car_model", CarModels()),
    _listed("demo_car", DemoCars()),
    _listed("campaign", Campaigns()),
    _listed("level_rules", LevelRulesKept()),
    Entry("calendar", CalendarSection.title, Duty.KEEP_CALENDAR, CalendarSection.SHOWS, CalendarSection),
    Entry("facts", FactsSection.title, Duty.KEEP_SETTINGS, FactsSection.SHOWS, FactsSection),
)
# One of them is enough to see the page.
DUTIES: Final = frozenset(entry.duty for entry in SECTIONS)


class SettingsPage(Page):
    """Sections are made when they are first chosen."""

    SHOWS = frozenset[str]().union(*(entry.shows for entry in SECTIONS))

    def __init__(self, desk: Desk, ask: Ask, duties: frozenset[Duty], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self._entries = {entry.key: entry for entry in SECTIONS if entry.duty in duties}
        self._made: dict[str, Section] = {}
        self._key = ""
        self._draft_asked = False
        self.list = SectionList()
        for entry in self._entries.values():
            self.list.add(entry.key, entry.word())
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.chosen.connect(self.show_section)
        self.list.entered.connect(self._enter)
        self._show_now(next(iter(self._entries)))

    @property
    def section(self) -> Section:
        """The section in view."""
        return self._made[self._key]

    def _enter(self) -> None:
        self.section.begin()

    def show_section(self, key: str) -> None:
        """Another section, after what becomes of a changed form was said."""
        if key != self._key:
            self.section.leave_form(partial(self._show_now, key))
            self.list.choose(self._key)

    def _show_now(self, key: str) -> None:
        self._key = key
        if key not in self._made:
            section = self._entries[key].make(self.desk, self.ask)
            section.said.connect(self.said)
            section.status.connect(partial(self._section_status, section))
            self._made[key] = section
            self.stack.addWidget(section)
        self.list.choose(key)
        self.stack.setCurrentWidget(self.section)
        if self.isVisible():
            self.refresh()
            self.section.tell_status()

    def _section_status(self, section: Section, left: str, right: str) -> None:
        if section is self.section:
            self.status.emit(left, right)

    def changed(self, change: Changed) -> None:
        """Only the section in view reads; the others do when they are chosen."""
        if self._entries[self._key].shows & change.tables or not self.isVisible():
            super().changed(change)

    def refresh(self) -> None:
        """Read the section in view."""
        self.section.refresh()

    # -- keys ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """On the list of sections; once, what was not saved when the person went comes back."""
        self.list.setFocus()
        if not self._draft_asked:
            self._draft_asked = True
            desk = self.desk
            self.ask(self, lambda: drafts.found(desk, FORM), self._take_up)

    def _take_up(self, draft: Draft) -> None:
        key, _slash, record = draft.line.partition(_PARTED)
        if draft.texts and key in self._entries:
            self._show_now(key)
            self.section.take_up(record, draft.texts)
            drafts.keep(self.desk, FORM, {})

    def leave(self) -> None:
        """What was typed and not saved is kept; a password never is."""
        if self.section.changed:
            record, texts = self.section.typed()
            drafts.keep(self.desk, FORM, texts, f"{self._key}{_PARTED}{record}")

    def where(self) -> str:
        """The section in view."""
        return self._key

    def go_back_to(self, place: str) -> None:
        """The same section after everything was made anew."""
        if place in self._entries and place != self._key:
            self._show_now(place)

    def tell_status(self) -> None:
        self.section.tell_status()

    def write_new(self) -> None:
        self.section.write_new()

    def accept(self) -> None:
        self.section.accept()

    def turn(self, by: int) -> None:
        self.section.turn(by)

    def filter_list(self) -> None:
        self.section.filter_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is being written; once more it goes back to the sections."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.section.busy:
            self.section.cancel()
        else:
            self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the sections take less."""
        super().resizeEvent(event)
        self.list.setFixedWidth(theme.current().widened(WIDTH_NARROW if room.is_narrow(self) else WIDTH))
