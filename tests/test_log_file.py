"""The log goes to the first folder that takes it, for this user alone, and never disturbs the work (C10)."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from showroom import log_file, paths
from showroom.log_file import LogFile


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """Put back as it was: pytest listens there."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers.clear()
    yield root
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level = handlers, level


def lines(folder: Path) -> list[str]:
    return (folder / log_file.NAME).read_text(encoding="utf-8").splitlines()


def logger_to(*folders: Path) -> tuple[logging.Logger, LogFile]:
    handler, logger = LogFile(*folders), logging.Logger("test")
    logger.addHandler(handler)
    return logger, handler


def test_a_line_goes_to_the_folder_of_the_log_for_this_user_alone(root_logger: logging.Logger) -> None:
    log_file.keep()
    root_logger.warning("E-LINE %s", "\udc80")
    assert log_file.folder() == paths.log_folder()
    assert [line.split("root ")[1] for line in lines(paths.log_folder())] == ["E-LINE \\udc80"]
    if os.name != "nt":
        path = paths.log_folder() / log_file.NAME
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_nothing_is_kept_the_usual_folder_is_named(root_logger: logging.Logger) -> None:
    assert log_file.folder() == paths.log_folder()


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    logger, handler = logger_to(tmp_path / "file" / "log", tmp_path / "next")
    logger.warning("one")
    logger.warning("two")
    handler.close()
    assert lines(tmp_path / "next") == ["one", "two"]
    assert handler.folder == tmp_path / "next"


def test_with_no_folder_at_all_nothing_is_said_and_the_next_line_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(b"")
    logger, handler = logger_to(tmp_path / "file" / "a", tmp_path / "file" / "b")
    logger.warning("lost")
    assert capsys.readouterr() == ("", "")
    (tmp_path / "file").unlink()
    logger.warning("kept")
    handler.close()
    assert lines(tmp_path / "file" / "a") == ["kept"]
