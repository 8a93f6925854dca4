"""A program of its own for test_window_sizes: goes to every place of the window and says what does not fit.

    QT_SCALE_FACTOR=1.5 python -m tests.faults.looking_everywhere FOLDER LANGUAGE TEXT WIDTH HEIGHT [clip]

One line for each finding. With `clip` every button is made too small: the control.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from argon2 import PasswordHasher
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QScrollArea, QWidget

from showroom import language
from showroom.errors import Unavailable
from showroom.models.store import Store
from showroom.remembered import Remembered
from showroom.rules import passwords
from showroom.services import sales_order
from showroom.ui import leaving, present, reason
from showroom.ui.customer_card_page import CustomerCardPage
from showroom.ui.look.dialog import Dialog
from showroom.ui.look.dress import dress
from showroom.ui.places import CUSTOMERS
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import hear, page, press, settle, shell, sign_in, todays_work
from tests.people import THURSDAY, Showroom, clock_of_the_morning, make_showroom, register_walk_in
from tests.sales import ORDER
from tests.ui.test_window import clipped, first_start, signing_in

Place = Callable[[Window], QWidget]


def the_log(window: Window) -> QWidget:
    hear("王女士 13812345678 朗逸")
    return window


def a_visit(window: Window) -> QWidget:
    press("F2")
    log = page(window)
    log.visits.open_visit(log.model.entries[0])
    return log.visits.panel


def the_closing(window: Window) -> QWidget:
    press("F8")
    return page(window).closing.panel


def the_help(window: Window) -> QWidget:
    press("Esc", "F1")
    return shell(window).help


def the_bin(window: Window) -> QWidget:
    press("F1")
    page(window).rows.open_bin()
    return page(window).rows.bin


def the_preview(window: Window) -> QWidget:
    press("Esc", "Ctrl+P")
    return window


def a_card(window: Window) -> QWidget:
    shell(window).show_page(CUSTOMERS)
    press("Return")
    return window


def the_card(window: Window) -> CustomerCardPage:
    card = shell(window).page
    assert isinstance(card, CustomerCardPage)
    assert card.card is not None
    return card


def the_logger(window: Window) -> QWidget:
    """Today's work with a card open in place, and all that is behind "more"."""
    press("Return")
    today = todays_work(window)
    assert today.logger.isVisible()
    today.logger.form.more.click()
    today.logger.form.open_facts()
    return window


def the_person(window: Window) -> QWidget:
    press("Esc")
    the_card(window).acts.open_person()
    return the_card(window).acts.person


def the_form_of_an_order(window: Window) -> QWidget:
    press("Esc")
    the_card(window).acts.sale.begin("order")
    return the_card(window).acts.sale.panel


def the_order(window: Window) -> QWidget:
    press("Esc")
    card = the_card(window)
    sales_order.place(card.desk, card.card.prospect, ORDER)
    card.acts.sale.begin("order")
    return card.acts.sale.order


def the_rest_of_the_card(window: Window) -> QWidget:
    bar = the_card(window).paper.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


def a_level(window: Window) -> QWidget:
    the_card(window).acts.open_level()
    return the_card(window).acts.level


def a_new_card(window: Window) -> QWidget:
    press("Esc", "Ctrl+N")
    return the_card(window).acts.opening


OVER_THE_CARD: tuple[Place, ...] = (the_person, the_form_of_an_order, the_order)


