"""The plots of the figures page: every plot of the days in view; a mark that is opened tells its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from showroom.forms.plot import PLOTS, Plot
from showroom.language import _
from showroom.ui.look import theme
from showroom.ui.look.tokens import GUTTER, MARGIN
from showroom.ui.plot import PlotView

# Two of them have room beside each other from here on, at 100 %.
_TWO_ABREAST = 760


class PlotsPart(QScrollArea):
    """All plots, two abreast where there is room; Tab goes from one to the next, arrows walk over marks."""

    # A `forms.plot.Part`: the rows that are wanted; the words of the mark in hand.
    opened = Signal(object)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Plots"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._grid.setHorizontalSpacing(2 * GUTTER)
        self._grid.setVerticalSpacing(2 * GUTTER)
        self.plots = {key: PlotView(inside) for key in PLOTS}
        for one in self.plots.values():
            one.opened.connect(self.opened)
            one.told.connect(self.told)
        self.setWidget(inside)
        # The paper below shows through.
        inside.setAutoFillBackground(False)
        self._abreast = 0
        self._lay()

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Draw those of the days in view; the others leave."""
        found = {plot.key: plot for plot in plots}
        for key, one in self.plots.items():
            one.setVisible(key in found)
            if key in found:
                one.show_plot(found[key])

    def begin(self) -> None:
        """The keyboard is on the first plot."""
        next(iter(self.plots.values())).begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many abreast as have room."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        abreast = 2 if self.viewport().width() >= theme.current().widened(_TWO_ABREAST) else 1
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for place, one in enumerate(self.plots.values()):
            self._grid.addWidget(one, place // abreast, place % abreast, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < abreast else 0)
