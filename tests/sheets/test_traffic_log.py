"""The traffic log on paper: columns, rows and pages, blank and filled, with texts that mean harm."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from showroom import language
from showroom.forms.traffic_log import Signature, TrafficLogDay
from showroom.rules.traffic import TrafficType, Void
from showroom.sheets import ladders, table, traffic_log
from showroom.sheets.page import Outline, Page, Ring, Rule, Stroke
from showroom.sheets.traffic_log_cells import SEVENTEEN, TEN

from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .samples import DAY, FIRM, GULI, LISTS, LONG_NOTE, SAMPLE, STAMP, day_of, plain_row

NASTY = ("<b>张</b>", "&amp;", "</para>", "a<b", '<img src="http://x/y">', '<onDraw name="x"/>', "<!-- x")
HARMFUL = (
    *(plain_row(number, guest_name=text, note=text, area=text) for number, text in enumerate(NASTY, 1)),
    plain_row(8, guest_name="𠮷野㛃䶮", note="😀 客户很开心"),
    plain_row(9, phones=tuple(f"1380000{number:04}" for number in range(6))),
    plain_row(
        10, guest_name=FIRM * 3, area="新疆维吾尔自治区巴音郭楞蒙古自治州", received_by=GULI, head_count=99
    ),
    plain_row(11, note="第一行\n第二行\n第三行\n第四行", colour="珍珠白车顶黑" * 4),
    plain_row(12, note="x" * 300, guest_name="Maximilian Wolfeschlegelsteinhausenbergerdorff"),
    plain_row(13, note="zhang.weiming.long@very-long-mail-domain.example.com 请回邮件", level="F1"),
    plain_row(14, level="", phones=(), assigned=GULI),
)


def composed(day: TrafficLogDay = SAMPLE, **how: bool) -> list[Page]:
    return traffic_log.compose(day, stamp=STAMP, **how)


def drawn(day: TrafficLogDay = SAMPLE, **how: bool) -> bytes:
    target = io.BytesIO()
    traffic_log.draw(day, target, stamp=STAMP, **how)
    return target.getvalue()


def with_row(**changes: object) -> TrafficLogDay:
    return replace(SAMPLE, rows=(plain_row(1, **changes),))


# Geometry


@pytest.mark.parametrize(("columns", "number"), [(TEN, 10), (SEVENTEEN, 17)])
def test_columns_fill_the_live_width(columns: Any, number: int) -> None:
    assert len(columns) == number
    assert sum(column.width for column in columns) == 272


def test_widths_agree_with_the_form() -> None:
    from showroom.forms import traffic_log as form

    by_head = {column.head: column.width for column in TEN}
    for field in (form.GUEST, form.PHONE, form.AREA, form.PURPOSE, form.HEAD_COUNT, form.RECEIVED_BY):
        assert by_head[field.label] == field.width
    assert by_head["Level, circled"] == form.LEVEL.width
    assert by_head["Note / assigned consultant"] == form.NOTE.width + form.ASSIGNED.width


@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize(
    "day", [SAMPLE, replace(SAMPLE, rows=HARMFUL), replace(SAMPLE, on_duty=("欧阳振华",) * 9)]
)
def test_nothing_leaves_its_place(day: TrafficLogDay, extended: bool) -> None:
    for page in composed(day, extended=extended):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 14.99
            assert right <= 287.01
            assert top >= 9.49
            assert bottom <= 195.7 or 196.3 <= top <= bottom <= 200.5
        assert collisions(page) == []
        assert crossings(page) == []


@pytest.mark.parametrize("extended", [False, True])
def test_blank_and_filled_share_one_geometry(extended: bool) -> None:
    def shape(page: Page) -> set[object]:
        return {mark for mark in page.marks if isinstance(mark, Rule | Outline)}

    blank, filled = composed(blank=True, extended=extended)[0], composed(extended=extended)[0]
    printed = {(mark.text, mark.x, mark.y) for mark in words(blank)}

    assert shape(blank) == shape(filled)
    for part in ("说明 / 指定销售顾问", "合计", "展厅主管", "14"):
        assert {one for one in printed if one[0] == part} <= {(m.text, m.x, m.y) for m in words(filled)}


@pytest.mark.parametrize("columns", [TEN, SEVENTEEN])
def test_rows_and_columns_stand_where_the_specification_says(columns: Any) -> None:
    page = composed(extended=columns is SEVENTEEN)[0]

    assert Rule(15, 27.5, 287, 27.5, 0.8) in page.marks
    assert Rule(15, 37, 287, 37, 0.8) in page.marks
    assert Rule(15, 170, 287, 170, 0.8) in page.marks
    assert Rule(15, 178, 287, 178, 0.4) in page.marks
    assert all(Rule(15, 37 + row * 9.5, 287, 37 + row * 9.5, 0.4) in page.marks for row in range(1, 14))


@pytest.mark.parametrize("columns", [TEN, SEVENTEEN])
def test_heads_fit_and_are_never_bold_under_seven(columns: Any) -> None:
    for column in columns:
        head = table.fitted_head(language.chinese(column.head), room(column))
        assert not head.too_wide
        assert head.size >= 7 or not head.bold


def room(column: Any) -> float:
    return column.width - 2 * (0.6 if column.width < 10 else 1.0)


@pytest.mark.parametrize("columns", [TEN, SEVENTEEN])
def test_figures_never_overflow(columns: Any) -> None:
    for head, largest in (("No.", "999"), ("No., narrow", "999"), ("Party", "99"), ("Party, narrow", "99")):
        for column in columns:
            if column.head == head:
                assert not ladders.figure(largest, room(column)).too_wide


# Pages


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (14, 1), (15, 2), (43, 4)])
@pytest.mark.parametrize("extended", [False, True])
def test_fourteen_rows_a_page(rows: int, pages: int, extended: bool) -> None:
    texts = [text_of(page) for page in composed(day_of(rows), extended=extended)]

    assert len(texts) == pages
    for number, text in enumerate(texts, 1):
        last = number == pages
        assert f"第{number}页/共{pages}页" in text
        assert ("接下页" in text) is not last
        assert ("合计" in text) is last
        assert ("展厅主管" in text) is last
        assert "2025-11-22星期六" in text


def test_numbers_run_on_and_empty_rows_fill_the_last_page() -> None:
    first, second = composed(day_of(15))

    assert [mark.text for mark in words(first) if mark.x < 24 and mark.size == 8] == [
        str(n) for n in range(1, 15)
    ]
    assert [mark.text for mark in words(second) if mark.x < 24 and mark.size == 8] == [
        str(n) for n in range(15, 29)
    ]
    assert "写不下接续页，序号接29。" in text_of(second)


def test_notes_pages_come_last_and_are_counted() -> None:
    sheet, notes = composed()

    assert "…附1" in text_of(sheet)
    assert "第1页/共2页" in text_of(sheet)
    assert joined(LONG_NOTE) in text_of(notes)
    assert "序号3说明" in text_of(notes)


def test_a_blank_form_holds_nothing_of_the_day() -> None:
    (page,) = composed(replace(SAMPLE, rows=HARMFUL, on_duty=("欧阳振华",) * 9), blank=True)
    text = text_of(page)

    assert "空白表·手填后当日录入·打印2025-11-2218:42李娜" in text
    for part in ("11-22星期六", "含个人信息", "E251122-041", "孙丽华", "电子签", "138"):
        assert part not in text


# Cells


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("extended", [False, True])
def test_every_field_is_literal(text: str, extended: bool) -> None:
    staff = (*LISTS["staff"], replace(LISTS["staff"][0], code="66", chinese=text))
    lists = {**LISTS, "staff": staff, "car_model": staff, "source": staff, "purpose": staff, "sex": staff}
    day = replace(
        with_row(guest_name=text, phones=(text,), area=text, note=text, colour=text, purpose="66",
                 source="66", received_by=66, assigned=66, model_of_interest=66),
        dealer=text, weather=text, compiled_by=text, business_hours=text, receptionists=(text,),
        on_duty=(text,), lists=lists,
    )  # fmt: skip
    copied = joined("".join(texts_of(drawn(day, extended=extended))))

    assert copied.count(joined(text)) >= (15 if extended else 12)


def test_printing_opens_no_file_and_no_socket() -> None:
    drawn()
    touched: list[str] = []
    watching = True

    def hook(event: str, _arguments: object) -> None:
        if watching and (event == "open" or event.startswith("socket")):
            touched.append(event)

    sys.addaudithook(hook)
    drawn(replace(SAMPLE, rows=HARMFUL))
    watching = False

    assert touched == []


def test_characters_without_glyph_are_reported() -> None:
    target = io.BytesIO()
    printed = traffic_log.draw(replace(SAMPLE, rows=HARMFUL), target, stamp=STAMP)

    assert printed.missing == ("𠮷", "😀")
    assert printed.pages == len(texts_of(target.getvalue()))
    assert "U+20BB7野㛃䶮" in joined(texts_of(target.getvalue())[0])


def test_a_masked_phone_takes_the_same_width() -> None:
    def phone(number: str, masked: bool) -> list[float]:
        page = composed(with_row(phones=(number,), masked=masked))[0]
        return [bounds(mark)[2] - bounds(mark)[0] for mark in words(page) if mark.text.startswith("138 ")]

    assert phone("138****1234", True) == phone("13800001234", False)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"guest_name": ""}, "（未留名）"),
        ({"guest_name": "林", "sex": "male"}, "林（先生）"),
        ({"guest_name": "林", "sex": "female"}, "林（女士）"),
        ({"guest_name": "林", "sex": ""}, "林"),
        ({"guest_name": "陈女士", "sex": "female"}, "陈女士"),
    ],
)
def test_the_name_cell(changes: dict[str, object], shown: str) -> None:
    page = composed(with_row(**changes))[0]

    assert [mark.text for mark in words(page) if mark.x == 50 and 37 < mark.y < 46] == [shown]


@pytest.mark.parametrize("level", ["H", "A", "B", "C"])
def test_a_letter_is_circled(level: str) -> None:
    page = composed(with_row(level=level))[0]
    (ring,) = (mark for mark in page.marks if isinstance(mark, Ring))
    (letter,) = (mark for mark in words(page) if mark.text == level and mark.bold)

    assert (bounds(letter)[0] + bounds(letter)[2]) / 2 == pytest.approx(ring.x)


@pytest.mark.parametrize("level", ["O", "N", "F1"])
def test_another_level_stands_alone(level: str) -> None:
    page = composed(with_row(level=level))[0]
    row = [mark.text for mark in words(page) if 183 < mark.x < 211 and 37 < mark.y < 46]

    assert row == [level]
    assert not [mark for mark in page.marks if isinstance(mark, Ring)]


@pytest.mark.parametrize(
    ("traffic_type", "sign"),
    tuple(zip(TrafficType, ("店", "电", "店", "外", "陌", "他"), strict=True)),
)
def test_the_sign_of_the_traffic_type(traffic_type: TrafficType, sign: str) -> None:
    page = composed(with_row(traffic_type=traffic_type, visit=None), extended=True)[0]
    row = [mark.text for mark in words(page) if 35 < mark.x < 51 and 37 < mark.y < 46]

    assert row == [sign, "–"]


def test_boxes_are_ticked() -> None:
    def ticks(**changes: object) -> int:
        page = composed(with_row(**changes), extended=True)[0]
        return sum(isinstance(mark, Stroke) for mark in page.marks)

    assert ticks(test_drive=True) == 2
    assert ticks(test_drive=False) == 1
    assert ticks(test_drive=False, phones=()) == 0


def test_a_long_consultant_takes_the_place_of_the_label() -> None:
    def labels(staff: int) -> int:
        page = composed(with_row(assigned=staff))[0]
        return sum(mark.text == "指定" for mark in words(page))

    assert labels(1) == 14
    assert labels(GULI) == 13


def test_paper_is_chinese_whatever_the_screen_says() -> None:
    chinese = drawn()
    language.use(language.ENGLISH)
    try:
        assert drawn() == chinese
    finally:
        language.use(language.CHINESE)


def test_the_same_day_gives_the_same_file() -> None:
    assert drawn() == drawn()


def test_an_unknown_code_is_printed_itself() -> None:
    assert "gone" in text_of(composed(with_row(purpose="gone"))[0])


def test_corner_codes_name_kind_day_and_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from showroom.sheets import qr

    codes: list[qr.Code] = []
    monkeypatch.setattr(qr, "draw", lambda _page, code, _x, _y: codes.append(code))
    composed(replace(day_of(15), day=date(2025, 1, 2)), extended=True)
    composed(blank=True)

    assert codes == [
        qr.Code(qr.Kind.TX, 20250102, 0, 1), qr.Code(qr.Kind.TX, 20250102, 0, 2),
        qr.Code(qr.Kind.TL, 20251100),
    ]  # fmt: skip


def test_a_failure_leaves_the_target_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(traffic_log.bands, "totals", fail)
    target = io.BytesIO(b"the old sheet")

    with pytest.raises(RuntimeError):
        traffic_log.draw(replace(SAMPLE, day=DAY), target, stamp=STAMP)
    assert target.getvalue() == b"the old sheet"


# What was written after closing, struck out, corrected

MENDED = replace(
    SAMPLE,
    rows=(
        plain_row(1, guest_name="第一位"),
        plain_row(2, guest_name="写错的", void=Void.CORRECTED, note="旧说明"),
        plain_row(3, guest_name="重复的", void=Void.STRUCK, void_reason="与第一行重复", note="看车"),
        plain_row(4, guest_name="写对的", adjustment=True, corrects=2, note="新说明"),
        plain_row(5, guest_name="迟到的", adjustment=True),
    ),
)


def struck_lines(page: Page) -> list[Rule]:
    """Level lines that go through the middle of a row."""
    middles = [37 + row * 9.5 + 9.5 / 2 for row in range(14)]
    level = [mark for mark in page.marks if isinstance(mark, Rule) and mark.y1 == mark.y2]
    return [rule for rule in level if any(abs(rule.y1 - middle) < 0.01 for middle in middles)]


@pytest.mark.parametrize("columns", [TEN, SEVENTEEN])
def test_a_solid_line_goes_through_rows_that_count_no_more(columns: Any) -> None:
    lines = struck_lines(composed(MENDED, extended=columns is SEVENTEEN)[0])

    assert [round((line.y1 - 37) / 9.5 + 0.5) for line in lines] == [2, 3]
    assert {(line.x1, line.x2, line.weight) for line in lines} == {(15 + columns[0].width, 287, 0.8)}
    assert struck_lines(composed(extended=columns is SEVENTEEN)[0]) == [], "the control: nothing is void"


@pytest.mark.parametrize("extended", [False, True])
def test_late_and_void_rows_say_so_under_the_number(extended: bool) -> None:
    page = composed(MENDED, extended=extended)[0]
    under = [mark.text for mark in words(page) if mark.size == 6 and mark.x < 24]

    assert under == ["见4", "作废", "更正", "补记"]
    assert "更正第2行" in text_of(page)
    assert "作废：与第一行重复" in text_of(page)
    assert collisions(page) == []


def test_signed_lines_have_name_and_moment_the_others_wait_for_the_pen() -> None:
    at = datetime(2025, 11, 22, 18, 5, tzinfo=STAMP.printed_at.tzinfo)
    signed = replace(SAMPLE, signatures=(Signature("周敏", at), None, None))

    assert "周敏电子签11-2218:05" in text_of(composed(signed)[0])
    for day, months in ((signed, 2), (replace(SAMPLE, signatures=(None, None, None)), 3)):
        assert [mark.text for mark in words(composed(day)[0])].count("月") == months
    assert "电子签" not in text_of(composed(signed, blank=True)[0])


def test_the_head_tells_weather_and_duty_however_many_are_on_duty() -> None:
    few = replace(SAMPLE, weather="多云 12℃", on_duty=("陈涛", "李娜"))
    many = replace(few, on_duty=tuple(f"欧阳振华{number}" for number in range(12)))

    assert "天气多云12℃" in text_of(composed(few)[0])
    assert "值班陈涛、李娜" in text_of(composed(few)[0])
    assert "附1" in text_of(composed(many)[0])
    assert joined("、".join(many.on_duty)) in text_of(composed(many)[-1])
