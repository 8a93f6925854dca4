"""Nasty texts in a real window: labels, tips, cells, menus, panels, titles say them word for word (V15)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from showroom import ui
from showroom.rules import text
from showroom.services import customers
from showroom.services.settings import Facts
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.fields import Field
from showroom.ui.look.labels import Text, in_menu, literal
from showroom.ui.look.theme import Theme
from showroom.ui.look.whole import Note
from showroom.ui.reason import ask_reason
from showroom.ui.sale_deeds import DEEDS, OF_ROWS
from showroom.ui.settings.list_section import ListSection
from showroom.ui.today_page import TodayPage
from showroom.ui.window import Window
from tests.faults.nasty import Trap
from tests.faults.nasty_cards import COMES_AT
from tests.faults.sinks import Seen, as_shown, told_by
from tests.journeys.at_the_window import (
    page,
    press,
    settle,
    shell,
    sign_in,
    sign_in_at_the_log,
    toast,
    todays_work,
    when_a_dialog_opens,
    write_over,
)
from tests.people import THURSDAY, Showroom, log_of, register_walk_in
from tests.ui.settings.at_the_settings import open_settings

pytestmark = pytest.mark.usefixtures("nothing_is_opened")


# Every list of words has the same form.
FORMS_SEEN = ("people", "car_model", "campaign")


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def morning(filled: Showroom) -> Showroom:
    """One process works on one store: the window's is the filled one."""
    return filled


@pytest.fixture
def open_filled(open_window: Any) -> Window:
    window: Window = open_window()
    return window


def test_the_front_desk_says_it_word_for_word(
    open_filled: Window, filled: Showroom, seen: Seen, names: list[str]
) -> None:
    seen.look()
    sign_in(open_filled, "周敏")
    at_the_log(open_filled, seen)
    every_row(open_filled, seen, names)
    every_match(open_filled, filled, seen, names)
    assert seen.wrong == set()
    for sink in ("label", "tip", "cell", "spoken", "field"):
        assert seen.missed(sink, names) == [], sink


def at_the_log(window: Window, seen: Seen) -> None:
    """The sheet in both layouts, who is on duty, what is missing, the menus, the bin, the help."""
    for extended in (False, True):
        page(window).show_extended(extended)
        settle()
        seen.look()
    page(window).closing.open()
    settle()
    seen.look()
    page(window).closing.panel.close_panel()
    page(window).rows.open_bin()
    seen.look()
    page(window).rows.bin.close_panel()
    shell(window).show_help()
    shell(window).show_help()
    open_menus(window, seen)


# -- cards: what waits today, the card, the order, the person, who is expected, what reminds ------------


def test_the_work_of_today_says_it_word_for_word(
    open_filled: Window, filled: Showroom, seen: Seen, names: list[str]
) -> None:
    """The rows with their last words, the column beside them, the line in hand with its logger open."""
    sign_in(open_filled, "陈涛")
    today = todays_work(open_filled)
    seen.look()
    for name in names[:6]:
        today.list.go_to_row(next(row for row in rows_of(today) if today.model.record(row).name == name))
        press("Return")
        today.logger.form.said.setPlainText(name)
        today.logger.form.reason.setText(name)
        today.logger.form.facts.show()
        seen.look(today)
        press("Esc")
    assert seen.wrong == set()
    assert seen.missed("cell", names) == []
    assert seen.missed("field", names[:6]) == []
    for name in (" ", "·", "shan", "%", "\\", "*", "<b>"):
        today.head.filter.setText(name)
        settle()
    shell(open_filled).show_page("customers")
    settle()
    seen.look()
    assert seen.wrong == set()


def rows_of(today: TodayPage) -> list[int]:
    return [row for row in range(today.model.rowCount()) if today.model.record(row) is not None]


def test_a_card_says_it_word_for_word(
    open_filled: Window, filled: Showroom, seen: Seen, names: list[str]
) -> None:
    """The sheet, the time line, the order, the person, the level, the forms of the sale."""
    sign_in(open_filled, "陈涛")
    cards = {row.name: row.prospect for row in todays_work(open_filled).day.rows}
    for name in names:
        shell(open_filled).show_card(cards[name], ())
        settle()
        seen.look()
    open_panels(open_filled, seen)
    assert seen.wrong == set()
    for sink in ("field", "label", "spoken"):
        assert seen.missed(sink, names) == [], sink


