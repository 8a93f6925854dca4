"""Printing daily reports: open ones are drawn, sealed ones come out of the archive to the byte."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from showroom.errors import Denied, Refused
from showroom.models.daily_report import DailyReport
from showroom.services import daily_report, daily_report_days, daily_report_seal, report_archive, sheet_owners
from showroom.services.daily_report_seal import reprint
from showroom.sheets.daily_report_printing import bytes_of, preview_daily_reports, print_daily_reports
from showroom.sheets.joining import join
from showroom.sheets.report_reprinting import reprint_sealed
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, acts, last_act, staff_id
from tests.people import register_walk_in as registers
from tests.reports import reviews, submits

from .reading import joined, texts_of
from .report_samples import REPORT


@pytest.fixture
def visited(showroom: Showroom) -> Showroom:
    """王丽 came to 陈涛, 周凯 to 李娜."""
    for name, phone, who in (("王丽", "13812345678", "陈涛"), ("周凯", "13812345679", "李娜")):
        registers(showroom.reception, name, phone, received_by=who, level="B")
    return showroom


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where somebody wants his files."""
    made = tmp_path / "files"
    made.mkdir()
    return made


def seals(showroom: Showroom, user: str = CONSULTANT) -> None:
    """Somebody's report of the day goes all its way, drawn as it is drawn for the showroom."""
    from showroom.services import daily_report_review

    showroom.on(THURSDAY, 19)
    desk = showroom.desk(user)
    submits(desk, user=user)
    if user == CONSULTANT:
        reviews(showroom.manager)
    else:
        daily_report_review.review(showroom.manager, staff_id(user), THURSDAY, {})
    daily_report_seal.seal(showroom.manager, staff_id(user), THURSDAY, bytes_of)


def pages_of(content: bytes) -> list[str]:
    return [joined(text) for text in texts_of(content)]


def test_printing_is_an_act_and_looking_is_none(visited: Showroom) -> None:
    own = sheet_owners.consultants(visited.consultant)
    before = acts()
    seen = preview_daily_reports(visited.consultant, own, THURSDAY)
    assert acts() == before
    printed = print_daily_reports(visited.consultant, own, THURSDAY)
    assert (acts(), last_act().duty, printed.pages) == (before + 1, "print_daily_report", seen.pages)
    (text,) = pages_of(printed.content)
    assert "王丽" in text
    assert "周凯" not in text
    assert "导出号E260305-001" in text
    assert "封存" not in text


def test_everybodys_are_one_file_in_roster_order(visited: Showroom) -> None:
    everybody = sheet_owners.consultants(visited.manager)
    pages = pages_of(print_daily_reports(visited.manager, everybody, THURSDAY).content)
    assert "王丽" in pages[0]
    assert sum("周凯" in text for text in pages) == 1
    assert all("第1页/共1页" in text for text in pages)


def test_the_panel_has_the_figures_of_the_day(visited: Showroom) -> None:
    own = sheet_owners.consultants(visited.consultant)
    (text,) = pages_of(print_daily_reports(visited.consultant, own, THURSDAY).content)
    assert "来店批次011" in text


def test_a_sealed_one_is_printed_to_the_byte(visited: Showroom) -> None:
    seals(visited)
    own = sheet_owners.consultants(visited.consultant)
    printed = print_daily_reports(visited.manager, own, THURSDAY)
    row = DailyReport.get()
    file = report_archive.folder_of(visited.manager.store) / row.pdf_name
    assert printed.content == file.read_bytes()
    (text,) = pages_of(printed.content)
    assert f"封存{row.content_hash[:8].upper()}2026-03-0519:00" in text
    assert f"导出号{row.export}" in text
    visited.on(THURSDAY + timedelta(days=3), 9)
    assert print_daily_reports(visited.manager, own, THURSDAY).content == printed.content


def test_looking_at_a_sealed_one_shows_its_pages(visited: Showroom) -> None:
    seals(visited)
    own = sheet_owners.consultants(visited.consultant)
    before = acts()
    seen = preview_daily_reports(visited.manager, own, THURSDAY)
    assert acts() == before
    assert seen.content == reprint(visited.manager, staff_id(CONSULTANT), THURSDAY)


