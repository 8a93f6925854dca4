"""Two people at one card: what each sees of the other; nobody's words are lost (F1–F3, F7, F9, V20)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from showroom.forms.customer_card import CustomerCard
from showroom.models.prospect import Prospect
from showroom.services import acts, card_opening, customer_card, follow_up
from showroom.services.desk import Desk, new_token
from showroom.ui.card_clash import MINE, THEIRS, ClashDialog, ClashLine
from showroom.ui.card_saving import CardSaving
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.window import Window
from tests.journeys.at_the_card import card_page, opens_card
from tests.journeys.at_the_window import commit, press, settle, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, OTHER_CONSULTANT, Showroom, comes_in, staff_id


@pytest.fixture
def card(morning: Showroom) -> int:
    """王丽's card, 陈涛's."""
    return int(Prospect.select().get().id)


@pytest.fixture
def window(open_window: OpenWindow, card: int) -> Window:
    """陈涛 has it open."""
    window = open_window()
    opens_card(window, card)
    return window


def reads(desk: Desk, card: int) -> CustomerCard:
    return customer_card.card(desk, card)


def writes(page: CustomerCardPage, key: str, words: str) -> None:
    page.paper.bring(key)
    press("Ctrl+A")
    commit(words)
    press("Tab")


def hears(page: CustomerCardPage) -> None:
    """The look of the window for what others did, which it takes once a second."""
    page.refresh()
    settle()


def decides(page: CustomerCardPage, side: str) -> list[ClashLine]:
    """The question is answered so; what was asked."""
    asked: list[ClashLine] = []

    def which(_page: object, lines: list[ClashLine]) -> dict[str, str]:
        asked.extend(lines)
        return {line.key: side for line in lines}

    page.saving.which = which
    return asked


def test_other_fields_join_and_it_is_said_who_changed_them(
    window: Window, morning: Showroom, card: int
) -> None:
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    customer_card.keep(morning.manager, reads(morning.manager, card), {"budget": "12万"})
    press("Ctrl+S")
    values = reads(morning.manager, card).values
    assert (values["hobbies"], values["budget"]) == ("摄影", "12万")
    assert page.form.editors["budget"].text() == "12万"
    assert f"{morning.manager.name} 已改 预算" in toast(window)


def test_a_banner_says_what_was_changed_while_i_write_and_my_words_stay(
    window: Window, morning: Showroom, card: int
) -> None:
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    assert page.news.text() == ""
    customer_card.keep(
        morning.manager, reads(morning.manager, card), {"budget": "12万", "mobile": "13911112222"}
    )
    hears(page)
    assert "此卡片已被更新" in page.news.text()
    for part in (morning.manager.name, "预算", "手机"):
        assert part in page.news.text()
    press("F5")
    assert page.form.editors["hobbies"].text() == "摄影"
    assert page.form.editors["budget"].text() == "12万"
    press("Ctrl+S")
    assert page.news.text() == ""
    assert reads(morning.manager, card).values["hobbies"] == "摄影"


def test_what_i_did_myself_is_no_news(window: Window, morning: Showroom, card: int) -> None:
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    press("Ctrl+S")
    writes(page, "budget", "12万")
    press("F5")
    assert page.news.text() == ""
    assert page.changed_here


@pytest.mark.parametrize("heard", [True, False])
@pytest.mark.parametrize(("side", "stands"), [(MINE, "摄影"), (THEIRS, "篮球")])
def test_the_same_field_asks_with_both_values_who_and_when(
    window: Window, morning: Showroom, card: int, side: str, stands: str, heard: bool
) -> None:
    """Whether the window has heard of it before it saves, or is told by the refusal."""
    page = card_page(window)
    asked = decides(page, side)
    writes(page, "hobbies", "摄影")
    writes(page, "budget", "12万")
    customer_card.keep(morning.manager, reads(morning.manager, card), {"hobbies": "篮球"})
    if heard:
        hears(page)
    press("Ctrl+S")
    settle()
    (line,) = asked
    assert (line.before, line.mine, line.theirs) == ("", "摄影", "篮球")
    assert morning.manager.name in line.who
    assert "10:38" in line.who
    values = reads(morning.manager, card).values
    assert (values["hobbies"], values["budget"]) == (stands, "12万")
    assert not page.changed_here


def test_without_the_question_an_update_would_be_lost(
    window: Window, morning: Showroom, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a save that does not ask puts mine over theirs, unseen."""
    page = card_page(window)
    asked = decides(page, THEIRS)
    monkeypatch.setattr(CardSaving, "_chosen", lambda _self: True)
    writes(page, "hobbies", "摄影")
    customer_card.keep(morning.manager, reads(morning.manager, card), {"hobbies": "篮球"})
    hears(page)
    press("Ctrl+S")
    assert asked == []
    assert reads(morning.manager, card).values["hobbies"] == "摄影"


