"""What is told to who cannot see the screen, and what is seen by who sees no colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPainter
from PySide6.QtWidgets import QWidget

from showroom.rules.duties import Role, duties_of
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.tokens import BADGE
from showroom.ui.places import PLACES
from showroom.ui.window import Window
from tests.journeys.at_the_window import page, pen, press, settle, shell
from tests.journeys.conftest import OpenWindow
from tests.people import PASSWORD, USER_OF, Showroom, register_walk_in

SENSIBLE = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.List,
    QAccessible.Role.PageTab,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.StaticText,
    QAccessible.Role.Client,
    QAccessible.Role.Slider,
}
SEEN = [(place, role) for place in PLACES for role in Role if place.seen_by(duties_of({role}))]
LEVELS = ("O", "H", "A", "B", "C", "N", "D", "F1", "F2", "L", "M")


def enter(window: Window, role: Role, place: str) -> QWidget:
    """Somebody of this role, at this page."""
    window.sign_in(USER_OF[role], PASSWORD)
    shell(window).show_page(place)
    for _round in range(6):
        settle()
    return window


def reached_by_tab(parent: QWidget) -> Iterator[QWidget]:
    """Everything in view that Tab can reach."""
    for one in parent.findChildren(QWidget):
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield one


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


@pytest.mark.parametrize(("place", "role"), SEEN, ids=lambda one: getattr(one, "key", one))
def test_everything_tab_reaches_has_a_name_and_a_sensible_role(
    window: Window, morning: Showroom, place: object, role: Role
) -> None:
    register_walk_in(morning.reception, "沈女士", "13911112222")
    enter(window, role, place.key)  # type: ignore[attr-defined]
    reached = list(reached_by_tab(window))
    assert len(reached) > 3
    nameless = [one for one in reached if not told(one).text(QAccessible.Text.Name)]
    assert nameless == []
    strange = [(one, told(one).role()) for one in reached if told(one).role() not in SENSIBLE]
    assert strange == []


def test_a_nameless_control_would_be_seen(window: Window) -> None:
    """The control: the name that is asked for above is the one that is read out."""
    enter(window, Role.RECEPTIONIST, "traffic_log")
    button = page(window).bar.print
    button.setText("")
    button.setAccessibleName("")
    assert not told(button).text(QAccessible.Text.Name)


def test_tab_goes_the_way_of_the_pen(window: Window) -> None:
    """From the strip to the head of the page, then to the sheet; nothing is left out, nothing comes twice."""
    enter(window, Role.RECEPTIONIST, "traffic_log")
    log, top = page(window), shell(window).top
    top.strip.setFocus()
    order = [pen()]
    for _step in range(40):
        press("Tab")
        if pen() is top.strip:
            break
        if pen() is log.table:
            order.append(pen())
            break
        order.append(pen())
    wanted = [top.strip, log.bar.before, log.bar.date, log.bar.print]
    assert [one for one in order if one in wanted] == wanted
    assert order[-1] is log.table
    assert len(order) == len({id(one) for one in order})


def grey(level: str) -> bytes:
    """A badge as it looks without any colour."""
    image = QImage(BADGE, BADGE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_badge(painter, image.rect().toRectF(), level, BADGE)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


@pytest.mark.usefixtures("look")
def test_levels_differ_without_colour() -> None:
    """No two badges are the same grey picture, and each differs from every other in a tenth of its pixels."""
    pictures = {level: grey(level) for level in LEVELS}
    for one in LEVELS:
        for other in LEVELS:
            if one < other:
                differ = sum(
                    abs(a - b) > 24 for a, b in zip(pictures[one], pictures[other], strict=True)
                ) / len(pictures[one])
                assert differ > 0.05, (one, other, differ)


def test_the_toast_is_read_out(open_window: OpenWindow) -> None:
    window = open_window()
    enter(window, Role.RECEPTIONIST, "traffic_log")
    shell(window).toast.say("已登记")
    assert told(shell(window).toast).text(QAccessible.Text.Name) == "已登记"
