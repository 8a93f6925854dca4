"""What holds for every page: names literal (V15), accessible names, nothing clipped, the place remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QTextDocumentFragment
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.errors import Unavailable
from showroom.models.staff import Staff
from showroom.rules.duties import Duty
from showroom.services import settings
from showroom.services.desk import Desk
from showroom.ui import entering
from showroom.ui.first_start.page import FirstStart
from showroom.ui.look.labels import Text, foldable
from showroom.ui.look.theme import Theme, current
from showroom.ui.places import ACCOUNT
from showroom.ui.window import Window
from tests.journeys.at_the_window import (
    answering,
    click,
    comes_anew,
    go_to,
    hear,
    labels,
    model,
    page,
    press,
    segment,
    settle,
    shell,
    sign_in,
    sign_in_page,
    toast,
    write_over,
)
from tests.journeys.conftest import OpenWindow
from tests.people import (
    ADMINISTRATOR,
    CLERK,
    CONSULTANT,
    FACTS,
    MANAGER,
    OTHER_CONSULTANT,
    PASSWORD,
    RECEPTIONIST,
    Showroom,
    correct,
    register_walk_in,
)

MARKUP = "<b>x</b><img src=y>"
TIP = Qt.ItemDataRole.ToolTipRole
SIZES = ((1440, 900), (1280, 720), (840, 470))


# -- every page of the program ------------------------------------------------------------------------


def signing_in(window: Window) -> QWidget:
    found = window.centralWidget()
    assert found is not None
    return found


def first_start(window: Window) -> QWidget:
    window._show_first_start()
    found = window.centralWidget()
    assert isinstance(found, FirstStart)
    return found


def a_forgotten_password(window: Window) -> QWidget:
    click(sign_in_page(window).forgot)
    found = window.centralWidget()
    assert found is not None
    return found


def asked_for_the_pin(window: Window) -> QWidget:
    page = sign_in_page(window)
    page._by_pin = tuple(one.user for one in page._colleagues)
    page.pick(page._colleagues[0])
    return page


def the_log(window: Window) -> QWidget:
    sign_in(window, "周敏")
    hear("王女士 13812345678")
    return window


def the_extended_log(window: Window) -> QWidget:
    sign_in(window, "周敏")
    click(page(window).bar.layouts.findChildren(QPushButton)[1])
    return window


def the_empty_log(window: Window) -> QWidget:
    sign_in(window, "周敏")
    press("PgUp", "PgUp")
    return window


def the_history(window: Window) -> QWidget:
    sign_in(window, "周敏")
    hear("王女士 13812345678")
    press("Return")
    write_over(window, 1, "note_and_model", "wants a car, " * 8)
    go_to(window, 1, "number")
    press("Ctrl+H")
    assert page(window).rows.history.isVisible()
    return page(window).rows.history


def the_bin(window: Window) -> QWidget:
    sign_in(window, "周敏")
    for reason in ("no reason to speak of, " * 4, "twice"):
        press("F2")
        hear("王女士 13812345678")
        press("Return")
        go_to(window, 1, "number")
        answering(reason)
        press("Del")
    page(window).rows.open_bin()
    return page(window).rows.bin


def the_empty_bin(window: Window) -> QWidget:
    sign_in(window, "周敏")
    page(window).rows.open_bin()
    return page(window).rows.bin


def the_tally(window: Window) -> QWidget:
    sign_in(window, "周敏")
    press("Ctrl+2", "PgUp")
    return window


def the_empty_tally_of_a_month(window: Window) -> QWidget:
    the_tally(window)
    month = (one for one in in_view(window, QPushButton) if one.accessibleName() in ("月表", "Month sheet"))
    click(next(month))
    press("PgUp")
    return window


def the_preview(window: Window) -> QWidget:
    sign_in(window, "周敏")
    press("Ctrl+P")
    return window


def no_page_but_ones_own(window: Window) -> QWidget:
    sign_in(window, "何洁")
    return window


def the_account(window: Window) -> QWidget:
    sign_in(window, "郭宇")
    shell(window).show_page(ACCOUNT)
    return window


PAGES = (
    signing_in,
    first_start,
    a_forgotten_password,
    asked_for_the_pin,
    the_log,
    the_extended_log,
    the_empty_log,
    the_history,
    the_bin,
    the_empty_bin,
    the_tally,
    the_empty_tally_of_a_month,
    the_preview,
    no_page_but_ones_own,
    the_account,
)
Open = Callable[[Window], QWidget]


@pytest.fixture(params=language.LANGUAGES)
def tongue(request: pytest.FixtureRequest, look: Theme) -> str:
    language.use(request.param)
    current().apply()
    code: str = request.param
    return code


def in_view(parent: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    return [one for kind in kinds for one in parent.findChildren(kind) if one.isVisible()]


# -- V15: what people are called is never markup ------------------------------------------------------


def as_shown(tip: str) -> str:
    """A tool tip as Qt shows it: it takes for rich text whatever looks like it."""
    if QtText.mightBeRichText(tip):
        return QTextDocumentFragment.fromHtml(tip).toPlainText()
    return tip


@pytest.fixture
def marked(morning: Showroom) -> Showroom:
    """A showroom in which everything a person may write holds markup."""
    with morning.administrator.work(Duty.KEEP_SETTINGS) as work:
        settings.write(work, replace(FACTS, dealer=f"恒远{MARKUP}", dealer_short=MARKUP))
    for user in (RECEPTIONIST, OTHER_CONSULTANT):
        person = Staff.get(Staff.user == user)
        with morning.administrator.work(Duty.KEEP_STAFF) as work:
            work.edit(Staff, person.id, person.revision, name=f"{person.name}{MARKUP}")
    row = register_walk_in(
        morning.reception,
        f"王{MARKUP}",
        "13711112222",
        note=f"对比{MARKUP}",
        area=MARKUP,
        received_by=f"李娜{MARKUP}",
    )
    correct(morning.reception, row.entry, note="改了")
    correct(morning.reception, row.entry, 2, note=f"又{MARKUP}", area="西湖")
    return morning


@pytest.fixture
def marked_window(marked: Showroom, open_window: OpenWindow) -> Window:
    window = open_window(marked)
    sign_in(window, f"周敏{MARKUP}")
    hear("13711112222")
    return window


def test_labels_and_tips_are_literal(marked_window: Window) -> None:
    settle()
    press("Ctrl+P")
    press("Esc")
    shell(marked_window).toast.say(MARKUP)
    literal = [one for one in marked_window.findChildren(QLabel) if one.text()]
    assert [one.text() for one in literal if one.textFormat() is not Qt.TextFormat.PlainText] == []
    assert any(MARKUP in one.text() for one in literal), "the test sees what it is about"
    tips = [as_shown(one.toolTip()) for one in marked_window.findChildren(QWidget)]
    told = [tip for tip in tips if "李娜" in tip]
    assert told, "the match's facts are in a tip"
    assert all(MARKUP in tip for tip in told)


def test_cells_and_their_history_are_literal(marked_window: Window) -> None:
    log = model(marked_window)
    texts = [str(log.index(0, place).data() or "") for place in range(log.columnCount())]
    assert any(f"王{MARKUP}" in text for text in texts)
    tips = [str(log.index(0, place).data(TIP) or "") for place in range(1, log.columnCount())]
    history = [tip for tip in tips if tip]
    assert history
    assert any(f"对比{MARKUP}" in as_shown(tip) for tip in history)
    assert all(f"周敏{MARKUP}" in as_shown(tip) for tip in history)
    assert any(MARKUP in as_shown(tip) and "又" not in as_shown(tip) for tip in history)


def test_a_refused_markup_is_literal_in_its_tip(marked_window: Window) -> None:
    log = model(marked_window)
    log.mark_wrong(log.entries[0].entry, "time", MARKUP, f"“{MARKUP}” is not a time")
    assert MARKUP in as_shown(str(log.index(0, 1).data(TIP)))


def test_titles_and_reasons_are_literal(marked_window: Window) -> None:
    assert MARKUP in marked_window.windowTitle()
    asked = answering(None)
    press("F2", "Down", "Down", "Return")
    assert asked
    click_again = [one for one in marked_window.findChildren(QLabel) if one.isVisible()]
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in click_again)


def test_histories_and_the_bin_are_literal(marked_window: Window) -> None:
    press("Esc")
    rows_of_log = page(marked_window).rows
    rows_of_log.open_history(model(marked_window).entries[0])
    assert literal_labels(rows_of_log.history)
    answering(f"错{MARKUP}")
    rows_of_log.take_off(model(marked_window).entries[0])
    rows_of_log.open_bin()
    assert literal_labels(rows_of_log.bin)


def literal_labels(parent: QWidget) -> list[str]:
    """The labels in view that hold markup, none of which takes it for more than words."""
    holding = [one for one in parent.findChildren(QLabel) if one.isVisible() and MARKUP in one.text()]
    assert [one.text() for one in holding if one.textFormat() is not Qt.TextFormat.PlainText] == []
    return [one.text() for one in holding]


def test_the_sign_in_page_is_literal(marked: Showroom, open_window: OpenWindow) -> None:
    window = open_window(marked)
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert any(MARKUP in label.text() for label in window.findChildren(QLabel))


# -- accessible names ---------------------------------------------------------------------------------


@pytest.mark.parametrize("go", PAGES)
def test_every_control_has_a_name(window: Window, go: Open) -> None:
    shown = go(window)
    settle()
    controls = in_view(shown, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
    assert controls
    nameless = [
        one
        for one in controls
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
        and not one.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_the_tables_and_the_pages_have_names(window: Window) -> None:
    the_log(window)
    assert page(window).table.accessibleName()
    press("Ctrl+P")
    assert shell(window).preview.well.accessibleName()


# -- nothing is clipped -------------------------------------------------------------------------------


def clipped(parent: QWidget) -> list[str]:
    """Words of labels, buttons and boxes in view that do not fit, or that lie outside what holds them."""
    found = []
    for one in in_view(parent, QLabel, QPushButton, QCheckBox):
        words = one.text()  # type: ignore[attr-defined]
        if not words:
            continue
        wanted, has = one.sizeHint(), one.size()
        wraps = isinstance(one, QLabel) and one.wordWrap()
        if wraps:
            # Wrapped as Qt wraps: also after the strokes of a path, and between Chinese signs.
            room = QRectF(0, 0, has.width(), 1e5)
            wide = QFontMetricsF(one.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, words).width()
            fits = has.height() >= one.heightForWidth(has.width()) and has.width() >= wide
        else:
            fits = has.width() >= wanted.width() and has.height() >= wanted.height()
        if not fits:
            found.append(f"{words!r} wants {wanted.toTuple()}, has {has.toTuple()}")
    return found


def test_the_control_clipped_words_are_seen(look: Theme, qtbot: QtBot) -> None:
    """A test that finds nothing must be able to find something."""
    nowhere_to_break = Text("showroom" * 9, wrap=True)
    for label in (Text("展厅来电登记"), Text("展厅来电登记表 请按时间填写", wrap=True), nowhere_to_break):
        qtbot.addWidget(label)
        holder = QWidget()
        qtbot.addWidget(holder)
        label.setParent(holder)
        label.setFixedSize(30, 18 if label is not nowhere_to_break else 400)
        holder.show()
        assert len(clipped(holder)) == 1


def test_a_window_that_closes_meanwhile_changes_no_language(window: Window) -> None:
    sign_in(window, "刘建国")
    window._use_language(language.ENGLISH)
    window.close()
    comes_anew()
    assert language.current() == "zh_CN"


class ShownWindows(QObject):
    """Remembers every widget that came into view as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("user", [RECEPTIONIST, CONSULTANT, MANAGER, CLERK, ADMINISTRATOR])
