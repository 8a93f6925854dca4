"""The phone-first line: any order, both languages, nothing lost."""

from __future__ import annotations

import re
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.rules import phone_first
from showroom.rules.phone_first import Vocabulary, Word, parse

QUICK = settings(derandomize=True, deadline=None, max_examples=200)

WORDS = {
    "staff": (
        Word("1", "李娜", ("李娜", "Li Na", "1")),
        Word("2", "王强", ("王强", "Wang Qiang", "2")),
        Word("3", "赵敏", ("赵敏", "Zhao Min", "3")),
    ),
    "car_model": (
        Word("1", "朗逸", ("朗逸", "Lavida", "1")),
        Word("2", "途观L", ("途观L", "Tiguan L", "2")),
        Word("3", "3008", ("3008", "3")),
    ),
    "traffic_type": (
        Word("walk_in", "来店", ("来店", "walk-in", "walk_in", "店")),
        Word("call_in", "来电", ("来电", "call-in", "call_in", "电")),
        Word("other", "其他", ("其他", "other")),
    ),
    "purpose": (
        Word("look_at_cars", "看车", ("看车", "Look at car", "look_at_cars")),
        Word("other", "其他", ("其他", "other")),
    ),
    "area": (Word("tianshan", "天山区", ("天山区", "天山")),),
    "level": tuple(Word(letter, f"{letter} 级", (letter, f"{letter} 级")) for letter in "OHABCN"),
}
VOCABULARY = Vocabulary.of(WORDS)

