"""The level grid on paper: geometry, letters, boxes and stars, totals, page 2, blank form, hostile texts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from showroom.forms.level_grid import COUNTED, DAYS, GridCell, LevelGrid, Star
from showroom.rules.level_grid import Joined
from showroom.sheets import level_grid as sheet
from showroom.sheets import qr, shapes
from showroom.sheets.page import GUIDE, Outline, Page, Rule, Stroke

from .grid_samples import EMPTY_GRID, GRID, LONG_GRID, ROWS, joined
from .reading import bounds, collisions, crossings, text_of, texts_of, words
from .reading import joined as without_space
from .samples import STAMP

NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s")
LONG = "兄弟二人共同决定，另要求加装行李架与全车贴膜，赠送首年保养"
FULL = replace(
    LONG_GRID,
    consultant_name="古丽娜尔·阿不都热合曼",
    totals=dict.fromkeys((*COUNTED, "N"), 999),
    rows=tuple(
        replace(
            one,
            name="古丽娜尔·阿不都热合曼·买买提",
            phone="+86 138 0000 1234 转 88123",
            colour="珍珠白双色车顶",
            reason=LONG,
            cells=(GridCell("F1", first=True), GridCell(star=Star.AHEAD)) * 15 + (GridCell("F2"),),
        )
        for one in LONG_GRID.rows
    ),
)


def page_of(grid: LevelGrid = GRID, *, blank: bool = False) -> Page:
    return sheet.compose(grid, blank=blank, stamp=STAMP)[0]


def rules(page: Page) -> list[Rule]:
    return [mark for mark in page.marks if isinstance(mark, Rule)]


def drawn(*grids: LevelGrid, blank: bool = False) -> list[str]:
    target = io.BytesIO()
    sheet.draw(grids, target, blank=blank, stamp=STAMP)
    return texts_of(target.getvalue())


def test_columns_fill_the_live_width() -> None:
    columns = sheet._columns()
    assert sum(column.width for column in columns) == pytest.approx(272)
    assert [column.width for column in columns[8 : 8 + DAYS]] == [4.6] * DAYS
    totals = sheet.CAPTION + (len(COUNTED) + 1) * sheet.TOTAL
    assert totals == 134


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("grid", [GRID, LONG_GRID, FULL, EMPTY_GRID])
def test_nothing_leaves_its_place(grid: LevelGrid, blank: bool) -> None:
    for page in sheet.compose(grid, blank=blank, stamp=STAMP):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 14.99
            assert right <= 287.01
            assert top >= 9.49
            assert bottom <= 195.8 or 196.3 <= top <= bottom <= 200.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_form_has_the_same_rules_but_for_the_guides_of_the_weeks() -> None:
    filled = {one for one in rules(page_of()) if not (one.weight == GUIDE and one.x1 == one.x2)}
    blank = {one for one in rules(page_of(blank=True)) if not (one.weight == GUIDE and one.x1 == one.x2)}
    assert filled == blank


@pytest.mark.parametrize(("blank", "after"), [(False, [2, 9, 16, 23, 30]), (True, [5, 10, 15, 20, 25, 30])])
def test_guide_stands_after_each_sunday_or_fifth_day(blank: bool, after: list[int]) -> None:
    first = 15 + 102.4
    guides = sorted(one.x1 for one in rules(page_of(blank=blank)) if one.weight == GUIDE and one.x1 == one.x2)
    assert guides == pytest.approx([first + number * 4.6 for number in after])


def test_every_fifth_row_ends_in_a_guide() -> None:
    across = [one.y1 for one in rules(page_of()) if one.weight == GUIDE and one.y1 == one.y2]
    assert across == pytest.approx([38 + 7 * row for row in (5, 10, 15)])


def test_first_level_is_boxed_and_a_plan_is_a_star_of_six_rays() -> None:
    marks = page_of().marks
    boxes = [one for one in marks if isinstance(one, Outline)]
    assert [(one.width, one.height, one.weight) for one in boxes] == [(3.6, 4.4, 0.7)] * 3
    stars = sum(cell.star is not None for row in ROWS for cell in row.cells)
    strokes = [one for one in marks if isinstance(one, Stroke)]
    assert stars == 8
    assert len(strokes) == stars * 3
    assert {one.weight for one in strokes} == {shapes.STAR_WEIGHT}


def test_two_signs_of_a_letter_stand_smaller() -> None:
    sizes = {one.size for one in words(page_of()) if one.text == "F1" and one.x < 260}
    assert sizes == {7.5}


def test_head_and_totals_tell_the_month() -> None:
    text = text_of(page_of())
    for told in (
        "2025年11月",
        "欧阳振华",
        "上月转入8",
        "本月新增2，重启1，接手1",
        "截至11-22",
        "展厅云川锦程",
    ):
        assert told in text
    figures = [one for one in words(page_of()) if one.size == 10 and one.y > 180]
    assert [one.text for one in sorted(figures, key=lambda one: one.x)] == [
        *"1113",
        *"2011",
        "1",
        "11",
    ], "N, O, H, A, B, C, D, F1, F2 and all of them"


@pytest.mark.parametrize(
    "told", ["11-22交车", "同品·价格", "逾期", "需拍车牌02-16唤醒", "交给王建国", "接自王建国", "重新跟进"]
)
def test_remark_says_how_a_card_came_and_went(told: str) -> None:
    assert told in text_of(page_of())


def test_blank_form_tells_nothing_of_the_month() -> None:
    text = text_of(page_of(blank=True))
    assert "空白表" in text
    for told in ("欧阳振华", "2025年", "赵志远", "138", "含个人信息"):
        assert told not in text
    assert [one.text for one in words(page_of(blank=True)) if one.size == 10] == []


def test_row_21_opens_page_2_and_totals_stand_on_the_last() -> None:
    pages = [page for page in sheet.compose(LONG_GRID, stamp=STAMP) if "附注" not in text_of(page)[:40]]
    assert len(pages) == 3
    assert ["接下页" in text_of(page) for page in pages] == [True, True, False]
    assert ["展厅经理" in text_of(page) for page in pages] == [False, False, True]
    numbers = [[one.text for one in words(page) if one.size == 7 and one.x < 21] for page in pages]
    assert numbers == [[str(1 + start + row) for row in range(20)] for start in (0, 20, 40)]


def test_february_has_no_weekdays_where_it_has_no_days() -> None:
    signs = [one for one in words(page_of(EMPTY_GRID)) if one.size == 7 and 117 < one.x < 261 and one.y < 38]
    assert len(signs) == 28


def test_corner_code_names_month_and_consultant_never_a_customer() -> None:
    frame = sheet._Grid(GRID, False, sheet.Notes()).frame(STAMP)
    code = qr.read_back(qr.Code(frame.kind, frame.number, frame.staff).digits())
    assert (code.kind, code.number, code.staff) == (qr.Kind.LG, 20251101, GRID.consultant)
    blank = sheet._Grid(GRID, True, sheet.Notes()).frame(STAMP)
    assert (blank.number, blank.staff) == (20251100, 0)


def test_grids_of_several_follow_each_on_a_page_of_its_own() -> None:
    other = replace(GRID, consultant=2, consultant_name="孙丽华", rows=ROWS[:1], totals={"A": 1})
    texts = drawn(GRID, other)
    assert len(texts) == 3
    assert "孙丽华" in texts[2]
    assert "第 1 页 / 共 1 页" in texts[2]


def test_long_name_stands_whole_on_the_notes_page() -> None:
    notes = sheet.compose(GRID, stamp=STAMP)[-1]
    assert "云川市鑫源汽车租赁服务有限责任公司（刘经理）" in text_of(notes)
    assert "序号3客户姓名" in text_of(notes)


@pytest.mark.parametrize("text", NASTY)
def test_what_guests_say_is_not_markup(text: str) -> None:
    grid = replace(GRID, rows=(replace(ROWS[0], name=text, reason=text),), consultant_name=text)
    assert without_space(text) in without_space("".join(drawn(grid)))


def test_returned_card_is_counted_apart_from_a_new_one() -> None:
    rows = tuple(replace(ROWS[0], entry=joined(how, 3, "B")) for how in (Joined.NEW, Joined.RETURNED))
    text = text_of(page_of(replace(GRID, rows=rows, first=date(2025, 11, 1))))
    assert "本月新增1，重启1截至" in text
