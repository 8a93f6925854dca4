"""What a row of the traffic log says of a card: it opens one, wakes it, moves its level (forms 2, step 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from showroom.errors import Invalid, Problem, Refused
from showroom.language import chinese, mark
from showroom.models.base import Compiled, slot
from showroom.models.prospect import DORMANT, OPEN, CardMove, Prospect
from showroom.models.staff import Staff
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.traffic import PURCHASE_PURPOSES
from showroom.services import customer, prospect, settings
from showroom.services.customer import OpenProspect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.traffic_log_traces import is_opened_by, is_worked_on, take_back_steps
from showroom.services.work import Work

_CLOSING: Final = (str(Move.DELIVERED), str(Move.LOST), str(Move.WITHDRAWN))

_last_level = Compiled(
    lambda: (
        CardMove.select(CardMove.day)
        .where(
            CardMove.prospect == slot("prospect"),
            CardMove.level_before != CardMove.level_after,
            CardMove.removed_at.is_null(),
        )
        .order_by(CardMove.day.desc())
        .limit(1)
    )
)


def refuse_level(level: str, wish: OpenProspect | None) -> None:
    """O stands on the sheet only of somebody who has ordered (req g10). Raises Invalid.

    The column of the paper offers H, A, B and C: an O written at first contact would be a level that no card
    has and would be counted all the same.
    """
    stands = wish.level if wish else ""
    if level not in ("", stands) and Level.ORDERED in (level, stands):
        raise Invalid(
            Problem("level", mark("O begins with an order and ends with delivery or cancelling."), {})
        )


def open_from_row(desk: Desk, entry: int, *, token: str | None = None) -> int:
    """Open a card for the guest of a row that opened none by itself; its id.

    It goes to the consultant of the row, else to whoever opens it. A card that is open by now is the answer,
    one that was lost is taken up again. Raises Denied where that is somebody else's, Refused where the row is
    gone or left no number.
    """
    with desk.work(Duty.OPEN_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["prospect"])
        row = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null())
        if row is None:
            raise Refused("E-ROW-GONE", mark("This row is no longer on the log. Nothing was changed."))
        if row.customer_id is None:
            raise Refused(
                "E-NO-NUMBER",
                mark(
                    "The guest of row {number} left no number. No card was opened. Write the number into the "
                    "row, or open a card with Ctrl+N on the list of prospects."
                ),
                number=row.number,
            )
        wish = customer.open_prospect(row.customer_id)
        columns = {**row.__data__, "assigned": row.assigned_id or desk.staff}
        found = wish.prospect if wish else customer.sleeping_prospect(row.customer_id)
        lost = None if found else customer.lost_prospect(row.customer_id)
        if lost is not None:
            _return_lost(work, desk, prospect.kept(desk, lost), columns)
        work.result = {"prospect": found or lost or open_card(work, columns)}
    return int(work.result["prospect"])


def follow(work: Work, desk: Desk, row: Mapping[str, Any], wish: OpenProspect | None, *, new: bool) -> str:
    """Let a row that was just written speak of its customer's card, within an open work.

    `row` holds the columns with day and number; `wish` is the open card, `new` says that the customer came on
    file by this row. Returns the name of the consultant whose card it is where the row names another.
    """
    if row.get("customer") is None:
        return ""
    if wish is None:
        return _open_or_wake(work, desk, row, new=new)
    level, assigned = row.get("level", ""), row.get("assigned")
    if wish.owner is None and assigned is not None:
        _give(work, desk, prospect.card(wish.prospect), assigned, row)
    if level not in ("", wish.level):
        _move_level(work, desk, prospect.card(wish.prospect), level, row)
    if assigned is None or wish.owner in (None, assigned):
        return ""
    return prospect.card(wish.prospect).owner_name


def _open_or_wake(work: Work, desk: Desk, row: Mapping[str, Any], *, new: bool) -> str:
    """Whoever comes to look at cars opens the card that sleeps; where the setting says so the one that was
    lost, else a new one. Returns whose lost card it stays where the row names another consultant.
    """
    who, level = row["customer"], row.get("level", "")
    if row["purpose"] not in PURCHASE_PURPOSES:
        return ""
    asleep = None if new else customer.sleeping_prospect(who)
    if asleep is not None:
        found = prospect.card(asleep)
        if row["day"] >= found.opened_on and not _moved_after(asleep, row["day"]):
            _wake(work, desk, found, row)
    elif settings.opens_card(level) and (new or not _belongs_to_a_closed_card(who, row["day"])):
        lost = None if new else customer.lost_prospect(who)
        if lost is not None:
            return _return_lost(work, desk, prospect.card(lost), row)
        open_card(work, row)
    return ""


def open_card(work: Work, row: Mapping[str, Any], another_reason: str = "") -> int:
    """A card with what the row knows; its id."""
    facts = {
        "owner": row.get("assigned"),
        "source": row.get("source"),
        "model_of_interest": row.get("model_of_interest"),
        "colour": row.get("colour"),
        "first_contact": row.get("traffic_type") and str(row["traffic_type"]),
        "another_reason": another_reason,
    }
    return work.add(
        Prospect,
        customer=row["customer"],
        opened_on=row["day"],
        level=row.get("level") or Level.UNRATED,
        **{key: value for key, value in facts.items() if value not in ("", None)},
    )


def _wake(work: Work, desk: Desk, found: Card, row: Mapping[str, Any]) -> None:
    """A card whose customer came by himself is open again."""
    prospect.step(
        work,
        desk,
        found,
        Move.RETURNED,
        level=row.get("level") or Level.UNRATED,
        reason=_named(row),
        day=row["day"],
        state=OPEN,
    )


def _return_lost(work: Work, desk: Desk, found: Card, row: Mapping[str, Any]) -> str:
    """The old file is restarted under its number (forms 2.6); whose it stays where the row names another.

    It goes to the consultant of the row only where it is nobody's, or its own has left.
    """
    _wake(work, desk, found, row)
    assigned = row.get("assigned")
    if assigned in (None, found.owner):
        return ""
    if found.owner is None or not Staff.get_by_id(found.owner).active:
        _give(work, desk, prospect.card(found.prospect), assigned, row)
        return ""
    return found.owner_name


def _move_level(work: Work, desk: Desk, found: Card, level: str, row: Mapping[str, Any]) -> None:
    """The card takes the level of the row, unless its level was moved on a later day, or it is younger.

    Where the card only changed hands since, it was at this level already: the step is of the day of the row,
    and is counted with the step ahead of it (rules.roll_forward).
    """
    if level == found.level or row["day"] < found.opened_on or _moved_after(found.prospect, row["day"]):
        return
    prospect.step(work, desk, found, Move.LEVEL, level=level, reason=_named(row), day=row["day"])


def _give(work: Work, desk: Desk, found: Card, staff: int, row: Mapping[str, Any]) -> None:
    """A card that nobody looks after goes to the consultant of the row, who was there on that day.

    Steps it took since are no hindrance: it is counted as his with the last of them (rules.roll_forward).
    """
    prospect.step(work, desk, found, Move.HANDED_OVER, owner=staff, reason=_named(row), day=row["day"])


def correct(work: Work, desk: Desk, before: Any, after: Mapping[str, Any]) -> None:
    """A row of the same customer was corrected, within an open work; `after` holds all its columns.

    Its level speaks where it was added or changed while the card still stood as the row had said, the second
    one (二次确认) on the day it is written; the card it opened follows its consultant while nobody has worked
    on it. Older cards change hands by a handover.
    """
    who = after["customer"]
    if who is None:
        return
    wish = customer.open_prospect(who)
    if wish is None:
        if any(after[key] != before.__data__[key] for key in ("level", "purpose", "customer")):
            _open_or_wake(work, desk, after, new=False)
        return
    _follow_consultant(work, desk, wish, before, after)
    level = after["level"]
    if level and level != before.level and before.level in ("", wish.level):
        _move_level(work, desk, prospect.card(wish.prospect), level, after)
    elif before.level and not level:
        _forget_level(work, desk, wish.prospect, before, after)
    again = after["level_reconfirmed"]
    if again and again != before.level_reconfirmed:
        called = {**after, "day": desk.clock.today()}
        _move_level(work, desk, prospect.card(wish.prospect), again, called)


def _forget_level(work: Work, desk: Desk, card: int, before: Any, after: Mapping[str, Any]) -> None:
    """The level was rubbed out on the row: what the card has from nowhere else goes back with it."""
    take_back_steps(work, before.id, Move.LEVEL)
    found = prospect.card(card)
    if found.level == before.level and is_opened_by(before.id, card) and not is_worked_on(before.id, card):
        _move_level(work, desk, found, Level.UNRATED, after)


def _follow_consultant(
    work: Work, desk: Desk, wish: OpenProspect, before: Any, after: Mapping[str, Any]
) -> None:
    assigned = after["assigned"]
    if assigned is None or assigned in (before.assigned_id, wish.owner):
        return
    own = wish.owner == before.assigned_id and is_opened_by(before.id, wish.prospect)
    may = wish.owner == desk.staff or desk.may(Duty.REMOVE_ANY_VISIT)
    if wish.owner is None or (own and may and not is_worked_on(before.id, wish.prospect)):
        _give(work, desk, prospect.card(wish.prospect), assigned, after)


def _moved_after(card: int, day: date) -> bool:
    found = _last_level.first(prospect=card)
    return found is not None and found[0] > str(day)


def _belongs_to_a_closed_card(who: int, day: date) -> bool:
    """Whether a card that was closed later was open on that day: the visit was one of that wish."""
    closed = (
        Prospect.select(Prospect.id)
        .join(CardMove, on=(CardMove.prospect == Prospect.id))
        .where(
            Prospect.customer == who,
            Prospect.state.not_in((OPEN, DORMANT)),
            Prospect.removed_at.is_null(),
            CardMove.move.in_(_CLOSING),
            CardMove.day > day,
            CardMove.removed_at.is_null(),
        )
    )
    return bool(closed.exists())


def _named(row: Mapping[str, Any]) -> str:
    """The row as the reason of a step; kept in Chinese, whatever the language of the screen."""
    return chinese("Traffic log of {day}, row {number}", day=row["day"], number=row["number"])
