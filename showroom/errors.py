"""What can go wrong outside our own bugs, each with a stable code and a sentence for staff.

A sentence says what happened, what is safe, and what to do. It is a message id: it is translated
where it is shown, so one error reads right in both languages. Everything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from showroom.language import _, mark


class ShowroomError(Exception):
    """Base of everything that is told to staff in one place (`ui.present`, `cli`)."""

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.values = values

    def sentence(self) -> str:
        """The sentence for staff in the current language, without the code."""
        return _(self.message, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class Refused(ShowroomError):
    """Not allowed or not possible now; nothing was changed (Denied, Locked, RowRejected, FileRejected)."""


class Denied(Refused):
    """This person may not do this; the refusal itself is recorded."""


class Stopped(Refused):
    """Somebody did not want the rest of a long work any more: nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("E-STOPPED", mark("Cancelled. Nothing was printed and nothing was saved."))


class PasswordAsked(Refused):
    """Sensitive, and the password was given too long ago; once it is given, the same may be tried again."""


class Unreadable(Exception):
    """Raised by rules and kinds for text they cannot take: a sentence that says how to mend it."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values


@dataclass(frozen=True)
class Problem:
    """One field that cannot be taken as typed: its key and a sentence that says how to mend it."""

    field: str
    message: str
    values: Mapping[str, object]

    def sentence(self) -> str:
        return _(self.message, **self.values)


class Invalid(ShowroomError):
    """What was typed cannot be read; `problems` names each field, the typed text is kept by the caller."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("E-FORM", problems[0].message, **problems[0].values)
        self.problems = problems


class Clash(ShowroomError):
    """Somebody else changed the same fields meanwhile; `mine` and `theirs` are values as stored, by field."""

    def __init__(
        self, code: str, message: str, mine: Mapping[str, object], theirs: Mapping[str, object]
    ) -> None:
        super().__init__(code, message, mine=_listed(mine), theirs=_listed(theirs))
        self.mine, self.theirs = dict(mine), dict(theirs)


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join("–" if value in (None, "") else str(value) for value in values.values())


class TooNew(ShowroomError):
    """The store was written by a newer program."""


class Unavailable(ShowroomError):
    """The store cannot be used now: busy, full, read-only, damaged or missing."""
