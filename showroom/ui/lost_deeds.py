"""What is done about a card that may be lost or sleep: asked, decided, taken back, taken up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from showroom.forms import lost_request as form
from showroom.forms import lost_words
from showroom.forms.field import Field, Lists
from showroom.forms.lost_request import Request
from showroom.language import _
from showroom.rules.level import Level
from showroom.rules.lost import RequestKind, usual_wake_up
from showroom.services import lost_decision, lost_request, reactivation
from showroom.services.contact_start import ContactStart
from showroom.services.desk import new_token
from showroom.services.drafts import Draft
from showroom.ui import names
from showroom.ui.card_draft import CardDraft, texts_of
from showroom.ui.form_panel import FormPanel
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.page import Page

Deed = Callable[[Mapping[str, Any], str], None]


class About(NamedTuple):
    """The card a deed is about, as the panel names it."""

    prospect: int
    number: str
    name: str


def in_this_language(request: Request, lists: Lists) -> Request:
    """The same, its people named as everywhere on the page."""
    by_name = names.of(lists)
    return replace(
        request,
        asked_by_name=names.shown(by_name, request.asked_by_name),
        decided_by_name=names.shown(by_name, request.decided_by_name),
    )


class LostDeeds(QObject):
    """Opens its panel over any page; what was typed into a form stays while the same is asked again."""

    # What was done, and the token it can be undone by.
    done = Signal(str, str)
    refused = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._desk, self._ask = page, page.desk, page.ask
        self.panel = FormPanel(page, page.desk.clock.today)
        self.back = Button(_("Send back…"), Kind.QUIET)
        self.panel.put_beside_button(self.back)
        self.panel.given.connect(self._give)
        self.back.clicked.connect(self._send_back)
        self._begun: tuple[str, int] = ("", 0)
        self._token = new_token()
        self._draft = CardDraft(
            self._desk,
            self._ask,
            page,
            self._written,
            self.refused.emit,
            self._draft_name,
        )
        self.panel.form.edited.connect(self._edited)
        self._deed: Deed | None = None
        self._said = ""
        self._deciding: tuple[Request, Lists] | None = None

    # -- asking -------------------------------------------------------------------------------------

    def ask_lost(self, about: About, lists: Lists, analysis: str = "") -> None:
        """Ask to close a card as lost; `analysis` is what was said already."""
        words = _("Ask to close as lost"), _("Ask"), _("Asked: the card stays open until it is decided")
        self._ask_for_request(RequestKind.LOST, about, lists, {"analysis": analysis}, words)

    def offer_to_ask(self, words: str, card: int, start: ContactStart, said: str) -> None:
        """After a contact that ended it: beside what was logged, to close the card for what was said."""
        if start.level != Level.ORDERED:
            about = About(card, start.number, start.name)
            ask = partial(self.ask_lost, about, start.lists, said)
            self._page.offered.emit(words, _("Ask to close as lost…"), ask)

    def ask_dormant(self, about: About, lists: Lists, analysis: str = "") -> None:
        """Ask to let a card sleep; it wakes in 90 days unless told otherwise."""
        words = _("Ask to let it sleep"), _("Ask"), _("Asked: the card stays open until it is decided")
        wake_on = usual_wake_up(self._desk.clock.today())
        values = {"analysis": analysis, "wake_on": wake_on}
        self._ask_for_request(RequestKind.DORMANT, about, lists, values, words)

    def _ask_for_request(
        self,
        kind: RequestKind,
        about: About,
        lists: Lists,
        values: Mapping[str, Any],
        words: tuple[str, str, str],
    ) -> None:
        desk = self._desk

        def deed(given: Mapping[str, Any], token: str) -> None:
            lost_request.ask(desk, about.prospect, kind, given, token=token)

        self._open(f"ask-{kind}", about, form.asked_of(kind), values, lists, words, deed)

    def withdraw(self, request: Request) -> None:
        """Take a request back that nobody has decided about; it is undone like anything else."""
        desk, page, token = self._desk, self._page, new_token()
        self._ask(
            page,
            lambda: lost_request.withdraw(desk, request.request, request.revision, token=token),
            lambda _none: self.done.emit(_("The request is taken back"), token),
            self.refused.emit,
        )

    # -- deciding -----------------------------------------------------------------------------------

    def decide(self, request: Request, lists: Lists) -> None:
        """Show a request to whoever decides: let the card go, or send it back with what to do next."""
        desk, request = self._desk, in_this_language(request, lists)

        def deed(given: Mapping[str, Any], token: str) -> None:
            lost_decision.approve(desk, request.request, request.revision, given, token=token)

        lost = request.kind == RequestKind.LOST
        words = (
            lost_words.stands(request),
            _("Let it go as lost") if lost else _("Let it sleep"),
            _("Card {number} is lost", number=request.number)
            if lost
            else _("Card {number} sleeps", number=request.number),
        )
        self._open(
            "approve",
            About(request.request, request.number, request.name),
            form.asked_of_approval(request.kind),
            {"wake_on": request.wake_on},
            lists,
            words,
            deed,
            note="\n".join((lost_words.asked(request), lost_words.why(request))),
        )
        self._deciding = request, lists
        self.back.show()

    def _send_back(self) -> None:
        """What the manager wrote as his opinion begins what is to be done next."""
        if self._deciding is None:
            return
        (request, lists), desk = self._deciding, self._desk
        opinion = self.panel.form.texts().get(form.OPINION.key, "")

        def deed(given: Mapping[str, Any], token: str) -> None:
            lost_decision.reject(desk, request.request, request.revision, given, token=token)

        self._open(
            "reject",
            About(request.request, request.number, request.name),
            form.REJECT,
            {"instruction": opinion, "owner": request.owner, "level": request.level},
            lists,
            (_("Send back"), _("Send back"), _("Sent back: what to do next stands on Today")),
            deed,
            note="\n".join((lost_words.asked(request), lost_words.why(request))),
        )

    # -- taking up again ----------------------------------------------------------------------------

    def reactivate(self, about: About, lists: Lists, level: str = "", *, owner: int | None = None) -> None:
        """Take a lost or sleeping card up again under its old number; with `owner` it may change hands."""
        desk = self._desk

        def deed(given: Mapping[str, Any], token: str) -> None:
            reactivation.reactivate(
                desk,
                about.prospect,
                reason=given["reason"],
                level=given["level"],
                criteria=given["criteria"] or (),
                owner=given.get("owner"),
                token=token,
            )

        said = _("Card {number} is open again", number=about.number)
        self._open(
            "reactivate",
            about,
            form.REACTIVATE if owner is None else (*form.REACTIVATE, form.OWNER),
            {"level": level or Level.C, "owner": owner},
            lists,
            (_("Take the card up again"), _("Open again"), said),
            deed,
        )

    # -- the panel ----------------------------------------------------------------------------------

    def _open(
        self,
        what: str,
        about: About,
        fields: tuple[Field, ...],
        values: Mapping[str, Any],
        lists: Lists,
        words: tuple[str, str, str],
        deed: Deed,
        note: str = "",
    ) -> None:
        """`words` are the title, the button and what is said when it is done."""
        title, word, self._said = words
        self._deed, self._deciding = deed, None
        self.back.hide()
        self.panel.show_title(title, f"{about.number} {about.name}")
        begun = what, about.prospect
        if begun == self._begun and self.panel.form.changed:
            # The words typed before the panel was closed are still in it.
            self.panel.open_panel()
            return
        if self._begun[1]:
            self._draft.keep()
        self._begun = begun
        self.panel.ask_for(fields, values, lists, word, note=note)
        self._token = self.panel.token
        self._draft.ask_for(partial(self._put_back, begun))

    # -- what was typed and not given ---------------------------------------------------------------

    def _draft_name(self) -> str:
        return "-".join(("lost_request", *map(str, self._begun)))

    def _written(self) -> tuple[int, dict[str, str], str]:
        return self._begun[1], self.panel.form.changed_texts(), self._token

    def _edited(self) -> None:
        if self.panel.isVisible():
            self._draft.is_due()

    def _put_back(self, begun: tuple[str, int], draft: Draft) -> None:
        """What was typed when the window closed or the desk was locked; what is typed already stays."""
        if begun != self._begun:
            return
        form, anew = self.panel.form, self.panel.form.changed_keys
        self._token = draft.token or self._token
        form.write({key: text for key, text in texts_of(draft).items() if key not in anew})
        self._page.said.emit(_("What you had not saved at {time} is back", time=draft.time))

    def keep_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        if self._begun[1]:
            self._draft.keep_now()

    # -- doing it -----------------------------------------------------------------------------------

    def _give(self, values: Mapping[str, Any]) -> None:
        deed, token, said = self._deed, self._token, self._said
        if deed is None:
            return

        def did(_none: None) -> None:
            self.panel.form.take_as_shown()
            self._draft.keep()
            self._begun = ("", 0)
            self.panel.close_panel()
            self.done.emit(said, token)

        self._ask(self._page, partial(deed, values, token), did, self.panel.refuse)