EXAMPLES = [
    ("4068 3人 来试驾", {"head_count": "3", "note": "4068 来试驾"}),
    ("孙先生 13812345678 一家三口 想看途观L", {
        "guest_name": "孙先生", "sex": "male", "phone": "13812345678", "head_count": "3",
        "model_of_interest": "途观L", "note": "想看",
    }),
    ("老刘介绍 王总", {"guest_name": "王总", "note": "老刘介绍"}),
    ("老客户介绍的刘总 13912345678", {
        "guest_name": "刘总", "phone": "13912345678", "note": "老客户介绍的",
    }),
    ("看看", {"note": "看看"}),
    ("来永 两口子", {"guest_name": "来永", "head_count": "2"}),
    (
        "王女士 13812345678 朗逸 2人 来店 李娜",
        {
            "guest_name": "王女士", "sex": "female", "phone": "13812345678", "model_of_interest": "朗逸",
            "head_count": "2", "traffic_type": "来店", "received_by": "李娜",
        },
    ),
    (
        "Ms Wang 13800138000 Lavida 2 people walk-in Li Na",
        {
            "guest_name": "Ms Wang", "sex": "female", "phone": "13800138000", "model_of_interest": "朗逸",
            "head_count": "2", "traffic_type": "来店", "received_by": "李娜",
        },
    ),
    (
        "李娜　来店，2人、朗逸；13812345678,王女士",
        {
            "guest_name": "王女士", "sex": "female", "phone": "13812345678", "model_of_interest": "朗逸",
            "head_count": "2", "traffic_type": "来店", "received_by": "李娜",
        },
    ),
    ("", {}),
    ("张先生", {"guest_name": "张先生", "sex": "male"}),
    ("Mr. John Smith", {"guest_name": "Mr. John Smith", "sex": "male"}),
    ("Mrs Wang undecided", {"guest_name": "Mrs Wang", "sex": "female", "note": "undecided"}),
    ("阿卜杜拉·买买提 138", {"guest_name": "阿卜杜拉·买买提", "note": "138"}),
    ("吴婷 带先生 省油", {"guest_name": "吴婷", "note": "带先生 省油"}),
    ("王女士 问现车，周六；再来", {"guest_name": "王女士", "sex": "female", "note": "问现车，周六；再来"}),
    ("张三 喜欢 20万", {"guest_name": "张三", "note": "喜欢 20万"}),
    ("20万 1.5T 2026 张三", {"guest_name": "张三", "note": "20万 1.5T 2026"}),
    # phones
    ("138 0013 8000", {"phone": "138 0013 8000"}),
    ("0991-0000 123 转 806 两人", {"phone": "0991-0000 123 转 806", "head_count": "2"}),
    ("+852 9123 4567 张三", {"phone": "+852 9123 4567", "guest_name": "张三"}),
    ("13800138000/13900139000", {"phone": "13800138000/13900139000"}),
    ("13800138000，张三 13900139000", {"phone": "13800138000/13900139000", "guest_name": "张三"}),
    ("王女士13812345678朗逸", {
        "guest_name": "王女士", "sex": "female", "phone": "13812345678", "model_of_interest": "朗逸",
    }),
    ("138001380000", {"phone": "138001380000"}),
    ("138 0013 80000 张三", {"phone": "138 0013 80000", "guest_name": "张三"}),
    ("138****8000", {"phone": "138****8000"}),
    ("138 **** 8000", {"phone": "138 **** 8000"}),
    ("1380013800O", {"phone": "1380013800O"}),
    ("⑬800138000", {"phone": "⑬800138000"}),
    ("1.3800138E+10", {"phone": "1.3800138E+10"}),
    ("2008 1500 张三", {"guest_name": "张三", "note": "2008 1500"}),
    ("2026-10-15", {"note": "2026-10-15"}),
    # lists
    ("Tiguan L Look at car", {"model_of_interest": "途观L", "purpose": "看车"}),
    ("ＬＡＶＩＤＡ", {"model_of_interest": "朗逸"}),
    ("3008 3", {"model_of_interest": "3008", "note": "3"}),
    ("李娜 王强 赵敏", {"received_by": "李娜", "assigned": "王强", "note": "赵敏"}),
    ("指定李娜 王强", {"assigned": "李娜", "received_by": "王强"}),
    ("王强 指定 李娜", {"assigned": "李娜", "received_by": "王强"}),
    ("王强 接待：李娜", {"assigned": "王强", "received_by": "李娜"}),
    ("assigned Li Na", {"assigned": "李娜"}),
    ("朗逸 途观L", {"model_of_interest": "朗逸", "note": "途观L"}),
    ("其他 来店", {"traffic_type": "来店", "purpose": "其他"}),
    ("天山", {"area": "天山区"}),
    # levels
    ("H", {"level": "H 级"}),
    ("H级", {"level": "H 级"}),
    ("h 级", {"level": "H 级"}),
    ("level h", {"level": "H 级"}),
    ("h", {"guest_name": "h"}),
    ("张三 X级", {"guest_name": "张三", "note": "X级"}),
    ("H A", {"level": "H 级", "note": "A"}),
    # heads
    *((f"{typed}", {"head_count": count}) for typed, count in (
        ("2人", "2"), ("两人", "2"), ("二位", "2"), ("3位", "3"), ("2 people", "2"), ("1 person", "1"),
        ("三个人", "3"), ("十人", "10"), ("十二位", "12"), ("二十三人", "23"), ("九人", "9"),
        ("０２ 人", "2"), ("0人", "0"), ("100人", "100"),
    )),
    ("2人 3人", {"head_count": "2", "note": "3人"}),
    # colours
    ("朗逸 白", {"model_of_interest": "朗逸", "colour": "白"}),
    ("白色朗逸", {"model_of_interest": "朗逸", "colour": "白色"}),
    ("朗逸白色", {"model_of_interest": "朗逸", "colour": "白色"}),
    ("白色 朗逸", {"model_of_interest": "朗逸", "colour": "白色"}),
    ("white Lavida", {"model_of_interest": "朗逸", "colour": "white"}),
    ("白 朗逸", {"guest_name": "白", "model_of_interest": "朗逸"}),
    ("朗逸，白", {"model_of_interest": "朗逸", "guest_name": "白"}),
    ("朗逸 途观L白", {"model_of_interest": "朗逸", "note": "途观L 白"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "texts"), EXAMPLES, ids=[line for line, _texts in EXAMPLES])
def test_understood(line: str, texts: dict[str, str]) -> None:
    assert parse(line, VOCABULARY).texts == texts


def test_missing_lists_lose_nothing() -> None:
    assert parse("王女士 李娜 H 2人", Vocabulary()).texts == {
        "guest_name": "王女士", "sex": "female", "head_count": "2", "note": "李娜 H",
    }  # fmt: skip


def test_spans_tell_which_words_were_understood() -> None:
    assert parse("王女士 白色朗逸 省油", VOCABULARY).spans == (
        ("guest_name", 0, 3), ("colour", 4, 6), ("model_of_interest", 6, 8), ("note", 9, 11),
    )  # fmt: skip


LISTED = [word for entries in WORDS.values() for entry in entries for word in entry.words]
OTHERS = [
    "王女士", "Mr", "Wang", "张三", "指定李娜", "接待", "2人", "people", "白色朗逸", "白", "13800138000",
    "138", "0013", "8000", "转", "806", "0991-0000", "138****8000", "/", "/139", "20万", "级", "level", "h",
    "·", "\x00", "👨‍👩‍👧",
]  # fmt: skip
SEPARATORS = st.sampled_from([" ", "  ", "\u3000", "，", ", ", "、", ";", "\n", ""])
LINES = st.lists(
    st.tuples(st.sampled_from(LISTED + OTHERS) | st.text(max_size=6), SEPARATORS), max_size=14
).map(lambda pairs: "".join(word + separator for word, separator in pairs))


def bare(words: str) -> str:
    return "".join(words.split())


@settings(QUICK, max_examples=600)
@given(LINES)
def test_nothing_typed_is_lost(line: str) -> None:
    """Every word is in exactly one cell, and what no list stands for is there as it was typed."""
    understood = parse(line, VOCABULARY)
    covered = [0] * len(line)
    for key, start, end in understood.spans:
        for place in range(start, end):
            covered[place] += 1
        if key in ("guest_name", "note", "phone", "colour"):
            typed = line[start:end]
            whole = understood.texts[key]
            assert bare(typed) in bare(whole) if key == "guest_name" else typed in whole
    words = {place for match in re.finditer(r"[^\s，、；,;]+", line) for place in range(*match.span())}
    assert all(covered[place] == 1 for place in words)
    assert max(covered, default=0) <= 1
    assert {span.key for span in understood.spans} == set(understood.texts) - {"sex"}


@QUICK
@given(st.text(st.characters(codec=None), max_size=80))
def test_strange_lines_never_raise(line: str) -> None:
    parse(line, VOCABULARY)


@pytest.mark.parametrize(
    "start",
    [
        "1 ",
        "13 ",
        "138 0013 8000 ",
        "朗逸 ",
        "李娜,",
        "a",
        "1",
        "(1",
        "1x",
        "*",
        "白",
        "1转",
        "Mr ",
        "八",
        "86-",
        "+",
    ],
)
def test_a_pasted_page_does_not_run_away(start: str) -> None:
    """An expression that backtracks would take minutes; this is no measure of speed, whatever the machine."""
    line = (start * 10_000)[:10_000]
    begun = thread_time()
    understood = parse(line, VOCABULARY)
    assert thread_time() - begun < 5
    assert sum(len(text) for text in understood.texts.values()) > 0


def test_cells_are_those_of_the_form() -> None:
    from showroom.forms import traffic_log

    cells = {cell for cells in phone_first._CELLS.values() for cell in cells}
    cells |= {"colour", "head_count", "phone", "guest_name", "sex", "note"}
    assert cells <= {field.key for field in traffic_log.FIELDS}
