"""The overflow ladders: which step is taken, and that nothing is cut silently."""

from __future__ import annotations

import pytest

from showroom.sheets import ladders
from showroom.sheets.ladders import Fitted
from showroom.sheets.text import width

ROW = 9.5
LOW_ROW = 7.0
NAME = 30.0


class Noting:
    """Counts the notes a ladder asks for."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"…附{self.count}"


def no_note() -> str:
    raise AssertionError("it should have fitted")


def fits(fitted: Fitted, room: float) -> bool:
    return all(width(line, fitted.size) <= room for line in fitted.lines)


@pytest.mark.parametrize(
    ("name", "lines", "size"),
    [
        ("赵志远", ("赵志远",), 9),
        ("一二三四五六七八九十", ("一二三四五六七八九十",), 8.5),
        ("阿卜杜热西提·阿卜杜拉依木", ("阿卜杜热西提·", "阿卜杜拉依木"), 8.5),
        ("一二三四五六七八九十一", ("一二三四五六七八九十一",), 7.5),
        ("云川市锦绣汽车租赁（李建国经理）", ("云川市锦绣汽车租赁", "（李建国经理）"), 7.5),
        (
            "云川市鑫源汽车租赁服务有限责任公司（刘经理）",
            ("云川市鑫源汽车租赁服务", "有限责任公司（刘经理）"),
            7.5,
        ),
    ],
)
def test_person(name: str, lines: tuple[str, ...], size: float) -> None:
    assert ladders.person(name, NAME, ROW, no_note) == Fitted(lines, size)


def test_a_name_too_long_for_every_step_is_noted() -> None:
    note = Noting()
    fitted = ladders.person("很" * 60, NAME, ROW, note)

    assert (note.count, len(fitted.lines), fitted.size) == (1, 3, 6.5)
    assert fitted.lines[-1].endswith("…附1")
    assert fits(fitted, NAME)


@pytest.mark.parametrize(("length", "size", "lines"), [(19, 8, 1), (30, 7.5, 2), (60, 7, 3)])
def test_prose(length: int, size: float, lines: int) -> None:
    fitted = ladders.prose("很" * length, 55, ROW, no_note)

    assert (fitted.size, len(fitted.lines)) == (size, lines)


def test_low_rows_get_fewer_lines() -> None:
    fitted = ladders.prose("很" * 60, 55, LOW_ROW, Noting())

    assert (fitted.size, len(fitted.lines)) == (7, 2)
    assert fitted.lines[-1].endswith("…附1")


@pytest.mark.parametrize(("length", "size", "lines"), [(4, 9, 1), (5, 8, 1), (10, 8, 2), (12, 6.5, 2)])
def test_words(length: int, size: float, lines: int) -> None:
    fitted = ladders.words("很" * length, 14.2, ROW, no_note)

    assert (fitted.size, len(fitted.lines)) == (size, lines)


def test_each_phone_on_a_line_of_its_own() -> None:
    numbers = ("137 0000 2468", "0991-0000888")

    assert ladders.phones(numbers, 29, ROW, no_note) == Fitted(numbers, 8)


def test_a_phone_is_parted_only_before_its_extension() -> None:
    fitted = ladders.phones(("0991-1234567 转 8001",), 20, ROW, no_note)

    assert fitted == Fitted(("0991-1234567", "转 8001"), 8)


@pytest.mark.parametrize("count", [4, 5, 9])
def test_phones_beyond_the_cell_are_noted_whole(count: int) -> None:
    numbers = ["138 0000 1234"] * count
    fitted = ladders.phones(numbers, 29, ROW, Noting())

    assert [line.removesuffix("…附1") for line in fitted.lines] == numbers[:3]
    assert fitted.lines[-1].endswith("…附1")


def test_a_phone_that_fits_nowhere_leaves_only_the_mark() -> None:
    assert ladders.phones(("1" * 60,), 29, ROW, Noting()).lines == ("…附1",)


def test_no_room_for_the_mark_beside_the_last_number() -> None:
    fitted = ladders.phones(["138 0000 1234"] * 4, 18, ROW, Noting())

    assert fitted.lines == ("138 0000 1234", "138 0000 1234", "…附1")


def test_figures_shrink_and_then_say_that_the_column_is_wrong() -> None:
    assert ladders.figure("99", 8).size == 9
    assert ladders.figure("1234", 6).size == 7
    assert ladders.figure("1234567", 6) == Fitted(("1234567",), 6.5, too_wide=True)


def test_levels_have_one_size() -> None:
    assert ladders.level("F1", 11) == Fitted(("F1",), 11, bold=True)


def test_line_ends_become_spaces_in_a_cell() -> None:
    assert ladders.prose("一\n二", 55, ROW, no_note).lines == ("一 二",)
