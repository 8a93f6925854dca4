"""The presets as published, and what cannot be a set of rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom.errors import Invalid
from showroom.rules.level import Level
from showroom.rules.level_rules import (
    PRESETS,
    SEED,
    WINDOWED,
    LevelRules,
    LevelTerms,
    check,
    of_days,
)


def with_terms(level: Level, **changes: int | None) -> LevelRules:
    """The seed's rules with one level changed."""
    terms = [replace(one, **changes) if one.level is level else one for one in SEED.terms]  # type: ignore[arg-type]
    return replace(SEED, terms=tuple(terms))


def refused(rules: LevelRules) -> list[str]:
    with pytest.raises(Invalid) as invalid:
        check(rules)
    assert all(problem.sentence() for problem in invalid.value.problems)
    return [problem.field for problem in invalid.value.problems]


def test_the_seed() -> None:
    """Req 29–32, read as longest gaps; C as explained in forms 2.7."""
    assert [(one.level.value, one.from_days, one.to_days, one.contact_days) for one in SEED.terms] == [
        ("O", None, None, 7),
        ("H", 0, 7, 2),
        ("A", 7, 30, 7),
        ("B", 30, 90, 15),
        ("C", 90, None, 30),
    ]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda one: one.code)
def test_every_preset_can_be_adopted(preset: LevelRules) -> None:
    check(preset)
    assert preset.chinese
    assert preset.english
    assert len({one.code for one in PRESETS}) == len(PRESETS)


def test_a_level_may_be_left_out_only_if_it_is_not_open() -> None:
    assert refused(replace(SEED, terms=SEED.terms[:-1])) == ["C.contact_days"]
    with_unrated = replace(SEED, terms=(*SEED.terms, LevelTerms(Level.UNRATED, None, None, 15)))
    check(with_unrated)
    assert SEED.of("N") is None


@pytest.mark.parametrize("days", [0, -1, 366])
def test_contact_days_have_limits(days: int) -> None:
    assert refused(with_terms(Level.H, contact_days=days)) == ["H.contact_days"]
    check(with_terms(Level.H, contact_days=365))


def test_windows_grow_without_a_hole() -> None:
    assert refused(with_terms(Level.A, to_days=7)) == ["A.to_days", "B.to_days"]
    assert refused(with_terms(Level.B, from_days=40)) == ["B.to_days"]
    assert refused(with_terms(Level.H, to_days=None)) == ["H.to_days", "A.to_days"]
    check(with_terms(Level.C, to_days=180))


def test_days_that_are_those_of_a_preset_are_the_preset() -> None:
    for preset in PRESETS:
        ends = {one.level: one.to_days for one in preset.terms if one.level in WINDOWED}
        contacts = {one.level: one.contact_days for one in preset.terms}
        assert of_days(ends, contacts) is preset


def test_other_days_are_rules_of_ones_own_whose_windows_join() -> None:
    contacts = {one.level: one.contact_days for one in SEED.terms} | {Level.UNRATED: None}
    own = of_days({Level.H: 5, Level.A: 20, Level.B: 60, Level.C: None}, contacts)
    check(own)
    assert own.code == "own"
    assert [(one.from_days, one.to_days) for one in own.terms[1:]] == [(0, 5), (5, 20), (20, 60), (60, None)]


def test_days_nobody_entered_are_refused_by_level() -> None:
    with pytest.raises(Invalid) as told:
        check(of_days({}, {}))
    fields = {problem.field for problem in told.value.problems}
    assert {"O.contact_days", "H.contact_days", "H.to_days", "A.to_days"} <= fields
