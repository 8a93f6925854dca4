"""The logo: chosen from a file, shown as it will lie on paper, taken away."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from showroom.language import _
from showroom.services.settings import Logo
from showroom.ui.look import pixels, theme
from showroom.ui.look.buttons import Button
from showroom.ui.look.labels import Role, Text
from showroom.ui.look.painted import Painted
from showroom.ui.look.tokens import LIGHT, SNUG, Size

_WIDE, _HIGH = 220, 84


class _OnPaper(Painted):
    """Paper is white, in the dark too: so it will be printed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()

    def show_logo(self, logo: Logo | None) -> None:
        """Another picture, or none."""
        self._image = QImage.fromData(QByteArray(logo.content)) if logo else QImage()
        self.setAccessibleName(_("The logo on paper") if logo else _("No logo"))
        self.refresh()

    def wanted(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        pixels.box(painter, rect, 0, LIGHT.paper, theme.current().tokens.line)
        room = rect.adjusted(SNUG, SNUG, -SNUG, -SNUG)
        if self._image.isNull():
            painter.setFont(theme.current().font(Size.SMALL))
            pixels.write(painter, room, _("No logo"), LIGHT.t3, Qt.AlignmentFlag.AlignHCenter)
            return
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)


class PictureChoice(QWidget):
    """A preview and two buttons."""

    choose_pressed = Signal()
    remove_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = _OnPaper(self)
        self.choose = Button(_("Choose a picture…"))
        self.remove = Button(_("Remove"))
        self.problem = Text("", Role.ERROR, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        column.addWidget(self.preview)
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Text(_("PNG or JPEG, at most 512 KB"), Role.HINT))
        column.addWidget(self.problem)
        self.choose.clicked.connect(self.choose_pressed)
        self.remove.clicked.connect(self.remove_pressed)
        self.tell("")

    def show_logo(self, logo: Logo | None) -> None:
        """What is stored."""
        self.preview.show_logo(logo)
        self.remove.setEnabled(logo is not None)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Why a picture was not taken."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
