"""The Excel copy of the log holds what the log shows: every field, masked where it was, in both languages."""

from __future__ import annotations

import sys
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from showroom import files, language
from showroom.errors import Denied, Refused
from showroom.exchange import traffic_log as table
from showroom.exchange.exporting import export_traffic_log, write_workbook
from showroom.forms import traffic_log as form
from showroom.forms.field import show
from showroom.language import _
from showroom.services.desk import Desk
from tests.people import (
    THURSDAY,
    Showroom,
    close_day,
    correct,
    gives_password_again,
    last_act,
    lines_of,
    log_of,
    register_call,
    register_complete_walk_in,
    register_walk_in,
    remove,
)

from .reading import formulas, opened, values

HEADS = 2
ROWS = 3


def a_morning(showroom: Showroom) -> Desk:
    desk = showroom.reception
    register_walk_in(
        desk, "王丽", "13812345678/02187654321", sex="女", arrived="0912", left="1004", area="滨江",
        head_count="2", received_by="陈涛", model_of_interest="朗逸", colour="白", source="互联网", level="H",
        test_drive="√", note="=1+1 先看车\n周末再来", assigned="陈涛", purpose="看车",
    )  # fmt: skip
    register_call(desk, "@SUM", "13912345678", arrived="0926")
    register_walk_in(desk, arrived="0940")
    return desk


def exported(desk: Desk, *, extended: bool = False) -> bytes:
    return export_traffic_log(desk, THURSDAY, extended=extended)


def by_head(content: bytes, row: int) -> dict[str, Any]:
    """One row of the table by the words of its columns."""
    all_rows = values(content)
    cells = all_rows[ROWS + row]
    return dict(zip(all_rows[HEADS], [*cells, *[None] * len(all_rows[HEADS])], strict=False))


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("extended", [False, True])
def test_every_value_is_the_one_that_is_shown(showroom: Showroom, extended: bool, code: str) -> None:
    desk = a_morning(showroom)
    language.use(code)
    content, day = exported(desk, extended=extended), log_of(desk)
    columns = table.SEVENTEEN if extended else table.TEN
    assert values(content)[HEADS] == [_(column.head) for column in columns]
    fields = [field for field in (*form.FIELDS, form.VISIT) if _(field.label) in values(content)[HEADS]]
    assert len(fields) == (19 if extended else 15)
    for place, row in enumerate(day.rows):
        cells = by_head(content, place)
        assert cells[_("No.")] == row.number
        for field in fields:
            known = getattr(row, field.key, None)
            if field is form.PHONE:
                known = "/".join(row.phones)
            elif field not in (form.ARRIVED, form.LEFT, form.HEAD_COUNT):
                known = show(field, known, day.lists)
            assert cells[_(field.label)] == (known or None), field.key
    assert formulas(content) == []


def test_times_and_heads_are_times_and_numbers(showroom: Showroom) -> None:
    cells = by_head(exported(a_morning(showroom)), 0)
    assert (cells["来店时间"], cells["离店时间"]) == (time(9, 12), time(10, 4))
    assert cells["人数"] == 2


def test_a_phone_is_text_and_masked_as_on_the_screen(showroom: Showroom) -> None:
    a_morning(showroom)
    for desk, seen in (
        (showroom.reception, "138 1234 5678/02187654321"),
        (showroom.other_consultant, "138****5678"),
    ):
        phone = by_head(exported(desk), 0)["电话"]
        assert phone.startswith(seen)
        assert "".join(phone.split()) == "".join("/".join(log_of(desk).rows[0].phones).split())


def test_head_and_foot(showroom: Showroom) -> None:
    rows = values(exported(a_morning(showroom)))
    assert rows[0] == ["展厅来电(店)客户登记记录表"]
    assert rows[1] == ["恒远汽车滨江店   日期 2026-03-05   前台 周敏   制表人 周敏   营业时间 08:30–18:30"]
    assert dict(zip(rows[-2], rows[-1], strict=True)) == {
        "批次": 2, "首次": 2, "再次": 0, "来电": 1, "留档": 2, "无留档": 1, "试驾": 1, "人数": 3, "未建卡": 2,
    }  # fmt: skip


@pytest.mark.parametrize("extended", [False, True])
def test_late_and_void_rows_say_what_they_are(showroom: Showroom, extended: bool) -> None:
    desk = showroom.reception
    wrong = register_complete_walk_in(desk, "王丽", "13812345678")
    twice = register_complete_walk_in(desk, "李强", "13900001111")
    register_complete_walk_in(desk, "贺军", "13900880456")
    close_day(showroom)
    correct(desk, wrong, head_count="3")
    remove(desk, twice, "登记重复")
    register_complete_walk_in(desk, "冯军", left="23:30", no_file_reason="不愿留")
    gives_password_again(desk)

    content = exported(desk, extended=extended)
    assert [by_head(content, row)["补记／作废"] for row in range(5)] == [
        "已更正，见第 4 行", "作废：登记重复", None, "更正第 1 行", "日结后补记",
    ]  # fmt: skip


def test_a_day_without_rows_has_its_heads(showroom: Showroom) -> None:
    rows = values(exported(showroom.reception))
    assert rows[HEADS][0] == "序号"
    assert rows[ROWS] == []


def test_a_copy_is_an_act_with_a_number(showroom: Showroom) -> None:
    desk = a_morning(showroom)
    sheet = opened(exported(desk, extended=True))
    assert "E260305-001" in sheet.oddFooter.left.text
    (line,) = lines_of(last_act())
    assert (last_act().duty, last_act().actor_id) == ("export_traffic_log", desk.staff)
    assert '"rows":3' in line.after


def test_who_may_not_read_the_log_gets_no_copy(showroom: Showroom) -> None:
    with pytest.raises(Denied):
        exported(showroom.administrator)


# The file


def test_an_older_file_is_replaced_whole(showroom: Showroom, tmp_path: Path) -> None:
    path = tmp_path / "日志.xlsx"
    path.write_bytes(b"yesterday's")
    content = exported(showroom.reception)
    write_workbook(path, content)
    assert path.read_bytes() == content
    assert list(tmp_path.glob(".*")) == [], "no part of a file is left"


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(PermissionError(13, "Permission denied"), id="open in Excel"),
        pytest.param(OSError(28, "No space left on device"), id="full"),
    ],
)
def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"yesterday's")

    def fails(*_anything: object) -> None:
        raise fault

    monkeypatch.setattr(files, "_replace", fails)
    with pytest.raises(Refused) as refused:
        write_workbook(path, b"today's")
    assert refused.value.code == "E-EXPORT"
    assert str(path) in refused.value.sentence()
    assert path.read_bytes() == b"yesterday's"
    assert sorted(tmp_path.iterdir()) == [path]
    monkeypatch.undo()
    write_workbook(path, b"today's")
    assert path.read_bytes() == b"today's", "the control: without the fault it is written"


def test_excel_is_loaded_only_when_it_is_needed(tmp_path: Path) -> None:
    import subprocess

    program = "import sys, showroom.cli, showroom.exchange.exporting; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
