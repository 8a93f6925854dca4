"""One person on two files: seen, compared and made one at the keyboard, and taken back (req 62)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from showroom.models.customer import Customer, Phone, TwoPeople
from showroom.models.prospect import Prospect
from showroom.services import customer_merge
from showroom.ui.beside_table import Pick
from showroom.ui.customers_page import CustomersPage
from showroom.ui.merge_dialog import MergeDialog
from showroom.ui.places import CUSTOMERS
from showroom.ui.window import Window
from tests.journeys.at_the_card import opens_card
from tests.journeys.at_the_window import (
    click,
    comes_in,
    everything_in,
    hear,
    labels,
    press,
    press_the_verb,
    settle,
    shell,
    tab_to,
    toast,
    when_a_dialog_opens,
)
from tests.people import Showroom, register_walk_in
from tests.services.test_customer_merge import OTHER, opens, says


@pytest.fixture
def double(morning: Showroom) -> int:
    """王丽 left another number on another day, and her name was misheard."""
    who, _card = opens(morning.consultant, "王莉", OTHER, level="C")
    says(morning.consultant, who, hobbies="摄影", wechat="wangli")
    return who


def in_the_register(window: Window, name: str) -> CustomersPage:
    comes_in(window, "陈涛")
    shell(window).show_page(CUSTOMERS)
    settle()
    page = shell(window).page
    assert isinstance(page, CustomersPage)
    hear(name)
    press("Return")
    return page


def test_two_files_become_one_by_keys_alone_and_the_toast_takes_it_back(window: Window, double: int) -> None:
    page = in_the_register(window, "王丽")
    seen: list[str] = []

    def judge(dialog: QWidget) -> None:
        assert isinstance(dialog, MergeDialog)
        seen.extend(labels(dialog))
        safe = QApplication.focusWidget()
        assert isinstance(safe, QAbstractButton)
        assert safe.text() == "取消", "the safe one"
        assert not dialog.merge.isEnabled(), "nobody chose yet"
        tab_to(Pick, "姓名/单位, 王丽  138 1234 5678: 王丽")
        press("Space")
        assert dialog.merge.isEnabled()
        tab_to(QAbstractButton, "合并为一份")
        press("Space")

    tab_to(QWidget, "同一个人：姓名、拼音或号码")
    hear("wangli")
    when_a_dialog_opens(judge)
    tab_to(QAbstractButton, "王莉  139 8765 4321  陈涛")
    press("Space")
    assert "这两份档案是同一个人吗？" in seen
    assert toast(window) == "两份档案已合并：王丽"
    assert page.model.rowCount() == 1
    kept = Customer.get(Customer.name == "王丽")
    assert (kept.hobbies, kept.wechat) == ("摄影", "wangli")
    assert Phone.get(Phone.tail == "4321").customer_id == kept.id
    assert Prospect.select().where(Prospect.customer == kept.id, Prospect.state == "open").count() == 2
    press_the_verb(window)
    assert Customer.get_by_id(double).removed_at is None
    assert Phone.get(Phone.tail == "4321").customer_id == double


def test_the_same_wish_on_two_cards_is_one_when_they_say_so(window: Window, double: int) -> None:
    page = in_the_register(window, "王丽")

    def judge(dialog: QWidget) -> None:
        assert isinstance(dialog, MergeDialog)
        dialog.table.pick("name", 0)
        dialog.table.pick("card 2", 0)
        click(dialog.merge)

    page.same.line.setText("王莉")
    settle()
    when_a_dialog_opens(judge)
    click(page.same.offered[0])
    settle()
    assert [card.state for card in Prospect.select().order_by(Prospect.id)] == ["open", "withdrawn"]


def test_whoever_thinks_better_of_it_changes_nothing(window: Window, double: int) -> None:
    page = in_the_register(window, "王丽")
    page.same.line.setText("王莉")
    settle()
    when_a_dialog_opens(lambda _dialog: press("Esc"))
    click(page.same.offered[0])
    assert Customer.get_by_id(double).removed_at is None
    assert not toast(window)


def test_likely_doubles_stand_beside_the_card_until_they_are_told_apart(
    window: Window, morning: Showroom
) -> None:
    twin, _card = opens(morning.consultant, "王丽", "13900005678")
    card = opens_card(window, 1)
    card.acts.open_person()
    settle()
    same = card.acts.person.same
    assert [one.text() for one in same.offered] == ["王丽  139 0000 5678"]
    assert "同名，尾号相同" in labels(same)
    when_a_dialog_opens(lambda dialog: click(dialog.two))  # type: ignore[attr-defined]
    click(same.offered[0])
    settle()
    assert toast(window) == "已记住：这是两位客户"
    assert TwoPeople.select().count() == 1
    assert [one for one in everything_in(same) if one in same.offered and one.isVisible()] == []
    assert Customer.get_by_id(twin).removed_at is None


def test_what_was_changed_while_they_looked_is_said_and_nothing_is_merged(
    window: Window, morning: Showroom, double: int
) -> None:
    page = in_the_register(window, "王丽")

    def judge(dialog: QWidget) -> None:
        assert isinstance(dialog, MergeDialog)
        says(morning.manager, double, name="王力")
        dialog.table.pick("name", 0)
        click(dialog.merge)

    page.same.line.setText("王莉")
    settle()
    when_a_dialog_opens(judge)
    click(page.same.offered[0])
    settle()
    assert "刚被改过" in toast(window)
    assert Customer.get_by_id(double).removed_at is None


def test_a_colleagues_file_is_not_compared(window: Window, morning: Showroom) -> None:
    register_walk_in(morning.reception, "赵敏", "13700001111", received_by="李娜", level="A")
    page = in_the_register(window, "王丽")
    page.same.line.setText("赵敏")
    settle()
    click(page.same.offered[0])
    settle()
    assert "李娜" in toast(window)


def test_a_card_in_view_stays_in_view_and_gets_what_came(
    window: Window, morning: Showroom, double: int
) -> None:
    card = opens_card(window, 1)
    customer_merge.merge(morning.consultant, 1, double, {"name": 1})
    card.refresh()
    settle()
    assert card.form.editors["mobile"].text() == "138 1234 5678/139 8765 4321"
