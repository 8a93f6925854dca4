"""Excel files from the window: what is shown is written, the folder is remembered, refusals are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from showroom.errors import ShowroomError
from showroom.ui import choosing, present
from showroom.ui.window import Window
from tests.exchange.reading import values
from tests.journeys.at_the_window import click, hear, open_cell, page, press, shell, sign_in, toast
from tests.people import Showroom, last_act, register_walk_in


@pytest.fixture
def desk(window: Window, morning: Showroom) -> Window:
    register_walk_in(morning.reception, "李强", "13711112222", note="等朋友")
    sign_in(window, "周敏")
    return window


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[ShowroomError]:
    """What the window told of errors."""
    heard: list[ShowroomError] = []
    monkeypatch.setattr(present, "tell", lambda _parent, error: heard.append(error))
    return heard


def heads(path: Path) -> list[str]:
    rows = values(path.read_bytes())
    return next(list(map(str, row)) for row in rows if row and row[0] == "序号")


def test_the_log_in_the_layout_that_is_shown(desk: Window, pdf: Path) -> None:
    path = pdf.with_suffix(".xlsx")
    click(page(desk).bar.excel)
    ten = heads(path)
    assert toast(desk) == f"已保存：{path}"
    click(page(desk).bar.layouts.findChildren(QPushButton)[1])
    press("Ctrl+E")
    assert set(heads(path)) > set(ten), "the extended layout has all of them and more"
    assert last_act().duty == "export_traffic_log"


def test_an_open_cell_is_taken_along(desk: Window, pdf: Path) -> None:
    open_cell(desk, 1, "note_and_model").selectAll()
    hear("约周六")
    click(page(desk).bar.excel)
    assert any("约周六" in str(cell) for row in values(pdf.with_suffix(".xlsx").read_bytes()) for cell in row)


def test_the_folder_is_remembered_and_the_name_proposed(desk: Window, tmp_path: Path) -> None:
    proposed: list[Path] = []

    def choose(_parent: QWidget, path: str) -> str:
        proposed.append(Path(path))
        return str(tmp_path / "kept" / "mine.xlsx")

    (tmp_path / "kept").mkdir()
    shell(desk).copies._choose_path = choose
    press("Ctrl+E", "Ctrl+E")
    first, second = proposed
    assert first.name == second.name == "来店登记 2026-03-05.xlsx"
    assert first.parent == Path.home()
    assert second.parent == tmp_path / "kept"


def test_a_refusal_is_told_and_the_older_file_stays(
    desk: Window, told: list[ShowroomError], tmp_path: Path
) -> None:
    shell(desk).copies._choose_path = lambda _parent, _proposed: str(tmp_path / "nowhere" / "x.xlsx")
    press("Ctrl+E")
    assert [error.code for error in told] == ["E-EXPORT"]
    assert toast(desk) == ""


@pytest.mark.parametrize(("name", "kind"), [("登记.xlsx", "Excel (*.xlsx)"), ("登记.pdf", "PDF (*.pdf)")])
def test_the_dialog_offers_the_kind_of_file_and_its_ending(
    desk: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, kind: str
) -> None:
    seen: list[QFileDialog] = []

    def accept(dialog: QFileDialog) -> bool:
        seen.append(dialog)
        return True

    monkeypatch.setattr(QFileDialog, "exec", accept)
    chosen = choosing.ask_path(desk, str(tmp_path / name))
    (dialog,) = seen
    assert chosen == str(tmp_path / name)
    assert dialog.nameFilters() == [kind]
    assert dialog.defaultSuffix() == Path(name).suffix[1:]
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: False)
    assert choosing.ask_path(desk, str(tmp_path / name)) == ""
