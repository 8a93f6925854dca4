"""The command `figures` as people and scripts call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from showroom.clock import SystemClock
from showroom.forms.figures import FIGURES
from showroom.rules.roll_forward import LEVELS, Term
from tests.exchange.reading import values
from tests.people import CONSULTANT, MANAGER, OTHER_CONSULTANT, RECEPTIONIST
from tests.test_cli import DONE, REFUSED, WRONG_USE, Answer, call, register, shop

__all__ = ["shop"]


def figures(shop: Path, *words: object, user: str = MANAGER) -> Answer:
    return call("figures", "--store", shop, "--as", user, *words, folder=shop.parent)


def told(shop: Path, *words: object, user: str = MANAGER) -> dict[str, dict[str, Any]]:
    """The figures by their keys, as other programs read them."""
    answer = figures(shop, "--json", *words, user=user)
    assert answer.code == DONE, answer.complained
    return {one["key"]: one for one in json.loads(answer.said)}


@pytest.fixture
def day(shop: Path) -> Path:
    """A store on whose day 王丽 came to 陈涛 and left her number, somebody else nothing."""
    for line in ("王丽 13812345678 B级 陈涛 来店", "来店 李娜"):
        assert register(shop, line).code == DONE
    return shop


def test_json_is_the_book_and_the_sum_of_cards(day: Path) -> None:
    found = told(day)
    assert found["parties"] == {"key": "parties", "label": "来店批次", "kind": "count", "value": 2}
    rate = found["filed_rate.of_first"]
    assert (rate["kind"], rate["value"], rate["numerator"], rate["denominator"]) == ("rate", 0.5, 1, 2)
    assert found["lost_clear_rate"]["value"] is None
    cards = {f"cards.{level}.{term}" for level in LEVELS for term in Term}
    assert {key for key in found if key.startswith("cards.")} == cards
    assert found.keys() == {one.key for one in FIGURES} | cards
    assert found["cards.B.closing"]["value"] == found["cards.B.new"]["value"] == 1


def test_whose(day: Path) -> None:
    assert told(day, "--consultant", CONSULTANT)["parties"]["value"] == 1
    assert told(day, user=OTHER_CONSULTANT)["filed"]["value"] == 0
    for words, user in ((("--consultant", CONSULTANT), OTHER_CONSULTANT), ((), RECEPTIONIST)):
        answer = figures(day, *words, user=user)
        assert (answer.code, answer.said) == (REFUSED, "")


def test_days(day: Path) -> None:
    today = SystemClock().today()
    assert told(day, "--from", today, "--to", today)["parties"]["value"] == 2
    assert told(day, "--to", "2020-01-31")["parties"]["value"] == 0
    answer = figures(day, "--from", today, "--to", "2020-01-31")
    assert answer.code == REFUSED
    assert "E-FIGURES-DAYS" in answer.complained
    assert figures(day, "--json", "--out", day.parent / "f.xlsx").code == WRONG_USE


def test_table_to_read(day: Path) -> None:
    answer = figures(day)
    assert answer.code == DONE
    assert "filed_rate.of_first" in answer.said
    assert "50.0%\t1 ÷ 2" in answer.said


def test_excel_holds_numbers_as_numbers(day: Path) -> None:
    out = day.parent / "figures.xlsx"
    answer = figures(day, "--out", out)
    assert answer.code == DONE, answer.complained
    rows = {row[0]: row for row in values(out.read_bytes())[3:]}
    assert rows["来店批次"][1] == 2
    assert rows["cards.B.closing"][1] == 1
    refused = figures(day, "--out", day.parent / "other.xlsx", user=CONSULTANT)
    assert refused.code == REFUSED
    assert not (day.parent / "other.xlsx").exists()


def test_as_of_a_day_that_has_no_past_is_refused_in_words(day: Path) -> None:
    today = SystemClock().today()
    for as_of, code in ((today, "E-AS-OF-TODAY"), (today.replace(year=today.year - 9), "E-AS-OF-BEFORE")):
        answer = figures(day, "--as-of", as_of)
        assert (answer.code, answer.said) == (REFUSED, "")
        assert code in answer.complained
