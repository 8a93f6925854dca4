"""今日: what waits for a consultant, logged in place; what the manager sees of the team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from showroom import language
from showroom.forms.today import DueRow, Group
from showroom.models.follow_up import FollowUp
from showroom.models.prospect import Prospect
from showroom.rules.due import Due, Reason
from showroom.services import customer_facts, family, follow_up, lists, revealed
from showroom.ui.look.theme import Theme
from showroom.ui.places import TODAY
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from showroom.ui.work_list_model import WorkLine, WorkListModel
from tests.journeys.at_the_window import click, hear, labels, press, settle, shell, status, toast
from tests.journeys.conftest import OpenWindow
from tests.people import CONSULTANT, MANAGER, PASSWORD, RECEPTIONIST, THURSDAY, Showroom, register_walk_in

GUESTS = (
    ("周凯", "13900139052", "H", -4),
    ("林悦", "13800138047", "A", -7),
    ("唐宇", "13800138064", "H", -1),
)


@pytest.fixture
def work(showroom: Showroom) -> Showroom:
    """Thursday, 10:38: 周凯 (H) is two days overdue, 林悦 (A) due today, 唐宇 (H) tomorrow; all 陈涛's."""
    for name, number, level, days in GUESTS:
        showroom.on(THURSDAY + timedelta(days), 9)
        register_walk_in(showroom.reception, name, number, received_by="陈涛", level=level, note="等报价")
    return showroom.on(THURSDAY, 10, 38)


def open_today(window: Window, user: str = CONSULTANT) -> TodayPage:
    window.sign_in(user, PASSWORD)
    settle()
    page = shell(window).page
    assert isinstance(page, TodayPage)
    return page


def read_out(page: TodayPage) -> list[str]:
    """Heads and names, in the order of the list."""
    model = page.model
    texts = (str(model.index(row).data()) for row in range(model.rowCount()))
    return [text.split(", ")[0] for text in texts]


def card_of(name: str) -> int:
    return int(next(one.id for one in Prospect.select() if one.customer.name == name))


def test_a_consultant_starts_here_and_the_front_desk_on_the_log(
    open_window: OpenWindow, work: Showroom
) -> None:
    window = open_window(work)
    page = open_today(window)
    assert read_out(page) == ["逾期 1", "周凯", "今天 1", "林悦", "明天 1", "唐宇"]
    assert page.list.hasFocus()
    window.sign_in(RECEPTIONIST, PASSWORD)
    assert shell(window).page is shell(window).log


