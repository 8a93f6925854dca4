"""The store cannot be opened: what happened, what is safe, and every way on; nothing by itself (H1, D10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from showroom import language
from showroom.errors import ShowroomError
from showroom.language import _
from showroom.models.copies import Copy
from showroom.ui import room
from showroom.ui.copy_list import CopyList, figure, moment
from showroom.ui.log_paper import Framed
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Hairline, Role, Section, Text
from showroom.ui.look.sheet import Sheet
from showroom.ui.look.tokens import CLOSE, GAP, MARGIN, SNUG, TIGHT, WIDE
from showroom.ui.trouble_words import trouble_of

_WIDEST: Final = 860
_ROOMY_HEIGHT: Final = 640
_SAFE, _YES = "safe", "yes"


@dataclass(frozen=True)
class Known:
    """What is known of a store that cannot be opened: where, when it was last open, and its copies."""

    path: Path
    opened: str = ""
    copies: tuple[Copy, ...] = ()
    folders: tuple[Path, ...] = ()


class TroublePage(QWidget):
    """A sheet on the desk. Enter tries again, Esc ends; what changes anything is asked first."""

    again = Signal()
    other_wanted = Signal()
    # What is to be looked at: the store itself, or a copy.
    look_wanted = Signal(object)
    # A copy that is to come back, once that was confirmed.
    restore_wanted = Signal(object)
    quit_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, error: ShowroomError, known: Known, zone: tzinfo | None) -> None:
        super().__init__()
        self._trouble = trouble_of(error.code)
        self._error, self._known = error, known
        self._zone = zone
        self.retry = Button(_("Try again"), Kind.PRIMARY, keys="Enter")
        self.retry.setAutoDefault(True)
        self.other = Button(_("Choose another file…"))
        self.look = Button(_("Look at it, read only"), icon="eye")
        self.end = Button(_("Close"), Kind.QUIET, keys="Esc")
        self.copies = CopyList(self._zone)
        self.bring_back = Button(_("Bring this copy back…"), icon="history")
        self.look_into = Button(_("Look into this copy"), icon="eye")
        self.note = Text("", Role.ERROR, wrap=True)
        self.languages = Segments(language.NAMES.items())
        self.languages.choose(language.current())
        self._build()
        # Whatever this trouble has no use for; without a parent it would outlive the page.
        for spare in (self.look, self.copies, self.bring_back, self.look_into):
            if not self.isAncestorOf(spare):
                spare.setParent(self)
                spare.hide()
        self._connect()

    # -- how it looks -------------------------------------------------------------------------------

    def _build(self) -> None:
        self._sheet = Sheet(self)
        self._well = QScrollArea(self._sheet)
        self._well.setWidgetResizable(True)
        self._well.setFrameShape(QScrollArea.Shape.NoFrame)
        self._well.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._well.setAccessibleName(_(self._trouble.head))
        self._well.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._well.setWidget(self._told())
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._well)
        column = QVBoxLayout()
        column.setSpacing(SNUG)
        column.addWidget(self._sheet, 1)
        column.addLayout(self._foot())
        self._outer = QHBoxLayout(self)
        self._outer.addLayout(column)

    def _told(self) -> QWidget:
        contents = QWidget()
        contents.setObjectName("contents")
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(CLOSE)
        head = QHBoxLayout()
        head.addWidget(Text(_(self._trouble.head), Role.TITLE))
        head.addStretch(1)
        head.addWidget(self.languages)
        column.addLayout(head)
        column.addWidget(Text(self._error.sentence(), wrap=True))
        column.addLayout(self._facts())
        if self._trouble.copies:
            column.addSpacing(TIGHT)
            column.addWidget(Hairline(on_paper=True))
            self._add_copies(column)
        column.addWidget(self.note)
        column.addStretch(1)
        self.note.hide()
        return contents

    def _facts(self) -> QGridLayout:
        """Where it lies, when it was last open, and the code for whoever helps."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        facts = ((_("Data file"), str(self._known.path)), (_("Last opened here"), self._known.opened or "–"))
        for row, (word, value) in enumerate((*facts, (_("Error code"), self._error.code))):
            grid.addWidget(Text(word, Role.LABEL), row, 0, Qt.AlignmentFlag.AlignTop)
            told = Text(value, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            grid.addWidget(told, row, 1)
        return grid

    def _add_copies(self, column: QVBoxLayout) -> None:
        copies = self._known.copies
        column.addWidget(Section(_("Copies of this data"), figure(len(copies)) if copies else ""))
        if not copies:
            where = "\n".join(map(str, self._known.folders))
            none = _("No copy was found. Looked in: {folders}", folders=where)
            column.addWidget(Text(none, Role.PRINT, wrap=True))
            return
        self.copies.show_copies(copies)
        framed = Framed(self.copies)
        column.addWidget(framed)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.bring_back)
        row.addWidget(self.look_into)
        row.addStretch(1)
        column.addLayout(row)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.end)
        row.addStretch(1)
        if self._trouble.look:
            row.addWidget(self.look)
        row.addWidget(self.other)
        row.addWidget(self.retry)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as a letter; a small screen has smaller margins."""
        super().resizeEvent(event)
        roomy = self.height() >= _ROOMY_HEIGHT
        wide = theme.current().widened(_WIDEST)
        beside = max(room.gutter(self), (self.width() - wide) // 2)
        above = WIDE * 2 if roomy else CLOSE
        self._outer.setContentsMargins(beside, above, beside, above if roomy else CLOSE)
        self._sheet.lay(0, MARGIN if roomy else GAP)

    # -- what may be done ---------------------------------------------------------------------------

    def _connect(self) -> None:
        self.retry.clicked.connect(self.again)
        self.other.clicked.connect(self.other_wanted)
        self.look.clicked.connect(lambda: self.look_wanted.emit(self._known.path))
        self.end.clicked.connect(self.quit_wanted)
        self.bring_back.clicked.connect(self._ask_to_bring_back)
        self.copies.opened.connect(self._ask_to_bring_back)
        self.look_into.clicked.connect(self._look_into)
        self.languages.chosen.connect(self.language_chosen)
        stops = (
            self.languages,
            self.copies,
            self.bring_back,
            self.look_into,
            self.end,
            self.look,
            self.other,
        )
        shown = [one for one in (*stops, self.retry) if self.isAncestorOf(one)]
        for one, following in pairwise(shown):
            QWidget.setTabOrder(one, following)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.quit_wanted)

    def begin(self) -> None:
        """The keyboard on what changes nothing."""
        self.retry.setFocus()

    def _follow(self, _before: QWidget | None, pen: QWidget | None) -> None:
        """On a small screen what has the keyboard comes into view."""
        if pen is not None and self._well.isAncestorOf(pen):
            self._well.ensureWidgetVisible(pen, 0, GAP)

    def tell(self, error: ShowroomError) -> None:
        """What was tried did not work either."""
        self.note.setText(f"{error.sentence()}  {error.code}")
        self.note.show()
        self._well.ensureWidgetVisible(self.note)

    def _look_into(self) -> None:
        copy = self.copies.marked()
        if copy is not None:
            self.look_wanted.emit(copy.path)

    def _ask_to_bring_back(self) -> None:
        copy = self.copies.marked()
        if copy is None:
            return
        question = _("Bring back the copy of {moment}?", moment=moment(copy.taken, self._zone))
        dialog = Dialog(self, question, "\n\n".join(self._what_is_in(copy)))
        dialog.add_button(_SAFE, _("Cancel"), safe=True)
        dialog.add_button(_YES, _("Bring it back"), Kind.DESTRUCTIVE)
        if dialog.ask() == _YES:
            self.restore_wanted.emit(copy)

    def _what_is_in(self, copy: Copy) -> tuple[str, ...]:
        return (
            _(
                "{showroom}: {customers} customers, {visits} visits. Its last entry is of {moment}; what was "
                "written after that is not in it.",
                showroom=copy.showroom or "–",
                customers=figure(copy.rows.get("customer", 0)),
                visits=figure(copy.rows.get("traffic_entry", 0)),
                moment=moment(copy.last_act_at, self._zone),
            ),
            _(
                "The copy is checked first. The file that lies there now is put aside with all that belongs "
                "to it; nothing is deleted."
            ),
        )
