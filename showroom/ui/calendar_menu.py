"""The calendar that drops down from a date: one click jumps to a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction


def open_calendar(below: QWidget, day: date, last: date, choose: Callable[[date], None]) -> None:
    """Offer the days up to `last`, with `day` chosen; returns when one was taken or the menu closed."""
    menu = QMenu(below)
    calendar = QCalendarWidget(menu)
    calendar.setMaximumDate(QDate(last.year, last.month, last.day))
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    action = QWidgetAction(menu)
    action.setDefaultWidget(calendar)
    menu.addAction(action)

    def take(chosen: QDate) -> None:
        menu.close()
        choose(date(chosen.year(), chosen.month(), chosen.day()))

    calendar.clicked.connect(take)
    calendar.activated.connect(take)
    menu.exec(below.mapToGlobal(QPoint(0, below.height())))
    menu.deleteLater()
