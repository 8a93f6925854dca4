"""Saving a card that others write on too: other fields join silently, the same one asks (F1–F3, F7, F9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from showroom.errors import Clash, Invalid, ShowroomError
from showroom.forms.card_meanwhile import Meanwhile, by_person
from showroom.forms.customer_card import CustomerCard
from showroom.language import _
from showroom.services import card_meanwhile, customer_card
from showroom.services.desk import new_token
from showroom.ui import names
from showroom.ui.card_clash import THEIRS, Choice, ClashLine, ask_which
from showroom.ui.look.labels import Role

if TYPE_CHECKING:
    from showroom.ui.customer_card_page import CustomerCardPage

_KNOWN_NUMBER: Final = "E-NUMBER-KNOWN"
# The card is no longer there, or no longer theirs to write on.
_TAKEN: Final = frozenset({"E-CARD-GONE", "E-CARD-OTHERS"})
Then = Callable[[], object]


def nothing() -> None:
    """Nothing follows."""


class CardSaving(QObject):
    """Holds what is being saved, and what others wrote in the same fields meanwhile."""

    def __init__(self, page: CustomerCardPage) -> None:
        super().__init__(page)
        self._page = page
        self.token = new_token()
        self._own: set[str] = set()
        self._busy = False
        # By field what stood there when it was read and what somebody else put there since.
        self._clashes: dict[str, ClashLine] = {}
        # How the question about the same field is put; a test answers it at once.
        self.which: Callable[[CustomerCardPage, list[ClashLine]], Choice] = ask_which
        page.news.copy_wanted.connect(self._copy)

    def begin(self, token: str = "") -> None:
        """Another card is in view; what is written on it is saved under `token`, a draft's, or a new one."""
        self.token = token or new_token()
        self._clashes = {}
        self._page.news.say("")

    # -- what others wrote --------------------------------------------------------------------------

    def merge(self, now: CustomerCard) -> None:
        """The same card as it stands now: what is written here stays, and is compared."""
        page, before = self._page, self._page.card
        stood = page.form.shown_texts()
        page.card = now
        theirs = page.form.compare_card(now)
        for key in [key for key in self._clashes if key not in page.form.changed_keys]:
            del self._clashes[key]
        for key, text in theirs.items():
            label = _(page.form.editors[key].field.label)
            was = self._clashes[key].before if key in self._clashes else stood[key]
            self._clashes[key] = ClashLine(key, label, was, "", text, "")
            words = _(
                "{field}: “{theirs}” stands there now, you are asked when you save.",
                field=label,
                theirs=text or "–",
            )
            page.form.say_beside(key, words, Role.WARNING)
        if before is not None and page.changed_here and not _same(before, now):
            self._ask_who(before, self._tell_changed)

    def _ask_who(self, seen: CustomerCard, then: Callable[[tuple[Meanwhile, ...]], None]) -> None:
        desk, own = self._page.desk, tuple(self._own)
        self._page.ask(self._page, lambda: card_meanwhile.since(desk, seen, own), then, lambda _error: None)

    def _tell_changed(self, changes: tuple[Meanwhile, ...]) -> None:
        """V20: the card on the screen is not the one that was read; who changed which field."""
        self._name(changes)
        if changes and self._page.changed_here:
            words = _(
                "This card was changed meanwhile: {changes}. What you wrote is still here.",
                changes=self._told(changes),
            )
            self._page.news.say(words)

    def _name(self, changes: tuple[Meanwhile, ...]) -> None:
        """Who wrote in the same field, when, at which desk."""
        for one in changes:
            line = self._clashes.get(one.key)
            if line is not None:
                who = f"{self._person(one.by)} {one.at:%H:%M} {one.desk}".strip()
                self._clashes[one.key] = ClashLine(line.key, line.label, line.before, "", line.theirs, who)

    def _told(self, changes: tuple[Meanwhile, ...]) -> str:
        """李娜 已改 电话、职业."""
        editors = self._page.form.editors
        told = []
        for person, some in by_person(changes).items():
            labels = [_(editors[one.key].field.label) for one in some if one.key in editors]
            if labels:
                told.append(_("{who} changed {fields}", who=self._person(person), fields="、".join(labels)))
        return "；".join(told)

    def _person(self, name: str) -> str:
        card = self._page.card
        return names.shown(names.of(card.lists), name) if card is not None else name

    def lost(self, error: ShowroomError) -> None:
        """The card is gone, or somebody else's, while it is written on: the words stay and can be copied."""
        page, card = self._page, self._page.card
        if card is None:
            return
        page.news.say(error.sentence(), may_copy=True)
        desk, prospect = page.desk, card.prospect

        def told(by: Meanwhile | None) -> None:
            if by is not None and by.by:
                last = _("Last changed by {who} at {time}.", who=self._person(by.by), time=f"{by.at:%H:%M}")
                page.news.say(f"{error.sentence()} {last}", may_copy=True)

        page.ask(page, lambda: card_meanwhile.taken_away(desk, prospect), told, lambda _error: None)

    def _copy(self) -> None:
        """What was written on the card, field by field, for another place."""
        form = self._page.form
        texts = form.changed_texts()
        lines = [f"{_(form.editors[key].field.label)}：{text}" for key, text in texts.items()]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._page.said.emit(_("Copied: {count} fields", count=len(lines)))

    # -- saving -------------------------------------------------------------------------------------

    def save(self, then: Then = nothing, another_person: str = "") -> None:
        """What is written on the card; of a field that somebody else changed too only after asking."""
        page = self._page
        card = page.card
        if card is None or self._busy or not page.changed_here or not self._chosen():
            return
        if not page.changed_here:
            page.said.emit(_("Theirs stands; nothing of yours was left to save"))
            then()
            return
        values = page.form.changed_values()
        if values is None:
            page.paper.bring(next(iter(page.form.said)))
            return
        desk, token, self._busy = page.desk, self.token, True
        texts = page.form.texts()

        def job() -> None:
            customer_card.keep(desk, card, values, another_person=another_person, token=token)

        page.ask(page, job, lambda _none: self._saved(card, texts, token, then), partial(self._refused, then))

    def _chosen(self) -> bool:
        """Whether every field that two wrote in is decided; asks where one is not."""
        form = self._page.form
        open_lines = [
            ClashLine(key, line.label, line.before, form.editors[key].text(), line.theirs, line.who)
            for key, line in self._clashes.items()
            if key in form.changed_keys
        ]
        if not open_lines:
            return True
        choice = self.which(self._page, open_lines)
        if choice is None:
            return False
        form.write({line.key: line.theirs for line in open_lines if choice[line.key] == THEIRS})
        for line in open_lines:
            form.say_beside(line.key, "")
            del self._clashes[line.key]
        self._page.news.say("")
        return True

    def _saved(self, card: CustomerCard, texts: Mapping[str, str], token: str, then: Then) -> None:
        page = self._page
        self._busy = False
        self._own.add(token)
        self.token = new_token()
        page.form.take_saved(texts)
        page.form.say_nothing()
        page.edited()
        page.news.say("")
        page.done.emit(_("Card {number} is saved", number=card.number), token)
        desk, own = page.desk, tuple(self._own)

        def read() -> tuple[CustomerCard, tuple[Meanwhile, ...]]:
            return customer_card.card(desk, card.prospect), card_meanwhile.since(desk, card, own)

        def shown(answer: tuple[CustomerCard, tuple[Meanwhile, ...]]) -> None:
            now, changes = answer
            if page.card is not None and page.card.prospect == now.prospect:
                # Others wrote in other fields meanwhile: theirs are on the card now too.
                told = self._told(changes)
                if told:
                    page.said.emit(_("Saved. Meanwhile {changes}", changes=told))
                page.merge(now)
            then()

        page.ask(page, read, shown)

    def _refused(self, then: Then, error: ShowroomError) -> None:
        page = self._page
        self._busy = False
        if isinstance(error, Invalid):
            elsewhere = page.form.refuse(error)
            if page.form.said:
                page.paper.bring(next(iter(page.form.said)))
            if elsewhere:
                page.refused.emit(error)
        elif isinstance(error, Clash):
            self.token = new_token()
            self._ask_anew(then)
        elif error.code == _KNOWN_NUMBER:
            why = page.reason(page, _("The same number, somebody else"), error.sentence())
            if why:
                self.save(then, why)
        else:
            page.refused.emit(error)
            if error.code in _TAKEN:
                self.lost(error)

    def _ask_anew(self, then: Then) -> None:
        """Somebody was faster in the same field: read what stands there now, who wrote it, and ask."""
        page, seen = self._page, self._page.card
        if seen is None:
            return
        desk, own = page.desk, tuple(self._own)

        def read() -> tuple[CustomerCard, tuple[Meanwhile, ...]]:
            return customer_card.card(desk, seen.prospect), card_meanwhile.since(desk, seen, own)

        def shown(answer: tuple[CustomerCard, tuple[Meanwhile, ...]]) -> None:
            now, changes = answer
            page.said.emit(_("Somebody else changed this while you were writing. Your entry was not saved."))
            if page.card is None or page.card.prospect != now.prospect:
                return
            page.merge(now)
            self._name(changes)
            if self._clashes:
                self.save(then)

        page.ask(page, read, shown, page.refused.emit)


def _same(before: CustomerCard, now: CustomerCard) -> bool:
    """Whether nothing that is written on the card was changed by anybody."""
    return (before.revision, before.customer_revision, before.file.numbers) == (
        now.revision,
        now.customer_revision,
        now.file.numbers,
    )
