"""About the person, beside and over the card: special lists, family, consents; opened with one press."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from showroom.errors import ShowroomError
from showroom.forms import customer as form
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.services.desk import new_token
from showroom.ui.finding import find_for
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.fly_out import FlyOut
from showroom.ui.look.labels import Role, Section, Text
from showroom.ui.look.tokens import SNUG
from showroom.ui.page import Page
from showroom.ui.person_drafts import PartDraft
from showroom.ui.person_parts import ConsentPart, FamilyPart, Job, ListsPart, Part, ReferrerPart, member_words
from showroom.ui.same_person import SamePerson
from showroom.ui.side_column import SideSection


class PersonSection(SideSection):
    """On which special lists somebody stands, and the family; a press opens all of it."""

    wanted_whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About the person"), _("Person"), parent)
        self.open = Button(_("Change"), Kind.QUIET, tip=_("Lists, family, consents, who introduced"))
        self.open.clicked.connect(self.wanted_whole)
        self.add_tool(self.open)
        self._lines: list[Text] = []

    def show_card(self, card: CustomerCard) -> None:
        """Another card, or the same as it stands now."""
        facts = card.file.facts
        said = [(_(one.label), Role.PENCIL) for one in (form.VIP, form.KEY_ACCOUNT) if facts[one.key]]
        if facts[form.BLACKLISTED.key]:
            why = f"{_(form.BLACKLISTED.label)}  {facts[form.BLACKLIST_REASON.key]}"
            said.insert(0, (why, Role.ERROR))
        said += [(member_words(member, card.lists), Role.BODY) for member in card.file.family]
        self._say(said)
        self.tell(str(len(card.file.family) or ""))
        self.set_wanted(True)

    def _say(self, said: Iterable[tuple[str, Role]]) -> None:
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [Text(words, role, wrap=True) for words, role in said]
        for line in self._lines:
            self.body.addWidget(line)


class PersonPanel(FlyOut):
    """Each part is saved by itself, at once; what is being written stays while others change the file."""

    def __init__(self, page: Page, *, may_merge: bool = False) -> None:
        super().__init__(page, _("Close (Esc)"))
        self.page = page
        today = page.desk.clock.today
        self.lists, self.family, self.consents = ListsPart(today), FamilyPart(today), ConsentPart(today)
        self.referrer = ReferrerPart(today)
        self.parts: tuple[Part, ...] = (self.lists, self.family, self.consents, self.referrer)
        # What was written and is not known to be saved, of each part that writes.
        self._drafts: dict[Part, PartDraft] = {
            part: PartDraft(page, part, name)
            for name, part in (("lists", self.lists), ("family", self.family), ("consents", self.consents))
        }
        self.referrer.sought.connect(self._find)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(SNUG)
        for part in self.parts:
            column.addWidget(part)
            part.wanted.connect(lambda job, words, part=part: self._do(part, job, words))
        self.same = SamePerson(page)
        self._same_head = Section(_("Same person as"))
        self._may_merge = may_merge
        for widget in (self._same_head, self.same):
            column.addWidget(widget)
        column.addStretch(1)
        self.fill(content)

    def open_card(self, card: CustomerCard) -> None:
        """Over the card of this customer."""
        self.show_title(_("About the person"), card.name)
        for part in self.parts:
            part.show_file(card.file, card.lists, anew=True)
        self._show_same(card)
        self.open_panel()

    def show_card(self, card: CustomerCard) -> None:
        """The card as it stands now; a panel that lies over another customer goes."""
        if not self.isVisible():
            return
        seen = self.lists.file
        if seen is None or seen.customer != card.customer:
            self.close_panel()
            return
        for part in self.parts:
            part.show_file(card.file, card.lists, anew=False)
        self._show_same(card)

    def _show_same(self, card: CustomerCard) -> None:
        may = self._may_merge and card.file.may_keep
        for widget in (self._same_head, self.same):
            widget.setVisible(may)
        if may:
            self.same.show_customer(card.customer)

    def first_stop(self) -> QWidget:
        return next(iter(self.lists.form.editors.values())).widget

    def keep_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        for draft in self._drafts.values():
            draft.keep_now()

    def _find(self) -> None:
        find_for(self.page, self.referrer.line, self.referrer.show_found)

    def _do(self, part: Part, job: Job, words: str) -> None:
        desk, written = self.page.desk, part.form.changed
        draft = self._drafts.get(part)
        token = draft.token() if draft is not None and written else new_token()

        def done(_answer: object) -> None:
            if draft is not None:
                draft.saved()
            part.begin()
            self.page.done.emit(words, token)

        def refused(error: ShowroomError) -> None:
            part.refuse(error)
            self.page.refresh()

        self.page.ask(self.page, lambda: job(desk, token), done, refused)
