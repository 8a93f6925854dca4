"""Lists, family and consents over the card: each saved by itself, refused beside its field."""

from __future__ import annotations

import pytest

from showroom.models.customer import Customer
from showroom.models.prospect import Prospect
from showroom.rules.duties import Duty
from showroom.services import customer_file, family
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.lines import Line
from showroom.ui.person_panel import PersonPanel
from showroom.ui.person_parts import Part
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, labels, press, settle, shell, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, PASSWORD, RECEPTIONIST, Showroom, register_walk_in


@pytest.fixture
def wang(morning: Showroom) -> int:
    """王丽, whose card 陈涛 keeps since yesterday."""
    return int(Customer.get(Customer.name == "王丽").id)


def opened(window: Window, user: str = CONSULTANT) -> CustomerCardPage:
    window.sign_in(user, PASSWORD)
    shell(window).show_card(Prospect.get().id, ())
    settle()
    page = shell(window).page
    assert isinstance(page, CustomerCardPage)
    click(page.side.about.open)
    assert page.acts.person.isVisible()
    return page


def fills(part: Part, **texts: str) -> None:
    """What is written into the form of a part."""
    part.form.write(texts)


def rows(part: Part) -> list[str]:
    """The rows above the form, as they are heard."""
    found = (part.rows.itemAt(place).widget() for place in range(part.rows.count()))
    return [widget.accessibleName() or " ".join(labels(widget)) for widget in found if widget is not None]


def told(panel: PersonPanel) -> list[str]:
    """All that is said to be wrong."""
    return [
        sentence
        for part in panel.parts
        for sentence in (*part.form.sentences().values(), part.problem.text() * part.problem.isVisible())
        if sentence
    ]


def test_the_family_is_added_changed_and_taken_off(
    open_window: OpenWindow, morning: Showroom, wang: int
) -> None:
    window = open_window()
    page = opened(window)
    part = page.acts.person.family
    fills(part, relation="配偶", name="陈强 & Co", birthday="5.18")
    click(part.save)
    settle()
    assert rows(part) == ["配偶 陈强 & Co 05-18"]
    assert part.form.texts() == {"relation": "", "name": "", "birthday": "", "note": ""}, "for the next one"
    assert "家庭成员已保存" in toast(window)
    click(part.rows.itemAt(0).widget())
    fills(part, name="陈国强")
    click(part.save)
    settle()
    assert rows(part) == ["配偶 陈国强 05-18"]
    assert "配偶 陈国强 05-18" in labels(page.side.about), "beside the card too"
    click(part.rows.itemAt(0).widget())
    click(part.remove)
    settle()
    assert rows(part) == []
    press("Escape", "Ctrl+Z")
    settle()
    assert [one.name for one in customer_file.of(morning.consultant, wang).family] == ["陈国强"]


def test_a_refusal_stands_beside_its_field_and_the_words_stay(
    open_window: OpenWindow, morning: Showroom, wang: int
) -> None:
    page = opened(open_window())
    part = page.acts.person.family
    fills(part, relation="儿子", name="小宝", birthday="2019-06-01")
    click(part.save)
    settle()
    assert len(told(page.acts.person)) == 1
    assert "订车后" in told(page.acts.person)[0]
    assert part.form.texts()["name"] == "小宝"
    fills(part, birthday="")
    click(part.save)
    settle()
    assert told(page.acts.person) == []
    assert rows(part) == ["儿子 小宝"]


def test_what_is_written_stays_while_another_changes_the_file(
    open_window: OpenWindow, morning: Showroom, wang: int
) -> None:
    page = opened(open_window())
    fills(page.acts.person.family, name="陈强")
    family.add(morning.manager, wang, {"relation": "mother", "name": "李梅"})
    page.refresh()
    settle()
    assert rows(page.acts.person.family) == ["母亲 李梅"]
    assert page.acts.person.family.form.texts()["name"] == "陈强"


def test_the_black_list_asks_why_and_vips_are_the_managers(
    open_window: OpenWindow, morning: Showroom, wang: int
) -> None:
    page = opened(open_window())
    part = page.acts.person.lists
    assert set(part.form.editors) == {"key_account", "blacklisted", "blacklist_reason"}
    fills(part, blacklisted="√")
    click(part.save)
    settle()
    assert len(told(page.acts.person)) == 1
    fills(part, blacklist_reason="恶意退订")
    click(part.save)
    settle()
    assert Customer.get_by_id(wang).blacklisted
    assert "黑名单  恶意退订" in labels(page.side.about)


