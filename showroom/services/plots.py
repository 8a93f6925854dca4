"""The plots of some days: bars that are figures of the book or parts of them, and their rows (issue 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from showroom.forms import plot_words
from showroom.forms.field import Lists
from showroom.forms.figure_counts import OF_CONTACTS
from showroom.forms.figures import FIGURE, FIGURES, FigureRow
from showroom.forms.plot import DEALS, PLOTS, STAGES, Bar, Kind, Mark, Part, Plot, Split, Words, number, words
from showroom.language import mark
from showroom.rules import periods
from showroom.rules.roll_forward import LEVELS
from showroom.rules.tally import SLOTS
from showroom.services import figures, lists, roll_forward, targets
from showroom.services.desk import Desk
from showroom.services.figure_facts import Fact
from showroom.services.figures_reading import add, read_facts, read_happenings, whose

# So many sources or reasons have bars of their own; the rest of them share the last one.
BARS_AT_MOST: Final = 8
_CODE: Final[Mapping[Split, Callable[[Fact], str]]] = {
    Split.HOUR: lambda one: "" if one.slot is None else str(one.slot),
    Split.WEEKDAY: lambda one: str(one.day.weekday()),
    Split.SOURCE: lambda one: one.source,
    Split.REASON: lambda one: one.reason,
    Split.LEVEL: lambda one: one.level,
}


@dataclass(frozen=True)
class Happenings:
    """What the plots of some days are made of: read once, within an open reading."""

    first: date
    last: date
    owner: int | None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What happened in these days; the inventory of levels has no need of it."""
        return read_happenings(self.owner, self.first, self.last)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """What they add up to."""
        return add(self.facts)

    @cached_property
    def lists(self) -> Lists:
        """The words of sources and reasons."""
        return lists.current()

    def part(self, figure: str, split: Split | None = None, *codes: str) -> Part:
        """Rows of these days."""
        return Part(figure, self.first, self.last, self.owner, split, frozenset(codes))


def of_period(
    desk: Desk,
    first: date,
    last: date,
    consultant: int | None = None,
    wanted: Collection[str] = tuple(PLOTS),
) -> tuple[Plot, ...]:
    """The plots that are wanted, of one consultant or of everybody (None), in a fixed number of statements.

    Of days to come nothing is drawn; what is reached of the targets is of the month of the last day. Raises
    Denied.
    """
    owner = whose(desk, consultant)
    last = max(first, min(last, desk.clock.today()))
    with desk.reading():
        return draw(Happenings(first, last, owner), wanted)


def draw(found: Happenings, wanted: Collection[str] = tuple(PLOTS)) -> tuple[Plot, ...]:
    """The plots that are wanted of what was read, in the order of `PLOTS`, within an open reading."""
    return tuple(_DRAWN[key](found) for key in PLOTS if key in wanted)


def rows(desk: Desk, part: Part) -> tuple[FigureRow, ...]:
    """The rows a mark opens, the oldest first: they add up to its number. Raises Denied."""
    split = part.split

    def among(fact: Fact) -> bool:
        return split is None or _CODE[split](fact) in part.codes

    return figures.rows(desk, part.figure, part.first, part.last, part.consultant, among, base=False)


def _plot(key: str, kind: Kind, found: Happenings, bars: Sequence[Bar], elapsed: float | None = None) -> Plot:
    days = plot_words.days(found.first, found.last)
    return Plot(key, kind, words(PLOTS[key]), days, tuple(bars), elapsed)


def _label(figure: str) -> Words:
    return words(FIGURE[figure].label)


# -- the funnel, and what was reached -----------------------------------------------------------------------


def _funnel(found: Happenings) -> Plot:
    counts = found.counts
    bars: list[Bar] = []
    for key, under in STAGES.items():
        value = counts.get(key, 0)
        bars.append(
            Bar(
                _label(key),
                (Mark(value, found.part(key)),),
                counts.get(under, 0) if under else None,
                _label(under) if under else None,
                value - bars[-1].value if bars else None,
                is_deal=key in DEALS,
            )
        )
    return _plot("funnel", Kind.FUNNEL, found, bars)


