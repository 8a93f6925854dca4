"""What may be typed into each kind of field, what becomes of it, and what is refused with a sentence."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from showroom import language
from showroom.errors import Invalid, Unreadable
from showroom.forms import kinds
from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Kind, Option, notices, read, show
from showroom.rules import phones, plates, text, vin

OPTIONS = (
    Option("1", "朗逸", "Lavida", ("lv",)),
    Option("2", "途观L", "Tiguan L", ("途观",)),
    Option("3", "朗逸", "Lavida (old)", active=False),
)

TAKEN: list[tuple[Kind, str, Any]] = [
    (kinds.TIME, "9:40", time(9, 40)),
    (kinds.TIME, "940", time(9, 40)),
    (kinds.TIME, "0940", time(9, 40)),
    (kinds.TIME, "09：40", time(9, 40)),
    (kinds.TIME, "9.40", time(9, 40)),
    (kinds.TIME, " ", None),
    (kinds.DATE, "2026-03-05", date(2026, 3, 5)),
    (kinds.DATE, "2026年3月5日", date(2026, 3, 5)),
    (kinds.DATE, "", None),
    (kinds.MONEY, "1.2万", 1_200_000),
    (kinds.MONEY, "99.5", 9_950),
    (kinds.MONEY, "", None),
    (kinds.COUNT, "", 1),
    (kinds.COUNT, "3人", 3),
    (kinds.COUNT, "99", 99),
    (kinds.TICK, "√", True),
    (kinds.TICK, "是", True),
    (kinds.TICK, "", False),
    (kinds.TICK, "无", False),
    (kinds.CHOICE, "朗逸", "1"),
    (kinds.CHOICE, "LAVIDA", "1"),
    (kinds.CHOICE, "ｌｖ", "1"),
    (kinds.CHOICE, "", ""),
    (kinds.RECORD, "途观", 2),
    (kinds.RECORD, "", None),
    (kinds.SHORT, "lv", "朗逸"),
    (kinds.SHORT, "闪电紫", "闪电紫"),
    (kinds.NAME, "  王\u200b丽 ", "王丽"),
    (kinds.NOTE, "一\r\n二\t三", "一\n二 三"),
    (kinds.PHONES, "138 1234 5678，010-88888888", "138 1234 5678/010-88888888"),
    (kinds.PHONES, "", ""),
    (kinds.NUMBER, " １５ 天", 15),
    (kinds.NUMBER, "", None),
    (kinds.HOURS, "830-1830", "08:30–18:30"),
    (kinds.LINE, "  /srv/copies ", "/srv/copies"),
    (kinds.PASSWORD, " a b ", " a b "),
    (kinds.SEVERAL, "朗逸、tiguan l", ("1", "2")),
    (kinds.SEVERAL, "", ()),
    (kinds.BIRTHDAY, "1991.5.18", "1991-05-18"),
    (kinds.BIRTHDAY, "农历四月十二", "lunar --04-12"),
    (kinds.BIRTHDAY, "", ""),
    (kinds.IDENTITY, "110105 19491231 002x", "11010519491231002X"),
    (kinds.IDENTITY, "", ""),
    (kinds.PLATE, "浙a·12345", "浙A12345"),
    (kinds.VIN, "1hgcm82633a004352", "1HGCM82633A004352"),
    (kinds.EMAIL, " wang@example.com ", "wang@example.com"),
    (kinds.EMAIL, "ｗang@mail.example.com", "wang@mail.example.com"),
    (kinds.EMAIL, "", ""),
    (kinds.POSTCODE, "３１００５１", "310051"),
    (kinds.POSTCODE, "", ""),
]
REFUSED: list[tuple[Kind, str]] = [
    (kinds.NUMBER, "-1"),
    (kinds.NUMBER, "1.5"),
    (kinds.NUMBER, "9999999"),
    (kinds.HOURS, "早到晚"),
    (kinds.SEVERAL, "朗逸、飞机"),
    (kinds.TIME, "25:00"),
    (kinds.TIME, "9:60"),
    (kinds.TIME, "nine"),
    (kinds.TIME, "٩:٤٠"),
    (kinds.DATE, "3.5"),
    (kinds.DATE, "明天"),
    (kinds.MONEY, "about 500"),
    (kinds.COUNT, "0"),
    (kinds.COUNT, "100"),
    (kinds.COUNT, "-1"),
    (kinds.COUNT, "1.5"),
    (kinds.COUNT, "٣"),
    (kinds.TICK, "perhaps"),
    (kinds.CHOICE, "凌渡"),
    (kinds.RECORD, "77"),
    (kinds.SHORT, "x" * 41),
    (kinds.NAME, "x" * 51),
    (kinds.NAME, "王\x00丽"),
    (kinds.NOTE, "x" * 10_001),
    (kinds.PHONES, "138****5678"),
    (kinds.BIRTHDAY, "2.30"),
    (kinds.IDENTITY, "330105********002X"),
    (kinds.PLATE, "x" * 21),
    (kinds.VIN, "x" * 21),
    (kinds.EMAIL, "wang@example"),
    (kinds.EMAIL, "wang.example.com"),
    (kinds.EMAIL, "wang @example.com"),
    (kinds.POSTCODE, "31005"),
    (kinds.POSTCODE, "３１００５A"),
    (kinds.POSTCODE, "٣١٠٠٥١"),
]


@pytest.mark.parametrize(
    ("kind", "typed", "value"), TAKEN, ids=[f"{kind.name} {typed[:12]!r}" for kind, typed, _value in TAKEN]
)
def test_what_is_typed_becomes(kind: Kind, typed: str, value: Any) -> None:
    assert kind.read(typed, OPTIONS) == value


@pytest.mark.parametrize(
    ("kind", "typed"), REFUSED, ids=[f"{kind.name} {typed[:12]!r}" for kind, typed in REFUSED]
)
def test_what_cannot_be_taken_is_refused(kind: Kind, typed: str) -> None:
    with pytest.raises(Unreadable):
        kind.read(typed, OPTIONS)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [one for one in TAKEN if one[2] not in (None, "") and one[0] is not kinds.PASSWORD],
)
def test_what_is_shown_reads_back_as_the_same(kind: Kind, typed: str, value: Any) -> None:
    shown = kind.show(value, OPTIONS)
    read_back = kind.read(shown, OPTIONS)
    if kind is kinds.PHONES:
        assert read_back.replace(" ", "") == value.replace(" ", "")
    else:
        assert read_back == value


def test_a_password_is_never_shown() -> None:
    assert kinds.PASSWORD.show("secret", ()) == ""


def test_a_choice_is_shown_in_the_language_of_the_screen() -> None:
    assert kinds.CHOICE.show("1", OPTIONS) == "朗逸"
    language.use(language.ENGLISH)
    assert kinds.CHOICE.show("1", OPTIONS) == "Lavida"
    assert kinds.CHOICE.show("gone", OPTIONS) == "gone"


def test_every_problem_is_told_at_once() -> None:
    lists = {"model": OPTIONS}
    fields = (
        Field("name", "Name", kinds.NAME, required=True),
        Field("at", "At", kinds.TIME),
        Field("model", "Model", kinds.RECORD, options="model"),
    )
    with pytest.raises(Invalid) as refused:
        read(fields, {"at": "25:00", "model": "凌渡"}, lists)
    assert [problem.field for problem in refused.value.problems] == ["name", "at", "model"]
    assert all(problem.sentence() for problem in refused.value.problems)
    assert read(fields, {"name": "王丽"}, lists) == {"name": "王丽", "at": None, "model": None}


def test_the_paper_fields_are_each_named_once() -> None:
    keys = [field.key for field in form.FIELDS]
    assert len(keys) == len(set(keys)) == 20
    assert show(form.HEAD_COUNT, 2, {}) == "2"


def test_a_plate_and_a_vin_that_look_odd_are_taken_with_a_word() -> None:
    fields = (Field("plate", "Plate", kinds.PLATE), Field("vin", "VIN", kinds.VIN))
    assert notices(fields, {"plate": "浙A12345", "vin": "1HGCM82633A004352"}) == ()
    odd = {"plate": "浙A1234", "vin": "1HGCM82643A004352"}
    assert notices(fields, odd) == (plates.PLATE_UNUSUAL, vin.CHECK_SIGN_UNSURE)


def test_what_reading_changes_quietly_is_told() -> None:
    """M4, M5, N3, N5; a space at an end is no loss."""
    fields = (
        Field("name", "Name", kinds.NAME),
        Field("note", "Note", kinds.NOTE),
        Field("phone", "Phone", kinds.PHONES),
        Field("at", "At", kinds.TIME),
    )
    assert notices(fields, {"name": " 王丽 ", "note": "二胎", "phone": "138 0013 8000"}) == ()
    assert notices(fields, {"name": "张\u200b三", "note": "\u202e好"}) == (text.INVISIBLE_REMOVED,)
    assert notices(fields, {"phone": "１３８００１３８０００\u200b"}) == (
        phones.FULL_WIDTH_MAPPED,
        text.INVISIBLE_REMOVED,
    )
