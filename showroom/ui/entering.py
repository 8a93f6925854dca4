"""What the worker reads for the window: who may come in, what somebody may do who has."""

from __future__ import annotations

from showroom.clock import Clock
from showroom.models.store import Store
from showroom.rules.duties import Duty, Role
from showroom.services import settings, sign_in
from showroom.services.desk import Desk
from showroom.services.settings import Facts

Entry = tuple[Facts, tuple[sign_in.Colleague, ...], tuple[str, ...]]
Entered = tuple[Desk, frozenset[Role], frozenset[Duty]]


def entry(store: Store, clock: Clock, desk_name: str) -> Entry:
    """The showroom, who works there, and who may come in at this desk by a PIN. Raises Unavailable."""
    return settings.facts(), sign_in.colleagues(store), sign_in.switchable(store, clock, desk_name)


def entered(desk: Desk) -> Entered:
    """Somebody who has signed in, with roles and duties as they stand now. Raises Unavailable."""
    return desk, desk.roles(), desk.duties()


def load_shell() -> None:
    """What comes after signing in is two thirds of the program."""
    from showroom.ui import shell  # noqa: F401
