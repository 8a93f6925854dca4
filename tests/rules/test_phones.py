"""Phone numbers: read, kept and refused by the table N of reliability.md."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.language import chinese
from showroom.rules import phones
from showroom.rules.phones import PhoneKind
from showroom.rules.text import INVISIBLE_REMOVED

QUICK = settings(derandomize=True, deadline=None, max_examples=200)
REAL = "13800138000"


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


MOBILES = st.builds("1{}{}".format, st.sampled_from("3456789"), _digits(9))
PREFIXES = st.sampled_from(["", "+86", "+86 ", "0086", "0086-", "86-", "(+86)"])
MARKS = st.sampled_from(["", " ", "-", "\u3000", "\u00a0", "‑", "."])
TYPED_MOBILES = st.builds(
    lambda prefix, number, mark: f"{prefix}{number[:3]}{mark}{number[3:7]}{mark}{number[7:]}",
    PREFIXES,
    MOBILES,
    MARKS,
)
LANDLINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["010-", "(021)", "023 "]),
    st.sampled_from("2345678"),
    _digits(7),
    st.sampled_from(["", "-123", "转8", " ext 4567", "分机 12"]),
)
FOREIGN = st.builds("+{} {}".format, st.sampled_from(["1", "7", "852", "998"]), _digits(9))
NUMBERS = TYPED_MOBILES | LANDLINES | FOREIGN | st.sampled_from(["400-800-8888", "88886666", "0991-0000 123"])


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("13800138000", id="N1"),
        pytest.param("138 0013 8000", id="N2 spaces"),
        pytest.param("138-0013-8000", id="N2 hyphens"),
        pytest.param("138‑0013–8000", id="N2 other hyphens"),
        pytest.param("138.0013.8000", id="N2 dots"),
        pytest.param("(138)00138000", id="N2 brackets"),
        pytest.param("+86 138 0013 8000", id="N2 +86"),
        pytest.param("＋86 13800138000", id="N2 full-width plus"),
        pytest.param("(+86)13800138000", id="N2 bracketed +86"),
        pytest.param("008613800138000", id="N2 0086"),
        pytest.param("86-13800138000", id="N2 86-"),
        pytest.param("8613800138000", id="N2 86"),
        pytest.param("１３８００１３８０００", id="N3"),
        pytest.param("\u202d13800138000\u202c", id="N5 copied from contacts"),
        pytest.param("138\u200b00138000", id="N5 zero-width"),
        pytest.param("13800138000\n", id="N5 line feed"),
        pytest.param("13800138000.0", id="N12 a spreadsheet's decimal"),
    ],
)
def test_one_mobile_however_typed(typed: str) -> None:
    (phone,) = phones.read(typed)
    assert (phone.key, phone.kind) == (REAL, PhoneKind.MOBILE)
    assert phones.show(typed) == "138 0013 8000"
    assert phones.looks_like_phone(typed)


def test_typed_form_is_kept() -> None:
    assert phones.read(" +86 138-0013 8000\u200b ")[0].typed == "+86 138-0013 8000"


@pytest.mark.parametrize("start", ["149", "162", "165", "170", "171", "192", "195", "196", "197", "199"])
def test_no_carrier_list(start: str) -> None:
    """N8."""
    assert phones.read(f"{start}00138000")[0].kind is PhoneKind.MOBILE


@pytest.mark.parametrize(
    ("typed", "key", "kind"),
    [
        pytest.param("010-88888888转123", "01088888888-123", PhoneKind.LANDLINE, id="N9 转"),
        pytest.param("010-88888888-123", "01088888888-123", PhoneKind.LANDLINE, id="N9 hyphen"),
        pytest.param("010 88888888 ext. 123", "01088888888-123", PhoneKind.LANDLINE, id="N9 ext"),
        pytest.param("0571-8888-6666", "057188886666", PhoneKind.LANDLINE, id="N9 grouped, no extension"),
        pytest.param("0571-8888666-6", "05718888666-6", PhoneKind.LANDLINE, id="N9 one-digit extension"),
        pytest.param("(021)6666 6666", "02166666666", PhoneKind.LANDLINE, id="N9 brackets"),
        pytest.param("0991-0000 123 转 806", "09910000123-806", PhoneKind.LANDLINE, id="N9 seven digits"),
        pytest.param("+86 10 8888 8888", "01088888888", PhoneKind.LANDLINE, id="N9 +86 without 0"),
        pytest.param("+86 (0)571 8888 6666", "057188886666", PhoneKind.LANDLINE, id="N9 (0)"),
        pytest.param("86-10-88888888-123", "01088888888-123", PhoneKind.LANDLINE, id="N9 86- and extension"),
        pytest.param("88886666", "88886666", PhoneKind.LANDLINE, id="N9 no area code"),
        pytest.param("2888666-12", "2888666-12", PhoneKind.LANDLINE, id="N9 no area code, extension"),
        pytest.param("400-800-8888", "4008008888", PhoneKind.SERVICE_400, id="N9 400"),
        pytest.param("4008008-888", "4008008888", PhoneKind.SERVICE_400, id="N9 400 grouped 7-3"),
        pytest.param("400 800 8888转1234", "4008008888-1234", PhoneKind.SERVICE_400, id="N9 400 extension"),
        pytest.param("+852 9123 4567", "+85291234567", PhoneKind.FOREIGN, id="N10 Hong Kong"),
        pytest.param("+1 (415) 555-2671", "+14155552671", PhoneKind.FOREIGN, id="N10 United States"),
    ],
)
def test_other_lines(typed: str, key: str, kind: PhoneKind) -> None:
    assert phones.read(typed) == (phones.Phone(key, kind, typed),)
    assert phones.show(typed) == typed
    assert phones.looks_like_phone(typed)


@pytest.mark.parametrize(
    "typed",
    [f"13800138000{mark}13900139000" for mark in ("/", "／", ";", "；", ",", "，", "、", "\n", " / ")],
)
def test_several_numbers_in_one_field(typed: str) -> None:
    """N11."""
    assert [phone.key for phone in phones.read(typed)] == ["13800138000", "13900139000"]
    assert phones.show(typed) == "138 0013 8000/139 0013 9000"
    assert all(phones.SEPARATOR not in phone.typed for phone in phones.read(typed))


def test_same_number_twice_is_one() -> None:
    assert [phone.typed for phone in phones.read("138 0013 8000/+8613800138000/")] == ["138 0013 8000"]


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "/", " ; "])
def test_no_number(typed: str) -> None:
    """N13: whether a phone is needed is the form's question."""
    assert phones.read(typed) == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("١٣٨٠٠١٣٨٠٠٠", "第 1 位是“١”", id="N4 Arabic-Indic"),
        pytest.param("⑬800138000", "第 1 位是“⑬”", id="N4 circled"),
        pytest.param("1380013800O", "第 11 位是字母 O", id="N6 letter O"),
        pytest.param("1380013800Ｏ", "第 11 位是字母 O", id="N6 full-width letter O"),
        pytest.param("138001380000", "有 12 位，第 11 位之后多了", id="N6 twelve"),
        pytest.param("1380013800", "到第 10 位就结束了", id="N6 ten"),
        pytest.param("138-0013-800", "到第 10 位就结束了", id="N6 ten, grouped"),
        pytest.param("1380013800.0", "到第 10 位就结束了", id="N6 ten with a decimal"),
        pytest.param("+86 138001380000", "有 12 位", id="N6 twelve after +86"),
        pytest.param("13800138000转12", "分机", id="N9 not for a mobile"),
        pytest.param("12345678901", "第 2 位是 2", id="N7"),
        pytest.param("10000000000", "第 2 位是 0", id="N7 zero"),
        pytest.param("010-8888888", "区号 010 之后有 7 位，应为 8 位", id="N9 too short"),
        pytest.param("0571-888866661", "区号 0571 之后有 9 位，应为 7–8 位", id="N9 too long"),
        pytest.param("400-800-888", "400 号码是 10 位", id="N9 400 too short"),
        pytest.param("238-0013-8000", "不像电话号码", id="N9 no extension without area code"),
        pytest.param("013800138000", "不像电话号码", id="N9 no such area"),
        pytest.param("0085291234567", "以 00 开头", id="N10 without +"),
        pytest.param("+12345", "7 到 15 位", id="N10 too short"),
        pytest.param("+1234567890123456", "7 到 15 位", id="N10 too long"),
        pytest.param("138+00138000", "第 4 位是“+”", id="N10 plus inside"),
        pytest.param("1.3800138E+10", "被电子表格缩写", id="N12"),
        pytest.param("138****8000", "这是打码后的号码", id="N14"),
        pytest.param("138＊＊＊＊8000", "这是打码后的号码", id="N14 full-width"),
        pytest.param("138xxxx8000", "这是打码后的号码", id="N14 x"),
        pytest.param("13900139000/138****8000", "“138****8000”", id="N14 second of two"),
    ],
)
def test_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        phones.read(typed)
    sentence = chinese(refusal.value.message, **refusal.value.values)
    assert said in sentence
    assert "{" not in sentence
    assert phones.show(typed) == typed
    assert phones.looks_like_phone(typed) or typed == "+12345"


