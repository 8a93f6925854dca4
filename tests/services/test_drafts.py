"""What was typed and not saved: kept for each person and form, whole or as before, the owner's only."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from showroom import files, paths
from showroom.errors import Unavailable
from showroom.models.store import Store
from showroom.services import drafts
from showroom.services.desk import Desk
from tests.people import Showroom, register_walk_in

TYPED = {"guest_name": "王丽", "phone": "138\ud800", "note": "=1+1\n二"}


def test_a_draft_is_found_as_it_was_typed(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED, "王女士 138")
    found = drafts.found(showroom.reception, "traffic_log")
    assert (found.texts, found.line, found.time) == (TYPED, "王女士 138", "08:30")


def test_a_draft_belongs_to_one_person_and_one_form(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    assert drafts.found(showroom.consultant, "traffic_log").empty
    assert drafts.found(showroom.reception, "customer_card").empty


def test_an_empty_draft_removes_the_one_before(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    drafts.keep(showroom.reception, "traffic_log", {"guest_name": "  "})
    assert drafts.found(showroom.reception, "traffic_log").empty
    assert _files(showroom) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_the_owner_may_read_it(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    (path,) = _files(showroom)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'[{"texts": 1, "line": "", "at": "", "token": ""}]', b"\xff\xfe"]
)
def test_a_broken_draft_is_no_draft(showroom: Showroom, content: bytes) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    _files(showroom)[0].write_bytes(content)
    assert drafts.found(showroom.reception, "traffic_log").empty


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_draft_that_cannot_be_written_leaves_the_one_before(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)

    def fails(*_anything: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as disk:
        disk.setattr(Path if step == "replace" else files.os, step, fails)
        with pytest.raises(Unavailable) as refused:
            drafts.keep(showroom.reception, "traffic_log", {"guest_name": "李强"})
    assert isinstance(refused.value.__cause__, OSError)
    assert drafts.found(showroom.reception, "traffic_log").texts == TYPED
    assert len(_files(showroom)) == 1


def test_the_tests_rename_is_the_one_that_counts(showroom: Showroom) -> None:
    """The control: unhindered, the new draft takes the place of the old."""
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    drafts.keep(showroom.reception, "traffic_log", {"guest_name": "李强"})
    assert drafts.found(showroom.reception, "traffic_log").texts == {"guest_name": "李强"}


def test_where_the_stores_disk_takes_nothing_a_draft_is_kept_elsewhere(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    with full(showroom, monkeypatch):
        drafts.keep(showroom.reception, "traffic_log", {"guest_name": "李强"})
        assert drafts.found(showroom.reception, "traffic_log").texts == {"guest_name": "李强"}
    if os.name != "nt":
        assert [stat.S_IMODE(path.stat().st_mode) for path in _elsewhere()] == [0o600]


def test_what_was_registered_while_the_disk_took_nothing_does_not_come_back(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    with full(showroom, monkeypatch):
        drafts.keep(showroom.reception, "traffic_log", {})
    assert drafts.found(showroom.reception, "traffic_log").empty


def test_a_disk_that_takes_drafts_again_has_the_only_one(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full(showroom, monkeypatch):
        drafts.keep(showroom.reception, "traffic_log", TYPED)
    drafts.keep(showroom.reception, "traffic_log", {"guest_name": "李强"})
    assert drafts.found(showroom.reception, "traffic_log").texts == {"guest_name": "李强"}
    assert _elsewhere() == []


def test_drafts_of_two_stores_kept_elsewhere_are_not_mixed(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full(showroom, monkeypatch):
        drafts.keep(showroom.reception, "traffic_log", TYPED)
        other = Desk(
            Store(showroom.store.path.with_name("other.db")), showroom.clock, showroom.reception.staff
        )
        assert drafts.found(other, "traffic_log").empty


def test_half_a_draft_of_a_killed_program_does_not_stay_for_ever(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", TYPED)
    (kept,) = _files(showroom)
    old, young = (kept.with_name(f".{kept.name}.{age}.part") for age in ("old", "young"))
    for part in (old, young):
        part.write_text("王丽 138")
    os.utime(old, (0, kept.stat().st_mtime - files.ABANDONED_SECONDS - 1))
    drafts.keep(showroom.reception, "traffic_log", {"guest_name": "李强"})
    assert _files(showroom) == sorted([kept, young])


@contextmanager
def full(showroom: Showroom, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing more goes into the folder of the drafts beside the store, and nothing out of it."""
    beside = showroom.store.path.with_name("showroom.db.drafts")
    really = {name: getattr(os, name) for name in ("open", "mkdir", "unlink")}

    def refusing(name: str) -> Callable[..., object]:
        def ask(path: object, *how: object, **more: object) -> object:
            if Path(str(path)).is_relative_to(beside):
                raise OSError(errno.ENOSPC, "disk full")
            return really[name](path, *how, **more)

        return ask

    with monkeypatch.context() as disk:
        for name in really:
            disk.setattr(os, name, refusing(name))
        yield


def _elsewhere() -> list[Path]:
    folder = paths.second_draft_folder()
    return sorted(folder.iterdir()) if folder.exists() else []


# -- what was being saved -----------------------------------------------------------------------------


def test_what_was_saved_in_the_moment_of_the_end_is_no_draft(showroom: Showroom) -> None:
    drafts.keep(showroom.reception, "traffic_log", {}, "王女士 13812345678", token="t")
    register_walk_in(showroom.reception, "王女士", "13812345678", token="t")
    assert drafts.found(showroom.reception, "traffic_log").empty


def test_what_was_typed_after_it_is_one_still(showroom: Showroom) -> None:
    sent = drafts.Draft({"area": "滨江"}, "王女士", token="t")
    drafts.keep(showroom.reception, "traffic_log", {"note": "二"}, "李先生", token="u", sent=sent)
    found = drafts.found(showroom.reception, "traffic_log")
    assert (found.line, found.texts) == ("王女士 李先生", {"area": "滨江", "note": "二"})
    assert found.token == "t", "under the token it was sent with, it is saved once"
    register_walk_in(showroom.reception, "王女士", token="t")
    found = drafts.found(showroom.reception, "traffic_log")
    assert (found.line, found.texts, found.token) == ("李先生", {"note": "二"}, "u")


def test_a_store_that_does_not_answer_keeps_the_draft(
    showroom: Showroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_token: str) -> bool:
        raise Unavailable("E-DB-BUSY", "busy")

    drafts.keep(showroom.reception, "traffic_log", TYPED, token="t")
    monkeypatch.setattr(drafts, "is_done", busy)
    assert drafts.found(showroom.reception, "traffic_log").texts == TYPED


def _files(showroom: Showroom) -> list[Path]:
    folder = showroom.store.path.with_name("showroom.db.drafts")
    return sorted(path for path in folder.iterdir() if path.is_file())
