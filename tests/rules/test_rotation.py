"""Whose turn it is and why: fewest first visits, then the longest wait, then the order of the day."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from showroom.language import _
from showroom.rules.rotation import Out, Rotation, Standing, State, Turn, rotation

LI, WANG, CHEN, SUN, ZHAO = 1, 2, 3, 4, 5
NAMES = {LI: "李娜", WANG: "王磊", CHEN: "陈涛", SUN: "孙浩", ZHAO: "赵雪"}


def here(staff: int, **how: object) -> Standing:
    return Standing(staff, NAMES[staff], **how)  # type: ignore[arg-type]


def turns(*who: int) -> list[Turn]:
    """First visits one after another, ten minutes apart from nine o'clock."""
    return [Turn(one, time(9 + place // 6, place % 6 * 10)) for place, one in enumerate(who)]


def why(book: Rotation) -> str:
    return _(book.why.message, **book.why.values)


def test_before_anybody_came_the_order_of_the_day_counts() -> None:
    book = rotation([here(WANG), here(LI)], [])
    assert book.next == WANG
    assert why(book) == "今天的次序里王磊排在李娜前面。"


def test_fewest_first_visits_come_first() -> None:
    """The morning of the picture: Chen and Sun are with guests, Zhao is at lunch, Wang has had two."""
    morning = [
        here(CHEN, busy=True),
        here(LI),
        here(WANG),
        here(SUN, busy=True),
        here(ZHAO, state=State.LUNCH, until=time(11)),
    ]
    book = rotation(morning, turns(CHEN, LI, WANG, WANG, SUN))
    assert book.next == LI
    assert why(book) == "李娜接了 1 批，少于王磊的 2 批，轮到李娜。"
    assert [(line.name, line.place, line.turns) for line in book.lines] == [
        ("李娜", 1, 1),
        ("王磊", 2, 2),
        ("陈涛", 0, 1),
        ("孙浩", 0, 1),
        ("赵雪", 0, 0),
    ]
    assert [line.out for line in book.lines][2:] == [Out.BUSY, Out.BUSY, Out.LUNCH]


def test_of_those_with_as_many_the_longest_wait_counts() -> None:
    book = rotation([here(LI), here(WANG)], turns(WANG, LI))
    assert book.next == WANG
    assert "09:00" in why(book)


def test_a_passed_turn_keeps_its_place() -> None:
    away = rotation([here(LI, passed="带客户看库存车"), here(WANG)], [])
    assert (away.next, away.lines[1].reason) == (WANG, "带客户看库存车")
    assert rotation([here(LI), here(WANG)], turns(WANG)).next == LI, "back in the old place"


def test_who_comes_later_joins_the_round_where_it_is() -> None:
    """At one o'clock everybody has had two: Zhao does not get the next two guests in a row."""
    so_far = turns(LI, WANG, LI, WANG)
    late = [here(LI), here(WANG), here(ZHAO, since=time(13))]
    assert rotation(late, so_far).next == ZHAO
    assert rotation(late, [*so_far, Turn(ZHAO, time(13, 5))]).next == LI
    control = [here(LI), here(WANG), here(ZHAO)]
    assert rotation(control, [*so_far, Turn(ZHAO, time(13, 5))]).next == ZHAO, "without the rule"


def test_nobody_free_is_said() -> None:
    assert rotation([here(LI, busy=True)], []).next is None
    assert why(rotation([here(LI, busy=True)], [])) == "当班的顾问都在接待，李娜空出来后接下一位。"
    assert why(rotation([here(LI, state=None)], [])) == "还没有人登记今天谁当班。登记后才开始轮值。"
    assert why(rotation([here(LI, state=State.HOME)], [])) == "当班的人现在都不能接待，请看谁先回来。"
    assert rotation([], []).next is None


everybody = st.lists(
    st.builds(
        Standing,
        staff=st.integers(1, 6),
        name=st.sampled_from(sorted(NAMES.values())),
        state=st.sampled_from([*State, None]),
        since=st.none() | st.times(),
        busy=st.booleans(),
        passed=st.sampled_from(["", "开会"]),
    ),
    max_size=6,
    unique_by=lambda one: one.staff,
)
some_turns = st.lists(st.builds(Turn, staff=st.integers(1, 6), at=st.times()), max_size=12).map(
    lambda found: sorted(found, key=lambda turn: turn.at)
)


@given(everybody, some_turns)
def test_never_somebody_who_is_not_there(standings: list[Standing], so_far: list[Turn]) -> None:
    book = rotation(standings, so_far)
    by_id = {one.staff: one for one in standings}
    ready = [one for one in standings if one.state is State.ON and not one.busy and not one.passed]
    assert (book.next is None) == (not ready)
    if book.next is not None:
        assert by_id[book.next] in ready
    assert sorted(line.staff for line in book.lines) == sorted(by_id)
    assert [line.place for line in book.lines if line.place] == list(range(1, len(ready) + 1))


@given(st.integers(2, 5), st.integers(0, 40))
def test_in_a_day_of_free_consultants_nobody_has_two_more_than_another(people: int, guests: int) -> None:
    so_far: list[Turn] = []
    staff = [Standing(number, str(number)) for number in range(1, people + 1)]
    for guest in range(guests):
        following = rotation(staff, so_far).next
        assert following is not None
        so_far.append(Turn(following, time(9 + guest // 6, guest % 6 * 10)))
    counts = [sum(turn.staff == one.staff for turn in so_far) for one in staff]
    assert max(counts) - min(counts) <= 1
