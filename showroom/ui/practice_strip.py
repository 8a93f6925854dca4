"""The strip of the practice showroom: the task in hand, how it goes, and ten marks that fill themselves."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from showroom.forms.practice import TASKS, Task
from showroom.language import _
from showroom.rules.duties import Role
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.faces import Kind
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.labels import Role as TextRole
from showroom.ui.look.labels import Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import CLOSE, GAP, SNUG, TIGHT, Size, Weight
from showroom.ui.words import role_word

_MARK: Final = 22


class Marks(Painted):
    """A circle with its number for each task, a tick in it once it is done; a press shows the task."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._done: frozenset[int] = frozenset()
        self._shown = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_marks(self, count: int, done: frozenset[int], shown: int) -> None:
        """So many tasks, those done, and the one whose words stand beside."""
        self._count, self._done, self._shown = count, done, shown
        self.setAccessibleName(_("{done} of {count} tasks done", done=len(done), count=count))
        self.refresh()

    def _side(self) -> int:
        return theme.current().grown(_MARK, Size.SMALL)

    def wanted(self) -> QSize:
        return QSize(self._count * (self._side() + TIGHT), self._side() + TIGHT)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        side = self._side()
        for place in range(self._count):
            left = rect.left() + place * (side + TIGHT)
            self._draw_mark(painter, QRectF(left, rect.top() + TIGHT / 2, side, side), place)

    def _draw_mark(self, painter: QPainter, circle: QRectF, place: int) -> None:
        look = theme.current()
        tokens = look.tokens
        done, shown = place in self._done, place == self._shown
        edge = tokens.orange if shown else tokens.line
        ground = tokens.jade_ground if done else tokens.paper
        pixels.box(painter, circle, circle.width() / 2, ground, edge, width=2 if shown else 1)
        if done:
            paint_icon(painter, circle.adjusted(3, 3, -3, -3), "check", tokens.jade)
            return
        painter.setFont(look.font(Size.SMALL, Weight.MEDIUM if shown else Weight.REGULAR))
        words = tokens.t1 if shown else tokens.t2
        pixels.write(painter, circle, str(place + 1), words, Qt.AlignmentFlag.AlignHCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark below the pointer."""
        place = int(QPointF(event.position()).x() // (self._side() + TIGHT))
        if 0 <= place < self._count:
            self.pressed.emit(place)


class PracticeStrip(QWidget):
    """At the foot of the window as long as one practises; it takes no pen by itself."""

    role_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: Role | None = None
        self._tasks: tuple[Task, ...] = ()
        self._done: frozenset[int] = frozenset()
        self._shown = 0
        self.title = Text("", TextRole.STRONG)
        self.task = Text("", TextRole.STRONG, wrap=True)
        self.how = Text("", TextRole.PRINT, wrap=True)
        self.marks = Marks()
        self.every, self.role = Button(kind=Kind.QUIET), Button(kind=Kind.QUIET)
        self.leave = Button(icon="sign-out")
        self.marks.pressed.connect(self.show_task)
        self.every.clicked.connect(self._open_tasks)
        self.role.clicked.connect(self._open_roles)
        self.leave.clicked.connect(self.left)
        self._build()
        # The window is made anew for another language or text size; the strip stays and says it again.
        theme.current().changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        """All words, in the language of now."""
        for button, words in (
            (self.every, _("All tasks")),
            (self.role, _("Another role")),
            (self.leave, _("Leave practice")),
        ):
            button.setText(words)
            button.setAccessibleName(words)
        if self._role is not None:
            self.title.setText(_("Practice: {role}", role=role_word(self._role)))
            self.show_task(self._shown)

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.task)
        said.addWidget(self.how)
        self._head = head = QVBoxLayout()
        head.setSpacing(TIGHT)
        head.addWidget(self.title)
        head.addWidget(self.marks)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(CLOSE, SNUG, CLOSE, SNUG)
        row.setSpacing(GAP)
        row.addLayout(head)
        row.addLayout(said, 1)
        row.addWidget(self.every)
        row.addWidget(self.role)
        row.addWidget(self.leave)
        for one in (self.every, self.role, self.leave):
            # A press leaves the pen where one practises.
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def narrow(self, on: bool) -> None:
        """On a small screen the marks say enough, and the tasks are found behind them."""
        self.every.setHidden(on)
        self.title.setHidden(on)
        self._row.setSpacing(SNUG if on else GAP)

    def show_role(self, role: Role, done: frozenset[int] = frozenset()) -> None:
        """The tasks of a role, at the first that is not done."""
        self._role, self._tasks, self._done, self._shown = role, TASKS[role], done, 0
        self._shown = self._first_open()
        self._say()

    def tick(self, done: frozenset[int]) -> None:
        """These tasks are done; the next one comes by itself."""
        new = done - self._done
        self._done = done
        if new:
            self.show_task(self._first_open() if self._shown in done else self._shown)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.marks.accessibleName()))

    @property
    def done(self) -> frozenset[int]:
        """The places of the tasks that are ticked, from 0."""
        return self._done

    def _first_open(self) -> int:
        after = [*range(self._shown, len(self._tasks)), *range(self._shown)]
        return next((place for place in after if place not in self._done), len(self._tasks))

    def show_task(self, place: int) -> None:
        """Show what a task is and how it goes; behind the last one, that all are done."""
        self._shown = place
        self.marks.show_marks(len(self._tasks), self._done, place)
        if place < len(self._tasks):
            task = self._tasks[place]
            words, how = f"{place + 1}　{_(task.words)}", _(task.how)
        else:
            words = _("All tasks are done")
            how = _("Leave practice, and nothing of it remains; or try another role.")
        self.task.setText(words)
        self.how.setText(how)
        self._fit()

    def _fit(self) -> None:
        """As high as its words need at this width: a dock asks for no height by width."""
        self._row.activate()
        said = sum(one.heightForWidth(one.width()) for one in (self.task, self.how))
        self.setFixedHeight(max(said, self._head.sizeHint().height()) + 2 * SNUG)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def tasks_menu(self) -> QMenu:
        """Every task with its tick; choosing one shows how it goes."""
        menu = QMenu(self)
        for place, task in enumerate(self._tasks):
            action = menu.addAction(f"{place + 1}　{_(task.words)}")
            action.setCheckable(True)
            action.setChecked(place in self._done)
            action.triggered.connect(partial(self.show_task, place))
        return menu

    def roles_menu(self) -> QMenu:
        """Whom else one may be."""
        menu = QMenu(self)
        for role in TASKS:
            menu.addAction(role_word(role)).triggered.connect(partial(self.role_wanted.emit, role))
        return menu

    def _open_tasks(self) -> None:
        self._open(self.tasks_menu(), self.every)

    def _open_roles(self) -> None:
        self._open(self.roles_menu(), self.role)

    @staticmethod
    def _open(menu: QMenu, below: QWidget) -> None:
        above = QPoint(0, menu.sizeHint().height())
        menu.exec(below.mapToGlobal(QPoint()) - above)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, so that it is no part of the page above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().tokens.paper)
        painter.end()
