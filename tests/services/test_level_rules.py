"""The level rules: the seed's at first, versions from a day on, and no past one ever changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from showroom.errors import Invalid
from showroom.models.campaign import Campaign
from showroom.models.level_rules import LevelRule, LevelRuleSet
from showroom.models.store import Store
from showroom.rules.level_rules import PRESETS, SEED, LevelRules
from showroom.services import demo, level_rules, lists
from tests.people import THURSDAY, Showroom

DAILY_H = next(one for one in PRESETS if one.code == "daily_h")
SHORT_GAPS = next(one for one in PRESETS if one.code == "short_gaps")


def adopts(showroom: Showroom, rules: LevelRules, day: date = THURSDAY) -> int:
    return level_rules.adopt(showroom.manager, rules, day)


def test_a_new_showroom_works_by_the_seed(showroom: Showroom) -> None:
    assert level_rules.in_force(THURSDAY) == SEED
    (version,) = level_rules.versions()
    assert (version.effective_from, version.rules) == (THURSDAY, SEED)


def test_before_the_first_version_the_seed_counts(showroom: Showroom) -> None:
    assert level_rules.in_force(THURSDAY - timedelta(days=400)) == SEED


def test_a_version_counts_from_its_day_and_not_before(showroom: Showroom) -> None:
    monday = THURSDAY + timedelta(days=4)
    adopts(showroom, SHORT_GAPS, monday)
    assert level_rules.in_force(monday - timedelta(days=1)) == SEED
    assert level_rules.in_force(monday) == level_rules.in_force(monday + timedelta(days=99)) == SHORT_GAPS
    assert [one.rules.code for one in level_rules.versions()] == ["short_gaps", "seed"]


def test_edited_rules_are_a_version_of_their_own(showroom: Showroom) -> None:
    terms = tuple(replace(one, contact_days=3) if one.level == "H" else one for one in SEED.terms)
    adopts(showroom, replace(SEED, code="own", chinese="本店规则", terms=terms, note="夕会决定"))
    found = level_rules.in_force(THURSDAY)
    assert (found.chinese, found.note) == ("本店规则", "夕会决定")
    assert found.of("H") == replace(SEED.terms[1], contact_days=3)


def test_no_past_version_is_changed(showroom: Showroom) -> None:
    def kept() -> list[tuple[object, ...]]:
        return [*LevelRuleSet.select().tuples(), *LevelRule.select().tuples()]

    before = kept()
    showroom.on(THURSDAY + timedelta(days=30))
    adopts(showroom, DAILY_H, showroom.clock.today())
    assert set(before) < set(kept())
    assert level_rules.in_force(THURSDAY) == SEED


def test_the_past_is_not_ruled_anew(showroom: Showroom) -> None:
    with pytest.raises(Invalid) as invalid:
        adopts(showroom, DAILY_H, THURSDAY - timedelta(days=1))
    assert invalid.value.problems[0].field == "effective_from"
    assert adopts(showroom, DAILY_H, THURSDAY)


def test_of_two_for_one_day_the_later_counts(showroom: Showroom) -> None:
    adopts(showroom, DAILY_H)
    adopts(showroom, SHORT_GAPS)
    assert level_rules.in_force(THURSDAY) == SHORT_GAPS == level_rules.versions()[0].rules


def test_rules_that_make_no_sense_are_refused_whole(showroom: Showroom) -> None:
    terms = tuple(replace(one, contact_days=0) for one in SEED.terms)
    with pytest.raises(Invalid) as invalid:
        adopts(showroom, replace(SEED, terms=terms))
    assert len(invalid.value.problems) == 5
    assert level_rules.in_force(THURSDAY) == SEED


def test_the_same_token_adopts_once(showroom: Showroom) -> None:
    ids = {level_rules.adopt(showroom.manager, DAILY_H, THURSDAY, "t-rules") for _time in range(2)}
    assert len(ids) == 1
    assert len(level_rules.versions()) == 2


def test_a_store_that_has_none_may_begin_in_the_past(tmp_path: Path, showroom: Showroom) -> None:
    """As a store of an older schema, whose follow-ups of last week need rules as well."""
    for row in LevelRuleSet.select():
        showroom.store.database.execute_sql("DELETE FROM level_rule WHERE rule_set_id = ?", (row.id,))
        showroom.store.database.execute_sql("DELETE FROM level_rule_set WHERE id = ?", (row.id,))
    assert level_rules.in_force(THURSDAY) == SEED
    adopts(showroom, DAILY_H, THURSDAY - timedelta(days=60))
    assert level_rules.in_force(THURSDAY - timedelta(days=30)) == DAILY_H


def test_the_demo_has_rules_campaigns_and_reasons(tmp_path: Path) -> None:
    demo.make(tmp_path / "demo.db", THURSDAY, days=3)
    with Store(tmp_path / "demo.db"):
        assert [one.rules for one in level_rules.versions()] == [SEED]
        assert level_rules.versions()[0].effective_from == THURSDAY - timedelta(days=2)
        assert Campaign.select().count() == 2
        assert len(lists.current()["lost_reason"]) > 10
