"""Whose sheets are printed: every open card stands on somebody's, also where he left or took another role."""

from __future__ import annotations

from showroom.models.staff import StaffRole
from showroom.rules.duties import Role
from showroom.services import card_sheet, sheet_owners, staff, tracking_sheet
from tests.handovers import hands_over
from tests.people import CONSULTANT, THURSDAY, Showroom, staff_id
from tests.sales import card_of_wang_li

MARCH = THURSDAY.replace(day=1), THURSDAY.replace(day=31)


def leaves(showroom: Showroom) -> None:
    """陈涛 leaves; his cards are handed over later."""
    person = showroom.person(CONSULTANT)
    staff.leave(showroom.administrator, person.staff, person.revision, THURSDAY, cards_later=True)


def whose(showroom: Showroom) -> list[str]:
    """Whose sheets the manager prints when he names nobody; the pages offer him the same."""
    roster = sheet_owners.consultants(showroom.manager)
    assert sheet_owners.choice(showroom.manager) == roster
    return [one.name for one in roster]


def test_who_left_with_open_cards_still_has_a_sheet(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    leaves(showroom)
    assert whose(showroom) == ["陈涛", "李娜"]
    assert card_sheet.open_cards(showroom.manager) == (card,)
    roster = sheet_owners.consultants(showroom.manager)
    sheets = tracking_sheet.sheets(showroom.manager, roster, *MARCH)
    assert [[row.prospect for row in one.rows] for one in sheets] == [[card], []]


def test_and_none_once_they_are_handed_over(showroom: Showroom) -> None:
    card = card_of_wang_li(showroom)
    leaves(showroom)
    hands_over(showroom.manager, [card])
    assert whose(showroom) == ["李娜"]
    assert card_sheet.open_cards(showroom.manager) == (card,)


def test_who_left_without_cards_has_none(showroom: Showroom) -> None:
    leaves(showroom)
    assert whose(showroom) == ["李娜"]
    named = sheet_owners.consultants(showroom.manager, CONSULTANT)
    assert [one.name for one in named] == ["陈涛"], "the sheets of months gone by are asked for by name"


def test_who_took_another_role_keeps_the_sheet_of_the_cards_left_to_him(showroom: Showroom) -> None:
    card_of_wang_li(showroom)
    StaffRole.update(role=str(Role.SHOWROOM_MANAGER)).where(
        StaffRole.staff == staff_id(CONSULTANT), StaffRole.role == str(Role.SALES_CONSULTANT)
    ).execute()
    assert whose(showroom) == ["陈涛", "李娜"]