def test_nothing_flashes_up_beside_the_window_when_somebody_comes_in(
    qapp: QApplication, window: Window, user: str
) -> None:
    shown = ShownWindows()
    qapp.installEventFilter(shown)
    try:
        window.sign_in(user, PASSWORD)
        settle()
        assert shown.seen == []
        stray = QLabel("the control")
        stray.setVisible(True)
        assert shown.seen == ["QLabel"]
        stray.deleteLater()
    finally:
        qapp.removeEventFilter(shown)


def test_a_store_that_does_not_answer_while_the_language_changes_asks_who_is_there(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(window, "刘建国")
    asked = entering.entered

    def silent(_desk: Desk) -> NoReturn:
        raise Unavailable("E-DB-BUSY", "The store does not answer. Nothing was changed. Try again.")

    monkeypatch.setattr(entering, "entered", silent)
    window._use_language(language.ENGLISH)
    comes_anew()
    assert "does not answer" in " ".join(labels(sign_in_page(window)))
    assert window.updatesEnabled()
    monkeypatch.setattr(entering, "entered", asked)
    sign_in(window, "刘建国")
    window._use_language("zh_CN")
    comes_anew()
    assert shell(window).isVisible(), "the control"
    assert window.updatesEnabled()


@pytest.mark.parametrize("between", ["/", "\\"])
def test_a_long_path_goes_on_in_the_next_line(look: Theme, qtbot: QtBot, between: str) -> None:
    """Its folders part where they meet, also on Windows; a path that is one word is clipped."""
    path = between.join(["C:", *["showroom"] * 12])
    holder = QWidget()
    qtbot.addWidget(holder)
    label = Text(foldable(f"The store lies in {path}"), wrap=True, parent=holder)
    label.setFixedSize(160, 400)
    holder.show()
    assert clipped(holder) == []
    label.setText(path.replace(between, "_"))
    assert len(clipped(holder)) == 1


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
@pytest.mark.parametrize("go", PAGES)
def test_no_words_are_clipped(tongue: str, open_window: OpenWindow, go: Open, size: tuple[int, int]) -> None:
    window = open_window(size=size)
    shown = go(window)
    settle()
    assert (window.width(), window.height()) == size
    assert clipped(shown) == []


@pytest.mark.parametrize("go", PAGES)
def test_the_smallest_window_keeps_what_one_must_press(
    tongue: str, open_window: OpenWindow, go: Open
) -> None:
    """At 840 × 470 every button in view lies within the window."""
    window = open_window(size=SIZES[2])
    go(window)
    settle()
    outside = [
        one.accessibleName()
        for one in in_view(window, QPushButton)
        if one.mapTo(window, one.rect().topLeft()).x() < 0
        or one.mapTo(window, one.rect().topRight()).x() > window.width()
    ]
    assert outside == []


# -- English is complete ------------------------------------------------------------------------------

HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("go", PAGES)
def test_in_english_no_word_of_the_program_is_chinese(open_window: OpenWindow, look: Theme, go: Open) -> None:
    """Names of people and of the shop stay as they are."""
    language.use(language.ENGLISH)
    current().apply()
    window = open_window()
    shown = go(window)
    settle()
    names = {
        FACTS.dealer,
        "简体中文",
        "中文",
        "王丽",
        "王女士",
        "周敏",
        "陈涛",
        "李娜",
        "郭宇",
        "刘建国",
        "何洁",
    }
    said = [one.text() for one in in_view(shown, QLabel, QPushButton, QCheckBox)]  # type: ignore[attr-defined]
    said += [one.toolTip() for one in in_view(shown, QWidget)]
    said += [one.accessibleName() for one in in_view(shown, QWidget)]
    for words in said:
        left = words
        for name in names:
            left = left.replace(name, "")
        assert not HAN.search(left), words


# -- manners of the window ----------------------------------------------------------------------------


def test_the_place_of_the_window_is_remembered(open_window: OpenWindow) -> None:
    first = open_window(size=(1111, 777))
    first.close()
    second = open_window(size=(1111, 777))
    assert (second.width(), second.height()) == (1111, 777)
    assert second._remembered.get("window", "")


@pytest.mark.parametrize(
    ("room", "all_over"),
    [(QSize(1366, 728), True), (QSize(1440, 900), True), (QSize(1920, 1040), False)],
)
def test_a_screen_too_small_for_the_usual_size_is_filled(window: Window, room: QSize, all_over: bool) -> None:
    window.hide()
    window.open_up(room)
    assert window.isMaximized() is all_over


@pytest.mark.parametrize(("left", "all_over"), [((1111, 700), False), ((1600, 900), True)])
def test_a_window_opens_as_it_was_left_unless_the_screen_became_smaller(
    open_window: OpenWindow, left: tuple[int, int], all_over: bool
) -> None:
    open_window(size=left).close()
    again = open_window(size=left)
    again.hide()
    again.open_up(QSize(1366, 728))
    assert again.isMaximized() is all_over


def test_the_language_and_the_look_are_chosen_in_the_menu(window: Window) -> None:
    sign_in(window, "周敏")
    menu = shell(window).top.menu()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert set(language.NAMES.values()) <= set(words)
    next(action for action in menu.actions() if action.text() == "English").trigger()
    comes_anew()
    assert page(window).paper.title.text() == "Showroom Traffic Log"
    menu = shell(window).top.menu()
    next(action for action in menu.actions() if action.text() == "Dark").trigger()
    assert current().tokens.name == "dark"
    assert window._remembered.get("scheme", "") == "dark"
    next(action for action in menu.actions() if action.text() == "Light").trigger()
    next(action for action in shell(window).top.menu().actions() if "Lock" in action.text()).trigger()
    settle()
    assert window.shell is None


@pytest.mark.parametrize("name", ["en_US", "zh_CN", "tr_TR", "ar_EG", "de_DE"])
def test_the_locale_of_the_computer_changes_no_figure(
    open_window: OpenWindow, morning: Showroom, name: str
) -> None:
    """Figures and dates follow the program's own rules, and a dotless ı is a letter like others (V17)."""
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        window = open_window()
        sign_in(window, "周敏")
        hear("İıŞ 13911112222 2人 1005")
        press("Return")
        press("Ctrl+P")
        (stored,) = model(window).entries
        assert (stored.guest_name, stored.head_count) == ("İıŞ", 2)
        assert window.shell is not None
        assert window.shell.preview.page.text() == "1 / 1"
        assert "2026年3月5日" in page(window).paper.date.accessibleName()
        press("Esc")
        assert model(window).index(0, 1).data().startswith("10:38")
    finally:
        QLocale.setDefault(before)


def test_a_bug_while_closing_does_not_close_the_window(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is still there when the person has read the crash dialog (V3)."""
    sign_in(window, "周敏")
    hear("王女士 138")
    with monkeypatch.context() as broken:
        broken.setattr("showroom.services.drafts.keep", lambda *_anything, **_more: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            window.close()
    assert window.isVisible()
    assert shell(window).top.strip.text() == "王女士 138"
    assert window.close()


def test_the_calendar_and_the_layout_stay_usable_by_mouse(window: Window) -> None:
    sign_in(window, "周敏")
    click(segment(page(window).bar, "扩展"))
    assert page(window).extended
    click(segment(page(window).bar, "10 列"))
    assert not page(window).extended
    assert toast(window) == ""
