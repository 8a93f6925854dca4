"""The handover page: whose cards, how they are split, what is said before and after, what is printed."""

from __future__ import annotations

from collections import Counter

import pytest

from showroom.rules.duties import Role
from showroom.rules.handover import SplitBy
from showroom.services import follow_up, handover, staff
from showroom.services.staff import NewStaff
from showroom.ui.handover_page import HandoverPage
from showroom.ui.places import HANDOVER
from showroom.ui.window import Window
from tests.handovers import covers, hands_over, opens_cards, owner_of
from tests.journeys.at_the_window import (
    choose_from_menu,
    click,
    hear,
    labels,
    press,
    settle,
    shell,
    sign_in,
    status,
)
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, OTHER_CONSULTANT, PASSWORD, Showroom, staff_id

WANG_FANG = NewStaff("wangfang", "王芳", PASSWORD, (Role.SALES_CONSULTANT,), "Wang Fang")


@pytest.fixture
def page(open_window: OpenWindow, morning: Showroom) -> HandoverPage:
    """刘建国 looks at what 陈涛 could hand over: 王丽 at A, and H, A, A, B; 李娜 has one, 王芳 none."""
    staff.add(morning.administrator, WANG_FANG)
    opens_cards(morning, "HAAB", model_of_interest="朗逸")
    opens_cards(morning, "A", by="李娜")
    return opened(open_window(morning))


def opened(window: Window) -> HandoverPage:
    sign_in(window, "刘建国")
    shell(window).show_page(HANDOVER)
    settle()
    found = shell(window).page
    assert isinstance(found, HandoverPage)
    return found


def gets(page: HandoverPage) -> Counter[int]:
    return Counter(page.split.values())


LINA, FANG = (lambda: staff_id(OTHER_CONSULTANT)), (lambda: staff_id("wangfang"))


def test_everybody_takes_part_at_first_and_the_shares_are_said(page: HandoverPage) -> None:
    assert gets(page) == {LINA(): 2, FANG(): 3}, "who has fewest gets the odd one"
    said = labels(page.among)
    assert "+2，共 3" in said
    assert "+3，共 3" in said
    assert page.count.text() == "在跟 5　H 1　A 3　B 1"
    assert status(page.window())[0] == "5 张客户卡中 5 张已选定接收人"  # type: ignore[arg-type]


def test_who_is_not_ticked_gets_nothing(page: HandoverPage) -> None:
    page.among.ticks[FANG()].setFocus()
    press("Space")
    assert gets(page) == {LINA(): 5}
    page.among.ticks[LINA()].click()
    assert gets(page) == {}
    assert not page.hand.isEnabled()
    press("Ctrl+S")
    assert not page.deeds.panel.isVisible()


def test_by_level_what_belongs_together_goes_to_one(page: HandoverPage) -> None:
    page.among.ways.choose(str(SplitBy.LEVEL))
    page.among.ways.chosen.emit(str(SplitBy.LEVEL))
    assert page.preview is not None
    by_level: dict[str, set[int]] = {}
    for card in page.preview.cards:
        by_level.setdefault(card.level, set()).add(page.split[card.prospect])
    assert all(len(receivers) == 1 for receivers in by_level.values())


def test_a_receiver_is_chosen_from_the_menu_or_taken_away_by_a_key(page: HandoverPage) -> None:
    page.table.begin()
    card = page.table.current
    page.choose_receiver()
    choose_from_menu("王芳")
    assert page.split[card] == FANG()
    page.table.go_to_row(0)
    page.table.setFocus()
    press("Del")
    assert card not in page.split
    press("9")
    assert page.table.current in page.split, "there is no ninth receiver: nothing was changed"


def test_somebody_elses_cards(page: HandoverPage) -> None:
    page.choose_giver()
    choose_from_menu("李娜\t1")
    assert (page.who.text(), len(page.split)) == ("李娜", 1)


def test_what_was_chosen_stays_when_the_page_reads_again(page: HandoverPage, morning: Showroom) -> None:
    page.table.begin()
    card = page.table.current
    page.give_chosen(0)
    follow_up.log(morning.consultant, card, {"said": "周六来"})
    (new,) = opens_cards(morning, "C")
    page.refresh()
    settle()
    assert card not in page.split
    assert new in page.split, "a new card is split like the others"


def test_what_changed_hands_meanwhile_is_refused_and_the_words_stay(
    page: HandoverPage, morning: Showroom
) -> None:
    """Two managers: the other was faster."""
    press("Ctrl+S")
    hear("离职")
    assert page.preview is not None
    first = page.preview.cards[0].prospect
    hands_over(morning.manager, [first])
    page.deeds.panel.accept()
    settle()
    assert page.deeds.panel.isVisible()
    assert "李娜" in page.deeds.panel.problem.text()
    assert page.deeds.panel.form.texts()["reason"] == "离职"
    assert owner_of(page.preview.cards[1].prospect) == staff_id(CONSULTANT)


def test_what_would_stay_is_named_before_it_is_taken_back(open_window: OpenWindow, morning: Showroom) -> None:
    back, on = opens_cards(morning, "AB")
    staff.add(morning.administrator, WANG_FANG)
    done = hands_over(morning.manager, [back, on])
    handover.hand_over(morning.manager, LINA(), {on: FANG()}, reason="片区调整")
    page = opened(open_window(morning))
    click(page.earlier.buttons[done.handover])
    said = "\n".join(labels(page.deeds.panel))
    assert "1 张客户卡将收回给陈涛" in said
    assert "不收回：之后又已交接" in said


def test_a_cover_can_be_ended_from_its_line(open_window: OpenWindow, morning: Showroom) -> None:
    made = covers(morning.manager, [1], days=5)
    page = opened(open_window(morning))
    click(page.covers.buttons[made.handover])
    assert not page.covers.buttons


def test_nobody_has_cards_and_it_says_so(open_window: OpenWindow, showroom: Showroom) -> None:
    """Before the first guest of all: 王丽 of yesterday is struck out."""
    with showroom.store.writing():
        showroom.store.database.execute_sql("UPDATE prospect SET state = 'lost'")
    page = opened(open_window(showroom))
    assert page.preview is None
    assert "店里没有在跟客户" in labels(page.paper)
    assert not page.hand.isEnabled()
