"""Every card stands where its last step led; a level written past the one place that moves cards is found."""

from __future__ import annotations

from showroom.models.prospect import Prospect
from showroom.rules.duties import Duty
from showroom.services import follow_up, reactivation
from showroom.services.check import findings
from tests.lost import approves, asks_lost
from tests.people import Showroom, register_walk_in


def card_of_a_guest(showroom: Showroom, level: str = "B") -> int:
    register_walk_in(showroom.reception, "王丽", "13800138000", level=level, received_by="陈涛")
    return int(Prospect.get().id)


def write_level(showroom: Showroom, card: int, level: str) -> None:
    """Past the one place: by the door, so that rows and acts agree."""
    row = Prospect.get_by_id(card)
    with showroom.consultant.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, card, row.revision, level=level)


def test_a_card_that_moved_by_its_steps_is_right(showroom: Showroom) -> None:
    card = card_of_a_guest(showroom)
    follow_up.log(
        showroom.consultant, card, {"said": "订了周六", "level": "H", "criteria": ("model_chosen",)}
    )
    assert findings(showroom.store) == []


def test_a_level_written_without_a_step_is_found(showroom: Showroom) -> None:
    card = card_of_a_guest(showroom)
    follow_up.log(
        showroom.consultant, card, {"said": "订了周六", "level": "H", "criteria": ("model_chosen",)}
    )
    write_level(showroom, card, "A")
    (finding,) = findings(showroom.store)
    assert "P26-00001" in finding


def test_a_card_that_ended_and_returned_by_its_steps_is_right(showroom: Showroom) -> None:
    card = card_of_a_guest(showroom)
    approves(showroom.manager, asks_lost(showroom.consultant, card))
    assert findings(showroom.store) == []
    reactivation.reactivate(showroom.consultant, card, reason="又来看车", level="C")
    assert findings(showroom.store) == []


def test_a_card_closed_without_a_step_is_found(showroom: Showroom) -> None:
    card = card_of_a_guest(showroom)
    with showroom.consultant.work(Duty.KEEP_CARD) as work:
        work.edit(Prospect, card, Prospect.get_by_id(card).revision, state="lost")
    (finding,) = findings(showroom.store)
    assert "P26-00001" in finding
