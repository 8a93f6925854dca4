"""What stands on a daily report, reckoned from what was logged (forms 2.3; req 36, 39).

The plan is the due list as of 00:00: the cards a consultant had then or keeps that day for a colleague,
sleeping ones among them, and not those that a colleague keeps for him. It is reckoned anew until its first
print or the submission freezes it. A planned card stands on its row whoever has it by now, and whoever
reached its customer answers it. What he did himself with anybody else is an unplanned row: a card that was
open that day, else the owner it was delivered to. A contact ticks the sheet of who made it and no other, so
that the sheets of a day add up. Corrected and removed contacts, struck and corrected rows of the log are not
there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from showroom.errors import Refused
from showroom.forms.daily_report import Adjusted, DailyReport, ReportRow, totals_of
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.rotation import Attendance
from showroom.models.staff import Staff
from showroom.models.traffic_day import TrafficDay
from showroom.rules.daily_report import ReportState, Result, joined, was_late
from showroom.rules.due import next_due
from showroom.rules.level import LOG_LEVELS, CardState, Level, letter_of
from showroom.rules.roll_forward import Standing, stages
from showroom.rules.rotation import State
from showroom.services import (
    daily_report_adjustments,
    daily_report_cards,
    daily_report_kept,
    figures_panel,
    level_clock,
    level_grid_reading,
    lists,
    roll_forward,
    settings,
)
from showroom.services.daily_report_cards import DayCards, Fact
from showroom.services.daily_report_kept import Kept, PlanRow
from showroom.services.daily_report_sealed import read_back
from showroom.services.desk import Desk

_AWAY: Final = frozenset({State.OFF, State.LEAVE})

_person: Final = Compiled(
    lambda: Staff.select(Staff.name, Staff.team).where(Staff.id == slot("staff"), Staff.removed_at.is_null())
)
_weather: Final = Compiled(
    lambda: TrafficDay.select(TrafficDay.weather).where(
        TrafficDay.day == slot("day"), TrafficDay.removed_at.is_null()
    )
)
_attendance: Final = Compiled(
    lambda: Attendance.select(Attendance.state, Attendance.planned).where(
        Attendance.day == slot("day"), Attendance.staff == slot("staff"), Attendance.removed_at.is_null()
    )
)


class _Card(NamedTuple):
    """A card on the sheet; `plan` is its place on the plan, None for who was not planned."""

    card: int
    plan: PlanRow | None


def read(desk: Desk, consultant: int, day: date) -> DailyReport:
    """The report with whole numbers, for nobody's eyes yet, in a fixed number of statements within a reading.

    Unsealed, it tells what was found on sealed ones since; each such takes as many statements again. Raises
    Refused where nobody is on file by this id.
    """
    kept = daily_report_kept.read(consultant, day)
    row = kept.row
    if row is not None and row.state == ReportState.SEALED:
        sealed = read_back(row.id, row.content, row.content_hash)
        return replace(sealed, lists={**lists.current(), **sealed.lists})
    return replace(
        _reckoned(desk, consultant, day, kept), adjustments=tuple(_adjustments(desk, consultant, day))
    )


def _adjustments(desk: Desk, consultant: int, day: date) -> Iterator[Adjusted]:
    for one in daily_report_adjustments.changed(consultant, day):
        then = one.sealed.day
        now = _reckoned(desk, consultant, then, daily_report_kept.read(consultant, then))
        yield from daily_report_adjustments.differences(one, now)


def _reckoned(desk: Desk, consultant: int, day: date, kept: Kept) -> DailyReport:
    """What a report would be now, sealed or not."""
    person = _person.first(staff=consultant)
    if person is None:
        raise Refused(
            "E-NO-SUCH-PERSON",
            mark("This person is not on file. Nothing was read. Look at the list of people."),
        )
    cards = daily_report_cards.read(consultant, day)
    facts = settings.facts()
    planned = plan_of(cards, kept, level_clock.terms(facts))
    rows = _rows(cards, planned, kept)
    weather = _weather.first(day=str(day))
    off = _is_off(consultant, day) and not kept.frozen and not _has_done(rows)
    rows = () if off else rows
    return DailyReport(
        report=kept.row.id if kept.row is not None else None,
        consultant=consultant,
        consultant_name=person[0],
        day=day,
        team=person[1],
        weather=weather[0] if weather else "",
        dealer=facts.dealer,
        dealer_short=facts.dealer_short,
        dealer_english=facts.dealer_english,
        off=off,
        rows=rows,
        totals=totals_of(rows),
        instruction=kept.told.get(None, ""),
        panel=figures_panel.read(consultant, day),
        identity=roll_forward.read(consultant, day, day),
        lists=lists.current(),
        **states_of(desk, kept),
    )


def states_of(desk: Desk, kept: Kept) -> dict[str, Any]:
    """What has become of a report so far, in showroom time."""
    row = kept.row
    if row is None:
        return {}

    def local(at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(desk.clock.local().tzinfo)

    submitted = local(row.submitted_at)
    return {
        "state": ReportState(row.state),
        "planned_at": local(row.planned_at),
        "submitted_at": submitted,
        "submitted_by": kept.names["submitted"] or "",
        "late": was_late(submitted.date() if submitted else None, row.day),
        "returned_because": row.returned_because,
        "reviewed_at": local(row.reviewed_at),
        "reviewed_by": kept.names["reviewed"] or "",
        "sealed_at": local(row.sealed_at),
        "sealed_by": kept.names["sealed"] or "",
        "export": row.export,
        "content_hash": row.content_hash,
    }


def plan_of(cards: DayCards, kept: Kept, terms: level_clock.Terms) -> tuple[PlanRow, ...]:
    """The plan in due order: as it was frozen, else as it follows for 00:00 of the day."""
    if kept.frozen:
        return tuple(one for one in kept.plan if one.prospect in cards.lives)
    his = [card for card in cards.lives if cards.is_his_to_plan(card)]
    found = [
        PlanRow(0, card, due, _letter(cards.morning(card)))
        for card, due in _due_that_morning(cards, his, terms)
        if due <= cards.day
    ]
    found.sort(key=lambda one: (one.due_on, _nearness(one.level_before), one.prospect))
    return tuple(one._replace(position=place) for place, one in enumerate(found, 1))


def _due_that_morning(
    cards: DayCards, his: Collection[int], terms: level_clock.Terms
) -> Iterator[tuple[int, date]]:
    """When each card was due at 00:00: by its newest rows where it took no step since, else by all."""
    moved = [card for card in his if any(step.day >= cards.day for step in cards.lives[card].steps)]
    still = set(his) - set(moved)
    yield from ((one.prospect, one.due.day) for one in level_clock.of_mornings(still, cards.day, terms))
    reading = level_grid_reading.read(moved)
    for card in moved:
        standing = reading.clocked(card, cards.lives[card]).on_the_morning(cards.day)
        if standing is not None:
            yield card, next_due(standing, terms.rules_on, terms.is_workday).day


def _nearness(letter: str) -> int:
    return LOG_LEVELS.index(Level(letter)) if letter in LOG_LEVELS else len(LOG_LEVELS)


def _letter(standing: Standing | None) -> str:
    if standing is None or standing.state == CardState.WITHDRAWN:
        return ""
    return letter_of(standing.level, standing.state)


@dataclass(frozen=True)
class _Sheet:
    """What every row asks."""

    cards: DayCards
    kept: Kept
    facts: Mapping[int, Fact]
    numbers: Mapping[int, tuple[str, ...]]

    def of_card(self, number: int, one: _Card, result: Result) -> ReportRow:
        """The row of a card."""
        before = one.plan.level_before if one.plan else _letter(self.cards.morning(one.card))
        told = result.reached or self._stepped(one.card)
        row = self._row(number, one.card, one.card, result)
        return replace(
            row,
            level_before=before,
            level_after=_letter(self.cards.evening(one.card)) if told else "",
            planned=one.plan is not None,
            due_on=one.plan.due_on if one.plan else None,
        )

    def of_owner(self, number: int, card: int, result: Result) -> ReportRow:
        """The row of an owner, who is known by the card he was delivered on."""
        level = str(Level.AFTER_SALES)
        return replace(
            self._row(number, None, card, result),
            level_before=level,
            level_after=level if result.reached else "",
        )

    def _stepped(self, card: int) -> bool:
        """Whether the card ended or changed its level that day, by whatever."""
        return any(
            stage.day == self.cards.day
            and stage.before is not None
            and _letter(stage.before) != _letter(stage.after)
            for stage in stages(self.cards.lives[card])
        )

    def _row(self, number: int, prospect: int | None, card: int, result: Result) -> ReportRow:
        fact = self.facts[card]
        return ReportRow(
            number=number,
            prospect=prospect,
            customer=fact.customer,
            name=fact.name,
            sex=fact.sex,
            kind=fact.kind,
            model=fact.model,
            phones=self.numbers.get(fact.customer, ()),
            area=fact.area,
            source=fact.source,
            activities=result.activities,
            by_phone=result.by_phone,
            by_visit=result.by_visit,
            said=result.said,
            tried_in_vain=result.tried_in_vain,
            words=self.kept.words.get((prospect, None if prospect else fact.customer), ""),
            instruction=self.kept.told.get(prospect, "") if prospect is not None else "",
        )


def _rows(cards: DayCards, plan: Collection[PlanRow], kept: Kept) -> tuple[ReportRow, ...]:
    """Planned rows in due order, then those who were spoken to without a plan by the time of it."""
    results = {card: joined(talks) for card, talks in cards.talks.items()}
    planned = {one.prospect for one in plan}
    others = [
        (result.first_at, card)
        for card, result in results.items()
        if card not in planned and any(talk.own for talk in cards.talks[card])
    ]
    owners = {
        card: joined(talks)
        for customer, talks in cards.owners.items()
        if any(talk.own for talk in talks) and (card := _delivered(cards, customer)) is not None
    }
    shown = [*planned, *(card for _at, card in others), *owners]
    facts = daily_report_cards.facts(shown)
    numbers = daily_report_cards.numbers({fact.customer for fact in facts.values()})
    sheet = _Sheet(cards, kept, facts, numbers)
    unplanned = sorted(
        [(at, card, False) for at, card in others]
        + [(one.first_at, card, True) for card, one in owners.items()]
    )

    def told() -> Iterator[ReportRow]:
        for one in plan:
            yield sheet.of_card(0, _Card(one.prospect, one), results.get(one.prospect, Result()))
        for _at, card, is_owner in unplanned:
            yield (
                sheet.of_owner(0, card, owners[card])
                if is_owner
                else sheet.of_card(0, _Card(card, None), results[card])
            )

    return tuple(replace(row, number=number) for number, row in enumerate(told(), 1))


def _delivered(cards: DayCards, customer: int) -> int | None:
    """The newest card that an owner was delivered on by the end of the day; None for who is no owner."""
    return max(
        (
            card
            for card in cards.of_customer.get(customer, ())
            if (stood := cards.evening(card)) is not None and stood.state == CardState.DELIVERED
        ),
        default=None,
    )


def _has_done(rows: Collection[ReportRow]) -> bool:
    return any(row.activities or row.by_phone or row.by_visit or row.words for row in rows)


def _is_off(consultant: int, day: date) -> bool:
    """Whether he was not there that day: as it was, else as it was planned."""
    found = _attendance.first(staff=consultant, day=str(day))
    return found is not None and (found[0] or found[1]) in _AWAY
