"""What people do at the window, in their own verbs: look, press, hear and write down, pick, read.

Keys go to the window as the platform sends them, so that shortcuts, popups and dialogs take their part;
what is no key (Chinese, full-width signs) comes as an input method commits it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from showroom.ui.cells import Cell, CellRole
from showroom.ui.form_table import FormTable
from showroom.ui.look.dialog import Dialog
from showroom.ui.scanner import GAP
from showroom.ui.shell import Shell
from showroom.ui.sign_in_page import SignInPage
from showroom.ui.today_page import TodayPage
from showroom.ui.traffic_log_model import TrafficLogModel
from showroom.ui.traffic_log_page import TrafficLogPage
from showroom.ui.window import Window
from tests.people import PASSWORD

LEFT = Qt.MouseButton.LeftButton


# -- keys and words -----------------------------------------------------------------------------------


def press(*keys: str) -> None:
    """Press keys one after another, as they are named on the keyboard: "Tab", "Ctrl+S", "PgDown"."""
    for name in keys:
        sequence = QKeySequence(name)
        assert sequence.count() == 1, name
        combination = sequence[0]
        QTest.keyClick(focus_window(), combination.key(), combination.keyboardModifiers())
        _let_go()
        settle()


def _let_go() -> None:
    """A hand is slower than a scanner: a digit that could begin a code is only a digit by now."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Window) and isinstance(window.shell, Shell):
            window.shell.opening.scanner.let_go()


def scan(digits: str, end: str = "Return") -> None:
    """A scanner types what it read, at once, and ends it as it was told to; nobody waits between."""
    scanner = shell(our_window()).opening.scanner
    scanner.gap = 600_000
    for digit in digits:
        QTest.keyClick(focus_window(), Qt.Key(int(Qt.Key.Key_0) + int(digit)))
    QTest.keyClick(focus_window(), QKeySequence(end)[0].key())
    scanner.gap = GAP
    settle()


def our_window() -> Window:
    """The window of the program."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())


def settle() -> None:
    """What the program put off until it has a moment is done: layouts, repaints, deferred calls."""
    QApplication.processEvents()


def comes_anew() -> None:
    """All that was in view has gone, and has come again in another language or size."""
    settle()
    settle()


def focus_window() -> Any:
    """The window that has the keyboard: ours, or a dialog over it.

    Off screen nobody gives the keyboard back when a dialog or a list closes, as a window system does.
    """
    current = QGuiApplication.focusWindow()
    if current is None or not current.isVisible():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Window) and window.isVisible():
                window.activateWindow()
        settle()
    found = QGuiApplication.focusWindow()
    assert found is not None, "no window has the keyboard"
    return found


def hear(text: str) -> None:
    """Write down what was said, where the pen is: keys for ASCII, an input method for everything else."""
    for ascii_only, letters in groupby(text, str.isascii):
        part = "".join(letters)
        if ascii_only:
            for letter in part:
                QTest.keyClicks(pen(), letter)
        else:
            compose(part)
            commit(part)
    settle()


def pen() -> QWidget:
    """The widget that is written on."""
    focus_window()
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def compose(preedit: str) -> None:
    """An input method shows what it is about to write."""
    assert QApplication.focusObject() is not None, "nothing has the focus"
    QApplication.sendEvent(QApplication.focusObject(), QInputMethodEvent(preedit, []))


def commit(text: str) -> None:
    """An input method writes."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusObject(), event)


def click(widget: QWidget) -> None:
    """Press a button with the mouse."""
    assert widget.isVisible(), f"{widget.accessibleName()!r} is not in view"
    assert widget.isEnabled(), f"{widget.accessibleName()!r} cannot be pressed"
    QTest.mouseClick(widget, LEFT)
    settle()


def segment(parent: QWidget, word: str) -> QPushButton:
    """The button with this word."""
    return next(button for button in parent.findChildren(QPushButton) if button.text() == word)


def labels(parent: QWidget) -> list[str]:
    """Every text in view on labels."""
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible() and label.text()]


# -- signing in ---------------------------------------------------------------------------------------


def sign_in(window: Window, name: str, password: str = PASSWORD) -> Shell:
    """Pick the tile with one's name, type the password, Enter."""
    page = sign_in_page(window)
    if page.chosen.accessibleName() != name:
        tiles = [tile for tile in page._tiles if tile.colleague and tile.colleague.name == name]
        click(tiles[0])
    hear(password)
    press("Return")
    return shell(window)


