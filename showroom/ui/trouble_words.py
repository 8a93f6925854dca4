"""What the trouble page says of each trouble: its head, and which ways out of it make sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from showroom.language import mark


@dataclass(frozen=True)
class Trouble:
    """The head, whether a copy would help, and whether there is something to look at."""

    head: str
    copies: bool = False
    look: bool = False


_ANY: Final = Trouble(mark("The data file cannot be opened"))
_TROUBLES: Final = {
    "E-DB-MISSING": Trouble(mark("The data file is not there"), copies=True),
    "E-DB-DAMAGED": Trouble(mark("The data file is damaged"), copies=True, look=True),
    "E-DB-STOPPED": Trouble(mark("The data file is damaged"), copies=True, look=True),
    "E-DB-FOREIGN": Trouble(mark("This is no data file of this program"), copies=True),
    "E-DB-UNKNOWN": Trouble(mark("The data file bears no version"), copies=True),
    "E-DB-TOO-NEW": Trouble(mark("The data file is newer than this program")),
    "E-DB-READONLY": Trouble(mark("The data file can only be read"), look=True),
    "E-DB-NETWORK": Trouble(mark("The data file lies on a network drive"), look=True),
    "E-DB-IN-USE": Trouble(mark("The data file is open in another window")),
    "E-COPY-FULL": Trouble(mark("There is no room for the copy before the update"), look=True),
}


def trouble_of(code: str) -> Trouble:
    """What the page says of the trouble with this code."""
    return _TROUBLES.get(code, _ANY)
