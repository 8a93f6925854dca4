"""What somebody must know before logging a contact: where the card stands, and when it would be due next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from showroom.errors import Refused
from showroom.forms.field import Lists
from showroom.language import mark
from showroom.models.base import Compiled, slot
from showroom.models.prospect import Prospect
from showroom.rules.due import Due, next_due
from showroom.services import level_clock, lists, prospect
from showroom.services.desk import Desk
from showroom.services.level_clock import ClockedCard, Terms

_facts = Compiled(
    lambda: Prospect.select(Prospect.criteria, Prospect.purchase_time).where(Prospect.id == slot("prospect"))
)


@dataclass(frozen=True)
class ContactStart:
    """A card as the form of a contact begins with it; `criteria` are the facts that were ticked last."""

    card: ClockedCard
    criteria: tuple[str, ...]
    purchase_time: str
    lists: Lists
    terms: Terms

    def proposed(self, today: date, level: str, how: str, *, reached: bool, agreed_on: date | None) -> Due:
        """When the card would be due if it were logged so today: the rule's proposal, or what was agreed.

        An unanswered try leaves the date as it is, unless another one is agreed on.
        """
        standing = self.card.standing
        if not reached and agreed_on is None:
            return self.card.due
        if reached:
            standing = replace(standing, reached_on=today, reached_how=how, agreed_on=None)
        if level != self.card.level:
            standing = replace(standing, level=level, level_since=today)
        return next_due(replace(standing, agreed_on=agreed_on), self.terms.rules_on, self.terms.is_workday)


def start(desk: Desk, card: int) -> ContactStart:
    """For somebody who may read the card. Raises Denied, Refused."""
    with desk.store.reading():
        prospect.readable(desk, card)
        terms = level_clock.terms()
        found, facts = level_clock.of_card(card, terms), _facts.first(prospect=card)
        if found is None or facts is None:
            raise Refused("E-CARD-GONE", mark("This card is no longer on file. Nothing was saved."))
        criteria, purchase_time = facts
        codes = Prospect.criteria.python_value(criteria)
        return ContactStart(found, tuple(codes), purchase_time or "", lists.current(), terms)
