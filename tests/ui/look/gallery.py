"""Every component on one picture, to lie beside the design's: gallery.py OUT.png [--dark] [--scale 1.5]."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QRadioButton, QWidget

from showroom.rules.level import Level
from showroom.ui.look import marks, pixels, theme
from showroom.ui.look.badges import paint_badge
from showroom.ui.look.buttons import Button, Segments
from showroom.ui.look.chips import Chip
from showroom.ui.look.dress import dress
from showroom.ui.look.faces import Kind
from showroom.ui.look.fields import Field, Strip
from showroom.ui.look.icons import paint_icon
from showroom.ui.look.labels import Hairline, Role, Section, Text
from showroom.ui.look.sheet import SHEET_ROOM, Sheet
from showroom.ui.look.tags import Avatar, KeyCap, Seal, Status, Tally
from showroom.ui.look.toast import Toast
from showroom.ui.look.tokens import CONTROL_RADIUS, Size, Weight

WIDTH, HEIGHT = 720, 1180
LEVEL_WORDS = (
    "订单",
    "7 天内",
    "1 个月内",
    "1–3 个月",
    "3 个月后",
    "未定级",
    "交车",
    "战败",
    "休眠",
    "失联",
    "售后",
)
SWATCHES = (
    ("桌面", "desk"),
    ("侧栏", "side"),
    ("纸", "paper"),
    ("表头", "head"),
    ("细线", "rule"),
    ("框线", "frame"),
    ("字", "t1"),
    ("次字", "t2"),
    ("注", "t3"),
    ("墨", "ink"),
    ("墨底", "tint"),
    ("朱", "red"),
    ("琥珀", "amber"),
    ("玉", "jade"),
    ("铅笔", "pencil"),
)
ROWS = (
    ("常态", "138 0013 8021", "H"),
    ("悬停", "138 0013 8022", "A"),
    ("选中", "138 0013 8023", "B"),
    ("铅笔（待登记）", "138 0013 8024", "C"),
    ("焦点格", "138 0013 8025", "O"),
    ("已更正", "138 0013 8026", "H"),
    ("有误", "138 0013 8027", "A"),
)
ICONS = (
    "today",
    "door",
    "people",
    "contact-card",
    "daily-report",
    "car",
    "heart",
    "funnel",
    "settings",
    "phone",
    "search",
    "print",
    "excel",
    "calendar",
    "overdue",
    "warning",
    "error",
    "done",
    "eye",
    "history",
    "person-swap",
    "undo",
    "close",
    "more",
)


class Gallery(QWidget):
    """Laid out by hand, at the places of the design's picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(WIDTH, HEIGHT)
        self._type()
        self._fields()
        self._buttons()
        self._marks()
        self._more()

    def put(self, widget: QWidget, x: int, y: int, width: int = 0, height: int = 0) -> None:
        """Place a child."""
        widget.setParent(self)
        hint = widget.sizeHint()
        widget.setGeometry(x, y, width or hint.width(), height or hint.height())

    def _type(self) -> None:
        self.put(Text("字号", Role.STRONG), 36, 163)
        self.put(Text("142", Role.FIGURE), 36, 182)
        self.put(Text("营业日报表", Role.TITLE), 157, 191)
        self.put(Text("级别库存", Role.SECTION), 333, 194)
        self.put(Text("王丽 138 0013 8000"), 460, 195)
        self.put(Text("接待人", Role.LABEL), 640, 196)
        self.put(Text("级别与状态：离成交越近，墨越满", Role.STRONG), 36, 245)
        self.put(Text("表格行与格", Role.STRONG), 36, 380)
        self.put(Text("字段", Role.STRONG), 434, 380)
        self.put(Text("图标", Role.STRONG), 36, 640)
        self.put(Text("按钮", Role.STRONG), 36, 703)
        self.put(Text("到期算式、标签、正字、印", Role.STRONG), 36, 777)
        self.put(Text("消息", Role.STRONG), 463, 777)

    def _fields(self) -> None:
        text = "138 0013 8000"
        names = ("常态", "悬停", "焦点", "已改", "有误", "停用", "只读", "打码")
        fields = [Field(text, name=name) for name in names]
        for row, (name, field) in enumerate(zip(names, fields, strict=True)):
            self.put(Text(name, Role.LABEL), 434, 408 + row * 28)
            self.put(field, 478, 405 + row * 28, 206, 25)
        fields[2].setText("138 0013 80")
        fields[3].setText("138 0013 8011")
        fields[3].set_edited(True)
        fields[4].setText("138 0013 80")
        fields[4].set_invalid("少 2 位")
        fields[5].setEnabled(False)
        fields[6].setReadOnly(True)
        fields[7].setText("138****8000")
        fields[7].show_eye("查看完整号码")
        self.focused = fields[2]

    def _buttons(self) -> None:
        x = 36
        for button in (
            Button("保存", Kind.PRIMARY, keys="Ctrl S"),
            Button("打印"),
            Button("打印"),
            Button("打印"),
            Button("更多", Kind.QUIET),
            Button("保存所选"),
            Button("删除草稿", Kind.DESTRUCTIVE),
        ):
            self.put(button, x, 727)
            x += button.width() + 10
            button.setEnabled(button.text() != "保存所选")

    def _marks(self) -> None:
        self.put(Text("3月3日 来电 + H 每 2 天 =", Role.PRINT), 36, 801)
        self.put(Text("3月5日", Role.STRONG), 183, 801)
        self.put(Status("逾期 2 天", "overdue", "red"), 36, 835)
        self.put(Status("未留电话", "warning", "amber"), 124, 835)
        self.put(Status("已提交", "done", "jade"), 212, 835)
        for number, count in enumerate((1, 3, 5, 5, 2)):
            self.put(Tally(count), 290 + number * 21, 836)
        self.put(Seal("已封", "3.05"), 397, 825)
        toast = Toast(self)
        toast.say("已登记 徐先生(第 8 行)", "撤销", 6)
        toast.move(463 - 24, 802 - 24)
        self.toast = toast

    def _more(self) -> None:
        self.strip = Strip("电话、姓名、车型、人数……任意顺序", "phone", "F2")
        self.put(self.strip, 20, 900, 500)
        self.put(Strip("转到", "search", "Ctrl K", quiet=True), 532, 900, 160)
        x = 20
        for chip in (
            Chip("王丽·H 级·陈涛的客户", icon="person", verdict=True),
            Chip("王女士", "姓名"),
            Chip("138 0013 8000", "电话"),
            Chip("朗逸", "车型"),
            Chip("李娜", "顾问", removable=True),
        ):
            self.put(chip, x, 948)
            x += chip.width() + 6
        self.put(Button("", Kind.QUIET, icon="chevron-left", tip="前一天"), 20, 984)
        self.put(Button("3月5日 周四", icon="calendar"), 58, 984)
        self.put(Button("Excel", Kind.QUIET, icon="excel"), 300, 984)
        self.put(Button("打印", Kind.QUIET, icon="print"), 386, 984)
        self.put(Segments([("ten", "10 列"), ("more", "扩展")]), 186, 984)
        self.put(Button("日结…"), 480, 984)
        box = QComboBox()
        box.addItems(["促进成交", "回访"])
        self.put(box, 560, 984, 120)
        tick = QCheckBox("车型、颜色已选定")
        tick.setChecked(True)
        self.put(tick, 20, 1026)
        self.put(QCheckBox("旧车处理中"), 170, 1026)
        radio = QRadioButton("先生")
        radio.setChecked(True)
        self.put(radio, 290, 1026)
        self.put(QRadioButton("夫妻商量"), 360, 1026)
        self.put(Avatar("周敏"), 480, 1020)
        self.put(Avatar("周敏", selected=True), 516, 1020)
        self.put(KeyCap("Esc"), 560, 1026)
        self.put(Section("此刻在店", "3", "共 5 人"), 20, 1060, 288)
        self.put(Hairline(), 20, 1088, 288)
        self.put(Sheet(), 330, 1050, 360, 120)
        self.put(Text("展厅来电(店)客户登记记录表", Role.TITLE), 370, 1050 + SHEET_ROOM.top() + 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What belongs to delegates and headers is painted straight."""
        painter = QPainter(self)
        self._paint_swatches(painter)
        self._paint_levels(painter)
        self._paint_table(painter)
        for number, name in enumerate(ICONS):
            colour = theme.current().tokens.t2
            paint_icon(painter, QRectF(36 + number * 27.3, 664, 20, 20), name, colour)
        painter.end()

    def _write(
        self, painter: QPainter, rect: QRectF, text: str, colour: str, size: Size, *, bold: bool = False
    ) -> None:
        painter.setFont(theme.current().font(size, Weight.MEDIUM if bold else Weight.REGULAR))
        pixels.write(painter, rect, text, colour)

    def _paint_swatches(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        head = "深色" if tokens.name == "dark" else "浅色"
        self._write(painter, QRectF(36, 15, 90, 28), head, tokens.t1, Size.FORM_TITLE)
        for number, (word, name) in enumerate(SWATCHES):
            x, y = 36 + number % 5 * 132, 50 + number // 5 * 36
            colour = str(getattr(tokens, name))
            pixels.box(painter, QRectF(x, y, 30, 30), CONTROL_RADIUS, colour, tokens.line)
            self._write(painter, QRectF(x + 38, y, 90, 16), word, tokens.t1, Size.BODY)
            self._write(painter, QRectF(x + 38, y + 15, 90, 16), colour, tokens.t3, Size.KEY)

    def _paint_levels(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        pixels.box(painter, QRectF(36, 270, 648, 62), 8, tokens.paper, tokens.line)
        for number, (level, word) in enumerate(zip(Level, LEVEL_WORDS, strict=True)):
            middle = 74 + number * 57.3
            paint_badge(painter, QRectF(middle - 20, 281, 40, 20), level)
            painter.setFont(theme.current().font(Size.KEY))
            width = painter.fontMetrics().horizontalAdvance(word)
            rect = QRectF(middle - width / 2, 304, width, 20)
            pixels.write(painter, rect, word, tokens.t2)

    def _paint_table(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        lefts, right = (36, 66, 244, 362), 406
        pixels.box(painter, QRectF(36, 404, 370, 210), 0, tokens.paper)
        pixels.box(painter, QRectF(36, 404, 370, 27), 0, tokens.head)
        for row, (word, phone, level) in enumerate(ROWS):
            y = 432 + row * 26
            if row in (1, 2, 3):
                ground = tokens.head if row == 1 else tokens.tint
                pixels.box(painter, QRectF(36, y, 370, 26), 0, ground)
            colour = tokens.pencil if row == 3 else tokens.t1
            self._write(painter, QRectF(47, y, 20, 26), str(row + 1), tokens.t3, Size.SMALL)
            self._write(painter, QRectF(74, y, 170, 26), word, colour, Size.BODY)
            self._write(painter, QRectF(252, y, 110, 26), phone, colour, Size.BODY)
            paint_badge(painter, QRectF(362, y, 44, 26), level)
        for x, word in ((131, "状态"), (291, "电话"), (372, "级别")):
            self._write(painter, QRectF(x + 8, 404, 60, 27), word, tokens.t2, Size.SMALL, bold=True)
        self._paint_cells(painter)
        for row in range(8):
            y = 431 + row * 26
            colour = tokens.frame if row in (0, 7) else tokens.rule
            pixels.rule(painter, QPointF(36, y), QPointF(right, y), colour)
        for x in lefts[1:]:
            pixels.rule(painter, QPointF(x, 404), QPointF(x, 613), tokens.rule)
        pixels.box(painter, QRectF(36, 404, 370, 210), 0, "", tokens.frame)

    def _paint_cells(self, painter: QPainter) -> None:
        tokens = theme.current().tokens
        pixels.box(painter, QRectF(36, 484, 3, 26), 0, tokens.ink)
        pixels.box(painter, QRectF(67, 536, 177, 25), 0, tokens.paper, tokens.ink, 2)
        marks.paint_triangle(painter, QRectF(67, 562, 177, 25))
        pixels.box(painter, QRectF(67, 588, 177, 25), 0, tokens.red_ground, tokens.red, 2)
        self._write(painter, QRectF(74, 536, 170, 26), "焦点格", tokens.t1, Size.BODY)
        self._write(painter, QRectF(74, 588, 170, 26), "有误", tokens.t1, Size.BODY)


def main() -> None:
    """Draw the gallery into a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--field", action="store_true", help="focus a field instead of a button")
    parser.add_argument("--text", type=int, default=100)
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    app = QApplication(sys.argv[:1])
    look = dress(app)
    look.motion = False
    look.choose(theme.Scheme.DARK if chosen.dark else theme.Scheme.LIGHT)
    look.set_text(chosen.text)
    gallery = Gallery()
    gallery.show()
    gallery.activateWindow()
    if chosen.field:
        gallery.focused.setFocus()
    else:
        gallery.findChildren(Button)[3].setFocus()
    app.processEvents()
    gallery.grab().save(str(chosen.out))


if __name__ == "__main__":
    main()
