"""`print handover-list` as people and scripts call it: the last of a giver, all of a day, blank, refused."""

from __future__ import annotations

from pathlib import Path

from showroom.clock import SystemClock
from showroom.models.act import Act
from showroom.models.store import Store
from showroom.services import handover
from tests.handovers import LEAVES
from tests.people import CONSULTANT, MANAGER, OTHER_CONSULTANT, comes_in, staff_id
from tests.sheets.reading import joined, texts_of
from tests.test_cli import DONE, REFUSED, Answer, register, shop, take_out

__all__ = ["shop"]


def hands_over(shop: Path, *cards: int) -> None:
    """The manager gives cards of 陈涛's to 李娜."""
    with Store(shop) as store:
        desk = comes_in(store, SystemClock(), MANAGER)  # type: ignore[arg-type]
        split = dict.fromkeys(cards, staff_id(OTHER_CONSULTANT))
        handover.hand_over(desk, staff_id(CONSULTANT), split, reason=LEAVES)


def printed(shop: Path, *words: object, user: str = MANAGER) -> Answer:
    return take_out(shop, "print", "handover-list", "--out", "list.pdf", *words, user=user)


def pages(shop: Path) -> list[str]:
    return [joined(text) for text in texts_of(shop.with_name("list.pdf").read_bytes())]


def test_the_last_of_a_giver_and_all_of_the_last_day(shop: Path) -> None:
    for name, number in (("王丽", "13812345678"), ("李强", "13812345679")):
        assert register(shop, f"{name} {number} B级 陈涛 来店").code == DONE
    hands_over(shop, 1)
    hands_over(shop, 2)
    assert printed(shop, "--consultant", CONSULTANT).code == DONE
    (only,) = pages(shop)
    assert "李强" in only
    assert LEAVES in only
    assert printed(shop).code == DONE
    first, second = pages(shop)
    assert "王丽" in first
    assert "李强" in second
    with Store(shop):
        assert Act.select().where(Act.duty == "print_handover_list").count() == 2


def test_blank_and_nothing_yet(shop: Path) -> None:
    answer = printed(shop)
    assert (answer.code, "E-NO-HANDOVER-YET" in answer.complained) == (REFUSED, True)
    assert not shop.with_name("list.pdf").exists()
    assert printed(shop, "--blank").code == DONE
    assert "空白表" in pages(shop)[0]


def test_a_consultant_prints_none(shop: Path) -> None:
    assert printed(shop, "--blank", user=CONSULTANT).code == REFUSED
