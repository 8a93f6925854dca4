"""Matches while typing: every kind of key finds its customer, tells why, and follows what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from showroom.models import search
from showroom.models.customer import Customer, Phone
from showroom.rules import grams, text
from showroom.rules.duties import Duty
from showroom.services import customer_matches, traffic_log_corrections
from showroom.services.customer_matches import MATCHES_AT_MOST
from tests.people import Showroom, correct, corrected, register_walk_in

TAILS = st.integers(0, 9999).map(lambda number: f"{number:04d}")


@pytest.fixture
def guests(showroom: Showroom) -> Showroom:
    """王丽华 and people with surnames of several readings."""
    register_walk_in(showroom.reception, "王丽华", "13812345678")
    for number, name in enumerate(("单雄信", "曾国强", "仇英", "解缙", "欧阳娜", "吕布", "John Smith")):
        register_walk_in(showroom.reception, name, f"1390000900{number}")
    return showroom


def found(showroom: Showroom, phone: str = "", name: str = "") -> list[tuple[str, str]]:
    """Who is offered, and why."""
    matches = customer_matches.matches(showroom.reception, phone, name)
    return [(match.name, match.why) for match in matches]


# --- each kind of key ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "name", "who", "why"),
    [
        pytest.param("1381", "", "王丽华", "begins", id="the fourth digit"),
        pytest.param("13812345678", "", "王丽华", "same_number", id="the whole number"),
        pytest.param("5678", "", "王丽华", "ends", id="the tail"),
        pytest.param("5678", "王", "王丽华", "name_and_ends", id="tail and surname"),
        pytest.param("5678", "wl", "王丽华", "name_and_ends", id="tail and initials"),
        pytest.param("", "王", "王丽华", "name", id="one character"),
        pytest.param("", "丽", "王丽华", "name", id="one character in the middle"),
        pytest.param("", "丽华", "王丽华", "name", id="two characters at the end"),
        pytest.param("", "王丽华", "王丽华", "name", id="the whole name"),
        pytest.param("", "王女士", "王丽华", "name", id="surname and title"),
        pytest.param("", "wang", "王丽华", "pinyin", id="the surname's pinyin"),
        pytest.param("", "wa", "王丽华", "pinyin", id="two letters"),
        pytest.param("", "WangLiHua", "王丽华", "pinyin", id="the whole pinyin"),
        pytest.param("", "lihua", "王丽华", "pinyin", id="pinyin from the middle"),
        pytest.param("", "wl", "王丽华", "initials", id="two initials"),
        pytest.param("", "wlh", "王丽华", "initials", id="all initials"),
        pytest.param("", "wanglh", "王丽华", "initials", id="surname and initials"),
        pytest.param("", "shanxiongxin", "单雄信", "pinyin", id="shan"),
        pytest.param("", "danxiong", "单雄信", "pinyin", id="dan"),
        pytest.param("", "sxx", "单雄信", "initials", id="initials of the surname's reading"),
        pytest.param("", "dxx", "单雄信", "initials", id="initials of the other reading"),
        pytest.param("", "zengguo", "曾国强", "pinyin", id="zeng"),
        pytest.param("", "cengguo", "曾国强", "pinyin", id="ceng"),
        pytest.param("", "qiuying", "仇英", "pinyin", id="qiu"),
        pytest.param("", "chouying", "仇英", "pinyin", id="chou"),
        pytest.param("", "xiejin", "解缙", "pinyin", id="xie"),
        pytest.param("", "jiejin", "解缙", "pinyin", id="jie"),
        pytest.param("", "oyn", "欧阳娜", "initials", id="a surname of two characters"),
        pytest.param("", "lvbu", "吕布", "pinyin", id="ü as v"),
        pytest.param("", "lyubu", "吕布", "pinyin", id="ü as in passports"),
        pytest.param("", "smith", "John Smith", "name", id="a Latin name's second word"),
        pytest.param("", "johnsm", "John Smith", "name", id="a Latin name without its space"),
    ],
)
def test_a_customer_is_found_by(guests: Showroom, phone: str, name: str, who: str, why: str) -> None:
    assert found(guests, phone, name)[0] == (who, why)


@pytest.mark.parametrize(
    ("phone", "name"),
    [
        pytest.param("138", "", id="three digits"),
        pytest.param("", "w", id="one letter"),
        pytest.param("", "华丽", id="the characters in another order"),
        pytest.param("", "王%", id="a per cent sign is no wildcard"),
        pytest.param("", "__", id="an underscore is no wildcard"),
        pytest.param("", '王" OR "单', id="no word of the index's language"),
        pytest.param("", "王先生", id="a title of the other sex"),
        pytest.param("+123", "", id="a sign among four"),
        pytest.param("not a number", "", id="no number at all"),
        pytest.param("", "王" * 10_000, id="longer than any name"),
        pytest.param("", "\ud800", id="half a character"),
    ],
)
def test_nobody_is_found_by(guests: Showroom, phone: str, name: str) -> None:
    person = Customer.get(Customer.name == "王丽华")
    with guests.house.work(Duty.FILL_DEMO) as work:
        work.edit(Customer, person.id, person.revision, sex="female")
    assert found(guests, phone, name) == []


def test_the_name_is_tried_when_no_number_matches(guests: Showroom) -> None:
    assert found(guests, "1899", "王丽华") == [("王丽华", "name")]


def test_the_same_number_keeps_mere_namesakes_away(guests: Showroom) -> None:
    register_walk_in(guests.reception, "王丽", "13700001111")
    assert found(guests, "13812345678", "王") == [("王丽华", "same_number")]


def test_tails_come_before_beginnings_and_beginnings_before_names(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王一", "13812340000")
    register_walk_in(showroom.reception, "李二", "13900001381")
    register_walk_in(showroom.reception, "王三", "13900001382")
    register_walk_in(showroom.reception, "王四", "13700001381")
    assert found(showroom, "1381", "王") == [
        ("王四", "name_and_ends"),
        ("李二", "ends"),
        ("王一", "begins"),
        ("王三", "name"),
    ]


def test_names_that_begin_so_come_first_then_the_newest(showroom: Showroom) -> None:
    for number, name in enumerate(("王丽", "王敏", "张王芳")):
        register_walk_in(showroom.reception, name, f"1381234567{number}")
    assert [name for name, _why in found(showroom, name="王")] == ["王敏", "王丽", "张王芳"]
    register_walk_in(showroom.reception, "乔薇蕾", "13900000001")
    assert [name for name, _why in found(showroom, name="wl")] == ["王丽", "乔薇蕾"]


def test_matches_are_few_and_cost_a_fixed_number_of_statements(showroom: Showroom) -> None:
    def statements() -> int:
        seen: list[object] = []
        showroom.store.database.query_hooks.append(seen.append)
        customer_matches.matches(showroom.reception, "1380", "客人")
        showroom.store.database.query_hooks.remove(seen.append)
        return len(seen)

    register_walk_in(showroom.reception, "客人", "13800000000")
    one = statements()
    for number in range(1, 20):
        register_walk_in(showroom.reception, f"客人{number}", f"138000000{number:02d}")
    assert statements() == one
    for typed in (("1380", ""), ("", "客人"), ("1380", "客人")):
        assert len(customer_matches.matches(showroom.reception, *typed)) == MATCHES_AT_MOST


# --- what is stored is what is found ---------------------------------------------------------------------


def test_a_corrected_name_is_found_by_the_new_one_only(guests: Showroom) -> None:
    correct(guests.reception, 1, guest_name="王莉莉")
    assert found(guests, name="王莉") == found(guests, name="莉莉") == [("王莉莉", "name")]
    assert found(guests, name="wanglili") == [("王莉莉", "pinyin")]
    assert found(guests, name="丽华") == found(guests, name="wlh") == []


def test_a_corrected_number_is_found_by_the_new_tail_only(guests: Showroom) -> None:
    correct(guests.reception, 1, phone="13987654321")
    assert found(guests, "4321") == [("王丽华", "ends")]
    assert found(guests, "5678") == found(guests, "13812345678") == []
    (match,) = customer_matches.matches(guests.manager, "", "王丽华")
    assert match.phone == "139 8765 4321"


def test_who_was_removed_is_not_found_and_who_was_put_back_is(guests: Showroom) -> None:
    person = Customer.get(Customer.name == "王丽华")
    with guests.house.work(Duty.FILL_DEMO) as work:
        revision = work.remove(Customer, person.id, person.revision)
    assert found(guests, name="王丽华") == found(guests, "5678") == []
    with guests.house.work(Duty.FILL_DEMO) as work:
        work.edit(Customer, person.id, revision, removed_at=None)
    assert found(guests, name="wlh") == [("王丽华", "initials")]


def test_a_number_that_was_put_back_is_found(guests: Showroom) -> None:
    number = Phone.get(Phone.key == "13812345678")
    with guests.house.work(Duty.FILL_DEMO) as work:
        revision = work.remove(Phone, number.id, number.revision)
    assert found(guests, "5678") == []
    with guests.house.work(Duty.FILL_DEMO) as work:
        work.edit(Phone, number.id, revision, removed_at=None)
    assert found(guests, "5678") == [("王丽华", "ends")]


def test_an_act_that_was_rolled_back_leaves_nothing_to_be_found(guests: Showroom) -> None:
    def seen() -> list[str]:
        return [person.name for person in search.found(grams.of_query("龙啸天"), 6)]

    with suppress(KeyboardInterrupt), guests.house.work(Duty.FILL_DEMO) as work:
        work.add(Customer, name="龙啸天", name_key="龙啸天")
        work.finish()
        assert seen() == ["龙啸天"]
        raise KeyboardInterrupt
    assert seen() == []


def test_who_came_in_by_the_thousand_is_found(showroom: Showroom) -> None:
    with showroom.house.bulk(Duty.FILL_DEMO) as bulk:
        for number in range(1200):
            bulk.act(f"t-{number}", Duty.FILL_DEMO, None, showroom.clock.now())
            who = bulk.add(Customer, name=f"第{number}位", name_key=f"第{number}位")
            tail = f"{number:04d}"
            bulk.add(Phone, customer=who, key=f"1380000{tail}", tail=tail, kind="mobile", typed="")
    assert found(showroom, name="第1199位") == [("第1199位", "name")]
    assert found(showroom, "0000")[0] == ("第0位", "ends")
    with showroom.house.bulk(Duty.FILL_DEMO) as bulk:
        bulk.act("t-edit", Duty.FILL_DEMO, None, showroom.clock.now())
        bulk.edit(Customer, 1, 1, {"name": "第0位"}, {"name": "蒋门神"})
    assert found(showroom, name="jiangmen") == [("蒋门神", "pinyin")]


@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.text("王单曾仇解欧阳丽华吕乐𬭎龑·O'b ", min_size=1, max_size=6).map(str.strip).filter(text.key),
    tail=TAILS,
    data=st.data(),
)
def test_whoever_is_stored_is_found_by_each_of_his_keys(
    showroom: Showroom, name: str, tail: str, data: st.DataObject
) -> None:
    with _on_file(showroom, name, tail) as who:
        for key in (_piece(data, name), _letters(data, name)):
            if grams.of_query(key):
                seen = customer_matches.matches(showroom.reception, "", key)
                assert who in [match.customer for match in seen], key
        seen = customer_matches.matches(showroom.reception, tail, name)
        assert who in [match.customer for match in seen]


@contextmanager
def _on_file(showroom: Showroom, name: str, tail: str) -> Iterator[int]:
    """Somebody who is on file for one example: the others would take his place among the six."""
    with showroom.house.work(Duty.FILL_DEMO) as work:
        who = work.add(Customer, name=name, name_key=text.key(name))
        work.add(Phone, customer=who, key=f"1380000{tail}", tail=tail, kind="mobile", typed=tail)
    try:
        yield who
    finally:
        with showroom.house.work(Duty.FILL_DEMO) as work:
            work.remove(Customer, who, 1)


def _piece(data: st.DataObject, name: str) -> str:
    """Some characters of the name that stand together; a Latin word from its first letter."""
    starts = [at for at, sign in enumerate(name) if not sign.isascii() or not name[at - 1 : at].isascii()]
    start = data.draw(st.sampled_from(starts or [0]))
    return name[start : data.draw(st.integers(start + 1, len(name)))]


def _letters(data: st.DataObject, name: str) -> str:
    """One of the ways to spell it, by syllables or by initials, from any character to the next Latin."""
    han = [at for at, sign in enumerate(name) if grams.readings(sign)]
    start = data.draw(st.sampled_from(han)) if han else len(name)
    spelled = takewhile(lambda sign: not (sign.isascii() and sign.isalpha()), name[start:])
    rest = [sign for sign in spelled if grams.readings(sign)]
    syllables = [data.draw(st.sampled_from(grams.readings(sign))) for sign in rest]
    return "".join(one[0] for one in syllables) if data.draw(st.booleans()) else "".join(syllables)


def test_letters_that_found_him_are_not_written_as_his_name(guests: Showroom) -> None:
    who = Customer.get(Customer.name == "王丽华").id
    for typed in ("wlh", "丽"):
        entry = register_walk_in(guests.reception, typed, known=who).entry
        row = traffic_log_corrections.TrafficEntry.get_by_id(entry)
        assert (row.guest_name, row.customer_id) == ("王丽华", who)
    assert corrected(guest_name="wlh") == {"guest_name": "wlh"}