def test_nothing_is_saved_before_every_line_is_chosen(window: Window, morning: Showroom, card: int) -> None:
    page = card_page(window)
    lines = [ClashLine(key, key, "", "我的", "对方的", "刘经理 10:36") for key in ("hobbies", "budget")]
    dialog = ClashDialog(page, lines)
    assert not dialog.save.isEnabled()
    dialog.groups["hobbies"].buttons()[1].setChecked(True)
    assert not dialog.save.isEnabled()
    assert "1" in dialog.left.text()
    dialog.choose_all(MINE)
    assert dialog.save.isEnabled()
    assert "刘经理" in dialog.question
    dialog.deleteLater()


def at_the_dialog(do: Callable[[ClashDialog], None], tries: int = 100) -> None:
    """Do something with the question as soon as it is open."""

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClashDialog):
            do(dialog)
        elif left:
            QTimer.singleShot(5, lambda: look(left - 1))

    QTimer.singleShot(0, lambda: look(tries))


def test_the_question_at_the_window(window: Window, morning: Showroom, card: int) -> None:
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    customer_card.keep(morning.manager, reads(morning.manager, card), {"hobbies": "篮球"})
    at_the_dialog(lambda dialog: dialog.reject())
    press("Ctrl+S")
    assert reads(morning.manager, card).values["hobbies"] == "篮球"
    assert page.form.editors["hobbies"].text() == "摄影", "who cancels goes on writing"

    def takes_theirs(dialog: ClashDialog) -> None:
        dialog.all_theirs.click()
        dialog.save.click()

    at_the_dialog(takes_theirs)
    press("Ctrl+S")
    assert page.form.editors["hobbies"].text() == "篮球"
    assert not page.changed_here


def test_a_card_that_is_taken_back_meanwhile_leaves_my_words_to_copy(
    open_window: OpenWindow, morning: Showroom
) -> None:
    token = new_token()
    made = card_opening.open_card(
        morning.manager, {"name": "单雄信", "phone": "13700007777", "level": "B"}, token=token
    )
    Prospect.update(owner=staff_id(CONSULTANT)).where(Prospect.id == made.prospect).execute()
    page = opens_card(open_window(), made.prospect)
    writes(page, "hobbies", "摄影")
    Prospect.update(owner=morning.manager.staff).where(Prospect.id == made.prospect).execute()
    acts.undo(morning.manager, token)
    hears(page)
    assert page.form.editors["hobbies"].text() == "摄影"
    assert morning.manager.name in page.news.text()
    assert "10:38" in page.news.text()
    assert page.news.copy.isVisible()
    page.news.copy.click()
    assert "摄影" in QGuiApplication.clipboard().text()
    press("Ctrl+S")
    assert not Prospect.select().where(Prospect.id == made.prospect, Prospect.removed_at.is_null()).exists()


def test_a_card_that_is_handed_over_meanwhile_is_refused_and_my_words_stay(
    window: Window, morning: Showroom, card: int
) -> None:
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    Prospect.update(owner=staff_id(OTHER_CONSULTANT)).where(Prospect.id == card).execute()
    press("Ctrl+S")
    assert reads(morning.manager, card).values["hobbies"] == ""
    assert page.form.editors["hobbies"].text() == "摄影"
    assert page.news.copy.isVisible()
    assert morning.other_consultant.name in page.news.text()


def test_one_person_in_two_windows_is_two_people(window: Window, morning: Showroom, card: int) -> None:
    page = card_page(window)
    asked = decides(page, THEIRS)
    second = comes_in(morning.store, morning.clock, CONSULTANT)
    writes(page, "hobbies", "摄影")
    customer_card.keep(second, reads(second, card), {"hobbies": "篮球"})
    press("Ctrl+S")
    (line,) = asked
    assert second.name in line.who
    assert reads(second, card).values["hobbies"] == "篮球"


def test_each_line_of_a_list_is_a_record_of_its_own(window: Window, morning: Showroom, card: int) -> None:
    """Both log a contact, both stand, and what is written on the card meets neither."""
    page = card_page(window)
    writes(page, "hobbies", "摄影")
    follow_up.log(morning.manager, card, {"said": "经理来电"})
    follow_up.log(morning.consultant, card, {"said": "顾问来电"})
    hears(page)
    press("Ctrl+S")
    said = [one.said for one in reads(morning.manager, card).record.contacts]
    assert {"经理来电", "顾问来电"} <= {*said}
    assert reads(morning.manager, card).values["hobbies"] == "摄影"
