"""The commands of main.py as people and scripts call them: answers, exit codes, what is left behind."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.people import CLERK, OTHER_CONSULTANT, PASSWORD, RECEPTIONIST
from tests.untouched import untouched

MAIN = Path(__file__).parent.parent / "main.py"
DONE, REFUSED, WRONG_USE = 0, 1, 2
COMMANDS = (
    (), ("demo",), ("register",), ("print",), ("print", "traffic-log"), ("print", "traffic-tally"),
    ("export",), ("export", "traffic-log"), ("export", "traffic-tally"), ("check",), ("tour",),
    ("print", "key-card"), ("print", "quick-card"), ("print", "tracking-sheet"),
    ("export", "tracking-sheet"), ("due",), ("follow-up",), ("practice",),
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    said: str
    complained: str

    @property
    def lines(self) -> list[str]:
        return self.said.splitlines()


def call(*words: object, lines: bytes = b"", password: str | None = PASSWORD, folder: Path) -> Answer:
    """Call the program in a folder; whatever it answers is no traceback, and no log of the store stays."""
    known = {name: value for name, value in os.environ.items() if name != "SHOWROOM_PASSWORD"}
    done = subprocess.run(
        [sys.executable, "-W", "error", str(MAIN), *map(os.fspath, map(_word, words))],
        input=lines,
        capture_output=True,
        check=False,
        cwd=folder,
        env=known if password is None else known | {"SHOWROOM_PASSWORD": password},
        timeout=60,
        start_new_session=True,
    )
    answer = Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in answer.said + answer.complained
    assert "E-BUG" not in answer.complained, _log()
    assert not [path for path in folder.rglob("*") if path.name.endswith(("-wal", "-shm", "-journal"))]
    return answer


def _word(word: object) -> str | os.PathLike[str]:
    return word if isinstance(word, (str, os.PathLike)) else str(word)


def _log() -> str:
    """All that the program wrote into logs below the home of this test."""
    found = Path(os.environ["HOME"]).rglob("*.log")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def _count(store: Path, table: str) -> int:
    connection = sqlite3.connect(store)
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def shop(new_showroom: Path, tmp_path: Path) -> Path:
    """A closed store in a folder of its own."""
    (tmp_path / "shop").mkdir()
    return Path(shutil.copy(new_showroom, tmp_path / "shop" / "展厅 #1.db"))


def register(shop: Path, *words: object, user: str = RECEPTIONIST, **options: object) -> Answer:
    return call("register", "--store", shop, "--as", user, *words, folder=shop.parent, **options)


def take_out(shop: Path, what: str, sheet: str, *words: object, user: str = RECEPTIONIST) -> Answer:
    return call(what, sheet, "--store", shop, "--as", user, *words, folder=shop.parent)


def print_log(shop: Path, *words: object, user: str = RECEPTIONIST) -> Answer:
    return take_out(shop, "print", "traffic-log", *words, user=user)


# --- practice --------------------------------------------------------------------------------------------


def test_practice_needs_a_window_and_a_role_there_is(tmp_path: Path) -> None:
    answer = call("practice", "--role", "showroom_manager", folder=tmp_path)
    assert (answer.code, answer.said) == (WRONG_USE, "")
    assert "showroom --help" in answer.complained
    answer = call("practice", "--role", "minister", folder=tmp_path)
    assert answer.code == WRONG_USE
    assert "minister" in answer.complained
    assert list(tmp_path.iterdir()) == []


# --- demo ------------------------------------------------------------------------------------------------


def test_a_demo_can_be_made_signed_in_to_printed_and_checked(tmp_path: Path) -> None:
    """The whole way of somebody who tries the program from the command line."""
    made = call("demo", "demo.db", "--days", 3, "--until", "2026-03-05", password=None, folder=tmp_path)
    assert made.code == DONE
    accounts = [line.split(" ") for line in made.lines]
    assert {account[0] for account in accounts} == {"ACCOUNT"}
    _word, user, password, role = accounts[0]
    assert role == "receptionist"
    signed = ("--store", "demo.db", "--as", user)
    printed = call("print", "traffic-log", *signed, "--out", "log.pdf", password=password, folder=tmp_path)
    assert printed.code == DONE
    assert "2026" in _text(tmp_path / "log.pdf")
    assert call("check", "demo.db", password=None, folder=tmp_path).code == DONE
    assert made.complained == "", "no progress where nobody watches"


def test_the_same_demo_twice(tmp_path: Path) -> None:
    words = ("--days", 2, "--until", "2026-03-05", "--seed", 7)
    answers = [call("demo", name, *words, folder=tmp_path).said for name in ("a.db", "b.db")]
    assert answers[0] == answers[1]
    assert _count(tmp_path / "a.db", "act_line") == _count(tmp_path / "b.db", "act_line") > 0


def test_a_demo_takes_nobodys_place(shop: Path) -> None:
    with untouched(shop.parent):
        answer = call("demo", shop, folder=shop.parent)
    assert (answer.code, "E-DB-EXISTS" in answer.complained) == (REFUSED, True)


def test_a_demo_of_more_days_than_there_are_is_refused(tmp_path: Path) -> None:
    answer = call("demo", "demo.db", "--days", 99999999, folder=tmp_path)
    assert answer.code in (REFUSED, WRONG_USE)
    assert list(tmp_path.iterdir()) == []


# --- register --------------------------------------------------------------------------------------------


def test_one_party(shop: Path) -> None:
    answer = register(shop, "王女士", "13812345678", "朗逸", "2人", "来店")
    assert (answer.code, answer.lines) == (DONE, ["已登记为第 1 行。"])
    assert _count(shop, "traffic_entry") == _count(shop, "prospect") == 1


def test_one_party_that_cannot_be_read_is_refused_with_a_sentence(shop: Path) -> None:
    answer = register(shop, "王女士", "1381234567")
    assert (answer.code, answer.said) == (REFUSED, "")
    assert "E-FORM" in answer.complained
    assert "1381234567" in answer.complained
    assert _count(shop, "traffic_entry") == 0


def test_lines_are_answered_one_by_one(shop: Path) -> None:
    lines = "T1\t王女士 13812345678 朗逸\n\n赵先生 13712345678\nT3\t孙女士 1391234\nT1\t somebody else\n"
    answer = register(shop, "--lines", "-", lines=lines.encode())
    assert answer.code == REFUSED, "one line was refused"
    first, second, third, fourth = answer.lines
    assert first == fourth == "ACK T1"
    assert second.startswith("ACK ")
    assert len(second.split()) == 2
    assert third.startswith("REFUSED 4 ")
    assert "1391234" in third
    assert _count(shop, "traffic_entry") == 2


def test_a_token_seen_before_adds_nothing_in_another_call_either(shop: Path) -> None:
    for _twice in range(2):
        answer = register(shop, "--lines", "-", lines="T1\t王女士 13812345678\n".encode())
        assert (answer.code, answer.lines) == (DONE, ["ACK T1"])
    assert _count(shop, "traffic_entry") == 1


def test_only_the_first_tab_ends_the_token(shop: Path) -> None:
    answer = register(shop, "--lines", "-", lines="T1\t王女士\t13812345678\t朗逸\n".encode())
    assert answer.lines == ["ACK T1"]
    connection = sqlite3.connect(shop)
    assert connection.execute("SELECT guest_name, phone FROM traffic_entry").fetchall() == [
        ("王女士", "13812345678")
    ]
    connection.close()


def test_an_empty_token_acknowledges_nothing(shop: Path) -> None:
    """ACK with nothing behind it could not be told from any other."""
    answer = register(shop, "--lines", "-", lines="\t王女士 13812345678\n".encode())
    assert [line for line in answer.lines if line.strip() == "ACK"] == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("\ufeffT1\t王女士 13812345678\r\n".encode(), id="a byte order mark and Windows ends"),
        pytest.param("T1\t王女士 13812345678".encode(), id="no end of line at the end"),
        pytest.param("T1\t王女士 13812345678\nT2\t".encode(), id="a token without a party"),
    ],
)
def test_lines_as_they_come_from_other_programs(shop: Path, lines: bytes) -> None:
    answer = register(shop, "--lines", "-", lines=lines)
    assert answer.lines == ["ACK T1"]


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"T1\t\xff\xfe\x80\n", id="bytes that are no text"),
        pytest.param(b"\xff\xfe\x80\tZhang\n", id="a token that is no text"),
        pytest.param(b"T1\tZhang\x00San\n", id="NUL"),
        pytest.param("T1\t王女士 138****5678\n".encode(), id="a masked number"),
        pytest.param(b"T1\t" + "王".encode() * 60 + b"\n", id="a name too long"),
        pytest.param(b"T1\tZhang " + b"x " * 6000 + b"\n", id="a note too long"),
    ],
)
def test_a_line_that_cannot_be_taken_is_refused_and_the_next_one_taken(shop: Path, bad: bytes) -> None:
    answer = register(shop, "--lines", "-", lines=bad + "T2\t赵先生\n".encode())
    assert answer.code == REFUSED
    assert answer.lines[0].startswith("REFUSED 1 ")
    assert answer.lines[1:] == ["ACK T2"]
    assert _count(shop, "traffic_entry") == 1


# --- who may ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("user", "password", "code"),
    [
        pytest.param(RECEPTIONIST, "wrong-password", "E-SIGN-IN", id="wrong password"),
        pytest.param("nobody", PASSWORD, "E-SIGN-IN", id="unknown name"),
        pytest.param("\udcff\udcfe", PASSWORD, "E-SIGN-IN", id="a name that is no text"),
        pytest.param(CLERK, PASSWORD, "E-DENIED", id="no right to the log"),
    ],
)
def test_who_may_not_register_is_told_so(shop: Path, user: str, password: str, code: str) -> None:
    answer = register(shop, "王女士", user=user, password=password)
    assert (answer.code, code in answer.complained) == (REFUSED, True)
    assert _count(shop, "traffic_entry") == 0


def test_nobody_there_to_type_the_password(shop: Path) -> None:
    answer = register(shop, "王女士", password=None)
    assert answer.code in (REFUSED, WRONG_USE)
    assert _count(shop, "traffic_entry") == 0


def test_a_print_masks_as_the_screen_does(shop: Path) -> None:
    register(shop, "王女士", "13812345678")
    for user, seen in ((RECEPTIONIST, "138 1234 5678"), (OTHER_CONSULTANT, "138****5678")):
        assert print_log(shop, "--out", "log.pdf", user=user).code == DONE
        assert "".join(seen.split()) in "".join(_text(shop.with_name("log.pdf")).split())


def test_no_password_is_written_down(shop: Path, home: Path) -> None:
    register(shop, "王女士", "13812345678")
    register(shop, "王女士", password="wrong-password")
    files = [path for folder in (shop.parent, home) for path in folder.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    assert RECEPTIONIST.encode() in written, "the scan saw nothing: the test proved nothing"
    for password in (PASSWORD, "wrong-password"):
        assert password.encode() not in written
    assert "13812345678" not in _log()


# --- print -----------------------------------------------------------------------------------------------


def _text(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages)


def test_a_day_is_printed(shop: Path) -> None:
    register(shop, "王丽", "13812345678", "朗逸")
    answer = print_log(shop, "--out", "日志.pdf")
    assert answer.code == DONE
    assert "日志.pdf" in answer.said
    pdf = shop.with_name("日志.pdf")
    assert "王丽" in _text(pdf)
    assert "展厅来电" in "".join(_text(pdf).split())
    if os.name != "nt":
        assert pdf.stat().st_mode & 0o777 == 0o600
    assert _count(shop, "act WHERE duty = 'print_traffic_log'") == 1


def test_a_blank_form_and_the_wide_one_are_printed(shop: Path) -> None:
    register(shop, "王丽", "13812345678")
    for words in (("--blank",), ("--extended",), ("--blank", "--extended")):
        assert print_log(shop, "--out", "log.pdf", *words).code == DONE
        assert ("王丽" in _text(shop.with_name("log.pdf"))) == ("--blank" not in words)


def test_a_day_without_rows_is_printed_empty(shop: Path) -> None:
    answer = print_log(shop, "--date", "2020-02-29", "--out", "log.pdf")
    assert answer.code == DONE
    assert "2020" in _text(shop.with_name("log.pdf"))


def test_a_place_that_cannot_be_written_is_refused(shop: Path) -> None:
    answer = print_log(shop, "--out", shop.parent / "no such folder" / "log.pdf")
    assert (answer.code, "E-PRINT" in answer.complained) == (REFUSED, True)


def test_the_store_is_not_printed_over(shop: Path) -> None:
    answer = print_log(shop, "--out", shop)
    assert answer.code == REFUSED
    assert shop.read_bytes().startswith(b"SQLite format 3")


def test_a_sign_the_font_lacks_is_reported(shop: Path) -> None:
    register(shop, "𠮷野家", "13812345678")
    answer = print_log(shop, "--out", "log.pdf")
    assert answer.code == DONE
    assert "U+20BB7" in answer.complained


def test_the_tally_of_a_day_and_of_a_month_is_printed(shop: Path) -> None:
    register(shop, "王丽", "13812345678", "朗逸")
    for words, says in (((), "日表"), (("--month", "2026-02"), "2026年2月"), (("--blank",), "空白表")):
        answer = take_out(shop, "print", "traffic-tally", "--out", "tally.pdf", *words)
        assert (answer.code, answer.complained) == (DONE, "")
        text = "".join(_text(shop.with_name("tally.pdf")).split())
        assert says in text
        assert "展厅客流量统计表" in text
    assert _count(shop, "act WHERE duty = 'print_traffic_tally'") == 3


def test_the_lost_analysis_is_printed_by_the_manager(shop: Path) -> None:
    for words, says in (
        ((), "战败0位"),
        (("--month", "2026-02"), "2026年2月"),
        (("--month", "2026-02", "--half", "2"), "2026年2月16–28日"),
        (("--blank",), "空白表"),
    ):
        answer = take_out(shop, "print", "lost-list", "--out", "lost.pdf", *words, user="liujianguo")
        assert (answer.code, answer.complained) == (DONE, "")
        text = "".join(_text(shop.with_name("lost.pdf")).split())
        assert says in text
        assert "战败客户分析表" in text
    assert _count(shop, "act WHERE duty = 'print_lost_list'") == 4
    answer = take_out(shop, "print", "lost-list", "--out", "own.pdf", user="chentao")
    assert answer.code == REFUSED
    assert not shop.with_name("own.pdf").exists()


def test_the_month_is_printed_by_the_manager(shop: Path) -> None:
    register(shop, "王丽", "13812345678", "朗逸")
    for words, says in (
        ((), "本月未完"),
        (("--month", "2026-02"), "2026年2月16–28日"),
        (("--blank",), "空白表"),
    ):
        answer = take_out(shop, "print", "month", "--out", "month.pdf", *words, user="liujianguo")
        assert (answer.code, answer.complained) == (DONE, "")
        text = "".join(_text(shop.with_name("month.pdf")).split())
        assert "月度总结" in text
        assert says in text
    assert _count(shop, "act WHERE duty = 'print_month_summary'") == 3
    answer = take_out(shop, "print", "month", "--out", "own.pdf", user="chentao")
    assert answer.code == REFUSED
    assert not shop.with_name("own.pdf").exists()


def test_the_showroom_day_is_printed_by_the_manager(shop: Path) -> None:
    register(shop, "王丽", "13812345678", "朗逸")
    for words, says in (((), "展厅日报"), (("--date", "2026-02-03"), "2026-02-03"), (("--blank",), "空白表")):
        answer = take_out(shop, "print", "showroom-day", "--out", "day.pdf", *words, user="liujianguo")
        assert (answer.code, answer.complained) == (DONE, "")
        assert says in "".join(_text(shop.with_name("day.pdf")).split())
    assert _count(shop, "act WHERE duty = 'print_showroom_day'") == 3
    answer = take_out(shop, "print", "showroom-day", "--out", "own.pdf", user="chentao")
    assert answer.code == REFUSED
    assert not shop.with_name("own.pdf").exists()


def test_the_morning_sheet_is_one_s_own_or_everybody_s(shop: Path) -> None:
    for words, user in (
        ((), "chentao"),
        (("--consultant", "chentao"), "liujianguo"),
        (("--blank",), "chentao"),
    ):
        answer = take_out(shop, "print", "morning-sheet", "--out", "morning.pdf", *words, user=user)
        assert (answer.code, answer.complained) == (DONE, "")
        assert "晨会单" in "".join(_text(shop.with_name("morning.pdf")).split())
    assert _count(shop, "act WHERE duty = 'print_morning_sheet'") == 3
    answer = take_out(
        shop, "print", "morning-sheet", "--consultant", "liujianguo", "--out", "own.pdf", user="chentao"
    )
    assert answer.code == REFUSED
    assert not shop.with_name("own.pdf").exists()


# --- export ----------------------------------------------------------------------------------------------


def _cells(file: Path) -> list[object]:
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_log_and_tally_are_exported(shop: Path) -> None:
    register(shop, "王丽", "13812345678", "朗逸")
    for sheet, words, says in (
        ("traffic-log", (), "王丽"),
        ("traffic-log", ("--extended",), "首次"),
        ("traffic-tally", (), "其他时段"),
        ("traffic-tally", ("--month", "2026-02"), "星期六"),
    ):
        answer = take_out(shop, "export", sheet, "--out", "sheet.xlsx", *words)
        assert (answer.code, answer.complained) == (DONE, "")
        assert "sheet.xlsx" in answer.said
        assert says in _cells(shop.with_name("sheet.xlsx"))
    if os.name != "nt":
        assert shop.with_name("sheet.xlsx").stat().st_mode & 0o777 == 0o600
    assert _count(shop, "act WHERE duty LIKE 'export_traffic_%'") == 4


def test_an_export_masks_as_the_screen_does(shop: Path) -> None:
    register(shop, "王女士", "13812345678")
    for user, seen in ((RECEPTIONIST, "138 1234 5678"), (OTHER_CONSULTANT, "138****5678")):
        assert take_out(shop, "export", "traffic-log", "--out", "log.xlsx", user=user).code == DONE
        assert seen in _cells(shop.with_name("log.xlsx"))


@pytest.mark.parametrize("sheet", ["traffic-log", "traffic-tally"])
def test_an_export_that_cannot_be_written_is_refused(shop: Path, sheet: str) -> None:
    for out, code in (
        (shop.parent / "no such folder" / "x.xlsx", "E-EXPORT"),
        (shop, "E-PRINT"),
        (shop.parent, "E-PRINT"),
    ):
        answer = take_out(shop, "export", sheet, "--out", out)
        assert (answer.code, code in answer.complained) == (REFUSED, True)
    assert shop.read_bytes().startswith(b"SQLite format 3")


def test_who_may_not_read_the_log_exports_nothing(shop: Path) -> None:
    answer = take_out(shop, "export", "traffic-log", "--out", "log.xlsx", user=CLERK)
    assert (answer.code, "E-DENIED" in answer.complained) == (REFUSED, True)
    assert not shop.with_name("log.xlsx").exists()


# --- check -----------------------------------------------------------------------------------------------


def test_a_good_store_passes(shop: Path) -> None:
    register(shop, "王女士", "13812345678")
    assert call("check", shop, folder=shop.parent).code == DONE


def test_a_store_somebody_tampered_with_does_not(shop: Path) -> None:
    register(shop, "王女士", "13812345678")
    connection = sqlite3.connect(shop)
    connection.execute("UPDATE act SET at = at - 1000")
    connection.execute("UPDATE phone SET customer_id = 99")
    connection.commit()
    connection.close()
    answer = call("check", shop, folder=shop.parent)
    assert (answer.code, len(answer.lines)) == (REFUSED, 2)


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_damaged_page_is_found(shop: Path, place: float) -> None:
    content = bytearray(shop.read_bytes())
    page = int(len(content) / 4096 * place) * 4096
    content[page : page + 2048] = os.urandom(2048)
    shop.write_bytes(content)
    answer = call("check", shop, folder=shop.parent)
    assert answer.code == REFUSED
    assert answer.said + answer.complained


# --- every command ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "window")
def test_every_command_explains_itself_in_both_languages(words: Sequence[str], tmp_path: Path) -> None:
    chinese = call(*words, "--help", folder=tmp_path)
    english = call(*words, "--language", "en", "--help", folder=tmp_path)
    assert (chinese.code, english.code) == (DONE, DONE)
    assert "用法" in chinese.said
    assert "Usage: " in english.said
    assert english.said.isascii() or words == ("register",), "the register example is Chinese"
    assert not {"usage:", "options:", "positional arguments"} & set(chinese.said.split())


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-command",),
        ("register",),
        ("register", "--store", "x.db"),
        ("register", "--store", "x.db", "--as", "u"),
        ("register", "--store", "x.db", "--as", "u", "--lines", "file.txt"),
        ("register", "--store", "x.db", "--as", "u", "--lines", "-", "王女士"),
        ("print", "quote", "--store", "x.db", "--as", "u", "--out", "x.pdf"),
        ("print", "quote", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--number", "7", "--blank"),
        ("print", "customer-card", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--number"),
        (
            "print",
            "customer-card",
            "--store",
            "x.db",
            "--as",
            "u",
            "--out",
            "x.pdf",
            "--number",
            "7",
            "--consultant",
            "v",
        ),
        ("print", "traffic-log", "--store", "x.db", "--as", "u"),
        ("print", "traffic-log", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--date", "yesterday"),
        ("print",),
        ("print", "traffic-log", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--month", "2026-03"),
        ("print", "traffic-tally", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--month", "2026-13"),
        ("print", "traffic-tally", "--store", "x.db", "--as", "u", "--out", "x.pdf", "--extended"),
        (
            "export",
            "traffic-tally",
            "--store",
            "x.db",
            "--as",
            "u",
            "--out",
            "x.xlsx",
            "--day",
            "2026-03-05",
            "--month",
            "2026-03",
        ),
        ("export", "traffic-log", "--store", "x.db", "--as", "u", "--out", "x.xlsx", "--blank"),
        ("demo",),
        ("demo", "x.db", "--days", "many"),
        ("demo", "x.db", "--size", "huge"),
        ("check",),
        ("check", "x.db", "y.db"),
        ("--language", "de", "check", "x.db"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_a_sentence(words: Sequence[str], tmp_path: Path) -> None:
    answer = call(*words, folder=tmp_path)
    assert (answer.code, answer.said) == (WRONG_USE, "")
    assert "--help" in answer.complained
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("register", "--store", "gone.db", "--as", "u", "王女士"),
        ("print", "traffic-log", "--store", "gone.db", "--as", "u", "--out", "x.pdf"),
        ("check", "gone.db"),
    ],
    ids=lambda words: words[0],
)
def test_an_unknown_store_is_refused_and_not_made(words: Sequence[str], tmp_path: Path) -> None:
    answer = call(*words, folder=tmp_path)
    assert (answer.code, "E-DB-MISSING" in answer.complained) == (REFUSED, True)
    assert "gone.db" in answer.complained
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("not a store " * 50, encoding="utf-8")
    with untouched(tmp_path):
        answer = call("check", "other.db", folder=tmp_path)
    assert (answer.code, "E-DB-FOREIGN" in answer.complained) == (REFUSED, True)


def test_refusals_are_in_the_language_asked_for(tmp_path: Path) -> None:
    answer = call("check", "gone.db", "--language", "en", folder=tmp_path)
    assert answer.complained.isascii()
    assert re.search(r"There is no data file at \S+gone\.db\.", answer.complained)


def test_the_evening_sheet_is_everybody_s_or_one_s_own(shop: Path) -> None:
    for words, user, says in (
        ((), "chentao", "陈涛"),
        ((), "liujianguo", "全员"),
        (("--consultant", "chentao", "--date", "2026-02-03"), "liujianguo", "2026-02-03"),
        (("--blank",), "chentao", "空白表"),
    ):
        answer = take_out(shop, "print", "evening-sheet", "--out", "evening.pdf", *words, user=user)
        assert (answer.code, answer.complained) == (DONE, "")
        text = "".join(_text(shop.with_name("evening.pdf")).split())
        assert "夕会单" in text
        assert says in text
    assert _count(shop, "act WHERE duty = 'print_evening_sheet'") == 4
    words = ("--consultant", "lina")
    answer = take_out(shop, "print", "evening-sheet", *words, "--out", "own.pdf", user="chentao")
    assert answer.code == REFUSED
    assert not shop.with_name("own.pdf").exists()


def test_the_quick_card_of_a_role_needs_no_store(tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    answer = call("print", "quick-card", "--role", "sales_consultant", "--out", out, folder=tmp_path)
    assert (answer.code, answer.complained) == (DONE, "")
    assert "速查卡" in "".join(_text(out).split())
    wrong = call("print", "quick-card", "--role", "nobody", "--out", tmp_path / "no.pdf", folder=tmp_path)
    assert wrong.code == WRONG_USE
