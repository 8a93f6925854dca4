"""A card with two hundred contacts opened, and a thousand two-sided cards against a bare ReportLab canvas."""

from __future__ import annotations

import gc
import io
import shutil
import tempfile
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import cell, ratio, table, timed
from benchmarks.sheet import Calls, _Recorder, draw_bare
from benchmarks.stores import UNTIL, Stores, at_the_desk
from showroom.models.follow_up import FollowUp
from showroom.rules.duties import Duty
from showroom.services import card_sheet, customer_card
from showroom.services.desk import Desk
from showroom.sheets import customer_card as sheet
from showroom.sheets import pdf
from showroom.sheets.stamp import Stamp

NAME = "cards"
CONSULTANT = "chentao"
CONTACTS = 200
CARDS = 1000
PAIRS = 3
OPENINGS = 60
WARM_UP = 3


def with_contacts(desk: Desk, card: int) -> None:
    """Two hundred calls on one card, by the door but in one act."""
    with desk.work(Duty.LOG_FOLLOW_UP) as work:
        for place in range(CONTACTS):
            work.add(
                FollowUp,
                prospect=card,
                day=UNTIL - timedelta(place % 28),
                by=desk.staff,
                method="phone",
                activity="advance",
                said=f"第 {place} 次，问现车与价格，周末再联系",
                result="go_on",
                reached=True,
                level_before="A",
                level_after="A",
            )


def openings(desk: Desk, card: int, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of reading the card whole, and how many statements that is."""
    seen: list[object] = []
    hooks = desk.store.database.query_hooks
    hooks.append(seen.append)
    customer_card.card(desk, card)
    hooks.remove(seen.append)
    times = [timed(lambda: customer_card.card(desk, card)) for _round in range(rounds + WARM_UP)]
    return times[WARM_UP:], len(seen)


def told(desk: Desk, cards: list[int]) -> Calls:
    """What so many cards tell the canvas."""
    made: list[_Recorder] = []

    def recorder(*args: object, **options: object) -> _Recorder:
        made.append(_Recorder(*args, **options))
        return made[0]

    bare, pdf.Canvas = pdf.Canvas, recorder  # type: ignore[assignment,misc]
    try:
        draw(desk, cards)
    finally:
        pdf.Canvas = bare  # type: ignore[misc]
    return made[0].calls


def draw(desk: Desk, cards: list[int]) -> None:
    """So many cards as a file is made of them, reading included; the same card again is another sheet."""
    stamp = Stamp(desk.clock.local(), desk.name, "")
    read = card_sheet.sheets(desk, cards)
    sheet.draw((replace(one) for one in read), io.BytesIO(), stamp=stamp)


def memory(desk: Desk, cards: list[int]) -> float:
    """The most that drawing them holds at once, in MB."""
    tracemalloc.start()
    draw(desk, cards)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1_000_000


def figures(stores: Stores) -> str:
    """The tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.db"
        shutil.copy(stores.path("demo"), path)
        with at_the_desk(path, CONSULTANT) as desk:
            known = card_sheet.open_cards(desk)
            many = [known[place % len(known)] for place in range(stores.rounds(CARDS))]
            calls = told(desk, many)
            # A million remembered calls are of neither side: looking for garbage must not walk over them.
            gc.collect()
            gc.freeze()
            pairs = [
                (timed(lambda: draw(desk, many)), timed(lambda: draw_bare(calls)))
                for _pair in range(min(PAIRS, stores.rounds(PAIRS)))
            ]
            ours, bare = [one for one, _bare in pairs], [one for _ours, one in pairs]
            held = memory(desk, many)
            with_contacts(desk, known[0])
            opened, statements = openings(desk, known[0], stores.rounds(OPENINGS))
    printed = table(
        f"{len(many)} cards, both sides, reading included; milliseconds: median, p99",
        ["ours", "bare canvas", "ours : bare", "goal", "most held", "goal"],
        [[cell(ours), cell(bare), f"{ratio(ours, bare):.2f} ×", "≤ 1.5 ×", f"{held:.0f} MB", "< 130 MB"]],
    )
    read = table(
        f"a card with {CONTACTS} contacts is opened; milliseconds: median, p99",
        ["read whole", "statements", "goal"],
        [[cell(opened), str(statements), "≤ 50 ms"]],
    )
    return f"{printed}\n\n{read}"
