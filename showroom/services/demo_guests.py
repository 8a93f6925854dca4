"""Everybody of the demo who may come back, the dice, and the numbers of the simulated desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from showroom.services import demo_people


@dataclass(eq=False)
class Guest:
    """A customer of the demo while his wish is open."""

    customer: int
    name: str
    sex: str
    phone: str
    area: str
    model: int
    owner: int
    prospect: int
    level: str
    opened: date


class Guests:
    """Everybody who may come back, and the dice."""

    def __init__(self, random: Random, staff: dict[str, Any], returning: float) -> None:
        self.random = random
        self._share = returning
        self.staff = staff
        self.open: list[Guest] = []
        self.serial = 0
        self.acts = 0

    def token(self) -> str:
        """The next token of the simulated desk."""
        self.acts += 1
        return f"demo-act-{self.acts}"

    def number(self) -> str:
        """The next mobile number."""
        self.serial += 1
        return demo_people.mobile(self.serial)

    def returning(self) -> Guest | None:
        """Somebody of the last weeks who comes again, or None."""
        if not self.open or self.random.random() > self._share:
            return None
        place = len(self.open) - 1 - min(int(self.random.expovariate(1 / 25)), len(self.open) - 1)
        return self.open[place]
