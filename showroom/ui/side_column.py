"""The side column, beside the form; on a small screen a rail of counts with fly-outs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from showroom.ui.look import pixels, theme
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.labels import Hairline, Section
from showroom.ui.look.sheet import FLOAT_ROOM, Panel
from showroom.ui.look.tokens import (
    CLOSE,
    CONTROL_RADIUS,
    GAP,
    GUTTER,
    RAIL,
    SIDE_COLUMN,
    SNUG,
    TIGHT,
    Size,
    Weight,
)

_ICON = 20


class SideSection(QWidget):
    """A part of the side column: a head with its count, below it whatever is put into `body`.

    `short` is its word on the rail: two or three characters, or one short word.
    """

    told = Signal()

    def __init__(self, title: str, short: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.short = title, short
        self.on_rail, self.wanted = "", True
        self._head = Section(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SNUG)
        self.body.addWidget(self._head)

    def tell(self, count: str, note: str = "", *, on_rail: str | None = None) -> None:
        """Count and note of the head; `on_rail` is what the rail shows where that is not the count."""
        self._head.count.setText(count)
        self._head.note.setText(note)
        self.on_rail = count if on_rail is None else on_rail
        self.told.emit()

    def add_tool(self, widget: QWidget) -> None:
        """At the right of the head."""
        row = self._head.layout()
        if row is not None:
            row.addWidget(widget)

    def set_wanted(self, on: bool) -> None:
        """Whether it has anything to say now: a section that has not is nowhere to be seen."""
        self.wanted = on
        self.told.emit()


class RailItem(QAbstractButton):
    """Word or icon over a count; chosen while its fly-out is open."""

    def __init__(self, word: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(word)
        self._icon, self._count = icon, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, title: str, count: str) -> None:
        """Another count; the whole title is for the tip and for who listens."""
        self._count = count
        self.setToolTip(title)
        self.setAccessibleName(f"{title} {count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().widened(RAIL) - TIGHT, theme.current().grown(46, lines=2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        tokens = look.tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            pixels.box(painter, rect, CONTROL_RADIUS, tokens.tint if self.isChecked() else tokens.head)
        ink = tokens.ink if self.isChecked() else tokens.t2
        half = rect.height() / 2
        above, below = rect.adjusted(0, 3, 0, -half), rect.adjusted(0, half, 0, -3)
        if self._icon:
            left = (rect.width() - _ICON) / 2
            paint_icon(painter, above.adjusted(left, 0, -left, 0), self._icon, ink)
        else:
            painter.setFont(look.font(Size.KEY))
            pixels.write(painter, above, self.text(), ink, Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(look.font(Size.BODY, Weight.MEDIUM))
        colour = tokens.ink if self.isChecked() else tokens.t1
        pixels.write(painter, below, self._count, colour, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            pixels.box(painter, rect, CONTROL_RADIUS, edge=tokens.ink, width=2)
        painter.end()


class SectionFlyOut(Panel):
    """Holds one section over the form for a moment; Esc or a press elsewhere sends it back."""

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._came_from: QWidget | None = None
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.contentsMargins())
        column.addWidget(self._scroll)
        self.setContentsMargins(0, 0, 0, 0)
        self.section: SideSection | None = None
        self.hide()

    def open(self, section: SideSection, corner: QPoint, most: int) -> None:
        """Show a section with its upper right corner here, `most` pixels high at most."""
        self._came_from = QApplication.focusWidget()
        self.section = section
        # Quiet buttons reach beyond the edge of a section: here the ring of the focus would be cut off.
        section.body.setContentsMargins(0, 0, SNUG, 0)
        self._scroll.setWidget(section)
        section.show()
        section.setAutoFillBackground(False)
        wide = theme.current().widened(SIDE_COLUMN)
        high = section.heightForWidth(wide - 2 * CLOSE)
        height = min(max(high, section.sizeHint().height()) + 2 * CLOSE, most)
        place = QRect(corner - QPoint(wide, 0), QSize(wide, height))
        self.setGeometry(place.marginsAdded(FLOAT_ROOM))
        self.show()
        self.raise_()
        _application().installEventFilter(self)

    def release(self) -> SideSection | None:
        """Close; the section goes back to whoever lent it."""
        _application().removeEventFilter(self)
        lent, self.section = self.section, None
        back, self._came_from = self._came_from, None
        focus = QApplication.focusWidget()
        if lent is not None and focus is not None and self.isAncestorOf(focus):
            # Given back before the section goes: Qt would look for the next focus in it.
            (back if back is not None and back.isVisible() else self._page).setFocus()
        self.hide()
        if lent is not None:
            lent.body.setContentsMargins(0, 0, 0, 0)
            self._scroll.takeWidget()
        return lent

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere, or Esc, closes it; both still do what they do elsewhere, Esc nothing more."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            inside = self.panel_rect().toRect()
            if not inside.contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.closed.emit()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)


def _application() -> QObject:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("a fly-out needs a running QApplication")
    return app


def _parting() -> QWidget:
    """A hairline with room above and below."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(0, GAP, 0, GAP)
    column.addWidget(Hairline())
    return around


