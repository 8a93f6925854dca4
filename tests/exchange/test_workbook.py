"""What any exported file holds: text that stays text, real numbers, days, times; nothing of the computer."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.exchange.workbook import Column, Share, Table, build

from .reading import formulas, opened, parts, values

MADE = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
TABLE = Table(
    "Log 2026-03-05", "来店登记", "恒远汽车", (Column("姓名", 32), Column("Assigned consultant", 19)), ()
)
# fmt: off
MEANS_HARM = (
    "=1+1", '=HYPERLINK("http://x.example","看")', "+1", "-2+3", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x",
    "=cmd|' /C calc'!A0", "#N/A", "#REF!", "TRUE", "13800138000", "007", "110105199001011234", "1E5", "3/4",
    "2026-03-05", "'=1", " =1", "_x0041_", "_x005F_", "a\nb", "&P", "<b>", "]]>", "“引号”", "𠮷野", "😀",
)
# fmt: on


def built(*cells: Any, **changes: Any) -> bytes:
    return build(replace(TABLE, rows=tuple((cell,) for cell in cells), **changes), "E260305-001", MADE)


def read_back(*cells: Any) -> list[Any]:
    rows = values(built(*cells))[3:]
    return [row[0] if row else None for row in rows]


# Text


@pytest.mark.parametrize("text", MEANS_HARM)
def test_text_comes_back_as_the_text_it_was(text: str) -> None:
    content = built(text)
    assert values(content)[3:] == [[text]]
    assert formulas(content) == []


def test_written_without_care_it_would_be_a_formula() -> None:
    """The control: what openpyxl does by itself with the same words."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, text in enumerate(MEANS_HARM, 1):
        sheet.cell(row, 1).value = text
    assert [cell.value for (cell,) in sheet.iter_rows() if cell.data_type in ("f", "e")] == [
        "=1+1", '=HYPERLINK("http://x.example","看")', "=cmd|' /C calc'!A0", "#N/A", "#REF!",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "－1"])
def test_what_begins_like_a_formula_is_quoted_for_whoever_edits_it(text: str) -> None:
    assert opened(built(text)).cell(4, 1).quotePrefix
    assert not opened(built(f"x{text}")).cell(4, 1).quotePrefix


@pytest.mark.parametrize("place", ["title", "head", "column", "foot"])
def test_no_place_calculates(place: str) -> None:
    bad = "=1+1"
    changes: dict[str, dict[str, Any]] = {
        "title": {"title": bad},
        "head": {"head": bad},
        "column": {"columns": (Column(bad, 9),)},
        "foot": {"foot": ((bad, 1),)},
    }
    content = built("x", **changes[place])
    assert formulas(content) == []
    assert any(bad in row for row in values(content))


def test_control_characters_are_left_out() -> None:
    assert read_back("a\x00b\x07c\x1fd\x7fe\ufffef\ud800g", "\x01") == ["abcdefg", None]


def test_line_ends_are_those_of_a_cell() -> None:
    assert read_back("a\r\nb\rc\nd") == ["a\nb\nc\nd"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40))
def test_whatever_is_written_comes_back(text: str) -> None:
    assert read_back(text) == [text]


# Numbers, days, times


def test_values_are_what_they_are() -> None:
    day, at = date(2026, 3, 5), time(9, 40)
    sheet = opened(built(day, at, 7, 16.5, Share(58), None))
    cells = [sheet.cell(row, 1) for row in range(4, 9)]
    assert [cell.value for cell in cells] == [cells[0].value, at, 7, 16.5, 0.58]
    assert cells[0].value.date() == day
    assert [cell.is_date for cell in cells] == [True, True, False, False, False]
    assert [cell.number_format for cell in cells] == ["yyyy-mm-dd", "hh:mm", "General", "General", "0%"]


# The sheet


def test_the_heads_stay_in_view_and_on_every_page() -> None:
    sheet = opened(built("x"))
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.title == "Log 2026-03-05"


def test_columns_are_as_wide_as_on_paper_or_as_their_longest_word() -> None:
    sheet = opened(built("x"))
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [18.0, 12.0]


def test_totals_and_figures_stand_below() -> None:
    content = built("x", total=("合计", 3), foot=(("首次", 2), ("留档率", Share(50))))
    assert values(content)[3:] == [["x"], ["合计", 3], [], ["首次", "留档率"], [2, 0.5]]


@pytest.mark.parametrize("name", ["a/b:c*d?e[f]g\\h", "很长的名字" * 9])
def test_a_name_excel_refuses_is_mended(name: str) -> None:
    title = opened(built("x", name=name)).title
    assert len(title) <= 31
    assert not set(title) & set("[]:*?/\\")


def test_the_file_tells_of_the_program_and_the_export_and_of_nobody_else() -> None:
    content = built("x")
    said = "".join(parts(content).values())
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (properties.creator, properties.identifier) == ("Showroom", "E260305-001")
    assert properties.created == MADE.replace(tzinfo=None)
    assert "E260305-001" in opened(content).oddFooter.left.text
    for foreign in ("openpyxl<", "/home/", "C:\\"):
        assert foreign not in said
