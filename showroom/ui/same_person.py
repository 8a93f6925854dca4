"""Same person as …: likely doubles of a customer, or somebody found; a press compares the files (req 62)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.forms.customer_merge import Comparison
from showroom.language import _, mark
from showroom.services import customer_merge, same_person
from showroom.services.customers import CustomerLine
from showroom.services.desk import new_token
from showroom.services.same_person import Suspect
from showroom.ui.finding import find_for
from showroom.ui.lines import Line
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.labels import Role, Text, in_menu
from showroom.ui.look.tokens import SNUG, TIGHT
from showroom.ui.merge_dialog import MERGE, TWO_PEOPLE, Verdict, ask_verdict
from showroom.ui.page import Page

_WHY: Final = {
    "same_number": mark("same number"),
    "same_name_tail": mark("same name, number ends alike"),
    "same_name_area": mark("same name, sex and area"),
}


class SamePerson(QWidget):
    """Under a head of its own; the file of `show_customer` is the one that stays."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._customer = 0
        # How the question is put; a test answers it at once.
        self.ask_verdict: Callable[[QWidget, Comparison], Verdict] = ask_verdict
        self.line = Line(_("Same person as: name, pinyin or number"))
        self.line.setPlaceholderText(_("Same person as: name, pinyin, last four digits"))
        self.line.textChanged.connect(self._find)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(TIGHT)
        self._likely: tuple[Suspect, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(self.line)
        column.addLayout(self._rows)

    def show_customer(self, customer: int) -> None:
        """Whose doubles are looked for; 0 for nobody's."""
        if customer != self._customer:
            self.line.clear()
            self._show_likely(())
        self._customer = customer
        self.line.setEnabled(bool(customer))
        if customer:
            desk = self._page.desk
            self._page.ask(
                self._page,
                lambda: same_person.likely(desk, customer),
                partial(self._show_of, customer),
                lambda _error: self._show_of(customer, ()),
            )

    def _show_of(self, customer: int, likely: tuple[Suspect, ...]) -> None:
        if customer == self._customer:
            self._show_likely(likely)

    def _show_likely(self, likely: tuple[Suspect, ...]) -> None:
        self._likely = likely
        if self.line.text().strip():
            return
        self._clear()
        for one in likely:
            said = [_(_WHY[one.why])]
            if not one.may_merge:
                said.append(_("{who}'s customer: ask the manager", who=one.owner_name))
            words = f"{one.name}  {one.phone}".strip()
            if one.may_merge:
                self._add(one.customer, words)
            else:
                self._rows.addWidget(Text(words, Role.BODY, wrap=True))
            self._rows.addWidget(Text(" · ".join(said), Role.LABEL, wrap=True))

    def _find(self) -> None:
        if not self.line.text().strip():
            self._show_likely(self._likely)
        elif self._customer:
            find_for(self._page, self.line, self._show_found)

    def _show_found(self, found: Iterable[CustomerLine]) -> None:
        self._clear()
        for one in found:
            if one.customer != self._customer:
                words = (part for part in (one.name, one.phone, one.owner_name) if part)
                self._add(one.customer, "  ".join(words))

    def _add(self, customer: int, words: str) -> None:
        row = Button(in_menu(words), Kind.QUIET, icon="contact-card", tip=_("Compare the two files"))
        row.setAccessibleName(words)
        row.clicked.connect(partial(self._compare, customer))
        self._rows.addWidget(row)

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @property
    def offered(self) -> list[Button]:
        """Those whom a press compares."""
        return self.findChildren(Button)

    # -- what becomes of them -----------------------------------------------------------------------

    def _compare(self, other: int, _checked: bool = False) -> None:
        page, desk, customer = self._page, self._page.desk, self._customer
        page.ask(page, lambda: customer_merge.compare(desk, customer, other), self._judge, page.refused.emit)

    def _judge(self, found: Comparison) -> None:
        verdict = self.ask_verdict(self._page, found)
        first, second = found.first, found.second
        page, desk, token = self._page, self._page.desk, new_token()

        def merge() -> None:
            seen = {one.customer: one.revision for one in (first, second)}
            customer_merge.merge(
                desk,
                first.customer,
                second.customer,
                verdict.chosen,
                one_wish=verdict.one_wish,
                seen=seen,
                token=token,
            )

        def tell_apart() -> None:
            same_person.tell_apart(desk, first.customer, second.customer, token=token)

        def done(words: str) -> None:
            self.line.clear()
            page.done.emit(words, token)

        jobs = {
            MERGE: (merge, _("The two files are one: {name}", name=first.name)),
            TWO_PEOPLE: (tell_apart, _("Remembered: these are two people")),
        }
        if verdict.found:
            job, words = jobs[verdict.found]
            page.ask(page, job, lambda _none: done(words), page.refused.emit)