def test_sealed_and_open_ones_are_one_file(visited: Showroom) -> None:
    seals(visited)
    everybody = sheet_owners.consultants(visited.manager)
    printed = print_daily_reports(visited.manager, everybody, THURSDAY)
    pages = pages_of(printed.content)
    assert len(pages) == printed.pages
    assert [("封存" in text, "打印" in text) for text in pages if "王丽" in text] == [(True, False)]
    assert [("封存" in text, "打印" in text) for text in pages if "周凯" in text] == [(False, True)]


def test_a_report_that_is_not_sealed_has_no_sealed_bytes(visited: Showroom) -> None:
    open_one = daily_report.of(visited.consultant, staff_id(CONSULTANT), THURSDAY)
    with pytest.raises(ValueError, match="not sealed"):
        bytes_of(open_one, "E1")


def test_the_blank_form_is_an_act_and_names_nobody(visited: Showroom) -> None:
    own = sheet_owners.consultants(visited.consultant)
    printed = print_daily_reports(visited.consultant, own, THURSDAY, blank=True)
    assert last_act().duty == "print_daily_report"
    (text,) = pages_of(printed.content)
    assert "空白表" in text
    assert not any(word in text for word in ("王丽", "138", "星期四"))
    assert preview_daily_reports(visited.consultant, own, THURSDAY, blank=True).pages == 1


def test_a_colleagues_report_is_not_printed(visited: Showroom) -> None:
    everybody = sheet_owners.consultants(visited.manager)
    before = acts()
    with pytest.raises(Denied):
        print_daily_reports(visited.consultant, everybody, THURSDAY)
    assert acts() == before + 1, "the refusal alone"


def test_nobody_was_there(visited: Showroom) -> None:
    with pytest.raises(Refused) as refused:
        print_daily_reports(visited.manager, (), THURSDAY)
    assert refused.value.code == "E-NO-REPORT-OF-DAY"


def test_the_last_day_is_the_last_with_anything_done(visited: Showroom) -> None:
    visited.on(THURSDAY + timedelta(days=5), 9)
    of = daily_report_days.last_day
    assert of(visited.consultant, [staff_id(CONSULTANT)]) == THURSDAY
    assert of(visited.manager, ()) == THURSDAY + timedelta(days=5)


# Many


def test_documents_are_joined_unchanged() -> None:
    one = bytes_of(REPORT, "E1")
    assert join([one]) == (one, 2)
    content, pages = join([one, one])
    assert pages == 4
    assert texts_of(content) == texts_of(one) * 2
    catalogue = PdfReader(io.BytesIO(content)).root_object
    assert catalogue["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]


def test_sealed_ones_of_many_days_are_one_file_a_month(visited: Showroom, folder: Path) -> None:
    seals(visited)
    seals(visited, OTHER_CONSULTANT)
    told: list[int] = []
    before = acts()

    def progress(done: int) -> bool:
        told.append(done)
        return True

    (file,) = reprint_sealed(visited.manager, THURSDAY, THURSDAY, folder, progress=progress)
    assert (file.name, told, acts()) == ("2026-03.pdf", [0, 1], before + 1)
    pages = pages_of(file.read_bytes())
    assert ["王丽" in text for text in pages] == [True, False]
    assert all("封存" in text for text in pages)
    (his,) = reprint_sealed(visited.manager, THURSDAY, THURSDAY, folder, staff_id(OTHER_CONSULTANT))
    assert "周凯" in "".join(pages_of(his.read_bytes()))


def test_who_stops_has_neither_file_nor_act(visited: Showroom, folder: Path) -> None:
    seals(visited)
    before = acts()
    assert reprint_sealed(visited.manager, THURSDAY, THURSDAY, folder, progress=lambda _done: False) == ()
    assert (list(folder.iterdir()), acts()) == ([], before)


def test_a_changed_file_of_the_archive_is_not_printed(visited: Showroom, folder: Path) -> None:
    seals(visited)
    file = report_archive.folder_of(visited.manager.store) / DailyReport.get().pdf_name
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(Refused) as refused:
        reprint_sealed(visited.manager, THURSDAY, THURSDAY, folder)
    assert refused.value.code == "E-REPORT-FILE-DIFFERS"
    assert list(folder.iterdir()) == []


def test_only_who_sees_every_number_takes_many(visited: Showroom, folder: Path) -> None:
    with pytest.raises(Denied):
        reprint_sealed(visited.consultant, THURSDAY, THURSDAY, folder)
