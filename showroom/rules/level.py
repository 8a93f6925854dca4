"""Levels of certainty (确度): how near a guest is to a deal. Codes as printed on paper (forms 2.1, 2.3)."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The printed letters; the value is what is stored."""

    ORDERED = "O"
    H = "H"
    A = "A"
    B = "B"
    C = "C"
    UNRATED = "N"
    DELIVERED = "D"
    LOST = "F1"
    DORMANT = "F2"
    OUT_OF_CONTACT = "L"
    AFTER_SALES = "M"


class CardState(StrEnum):
    """Where a card is beside its level: only an open one has to be called."""

    OPEN = "open"
    DORMANT = "dormant"
    DELIVERED = "delivered"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


_LETTERS = {
    CardState.DELIVERED: Level.DELIVERED,
    CardState.LOST: Level.LOST,
    CardState.DORMANT: Level.DORMANT,
}


def letter_of(level: str, state: str) -> str:
    """What stands for a card where one letter has to do: its level, or that of the state it ended in (P1)."""
    return next((str(letter) for of, letter in _LETTERS.items() if of == state), level)


# What a receptionist or consultant may write on the traffic log: the open levels.
LOG_LEVELS = (Level.ORDERED, Level.H, Level.A, Level.B, Level.C, Level.UNRATED)

# The letters the ten-column sheet prints to be circled (S004 p17).
CIRCLED_LEVELS = (Level.H, Level.A, Level.B, Level.C)


def is_at(level: str, threshold: str) -> bool:
    """Whether a level written on the log is this one or nearer to a deal; "" is nowhere near."""
    return level in LOG_LEVELS[: LOG_LEVELS.index(Level(threshold)) + 1]
