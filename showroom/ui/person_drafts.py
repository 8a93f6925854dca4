"""What was written into a part of the person's panel and not saved: kept on the disk, and put back."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject

from showroom.language import _
from showroom.services.desk import new_token
from showroom.services.drafts import Draft
from showroom.ui.card_draft import CardDraft, card_of, texts_of
from showroom.ui.page import Page
from showroom.ui.person_parts import Part


class PartDraft(QObject):
    """A draft for each thing a part writes on: the lists of a person, a new member, one of the family."""

    def __init__(self, page: Page, part: Part, name: str) -> None:
        super().__init__(page)
        self._page, self._part, self._name = page, part, name
        # The customer and the row that the form was opened on.
        self._begun = (0, 0)
        self._given: tuple[Hashable, str] | None = None
        self._draft = CardDraft(
            page.desk, page.ask, page, self._written, page.refused.emit, lambda: self._kept_as(self._begun)
        )
        part.leaving.connect(self._leave)
        part.begun.connect(self._begin)
        part.form.edited.connect(self._edited)

    def token(self) -> str:
        """Under which what stands here is saved: the same once more, or brought back, has the same."""
        asked = (self._begun, self._part.file and self._part.file.revision, *self._part.form.texts().items())
        if self._given is None or self._given[0] != asked:
            self._given = asked, new_token()
        return self._given[1]

    def saved(self) -> None:
        """What stands here is stored now."""
        self._given = None
        self._part.form.take_as_shown()
        self._draft.keep()

    def keep_now(self) -> None:
        """Before the window closes or the desk is locked. Raises Unavailable when the disk refuses."""
        if self._begun[0]:
            self._draft.keep_now()

    def _kept_as(self, begun: tuple[int, int]) -> str:
        customer, row = begun
        return f"person-{customer}-{self._name}-{row}"

    def _written(self) -> tuple[int, dict[str, str], str]:
        return self._begun[0], self._part.form.changed_texts(), self.token()

    def _edited(self) -> None:
        if self._begun[0] and self._part.form.changed:
            self._draft.is_due()

    def _leave(self) -> None:
        if self._begun[0] and self._part.form.changed:
            self._draft.keep()

    def _begin(self) -> None:
        part = self._part
        if part.file is None:
            return
        begun = self._begun = part.file.customer, part.row

        def found(draft: Draft) -> None:
            if begun != self._begun or card_of(draft) != begun[0]:
                return
            # Whoever was quicker than the disk has written these anew.
            anew = part.form.changed_keys
            back = {key: text for key, text in texts_of(draft).items() if key not in anew}
            part.form.write(back)
            if draft.token and not anew:
                self.token()
                self._given = self._given and (self._given[0], draft.token)
            self._page.said.emit(_("What you had not saved at {time} is back", time=draft.time))

        self._draft.ask_for(found)
