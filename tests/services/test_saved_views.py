"""Views of a list are kept under a name, each person's own."""

from __future__ import annotations

import pytest

from showroom.errors import Invalid
from showroom.models.saved_view import SavedView
from showroom.services import saved_views
from showroom.services.desk import Desk
from tests.people import Showroom, acts, refused

PAGE = "prospects"
HOT = {"level": ("H", "A"), "overdue": ("1",)}


def names(desk: Desk) -> list[str]:
    return [one.name for one in saved_views.views(desk, PAGE)]


def test_a_view_keeps_its_conditions_for_whoever_made_it(showroom: Showroom) -> None:
    saved_views.keep(showroom.consultant, PAGE, " 本周 重点 ", HOT | {"source": ()})
    (view,) = saved_views.views(showroom.consultant, PAGE)
    assert (view.name, view.filters) == ("本周 重点", HOT)
    assert not names(showroom.other_consultant)
    assert not saved_views.views(showroom.consultant, "level_grid")


def test_the_same_name_again_means_the_same_view(showroom: Showroom) -> None:
    first = saved_views.keep(showroom.consultant, PAGE, "H 级", HOT)
    assert saved_views.keep(showroom.consultant, PAGE, "h 级", {"level": ("H",)}) == first
    (view,) = saved_views.views(showroom.consultant, PAGE)
    assert view.filters == {"level": ("H",)}


def test_keeping_again_with_a_token_seen_before_changes_nothing(showroom: Showroom) -> None:
    first = saved_views.keep(showroom.consultant, PAGE, "H 级", HOT, token="once")
    before = acts()
    assert saved_views.keep(showroom.consultant, PAGE, "H 级", {}, token="once") == first
    assert acts() == before


def test_a_view_gets_another_name_and_goes(showroom: Showroom) -> None:
    desk = showroom.consultant
    view = saved_views.keep(desk, PAGE, "H 级", HOT)
    saved_views.keep(desk, PAGE, "逾期", HOT)
    saved_views.rename(desk, view, 1, "重点")
    assert names(desk) == ["重点", "逾期"]
    with pytest.raises(Invalid):
        saved_views.rename(desk, view, 2, "逾期")
    saved_views.remove(desk, view, 2)
    assert names(desk) == ["逾期"]


@pytest.mark.parametrize("name", ["", "   ", "长" * 200])
def test_a_name_that_cannot_be_is_told_by_its_field(showroom: Showroom, name: str) -> None:
    with pytest.raises(Invalid) as told:
        saved_views.keep(showroom.consultant, PAGE, name, HOT)
    assert [problem.field for problem in told.value.problems] == ["name"]


def test_a_colleagues_view_is_not_there(showroom: Showroom) -> None:
    view = saved_views.keep(showroom.consultant, PAGE, "H 级", HOT)
    with refused("E-VIEW-GONE"):
        saved_views.rename(showroom.other_consultant, view, 1, "我的")
    with refused("E-VIEW-GONE"):
        saved_views.remove(showroom.other_consultant, 999, 1)
    assert names(showroom.consultant) == ["H 级"]


def test_what_cannot_be_read_is_no_condition(showroom: Showroom) -> None:
    view = saved_views.keep(showroom.consultant, PAGE, "H 级", HOT)
    for stored in ("kein JSON", "[1]", '{"level": "H"}'):
        SavedView.update(filters=stored).where(SavedView.id == view).execute()
        assert saved_views.views(showroom.consultant, PAGE)[0].filters == {}