def sign_in_at_the_log(window: Window, name: str) -> Shell:
    """The same by somebody who starts elsewhere and goes to the traffic log."""
    found = sign_in(window, name)
    found.show_log()
    settle()
    return found


def begin_to_sign_in(window: Window, name: str) -> None:
    """The same where a worker answers: the shell comes with its answer."""
    page = sign_in_page(window)
    page.pick(next(one for one in page._colleagues if one.name == name))
    page.chosen.password.setFocus()
    hear(PASSWORD)
    press("Return")


def sign_in_page(window: Window) -> SignInPage:
    page = window.centralWidget()
    assert isinstance(page, SignInPage)
    return page


def shell(window: Window) -> Shell:
    """What a signed-in person sees."""
    assert window.shell is not None, labels(window)
    return window.shell


def comes_in(window: Window, name: str) -> None:
    """By Alt and the number of the tile."""
    names = [one.name for one in sign_in_page(window)._colleagues]
    place = names.index(name)
    if place:
        press(f"Alt+{place + 1}")
    hear(PASSWORD)
    press("Return")
    assert window.shell is not None


def tab_to(kind: type, wanted: str, most: int = 40) -> None:
    """Tab until the focus lies on a widget of this kind whose name holds these words."""
    for _step in range(most):
        here = pen()
        if isinstance(here, kind) and wanted in here.accessibleName():
            return
        press("Tab")
    raise AssertionError(f"Tab does not reach {wanted!r}")


# -- the work of today --------------------------------------------------------------------------------


def todays_work(window: Window) -> TodayPage:
    """Where consultants and managers start."""
    found = shell(window).page
    assert isinstance(found, TodayPage), type(found)
    return found


def waiting(window: Window) -> list[str]:
    """Who waits, in the order of the list; what was done a moment ago is not among them."""
    model = todays_work(window).model
    records = (model.record(row) for row in range(model.rowCount()))
    return [record.name for record in records if record is not None and record.done_at is None]


def work_line(window: Window, name: str) -> str:
    """The line of somebody on the list, as who cannot see it hears it."""
    model = todays_work(window).model
    for row in range(model.rowCount()):
        record = model.record(row)
        if record is not None and record.name == name:
            return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
    raise AssertionError(f"{name} is not on the list")


def go_to_card(window: Window, name: str) -> None:
    """By the arrow keys to somebody on the list."""
    found = todays_work(window).list
    press("Home")
    for _step in range(found.model().rowCount()):
        record = found.current
        if record is not None and record.name == name:
            return
        press("Down")
    raise AssertionError(f"the arrow keys do not reach {name}")


def beside_the_work(window: Window) -> list[str]:
    """Everything the column beside the list says."""
    return [
        words
        for child in todays_work(window).column.findChildren(QWidget)
        if child.isVisible() and (words := child.accessibleName())
    ]


# -- the traffic log ----------------------------------------------------------------------------------


def page(window: Window) -> TrafficLogPage:
    return shell(window).log


def table(window: Window) -> FormTable:
    return page(window).table


def model(window: Window) -> TrafficLogModel:
    return page(window).model


def row(window: Window, number: int) -> dict[str, str]:
    """One row of the sheet by the keys of its columns, as it is read on the screen."""
    log = model(window)
    return {column.key: log.index(number - 1, place).data() or "" for place, column in enumerate(log.columns)}


def assert_reads(shown: Mapping[str, object], **cells: object) -> None:
    """These cells of a row, or figures of the totals, read so."""
    assert {key: shown[key] for key in cells} == cells


def rows(window: Window) -> list[dict[str, str]]:
    """Every registered row."""
    return [row(window, number + 1) for number in range(len(model(window).entries))]


def column(window: Window, key: str) -> int:
    return next(place for place, one in enumerate(model(window).columns) if one.key == key)


def cell(window: Window, number: int, key: str) -> Cell:
    """How a cell is painted."""
    found: Cell = model(window).index(number - 1, column(window, key)).data(CellRole.CELL)
    return found


def tip(window: Window, number: int, key: str) -> str:
    """What the cell says under the pointer."""
    return str(model(window).index(number - 1, column(window, key)).data(Qt.ItemDataRole.ToolTipRole) or "")


