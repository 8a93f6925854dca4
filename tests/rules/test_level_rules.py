"""The presets as published, and what cannot be a set of rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from showroom.errors import Invalid
from showroom.rules.level import Level
from showroom.rules.level_rules import PRESETS, SEED, LevelRules, LevelTerms, check


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
