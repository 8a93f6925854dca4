"""Grams: what a name is found by, in every reading, and the reason that is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showroom.rules import grams

NAMES = st.text(st.sampled_from("王单曾仇解欧阳丽华吕乐𬭎龑aO1 ·'+\"%é"), max_size=8)


def test_a_name_of_two_characters() -> None:
    assert grams.of_customer("张伟", ["5678"]) == {
        *("n张", "n伟", "n张伟", "t5678"),
        *("pzh", "pzha", "pzhan", "pzhang", "pzhangw", "pzhangwe", "pzhangwei"),
        *("pzw", "pzhw", "pwe", "pwei"),
    }


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("王", ["n王"]),
        ("王丽", ["n王丽"]),
        ("王丽华", ["n王丽华"]),
        ("王丽华丽", ["n王丽华", "n丽华丽"]),
        ("阿卜·杜", ["n阿卜杜"]),
        ("WL", ["pwl"]),
        ("w", []),
        ("ouyangzhenhua", ["pouyangzhenhu"]),
        ("王女士", ["n王"]),
        ("李Tom", ["n李", "ptom"]),
        ("女士", []),
        ("%_*", []),
        ("", []),
    ],
)
def test_what_is_looked_for(typed: str, wanted: list[str]) -> None:
    assert grams.of_query(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "name", "sex", "why"),
    [
        ("丽", "王丽", "", "name"),
        ("阿卜杜拉买买提", "阿卜杜拉·买买提", "", "name"),
        ("wli", "王丽", "", "initials"),
        ("abdl", "阿卜杜拉·买买提", "", "initials"),
        ("hengyuanqiche", "恒远汽车", "", "pinyin"),
        ("ouyangzhenhua", "欧阳振华", "male", "pinyin"),
        ("ouyangzhenhui", "欧阳振华", "male", ""),
        ("王女士", "王丽", "female", "name"),
        ("王女士", "王丽", "", "name"),
        ("王女士", "王磊", "male", ""),
        ("Ms Wang", "王丽", "female", "pinyin"),
        ("", "王丽", "", ""),
        ("wll", "王丽", "", ""),
        ("w", "王丽", "", ""),
    ],
)
def test_why_a_name_is_found(typed: str, name: str, sex: str, why: str) -> None:
    assert grams.why(typed, name, sex) == why


@pytest.mark.parametrize(
    ("surname", "readings"),
    [
        ("单", {"shan", "dan"}),
        ("曾", {"zeng", "ceng"}),
        ("仇", {"qiu", "chou"}),
        ("解", {"xie", "jie"}),
        ("查", {"zha", "cha"}),
        ("区", {"ou", "qu"}),
        ("盖", {"ge", "gai"}),
        ("翟", {"zhai", "di"}),
        ("缪", {"miao", "mou"}),
        ("乐", {"yue", "le"}),
        ("朴", {"piao", "pu"}),
        ("尉", {"yu", "wei"}),
        ("吕", {"lv", "lu", "lyu"}),
        ("𬭎", {"hong"}),
    ],
)
def test_every_reading_of_a_surname_is_known(surname: str, readings: set[str]) -> None:
    assert readings <= set(grams.readings(surname))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(NAMES, NAMES)
def test_grams_are_words_of_the_index_and_a_query_for_itself_is_answered(name: str, typed: str) -> None:
    for gram in (*grams.of_customer(name, ()), *grams.of_query(typed)):
        assert all(sign.isalnum() or not sign.isascii() for sign in gram)
    if grams.of_query(name):
        assert set(grams.of_query(name)) <= grams.of_customer(name, ())
        assert grams.why(name, name)


def test_the_longest_name_of_many_readings_has_not_too_many_grams() -> None:
    assert len(grams.of_customer("单曾仇解查" * 10, ())) < 20_000
    assert grams.why("a" * 49, "啊" * 50) == "pinyin"
    assert not grams.why("a" * 49 + "x", "啊" * 50)


def test_the_dictionary_is_not_loaded_before_a_character_is_read() -> None:
    look = "import sys, showroom.cli, showroom.app, showroom.ui.window, showroom.rules.grams as g{}; "
    look += "sys.exit('pypinyin' in sys.modules)"
    for read, loaded in (("", 0), ("; g.readings('王')", 1)):
        assert subprocess.run([sys.executable, "-c", look.format(read)], check=False).returncode == loaded


HAN = st.sampled_from("王单曾仇解查区盖翟缪乐朴尉吕欧阳丽华伟敏买提𬭎红俊朝重长")


def spelled(reading: list[str]) -> Iterator[str]:
    """A reading as it is typed: the beginnings of the whole and of its first letters."""
    for letters in ("".join(reading), "".join(one[0] for one in reading)):
        yield from (letters[:size] for size in range(grams.LETTERS_TO_MATCH, len(letters) + 1))


def missed(name: str, typed: Iterable[str]) -> list[str]:
    """What does not find the name in the index, or not when the row is looked at."""
    known = grams.of_customer(name, ())
    return [one for one in typed if not set(grams.of_query(one)) <= known or not grams.why(one, name)]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(HAN, min_size=2, max_size=4))
def test_every_name_is_found_by_its_usual_reading(name: list[str]) -> None:
    """M15: however many characters of it may be read otherwise (任红俊)."""
    assert missed("".join(name), spelled([grams.readings(one)[0] for one in name])) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(HAN, min_size=2, max_size=2), st.data())
def test_a_name_of_two_is_found_by_any_reading(name: list[str], data: st.DataObject) -> None:
    """M15; of longer names with several such characters the rarest readings are beyond the bound."""
    reading = [data.draw(st.sampled_from(grams.readings(one))) for one in name]
    assert missed("".join(name), spelled(reading)) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None), max_size=20))
def test_no_query_holds_a_sign_of_the_index(typed: str) -> None:
    """M11: what an index would read as an operator never comes to it."""
    for gram in (*grams.of_query(typed), *grams.of_customer(typed, ())):
        assert not set(gram) & set("\"'*^()-+: \x00\ud800")
