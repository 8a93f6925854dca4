"""A manager's review of a card: words on it or beside a contact, and who has looked (form 2.4)."""

from __future__ import annotations

import pytest

from showroom.errors import Denied, Invalid
from showroom.forms.card_record import Review
from showroom.forms.customer_card import Happened
from showroom.models.card_review import CardReview
from showroom.models.traffic_log import TrafficEntry
from showroom.services import card_review, customer_card, follow_up
from showroom.services.desk import Desk
from tests.people import Showroom, refused, register_walk_in, undo
from tests.sales import card_of_wang_li

WORDS = "尽快约先生一起来，价格先不松。"


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def reviews_on(desk: Desk, card: int) -> tuple[Review, ...]:
    """Every review and every mark of who has looked, as the card tells them."""
    return customer_card.card(desk, card).record.reviews


def test_a_review_stands_on_the_card_with_who_wrote_it(showroom: Showroom, card: int) -> None:
    card_review.write(showroom.manager, card, f" {WORDS} ")
    (found,) = reviews_on(showroom.consultant, card)
    assert (found.by, found.words, found.day) == ("刘建国", WORDS, showroom.manager.clock.today())
    told = customer_card.card(showroom.consultant, card).of(Happened.REVIEW)
    assert [(event.by, event.said) for event in told] == [("刘建国", WORDS)], "and on its time line"


def test_words_stand_beside_the_contact_they_are_about(showroom: Showroom, card: int) -> None:
    contact = follow_up.log(showroom.consultant, card, {"said": "先生同意买"}).follow_up
    visit = int(TrafficEntry.get().id)
    card_review.write(showroom.manager, card, "报价别急", follow_up=contact)
    card_review.write(showroom.manager, card, "约周六", follow_up=contact)
    card_review.write(showroom.manager, card, "接待得好", entry=visit)
    card_review.write(showroom.manager, card, WORDS)
    record = customer_card.card(showroom.consultant, card).record
    beside = {
        one.follow_up or one.entry: [each.words for each in record.reviews_of(one)] for one in record.contacts
    }
    assert beside[contact][:2] == ["报价别急", "约周六"]
    assert [one.entry for one in record.reviews if one.words == "接待得好"] == [visit]


def test_who_has_looked_is_marked_once_a_day(showroom: Showroom, card: int) -> None:
    once = card_review.look_at(showroom.manager, card)
    assert card_review.look_at(showroom.manager, card) == once
    (found,) = reviews_on(showroom.consultant, card)
    assert (found.by, found.words) == ("刘建国", "")
    assert not customer_card.card(showroom.consultant, card).of(Happened.REVIEW), (
        "a look is nothing that happened"
    )


def test_ones_own_words_are_corrected_and_removed(showroom: Showroom, card: int) -> None:
    made = card_review.write(showroom.manager, card, "报价别急")
    card_review.correct(showroom.manager, made, 1, WORDS)
    (found,) = reviews_on(showroom.manager, card)
    assert (found.words, found.staff) == (WORDS, showroom.manager.staff)
    card_review.remove(showroom.manager, made, found.revision)
    assert reviews_on(showroom.manager, card) == ()


def test_a_review_that_is_gone_or_of_somebody_else_is_refused(showroom: Showroom, card: int) -> None:
    made = card_review.write(showroom.manager, card, WORDS)
    CardReview.update(by=showroom.consultant.staff).execute()
    with refused("E-REVIEW-OTHERS"):
        card_review.correct(showroom.manager, made, 1, "不对")
    with refused("E-REVIEW-GONE"):
        card_review.remove(showroom.manager, 99, 1)


def test_a_contact_of_another_card_and_empty_words_are_refused(showroom: Showroom, card: int) -> None:
    register_walk_in(showroom.reception, "李强", "13912345678", received_by="陈涛", level="A")
    elsewhere = int(TrafficEntry.select().order_by(TrafficEntry.id.desc()).get().id)
    for contact in ({"entry": elsewhere}, {"entry": 99}, {"follow_up": 99}):
        with refused("E-REVIEW-CONTACT"):
            card_review.write(showroom.manager, card, WORDS, **contact)
    with pytest.raises(Invalid):
        card_review.write(showroom.manager, card, "  ")
    assert not CardReview.select().exists()


def test_consultants_read_reviews_and_write_none(showroom: Showroom, card: int) -> None:
    with pytest.raises(Denied):
        card_review.write(showroom.consultant, card, WORDS)


def test_a_review_is_written_once_and_undone(showroom: Showroom, card: int) -> None:
    once = card_review.write(showroom.manager, card, WORDS, token="review")
    assert card_review.write(showroom.manager, card, WORDS, token="review") == once
    undo(showroom.manager)
    assert reviews_on(showroom.manager, card) == ()
