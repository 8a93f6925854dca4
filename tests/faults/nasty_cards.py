"""Cards on which every field that takes words holds a nasty text: from opening them to the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any

from showroom.forms import (
    appointment,
    card_review,
    customer,
    drive,
    follow_up,
    handover,
    lost_request,
    order,
    prospect,
    quote,
    reference,
    trade_in,
)
from showroom.forms.field import Field, Lists
from showroom.models.car import DemoCar
from showroom.models.follow_up import Appointment
from showroom.models.prospect import Prospect
from showroom.rules import text
from showroom.rules.level import Level
from showroom.rules.orders import Step
from showroom.services import appointment as appointments
from showroom.services import (
    card_level,
    card_opening,
    consents,
    customer_card,
    customer_facts,
    demo_cars,
    family,
    lists,
    lost_decision,
    order_step,
    reactivation,
    sales_order,
)
from showroom.services import card_review as card_reviews
from showroom.services import drive as drives
from showroom.services import follow_up as contacts
from showroom.services import handover as handovers
from showroom.services import lost_request as requests
from showroom.services import quote as quotes
from showroom.services import trade_in as valuations
from showroom.services.desk import Desk
from tests.people import CONSULTANT, OTHER_CONSULTANT, THURSDAY, Showroom, staff_id
from tests.sales import KEYS, ORDER, revision_of, step_of

# The words of a form: its fields, and what is said in those that take no words.
Words = Callable[..., dict[str, Any]]
COMES_AT = time(15)


def filling(written: Callable[..., dict[str, Any]]) -> Callable[[Showroom, str, int], None]:
    """What writes a text on two cards of a customer of his own; `written` fills a form with it."""

    def cards(showroom: Showroom, text: str, number: int) -> None:
        def words(fields: tuple[Field, ...], **usual: str) -> dict[str, Any]:
            known: Lists = lists.with_campaigns()
            return written(fields, text, known, number, **{"kind": "", "day": "", **usual})

        Card(showroom, words, number).is_written()

    return cards


class Card:
    """What a consultant writes of one customer: of a sale that fails, and of one that does not."""

    def __init__(self, showroom: Showroom, words: Words, number: int) -> None:
        self.desk: Desk = showroom.consultant
        self.house, self.manager = showroom.administrator, showroom.manager
        self.words = words
        self.number = number
        opened = card_opening.open_card(
            self.desk, words(prospect.NEW_CARD, phone=f"137{number:08d}"), known=None
        )
        self.card, self.customer = opened.prospect, opened.customer

    def is_written(self) -> None:
        self._car()
        self._facts()
        self._nearly_lost()
        self._spoken()
        self._not_sold()
        self._covered()
        self._sold()

    def _car(self) -> None:
        car = self.words(reference.DEMO_CAR)
        # ＝1+1 is the word =1+1.
        if text.key(car["name"]) in {text.key(one.name) for one in DemoCar.select()}:
            car["name"] = f"车{self.number}"
        self.car = demo_cars.add_car(self.house, car)

    def _facts(self) -> None:
        seen = customer_card.card(self.desk, self.card)
        asked = (*prospect.FIELDS, *customer.FIELDS)
        written = self.words(asked, mobile=f"137{self.number:08d}")
        customer_card.keep(self.desk, seen, _some(written))
        family.add(self.desk, self.customer, self.words(customer.MEMBER))
        consents.give(self.desk, self.customer, self.words(customer.CONSENT))
        special = self.words(customer.SPECIAL, blacklisted="√")
        del special["vip"]
        revision = customer_card.card(self.desk, self.card).customer_revision
        customer_facts.keep_special(self.desk, self.customer, revision, special)

    def _spoken(self) -> None:
        """With somebody who is due today, comes today, and did not come this morning."""
        visit = {"kind": "visit", "day": THURSDAY, "time": COMES_AT, "car": None}
        said = self.words(follow_up.FIELDS) | {"agreed_on": THURSDAY}
        contacts.log(self.desk, self.card, said, fixed=self.words(appointment.FIELDS, **_ASKED) | visit)
        drive_there = {"kind": "test_drive", "day": THURSDAY + timedelta(1), "car": self.car}
        fixed = self.words(appointment.FIELDS, **_ASKED) | drive_there | {"time": COMES_AT}
        appointments.make(self.desk, self.card, fixed)
        missed = appointments.make(self.desk, self.card, visit | {"time": None}).appointment
        why = self.words((appointment.NO_SHOW_REASON,))["no_show_reason"]
        appointments.not_come(self.desk, missed, Appointment.get_by_id(missed).revision, why)
        reason = self.words(prospect.LEVEL_MOVE, level="A")["reason"]
        revision = Prospect.get_by_id(self.card).revision
        facts = ("purchase_time_fixed",)
        card_level.judge(self.desk, self.card, revision, level=Level.A, criteria=facts, reason=reason)

    def _not_sold(self) -> None:
        drives.record(self.desk, self.card, _some(self.words(drive.FIELDS)) | {"car": self.car})
        quotes.add(self.desk, self.card, self.words(quote.FIELDS, price="118900"))
        valuations.value(self.desk, self.card, self.words(trade_in.FIELDS, value="30000"))
        placed = self._orders(self.card)
        sales_order.cancel(self.desk, placed, revision_of(placed), self.words(order.CANCEL))

    def _covered(self) -> None:
        why = self.words((handover.REASON,))["reason"]
        split = {self.card: staff_id(OTHER_CONSULTANT)}
        handovers.cover(self.manager, staff_id(CONSULTANT), split, THURSDAY, THURSDAY, reason=why)

    def _nearly_lost(self) -> None:
        """Asked to be lost and sent back, asked to sleep and let go, taken up again, looked at."""
        lost = requests.ask(self.desk, self.card, "lost", _some(self.words(lost_request.ASK_LOST)))
        sent_back = self.words((lost_request.INSTRUCTION,))
        lost_decision.reject(self.manager, lost, 1, sent_back)
        sleep = requests.ask(self.desk, self.card, "dormant", _some(self.words(lost_request.ASK_DORMANT)))
        lost_decision.approve(self.manager, sleep, 1, self.words((lost_request.OPINION,)))
        why = self.words((lost_request.WHY_AGAIN,))["reason"]
        reactivation.reactivate(self.desk, self.card, reason=why, level="C")
        card_reviews.write(self.manager, self.card, self.words((card_review.WORDS,))["words"])

    def _sold(self) -> None:
        another = self.words((prospect.ANOTHER_REASON,))
        opened = card_opening.open_card(self.desk, another, known=self.customer)
        placed = self._orders(opened.prospect)
        step = step_of(placed, Step.PAYMENT)
        order_step.change(self.desk, step.id, step.revision, _some(self.words(order.STEP_CHANGE)))
        keys = self.words(order.DELIVERY) | {"plate": KEYS["plate"], "vin": KEYS["vin"]}
        sales_order.deliver(self.desk, placed, revision_of(placed), keys)

    def _orders(self, card: int) -> int:
        return sales_order.place(self.desk, card, ORDER | _some(self.words(order.ORDER)))


_ASKED: Mapping[str, str] = {"kind": "到店", "day": THURSDAY.isoformat()}


def _some(written: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if value not in ("", None, (), False)}


# What the cards hold of the forms.
FIELDS: tuple[Field, ...] = (
    *reference.DEMO_CAR,
    *prospect.NEW_CARD,
    *prospect.FIELDS,
    *prospect.LEVEL_MOVE,
    prospect.ANOTHER_REASON,
    *customer.FIELDS,
    *customer.SPECIAL,
    *customer.MEMBER,
    *customer.CONSENT,
    *follow_up.FIELDS,
    *appointment.FIELDS,
    appointment.NO_SHOW_REASON,
    *drive.FIELDS,
    *quote.FIELDS,
    *trade_in.FIELDS,
    *order.ORDER,
    *order.STEP_CHANGE,
    *order.CANCEL,
    *order.DELIVERY,
    handover.REASON,
    *lost_request.ASK_LOST,
    *lost_request.ASK_DORMANT,
    lost_request.OPINION,
    lost_request.INSTRUCTION,
    lost_request.WHY_AGAIN,
    card_review.WORDS,
)
