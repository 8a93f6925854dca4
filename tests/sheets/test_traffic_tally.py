"""The traffic tally on paper, day and month: geometry, 正, figures, blank forms, texts that mean harm."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from showroom import language
from showroom.forms.traffic_tally import TrafficTallyDay, TrafficTallyMonth
from showroom.rules.tally import Tally
from showroom.sheets import ladders, qr, shapes, table, traffic_tally_day, traffic_tally_month
from showroom.sheets.page import Area, Page, Rule, Stroke
from showroom.sheets.traffic_tally import FROM_RULE, figure

from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .samples import STAMP
from .tally_samples import DAY_TALLY, HEAD, MONTH_TALLY, month_of

NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s")
MANY = replace(HEAD, receptionists=("古丽娜尔·阿不都", "欧阳振华") * 5, weather="雷阵雨转大到暴雨，局部冰雹")
HIGH = Tally(99, 99, 99, 99, 99, 297, 99, 99, (99,) * 6, cards=99, orders=99)
FULL_TOTALS = Tally(999, 999, 999, 999, 999, 999, 999, 999, (999,) * 6, cards=999, orders=99)
FULL_DAY = TrafficTallyDay(DAY_TALLY.day, MANY, (replace(HIGH, first=40, repeat=41),) * 11, FULL_TOTALS)
FULL_MONTH = replace(
    month_of(date(2024, 12, 1), 31, 31),
    head=MANY,
    totals=Tally(3069, 3069, 3069, 3069, 3069, 9207, 3069, 3069, (999,) * 6, cards=3069, orders=3069),
    weekday_means=(198.5,) * 7,
)
FULL_MONTH = replace(FULL_MONTH, rows=tuple(replace(row, tally=HIGH) for row in FULL_MONTH.rows))
EMPTY_MONTH = month_of(date(2026, 2, 1), 28, 0)


def day_page(tally: TrafficTallyDay = DAY_TALLY, *, blank: bool = False) -> Page:
    return traffic_tally_day.compose(tally, blank=blank, stamp=STAMP)[0]


def month_page(tally: TrafficTallyMonth = MONTH_TALLY, *, blank: bool = False) -> Page:
    return traffic_tally_month.compose(tally, blank=blank, stamp=STAMP)[0]


def drawn(tally: Any, *, blank: bool = False) -> bytes:
    target = io.BytesIO()
    sheet: Any = traffic_tally_day if isinstance(tally, TrafficTallyDay) else traffic_tally_month
    sheet.draw(tally, target, blank=blank, stamp=STAMP)
    return target.getvalue()


BOTH: list[Any] = [pytest.param(day_page, id="day"), pytest.param(month_page, id="month")]
SAMPLES: list[Any] = [pytest.param(DAY_TALLY, id="day"), pytest.param(MONTH_TALLY, id="month")]


# Geometry


def test_columns_fill_the_live_width() -> None:
    for groups in (traffic_tally_day._groups(), traffic_tally_month._groups()):
        assert sum(group.width for group in groups) == 180


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("tally", [DAY_TALLY, FULL_DAY, MONTH_TALLY, FULL_MONTH, EMPTY_MONTH])
def test_nothing_leaves_its_place(tally: Any, blank: bool) -> None:
    compose: Any = traffic_tally_day if isinstance(tally, TrafficTallyDay) else traffic_tally_month
    for page in compose.compose(tally, blank=blank, stamp=STAMP):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= 17.99
            assert right <= 198.01
            assert top >= 9.49
            assert bottom <= 282.2 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


@pytest.mark.parametrize("page", BOTH)
def test_blank_and_filled_share_one_geometry(page: Callable[..., Page]) -> None:
    """A guide rule under a Sunday lies on the hairline that is there anyway."""

    def lines(blank: bool) -> set[tuple[float, ...]]:
        marks = page(blank=blank).marks
        return {(mark.x1, mark.y1, mark.x2, mark.y2) for mark in marks if isinstance(mark, Rule)}

    assert lines(True) == lines(False)


def test_the_day_stands_where_the_specification_says() -> None:
    marks = day_page().marks
    for y, weight in (
        (27.5, 0.8),
        (38, 0.8),
        (203, 0.8),
        (213, 0.8),
        (216, 0.4),
        (230, 0.4),
        (240, 0.8),
        (242, 0.4),
    ):
        assert Rule(18, y, 198, y, weight) in marks
    assert all(Rule(18, 38 + row * 15, 198, 38 + row * 15, 0.4) in marks for row in range(1, 11))
    for x in (37, 73.5, 110, 146.5, 183):
        assert Rule(x, 27.5, x, 213, 0.4) in marks
    assert Rule(64.5, 32.3, 64.5, 203, 0.4) in marks


def test_the_month_stands_where_the_specification_says() -> None:
    marks = month_page().marks
    for y, weight in ((27.5, 0.8), (37.5, 0.8), (254.5, 0.8), (263, 0.8), (271.5, 0.4)):
        assert Rule(18, y, 198, y, weight) in marks
    assert all(Rule(18, 37.5 + row * 7, 198, 37.5 + row * 7, 0.4) in marks for row in range(1, 31))
    for x in (37, 73, 97, 109, 121, 133, 145, 158):
        assert Rule(x, 27.5, x, 263, 0.4) in marks


def test_a_guide_follows_each_sunday() -> None:
    guides = {mark.y1 for mark in month_page().marks if isinstance(mark, Rule) and mark.weight == 1.0}
    assert guides == {37.5 + day * 7 for day in (2, 9, 16, 23, 30)}


@pytest.mark.parametrize("groups", [traffic_tally_day._groups, traffic_tally_month._groups])
def test_heads_fit_and_are_never_bold_under_seven(groups: Callable[[], tuple[table.Group, ...]]) -> None:
    for group in groups():
        heads = [(column.head, column.width) for column in group.columns] + [(group.head, group.width)]
        for head, width in heads:
            fitted = table.fitted_head(head, Area(0, 0, width, 9).room)
            assert not fitted.too_wide
            assert fitted.size >= 7 or not fitted.bold


@pytest.mark.parametrize("tally", [FULL_DAY, FULL_MONTH])
def test_figures_never_overflow(tally: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[ladders.Fitted] = []
    measured = ladders.figure

    def watched(*asked: Any, **how: Any) -> ladders.Fitted:
        fitted.append(measured(*asked, **how))
        return fitted[-1]

    monkeypatch.setattr(ladders, "figure", watched)
    drawn(tally)
    assert not [figure for figure in fitted if figure.too_wide]
    assert len(fitted) > 40, "the watch saw nothing: the test proved nothing"


def test_figures_stand_clear_of_the_rule() -> None:
    page = Page(traffic_tally_day.compose(DAY_TALLY, stamp=STAMP)[0].paper)
    for width in (8.0, 12.0, 13.0):
        figure(page, Area(0, 0, width, 7), 88)
        assert width - bounds(page.marks[-1])[2] == pytest.approx(FROM_RULE)


# 正


def strokes(number: int) -> list[Stroke]:
    page = Page(day_page().paper)
    shapes.tally_marks(page, Area(0, 0, 27.5, 15), number)
    return [mark for mark in page.marks if isinstance(mark, Stroke)]


@pytest.mark.parametrize("number", [0, 1, 4, 5, 6, 20, 21, 40])
def test_a_stroke_for_each_party(number: int) -> None:
    drawn_strokes = strokes(number)
    assert len(drawn_strokes) == number
    for stroke in drawn_strokes:
        left, top, right, bottom = bounds(stroke)
        assert left >= 0.5
        assert right <= 27
        assert top >= 1
        assert bottom <= 14


def test_above_forty_only_the_figure() -> None:
    assert strokes(41) == []
    texts = [mark.text for mark in words(day_page(FULL_DAY))]
    assert texts.count("41") == 11


def test_strokes_are_written_in_order() -> None:
    """The part of 正 that stands for three is its first three strokes: 下 without its dot's slant."""
    assert strokes(3) == strokes(5)[:3]
    assert strokes(5) == strokes(6)[:5]


