"""Fusion with our own buttons, fields and check marks, so that dialogs of Qt look like pages of ours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QWidget,
)

from showroom.ui.look import pixels, theme
from showroom.ui.look.faces import (
    ButtonFace,
    FieldFace,
    Kind,
    button_size,
    paint_button,
    paint_check,
    paint_field,
    paint_radio,
)
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.tokens import CONTROL, Size

_State = QStyle.StateFlag
_Primitive = QStyle.PrimitiveElement
_OURS = frozenset(
    {
        _Primitive.PE_FrameFocusRect,
        _Primitive.PE_PanelLineEdit,
        _Primitive.PE_IndicatorCheckBox,
        _Primitive.PE_IndicatorRadioButton,
    }
)
_TEXT_INSET = 10
_CHEVRON = 16


def face_of(option: QStyleOptionButton, widget: QWidget | None) -> ButtonFace:
    """The face of a push button: `kind`, `icon` and `keys` are properties of the widget."""
    state = option.state
    default = isinstance(widget, QPushButton) and widget.isDefault()
    kind = _said(widget, "kind") or (Kind.PRIMARY if default else Kind.ORDINARY)
    return ButtonFace(
        text=_without_mnemonic(option.text),
        kind=Kind(kind),
        icon=_said(widget, "icon_name"),
        keys=_said(widget, "keys"),
        enabled=bool(state & _State.State_Enabled),
        hover=bool(state & _State.State_MouseOver),
        down=bool(state & _State.State_Sunken),
        checked=bool(state & _State.State_On),
    )


def _said(widget: QWidget | None, name: str) -> str:
    value = widget.property(name) if widget is not None else None
    return value if isinstance(value, str) else ""


def _without_mnemonic(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _field_face(option: QStyleOption, widget: QWidget | None) -> FieldFace:
    state = option.state
    masked = widget is not None and bool(widget.property("masked"))
    return FieldFace(
        enabled=bool(state & _State.State_Enabled),
        read_only=bool(state & _State.State_ReadOnly) and not masked,
        focused=bool(state & _State.State_HasFocus),
        hover=bool(state & _State.State_MouseOver),
        invalid=widget is not None and bool(widget.property("invalid")),
        edited=widget is not None and bool(widget.property("edited")),
        quiet=widget is not None and bool(widget.property("quiet")),
        cell=widget is not None and bool(widget.property("cell")),
    )


class PaperStyle(QProxyStyle):
    """The application's style."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Field boxes and check marks are ours; the dotted focus frame is drawn nowhere."""
        # Asked twice for each cell of a table: what is not ours goes on before anything is looked at.
        if element not in _OURS:
            super().drawPrimitive(element, option, painter, widget)
        elif element == _Primitive.PE_PanelLineEdit:
            if isinstance(option, QStyleOptionFrame) and option.lineWidth > 0:
                paint_field(painter, QRectF(option.rect), _field_face(option, widget))
        elif element != _Primitive.PE_FrameFocusRect:
            self._draw_indicator(element, option, painter)

    @staticmethod
    def _draw_indicator(element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter) -> None:
        rect, state = QRectF(option.rect), option.state
        on, enabled = bool(state & _State.State_On), bool(state & _State.State_Enabled)
        if element == _Primitive.PE_IndicatorCheckBox:
            paint_check(painter, rect, on, enabled, bool(state & _State.State_HasFocus))
        else:
            paint_radio(painter, rect, on, enabled)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Passwords in small dots: the font's own circle is as wide as a letter."""
        if hint == QStyle.StyleHint.SH_LineEdit_PasswordCharacter:
            return ord("•")
        return super().styleHint(hint, option, widget, returned)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Push buttons and the word in a combo box."""
        if element == QStyle.ControlElement.CE_PushButton and isinstance(option, QStyleOptionButton):
            paint_button(painter, QRectF(option.rect), face_of(option, widget))
        elif element == QStyle.ControlElement.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
            _paint_combo_word(painter, option)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A combo box is a field with a chevron."""
        if control == QStyle.ComplexControl.CC_ComboBox:
            rect = QRectF(option.rect)
            paint_field(painter, rect, _field_face(option, widget))
            place = QRectF(rect.right() - _CHEVRON - 8, rect.top(), _CHEVRON, rect.height())
            paint_icon(painter, place, "chevron-down", theme.current().tokens.t2)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Controls are 30 px high, and grow with the text."""
        if kind == QStyle.ContentsType.CT_PushButton and isinstance(option, QStyleOptionButton):
            return button_size(face_of(option, widget))
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        framed = (
            kind == QStyle.ContentsType.CT_LineEdit
            and isinstance(option, QStyleOptionFrame)
            and option.lineWidth > 0
        )
        if framed or kind == QStyle.ContentsType.CT_ComboBox:
            found.setHeight(max(found.height(), theme.current().grown(CONTROL)))
        return found


def _paint_combo_word(painter: QPainter, option: QStyleOptionComboBox) -> None:
    look = theme.current()
    rect = QRectF(option.rect).adjusted(_TEXT_INSET, 0, -_TEXT_INSET - _CHEVRON, 0)
    enabled = bool(option.state & _State.State_Enabled)
    painter.save()
    painter.setFont(look.font(Size.BODY))
    colour = look.tokens.t1 if enabled else look.tokens.t3
    text = option.currentText
    pixels.write(painter, rect, text, colour, Qt.AlignmentFlag.AlignLeft)
    painter.restore()