class SideColumn(QWidget):
    """Sections parted by hairlines, `wide` (288 beside most forms); or the rail, 46 wide."""

    matches_pressed = Signal()

    def __init__(self, page: QWidget, wide: int = SIDE_COLUMN) -> None:
        super().__init__(page)
        self._page, self._full_width = page, wide
        self.sections: list[SideSection] = []
        self._lines: list[QWidget] = []
        self._items: list[RailItem] = []
        self.narrow = False
        self.matches = RailItem("", "people")
        self.matches.clicked.connect(self.matches_pressed)
        self.matches.hide()
        self.fly_out = SectionFlyOut(page)
        self.fly_out.closed.connect(self.close_fly_out)
        self._build()
        self.set_narrow(False)

    def _build(self) -> None:
        # A panel floats over the top, so that its shadow may fall on the paper; its place is kept free.
        self._free = QWidget()
        inside = QWidget()
        inside.setObjectName("contents")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, SNUG, GUTTER, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._free)
        self._column.addStretch(1)
        self._wide = QScrollArea(self)
        self._wide.setWidget(inside)
        self._wide.setWidgetResizable(True)
        self._wide.setFrameShape(QScrollArea.Shape.NoFrame)
        self._wide.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._wide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rail = QWidget(self)
        self._stack = QVBoxLayout(self._rail)
        self._stack.setContentsMargins(0, TIGHT, TIGHT, 0)
        self._stack.setSpacing(TIGHT)
        self._stack.addWidget(self.matches)
        self._stack.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._wide)
        row.addWidget(self._rail)

    def add(self, section: SideSection) -> None:
        """One more section, below the others."""
        line, item = _parting(), RailItem(section.short)
        item.clicked.connect(lambda: self._press(section))
        section.told.connect(self._arrange)
        self.sections.append(section)
        self._lines.append(line)
        self._items.append(item)
        self._column.insertWidget(self._column.count() - 1, line)
        self._column.insertWidget(self._column.count() - 1, section)
        self._stack.insertWidget(self._stack.count() - 1, item)
        self._arrange()

    def set_narrow(self, on: bool) -> None:
        """The rail, or the whole column."""
        if on != self.narrow:
            self.close_fly_out()
        self.narrow = on
        self._wide.setVisible(not on)
        self._rail.setVisible(on)
        look = theme.current()
        self.setFixedWidth(look.widened(RAIL) if on else look.widened(self._full_width) + GUTTER)
        self._arrange()

    def keep_free(self, height: int) -> None:
        """Room at the top of the column for a panel that floats there."""
        self._free.setFixedHeight(0 if self.narrow else height)

    def tell_matches(self, title: str, count: int, *, open_: bool) -> None:
        """What the rail says of the matches; without any, nothing."""
        self.matches.tell(title, str(count))
        self.matches.setChecked(open_)
        self.matches.setVisible(bool(count))

    def _arrange(self) -> None:
        """Who has something to say stands there, with a hairline between two."""
        before = False
        for section, line, item in zip(self.sections, self._lines, self._items, strict=True):
            flying = section is self.fly_out.section
            item.tell(section.title, section.on_rail)
            item.setVisible(section.wanted)
            item.setChecked(flying)
            line.setVisible(section.wanted and before)
            section.setVisible(section.wanted and (flying or not self.narrow))
            before = before or section.wanted

    def _press(self, section: SideSection) -> None:
        opened = self.fly_out.section is not section
        self.close_fly_out()
        if opened:
            item = self._items[self.sections.index(section)]
            corner = self.mapTo(self._page, QPoint(-TIGHT, 0))
            top = item.mapTo(self._page, QPoint(0, 0)).y()
            self.fly_out.open(section, QPoint(corner.x(), top), self._page.height() - top - SNUG)
            stops = (
                one for one in section.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
            )
            first = next(stops, None)
            if first is not None:
                first.setFocus(Qt.FocusReason.PopupFocusReason)
        self._arrange()

    def bring(self, section: SideSection) -> None:
        """The section in view: on the rail its fly-out opens."""
        if self.narrow and self.fly_out.section is not section:
            self._press(section)

    def close_fly_out(self) -> None:
        """The section that was taken out goes back to its place."""
        lent = self.fly_out.release()
        if lent is not None:
            place = self._column.indexOf(self._lines[self.sections.index(lent)]) + 1
            self._column.insertWidget(place, lent)
            self._arrange()
