"""The style sheet for what plain Qt draws: labels by role, menus, tips, lists, scroll bars, dialogs."""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import Final

from showroom.ui.look.tokens import Size, Tokens

_LABELS: Final = """
QLabel[role="title"] { color: $t1; font-size: ${form_title}px; font-weight: 700;
    letter-spacing: ${title_spacing}px; }
QLabel[role="section"] { color: $t1; font-size: ${section}px; font-weight: 500; }
QLabel[role="strong"] { color: $t1; font-weight: 500; }
QLabel[role="label"] { color: $t2; font-size: ${small}px; }
QLabel[role="hint"] { color: $t3; font-size: ${small}px; }
QLabel[role="figure"] { color: $t1; font-size: ${figure}px; font-weight: 500; }
QLabel[role="number"] { color: $t1; font-weight: 500; }
QLabel[role="print"] { color: $t2; }
QLabel[role="pencil"] { color: $pencil; }
QLabel[role="ink"] { color: $ink; font-size: ${small}px; font-weight: 500; }
QLabel[role="error"] { color: $red; font-size: ${small}px; }
QLabel[role="warning"] { color: $amber; font-size: ${small}px; }
QLabel[role="done"] { color: $jade; font-size: ${small}px; }
"""

_FLOATING: Final = """
QToolTip { background: $t1; color: $desk; border: 0; border-radius: 4px; padding: 4px 8px;
    font-size: ${small}px; }
QMenu { background: $paper; color: $t1; border: 1px solid $line; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $tint; color: $t1; }
QMenu::item:disabled { color: $t3; background: transparent; }
QMenu::separator { height: 1px; background: $rule; margin: 4px 12px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $paper; color: $t1; border: 1px solid $line; padding: 4px;
    outline: 0; }
QComboBox QAbstractItemView::item { padding: 4px 8px; border: 0; }
QComboBox QAbstractItemView::item:selected { background: $tint; color: $t1; }
QAbstractItemView#offers { background: $paper; color: $t1; border: 1px solid $line; padding: 2px; }
QAbstractItemView#offers::item { padding: 4px 8px; border: 0; }
QAbstractItemView#offers::item:selected { background: $tint; color: $t1; }
QDialog { background: $paper; }
"""

_LISTS: Final = """
QAbstractItemView { background: $paper; color: $t1; selection-background-color: $tint;
    selection-color: $t1; border: 0; outline: 0; }
QListWidget[on_desk="true"] { background: transparent; }
QListWidget[on_desk="true"]::item { padding: 0 8px; border-radius: 6px; color: $t2; }
QListWidget[on_desk="true"]::item:hover { background: $head; }
QListWidget[on_desk="true"]::item:selected { background: $tint; color: $ink; }
QHeaderView { background: $head; border: 0; }
QHeaderView::section { background: $head; color: $t2; border: 0; border-right: 1px solid $rule;
    border-bottom: 1px solid $frame; padding: 0 8px; font-size: ${small}px; font-weight: 500; }
QHeaderView[beside="true"]::section { padding: 0 4px; }
QHeaderView[bare="true"] { background: transparent; }
QHeaderView[bare="true"]::section { background: transparent; border-right: 0;
    border-bottom: 1px solid $line; }
QHeaderView::section:vertical { border-bottom: 1px solid $rule; }
QTableCornerButton::section { background: $head; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget#contents { background: transparent; border: 0; }
QStatusBar { background: $desk; color: $t2; border-top: 1px solid $line; font-size: ${small}px; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: transparent; }
"""

# Fields of several lines and with steps; single lines are painted by the style. The arrow keys step.
_FIELDS: Final = """
QPlainTextEdit, QTextEdit, QAbstractSpinBox { background: $field; color: $t1; border: 1px solid $fline;
    border-radius: 6px; padding: 4px 6px; selection-background-color: $tint2; selection-color: $t1; }
QPlainTextEdit:hover, QTextEdit:hover, QAbstractSpinBox:hover { border-color: $t2; }
QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus { border: 2px solid $ink; padding: 3px 5px; }
QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled { background: $off; color: $t3;
    border-color: $line; }
QPlainTextEdit[cell="true"] { background: transparent; border: 0; border-radius: 0; padding: 5px 8px; }
QPlainTextEdit[cell="true"]:focus { border: 2px solid $ink; padding: 3px 6px; }
QAbstractSpinBox { min-height: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
"""

_SCROLL: Final = """
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $fline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $fill; border-radius: 2px; }
"""

_TEMPLATE: Final = Template(_LABELS + _FLOATING + _LISTS + _FIELDS + _SCROLL)


def sheet(tokens: Tokens, pixels: Callable[[Size], int], title_spacing: int) -> str:
    """The whole style sheet for these tokens, this text size and the spacing of form titles."""
    colours = {name: value for name in Tokens.__slots__ if isinstance(value := getattr(tokens, name), str)}
    sizes = {size.name.lower(): str(pixels(size)) for size in Size}
    return _TEMPLATE.substitute(colours, title_spacing=str(title_spacing), **sizes)
