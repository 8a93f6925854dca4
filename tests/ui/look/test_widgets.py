"""The small widgets keep their manners: plain text, no stolen focus, one choice, names for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFocusFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from showroom.ui.look import theme
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.chips import Chip
from showroom.ui.look.dress import dress
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field, Strip
from showroom.ui.look.labels import Hairline, Role, Section, Text
from showroom.ui.look.sheet import Panel, Sheet
from showroom.ui.look.tags import Avatar, Badge, KeyCap, Seal, Status, Tally
from showroom.ui.look.theme import Scheme, Theme
from showroom.ui.look.toast import Toast
from showroom.ui.look.tokens import CONTROL, DARK, LIGHT, STRIP

from .gallery import Gallery

# The offscreen platform says so whenever a window with a fixed size is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_theme_is_one(look: Theme, qapp: QApplication) -> None:
    assert dress(qapp) is look is theme.current()


def test_choosing_dark_tells_the_painters(look: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose(Scheme.DARK)
    assert look.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.desk.lower()
    look.choose(Scheme.SYSTEM)
    assert look.tokens in (LIGHT, DARK)


def test_a_text_never_reads_markup(look: Theme, qtbot: QtBot) -> None:
    plain = Text("<b>王丽</b>")
    qtbot.addWidget(plain)
    assert plain.textFormat() is Qt.TextFormat.PlainText
    narrow = Text("王丽")
    qtbot.addWidget(narrow)
    assert plain.sizeHint().width() > 2 * narrow.sizeHint().width()


def test_a_role_changes_how_words_look(look: Theme, qtbot: QtBot) -> None:
    words = Text("营业日报表", Role.TITLE)
    qtbot.addWidget(words)
    words.ensurePolished()
    assert (words.font().pixelSize(), words.font().weight()) == (19, 700)
    assert words.font().letterSpacing() == 3
    words.set_role(Role.HINT)
    assert (words.font().pixelSize(), words.font().weight()) == (12, 400)


def test_controls_have_their_heights_and_grow(look: Theme, qtbot: QtBot) -> None:
    button, field, strip = Button("打印"), Field(), Strip("转到", "search", "Ctrl K")
    for widget in (button, field, strip):
        qtbot.addWidget(widget)
    assert [w.sizeHint().height() for w in (button, field, strip)] == [CONTROL, CONTROL, STRIP]
    look.set_text(150)
    assert min(w.sizeHint().height() for w in (button, field, strip)) > CONTROL


def test_a_button_without_a_word_is_named_by_its_tip(look: Theme, qtbot: QtBot) -> None:
    button = Button("", Kind.QUIET, icon="print", tip="打印")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "打印"


def test_segments_hold_one_choice(look: Theme, qtbot: QtBot) -> None:
    segments = Segments([("ten", "10 列"), ("more", "扩展")])
    qtbot.addWidget(segments)
    assert segments.current() == "ten"
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.choose("more")
    assert (segments.current(), told) == ("more", [])
    qtbot.mouseClick(segments.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert (segments.current(), told) == ("ten", ["ten"])
    segments.set_choices([("a", "A 面"), ("b", "B 面")])
    assert segments.current() == "a"


def test_longer_words_of_segments_are_measured_at_once(look: Theme, qtbot: QtBot) -> None:
    """The head that holds them decides at once what still has room."""
    segments = Segments([("all", "0")])
    qtbot.addWidget(segments)
    segments.show()
    before = segments.sizeHint().width()
    segments.set_choices([("all", "0"), ("overdue", "Overdue 12"), ("tomorrow", "Tomorrow 3")])
    assert segments.sizeHint().width() > 3 * before


def test_segments_of_one_letter_are_chosen_by_it(look: Theme, qtbot: QtBot) -> None:
    segments = Segments([("H", "H"), ("A", "A")])
    qtbot.addWidget(segments)
    segments.choose_none()
    assert segments.current() == "", "nothing looks chosen that nobody chose"
    told: list[str] = []
    segments.chosen.connect(told.append)
    with qtbot.waitExposed(segments):
        segments.show()
    segments.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "xa")
    assert (segments.current(), told) == ("A", ["A"])


def test_a_refused_field_keeps_its_text_and_says_why(look: Theme, qtbot: QtBot) -> None:
    field = Field("138 0013 80", name="家庭电话")
    qtbot.addWidget(field)
    field.set_invalid("少 1 位")
    assert (field.text(), field.accessibleDescription()) == ("138 0013 80", "少 1 位")
    field.set_invalid("")
    assert not field.property("invalid")


def test_a_masked_field_has_an_eye(look: Theme, qtbot: QtBot) -> None:
    field = Field("138****8000", name="电话")
    qtbot.addWidget(field)
    eye = field.show_eye("查看完整号码")
    with qtbot.waitSignal(eye.triggered):
        eye.trigger()
    look.choose(Scheme.DARK)
    assert field.palette().color(QPalette.ColorRole.Text).name() == DARK.t2.lower()


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = Field("138", name="电话")
        self.button = Button("保存", Kind.PRIMARY, keys="Ctrl S")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.resize(800, 600)


@pytest.fixture
def window(look: Theme, qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def test_the_ring_follows_the_keyboard_only(window: Page, qtbot: QtBot) -> None:
    def rings() -> list[QWidget]:
        return [frame.widget() for frame in window.findChildren(QFocusFrame) if frame.widget()]

    window.button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: rings() == [window.button])
    window.field.setFocus()
    qtbot.waitUntil(lambda: rings() == [])
    qtbot.mousePress(window.button, Qt.MouseButton.LeftButton)
    assert rings() == []
    qtbot.mouseRelease(window.button, Qt.MouseButton.LeftButton)


def test_a_toast_never_takes_the_focus_and_goes(window: Page, qtbot: QtBot) -> None:
    window.field.setFocus()
    toast = Toast(window)
    toast.say("已登记 徐先生(第 8 行)", "撤销", 1)
    assert toast.isVisible()
    assert window.focusWidget() is window.field
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=3000)


def test_a_long_message_goes_on_in_further_lines(window: Page, look: Theme) -> None:
    window.resize(600, 300)
    toast = Toast(window)
    toast.say("已登记", "撤销")
    one_line = toast.height()
    toast.say(
        "现在不能这样做：刘建国已做了更新的操作。没有改动任何内容，请先撤销那一步，或直接更正这一行。" * 2
    )
    assert toast.height() > one_line
    assert toast.x() >= 0
    assert toast.geometry().right() <= window.width()


def test_a_toast_waits_while_it_is_read(window: Page, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("已登记", "撤销", 1)
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    qtbot.wait(1300)
    assert toast.isVisible()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=3000)


def test_the_verb_of_a_toast_acts_once(window: Page, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("已登记", "撤销")
    with qtbot.waitSignal(toast.acted):
        qtbot.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_toast_fades_when_motion_is_on(window: Page, qtbot: QtBot, look: Theme) -> None:
    look.motion = True
    toast = Toast(window)
    toast.say("已登记")
    qtbot.waitUntil(lambda: toast.opacity() == 1.0, timeout=2000)
    window.resize(700, 500)
    toast.dismiss()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


def test_a_removable_chip_is_clicked_away(look: Theme, qtbot: QtBot) -> None:
    chip = Chip("李娜", "顾问", removable=True)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "顾问 李娜"
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("percent", [90, 100, 150])
def test_everything_draws_in_every_look(look: Theme, qtbot: QtBot, scheme: Scheme, percent: int) -> None:
    look.choose(scheme)
    look.set_text(percent)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    qtbot.addWidget(panel := Panel())
    panel.resize(200, 200)
    assert not panel.grab().isNull()
    assert not gallery.grab().isNull()


def test_marks_have_names(look: Theme, qtbot: QtBot) -> None:
    made = [
        Badge("H"),
        Status("逾期", "overdue", "red"),
        KeyCap("F2"),
        Avatar("周敏"),
        Tally(7),
        Seal("已封", "3.05"),
    ]
    for widget in made:
        qtbot.addWidget(widget)
    assert [widget.accessibleName() for widget in made] == ["H", "逾期", "F2", "周敏", "7", "已封 3.05"]
    badge = made[0]
    assert isinstance(badge, Badge)
    badge.set_level("A")
    assert badge.accessibleName() == "A"


def test_rows_and_rules_take_the_width_there_is(look: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    line, section, sheet = Hairline(), Section("此刻在店", "3", "共 5 人"), Sheet()
    for widget in (line, section, sheet):
        layout.addWidget(widget)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    assert line.width() == section.width() == sheet.width()
    assert sheet.paper_rect().width() < sheet.width()


def test_buttons_of_qt_dialogs_are_dressed_too(look: Theme, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.sizeHint().height() for button in box.buttons()} == {CONTROL}


def test_a_press_into_a_filled_field_takes_all_of_it(look: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    other, field = Field("萧山"), Field("滨江")
    column.addWidget(other)
    column.addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(other.hasFocus)
    middle = field.rect().center()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=middle)
    assert field.selectedText() == "滨江"
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=middle)
    assert field.selectedText() == "", "the second press sets the pen"
