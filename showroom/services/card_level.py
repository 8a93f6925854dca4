"""判定级别: somebody judges the level of a card without having spoken to the customer (req 34)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from showroom.errors import Invalid
from showroom.rules.card_moves import Move
from showroom.rules.duties import Duty
from showroom.services import prospect
from showroom.services.desk import Desk
from showroom.services.follow_up_entry import level_problems


def judge(
    desk: Desk,
    card: int,
    seen: int,
    *,
    level: str,
    criteria: Collection[str] = (),
    reason: str = "",
    token: str | None = None,
) -> None:
    """Give a card another level, on the facts and the reason named; the facts become the card's.

    `seen` is the revision of the card that was looked at. The same level is confirmed by its facts. Upwards
    asks for a fact, downwards for a fact or a reason. Raises Denied, Refused, Invalid, Clash.
    """
    with desk.work(Duty.KEEP_CARD, token) as work:
        if work.repeated is not None:
            return
        found = prospect.kept_open(desk, card)
        said = {"level_before": found.level, "level_after": level, "criteria": criteria, "reason": reason}
        problems = level_problems(found, said) if level != found.level else ()
        if problems:
            raise Invalid(*problems)
        prospect.step(
            work,
            desk,
            replace(found, revision=seen),
            Move.LEVEL,
            level=level,
            criteria=criteria,
            reason=reason,
        )
