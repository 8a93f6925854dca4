"""The register of customers: who is on it, in which order, what a filter finds, what of a number is seen."""

from __future__ import annotations

from array import array
from datetime import date, timedelta

import pytest

from showroom.errors import Denied
from showroom.services import customer_facts, customers
from showroom.services.desk import Desk
from tests.people import (
    THURSDAY,
    Showroom,
    correct,
    register_call,
    register_guest_who_leaves_nothing,
    register_walk_in,
    remove,
    statements,
)

NOBODY_SEES = "138****5678"


@pytest.fixture
def guests(showroom: Showroom) -> Showroom:
    """王丽华 came on Tuesday, called on Wednesday and came again; after her 单雄信 and John Smith."""
    showroom.on(THURSDAY - timedelta(days=2))
    register_walk_in(showroom.reception, "王丽华", "13812345678", assigned="陈涛", level="A", sex="女")
    showroom.on(THURSDAY - timedelta(days=1))
    register_call(showroom.reception, "王丽华", "13812345678")
    showroom.on(THURSDAY)
    register_walk_in(showroom.reception, "王丽华", "13812345678", note="带先生")
    register_walk_in(showroom.reception, "单雄信", "13900009001")
    register_walk_in(showroom.reception, "John Smith", "13900009002")
    return showroom


def names(desk: Desk, typed: str = "") -> list[str]:
    """Who is on the list, in its order."""
    ids = customers.ids(desk, typed)
    lines = customers.page(desk, ids, typed)
    return [lines[one].name for one in ids]


def line(desk: Desk, typed: str) -> customers.CustomerLine:
    (one,) = customers.page(desk, customers.ids(desk, typed), typed).values()
    return one


def test_everybody_is_on_the_list_the_newest_first(guests: Showroom) -> None:
    register_guest_who_leaves_nothing(guests.reception)
    assert names(guests.reception) == ["John Smith", "单雄信", "王丽华"]


def test_tags_and_special_lists_filter(guests: Showroom) -> None:
    """Req 65, 68."""
    manager = guests.manager
    wang, shan, smith = sorted(customers.ids(manager))
    customer_facts.keep(manager, wang, 1, {"tags": ("in_a_hurry", "price_first")})
    customer_facts.keep(manager, shan, 1, {"tags": ("in_a_hurry",)})
    customer_facts.keep_special(manager, smith, 1, {"vip": True})
    black = {"blacklisted": True, "blacklist_reason": "恶意退订", "key_account": True}
    customer_facts.keep_special(manager, smith, 2, black)
    assert names(manager, "#急用车") == ["单雄信", "王丽华"]
    assert names(manager, "＃hurry #价格") == ["王丽华"]
    assert names(manager, "单 #急用") == ["单雄信"]
    assert names(manager, "#急用 5678") == ["王丽华"]
    assert names(manager, "#vip") == names(manager, "#黑名单") == names(manager, "#大客户") == ["John Smith"]
    assert names(manager, "#没有") == []
    assert names(manager, "#_") == names(manager, "#%") == [], "M11"
    assert len(names(manager, "#")) == 3, "nothing to find anybody by"
    assert line(manager, "#vip").marks == ("vip", "key_account", "blacklisted")
    assert line(manager, "单").marks == ()


def test_an_empty_showroom_has_an_empty_list(showroom: Showroom) -> None:
    assert customers.ids(showroom.reception) == array("q")
    assert customers.page(showroom.reception, array("q")) == {}


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        pytest.param("王", ["王丽华"], id="one character"),
        pytest.param("丽华", ["王丽华"], id="two characters"),
        pytest.param("wl", ["王丽华"], id="initials"),
        pytest.param("shan", ["单雄信"], id="pinyin"),
        pytest.param("danx", ["单雄信"], id="the other reading"),
        pytest.param("smith", ["John Smith"], id="a Latin name"),
        pytest.param("王女士", ["王丽华"], id="surname and title"),
        pytest.param("王先生", [], id="the wrong title"),
        pytest.param("5678", ["王丽华"], id="the tail"),
        pytest.param("王 5678", ["王丽华"], id="name and tail"),
        pytest.param("单 5678", [], id="another name with the tail"),
        pytest.param("13900", ["John Smith", "单雄信"], id="the beginning of a number"),
        pytest.param("138 1234 5678", ["王丽华"], id="the number in groups"),
        pytest.param("１３８１２３４５６７８", ["王丽华"], id="full-width digits"),
        pytest.param("13800138000", [], id="nobody's number"),
        pytest.param("w", ["John Smith", "单雄信", "王丽华"], id="one letter is too little"),
        pytest.param("138", ["John Smith", "单雄信", "王丽华"], id="three digits are too little"),
        pytest.param("  ", ["John Smith", "单雄信", "王丽华"], id="spaces"),
        pytest.param('"*', ["John Smith", "单雄信", "王丽华"], id="signs of the index"),
        pytest.param("龘", [], id="nobody"),
    ],
)
def test_the_filter_finds_as_the_strip_does(guests: Showroom, typed: str, who: list[str]) -> None:
    assert names(guests.reception, typed) == who


