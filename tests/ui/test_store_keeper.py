"""What the window says and does when its store turns out damaged, or is only looked at (H2, H11, D1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.services import looking
from showroom.services.check import findings
from showroom.ui import store_keeper
from showroom.ui.look.dialog import Dialog
from showroom.ui.window import Window
from tests.journeys.at_the_window import sign_in
from tests.journeys.conftest import OpenWindow
from tests.people import Showroom, clock_of_the_morning


def test_a_whole_store_has_no_banner(window: Window, morning: Showroom) -> None:
    window.store_keeper.look()
    assert window.store_keeper.banner.isHidden()
    assert morning.store.stopped is None


@pytest.mark.logs
def test_damage_found_at_work_stops_writing_and_keeps_what_is_typed(
    window: Window, morning: Showroom
) -> None:
    sign_in(window, "周敏")
    before = TrafficEntry.select().count()
    morning.store.database.stop_writing()
    assert window.store_keeper.banner.isVisible()
    assert window.store_keeper.banner.words.text()
    shell = window.shell
    assert shell is not None
    shell.top.strip.setText("王女士 13812345678 朗逸 2人 来店")
    shell.top.strip.returnPressed.emit()
    assert TrafficEntry.select().count() == before
    assert "13812345678" in shell.top.strip.text().replace(" ", ""), "nothing typed is lost"


@pytest.mark.logs
def test_the_look_at_the_file_is_what_finds_it(
    window: Window, morning: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finds(store: Store) -> bool:
        store.database.stop_writing()
        return False

    monkeypatch.setattr(store_keeper, "look_at_the_file", finds)
    window.store_keeper.look()
    assert window.store_keeper.banner.isVisible()


def test_the_look_begins_when_the_first_page_is_there_and_once(window: Window) -> None:
    soon = window.store_keeper._soon
    assert soon.isActive()
    soon.stop()
    window.store_keeper.begin()
    assert not soon.isActive(), "once for a window"


@pytest.mark.logs
def test_what_can_be_read_is_saved_from_the_banner(
    window: Window, morning: Showroom, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Dialog, "ask", lambda dialog: told.append(dialog.question) or "")
    morning.store.database.stop_writing()
    there = TrafficEntry.select().count()
    window.store_keeper.banner.rescue.click()
    assert told
    morning.store.close()
    with Store(pdf.with_suffix(".db")) as saved:
        assert TrafficEntry.select().count() == there
        assert findings(saved) == []


@pytest.mark.logs
def test_the_banner_leads_to_the_copies(window: Window, morning: Showroom) -> None:
    asked: list[bool] = []
    window.copies_wanted.connect(lambda: asked.append(True))
    morning.store.database.stop_writing()
    window.store_keeper.banner.copies.click()
    assert asked == [True]


def test_a_window_that_only_looks_says_so_and_registers_nobody(
    open_window: OpenWindow, morning: Showroom
) -> None:
    morning.store.close()
    with looking.look_at(morning.store.path) as store:
        clock = clock_of_the_morning()
        window = open_window(Showroom(store, clock))
        assert window.store_keeper.banner.isVisible()
        assert not window.store_keeper._soon.isActive(), "a private copy is not judged"
        sign_in(window, "周敏")
        before = TrafficEntry.select().count()
        shell = window.shell
        assert shell is not None
        shell.top.strip.setText("王女士 13812345678 朗逸 2人 来店")
        shell.top.strip.returnPressed.emit()
        QTest.qWait(1)
        assert TrafficEntry.select().count() == before
        window.close()
