"""Names and texts: kept, cleaned or refused by the table M of reliability.md."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.errors import Unreadable
from showroom.rules import text

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
QUICK = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("𠮷㛃龘䶮", id="M1"),
        pytest.param("阿卜杜拉·买买提", id="M2"),
        pytest.param("阿卜杜拉‧买买提", id="M2 hyphenation point"),
        pytest.param("阿卜杜拉•买买提", id="M2 bullet"),
        pytest.param("阿卜杜拉．买买提", id="M2 full-width stop"),
        pytest.param("👨‍👩‍👧❤️", id="M3"),
        pytest.param("葛\U000e0100", id="M3 ideographic variant"),
        pytest.param("محمد עברית", id="M6"),
        pytest.param("José", id="M7 one code point"),
        pytest.param("Jose\u0301", id="M7 two code points"),
        pytest.param("<b>张</b>", id="M8 tag"),
        pytest.param("&amp;&lt;b&gt;</para>a<b<!-- x", id="M8 entities"),
        *(pytest.param(name, id=f"M10 {name}") for name in ("null", "None", "NaN", "0", "空", "-", "N/A")),
        pytest.param("Robert'); DROP TABLE", id="M11"),
        pytest.param("张", id="M13 one character"),
        pytest.param("张" * 50, id="M13 fifty characters"),
    ],
)
def test_kept_as_typed(typed: str) -> None:
    assert text.clean(typed) == text.Cleaned(typed)
    assert text.limited(typed, text.NAME_AT_MOST) == typed


@pytest.mark.parametrize(
    ("typed", "cleaned", "notices"),
    [
        pytest.param("张\u200b三", "张三", (text.INVISIBLE_REMOVED,), id="M4 zero-width space"),
        pytest.param("\ufeff张三", "张三", (text.INVISIBLE_REMOVED,), id="M4 byte order mark"),
        pytest.param("张\u2060三", "张三", (text.INVISIBLE_REMOVED,), id="M4 word joiner"),
        pytest.param("\u202d张三\u202c", "张三", (text.INVISIBLE_REMOVED,), id="M5 override"),
        pytest.param("\u2066张三\u2069", "张三", (text.INVISIBLE_REMOVED,), id="M5 isolate"),
        pytest.param("张三\u200e\u200f", "张三", (text.INVISIBLE_REMOVED,), id="M5 mark"),
        pytest.param("  张三\u3000", "张三", (text.SPACE_TRIMMED,), id="M13 around"),
        pytest.param("   ", "", (text.SPACE_TRIMMED,), id="M13 only spaces"),
        pytest.param("", "", (), id="M13 empty"),
        pytest.param("\u200b 张三", "张三", (text.INVISIBLE_REMOVED, text.SPACE_TRIMMED), id="M4 and M13"),
        pytest.param("张\t三\r\n四", "张 三 四", (), id="one line of a pasted cell"),
    ],
)
def test_cleaned_with_notice(typed: str, cleaned: str, notices: tuple[str, ...]) -> None:
    assert text.clean(typed) == text.Cleaned(cleaned, notices)


def test_note_keeps_its_lines() -> None:
    assert text.clean("一\r\n二\n\n三\t四", lines=True).text == "一\n二\n\n三 四"
    assert text.limited("一\n二", text.NOTE_AT_MOST, lines=True) == "一\n二"


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        pytest.param("\x00张", 1, id="M9 NUL"),
        pytest.param("张\x0b三", 2, id="M9 vertical tab"),
        pytest.param("张三\x1f", 3, id="M9 unit separator"),
        pytest.param("张\ud800", 2, id="M9 lone surrogate"),
        pytest.param("张\x7f", 2, id="M9 delete"),
        pytest.param("张\x85", 2, id="M9 C1 control"),
        pytest.param("张\ufffe", 2, id="M9 noncharacter"),
        pytest.param("张\U0010ffff", 2, id="M9 last noncharacter"),
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_cannot_be_stored(typed: str, position: int, lines: bool) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.clean(typed, lines=lines)
    assert refusal.value.values == {"position": position}


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        pytest.param("张" * 51, text.NAME_AT_MOST, id="M13"),
        pytest.param("x" * 1_000_000, text.NOTE_AT_MOST, id="M12 1 MB"),
        pytest.param("行\n" * 10_000, text.NOTE_AT_MOST, id="M12 10,000 lines"),
    ],
)
def test_refused_whole_when_too_long(typed: str, most: int) -> None:
    with pytest.raises(Unreadable) as refusal:
        text.limited(typed, most, lines=True)
    assert refusal.value.values == {"count": len(typed.strip()), "most": most}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(
            pytest.param("阿卜杜拉·买买提", f"阿卜杜拉{dot}买买提", id=f"M2 {dot}")
            for dot in "‧•．・･⋅∙\u0387."
        ),
        pytest.param("张\u200b三", "张三", id="M4"),
        pytest.param("\u202d张三\u202c", "张三", id="M5"),
        pytest.param("José", "Jose\u0301", id="M7"),
        pytest.param("ＶＷ　Ｐａｓｓａｔ", "vw passat", id="full width and case"),
        pytest.param("1．5Ｔ", "1.5t", id="full-width decimal"),
        pytest.param("  Li \t Na ", "li na", id="M13"),
        pytest.param("葛\U000e0100", "葛", id="ideographic variant"),
        pytest.param("STRASSE", "straße", id="case folding"),
    ],
)
def test_same_to_a_reader(one: str, other: str) -> None:
    assert text.key(one) == text.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("⑬", "13", id="never NFKC"),
        pytest.param("１３８", "١٣٨", id="digits of another script"),
        pytest.param("%", "_", id="M11 wildcards are letters"),
        pytest.param("\\", "", id="M11 backslash"),
        pytest.param("null", "", id="M10"),
        pytest.param("龘", "龙", id="M1"),
        pytest.param("<b>张</b>", "张", id="M8"),
    ],
)
def test_different_to_a_reader(one: str, other: str) -> None:
    assert text.key(one) != text.key(other)


@pytest.mark.parametrize("typed", ["Robert'); DROP TABLE", "100%", "a_b", "c\\d"])
def test_key_keeps_signs_of_search(typed: str) -> None:
    """M11: escaping is the search's work; the key hides no wildcard."""
    assert text.key(typed) == typed.casefold()


