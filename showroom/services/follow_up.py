"""Contacts on a card: logging one moves the card's clock and, with a fact, its level; correcting one too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.language import mark
from showroom.models.act import ActLine
from showroom.models.base import Compiled, slot
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import DORMANT, OPEN, Prospect
from showroom.rules.card_moves import Move
from showroom.rules.contacts import is_reached
from showroom.rules.due import Due
from showroom.rules.duties import Duty
from showroom.services import appointment, level_clock, prospect
from showroom.services.desk import Desk
from showroom.services.follow_up_entry import check, row_of
from showroom.services.prospect import Card
from showroom.services.work import Work

_COLUMN_OF: Final[Mapping[str, str]] = {"level": "level_after"}
_NEVER_EMPTY: Final = frozenset({"day", "method", "activity", "result", "level_after"})

_line_of = Compiled(
    lambda: ActLine.select(ActLine.id).where(
        ActLine.table_name == FollowUp._meta.table_name,
        ActLine.row_id == slot("follow_up"),
        ActLine.row_revision == 1,
    )
)


@dataclass(frozen=True)
class Logged:
    """What logging or correcting gave: the follow-up, and when the card is due now."""

    follow_up: int
    due: Due
    repeated: bool = False


def log(
    desk: Desk,
    card: int,
    entered: Mapping[str, Any],
    *,
    fixed: Mapping[str, Any] | None = None,
    token: str | None = None,
) -> Logged:
    """Put a contact on a card, in one act, with the visit or test drive it `fixed` (forms.appointment).

    `entered` holds values of `forms.follow_up.FIELDS`; what is left out is the usual: by phone, now, the
    purpose and activity of the level, gone on. A level that differs from the card's changes it: upwards with
    a fact (`criteria`), downwards with a fact, a reason or what was said; any wakes a sleeping card. Facts
    that were named are the card's from then on. Raises Denied, Refused, Invalid.
    """
    with desk.work(Duty.LOG_FOLLOW_UP, token) as work:
        if work.repeated is not None:
            return Logged(work.repeated["follow_up"], due_of(card), repeated=True)
        made = put(work, desk, card, entered, fixed=fixed)
        work.result = {"follow_up": made}
    return Logged(made, due_of(card))


def put(
    work: Work, desk: Desk, card: int, entered: Mapping[str, Any], *, fixed: Mapping[str, Any] | None = None
) -> int:
    """Put a contact on a card within an open work; its id. Raises Denied, Refused, Invalid."""
    found = prospect.kept_open(desk, card)
    # Whoever is expected on a day is spoken to on that day, unless another was agreed.
    if fixed is not None and not entered.get("agreed_on"):
        entered = {**entered, "agreed_on": appointment.day_of(desk, fixed)}
    row = row_of(found, entered, desk.clock.local().replace(tzinfo=None))
    move = _change_card(work, desk, found, row)
    made = work.add(FollowUp, prospect=card, by=desk.staff, move=move, **row)
    if fixed is not None:
        appointment.fix(work, desk, found, fixed, made)
    return made


def due_of(card: int) -> Due:
    """When a card is due now."""
    found = level_clock.of_card(card)
    if found is None:
        raise RuntimeError("a card that was just written on is there")
    return found.due


def _change_card(work: Work, desk: Desk, found: Card, row: Mapping[str, Any]) -> int | None:
    """What the contact changes on its card: the facts, and by a step the level; the id of the step."""
    criteria, day = row.get("criteria", ()), row["day"]
    if row["level_after"] == found.level:
        if criteria:
            work.edit(Prospect, found.prospect, found.revision, criteria=tuple(criteria), criteria_on=day)
        return None
    _refuse_before_steps(found, day)
    return _take_step(work, desk, found, row)


def _take_step(work: Work, desk: Desk, found: Card, row: Mapping[str, Any]) -> int:
    """The card goes to the level that the contact names; one that slept is woken by it."""
    asleep = found.state == DORMANT
    awake: dict[str, Any] = {"state": OPEN} if asleep else {}
    return prospect.step(
        work,
        desk,
        found,
        Move.RETURNED if asleep else Move.LEVEL,
        level=row["level_after"],
        criteria=row.get("criteria", ()),
        reason=_why(row),
        day=row["day"],
        **awake,
    )


def _why(row: Mapping[str, Any]) -> str:
    return row.get("reason") or row.get("said") or ""


def correct(
    desk: Desk, follow_up: int, revision: int, entered: Mapping[str, Any], *, token: str | None = None
) -> Logged:
    """Change a contact as it was seen at `revision`; its history keeps what was said before.

    `entered` holds only what changes. The due date is reckoned anew; another level is the card's, unless the
    card has taken a newer step. Raises Denied, Refused, Invalid, Clash.
    """
    with desk.work(Duty.CORRECT_FOLLOW_UP, token) as work:
        if work.repeated is not None:
            return Logged(follow_up, due_of(work.repeated["card"]), repeated=True)
        row = _standing(follow_up)
        found = prospect.kept(desk, row.prospect_id)
        changed = _differing(row, entered)
        whole = {**row.__data__, **changed}
        check(desk.clock.today(), found, whole, changed)
        if "level_after" in changed or (row.move_id and {"day", "criteria", "reason"} & changed.keys()):
            changed["move"] = _correct_step(work, desk, found, row, whole)
        work.edit(FollowUp, follow_up, revision, **changed)
        work.result = {"card": found.prospect}
    return Logged(follow_up, due_of(found.prospect))


def remove(desk: Desk, follow_up: int, revision: int, *, token: str | None = None) -> Due:
    """Take a contact off its card, with the change of level it brought; when the card is due then.

    Raises Denied, Refused where the card has taken a newer step since, Clash.
    """
    with desk.work(Duty.CORRECT_FOLLOW_UP, token) as work:
        if work.repeated is not None:
            return due_of(work.repeated["card"])
        row = _standing(follow_up)
        found = prospect.kept(desk, row.prospect_id)
        if row.move_id:
            _correct_step(work, desk, found, row, {**row.__data__, "level_after": row.level_before})
        work.remove(FollowUp, follow_up, revision)
        work.result = {"card": found.prospect}
    return due_of(found.prospect)


def _standing(follow_up: int) -> Any:
    row = FollowUp.get_or_none(FollowUp.id == follow_up, FollowUp.removed_at.is_null())
    if row is None:
        raise Refused("E-FOLLOW-UP-GONE", mark("This contact is no longer on the card. Nothing was changed."))
    return row


def _differing(row: Any, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that change; what must not be empty stays when it was emptied."""
    columns = {_COLUMN_OF.get(key, key): value for key, value in entered.items()}
    changed = {
        key: value
        for key, value in columns.items()
        if value != getattr(row, key) and (value not in ("", None) or key not in _NEVER_EMPTY)
    }
    if "result" in changed:
        changed["reached"] = is_reached(changed["result"])
    return changed


