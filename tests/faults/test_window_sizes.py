"""Scaled screens, small windows, large text; keyboards alone; screens that are gone (V8, V10, V11, V19)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from showroom import language
from showroom.remembered import Remembered
from showroom.rules.duties import Role
from showroom.ui.look.theme import Scheme
from showroom.ui.window import Window
from tests.journeys.at_the_window import page, press, settle, shell, sign_in
from tests.journeys.conftest import look, morning, open_window, pdf, window
from tests.people import USER_OF, Showroom, register_walk_in
from tests.ui.test_accessible import SEEN, enter

__all__ = ["look", "morning", "open_window", "pdf", "window"]

_ROOT = Path(__file__).parents[2]

# Scale, language, text size in percent, width and height: each scale with what is worst beside it.
WAYS = (
    (1.25, language.ENGLISH, 90, 853, 480),
    (1.5, language.ENGLISH, 150, 1280, 720),
    (1.75, language.CHINESE, 150, 853, 480),
    (2.0, language.CHINESE, 110, 1280, 720),
)
ALL_WAYS = [
    (scale, code, text, *size)
    for scale in (1.25, 1.5, 1.75, 2.0)
    for code in language.LANGUAGES
    for text in (90, 100, 110, 125, 150)
    for size in ((1280, 720), (853, 480))
]


def look_everywhere(
    folder: Path, scale: float, code: str, text: int, width: int, height: int, *more: str
) -> list[str]:
    """What does not fit, on every page, panel and dialog of a window on such a screen."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.faults.looking_everywhere", str(folder)),
            *(code, str(text), str(width), str(height), *more),
        ],
        cwd=_ROOT,
        env=os.environ
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *found, last = done.stdout.splitlines()
    assert last == f"LOOKED 71 ({width}, {height}, {scale})", "everything was seen, at this size and scale"
    return found


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_nothing_is_clipped_or_out_of_reach(tmp_path: Path, way: tuple[Any, ...]) -> None:
    assert look_everywhere(tmp_path, *way) == []


@pytest.mark.long
@pytest.mark.parametrize("way", ALL_WAYS, ids=str)
def test_nothing_is_clipped_in_any_dress(tmp_path: Path, way: tuple[Any, ...]) -> None:
    assert look_everywhere(tmp_path, *way) == []


def test_the_control_buttons_that_are_too_small_are_seen_everywhere(tmp_path: Path) -> None:
    found = look_everywhere(tmp_path, *WAYS[0], "clip")
    assert len({line.partition(":")[0] for line in found if "clipped" in line}) > 20


# -- V11: the keyboard alone --------------------------------------------------------------------------


def tab_stops(opened: Window) -> Iterator[QWidget]:
    """What Tab leads to, until it comes round."""
    seen: set[int] = set()
    for _step in range(120):
        press("Tab")
        here = QApplication.focusWidget()
        if here is None or id(here) in seen:
            return
        seen.add(id(here))
        yield here


def picture_of(opened: Window) -> Any:
    settle()
    return opened.grab().toImage()


@pytest.mark.parametrize(
    ("place", "role"),
    [one for one in SEEN if one[1] in (Role.RECEPTIONIST, Role.ADMINISTRATOR)],
    ids=lambda one: getattr(one, "key", one),
)
def test_the_pen_is_seen_wherever_tab_leads(
    window: Window, morning: Showroom, place: Any, role: Role
) -> None:
    """The picture of the window differs at each stop from the one without any focus there."""
    register_walk_in(morning.reception, "沈女士", "13911112222")
    enter(window, role, place.key)
    unseen, stops = [], 0
    for here in tab_stops(window):
        stops += 1
        with_pen = picture_of(window)
        here.clearFocus()
        without = picture_of(window)
        here.setFocus(Qt.FocusReason.TabFocusReason)
        if with_pen == without:
            unseen.append(f"{type(here).__name__} {here.accessibleName()}")
    assert stops > 3
    assert unseen == []


