"""The daily report on paper: geometry, rows, panel, bands, page 2, notes, the blank form, hostile texts."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from showroom import language
from showroom.forms.daily_report import ACTIVITIES, Adjusted, DailyReport, totals_of
from showroom.forms.field import Option
from showroom.rules.daily_report import ReportState
from showroom.sheets import daily_report as sheet
from showroom.sheets import daily_report_cells as cells
from showroom.sheets import daily_report_panel, qr, table
from showroom.sheets.page import GUIDE, HAIR, MEDIUM, Area, Page, Rule, Stroke, Text
from showroom.sheets.stamp import Stamp
from showroom.sheets.text import width

from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .report_samples import ADJUSTED, DAY, FIRM, INSTRUCTED, LONG_NOTE, REPORT, ROWS, at, report_of
from .samples import STAMP

SEAL = Stamp(at(18, 42), "李娜", "E251122-041", "7F3A91C2")
NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s", "𠮷野㛃䶮", "x" * 300)
HARMFUL = replace(
    REPORT,
    consultant_name="古丽娜尔·阿不都" * 5,
    team="新疆维吾尔自治区巴音郭楞蒙古自治州展厅" * 2,
    weather="x" * 80,
    submitted_by="古丽娜尔·阿不都热合曼·买买提" * 3,
    late=True,
    submitted_at=at(9, 10, 24),
    rows=tuple(
        replace(
            ROWS[1],
            number=number,
            name=text * 3,
            phones=("+86 138 0000 1234 转 88123", "0991-0000 456"),
            area=text,
            source=text,
            activities=frozenset(ACTIVITIES),
            level_before="F1",
            level_after="F2",
            by_phone=True,
            by_visit=True,
            said=text * 9,
            words=text * 9,
            instruction=text * 9,
        )
        for number, text in enumerate(NASTY * 3, 1)
    ),
    instruction=LONG_NOTE * 3,
    adjustments=tuple(Adjusted(DAY, "row", text * 9, text, text * 3) for text in NASTY),
    lists={"source": tuple(Option(str(n), "很长的信息来源名称" * 3, category="media") for n in range(1, 19))},
)


def composed(report: DailyReport = REPORT, *, blank: bool = False, stamp: Stamp = STAMP) -> list[Page]:
    return sheet.compose(report, blank=blank, stamp=stamp)


def drawn(*reports: DailyReport, blank: bool = False, stamp: Stamp = STAMP) -> bytes:
    target = io.BytesIO()
    sheet.draw(reports or (REPORT,), target, blank=blank, stamp=stamp)
    return target.getvalue()


def rules(page: Page) -> list[Rule]:
    return [mark for mark in page.marks if isinstance(mark, Rule)]


def within(page: Page, left: float, right: float, top: float, bottom: float) -> list[Text]:
    """What is written in a part of the page."""
    return [one for one in words(page) if left <= one.x < right and top < one.y <= bottom]


def in_row(page: Page, number: int) -> list[Text]:
    """What is written in one of the twenty rows."""
    return within(page, 15, 224, 39.5 + (number - 1) * 7, 39.5 + number * 7)


def ticks(page: Page, number: int) -> list[str]:
    """Under which heads a row is ticked."""
    top = 39.5 + (number - 1) * 7
    found = [bounds(mark) for mark in page.marks if isinstance(mark, Stroke)]
    middles = [(box[0] + box[2]) / 2 for box in found if top <= box[1] and box[3] <= top + 7]
    columns = list(table.cells(cells.columns(), 15, top, 7))
    return [
        column.head.replace("\n", "")
        for middle in middles
        for column, area in columns
        if area.x < middle < area.right
    ]


# Geometry


def test_table_gap_and_panel_fill_the_live_width() -> None:
    assert pytest.approx(209) == cells.TABLE
    assert pytest.approx(272) == cells.TABLE + sheet.GAP + daily_report_panel.WIDTH


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("report", [REPORT, ADJUSTED, INSTRUCTED, HARMFUL, report_of(0), report_of(41)])
def test_nothing_leaves_its_place(report: DailyReport, blank: bool) -> None:
    for page in composed(report, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 14.99
            assert right <= 287.01
            assert top >= 9.49
            assert bottom <= 195.95 or 196.3 <= top <= bottom <= 200.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_and_filled_share_one_geometry() -> None:
    def lines(blank: bool) -> set[tuple[float, ...]]:
        return {(one.x1, one.y1, one.x2, one.y2) for one in rules(composed(blank=blank)[0])}

    assert lines(True) == lines(False)


def stands(page: Page, x1: float, y1: float, x2: float, y2: float, weight: float) -> bool:
    wanted = pytest.approx((x1, y1, x2, y2, weight), abs=1e-6)
    return any((one.x1, one.y1, one.x2, one.y2, one.weight) == wanted for one in rules(page))


def test_the_table_stands_where_the_specification_says() -> None:
    page = composed()[0]
    for y in (27.5, 39.5, 179.5):
        assert stands(page, 15, y, 224, y, MEDIUM)
    for row in range(1, 20):
        y = 39.5 + row * 7
        assert stands(page, 15, y, 224, y, HAIR if row % 5 else GUIDE)
    assert stands(page, 21, 31.3, 224, 31.3, HAIR)
    assert stands(page, 102, 34.5, 130, 34.5, HAIR)
    assert stands(page, 130, 34.5, 146, 34.5, HAIR)
    assert stands(page, 21, 27.5, 21, 179.5, HAIR)
    for x in (42, 60, 83, 94, 102, 130, 146, 152.5, 159):
        assert stands(page, x, 31.3, x, 179.5, HAIR)
    for x in (107.6, 113.2, 118.8, 124.4):
        assert stands(page, x, 34.5, x, 179.5, HAIR)
    assert stands(page, 138, 27.5, 138, 31.3, GUIDE)
    assert stands(page, 138, 34.5, 138, 179.5, GUIDE)
    assert stands(page, 15, 186, 224, 186, HAIR)
    assert stands(page, 15, 193.2, 287, 193.2, HAIR)


def test_the_panel_stands_where_the_specification_says() -> None:
    page = composed()[0]
    for y, weight in ((27.5, MEDIUM), (34, MEDIUM), (104, MEDIUM), (166.5, MEDIUM), (186, HAIR)):
        assert stands(page, 227, y, 287, y, weight)
    for y in (*(34 + 7 * row for row in range(1, 10)), 116.5, 129, 141.5, 154):
        assert stands(page, 227, y, 287, y, HAIR)
    for x in (240, 248.5, 257, 266.5, 275):
        assert stands(page, x, 27.5, x, 104, HAIR)


def test_heads_fit() -> None:
    for column in cells.COLUMNS:
        head = language.chinese(column.head)
        if column in cells.PURPOSES:
            lines = head.split("\n")
            assert all(width(line, 6 if len(lines) == 2 else 6.5) < column.width for line in lines)
        else:
            assert not table.fitted_head(head, Area(0, 0, column.width, 5).room).too_wide


# Rows


def test_a_row_says_who_and_what_came_of_it() -> None:
    said = {one.text: one for one in in_row(composed()[0], 1)}
    expected = {"1", "赵志远", "138 0000 0001", "城东", "11", "B", "A"}
    assert expected <= set(said)
    assert (said["B"].bold, said["A"].size) == (True, 10)
    assert joined(ROWS[0].said) in joined("".join(said))


def test_ticks_stand_under_their_heads() -> None:
    page = composed()[0]
    assert ticks(page, 1) == ["促进", "拜访"]
    assert ticks(page, 6) == ["促进", "电话"]
    assert ticks(page, 8) == ["开拓", "拜访"]
    assert ticks(page, 10) == ["售后回访", "拜访"]
    assert ticks(page, 11) == ["管理", "拜访"]
    assert ticks(page, 12) == []


def test_who_was_not_reached_has_no_level_afterwards() -> None:
    page = composed()[0]
    assert "未接通；明日再打" in {one.text for one in in_row(page, 9)}
    assert [one.text for one in in_row(page, 9) if one.bold] == ["B"]
    assert ticks(page, 9) == ["促进"]


def test_a_source_of_the_network_prints_its_letter() -> None:
    assert "B" in {one.text for one in within(composed()[0], 94, 102, 102, 110)}


def test_words_of_the_consultant_follow_what_was_logged() -> None:
    assert "付订金 60,000 元，开票资料已收；下周提车" in {one.text for one in in_row(composed()[0], 3)}


def test_the_foot_of_the_rows() -> None:
    page = composed()[0]
    foot = within(page, 15, 224, 179.5, 186)
    assert [one.text for one in foot if one.bold] == ["合计", "1", "6", "1", "2", "1", "2", "8"]
    text = joined("".join(one.text for one in foot))
    assert "升4降0" in text
    assert "未访1（转明日）" in text


def test_what_does_not_fit_stands_whole_on_a_notes_page() -> None:
    page, notes = composed()
    assert "…附1" in text_of(page)
    assert joined(LONG_NOTE) in text_of(notes)
    assert joined(FIRM) in text_of(notes)
    assert "序号2访问经过" in text_of(notes)


# Panel and bands


def test_the_panel_tells_prior_day_day_month_target_and_attainment() -> None:
    page = composed()[0]
    first = within(page, 227, 287, 34, 41)
    assert [one.text for one in first] == ["来店批次", "41", "3", "44", "60", "73 %"]
    assert [one.bold for one in first] == [False, False, True, False, False, False]
    assert [one.text for one in within(page, 227, 287, 97, 104)] == ["休眠", "2", "3", "5"]


def test_a_rate_shows_its_division_and_none_over_nothing() -> None:
    text = [one.text for one in within(composed()[0], 227, 287, 104, 116.5)]
    assert text[text.index("81") : text.index("81") + 2] == ["81", "25/31"]
    assert text[-2:] == ["–", "0/0"]


def test_the_blocks_add_up() -> None:
    page = composed()[0]
    sums = [
        [one.text for one in within(page, 240, 287, top, top + 12.5) if one.text.isdigit()]
        for top in (116.5, 129, 141.5, 154)
    ]
    assert sums == [["2", "5", "9", "7", "23"], ["128", "17", "145"], ["4", "2", "6"], ["12", "168"]]


def test_a_report_without_figures_leaves_the_panel_to_the_pen() -> None:
    page = composed(replace(REPORT, panel=None))[0]
    assert [one.text for one in within(page, 227, 287, 34, 41)] == ["来店批次"]


def test_instructions_of_sheet_and_rows_stand_together() -> None:
    page = composed(replace(REPORT, rows=(replace(ROWS[0], instruction="价格底线问我"),)))[0]
    text = joined("".join(one.text for one in within(page, 227, 287, 166.5, 186)))
    assert text == f"主管指示事项{joined(REPORT.instruction)}1号：价格底线问我"


def test_a_long_instruction_is_smaller_and_then_on_the_notes_page() -> None:
    page, notes = composed(INSTRUCTED)
    told = within(page, 227, 287, 171, 186)
    assert (len(told), {one.size for one in told}) == (5, {7.5})
    assert "主管指示事项" in text_of(notes)
    assert "1号：价格底线问我" in text_of(notes)


def test_the_band_is_signed_by_whoever_did_it_on_screen() -> None:
    said = [one.text for one in within(composed()[0], 15, 224, 186, 193.2)]
    assert [text for text in said if text in {"欧阳振华", "陈志明", "李娜"}] == ["欧阳振华", "陈志明", "李娜"]
    assert [text for text in said if "电子签" in text] == [
        "电子签 11-22 18:35",
        "电子签 11-22 18:40",
        "电子签 11-22 18:42",
    ]
    draft = replace(REPORT, state=ReportState.DRAFT)
    page = composed(draft)[0]
    assert "电子签" not in text_of(page)
    assert [one.text for one in within(page, 225, 287, 19.5, 27.5)] == []


def test_a_late_one_says_so_with_its_day() -> None:
    late = replace(REPORT, late=True, submitted_at=at(9, 10, 23))
    assert "提交11-2309:10迟交" in text_of(composed(late)[0])


def test_corrections_of_sealed_reports_stand_on_the_notes_page() -> None:
    page, notes = composed(ADJUSTED)
    assert "更正已封日报2处…附3" in text_of(page)
    assert "更正11-20已封日报赵志远：原A，现B" in text_of(notes)
    assert "试驾：原3，现2" in text_of(notes)


def test_the_legend_numbers_the_media_of_the_showroom() -> None:
    text = text_of(composed()[0])
    assert "来源1户外广告2巡展活动" in text
    assert "15其他" in text
    assert "级别O订单H7日内" in text


def test_media_with_long_names_are_told_on_the_notes_page() -> None:
    assert "信息来源" in text_of(composed(HARMFUL)[-1]) + text_of(composed(HARMFUL)[-2])


# Pages


def test_the_twenty_first_row_opens_a_page_without_the_panel() -> None:
    assert len(composed(report_of(20))) == 1
    first, second = composed(report_of(21))
    assert "接下页" in text_of(first)
    assert "合计" not in {one.text for one in within(first, 15, 224, 179.5, 186)}
    assert "来店批次" in text_of(first)
    assert "来店批次" not in text_of(second)
    assert "客户21" in text_of(second)
    assert "未访0" in text_of(second)
    assert "展厅主管" in text_of(second)
    assert rules(second)[0] == rules(first)[0]


def test_each_report_begins_on_a_page_of_its_own() -> None:
    pages = [joined(text) for text in texts_of(drawn(report_of(2), report_of(21)))]
    assert [text.split("/共")[0][-2:] + text.split("/共")[1][:2] for text in pages] == [
        "1页1页",
        "1页2页",
        "2页2页",
    ]


def test_the_corner_says_day_and_consultant() -> None:
    frame = sheet._Sheet(REPORT, False, sheet.Notes()).frame(STAMP)
    assert (frame.kind, frame.number, frame.staff) == (qr.Kind.DR, 20251122, 7)
    blank = sheet._Sheet(REPORT, True, sheet.Notes()).frame(STAMP)
    assert (blank.number, blank.staff) == (20251100, 0)


def test_a_blank_form_tells_nothing_of_anybody() -> None:
    (text,) = (joined(text) for text in texts_of(drawn(ADJUSTED, REPORT, blank=True)))
    assert "空白表" in text
    assert not any(word in text for word in ("赵志远", "欧阳振华", "2025-11-22日", "138", "买买提", "电子签"))


def test_a_sealed_sheet_names_its_sealing() -> None:
    text = joined(texts_of(drawn(stamp=SEAL))[0])
    assert "封存7F3A91C22025-11-2218:42李娜·导出号E251122-041·含个人信息，勿外传" in text
    assert "打印" not in text


@pytest.mark.parametrize("language_", ["zh_CN", "en"])
def test_paper_is_chinese_whatever_the_screen_speaks(language_: str) -> None:
    language.use(language_)
    try:
        text = text_of(composed()[0])
    finally:
        language.use(language.CHINESE)
    assert "营业日报表" in text
    assert "访问状况" in text


def test_texts_extracted_are_those_that_were_typed() -> None:
    text = joined("".join(texts_of(drawn(HARMFUL))))
    for nasty in NASTY:
        assert joined(nasty * 9) in text or "𠮷" in nasty, nasty


def test_the_same_report_gives_the_same_bytes() -> None:
    assert drawn(stamp=SEAL) == drawn(stamp=SEAL)
    assert drawn(replace(REPORT, totals=totals_of(ROWS[:3])), stamp=SEAL) != drawn(stamp=SEAL)
