"""营业日报表: a consultant's plan and result of one day, as on screen and paper (forms 2.3; req 36, 39)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from showroom.forms import kinds
from showroom.forms.field import Field, Lists
from showroom.forms.figures import Panel
from showroom.language import mark
from showroom.rules.contacts import Activity
from showroom.rules.daily_report import ReportState, rise
from showroom.rules.roll_forward import RollForward

ROWS_A_PAGE: Final = 20
# The tick columns in the order of the sheet.
ACTIVITIES: Final = tuple(Activity)

WORDS: Final = Field("words", mark("Your words"), kinds.NOTE)
INSTRUCTION: Final = Field("instruction", mark("Instruction"), kinds.NOTE)


@dataclass(frozen=True)
class ReportRow:
    """One prospect, or an owner without an open wish to buy (`prospect` is None, level M).

    `phones` are as the reader may see them, the first one first. `source` is a code of the list; its sign on
    paper is `level_grid_words.source_sign`. `level_before` is that of 00:00 ("" for a card that is new),
    `level_after` the one after the day, or D, F1, F2 where the card ended; "" where nobody was reached.
    `said` is what was logged, `words` what the consultant adds, `instruction` what the manager says.
    """

    number: int
    prospect: int | None
    customer: int
    name: str
    sex: str = ""
    kind: str = ""
    model: int | None = None
    phones: tuple[str, ...] = ()
    area: str = ""
    source: str = ""
    activities: frozenset[str] = frozenset()
    level_before: str = ""
    level_after: str = ""
    by_phone: bool = False
    by_visit: bool = False
    said: str = ""
    words: str = ""
    planned: bool = False
    due_on: date | None = None
    tried_in_vain: bool = False
    instruction: str = ""

    @property
    def not_visited(self) -> bool:
        """Whether it was planned and is carried to the next day."""
        return self.planned and not self.level_after

    @property
    def no_result(self) -> bool:
        """Whether nobody wrote what came of it: a call in vain is a result, if no visit."""
        return self.not_visited and not (self.tried_in_vain or self.said or self.words)

    @property
    def key(self) -> tuple[int | None, int]:
        """What names the row from one reading to the next."""
        return (self.prospect, self.customer)


@dataclass(frozen=True)
class Totals:
    """合计: the foot of the rows."""

    activities: Mapping[str, int] = field(default_factory=dict)
    by_phone: int = 0
    by_visit: int = 0
    rises: int = 0
    falls: int = 0
    not_visited: int = 0


def totals_of(rows: Iterable[ReportRow]) -> Totals:
    """The foot under these rows."""
    rows = tuple(rows)
    ticks = Counter(str(activity) for row in rows for activity in row.activities)
    moves = Counter(rise(row.level_before, row.level_after) for row in rows)
    return Totals(
        activities={str(one): ticks[str(one)] for one in ACTIVITIES},
        by_phone=sum(row.by_phone for row in rows),
        by_visit=sum(row.by_visit for row in rows),
        rises=moves[1],
        falls=moves[-1],
        not_visited=sum(row.not_visited for row in rows),
    )


@dataclass(frozen=True)
class Adjusted:
    """What was found on a sealed report after its sealing: `what` is "row" or the key of a figure."""

    day: date
    what: str
    name: str
    before: str
    after: str
    prospect: int | None = None


@dataclass(frozen=True)
class Told:
    """One instruction of a manager: to one consultant, about one card or about his whole sheet of a day."""

    instruction: int
    revision: int
    consultant: int
    consultant_name: str
    day: date
    words: str
    given_by_name: str
    given_at: datetime
    prospect: int | None = None
    customer_name: str = ""
    due_on: date | None = None
    done_at: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """How the report of one consultant stands in the evening; `state` is None while nobody touched it.

    `late` means handed in after its day; `off` that he was not there and nothing was logged, so that there
    is no sheet.
    """

    consultant: int
    consultant_name: str
    state: ReportState | None
    submitted_at: datetime | None = None
    late: bool = False
    off: bool = False
    returned_because: str = ""

    @property
    def missing(self) -> bool:
        """Whether it has not been handed in."""
        return not self.off and self.state in (None, ReportState.DRAFT)

    @property
    def to_review(self) -> bool:
        """Whether it waits for the manager's instruction."""
        return self.state is ReportState.SUBMITTED

    @property
    def to_seal(self) -> bool:
        """Whether it is ready to be sealed."""
        return self.state is ReportState.REVIEWED


@dataclass(frozen=True)
class DailyReport:
    """The sheet. Instants are showroom time; `report` is None while nobody touched it.

    `off` tells of a day off with nothing logged: it has no rows and no sheet. `instruction` is of the whole
    sheet. `export` and `content_hash` are of the sealing: the foot prints `sealed_hash`. `panel` has the
    figures of day and month, `identity` is the roll-forward of the day, whose sum closes.
    """

    report: int | None
    consultant: int
    consultant_name: str
    day: date
    team: str = ""
    weather: str = ""
    dealer: str = ""
    dealer_short: str = ""
    dealer_english: str = ""
    state: ReportState = ReportState.DRAFT
    off: bool = False
    planned_at: datetime | None = None
    submitted_at: datetime | None = None
    submitted_by: str = ""
    late: bool = False
    returned_because: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    sealed_at: datetime | None = None
    sealed_by: str = ""
    export: str = ""
    content_hash: str = ""
    rows: tuple[ReportRow, ...] = ()
    totals: Totals = field(default_factory=Totals)
    instruction: str = ""
    panel: Panel | None = None
    adjustments: tuple[Adjusted, ...] = ()
    identity: RollForward = field(default_factory=RollForward)
    lists: Lists = field(default_factory=dict)

    @property
    def without_result(self) -> int:
        """Of how many rows nobody wrote what came of them."""
        return sum(row.no_result for row in self.rows)

    @property
    def sealed_hash(self) -> str:
        """The eight digits of the content's hash that stand on the foot of a sealed sheet."""
        return self.content_hash[:8].upper()

    @property
    def pages(self) -> int:
        """How many pages its rows take: one at least."""
        return max(1, -(-len(self.rows) // ROWS_A_PAGE))