def _attainment(found: Happenings) -> Plot:
    month = found.last.replace(day=1)
    aims = targets.read(month).of(found.owner)
    of_month = found if month == found.first else Happenings(month, found.last, found.owner)
    # Contacts take longest to read, and few set targets of them.
    counts = (
        add(read_facts(found.owner, month, found.last, base=False))
        if aims.keys() & OF_CONTACTS
        else of_month.counts
    )
    bars = [
        Bar(
            _label(figure.key),
            (Mark(counts.get(figure.key, 0), of_month.part(figure.key)),),
            aims[figure.key].value,
            words(mark("target {number}"), number=number(aims[figure.key].value)),
        )
        for figure in FIGURES
        if figure.key in aims
    ]
    elapsed = found.last.day / periods.holding(periods.Span.MONTH, month).days
    return _plot("attainment", Kind.ATTAINMENT, of_month, bars, elapsed)


# -- cards on hand ------------------------------------------------------------------------------------------


def _levels(found: Happenings) -> Plot:
    days = periods.evenings(found.first, found.last)
    return levels(found, roll_forward.evenings(found.owner, days))


def levels(found: Happenings, on_hand: Mapping[date, Mapping[str, int]]) -> Plot:
    """The levels of the cards on hand at the end of some days, which were counted already."""
    days = tuple(on_hand)
    there = [str(level) for level in LEVELS if any(on_hand[day][level] for day in days)]
    bars = [
        Bar(
            plot_words.day(day),
            tuple(
                Mark(
                    on_hand[day][level],
                    Part("on_hand", day, day, found.owner, Split.LEVEL, frozenset({level})),
                    level,
                )
                for level in there
            ),
        )
        for day in days
    ]
    return _plot("levels", Kind.STACKED, found, bars if there else ())


# -- parties and losses, told apart -------------------------------------------------------------------------


def _by(found: Happenings, figure: str, split: Split) -> Counter[str]:
    """How much a figure is of each code."""
    counts: Counter[str] = Counter()
    for one in found.facts:
        if figure in one.counts:
            counts[_CODE[split](one)] += one.counts[figure]
    return counts


def _hours(found: Happenings) -> Plot:
    counts = _by(found, "parties", Split.HOUR)
    return _columns("hours", found, Split.HOUR, counts, [plot_words.hour(slot) for slot in range(SLOTS)])


def _weekdays(found: Happenings) -> Plot:
    counts = _by(found, "parties", Split.WEEKDAY)
    return _columns("weekdays", found, Split.WEEKDAY, counts, plot_words.weekdays())


def _columns(
    key: str, found: Happenings, split: Split, counts: Counter[str], labels: Sequence[Words]
) -> Plot:
    """One column for each code, which are numbered; none where nothing was counted."""
    bars = [
        Bar(label, (Mark(counts[str(code)], found.part("parties", split, str(code))),))
        for code, label in enumerate(labels)
    ]
    return _plot(key, Kind.COLUMNS, found, bars if counts.total() else ())


def _sources(found: Happenings) -> Plot:
    return _shares("sources", found, "parties", Split.SOURCE, "source")


def _lost(found: Happenings) -> Plot:
    return _shares("lost", found, "lost", Split.REASON, "lost_reason")


def _shares(key: str, found: Happenings, figure: str, split: Split, listed: str) -> Plot:
    """One bar for each code that counts, the longest first; the last may be all the others together."""
    counts = _by(found, figure, split)
    labels = {str(one.code): Words(one.chinese, one.english) for one in found.lists[listed]}
    order = sorted(counts, key=lambda code: (-counts[code], code))
    groups: list[tuple[str, ...]] = [(code,) for code in order]
    if len(groups) > BARS_AT_MOST:
        groups = [*groups[: BARS_AT_MOST - 1], tuple(order[BARS_AT_MOST - 1 :])]
    bars = []
    for group in groups:
        label = plot_words.rest(len(group)) if len(group) > 1 else plot_words.entry(group[0], labels)
        one = Mark(sum(counts[code] for code in group), found.part(figure, split, *group))
        bars.append(Bar(label, (one,), counts.total(), _label(figure)))
    return _plot(key, Kind.BARS, found, bars)


_DRAWN: Final[Mapping[str, Callable[[Happenings], Plot]]] = {
    "funnel": _funnel,
    "levels": _levels,
    "hours": _hours,
    "weekdays": _weekdays,
    "sources": _sources,
    "attainment": _attainment,
    "lost": _lost,
}
