"""The customer card on paper: geometry of both sides, boxes, record, notes, many cards, blank forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from showroom import language
from showroom.errors import Stopped
from showroom.forms.card_record import CardSheet
from showroom.sheets import customer_card, qr
from showroom.sheets.page import PORTRAIT, PORTRAIT_BACK, Page, Ring, Rule, Solid, Stroke

from .card_samples import CARD, CLOSING, EMPTY, FULL, RECORD, contacts, driven, quoted
from .reading import bounds, collisions, crossings, joined, text_of, texts_of, words
from .samples import STAMP


def pages_of(sheet: CardSheet = CARD, *, blank: bool = False) -> list[Page]:
    return customer_card.compose(sheet, blank=blank, stamp=STAMP)


def drawn(*sheets: CardSheet, progress: Callable[[int], bool] = customer_card.go_on) -> bytes:
    target = io.BytesIO()
    customer_card.draw(sheets, target, stamp=STAMP, progress=progress)
    return target.getvalue()


def with_contacts(number: int) -> CardSheet:
    return replace(CARD, record=replace(RECORD, contacts=contacts(number), closing=CLOSING))


# Geometry


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize("sheet", [CARD, FULL, EMPTY], ids=["card", "full", "empty"])
def test_nothing_leaves_its_place(sheet: CardSheet, blank: bool) -> None:
    for page in pages_of(sheet, blank=blank):
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= page.paper.left - 0.01, mark
            assert right <= page.paper.live_right + 0.01, mark
            assert top >= 9.49
            assert bottom <= 282.2 or 283.3 <= top <= bottom <= 287.5
        assert collisions(page) == []
        assert crossings(page) == []


def test_blank_and_filled_share_one_geometry() -> None:
    def lines(page: Page) -> set[tuple[float, ...]]:
        return {(mark.x1, mark.y1, mark.x2, mark.y2) for mark in page.marks if isinstance(mark, Rule)}

    for filled, blank in zip(pages_of(), pages_of(blank=True), strict=True):
        assert lines(filled) == lines(blank)


def test_the_front_stands_where_the_specification_says() -> None:
    marks = pages_of()[0].marks
    ends = [27.5, 43.5, 131.5, 195.5, 232.3, 257.8, 273.8]
    for y in ends:
        assert any(
            isinstance(mark, Rule) and mark.weight == 0.8 and mark.y1 == pytest.approx(y) for mark in marks
        ), y
    uprights = {
        round(mark.x1, 2) for mark in marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.y1 > 232
    }
    assert {25.0, 43.0, 73.0, 87.0, 115.0, 133.0, 169.0} <= uprights


def test_the_back_is_mirrored_and_has_twenty_rows() -> None:
    front, back = pages_of()
    assert (front.paper, back.paper) == (PORTRAIT, PORTRAIT_BACK)
    for row in range(1, 20):
        assert Rule(12, 37 + row * 9.5, 192, 37 + row * 9.5, 0.4) in back.marks
    assert Rule(12, 227, 192, 227, 0.8) in back.marks
    uprights = {round(mark.x1, 2) for mark in back.marks if isinstance(mark, Rule) and mark.y2 == 227}
    assert {25, 39, 53, 111, 118.5, 126, 140, 155, 166} <= uprights
    assert any(isinstance(mark, Rule) and mark.y1 == pytest.approx(272) for mark in back.marks)


# What stands there


def test_the_front_tells_who_what_and_how_sure() -> None:
    text = text_of(pages_of()[0])
    for part in (
        "客户信息卡A面·客户与需求", "P25-00874", "2025-11-0109:40", "买买提·热合曼（表兄）",
        "650104**********18", "0991-0000123转806", "配偶、儿子小军", "68,000元（11-16马俊）",
        "1车型、颜色已选定", "13经判断有购买能力", "H·11-21欧阳振华", "陈志明11-04", "283,600含脚垫",
        "LSVAA4182E2123456", "2025-12-01", "表CA·2025-11版",
    ):  # fmt: skip
        assert part in text, part


def test_thirteen_boxes_and_the_circled_level() -> None:
    page = pages_of()[0]
    ticks = [mark for mark in page.marks if isinstance(mark, Stroke) and 195 < mark.points[0][1] < 224]
    assert len(ticks) == 2
    (ring,) = [mark for mark in page.marks if isinstance(mark, Ring)]
    letters = {mark.text: mark.x for mark in words(page) if 216 < mark.y < 222 and mark.text in "OHABC"}
    assert list(letters) == ["O", "H", "A", "B", "C"]
    assert abs(letters["H"] - ring.x) < 2
    assert not [mark for mark in pages_of(blank=True)[0].marks if isinstance(mark, Ring)]


def test_a_source_that_has_no_box_stands_behind_the_last() -> None:
    assert "媒体互联网" in text_of(pages_of(replace(CARD, values={**CARD.values, "source": "internet"}))[0])
    assert "媒体互联网" not in text_of(pages_of()[0])


def test_of_four_drives_and_quotes_the_latest_three_and_how_many_more() -> None:
    record = replace(RECORD, drives=tuple(map(driven, range(1, 5))), quotes=tuple(map(quoted, range(1, 5))))
    text = text_of(pages_of(replace(CARD, record=record))[0])
    assert "+2" in text
    assert "11-06" not in text
    assert "11-09" in text
    assert "+" not in text_of(pages_of()[0])


def test_the_back_tells_every_contact() -> None:
    back = pages_of()[1]
    text = text_of(back)
    for part in (
        "B面·洽谈记录",
        "21天",
        "11-0209:40电话",
        "第2次电话，资料属实",
        "继续跟进",
        "11-04微信",
        "来店",
    ):
        assert part in text, part
    assert "旧车可到7万，须成交陈志明11-04" in text
    assert [mark for mark in back.marks if isinstance(mark, Solid)], "the rise from C to A is a triangle"
    assert "经理1" in text


def test_contact_21_opens_a_second_back_with_the_lost_block_on_the_last() -> None:
    assert len(pages_of(with_contacts(20))) == 2
    _front, first, second = pages_of(with_contacts(21))
    assert second.paper is PORTRAIT, "the second sheet begins on its front"
    assert "接下页" in text_of(first)
    assert "战败车型" not in text_of(first)
    assert "战败车型翼途C7" in text_of(second)
    assert "同品牌他店" in text_of(second)
    assert "竞品价格优惠；客户在对面店签了合同；差价5,000元" in text_of(second)
    assert "已批准；下次先问价格" in text_of(second)


def test_what_fits_no_cell_stands_on_the_notes_page() -> None:
    text = joined("".join(texts_of(drawn(FULL))))
    assert "…附1" in text
    assert text.count("客户要求写明交车日期与违约责任") > 40


def test_each_side_has_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[qr.Code] = []
    monkeypatch.setattr(qr, "draw", lambda _page, code, _x, _y: codes.append(code))
    pages_of(with_contacts(21))
    pages_of(blank=True)
    assert [(one.kind.name, one.number, one.page) for one in codes] == [
        ("CA", 874, 1), ("CB", 874, 2), ("CB", 874, 3), ("CA", 20251100, 1), ("CB", 20251100, 2),
    ]  # fmt: skip


def test_a_blank_card_names_nobody() -> None:
    text = "".join(map(text_of, pages_of(blank=True)))
    assert "空白表" in text
    for part in ("阿卜杜拉", "137", "P25", "欧阳", "11-02"):
        assert part not in text


@pytest.mark.parametrize("nasty", ["<b>张</b>", "&amp;", "</para>", "{name}", "%s", "𠮷😀"])
def test_what_guests_say_is_not_markup(nasty: str) -> None:
    sheet = replace(CARD, name=nasty, values={**CARD.values, "name": nasty, "hobbies": nasty})
    assert joined(nasty) in "".join(map(text_of, pages_of(sheet)))
    drawn(sheet)


# Many cards


def test_each_card_of_many_begins_on_a_front() -> None:
    three_pages = with_contacts(21)
    texts = texts_of(drawn(three_pages, CARD, CARD))
    fronts = [number for number, text in enumerate(texts) if "A 面" in text]
    assert fronts == [0, 4, 6]
    assert texts[3] == ""
    assert "共 3 页" in texts[0]


def test_drawing_many_tells_how_far_it_is_and_can_be_stopped() -> None:
    seen: list[int] = []

    def watch(number: int) -> bool:
        seen.append(number)
        return number < 2

    target = io.BytesIO()
    with pytest.raises(Stopped):
        customer_card.draw([CARD] * 5, target, stamp=STAMP, progress=watch)
    assert seen == [0, 1, 2]
    assert target.getvalue() == b""


def test_pages_are_painted_as_they_come() -> None:
    """No card is composed before those ahead of it are on the canvas."""
    read: list[int] = []

    def cards() -> Any:
        for number in range(4):
            read.append(number)
            yield CARD

    behind: list[int] = []

    def watch(number: int) -> bool:
        behind.append(len(read) - number)
        return True

    customer_card.draw(cards(), io.BytesIO(), stamp=STAMP, progress=watch)
    assert behind == [1, 1, 1, 1]


def test_the_same_cards_give_the_same_bytes() -> None:
    assert drawn(CARD, FULL) == drawn(CARD, FULL)
    assert len(PdfReader(io.BytesIO(drawn(CARD))).pages) == 2


def test_a_lunar_birthday_is_chinese_whatever_the_screen_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    born = replace(CARD, values={**CARD.values, "birthday": "lunar 1990-04-12"})
    spoken = text_of(pages_of(born)[0])
    monkeypatch.setattr(language, "_current", language.ENGLISH)
    assert text_of(pages_of(born)[0]) == spoken
    assert "农历1990年四月十二" in spoken
