"""The key card: one page with every key, nothing over the edge, nothing personal."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from showroom import keys, language
from showroom.language import chinese
from showroom.sheets import key_card, pdf
from showroom.sheets.page import PORTRAIT, Page
from showroom.sheets.qr import Kind
from tests.sheets.reading import bounds, collisions, crossings, joined, texts_of, words
from tests.sheets.samples import STAMP


def composed(monkeypatch: pytest.MonkeyPatch) -> Page:
    seen: list[Page] = []
    monkeypatch.setattr(pdf, "write", lambda pages, *_rest: seen.extend(pages))
    key_card.draw(BytesIO(), dealer="恒远汽车滨江店", dealer_short="恒远滨江", stamp=STAMP)
    (page,) = seen
    return page


def drawn(dealer: str = "恒远汽车滨江店") -> bytes:
    target = BytesIO()
    printed = key_card.draw(target, dealer=dealer, dealer_short=dealer[:4], stamp=STAMP)
    assert (printed.pages, printed.missing) == (1, ())
    return target.getvalue()


def test_every_key_and_its_act_stand_on_the_card() -> None:
    (text,) = texts_of(drawn())
    for group in keys.GROUPS:
        assert chinese(group.title) in text
        for key in group.keys:
            assert chinese(key.act) in text
            for name in keys.spelled(key):
                assert all(part in text for part in name.split(" "))


def test_nothing_leaves_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = composed(monkeypatch)
    assert collisions(page) == []
    assert crossings(page) == []
    for mark in words(page):
        _left, _top, right, bottom = bounds(mark)
        assert right <= PORTRAIT.live_right + 0.1
        assert bottom <= PORTRAIT.height - 8


def test_it_speaks_the_language_of_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    language.use(language.ENGLISH)
    try:
        text = joined(texts_of(drawn())[0])
        page = composed(monkeypatch)
    finally:
        language.use(language.CHINESE)
    for group in keys.GROUPS:
        assert "".join(group.title.split()) in text
        for key in group.keys:
            assert "".join(key.act.split()) in text
    assert (collisions(page), crossings(page)) == ([], [])
    assert min(mark.size for mark in words(page)) >= 5.5


def test_words_keep_to_their_column_and_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = composed(monkeypatch)
    acts = {chinese(key.act) for group in keys.GROUPS for key in group.keys}
    middle = (page.paper.left + page.paper.live_right) / 2
    for mark in words(page):
        left, _top, right, _bottom = bounds(mark)
        assert mark.text not in acts or left > middle or right < middle, mark.text
        assert mark.text not in acts or mark.size >= 7, mark.text


def test_half_as_many_keys_again_still_fit_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    more = tuple(
        replace(group, keys=group.keys + group.keys[: len(group.keys) // 2]) for group in keys.GROUPS
    )
    monkeypatch.setattr(keys, "GROUPS", more)
    page = composed(monkeypatch)
    assert collisions(page) == []
    assert crossings(page) == []


def test_without_a_store_it_bears_no_name_and_no_person() -> None:
    (text,) = texts_of(drawn(""))
    assert Kind.KC.name in text
    assert "导出" not in text
    assert pdf.PROGRAM.encode() in drawn("")
