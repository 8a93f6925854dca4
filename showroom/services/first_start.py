"""Making a new showroom: an empty store, its first lists, and the first person who can sign in (R9)."""

from __future__ import annotations

from pathlib import Path

from showroom.clock import Clock
from showroom.errors import Refused
from showroom.forms import choices
from showroom.language import mark
from showroom.models.store import Store, create
from showroom.rules.duties import Duty
from showroom.services import lists, settings, staff
from showroom.services.desk import Desk
from showroom.services.sign_in import colleagues


def make_store(path: Path) -> None:
    """Create an empty store at a path where nothing is. Raises Unavailable."""
    create(path)


def is_new(store: Store) -> bool:
    """Whether nobody can sign in yet: the first start was not finished."""
    return not colleagues(store)


def found(store: Store, clock: Clock, facts: settings.Facts, first: staff.NewStaff) -> None:
    """Give a new store its facts, first lists and first person, in one act. Raises Invalid."""
    with Desk(store, clock).work(Duty.CREATE_STORE) as work:
        if not is_new(store):
            raise Refused(
                "E-FOUNDED", mark("This showroom has its people already. Nothing was changed. Sign in.")
            )
        staff.take_on(work, first, facts.dealer)
        settings.write(work, facts)
        lists.fill(work, "purpose", choices.FIRST_PURPOSES)
        lists.fill(work, "source", choices.FIRST_SOURCES)
