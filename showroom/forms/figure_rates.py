"""What is divided by what: every denominator of the trade is a rate of its own (forms 2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from showroom.language import mark


@dataclass(frozen=True)
class Rate:
    """One rate: the count above and the count below; a `mean` is no share but so many of a thing for each.

    `source` is a citation as that of a count.
    """

    key: str
    label: str
    over: str
    under: str
    source: str
    mean: bool = False


# Families of rates are told apart by what stands after the point; the first is what a showroom begins with.
RATES: Final = (
    Rate("filed_rate.of_first", mark("Capture rate of first visits"), "first_filed", "first", "forms 2.1b"),
    Rate(
        "filed_rate.of_walked_in",
        mark("Capture rate of natural first visits"),
        "walked_in_filed",
        "walked_in",
        "forms 2.7, G5",
    ),
    Rate(
        "filed_rate.of_looked",
        mark("Capture rate of those who looked"),
        "first_filed",
        "first_filed_or_looked",
        "forms 2.7, G4",
    ),
    Rate(
        "filed_rate.of_entered",
        mark("Capture rate of people who entered"),
        "entered_filed",
        "entered",
        "forms 2.7, G2",
    ),
    Rate("card_rate", mark("Card rate"), "cards_opened", "first", "forms 2.7, G1, P15"),
    Rate("drive_rate.of_filed", mark("Drive rate of files"), "drives", "filed", "forms 2.7, G2"),
    Rate(
        "drive_rate.of_mixed",
        mark("Drive rate of first and invited visits"),
        "drives",
        "mixed",
        "forms 2.7, G1",
    ),
    Rate(
        "drive_rate.of_known", mark("Drive rate of known guests"), "drives", "known_guests", "forms 2.7, G4"
    ),
    Rate(
        "drive_rate.of_gathered", mark("Drive rate of new contacts"), "drives", "gathered", "forms 2.7, P11"
    ),
    Rate("drive_rate.of_parties", mark("Drive rate of parties"), "drives", "parties", "forms 2.7, P15"),
    Rate(
        "repeat_rate.of_first_filed", mark("Be-back rate of files"), "repeat", "first_filed", "forms 2.7, G2"
    ),
    Rate(
        "repeat_rate.of_registered",
        mark("Be-back rate of registered customers"),
        "returned_here",
        "cards_opened",
        "forms 2.7, P10",
    ),
    Rate("repeat_rate.of_parties", mark("Be-back rate of parties"), "repeat", "parties", "forms 2.1b, P14"),
    Rate(
        "closing_rate.of_first_filed",
        mark("Closing rate of files"),
        "orders_showroom",
        "first_filed",
        "forms 2.7, G5",
    ),
    Rate("closing_rate.delivered", mark("Delivery rate of files"), "deliveries", "filed", "forms 2.7, G2"),
    Rate("closing_rate.of_parties", mark("Closing rate of parties"), "orders", "parties", "forms 2.8, E5"),
    Rate("order_rate", mark("Order rate of new cards"), "orders", "cards_opened", "forms 2.7, G1"),
    Rate("delivery_rate", mark("Delivery rate of new cards"), "deliveries", "cards_opened", "forms 2.7, G1"),
    Rate("conversion_rate", mark("Conversion of prospects"), "orders", "carried_or_opened", "forms 2.7, G4"),
    Rate(
        "signed_rate.of_opened",
        mark("Orders of new cards"),
        "orders_opened",
        "cards_opened",
        "forms 2.7, P10",
    ),
    Rate(
        "signed_rate.of_carried",
        mark("Orders of cards carried over"),
        "orders_carried",
        "carried",
        "forms 2.7, P10",
    ),
    Rate(
        "signed_rate.of_carried_90",
        mark("Orders of cards carried over, to 90 days"),
        "orders_carried_90",
        "carried_90",
        "forms 2.7, P10",
    ),
    Rate(
        "lost_rate.of_carried_or_opened",
        mark("Lost rate of cards"),
        "lost",
        "carried_or_opened",
        "forms 2.7, G4",
    ),
    Rate("lost_rate.of_held", mark("Lost rate of cards that could be lost"), "lost", "held", "forms 2.6"),
    Rate("lost_clear_rate", mark("Clear reasons"), "lost_clear", "lost_requests", "forms 2.7, P10"),
    Rate(
        "lost_rejected_rate",
        mark("Requests sent back, share"),
        "lost_rejected",
        "lost_requests",
        "forms 2.7, G4",
    ),
    Rate("referred_rate", mark("Referral rate"), "deliveries_referred", "deliveries", "forms 2.7, P11"),
    Rate(
        "related_rate",
        mark("Share of orders related to owners"),
        "orders_related",
        "orders",
        "forms 2.7, P10",
    ),
    Rate("greeted_rate", mark("Greeting rate"), "greeted", "parties", "forms 2.7, G1"),
    Rate("handled_rate", mark("Share dealt with that day"), "handled", "parties", "forms 2.7, G1"),
    Rate("stay_rate.to_15", mark("Share up to 15 minutes"), "stayed_to_15", "first_timed", "forms 2.7, G1"),
    Rate("stay_rate.to_30", mark("Share 15 to 30 minutes"), "stayed_to_30", "first_timed", "forms 2.7, G1"),
    Rate("stay_rate.longer", mark("Share over 30 minutes"), "stayed_longer", "first_timed", "forms 2.7, G1"),
    Rate(
        "stay_card_rate.to_15",
        mark("Card rate up to 15 minutes"),
        "carded_to_15",
        "stayed_to_15",
        "forms 2.7, G1",
    ),
    Rate(
        "stay_card_rate.to_30",
        mark("Card rate 15 to 30 minutes"),
        "carded_to_30",
        "stayed_to_30",
        "forms 2.7, G1",
    ),
    Rate(
        "stay_card_rate.longer",
        mark("Card rate over 30 minutes"),
        "carded_longer",
        "stayed_longer",
        "forms 2.7, G1",
    ),
    Rate(
        "stay_mean", mark("Mean minutes in the showroom"), "stay_minutes", "timed", "forms 2.7, P9", mean=True
    ),
    Rate(
        "target_rate.gathered",
        mark("New contacts against the target"),
        "gathered",
        "target_gathered",
        "forms 2.7, G5",
    ),
    Rate(
        "target_rate.deliveries",
        mark("Deliveries against the target"),
        "deliveries",
        "target_deliveries",
        "forms 2.7, G2",
    ),
    Rate(
        "reserve_rate",
        mark("Orders in reserve for next month"),
        "orders_waiting",
        "target_deliveries_next",
        "forms 2.7, P10",
    ),
    Rate("carded_rate", mark("Share of customers with a card"), "customers_carded", "customers", "req 27"),
    Rate("plan_rate", mark("Planned contacts done"), "planned_done", "planned", "forms 2.7, G1"),
    Rate("in_time_rate", mark("Called back in time"), "in_time", "cards_opened", "req 19, P13"),
    Rate("no_show_rate", mark("No-show rate"), "no_show", "expected", "req 24"),
    Rate("no_show_told_rate", mark("No-shows with a reason"), "no_show_told", "no_show", "req 24"),
    Rate("told_why_rate", mark("Asked why they chose us"), "told_why", "deliveries_ordered", "req 26"),
    Rate(
        "card_age.new",
        mark("Mean age of new cards in days"),
        "age_new_days",
        "on_hand_new",
        "forms 2.7, G1",
        mean=True,
    ),
    Rate(
        "card_age.carried",
        mark("Mean age of cards carried over in days"),
        "age_carried_days",
        "on_hand_carried",
        "forms 2.7, G1",
        mean=True,
    ),
    Rate(
        "contact_mean",
        mark("Mean days since the last contact"),
        "contact_days",
        "on_hand",
        "req 27; forms 2.2",
        mean=True,
    ),
    Rate(
        "care_mean", mark("Mean days since owners were cared for"), "care_days", "base", "req 27", mean=True
    ),
    Rate("base_waiting_rate", mark("Share of owners not cared for"), "base_waiting", "base", "req 27"),
)
