"""The log tells where a bug is, and nothing of whom it happened to."""

from __future__ import annotations

import logging
import sys

import pytest

from showroom.log_lines import FORMAT, Lines

WORDS = "王丽 13812345678\n2026-03-05 10:00:00 CRITICAL showroom forged"


def raised() -> logging.LogRecord:
    """A bug whose words hold a name, and that came of another one."""
    try:
        try:
            int(WORDS)
        except ValueError as error:
            raise OSError(28, WORDS) from error
    except OSError:
        return record(exc_info=sys.exc_info())


def record(message: str = "E-BUG OSError", exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("showroom", logging.CRITICAL, "", 1, message, None, exc_info)  # type: ignore[arg-type]


def test_an_exception_leaves_its_kind_and_its_places_and_none_of_its_words() -> None:
    line, *below = Lines().format(raised()).split("\n")
    assert line.endswith("CRITICAL showroom E-BUG OSError")
    assert [one for one in below if one.startswith("    builtins")] == [
        "    builtins.ValueError",
        "    builtins.OSError errno 28",
    ]
    assert any("test_log_lines.py" in one for one in below)
    assert not any(word in "\n".join(below) for word in ("王丽", "13812345678", "forged"))


def test_words_with_a_line_end_are_one_line() -> None:
    for end in ("\n", "\r\n", "\u2028", "\x85"):
        assert len(Lines().format(record(f"qt 王{end}丽")).splitlines()) == 1


def test_the_formatter_of_python_tells_the_name_and_forges_a_line() -> None:
    """The control."""
    usual = logging.Formatter(FORMAT).format(raised())
    assert "王丽" in usual
    assert "\n2026-03-05 10:00:00 CRITICAL showroom forged" in usual


@pytest.mark.parametrize("turns", [1, 3])
def test_causes_in_a_circle_come_to_an_end(turns: int) -> None:
    first = ValueError("王丽")
    first.__context__ = error = KeyError("王丽")
    for _turn in range(turns):
        error.__context__ = first
    told = Lines().formatException((ValueError, first, None))
    assert "王丽" not in told
