"""The commands of the level clock as people and scripts call them: `due` and `follow-up`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from showroom.clock import SystemClock
from showroom.forms import day_words
from tests.people import CLERK, CONSULTANT, MANAGER, OTHER_CONSULTANT
from tests.test_cli import DONE, REFUSED, WRONG_USE, Answer, call, register, shop

__all__ = ["shop"]

TODAY = SystemClock().today()
CARD = f"P{TODAY:%y}-00001"


def clock(shop: Path, command: str, *words: object, user: str = CONSULTANT) -> Answer:
    """One of the two commands, by 陈涛 unless somebody else is named."""
    return call(command, "--store", shop, "--as", user, *words, folder=shop.parent)


def due(shop: Path, day: date, user: str = CONSULTANT) -> list[dict[str, Any]]:
    """What is due on or before a day, as other programs read it."""
    answer = clock(shop, "due", "--date", day, "--json", user=user)
    assert answer.code == DONE, answer.complained
    found: list[dict[str, Any]] = json.loads(answer.said)
    return found


def in_days(days: int) -> date:
    return TODAY + timedelta(days)


@pytest.fixture
def card(shop: Path) -> Path:
    """The store, in which 陈涛 has a card at level B that was opened today by a visit."""
    assert register(shop, "王丽 13812345678 B级 陈涛 来店").code == DONE
    return shop


def test_what_is_due_and_why(card: Path) -> None:
    assert due(card, in_days(14)) == []
    assert due(card, in_days(15)) == [
        {
            "number": CARD,
            "name": "王丽",
            "level": "B",
            "last_contact": TODAY.isoformat(),
            "due": in_days(15).isoformat(),
            "agreed": False,
            "why": f"{day_words.month_day(TODAY)} 来店 + B 每 15 天 = {day_words.month_day(in_days(15))}",
            "overdue_days": 0,
        }
    ]
    (late,) = due(card, in_days(20))
    assert (late["overdue_days"], late["due"]) == (5, in_days(15).isoformat())


def test_today_is_meant_where_no_day_is_given(card: Path) -> None:
    assert clock(card, "due", "--json").said.strip() == "[]"
    assert clock(card, "due").said.strip() == "没有应跟进的卡。"
    words = clock(card, "due", "--date", in_days(18)).said
    assert all(word in words for word in (CARD, "王丽", "138 1234 5678", "B 每 15 天", "逾期 3 天"))


def test_a_contact_moves_level_and_date(card: Path) -> None:
    answer = clock(card, "follow-up", CARD, "--said", "又来看了", "--level", "A", "--fact", 8, "--fact", 10)
    assert answer.code == DONE, answer.complained
    assert CARD in answer.said
    assert "A 每 7 天" in answer.said
    (row,) = due(card, in_days(7))
    assert (row["level"], row["due"]) == ("A", in_days(7).isoformat())


def test_an_agreed_date_is_one_a_person_fixed(card: Path) -> None:
    clock(card, "follow-up", "1", "--said", "约好了", "--next", in_days(3), "--method", "wechat")
    (row,) = due(card, in_days(3))
    assert (row["agreed"], row["due"], row["why"]) == (
        True, in_days(3).isoformat(), f"约定 = {day_words.month_day(in_days(3))}",
    )  # fmt: skip


def test_a_try_that_reached_nobody_moves_nothing(card: Path) -> None:
    before = due(card, in_days(15))
    assert clock(card, "follow-up", CARD, "--result", "no_answer").code == DONE
    assert due(card, in_days(15)) == before


REFUSALS = (
    (("P26-00099", "--said", "在吗"), "E-CARD-GONE"),
    (("王丽", "--said", "在吗"), "E-CARD-NUMBER"),
    ((CARD, "--said", "在吗", "--fact", 14), "E-CARD-FACT"),
    ((CARD, "--said", "在吗", "--fact", 0), "E-CARD-FACT"),
    ((CARD, "--said", "升级没有依据", "--level", "H"), "E-FORM"),
    ((CARD, "--said", "没有这一级", "--level", "Z"), "E-FORM"),
    ((CARD, "--said", "没有这种方式", "--method", "pigeon"), "E-FORM"),
    ((CARD,), "E-FORM"),
)


def test_what_cannot_be_is_refused_in_a_sentence(card: Path) -> None:
    before = due(card, in_days(15))
    for words, code in REFUSALS:
        answer = clock(card, "follow-up", *words)
        assert (answer.code, answer.said) == (REFUSED, "")
        assert answer.complained.rstrip().endswith(f"({code})")
    assert due(card, in_days(15)) == before, "nothing was changed"


def test_a_wrong_call_is_told(card: Path) -> None:
    for words in (("due", "--date", "morgen"), ("follow-up", CARD, "--fact", "x"), ("follow-up",)):
        assert clock(card, *map(str, words)).code == WRONG_USE


def test_cards_answer_whose_they_are(card: Path) -> None:
    assert register(card, "孙悦 13900000001 H级 李娜 来店").code == DONE
    day = in_days(15)
    assert [row["name"] for row in due(card, day)] == ["王丽"]
    assert [row["name"] for row in due(card, day, OTHER_CONSULTANT)] == ["孙悦"]
    assert [row["name"] for row in due(card, day, MANAGER)] == ["孙悦", "王丽"], "overdue first"
    others = clock(card, "follow-up", CARD, "--said", "我来", user=OTHER_CONSULTANT)
    assert others.code == REFUSED
    assert "E-CARD-OTHERS" in others.complained
    assert clock(card, "due", user=CLERK).code == REFUSED
