"""A text in lines for painters that place each line themselves."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def wrapped(words: str, font: QFont, width: float, most: int) -> list[str]:
    """A text in lines of this width, `most` of them; the last one keeps what did not fit, to be cut off.

    Qt's own breaking: no line begins with a comma, words of letters stay whole where they can.
    """
    lines: list[str] = []
    for paragraph in words.split("\n"):
        rest = paragraph.strip()
        for start, end in _broken(rest, font, width) if rest else ():
            if len(lines) == most - 1:
                return [*lines, rest[start:]]
            lines.append(rest[start:end].rstrip())
    return lines


def _broken(words: str, font: QFont, width: float) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    parts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        parts.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return parts
