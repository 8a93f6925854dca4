"""战败客户分析表: who was lost in a month, why, how far they had come, and who was late (forms 2.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from showroom.forms.field import Lists
from showroom.rules.lost import is_clear

ROWS_A_PAGE: Final = 15
# Of a loss that nobody asked for: it was closed before there were requests, or came with an import.
NO_GROUP: Final = ""


@dataclass(frozen=True)
class Loss:
    """One customer lost: when, with whose card, at which level, why (`group` is the category of the reason).

    `owner` is whose card it was then. `late_days` and `stage` are those of the moment it was asked for;
    `contacts`, `drives` and `last_contact` count until the day of the loss. `phones` are as one person may
    see them, `price_gap` is in 分.
    """

    prospect: int
    number: str
    day: date
    owner: int | None
    owner_name: str
    name: str
    sex: str
    phones: tuple[str, ...]
    model: int | None
    level: str
    bought: str = ""
    reason: str = ""
    group: str = NO_GROUP
    analysis: str = ""
    price_gap: int | None = None
    stage: str = ""
    late_days: int = 0
    contacts: int = 0
    drives: int = 0
    last_contact: date | None = None
    opinion: str = ""
    decided_by: str = ""

    @property
    def clear(self) -> bool:
        """Whether the reason says why the customer did not buy."""
        return is_clear(self.group)


@dataclass(frozen=True)
class Losses:
    """What was lost in a period, the newest first, and what it is measured by.

    `cards` are those that could be lost: open at the beginning, opened or taken up again since. `requests`
    are those made in the period to close a card as lost, taken back ones not counted; of them `clear` were
    approved with a clear reason and `rejected` sent back.
    """

    first: date
    last: date
    rows: tuple[Loss, ...]
    cards: int = 0
    requests: int = 0
    clear: int = 0
    rejected: int = 0

    @property
    def rate(self) -> float | None:
        """战败率: lost ÷ cards that could be (forms 2.7, G4); None without any."""
        return len(self.rows) / self.cards if self.cards else None

    @property
    def clear_rate(self) -> float | None:
        """战败明确率: approved with a clear reason ÷ requests (forms 2.6, P10); None without any."""
        return self.clear / self.requests if self.requests else None

    @property
    def rejected_rate(self) -> float | None:
        """战败审核拒绝率: rejected ÷ requests (forms 2.7, G4); None without any."""
        return self.rejected / self.requests if self.requests else None

    def by_stage(self) -> dict[str, int]:
        """How many were lost at each stage (req 19)."""
        return self._by(lambda row: row.stage)

    def by_group(self) -> dict[str, int]:
        """How many were lost for reasons of each group."""
        return self._by(lambda row: row.group)

    def late(self) -> dict[int | None, tuple[Loss, ...]]:
        """Those whose next contact was overdue when the loss was asked for, by consultant (req 23).

        Late follow-ups of customers who are still there are another figure, and never mixed with it.
        """
        found: dict[int | None, list[Loss]] = {}
        for row in self.rows:
            if row.late_days:
                found.setdefault(row.owner, []).append(row)
        return {owner: tuple(rows) for owner, rows in found.items()}

    def _by(self, key: Callable[[Loss], str]) -> dict[str, int]:
        return dict(Counter(map(key, self.rows)))


@dataclass(frozen=True)
class LostAnalysis:
    """The sheet of one month, or of its first or second `half` (req 25: twice a month).

    `consultant` is named where it is one person's; `lists` has the words.
    """

    losses: Losses
    dealer: str
    dealer_short: str = ""
    compiled_by: str = ""
    consultant: str = ""
    staff: int = 0
    lists: Lists = field(default_factory=dict)
    half: int | None = None

    @property
    def month(self) -> date:
        """The first day of the month."""
        return self.losses.first.replace(day=1)
