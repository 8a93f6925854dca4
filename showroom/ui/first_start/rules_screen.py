"""Fourth screen: what the levels mean in days, and where the copies of the data go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from showroom.language import _, either, mark
from showroom.rules.level_rules import PRESETS, LevelRules, LevelTerms
from showroom.services import settings
from showroom.ui.choosing import ChooseFolder, ask_folder
from showroom.ui.first_start.answers import Answers
from showroom.ui.first_start.screen import Entry, Screen
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Hairline, Role, Text
from showroom.ui.look.tags import Badge
from showroom.ui.look.tokens import GAP, MARGIN, SNUG


class RulesScreen(Screen):
    """A preset of level rules with its table of days, and a folder."""

    title = mark("Rules and copies")
    intro = mark("How soon a level is contacted again, and where the program keeps copies of your data.")
    skip_word = mark("Skip")

    def __init__(self, answers: Answers, choose_folder: ChooseFolder = ask_folder) -> None:
        super().__init__(answers)
        self._choose_folder = choose_folder
        self.presets = {one.code: QRadioButton(either(one.chinese, one.english)) for one in PRESETS}
        self._group = QButtonGroup(self)
        for button in self.presets.values():
            self._group.addButton(button)
            button.toggled.connect(self._show_days)
        self._days = QWidget()
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.choose = Button(_("Choose…"))
        self.folder = Entry(
            _("Folder for copies (optional)"),
            answers.copies_folder,
            hint=_("Empty: beside the data"),
            beside=self.choose,
        )
        self.choose.clicked.connect(self._choose)
        self._build()
        self.presets[answers.preset].setChecked(True)

    def _build(self) -> None:
        self._choices = choices = QVBoxLayout()
        choices.setSpacing(SNUG)
        choices.addWidget(Text(_("Level rules"), Role.STRONG))
        for button in self.presets.values():
            choices.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        choices.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(MARGIN)
        self._row.addLayout(choices, 1)
        self._row.addLayout(self._place, 1)
        self.column.addLayout(self._row)
        self.column.addWidget(Hairline(on_paper=True))
        self.column.addWidget(Text(_("Copies of the data"), Role.STRONG))
        self.column.addWidget(self.folder)
        self.column.addWidget(
            Text(
                _("Best is a folder on another disk: then a broken disk loses nothing."), Role.HINT, wrap=True
            )
        )
        self.column.addStretch(1)

    def lay(self, width: int) -> None:
        """The days stand beside the presets where there is room, else below them."""
        half = max(self._choices.minimumSize().width(), self._days.minimumSizeHint().width())
        beside = 2 * half + MARGIN <= self.room(width)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _chosen(self) -> LevelRules:
        return next(one for one in PRESETS if self.presets[one.code].isChecked())

    def _show_days(self, on: bool) -> None:
        if on:
            self._place.removeWidget(self._days)
            self._days.hide()
            self._days.deleteLater()
            self._days = _days_of(self._chosen())
            self._place.addWidget(self._days)

    def _choose(self) -> None:
        folder = self._choose_folder(self, self.folder.field.text())
        if folder:
            self.folder.field.setText(folder)
        self.folder.field.setFocus()

    def begin(self) -> QWidget:
        """The chosen preset: the arrow keys choose another."""
        return self.presets[self._chosen().code]

    def entries(self) -> dict[str, Entry]:
        """The folder."""
        return {"copies_folder": self.folder}

    def keep(self) -> None:
        """Preset and folder."""
        self.answers.preset = self._chosen().code
        self.answers.copies_folder = self.folder.field.text().strip()

    def check(self) -> Callable[[], None]:
        """Whether the folder is there."""
        facts = self.answers.folder_facts()
        return lambda: settings.check(facts)


def _days_of(rules: LevelRules) -> QWidget:
    """The table of one preset: level, when the deal is expected, the longest gap between contacts."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(SNUG)
    grid.setColumnStretch(1, 1)
    for column, word in enumerate((_("Level"), _("Deal expected"), _("Contact"))):
        grid.addWidget(Text(word, Role.LABEL), 0, column)
    grid.addWidget(Hairline(on_paper=True), 1, 0, 1, 3)
    for row, one in enumerate(rules.terms):
        grid.addWidget(Badge(one.level), row + 2, 0)
        grid.addWidget(Text(_window(one)), row + 2, 1)
        grid.addWidget(Text(_contact(one)), row + 2, 2)
    grid.setRowStretch(len(rules.terms) + 2, 1)
    return table


def _window(one: LevelTerms) -> str:
    if one.from_days is None:
        return "–"
    if one.to_days is None:
        return _("after {days} days", days=one.from_days)
    if one.from_days == 0:
        return _("within {days} days", days=one.to_days)
    return _("in {first} to {last} days", first=one.from_days + 1, last=one.to_days)


def _contact(one: LevelTerms) -> str:
    return _("every day") if one.contact_days == 1 else _("every {days} days", days=one.contact_days)
