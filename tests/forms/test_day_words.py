"""Words for days: one day is no plural."""

from __future__ import annotations

import pytest

from showroom import language
from showroom.forms import day_words


@pytest.mark.parametrize(
    ("code", "late", "waits"),
    [
        (language.ENGLISH, ["1 day overdue", "2 days overdue"], ["today", "waits 1 day", "waits 2 days"]),
        (language.CHINESE, ["逾期 1 天", "逾期 2 天"], ["今天", "已等 1 天", "已等 2 天"]),
    ],
)
def test_one_day_is_no_plural(code: str, late: list[str], waits: list[str]) -> None:
    language.use(code)
    try:
        assert [day_words.overdue(days) for days in (1, 2)] == late
        assert [day_words.waiting(days) for days in (0, 1, 2)] == waits
    finally:
        language.use(language.CHINESE)