def open_panels(window: Window, seen: Seen) -> None:
    """Every panel that lies over the card in view."""
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    for open_one in (card.acts.open_person, card.acts.open_level, card.acts.ask_new, card.acts.log):
        open_one()
        settle()
        seen.look()
        press("Esc")
    card.acts.sale.sure = lambda _parent: True
    for deed in DEEDS:
        if deed not in OF_ROWS:
            card.acts.sale.begin(deed)
            settle()
            seen.look()
            press("Esc")
    for cell in card.form.sales.to_correct().values():
        cell.lines[0].click()
        settle()
        seen.look()
        press("Esc")


def test_who_is_expected_is_said_word_for_word(
    open_filled: Window, filled: Showroom, seen: Seen, names: list[str]
) -> None:
    sign_in(open_filled, "周敏")
    seen.look()
    guests = page(open_filled).expected
    for guest in guests.guests:
        for told in told_by(guests.menu_of(guest)):
            seen.hear(told)
    assert seen.wrong == set()
    assert seen.missed("label", names) == []


def test_a_reminder_says_it_as_it_is(open_filled: Window, filled: Showroom, names: list[str]) -> None:
    """The system is given words; what it makes of them is its own, so nobody is named with a mark in it."""
    shown: list[str] = []
    sign_in(open_filled, "陈涛")
    open_filled.reminders._tray = Board(shown)
    filled.on(THURSDAY, COMES_AT.hour - 1, 46)
    open_filled.reminders.look()
    together = "\n".join(shown)
    assert [one for one in names if one not in together] == []


@pytest.mark.parametrize(
    ("name", "spellings"),
    [("单雄", ("shanx", "danx", "sx", "dx")), ("曾国", ("zengg", "cengg")), ("张伟", ("zhangw", "zw"))],
)
def test_the_filters_of_cards_know_every_reading(
    window: Window, morning: Showroom, name: str, spellings: tuple[str, ...]
) -> None:
    """M15: today's work and the register; the control is somebody else, who goes."""
    morning.on(THURSDAY - timedelta(7), 9)
    for who, phone in ((name, "13800001111"), ("李四", "13800002222")):
        register_walk_in(morning.reception, who, phone, received_by="陈涛", level="A")
    morning.on(THURSDAY, 10)
    sign_in(window, "陈涛")
    today = todays_work(window)
    assert len(rows_of(today)) > 30
    for spelling in spellings:
        today.head.filter.setText(spelling)
        shown = {today.model.record(row).name for row in rows_of(today)}
        assert (name in shown, "李四" in shown) == (True, False), spelling
        ids = customers.ids(shell(window).desk, spelling)
        found = {one.name for one in customers.page(shell(window).desk, ids, spelling).values()}
        assert (name in found, "李四" in found) == (True, False), spelling


class Board:
    """Stands for the tray of the system."""

    def __init__(self, shown: list[str]) -> None:
        self._shown = shown

    def show_message(self, _title: str, words: str) -> None:
        self._shown.append(words)


def open_menus(window: Window, seen: Seen) -> None:
    log_page = page(window)
    menus = [log_page.rows.menu.menu(), shell(window).top.menu(), log_page.day_desk.weather_menu()]
    for person in log_page.rotation.people:
        menus.append(log_page.rotation.menu(person.line))
    for menu in menus:
        if menu is not None:
            for told in told_by(menu):
                seen.hear(told)


def every_row(window: Window, seen: Seen, names: list[str]) -> None:
    """The details and the past of whoever bears such a name."""
    log_page = page(window)
    for row in log_page.model.entries:
        if row.guest_name not in names:
            continue
        log_page.visits.open_visit(row)
        seen.look(log_page.visits.panel)
        log_page.visits.panel.close_panel()
        log_page.rows.open_history(row)
        seen.look(log_page.rows.history)
        log_page.rows.history.close_panel()


def every_match(window: Window, filled: Showroom, seen: Seen, names: list[str]) -> None:
    """Whoever is found by a number, and what the pencil says of a line of such words."""
    for row in log_of(filled.reception).rows:
        if row.phones and row.guest_name in names:
            shell(window).top.strip.setText(f"{row.phones[0]} {row.guest_name}")
            settle()
            seen.look(page(window).panel, shell(window).chips)
    shell(window).top.strip.setText("")


def test_the_manager_and_the_administrator_read_the_same_words(
    open_filled: Window, seen: Seen, names: list[str]
) -> None:
    sign_in_at_the_log(open_filled, "刘建国")
    for place in ("duty_plan", "traffic_tally", "prospects", "level_grid", "handover"):
        shell(open_filled).show_page(place)
        settle()
        seen.look()
    shell(open_filled).lock_wanted.emit()
    settle()
    sections = every_section(open_filled, seen)
    assert len(sections) == 19
    assert seen.wrong == set()
    for sink in ("cell", "tip", "field"):
        assert seen.missed(sink, [one for one in names if one != "＝1+1"]) == [], sink


