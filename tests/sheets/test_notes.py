"""The notes pages: every full text, split over pages only when taller than one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom.sheets.frame import Frame, HeadField
from showroom.sheets.ladders import Fitted
from showroom.sheets.notes import Notes
from showroom.sheets.page import LANDSCAPE, PORTRAIT, Page, Paper

from .reading import bounds, collisions, crossings, text_of
from .test_frame import FRAME

DATE = HeadField("日期", 60, Fitted(("2025-11-22",), 9))


def pages_of(notes: Notes, frame: Frame = FRAME) -> list[Page]:
    pages = notes.pages(frame, DATE)
    for page in pages:
        assert collisions(page) == []
        assert crossings(page) == []
        assert all(bounds(mark)[3] <= page.paper.body_end + 0.3 for mark in page.marks)
    return pages


def test_no_notes_no_page() -> None:
    assert pages_of(Notes()) == []


def test_the_mark_carries_the_number() -> None:
    notes = Notes()

    assert notes.at("序号 1 说明", "一")() == "…附1"
    assert notes.at("序号 2 说明", "二")() == "…附2"


def test_a_note_is_taken_only_when_the_cell_is_full() -> None:
    notes = Notes()
    notes.at("序号 1 说明", "一")

    assert pages_of(notes) == []


@pytest.mark.parametrize("paper", [LANDSCAPE, PORTRAIT])
def test_the_full_text_stands_there(paper: Paper) -> None:
    notes = Notes()
    text = "差金融审批；下次商谈 11-24 上午。" * 20
    notes.at("序号 3 说明", text)()
    (page,) = pages_of(notes, replace(FRAME, paper=paper))

    assert "".join(text.split()) in text_of(page)
    assert "序号3说明" in text_of(page)


def test_rows_move_whole_to_the_next_page() -> None:
    notes = Notes()
    for number in range(40):
        notes.at(f"序号 {number}", f"〔{'很' * 150}〕")()
    pages = pages_of(notes)

    assert len(pages) > 1
    assert all(text_of(page).count("〔") == text_of(page).count("〕") for page in pages)
    assert sum(text_of(page).count("〔") for page in pages) == 40


def test_a_note_taller_than_a_page_goes_on() -> None:
    notes = Notes()
    notes.at("序号 1 说明", "\n".join(f"第{number}行" for number in range(120)))()
    pages = pages_of(notes)

    assert len(pages) == 3
    assert "1续" in text_of(pages[1])
    assert all(any(f"第{number}行" in text_of(page) for page in pages) for number in range(120))
