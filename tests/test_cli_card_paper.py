"""The sheets of cards from the command line: whose, of which month, blank, as PDF and as an Excel file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.people import CLERK, CONSULTANT, MANAGER, OTHER_CONSULTANT
from tests.test_cli import DONE, REFUSED, WRONG_USE, Answer, _count, _text, register, shop, take_out
from tests.test_cli_cards import TODAY

__all__ = ["shop"]

SHEET = "tracking-sheet"
MONTH = f"{TODAY:%Y-%m}"


@pytest.fixture
def cards(shop: Path) -> Path:
    """王丽 is 陈涛's customer, 赵敏 is 李娜's, both since today."""
    assert register(shop, "王丽 13812345678 B级 陈涛 来店").code == DONE
    assert register(shop, "赵敏 13812345679 A级 李娜 来店").code == DONE
    return shop


def prints(shop: Path, *words: object, user: str = CONSULTANT) -> tuple[Answer, str]:
    """The answer, and what stands on the paper."""
    answer = take_out(shop, "print", SHEET, "--out", "sheet.pdf", *words, user=user)
    file = shop.with_name("sheet.pdf")
    text = "".join(_text(file).split()) if file.exists() else ""
    file.unlink(missing_ok=True)
    return answer, text


def test_a_consultant_gets_his_own_sheet(cards: Path) -> None:
    answer, text = prints(cards)
    assert (answer.code, answer.complained) == (DONE, "")
    assert "潜在客户跟踪表" in text
    assert "王丽" in text
    assert "赵敏" not in text
    assert f"期间{TODAY.replace(day=1)}" in text, "the last month with rows"


def test_anybody_else_gets_everybodys_in_roster_order(cards: Path) -> None:
    answer, text = prints(cards, user=MANAGER)
    assert "2" in answer.said
    assert 0 < text.index("王丽") < text.index("赵敏")
    assert text.count("第1页/共1页") == 2, "each on a new page"
    assert _count(cards, "act WHERE duty = 'print_tracking_sheet'") == 1


def test_one_is_named_by_sign_in_name_and_month(cards: Path) -> None:
    _answer, text = prints(cards, "--consultant", OTHER_CONSULTANT, "--month", MONTH, user=MANAGER)
    assert ("赵敏" in text, "王丽" in text) == (True, False)
    _answer, text = prints(cards, "--month", "2020-01")
    assert ("2020-01-01至01-31" in text, "王丽" in text) == (True, False)


def test_the_blank_form_is_one_page_of_nobody(cards: Path) -> None:
    answer, text = prints(cards, "--blank", user=MANAGER)
    assert answer.code == DONE
    assert ("空白表" in text, "王丽" in text, "第1页/共1页" in text) == (True, False, True)


@pytest.mark.parametrize(
    ("words", "user", "code"),
    [
        (("--consultant", OTHER_CONSULTANT), CONSULTANT, "E-SHEET-OTHERS"),
        (("--consultant", "nobody"), MANAGER, "E-NO-SUCH-PERSON"),
    ],
)
def test_what_may_not_be_or_is_not_there_is_refused(
    cards: Path, words: tuple[str, ...], user: str, code: str
) -> None:
    answer, text = prints(cards, *words, user=user)
    assert (answer.code, code in answer.complained, text) == (REFUSED, True, "")


def test_whoever_prints_no_sheets_is_refused(cards: Path) -> None:
    assert prints(cards, user=CLERK)[0].code == REFUSED


def test_a_wrong_month_is_told(cards: Path) -> None:
    assert prints(cards, "--month", "2026")[0].code == WRONG_USE


def test_the_same_is_exported(cards: Path) -> None:
    words = ("--consultant", OTHER_CONSULTANT)
    answer = take_out(cards, "export", SHEET, "--out", "sheet.xlsx", *words, user=MANAGER)
    assert (answer.code, answer.complained) == (DONE, "")
    sheet = openpyxl.load_workbook(cards.with_name("sheet.xlsx")).active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert ("赵敏" in found, "王丽" in found, "138 1234 5679" in found) == (True, False, True)
    assert take_out(cards, "export", SHEET, "--blank", "--out", "x.xlsx", user=MANAGER).code == WRONG_USE


GRID = "level-grid"


def prints_grid(shop: Path, *words: object, user: str = CONSULTANT) -> tuple[Answer, str]:
    """The level grid: the answer, and what stands on the paper."""
    answer = take_out(shop, "print", GRID, "--out", "grid.pdf", *words, user=user)
    file = shop.with_name("grid.pdf")
    text = "".join(_text(file).split()) if file.exists() else ""
    file.unlink(missing_ok=True)
    return answer, text


def test_level_grid_of_a_consultant_or_of_everybody(cards: Path) -> None:
    answer, own = prints_grid(cards)
    assert (answer.code, answer.complained) == (DONE, "")
    assert f"月份{TODAY.year}年{TODAY.month}月" in own, "the last month with rows"
    assert ("王丽" in own, "赵敏" in own) == (True, False)
    _answer, text = prints_grid(cards, user=MANAGER)
    assert 0 < text.index("王丽") < text.index("赵敏")
    assert text.count("第1页/共1页") == 2, "each on a new page"
    assert _count(cards, "act WHERE duty = 'print_level_grid'") == 2


def test_level_grid_of_one_and_of_a_month_and_blank(cards: Path) -> None:
    _answer, text = prints_grid(cards, "--consultant", OTHER_CONSULTANT, "--month", MONTH, user=MANAGER)
    assert ("赵敏" in text, "王丽" in text) == (True, False)
    assert "王丽" not in prints_grid(cards, "--month", "2020-01")[1]
    _answer, blank = prints_grid(cards, "--blank", user=MANAGER)
    assert ("空白表" in blank, "王丽" in blank, "第1页/共1页" in blank) == (True, False, True)


@pytest.mark.parametrize(
    ("words", "user", "code"),
    [
        (("--consultant", OTHER_CONSULTANT), CONSULTANT, "E-SHEET-OTHERS"),
        (("--consultant", "nobody"), MANAGER, "E-NO-SUCH-PERSON"),
    ],
)
def test_level_grid_that_may_not_be_is_refused(
    cards: Path, words: tuple[str, ...], user: str, code: str
) -> None:
    answer, text = prints_grid(cards, *words, user=user)
    assert (answer.code, code in answer.complained, text) == (REFUSED, True, "")
    assert prints_grid(cards, user=CLERK)[0].code == REFUSED


def test_level_grid_is_exported(cards: Path) -> None:
    answer = take_out(cards, "export", GRID, "--out", "grid.xlsx", user=MANAGER)
    assert (answer.code, answer.complained) == (DONE, "")
    sheet = openpyxl.load_workbook(cards.with_name("grid.xlsx")).active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"赵敏", "王丽", "138 1234 5679"} <= set(found)


REPORT = "daily-report"


def prints_report(shop: Path, *words: object, user: str = CONSULTANT) -> tuple[Answer, str]:
    """The daily report: the answer, and what stands on the paper."""
    answer = take_out(shop, "print", REPORT, "--out", "report.pdf", *words, user=user)
    file = shop.with_name("report.pdf")
    text = "".join(_text(file).split()) if file.exists() else ""
    file.unlink(missing_ok=True)
    return answer, text


def test_daily_report_of_a_consultant_or_of_everybody(cards: Path) -> None:
    answer, own = prints_report(cards)
    assert (answer.code, answer.complained) == (DONE, "")
    assert f"{TODAY.year}年{TODAY.month}月{TODAY.day}日" in own, "the last day with rows"
    assert ("王丽" in own, "赵敏" in own) == (True, False)
    _answer, text = prints_report(cards, user=MANAGER)
    assert 0 < text.index("王丽") < text.index("赵敏")
    assert _count(cards, "act WHERE duty = 'print_daily_report'") == 2


def test_daily_report_of_one_and_of_a_day_and_blank(cards: Path) -> None:
    words = ("--consultant", OTHER_CONSULTANT, "--date", str(TODAY))
    _answer, text = prints_report(cards, *words, user=MANAGER)
    assert ("赵敏" in text, "王丽" in text) == (True, False)
    assert "王丽" not in prints_report(cards, "--date", "2020-01-03")[1]
    _answer, blank = prints_report(cards, "--blank", user=MANAGER)
    assert ("空白表" in blank, "王丽" in blank, "第1页/共1页" in blank) == (True, False, True)


def test_daily_report_that_may_not_be_is_refused(cards: Path) -> None:
    answer, text = prints_report(cards, "--consultant", OTHER_CONSULTANT)
    assert (answer.code, "E-SHEET-OTHERS" in answer.complained, text) == (REFUSED, True, "")
    assert prints_report(cards, user=CLERK)[0].code == REFUSED


def test_daily_report_is_exported(cards: Path) -> None:
    answer = take_out(cards, "export", REPORT, "--out", "report.xlsx", user=MANAGER)
    assert (answer.code, answer.complained) == (DONE, "")
    sheet = openpyxl.load_workbook(cards.with_name("report.xlsx")).active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"赵敏", "王丽", "138 1234 5679"} <= set(found)