@QUICK
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    for lines in (False, True):
        try:
            once = text.clean(typed, lines=lines).text
        except Unreadable:
            continue
        assert text.clean(once, lines=lines) == text.Cleaned(once)


@QUICK
@given(ANY_TEXT)
def test_key_of_a_key_is_itself(typed: str) -> None:
    assert text.key(text.key(typed)) == text.key(typed)


def test_key_of_a_key_is_itself_for_every_character() -> None:
    strange = [chr(code) for code in range(0x30000) if text.key(text.key(chr(code))) != text.key(chr(code))]
    assert strange == []


def test_what_cannot_be_stored_is_left_out_of_a_copy() -> None:
    assert text.storable("王\x00丽\x1f\ufffe\ud800 1\n2\t3") == "王丽 1\n2\t3"


@QUICK
@given(ANY_TEXT)
def test_what_is_kept_can_be_stored_everywhere(typed: str) -> None:
    """M9: as UTF-8, and in the XML of an Excel file."""
    try:
        kept = text.clean(typed, lines=True).text
    except Unreadable:
        assert text.storable(typed) != typed
        return
    assert text.storable(kept) == kept
    kept.encode("utf-8")
    assert all(one in "\t\n\r" or one >= " " for one in kept)


@QUICK
@given(ANY_TEXT)
def test_no_letter_is_lost_without_a_word(typed: str) -> None:
    try:
        cleaned = text.clean(typed, lines=True)
    except Unreadable:
        return
    gone = len("".join(typed.split())) - len("".join(cleaned.text.split()))
    assert gone == 0 or text.INVISIBLE_REMOVED in cleaned.notices


@QUICK
@given(st.text(st.characters(codec=None), max_size=400))
def test_a_quote_is_clean_and_short(typed: str) -> None:
    said = text.quoted(typed)
    assert len(said) <= 31
    assert text.storable(said) == said
    assert text.without_invisible(said) == said
    assert "\n" not in said
