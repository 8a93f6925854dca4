"""Copies of the store: when one is due, where it lies, what it tells, and how it comes back."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from showroom.errors import Refused, Unavailable
from showroom.models import copies as files
from showroom.models.copies import Reason
from showroom.models.store import Store
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import check, copies, settings
from tests.people import FACTS, Showroom, close_day, last_act, refused, register_walk_in


def wait(showroom: Showroom, **time: int) -> None:
    showroom.clock.at += timedelta(**time)


def copy_now(showroom: Showroom, folder: Path) -> files.Copy:
    return copies.take(showroom.store, showroom.clock, folder)


def test_a_copy_is_whole_its_owners_only_and_tells_what_is_in_it(showroom: Showroom, tmp_path: Path) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    made = copy_now(showroom, tmp_path / "copies")
    assert files.verified(made.path) == made
    assert (made.rows["customer"], made.rows["traffic_entry"]) == (1, 1)
    assert (made.showroom, made.last_act) == (FACTS.dealer, last_act().id)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    with Store(made.path) as copy:
        assert check.findings(copy) == []
    assert files.found(made.path.parent) == (made,)


def test_work_is_copied_within_a_quarter_of_an_hour(showroom: Showroom) -> None:
    copies.take_now(showroom.store, showroom.clock)
    register_walk_in(showroom.reception, "王丽", "13812345678")
    wait(showroom, minutes=13)
    state = copies.take_due(showroom.store, showroom.clock)
    assert state.waiting_since is not None
    wait(showroom, minutes=1)
    state = copies.take_due(showroom.store, showroom.clock)
    assert state.newest is not None
    assert (state.newest.reason, state.waiting_since) == (Reason.WORK, None)
    wait(showroom, hours=5)
    assert copies.take_due(showroom.store, showroom.clock) == state, "nothing was done, so nothing is copied"


def test_a_clock_set_back_does_not_put_a_copy_off(showroom: Showroom) -> None:
    copies.take_now(showroom.store, showroom.clock)
    register_walk_in(showroom.reception, "王丽", "13812345678")
    wait(showroom, days=-2)
    assert copies.state(showroom.store).due(showroom.clock.now()) is Reason.WORK


def test_a_closed_day_is_copied_at_once(showroom: Showroom) -> None:
    copies.take_now(showroom.store, showroom.clock)
    close_day(showroom)
    state = copies.take_due(showroom.store, showroom.clock)
    assert state.newest is not None
    assert state.newest.reason is Reason.CLOSED_DAY


def test_copies_go_to_the_chosen_folder_else_beside_the_store(showroom: Showroom, tmp_path: Path) -> None:
    store = showroom.store.path
    assert copies.state(showroom.store).folder == store.with_name(f"{store.name}.copies")
    chosen = tmp_path / "stick"
    chosen.mkdir()
    settings.keep(showroom.administrator, replace(settings.facts(), copies_folder=str(chosen)))
    assert copies.state(showroom.store).folder == chosen
    beside = store.with_name(f"{store.name}.copies")
    assert copies.folders(store, str(chosen)) == (chosen, beside)
    assert copies.folders(store, f"{beside.parent}/../{beside.parent.name}/{beside.name}") == (beside,)


def test_two_showrooms_may_share_a_folder(showroom: Showroom, new_showroom: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    mine = copy_now(showroom, folder)
    foreign = replace(mine, path=folder / "other.db", origin="another@1", last_act=999)
    foreign.path.write_bytes(mine.path.read_bytes())
    files._write_manifest(foreign)
    settings.keep(showroom.administrator, replace(settings.facts(), copies_folder=str(folder)))
    newest = copies.state(showroom.store).newest
    assert newest is not None
    assert newest.path == mine.path


def test_old_copies_are_thinned_and_the_newest_stays(showroom: Showroom, tmp_path: Path) -> None:
    for _hour in range(5):
        for _quarter in range(3):
            wait(showroom, minutes=15)
            copy_now(showroom, tmp_path / "copies")
        wait(showroom, minutes=15)
    wait(showroom, days=1)
    newest = copy_now(showroom, tmp_path / "copies")
    left = files.found(tmp_path / "copies")
    assert left[0] == newest
    assert 5 <= len(left) - 1 <= 7, "one an hour of the day before"
    assert len(list((tmp_path / "copies").iterdir())) == 2 * len(left), "no file without its manifest"


def test_a_restored_store_is_the_copy_and_says_so(showroom: Showroom, tmp_path: Path) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678")
    made = copy_now(showroom, tmp_path / "copies")
    register_walk_in(showroom.reception, "陈敏", "13912345678")
    store = showroom.store.path
    showroom.store.close()
    aside = copies.restore(made.path, store, showroom.clock)
    assert aside is not None
    with Store(store) as restored:
        assert TrafficEntry.select().count() == 1
        assert last_act().duty == Duty.RESTORE_COPY
        assert check.findings(restored) == []
    with Store(aside) as old:
        assert TrafficEntry.select().count() == 2, "the old store lies whole beside it"
        assert check.findings(old) == []
    copies.restore(aside, store, showroom.clock)
    with Store(store):
        assert TrafficEntry.select().count() == 2, "and can be put back"


def test_a_store_that_is_gone_comes_back(showroom: Showroom, tmp_path: Path) -> None:
    made = copy_now(showroom, tmp_path / "copies")
    showroom.store.close()
    showroom.store.path.unlink()
    assert copies.restore(made.path, showroom.store.path, showroom.clock) is None
    with Store(showroom.store.path) as restored:
        assert check.findings(restored) == []


def test_nothing_is_restored_under_an_open_window(showroom: Showroom, tmp_path: Path) -> None:
    from showroom.models.window_lock import WindowLock

    made = copy_now(showroom, tmp_path / "copies")
    lock = WindowLock(showroom.store.path)
    lock.take(showroom.clock.local())
    before = showroom.store.path.read_bytes()
    with refused_unavailable("E-DB-IN-USE"):
        copies.restore(made.path, showroom.store.path, showroom.clock)
    assert showroom.store.path.read_bytes() == before
    lock.give_back()


def test_the_store_itself_and_another_showrooms_copy_are_refused(showroom: Showroom, tmp_path: Path) -> None:
    from tests.people import make_showroom

    made = copy_now(showroom, tmp_path / "copies")
    with refused("E-COPY-SAME"):
        copies.restore(showroom.store.path, showroom.store.path, showroom.clock)
    showroom.store.close()
    other = make_showroom(tmp_path / "other" / "showroom.db")
    with pytest.raises(Refused) as error:
        copies.restore(made.path, other, showroom.clock)
    assert error.value.code == "E-COPY-OTHER"


def test_no_store_is_migrated_without_a_copy(tmp_path: Path) -> None:
    import shutil

    past = Path(__file__).parent.parent / "models" / "stores" / "0002.db"
    store = Path(shutil.copy(past, tmp_path / "showroom.db"))
    with Store(store):
        pass
    (copy,) = files.found(files.beside(store))
    assert (copy.reason, copy.version) == (Reason.MIGRATION, 2)
    again = Path(shutil.copy(past, tmp_path / "again.db"))
    files.beside(again).write_text("a file where the folder should be")
    before = again.read_bytes()
    with refused_unavailable("E-COPY"):
        Store(again).open()
    assert again.read_bytes()[60:64] == before[60:64], "not migrated"


def refused_unavailable(code: str) -> pytest.RaisesExc[Unavailable]:
    return pytest.RaisesExc(Unavailable, check=lambda error: error.code == code)
