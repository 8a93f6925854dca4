"""A contact of the record, opened to be corrected over the card (services.follow_up.correct)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from showroom.forms import follow_up as form
from showroom.forms.customer_card import CustomerCard
from showroom.forms.follow_up import Contact
from showroom.language import _
from showroom.services import follow_up
from showroom.services.follow_up import Logged
from showroom.ui.form_panel import FormPanel

if TYPE_CHECKING:
    from showroom.ui.customer_card_page import CustomerCardPage

_FIELDS: Final = (
    form.DAY,
    form.TIME,
    form.METHOD,
    form.PURPOSE,
    form.SAID,
    form.LEVEL,
    form.REASON,
    form.RESULT,
    form.AGREED_ON,
    form.NEXT_METHOD,
)


class ContactPanel(FormPanel):
    """Asks what a contact says; only what was changed is corrected."""

    def __init__(self, page: CustomerCardPage) -> None:
        super().__init__(page, page.desk.clock.today)
        self._card_page = page
        self._contact: Contact | None = None
        self._seen: dict[str, Any] = {}
        self.given.connect(self._correct)

    def open_contact(self, card: CustomerCard, contact: Contact) -> None:
        """The contact of a row; a visit is corrected on the traffic log, where it stands."""
        if contact.follow_up is None:
            self._card_page.said.emit(_("This is a row of the traffic log; it is corrected there."))
            return
        self._contact = contact
        self._seen = {
            field.key: getattr(contact, "level_after" if field is form.LEVEL else field.key)
            for field in _FIELDS
        }
        self.show_title(_("Correct the contact"), f"{card.number} · {contact.ordinal}")
        self.ask_for(_FIELDS, self._seen, card.lists, _("Correct"))

    def _correct(self, values: dict[str, Any]) -> None:
        contact, desk, page = self._contact, self._card_page.desk, self._card_page
        changed = {key: value for key, value in values.items() if value != self._seen[key]}
        if contact is None or contact.follow_up is None or not changed:
            self.close_panel()
            return
        job = partial(follow_up.correct, desk, contact.follow_up, contact.revision, changed, token=self.token)
        page.ask(page, job, self._corrected, self.refuse)

    def _corrected(self, _logged: Logged) -> None:
        self.close_panel()
        self._card_page.done.emit(_("The contact is corrected"), self.token)
