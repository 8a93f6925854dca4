"""Only looking: all is seen, nothing can be done, nothing is left where the store lies (D1, D2)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from showroom.errors import Refused, ShowroomError
from showroom.models.store import Store
from showroom.services import drafts, looking
from tests.models.make_past_store import STORES
from tests.people import MANAGER, Showroom, clock_of_the_morning, log_of, make_showroom, register_walk_in
from tests.untouched import as_nobody, names, untouched


@pytest.fixture
def path(new_showroom: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    path = Path(shutil.copy(new_showroom, folder / "showroom.db"))
    with Store(path) as store:
        register_walk_in(Showroom(store, clock_of_the_morning()).reception, "王丽", "13812345678")
    return path


def test_somebody_signs_in_and_sees_everything(path: Path) -> None:
    with untouched(path.parent), looking.look_at(path) as store:
        desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
        assert [row.guest_name for row in log_of(desk).rows] == ["王丽"]


def test_every_writing_is_refused_with_a_sentence(path: Path) -> None:
    with looking.look_at(path) as store:
        desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
        with pytest.raises(Refused) as refused:
            register_walk_in(desk, "张伟", "13912345678")
        assert refused.value.code == "E-LOOK"
        assert len(log_of(desk).rows) == 1


def test_the_same_person_may_write_where_it_is_no_look(path: Path) -> None:
    """The control."""
    with Store(path) as store:
        desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
        register_walk_in(desk, "张伟", "13912345678")
        assert len(log_of(desk).rows) == 2


def test_no_draft_is_kept(path: Path) -> None:
    def keep(store: Store) -> drafts.Draft:
        desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
        drafts.keep(desk, "log", {"guest_name": "王丽"})
        return drafts.found(desk, "log")

    with looking.look_at(path) as store:
        assert keep(store).empty
    with Store(path) as store:
        assert not keep(store).empty, "the control"


def test_the_private_copy_goes_afterwards(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    before = names(Path(tempfile.gettempdir()))
    with looking.look_at(path) as store:
        copy = store.path
        assert copy.exists()
        assert copy.stat().st_mode & 0o077 == 0
        assert path.parent not in copy.parents
    assert not copy.exists()
    assert [name for name in names(Path(tempfile.gettempdir())) if "showroom-look" in name] == [
        name for name in before if "showroom-look" in name
    ]


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555)])
def test_what_can_only_be_read_is_looked_at(
    path: Path, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    """D1, D2: as another user of this computer, who may not write there."""
    open_to_all(path)
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)

    def look() -> str:
        tempfile.tempdir = None
        try:
            Store(path).open()
        except ShowroomError as error:
            refused = error.code
        with looking.look_at(path) as store:
            desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
            return f"{refused} {len(log_of(desk).rows)}"

    answer = as_nobody(look)
    path.parent.chmod(0o755)
    assert answer == "E-DB-READONLY 1"
    assert names(path.parent) == ["showroom.db"]


def open_to_all(path: Path) -> None:
    everything = Path(tempfile.gettempdir())
    for folder in path.parents:
        if folder.is_relative_to(everything) and folder != everything:
            folder.chmod(folder.stat().st_mode | 0o055)


def test_a_store_of_an_earlier_program_is_looked_at_and_stays_as_it_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "0001.db", tmp_path / "showroom.db"))
    with untouched(tmp_path), looking.look_at(path) as store:
        assert store.database.execute_sql("SELECT COUNT(*) FROM staff").fetchone()[0] > 0


def test_a_log_that_is_not_its_own_is_left_out_of_the_look(path: Path, tmp_path: Path) -> None:
    other = make_showroom(tmp_path / "other" / "showroom.db")
    with Store(other) as store:
        register_walk_in(Showroom(store, clock_of_the_morning()).reception, "张伟", "13912345678")
        others_log = other.with_name("showroom.db-wal").read_bytes()
    path.with_name("showroom.db-wal").write_bytes(others_log)
    with untouched(path.parent), looking.look_at(path) as store:
        desk = Showroom(store, clock_of_the_morning()).signs_in(MANAGER)
        assert [row.guest_name for row in log_of(desk).rows] == ["王丽"]


def test_what_cannot_be_read_at_all_is_said(tmp_path: Path) -> None:
    path = tmp_path / "showroom.db"
    path.write_bytes(b"")
    with untouched(tmp_path), pytest.raises(ShowroomError) as refused, looking.look_at(path):
        pass
    assert refused.value.code == "E-DB-DAMAGED"