def open_cell(window: Window, number: int, key: str) -> QLineEdit:
    """Double-click a cell to write in it."""
    sheet = table(window)
    place = point_of(window, number, key)
    QTest.mouseClick(sheet.viewport(), LEFT, pos=place)
    QTest.mouseDClick(sheet.viewport(), LEFT, pos=place)
    editor = pen()
    assert isinstance(editor, QLineEdit), f"the cell {key} of row {number} does not open"
    assert sheet.isAncestorOf(editor), f"the cell {key} of row {number} does not open"
    return editor


def point_of(window: Window, number: int, key: str) -> QPoint:
    """Where a cell lies."""
    index = model(window).index(number - 1, column(window, key))
    return table(window).visualRect(index).center()


def go_to(window: Window, number: int, key: str) -> None:
    """Click a cell once."""
    QTest.mouseClick(table(window).viewport(), LEFT, pos=point_of(window, number, key))


def write_over(window: Window, number: int, key: str, text: str) -> None:
    """Correct a cell: click it, write over what stands there, Enter."""
    open_cell(window, number, key).selectAll()
    hear(text)
    press("Return")


def totals(window: Window) -> dict[str, int]:
    """The line of totals under the sheet."""
    words = [figure.accessibleName().rpartition(" ") for figure in page(window).paper.totals._figures]
    return {word: int(count) for word, _space, count in words if count.isdecimal()}


def chips(window: Window) -> list[str]:
    """What the line under the strip says."""
    line = shell(window).chips
    return [
        words
        for child in line.findChildren(QWidget)
        if child.isVisible() and (words := child.accessibleName() or getattr(child, "text", str)())
    ]


def pass_a_minute(window: Window) -> None:
    """The page's own clock looks how late it is."""
    page(window)._minute.timeout.emit()
    settle()


def toast(window: Window) -> str:
    """The quiet message at the bottom, if there is one."""
    said = shell(window).toast
    return said.accessibleName() if said.isVisible() else ""


def verb(window: Window) -> str:
    """The verb on that message, "" when it has none."""
    button = shell(window).toast.findChildren(QPushButton)[0]
    return button.accessibleName() if button.isVisible() else ""


def press_the_verb(window: Window) -> None:
    """With the mouse, as long as the message is there."""
    click(shell(window).toast.findChildren(QPushButton)[0])


def status(window: Window) -> tuple[str, str]:
    """The line at the foot of the window."""
    return shell(window).left.text(), shell(window).right.text()


# -- dialogs ------------------------------------------------------------------------------------------


def choose_from_menu(words: str) -> None:
    """From the menu that is open, wherever in it."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), "no menu is open"
    everything = [
        *menu.actions(),
        *(one for act in menu.actions() if act.menu() for one in act.menu().actions()),
    ]
    chosen = next(one for one in everything if one.text() == words)
    assert chosen.isEnabled(), f"{words} cannot be chosen"
    menu.hide()
    chosen.trigger()
    settle()


class Asked(list[str]):
    """The questions that dialogs put."""


def answering(reason: str | None) -> Asked:
    """The next dialog that asks for a reason gets this one and Enter; None is Esc."""
    asked = Asked()

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        asked.append(dialog.below)
        if reason is None:
            press("Esc")
        else:
            hear(reason)
            press("Return")
            if dialog.isVisible():
                # Nothing was written, so Enter gave no answer.
                press("Esc")

    when_a_dialog_opens(answer)
    return asked


def when_a_dialog_opens(do: Callable[[QWidget], None], tries: int = 200) -> None:
    """Do something with the next modal dialog as soon as it is there."""

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and QGuiApplication.focusWindow() is dialog.windowHandle():
            do(dialog)
        elif left:
            QTimer.singleShot(5, lambda: look(left - 1))

    QTimer.singleShot(0, lambda: look(tries))


def everything_in(widget: QWidget) -> Iterator[QWidget]:
    """The widget and all its children."""
    yield widget
    yield from widget.findChildren(QWidget)


def goes_to(words: str) -> None:
    """Ctrl+K, what one wants, Enter."""

    def answer(_dialog: QWidget) -> None:
        hear(words)
        press("Return")

    when_a_dialog_opens(answer)
    press("Ctrl+K")
    settle()
