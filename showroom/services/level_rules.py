"""The level rules of this showroom: versions with the day from which they count, none ever changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from showroom.errors import Invalid, Problem
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.level_rules import LevelRule, LevelRuleSet
from showroom.rules.duties import Duty
from showroom.rules.level import Level
from showroom.rules.level_rules import SEED, LevelRules, LevelTerms, check
from showroom.services.desk import Desk
from showroom.services.work import Work

_in_force = Compiled(
    lambda: (
        LevelRuleSet.select(
            LevelRuleSet.id, LevelRuleSet.code, LevelRuleSet.chinese, LevelRuleSet.english, LevelRuleSet.note
        )
        .where(LevelRuleSet.effective_from <= slot("day"), LevelRuleSet.removed_at.is_null())
        .order_by(LevelRuleSet.effective_from.desc(), LevelRuleSet.id.desc())
        .limit(1)
    )
)
_terms = Compiled(
    lambda: (
        LevelRule.select(
            LevelRule.level, LevelRule.window_from_days, LevelRule.window_to_days, LevelRule.contact_days
        )
        .where(LevelRule.rule_set == slot("rule_set"))
        .order_by(LevelRule.id)
    )
)
_all_terms = Compiled(
    lambda: LevelRule.select(
        LevelRule.rule_set,
        LevelRule.level,
        LevelRule.window_from_days,
        LevelRule.window_to_days,
        LevelRule.contact_days,
    ).order_by(LevelRule.id)
)
_versions = Compiled(
    lambda: LevelRuleSet.select(
        LevelRuleSet.id,
        LevelRuleSet.effective_from,
        LevelRuleSet.code,
        LevelRuleSet.chinese,
        LevelRuleSet.english,
        LevelRuleSet.note,
    ).order_by(LevelRuleSet.effective_from.desc(), LevelRuleSet.id.desc())
)


@dataclass(frozen=True)
class Version:
    """One version of the rules; it counts from `effective_from` until the next one does."""

    rule_set: int
    effective_from: date
    rules: LevelRules


def in_force(day: date) -> LevelRules:
    """The rules that count on a day; the seed's where none were adopted yet. Two statements."""
    found = _in_force.first(day=day.isoformat())
    if found is None:
        return SEED
    rule_set, code, chinese, english, note = found
    terms = tuple(LevelTerms(Level(level), *rest) for level, *rest in _terms.rows(rule_set=rule_set))
    return LevelRules(code, chinese, english, terms, note)


def book() -> Callable[[date], LevelRules]:
    """The rules of any day, read at once for a whole list: two statements."""
    known = versions()

    def on(day: date) -> LevelRules:
        return next((one.rules for one in known if one.effective_from <= day), SEED)

    return on


def versions() -> tuple[Version, ...]:
    """Every version, the latest first; of two for one day the later adopted counts and stands first."""
    terms: dict[int, list[LevelTerms]] = {}
    for rule_set, level, *rest in _all_terms.rows():
        terms.setdefault(rule_set, []).append(LevelTerms(Level(level), *rest))
    return tuple(
        Version(
            rule_set,
            date.fromisoformat(effective_from),
            LevelRules(code, chinese, english, tuple(terms.get(rule_set, ())), note),
        )
        for rule_set, effective_from, code, chinese, english, note in _versions.rows()
    )


def adopt(desk: Desk, rules: LevelRules, effective_from: date, token: str | None = None) -> int:
    """Let a preset or edited rules count from a day on; the id of the new version.

    Past versions stay as they were, so what was counted by them does. Raises Denied, Invalid.
    """
    with desk.work(Duty.KEEP_LEVEL_RULES, token) as work:
        if work.repeated is None:
            if effective_from < desk.clock.today() and _any_adopted():
                raise Invalid(
                    Problem("effective_from", mark("Rules count from today on, or from a later day."), {})
                )
            work.result["rule_set"] = write(work, rules, effective_from)
    return int((work.repeated or work.result)["rule_set"])


def write(work: Work, rules: LevelRules, effective_from: date) -> int:
    """Add a version within an open work; its id. Raises Invalid."""
    check(rules)
    new = work.add(
        LevelRuleSet,
        code=rules.code,
        chinese=rules.chinese,
        english=rules.english,
        note=rules.note,
        effective_from=effective_from,
    )
    for one in rules.terms:
        work.add(LevelRule, rule_set=new, **_columns(one))
    return new


def _columns(one: LevelTerms) -> dict[str, Any]:
    return {
        "level": str(one.level),
        "window_from_days": one.from_days,
        "window_to_days": one.to_days,
        "contact_days": one.contact_days,
    }


def _any_adopted() -> bool:
    return bool(LevelRuleSet.select().exists())
