"""What a row of the traffic log left behind on cards and customers, and how that goes when the row does."""

from __future__ import annotations

from typing import Any, Final

from showroom.models.act import Act, ActLine
from showroom.models.customer import Customer, Phone
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import OPEN, CardMove, Prospect
from showroom.models.traffic_log import TrafficEntry
from showroom.rules import phones
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.rules.traffic import PURCHASE_PURPOSES
from showroom.services import appointment, customer, prospect
from showroom.services.dependents import depending_on
from showroom.services.work import Work

_ENTRIES: Final = TrafficEntry._meta.table_name
_MOVES: Final = CardMove._meta.table_name
_CARDS: Final = Prospect._meta.table_name


def is_opened_by(entry: int, card: int) -> bool:
    """Whether an act on this row opened this card."""
    return bool(_added(_acts_on(_rows_of(entry)), _CARDS).where(ActLine.row_id == card).exists())


def is_worked_on(entry: int, card: int) -> bool:
    """Whether somebody did something with the card but through this row."""
    return _is_more_on_file({Prospect: {card}}, _rows_of(entry))


def take_back_steps(work: Work, entry: int, only: Move | None = None) -> None:
    """The steps a row brought are taken back, the last first, while nothing newer about the customer stands.

    A newer step, follow-up or row has confirmed the level or set another: then it stays. `only` names the
    kind of step it is about.
    """
    acts = _acts_on(_rows_of(entry))
    moves = _added(acts, _MOVES).select(ActLine.row_id, ActLine.act).order_by(ActLine.row_id.desc())
    for move, act in list(moves.tuples()):
        step = CardMove.get_by_id(move)
        if step.removed_at is None and only in (None, step.move):
            if _is_newer(step, act, entry):
                return
            prospect.take_back_step(work, prospect.card(step.prospect_id), move)


def let_go(work: Work, entry: int, who: int) -> None:
    """The row is no visit of this customer any more: what it left behind goes where nothing needs it.

    The customer, his numbers and his card stay where another row, or somebody who has worked on them since,
    says that they are more than a slip of the pen.
    """
    take_back_steps(work, entry)
    appointment.come_undone(work, entry)
    gone = _gone_rows(who, entry)
    opened = set(_added(_acts_on(gone)).select(ActLine.table_name, ActLine.row_id).tuples())
    others = list(
        TrafficEntry.select().where(
            TrafficEntry.customer == who, TrafficEntry.removed_at.is_null(), TrafficEntry.id.not_in(gone)
        )
    )
    if others or (Customer._meta.table_name, who) not in opened:
        _remove_opened(work, who, opened, others, gone)
    elif not _known_otherwise(who, gone):
        customer.retire(work, who)


def _rows_of(entry: int) -> list[int]:
    """The row, and those of a closed sheet that it stands for."""
    found = [entry]
    while (before := TrafficEntry.get_by_id(found[-1]).corrects_id) is not None:
        found.append(before)
    return found


def _gone_rows(who: int, entry: int) -> list[int]:
    gone = TrafficEntry.select(TrafficEntry.id).where(
        TrafficEntry.customer == who, TrafficEntry.removed_at.is_null(False)
    )
    return [entry, *(row for (row,) in gone.tuples())]


def _acts_on(rows: list[int]) -> Any:
    """The acts by which these rows spoke; where two files became one the rows only went along."""
    line = ActLine.alias()
    return (
        line.select(line.act)
        .join(Act)
        .where(
            line.table_name == _ENTRIES,
            line.row_id.in_(rows),
            line.row_revision > 0,
            Act.duty != str(Duty.MERGE_CUSTOMERS),
        )
    )


def _added(acts: Any, table: str = "") -> Any:
    """The lines by which these acts added rows."""
    lines = ActLine.select().where(ActLine.act.in_(acts), ActLine.row_revision == 1)
    return lines.where(ActLine.table_name == table) if table else lines


def _is_newer(step: Any, act: int, entry: int) -> bool:
    later = CardMove.select().where(
        CardMove.prospect == step.prospect_id, CardMove.id > step.id, CardMove.removed_at.is_null()
    )
    said = (
        FollowUp.select()
        .join(ActLine, on=(ActLine.row_id == FollowUp.id))
        .where(
            FollowUp.prospect == step.prospect_id,
            FollowUp.removed_at.is_null(),
            ActLine.table_name == FollowUp._meta.table_name,
            ActLine.row_revision == 1,
            ActLine.act > act,
        )
    )
    came = TrafficEntry.select().where(
        TrafficEntry.customer == step.prospect.customer_id,
        TrafficEntry.id > entry,
        TrafficEntry.level == step.level_after,
        TrafficEntry.void == "",
        TrafficEntry.removed_at.is_null(),
    )
    return bool(later.exists() or said.exists() or came.exists())


def _is_more_on_file(file: dict[Any, set[int]], rows: list[int]) -> bool:
    """Whether anything but own steps depends on these records, or an act on other rows changed them."""
    acts = _acts_on(rows)
    own = {row for (row,) in _added(acts, _MOVES).select(ActLine.row_id).tuples()}
    if depending_on({**file, CardMove: own}) is not None:
        return True
    edited = ActLine.select().where(ActLine.row_revision > 1, ActLine.act.not_in(acts))
    return any(
        edited.where(
            ActLine.table_name == table._meta.table_name, ActLine.row_id.in_(list(file[table]))
        ).exists()
        for table in (Customer, Prospect)
        if file.get(table)
    )


def _known_otherwise(who: int, rows: list[int]) -> bool:
    """Whether more is on file of a customer than his numbers and a wish that is still open."""
    numbers, wishes = _live(Phone, who), _live(Prospect, who)
    if any(wish.state != OPEN for wish in wishes):
        return True
    file = {Customer: {who}, Phone: {one.id for one in numbers}, Prospect: {one.id for one in wishes}}
    return _is_more_on_file({**file, TrafficEntry: set(rows)}, rows)


def _remove_opened(
    work: Work, who: int, opened: set[tuple[str, int]], others: list[Any], rows: list[int]
) -> None:
    """The wish and the numbers that came with it to a customer who stays, where no other visit needs them."""
    wanted = any(visit.purpose in PURCHASE_PURPOSES for visit in others)
    for wish in _live(Prospect, who):
        opened_here = (_CARDS, wish.id) in opened and wish.state == OPEN
        if opened_here and not wanted and not _is_more_on_file({Prospect: {wish.id}}, rows):
            for move in CardMove.select().where(CardMove.prospect == wish.id, CardMove.removed_at.is_null()):
                work.remove(CardMove, move.id, move.revision)
            work.remove(Prospect, wish.id, Prospect.get_by_id(wish.id).revision)
    left = {number.key for visit in others for number in phones.read(visit.phone)}
    for number in _live(Phone, who):
        if (Phone._meta.table_name, number.id) in opened and number.key not in left:
            work.remove(Phone, number.id, number.revision)


def _live(table: Any, who: int) -> list[Any]:
    return list(table.select().where(table.customer == who, table.removed_at.is_null()))
