"""The benchmarks run, and compare like with like; how fast anything is, no test says."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks import __main__ as command
from benchmarks import (
    cards,
    daily_report,
    dashboard,
    day,
    due,
    figures,
    key_presses,
    long_list,
    month_figures,
    register,
    report_reading,
    running,
    search,
    sheet,
    start,
    today,
    tracking_sheet,
)
from benchmarks.peers import __main__ as peers
from benchmarks.stores import UNTIL, Scale, Stores, at_the_desk
from showroom.sheets import printing
from showroom.ui.look.theme import Theme
from tests.journeys.conftest import look
from tests.sheets.reading import texts_of

__all__ = ["look"]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    return Stores(tmp_path_factory.mktemp("stores"), Scale.TINY)


def rows_of(table: str) -> list[list[str]]:
    """The cells of tables one below the other, without their heads."""
    found = []
    for part in table.split("\n\n"):
        lines = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
        if lines:
            heads, _rule, *rows = lines
            assert all(len(row) == len(heads) for row in rows)
            found += rows
    return found


@pytest.mark.parametrize(
    "benchmark",
    [register, due, search, day, sheet, tracking_sheet, cards, daily_report, report_reading, month_figures],
    ids=lambda one: one.NAME,
)
def test_a_benchmark_runs_on_tiny_stores(stores: Stores, benchmark: object) -> None:
    table = benchmark.figures(stores)  # type: ignore[attr-defined]
    assert rows_of(table)
    assert figures.machine().partition(", load")[0] in table


def test_the_list_is_measured_in_the_window(stores: Stores, look: Theme, qapp: QApplication) -> None:
    assert len(rows_of(long_list.figures(stores))) == 4


def test_today_is_painted_in_the_window(stores: Stores, look: Theme, qapp: QApplication) -> None:
    assert len(rows_of(today.figures(stores))) == 2


def test_the_dashboard_is_painted_in_the_window(stores: Stores, look: Theme, qapp: QApplication) -> None:
    assert len(rows_of(dashboard.figures(stores))) == 6


def test_the_command_runs_each_in_a_process_of_its_own(
    stores: Stores, capsys: pytest.CaptureFixture[str]
) -> None:
    running.run(["day"], stores, write=False)
    assert "## day" in capsys.readouterr().out


@pytest.mark.long
def test_keys_are_pressed_in_the_window(stores: Stores, look: Theme, qapp: QApplication) -> None:
    assert len(rows_of(key_presses.figures(stores))) == len(key_presses.GOALS)


@pytest.mark.long
def test_the_program_and_a_bare_window_are_started_in_turn(stores: Stores) -> None:
    assert len(rows_of(start.figures(stores))) == 3


def test_the_bare_canvas_is_told_the_same_as_ours(stores: Stores) -> None:
    with at_the_desk(stores.path("demo")) as desk:
        calls = sheet.marks_of(desk, UNTIL, extended=False)
        ours = printing.preview_traffic_log(desk, UNTIL).content
    assert texts_of(sheet.draw_bare(calls)) == texts_of(ours)
    fewer = [call for call in calls if call[0] != "drawString"]
    assert texts_of(sheet.draw_bare(fewer)) != texts_of(ours), "the comparison would tell"


def test_days_with_as_many_rows_are_paired() -> None:
    large = [(90, date(2026, 1, 3)), (80, date(2026, 1, 2)), (10, date(2026, 1, 1))]
    small = [(81, date(2026, 2, 1)), (11, date(2026, 2, 2))]
    assert day.alike(large, small) == [
        (date(2026, 1, 2), date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 2, 2)),
    ]


def test_a_workbook_is_opened_and_saved() -> None:
    assert peers.workbook(3) > 0


def test_every_benchmark_is_in_the_command_and_has_its_place_in_the_readme() -> None:
    readme = figures.README.read_text(encoding="utf-8")
    folder = Path(command.__file__).parent
    found = {path.stem for path in folder.glob("*.py") if "\nNAME = " in path.read_text(encoding="utf-8")}
    assert found == set(running.MODULES)
    names = [import_module(f"benchmarks.{module}").NAME for module in running.MODULES]
    for name in (*names, peers.NAME):
        assert readme.count(f"<!-- {name} -->") == readme.count(f"<!-- /{name} -->") == 1


def test_a_table_goes_between_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- one -->\nold\n<!-- /one -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(figures, "README", readme)
    figures.put("one", "new")
    assert readme.read_text(encoding="utf-8") == "before\n<!-- one -->\nnew\n<!-- /one -->\nafter\n"
    with pytest.raises(ValueError, match="no place for two"):
        figures.put("two", "new")


def test_of_few_times_the_longest_stands_for_the_99th_percentile() -> None:
    assert figures.p99([1.0, 2.0, 3.0]) == 3.0
    assert figures.p99([1.0] * 995 + [9.0] * 5) == 1.0
    assert figures.ratio([2.0, 6.0, 4.0], [1.0, 2.0, 4.0]) == 2.0


def test_quick_tables_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--quick", "--write"])
    with pytest.raises(SystemExit):
        command.main()