def test_a_second_line_begins_after_four() -> None:
    four, five = strokes(20), strokes(25)
    assert len({stroke.points[0][1] for stroke in four if stroke.points[0][0] != stroke.points[1][0]}) == 3
    assert max(bounds(stroke)[3] for stroke in five) > 12


# What stands there


def test_the_figures_of_a_day() -> None:
    text = text_of(day_page())
    head = (
        "日表",
        "2025-11-22星期六",
        "小雪-4℃",
        "李娜、孙丽华",
        "08:30–18:30",
        "云川锦程",
        "表TT·2025-11版",
    )
    table = ("09–10", "18–19", "其他时段", "来店·首次", "非购车来店", "58%", "45%", "本日按级别")
    for part in (*head, *table):
        assert part in text
    totals = [mark.text for mark in words(day_page()) if mark.size == 11]
    assert totals == ["53", "15", "11", "4", "83", "8", "37", "24", "12", "15", "4", "58 %", "45 %"]


def test_what_nobody_knows_is_left_empty() -> None:
    unknown = replace(DAY_TALLY, totals=replace(DAY_TALLY.totals, cards=None, orders=None))
    totals = [mark.text for mark in words(day_page(unknown)) if mark.size == 11]
    assert totals == ["53", "15", "11", "4", "83", "8", "37", "12", "15", "58 %"]


