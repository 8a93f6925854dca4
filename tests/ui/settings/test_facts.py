"""The showroom itself at the window: its facts, its logo, its idle lock, where copies go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from showroom.services import settings as facts_service
from showroom.ui.settings.page import SettingsPage
from showroom.ui.window import Window
from tests.journeys.at_the_window import click, labels, press
from tests.people import FACTS, Showroom, small_picture
from tests.ui.settings.at_the_settings import (
    facts,
    form_of,
    go_to,
    open_settings,
    problem,
    reads,
    told,
    write,
)


@pytest.fixture
def house(window: Window) -> SettingsPage:
    page = open_settings(window)
    go_to(page, "展厅")
    return page


def test_what_stands_on_the_sheets_is_changed(house: SettingsPage) -> None:
    write(house, address="杭州市滨江区江南大道1号", phone="0571-88886666", business_hours="9点至18点半")
    press("Ctrl+S")
    assert told(house) == {}
    kept = facts_service.facts()
    assert (kept.address, kept.business_hours) == ("杭州市滨江区江南大道1号", "09:00–18:30")
    assert kept.dealer == FACTS.dealer
    assert not house.section.changed


def test_what_cannot_be_is_said_beside_the_field(house: SettingsPage) -> None:
    write(house, dealer="", business_hours="早到晚", idle_minutes="十")
    press("Ctrl+S")
    assert set(told(house)) == {"dealer", "business_hours", "idle_minutes"}
    assert reads(house, "business_hours") == "早到晚"
    assert facts_service.facts().dealer == FACTS.dealer


def test_the_store_refuses_what_the_house_does_not_allow(house: SettingsPage) -> None:
    write(house, idle_minutes="99")
    press("Ctrl+S")
    assert "idle_minutes" in told(house)
    assert facts_service.facts().idle_minutes == 10


def test_how_cards_are_opened_and_called_late_is_said(house: SettingsPage) -> None:
    write(house, card_when="达到所定级别才建卡", late_after_days="2", escalate_after_days="5")
    form_of(house).editors["due_on_workdays"].widget.click()
    press("Ctrl+S")
    assert told(house) == {}
    kept = facts_service.facts()
    assert (kept.card_when, kept.due_on_workdays) == ("threshold", True)
    assert (kept.late_after_days, kept.escalate_after_days) == (2, 5)
    write(house, late_after_days="0")
    press("Ctrl+S")
    assert set(told(house)) == {"late_after_days"}


def test_copies_go_where_somebody_says(house: SettingsPage, tmp_path: Path) -> None:
    facts(house).choose_folder = lambda _parent: str(tmp_path)
    click(facts(house).copies.folder)
    assert reads(house, "copies_folder") == str(tmp_path)
    press("Ctrl+S")
    assert facts_service.facts().copies_folder == str(tmp_path)
    write(house, copies_folder="/nowhere/at/all")
    press("Ctrl+S")
    assert "copies_folder" in told(house)


def test_the_place_of_the_store_is_told(house: SettingsPage, showroom: Showroom) -> None:
    assert any(str(showroom.store.path) in words for words in labels(facts(house)))


def test_a_logo_is_chosen_shown_and_removed(house: SettingsPage, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(small_picture())
    facts(house).choose_picture = lambda _parent: str(file)
    facts(house).logo.choose.click()
    assert facts_service.logo() is not None
    assert facts(house).logo.preview.accessibleName() == "纸上的店标"
    facts(house).logo.remove.click()
    assert facts_service.logo() is None
    assert not facts(house).logo.remove.isEnabled()


@pytest.mark.parametrize("content", [b"no picture", b"x" * 600_000, None])
def test_a_file_that_is_no_logo_is_refused_in_words(
    house: SettingsPage, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    facts(house).choose_picture = lambda _parent: str(file)
    facts(house).logo.choose.click()
    assert facts(house).logo.problem.text()
    assert facts_service.logo() is None


def test_two_who_change_different_facts_do_not_undo_each_others(
    house: SettingsPage, showroom: Showroom
) -> None:
    write(house, dealer_short="滨江店")
    now = facts_service.facts()
    facts_service.keep(showroom.administrator, replace(now, address="江南大道1号"), now)
    house.refresh()
    assert reads(house, "address") == "江南大道1号"
    assert reads(house, "dealer_short") == "滨江店"
    press("Ctrl+S")
    assert (facts_service.facts().address, facts_service.facts().dealer_short) == ("江南大道1号", "滨江店")


def test_the_same_fact_changed_by_two_is_told_with_both_values(
    house: SettingsPage, showroom: Showroom
) -> None:
    write(house, address="我的地址")
    now = facts_service.facts()
    facts_service.keep(showroom.administrator, replace(now, address="别人的地址"), now)
    house.refresh()
    assert "别人的地址" in told(house)["address"]
    assert reads(house, "address") == "我的地址"
    assert problem(house)
    facts(house).panel.theirs.click()
    assert reads(house, "address") == "别人的地址"


def test_a_password_of_a_demonstration_is_not_lost(house: SettingsPage, showroom: Showroom) -> None:
    """What the form does not ask stays as it is."""
    now = facts_service.facts()
    facts_service.keep(showroom.administrator, replace(now, demo_password="zhanting"), now)
    house.refresh()
    write(house, dealer_short="滨江店")
    press("Ctrl+S")
    assert facts_service.facts().demo_password == "zhanting"
    assert "demo_password" not in form_of(house).editors
