"""The preview: the pages that will be printed, its choices, and a file that cannot be written."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QLayout
from pytestqt.qtbot import QtBot

from showroom import files, language
from showroom.errors import ShowroomError
from showroom.remembered import Remembered
from showroom.ui.ask import Ask
from showroom.ui.log_printing import job
from showroom.ui.look.theme import Theme
from showroom.ui.print_preview import PrintPreview
from tests.journeys.at_the_window import click, press, segment, settle
from tests.people import RECEPTIONIST, THURSDAY, Showroom, acts, last_act, register_walk_in
from tests.sheets.reading import joined, texts_of


class Desk:
    """A preview, the place its files go to, and what it said."""

    def __init__(self, showroom: Showroom, folder: Path, qtbot: QtBot) -> None:
        self.showroom = showroom
        self.path = str(folder / "sheet.pdf")
        self.proposed: list[str] = []
        self.said: list[str] = []
        self.failed: list[ShowroomError] = []
        self.remembered = Remembered(folder / "settings.json")
        self.preview = PrintPreview(Ask(showroom.store, inline=True), self.remembered, self.choose)
        self.preview.said.connect(self.said.append)
        self.preview.failed.connect(self.failed.append)
        self.preview.resize(1200, 800)
        qtbot.addWidget(self.preview)
        with qtbot.waitExposed(self.preview):
            self.preview.show()

    def open_log(self) -> None:
        self.preview.open_job(job(self.showroom.reception, THURSDAY, extended=False))

    def choose(self, _parent: object, proposed: str) -> str:
        self.proposed.append(proposed)
        return self.path

    def pages(self) -> list[str]:
        return [joined(text) for text in texts_of(Path(self.path).read_bytes())]


@pytest.fixture
def desk(look: Theme, showroom: Showroom, tmp_path: Path, qtbot: QtBot) -> Desk:
    for number in range(15):
        register_walk_in(showroom.reception, f"客人{number + 1}号", head_count="2")
    made = Desk(showroom, tmp_path, qtbot)
    made.open_log()
    return made


@pytest.mark.parametrize("size", [(1200, 800), (1400, 560)])
def test_a_whole_page_is_whole(desk: Desk, size: tuple[int, int]) -> None:
    desk.preview.resize(*size)
    settle()
    well = desk.preview.well
    assert well.verticalScrollBar().maximum() == well.horizontalScrollBar().maximum() == 0


def test_fifteen_parties_are_two_pages(desk: Desk) -> None:
    assert desk.preview.well.pages == 2
    assert desk.preview.page.text() == "1 / 2"
    assert not desk.preview.before.isEnabled()
    click(desk.preview.after)
    assert desk.preview.page.text() == "2 / 2"
    assert not desk.preview.after.isEnabled()
    click(desk.preview.before)
    assert desk.preview.page.text() == "1 / 2"


def test_page_keys_turn_and_stop_at_the_ends(desk: Desk) -> None:
    desk.preview.setFocus()
    press("PgUp")
    assert desk.preview.page.text() == "1 / 2"
    press("PgDown", "PgDown", "PgDown")
    assert desk.preview.page.text() == "2 / 2"


def test_esc_goes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.preview.setFocus()
    with qtbot.waitSignal(desk.preview.closed):
        press("Esc")
    with qtbot.waitSignal(desk.preview.closed):
        click(desk.preview.back)


def test_what_is_saved_is_what_was_seen(desk: Desk) -> None:
    click(desk.preview.save)
    first, second = desk.pages()
    assert "客人1号" in first
    assert "客人15号" in second
    assert "第1页/共2页" in first
    assert "第2页/共2页" in second
    assert desk.said == [f"已保存：{desk.path}"]
    assert desk.proposed[0].endswith("2026-03-05.pdf")
    if os.name != "nt":
        assert Path(desk.path).stat().st_mode & 0o077 == 0, "personal data is the owner's only"


def test_the_extended_layout(desk: Desk) -> None:
    desk.preview.layouts.setCurrentIndex(1)
    assert desk.preview.layout_chosen == "extended"
    click(desk.preview.save)
    assert "拟购车型" in desk.pages()[0]
    desk.open_log()
    assert desk.preview.layout_chosen == "ten"


def test_the_blank_form_names_nobody(desk: Desk) -> None:
    desk.preview.blank.setChecked(True)
    assert desk.preview.well.pages == 1
    click(desk.preview.save)
    (form,) = desk.pages()
    assert "客人" not in form
    assert "空白表" in form
    assert "含个人信息" not in form


def test_looking_is_no_act_printing_is_one(desk: Desk) -> None:
    before = acts()
    desk.preview.layouts.setCurrentIndex(1)
    desk.preview.blank.setChecked(True)
    click(desk.preview.nearer)
    assert acts() == before
    click(desk.preview.save)
    assert acts() == before + 1
    assert last_act().duty == "print_traffic_log"


def test_zoom_and_size(desk: Desk) -> None:
    assert desk.preview.percent.text() == ""
    click(desk.preview.nearer)
    nearer = desk.preview.well.zoomFactor()
    assert desk.preview.percent.text().endswith("%")
    click(desk.preview.farther)
    assert desk.preview.well.zoomFactor() < nearer
    for _step in range(30):
        desk.preview.well.zoom(1)
    assert desk.preview.well.zoomFactor() == 5.0
    for _step in range(60):
        desk.preview.well.zoom(-1)
    assert desk.preview.well.zoomFactor() == 0.25
    click(segment(desk.preview, "实际大小"))
    assert desk.preview.percent.text() == "100 %"
    click(segment(desk.preview, "整页"))
    assert desk.preview.percent.text() == ""


# -- printers -----------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_without_a_printer_the_way_is_pdf(desk: Desk) -> None:
    assert not desk.preview.print.isEnabled()
    assert not desk.preview.printers.isEnabled()
    assert "PDF" in desk.preview.hint.text()
    desk.preview.print_now()
    assert desk.said == [f"已保存：{desk.path}"]


def test_with_a_printer_the_choices_are_remembered(
    look: Theme, showroom: Showroom, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["前台", "经理室"])
    printed: list[tuple[str, int]] = []
    desk = Desk(showroom, tmp_path, qtbot)
    monkeypatch.setattr(
        desk.preview.well,
        "print_on",
        lambda printer, _first, last: printed.append((printer.copyCount(), last)),
    )
    desk.open_log()
    assert desk.preview.print.isEnabled()
    desk.preview.printers.setCurrentText("经理室")
    desk.preview.copies.setValue(3)
    click(desk.preview.print)
    assert printed == [(3, 1)]
    assert "经理室" in desk.said[0]
    assert Remembered(tmp_path / "settings.json").get("print traffic_log", {}) == {
        "printer": "经理室",
        "copies": 3,
    }
    again = Desk(showroom, tmp_path, qtbot)
    again.open_log()
    assert (again.preview.printers.currentText(), again.preview.copies.value()) == ("经理室", 3)


@pytest.mark.parametrize("kept", [{}, {"copies": "many"}, {"copies": 99, "printer": 7}, {"copies": None}])
def test_odd_remembered_choices_are_no_stop(
    look: Theme, showroom: Showroom, tmp_path: Path, qtbot: QtBot, kept: dict[str, object]
) -> None:
    """A settings file somebody wrote in by hand means defaults (V19)."""
    Remembered(tmp_path / "settings.json").keep(**{"print traffic_log": kept})
    assert 1 <= Desk(showroom, tmp_path, qtbot).preview.copies.value() <= 20


def test_pages_are_printed_at_their_real_size(desk: Desk, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFullPage(True)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, QMarginsF()))
    desk.preview.well.print_on(printer, 1, 2)
    reader = PdfReader(BytesIO((tmp_path / "printed.pdf").read_bytes()))
    assert len(reader.pages) == 2
    assert [round(float(side) * 25.4 / 72) for side in reader.pages[0].mediabox[2:]] == [297, 210]
    picture = desk.preview.well.page_image(0, 400)
    assert (picture.width(), picture.height()) == (400, round(400 * 210 / 297))


# -- what may go wrong --------------------------------------------------------------------------------


def test_changing_ones_mind_saves_nothing(desk: Desk) -> None:
    before, desk.path = acts(), ""
    click(desk.preview.save)
    assert acts() == before
    assert (desk.said, desk.failed) == ([], [])


def test_a_place_that_cannot_be_written_is_told_and_the_old_file_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(desk.path).write_bytes(b"yesterday's")

    def full(*_anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_file_atomically", full)
    click(desk.preview.save)
    assert [error.code for error in desk.failed] == ["E-PRINT"]
    assert desk.path in desk.failed[0].sentence()
    assert Path(desk.path).read_bytes() == b"yesterday's"
    assert desk.said == []
    assert desk.preview.isVisible()
    assert desk.preview.well.pages == 2


def test_a_folder_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.path = str(tmp_path / "nowhere" / "sheet.pdf")
    click(desk.preview.save)
    assert [error.code for error in desk.failed] == ["E-PRINT"]


def test_the_folder_is_proposed_again(desk: Desk, tmp_path: Path) -> None:
    click(desk.preview.save)
    click(desk.preview.save)
    assert Path(desk.proposed[1]).parent == tmp_path


def test_a_sign_the_font_has_not_is_reported(desk: Desk) -> None:
    register_walk_in(desk.showroom.reception, "王\U00020000")
    desk.open_log()
    click(desk.preview.save)
    assert "U+20000" in desk.said[0]


def test_who_may_no_longer_print_is_told(desk: Desk) -> None:
    desk.showroom.disables(RECEPTIONIST)
    click(desk.preview.save)
    assert [error.code for error in desk.failed] == ["E-SESSION-OVER"]
    assert not Path(desk.path).exists()


def test_a_small_screen_keeps_the_tools(desk: Desk) -> None:
    # In the window the preview gets what there is; as a window of its own Qt would keep it large.
    desk.preview.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    desk.preview.setMinimumSize(0, 0)
    desk.preview.resize(900, 600)
    settle()
    assert not desk.preview.title.isVisible()
    assert desk.preview.sizes.isVisible()
    desk.preview.resize(1200, 800)
    settle()
    assert desk.preview.title.isVisible()


def test_in_english_the_paper_stays_chinese(
    look: Theme, showroom: Showroom, tmp_path: Path, qtbot: QtBot
) -> None:
    language.use(language.ENGLISH)
    register_walk_in(showroom.reception, "王丽", purpose="咨询")
    desk = Desk(showroom, tmp_path, qtbot)
    desk.open_log()
    assert desk.preview.heading.text() == "Print preview"
    click(desk.preview.save)
    (sheet,) = desk.pages()
    assert "咨询" in sheet
    assert "enquiry" not in sheet