def every_section(window: Window, seen: Seen) -> list[str]:
    """Each section of the settings, and the form of each of its lines."""
    settings = open_settings(window)
    keys = list(settings._entries)
    for key in keys:
        settings.show_section(key)
        settle()
        seen.look(settings.section)
        if isinstance(settings.section, ListSection) and key in FORMS_SEEN:
            for line in settings.section._lines:
                settings.section._choose(line.key)
                settings.section._open_chosen()
                seen.look(settings.section.panel)
    return keys


def test_dialogs_toasts_and_titles_say_a_text_as_it_is(
    open_filled: Window, seen: Seen, names: list[str]
) -> None:
    sign_in(open_filled, "周敏")
    for words in names:
        dialog = Dialog(open_filled, words, f"{words}\n{words}", words)
        dialog.add_button("", "确定", safe=True)
        dialog.show()
        seen.look(dialog)
        dialog.close()
        dialog.deleteLater()
        shell(open_filled).toast.say(words, "撤销")
        seen.look(shell(open_filled).toast)
        open_filled._show_dealer(Facts(words))
        assert open_filled.windowHandle().title() == f"Showroom　{words}"
    assert seen.wrong == set()
    assert seen.missed("label", names) == []
    assert seen.missed("spoken", names) == []


def test_undo_in_the_menu_names_the_guest_letter_by_letter(open_filled: Window) -> None:
    sign_in(open_filled, "周敏")
    for words in ("<b>粗</b><br>a<b", "&amp;&lt;b&gt; A&B &", "{name} {0} %s [*]"):
        register_walk_in(shell(open_filled).desk, words)
        menu = shell(open_filled).top.menu()
        told = [told for told in told_by(menu) if told.sink == "menu"]
        assert [one.wrong for one in told if one.wrong] == []
        assert any(words[:12] in one.words for one in told), words


# -- the controls: what Qt makes of the same words by itself --------------------------------------------


def test_a_bare_label_is_read_as_markup_and_opens_the_picture(trap: Trap, look: Theme, qtbot: QtBot) -> None:
    words = trap.kept()["Q2 picture of a file"]
    for label, opened in ((Text(words), False), (QLabel(words), True)):
        qtbot.addWidget(label)
        label.show()
        label.grab()
        assert trap.touched is opened
        assert any(told.wrong for told in told_by(label)) is opened


