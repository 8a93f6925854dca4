"""点评: what a manager writes on a card stands on it, is corrected by whoever wrote it, and goes again."""

from __future__ import annotations

import pytest

from showroom.errors import Invalid
from showroom.forms.card_record import Review
from showroom.forms.customer_card import Happened
from showroom.models.card_review import CardReview
from showroom.rules.duties import Role
from showroom.services import card_opening, card_review, customer_card, follow_up, staff
from showroom.services.staff import NewStaff
from tests.people import PASSWORD, THURSDAY, Showroom, comes_in, refused, undo
from tests.sales import card_of_wang_li

WORDS = "旧车可到 7 万，须成交"


@pytest.fixture
def card(showroom: Showroom) -> int:
    return card_of_wang_li(showroom)


def reviews_on(showroom: Showroom, card: int) -> tuple[Review, ...]:
    return customer_card.card(showroom.consultant, card).record.reviews


def test_it_stands_on_the_card_and_on_its_time_line(showroom: Showroom, card: int) -> None:
    review = card_review.write(showroom.manager, card, WORDS)
    (one,) = reviews_on(showroom, card)
    assert (one.review, one.by, one.day, one.words) == (review, "刘建国", THURSDAY, WORDS)
    (told,) = customer_card.card(showroom.consultant, card).of(Happened.REVIEW)
    assert (told.day, told.by, told.said) == (THURSDAY, "刘建国", WORDS)


def test_the_bare_mark_is_not_on_the_time_line(showroom: Showroom, card: int) -> None:
    card_review.look_at(showroom.manager, card)
    (one,) = reviews_on(showroom, card)
    assert (one.words, one.by) == ("", "刘建国")
    assert not customer_card.card(showroom.consultant, card).of(Happened.REVIEW)


def test_beside_a_contact_it_is_printed_there(showroom: Showroom, card: int) -> None:
    logged = follow_up.log(showroom.consultant, card, {"said": "周六来"}).follow_up
    card_review.write(showroom.manager, card, WORDS, follow_up=logged)
    record = customer_card.card(showroom.consultant, card).record
    beside = next(one for one in record.contacts if one.follow_up == logged)
    assert [one.words for one in record.reviews_of(beside)] == [WORDS]


def test_a_contact_of_another_card_is_refused(showroom: Showroom, card: int) -> None:
    other = card_opening.open_card(
        showroom.consultant, {"name": "单雄信", "phone": "13700007777", "level": "B"}
    ).prospect
    logged = follow_up.log(showroom.consultant, other, {"said": "周六来"}).follow_up
    with refused("E-CONTACT-GONE"):
        card_review.write(showroom.manager, card, WORDS, follow_up=logged)
    with refused("E-CONTACT-GONE"):
        card_review.write(showroom.manager, card, WORDS, entry=999)
    assert not CardReview.select().exists()


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_without_words_it_is_not_written(showroom: Showroom, card: int, words: str) -> None:
    with pytest.raises(Invalid):
        card_review.write(showroom.manager, card, words)
    assert not CardReview.select().exists()


def test_it_is_corrected_taken_off_and_undone(showroom: Showroom, card: int) -> None:
    review = card_review.write(showroom.manager, card, WORDS)
    card_review.correct(showroom.manager, review, 1, "周五前报价")
    assert [one.words for one in reviews_on(showroom, card)] == ["周五前报价"]
    undo(showroom.manager)
    assert [one.words for one in reviews_on(showroom, card)] == [WORDS]
    card_review.remove(showroom.manager, review, CardReview.get().revision)
    assert reviews_on(showroom, card) == ()
    undo(showroom.manager)
    assert [one.words for one in reviews_on(showroom, card)] == [WORDS]


def test_pressed_twice_it_is_one(showroom: Showroom, card: int) -> None:
    first = card_review.write(showroom.manager, card, WORDS, token="once")
    assert card_review.write(showroom.manager, card, WORDS, token="once") == first
    assert CardReview.select().count() == 1


def test_what_another_manager_wrote_is_left_alone(showroom: Showroom, card: int) -> None:
    review = card_review.write(showroom.manager, card, WORDS)
    staff.add(showroom.administrator, NewStaff("erjingli", "二经理", PASSWORD, (Role.SHOWROOM_MANAGER,)))
    second = comes_in(showroom.store, showroom.clock, "erjingli")
    with refused("E-REVIEW-OTHERS"):
        card_review.correct(second, review, 1, "不同意")
    with refused("E-REVIEW-OTHERS"):
        card_review.remove(second, review, 1)
    with refused("E-REVIEW-GONE"):
        card_review.remove(second, 999, 1)
    assert CardReview.get().words == WORDS
