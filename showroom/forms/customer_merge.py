"""Two files of one person side by side: what differs, what comes together, what must be said (req 62)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from showroom.forms import customer as form
from showroom.forms.field import Field
from showroom.rules.level import CardState

# The facts of which one stands where two files name two. Tags come together, numbers are rows of their own,
# and why no number was left says nothing of a file that has one.
ASKED: Final[tuple[Field, ...]] = (
    *(
        field
        for field in form.FIELDS
        if field not in (*form.NUMBERS.values(), form.TAGS) and field is not form.NO_CONTACT_REASON
    ),
    form.BLACKLIST_REASON,
)
# What says nothing without another fact goes where that one goes: a postcode with its address.
GOES_WITH: Final = {
    form.HOME_POSTCODE.key: form.HOME_ADDRESS.key,
    form.WORKPLACE_POSTCODE.key: form.WORKPLACE.key,
    form.ID_KIND.key: form.ID_NUMBER.key,
    form.REFERRER_RELATION.key: form.REFERRER.key,
}
# Whoever was on one of these lists stays on it (req 65).
ON_EITHER: Final = (form.VIP.key, form.KEY_ACCOUNT.key, form.BLACKLISTED.key)


@dataclass(frozen=True)
class CardOfFile:
    """A card on one of the files: what tells it from the others. `ordered`: an order stands on it."""

    prospect: int
    number: str
    level: str
    state: str
    owner_name: str
    model: str
    ordered: bool

    @property
    def alive(self) -> bool:
        """Whether it may be the same wish as another: open, or asleep."""
        return self.state in (CardState.OPEN, CardState.DORMANT)


@dataclass(frozen=True)
class File:
    """One of the two files, as this person may see it; `visits` counts rows of the log."""

    customer: int
    revision: int
    name: str
    sex: str
    phones: tuple[str, ...]
    family: tuple[str, ...]
    consents: tuple[str, ...]
    cars: tuple[str, ...]
    cards: tuple[CardOfFile, ...]
    visits: int


@dataclass(frozen=True)
class Difference:
    """A fact that both files name and name differently, in words."""

    field: Field
    first: str
    second: str


@dataclass(frozen=True)
class Comparison:
    """Two files beside each other; `told_apart` says who found them to be two people's and why, else ""."""

    first: File
    second: File
    differences: tuple[Difference, ...]
    told_apart: str = ""
