"""The quick card of each role: one page, in its order, with keys that are bound, nothing personal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest

from showroom import keys, language
from showroom.forms.quick_card import CARDS, card_of
from showroom.language import _
from showroom.rules.duties import Role
from showroom.sheets import pdf, printing, quick_card
from showroom.sheets.page import PORTRAIT, Page
from tests.sheets.reading import bounds, collisions, crossings, joined, texts_of, words
from tests.sheets.samples import STAMP


def composed(monkeypatch: pytest.MonkeyPatch, role: Role) -> Page:
    seen: list[Page] = []
    monkeypatch.setattr(pdf, "write", lambda pages, *_rest: seen.extend(pages))
    quick_card.draw(BytesIO(), role, dealer="恒远汽车滨江店", dealer_short="恒远滨江", stamp=STAMP)
    (page,) = seen
    return page


def test_every_role_has_a_card_of_its_own() -> None:
    assert CARDS.keys() == set(Role)
    days = [tuple(part.lines for part in card.parts) for card in CARDS.values()]
    assert len(set(days)) == len(Role)


@pytest.fixture(params=language.LANGUAGES, autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """It is no form: it speaks the language of the screen."""
    language.use(request.param)
    yield
    language.use(language.CHINESE)


@pytest.mark.parametrize("role", Role)
def test_the_day_stands_on_it_in_its_order_with_the_keys(role: Role) -> None:
    printed = printing.quick_card(datetime(2026, 3, 5, 9, 0, tzinfo=UTC), role)
    assert (printed.pages, printed.missing) == (1, ())
    text = joined(texts_of(printed.content)[0])
    places = [text.index("".join(_(part.word).split())) for part in CARDS[role].parts]
    assert places == sorted(places)
    for part in CARDS[role].parts:
        for line in part.lines:
            assert "".join(_(line).split()) in text
    for group in CARDS[role].groups:
        assert group in keys.GROUPS, "only keys that the program binds"
        for key in group.keys:
            assert "".join(_(key.act).split()) in text


@pytest.mark.parametrize("role", Role)
def test_nothing_leaves_its_place(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    page = composed(monkeypatch, role)
    assert collisions(page) == []
    assert crossings(page) == []
    for mark in words(page):
        _left, _top, right, bottom = bounds(mark)
        assert right <= PORTRAIT.live_right + 0.1
        assert bottom <= PORTRAIT.height - 8
        assert mark.size >= 6, mark.text


def test_who_holds_several_roles_gets_the_card_of_the_widest() -> None:
    assert card_of(frozenset({Role.SALES_CONSULTANT, Role.SHOWROOM_MANAGER})) is Role.SHOWROOM_MANAGER
    assert card_of(frozenset({Role.RECEPTIONIST, Role.ADMINISTRATOR})) is Role.RECEPTIONIST
    assert card_of(frozenset()) is Role.RECEPTIONIST
