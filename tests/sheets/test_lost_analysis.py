"""The lost analysis on paper: geometry, rows, the band of reasons, page 2, blank form, hostile texts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest

from showroom.forms.lost_analysis import LostAnalysis
from showroom.sheets import lost_analysis as sheet
from showroom.sheets import qr
from showroom.sheets.page import GUIDE, Page, Rule

from .lost_samples import ANALYSIS, FIRM, LONG, MANY_LOST, NOBODY_LOST, ROWS
from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .samples import STAMP

NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s")
FULL = replace(
    MANY_LOST,
    losses=replace(
        MANY_LOST.losses,
        rows=tuple(
            replace(
                one,
                owner_name="古丽娜尔·阿不都热合曼",
                name=FIRM,
                phones=("+86 138 0000 1234 转 88123", "0991-0000 456", "135 0000 9753"),
                bought=LONG,
                analysis=LONG,
                opinion=LONG,
                decided_by="古丽娜尔·阿不都热合曼",
                contacts=999,
                drives=99,
                level="F1",
            )
            for one in MANY_LOST.losses.rows
        ),
        cards=35,
    ),
    compiled_by="古丽娜尔·阿不都热合曼",
)


def page_of(analysis: LostAnalysis = ANALYSIS, *, blank: bool = False) -> Page:
    return sheet.compose(analysis, blank=blank, stamp=STAMP)[0]


def drawn(analysis: LostAnalysis = ANALYSIS, *, blank: bool = False) -> list[str]:
    target = io.BytesIO()
    sheet.draw(analysis, target, blank=blank, stamp=STAMP)
    return texts_of(target.getvalue())


def rules(page: Page) -> list[Rule]:
    return [mark for mark in page.marks if isinstance(mark, Rule)]


def test_columns_fill_the_live_width() -> None:
    assert sum(column.width for column in sheet._columns()) == pytest.approx(272)
    assert [column.width for column in sheet._columns()] == [
        6, 12, 17, 26, 25, 21, 22, 9, 19, 47, 8, 8, 12, 26, 14,
    ]  # fmt: skip


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("analysis", [ANALYSIS, MANY_LOST, NOBODY_LOST, FULL])
def test_nothing_leaves_its_place(analysis: LostAnalysis, blank: bool) -> None:
    for page in sheet.compose(analysis, blank=blank, stamp=STAMP):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 14.99
            assert right <= 287.01
            assert top >= 9.49
            assert bottom <= 195.8 or 196.3 <= top <= bottom <= 200.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_and_filled_forms_share_one_geometry() -> None:
    assert rules(page_of()) == rules(page_of(blank=True))


def test_every_fifth_row_ends_in_a_guide() -> None:
    guides = [one.y1 for one in rules(page_of()) if one.weight == GUIDE and one.y1 == one.y2]
    assert guides == pytest.approx([37 + 9 * 5, 37 + 9 * 10])


def test_the_head_tells_how_many_and_how_clearly() -> None:
    text = text_of(page_of())
    for told in ("2025年11月", "展厅锦程主展厅", "战败5位", "战败率9%", "理由明确率94%", "制表陈志明"):
        assert told in text


def test_a_month_without_requests_has_no_shares() -> None:
    assert "%" not in text_of(page_of(NOBODY_LOST))


def test_a_row_tells_the_loss() -> None:
    text = text_of(page_of())
    for told in ("11-21", "欧阳振华", "15100003344", "竞品装备配置", "我店贵8,000元，送保险", "评估当日出价"):
        assert told in text


def test_who_drops_the_plan_has_bought_nothing() -> None:
    dashes = [one for one in words(page_of()) if one.text == "–"]
    assert len(dashes) == 2


def test_reasons_are_counted_by_group_and_add_up() -> None:
    page = page_of()
    band = [one.text for one in words(page) if 172 < one.y < 182.5]
    assert band[0] == "按原因"
    counts = [int(one) for one in band if one.isdigit()]
    assert counts == [1, 2, 1, 1, 0, 0, 5]
    assert sum(counts[:-1]) == counts[-1]


def test_a_loss_nobody_asked_for_is_counted_as_unclear() -> None:
    old = replace(ROWS[0], reason="", group="")
    losses = replace(ANALYSIS.losses, rows=(old,))
    band = [one.text for one in words(page_of(replace(ANALYSIS, losses=losses))) if 172 < one.y < 182.5]
    assert [one for one in band if one.isdigit()] == ["0", "0", "0", "1", "0", "0", "1"]


def test_numbers_run_on_over_the_pages_and_the_last_is_signed() -> None:
    first, second, third, *_notes = sheet.compose(MANY_LOST, stamp=STAMP)
    numbers = [one.text for one in words(third) if one.x < 21 and 37 < one.y < 172]
    assert numbers == [str(number) for number in range(31, 46)]
    for page in (first, second):
        assert "接下页" in text_of(page)
        assert "总经理" not in text_of(page)
    assert "总经理" in text_of(third)
    assert "接下页" not in text_of(third)


def test_what_does_not_fit_stands_on_a_notes_page() -> None:
    pages = drawn()
    assert len(pages) == 2
    assert LONG in joined(pages[1]) or joined(LONG) in joined(pages[1])


def test_the_blank_form_names_nobody() -> None:
    (text,) = drawn(blank=True)
    assert "空白表" in text
    for told in ("周凯", "陈志明", "94%", "2025 年"):
        assert told not in text
    assert "15" in text


def test_the_code_names_the_month() -> None:
    code = qr.Code(qr.Kind.LA, 20251101)
    assert qr.read_back(code.digits()) == code
    assert sheet._Sheet(ANALYSIS, False, sheet.Notes()).frame(STAMP).number == 20251101
    assert sheet._Sheet(ANALYSIS, True, sheet.Notes()).frame(STAMP).number == 20251100


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_that_mean_harm_are_printed_as_they_are(nasty: str) -> None:
    loss = replace(ROWS[0], name=nasty, analysis=nasty, opinion=nasty, bought=nasty, price_gap=None)
    losses = replace(ANALYSIS.losses, rows=(loss,))
    text = joined(drawn(replace(ANALYSIS, losses=losses))[0])
    assert text.count(joined(nasty)) == 4


def test_a_consultants_sheet_says_whose_it_is() -> None:
    own = replace(ANALYSIS, consultant="欧阳振华", staff=7, losses=replace(ANALYSIS.losses, rows=ROWS[:1]))
    assert sheet._Sheet(own, False, sheet.Notes()).frame(STAMP).staff == 7
    assert text_of(page_of(own)).startswith("战败客户分析表欧阳振华")


def test_december_is_its_own_month() -> None:
    losses = replace(ANALYSIS.losses, first=date(2025, 12, 1), last=date(2025, 12, 31))
    assert "2025年12月" in text_of(page_of(replace(ANALYSIS, losses=losses)))