def test_a_row_says_who_why_and_how_late(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    text = str(page.model.index(1).data())
    assert text == "周凯, H 级, 139 0013 9052, 等报价, 逾期 2 天, 3月1日 来店 + H 每 2 天 = 3月3日"
    assert status(shell_of(page))[0].startswith("3 件待跟进")


def shell_of(page: TodayPage) -> Window:
    found = page.window()
    assert isinstance(found, Window)
    return found


def test_a_call_is_logged_in_place_and_taken_back(open_window: OpenWindow, work: Showroom) -> None:
    window = open_window(work)
    page = open_today(window)
    press("Return")
    assert page.list.open_card is not None
    assert page.list.open_card.name == "周凯"
    hear("周六带先生来看车")
    press("Ctrl+Return")
    row = FollowUp.get()
    assert (row.said, row.method, row.reached, row.agreed_on) == ("周六带先生来看车", "phone", True, None)
    assert toast(window).startswith("已记周凯，下次3月7日")
    assert page.list.open_card is None
    assert "周凯" in read_out(page)
    struck = page.model.painted(page.model.row_of(card_of("周凯")))
    assert struck.struck  # type: ignore[union-attr]
    assert page.list.hasFocus()
    assert page.list.current is not None
    assert page.list.current.name == "林悦", "the next one is in hand: Enter opens her"
    press("Ctrl+Z")
    assert FollowUp.get().removed_at is not None
    assert not page.model.painted(1).struck  # type: ignore[union-attr]


def test_a_press_on_a_head_leaves_the_card_in_hand(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    for row, name in ((0, "周凯"), (3, "林悦")):
        place = page.list.visualRect(page.model.index(row)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert page.list.current is not None
        assert page.list.current.name == name


def test_a_birthday_of_the_family_says_whose(open_window: OpenWindow, work: Showroom) -> None:
    card = Prospect.get_by_id(card_of("周凯"))
    born = {"relation": "spouse", "name": "何琳", "birthday": "1990-03-06"}
    family.add(work.consultant, card.customer_id, born)
    page = open_today(open_window(work))
    (line,) = page.beside.birthdays.lines
    assert line.accessibleName() == "周凯, 配偶, 明天，3月6日"


def test_what_is_done_stays_in_its_place_though_its_level_rose(
    open_window: OpenWindow, work: Showroom
) -> None:
    page = open_today(open_window(work))
    before, card = read_out(page), card_of("林悦")
    follow_up.log(work.consultant, card, {"said": "定了", "level": "H", "criteria": ("came_again",)})
    page.refresh()
    assert [words.rstrip(" 0123456789") for words in read_out(page)] == [
        words.rstrip(" 0123456789") for words in before
    ]
    struck = page.model.painted(page.model.row_of(card))
    assert isinstance(struck, WorkLine)
    assert (struck.struck, struck.badge) == (True, "H")
    work.on(THURSDAY, 10, 44)
    page._minute_passed()
    assert read_out(page)[-1] == "林悦", "when its minutes are over it stands where it belongs"


def test_a_call_nobody_answered_is_told_apart_from_what_is_done(
    open_window: OpenWindow, work: Showroom
) -> None:
    page = open_today(open_window(work))
    waits = page.model.count(Group.OVERDUE) + page.model.count(Group.TODAY)
    follow_up.log(work.consultant, card_of("林悦"), {"result": "no_answer"})
    page.refresh()
    assert page.beside.progress.bar.part == 0
    assert page.beside.progress.bar.accessibleName() == f"{waits} 件中已完成 0 件"
    assert "1 个未接通" in page.beside.progress.words.text()


def test_what_is_done_goes_after_five_minutes(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    follow_up.log(work.consultant, card_of("林悦"), {"said": "下周再说"})
    page.refresh()
    assert "林悦" in read_out(page)
    work.on(THURSDAY, 10, 44)
    page._minute_passed()
    assert "林悦" not in read_out(page)


def test_folding_keeps_what_was_typed(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    press("Return")
    hear("等报价，周五")
    press("Escape")
    assert page.list.open_card is None
    press("Down", "Return")
    assert page.logger.form.said.toPlainText() == ""
    press("Escape", "Up", "F4")
    assert page.logger.form.said.toPlainText() == "等报价，周五"
    assert FollowUp.select().count() == 0


def test_what_was_typed_outlives_the_lock(open_window: OpenWindow, work: Showroom) -> None:
    window = open_window(work)
    open_today(window)
    press("Return")
    hear("说到一半")
    press("Ctrl+L")
    page = open_today(window)
    press("Return")
    assert page.logger.form.said.toPlainText() == "说到一半"


def test_news_of_others_leave_the_open_row_alone(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    press("Return")
    hear("正在写")
    register_walk_in(work.reception, "新客", "13700000158", received_by="陈涛", level="H")
    page.refresh()
    settle()
    assert page.list.open_card is not None
    assert page.logger.form.said.toPlainText() == "正在写"
    assert page.logger.form.said.hasFocus()


def test_groups_and_filter(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    page.head.groups._group.button(1).click()
    assert read_out(page) == ["逾期 1", "周凯"]
    page.head.groups._group.button(0).click()
    press("l", "y")
    assert page.head.filter.text() == "ly"
    assert read_out(page) == ["今天 1", "林悦"]
    press("x", "x")
    assert "没有符合筛选条件的客户" in labels(page)
    click(page.paper.way_out)
    assert len(read_out(page)) == 6
    press("Ctrl+F")
    hear("8064")
    assert read_out(page) == ["明天 1", "唐宇"]
    press("Escape", "Escape")
    assert page.list.hasFocus()


def test_nothing_due_says_so(open_window: OpenWindow, showroom: Showroom) -> None:
    page = open_today(open_window(showroom.on(THURSDAY, 9)))
    assert "本周没有到期的跟进" in labels(page)
    press("Return", "Ctrl+O", "Down")
    assert page.list.open_card is None


def test_the_card_of_the_row_is_wanted(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    wanted: list[tuple[int, object]] = []
    page.card_wanted.connect(lambda card, cards: wanted.append((card, tuple(cards))))
    press("Ctrl+O")
    cards = tuple(card_of(name) for name, *_rest in GUESTS)
    assert wanted == [(cards[0], cards)]


def test_calling_hands_the_digits_over(open_window: OpenWindow, work: Showroom) -> None:
    page = open_today(open_window(work))
    dialled: list[str] = []
    page._dial = lambda number: bool(dialled.append(number))
    press("Ctrl+D")
    assert dialled == ["13900139052"] == [QGuiApplication.clipboard().text()]


def test_the_manager_sees_the_team_and_the_rows_behind_a_figure(
    open_window: OpenWindow, work: Showroom
) -> None:
    work.on(THURSDAY, 9)
    register_walk_in(work.reception, "许晴", "13700000159", received_by="李娜", level="B")
    work.on(THURSDAY, 10, 38)
    page = open_today(open_window(work), MANAGER)
    assert [one.row.owner_name for one in page.beside.team.lines] == ["陈涛", "李娜"]
    assert "陈涛" in str(page.model.index(1).data())
    press("Down")
    click(page.beside.team.lines[1])
    assert read_out(page) == []
    assert page.head.owner.currentText() == "李娜"
    assert "Esc 全队" in status(shell_of(page))[1]
    press("Escape")
    assert len(read_out(page)) == 6
    assert "Esc 全队" not in status(shell_of(page))[1]


def test_the_side_bar_counts_what_is_overdue(open_window: OpenWindow, work: Showroom) -> None:
    window = open_window(work)
    open_today(window)
    item = shell(window).side._items[TODAY]
    assert item.accessibleName() == "今日 逾期 1 件"
    follow_up.log(work.consultant, card_of("周凯"), {"said": "周六来"})
    window.reminders.look()  # type: ignore[union-attr]
    assert item.accessibleName() == "今日"


def test_in_english(open_window: OpenWindow, work: Showroom) -> None:
    language.use(language.ENGLISH)
    page = open_today(open_window(work))
    assert read_out(page)[::2] == ["Overdue 1", "Today 1", "Tomorrow 1"]
    assert str(page.model.index(1).data()).endswith("2 days overdue, 1 Mar walk-in + H every 2 days = 3 Mar")


# -- the model ------------------------------------------------------------------------------------------


def a_row(card: int, name: str, group: Group = Group.TODAY, **changed: object) -> DueRow:
    due = Due(THURSDAY, Reason.GAP, date(2026, 3, 3), "phone", "H", 2)
    row = DueRow(
        card, "A", 1, card, name, "", "138 0013 8000", "H", "open",
        1, "陈涛", None, "白", "", None, due, group, 0,
    )  # fmt: skip
    return replace(row, **changed)  # type: ignore[arg-type]


def test_the_model_keeps_what_qt_asks_of_one(look: Theme, showroom: Showroom) -> None:
    model = WorkListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    words = lists.current()

    def show(*rows: DueRow) -> None:
        model.show_rows(rows, words, THURSDAY, with_owner=True)

    show()
    show(a_row(1, "甲"), a_row(2, "乙"))
    show(a_row(3, "丙", Group.OVERDUE), a_row(2, "乙"), a_row(4, "丁", Group.THIS_WEEK))
    assert [model.row_of(card) for card in (1, 2, 3, 4)] == [-1, 3, 1, 5]
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    model.choose(Group.OVERDUE, "")
    assert model.cards() == (3,)
    model.choose(None, "丁")
    assert model.cards() == (4,)
    model.choose(None, "帕萨特")
    assert model.rowCount() == 0
    assert tester.model() is model


def test_five_hundred_rows_are_made_as_they_come_into_view(look: Theme, showroom: Showroom) -> None:
    model = WorkListModel()
    rows = tuple(a_row(card, f"客人{card}") for card in range(1, 501))
    model.show_rows(rows, lists.current(), THURSDAY, with_owner=False)
    assert model.rowCount() == 501
    assert model._painted == {}
    model.index(5).data()
    assert len(model._painted) == 1


def test_the_manager_is_told_who_saw_many_whole_numbers(
    open_window: OpenWindow, work: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revealed, "TOLD_FROM", 2)
    who = Prospect.get_by_id(card_of("林悦")).customer_id
    for _time in range(2):
        customer_facts.reveal_id(work.consultant, who, "上牌")
    (line,) = open_today(open_window(work), MANAGER).beside.revealed.lines
    assert line.words.text == "陈涛, 证件号码, 一小时内 2 次"
    assert not line.isEnabled(), "it stands for no card"