@pytest.mark.parametrize("name", ["M8 tags", "M8 entities", "Q2 picture of a file"])
def test_a_bare_tip_is_read_as_markup(trap: Trap, look: Theme, qtbot: QtBot, name: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    words = trap.kept()[name]
    for tip, shown in ((literal(words), words), (words, None)):
        widget.setToolTip(tip)
        assert (as_shown(widget.toolTip()) == words) is (shown is not None)
        assert any(told.wrong for told in told_by(widget)) is (shown is None)


def test_a_bare_menu_and_a_bare_button_make_keys_of_a_name(look: Theme, qtbot: QtBot) -> None:
    for words, wrong in (("A&B", True), (in_menu("A&B"), False)):
        menu, button = QMenu(), QPushButton(words)
        qtbot.addWidget(button)
        menu.addAction(words)
        for widget in (menu, button):
            assert any(told.wrong for told in told_by(widget)) is wrong
        menu.deleteLater()


def test_a_bare_title_loses_a_part_of_a_name(look: Theme, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setWindowTitle("恒远[*]店")
    widget.show()
    assert widget.windowHandle().title() == "恒远店"


def test_a_message_box_is_noticed(look: Theme, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    assert any(told.wrong for told in told_by(box))


# -- M12: what is pasted comes whole or not at all -----------------------------------------------------


LONG = {"a megabyte": "x" * 1_000_000, "ten thousand lines": "行\n" * 10_001, "a little more": "x" * 10_001}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dialogs that were opened; nobody has to answer them."""
    told: list[str] = []
    monkeypatch.setattr(Dialog, "ask", lambda dialog: told.append(dialog.question) or "")
    return told


def paste(field: QWidget, words: str) -> None:
    """Ctrl+V at the end of a field."""
    field.window().activateWindow()
    settle()
    field.setFocus()
    QGuiApplication.clipboard().setText(words)
    press("Ctrl+End", "Ctrl+V")
    settle()


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_a_long_paste_into_the_strip_is_refused_whole(window: Window, told: list[str], words: str) -> None:
    sign_in(window, "周敏")
    strip = shell(window).top.strip
    strip.setText("王女士 ")
    paste(strip, words)
    assert (strip.text(), len(told)) == ("王女士 ", 1)
    paste(strip, "13800138000")
    assert (strip.text(), len(told)) == ("王女士 13800138000", 1)


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
@pytest.mark.parametrize("kind", [Field, Note])
def test_a_long_paste_into_a_field_or_a_note_is_refused_whole(
    window: Window, qtbot: QtBot, told: list[str], words: str, kind: Any
) -> None:
    field = kind(parent=window)
    field.show()
    text_of = field.text if kind is Field else field.toPlainText
    paste(field, words)
    assert (text_of(), len(told)) == ("", 1)
    paste(field, "王女士")
    assert (text_of(), len(told)) == ("王女士", 1)


def test_qt_by_itself_cuts_a_line_and_swallows_a_page(look: Theme, qtbot: QtBot) -> None:
    """The control: half of what was pasted stands in a line, all of it in a page of text."""
    line, several = QLineEdit(), QPlainTextEdit()
    for field in (line, several):
        qtbot.addWidget(field)
    QGuiApplication.clipboard().setText(LONG["ten thousand lines"] * 2)
    line.paste()
    several.paste()
    assert 0 < len(line.text()) < len(LONG["ten thousand lines"]) * 2
    assert len(several.toPlainText()) > text.NOTE_AT_MOST


@pytest.mark.parametrize("words", ["错\x00行", "错" * 201], ids=["M9", "M12"])
def test_a_reason_that_cannot_be_taken_is_refused_before_the_dialog_goes(window: Window, words: str) -> None:
    sign_in(window, "周敏")
    seen_there: list[tuple[str, bool]] = []

    def write(dialog: QWidget) -> None:
        field = dialog.findChildren(QLineEdit)[0]
        field.setText(words)
        ok = next(one for one in dialog.findChildren(QPushButton) if one.text() == "确定")
        told = [one.text() for one in dialog.findChildren(Text) if one.property("role") == "error"]
        seen_there.append((told[0], ok.isEnabled()))
        field.setText("重复登记")
        press("Return")

    when_a_dialog_opens(write)
    assert ask_reason(window, "为什么", "为什么删除这一行？") == "重复登记"
    ((sentence, enabled),) = seen_there
    assert sentence
    assert not enabled


def test_weather_and_reasons_that_cannot_be_taken_end_no_program(window: Window) -> None:
    """They were a bug once (E-BUG): a rule's refusal that no page knew."""
    sign_in_at_the_log(window, "刘建国")
    log_page = page(window)
    log_page.day_desk._write_weather("晴" * 41)
    settle()
    assert "41" in toast(window)
    log_page.day_desk._write_weather("多云\x00")
    settle()
    assert "无法保存" in toast(window)


def test_what_was_cleaned_is_said(window: Window) -> None:
    """M4, M5, N3: from the strip and from a cell; the control is a guest nothing was taken from."""
    sign_in(window, "周敏")
    for line, said in (
        ("钱七 13800138001", ""),
        ("李\u200b四 13800138002", "已去掉看不见的字符。"),
        ("赵六 \u202d１３８００１３８００３\u202c", "全角数字已转为半角。已去掉看不见的字符。"),
    ):
        shell(window).top.strip.setText(line)
        page(window).writing.register()
        settle()
        assert "已登记" in toast(window), toast(window)
        assert toast(window).endswith(said)
        assert ("已去掉" in toast(window)) == ("已去掉" in said)
    assert [one.guest_name for one in page(window).model.entries][-3:] == ["钱七", "李四", "赵六"]
    write_over(window, 1, "guest", "张\u200b三丰")
    assert toast(window).endswith("已去掉看不见的字符。")


# -- the source ---------------------------------------------------------------------------------------

# What guesses markup, cuts a paste or takes one of any size; each has one room in which it may be used.
GUESSING = re.compile(
    r"\b(QLabel|QPlainTextEdit|QTextEdit|QTextBrowser|QTextDocument|QMessageBox|QInputDialog)\s*\(|\.setHtml\("
)
THEIR_ROOMS = ("look/labels.py", "look/whole.py")


def guessing(source: str) -> list[str]:
    return [match[0] for match in GUESSING.finditer(source)]


def test_nothing_that_guesses_is_used_bare() -> None:
    folder = Path(ui.__file__).parent
    sources = {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.py")}
    assert {name: found for name, source in sources.items() if (found := guessing(source))}.keys() <= set(
        THEIR_ROOMS
    )
    assert guessing("box = QMessageBox(self)") == ["QMessageBox("]
