"""Cells that hold two fields: how they are joined for the eye and parted when they are written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from showroom import language
from showroom.forms import choices, first_lists
from showroom.forms.field import Lists, Option
from showroom.ui import traffic_log_columns as columns
from showroom.ui.traffic_log_columns import (
    EXTENDED,
    GUEST,
    MODEL,
    NOTE_AND_MODEL,
    TEN,
    TIME,
    Column,
    Texts,
    editor_text,
    entered,
    runs,
)

LISTS: Lists = {
    **choices.FIXED,
    **first_lists.FIRST,
    "area": (Option("1", "滨江", "Binjiang"),),
    "staff": (Option("3", "陈涛", "Chen Tao"), Option("4", "李娜", "Li Na")),
    "car_model": (Option("1", "朗逸", "Lavida"), Option("2", "途观L", "Tiguan L")),
}
ALL = tuple(dict.fromkeys((*TEN, *EXTENDED)))
WRITTEN = [column for column in ALL if column.fields]


@pytest.fixture(params=language.LANGUAGES)
def either_language(request: pytest.FixtureRequest) -> Iterator[str]:
    language.use(request.param)
    yield request.param
    language.use(language.CHINESE)


def shown(column: Column, **texts: str) -> str:
    return "".join(run.text for run in runs(column, texts, LISTS))


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("0912", {"arrived": "0912", "left": ""}),
        ("09:12", {"arrived": "09:12", "left": ""}),
        ("09:12–10:04", {"arrived": "09:12", "left": "10:04"}),
        ("09:12-10:04", {"arrived": "09:12", "left": "10:04"}),
        ("09:12—10:04", {"arrived": "09:12", "left": "10:04"}),
        ("0912～1004", {"arrived": "0912", "left": "1004"}),
        (" 0912 - 1004 ", {"arrived": "0912", "left": "1004"}),
        ("09:26 来电", {"arrived": "09:26", "left": "", "traffic_type": "来电"}),
        ("来电 09:26", {"arrived": "09:26", "left": "", "traffic_type": "来电"}),
        ("电话 0926", {"arrived": "0926", "left": "", "traffic_type": "来电"}),
        ("–1004", {"arrived": "", "left": "1004"}),
        ("09:12–10:04–11:00", {"arrived": "09:12", "left": "10:04-11:00"}),
        ("早上", {"arrived": "早上", "left": ""}),
        ("", {"arrived": "", "left": ""}),
    ],
)
def test_the_time_cell(typed: str, texts: Texts) -> None:
    assert entered(TIME, typed, LISTS) == texts


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("张伟 男", {"guest_name": "张伟", "sex": "男"}),
        ("张伟 先生", {"guest_name": "张伟", "sex": "男"}),
        ("张伟　男", {"guest_name": "张伟", "sex": "男"}),
        ("张伟", {"guest_name": "张伟", "sex": ""}),
        ("王女士", {"guest_name": "王女士", "sex": "女"}),
        ("李先生", {"guest_name": "李先生", "sex": "男"}),
        ("Ms Wang", {"guest_name": "Ms Wang", "sex": "女"}),
        ("男", {"guest_name": "男", "sex": ""}),
        ("男 男", {"guest_name": "男", "sex": "男"}),
        ("欧阳 娜娜 女", {"guest_name": "欧阳 娜娜", "sex": "女"}),
        ("<b>张</b> 男", {"guest_name": "<b>张</b>", "sex": "男"}),
        ("", {"guest_name": "", "sex": ""}),
    ],
)
def test_the_guest_cell(typed: str, texts: Texts) -> None:
    assert entered(GUEST, typed, LISTS) == texts


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("朗逸 白", {"model_of_interest": "朗逸", "colour": "白"}),
        ("途观L 黑色", {"model_of_interest": "途观L", "colour": "黑"}),
        ("朗逸", {"model_of_interest": "朗逸", "colour": ""}),
        ("白", {"model_of_interest": "白", "colour": ""}),
        ("Tiguan L black", {"model_of_interest": "Tiguan L", "colour": "黑"}),
        ("朗逸 荧光", {"model_of_interest": "朗逸 荧光", "colour": ""}),
    ],
)
def test_the_model_cell(typed: str, texts: Texts) -> None:
    assert entered(MODEL, typed, LISTS) == texts


def test_every_other_cell_is_one_field() -> None:
    for column in WRITTEN:
        if column not in (TIME, GUEST, MODEL):
            assert entered(column, "something", LISTS) == {column.fields[0].key: "something"}


@pytest.mark.parametrize(
    ("texts", "seen"),
    [
        ({"arrived": "09:12"}, "09:12–"),
        ({"arrived": "09:12", "left": "10:04"}, "09:12–10:04"),
        ({"arrived": "09:26", "traffic_type": "来电"}, "09:26 来电"),
        ({"arrived": "09:26", "traffic_type": "外拓"}, "09:26–"),
        ({}, ""),
    ],
)
def test_the_time_as_it_is_read(texts: Texts, seen: str) -> None:
    assert shown(TIME, **texts) == seen


@pytest.mark.parametrize(
    ("name", "sex", "seen"),
    [
        ("张伟", "男", "张伟 男"),
        ("王女士", "女", "王女士"),
        ("Ms Wang", "女", "Ms Wang"),
        ("Mr. Li", "男", "Mr. Li"),
        ("王太太", "女", "王太太"),
        ("张伟", "", "张伟"),
        ("", "男", ""),
    ],
)
def test_the_guest_as_he_is_read(name: str, sex: str, seen: str) -> None:
    assert shown(GUEST, guest_name=name, sex=sex) == seen


def test_the_note_has_the_model_before_it_in_ten_columns(either_language: str) -> None:
    comma = "，" if either_language == language.CHINESE else ", "
    seen = shown(NOTE_AND_MODEL, model_of_interest="朗逸", colour="白", note="一\n二")
    assert seen == f"朗逸 白{comma}一 二"
    assert shown(NOTE_AND_MODEL, note="一") == "一"
    assert shown(NOTE_AND_MODEL, model_of_interest="朗逸") == "朗逸"
    assert editor_text(NOTE_AND_MODEL, {"model_of_interest": "朗逸", "note": "一"}, LISTS) == "一"


WORDS = st.sampled_from(
    [
        "张伟",
        "王女士",
        "李先生",
        "Ms",
        "Wang",
        "男",
        "女",
        "先生",
        "来电",
        "来店",
        "09:12",
        "1004",
        "朗逸",
        "白",
        "黑色",
        "<b>",
        "H",
    ]
)
LINES = st.lists(WORDS | st.text(max_size=6), max_size=5).flatmap(
    lambda words: st.sampled_from([" ".join(words), "–".join(words), "".join(words)])
)


@example(line="王女士 男", column=GUEST, code=language.CHINESE)
@given(line=LINES, column=st.sampled_from(WRITTEN), code=st.sampled_from(language.LANGUAGES))
def test_opening_a_cell_and_leaving_it_changes_nothing(line: str, column: Column, code: str) -> None:
    """What the editor starts with means what the cell holds."""
    language.use(code)
    try:
        held = entered(column, line, LISTS)
        again = entered(column, editor_text(column, held, LISTS), LISTS)
        kept = {key: text.strip() for key, text in held.items() if key in again}
        assert {key: text.strip() for key, text in again.items()} == kept
    finally:
        language.use(language.CHINESE)


@given(line=st.text(max_size=40), column=st.sampled_from(WRITTEN))
def test_nothing_typed_is_dropped(line: str, column: Column) -> None:
    """Odd input goes to a field, where it is refused with its reason, never away."""
    held = entered(column, line, LISTS)
    for letter in line:
        if letter.isalnum():
            assert any(letter in text for text in held.values()) or len(held) > 1


def test_the_columns_are_those_of_the_paper() -> None:
    assert len({column.key for column in TEN}) == 11
    assert len({column.key for column in EXTENDED}) == 18
    for shown_columns in (TEN, EXTENDED):
        fields = [field.key for column in shown_columns for field in column.fields]
        assert columns.VISIT.key not in fields or shown_columns is EXTENDED
        assert {"arrived", "guest_name", "phone", "purpose", "level", "note", "assigned"} <= set(fields)