def test_the_manager_keeps_the_vips(open_window: OpenWindow, morning: Showroom, wang: int) -> None:
    page = opened(open_window(), MANAGER)
    fills(page.acts.person.lists, vip="√", key_account="√")
    click(page.acts.person.lists.save)
    settle()
    row = Customer.get_by_id(wang)
    assert (row.vip, row.key_account) == (True, True)
    assert {"VIP", "大客户"} <= set(labels(page.side.about))
    press("Esc", "Ctrl+Z")
    settle()
    row = Customer.get_by_id(wang)
    assert (row.vip, row.key_account) == (False, False), "one act, taken back whole"


def test_a_consent_is_noted_and_withdrawn(open_window: OpenWindow, morning: Showroom, wang: int) -> None:
    with morning.manager.work(Duty.PLACE_ORDER) as work:
        card = Prospect.get()
        work.edit(Prospect, card.id, card.revision, level="O")
    page = opened(open_window())
    part = page.acts.person.consents
    fills(part, subject="证件号码", purpose="上牌", given_how="签字")
    click(part.save)
    settle()
    assert len(rows(part)) == 1
    assert "id_number" not in customer_file.of(morning.consultant, wang).not_asked
    buttons = part.findChildren(type(part.save))
    (withdraw,) = [one for one in buttons if one.text() == "撤回" and one.isVisible()]
    click(withdraw)
    settle()
    assert "撤回" in rows(part)[0]
    assert "id_number" in customer_file.of(morning.consultant, wang).not_asked


def test_who_introduced_is_found_and_picked(open_window: OpenWindow, morning: Showroom, wang: int) -> None:
    register_walk_in(morning.reception, "李强", "13900001111")
    page = opened(open_window())
    part = page.acts.person.referrer
    part.line.setText("王丽")
    settle()
    assert rows(part) == [], "nobody introduces himself"
    part.line.setText("李强")
    settle()
    assert rows(part) == ["李强  139****1111"]
    click(part.rows.itemAt(0).widget())
    settle()
    assert (part.now.text(), part.line.text(), rows(part)) == ("李强", "", [])
    click(part.nobody)
    settle()
    assert not part.now.isVisible()
    assert customer_file.of(morning.consultant, wang).facts["referrer"] is None


def test_a_sensitive_cell_says_why_it_is_not_asked(
    open_window: OpenWindow, morning: Showroom, wang: int
) -> None:
    """T3: from the order on, and with consent."""
    page = opened(open_window())
    cell = page.form.editors["id_number"].widget
    assert isinstance(cell, Line)
    assert (cell.isReadOnly(), cell.placeholderText()) == (True, "订车后填写")
    assert "订车后" in cell.toolTip()
    with morning.manager.work(Duty.PLACE_ORDER) as work:
        card = Prospect.get()
        work.edit(Prospect, card.id, card.revision, level="O")
    page.refresh()
    settle()
    assert (cell.isReadOnly(), cell.placeholderText()) == (True, "先登记同意")
    fills(page.acts.person.consents, subject="证件号码", purpose="上牌", given_how="签字")
    click(page.acts.person.consents.save)
    settle()
    assert (cell.isReadOnly(), cell.placeholderText(), cell.toolTip()) == (False, "", "")


def test_who_may_not_keep_the_card_only_reads(open_window: OpenWindow, wang: int) -> None:
    page = opened(open_window(), RECEPTIONIST)
    for button in (page.acts.person.lists.save, page.acts.person.family.save, page.acts.person.consents.save):
        assert not button.isVisible()
    assert rows(page.acts.person.consents) == []


def test_esc_closes_it_and_the_card_stays(open_window: OpenWindow, wang: int) -> None:
    page = opened(open_window())
    press("Escape")
    assert not page.acts.person.isVisible()
    assert page.isVisible()


def test_what_was_not_saved_comes_back(open_window: OpenWindow, morning: Showroom, wang: int) -> None:
    """Of a new member and of one on file each its own."""
    strong = family.add(morning.consultant, wang, {"relation": "spouse", "name": "陈强"})
    window = open_window()
    part = opened(window).acts.person.family
    fills(part, relation="儿子", name="陈小强")
    click(part.rows.itemAt(0).widget())
    assert part.row == strong
    fills(part, name="陈国强")
    press("Escape")
    shell(window).page.leave()
    other = open_window()
    part = opened(other).acts.person.family
    settle()
    assert part.form.texts()["name"] == "陈小强"
    click(part.rows.itemAt(0).widget())
    settle()
    assert part.form.texts()["name"] == "陈国强"
    click(part.save)
    settle()
    assert part.form.texts()["name"] == "陈小强", "the new one still waits"
    click(part.save)
    settle()
    assert told(shell(other).page.acts.person) == []
    assert {one.name for one in customer_file.of(morning.consultant, wang).family} == {"陈国强", "陈小强"}
    assert part.form.texts()["name"] == "", "saved is saved"
    press("Escape")
    click(shell(other).page.side.about.open)
    settle()
    assert part.form.texts()["name"] == ""
