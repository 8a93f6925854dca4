"""The handover list on paper: geometry, what the receiver must know, blank forms, texts that mean harm."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from showroom import language
from showroom.forms.handover import Handed, HandedCard, HandoverList
from showroom.rules.handover import HandoverKind
from showroom.sheets import bands, handover_list, qr
from showroom.sheets.page import Page, Rule

from .reading import bounds, collisions, crossings, joined, text_of, texts_of
from .samples import LISTS, STAMP

DAY = date(2025, 11, 22)
NASTY = ("<b>张</b>", "&amp;", "</para>", '<img src="http://x/y">', "{name}", "%s")
CARD = HandedCard(
    prospect=1, number="P25-00001", customer=1, name="赵志远", phone="138 0000 1234", level="H", state="open",
    model=1, colour="白", area="城东", reached_on=date(2025, 11, 20), due_on=date(2025, 11, 23),
    quoted=118_900_00, quoted_on=date(2025, 11, 18), quoted_model=2, receiver="王建国",
)  # fmt: skip
HANDED = Handed(
    7, HandoverKind.FOR_GOOD, 3, "马俊", "欧阳振华", DAY, DAY, None, "本月底离职",
    (("王建国", 9), ("孙丽华", 8)), 0, True, None,
)  # fmt: skip
LONG = "古丽娜尔·阿不都热合曼（云川市锦程汽车销售服务有限公司东部片区集团客户采购联系人）"


def listed(count: int = 17, card: HandedCard = CARD, handed: Handed = HANDED) -> HandoverList:
    """A list with so many cards, each with its own number."""
    cards = tuple(replace(card, prospect=one, number=f"P25-{one:05}") for one in range(1, count + 1))
    return HandoverList(handed, cards, "云川市锦程汽车销售服务有限公司", "云川锦程", LISTS)


FULL = replace(
    CARD, name=LONG, phone="0991-0000 123 转 806", level="O", colour="珍珠白" * 8, key_account=True,
    ordered_on=date(2025, 11, 19), deposit=60_000_00, receiver=LONG, state="dormant", stayed="handed_on",
)  # fmt: skip
FULL_HANDED = replace(
    HANDED, giver_name=LONG, reason="调往总部" * 40, shares=tuple((f"顾问{n}", 900) for n in range(30))
)


def pages(wanted: HandoverList | None = None, *, blank: bool = False) -> list[Page]:
    return handover_list.compose(wanted or listed(), blank=blank, stamp=STAMP)


def drawn(*wanted: HandoverList, blank: bool = False) -> bytes:
    target = io.BytesIO()
    handover_list.draw(wanted or (listed(),), target, blank=blank, stamp=STAMP)
    return target.getvalue()


def test_columns_and_head_fields_fill_the_live_width() -> None:
    assert sum(one.width for one in handover_list.COLUMNS) == 272
    frame = handover_list._Sheet(listed(), False, handover_list.Notes()).frame(STAMP)
    assert sum(field.width for field in frame.heads) == 272 - 18, "the code stands at the right of the head"


@pytest.mark.parametrize("blank", [False, True])
@pytest.mark.parametrize(
    "wanted", [listed(), listed(0), listed(31, FULL, FULL_HANDED)], ids=["", "0", "full"]
)
def test_nothing_leaves_its_place(wanted: HandoverList, blank: bool) -> None:
    for page in pages(wanted, blank=blank):
        paper = page.paper
        for mark in page.marks:
            left, top, right, bottom = bounds(mark)
            assert left >= paper.left - 0.35
            assert right <= paper.live_right + 0.35
            assert top >= 9.0
            assert bottom <= paper.height - 9.0
        assert collisions(page) == []
        assert crossings(page) == []


def test_the_blank_form_has_the_same_rules() -> None:
    def rules(page: Page) -> set[Any]:
        return {mark for mark in page.marks if isinstance(mark, Rule)}

    (blank,) = pages(blank=True)
    assert rules(blank) == rules(pages(listed(3))[0])
    said = text_of(blank)
    assert "空白表" in said
    assert not {"马俊", "赵志远", "离职"} & {word for word in ("马俊", "赵志远", "离职") if word in said}


def test_the_sixteenth_card_opens_the_second_page_and_numbers_run_on() -> None:
    first, second = pages(listed(16))
    assert "接下页" in text_of(first)
    assert "交出人日月" in text_of(second)
    assert "P25-00016" in text_of(second)
    assert "16" in text_of(second)


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (CARD, "近签约，报价昂腾C7118,900（11-18）"),
        (replace(CARD, level="A", quoted_model=1), "报价118,900（11-18）"),
        (replace(CARD, level="O", ordered_on=date(2025, 11, 19), deposit=5_000_00), "已订11-19定金5,000"),
        (replace(CARD, level="B", key_account=True, quoted=None), "重点"),
        (replace(CARD, level="", state="dormant"), "休眠"),
        (replace(CARD, stayed="closed"), "已结案，未收回"),
    ],
)
def test_what_the_receiver_must_know(card: HandedCard, words: str) -> None:
    said = text_of(pages(listed(1, card))[0])
    model = next(one.chinese for one in LISTS["car_model"] if one.code == "2")
    assert joined(words.replace("昂腾C7", model)) in said


def test_the_variant_says_for_good_or_until_when() -> None:
    assert "长期交接" in text_of(pages()[0])
    days = {"first_day": DAY, "last_day": date(2025, 11, 25)}
    covered = replace(HANDED, kind=HandoverKind.COVER, **days)
    assert "临时代管2025-11-22至2025-11-25" in text_of(pages(listed(1, CARD, covered))[0])


def test_the_code_names_the_day_and_the_giver() -> None:
    frame = handover_list._Sheet(listed(), False, handover_list.Notes()).frame(STAMP)
    assert (frame.kind, frame.number, frame.staff) == (qr.Kind.HO, 20251122, 3)
    blank = handover_list._Sheet(listed(), True, handover_list.Notes()).frame(STAMP)
    assert (blank.number, blank.staff) == (20261100, 0)


def test_several_lists_stand_one_after_another_each_with_its_own_pages() -> None:
    texts = texts_of(drawn(listed(2), listed(16)))
    assert [joined("第 1 页 / 共 1 页") in joined(text) for text in texts] == [True, False, False]
    assert joined("第 2 页 / 共 2 页") in joined(texts[2])


@pytest.mark.parametrize("text", NASTY)
def test_texts_that_mean_harm_are_printed_as_they_are(text: str) -> None:
    said = joined("".join(texts_of(drawn(listed(1, replace(CARD, name=text))))))
    assert joined(text) in said


def test_it_is_chinese_whatever_the_screen_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    said = texts_of(drawn())
    monkeypatch.setattr(language, "_current", "en")
    assert texts_of(drawn()) == said


def test_a_failure_leaves_the_target_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(bands, "signature", fail)
    target = io.BytesIO(b"the old sheet")
    with pytest.raises(RuntimeError):
        handover_list.draw([listed()], target, stamp=STAMP)
    assert target.getvalue() == b"the old sheet"
