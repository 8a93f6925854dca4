"""The look in force: light or dark tokens, text size and fonts, given to Qt and to every painter."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from showroom import language
from showroom.ui.look import fonts, qss
from showroom.ui.look.tokens import CLOSE, DARK, LIGHT, TITLE_SPACING, Size, Tokens, Weight

# Text sizes in percent.
SIZES: Final = (90, 100, 110, 125, 150)


class Scheme(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """One for the application, owned by it; `current()` finds it."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = Scheme.SYSTEM
        self.text_percent = 100
        self.motion = True
        self.tokens: Tokens = LIGHT
        fonts.load()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def scheme(self) -> Scheme:
        """The choice, not what it came to; that is `tokens`."""
        return self._scheme

    def apply(self) -> None:
        """Give palette, font and style sheet to the application; also after a change of language."""
        self.tokens = self._wanted()
        spacing = 0 if language.current() == language.ENGLISH else TITLE_SPACING
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(qss.sheet(self.tokens, self.pixels, spacing))
        self.changed.emit()

    def choose(self, scheme: Scheme) -> None:
        """Light, dark, or as the system says."""
        self._scheme = scheme
        hints = self._app.styleHints()
        # Title bars and native dialogs follow where the platform can.
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme is Scheme.DARK else Qt.ColorScheme.Light)
        self.apply()

    def set_text(self, percent: int) -> None:
        """Text size in percent, kept between 90 and 150."""
        self.text_percent = min(max(percent, SIZES[0]), SIZES[-1])
        self.apply()

    def larger(self) -> int:
        """The next larger text size in percent; the largest stays."""
        return next((size for size in SIZES if size > self.text_percent), SIZES[-1])

    def smaller(self) -> int:
        """The next smaller text size in percent; the smallest stays."""
        return next((size for size in reversed(SIZES) if size < self.text_percent), SIZES[0])

    def pixels(self, size: Size) -> int:
        """A type size in pixels at the chosen text size."""
        return round(size * self.text_percent / 100)

    def font(self, size: Size = Size.BODY, weight: Weight = Weight.REGULAR) -> QFont:
        """A font of the interface at the chosen text size."""
        return fonts.make(self.pixels(size), weight, language.current())

    def grown(self, height: int, size: Size = Size.BODY, lines: int = 1) -> int:
        """A height of the specification, plus what its lines of text have grown."""
        return height + max(0, round(lines * (self.pixels(size) - size) * fonts.LEADING))

    def widened(self, width: int) -> int:
        """A width of the specification, more where the text is larger."""
        return round(width * max(self.text_percent, 100) / 100)

    def row(self, height: int) -> int:
        """The height of a row: as the paper has it, more where a line of text needs it."""
        return max(height, round(self.pixels(Size.BODY) * fonts.LEADING) + CLOSE)

    def _wanted(self) -> Tokens:
        if self._scheme is Scheme.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._scheme is Scheme.DARK
        return DARK if dark else LIGHT

    def _follow_system(self) -> None:
        if self._wanted() is not self.tokens:
            self.apply()


def current() -> Theme:
    """The theme of the running application, made when first asked for; `dress.dress(app)` applies it."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a theme needs a running QApplication")
    return app.findChild(Theme) or Theme(app)


def palette(tokens: Tokens) -> QPalette:
    """What Fusion and plain Qt widgets take their colours from."""
    made = QPalette()
    role = QPalette.ColorRole
    for part, colour in {
        role.Window: tokens.desk,
        role.WindowText: tokens.t1,
        role.Base: tokens.field,
        role.AlternateBase: tokens.head,
        role.Text: tokens.t1,
        role.Button: tokens.paper,
        role.ButtonText: tokens.t1,
        role.BrightText: tokens.red,
        role.Highlight: tokens.tint,
        role.HighlightedText: tokens.t1,
        role.PlaceholderText: tokens.t3,
        role.Link: tokens.ink,
        role.LinkVisited: tokens.ink,
        role.ToolTipBase: tokens.t1,
        role.ToolTipText: tokens.desk,
        role.Light: tokens.head,
        role.Midlight: tokens.rule,
        role.Mid: tokens.line,
        role.Dark: tokens.fline,
        role.Shadow: tokens.frame,
        role.Accent: tokens.fill,
    }.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.t3))
    return made
