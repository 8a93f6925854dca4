"""What the go-to box offers: the pages, what each can print, copy or begin, and the keys of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from showroom.keys import shortcuts, spelled
from showroom.language import _
from showroom.rules.duties import Duty
from showroom.services import go_to
from showroom.services.go_to import Found
from showroom.ui.card_walk import Walk
from showroom.ui.go_to import ACTS, Goal, Ways
from showroom.ui.page import Page
from showroom.ui.places import CUSTOMER_CARD, TODAY, TRAFFIC_LOG, place_of
from showroom.ui.prospect_bar import SHEETS

if TYPE_CHECKING:
    from showroom.ui.shell import Shell

_ANYWHERE: Final = ("print", "copy", "help", "lock")
_OF_THE_LOG: Final = ("close_day", "guests", "expected")


def goals(shell: Shell, verbs: Mapping[str, Callable[[], object]]) -> Iterator[Goal]:
    """Pages, the verbs of keys, and what can be done on pages that are not in view."""
    for number, place in enumerate(shell.in_bar(), 1):
        yield Goal(_(place.word), f"Ctrl {number}", partial(shell.show_page, place.key))
    # The sheets of prospects have one entry in the side bar, and each its own name.
    for sheet, word in SHEETS:
        if shell.has(sheet):
            yield Goal(_(word), "", partial(shell.show_page, sheet))
    offered = (*_ANYWHERE, *(_OF_THE_LOG if shell.has(TRAFFIC_LOG) else ()))
    for key in shortcuts():
        if key.verb in offered:
            yield Goal(_(key.act), " ".join(spelled(key)), verbs[key.verb], ACTS)
    yield from _of_cards(shell)
    for where, page in shell.pages_by_key().items():
        yield from _of_page(shell, where, page)


def _of_cards(shell: Shell) -> Iterator[Goal]:
    duties = shell.desk.duties()
    if shell.has(TODAY) and Duty.LOG_FOLLOW_UP in duties:
        yield Goal(_("Log a follow-up"), "Enter", partial(shell.show_page, TODAY), ACTS)
    card = shell.pages_by_key().get(CUSTOMER_CARD)
    if card is not None and Duty.OPEN_CARD in duties:
        yield Goal(_("New card"), "", partial(shell.show_page, CUSTOMER_CARD, card.write_new), ACTS)


def _of_page(shell: Shell, where: str, page: Page) -> Iterator[Goal]:
    """A page that prints or copies what it shows can be asked to from anywhere."""
    for sheet, act in page.also_prints():
        yield Goal(_("Print: {page}", page=sheet), "", partial(shell.show_page, where, act), ACTS)
    word = _(place_of(where).word)
    if page is shell.page or place_of(where).within:
        return
    if type(page).print_sheet is not Page.print_sheet:
        yield Goal(_("Print: {page}", page=word), "", partial(shell.show_page, where, page.print_sheet), ACTS)
    if type(page).copy_to_excel is not Page.copy_to_excel:
        words = _("To Excel: {page}", page=word)
        yield Goal(words, "", partial(shell.show_page, where, page.copy_to_excel), ACTS)


def ways(shell: Shell) -> Ways:
    """Where beyond the pages this person may go."""
    cards = shell.has(CUSTOMER_CARD)
    return Ways(
        day=shell.show_log if shell.has(TRAFFIC_LOG) else None,
        card=shell.opening.open_card if cards else None,
        customer=partial(_to_customer, shell) if cards else None,
        code=shell.opening.open_digits,
        look_up=partial(_look_up, shell) if shell.desk.may(Duty.FIND_CUSTOMER) else None,
    )


def _to_customer(shell: Shell, customer: int) -> None:
    shell.show_card(0, Walk((customer,), 0, of_customers=True))


def _look_up(shell: Shell, typed: str, then: Callable[[Found], None]) -> None:
    desk = shell.desk
    shell.ask(shell, lambda: go_to.find(desk, typed), then, lambda _error: then(Found()))
