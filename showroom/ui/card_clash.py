"""The same field written by two: a table of what was, mine and theirs, to be chosen field by field (F2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from showroom.language import _
from showroom.ui.look.buttons import Button
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Text, in_menu
from showroom.ui.look.tokens import GAP, SNUG

MINE: Final = "mine"
THEIRS: Final = "theirs"
_SAVE: Final = "save"


@dataclass(frozen=True)
class ClashLine:
    """One field in words: what stood there when the card was read, mine, theirs, and who wrote that when."""

    key: str
    label: str
    before: str
    mine: str
    theirs: str
    who: str


# By field which of the two stands from now on; None to go on writing.
Choice = Mapping[str, str] | None


def ask_which(parent: QWidget, lines: Sequence[ClashLine]) -> Choice:
    """Ask, with going on writing as the safe answer; nothing is saved before every line is chosen."""
    return ClashDialog(parent, lines).choice()


class ClashDialog(Dialog):
    """Two radio buttons a line; all of mine and all of theirs choose and go."""

    def __init__(self, parent: QWidget, lines: Sequence[ClashLine]) -> None:
        others = "、".join(dict.fromkeys(one.who for one in lines))
        super().__init__(
            parent,
            _("While you were writing, this card was changed by {who}", who=others),
            _("Only these {count} differ; everything else is joined already.", count=len(lines)),
        )
        self._lines = lines
        self.groups: dict[str, QButtonGroup] = {}
        self._lay_out()
        self.left = Text("", Role.LABEL)
        self._buttons.insertWidget(0, self.left)
        self.all_mine = self._all(MINE, _("All of mine"))
        self.all_theirs = self._all(THEIRS, _("All of theirs"))
        self.cancel = self.add_button("", _("Cancel, go on writing"), safe=True)
        self.save = self.add_button(_SAVE, _("Save what is chosen"), Kind.PRIMARY)
        self._chosen()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(SNUG)
        for column, head in enumerate(("", _("Before"), _("Mine"), _("Theirs"))):
            grid.addWidget(Text(head, Role.STRONG if column > 1 else Role.LABEL), 0, column)
            grid.setColumnStretch(column, column > 0)
        for place, line in enumerate(self._lines):
            row = 2 * place + 2
            grid.addWidget(Hairline(), row - 1, 0, 1, 4)
            grid.addWidget(Text(line.label, Role.LABEL), row, 0)
            grid.addWidget(Text(line.before or "–", Role.LABEL, wrap=True), row, 1)
            group = self.groups[line.key] = QButtonGroup(self)
            for column, (side, text) in enumerate(((MINE, line.mine), (THEIRS, line.theirs)), 2):
                radio = QRadioButton(in_menu(text) or "–")
                radio.setProperty("side", side)
                radio.setAccessibleName(f"{line.label} {_('Mine') if side == MINE else _('Theirs')} {text}")
                group.addButton(radio)
                grid.addWidget(radio, row, column)
            group.buttonToggled.connect(self._chosen)
        self.body.addLayout(grid)

    def _all(self, side: str, word: str) -> Button:
        button = Button(word, Kind.QUIET)
        button.clicked.connect(lambda: self.choose_all(side))
        self._buttons.addWidget(button)
        return button

    def choose_all(self, side: str) -> None:
        """Take one side in every line."""
        for group in self.groups.values():
            for radio in group.buttons():
                radio.setChecked(radio.property("side") == side)

    def _chosen(self) -> None:
        open_lines = sum(group.checkedButton() is None for group in self.groups.values())
        self.left.setText(_("{count} still to choose", count=open_lines) if open_lines else "")
        self.save.setEnabled(not open_lines)

    def choice(self) -> Choice:
        """Ask and wait."""
        if self.ask() != _SAVE:
            return None
        chosen = {key: group.checkedButton() for key, group in self.groups.items()}
        return {key: str(one.property("side")) for key, one in chosen.items() if one is not None}