def test_long_nonsense_is_quoted_short() -> None:
    with pytest.raises(Unreadable) as refusal:
        phones.read("1" * 10_000)
    assert refusal.value.values["number"] == "1" * 30 + "…"


def test_unstorable_character_is_refused() -> None:
    with pytest.raises(Unreadable):
        phones.read("138\x0000138000")


@pytest.mark.parametrize(
    "word",
    [
        "",
        "20万",
        "1.5T",
        "2026",
        "2人",
        "3008",
        "王女士",
        "09:40",
        "2026-10-15",
        "5*8",
        "来店",
        "+",
        "x",
    ],
)
def test_not_meant_as_a_phone(word: str) -> None:
    assert not phones.looks_like_phone(word)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("１３８００１３８０００", (phones.FULL_WIDTH_MAPPED,), id="N3"),
        pytest.param("\u202d13800138000\u202c", (INVISIBLE_REMOVED,), id="N5"),
        pytest.param("\u200b１", (phones.FULL_WIDTH_MAPPED, INVISIBLE_REMOVED), id="both"),
        pytest.param("138 0013 8000", (), id="N2"),
    ],
)
def test_notices(typed: str, expected: tuple[str, ...]) -> None:
    assert phones.notices(typed) == expected


def test_spaces_of_other_lines_are_normalised() -> None:
    assert phones.show("(021)  6666\u00a06666") == "(021) 6666 6666"


