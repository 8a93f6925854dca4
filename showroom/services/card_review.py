"""经理点评: a manager's words on a card or beside a contact, and the mark of who has looked (form 2.4)."""

from __future__ import annotations

from typing import Any

from showroom.errors import Invalid, Problem, Refused
from showroom.forms import card_review as form
from showroom.language import mark
from showroom.models.card_review import CardReview
from showroom.models.follow_up import FollowUp
from showroom.models.traffic_log import TrafficEntry
from showroom.rules.duties import Duty
from showroom.services import prospect
from showroom.services.desk import Desk
from showroom.services.prospect import Card
from showroom.services.work import Work


def write(
    desk: Desk,
    card: int,
    words: str,
    *,
    follow_up: int | None = None,
    entry: int | None = None,
    token: str | None = None,
) -> int:
    """Put a review on a card, or beside one of its contacts: a follow-up or a row of the log; its id.

    Closed cards are reviewed too. Raises Denied, Refused for a contact of another card, Invalid.
    """
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["review"])
        found = prospect.kept(desk, card)
        _refuse_elsewhere(found, follow_up, entry)
        return _put(work, desk, found, _said(words), follow_up, entry)


def look_at(desk: Desk, card: int, *, token: str | None = None) -> int:
    """Leave the mark that this person has looked at a card today (已阅), once a day; its id.

    Raises Denied, Refused.
    """
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is not None:
            return int(work.repeated["review"])
        found = prospect.kept(desk, card)
        seen = CardReview.get_or_none(
            CardReview.prospect == card,
            CardReview.by == desk.staff,
            CardReview.day == desk.clock.today(),
            CardReview.words == "",
            CardReview.removed_at.is_null(),
        )
        if seen is not None:
            work.result = {"review": seen.id}
            return int(seen.id)
        return _put(work, desk, found, "", None, None)


def correct(desk: Desk, review: int, revision: int, words: str, *, token: str | None = None) -> None:
    """Change the words of one's own review as it was seen. Raises Denied, Refused, Invalid, Clash."""
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is None:
            _own(desk, review)
            work.edit(CardReview, review, revision, words=_said(words))


def remove(desk: Desk, review: int, revision: int, *, token: str | None = None) -> None:
    """Take one's own review off its card. Raises Denied, Refused, Clash."""
    with desk.work(Duty.REVIEW_CARD, token) as work:
        if work.repeated is None:
            _own(desk, review)
            work.remove(CardReview, review, revision)


def _put(work: Work, desk: Desk, found: Card, words: str, follow_up: int | None, entry: int | None) -> int:
    made = work.add(
        CardReview,
        prospect=found.prospect,
        follow_up=follow_up,
        entry=entry,
        by=desk.staff,
        day=desk.clock.today(),
        at=desk.clock.now(),
        words=words,
    )
    work.result = {"review": made}
    return made


def _said(words: str) -> str:
    said = words.strip()
    if not said:
        raise Invalid(Problem(form.WORDS.key, mark("This must not be empty."), {}))
    return said


def _own(desk: Desk, review: int) -> Any:
    """The review, where this person wrote it and it still stands. Raises Denied, Refused."""
    row = CardReview.get_or_none(CardReview.id == review, CardReview.removed_at.is_null())
    if row is None:
        raise Refused("E-REVIEW-GONE", mark("This review is no longer on the card. Nothing was changed."))
    prospect.kept(desk, row.prospect_id)
    if row.by_id != desk.staff:
        raise Refused(
            "E-REVIEW-OTHERS",
            mark("Somebody else wrote this review. Nothing was changed. Write one of your own beside it."),
        )
    return row


def _refuse_elsewhere(found: Card, follow_up: int | None, entry: int | None) -> None:
    """Raise Refused for a contact that is none of this card."""
    if follow_up is not None and entry is not None:
        raise ValueError("a review stands beside one contact")
    there = True
    if follow_up is not None:
        row = FollowUp.get_or_none(FollowUp.id == follow_up, FollowUp.removed_at.is_null())
        there = row is not None and row.prospect_id == found.prospect
    elif entry is not None:
        row = TrafficEntry.get_or_none(TrafficEntry.id == entry, TrafficEntry.removed_at.is_null())
        there = row is not None and row.customer_id == found.customer
    if not there:
        raise Refused(
            "E-REVIEW-CONTACT",
            mark("This contact is none of card {number}. Nothing was saved. Look at the card again."),
            number=found.number,
        )
