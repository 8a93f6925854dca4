"""Level rules at the window: which count, a preset or edited days adopted, the past only read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from showroom.rules.level import Level
from showroom.rules.level_rules import SEED
from showroom.services import level_rules
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import press
from tests.people import THURSDAY
from tests.ui.settings.at_the_settings import (
    choose,
    first_cells,
    form_of,
    go_to,
    lines,
    listed,
    open_settings,
    reads,
    told,
    write,
)


@pytest.fixture
def rules(window: Window) -> SettingsPage:
    page = open_settings(window, "刘建国")
    go_to(page, "级别规则")
    return page


def test_the_standard_ones_count_from_the_first_day(rules: SettingsPage) -> None:
    assert [(cells[0], cells[-1]) for cells in lines(rules)] == [(THURSDAY.isoformat(), "执行中")]
    assert lines(rules)[0][2:4] == ("7  30  90  ∞", "7  2  7  15  30")


def test_edited_days_are_adopted_from_today(rules: SettingsPage) -> None:
    press("Ctrl+N")
    assert reads(rules, "effective_from") == THURSDAY.isoformat()
    write(rules, A__contact_days="5")
    press("Ctrl+S")
    assert told(rules) == {}
    found = level_rules.in_force(THURSDAY)
    assert found.code == "own"
    assert found.of(Level.A) == SEED.of(Level.A).__class__(Level.A, 7, 30, 5)  # type: ignore[union-attr]
    assert lines(rules)[0][-1] == "执行中"


def test_a_preset_fills_in_its_days_and_waits_for_its_day(rules: SettingsPage) -> None:
    press("Ctrl+N")
    write(rules, effective_from="明天", preset="每天")
    press("Return")
    assert reads(rules, "H.contact_days") == "1"
    assert reads(rules, "effective_from") == "2026-03-06"
    press("Ctrl+S")
    assert [cells[-1] for cells in lines(rules)] == ["待生效", "执行中"]
    assert level_rules.in_force(THURSDAY).code == "seed"
    assert level_rules.in_force(THURSDAY + timedelta(1)).code == "daily_h"


def test_what_cannot_be_is_said_beside_its_cell(rules: SettingsPage) -> None:
    press("Ctrl+N")
    write(rules, H__contact_days="0", A__to_days="3", B__contact_days="bald")
    press("Ctrl+S")
    assert set(told(rules)) == {"B.contact_days"}, "what is no number comes first"
    write(rules, B__contact_days="15")
    press("Ctrl+S")
    assert {"H.contact_days", "A.to_days"} <= set(told(rules))
    assert reads(rules, "A.to_days") == "3"
    assert len(lines(rules)) == 1


def test_a_past_day_is_refused_once_rules_were_adopted(rules: SettingsPage) -> None:
    press("Ctrl+N", "Ctrl+S")
    press("Ctrl+N")
    write(rules, effective_from="昨天")
    press("Ctrl+S")
    assert "effective_from" in told(rules)


def test_a_version_is_only_read(rules: SettingsPage) -> None:
    press("Ctrl+N", "Ctrl+S")
    choose(rules, first_cells(rules)[0])
    assert form_of(rules).editors["H.contact_days"].widget.isReadOnly()
    assert not listed(rules).panel.save.isVisible()
    assert listed(rules).panel.buttons == {}