def _correct_step(work: Work, desk: Desk, found: Card, row: Any, whole: Mapping[str, Any]) -> int | None:
    """The step of the card that a corrected contact brings now: its own, a new one, or none."""
    _refuse_newer_steps(found, row)
    level, day, criteria = whole["level_after"], whole["day"], whole["criteria"]
    _refuse_before_steps(found, day, row.move_id)
    move: int | None = row.move_id
    if level == row.level_before:
        if move is not None:
            prospect.take_back_step(work, found, move)
        move = None
    elif move is not None:
        prospect.correct_step(work, found, move, level=level, criteria=criteria, reason=_why(whole), day=day)
    else:
        move = _take_step(work, desk, found, whole)
    _later_ones_follow(work, row, level)
    return move


def _later_ones_follow(work: Work, row: Any, level: str) -> None:
    """Contacts logged after it found the card at the level that is now another."""
    if level == row.level_after:
        return
    later = FollowUp.select().where(
        FollowUp.prospect == row.prospect_id, FollowUp.id > row.id, FollowUp.removed_at.is_null()
    )
    for one in later:
        work.edit(FollowUp, one.id, one.revision, level_before=level, level_after=level)


def _refuse_newer_steps(found: Card, row: Any) -> None:
    """Raise Refused where the card took a step after this contact was logged."""
    logged = _line_of.first(follow_up=row.id)
    line = logged[0] if logged else 0
    for step in reversed(prospect.steps_of(found.prospect)):
        if step.move != row.move_id and step.line > line:
            raise Refused(
                "E-CARD-MOVED",
                mark(
                    "Card {number} took another step on {day}, after this contact. Nothing was changed. "
                    "Log a new contact for the level it has now."
                ),
                number=found.number,
                day=step.day,
            )


def _refuse_before_steps(found: Card, day: date, but: int | None = None) -> None:
    """Raise Invalid for a change of level on a day before the card's last step."""
    later = [step.day for step in prospect.steps_of(found.prospect) if step.day > day and step.move != but]
    if later:
        words = mark("The card took a step on {day}. A change of level before that day is not possible.")
        raise Invalid(Problem("day", words, {"day": later[-1]}))
