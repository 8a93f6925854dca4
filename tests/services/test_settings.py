"""The showroom's facts and logo: checked, written only where they changed, kept apart from each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from showroom.errors import Invalid
from showroom.models.setting import Setting
from showroom.services import settings
from showroom.services.settings import Facts
from tests.people import FACTS, Showroom, last_act, lines_of, small_picture


def keeps(showroom: Showroom, **facts: object) -> None:
    settings.keep(showroom.administrator, replace(settings.facts(), **facts))  # type: ignore[arg-type]


def problems(showroom: Showroom, **facts: object) -> list[str]:
    before = settings.facts()
    with pytest.raises(Invalid) as invalid:
        keeps(showroom, **facts)
    assert settings.facts() == before
    assert all(problem.sentence() for problem in invalid.value.problems)
    return [problem.field for problem in invalid.value.problems]


def test_facts_are_read_as_they_are_typed(showroom: Showroom, tmp_path: Path) -> None:
    keeps(
        showroom,
        address=" 杭州市滨江区江南大道 8 号 ",
        phone="0571-88886666",
        business_hours="8点半至18点",
        copies_folder=str(tmp_path),
        idle_minutes=5,
        card_threshold="A",
    )
    kept = settings.facts()
    assert (kept.address, kept.phone) == ("杭州市滨江区江南大道 8 号", "0571-88886666")
    assert (kept.business_hours, kept.idle_minutes, kept.card_threshold) == ("08:30–18:00", 5, "A")
    assert kept.copies_folder == str(tmp_path)


def test_what_was_never_set_has_its_default(showroom: Showroom) -> None:
    assert (settings.facts().idle_minutes, settings.facts().card_threshold) == (10, "B")
    assert not Setting.select().where(Setting.key == "idle_minutes").exists()


def test_every_problem_is_told_at_once(showroom: Showroom) -> None:
    assert problems(
        showroom,
        dealer="x" * 51,
        business_hours="all day",
        address="x" * 101,
        phone="138****5678",
        copies_folder="/nowhere/at/all",
        idle_minutes=0,
        card_threshold="O",
    ) == [
        "dealer",
        "business_hours",
        "address",
        "phone",
        "copies_folder",
        "idle_minutes",
        "card_threshold",
    ]


@pytest.mark.parametrize("minutes", [0, 31, -1])
def test_the_idle_lock_has_limits(showroom: Showroom, minutes: int) -> None:
    assert problems(showroom, idle_minutes=minutes) == ["idle_minutes"]
    for allowed in (1, 30):
        keeps(showroom, idle_minutes=allowed)


def test_the_steps_of_lateness_rise(showroom: Showroom) -> None:
    assert problems(showroom, late_after_days=4) == ["escalate_after_days"]
    assert problems(showroom, reassign_after_days=2) == ["reassign_after_days"]
    assert problems(showroom, late_after_days=9, escalate_after_days=8, reassign_after_days=7) == [
        "escalate_after_days",
        "reassign_after_days",
    ]
    keeps(showroom, late_after_days=3, escalate_after_days=3, reassign_after_days=3)
    assert settings.facts().reassign_after_days == 3


@pytest.mark.parametrize("folder", ["copies", "~/copies", "../copies"])
def test_a_folder_must_be_there_and_named_in_full(showroom: Showroom, folder: str) -> None:
    assert problems(showroom, copies_folder=folder) == ["copies_folder"]


def test_a_folder_that_has_gone_since_is_in_nobodys_way(showroom: Showroom, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keeps(showroom, copies_folder=str(stick))
    stick.rmdir()
    keeps(showroom, idle_minutes=5)
    assert settings.facts().copies_folder == str(stick)


def test_only_what_changed_is_written(showroom: Showroom) -> None:
    keeps(showroom, idle_minutes=5)
    assert [line.table_name for line in lines_of(last_act())] == ["setting"]
    keeps(showroom, idle_minutes=6, address="江南大道 8 号")
    assert len(lines_of(last_act())) == 2


def test_two_who_keep_different_facts_do_not_undo_each_other(showroom: Showroom) -> None:
    seen = settings.facts()
    settings.keep(showroom.administrator, replace(seen, idle_minutes=5), seen)
    settings.keep(showroom.administrator, replace(seen, address="江南大道 8 号"), seen)
    assert (settings.facts().idle_minutes, settings.facts().address) == (5, "江南大道 8 号")


def test_without_what_was_seen_the_facts_are_kept_as_given(showroom: Showroom) -> None:
    """The control."""
    seen = settings.facts()
    settings.keep(showroom.administrator, replace(seen, idle_minutes=5))
    settings.keep(showroom.administrator, seen)
    assert settings.facts() == FACTS


def test_a_fact_is_taken_back(showroom: Showroom) -> None:
    keeps(showroom, address="江南大道 8 号", idle_minutes=5)
    settings.keep(showroom.administrator, Facts(dealer="恒远"))
    assert settings.facts() == Facts(dealer="恒远")


# --- the logo --------------------------------------------------------------------------------------------


def test_a_logo_is_kept_replaced_and_taken_away(showroom: Showroom) -> None:
    assert settings.logo() is None
    png, jpeg = small_picture("PNG"), small_picture("JPEG")
    settings.keep_logo(showroom.administrator, png)
    assert settings.logo() == settings.Logo("image/png", png)
    settings.clear_logo(showroom.administrator)
    assert settings.logo() is None
    settings.clear_logo(showroom.administrator)
    settings.keep_logo(showroom.administrator, jpeg)
    assert settings.logo() == settings.Logo("image/jpeg", jpeg)


def test_what_is_no_logo_leaves_the_old_one(showroom: Showroom) -> None:
    png = small_picture("PNG")
    settings.keep_logo(showroom.administrator, png)
    for content in (b"<svg/>", png[:30], png + bytes(512 * 1024)):
        with pytest.raises(Invalid) as invalid:
            settings.keep_logo(showroom.administrator, content)
        assert invalid.value.problems[0].field == "logo"
    assert settings.logo() == settings.Logo("image/png", png)
