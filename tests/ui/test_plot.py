"""A plot on the screen: what is drawn, what the keys do, what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, qGray
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from showroom import language
from showroom.forms.plot import Kind, Part, Plot, spoken
from showroom.ui.look import theme
from showroom.ui.look.dress import dress
from showroom.ui.look.theme import Scheme
from showroom.ui.look.tokens import TIGHT
from showroom.ui.plot import PlotView
from tests.forms import plot_samples as samples

WIDTH = 560


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    dress(qapp)
    theme.current().choose(Scheme.LIGHT)
    yield
    language.use(language.CHINESE)
    theme.current().set_text(100)
    theme.current().choose(Scheme.SYSTEM)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., PlotView]:
    def shown(plot: Plot, width: int = WIDTH) -> PlotView:
        view = PlotView()
        qtbot.addWidget(view)
        view.resize(width, 400)
        view.show_plot(plot)
        view.show()
        QApplication.processEvents()
        return view

    return shown


def picture(view: PlotView) -> QImage:
    view.clearFocus()
    return view.viewport().grab().toImage()


def pixels_of(image: QImage, y: int, colour: str) -> int:
    """How many pixels of a row have a colour."""
    wanted = QColor(colour).rgb()
    ratio = image.devicePixelRatio()
    return sum(image.pixel(x, round(y * ratio)) == wanted for x in range(image.width()))


def go_to(view: PlotView, place: int) -> None:
    view.setCurrentIndex(view.model().index(place, 0))


def here(view: PlotView) -> int:
    return view.currentIndex().row()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_bars_are_as_long_as_their_numbers(show: Callable[..., PlotView], scheme: Scheme) -> None:
    theme.current().choose(scheme)
    plot = samples.shares(Random(2))
    view = show(plot)
    image, fill = picture(view), theme.current().tokens.fill
    rows = [view.visualRect(view.model().index(place, 0)).center().y() for place in range(len(plot.bars))]
    lengths = [pixels_of(image, y, fill) for y in rows]
    most = max(bar.value for bar in plot.bars)
    longest = max(lengths)
    assert longest > WIDTH * 0.3
    for bar, length in zip(plot.bars, lengths, strict=True):
        assert abs(length - longest * bar.value / most) <= 4, bar.label.chinese


def test_deals_have_their_own_tone_beside_their_word(show: Callable[..., PlotView]) -> None:
    plot = samples.funnel(Random(2))
    view = show(plot)
    image, jade = picture(view), theme.current().tokens.jade
    rows = [view.visualRect(view.model().index(place, 0)).center().y() for place in range(len(plot.bars))]
    assert [bool(pixels_of(image, y, jade)) for y in rows] == [
        bar.is_deal and bar.value > 0 for bar in plot.bars
    ]


def test_letters_tell_levels_without_colour(show: Callable[..., PlotView]) -> None:
    """The grey of each level differs from those beside it, its letter stands on it or beside it."""
    view = show(samples.levels_of_day(Random(1)))
    image = picture(view)
    greys = []
    for place in range(6):
        rect = view.visualRect(view.model().index(place, 0))
        ratio = image.devicePixelRatio()
        x, y = (rect.left() + TIGHT + 3) * ratio, (rect.bottom() - 3) * ratio
        greys.append(qGray(image.pixel(round(x), round(y))))
    assert len(set(greys[:5])) == 5
    assert all(abs(one - other) > 15 for one, other in pairwise(greys[:5]))


def test_enter_and_click_open_the_rows_of_a_mark(show: Callable[..., PlotView]) -> None:
    plot = samples.levels_by_day(Random(1))
    view = show(plot)
    opened: list[Part] = []
    view.opened.connect(opened.append)
    view.begin()
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Enter)
    place = next(place for place, (_bar, one) in enumerate(plot.marks) if place > 8 and one.value > 20)
    middle = view.visualRect(view.model().index(place, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    marks = [one.part for _bar, one in plot.marks]
    assert opened == [marks[0], marks[0], marks[place]]
    assert here(view) == place


def test_click_beside_all_marks_opens_nothing(show: Callable[..., PlotView]) -> None:
    view = show(samples.hours(Random(1)))
    opened: list[Part] = []
    view.opened.connect(opened.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 3))
    assert opened == []
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 100))
    assert len(opened) == 1, "the control"


def test_arrows_go_from_bar_to_bar_and_from_level_to_level(show: Callable[..., PlotView]) -> None:
    view = show(samples.levels_by_day(Random(1)))
    view.begin()
    steps = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
        steps.append(here(view))
    assert steps == [6, 7, 8, 2, 2], "six levels a day; before the first there is none"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert here(view) == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert here(view) == 31 * 6 - 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert here(view) == 0


def test_down_goes_to_the_next_bar_below(show: Callable[..., PlotView]) -> None:
    view = show(samples.funnel(Random(1)))
    view.begin()
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Up, 0)):
        QTest.keyClick(view, key)
        assert here(view) == place
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert here(view) == 0


def test_ring_is_seen_round_the_mark_in_hand(show: Callable[..., PlotView]) -> None:
    view = show(samples.funnel(Random(1)))
    quiet = picture(view)
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    go_to(view, 3)
    row = view.visualRect(view.currentIndex())
    ringed = view.viewport().grab().toImage()
    ink = theme.current().tokens.ink
    assert pixels_of(ringed, row.top(), ink) > WIDTH * 0.9 > pixels_of(quiet, row.top(), ink)


@pytest.mark.parametrize("make", samples.ALL)
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_screen_reader_finds_every_mark_with_its_word_and_value(
    show: Callable[..., PlotView], make: Callable[[Random], Plot], code: str
) -> None:
    language.use(code)
    plot = make(Random(5))
    view = show(plot)
    told = QAccessible.queryAccessibleInterface(view)
    assert told is not None
    assert told.role() == QAccessible.Role.List
    assert told.text(QAccessible.Text.Name) == plot.title.shown
    assert told.text(QAccessible.Text.Description) == plot.days.shown
    heard = [told.child(place) for place in range(told.childCount())]
    words = [one.text(QAccessible.Text.Name) for one in heard if one is not None]
    assert words == [spoken(bar, one).shown for bar, one in plot.marks]
    for place, one in enumerate(heard):
        assert one is not None
        on_view = QRect(view.viewport().mapFromGlobal(one.rect().topLeft()), one.rect().size())
        assert on_view == view.visualRect(view.model().index(place, 0))


def test_mark_in_hand_is_told(show: Callable[..., PlotView]) -> None:
    plot = samples.hours(Random(1))
    view = show(plot)
    told: list[str] = []
    view.told.connect(told.append)
    go_to(view, 2)
    assert told == [spoken(*plot.marks[2]).shown]


def test_mark_in_hand_stays_when_the_plot_is_read_again(show: Callable[..., PlotView]) -> None:
    view = show(samples.hours(Random(1)))
    go_to(view, 4)
    view.show_plot(samples.hours(Random(2)))
    assert here(view) == 4


@pytest.mark.parametrize("make", samples.ALL)
def test_height_follows_the_width_and_the_text(
    show: Callable[..., PlotView], make: Callable[[Random], Plot]
) -> None:
    view = show(make(Random(1)))
    for percent in theme.SIZES:
        theme.current().set_text(percent)
        for width in (260, 900):
            view.resize(width, view.height())
            QApplication.processEvents()
            places = [view.visualRect(view.model().index(place, 0)) for place in range(3)]
            assert all(view.rect().adjusted(-1, -1, 1, 1).contains(one) for one in places if one.height())


def test_nothing_to_draw_takes_no_keys(show: Callable[..., PlotView]) -> None:
    view = show(Plot("lost", Kind.BARS, samples.DAYS, samples.DAYS, ()))
    view.begin()
    opened: list[Part] = []
    view.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert opened == []
    assert not view.currentIndex().isValid()