def test_a_line_says_whose_how_near_and_how_often(guests: Showroom) -> None:
    wang = line(guests.manager, "王丽华")
    assert (wang.phone, wang.owner_name, wang.level) == ("138 1234 5678", "陈涛", "A")
    assert (wang.first_seen, wang.last_visit) == (date(2026, 3, 3), THURSDAY)
    assert wang.visits == 2, "the call is no visit"


def test_a_name_corrected_away_finds_nobody(guests: Showroom) -> None:
    entry = register_walk_in(guests.reception, "赵六", "13711112222").entry
    assert names(guests.reception, "赵") == ["赵六"]
    correct(guests.reception, entry, guest_name="钱七")
    assert names(guests.reception, "赵") == []
    assert names(guests.reception, "qian") == ["钱七"]


def test_who_was_a_slip_of_the_pen_is_off_the_list(guests: Showroom) -> None:
    entry = register_walk_in(guests.reception, "赵六", "13711112222").entry
    ids = customers.ids(guests.reception, "赵六")
    remove(guests.reception, entry)
    assert "赵六" not in names(guests.reception)
    assert names(guests.reception, "赵") == names(guests.reception, "2222") == []
    assert customers.page(guests.reception, ids) == {}


# --- who sees what ---------------------------------------------------------------------------------------


def test_numbers_are_masked_for_whom_they_are_not_meant(guests: Showroom) -> None:
    seen = {
        who: line(desk, "王丽华").phone
        for who, desk in (
            ("manager", guests.manager),
            ("his", guests.consultant),
            ("other", guests.other_consultant),
            ("reception", guests.reception),
        )
    }
    assert seen == {
        "manager": "138 1234 5678",
        "his": "138 1234 5678",
        "other": NOBODY_SEES,
        "reception": NOBODY_SEES,
    }


def test_what_is_typed_and_the_mask_together_tell_no_number(guests: Showroom) -> None:
    other = guests.other_consultant
    assert line(other, "5678").phone == NOBODY_SEES
    assert line(other, "138123").phone == NOBODY_SEES
    assert line(other, "1381234").phone == "", "seven digits and the tail would be the number"
    assert line(other, "13812345678").phone == "138 1234 5678", "what was typed is shown back"
    assert line(guests.manager, "1381234").phone == "138 1234 5678"


def test_a_number_found_by_the_filter_stands_for_the_others(guests: Showroom) -> None:
    register_walk_in(guests.reception, "单雄信", "13900009001/13655554444")
    assert line(guests.manager, "4444").phone == "136 5555 4444"
    assert line(guests.manager, "单雄信").phone == "139 0000 9001"


def test_the_list_is_for_who_may_find_customers(guests: Showroom) -> None:
    for ask in (
        lambda: customers.ids(guests.administrator),
        lambda: customers.page(guests.administrator, [1]),
        lambda: customers.visits(guests.administrator, 1),
    ):
        with pytest.raises(Denied):
            ask()


# --- visits ----------------------------------------------------------------------------------------------


def test_visits_and_calls_of_one_customer_the_newest_first(guests: Showroom) -> None:
    (wang,) = customers.ids(guests.reception, "王丽华")
    visits = customers.visits(guests.reception, wang)
    assert [(one.day.day, one.traffic_type, one.note) for one in visits] == [
        (5, "walk_in", "带先生"),
        (4, "call_in", ""),
        (3, "walk_in", ""),
    ]


def test_nobody_has_no_visits(showroom: Showroom) -> None:
    assert customers.visits(showroom.reception, 999) == ()


# --- cost ------------------------------------------------------------------------------------------------


def test_a_page_costs_the_same_number_of_statements_however_full(guests: Showroom) -> None:
    desk = guests.reception

    def costs() -> tuple[int, int]:
        ids = customers.ids(desk)
        return statements(guests, lambda: customers.ids(desk, "王")), statements(
            guests, lambda: customers.page(desk, ids[: customers.PAGE])
        )

    few = costs()
    for number in range(customers.PAGE + 10):
        register_walk_in(desk, f"王{number}", f"137{number:08d}")
    assert costs() == few
    assert few[1] <= 8
    tagged = statements(guests, lambda: customers.ids(desk, "#急用车 #vip"))
    register_walk_in(desk, "王多", "13600000001")
    assert statements(guests, lambda: customers.ids(desk, "#急用车 #vip")) == tagged
    assert len(customers.page(desk, customers.ids(desk)[: customers.PAGE])) == customers.PAGE