def test_the_control_a_pen_nobody_draws_is_noticed(window: Window) -> None:
    sign_in(window, "周敏")
    bare = QWidget(page(window))
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bare.setGeometry(QRect(0, 0, 40, 40))
    bare.show()
    bare.setFocus()
    with_pen = picture_of(window)
    bare.clearFocus()
    assert picture_of(window) == with_pen


# -- V10: the screen it was on is gone ----------------------------------------------------------------


def geometry_on_a_screen_at(left: int, top: int) -> str:
    """A place as Qt keeps it (version 3), on a screen that is not there any more."""
    kept = QByteArray()
    stream = QDataStream(kept, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeUInt32(0x1D9D0CB)
    stream.writeUInt16(3)
    stream.writeUInt16(0)
    for _frame_and_normal in range(2):
        for edge in (left, top, left + 1200, top + 800):
            stream.writeInt32(edge)
    stream.writeInt32(1)
    stream.writeUInt8(0)
    stream.writeUInt8(0)
    stream.writeInt32(5120)
    for edge in (left, top, left + 1200, top + 800):
        stream.writeInt32(edge)
    return b64encode(bytes(kept.data())).decode("ascii")


@pytest.mark.parametrize("corner", [(5000, 100), (-4000, 100), (100, 9000), (100, -9000)])
def test_a_window_of_a_lost_screen_opens_where_it_can_be_seen(
    look: object, morning: Showroom, tmp_path: Path, corner: tuple[int, int]
) -> None:
    remembered = Remembered(tmp_path / "settings.json")
    remembered.keep(window=geometry_on_a_screen_at(*corner))
    opened = Window(morning.store, morning.clock, remembered, inline=True)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    opened.open_up(screen.size())
    settle()
    assert screen.intersects(opened.geometry())
    assert screen.contains(opened.geometry().topLeft() + QPoint(20, 5)), "its head can be gripped"
    opened.close()
    opened.deleteLater()


# -- V19: what this computer remembers is damaged -----------------------------------------------------

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**400,
    1e308,
    "",
    "x" * 100_000,
    "\x00",
    "\ud800",
    [],
    [[]],
    {"a": {}},
)
KEYS = ("language", "scheme", "text", "window", "extended", "excel folder", "pdf folder", "tally kind")


@pytest.mark.parametrize("odd", ODD, ids=lambda one: repr(one)[:12])
def test_odd_values_are_defaults_and_no_stop(
    look: object, morning: Showroom, tmp_path: Path, odd: Any
) -> None:
    """Every value of another type, or beyond any measure: the program opens, works and closes."""
    path = tmp_path / "settings.json"
    kept: dict[str, Any] = dict.fromkeys(KEYS, odd) | {f"print {one}": odd for one in ("traffic log",)}
    kept |= {"print traffic_log": {"printer": odd, "copies": odd}}
    path.write_text(json.dumps(kept), encoding="utf-8")
    remembered = Remembered(path)
    assert remembered.one_of("language", language.LANGUAGES, language.CHINESE) == language.CHINESE
    Scheme(remembered.one_of("scheme", list(Scheme), Scheme.SYSTEM))
    opened = Window(morning.store, morning.clock, remembered, inline=True)
    opened.show()
    opened.sign_in(USER_OF[Role.RECEPTIONIST], "zhan-ting-2026")
    settle()
    press("Ctrl+P", "Esc", "Ctrl+2")
    assert shell(opened).isVisible()
    opened.close()
    assert Remembered(path).get("window", ""), "and it can be written again"
    opened.deleteLater()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"text": 1e999}']
)
def test_a_broken_file_is_no_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert Remembered(path).get("text", 100) == 100


def test_the_control_a_scheme_that_is_taken_as_it_stands_stops_the_start() -> None:
    with pytest.raises(ValueError, match="pink"):
        Scheme("pink")


def test_a_folder_whose_name_is_no_text_is_remembered(tmp_path: Path) -> None:
    odd = os.fsdecode(b"/tmp/\xb2\xe2")
    Remembered(tmp_path / "settings.json").keep(**{"pdf folder": odd})
    assert Remembered(tmp_path / "settings.json").get("pdf folder", "") == odd
