"""The tracking sheet on paper: columns, cells, pages, one consultant after another, texts that mean harm."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from showroom import language
from showroom.forms.tracking_sheet import Ending, TrackingSheet
from showroom.services import sheet_owners
from showroom.sheets import ladders, qr, table, tracking_sheet
from showroom.sheets.page import Area, Page, Rule, Text
from showroom.sheets.tracking_sheet_printing import (
    chosen,
    preview_tracking_sheets,
    print_tracking_sheets,
)
from tests.people import THURSDAY, Showroom, acts, last_act, register_walk_in

from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .samples import STAMP
from .tracking_samples import FIRST, LAST, ROWS, SHEET, THREE, card, sheet_of

NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s", "𠮷野㛃䶮", "x" * 300)
HARMFUL = replace(
    SHEET,
    consultant_name="古丽娜尔·阿不都" * 5,
    dealer_short="新疆维吾尔自治区巴音郭楞蒙古自治州展厅",
    rows=tuple(
        card(
            99_999_999,
            text * 3,
            phones=tuple(f"138 0000 {number:04}" for number in range(6)),
            source=text,
            colour=text,
            level="F1",
            more=9999,
            contacts=tuple(replace(one, ordinal=9999, said=text * 9, method="post") for one in THREE),
            state="lost",
            ending=Ending(LAST, text, text * 9, text * 3, 99_999_99),
        )
        for text in NASTY
    ),
)


def composed(sheet: TrackingSheet = SHEET, **how: bool) -> list[Page]:
    return tracking_sheet.compose(sheet, stamp=STAMP, **how)


def drawn(*sheets: TrackingSheet, **how: bool) -> bytes:
    target = io.BytesIO()
    tracking_sheet.draw(sheets or (SHEET,), target, stamp=STAMP, **how)
    return target.getvalue()


def in_row(page: Page, place: int) -> list[Text]:
    """What is written in one of the twelve rows."""
    top = 38 + place * 12
    return [one for one in words(page) if top < one.y <= top + 12]


# Geometry


def test_columns_fill_the_live_width() -> None:
    assert sum(group.width for group in tracking_sheet._groups()) == 272


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("sheet", [SHEET, HARMFUL, sheet_of(0), sheet_of(25)])
def test_nothing_leaves_its_place(sheet: TrackingSheet, blank: bool) -> None:
    for page in composed(sheet, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 14.99
            assert right <= 287.01
            assert top >= 9.49
            assert bottom <= 195.8 or 196.3 <= top <= bottom <= 200.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_and_filled_share_one_geometry() -> None:
    def lines(blank: bool) -> set[tuple[float, ...]]:
        marks = composed(blank=blank)[0].marks
        return {(mark.x1, mark.y1, mark.x2, mark.y2) for mark in marks if isinstance(mark, Rule)}

    assert lines(True) == lines(False)


def test_it_stands_where_the_specification_says() -> None:
    marks = composed()[0].marks
    for y in (27.5, 38, 182):
        assert Rule(15, y, 287, y, 0.8) in marks
    assert all(Rule(15, 38 + row * 12, 287, 38 + row * 12, 0.4) in marks for row in range(1, 12))
    for x in (31, 56, 82, 95, 119, 130, 259):
        assert Rule(x, 27.5, x, 182, 0.4) in marks
    for x in (173, 216):
        assert Rule(x, 32.3, x, 182, 0.4) in marks
    for x in (139, 77):
        assert any(isinstance(one, Rule) and one.x1 == x and one.y1 > 182 for one in marks)


@pytest.mark.parametrize("group", tracking_sheet._groups())
def test_heads_fit(group: table.Group) -> None:
    heads = [(column.head, column.width) for column in group.columns] + [(group.head, group.width)]
    for head, width in heads:
        fitted = table.fitted_head(head, Area(0, 0, width, 9).room)
        assert not fitted.too_wide
        assert fitted.size >= 7


# Cells


def test_a_cell_has_day_way_ordinal_level_and_words() -> None:
    said = {one.text: one for one in in_row(composed()[0], 1)}
    assert {
        "P25-00874",
        "另有 +4 次",
        "11-16",
        "电话",
        "第 5 次",
        "第 7 次",
        "金融资料已寄，差收入证明",
    } <= set(said)
    assert (said["11-16"].size, said["11-16"].bold) == (8, True)
    assert said["A"].bold
    assert said["A"].y == pytest.approx(said["11-16"].y, abs=0.5), "the level in the upper line"
    assert said["金融资料已寄，差收入证明"].y > said["11-16"].y + 3


def test_what_is_left_to_the_pen_has_its_slash() -> None:
    page = composed()[0]
    assert [one.text for one in in_row(page, 11)] == ["/", "级"] * 3
    assert [one.text for one in in_row(page, 1)].count("/") == 0
    assert [one.text for one in in_row(page, 0)].count("/") == 2


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (2, "计划12-01交车"),
        (3, "11-22已交车，转保有"),
        (4, "战败：同品牌他店价格更低，购同款，我店贵8,000元"),
        (5, "战败申请待审核（F0）"),
    ],
)
def test_remarks(place: int, says: str) -> None:
    assert says in joined("".join(one.text for one in in_row(composed()[0], place) if one.x > 258))


def test_what_does_not_fit_stands_whole_on_a_notes_page() -> None:
    page, notes = composed()
    assert "…附1" in text_of(page)
    assert joined(ROWS[4].ending.words) in text_of(notes)  # type: ignore[union-attr]
    assert "P25-00890备注/战败原因" in text_of(notes)


def test_the_head_says_whose_when_and_how_many() -> None:
    text = text_of(composed()[0])
    assert "销售顾问欧阳振华期间2025-11-01至11-22展厅锦程主展厅在册5位，其中逾期1位排序编号" in text


# Pages


def test_the_thirteenth_card_opens_a_second_page() -> None:
    assert len(composed(sheet_of(12))) == 1
    first, second = composed(sheet_of(13))
    assert "接下页" in text_of(first)
    assert "展厅经理" in text_of(second)
    assert "展厅经理" not in text_of(first)
    assert "客户13" in text_of(second)


def test_each_consultant_begins_on_a_page_of_his_own() -> None:
    other = replace(sheet_of(13), consultant=8, consultant_name="李娜")
    pages = [joined(text) for text in texts_of(drawn(sheet_of(2), other))]
    assert ["李娜" in text.split("期间")[0] for text in pages] == [False, True, True]
    assert [
        f"第{page}页/共{of}页" in text
        for text, (page, of) in zip(pages, ((1, 1), (1, 2), (2, 2)), strict=True)
    ]


def test_the_corner_says_month_and_consultant() -> None:
    frame = tracking_sheet._Sheet(SHEET, False, tracking_sheet.Notes()).frame(STAMP)
    assert (frame.kind, frame.number, frame.staff) == (qr.Kind.PT, 20251101, 7)
    blank = tracking_sheet._Sheet(SHEET, True, tracking_sheet.Notes()).frame(STAMP)
    assert (blank.number, blank.staff) == (20251100, 0)


def test_a_blank_form_tells_nothing_of_anybody() -> None:
    (text,) = (joined(text) for text in texts_of(drawn(sheet_of(30), SHEET, blank=True)))
    assert "空白表" in text
    assert not any(word in text for word in ("客户1", "欧阳振华", "2025-11-01", "138"))


@pytest.mark.parametrize("language_", ["zh_CN", "en"])
def test_paper_is_chinese_whatever_the_screen_speaks(language_: str) -> None:
    language.use(language_)
    try:
        text = text_of(composed()[0])
    finally:
        language.use(language.CHINESE)
    assert "潜在客户跟踪表" in text
    assert "S来店来电" in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_a_long_way_gives_the_ordinal_its_room() -> None:
    fitted = ladders.figure("邮寄资料", 12, largest=8)
    assert not fitted.too_wide


# Through the store


def test_printing_is_an_act_and_looking_is_none(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", received_by="陈涛", level="B")
    whose = sheet_owners.consultants(showroom.consultant)
    before = acts()
    seen = preview_tracking_sheets(showroom.consultant, whose, THURSDAY.replace(day=1), THURSDAY)
    assert acts() == before
    printed = print_tracking_sheets(showroom.consultant, whose, THURSDAY.replace(day=1), THURSDAY)
    assert (acts(), last_act().duty, printed.pages) == (before + 1, "print_tracking_sheet", seen.pages)
    assert "导出号E260305-001" in joined(texts_of(printed.content)[0])


def test_only_what_is_shown_is_printed(showroom: Showroom) -> None:
    for name, phone, who in (("王丽", "13812345678", "陈涛"), ("周凯", "13812345679", "李娜")):
        register_walk_in(showroom.reception, name, phone, received_by=who, level="B")
    whose = sheet_owners.consultants(showroom.manager)
    print_: Any = preview_tracking_sheets
    every = print_(showroom.manager, whose, THURSDAY.replace(day=1), THURSDAY)
    assert every.pages == 2
    some = print_(showroom.manager, whose, THURSDAY.replace(day=1), THURSDAY, only=[2])
    assert some.pages == 1
    assert "周凯" in joined(texts_of(some.content)[0])
    assert chosen([SHEET], ())[0].rows == ()
    assert chosen([SHEET], ())[0].first == FIRST
