"""A list on paper and a form beside it: the one widget in which every kept list is looked after."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.errors import Clash, ShowroomError
from showroom.forms.field import Lists
from showroom.forms.kinds import PASSWORD
from showroom.forms.offers import finds
from showroom.language import _
from showroom.services.desk import Desk, new_token
from showroom.ui.ask import Ask
from showroom.ui.lines import Line as InputLine
from showroom.ui.list_paper import ListPaper
from showroom.ui.look import theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.tokens import GUTTER, PAGE_HEAD, SNUG
from showroom.ui.noticed import noticed
from showroom.ui.settings.deed_panel import DeedPanel, Offer
from showroom.ui.settings.entry_table import EntryTable
from showroom.ui.settings.kept import Deed, Kept, Line
from showroom.ui.settings.section import Section, Then, nothing
from showroom.ui.settings.side_by_side import SideBySide

_FILTER = 220


class ListSection(Section):
    """What is chosen in the list is open in the form; what was typed is left only after asking."""

    def __init__(self, desk: Desk, ask: Ask, kept: Kept[Any], parent: QWidget | None = None) -> None:
        super().__init__(desk, ask, parent)
        self.kept = kept
        self._records: dict[str, Any] = {}
        self._lines: tuple[Line, ...] = ()
        self._lists: Lists = {}
        self._key = ""
        self._deed: Deed | None = None
        self._token = new_token()
        self.table = EntryTable(kept.word, kept.wide)
        self.paper = ListPaper(kept.word, self.table)
        self.panel = DeedPanel(kept.make_form(desk.clock.today))
        self.filter = InputLine(_("Filter by word or pinyin"))
        self.filter.setPlaceholderText(_("Filter by word or pinyin (Ctrl+F)"))
        self.filter.setMaximumWidth(theme.current().widened(_FILTER))
        self.count = Text("", Role.HINT)
        self.new = Button(kept.new_word, icon="add", keys="Ctrl N")
        if not kept.new_word:
            self.new.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QWidget(self)
        head.setFixedHeight(theme.current().grown(PAGE_HEAD))
        row = QHBoxLayout(head)
        row.setContentsMargins(GUTTER, 0, GUTTER, 0)
        row.setSpacing(SNUG)
        row.addWidget(self.filter, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.new)
        self.view = SideBySide(self.paper, self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.table.chosen.connect(self._line_chosen)
        self.table.opened.connect(self._take_pen)
        self.table.moved.connect(self._move)
        self.table.taken_away.connect(self._take_away)
        self.panel.save_pressed.connect(self.accept)
        self.panel.cancel_pressed.connect(self.cancel)
        self.panel.theirs.clicked.connect(self.forget)
        self.new.clicked.connect(self.write_new)
        self.paper.empty_pressed.connect(self._fill_emptiness)
        self.filter.textChanged.connect(lambda _text: self._show_lines())
        self.filter.entered.connect(self.table.setFocus)

    # -- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list anew; a form that was changed stays as it is."""
        desk, kept = self.desk, self.kept
        self.ask(self, lambda: kept.read(desk), self._show)

    def _show(self, read: tuple[tuple[Any, ...], Lists]) -> None:
        records, self._lists = read
        self._lines = tuple(self.kept.line(record, self._lists) for record in records)
        self._records = dict(zip((line.key for line in self._lines), records, strict=True))
        if self._key not in self._records and not self._making_new:
            self._key = next(iter(self._records), "")
        self._show_lines()
        if not self.changed:
            self._open_chosen()

    @property
    def _making_new(self) -> bool:
        return self._deed is not None and not self._deed.plain and not self._key

    def _show_lines(self) -> None:
        typed = self.filter.text()
        shown = tuple(line for line in self._lines if finds(typed, line.words or line.cells))
        self.table.show_lines(self.kept.heads, shown, self._key)
        self.count.setText(
            f"{len(shown)} / {len(self._lines)}" if len(shown) < len(self._lines) else f"{len(shown)}"
        )
        self.paper.tell_empty(self._why_empty(bool(typed)), bool(self._lines) or bool(self.kept.new_word))
        self.paper.empty.setVisible(not shown)
        self.tell_status()

    def _why_empty(self, filtered: bool) -> tuple[str, str]:
        if filtered and self._lines:
            return _("Nothing on this list matches the filter"), _("Clear the filter")
        return _("Nothing is on this list yet"), self.kept.new_word

    def _fill_emptiness(self) -> None:
        if self._lines:
            self.filter.clear()
        else:
            self.write_new()

    # -- choosing -----------------------------------------------------------------------------------

    def _line_chosen(self, key: str) -> None:
        if key == self._key and (self._deed is None or self._deed.plain):
            return
        self.leave_form(partial(self._choose, key))
        self.table.choose(self._key)

    def _choose(self, key: str) -> None:
        self._key = key
        self.table.choose(key)
        self._open_chosen()

    def _open_chosen(self) -> None:
        record = self._records.get(self._key)
        if record is not None:
            self._open(self.kept.change(record))
        elif self.kept.new_word:
            self._open(self.kept.new(tuple(self._records.values()), self.desk.clock.today()))
        else:
            self.panel.hide()

    def _open(self, deed: Deed) -> None:
        self._deed = deed
        self._token = new_token()
        self.panel.show()
        self.panel.open(deed, self._lists)
        self.panel.offer(self._offers() if deed.plain else ())

    def _offers(self) -> tuple[Offer, ...]:
        offers = []
        if self.kept.ordered:
            offers += [
                Offer(_("Up"), partial(self._move, -1), _("One place up (Alt+Up)")),
                Offer(_("Down"), partial(self._move, 1), _("One place down (Alt+Down)")),
            ]
        record = self._records[self._key]
        for deed in self.kept.others(record, self.desk.clock.today()):
            kind = Kind.DESTRUCTIVE if deed.takes_away else Kind.ORDINARY
            tip = _("{word} (Del)", word=deed.word) if deed.takes_away else ""
            offers.append(Offer(deed.word, partial(self._begin, deed), tip, kind))
        return tuple(offers)

    def _begin(self, deed: Deed) -> None:
        """Ask what a deed asks, or do it."""
        self.leave_form(partial(self._begin_now, deed))

    def _begin_now(self, deed: Deed) -> None:
        self._open(deed)
        if deed.fields:
            self._take_pen()
        else:
            self._do(deed, {}, self.table.setFocus)

    def _take_away(self) -> None:
        record = self._records.get(self._key)
        deeds = self.kept.others(record, self.desk.clock.today()) if record is not None else ()
        deed = next((one for one in deeds if one.takes_away), None)
        if deed is not None:
            self._begin(deed)

    def _move(self, by: int) -> None:
        """Change places with the neighbour in view, which is of the same group."""
        keys = [line.key for line in self.table.entries.lines]
        here = self._records.get(self._key)
        place = keys.index(self._key) + by if self._key in keys else -1
        if not self.kept.ordered or here is None or not 0 <= place < len(keys):
            return
        groups = {line.key: line.group for line in self._lines}
        if groups[keys[place]] != groups[self._key]:
            return
        to = self.kept.place_of(self._records[keys[place]])
        desk, kept = self.desk, self.kept
        self.leave_form(
            lambda: self.ask(
                self, lambda: kept.move(desk, here, to), lambda _none: self.refresh(), self._refused
            )
        )

    # -- the verbs of the page ----------------------------------------------------------------------

    @property
    def changed(self) -> bool:
        return self.panel.form.changed

    @property
    def writing(self) -> str:
        return self.panel.title.text()

    def begin(self) -> None:
        """The keyboard is on the list."""
        self.table.setFocus()

    def write_new(self) -> None:
        # Not before the list could be read: what its fields choose from is not known by then.
        if self.kept.new_word and self._deed is not None:
            self.leave_form(self._write_new)

    def _write_new(self) -> None:
        self._key = ""
        self.table.choose("")
        self._open(self.kept.new(tuple(self._records.values()), self.desk.clock.today()))
        self._take_pen()

    def _take_pen(self) -> None:
        self.panel.form.take_pen()
        self.view.follow_pen()

    def forget(self) -> None:
        """The chosen line as it is in the store."""
        if not self._key:
            self._key = next(iter(self._records), "")
        self.table.choose(self._key)
        self._open_chosen()
        self.table.setFocus()

    def filter_list(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def turn(self, by: int) -> None:
        """A screenful up or down."""
        lines = self.table.entries.lines
        if lines:
            page = max(1, self.table.viewport().height() // self.table.rowHeight(0) - 1)
            row = min(max(0, self.table.currentIndex().row() + by * page), len(lines) - 1)
            self.table.setCurrentIndex(self.table.entries.index(row, 0))

    def cancel(self) -> None:
        """Esc takes away the filter first, when the pen is on it."""
        if self.filter.text() and (self.filter.hasFocus() or not self.changed):
            self.filter.clear()
        else:
            super().cancel()

    def accept(self, then: Then = nothing) -> None:
        deed = self._deed
        if deed is None or deed.do is None or (deed.plain and not self.changed):
            return
        values = self.panel.form.values()
        if values is None:
            self.view.follow_pen()
        else:
            self._do(deed, values, then)

    def _do(self, deed: Deed, values: dict[str, Any], then: Then) -> None:
        desk, do, token = self.desk, deed.do, self._token
        if do is None:
            return
        said = noticed(deed.said or _("Saved"), deed.fields, self.panel.form.texts())
        self.ask(self, lambda: do(desk, values, token), partial(self._done, said, then), self._refused)

    def _done(self, said: str, then: Then, key: str | None) -> None:
        if key is not None:
            self._key = key
        self._open_nothing()
        self.said.emit(said)
        desk, kept = self.desk, self.kept

        def shown(read: tuple[tuple[Any, ...], Lists]) -> None:
            self._show(read)
            # The form that had the pen is laid out anew.
            self.table.setFocus()
            then()

        self.ask(self, lambda: kept.read(desk), shown)

    def _open_nothing(self) -> None:
        """What was typed is in the store now."""
        self._deed = None
        self.panel.form.take_as_shown()

    # -- refusals -----------------------------------------------------------------------------------

    def _refused(self, error: ShowroomError) -> None:
        if isinstance(error, Clash) and self._deed is not None and self._deed.plain:
            desk, kept = self.desk, self.kept
            self.ask(self, lambda: kept.read(desk), partial(self._tell_clash, error))
        else:
            self.panel.refuse(error)
            self.view.ensureWidgetVisible(self.panel.title)

    def _tell_clash(self, error: Clash, read: tuple[tuple[Any, ...], Lists]) -> None:
        """Somebody was faster: their value stands beside each field, ours stays in it."""
        self._show(read)
        record = self._records.get(self._key)
        if record is None:
            self.panel.refuse(error)
            return
        self._deed = self.kept.change(record)
        self._token = new_token()
        self.panel.tell_clash(self._deed.values)

    # -- the rest -----------------------------------------------------------------------------------

    def tell_status(self) -> None:
        away = sum(not line.active for line in self._lines)
        left = _("{count} on the list, {away} of them out of use", count=len(self._lines), away=away)
        keys = [_("Ctrl+N new"), _("Ctrl+S save"), _("Ctrl+F filter")]
        if self.kept.ordered:
            keys.append(_("Alt+↑↓ order"))
        self.status.emit(left, "    ".join(keys))

    @property
    def busy(self) -> bool:
        return self.changed or bool(self.filter.text()) or (self._deed is not None and not self._deed.plain)

    def typed(self) -> tuple[str, dict[str, str]]:
        secret = {key for key, one in self.panel.form.editors.items() if one.field.kind is PASSWORD}
        return self._key, {key: text for key, text in self.panel.form.texts().items() if key not in secret}

    def take_up(self, record: str, texts: dict[str, str]) -> None:
        desk, kept = self.desk, self.kept

        def shown(read: tuple[tuple[Any, ...], Lists]) -> None:
            self._key = record
            self._show(read)
            if record:
                self._choose(self._key)
            else:
                self._write_new()
            self.panel.form.write(texts)

        self.ask(self, lambda: kept.read(desk), shown)