def test_the_figures_of_a_month() -> None:
    page = month_page()
    text = text_of(page)
    for part in (
        "月表",
        "2025年11月",
        "截至11-22",
        "营业日22天",
        "表TM·2025-11版",
        "周一15.0",
        "每日平均来店",
    ):
        assert part in text
    row = [mark.text for mark in words(page) if 37.5 < mark.y < 44.5]
    first = MONTH_TALLY.rows[0].tally
    assert first is not None
    assert row[:4] == ["1", "六", str(first.first), str(first.repeat)]
    assert [mark.text for mark in words(page) if 247.5 < mark.y < 254.5] == ["–"]


@pytest.mark.parametrize(("last", "missing"), [(28, 3), (29, 2), (30, 1), (31, 0)])
def test_days_not_in_the_month_are_dashes(last: int, missing: int) -> None:
    page = month_page(month_of(date(2026, 1, 1), last, 0))
    assert [mark.text for mark in words(page) if mark.x < 27].count("–") == missing


@pytest.mark.parametrize("page", BOTH)
def test_a_blank_form_holds_nothing_of_the_day(page: Callable[..., Page]) -> None:
    blank = page(blank=True)
    text = text_of(blank)
    assert "空白表·手填后当日录入" in text
    for part in ("李娜、", "电子签", "小雪", "E251122-041", "11-22星期", "截至11"):
        assert part not in text
    assert not [mark for mark in blank.marks if isinstance(mark, Stroke)]


def test_a_blank_month_has_its_numbers() -> None:
    numbers = [mark.text for mark in words(month_page(blank=True)) if mark.x < 27 and 37.5 < mark.y < 254.5]
    assert numbers == [str(number) for number in range(1, 32)]


def test_no_customer_is_named_so_the_foot_does_not_warn() -> None:
    assert "含个人信息" not in text_of(day_page())
    assert "导出号E251122-041" in text_of(day_page())


def test_many_names_go_to_a_notes_page() -> None:
    sheet, notes = traffic_tally_day.compose(FULL_DAY, stamp=STAMP)
    assert "…附1" in text_of(sheet)
    assert "第1页/共2页" in text_of(sheet)
    assert "欧阳振华" in text_of(notes)


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("tally", SAMPLES)
def test_every_field_is_literal(tally: Any, text: str) -> None:
    head = replace(HEAD, dealer=text, dealer_short=text, receptionists=(text,))
    copied = joined("".join(texts_of(drawn(replace(tally, head=head)))))
    assert copied.count(joined(text)) == 2


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("tally", SAMPLES)
def test_every_sign_has_its_glyph(tally: Any, blank: bool) -> None:
    sheet: Any = traffic_tally_day if isinstance(tally, TrafficTallyDay) else traffic_tally_month
    assert sheet.draw(tally, io.BytesIO(), blank=blank, stamp=STAMP).missing == ()
    strange = replace(tally, head=replace(HEAD, receptionists=("𠮷野",)))
    assert sheet.draw(strange, io.BytesIO(), stamp=STAMP).missing == ("𠮷",), "the control"


@pytest.mark.parametrize("tally", SAMPLES)
def test_paper_is_chinese_whatever_the_screen_says(tally: Any) -> None:
    chinese = drawn(tally)
    language.use(language.ENGLISH)
    try:
        assert drawn(tally) == chinese
    finally:
        language.use(language.CHINESE)


def test_corner_codes_name_kind_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month is named by its first day: day 00 marks a blank form."""
    codes: list[qr.Code] = []
    monkeypatch.setattr(qr, "draw", lambda _page, code, _x, _y: codes.append(code))
    for compose in (day_page, month_page):
        compose()
        compose(blank=True)
    assert codes == [
        qr.Code(qr.Kind.TT, 20251122), qr.Code(qr.Kind.TT, 20251100),
        qr.Code(qr.Kind.TM, 20251101), qr.Code(qr.Kind.TM, 20251100),
    ]  # fmt: skip


@pytest.mark.parametrize("tally", SAMPLES)
def test_a_failure_leaves_the_target_alone(tally: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet: Any = traffic_tally_day if isinstance(tally, TrafficTallyDay) else traffic_tally_month

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(sheet.sheet, "signatures", fail)
    target = io.BytesIO(b"the old sheet")
    with pytest.raises(RuntimeError):
        sheet.draw(tally, target, stamp=STAMP)
    assert target.getvalue() == b"the old sheet"
