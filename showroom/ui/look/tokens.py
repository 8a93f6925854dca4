"""Every colour, size and measure of the screen, light and dark: the only place with colour literals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class LevelColours:
    """How one level takes its ink; an empty string is not painted."""

    fill: str
    letter: str
    edge: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One complete set of colours, as "#rrggbb" (or "#aarrggbb" where it lies over something)."""

    name: str
    desk: str
    side: str
    paper: str
    head: str
    rule: str
    line: str
    frame: str
    t1: str
    t2: str
    t3: str
    ink: str
    fill: str
    fill_text: str
    fill_hover: str
    fill_cap: str
    tint: str
    tint2: str
    pencil: str
    field: str
    fline: str
    off: str
    red: str
    red_ground: str
    amber: str
    amber_ground: str
    orange: str
    jade: str
    jade_ground: str
    sheet_edge: str
    sheet_shadow: str
    float_shadow: str
    scrim: str
    levels: Mapping[str, LevelColours]


def _closed(letter: str, edge: str, half: str, jade: str) -> dict[str, LevelColours]:
    """The levels no longer in the race: neutral greys, and jade for the delivered car."""
    return {
        "D": LevelColours("", jade, jade),
        "F1": LevelColours("", letter, edge),
        "F2": LevelColours(half, letter, edge),
        "L": LevelColours("", letter, edge),
        "M": LevelColours("", letter, ""),
    }


LIGHT: Final = Tokens(
    name="light",
    desk="#F3F2EF",
    side="#EAE8E4",
    paper="#FFFFFF",
    head="#F8F7F4",
    rule="#DDD9D2",
    line="#D5D1CA",
    frame="#5F5A54",
    t1="#1C1A18",
    t2="#56514B",
    t3="#69645D",
    ink="#1F4A86",
    fill="#1F4A86",
    fill_text="#FFFFFF",
    fill_hover="#1A3F73",
    fill_cap="#47FFFFFF",
    tint="#E7EEF8",
    tint2="#CFDDF0",
    pencil="#536888",
    field="#FFFFFF",
    fline="#918A81",
    off="#ECEAE6",
    red="#B3301D",
    red_ground="#FBE9E5",
    amber="#815300",
    amber_ground="#FAF0DB",
    orange="#D9660A",
    jade="#18684A",
    jade_ground="#E2F1EA",
    sheet_edge="#0A000000",
    sheet_shadow="#12000000",
    float_shadow="#29000000",
    scrim="#5C000000",
    levels={
        "O": LevelColours("#18684A", "#FFFFFF", "#18684A"),
        "H": LevelColours("#1B3763", "#FFFFFF", "#1B3763"),
        "A": LevelColours("#4D73A8", "#FFFFFF", "#4D73A8"),
        "B": LevelColours("#D6E2F2", "#1B3763", "#6F8FBE"),
        "C": LevelColours("#FFFFFF", "#45546E", "#8392A9"),
        "N": LevelColours("", "#69645D", "#8392A9"),
        **_closed(letter="#56514B", edge="#69645D", half="#D5D1CA", jade="#18684A"),
    },
)

DARK: Final = Tokens(
    name="dark",
    desk="#17181A",
    side="#121315",
    paper="#212327",
    head="#272A2E",
    rule="#373A40",
    line="#34363B",
    frame="#8A8E96",
    t1="#ECEAE6",
    t2="#B9B6B0",
    t3="#A19E98",
    ink="#8DB6F2",
    fill="#35639F",
    fill_text="#FFFFFF",
    fill_hover="#2E578C",
    fill_cap="#47FFFFFF",
    tint="#23324A",
    tint2="#2F4566",
    pencil="#93ACD3",
    field="#1B1D20",
    fline="#70757D",
    off="#202122",
    red="#FF8F7A",
    red_ground="#3C221E",
    amber="#E6B863",
    amber_ground="#372C17",
    orange="#F0863A",
    jade="#70C9A0",
    jade_ground="#1C3229",
    sheet_edge="#272A2E",
    sheet_shadow="",
    float_shadow="#66000000",
    scrim="#5C000000",
    levels={
        "O": LevelColours("#70C9A0", "#0C2A1D", "#70C9A0"),
        "H": LevelColours("#CFDFF8", "#13284A", "#CFDFF8"),
        "A": LevelColours("#7FA6DD", "#0E2140", "#7FA6DD"),
        "B": LevelColours("#2F4566", "#DCE8FB", "#5877A6"),
        "C": LevelColours("#212327", "#B7C3D6", "#6F7C90"),
        "N": LevelColours("", "#A19E98", "#6F7C90"),
        **_closed(letter="#B9B6B0", edge="#A19E98", half="#43464C", jade="#70C9A0"),
    },
)


class Size(IntEnum):
    """Type sizes in pixels at text size 100 %; the points of the specification are in the comments.

    Pixels, because row heights are pixels too and a point is a pixel on macOS.
    """

    FIGURE = 34  # 26 pt
    FORM_TITLE = 19  # 14 pt
    SECTION = 15  # 11 pt
    BODY = 13  # 10 pt
    SMALL = 12  # 9 pt
    KEY = 11  # 8.5 pt: key caps, block labels, weekdays of the grid


class Weight(IntEnum):
    """The three weights that are shipped."""

    REGULAR = 400
    MEDIUM = 500
    BOLD = 700


TITLE_SPACING: Final = 3  # px between the characters of a Chinese form title

# Spacing: 4 8 12 16 20 24 32.
TIGHT: Final = 4
SNUG: Final = 8
CLOSE: Final = 12
GAP: Final = 16
GUTTER: Final = 20
MARGIN: Final = 24
WIDE: Final = 32

# Radii.
PAPER_RADIUS: Final = 2
CHIP_RADIUS: Final = 4
CONTROL_RADIUS: Final = 6
PANEL_RADIUS: Final = 8
DIALOG_RADIUS: Final = 10

# Heights.
CONTROL: Final = 30
STRIP: Final = 38
SIDE_ITEM: Final = 34
TOP_BAR: Final = 52
CHIP_LINE: Final = 34
PAGE_HEAD: Final = 48
STATUS_BAR: Final = 26
COLUMN_HEAD: Final = 36
CHIP: Final = 24
STATUS_CHIP: Final = 20
KEY_CAP: Final = 18
BADGE: Final = 20
BADGE_IN_GRID: Final = 18

# Rows, following the paper.
LOG_ROW: Final = 32
TRACKING_ROW: Final = 47
GRID_ROW: Final = 27
DAILY_ROW: Final = 21
CARD_ROW: Final = 30
WORK_ROW: Final = 51
HEAD_PITCH: Final = 15  # two-line heads
CELL_PITCH: Final = 17  # two-line cells

# Widths.
SIDE_BAR: Final = 184
SIDE_BAR_NARROW: Final = 52
SIDE_COLUMN: Final = 288
SIDE_COLUMN_CARD: Final = 340
FLY_OUT: Final = 420
RAIL: Final = 46
SELECTION_BAR: Final = 3

FADE_MS: Final = 120
TOAST_SECONDS: Final = 8