@pytest.mark.parametrize(
    ("key", "expected"),
    [(REAL, "8000"), ("01088888888-123", "8888"), ("+85291234567", "4567"), ("12", "12"), ("", "")],
)
def test_tail(key: str, expected: str) -> None:
    """M14."""
    assert phones.tail(key) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("1", "1"),
        ("1380", "1380"),
        ("138 0", "1380"),
        ("138-", "138"),
        ("１３８０", "1380"),
        ("+86", ""),
        ("+86 138", "138"),
        ("0086 1380", "1380"),
        ("86-1380", "1380"),
        ("(021) 66", "02166"),
        ("+86 10 8", "0108"),
        ("+852 91", "+85291"),
        ("010-88888888-123", "01088888888"),
        ("13800138000/139", "139"),
        ("13800138000/", ""),
        ("138****", ""),
        ("王女士", ""),
        ("138O", ""),
        ("1+", ""),
        ("\x00", ""),
    ],
)
def test_partial(typed: str, expected: str) -> None:
    assert phones.partial(typed) == expected


@QUICK
@given(NUMBERS)
def test_what_is_shown_is_the_same_number(typed: str) -> None:
    try:
        (phone,) = phones.read(typed)
    except Unreadable:
        assert typed.startswith("+7") or typed.startswith("+1")
        return
    assert [again.key for again in phones.read(phones.show(typed))] == [phone.key]
    assert [again.key for again in phones.read(phone.typed)] == [phone.key]


@QUICK
@given(st.data())
def test_every_beginning_of_a_mobile_matches_its_key(data: st.DataObject) -> None:
    typed = data.draw(TYPED_MOBILES.filter(lambda number: not number.startswith("86")))
    (phone,) = phones.read(typed)
    beginning = typed[: data.draw(st.integers(0, len(typed)))]
    country_begun = beginning in ("0", "00", "008", "+8", "(+8")
    assert country_begun or phone.key.startswith(phones.partial(beginning))


@QUICK
@given(st.text(st.characters(codec=None) | st.sampled_from("0123456789+-(). /*转x"), max_size=40))
def test_strange_text_is_refused_not_a_bug(typed: str) -> None:
    phones.show(typed)
    phones.partial(typed)
    phones.notices(typed)
    phones.looks_like_phone(typed)
    try:
        found = phones.read(typed)
    except Unreadable:
        return
    assert len({phone.key for phone in found}) == len(found)
