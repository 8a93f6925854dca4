"""A sealed report stays what it was: content, hash, file; reprints, tampering, what is found afterwards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from showroom.errors import Denied
from showroom.models.act import Act
from showroom.models.base import database
from showroom.models.daily_report import Adjustment
from showroom.models.daily_report import DailyReport as Report
from showroom.models.follow_up import FollowUp
from showroom.rules.daily_report import ReportState
from showroom.rules.duties import Duty
from showroom.services import acts, daily_report_seal, follow_up, report_archive
from showroom.services.check import findings
from tests.handovers import hands_over
from tests.people import (
    CONSULTANT,
    THURSDAY,
    Showroom,
    close_day,
    correct,
    last_act,
    lines_of,
    refused,
    register_complete_walk_in,
    register_walk_in,
    staff_id,
    undo,
)
from tests.reports import (
    drawn,
    report_of,
    reviews,
    row_of,
    says,
    sealed_day,
    seals,
    submits,
    told,
)
from tests.sales import card_of_wang_li

DUE = date(2026, 3, 20)
NEXT = DUE + timedelta(1)


def sealed(showroom: Showroom) -> int:
    """王丽 was called on the day she was due, and the day is sealed; her card."""
    card = card_of_wang_li(showroom)
    showroom.on(DUE, 10)
    says(showroom.consultant, card)
    sealed_day(showroom, DUE)
    return card


def file_of(showroom: Showroom) -> Path:
    (found,) = report_archive.folder_of(showroom.store).iterdir()
    return found


def reprints(showroom: Showroom, by: str = CONSULTANT) -> bytes:
    return daily_report_seal.reprint(showroom.desk(by), staff_id(CONSULTANT), DUE)


def test_what_is_sealed_is_kept_with_its_hash_and_its_file(showroom: Showroom) -> None:
    sealed(showroom)
    row = Report.get()
    assert row.content_hash == hashlib.sha256(row.content.encode()).hexdigest()
    assert row.pdf_hash == hashlib.sha256(file_of(showroom).read_bytes()).hexdigest()
    assert (
        file_of(showroom).name
        == row.pdf_name
        == f"2026-03-20-{staff_id(CONSULTANT)}-{row.content_hash[:16]}.pdf"
    )
    assert findings(showroom.store) == []


def test_the_content_is_canonical_and_names_every_number_in_full(showroom: Showroom) -> None:
    sealed(showroom)
    content = Report.get().content
    read = json.loads(content)
    assert content == json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert read["rows"][0]["phones"] == ["13812345678"]
    assert (read["state"], read["sealed_by"], read["export"]) == ("sealed", "刘建国", "E260320-001")


def test_the_foot_names_the_sealing(showroom: Showroom) -> None:
    sealed(showroom)
    report = report_of(showroom.consultant, DUE)
    assert (report.state, report.sealed_by, report.export) == (ReportState.SEALED, "刘建国", "E260320-001")
    assert report.sealed_hash == Report.get().content_hash[:8].upper()
    assert f"{report.sealed_at:%Y-%m-%d %H:%M}" == "2026-03-20 19:00"
    assert report.sealed_hash.encode() in file_of(showroom).read_bytes()


def test_a_sealed_report_reads_back_as_it_was_before(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    showroom.on(DUE, 19)
    says(showroom.consultant, card)
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, {card: "再打", None: "很好"}, DUE)
    before = report_of(showroom.consultant, DUE)
    seals(showroom.manager, DUE)
    after = report_of(showroom.consultant, DUE)
    unsealed = replace(
        after,
        state=before.state,
        sealed_at=None,
        sealed_by="",
        export="",
        content_hash="",
        lists=before.lists,
    )
    whole = {name: value for name, value in vars(before).items() if not name.endswith("_at")}
    assert {name: vars(unsealed)[name] for name in whole if name != "identity"} == {
        name: value for name, value in whole.items() if name != "identity"
    }
    assert after.identity.figures() == before.identity.figures()


def test_only_a_reviewed_report_is_sealed(showroom: Showroom) -> None:
    with refused("E-REPORT-DRAFT"):
        seals(showroom.manager)
    submits(showroom.consultant)
    with refused("E-REPORT-NOT-REVIEWED"):
        seals(showroom.manager)
    reviews(showroom.manager)
    seals(showroom.manager)
    with refused("E-REPORT-SEALED"):
        seals(showroom.manager)
    with refused("E-REPORT-SEALED"):
        submits(showroom.consultant)
    with refused("E-REPORT-SEALED"):
        reviews(showroom.manager)


def test_sealing_twice_under_one_token_is_one_sealing(showroom: Showroom) -> None:
    submits(showroom.consultant)
    reviews(showroom.manager)
    assert seals(showroom.manager, token="t") == seals(showroom.manager, token="t")
    assert Act.select().where(Act.duty == Duty.SEAL_REPORT).count() == 1


def test_a_consultant_seals_nothing(showroom: Showroom) -> None:
    submits(showroom.consultant)
    reviews(showroom.manager)
    with pytest.raises(Denied):
        seals(showroom.consultant)


def test_a_drawing_that_fails_seals_nothing(showroom: Showroom) -> None:
    def fails(_report: object, _export: str) -> bytes:
        raise ZeroDivisionError

    submits(showroom.consultant)
    reviews(showroom.manager)
    with pytest.raises(ZeroDivisionError):
        daily_report_seal.seal(showroom.manager, staff_id(CONSULTANT), THURSDAY, fails)
    assert report_of(showroom.manager).state is ReportState.REVIEWED


def test_an_archive_that_takes_nothing_seals_nothing(showroom: Showroom) -> None:
    submits(showroom.consultant)
    reviews(showroom.manager)
    report_archive.folder_of(showroom.store).write_text("a file where the folder should be")
    with refused("E-REPORT-ARCHIVE"):
        seals(showroom.manager)
    assert report_of(showroom.manager).state is ReportState.REVIEWED


def test_sealing_a_day_seals_who_is_ready_and_tells_who_is_not(showroom: Showroom) -> None:
    submits(showroom.consultant)
    reviews(showroom.manager)
    done = daily_report_seal.seal_day(showroom.manager, THURSDAY, drawn)
    assert [one.consultant_name for one in done.sealed] == ["陈涛"]
    assert [one.consultant_name for one in done.open] == ["李娜"]
    assert done.failed == ()


def test_sealing_a_day_again_brings_lost_files_back(showroom: Showroom) -> None:
    sealed(showroom)
    path = file_of(showroom)
    kept = path.read_bytes()
    path.unlink()
    done = daily_report_seal.seal_day(showroom.manager, DUE, drawn)
    assert [one.consultant_name for one in done.drawn_again] == ["陈涛"]
    assert path.read_bytes() == kept


# Reprinting


def test_a_reprint_is_the_archived_bytes_and_its_person_stands_in_the_act_alone(showroom: Showroom) -> None:
    sealed(showroom)
    showroom.on(NEXT)
    assert reprints(showroom) == file_of(showroom).read_bytes()
    act = last_act()
    assert (act.duty, act.actor.name) == (Duty.PRINT_DAILY_REPORT, "陈涛")
    assert "E260320-001" in lines_of(act)[0].after


def test_only_who_sees_every_number_of_it_reprints(showroom: Showroom) -> None:
    card = sealed(showroom)
    hands_over(showroom.manager, [card])
    with refused("E-REPORT-PHONES"):
        reprints(showroom)
    assert [line.table_name for line in lines_of(last_act())] == ["denied"]
    assert row_of(report_of(showroom.consultant, DUE), "王丽").phones == ("138****5678",)


def test_an_open_report_has_no_archived_file(showroom: Showroom) -> None:
    submits(showroom.consultant, THURSDAY)
    with refused("E-REPORT-OPEN"):
        daily_report_seal.reprint(showroom.consultant, staff_id(CONSULTANT), THURSDAY)


# Tampering


def test_a_missing_file_is_named_and_drawn_again_as_it_was(showroom: Showroom) -> None:
    sealed(showroom)
    path = file_of(showroom)
    kept = path.read_bytes()
    path.unlink()
    (finding,) = findings(showroom.store)
    assert path.name in finding
    with refused("E-REPORT-FILE"):
        reprints(showroom)
    daily_report_seal.draw_again(showroom.manager, staff_id(CONSULTANT), DUE, drawn)
    assert path.read_bytes() == kept
    assert findings(showroom.store) == []


def test_a_file_that_would_be_another_is_not_drawn_again(showroom: Showroom) -> None:
    sealed(showroom)
    file_of(showroom).unlink()
    with refused("E-REPORT-REDRAWN"):
        daily_report_seal.draw_again(
            showroom.manager, staff_id(CONSULTANT), DUE, lambda _report, _export: b"another"
        )


def test_a_changed_file_is_named_and_not_printed(showroom: Showroom) -> None:
    sealed(showroom)
    file_of(showroom).write_bytes(b"%PDF another")
    (finding,) = findings(showroom.store)
    assert file_of(showroom).name in finding
    with refused("E-REPORT-FILE-DIFFERS"):
        reprints(showroom)


def test_sealing_its_day_again_draws_a_changed_file_as_it_was(showroom: Showroom) -> None:
    sealed(showroom)
    kept = file_of(showroom).read_bytes()
    file_of(showroom).write_bytes(kept[:20])
    done = daily_report_seal.seal_day(showroom.manager, DUE, drawn)
    assert [one.consultant_name for one in done.drawn_again] == ["陈涛"]
    assert file_of(showroom).read_bytes() == kept
    assert findings(showroom.store) == []


@pytest.mark.parametrize(
    "change",
    [
        "content = replace(content, '聊了聊', '没聊过')",
        "content_hash = 'a' || substr(content_hash, 2)",
        "pdf_name = 'x' || pdf_name",
        "pdf_hash = 'a' || substr(pdf_hash, 2)",
        "state = 'draft'",
        "sealed_sequence = sealed_sequence + 1",
        "export = 'E260320-999'",
    ],
)
def test_a_changed_row_is_found(showroom: Showroom, change: str) -> None:
    sealed(showroom)
    assert findings(showroom.store) == []
    database.execute_sql(f"UPDATE daily_report SET {change}")
    assert findings(showroom.store)


def test_content_and_hash_changed_together_are_found_by_the_chain(showroom: Showroom) -> None:
    sealed(showroom)
    row = Report.get()
    content = row.content.replace("聊了聊", "没聊过")
    digest = hashlib.sha256(content.encode()).hexdigest()
    database.execute_sql("UPDATE daily_report SET content = ?, content_hash = ?", (content, digest))
    assert findings(showroom.store)
    database.execute_sql(
        "UPDATE act_line SET after = replace(replace(after, '聊了聊', '没聊过'), ?, ?)",
        (row.content_hash, digest),
    )
    (finding,) = findings(showroom.store)
    assert "断开" in finding


# What is found afterwards


def test_a_correction_is_told_on_the_next_sheet_and_changes_nothing_sealed(showroom: Showroom) -> None:
    card = sealed(showroom)
    before = Report.get().content
    showroom.on(NEXT)
    contact = follow_up_of(card)
    follow_up.correct(showroom.consultant, contact, 1, {"said": "约了周六"})
    (found,) = report_of(showroom.consultant, NEXT).adjustments
    assert (found.day, found.what, found.name, found.prospect) == (DUE, "row", "王丽", card)
    assert (found.before, found.after) == ("B→B 聊了聊", "B→B 约了周六")
    assert told(row_of(report_of(showroom.consultant, DUE), "王丽")) == "B→B 电 advance 聊了聊"
    assert Report.get().content == before
    sealed_day(showroom, NEXT)
    assert Adjustment.get().after == "B→B 约了周六"
    (kept,) = report_of(showroom.consultant, NEXT).adjustments
    assert kept == found
    assert report_of(showroom.consultant, NEXT + timedelta(1)).adjustments == ()


def follow_up_of(card: int) -> int:
    return int(FollowUp.get(FollowUp.prospect == card).id)


def test_what_was_told_once_is_told_again_only_when_it_changes_again(showroom: Showroom) -> None:
    card = sealed(showroom)
    showroom.on(NEXT)
    follow_up.correct(showroom.consultant, follow_up_of(card), 1, {"said": "约了周六"})
    sealed_day(showroom, NEXT)
    later = NEXT + timedelta(1)
    showroom.on(later)
    follow_up.correct(showroom.consultant, follow_up_of(card), 2, {"said": "约了周日"})
    (found,) = report_of(showroom.consultant, later).adjustments
    assert (found.before, found.after) == ("B→B 约了周六", "B→B 约了周日")


def test_a_correction_that_was_undone_is_nothing(showroom: Showroom) -> None:
    card = sealed(showroom)
    showroom.on(NEXT)
    follow_up.correct(showroom.consultant, follow_up_of(card), 1, {"said": "约了周六"})
    undo(showroom.consultant)
    assert report_of(showroom.consultant, NEXT).adjustments == ()


def test_a_contact_of_a_sealed_day_can_be_undone(showroom: Showroom) -> None:
    card = sealed(showroom)
    assert follow_up_of(card)
    undo_token = Act.get(Act.duty == Duty.LOG_FOLLOW_UP).token
    showroom.on(NEXT)
    acts.undo(showroom.consultant, undo_token)
    (found,) = report_of(showroom.consultant, NEXT).adjustments
    assert (found.before, found.after) == ("B→B 聊了聊", "B→–")


def test_a_contact_put_on_a_sealed_day_afterwards_is_told(showroom: Showroom) -> None:
    sealed(showroom)
    register_walk_in(showroom.reception, "李强", "13812345670", received_by="陈涛", level="H", day=DUE)
    showroom.on(NEXT)
    found, *figures = report_of(showroom.consultant, NEXT).adjustments
    assert (found.name, found.before, found.after) == ("李强", "", "–→H")
    assert ("parties", "0", "1") in [(one.what, one.before, one.after) for one in figures]


def test_a_row_corrected_after_the_day_of_the_log_was_closed_is_told(showroom: Showroom) -> None:
    entry = register_complete_walk_in(showroom.reception, "王丽", "13812345678", note="看途观")
    close_day(showroom)
    sealed_day(showroom)
    showroom.on(THURSDAY + timedelta(1))
    correct(showroom.reception, entry, note="看朗逸")
    (found,) = report_of(showroom.consultant, THURSDAY + timedelta(1)).adjustments
    assert (found.before.split(" ")[-1], found.after.split(" ")[-1]) == ("看途观", "看朗逸")


def test_what_was_known_at_the_sealing_is_no_adjustment(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    showroom.on(DUE, 10)
    says(showroom.consultant, card)
    showroom.on(NEXT, 9)
    follow_up.correct(showroom.consultant, follow_up_of(card), 1, {"said": "约了周六"})
    submits(showroom.consultant, DUE)
    reviews(showroom.manager, day=DUE)
    seals(showroom.manager, DUE)
    assert report_of(showroom.consultant, NEXT).adjustments == ()
