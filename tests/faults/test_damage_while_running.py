"""Damage met at work: writing stops, what can be read is saved, indexes are made anew (H2, H9, H11)."""

from __future__ import annotations

import shutil
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from showroom.errors import Unavailable
from showroom.models import mending as models_mending
from showroom.models.base import database
from showroom.models.customer import Customer, Phone
from showroom.models.rescue import rescue
from showroom.models.store import Store, StoreDatabase
from showroom.models.traffic_log import TrafficEntry
from showroom.services import customer_matches, mending
from showroom.services.check import findings
from showroom.services.copies import to_choose_from
from tests.people import Showroom, clock_of_the_morning, log_of, register_walk_in
from tests.untouched import seen

PAGE = 4096
GUESTS = 150


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path) -> Path:
    """A closed store of a busy day, alone in a folder."""
    folder = tmp_path / "store"
    folder.mkdir()
    path = Path(shutil.copy(new_showroom, folder / "showroom.db"))
    path.chmod(0o600)
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        for guest in range(GUESTS):
            register_walk_in(shop.reception, f"客人{guest}", f"139{guest:08d}", note="带家人来看车 " * 3)
    return path


def leaves_of(path: Path, name: str) -> list[int]:
    """The numbers of the leaf pages of a table or an index, in the order in which they are read."""
    with Store(path) as store:
        root = store.database.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        number = root.fetchone()[0]
    whole = path.read_bytes()
    page = whole[(number - 1) * PAGE : number * PAGE]
    if page[0] in (0x0D, 0x0A):
        return [number]
    cells = int.from_bytes(page[3:5], "big")
    places = [int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big") for cell in range(cells)]
    return [int.from_bytes(page[place : place + 4], "big") for place in places]


def spoil_page(path: Path, number: int) -> None:
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        old = file.read(PAGE)
        file.seek((number - 1) * PAGE)
        file.write(bytes(one ^ 0x5A for one in old))


def spoil_index(path: Path) -> None:
    """One digit of a number as the index has it; the row itself is whole."""
    whole = bytearray(path.read_bytes())
    for number in leaves_of(path, "phone_key"):
        place = whole.find(b"13900000", (number - 1) * PAGE, number * PAGE)
        if place > 0:
            whole[place + 4] = ord("7")
            path.write_bytes(whole)
            return
    pytest.fail("no number was found in the index")


# -- writing stops -----------------------------------------------------------------------------------------


@pytest.mark.logs
def test_damage_met_by_any_query_stops_all_writing(path: Path) -> None:
    spoil_page(path, leaves_of(path, "prospect")[0])
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        told: list[str] = []
        store.when_stopped(lambda: told.append("stopped"))
        with pytest.raises(Unavailable) as met:
            database.execute_sql("SELECT COUNT(level) FROM prospect").fetchall()
        assert met.value.code == "E-DB-DAMAGED"
        before = seen(path.parent)
        with pytest.raises(Unavailable) as refused:
            register_walk_in(shop.reception, "王丽", "13812345678")
        assert refused.value.code == "E-DB-STOPPED"
        assert seen(path.parent) == before, "nothing more is written"
        assert told == ["stopped"], "told once"
        store.tidy()
        assert seen(path.parent) == before, "tidying is writing too"
        assert Customer.select().count() == GUESTS, "what can be read is still read"


@pytest.mark.logs
def test_without_stopping_the_writing_goes_on_over_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    spoil_page(path, leaves_of(path, "prospect")[0])
    monkeypatch.setattr(StoreDatabase, "stop_writing", lambda _database: None)
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        with pytest.raises(Unavailable):
            database.execute_sql("SELECT COUNT(level) FROM prospect").fetchall()
        register_walk_in(shop.reception)
        assert TrafficEntry.select().count() == GUESTS + 1


@pytest.mark.logs
def test_the_look_at_the_file_finds_a_page_nobody_has_read_yet(path: Path) -> None:
    with Store(path) as store:
        assert mending.look_at_the_file(store), "the control: a whole file"
    spoil_page(path, leaves_of(path, "traffic_entry")[0])
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        assert not mending.look_at_the_file(store)
        assert store.stopped is not None
        with pytest.raises(Unavailable):
            register_walk_in(shop.reception, "王丽", "13812345678")


@pytest.mark.logs
def test_what_failed_is_let_go_at_closing_but_not_beside_the_window(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's closing must not end widgets in its thread; the window's own closing lets go of all."""
    spoil_page(path, leaves_of(path, "traffic_entry")[0])
    collected: list[str] = []
    monkeypatch.setattr(
        "showroom.models.store.gc.collect", lambda: collected.append(threading.current_thread().name)
    )
    with Store(path) as store:
        assert not mending.look_at_the_file(store)
        worker = threading.Thread(target=store.close)
        worker.start()
        worker.join()
        assert collected == []
    assert collected == [threading.main_thread().name]


# -- what can be read is saved elsewhere ---------------------------------------------------------------------


@pytest.mark.logs
def test_what_can_be_read_is_saved_into_a_new_store_with_a_report_of_what_is_lost(
    path: Path, tmp_path: Path
) -> None:
    leaves = leaves_of(path, "traffic_entry")
    spoil_page(path, leaves[len(leaves) // 2])
    before = seen(path.parent)
    saved = tmp_path / "saved.db"
    with Store(path):
        report = {one.table: one for one in rescue(saved)}
    assert seen(path.parent) == before
    assert report["customer"].lost == 0
    log = report["traffic_entry"]
    assert 0 < log.lost < GUESTS / 2
    assert log.kept + log.lost == GUESTS
    with Store(saved) as store:
        assert TrafficEntry.select().count() == log.kept
        assert len(found := findings(store)) >= min(log.lost, 20), "what is lost can be named"
        assert all("traffic_entry" in one for one in found[:-1])
        shop = Showroom(store, clock_of_the_morning())
        assert customer_matches.matches(shop.reception, "", "客人149"), "the search is there again"
        register_walk_in(shop.reception, "王丽", "13812345678")


def test_nothing_is_lost_where_nothing_is_damaged(path: Path, tmp_path: Path) -> None:
    """The control of the report, and of what is saved."""
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        there = log_of(shop.manager).rows
        report = rescue(tmp_path / "saved.db")
    assert not [one for one in report if one.lost]
    with Store(tmp_path / "saved.db") as store:
        assert findings(store) == []
        assert log_of(Showroom(store, clock_of_the_morning()).manager).rows == there


# -- what can be made anew -----------------------------------------------------------------------------------


def test_a_damaged_index_is_told_and_made_anew_after_a_copy(path: Path) -> None:
    with Store(path):
        numbers = list(Phone.select(Phone.key).order_by(Phone.id).tuples())
    spoil_index(path)
    spoilt = path.read_bytes()
    with Store(path) as store:
        assert findings(store), "the control: without mending it is there"
        mended = mending.mend(store, clock_of_the_morning())
        assert mended.whole
        assert findings(store) == []
        assert list(Phone.select(Phone.key).order_by(Phone.id).tuples()) == numbers
    assert len(mended.before.read_bytes()) == len(spoilt)
    with Store(mended.before) as store:
        assert findings(store), "the copy is the file as it was"
    assert to_choose_from([path.parent]) == (), "and no copy anybody is offered"


@pytest.mark.logs
def test_where_more_than_an_index_is_damaged_nothing_is_changed(path: Path) -> None:
    spoil_page(path, leaves_of(path, "customer")[0])
    with Store(path):
        rows = database.execute_sql("SELECT COUNT(*) FROM act_line").fetchone()
    with Store(path) as store, suppress(Unavailable):
        assert not mending.mend(store, clock_of_the_morning()).whole
    with Store(path):
        assert database.execute_sql("SELECT COUNT(*) FROM act_line").fetchone() == rows


def test_a_damaged_search_is_made_anew_by_the_look_at_the_file(path: Path) -> None:
    with Store(path) as store:
        store.database.execute_sql("UPDATE customer_search_data SET block = x'00ff00ff' WHERE id > 10")
    with Store(path) as store:
        shop = Showroom(store, clock_of_the_morning())
        assert mending.look_at_the_file(store)
        assert store.stopped is None
        assert customer_matches.matches(shop.reception, "", "客人149")
        assert findings(store) == []


@pytest.mark.logs
def test_without_making_it_anew_a_damaged_search_stops_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(models_mending, "SEARCH", "another table")
    with Store(path) as store:
        store.database.execute_sql("UPDATE customer_search_data SET block = x'00ff00ff' WHERE id > 10")
        assert not mending.look_at_the_file(store)
