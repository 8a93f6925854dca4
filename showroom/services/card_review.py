"""点评: a manager writes on a card, or marks that he has looked at it (forms 2.4)."""

from __future__ import annotations

from typing import Any

from showroom.errors import Invalid, Refused
from showroom.forms import card_review as form
from showroom.forms.field import missing
from showroom.language import mark
from showroom.models.card_review import CardReview
from showroom.models.follow_up import FollowUp
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import clashes, prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.sale_entry import given


def write(
    desk: Desk,
    card: int,
    words: str,
    *,
    follow_up: int | None = None,
    entry: int | None = None,
    token: str | None = None,
) -> int:
    """Write on a card, or beside one contact with its customer (`follow_up` or `entry`); the review.

    Raises Denied, Invalid, Refused where the card or the contact is not on file.
    """
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["review"])
        found = prospect.readable(desk, card)
        _refuse_elsewhere(found, follow_up, entry)
        row = {"follow_up": follow_up, "entry": entry, "words": _checked(words)}
        review = work.add(CardReview, **_mark(desk, card), **row)
        work.result = {"review": review}
    return review


def look_at(desk: Desk, card: int, *, token: str | None = None) -> int:
    """Mark that one has looked at a card, without a word; the review. Raises Denied, Refused."""
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["review"])
        prospect.readable(desk, card)
        review = work.add(CardReview, **_mark(desk, card))
        work.result = {"review": review}
    return review


def correct(desk: Desk, review: int, revision: int, words: str, *, token: str | None = None) -> None:
    """Write one's own review anew; its day stays. Raises Denied, Invalid, Refused, Clash."""
    with clashes.in_words(CardReview, form.WRITE), desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return
        _own(desk, review)
        work.edit(CardReview, review, revision, words=_checked(words))


def remove(desk: Desk, review: int, revision: int, *, token: str | None = None) -> None:
    """Take one's own review, or one's mark, off the card. Raises Denied, Refused, Clash."""
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return
        _own(desk, review)
        work.remove(CardReview, review, revision)


def _mark(desk: Desk, card: int) -> dict[str, Any]:
    return {"prospect": card, "by": desk.staff, "day": desk.clock.today(), "at": desk.clock.now()}


def _checked(words: str) -> str:
    """The words as they are kept. Raises Invalid for none, or for too many."""
    row = given(form.WRITE, {form.WORDS.key: words.strip()})
    problems = missing(form.WRITE, row)
    if problems:
        raise Invalid(*problems)
    return str(row[form.WORDS.key])


def _refuse_elsewhere(found: Card, follow_up: int | None, entry: int | None) -> None:
    """Raise Refused for a contact that is not this card's."""
    spoken = FollowUp.get_or_none(FollowUp.id == follow_up, FollowUp.removed_at.is_null())
    came = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null())
    of_another = (follow_up is not None and (spoken is None or spoken.prospect_id != found.prospect)) or (
        entry is not None and (came is None or came.customer_id != found.customer)
    )
    if of_another:
        raise Refused(
            "E-CONTACT-GONE",
            mark("This contact is not on card {number}. Nothing was saved. Look at the card again."),
            number=found.number,
        )


def _own(desk: Desk, review: int) -> None:
    """Raise Refused for a review that is gone, or that somebody else wrote."""
    row = CardReview.get_or_none(CardReview.id == review, CardReview.removed_at.is_null())
    if row is None:
        raise Refused("E-REVIEW-GONE", mark("This review is no longer on file. Nothing was changed."))
    prospect.readable(desk, row.prospect_id)
    if row.by_id != desk.staff:
        raise Refused(
            "E-REVIEW-OTHERS",
            mark("{who} wrote this review. Nothing was changed. Write one of your own beside it."),
            who=row.by.name,
        )
