"""What the program proposes for the pencil row where nothing was typed; blue grey until it is registered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from showroom.errors import Invalid
from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Lists, read_field, show
from showroom.rules.traffic import TrafficType, is_party
from showroom.services.rotation import RotationBook
from showroom.ui.pencil import Pencil, Texts


def proposed(
    pencil: Pencil,
    lists: Lists,
    book: RotationBook | None,
    *,
    now: datetime,
    day: date,
    writer: int | None,
) -> Texts:
    """Time, head count, purpose, who receives; of a known guest sex, level and consultant.

    Also notes on the pencil who stands in for a guest's own consultant who is away.
    """
    if pencil.empty:
        pencil.stand_in = ""
        return {"arrived": now.strftime("%H:%M")} if day == now.date() else {}
    match = pencil.exact
    owner = match.owner if match else None
    turn = book if day == now.date() and book is not None and book.said and _counts(pencil, lists) else None
    receiver = turn.receiver(owner) if turn else None
    named = pencil.texts.get("received_by")
    pencil.stand_in = show(form.RECEIVED_BY, turn.stand_in(owner), lists) if turn and not named else ""
    texts = {
        "arrived": now.strftime("%H:%M"),
        "head_count": "1",
        "purpose": show(form.PURPOSE, "look_at_cars", lists),
        "received_by": show(form.RECEIVED_BY, receiver or writer, lists),
    }
    if match is not None:
        texts |= {
            "sex": show(form.SEX, match.sex, lists),
            "level": show(form.LEVEL, match.rated, lists) if match.rated != "N" else "",
            "assigned": show(form.ASSIGNED, owner or receiver, lists),
        }
    elif receiver is not None and not named:
        texts["assigned"] = texts["received_by"]
    return texts


def _counts(pencil: Pencil, lists: Lists) -> bool:
    """Whether the row would count as a party in the showroom: only those are received in turn."""
    kind = _code(form.TRAFFIC_TYPE, pencil.texts, lists) or TrafficType.WALK_IN
    purpose = _code(form.PURPOSE, pencil.texts, lists) or "look_at_cars"
    return is_party(TrafficType(kind), purpose)


def _code(field: Field, texts: Mapping[str, str], lists: Lists) -> str:
    """The code that was typed; "" where nothing was, or what cannot be taken."""
    try:
        return str(read_field(field, texts.get(field.key, ""), lists) or "")
    except Invalid:
        return ""
