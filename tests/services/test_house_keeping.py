"""The facts and lists of the showroom: kept, shown in forms, and an old row keeps its word."""

from __future__ import annotations

from dataclasses import replace

from showroom.models.reference import CarModel
from showroom.rules.duties import Duty
from showroom.services import lists, phone_first, settings
from showroom.services.check import findings
from tests.people import FACTS, Showroom, acts, log_of, register_walk_in


def test_facts_are_kept(showroom: Showroom) -> None:
    assert settings.facts() == FACTS
    settings.keep(showroom.administrator, replace(FACTS, business_hours="09:00–18:00"))
    assert log_of(showroom.reception).business_hours == "09:00–18:00"


def test_keeping_the_same_facts_changes_nothing_but_is_an_act(showroom: Showroom) -> None:
    before = acts()
    settings.keep(showroom.administrator, FACTS)
    assert acts() == before + 1
    assert findings(showroom.store) == []


def test_every_list_of_the_form_is_there(showroom: Showroom) -> None:
    known = lists.current()
    assert [one.chinese for one in known["car_model"]] == ["朗逸", "途观L", "帕萨特"]
    assert [one.chinese for one in known["area"]] == ["滨江", "西湖"]
    assert {"look_at_cars", "service", "other"} <= {one.code for one in known["purpose"]}
    assert len(known["staff"]) == 6


def test_an_entry_out_of_use_is_not_recognised_but_keeps_its_word(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", model_of_interest="朗逸")
    model = CarModel.get(CarModel.chinese == "朗逸")
    with showroom.administrator.work(Duty.KEEP_LISTS) as work:
        work.edit(CarModel, model.id, model.revision, active=False)
    known = lists.current()
    assert [one.active for one in known["car_model"]] == [False, True, True]
    assert phone_first.values("王丽 朗逸", known)["model_of_interest"] is None
    assert "朗逸" in phone_first.values("王丽 朗逸", known)["note"]
