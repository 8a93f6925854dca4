"""Inputs: the field of a form and the strip at the top of the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from showroom.ui.look import theme
from showroom.ui.look.icons import icon as icon_of
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.marks import key_cap_size, paint_key_cap
from showroom.ui.look.tokens import CLOSE, SNUG, STRIP, Size
from showroom.ui.look.whole import take_whole

_STRIP_ICON: Final = 20


def _set_flag(edit: QLineEdit, name: str, on: bool) -> None:
    if bool(edit.property(name)) != on:
        edit.setProperty(name, on)
        edit.update()


class Field(QLineEdit):
    """An input of a form; its states are words beside it as well as edges around it."""

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        # The line box of the font hangs one pixel low; the lower margin lifts the digits into the middle.
        self.setTextMargins(SNUG, 0, SNUG, 1)
        self._eye: QAction | None = None
        self._entered = False
        take_whole(self)
        theme.current().changed.connect(self._recolour)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whichever way the pen comes, all of the text is in hand: by Tab Qt sees to it, by a press this."""
        super().focusInEvent(event)
        self._entered = event.reason() == Qt.FocusReason.MouseFocusReason

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press that enters takes all, unless it marked a part; the next one sets the pen."""
        super().mouseReleaseEvent(event)
        if self._entered and not self.hasSelectedText() and not self.isReadOnly():
            self.selectAll()
        self._entered = False

    def set_invalid(self, sentence: str) -> None:
        """Mark the text as refused and say why; an empty sentence takes the mark away. The text is kept."""
        _set_flag(self, "invalid", bool(sentence))
        self.setAccessibleDescription(sentence)

    def set_edited(self, on: bool) -> None:
        """The triangle of a value that differs from what is stored."""
        _set_flag(self, "edited", on)

    def show_eye(self, tip: str) -> QAction:
        """For a masked value: an eye at the right; the caller shows the value and records who saw it."""
        self._eye = QAction(tip, self)
        self._eye.setToolTip(tip)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.setReadOnly(True)
        _set_flag(self, "masked", True)
        self._recolour()
        return self._eye

    @property
    def has_eye(self) -> bool:
        """Whether its value is masked and can be asked for."""
        return self._eye is not None

    def hide_eye(self) -> None:
        """The value is not masked, or not to be asked for."""
        if self._eye is None:
            return
        self.removeAction(self._eye)
        self._eye = None
        _set_flag(self, "masked", False)
        self.setPalette(QPalette())

    def _recolour(self) -> None:
        if self._eye is None:
            return
        tokens = theme.current().tokens
        self._eye.setIcon(icon_of("eye", tokens.t2, 16))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, tokens.t2)
        self.setPalette(palette)


class Strip(QLineEdit):
    """A high one-line input with an icon before and a key cap behind; quiet ones wait on the desk."""

    def __init__(
        self,
        hint: str,
        icon: str,
        keys: str = "",
        *,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._keys = icon, keys
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setProperty("quiet", quiet)
        self._fit()
        theme.current().changed.connect(self._fit)

    def set_keys(self, keys: str) -> None:
        """Another key cap: F2 while idle, Esc while writing."""
        self._keys = keys
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as Qt likes, 38 px high."""
        return QSize(super().sizeHint().width(), theme.current().grown(STRIP, Size.SECTION))

    def minimumSizeHint(self) -> QSize:
        """Never lower than the strip."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, then icon and key cap."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        rect = QRectF(self.rect())
        painter = QPainter(self)
        place = QRectF(CLOSE, 0, _STRIP_ICON, rect.height())
        paint_icon(painter, place, self._icon, tokens.ink if self.hasFocus() else tokens.t2)
        if self._keys:
            size = key_cap_size(self._keys)
            left = rect.right() - CLOSE - size.width()
            top = (rect.height() - size.height()) / 2
            paint_key_cap(painter, QRectF(left, top, size.width(), size.height()), self._keys)
        painter.end()

    def _fit(self) -> None:
        look = theme.current()
        quiet = bool(self.property("quiet"))
        self.setFont(look.font(Size.BODY if quiet else Size.SECTION))
        cap = round(key_cap_size(self._keys).width()) + SNUG if self._keys else 0
        before = CLOSE + _STRIP_ICON + SNUG - 2
        self.setTextMargins(before, 0, CLOSE + cap, 1)
        self.updateGeometry()
        self.update()