def pages_of(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Every page somebody sees, and every section of the settings."""
    for key, one in shell(window)._by_key.items():
        shell(window).show_page(key)
        settle()
        yield key, window
        if isinstance(one, SettingsPage):
            for section in one._entries:
                one._show_now(section)
                settle()
                yield f"settings {section}", window


def dialogs(window: Window) -> Iterator[tuple[str, Dialog]]:
    """Every kind of dialog, as it stands over the window; none waits for an answer."""
    opened: list[Dialog] = []
    Dialog.ask = lambda dialog: opened.append(dialog) or ""  # type: ignore[method-assign,func-returns-value]
    long = "李强 " * 12
    reason.ask_reason(window, "为什么", long)
    leaving.ask_about_changes(window, long)
    present.tell(window, Unavailable("E-TEST", f"{long}。没有保存任何内容。请重试。"))
    present.ask_in_spite(window, Unavailable("E-TEST", f"{long}。没有保存。"), "Leave without it")
    present.crash(window, "/home/somebody/.local/state/Showroom/log", "", 60)
    for dialog in opened:
        dialog.show()
        settle()
        yield f"dialog {dialog.question[:12]}", dialog
        dialog.hide()


def out_of_reach(window: QWidget, shown: QWidget) -> list[str]:
    """Buttons in view that lie outside the window, and in nothing that scrolls there."""
    found = []
    for one in shown.findChildren(QAbstractButton):
        if not one.isVisible() or not (one.text() or one.accessibleName()):
            continue
        corner, end = (one.mapTo(window, point) for point in (QPoint(0, 0), one.rect().bottomRight()))
        inside = (
            corner.x() >= 0 and end.x() <= window.width() and corner.y() >= 0 and end.y() <= window.height()
        )
        if not inside and not _scrolls(one):
            found.append(f"{one.text() or one.accessibleName()!r} lies at {corner.toTuple()}")
    return found


def _scrolls(one: QWidget) -> bool:
    above = one.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            content, bar = above.widget(), above.horizontalScrollBarPolicy()
            fits = content is not None and content.width() <= above.viewport().width() + 1
            return fits or bar is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if isinstance(above, QAbstractItemView) and above.verticalScrollBar().maximum():
            # What is open below a row scrolls with the rows; the pen brings it into view.
            return one.mapTo(above, one.rect().bottomRight()).x() <= above.width()
        above = above.parentWidget()
    return False


def look(name: str, window: QWidget, shown: QWidget) -> None:
    settle()
    if any(clipped(shown)):
        # What came by itself meanwhile (a copy was made) is laid out first.
        settle()
    for words in clipped(shown):
        sys.stdout.write(f"{name}: clipped {words}\n")
    for words in out_of_reach(window, shown):
        sys.stdout.write(f"{name}: out of reach {words}\n")


def main() -> int:
    folder, code, text, width, height = Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6])
    passwords.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    app = QApplication([])
    theme = dress(app)
    theme.motion = False
    language.use(code)
    theme.set_text(text)
    store_path = make_showroom(folder / "showroom.db")
    looked = 0
    with Store(store_path) as store:
        house = Showroom(store, clock_of_the_morning()).on(THURSDAY - timedelta(8), 9)
        register_walk_in(
            house.reception, "王小明", "13711114444", received_by="陈涛", level="A", note="看途观"
        )
        house.on(THURSDAY, 8, 30)
        register_walk_in(house.reception, "李强", "13711112222", level="A", note="带家人，周六再来看看")
        register_walk_in(house.reception, "沈女士", "13711113333", received_by="陈涛")

        def open_window() -> Window:
            made = Window(store, house.clock, Remembered(folder / "settings.json"), inline=True)
            made.resize(width, height)
            made.show()
            made.activateWindow()
            settle()
            return made

        window = open_window()
        if "clip" in sys.argv:
            app.setStyleSheet(app.styleSheet() + "QPushButton { max-width: 12px; min-width: 12px; }")
        look("sign in", window, signing_in(window))
        sign_in(window, "周敏")
        for go in (the_log, a_visit, the_closing, the_help, the_bin, the_preview):
            look(go.__name__, window, go(window))
            looked += 1
        press("Esc", "Ctrl+L")
        sign_in(window, "陈涛")
        for go in (the_logger, a_card, the_rest_of_the_card, a_level, *OVER_THE_CARD, a_new_card):
            look(go.__name__, window, go(window))
            looked += 1
        for user in ("刘建国", "郭宇"):
            press("Esc", "Ctrl+L")
            sign_in(window, user)
            for name, shown in pages_of(window):
                look(name, window, shown)
                looked += 1
        for name, dialog in dialogs(window):
            look(name, dialog, dialog)
            looked += 1
        press("Ctrl+L")
        look("first start", window, first_start(window))
        sizes = window.width(), window.height(), window.devicePixelRatioF()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sys.stdout.write(f"LOOKED {looked} {sizes}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
