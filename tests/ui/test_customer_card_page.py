"""The page of one customer's card: written on and saved, walked through, left only after a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from showroom import language
from showroom.forms.customer_card import CustomerCard, Happened
from showroom.models.act import Act
from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.services import card_opening, customer_card, customer_facts, drafts
from showroom.ui.card_clash import MINE, ClashLine
from showroom.ui.card_draft import FORM
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.customers_page import CustomersPage
from showroom.ui.go_to import GoTo
from showroom.ui.leaving import Answer
from showroom.ui.look.tokens import SNUG
from showroom.ui.match_panel import Act as Offered
from showroom.ui.places import CUSTOMERS, TRAFFIC_LOG
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    commit,
    hear,
    press,
    settle,
    shell,
    status,
    toast,
    when_a_dialog_opens,
)
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, PASSWORD, RECEPTIONIST, Showroom


@pytest.fixture
def cards(morning: Showroom) -> list[int]:
    """陈涛's cards of three people; 王丽's came about by her visit yesterday."""
    first = Prospect.select().get().id
    made = [
        card_opening.open_card(morning.consultant, {"name": name, "phone": phone, "level": "B"}).prospect
        for name, phone in (("单雄信", "13700007777"), ("欧阳娜", "13600006666"))
    ]
    return [first, *made]


def open_card(window: Window, card: int, among: Any = (), user: str = CONSULTANT) -> CustomerCardPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_card(card, among)
    settle()
    return page_of(window)


def page_of(window: Window) -> CustomerCardPage:
    page = shell(window).page
    assert isinstance(page, CustomerCardPage)
    return page


def writes(page: CustomerCardPage, key: str, words: str) -> None:
    """Put the pen into a cell, write in place of what stands there, and leave it."""
    page.paper.bring(key)
    press("Ctrl+A")
    if words:
        commit(words)
    else:
        press("Delete")
    press("Tab")


def stands(page: CustomerCardPage, key: str) -> str:
    return page.form.editors[key].text()


def stored(showroom: Showroom, card: int) -> CustomerCard:
    return customer_card.card(showroom.manager, card)


def answers(page: CustomerCardPage, answer: Answer) -> list[str]:
    """The question at leaving is answered so; what was asked about."""
    asked: list[str] = []

    def about(_parent: object, what: str) -> Answer:
        asked.append(what)
        return answer

    page.about_changes = about
    return asked


def test_a_card_is_written_on_and_saved_by_keyboard(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[0])
    writes(page, "hobbies", "摄影")
    writes(page, "usage", "家用 商务")
    writes(page, "purchase_time", "7日内")
    assert stands(page, "usage") == "家用、商务", "several in one cell, however they are parted"
    assert "3" in page.bar.changed.accessibleName()
    press("Ctrl+S")
    values = stored(morning, cards[0]).values
    assert (values["hobbies"], set(values["usage"]), values["purchase_time"]) == (
        "摄影",
        {"family", "business"},
        "within_7",
    )
    assert not page.changed_here
    assert Act.select().where(Act.duty == "keep_card").count() == 1, "one act for wish and customer"


def test_what_is_sold_is_reached_by_its_word(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(morning), cards[0])

    def answer(_dialog: QWidget) -> None:
        hear("报价")
        press("Return")

    when_a_dialog_opens(answer)
    press("Ctrl+K")
    panel = page.acts.sale.panel
    assert panel.isVisible()
    press("Ctrl+Return")
    assert panel.isVisible(), "no price yet: nothing is written, and nothing of the card is saved instead"
    panel.form.editors["price"].widget.setFocus()
    hear("118900")
    press("Ctrl+Return")
    assert not panel.isVisible()
    assert [one.amount for one in stored(morning, cards[0]).of(Happened.QUOTE)] == [118_900_00]


def test_undo_takes_the_save_back(open_window: OpenWindow, cards: list[int], morning: Showroom) -> None:
    page = open_card(open_window(), cards[0])
    writes(page, "hobbies", "摄影")
    press("Ctrl+S")
    page.paper.setFocus()
    press("Ctrl+Z")
    assert stored(morning, cards[0]).values["hobbies"] == ""
    assert stands(page, "hobbies") == ""


def test_what_cannot_be_taken_is_said_when_the_pen_leaves_and_stays(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    window = open_window()
    page = open_card(window, cards[0])
    writes(page, "home_phone", "138001380")
    assert stands(page, "home_phone") == "138001380"
    assert len(page.form.sentences()) == 1
    assert page.side.notes.isVisible()
    assert status(window)[0] == page.form.sentences()["home_phone"]
    press("Ctrl+S")
    assert QApplication.focusWidget() is page.form.editors["home_phone"].widget, (
        "the pen is where it is wrong"
    )
    assert not Act.select().where(Act.duty == "keep_card").exists()
    writes(page, "home_phone", "")
    assert not page.form.sentences()


def test_the_facts_are_ticked_and_the_level_judged(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[1])
    criteria = page.form.editors["criteria"]
    criteria.widget.setFocus()
    for code in ("came_again", "model_chosen"):
        page.form.editors["criteria"].ticks[code].click()  # type: ignore[attr-defined]
    assert page.form.proposed == "H"
    page.form.judge.click()
    assert page.acts.level.isVisible()
    assert page.acts.level.form.texts()["level"] == "H", "proposed, to be decided"
    page.acts.level.give.click()
    assert stored(morning, cards[1]).level == "H"
    assert page.side.due.badge.accessibleName() == "H"


def test_downwards_asks_why(open_window: OpenWindow, cards: list[int], morning: Showroom) -> None:
    page = open_card(open_window(), cards[1])
    page.form.judge.click()
    page.acts.level.form.write({"level": "C"})
    page.acts.level.give.click()
    assert stored(morning, cards[1]).level == "B"
    assert page.acts.level.form.sentences().keys() == {"reason"}
    page.acts.level.form.write({"reason": "推迟到明年"})
    page.acts.level.give.click()
    assert stored(morning, cards[1]).level == "C"


def test_alt_and_the_arrows_walk_through_the_list_behind(open_window: OpenWindow, cards: list[int]) -> None:
    page = open_card(open_window(), cards[0], cards)
    assert page.bar.place.text() == "1 / 3"
    press("Alt+Down", "Alt+Down", "Alt+Down")
    assert (page.card and page.card.name, page.bar.place.text()) == ("欧阳娜", "3 / 3")
    press("Alt+Up")
    assert page.card is not None
    assert page.card.name == "单雄信"


@pytest.mark.parametrize(
    ("answer", "kept", "name"),
    [(Answer.SAVE, "摄影", "单雄信"), (Answer.DISCARD, "", "单雄信"), (Answer.STAY, "", "王丽")],
)
def test_a_changed_card_is_left_only_after_a_decision(
    open_window: OpenWindow, cards: list[int], morning: Showroom, answer: Answer, kept: str, name: str
) -> None:
    page = open_card(open_window(), cards[0], cards)
    asked = answers(page, answer)
    press("Alt+Down", "Alt+Up")
    assert not asked, "an unchanged one is left without a word"
    writes(page, "hobbies", "摄影")
    press("Alt+Down")
    assert len(asked) == 1
    assert page.card is not None
    assert page.card.name == name
    assert stored(morning, cards[0]).values["hobbies"] == kept


def test_another_page_is_left_for_only_after_a_decision(open_window: OpenWindow, cards: list[int]) -> None:
    window = open_window()
    page = open_card(window, cards[0])
    asked = answers(page, Answer.STAY)
    writes(page, "hobbies", "摄影")
    shell(window).show_page(TRAFFIC_LOG)
    assert asked
    assert shell(window).page is page
    answers(page, Answer.DISCARD)
    shell(window).show_page(TRAFFIC_LOG)
    assert shell(window).page is not page


def test_enter_in_the_register_opens_the_card_and_esc_comes_back(
    open_window: OpenWindow, cards: list[int]
) -> None:
    window = open_window()
    window.sign_in(CONSULTANT, PASSWORD)
    shell(window).show_page(CUSTOMERS)
    settle()
    press("Down", "Return")
    page = page_of(window)
    assert page.card is not None
    assert page.card.name == "单雄信"
    assert page.bar.place.text() == "2 / 3"
    press("Alt+Down")
    assert page.card.name == "王丽"
    press("Esc")
    assert isinstance(shell(window).page, CustomersPage)


def test_a_card_is_found_by_its_number(open_window: OpenWindow, cards: list[int]) -> None:
    window = open_window()
    window.sign_in(CONSULTANT, PASSWORD)

    def types(dialog: QWidget) -> None:
        assert isinstance(dialog, GoTo)
        hear("p26-00002")
        press("Return")

    when_a_dialog_opens(types)
    press("Ctrl+K")
    settle()
    card = page_of(window).card
    assert card is not None
    assert card.name == "单雄信"


def test_the_matches_offer_the_card(open_window: OpenWindow, cards: list[int]) -> None:
    window = open_window()
    window.sign_in(CONSULTANT, PASSWORD)
    shell(window).show_log()
    shell(window).top.strip.setText("13700007777")
    settle()
    panel = shell(window).log.panel
    acts = [offer.act for offer, _line in panel._choices]
    assert acts == [Offered.REPEAT, Offered.CARD, Offered.SOMEBODY_ELSE, Offered.ANOTHER_WISH]
    shell(window).top.strip.setFocus()
    press("Down", "Return")
    assert page_of(window).card is not None
    assert shell(window).top.strip.text() == "13700007777", "what was typed is not lost"


def test_two_at_one_card_different_fields_merge_and_it_is_said(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    window = open_window()
    page = open_card(window, cards[0])
    writes(page, "hobbies", "摄影")
    other = stored(morning, cards[0])
    # Another desk: this window hears of it only with the next look.
    morning.manager.listeners.clear()
    customer_card.keep(morning.manager, other, {"budget": "12万"})
    press("Ctrl+S")
    values = stored(morning, cards[0]).values
    assert (values["hobbies"], values["budget"]) == ("摄影", "12万")
    assert stands(page, "budget") == "12万"
    assert "预算" in toast(window)


def test_two_at_one_card_the_same_field_asks(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[0])
    asked: list[ClashLine] = []

    def goes_on_writing(_page: object, lines: list[ClashLine]) -> None:
        asked.extend(lines)

    page.saving.which = goes_on_writing
    writes(page, "hobbies", "摄影")
    customer_card.keep(morning.manager, stored(morning, cards[0]), {"hobbies": "篮球"})
    press("F5")
    assert "篮球" in page.form.sentences()["hobbies"], "theirs stands beside it"
    press("Ctrl+S")
    assert stored(morning, cards[0]).values["hobbies"] == "篮球", "nothing is lost before it is chosen"
    assert stands(page, "hobbies") == "摄影", "mine is still there"
    (line,) = asked
    assert (line.before, line.mine, line.theirs) == ("", "摄影", "篮球")
    page.saving.which = lambda _page, lines: {line.key: MINE for line in lines}
    press("Ctrl+S")
    assert stored(morning, cards[0]).values["hobbies"] == "摄影"


def test_who_may_only_read_reads(open_window: OpenWindow, cards: list[int]) -> None:
    page = open_card(open_window(), cards[0], user=RECEPTIONIST)
    assert stands(page, "mobile") == "138****5678"
    assert not page.bar.save.isVisible()
    assert page.form.editors["hobbies"].widget.isReadOnly()  # type: ignore[attr-defined]


def test_a_colleagues_card_says_whose_it_is(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[0], user="lina")
    assert page.card is None
    assert "陈涛" in page.paper._why.text()


def test_the_whole_number_of_an_id_is_shown_for_a_reason(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    customer = stored(morning, cards[0]).customer
    with morning.manager.work("keep_card") as work:  # type: ignore[arg-type]
        work.edit(Customer, customer, 1, id_kind="passport", id_number="E12345678")
    page = open_card(open_window(), cards[0])
    page.reason = lambda _parent, _title, _question: "上牌"
    assert "*" in stands(page, "id_number")
    widget = page.form.editors["id_number"].widget
    assert widget.isReadOnly()  # type: ignore[attr-defined]
    (eye,) = widget.actions()
    eye.trigger()
    assert stands(page, "id_number") == "E12345678"
    assert not page.changed_here
    assert Act.select().where(Act.duty == "see_sensitive").exists()
    assert (page.form._hiding.isActive(), page.form._hiding.interval()) == (True, 30_000)
    page.form._hiding.timeout.emit()
    assert "*" in stands(page, "id_number"), "it hides itself again"
    assert widget.isReadOnly()  # type: ignore[attr-defined]
    assert not page.changed_here
    (eye,) = widget.actions()
    eye.trigger()
    writes(page, "id_number", "E12345670")
    page.form._hiding.timeout.emit()
    assert stands(page, "id_number") == "E12345670", "what is being written there stays"


def test_a_new_card_by_the_keyboard_and_a_second_one_with_its_reason(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[0])
    press("Ctrl+N")
    assert page.acts.opening.isVisible()
    page.acts.opening.form.write({"name": "赵敏", "phone": "13500005555", "level": "A"})
    page.acts.opening.give.click()
    assert page.card is not None
    assert (page.card.name, page.card.level) == ("赵敏", "A")
    press("Ctrl+N")
    page.acts.opening.form.write({"name": "赵敏", "phone": "13500005555"})
    page.acts.opening.give.click()
    assert page.acts.opening.other.isVisible(), "the open one can be opened instead"
    page.acts.opening.form.write({"another_reason": "给家人买"})
    page.acts.opening.give.click()
    assert Prospect.select().count() == len(cards) + 2
    assert page.side.others.isVisible()


def test_a_customer_without_a_card_gets_one(open_window: OpenWindow, morning: Showroom) -> None:
    with morning.manager.work("keep_card") as work:  # type: ignore[arg-type]
        work.edit(Prospect, 1, 1, removed_at=morning.clock.now())
    window = open_window()
    window.sign_in(CONSULTANT, PASSWORD)
    shell(window).show_page(CUSTOMERS)
    settle()
    press("Return")
    page = page_of(window)
    assert page.card is None
    page.paper.way_out.click()
    page.acts.opening.give.click()
    assert page.card is not None
    assert page.card.name == "王丽"


def test_a_draft_is_offered_again_after_a_crash(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    window = open_window()
    page = open_card(window, cards[1])
    writes(page, "hobbies", "摄影")
    writes(page, "good_time", "周末")
    shell(window).keep_typed()
    assert drafts.found(morning.consultant, FORM).texts == {"hobbies": "摄影", "good_time": "周末"}
    again = open_window()
    again.sign_in(CONSULTANT, PASSWORD)
    settle()
    page = page_of(again)
    assert page.card is not None
    assert page.card.name == "单雄信"
    assert stands(page, "hobbies") == "摄影"
    assert page.changed_here
    press("Ctrl+S")
    shell(again).keep_typed()
    assert drafts.found(morning.consultant, FORM).empty


def test_what_is_missing_is_a_press_away(open_window: OpenWindow, cards: list[int]) -> None:
    page = open_card(open_window(), cards[0])
    chip = page.side.missing._chips[0]
    chip.click()  # type: ignore[attr-defined]
    focus = QApplication.focusWidget()
    assert focus in [editor.widget for editor in page.form.editors.values()]


def test_a_number_of_somebody_else_asks_why(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[0])
    page.reason = lambda _parent, _title, _question: "父女共用"
    writes(page, "home_phone", "13700007777")
    press("Ctrl+S")
    assert stored(morning, cards[0]).values["home_phone"] == "137 0000 7777"


def test_the_time_line_shows_follow_ups_or_changes(open_window: OpenWindow, cards: list[int]) -> None:
    page = open_card(open_window(), cards[0])
    everything = len(page.side.time_line._lines)
    page.side.time_line.filters["contacts"].click()
    contacts = len(page.side.time_line._lines)
    page.side.time_line.filters["changes"].click()
    assert contacts + len(page.side.time_line._lines) == everything
    assert 0 < contacts < everything


def test_the_manager_keeps_every_card(open_window: OpenWindow, cards: list[int], morning: Showroom) -> None:
    page = open_card(open_window(), cards[0], user=MANAGER)
    writes(page, "budget", "12万")
    press("Ctrl+S")
    assert stored(morning, cards[0]).values["budget"] == "12万"


def test_facts_kept_elsewhere_are_read_with_f5(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    window = open_window()
    page = open_card(window, cards[0])
    customer = stored(morning, cards[0])
    customer_facts.keep(morning.manager, customer.customer, customer.customer_revision, {"hobbies": "篮球"})
    press("F5")
    assert stands(page, "hobbies") == "篮球"


def test_f4_logs_a_follow_up_above_the_sheet(
    open_window: OpenWindow, cards: list[int], morning: Showroom
) -> None:
    page = open_card(open_window(), cards[1])
    press("F4")
    assert page.acts.logging
    commit("周六带太太来看")
    press("Ctrl+S")
    assert not page.acts.logging
    contacts = stored(morning, cards[1]).of(Happened.CONTACT)
    assert [event.said for event in contacts] == ["周六带太太来看"]
    assert page.card is not None
    assert page.card.of(Happened.CONTACT), "the time line has it at once"


def test_a_long_source_has_the_room_of_a_short_first_contact(
    open_window: OpenWindow, morning: Showroom, cards: list[int]
) -> None:
    page = open_card(open_window(morning), cards[0])
    head = page.form.head
    first, source = (page.form.editors[key] for key in ("first_contact", "source"))
    for editor, words in ((first, "来电"), (source, "朋友介绍，老客户的同事，周末来过一次车展")):
        editor.show_text(words)
    usual = source.widget.width()
    head.fit()
    settle()
    assert source.widget.width() > usual
    assert source.widget.toolTip() == source.text()


def test_the_bar_of_the_paper_keeps_off_the_column(open_window: OpenWindow, cards: list[int]) -> None:
    window = open_window()
    page = open_card(window, cards[0])
    window.resize(1280, 720)
    settle()
    bar = page.paper.verticalScrollBar()
    right = bar.mapTo(page, bar.rect().topRight()).x()
    assert bar.isVisible()
    assert page.side.geometry().left() - right > SNUG


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_sheet_never_scrolls_sideways(
    monkeypatch: pytest.MonkeyPatch, open_window: Callable[..., Window], cards: list[int], code: str
) -> None:
    """Where the words are wider, the column beside the sheet becomes a rail."""
    monkeypatch.setattr(language, "_current", code)
    page = open_card(open_window(size=(1280, 720)), cards[0])
    assert page.paper.horizontalScrollBar().maximum() == 0
